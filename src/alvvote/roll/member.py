"""A member on the roll: its inhabitants, its votes, and where these come from."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from alvvote.statutes import (
    INHABITANTS_PER_VOTE,
    Limit,
    Members,
    Votes,
    limit_for,
    missing_for_next_vote,
)


class Part(NamedTuple):
    """Inhabitants that came from one municipality."""

    gm_code: str
    municipality: str
    inhabitants: int
    of: int
    """All inhabitants of that municipality before the change."""


class Derivation(NamedTuple):
    """How the votes of a member follow, where it is not simply from a published figure."""

    kind: Literal["carried", "inhabitants given", "votes given", "suspended"]
    parts: tuple[Part, ...] = ()
    """For ``carried``: what the inhabitants were added up from."""
    reason: str = ""
    """What was given as the reason."""


class Member(NamedTuple):
    """A municipality as voter, with the votes of article 11, paragraph 3."""

    gm_code: str
    municipality: str
    province: str
    inhabitants: int | None
    """None for a member outside the figures, whose votes were given outright."""
    votes: Votes
    derivation: Derivation | None = None
    """None: by the published figure."""

    @property
    def thousands(self) -> int | None:
        """The full thousands of inhabitants."""
        return None if self.inhabitants is None else self.inhabitants // INHABITANTS_PER_VOTE

    @property
    def limit(self) -> Limit | None:
        """The minimum or maximum of article 11, paragraph 3, where it changes the votes."""
        return None if self.inhabitants is None else limit_for(self.inhabitants)

    @property
    def missing_for_next_vote(self) -> int | None:
        """Inhabitants that are missing for one vote more; None at the maximum."""
        return None if self.inhabitants is None else missing_for_next_vote(self.inhabitants)

    @property
    def suspended(self) -> bool:
        """A suspended member is a member without a vote (Burgerlijk Wetboek 2:38)."""
        return self.derivation is not None and self.derivation.kind == "suspended"


class Totals(NamedTuple):
    """The sums over some members."""

    members: Members
    inhabitants: int
    votes: Votes


def totals_of(members: Iterable[Member]) -> Totals:
    """Return the sums over `members`."""
    listed = list(members)
    return Totals(
        Members(len(listed)),
        sum(member.inhabitants or 0 for member in listed),
        Votes(sum(member.votes for member in listed)),
    )
