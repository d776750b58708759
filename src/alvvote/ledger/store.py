"""The log in one SQLite file: read it, append to it; an act is there as a whole or not at all."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from alvvote.ledger import connection as connections
from alvvote.ledger.entry import Draft, Entry, act_of, read_entry, seal
from alvvote.ledger.errors import StoreError
from alvvote.ledger.merkle import EMPTY_ROOT, Frontier
from alvvote.ledger.note import Checkpoint

ORIGIN = "origin"
PUBLIC_KEY = "public_key"

Signer = Callable[[Checkpoint], str]
"""Signs a head; returns the signature line."""


class Head(NamedTuple):
    """The state of the log after an act: its size, and the root of the tree over all entries."""

    size: int
    first: int
    """The number of the first entry of the act."""
    act: str
    root: bytes
    frontier: bytes


NO_HEAD = Head(0, 0, "", EMPTY_ROOT, b"")


class Writer:
    """A log while one process appends to it: inside one transaction."""

    def __init__(self, log: "Log", connection: sqlite3.Connection) -> None:
        """Take the log and its connection, on which a transaction is open."""
        self._connection = connection
        self.log = log

    def append(self, caller_id: str, drafts: Sequence[Draft], signer: Signer | None) -> Head:
        """Append the entries of one act and the head over them; signed if there is a signer.

        Raises:
            ValueError: no drafts, or values that have no canonical form.
        """
        if not drafts:
            raise ValueError("an act has entries")
        before = self.log.head()
        act = act_of(caller_id)
        frontier = Frontier.from_bytes(before.size, before.frontier)
        previous = None if before.size == 0 else self.log.hash_at(before.size - 1)
        number = before.size
        for draft in drafts:
            sealed = seal(draft, number, act, previous)
            private = (
                None if sealed.private is None else (sealed.private.salt, sealed.private.content)
            )
            insert_entry(self._connection, number, sealed.leaf, sealed.hash, private)
            frontier = frontier.append(sealed.hash)
            previous, number = sealed.hash, number + 1
        head = Head(number, before.size, act, frontier.root(), frontier.to_bytes())
        insert_head(self._connection, head)
        if signer is not None:
            self.add_signature(head.size, signer(self.log.checkpoint(head)))
        return head

    def add_signature(self, size: int, line: str) -> None:
        """Keep a signature of the head of that size."""
        insert_signature(self._connection, size, line)

    def erase(self, number: int) -> int:
        """Take away all private parts before entry `number`, the newest; return how many."""
        self._connection.execute("INSERT INTO erasure VALUES (?, ?)", (number, number))
        done = self._connection.execute("DELETE FROM private WHERE number < ?", (number,))
        return done.rowcount


class Log:
    """A log in a file."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        """Take a connection that `alvvote.ledger.connection` opened."""
        self.path = path
        self.connection = connection
        with connections.errors_of(path):
            self.about: dict[str, str] = dict(connection.execute("SELECT key, value FROM about"))

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def origin(self) -> str:
        """The name of this log, which no other has."""
        return self.about.get(ORIGIN, "")

    def checkpoint(self, head: Head) -> Checkpoint:
        """Return what is signed of a head."""
        return Checkpoint(self.origin, head.size, head.root)

    def head(self) -> Head:
        """Return the newest head; of an empty log `NO_HEAD`."""
        return next(self.heads("ORDER BY size DESC LIMIT 1"), NO_HEAD)

    def head_of_act(self, caller_id: str) -> Head | None:
        """Return the head of the act with this id of its caller, if it was recorded."""
        return next(self.heads("WHERE act = ?", (act_of(caller_id),)), None)

    def head_at(self, size: int) -> Head | None:
        """Return the head of that size, if an act ended there."""
        return next(self.heads("WHERE size = ?", (size,)), None)

    def heads(
        self, order: str = "ORDER BY size", values: tuple[object, ...] = ()
    ) -> Iterator[Head]:
        """Yield heads, by default all in order."""
        with connections.errors_of(self.path):
            sql = f"SELECT size, first, act, root, frontier FROM head {order}"  # noqa: S608
            for row in self.connection.execute(sql, values):
                yield Head(*row)

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """Yield the entries from number `start` up to (not including) `stop`.

        Raises:
            StoreError: the file is damaged; the number of the entry stands in its detail.
        """
        with connections.errors_of(self.path):
            rows = self.connection.execute(
                "SELECT number, leaf, hash, content FROM entry LEFT JOIN private USING (number) "
                "WHERE number >= ? AND number < ? ORDER BY number",
                (start, 2**62 if stop is None else stop),
            )
            for number, leaf, leaf_hash, content in rows:
                try:
                    yield read_entry(leaf, leaf_hash, content)
                except ValueError as error:
                    raise StoreError("damaged", self.path, str(number)) from error

    def privates(self, start: int, stop: int) -> dict[int, tuple[bytes, bytes]]:
        """Return salt and content of the private parts of these entries, by number."""
        with connections.errors_of(self.path):
            rows = self.connection.execute(
                "SELECT number, salt, content FROM private WHERE number >= ? AND number < ?",
                (start, stop),
            )
            found: dict[int, tuple[bytes, bytes]] = {}
            for number, salt, content in rows:
                if not (isinstance(salt, bytes) and isinstance(content, bytes)):
                    raise StoreError("damaged", self.path, str(number))
                found[number] = (salt, content)
            return found

    def erasures(self) -> list[tuple[int, int]]:
        """Return the erasures: the entry that records one, and before which entry it reaches."""
        with connections.errors_of(self.path):
            rows = self.connection.execute("SELECT number, before FROM erasure ORDER BY number")
            found: list[tuple[int, int]] = []
            for number, before in rows:
                if not isinstance(before, int):
                    raise StoreError("damaged", self.path, str(number))
                found.append((number, before))
            return found

    def hash_at(self, number: int) -> bytes:
        """Return the leaf hash of an entry."""
        with connections.errors_of(self.path):
            row = self.connection.execute(
                "SELECT hash FROM entry WHERE number = ?", (number,)
            ).fetchone()
        if row is None:
            raise StoreError("damaged", self.path, str(number))
        return bytes(row[0])

    def hashes(self, size: int) -> list[bytes]:
        """Return the leaf hashes of the first `size` entries."""
        with connections.errors_of(self.path):
            rows = self.connection.execute(
                "SELECT hash FROM entry WHERE number < ? ORDER BY number", (size,)
            )
            return [row[0] for row in rows]

    def signatures(self, *, start: int = 0) -> list[tuple[int, str]]:
        """Return size of the head and line of the signatures, in order, from number `start`.

        Raises:
            StoreError: the file is damaged.
        """
        return self._signatures("number >= ?", start)

    def signatures_of(self, size: int) -> list[str]:
        """Return the lines of the signatures of one head.

        Raises:
            StoreError: the file is damaged.
        """
        return [line for _size, line in self._signatures("size = ?", size)]

    def _signatures(self, which: str, value: int) -> list[tuple[int, str]]:
        with connections.errors_of(self.path):
            sql = f"SELECT size, line FROM signature WHERE {which} ORDER BY number"  # noqa: S608
            rows = self.connection.execute(sql, (value,)).fetchall()
        if not all(isinstance(size, int) and isinstance(line, str) for size, line in rows):
            raise StoreError("damaged", self.path)
        return rows

    def signature_count(self) -> int:
        """Return how many signatures there are."""
        with connections.errors_of(self.path):
            row = self.connection.execute("SELECT coalesce(max(number), -1) + 1 FROM signature")
            return int(row.fetchone()[0])

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open a transaction, alone among all writers; what is done in it counts as a whole.

        After it the commit is on the disk. An exception takes everything back.

        Raises:
            StoreError: the file stays locked, the disk is full, or it cannot be written.
        """
        with connections.errors_of(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield Writer(self, self.connection)
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Read the log as it is now, whatever others append or erase meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        with connections.errors_of(self.path):
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def damage(self) -> str | None:
        """Return what SQLite finds wrong with its own pages and indexes; None where all is well."""
        with connections.errors_of(self.path):
            (found,) = self.connection.execute("PRAGMA integrity_check(1)").fetchone()
        return None if found == "ok" else str(found)

    def vacuum(self) -> None:
        """Write the file anew without free pages, and empty its journal.

        Raises:
            StoreError: another process reads or writes, and the journal could not be emptied.
        """
        with connections.errors_of(self.path):
            self.connection.execute("VACUUM")
            busy = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreError("locked", self.path)

    def copies(self) -> dict[str, str]:
        """Return the live copies: why the last write of each failed, empty if it did not."""
        with connections.errors_of(self.path):
            return dict(self.connection.execute("SELECT path, failure FROM copy ORDER BY path"))

    def set_copy(self, path: str, failure: str = "") -> None:
        """Keep where a live copy is, and why it could not be written if so."""
        with connections.errors_of(self.path):
            self.connection.execute(
                "INSERT INTO copy VALUES (?, ?) "
                "ON CONFLICT (path) DO UPDATE SET failure = excluded.failure",
                (path, failure),
            )

    def drop_copy(self, path: str) -> None:
        """Forget a live copy; its file stays as it is."""
        with connections.errors_of(self.path):
            self.connection.execute("DELETE FROM copy WHERE path = ?", (path,))


def insert_entry(
    connection: sqlite3.Connection,
    number: int,
    leaf: bytes,
    leaf_hash: bytes,
    private: tuple[bytes, bytes] | None,
) -> None:
    """Write one entry, with its private part."""
    connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, leaf, leaf_hash))
    if private is not None:
        connection.execute("INSERT INTO private VALUES (?, ?, ?)", (number, *private))


def insert_head(connection: sqlite3.Connection, head: Head) -> None:
    """Write the head over all entries that are there."""
    connection.execute("INSERT INTO head VALUES (?, ?, ?, ?, ?)", head)


def insert_signature(connection: sqlite3.Connection, size: int, line: str) -> None:
    """Write a signature of a head."""
    connection.execute(
        "INSERT INTO signature SELECT coalesce(max(number), -1) + 1, ?, ? FROM signature",
        (size, line),
    )


def open_log(path: str, *, write: bool) -> Log:
    """Open a log, to append to it or only to read it.

    Raises:
        StoreError: it is not there, is no log, is of a newer version, or cannot be opened so.
    """
    opened = connections.open_to_write(path) if write else connections.open_to_read(path)
    return Log(path, opened)


@contextlib.contextmanager
def new_file(path: str) -> Iterator[str]:
    """Give the path at which to make a log file that moves to `path` when it is whole.

    Raises:
        StoreError: there is a file at `path`, or its folder cannot be written.
    """
    if os.path.exists(path):
        raise StoreError("exists", path)
    path = os.path.abspath(path)
    temporary = f"{path}.{secrets.token_hex(4)}.new"
    try:
        yield temporary
        descriptor = os.open(temporary, os.O_RDWR)
        os.fsync(descriptor)
        os.close(descriptor)
        _move(temporary, path)
    except OSError as error:
        raise StoreError("io", path, os.strerror(error.errno or 5)) from error
    finally:
        for left in (temporary, temporary + "-wal", temporary + "-shm", temporary + "-journal"):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(left)


def _move(temporary: str, path: str) -> None:
    """Give the file its name, never over another one, and make the name itself durable."""
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise StoreError("exists", path) from error
    except OSError:
        # Some disks and shares know no links.
        if os.path.exists(path):
            raise StoreError("exists", path) from None
        os.rename(temporary, path)
    if os.name == "posix":
        folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def create_log(
    path: str,
    about: Mapping[str, str],
    caller_id: str,
    drafts: Sequence[Draft],
    signer: Signer | None,
) -> None:
    """Make a log with its first act in a file that is not there yet.

    Raises:
        StoreError: there is a file of that name, or it cannot be written.
    """
    with new_file(path) as temporary:
        connection = connections.create(temporary)
        try:
            with connections.errors_of(path):
                connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            log = Log(temporary, connection)
            with log.writing() as writer:
                writer.append(caller_id, drafts, signer)
            with connections.errors_of(path):
                connections.make_wal(connection)
        finally:
            connection.close()
