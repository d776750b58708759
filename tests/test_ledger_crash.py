"""A process that makes, appends to or erases from a dossier is killed, at any moment of it.

After each kill every act that was acknowledged is there, nothing is there by half, and the same
commands run again go on by themselves. What SQLite promises of a process that dies:
https://sqlite.org/atomiccommit.html and https://sqlite.org/wal.html.
"""

import os
import random
import signal
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.copies import update_copies
from alvvote.ledger.errors import StoreError
from alvvote.ledger.store import open_log
from alvvote.meeting.dossier import Act, create_dossier, open_dossier
from alvvote.meeting.erase import erase_personal
from alvvote.meeting.events import NoteAdded
from tests import ledger_worlds as worlds

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed by SIGKILL")

RARE = "Zeldzame-Reden-Verzonnen"
Work = Callable[[str, Connection], None]
"""What a process does with the dossier at a path; it sends the id of each act that it was told."""


# --- what the processes do ------------------------------------------------------------------------

_ACTS: tuple[tuple[str, Act], ...] = (
    ("open", worlds.opening("M1")),
    ("GM9001", worlds.casting("M1", "GM9001", "for")),
    ("GM9001 again", worlds.casting("M1", "GM9001", "against", correction=RARE)),
)


def append_acts(path: str, told: Connection) -> None:
    """Do a few acts in a dossier."""
    with open_dossier(path, write=True) as dossier:
        for name, doing in _ACTS:
            dossier.act(doing, name)
            told.send(name)


def append_notes(path: str, told: Connection, prefix: str) -> None:
    """Add notes without end."""
    number = 0
    with open_dossier(path, write=True) as dossier:
        while True:
            number += 1
            name = f"{prefix}-{number}"
            dossier.act(worlds.simply(NoteAdded("M1", f"{name} (verzonnen)")), name)
            told.send(name)


def make(path: str, told: Connection, *, signed: bool) -> None:
    """Make a dossier."""
    first = [worlds.created(), worlds.roll_set(worlds.small_roll()), worlds.added("M1")]
    create_dossier(path, first, None, signed=signed)
    told.send("made")


def erase(path: str, told: Connection) -> None:
    """Erase the private parts, on record, from the dossier and its copies."""
    with open_dossier(path, write=True) as dossier:
        erasure = erase_personal(dossier, "voorbeeld (verzonnen)", "erase")
        assert (erasure.unreached, erasure.problems) == ((), ())
        told.send("erase")


# --- how they die ---------------------------------------------------------------------------------


class _Steps:
    """Counts the steps of this process, and kills it just before one of them."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.taken = 0

    def step(self, *_what: object) -> None:
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the call with a step before it."""

        def stepped(*args: Any, **keywords: Any) -> Any:
            self.step()
            return call(*args, **keywords)

        return stepped

    def install(self) -> None:
        """Make each statement of SQLite, and what is done to files beside it, a step."""
        connect = connections._connect

        def traced(uri: str, patience: float) -> sqlite3.Connection:
            self.step()
            connection = connect(uri, patience)
            # It is called as each statement, and each one in a trigger, begins.
            connection.set_trace_callback(self.step)
            return connection

        connections._connect = traced
        for name in ("link", "unlink", "rename", "fsync", "open", "close"):
            setattr(os, name, self.stepping(getattr(os, name)))


class _Told:
    """The way to tell that an act was acknowledged; to have told is a step too."""

    def __init__(self, connection: Connection, steps: _Steps) -> None:
        self.connection = connection
        self.steps = steps

    def send(self, name: str) -> None:
        self.steps.step()
        self.connection.send(name)
        self.steps.step()


def _dying(path: str, told: Connection, work: Work, last: int) -> None:
    steps = _Steps(last)
    steps.install()
    work(path, _Told(told, steps))  # type: ignore[arg-type] # it can send


class _Ended(NamedTuple):
    """How a process ended, and what it had been told."""

    killed: bool
    told: list[str]


def _end(process: BaseProcess, told: Connection) -> _Ended:
    process.join(60)
    assert process.exitcode in {0, -signal.SIGKILL}, process.exitcode
    names: list[str] = []
    try:
        while True:
            names.append(told.recv())
    except EOFError:
        told.close()
    return _Ended(process.exitcode != 0, names)


def _do(work: Work, path: str) -> list[str]:
    """Do the work in this process; return what was told."""
    told: list[str] = []

    class Here:
        def send(self, name: str) -> None:
            told.append(name)

    work(path, Here())  # type: ignore[arg-type] # it can send
    return told


# --- what must hold -------------------------------------------------------------------------------


def _holds(path: str, told: Sequence[str]) -> None:
    """Hold that the dossier is whole, and every act that was told is in it."""
    worlds.sound(path)
    with open_log(path, write=False) as log:
        for name in told:
            assert log.head_of_act(name) is not None, name


def _begin(folder: Path, *, copy: bool) -> str:
    folder.mkdir()
    path = worlds.make_dossier(folder / "a.alv")
    if copy:
        with open_log(path, write=True) as log:
            log.set_copy(str(folder / "kopie.alv"))
    return path


def _appended(path: str, told: Sequence[str]) -> None:
    """Hold what must be after a kill among acts, and go on."""
    _holds(path, told)
    recorded = len(worlds.contents(path).heads) - 1
    # At most the act under way was recorded without being told.
    assert recorded - len(told) in {0, 1}
    assert _do(append_acts, path) == [name for name, _doing in _ACTS]
    _holds(path, [name for name, _doing in _ACTS])
    with open_dossier(path, write=False) as dossier:
        ballots = dossier.state.votes["M1"].ballots
        assert [(code, ballot.option) for code, ballot in ballots.items()] == [
            ("GM9001", "against")
        ]
        assert len(dossier.log.head_of_act("open") or ()) == 5
    assert len(worlds.contents(path).heads) == 1 + len(_ACTS)
    copy = str(Path(path).with_name("kopie.alv"))
    with open_log(path, write=True) as log:
        if copy in log.copies():
            update_copies(log)
            assert worlds.contents(copy) == worlds.contents(path)


def _made(path: str, told: Sequence[str], *, signed: bool) -> None:
    """Hold what must be after a kill while a dossier was made, and make it again."""
    if os.path.exists(path):
        _holds(path, [])
        with pytest.raises(StoreError):
            _do(partial(make, signed=signed), path)
    else:
        assert told == []
        assert _do(partial(make, signed=signed), path) == ["made"]
    worlds.act(path, *(doing for _name, doing in _ACTS))
    found = worlds.sound(path)
    assert (found.heads, found.signed_heads) == (4, 4 if signed else 0)


def _erased(path: str, told: Sequence[str]) -> None:
    """Hold that all private parts are there or none, and erase again."""
    _holds(path, told)
    known = worlds.contents(path)
    assert len(known.privates) == (1 if known.erasures else len(known.entries))
    if known.erasures:
        # Any next act brings the copy up to date, and leaves nothing in journals.
        worlds.act(path, worlds.simply(NoteAdded("M1", "verder (verzonnen)")))
        _gone(path)
    assert _do(erase, path) == ["erase"]
    assert len(worlds.contents(path).erasures) == 1
    assert worlds.sound(path).erased == len(known.entries) - bool(known.erasures)
    _gone(path)


def _gone(path: str) -> None:
    """Hold that what was erased stands in no file, and the copy is equal."""
    for file in Path(path).parent.iterdir():
        assert RARE.encode() not in file.read_bytes(), file
    assert worlds.contents(path) == worlds.contents(Path(path).with_name("kopie.alv"))


def _to_erase(folder: Path) -> str:
    path = _begin(folder, copy=True)
    _do(append_acts, path)
    assert RARE.encode() in b"".join(file.read_bytes() for file in folder.iterdir())
    return path


def _unmade(folder: Path) -> str:
    folder.mkdir()
    return str(folder / "a.alv")


_PLANS: dict[str, tuple[Callable[[Path], str], Work, Callable[[str, Sequence[str]], None]]] = {
    "append": (partial(_begin, copy=False), append_acts, _appended),
    "append, with a copy": (partial(_begin, copy=True), append_acts, _appended),
    "make": (_unmade, partial(make, signed=True), partial(_made, signed=True)),
    "make, unsigned": (_unmade, partial(make, signed=False), partial(_made, signed=False)),
    "erase": (_to_erase, erase, _erased),
}


def _kill_at_steps(plan: str, folder: Path, first: int, stride: int) -> int:
    """Kill before one step after another, until there are no more; return how many times."""
    begin, work, holds = _PLANS[plan]
    kills, last = 0, first
    while True:
        path = begin(folder / str(last))
        ended = _end(*worlds.start(_dying, path, work, last))
        holds(path, ended.told)
        if not ended.killed:
            return kills
        kills += 1
        last += stride


@pytest.mark.parametrize("plan", _PLANS)
def test_killed_at_some_steps(plan: str, tmp_path: Path) -> None:
    """A few of the steps: each leaves a dossier that is whole and goes on."""
    assert _kill_at_steps(plan, tmp_path, 5, 41) >= 1


@pytest.mark.long
@pytest.mark.parametrize("plan", _PLANS)
def test_killed_between_every_two_steps(plan: str, tmp_path: Path) -> None:
    """Each step of SQLite and of the files beside it in turn."""
    assert _kill_at_steps(plan, tmp_path, 1, 1) > 40


def _kill_at_random(folder: Path, rounds: int, seed: int) -> int:
    """Kill writers at random moments, sometimes two at once; return how many acts were told."""
    chance = random.Random(seed)  # noqa: S311 - any moments will do
    acts, path, all_told = 0, "", set[str]()
    for kill in range(rounds):
        if kill % 4 == 0:
            path = worlds.voted_dossier(folder / f"{kill}.alv")
            all_told = set()
        writers = [
            worlds.start(append_notes, path, f"{kill}-{number}")
            for number in range(1 + (kill % 3 == 0))
        ]
        for process, told in writers:
            # From before its first act to after many, however slow the machine is.
            early = [told.recv() for _act in range(chance.choice([0, 1, 4, 12]))]
            process.join(chance.uniform(0, 0.02))
            process.kill()
            all_told |= set(early)
            acts += len(early)
        for process, told in writers:
            ended = _end(process, told)
            assert ended.killed
            all_told |= set(ended.told)
            acts += len(ended.told)
        _holds(path, sorted(all_told))
        heads = len(worlds.contents(path).heads)
        assert 10 + len(all_told) <= heads <= 10 + len(all_told) + (kill % 4 + 1) * 2
        worlds.act(
            path, worlds.simply(NoteAdded("M1", "verder (verzonnen)")), caller_id=f"go{kill}"
        )
        all_told.add(f"go{kill}")
    return acts


def test_killed_at_a_few_moments(tmp_path: Path) -> None:
    """Ten kills of a process that appends as fast as it can."""
    assert _kill_at_random(tmp_path, 10, 1) > 10


@pytest.mark.long
def test_killed_at_hundreds_of_moments(tmp_path: Path) -> None:
    """Two hundred and forty of them, a third with a second writer that dies at its own moment."""
    assert _kill_at_random(tmp_path, 240, 2) > 1000
