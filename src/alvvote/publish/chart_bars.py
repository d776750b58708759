"""The bars of a chart, in tenths of a pixel: exact, and on the right side of the threshold."""

from typing import NamedTuple

from alvvote.proposal import Option, Proposal
from alvvote.publish.publication import PublishedVote
from alvvote.statutes import Majority
from alvvote.tally import Counts

WIDTH = 5400
"""How long the bar of all votes is."""
MARK = 40
"""How broad the mark at the threshold is; a bar that misses the threshold ends before it."""
BEYOND = 60
"""How far a bar that reaches the threshold is drawn beyond the mark at least."""
_LEAST = 10
"""A bar of few votes is drawn, so that it is not taken for none."""


class Scale(NamedTuple):
    """What the bars of a vote are measured by."""

    whole: int
    """The votes of the longest bar that there could be."""
    cast: int
    """The votes cast."""
    majority: Majority

    @property
    def mark(self) -> int:
        """The place of the threshold: where the bar of exactly that share of the votes ends."""
        share = self.majority
        return WIDTH * self.cast * share.numerator // (self.whole * share.denominator)

    def length(self, votes: int, *, decides: bool) -> int:
        """Return how long a bar is: in proportion to its votes, a tenth of a pixel cut off.

        `decides`: whether the threshold is about this option. Then the bar crosses the mark if and
        only if its votes are enough, however little is missing.
        """
        length = max(WIDTH * votes // self.whole, _LEAST if votes else 0)
        if not decides:
            return length
        if self.majority.met(votes, self.cast):
            return max(length, self.mark + MARK + BEYOND)
        return min(length, self.mark)


def scale_of(proposal: Proposal, counts: Counts) -> Scale:
    """Return the scale of a vote: all votes cast are the full length.

    Where more votes were not cast (abstentions, blanks), those are.
    """
    others = [item.total.votes for item in counts.options if not item.cast]
    whole = max([counts.cast.votes, *others, 1])
    return Scale(whole, counts.cast.votes, proposal.rule.majority)


def decides(vote: PublishedVote, option: Option) -> bool:
    """Tell whether the threshold is about this option: about "for", else about each choice."""
    if vote.proposal.for_or_against:
        return option.role == "for"
    return option.role in {"choice", "rejecting"}
