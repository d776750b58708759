"""The power fails at any moment: no acknowledged act is lost, and nothing is there by half.

What is held is what SQLite documents (https://sqlite.org/pragma.html#pragma_synchronous,
https://sqlite.org/wal.html): in WAL mode, synchronous=FULL syncs the journal at each commit, and
with NORMAL "a transaction committed in WAL mode with synchronous=NORMAL might roll back following a
power loss or system crash"; EXTRA also syncs the folder after a rollback journal was unlinked,
without which the old journal may come back. All of it holds only as far as the disk tells the
truth when it says that something is synced.
"""

import random
from pathlib import Path
from typing import NamedTuple

import pytest

from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.audit import audit
from alvvote.ledger.copies import update_copy
from alvvote.ledger.entry import Draft
from alvvote.ledger.errors import StoreError
from alvvote.ledger.sqlite_store import SqliteLog
from alvvote.ledger.store import Log, create_log, open_log
from tests.power import Disk, powered

NAME = "a.alv"
COPY = "kopie.alv"
NOT_MADE = -1


class Cut(NamedTuple):
    """What was left when the power failed, and what had been acknowledged before."""

    acknowledged: int
    """The acts; `NOT_MADE` where the file itself was not yet said to be there."""
    copied: int
    """Those that were said to be in the copy."""
    files: dict[str, bytes]


class Session:
    """Acts on a disk of which the power fails at every step, in every way that is asked."""

    def __init__(self, folder: Path, seeds: int) -> None:
        """Take an empty folder, and in how many ways chance is to keep what was not synced."""
        folder.mkdir()
        self.path = str(folder / NAME)
        self.disk = Disk(folder)
        self.disk.on_change = self._cut
        self.acknowledged = NOT_MADE
        self.copied = NOT_MADE
        self.cuts: list[Cut] = []
        self._chances = [random.Random(seed) for seed in range(seeds)]  # noqa: S311

    def _cut(self) -> None:
        for chance in (None, *self._chances):
            cut = Cut(self.acknowledged, self.copied, self.disk.left(chance))
            if cut not in self.cuts[-1 - len(self._chances) :]:
                self.cuts.append(cut)

    def act(self, log: Log, number: int, length: int) -> None:
        """Append an act of two entries, and take note that it was acknowledged."""
        draft = Draft("voorbeeld", {"n": number, "text": "v" * length}, {"name": "Verzonnen"})
        with log.writing() as writer:
            writer.append(f"act {number}", [draft, Draft("b", {})], None)
        self.acknowledged = number
        self._cut()


def _use(session: Session, acts: int) -> None:
    """Make a log, append to it, with the process ending now and then, and copy it each time."""
    path, copy = session.path, session.path.replace(NAME, COPY)
    create_log(path, {"origin": "voorbeeld/1"}, "act 0", [Draft("a", {}), Draft("b", {})], None)
    session.acknowledged = 0
    session._cut()
    number = 0
    while number < acts:
        with open_log(path, write=True) as log:
            for _ in range(5):
                number += 1
                session.act(log, number, 50 + 900 * (number % 7))
                if number % 2:
                    update_copy(log, copy)
                    session.copied = number
            log.run("PRAGMA wal_checkpoint(PASSIVE)")
            session.act(log, number := number + 1, 10)
    with open_log(path, write=True) as log:
        with log.writing() as writer:
            head = writer.append(f"act {number + 1}", [Draft("a", {}), Draft("b", {})], None)
            writer.erase(head.size - 1)
        session.acknowledged = number + 1
        log.vacuum()
        session._cut()


def _acts_left(folder: Path, cut: Cut, name: str) -> int | None:
    """Return the newest act in what a cut left, where all in it is right; else None."""
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for left, data in cut.files.items():
        (folder / left).write_bytes(data)
    path = str(folder / name)
    try:
        # As the next command opens it: that is where SQLite repairs what it finds.
        with open_log(path, write=True) as log:
            if audit(log, []).finding is not None or log.head().size == 0:
                return None
            acts = log.head().size // 2 - 1
            if log.head_of_act(f"act {acts}") is None:
                return None
            # And it goes on.
            with log.writing() as writer:
                writer.append("verder", [Draft("c", {})], None)
            return acts
    except StoreError as error:
        return NOT_MADE if error.reason == "missing" else None


def _losses(cuts: list[Cut], folder: Path, name: str = NAME) -> tuple[int, int]:
    """Return how many cuts lost what was acknowledged, or left something that is not right."""
    lost = wrong = 0
    for cut in cuts:
        expected = cut.acknowledged if name == NAME else cut.copied
        acts = _acts_left(folder, cut, name)
        wrong += acts is None
        lost += acts is not None and acts < expected
    return lost, wrong


def _session(
    folder: Path, acts: int, seeds: int, instead: tuple[str, str] | None = None
) -> list[Cut]:
    session = Session(folder / "disk", seeds)
    with powered(session.disk, instead=instead):
        _use(session, acts)
    return session.cuts


def test_no_acknowledged_act_is_lost(tmp_path: Path) -> None:
    """As the store is: after a cut at any step of a short life of a log, all of it is there."""
    cuts = _session(tmp_path, 5, 0)
    assert len(cuts) > 50
    assert {cut.acknowledged for cut in cuts} == {NOT_MADE, *range(8)}
    assert _losses(cuts, tmp_path / "left") == (0, 0)


@pytest.mark.long
def test_no_acknowledged_act_is_lost_in_a_longer_life(tmp_path: Path) -> None:
    """The same, also where some of what was not synced reached the disk, and some did not."""
    cuts = _session(tmp_path, 24, 2)
    assert len(cuts) > 500
    assert _losses(cuts, tmp_path / "left") == (0, 0)


@pytest.mark.long
def test_the_copy_is_safe_too(tmp_path: Path) -> None:
    """What was said to be in the live copy is in it after a cut; it is never there by half."""
    cuts = _session(tmp_path, 8, 1)
    assert {cut.copied for cut in cuts} >= {NOT_MADE, 1, 3, 5, 7, 9}
    assert _losses(cuts, tmp_path / "left", COPY) == (0, 0)


def test_the_model_bites(tmp_path: Path) -> None:
    """With synchronous=NORMAL, on the same disk, acts that were acknowledged are lost."""
    cuts = _session(tmp_path, 5, 0, ("synchronous = FULL", "synchronous = NORMAL"))
    lost, wrong = _losses(cuts, tmp_path / "left")
    assert lost > 20
    assert wrong == 0


def _without_new_name(folder: Path, instead: tuple[str, str]) -> tuple[int, int]:
    """Make a log in a file that has its name already, and append to it; return the losses."""
    session = Session(folder / "disk", 0)
    with powered(session.disk, instead=instead):
        connection = connections.create(session.path)
        session.disk.sync_name(session.path)
        log = SqliteLog(session.path, connection)
        session.act(log, 0, 10)
        connections.make_wal(connection)
        for number in range(1, 4):
            session.act(log, number, 10)
        log.close()
    cuts = [cut for cut in session.cuts if cut.acknowledged >= 0]
    return _losses(cuts, folder / "left")


def test_from_the_old_journal_to_wal(tmp_path: Path) -> None:
    """With EXTRA nothing is lost on the way to WAL; with FULL the old journal comes back."""
    losses = {}
    for mode in ("EXTRA", "FULL"):
        folder = tmp_path / mode
        folder.mkdir()
        losses[mode] = _without_new_name(folder, ("synchronous = EXTRA", f"synchronous = {mode}"))
    assert losses["EXTRA"] == (0, 0)
    assert sum(losses["FULL"]) > 0
