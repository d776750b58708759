"""A disk that keeps only what was synced, for SQLite: what would be left when the power fails.

A virtual file system of apsw passes everything on to the real one, and keeps beside it what of each
file is durable. It is pessimistic: bytes that were not synced are gone (or, by chance, some of them
are there and some are not), and so are names that were made or taken away in a folder that was not
synced since. When SQLite syncs a folder for the sake of one file, that name alone becomes durable.
"""

import contextlib
import os
import random
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw

_JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL


class _Content:
    """The bytes of a file: those that are durable, and the changes since."""

    def __init__(self) -> None:
        self.durable = b""
        self.pending: list[tuple[int, bytes | None]] = []
        """Writes at a place; without bytes the file ends there."""

    def sync(self) -> None:
        self.durable = self.after(lambda: True)
        self.pending.clear()

    def after(self, happens: Callable[[], bool]) -> bytes:
        """Return the bytes after those of the pending changes that happen."""
        data = bytearray(self.durable)
        for place, new in self.pending:
            if not happens():
                continue
            if new is None:
                del data[place:]
            else:
                data.extend(bytes(max(0, place - len(data))))
                data[place : place + len(new)] = new
        return bytes(data)


class Disk:
    """A folder of which is known what would be left now if the power failed."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that is empty."""
        self.folder = folder
        self.on_change: Callable[[], None] = lambda: None
        self._names: dict[str, _Content] = {}
        self._durable_names: dict[str, _Content] = {}

    def opened(self, path: str) -> _Content:
        """Return what is known of a file, which may be new."""
        return self._names.setdefault(path, _Content())

    def linked(self, old: str, new: str) -> None:
        """Give a file a second name."""
        self._names[new] = self._names[old]
        self.on_change()

    def unlinked(self, path: str) -> None:
        """Take a name away."""
        self._names.pop(path, None)
        self.on_change()

    def sync_name(self, path: str) -> None:
        """Make it durable that a name is there, or is not."""
        if path in self._names:
            self._durable_names[path] = self._names[path]
        else:
            self._durable_names.pop(path, None)
        self.on_change()

    def synced(self, descriptor: int) -> None:
        """Make a file or the whole folder durable, as `os.fsync` does."""
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            self._durable_names = dict(self._names)
        for path, content in self._names.items():
            if os.path.exists(path) and os.path.samestat(status, os.stat(path)):
                content.sync()
        self.on_change()

    def left(self, chance: random.Random | None = None) -> dict[str, bytes]:
        """Return the files that would be left; by chance also some of what was not synced."""

        def happens() -> bool:
            return chance is not None and chance.random() < 0.5

        found: dict[str, bytes] = {}
        for path in sorted({*self._names, *self._durable_names}):
            names = self._names if happens() else self._durable_names
            if path in names:
                found[os.path.basename(path)] = names[path].after(happens)
        return found


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename, flags: list[int]) -> None:
        self._disk = disk
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._content = disk.opened(self._path)
        self._new = bool(flags[0] & _JOURNALS)
        super().__init__("", name, flags)

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - the name of apsw
        super().xWrite(data, offset)
        self._content.pending.append((offset, bytes(data)))
        self._disk.on_change()

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._content.pending.append((newsize, None))
        self._disk.on_change()

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._content.sync()
        self._disk.on_change()
        if self._new:
            # SQLite on Unix syncs the folder when it first syncs a new journal.
            self._disk.sync_name(self._path)
            self._new = False


class _System(apsw.VFS):
    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        if name is None:
            return apsw.VFSFile("", None, flags)
        return _File(self._disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802
        super().xDelete(filename, syncdir)
        self._disk.unlinked(filename)
        if syncdir:
            self._disk.sync_name(filename)


class _Cursor(apsw.Cursor):
    @property
    def rowcount(self) -> int:
        return self.connection.changes()


class _Connection(apsw.Connection):
    """What the store uses of a connection of `sqlite3`, on one of apsw."""

    def __init__(self, path: str, flags: int, system: str, instead: tuple[str, str]) -> None:
        super().__init__(path, flags, system)
        self.cursor_factory = _Cursor
        self.instead = instead

    def execute(self, statements: str, bindings: Any = None, **_more: Any) -> apsw.Cursor:
        return super().execute(statements.replace(*self.instead), bindings)

    def executescript(self, statements: str) -> None:
        self.execute(statements)


@contextlib.contextmanager
def powered(disk: Disk, *, instead: tuple[str, str] | None = None) -> Iterator[None]:
    """Let the store of the ledger work on this disk; `instead` changes what its SQL says."""
    name = f"power-{id(disk)}"
    system = _System(name, disk)

    def connect(path: str, **_options: Any) -> Any:
        flags = (
            apsw.SQLITE_OPEN_READWRITE
            | apsw.SQLITE_OPEN_URI
            | (apsw.SQLITE_OPEN_CREATE if "mode=rwc" in path else 0)
        )
        return _Connection(path, flags, name, instead or ("\0", ""))

    real = {call: getattr(os, call) for call in ("link", "rename", "unlink", "fsync")}

    def link(old: str, new: str) -> None:
        real["link"](old, new)
        disk.linked(old, new)

    def rename(old: str, new: str) -> None:
        real["rename"](old, new)
        disk.linked(old, new)
        disk.unlinked(old)

    def unlink(path: str) -> None:
        real["unlink"](path)
        disk.unlinked(path)

    def fsync(descriptor: int) -> None:
        real["fsync"](descriptor)
        disk.synced(descriptor)

    with (
        patch("sqlite3.connect", connect),
        patch.multiple(os, link=link, rename=rename, unlink=unlink, fsync=fsync),
    ):
        yield
    system.unregister()
