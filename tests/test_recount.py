"""Two records of one vote, member by member: what differs, and whether it matters."""

from alvvote.meeting import acts
from alvvote.meeting.model import State
from alvvote.meeting.recount import Difference, compare
from alvvote.meeting.rules import decide
from tests import ledger_worlds as worlds
from tests.vote_steps import item

CITY, DAM, TESTELO = worlds.SMALL_CODES[:3]


def _opened(*options: str) -> State:
    """Return a meeting in which a vote is open on a motion, with options of its own."""
    begun = [worlds.created(), worlds.roll_set(worlds.small_roll())]
    state, problems = decide(State(), [*begun, item("M1", options=options)])
    assert problems == []
    opening = acts.open_vote(
        state, ["M1"], "proposal", "electronic", worlds.MOMENT, confirmed=False
    )
    state, problems = decide(state, opening)
    assert problems == []
    return state


def test_every_member_that_differs_is_told() -> None:
    """Another choice, only here, only there; who is the same in both is not."""
    state = _opened()
    here = {CITY: "for", DAM: "for", "GM9005": "blank"}
    there = {CITY: "against", TESTELO: "for", "GM9005": "blank"}
    found = compare(state, state.votes["M1"], here, there)
    assert found.differences == (
        Difference(CITY, "for", "against"),
        Difference(DAM, "for", None),
        Difference(TESTELO, None, "for"),
    )
    # 75 + 48 votes for; 75 against and 30 for.
    assert (found.here.outcome, found.there.outcome) == ("adopted", "rejected")
    assert not found.same_outcome


def test_another_option_that_is_adopted_is_another_outcome() -> None:
    """Both say that something was adopted, and not the same."""
    state = _opened("Plan A", "Plan B")
    vote = state.votes["M1"]
    found = compare(state, vote, {CITY: "Plan A", DAM: "Plan B"}, {CITY: "Plan B", DAM: "Plan A"})
    assert (found.here.outcome, found.there.outcome) == ("adopted", "adopted")
    assert (found.here.adopted_option, found.there.adopted_option) == ("Plan A", "Plan B")
    assert not found.same_outcome
    same = compare(state, vote, {CITY: "Plan A", DAM: "Plan B"}, {CITY: "Plan A"})
    assert (same.same_outcome, len(same.differences)) == (True, 1)
