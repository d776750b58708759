"""Examples of problems (``tests/problems``) that take a dossier to show them.

The folder of such an example holds ``setup``: what happened before, a line per step. The example
runs in a fresh copy of the folder. A step is the arguments of an alvvote command that must succeed,
or one of these:

    touch FILE                        a file with a few bytes that are no dossier
    sql FILE STATEMENT                the tables changed behind the triggers
    begin FILE KIND JSON              a dossier whose first entry has this public part
    forge FILE KIND JSON [JSON]       an entry with this public (and private) part, past the rules
    flip FILE TEXT TEXT               bytes of the file replaced, of the same length
    resign FILE FILE                  the last line of a head replaced by that of another
    readable FILE                     a file that others may read
    locked FILE, full, readonly FILE  how it stands when the example itself runs
    reading FILE                      so too: another process reads in it
    hasty                             a wrong code takes no time
"""

import contextlib
import io
import json
import os
import shlex
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from alvvote.desk import slowing
from alvvote.ledger import connection as connections
from alvvote.ledger.entry import Draft
from alvvote.ledger.store import ORIGIN, create_log, open_log


def _touch(file: str) -> None:
    Path(file).parent.mkdir(exist_ok=True)
    Path(file).write_bytes(b"no dossier\n")


def _sql(file: str, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()


def _forge(file: str, kind: str, public: str, private: str = '{"at": ""}') -> None:
    with open_log(file, write=True) as log, log.writing() as writer:
        name = f"{kind} {log.head().size}"
        writer.append(name, [Draft(kind, json.loads(public), json.loads(private))], None)


def _begin(file: str, kind: str, public: str) -> None:
    create_log(file, {ORIGIN: "voorbeeld"}, kind, [Draft(kind, json.loads(public), {})], None)


def _flip(file: str, old: str, new: str) -> None:
    data = Path(file).read_bytes()
    assert len(old) == len(new)
    assert old.encode() in data, file
    Path(file).write_bytes(data.replace(old.encode(), new.encode(), 1))


def _resign(file: str, other: str) -> None:
    *lines, _signature = Path(file).read_text(encoding="utf-8").splitlines(keepends=True)
    signature = Path(other).read_text(encoding="utf-8").splitlines(keepends=True)[-1]
    Path(file).write_text("".join([*lines, signature]), encoding="utf-8")


def _readable(file: str) -> None:
    Path(file).chmod(0o644)


_STEPS: dict[str, Callable[..., None]] = {
    "touch": _touch,
    "sql": _sql,
    "begin": _begin,
    "forge": _forge,
    "flip": _flip,
    "resign": _resign,
    "readable": _readable,
}


@contextlib.contextmanager
def _locked(file: str) -> Iterator[None]:
    with (
        contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection,
        patch.object(connections, "PATIENCE", 0.05),
    ):
        connection.execute("BEGIN IMMEDIATE")
        yield


@contextlib.contextmanager
def _full() -> Iterator[None]:
    connect = connections._connect

    def small(uri: str, patience: float) -> sqlite3.Connection:
        connection = connect(uri, patience)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with patch.object(connections, "_connect", small):
        yield


@contextlib.contextmanager
def _readonly(file: str) -> Iterator[None]:
    # Whoever is root may write any file, whatever its mode.
    access = os.access

    def may(path: str, mode: int) -> bool:
        return access(path, mode) and not (str(path) == file and mode & os.W_OK)

    with patch("os.access", may):
        yield


@contextlib.contextmanager
def _reading(file: str) -> Iterator[None]:
    with (
        contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection,
        patch.object(connections, "PATIENCE", 0.05),
    ):
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM entry").fetchone()
        yield


@contextlib.contextmanager
def _hasty() -> Iterator[None]:
    with patch.object(slowing, "ONE_COMMAND", 0.0):
        yield


_CONDITIONS: dict[str, Callable[..., contextlib.AbstractContextManager[None]]] = {
    "locked": _locked,
    "full": _full,
    "readonly": _readonly,
    "reading": _reading,
    "hasty": _hasty,
}


def run_setup(text: str) -> list[contextlib.AbstractContextManager[None]]:
    """Do the steps in the current folder; return how it shall stand when the example runs."""
    from alvvote.cli.app import main  # noqa: PLC0415 - only once the language is fixed

    conditions: list[contextlib.AbstractContextManager[None]] = []
    for line in text.splitlines():
        name, *arguments = shlex.split(line)
        if name in _STEPS:
            _STEPS[name](*arguments)
        elif name in _CONDITIONS:
            conditions.append(_CONDITIONS[name](*arguments))
        else:
            out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main([name, *arguments])
            assert code == 0, (line, err.getvalue())
    return conditions


@contextlib.contextmanager
def folder_for(folder: Path) -> Iterator[Path]:
    """Give the folder in which an example runs: its own, or a copy in which its setup was done."""
    setup = folder / "setup"
    if not setup.exists():
        yield folder
        return
    with tempfile.TemporaryDirectory() as temporary, contextlib.ExitStack() as stack:
        copy = Path(temporary).resolve() / folder.name
        shutil.copytree(folder, copy)
        stack.callback(os.chdir, folder)
        os.chdir(copy)
        for condition in run_setup(setup.read_text(encoding="utf-8")):
            stack.enter_context(condition)
        yield copy
