"""Votes per member. Source: VNG statutes (Lbr. 24/013), article 11, paragraphs 3 and 4."""

from typing import Literal, NewType

Votes = NewType("Votes", int)
"""A number of votes. Never a number of members."""

Members = NewType("Members", int)
"""A number of members. Never a number of votes."""

Limit = Literal["minimum", "maximum"]

INHABITANTS_PER_VOTE = 1_000
MINIMUM_VOTES = Votes(1)
MAXIMUM_VOTES = Votes(75)


def _whole_thousands(inhabitants: int) -> int:
    if inhabitants < 0:
        raise ValueError("a number of inhabitants is never negative")
    return inhabitants // INHABITANTS_PER_VOTE


def votes_for(inhabitants: int) -> Votes:
    """Return the votes of a member with so many inhabitants (article 11, paragraph 3).

    One vote for every full 1,000 inhabitants, at least 1 and at most 75.

    Raises:
        ValueError: the number of inhabitants is negative.
    """
    return Votes(min(MAXIMUM_VOTES, max(MINIMUM_VOTES, _whole_thousands(inhabitants))))


def limit_for(inhabitants: int) -> Limit | None:
    """Return the limit of article 11, paragraph 3 that changes the outcome, or None.

    Raises:
        ValueError: the number of inhabitants is negative.
    """
    thousands = _whole_thousands(inhabitants)
    if thousands < MINIMUM_VOTES:
        return "minimum"
    if thousands > MAXIMUM_VOTES:
        return "maximum"
    return None


def missing_for_next_vote(inhabitants: int) -> int | None:
    """Return how many inhabitants are missing for one vote more; None at the maximum.

    Raises:
        ValueError: the number of inhabitants is negative.
    """
    votes = votes_for(inhabitants)
    if votes == MAXIMUM_VOTES:
        return None
    return (votes + 1) * INHABITANTS_PER_VOTE - inhabitants
