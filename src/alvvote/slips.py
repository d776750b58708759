"""Counts of slips: by which a vote on persons is decided, as no ballot says who chose what."""

from collections.abc import Mapping
from typing import NamedTuple

from alvvote.proposal import BLANK, Proposal
from alvvote.statutes import Members, Votes

INVALID = "invalid"
NOT_RETURNED = "not returned"
"""The lines of a count on slips that are no options: they are not cast."""
HANDED_OUT = "handed out"
"""What all lines add up to, where it is written down."""


class Slips(NamedTuple):
    """The slips of a vote, apart from what is on them."""

    members: Members
    """How many members were handed slips: those of whom it is recorded that they voted."""
    handed_out: Votes
    invalid: Votes
    not_returned: Votes

    @property
    def returned(self) -> Votes:
        """The votes on the slips that came back, valid or not."""
        return Votes(self.handed_out - self.not_returned)


class SlipCount(NamedTuple):
    """The count of a vote on slips: options, invalid and not returned add up to handed out."""

    votes: Mapping[str, Votes]
    """By option."""
    slips: Slips


def count_lines(proposal: Proposal) -> tuple[str, ...]:
    """Return the lines of a count on slips: the options, blank, invalid, not returned."""
    options = [option.name for option in proposal.options if option.role != "abstention"]
    blank = () if BLANK.name in options else (BLANK.name,)
    return (*options, *blank, INVALID, NOT_RETURNED)


def slip_count(
    proposal: Proposal, counts: Mapping[str, int], members: int, handed_out: int
) -> SlipCount:
    """Return the count of these lines; what is no line of it is nought."""
    return SlipCount(
        {option.name: Votes(counts.get(option.name, 0)) for option in proposal.options},
        Slips(
            Members(members),
            Votes(handed_out),
            Votes(counts.get(INVALID, 0)),
            Votes(counts.get(NOT_RETURNED, 0)),
        ),
    )
