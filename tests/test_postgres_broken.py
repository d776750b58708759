"""The connection to the server breaks in the middle of an act: never twice, never lost.

The connection is cut at the message that matters, in a cable of our own; the server is killed and
started again; a session is ended by the server.
"""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from alvvote.cli import desk_member
from alvvote.desk.cases import AskDeclaration, AskFunction, AskName, LetIn, Ready, Waiting
from alvvote.desk.orders import Recorded
from alvvote.desk.session import Pending, Session
from alvvote.ledger.copies import update_copies
from alvvote.ledger.entry import Entry
from alvvote.ledger.errors import StoreError
from alvvote.ledger.store import open_log
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, create_dossier, open_dossier
from alvvote.meeting.events import BallotCast, Event, NoteAdded
from alvvote.meeting.follow import follow
from alvvote.meeting.model import State
from alvvote.meeting.roles import draft_of, event_in
from alvvote.meeting.surely import NO_CONNECTION, act_surely
from tests import ledger_worlds as worlds
from tests.conftest import Run, missing
from tests.cut_connection import Cable, Cut
from tests.desk_steps import find_in
from tests.postgres_server import DESK, Server, binaries, started


@pytest.fixture
def database(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a database in which a vote is open, and stand in the folder with its key."""
    monkeypatch.chdir(tmp_path)
    name = postgres.new_database()
    path = worlds.make_dossier(postgres.address(name))
    worlds.act(path, worlds.opening("M1"))
    return name


@pytest.fixture
def own_server() -> Iterator[Server]:
    """Give a server that a test may kill."""
    found = binaries()
    if found is None:
        missing("PostgreSQL", "apt-get install postgresql")
    with started(found) as server:
        yield server


def _by(postgres: Server, database: str, cable: Cable) -> str:
    # Only so the cable can read what goes over it; on the own machine that is allowed.
    return postgres.address(database, host="localhost", port=cable.port) + "?sslmode=disable"


def _code() -> Callable[[State], list[Event]]:
    """Return an act that makes something else each time, as a code at random."""
    numbers = itertools.count(1)
    return lambda _state: [NoteAdded("M1", f"poging {next(numbers)} (verzonnen)")]


def _notes(address: str) -> list[str]:
    with open_log(address, write=False) as log:
        events = [event_in(entry) for entry in log.entries()]
        assert worlds.audited(log).finding is None
    return [event.text for event in events if isinstance(event, NoteAdded)]


_COMMIT = b"COMMIT\0"
CUTS: list[tuple[bytes, Cut, bool, list[str]]] = [
    # What is cut, whether it may be recorded, and what is recorded in the end.
    (b"pg_advisory_xact_lock", "before it arrives", False, ["poging 1 (verzonnen)"]),
    (b"INSERT INTO entry", "before it arrives", False, ["poging 2 (verzonnen)"]),
    (b"INSERT INTO head", "after the answer", False, ["poging 2 (verzonnen)"]),
    (b"INSERT INTO signature", "before it arrives", False, ["poging 2 (verzonnen)"]),
    (_COMMIT, "before it arrives", True, ["poging 2 (verzonnen)"]),
    (_COMMIT, "after the answer", True, ["poging 1 (verzonnen)"]),
    # It is recorded and known to be; what comes after it is no part of the act.
    (b"FROM copy", "before it arrives", False, ["poging 1 (verzonnen)"]),
]


@pytest.mark.parametrize(("words", "cut", "maybe", "expected"), CUTS)
def test_the_connection_is_cut(
    postgres: Server, database: str, words: bytes, cut: Cut, *, maybe: bool, expected: list[str]
) -> None:
    """Wherever it breaks the act is recorded once, and the caller learns what was recorded."""
    told: list[StoreError] = []
    with Cable(postgres.port, words, cut) as cable:
        address = _by(postgres, database, cable)
        with open_dossier(address, write=True) as dossier:
            done = act_surely(dossier, _code(), "een id", lambda error: not told.append(error))  # type: ignore[func-returns-value]
            assert cable.cuts == 1
            assert [(e.reason, e.maybe_recorded, e.act) for e in told] == [
                ("unreachable", maybe, "een id")
            ] * (words != b"FROM copy")
            recorded = [event_in(e) for e in _entries(address, done.first, done.head.size)]
            assert [e.text for e in recorded if isinstance(e, NoteAdded)] == expected
            # Done here means: by the attempt whose answer came.
            assert done.recorded is (cut != "after the answer" or words != _COMMIT)
    assert _notes(postgres.address(database)) == expected


def _entries(address: str, start: int, stop: int) -> list[Entry]:
    """Return entries of a log."""
    with open_log(address, write=False) as log:
        return list(log.entries(start, stop))


def test_a_refusal_afterwards_is_sure(postgres: Server, database: str) -> None:
    """Where the rules refuse the act at the second try, the first was not recorded."""
    with Cable(postgres.port, _COMMIT, "before it arrives") as cable:

        def meanwhile(_error: StoreError) -> bool:
            worlds.act(postgres.address(database), worlds.casting("M1", "GM9001", "against"))
            return True

        with open_dossier(_by(postgres, database, cable), write=True) as dossier:
            with pytest.raises(Refused):
                act_surely(dossier, worlds.casting("M1", "GM9001", "for"), "een id", meanwhile)
            assert dossier.state.votes["M1"].ballots["GM9001"].option == "against"


def test_who_gives_up_is_told_that_it_may_be_recorded(postgres: Server, database: str) -> None:
    """The doubt of the first attempt stays, also when the last one just found no server."""
    told: list[StoreError] = []

    def wait(error: StoreError) -> bool:
        told.append(error)
        dossier.log.address = postgres.address(database, host="localhost", port=1)  # nobody there
        return len(told) < 3

    with (
        Cable(postgres.port, _COMMIT, "after the answer") as cable,
        open_dossier(_by(postgres, database, cable), write=True) as dossier,
        pytest.raises(StoreError) as caught,
    ):
        act_surely(dossier, _code(), "een id", wait)
    assert [error.maybe_recorded for error in told] == [True] * 3
    assert (caught.value.reason, caught.value.maybe_recorded) == ("unreachable", True)
    assert caught.value.act == "een id"


@pytest.mark.parametrize("cut", ["before it arrives", "after the answer"])
def test_a_plain_command_says_how_to_find_out(
    postgres: Server, database: str, run: Run, cut: Cut
) -> None:
    """It does not claim that nothing was recorded; with the id it names, the act is there once."""
    note = ("vote", "note", "M1", "--tekst", "eenmaal (verzonnen)", "--format", "json")
    with Cable(postgres.port, _COMMIT, cut) as cable:
        done = run(*note, "--dossier", _by(postgres, database, cable))
    assert done.code == 1
    (problem,) = done.document["problems"]
    assert problem["code"] == "L133"
    address = postgres.address(database)
    for _again in range(2):
        assert run(*note, "--act", problem["value"], "--dossier", address).code == 0
    assert _notes(address) == ["eenmaal (verzonnen)"]
    with Cable(postgres.port, _COMMIT, cut) as cable:
        text = run(*note[:-2], "--dossier", _by(postgres, database, cable)).err
    assert "it is not known what was recorded" in text
    assert "nothing was recorded" not in text


@pytest.fixture
def arrival(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a database with a meeting whose members are to be accredited."""
    monkeypatch.chdir(tmp_path)
    name = postgres.new_database()
    opens = [worlds.created(), worlds.roll_set(worlds.small_roll(), accreditation=True)]
    create_dossier(postgres.address(name), opens, None)
    return name


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        (b"INSERT INTO entry", "before it arrives"),
        (_COMMIT, "before it arrives"),
        (_COMMIT, "after the answer"),
    ],
)
def test_a_check_in_by_a_command_is_kept(
    postgres: Server,
    arrival: str,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    words: bytes,
    cut: Cut,
) -> None:
    """It says so, tries again under its id, and hands out the one pass that is on record."""
    monkeypatch.setattr(desk_member, "PAUSE", 0.0)
    who = ("--gemeente", "GM9001", "--naam", "A. Verzonnen", "--functie", "wethouder")
    with Cable(postgres.port, words, cut) as cable:
        address = _by(postgres, arrival, cable)
        check_in = ("desk", "check-in", *who, "--volmacht", "papier", "--dossier", address)
        done = run(*check_in, "--format", "json")
        assert cable.cuts == 1
    assert done.code == 0
    assert "no connection: the act is kept" in done.err
    with open_dossier(postgres.address(arrival), write=True) as dossier:
        (held,) = dossier.state.passes["GM9001"]
    assert done.document["pass"]["code"] == held.code


def test_a_check_in_whose_pass_cannot_be_read(postgres: Server, arrival: str, run: Run) -> None:
    """It is recorded, and the connection breaks just after: nothing else is claimed."""
    who = ("--gemeente", "GM9001", "--naam", "A. Verzonnen", "--functie", "wethouder")
    check_in = ("desk", "check-in", *who, "--volmacht", "papier", "--dossier")
    # The first entries are read before the act; those of the act itself after it.
    with Cable(postgres.port, b"FROM copy", "before it arrives") as cable:
        done = run(*check_in, _by(postgres, arrival, cable), "--format", "json")
    (problem,) = done.document["problems"]
    assert (done.code, problem["code"]) == (1, "L133")
    again = run(*check_in, postgres.address(arrival), "--act", problem["value"], "--format", "json")
    assert again.code == 0
    assert again.document["recorded"] is False
    assert again.document["pass"]["number"] == 1


def test_a_desk_whose_session_the_server_ends(postgres: Server, arrival: str) -> None:
    """Between two scans nobody notices; in the middle of an act it is kept, and done once."""
    address = postgres.address(arrival)
    session = Session(lambda: open_dossier(address, write=True), "3", find_in)
    session.look_round()
    with postgres.connect(arrival) as raw:
        ended = (
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        raw.execute(ended)
        case = session.look(Waiting(), "GM9001")
        for line in ("A. Verzonnen", "2", "1"):
            assert isinstance(case, AskName | AskFunction | AskDeclaration)
            case = session.look(case, line)
        assert isinstance(case, Ready)
        raw.execute(ended)
    assert isinstance(session.carry_out(LetIn(case.wish)), Pending)
    recorded = session.try_again()
    assert isinstance(recorded, Recorded)
    assert session.look_round().members == 1
    session.close()


def test_a_session_that_the_server_ends(postgres: Server, database: str) -> None:
    """An administrator ends the session between two acts: the desk goes on by itself."""
    address = postgres.address(database)
    reasons: list[str] = []
    with open_dossier(address, write=True) as dossier, postgres.connect(database) as raw:
        dossier.act(worlds.casting("M1", "GM9001", "for"))
        raw.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        act = worlds.casting("M1", "GM9002", "for")
        assert act_surely(dossier, act, "a", lambda e: not reasons.append(e.reason)).recorded  # type: ignore[func-returns-value]
        assert dossier.state.size == 6
    assert reasons == ["unreachable"]


def test_another_log_in_its_place(postgres: Server, database: str) -> None:
    """Who comes back and finds another dossier there acts in it no more."""
    other = worlds.make_dossier(postgres.address(postgres.new_database()), signed=False)
    with open_dossier(postgres.address(database), write=True) as dossier:
        dossier.log.address = other
        with pytest.raises(StoreError) as caught:
            dossier.reconnect()
        assert caught.value.reason == "not a ledger"
        dossier.act(worlds.casting("M1", "GM9002", "for"))


@pytest.mark.long
def test_the_server_is_killed_and_comes_back(own_server: Server, tmp_path: Path) -> None:
    """Between two acts it dies; the desk says so, and goes on when it is there again."""
    address = own_server.address(own_server.new_database())
    key = str(tmp_path / "a.key")
    worlds.make_keyed_dossier(address, key)
    reasons: list[str] = []

    def wait(error: StoreError) -> bool:
        reasons.append(error.reason)
        if len(reasons) == 3:
            own_server.start()
        return True

    with open_dossier(address, key, write=True) as dossier:
        dossier.act(worlds.opening("M1"))
        own_server.stop()
        done = act_surely(dossier, worlds.casting("M1", "GM9001", "for"), "een id", wait)
        assert done.recorded
    assert reasons == ["unreachable"] * 3
    assert worlds.sound(address).size == 5


def _opened(address: str, key: str, hurry: float) -> Dossier:
    """Open the dossier as soon as the server is there."""
    while True:
        try:
            return open_dossier(address, key, write=True)
        except StoreError as error:
            if error.reason not in NO_CONNECTION:
                raise
            time.sleep(hurry)


def bring(address: str, told: Connection, codes: Sequence[str], key: str, hurry: float) -> None:
    """Bring ballots one by one, whatever happens to the server; tell what became of each."""

    def wait(_error: StoreError) -> bool:
        time.sleep(hurry)
        return True

    with _opened(address, key, hurry) as dossier:
        for code in codes:
            act = worlds.casting("M1", code, "for")
            try:
                done = act_surely(dossier, act, f"stem van {code}", wait)
                told.send((code, dossier.seen.votes["M1"].ballots[code].entry == done.first))
            except Refused as refused:
                told.send((code, *(problem.code for problem in refused.problems)))


@pytest.mark.long
def test_a_server_that_is_killed_all_the_time(own_server: Server, tmp_path: Path) -> None:
    """Four desks bring all members while it is killed again and again: each is there once."""
    address = own_server.address(own_server.new_database())
    key = str(tmp_path / "a.key")
    roll = worlds.full_roll()
    worlds.make_keyed_dossier(address, key, roll)
    with open_dossier(address, key, write=True) as dossier:
        dossier.act(worlds.opening("M1"))
    codes = [member.gm_code for member in roll.members]
    shares = [codes[number::4] for number in range(4)]
    desks = [worlds.start(bring, address, share, key, 0.02) for share in shares]
    results: list[tuple[object, ...]] = []

    def listen(connection: Connection) -> None:
        while True:
            try:
                results.append(connection.recv())
            except EOFError:
                return

    listeners = [threading.Thread(target=listen, args=(heard,)) for _process, heard in desks]
    for listener in listeners:
        listener.start()
    kills = 0
    while len(results) < len(codes) - 20:
        seen = len(results)
        while len(results) < min(seen + 12, len(codes) - 20):
            assert any(process.is_alive() for process, _heard in desks)
            time.sleep(0.01)
        own_server.stop()
        kills += 1
        own_server.start()
    for listener, (process, _heard) in zip(listeners, desks, strict=True):
        listener.join(60)
        process.join(60)
        assert process.exitcode == 0
    # How often depends on how fast the desks are meanwhile.
    assert kills >= 3
    assert Counter(results) == Counter((code, True) for code in codes)
    assert worlds.sound(address).size == 4 + len(codes)


def test_a_live_copy_follows_whoever_acts(postgres: Server, database: str, tmp_path: Path) -> None:
    """On the machine of the office the copy has what desks elsewhere did, also after a break."""
    address = postgres.address(database)
    copy = str(tmp_path / "veilig.alv-copy")
    told: list[int] = []
    waits: list[str | None] = []

    def wait(problem: StoreError | None) -> bool:
        waits.append(None if problem is None else problem.reason)
        if len(waits) == 1:
            worlds.act(address, worlds.casting("M1", "GM9001", "for"))
            with postgres.connect(database) as raw:
                raw.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        return len(waits) < 4

    with open_dossier(address, write=True) as dossier:
        dossier.log.set_copy(copy)
        follow(dossier, lambda head, failures: told.append(head.size + len(failures)), wait)
    assert waits == [None, "unreachable", None, None]
    assert told == [4, 5]
    assert worlds.contents(copy) == worlds.contents(address)


def test_what_cannot_be_read_comes_into_no_copy(
    postgres: Server, database: str, tmp_path: Path
) -> None:
    """A desk with a program of its own stops everybody; the copy stands before that, to go on."""
    address = postgres.address(database)
    copy = str(tmp_path / "veilig.alv-copy")
    ballot = ("Z9", "GM9002", 15, "for", None, None, None, None)

    def wait(_problem: StoreError | None) -> bool:
        with open_log(postgres.address(database, DESK), write=True) as log, log.writing() as writer:
            writer.append("vals", [draft_of(BallotCast(*ballot), "", "desk")], None)
        return True

    with open_dossier(address, write=True) as dossier, open_dossier(address, write=True) as other:
        dossier.act(worlds.casting("M1", "GM9001", "for"))
        dossier.log.set_copy(copy)
        with pytest.raises(StoreError) as caught:
            follow(dossier, lambda *_told: None, wait)
        assert (caught.value.reason, caught.value.detail) == ("damaged", "5")
        # Who had read on before is stopped as well, and takes nothing along.
        with pytest.raises(StoreError):
            other.act(worlds.casting("M1", "GM9003", "for"))
        assert update_copies(other.log, 5) == {}
    key = f"{database}.key"
    with open_dossier(copy, key, write=True) as dossier:
        dossier.act(worlds.casting("M1", "GM9003", "for"))
    assert worlds.sound(copy).size == 6
