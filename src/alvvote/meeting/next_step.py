"""What comes next in a meeting: one step, given where it stands."""

from typing import Literal, NamedTuple

from alvvote.meeting.model import State, Vote, outcome_of
from alvvote.meeting.placed import placed_items
from alvvote.meeting.rules.voting import put_to_the_vote

What = Literal[
    "agenda",
    "cast",
    "count",
    "declare",
    "again",
    "fix roll",
    "cards",
    "accredit",
    "open",
    "minutes",
    "publish",
    "nothing",
]


class NextStep(NamedTuple):
    """The step that comes next."""

    what: What
    on: str | None = None
    """The item or vote that it is about."""


def next_step(state: State) -> NextStep:
    """Return what comes next: what has begun is finished before something new is taken up."""
    for vote in state.votes.values():
        step = _unfinished(state, vote)
        if step is not None:
            return step
    if not state.items:
        return NextStep("agenda")
    if not state.roll_fixed:
        return NextStep("fix roll")
    if state.accreditation and not state.accredited and not state.votes:
        return NextStep("accredit" if state.cards else "cards")
    for _place, _depth, item in placed_items(state):
        if item.kind is not None and not put_to_the_vote(state, [item]):
            return NextStep("open", item.id)
    if state.published is not None:
        return NextStep("nothing")
    if state.rehearsal or not _is_over(state):
        return NextStep("minutes")
    return NextStep("publish")


def _is_over(state: State) -> bool:
    return bool(state.votes) or any(outcome_of(state, item) for item in state.items.values())


def _unfinished(state: State, vote: Vote) -> NextStep | None:
    if vote.status == "open":
        return NextStep("cast", vote.id)
    if vote.status == "closed":
        return NextStep("count" if vote.secret and vote.agreed is None else "declare", vote.id)
    begun_again = any(other.again_of == vote.id for other in state.votes.values())
    return NextStep("again", vote.id) if vote.disputed and not begun_again else None
