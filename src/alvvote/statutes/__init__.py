"""The rules of the vote, each with its article: pure, exact, and knowing nothing of the project."""

from alvvote.statutes.majority import REQUEST_FOR_MEETING, SIMPLE, STATUTE_CHANGE, Majority, Quorum
from alvvote.statutes.votes import (
    INHABITANTS_PER_VOTE,
    MAXIMUM_VOTES,
    MINIMUM_VOTES,
    Limit,
    Members,
    Votes,
    limit_for,
    missing_for_next_vote,
    votes_for,
)

__all__ = [
    "INHABITANTS_PER_VOTE",
    "MAXIMUM_VOTES",
    "MINIMUM_VOTES",
    "REQUEST_FOR_MEETING",
    "SIMPLE",
    "STATUTE_CHANGE",
    "Limit",
    "Majority",
    "Members",
    "Quorum",
    "Votes",
    "limit_for",
    "missing_for_next_vote",
    "votes_for",
]
