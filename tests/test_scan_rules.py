"""Rules of a recount by scanned passes: what is refused when it is done, and found in a record.

The recount stands beside the ballots, by member and with its choice in public: so it holds for no
one who could not vote, and never in a vote on persons.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from alvvote.ledger.audit import Finding
from alvvote.ledger.store import ORIGIN, create_log, open_log
from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.meeting.replay import replay
from alvvote.meeting.roles import draft_of
from alvvote.meeting.rules import decide
from tests import ledger_worlds as worlds
from tests.vote_steps import accredited, item

CITY, DAM, LATER, NEVER = worlds.SMALL_CODES[:4]
LEAST = worlds.SMALL_CODES[-1]
"""A member with one vote."""
VOTES = worlds.SMALL_VOTES


class _Record:
    """Events one after the other, and the state after them."""

    def __init__(self, *, accreditation: bool = True) -> None:
        self.events: list[e.Event] = []
        self.state = State()
        self.add(
            worlds.created(),
            worlds.roll_set(worlds.small_roll(), accreditation=accreditation),
            item("M1"),
            item("P1", "persons", options=("A. Eerste", "B. Tweede")),
        )
        if accreditation:
            self.add(accredited(CITY), accredited(DAM))

    def add(self, *events: e.Event) -> None:
        self.state, problems = decide(self.state, events)
        assert problems == []
        self.events += events

    def opens(self, name: str) -> None:
        moment = worlds.MOMENT
        self.add(
            *acts.open_vote(
                self.state, [name], "proposal", "electronic", moment, confirmed=name == "P1"
            )
        )

    def scan(self, code: str = CITY, **changes: Any) -> e.BallotScanned:
        """Return that the pass of a member lies in the pile for, with these changes."""
        standing = self.state.accredited.get(code, 0)
        plain = e.BallotScanned("M1", code, VOTES.get(code, 1), "for", standing, None, "1")
        return replace(plain, **changes)


def _open() -> _Record:
    record = _Record()
    record.opens("M1")
    return record


def _scanned() -> tuple[_Record, int]:
    """Return a record in which the city lies in the pile for, and the entry that says so."""
    record = _open()
    record.add(record.scan())
    return record, record.state.size - 1


def _unopened() -> tuple[_Record, e.Event]:
    record = _Record()
    return record, record.scan()


def _on_persons() -> tuple[_Record, e.Event]:
    record = _Record()
    record.opens("P1")
    return record, record.scan(vote="P1", option="A. Eerste")


def _on_persons_without_a_choice() -> tuple[_Record, e.Event]:
    record, _scan = _on_persons()
    return record, record.scan(vote="P1", option=None)


def _without_accreditation() -> tuple[_Record, e.Event]:
    record = _Record(accreditation=False)
    record.opens("M1")
    return record, record.scan()


def _closed_before_it_came() -> tuple[_Record, e.Event]:
    record = _open()
    record.add(*acts.close_vote(record.state, "M1", worlds.MOMENT))
    record.add(accredited(LATER))
    return record, record.scan(LATER)


def _left_before_it_opened() -> tuple[_Record, e.Event]:
    record = _Record()
    before = record.state.accredited[DAM]
    record.add(e.AccreditationEnded(DAM, before, "1"), accredited(DAM))
    record.opens("M1")
    return record, record.scan(DAM, accreditation=before)


def _votes_that_are_true() -> tuple[_Record, e.Event]:
    record = _Record()
    record.add(accredited(LEAST))
    record.opens("M1")
    return record, record.scan(LEAST, votes=True)


def _changed(code: str = CITY, **changes: Any) -> Callable[[], tuple[_Record, e.Event]]:
    def made() -> tuple[_Record, e.Event]:
        record = _open()
        return record, record.scan(code, **changes)

    return made


def _second(**changes: Any) -> Callable[[], tuple[_Record, e.Event]]:
    def made() -> tuple[_Record, e.Event]:
        record, first = _scanned()
        said = {name: first + value for name, value in changes.items()}
        return record, record.scan(option="against", **said)

    return made


REFUSED: dict[str, tuple[str, Callable[[], tuple[_Record, e.Event]]]] = {
    "no such vote": ("V101", _unopened),
    "in a vote on persons": ("V107", _on_persons),
    "in a vote on persons, without a choice": ("V107", _on_persons_without_a_choice),
    "without accreditation": ("M111", _without_accreditation),
    "not on the roll": ("V123", _changed("GM0001")),
    "never accredited": ("V105", _changed(NEVER)),
    "by the accreditation of another": ("V105", _changed(DAM, accreditation=4)),
    "accredited after the closing": ("V105", _closed_before_it_came),
    "left before the opening": ("V105", _left_before_it_opened),
    "no option": ("V106", _changed(option="perhaps")),
    "other votes": ("V131", _changed(votes=VOTES[CITY] + 1)),
    "votes that are true": ("V131", _votes_that_are_true),
    "instead of nothing": ("V131", _changed(replaces=4)),
    "in two piles": ("D112", _second()),
    "instead of another entry": ("V131", _second(replaces=-1)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_when_done_and_when_replayed(tmp_path: Path, name: str) -> None:
    """The same rule stops an act, and finds it in a record that was forged."""
    code, make = REFUSED[name]
    record, forged = make()
    after, problems = decide(record.state, [forged])
    assert (after is record.state, [problem.code for problem in problems]) == (True, [code])
    events = [*record.events, forged]
    drafts = [draft_of(event, worlds.MOMENT) for event in events]
    create_log(str(tmp_path / "a.alv"), {ORIGIN: "voorbeeld"}, "forged", drafts, None)
    with open_log(str(tmp_path / "a.alv"), write=False) as log:
        found = replay(log, [])
    assert found.audit.finding == Finding(len(events) - 1, "rule broken", code)


def test_a_vote_with_a_recount_is_not_taken_back() -> None:
    """What was scanned names the vote, and says what a member voted: it does not disappear."""
    record, _first = _scanned()
    cancelled = acts.cancel_vote(record.state, "M1", "verkeerd (verzonnen)")
    assert [problem.code for problem in decide(record.state, cancelled)[1]] == ["V142"]
    fresh = _open()
    cancelled = acts.cancel_vote(fresh.state, "M1", "verkeerd (verzonnen)")
    assert decide(fresh.state, cancelled)[1] == []


def test_what_a_recount_holds() -> None:
    """Who was accredited while the vote was open, also when it has left; a pile can be changed."""
    record, first = _scanned()
    left = record.state.accredited[DAM]
    record.add(e.AccreditationEnded(DAM, left, "1"))
    record.add(*acts.close_vote(record.state, "M1", worlds.MOMENT))
    record.add(record.scan(DAM, accreditation=left))
    record.add(record.scan(option="against", replaces=first))
    vote = record.state.votes["M1"]
    assert {code: scan.option for code, scan in vote.scans.items()} == {
        CITY: "against",
        DAM: "for",
    }
    assert vote.ballots == {}
