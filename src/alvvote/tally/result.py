"""The result of a vote: counts in members and in votes, the threshold, the outcome."""

from typing import NamedTuple

from alvvote.proposal import Option, Outcome, Proposal
from alvvote.statutes import Members, Votes


class Count(NamedTuple):
    """A number of members and the number of votes they have together."""

    members: Members
    votes: Votes


class OptionCount(NamedTuple):
    """Who chose one option."""

    option: Option
    count: Count
    cast: bool
    """Whether these votes count as cast under the rule of the vote."""


class Result(NamedTuple):
    """What was decided, and by how much."""

    proposal: Proposal
    roll: Count
    """All members and votes, present or not."""
    options: tuple[OptionCount, ...]
    """In the order of the proposal; empty where nothing was counted."""
    cast: Count | None
    """Votes cast: the measure of the majority. None where nothing was counted."""
    not_voted: Count | None
    required_votes: Votes | None
    """The least number of votes that decides."""
    outcome: Outcome
    adopted_option: str | None
    """The option that was adopted, in a vote with options of its own."""

    @property
    def leading(self) -> OptionCount | None:
        """The option the margin is about: "for", else the one with most votes cast."""
        candidates = [count for count in self.options if count.cast]
        if self.proposal.for_or_against:
            candidates = [c for c in candidates if c.option.role == "choice"]
        return max(candidates, key=lambda c: c.count.votes, default=None)
