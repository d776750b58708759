"""Ballots and roll and rule to a result: pure, exact, and the only way from one to the other."""

from alvvote.tally.counted import Counted, Question, count_vote, count_votes, remarks_of
from alvvote.tally.readings import Readings, Turned, readings_of
from alvvote.tally.remarks import remarks_on
from alvvote.tally.result import Count, Counts, OptionCount, Result, leading
from alvvote.tally.tally import decide, tally, tally_slips

__all__ = [
    "Count",
    "Counted",
    "Counts",
    "OptionCount",
    "Question",
    "Readings",
    "Result",
    "Turned",
    "count_vote",
    "count_votes",
    "decide",
    "leading",
    "readings_of",
    "remarks_of",
    "remarks_on",
    "tally",
    "tally_slips",
]
