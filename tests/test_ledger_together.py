"""Many processes cast and check in one dossier at the same time: none loses, none waits for ever.

The ballots are invented (verzonnen).
"""

import os
from collections import Counter
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from alvvote.ledger import copies
from alvvote.ledger.audit import audit
from alvvote.ledger.entry import Entry
from alvvote.ledger.store import Head, Writer, open_log
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import open_dossier, public_key_of
from alvvote.meeting.events import NoteAdded
from alvvote.meeting.results import result_of
from tests import ledger_worlds as worlds
from tests.postgres_server import Server

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked")

OPTIONS = ("for", "against", "abstention", "for", "for")


def _option(gm_code: str) -> str:
    """Return what a member votes: whoever brings the ballot, it is the same."""
    return OPTIONS[int(gm_code.removeprefix("GM")) % len(OPTIONS)]


def cast(
    path: str, told: Connection, gm_codes: Sequence[str], look: int, key: str | None = None
) -> None:
    """Cast ballots one by one, and check each; sometimes everything. Tell what became of each."""
    for number, gm_code in enumerate(gm_codes):
        # As a command does it: opened anew for each act.
        with open_dossier(path, key, write=True) as dossier:
            try:
                done = dossier.act(worlds.casting("M1", gm_code, _option(gm_code)))
                codes = [problem.code for problem in done.warnings]
                assert codes == [], codes
                told.send((gm_code, "recorded"))
            except Refused as refused:
                told.send((gm_code, *(problem.code for problem in refused.problems)))
            assert dossier.state.votes["M1"].ballots[gm_code].option == _option(gm_code)
        if number % look == 0:
            worlds.sound(path)


def look_on(path: str, told: Connection, stop: str) -> None:
    """Read the state and verify everything, over and over, until the file `stop` is there."""
    sizes = [0]
    while not os.path.exists(stop) or len(sizes) < 3:
        with open_dossier(path, write=False) as dossier:
            state = dossier.state
            assert len(state.votes["M1"].ballots) == state.size - 4
        sizes.append(worlds.sound(path).size)
        assert sizes[-1] >= state.size >= sizes[-2]
    told.send(sizes)


def _received(told: Connection) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    try:
        while True:
            found.append(told.recv())
    except EOFError:
        told.close()
    return found


def _vote_together(
    folder: Path, members: int, processes: int, *, copy: bool, place: str | None = None
) -> None:
    """Hold a vote with so many processes, each with its share and some of its neighbour's."""
    roll = worlds.full_roll()
    path = place or str(folder / "a.alv")
    key = str(folder / "a.key")
    worlds.make_keyed_dossier(path, key, roll)
    copied = str(folder / "kopie.alv")
    if copy:
        with open_log(path, write=True) as log:
            log.set_copy(copied)
    with open_dossier(path, key, write=True) as dossier:
        dossier.act(worlds.opening("M1"))
    codes = [member.gm_code for member in roll.members[:members]]
    shares = [codes[number::processes] for number in range(processes)]
    stop = str(folder / "stop")
    readers = [worlds.start(look_on, path, stop) for _ in range(2)]
    writers = [
        # The neighbour begins with what this one ends with: some of it will be a second ballot.
        worlds.start(cast, path, share + shares[(number + 1) % processes][:5], 20, key)
        for number, share in enumerate(shares)
    ]
    told = [item for _process, connection in writers for item in _received(connection)]
    Path(stop).touch()
    looks = [_received(connection) for _process, connection in readers]
    for process, _connection in [*writers, *readers]:
        process.join(60)
        assert process.exitcode == 0
    assert all(len(sizes) >= 3 for ((*sizes,),) in looks)

    # Each ballot exactly once, and each second one refused as such.
    assert Counter(code for code, *result in told if result == ["recorded"]) == Counter(codes)
    refused = [result for _code, *result in told if result != ["recorded"]]
    assert refused == [["V104"]] * (processes * 5)
    contents = worlds.contents(path)
    assert len(contents.entries) == 4 + members
    assert len(contents.heads) == 2 + members
    assert worlds.sound(path).signed_heads == 2 + members
    with open_dossier(path, key, write=True) as dossier:
        state = dossier.act(worlds.closing("M1")).state
    result = result_of(state, state.votes["M1"])
    assert result is not None
    assert result.counts is not None
    counted = Counter[str]()
    for member in roll.members[:members]:
        assert member.inhabitants is not None
        counted[_option(member.gm_code)] += max(1, min(75, member.inhabitants // 1000))
    totals = {item.option.name: int(item.total.votes) for item in result.counts.options}
    assert totals == {"blank": 0, **counted}
    if copy:
        with open_log(path, write=True) as log:
            assert copies.update_copies(log) == {}
        assert worlds.contents(copied) == worlds.contents(path)


@pytest.mark.parametrize("copy", [False, True])
def test_three_at_a_time(tmp_path: Path, *, copy: bool) -> None:
    """A small vote, as a first impression."""
    _vote_together(tmp_path, 21, 3, copy=copy)


@pytest.mark.long
@pytest.mark.parametrize("copy", [False, True])
def test_eight_for_a_whole_vote(tmp_path: Path, *, copy: bool) -> None:
    """All 342 members, by eight processes, with two that verify all the while."""
    _vote_together(tmp_path, 342, 8, copy=copy)


@pytest.mark.long
@pytest.mark.parametrize("copy", [False, True])
def test_eight_on_a_server(
    tmp_path: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch, *, copy: bool
) -> None:
    """The same on a server, also with a copy that each of them keeps up to date."""
    monkeypatch.chdir(tmp_path)
    place = postgres.address(postgres.new_database())
    _vote_together(tmp_path, 160, 8, copy=copy, place=place)


def test_what_is_appended_meanwhile_is_no_finding(tmp_path: Path) -> None:
    """Who verifies while another process appends sees the log as of one moment."""
    path = worlds.voted_dossier(tmp_path / "a.alv")
    note = worlds.simply(NoteAdded("M1", "intussen (verzonnen)"))

    def meanwhile(_entry: Entry) -> None:
        worlds.act(path, note)

    with open_log(path, write=False) as log:
        key = public_key_of(log)
        assert key is not None
        found = audit(log, [key], (), meanwhile)
    assert found.finding is None, found
    assert (found.size, found.signed_heads) == (12, 10)
    assert worlds.sound(path).size == 12 + 12


def test_a_copy_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process appends while a copy is written comes with the next act, whole."""
    path, copy = worlds.voted_dossier(tmp_path / "a.alv"), str(tmp_path / "kopie.alv")
    note = worlds.simply(NoteAdded("M1", "intussen (verzonnen)"))
    put_head = Writer.put_head

    def meanwhile(writer: Writer, head: Head) -> None:
        put_head(writer, head)
        if writer.log.path != path:
            worlds.act(path, note)

    with open_log(path, write=True) as log:
        with monkeypatch.context() as patch:
            patch.setattr(Writer, "put_head", meanwhile)
            copies.update_copy(log, copy)
        assert len(worlds.contents(copy).entries) == 12
        assert worlds.sound(copy).signed_heads == 10
        copies.update_copy(log, copy)
    assert worlds.contents(copy) == worlds.contents(path)
