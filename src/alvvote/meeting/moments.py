"""When entries were recorded, and what had been recorded at a moment, whatever the clock did.

The clock of the machine that records may step back. The order of the entries is what happened; a
moment therefore means: after the last entry that the clock put at or before it, and so after all
entries that come before that one, also where the clock put one of them later.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import accumulate, pairwise
from typing import NamedTuple

_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?:[:.]([0-5][0-9]))?")
_SECOND = timedelta(seconds=1)


class Span(NamedTuple):
    """What a time of day or a moment stands for: ``14:32`` is a whole minute, of seconds."""

    first: datetime
    last: datetime


def read_span(text: str, day: date, zone: tzinfo | None) -> Span | None:
    """Return what ``14:32``, ``14:32:05`` or an ISO date and time stands for; None: nothing.

    Without a date it is on `day`, without an offset by the clock of `zone`.
    """
    text = text.strip()
    match = _HOUR.fullmatch(text)
    if match is not None:
        hour, minute, second = match.groups()
        first = datetime.combine(day, time(int(hour), int(minute), int(second or 0)), zone)
        return Span(first, first if second else first + 59 * _SECOND)
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d", text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    to_the_minute = re.fullmatch(r".{10}[T ]\d\d:\d\d(Z|[+-]\d\d:?\d\d)?", text) is not None
    moment = moment.replace(microsecond=0)
    return Span(moment, moment + 59 * _SECOND if to_the_minute else moment)


class Moments:
    """When the entries of a record were recorded, in their order; None where that was erased."""

    def __init__(self, moments: Sequence[datetime | None]) -> None:
        """Take the moment of each entry, from entry 0 on."""
        self.moments = tuple(moments)
        erased = [number for number, moment in enumerate(self.moments) if moment is None]
        self.known_from = erased[-1] + 1 if erased else 0
        """The first entry from which on every moment is known."""
        known = [moment for moment in self.moments[self.known_from :] if moment is not None]
        # The earliest moment of each entry and all after it: it never steps back.
        self._earliest = list(accumulate(reversed(known), min))[::-1]

    def size_at(self, moment: datetime) -> int | None:
        """Return how many entries had been recorded at a moment; None where that was erased."""
        return self._size(bisect_right(self._earliest, moment))

    def size_before(self, moment: datetime) -> int | None:
        """Return how many entries had been recorded before a moment; None where that was erased."""
        return self._size(bisect_left(self._earliest, moment))

    def _size(self, known: int) -> int | None:
        return None if self.known_from and not known else self.known_from + known

    @property
    def stepped_back(self) -> list[int]:
        """The entries of which the clock said an earlier moment than of the one before."""
        return [
            number
            for number, (one, other) in enumerate(pairwise(self.moments), 1)
            if one is not None and other is not None and other < one
        ]

    def day_and_zone(self, day: date | None) -> tuple[date, tzinfo | None] | None:
        """Return the day that an hour without one is on, with the offset of its clock.

        That is the day of the meeting, or where nothing was recorded on it (a rehearsal, or long
        before) the day of the newest entry. None: no moment is known any more.
        """
        known = [moment for moment in self.moments if moment is not None]
        if not known:
            return None
        on_the_day = [moment for moment in known if moment.date() == day]
        first = on_the_day[0] if on_the_day else known[-1]
        # Of what was erased nobody knows on which day it was: then it is that of the meeting.
        return (day if self.known_from and day else first.date()), first.tzinfo


def moments_in(recorded: Iterable[str | None]) -> Moments:
    """Return the moments that entries say of themselves (ISO); None where that was erased.

    Raises:
        ValueError: one of them is no moment.
    """
    return Moments([None if text is None else datetime.fromisoformat(text) for text in recorded])
