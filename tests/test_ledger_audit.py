"""What the audit says it did not check, and what it and proofs find that only a forger makes."""

import contextlib
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from alvvote.ledger import audit as auditing
from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.audit import Finding, audit
from alvvote.ledger.copies import update_copies
from alvvote.ledger.entry import Draft, Private, Sealed, seal
from alvvote.ledger.merkle import Frontier, inclusion_proof, leaf_hash, root_of
from alvvote.ledger.note import Checkpoint, SignedCheckpoint
from alvvote.ledger.sqlite_store import SqliteLog
from alvvote.ledger.store import ORIGIN, Head, Writer, open_log
from alvvote.ledger.tlog_proof import TlogProof
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import open_dossier, public_key_of
from alvvote.meeting.erase import erase_personal
from alvvote.meeting.events import BallotCast, SpeakerAdded
from alvvote.meeting.proofs import check_proof, hold_against
from alvvote.meeting.roles import draft_of
from tests.ledger_worlds import MOMENT, act, make_dossier, simply, voted_dossier


def test_of_very_many_signatures_the_newest_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many were not is counted; a false one among the newest is found."""
    path = str(tmp_path / "alv.alv")
    voted_dossier(path)
    monkeypatch.setattr(auditing, "MOST_SIGNATURES", 2)
    with open_log(path, write=False) as log:
        key = public_key_of(log)
        assert key is not None
        found = audit(log, [key])
        total = log.signature_count()
    assert found.finding is None
    assert (found.signed_heads, found.older_signatures) == (2, total - 2)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER signature_no_update")
        (line,) = connection.execute(
            "SELECT line FROM signature WHERE number = ?", (total - 1,)
        ).fetchone()
        # The last letters before the padding hold bits of the signature itself.
        false = line[:-10] + ("A" if line[-10] != "A" else "B") + line[-9:]
        connection.execute("UPDATE signature SET line = ? WHERE number = ?", (false, total - 1))
        connection.commit()
    with open_log(path, write=False) as log:
        finding = audit(log, [key]).finding
    assert finding is not None
    assert finding.what == "signature false"


def test_a_damaged_index_is_found(tmp_path: Path) -> None:
    """An index that lost a row would let an act be recorded twice."""
    path = str(tmp_path / "alv.alv")
    voted_dossier(path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        # The index on signatures is taken for one on another column.
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(size)', '(line)') "
            "WHERE name = 'signature_size'"
        )
        connection.commit()
    with open_log(path, write=False) as log:
        finding = audit(log, []).finding
    assert finding is not None
    assert finding.what == "file damaged"


# A log as someone writes it who asks no store whether it may be.

OTHER_HASH = bytes(range(32))


class Made(NamedTuple):
    """An act of a forged log: the id of its head, and its entries."""

    act: str
    entries: Sequence[Sealed]


def _sealed(number: int, act: str, previous: bytes | None, *, private: bool = False) -> Sealed:
    hidden = {"name": "J. Verzonnen"} if private else None
    return seal(Draft("voorbeeld", {"number": number}, hidden), number, act, previous)


def _chained(*acts: str, private: bool = False) -> list[Made]:
    """Return a right log: one entry for each of these acts."""
    made: list[Made] = []
    previous: bytes | None = None
    for number, name in enumerate(acts):
        entry = _sealed(number, name, previous, private=private)
        made.append(Made(name, [entry]))
        previous = entry.hash
    return made


def _without_guards(connection: sqlite3.Connection) -> None:
    """Drop every trigger, and what the table of heads demands of its rows."""
    kinds = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    for (name,) in connection.execute(kinds).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("CREATE TABLE loose AS SELECT * FROM head")
    connection.execute("DROP TABLE head")
    connection.execute("ALTER TABLE loose RENAME TO head")


def _audited(path: Path, made: Sequence[Made]) -> Finding | None:
    """Write these acts to a file, with tree and heads as they follow, and audit it."""
    connection = connections.create(str(path))
    _without_guards(connection)
    connection.execute("INSERT INTO about VALUES (?, ?)", (ORIGIN, "voorbeeld.example/log"))
    writer = Writer(SqliteLog(str(path), connection))
    frontier = Frontier()
    for name, entries in made:
        first = frontier.size
        for entry in entries:
            private = entry.private
            writer.put_entry(frontier.size, entry.leaf, entry.hash, private)
            frontier = frontier.append(entry.hash)
        writer.put_head(Head(frontier.size, first, name, frontier.root(), frontier.to_bytes()))
    connection.close()
    with open_log(str(path), write=False) as log:
        return audit(log, []).finding


def _respelled(entry: Sealed) -> Sealed:
    """Return the entry with a blank after its first colon, and the hash of that."""
    leaf = entry.leaf.replace(b":", b": ", 1)
    assert json.loads(leaf) == json.loads(entry.leaf)
    return Sealed(leaf, leaf_hash(leaf), entry.private)


@pytest.mark.parametrize("private", [False, True])
def test_a_right_log_written_by_hand(tmp_path: Path, private: bool) -> None:  # noqa: FBT001
    """What the forgeries below start from has nothing wrong."""
    assert _audited(tmp_path / "a.alv", _chained("a", "b", "c", private=private)) is None


@pytest.mark.parametrize(
    ("number", "previous"),
    [(0, OTHER_HASH), (1, None), (1, OTHER_HASH), (2, OTHER_HASH)],
    ids=["first", "none", "middle", "last"],
)
def test_a_chain_that_is_broken(tmp_path: Path, number: int, previous: bytes | None) -> None:
    """An entry that names another one as the one before it is found, also under a right tree."""
    made = _chained("a", "b", "c")
    made[number] = Made("abc"[number], [_sealed(number, "abc"[number], previous)])
    # The entries after it follow on it: only this link is wrong.
    for later in range(number + 1, 3):
        before = made[later - 1].entries[0].hash
        made[later] = Made("abc"[later], [_sealed(later, "abc"[later], before)])
    assert _audited(tmp_path / "a.alv", made) == Finding(number, "chain broken")


def test_an_entry_with_a_blank_in_it(tmp_path: Path) -> None:
    """Another spelling of the same entry is found, also under its own hash and tree."""
    made = _chained("a", "b")
    made[1] = Made("b", [_respelled(made[1].entries[0])])
    expected = Finding(1, "entry altered", "not canonical")
    assert _audited(tmp_path / "a.alv", made) == expected


def test_two_heads_of_one_act(tmp_path: Path) -> None:
    """An act is recorded once: the second head that says it is of the same act is found."""
    assert _audited(tmp_path / "a.alv", _chained("a", "b", "a")) == Finding(2, "head wrong", "3")


def test_a_private_part_that_no_entry_vouches_for(tmp_path: Path) -> None:
    """What is put beside an entry that says nothing stands beside it is found."""
    made = _chained("a", "b")
    added = Private(bytes(32), b'{"name":"J. Verzonnen"}')
    made[1] = Made("b", [made[1].entries[0]._replace(private=added)])
    assert _audited(tmp_path / "a.alv", made) == Finding(1, "private part altered")


# Proofs.


def _ballot(number: int) -> Sealed:
    cast = BallotCast("M1", "GM9001", 75, "for", None, None, None, "at the table")
    return seal(draft_of(cast, MOMENT), number, "a", OTHER_HASH)


def _proof_text(leaf: bytes, index: int) -> str:
    """Return the proof file of an entry at that place of a tree of three, head included."""
    hashes = [leaf_hash(b"voorbeeld %d" % number) for number in range(3)]
    hashes[index] = leaf_hash(leaf)
    head = SignedCheckpoint(Checkpoint("voorbeeld.example/log", 3, root_of(hashes)))
    return TlogProof(index, tuple(inclusion_proof(hashes, index, 3)), head, leaf).text()


def test_a_proof_of_an_entry_at_its_place() -> None:
    """Canonical, and where the entry itself says that it stands, a proof holds."""
    found = check_proof(_proof_text(_ballot(1).leaf, 1))
    assert (found.number, found.ballot.gm_code, found.ballot.votes) == (1, "GM9001", 75)


@pytest.mark.parametrize(
    "leaf",
    [_ballot(0).leaf, _ballot(2).leaf, _respelled(_ballot(1)).leaf],
    ids=["number below", "number above", "blank"],
)
def test_a_proof_of_an_entry_that_is_not_what_it_says(leaf: bytes) -> None:
    """An entry that numbers itself otherwise, or is spelled otherwise, is proved of no log."""
    with pytest.raises(Refused) as refused:
        check_proof(_proof_text(leaf, 1))
    assert [problem.code for problem in refused.value.problems] == ["L112"]


def test_a_head_of_another_log_with_the_same_entries(tmp_path: Path) -> None:
    """Size and root may be the same: the name of the log must be too."""
    path = voted_dossier(tmp_path / "alv.alv")
    with open_log(path, write=False) as log:
        own = log.checkpoint(log.head())
        assert len(hold_against(log, SignedCheckpoint(own))) == own.size
        other = SignedCheckpoint(Checkpoint("voorbeeld.example/other", own.size, own.root))
        with pytest.raises(Refused) as refused:
            hold_against(log, other)
    assert [problem.code for problem in refused.value.problems] == ["L118"]


# After an erasure.


def _free_pages(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


def test_an_erasure_leaves_no_room_where_something_stood(tmp_path: Path) -> None:
    """Dossier and live copy have no free pages and shrink by what went; the journal is empty."""
    path, copy = tmp_path / "alv.alv", tmp_path / "copy.alv-copy"
    make_dossier(path)
    gist = "verzonnen " * 1000
    act(path, *(simply(SpeakerAdded("M1", n, False, None, "J.", gist)) for n in range(1, 11)))  # noqa: FBT003
    with open_dossier(str(path), write=True) as dossier:
        dossier.log.set_copy(str(copy))
        assert update_copies(dossier.log) == {}
        dossier.log.vacuum()
        before = [file.stat().st_size for file in (path, copy)]
        erased = erase_personal(dossier, "voorbeeld (verzonnen)")
        assert (erased.removed, erased.problems) == (13, ())
        # The connection is still open, so that SQLite has not tidied up by itself.
        journal = tmp_path / "alv.alv-wal"
        assert not journal.exists() or journal.stat().st_size == 0
        after = [file.stat().st_size for file in (path, copy)]
    for was, now in zip(before, after, strict=True):
        assert was - now > 10 * len(gist) * 9 // 10
    assert [_free_pages(file) for file in (path, copy)] == [0, 0]
