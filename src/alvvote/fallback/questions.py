"""The questions that can still come, each with what is put to the vote on paper."""

from typing import Literal, NamedTuple

from alvvote.meeting.model import Item, State, outcome_of, parts_of_item
from alvvote.meeting.placed import placed_items
from alvvote.meeting.question import question_of
from alvvote.meeting.rules.voting import standing_vote
from alvvote.proposal import Proposal, Rule


class Question(NamedTuple):
    """A question for the paper."""

    proposal: Proposal
    """With an empty id for a question that nobody knows yet."""
    begun: Literal["open", "closed"] | None = None
    """How far a vote on it is that was not ruled upon."""


def questions_of(state: State) -> list[Question]:
    """Return what is open and what is still to come, in the order of the agenda; then a blank."""
    found: dict[str, Question] = {}
    for _place, _depth, item in placed_items(state):
        question = _question(state, item)
        if question is not None:
            found.setdefault(question.proposal.id, question)
    rule = Rule(
        abstentions_count=state.abstentions_count,
        blanks_count=state.blanks_count,
        quorum=state.quorum,
    )
    return [*found.values(), Question(Proposal("", "", rule=rule))]


def _question(state: State, item: Item) -> Question | None:
    if item.kind is None or outcome_of(state, item) is not None or parts_of_item(state, item):
        return None
    vote = standing_vote(state, item.id)
    if vote is not None and vote.ruling is None:
        return Question(vote.proposal, "open" if vote.status == "open" else "closed")
    return Question(question_of(state, [item]))
