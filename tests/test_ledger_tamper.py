"""Whatever is changed in a ledger afterwards, someone who holds an earlier head finds it.

The attacker has the file, and drops the triggers first; sometimes he has the key as well. What is
found is held against the change that was made, never against what the code says of itself.
"""

import contextlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from alvvote.ledger.audit import Audit, Finding
from alvvote.ledger.entry import Draft, act_of, seal
from alvvote.ledger.errors import StoreError
from alvvote.ledger.keys import PublicKey, SigningKey, create_key_file, read_key_file
from alvvote.ledger.merkle import Frontier
from alvvote.ledger.note import Checkpoint, SignedCheckpoint, sign
from alvvote.ledger.store import Head, open_log
from alvvote.meeting import events as e
from alvvote.meeting.dossier import Dossier, key_path, public_key_of
from alvvote.meeting.replay import NOT_ERASED, replay
from alvvote.meeting.roles import draft_of
from tests.conftest import Ran
from tests.ledger_worlds import (
    MOMENT,
    Contents,
    act,
    contents_of,
    simply,
    voted_dossier,
)
from tests.strategies import alvvote

NAME = "M. de Vries-Voorbeeld"
"""Someone whose name stands in a private part."""


class World(NamedTuple):
    """A dossier, and what someone outside holds of it."""

    path: str
    key: PublicKey
    head: SignedCheckpoint
    """The newest head at the moment that it was read out."""
    whole: Contents


def _world(path: Path, *, erased: bool) -> World:
    file = voted_dossier(path)
    act(file, simply(e.SpeakerAdded("M1", 1, True, "GM9001", NAME, "kort")))  # noqa: FBT003
    if erased:
        act(file, simply(e.PersonalDataErased(early=True, reason="verzonnen")))
        with open_log(file, write=True) as log, log.writing() as writer:
            assert writer.erase(log.head().size - 1) > 10
    act(file, simply(e.SpeakerAdded("M1", 2, False, None, NAME, None)))  # noqa: FBT003
    _shrink(file)
    with open_log(file, write=False) as log:
        key = public_key_of(log)
        assert key is not None
        return World(file, key, SignedCheckpoint(log.checkpoint(log.head())), contents_of(log))


def _shrink(path: str) -> None:
    """Use small pages, so that few bytes of the file are unused."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for line in ("journal_mode = DELETE", "page_size = 512"):
            connection.execute(f"PRAGMA {line}")
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode = WAL")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A signed dossier with a vote; nothing is erased."""
    return _world(tmp_path_factory.mktemp("plain") / "meeting.alv", erased=False)


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same after an erasure."""
    return _world(tmp_path_factory.mktemp("erased") / "meeting.alv", erased=True)


@pytest.fixture
def stolen(plain: World, tmp_path: Path) -> World:
    """The file in the hands of the attacker, with its key."""
    path = str(tmp_path / "meeting.alv")
    shutil.copy(plain.path, path)
    shutil.copy(key_path(plain.path), key_path(path))
    return plain._replace(path=path)


# Bytes.


def _examine(path: str, world: World) -> str:
    """Return what someone with an earlier head and the public key sees of a file."""
    try:
        with open_log(path, write=False) as log:
            try:
                seen = contents_of(log)
            except StoreError:
                seen = None
            if seen == world.whole:
                return "unchanged"
            found = replay(log, [world.key], [world.head]).audit
            with contextlib.suppress(StoreError):
                _ = Dossier(log).state
    except StoreError:
        return "cannot be opened"
    if found.finding is not None:
        return "found"
    assert seen is not None
    same = (seen.entries, seen.heads, seen.privates) == world.whole[1:3] + world.whole[4:5]
    assert same, found
    if seen.signatures == world.whole.signatures:
        return "unchanged"
    # A signature that is gone, or names a key nobody knows, is no lie, but it is said.
    assert found.signed_heads < found.heads
    return "unsigned"


def _flip(world: World, places: Sequence[int], patterns: Sequence[int], folder: Path) -> set[str]:
    """Flip bits of these bytes, one byte at a time, and examine the file each time."""
    whole = Path(world.path).read_bytes()
    flipped = folder / "flipped.alv"
    flipped.write_bytes(whole)
    path = str(flipped)
    seen: set[str] = set()
    # To write the whole file anew for each byte takes longer than to examine it.
    with flipped.open("r+b", buffering=0) as file:
        for place in places:
            for pattern in patterns:
                for journal in ("-wal", "-shm"):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(path + journal)
                os.pwrite(file.fileno(), bytes([whole[place] ^ pattern]), place)
                try:
                    seen.add(_examine(path, world))
                except Exception as error:
                    error.add_note(f"byte {place} with bits {pattern:#04x} flipped")
                    raise
                os.pwrite(file.fileno(), whole[place : place + 1], place)
    assert flipped.read_bytes() == whole
    return seen


EVERYTHING = {"cannot be opened", "found", "unchanged"}


def test_some_bytes_flipped(plain: World, erased: World, tmp_path: Path) -> None:
    """A byte in about every hundred, all over the file."""
    for world in (plain, erased):
        size = os.path.getsize(world.path)
        places = random.Random(4).sample(range(size), size // 100)  # noqa: S311 - no secret
        assert _flip(world, places, (0x01, 0xFF), tmp_path) >= EVERYTHING


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_every_byte_flipped(plain: World, tmp_path: Path, part: int) -> None:
    """Every byte of the file in turn, in eight parts: each flip is found, or nothing changed."""
    seen = _flip(plain, range(part, os.path.getsize(plain.path), 8), [0x01], tmp_path)
    assert EVERYTHING <= seen <= EVERYTHING | {"unsigned"}


@pytest.mark.long
def test_all_bits_of_a_byte_flipped(plain: World, tmp_path: Path) -> None:
    """The same with all bits of a byte, which is no text any more: a quarter of the bytes."""
    seen = _flip(plain, range(0, os.path.getsize(plain.path), 4), [0xFF], tmp_path)
    assert EVERYTHING <= seen <= EVERYTHING | {"unsigned"}


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_bytes_flipped_after_an_erasure(erased: World, tmp_path: Path, part: int) -> None:
    """The same where private parts are gone: a quarter of the bytes, other bits in each part."""
    size = os.path.getsize(erased.path)
    seen = _flip(erased, range(part, size, 32), [1 << part], tmp_path)
    assert EVERYTHING <= seen <= EVERYTHING | {"unsigned"}


def _verify(world: World, path: str, folder: Path) -> Ran:
    """Run the command with what someone outside holds."""
    head, key = folder / "head.txt", folder / "key.pub"
    head.write_text(world.head.text(), encoding="utf-8")
    key.write_text(world.key.pem(), encoding="utf-8")
    args = ("--dossier", path, "--head", head, "--key", key, "--format", "json")
    return alvvote("ledger", "verify", *args)


def test_the_command_finds_it(plain: World, tmp_path: Path) -> None:
    """`alvvote ledger verify` says the same of flipped bytes; it never stops with a traceback."""
    data = bytearray(Path(plain.path).read_bytes())
    path = str(tmp_path / "flipped.alv")
    assert _verify(plain, plain.path, tmp_path).code == 0
    codes: dict[str, set[int]] = {}
    for place in random.Random(7).sample(range(len(data)), 120):  # noqa: S311 - no secret
        data[place] ^= 0xFF
        Path(path).write_bytes(data)
        data[place] ^= 0xFF
        seen = _examine(path, plain)
        ran = _verify(plain, path, tmp_path)
        codes.setdefault(seen, set()).add(ran.code)
        assert ran.document["problems"] if ran.code else ran.document["verified"], place
    assert codes["found"] == codes["cannot be opened"] == {1}
    assert 0 in codes["unchanged"]


# Rows.


@contextlib.contextmanager
def _attacked(path: str) -> Iterator[sqlite3.Connection]:
    """Open the file as no program of ours would: without triggers."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        connection.commit()


def _audit(
    world: World, earlier: Sequence[SignedCheckpoint] = (), key: PublicKey | None = None
) -> Audit:
    with open_log(world.path, write=False) as log:
        return replay(log, [key or world.key], earlier).audit


@pytest.mark.parametrize(
    ("statement", "what", "number"),
    [
        (
            (
                "UPDATE entry SET leaf = (SELECT leaf FROM entry WHERE number = 13 - e.number), "
                "hash = (SELECT hash FROM entry WHERE number = 13 - e.number) FROM entry e "
                "WHERE entry.number = e.number AND e.number IN (6, 7)"
            ),
            "entry missing",
            6,
        ),
        ("DELETE FROM entry WHERE number = 6", "entry missing", 6),
        (
            "INSERT INTO entry SELECT 14, leaf, hash FROM entry WHERE number = 6",
            "head missing",
            14,
        ),
        ("DELETE FROM entry WHERE number = 13", "entry missing", 13),
        ("DELETE FROM head WHERE size = 14", "head missing", 13),
        ("DELETE FROM head WHERE size = 8", "head wrong", 7),
        ("UPDATE head SET root = zeroblob(32) WHERE size = 8", "head wrong", 7),
        (
            "UPDATE head SET frontier = zeroblob(length(frontier)) WHERE size = 8",
            "head wrong",
            7,
        ),
        ("UPDATE head SET first = 6 WHERE size = 8", "head wrong", 7),
        ("UPDATE head SET act = 'another' WHERE size = 8", "entry altered", 7),
        (
            (
                "UPDATE entry SET leaf = "
                "CAST(replace(CAST(leaf AS TEXT), '\"for\"', '\"against\"') "
                "AS BLOB) WHERE number = 5"
            ),
            "entry altered",
            5,
        ),
        (
            "UPDATE entry SET leaf = CAST(CAST(leaf AS TEXT) || ' ' AS BLOB) WHERE number = 5",
            "entry altered",
            5,
        ),
        ("UPDATE entry SET hash = zeroblob(32) WHERE number = 5", "entry altered", 5),
        (
            (
                "UPDATE private SET content = "
                "CAST(replace(CAST(content AS TEXT), 'Vries', 'Fries') "
                "AS BLOB) WHERE number = 12"
            ),
            "private part altered",
            12,
        ),
        ("UPDATE private SET salt = zeroblob(32) WHERE number = 12", "private part altered", 12),
        ("DELETE FROM private WHERE number = 12", "private part missing", 12),
        ("DELETE FROM private", "private part missing", 0),
        (
            "UPDATE about SET value = value || '0' WHERE key = 'origin'",
            "signature unreadable",
            None,
        ),
    ],
)
def test_rows_changed(stolen: World, statement: str, what: str, number: int | None) -> None:
    """What is changed in the tables is found where it was changed, also without another head."""
    with _attacked(stolen.path) as connection:
        assert connection.execute(statement).rowcount > 0
    found = _audit(stolen).finding
    assert found is not None
    if what != "signature unreadable":
        assert found[:2] == (number, what)


def test_a_private_part_taken_away_under_a_made_up_erasure(stolen: World) -> None:
    """An erasure that no entry records takes nothing away unseen."""
    with _attacked(stolen.path) as connection:
        connection.execute("INSERT INTO erasure VALUES (13, 13)")
        connection.execute("DELETE FROM private WHERE number < 13")
    found = _audit(stolen).finding
    assert found == Finding(13, "rule broken", NOT_ERASED)


def test_a_signature_of_another_head(stolen: World) -> None:
    """A true signature below another head than it was made for is false."""
    with _attacked(stolen.path) as connection:
        connection.execute("DELETE FROM signature WHERE size = 8")
        connection.execute("UPDATE signature SET size = 8 WHERE size = 9")
    found = _audit(stolen).finding
    assert found is not None
    assert found[:2] == (7, "signature false")


def test_a_signature_that_is_no_signature(stolen: World) -> None:
    """Anything else in its place is found, too."""
    with _attacked(stolen.path) as connection:
        connection.execute("UPDATE signature SET line = 'signed, the chair' WHERE size = 8")
    found = _audit(stolen).finding
    assert found is not None
    assert found.what == "signature unreadable"


def test_signatures_taken_away_are_missed(stolen: World) -> None:
    """Without signatures nothing is false; that there are none is said."""
    with _attacked(stolen.path) as connection:
        connection.execute("DELETE FROM signature")
    found = _audit(stolen, [stolen.head])
    assert (found.finding, found.signed_heads, found.heads) == (None, 0, 12)


# The whole made anew, in itself without fault.


class Made(NamedTuple):
    """What an entry is made of."""

    kind: str
    public: dict[str, Any]
    private: dict[str, Any] | None
    act: str


def _rebuild(path: str, change: Callable[[list[Made]], list[Made]], key: SigningKey | None) -> None:
    """Write the log anew with other entries: chain, tree, heads and signatures all fit."""
    with open_log(path, write=False) as log:
        made = change([Made(x.kind, x.public, x.private, x.act) for x in log.entries()])
        origin = log.origin
    with _attacked(path) as connection:
        for table in ("entry", "private", "head", "signature"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        frontier, previous, first, count = Frontier(), None, 0, 0
        for number, entry in enumerate(made):
            sealed = seal(
                Draft(entry.kind, entry.public, entry.private), number, entry.act, previous
            )
            connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?)", (number, sealed.leaf, sealed.hash)
            )
            if sealed.private is not None:
                connection.execute(
                    "INSERT INTO private VALUES (?, ?, ?)", (number, *sealed.private)
                )
            previous, frontier = sealed.hash, frontier.append(sealed.hash)
            if number + 1 < len(made) and made[number + 1].act == entry.act:
                continue
            head = Head(number + 1, first, entry.act, frontier.root(), frontier.to_bytes())
            connection.execute("INSERT INTO head VALUES (?, ?, ?, ?, ?)", head)
            first = number + 1
            if key is not None:
                line = sign(Checkpoint(origin, head.size, head.root), key).line()
                connection.execute(
                    "INSERT INTO signature VALUES (?, ?, ?)", (count, head.size, line)
                )
                count += 1


def _key(world: World) -> SigningKey:
    return read_key_file(key_path(world.path))


def _as_it_was(made: list[Made]) -> list[Made]:
    return made


def _turned(made: list[Made]) -> list[Made]:
    """GM9002 voted against: 75 of 165 votes cast is no majority, so the ruling turns, too."""
    made[5].public["option"] = "against"
    made[11].public["outcome"] = "rejected"
    return made


@pytest.mark.parametrize("change", [_as_it_was, _turned])
def test_the_whole_rebuilt_with_the_key(stolen: World, change: Any) -> None:
    """Who has file and key can make another record: only a head that others hold tells."""
    _rebuild(stolen.path, change, _key(stolen))
    alone = _audit(stolen)
    assert (alone.finding, alone.signed_heads, alone.unknown_signatures) == (None, 12, 0)
    found = _audit(stolen, [stolen.head]).finding
    assert found is not None
    assert (found.what, found.detail) == ("against an earlier head", "14")


def test_the_whole_rebuilt_with_another_key(stolen: World, tmp_path: Path) -> None:
    """Without the key the public key tells as well: none of its signatures is left."""
    other = create_key_file(str(tmp_path / "other.key"), stolen.key.name)
    _rebuild(stolen.path, _turned, other)
    with _attacked(stolen.path) as connection:
        connection.execute(
            "UPDATE about SET value = ? WHERE key = 'public_key'", (other.public.vkey(),)
        )
    believed = _audit(stolen, key=other.public)
    assert (believed.finding, believed.signed_heads) == (None, 12)
    known = _audit(stolen)
    assert (known.finding, known.signed_heads, known.unknown_signatures) == (None, 0, 12)
    found = _audit(stolen, [stolen.head]).finding
    assert found is not None
    assert found.what == "against an earlier head"


@pytest.mark.parametrize("left", [3, 9, 13])
def test_the_tail_cut(stolen: World, left: int) -> None:
    """A record that ends earlier is in itself without fault; who has a later head misses it."""
    with _attacked(stolen.path) as connection:
        for table in ("entry", "private"):
            connection.execute(f"DELETE FROM {table} WHERE number >= ?", (left,))  # noqa: S608
        for table in ("head", "signature"):
            connection.execute(f"DELETE FROM {table} WHERE size > ?", (left,))  # noqa: S608
    assert _audit(stolen).finding is None
    found = _audit(stolen, [stolen.head]).finding
    assert found is not None
    assert (found.what, found.detail) == ("against an earlier head", "14")


def test_two_heads_of_one_size(stolen: World) -> None:
    """Of two heads that others hold, each counts: also the one that is given first."""
    other = SignedCheckpoint(stolen.head.checkpoint._replace(root=bytes(32)))
    for heads in ([other, stolen.head], [stolen.head, other]):
        found = _audit(stolen, heads).finding
        assert found is not None
        assert found.what == "against an earlier head"


def test_a_head_of_another_log(stolen: World) -> None:
    """A head that names another log is not one of this."""
    other = SignedCheckpoint(stolen.head.checkpoint._replace(origin="alvvote/other/00000000"))
    found = _audit(stolen, [other]).finding
    assert found is not None
    assert found.what == "against an earlier head"


# Rules broken in a record that is in itself without fault.


def _with(number: int, **changes: Any) -> Callable[[list[Made]], list[Made]]:
    def change(made: list[Made]) -> list[Made]:
        made[number].public.update(changes)
        return made

    return change


def _inserted(number: int, event: e.Event) -> Callable[[list[Made]], list[Made]]:
    def change(made: list[Made]) -> list[Made]:
        draft = draft_of(event, MOMENT)
        private = dict(draft.private or {})
        entry = Made(draft.kind, dict(draft.public), private, act_of("inserted"))
        return [*made[:number], entry, *made[number:]]

    return change


def _without(number: int) -> Callable[[list[Made]], list[Made]]:
    return lambda made: made[:number] + made[number + 1 :]


def _ballot(code: str, votes: int, replaces: int | None = None) -> e.BallotCast:
    reason = None if replaces is None else "verzonnen"
    return e.BallotCast("M1", code, votes, "against", None, replaces, reason, "x")


@pytest.mark.parametrize(
    ("change", "number", "code"),
    [
        pytest.param(_inserted(9, _ballot("GM9001", 75)), 9, "V104", id="a second ballot"),
        pytest.param(_with(5, votes=49), 5, "V131", id="a vote too many"),
        pytest.param(_with(5, gm_code="GM0001"), 5, "V123", id="no member"),
        pytest.param(_with(5, option="maybe"), 5, "V106", id="no choice"),
        pytest.param(_with(9, replaces=6), 9, "V117", id="a correction of another ballot"),
        pytest.param(_with(9, replaces=None), 9, "V104", id="a correction that names none"),
        pytest.param(_inserted(11, _ballot("GM9006", 1)), 11, "V102", id="after closing"),
        pytest.param(_inserted(12, _ballot("GM9001", 75, 4)), 12, "V102", id="after the ruling"),
        pytest.param(_with(11, agrees=False), 11, "V131", id="a ruling with a false agrees"),
        pytest.param(_with(11, outcome="rejected"), 11, "V131", id="a ruling turned round"),
        pytest.param(_without(10), 10, "V103", id="a ruling before closing"),
        pytest.param(_without(3), 3, "V101", id="ballots before opening"),
        pytest.param(_without(2), 2, "M104", id="a vote on nothing"),
        pytest.param(_without(1), 2, "M110", id="a vote without a roll"),
        pytest.param(_without(0), 0, "M120", id="no beginning"),
        pytest.param(_with(3, roll="00" * 32), 3, "V131", id="another roll"),
        pytest.param(_with(3, accredited=[6, 173]), 3, "V131", id="a turnout made up"),
        pytest.param(
            _inserted(14, e.PersonalDataErased(early=False, reason=None)),
            14,
            "L114",
            id="an erasure before anything was published",
        ),
    ],
)
def test_rules_broken(
    stolen: World, change: Callable[[list[Made]], list[Made]], number: int, code: str
) -> None:
    """The replay names the first entry that could not have been, and the rule."""
    _rebuild(stolen.path, change, _key(stolen))
    found = _audit(stolen).finding
    assert found is not None
    assert found[:2] == (number, "rule broken")
    assert code in found.detail.split(", ")


def test_a_roll_whose_votes_do_not_follow(stolen: World) -> None:
    """Votes follow from inhabitants (article 11, paragraph 3), also in a roll that was made up."""

    def change(made: list[Made]) -> list[Made]:
        made[1].public["roll"]["members"][1]["votes"] = 75
        return made

    _rebuild(stolen.path, change, _key(stolen))
    found = _audit(stolen).finding
    assert found == Finding(1, "rule broken", "M122")


def test_a_correction_with_other_votes_after_an_erasure(erased: World, tmp_path: Path) -> None:
    """Where the reason of a correction is gone, its votes are still held against the roll."""
    world = erased._replace(path=str(tmp_path / "meeting.alv"))
    shutil.copy(erased.path, world.path)

    def change(made: list[Made]) -> list[Made]:
        made[9].public["votes"] = 13
        return [entry._replace(private={}) if not entry.private else entry for entry in made]

    _rebuild(world.path, change, None)
    with _attacked(world.path) as connection:
        connection.execute("DELETE FROM private WHERE number < 13")
    found = _audit(world).finding
    assert found == Finding(9, "rule broken", "V131")
