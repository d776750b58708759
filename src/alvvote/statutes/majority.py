"""Majorities and quorum, as exact comparisons of whole numbers.

Sources: a proposal is adopted when more than half of the votes cast supports it, unless the
statutes prescribe another majority (VNG, Lbr. 24/013, below article 11); a change of the statutes
takes at least two thirds of the votes cast (Burgerlijk Wetboek 2:43, in its text of May 2017).
No quorum was found in the statutes: it is a setting.
"""

import re
from typing import Literal, NamedTuple

from alvvote.statutes.votes import Votes

_SHARE = re.compile(
    r"\s*(?P<sign>>=|>)?\s*(?P<numerator>\d{1,6})\s*/\s*(?P<denominator>\d{1,6})\s*"
)


class Majority(NamedTuple):
    """The share of the votes cast that a decision takes."""

    numerator: int
    denominator: int
    strict: bool
    """True: more than the share. False: at least the share."""

    @property
    def fraction(self) -> str:
        """The share as it is written: ``2/3``."""
        return f"{self.numerator}/{self.denominator}"

    def met(self, votes: int, cast: int) -> bool:
        """Tell whether `votes` of the `cast` votes are enough; of no votes cast they never are."""
        mine, needed = self.denominator * votes, self.numerator * cast
        return cast > 0 and (mine > needed if self.strict else mine >= needed)

    def required(self, cast: int) -> Votes:
        """Return the least number of votes that is enough of the `cast` votes; at least 1."""
        product = self.numerator * cast
        if self.strict:
            return Votes(product // self.denominator + 1)
        return Votes(max(1, -(-product // self.denominator)))


SIMPLE = Majority(1, 2, strict=True)
STATUTE_CHANGE = Majority(2, 3, strict=False)
REQUEST_FOR_MEETING = Majority(1, 10, strict=False)
"""The share of all votes whose holders can force a meeting (Burgerlijk Wetboek 2:41)."""


class Quorum(NamedTuple):
    """The share of all votes, or of all members, that must have handed in a ballot."""

    numerator: int
    denominator: int
    of: Literal["votes", "members"]
    strict: bool = False
    """True: more than the share. False: the share itself is enough."""

    @property
    def fraction(self) -> str:
        """The share as it is written: ``1/3``."""
        return f"{self.numerator}/{self.denominator}"

    def reached(self, handed_in: int, total: int) -> bool:
        """Tell whether `handed_in` of the `total` (both votes, or both members) are enough."""
        mine, needed = self.denominator * handed_in, self.numerator * total
        return mine > needed if self.strict else mine >= needed


def _share(text: str) -> tuple[int, int, bool | None] | None:
    match = _SHARE.fullmatch(text)
    if match is None:
        return None
    numerator, denominator = int(match["numerator"]), int(match["denominator"])
    strict = None if match["sign"] is None else match["sign"] == ">"
    if not 0 < numerator <= denominator or (numerator == denominator and strict):
        return None
    return numerator, denominator, strict


def parse_majority(text: str) -> Majority | None:
    """Read ``2/3``, ``>1/2`` or ``>=1/2``; None when it is no majority that can be reached.

    Without a sign one half means more than half (the simple majority), and any other share means
    at least that share (as the law says it of two thirds).
    """
    share = _share(text)
    if share is None:
        return None
    numerator, denominator, strict = share
    if strict is None:
        strict = 2 * numerator == denominator
    return Majority(numerator, denominator, strict)


def parse_quorum(text: str) -> Quorum | None:
    """Read ``1/2:stemmen`` or ``1/3:leden`` (also ``votes``, ``members``); None when it is neither.

    Without a sign the share itself is enough, as a quorum is something that is reached.
    """
    share_text, _, of_text = text.rpartition(":")
    share = _share(share_text)
    of: dict[str, Literal["votes", "members"]] = {
        "stemmen": "votes",
        "votes": "votes",
        "leden": "members",
        "members": "members",
    }
    kind = of.get(of_text.strip().lower())
    if share is None or kind is None:
        return None
    numerator, denominator, strict = share
    return Quorum(numerator, denominator, kind, strict=bool(strict))
