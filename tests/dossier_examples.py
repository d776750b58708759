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
    sign FILE FILE                    the newest head signed by the key of the second file
    locked FILE, full, readonly FILE  how it stands when the example itself runs
    server REASON DETAIL              so too: a server that cannot be used for this reason
    failing REASON DETAIL [lost]      so too: acts fail so; `lost`: only the answer is lost
    erasing-on-server                 so too: an erasure takes the file for a server
    meanwhile FILE                    so too: somebody acts while the file is moved
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
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from unittest.mock import patch

from alvvote.desk import slowing
from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.copies import update_copy
from alvvote.ledger.entry import Draft
from alvvote.ledger.errors import StoreError, StoreReason
from alvvote.ledger.keys import read_key_file
from alvvote.ledger.note import sign
from alvvote.ledger.store import (
    ORIGIN,
    Log,
    Writer,
    create_log,
    open_log,
    shown_address,
)
from alvvote.meeting import live_copies


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


def _sign(file: str, key: str) -> None:
    with open_log(file, write=True) as log, log.writing() as writer:
        head = log.head()
        writer.add_signature(head.size, sign(log.checkpoint(head), read_key_file(key)).line())


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
    "sign": _sign,
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
def _server(reason: StoreReason, detail: str) -> Iterator[None]:
    from alvvote.ledger import postgres_connection  # noqa: PLC0415 - the command imports it late

    def connect(address: str, *, write: bool) -> None:
        raise StoreError(reason, shown_address(address), detail or f"write={write}")

    with patch.object(postgres_connection, "connect", connect):
        yield


@contextlib.contextmanager
def _failing(reason: StoreReason, detail: str, lost: str = "") -> Iterator[None]:
    def append(writer: Writer, *_rest: object) -> None:
        raise StoreError(reason, writer.log.path, detail, maybe_recorded=bool(lost))

    with patch.object(Writer, "append", append):
        yield


@contextlib.contextmanager
def _meanwhile(file: str) -> Iterator[None]:
    update = update_copy

    def slowly(log: Log, path: str, kinds: Collection[str]) -> None:
        update(log, path, kinds)
        _forge(file, "agenda.deadline", '{"what": "motions", "moment": null}')

    with patch.object(live_copies, "update_copy", slowly):
        yield


@contextlib.contextmanager
def _erasing_on_server() -> Iterator[None]:
    with patch("alvvote.meeting.erase.is_server", lambda _address: True):
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
    "server": _server,
    "failing": _failing,
    "meanwhile": _meanwhile,
    "erasing-on-server": _erasing_on_server,
    "hasty": _hasty,
}


_Files = dict[str, tuple[int, bytes]]
"""What stands in a folder: mode and contents of each file, by its path."""

_known: dict[tuple[object, ...], _Files] = {}
"""What stood in a folder after these files and steps: many examples begin in the same way."""


def _files() -> _Files:
    paths = sorted(path for path in Path().rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mode, path.read_bytes()) for path in paths}


def _write(files: _Files) -> None:
    for name, (mode, data) in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(mode)


def _do(step: str) -> None:
    from alvvote.cli.app import main  # noqa: PLC0415 - only once the language is fixed

    name, *arguments = shlex.split(step)
    if name in _STEPS:
        _STEPS[name](*arguments)
        return
    out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([name, *arguments])
    assert code == 0, (step, err.getvalue())


def run_setup(text: str) -> list[contextlib.AbstractContextManager[None]]:
    """Do the steps in the current folder; return how it shall stand when the example runs.

    Steps that were done before, in a folder of this path with the same files, leave what they left
    then.
    """
    conditions: list[contextlib.AbstractContextManager[None]] = []
    done: tuple[object, ...] = (os.getcwd(), tuple(_files().items()))
    steps: list[str] = []
    for line in text.splitlines():
        name, *arguments = shlex.split(line)
        if name in _CONDITIONS:
            conditions.append(_CONDITIONS[name](*arguments))
        else:
            steps.append(line)
    first = 0
    for number in range(len(steps), 0, -1):
        if (*done, *steps[:number]) in _known:
            _write(_known[*done, *steps[:number]])
            first = number
            break
    for number, step in enumerate(steps[first:], first + 1):
        _do(step)
        _known[*done, *steps[:number]] = _files()
    return conditions


@contextlib.contextmanager
def folder_for(folder: Path, place: Path) -> Iterator[Path]:
    """Give the folder in which an example runs: its own, or a copy in which its setup was done.

    The copy stands in `place`, under the same name for every example, and is taken away. Where
    lines are broken depends on how long its path is.
    """
    setup = folder / "setup"
    if not setup.exists():
        yield folder
        return
    copy = place / "desk"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("arguments", "setup", "message.*"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, copy)
        stack.callback(os.chdir, folder)
        os.chdir(copy)
        for condition in run_setup(setup.read_text(encoding="utf-8")):
            stack.enter_context(condition)
        yield copy
