"""Rules that only who makes a log by other means breaks, and what a ruling leaves open."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from alvvote.ledger.audit import Finding
from alvvote.ledger.store import ORIGIN, create_log, open_log
from alvvote.meeting import acts, events
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import create_dossier
from alvvote.meeting.model import outcome_of
from alvvote.meeting.replay import replay
from alvvote.meeting.roles import draft_of
from alvvote.meeting.rules import decide
from alvvote.roll import Roll
from alvvote.statutes import Votes
from tests import ledger_worlds as worlds

ROLL = worlds.small_roll()
MOMENT = worlds.MOMENT


# The roll.


def _replayed(path: Path, *happened: events.Event) -> tuple[Finding | None, list[str]]:
    """Write a log without asking any rule; return what its replay finds, and by which rules."""
    drafts = [draft_of(event, MOMENT) for event in happened]
    create_log(str(path), {ORIGIN: "voorbeeld.example/log"}, "forged", drafts, None)
    with open_log(str(path), write=False) as log:
        found = replay(log, [])
    return found.audit.finding, [problem.code for problem in found.broken]


def _with_votes(gm_code: str, votes: int) -> Roll:
    """Return the roll on which a member has these votes, whatever its inhabitants."""
    return replace(
        ROLL,
        members=tuple(
            member._replace(votes=Votes(votes)) if member.gm_code == gm_code else member
            for member in ROLL.members
        ),
    )


def test_a_right_roll_is_replayed(tmp_path: Path) -> None:
    """The same log with the roll as it should be has nothing wrong."""
    found = _replayed(tmp_path / "a.alv", worlds.created(), worlds.roll_set(ROLL))
    assert found == (None, [])


FORGED_ROLLS = {
    # Article 11, paragraph 3: 75 votes at most; 48 for 48,500 inhabitants; and at least one.
    "more than the most": _with_votes("GM9001", 76),
    "one too many": _with_votes("GM9002", 49),
    "one too few": _with_votes("GM9002", 47),
    "no votes": _with_votes("GM9006", 0),
    "another day": replace(ROLL, meeting_date=worlds.DAY + timedelta(days=1)),
    "no day": replace(ROLL, meeting_date=None),
    "a member twice": replace(ROLL, members=(*ROLL.members, ROLL.members[0])),
}


@pytest.mark.parametrize("name", FORGED_ROLLS)
def test_a_forged_roll_with_its_own_fingerprint(tmp_path: Path, name: str) -> None:
    """A roll that no law makes is found, also where its fingerprint was made anew."""
    forged = worlds.roll_set(FORGED_ROLLS[name])
    finding, codes = _replayed(tmp_path / "a.alv", worlds.created(), forged)
    assert finding == Finding(1, "rule broken", "M122")
    assert codes == ["M122"]


def test_the_fingerprint_of_another_roll(tmp_path: Path) -> None:
    """A right roll under a fingerprint that is not its own is found."""
    other = replace(ROLL, members=ROLL.members[:-1])
    right = worlds.roll_set(ROLL)
    forged = replace(right, fingerprint=worlds.roll_set(other).fingerprint)
    finding, codes = _replayed(tmp_path / "a.alv", worlds.created(), forged)
    assert finding == Finding(1, "rule broken", "M122")
    assert codes == ["M122"]


# What a ruling leaves open.

# By hand: 75 of the 173 votes on the roll are less than half of them; 75, 48 and 30 are each less
# than half of the 153 votes cast.
UNDECIDED = {
    "no quorum": ("1/2:stemmen", (), ("for",)),
    "no majority": (None, ("Plan A", "Plan B", "Plan C"), ("Plan A", "Plan B", "Plan C")),
}


@pytest.mark.parametrize("outcome", UNDECIDED)
def test_what_was_not_decided_can_be_put_again(tmp_path: Path, outcome: str) -> None:
    """Without a quorum or a majority the item stays open; the next vote has its own number."""
    quorum, options, chosen = UNDECIDED[outcome]
    path = str(tmp_path / "a.alv")
    first = [worlds.created(quorum=quorum), worlds.roll_set(ROLL)]
    create_dossier(path, [*first, worlds.added("M1", options=options)], None)
    state = worlds.act(
        path,
        worlds.opening("M1"),
        *(
            worlds.casting("M1", code, option)
            for code, option in zip(worlds.SMALL_CODES, chosen, strict=False)
        ),
        worlds.closing("M1"),
        worlds.declaring("M1", outcome),
    )
    ruling = state.votes["M1"].ruling
    assert ruling is not None
    assert (ruling.outcome, ruling.agrees) == (outcome, True)
    assert outcome_of(state, state.items["M1"]) is None
    state = worlds.act(path, worlds.opening("M1"))
    assert list(state.votes) == ["M1", "M1/2"]
    assert (state.votes["M1/2"].items, state.votes["M1/2"].again_of) == (("M1",), None)
    worlds.sound(path)


# A vote on the advice, once more.


def test_no_vote_again_on_an_advice_that_was_passed_by(tmp_path: Path) -> None:
    """Once the item had a vote of its own, the vote on the advice is not held once more."""
    path = worlds.make_dossier(tmp_path / "a.alv", items=[worlds.added("M1", advice="adopt")])
    state = worlds.act(
        path,
        lambda state: acts.open_vote(
            state, ["M1"], "advice", "electronic", MOMENT, confirmed=False
        ),
        worlds.casting("M1", "GM9001", "against"),
        worlds.closing("M1"),
        worlds.declaring("M1", "rejected"),
        lambda state: acts.dispute(state, "M1"),
    )
    # As long as there is no other vote it may be.
    again = acts.open_again(state, "M1/1", "majority", "electronic", MOMENT)
    assert decide(state, again)[1] == []
    state = worlds.act(
        path,
        worlds.opening("M1"),
        worlds.casting("M1/2", "GM9001", "for"),
        worlds.closing("M1/2"),
        worlds.declaring("M1/2", "adopted"),
    )
    assert (state.votes["M1"].replaced_by, outcome_of(state, state.items["M1"])) == (
        None,
        "adopted",
    )
    with pytest.raises(Refused) as refused:
        worlds.act(
            path,
            lambda state: acts.open_again(state, "M1/1", "majority", "electronic", MOMENT),
        )
    (problem,) = refused.value.problems
    assert (problem.code, problem.value, problem.expected) == ("V133", "M1", "M1/2")
