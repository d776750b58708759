"""The result of a vote: counts in members and in votes, the threshold, the outcome."""

from typing import NamedTuple

from alvvote.proposal import Option, Outcome, Proposal
from alvvote.slips import Slips
from alvvote.statutes import Members, Votes


class Count(NamedTuple):
    """A number of members and the number of votes they have together."""

    members: Members
    votes: Votes


class OptionCount(NamedTuple):
    """Who chose one option."""

    option: Option
    total: Count
    cast: bool
    """Whether these votes count as cast under the rule of the vote."""


class Counts(NamedTuple):
    """The counts of a vote, in the order of its options."""

    options: tuple[OptionCount, ...]
    cast: Count
    """Votes cast: the measure of the majority."""
    handed_in: Count
    """All ballots, abstentions and blanks included; of slips those returned, invalid ones too."""
    not_voted: Count
    required_votes: Votes
    """The least number of votes that decides."""
    slips: Slips | None = None
    """Where slips were counted, and no ballots of members."""

    @property
    def members_known(self) -> bool:
        """False where slips were counted: then options and votes cast have no number of members."""
        return self.slips is None


class Result(NamedTuple):
    """What was decided, and by how much."""

    proposal: Proposal
    roll: Count
    """All members and votes, present or not."""
    counts: Counts | None
    """None where nothing was counted: by acclamation, or not put to the vote."""
    outcome: Outcome
    adopted_option: str | None
    """The option that was adopted, in a vote with options of its own."""


def leading(proposal: Proposal, counts: Counts) -> OptionCount:
    """Return the option that a margin is about: "for", else the one with most votes cast."""
    roles = {"for"} if proposal.for_or_against else {"choice", "rejecting"}
    candidates = [item for item in counts.options if item.option.role in roles]
    return max(candidates, key=lambda item: item.total.votes)
