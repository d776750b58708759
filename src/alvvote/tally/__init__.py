"""Ballots and roll and rule to a result: pure, exact, and the only way from one to the other."""

from alvvote.tally.readings import Readings, Turned, readings_of
from alvvote.tally.result import Count, Result
from alvvote.tally.tally import decide, tally

__all__ = ["Count", "Readings", "Result", "Turned", "decide", "readings_of", "tally"]
