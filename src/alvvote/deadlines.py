"""Terms and deadlines around a meeting: when the notice goes out, until when texts are taken.

Sources: a change of the statutes has a notice that names it, at least seven days ahead, and a
text that lies open at least five days ahead until the end of the day of the meeting; it takes a
notarial deed (Burgerlijk Wetboek 2:42-43, in its text of May 2017). Amendments are taken, as a
rule, until nine working days before the meeting. That public holidays are no working days is an
assumption: no published deadline had one in its window.

Times are local times in the Netherlands, without a time zone.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal, NamedTuple

AMENDMENT_WORKING_DAYS = 9
"""Working days before the meeting that are left for amendments, as a rule."""

NOTICE_DAYS = 7
TEXT_OPEN_DAYS = 5

_STATUTE_CHANGE = "Burgerlijk Wetboek 2:42"
_END_OF_DAY = time(23, 59, 59)
_FRIDAY = 5
"""The number of Friday in `date.isoweekday`."""


class Deadline(NamedTuple):
    """Until when something can be handed in."""

    moment: datetime | None
    """The last moment that is in time, in local time; None: there is no deadline."""
    source: Literal["default", "set"]
    """Whether it follows from the date of the meeting, or was set for this meeting."""


class Term(NamedTuple):
    """A day by which something has to be done."""

    what: Literal["notice", "text open", "amendments", "motions", "meeting"]
    last_day: date
    moment: datetime | None
    """The last moment on that day, in local time; None: the whole day."""
    source: str
    """The article of law, "assumption" for a default without one, or "set"."""
    days: int | None
    """How long before the meeting: calendar days for a term of law, working days for amendments.

    None where the day was not counted back.
    """


@cache
def _public_holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether `day` is a Monday to Friday and no Dutch public holiday.

    The public holidays are those of the library ``holidays`` (category public), which knows the
    years 1966-2100. It counts Liberation Day (5 May) once in five years (2025, 2030, …), as
    collective agreements do, although the Algemene termijnenwet names it every year. It counts
    Good Friday, which article 3.2 of that law puts on a par with holidays, since its version 0.83.
    It leaves out days that a decree puts on a par, such as the Friday after Ascension Day.
    King's Day on a Sunday is kept on the Saturday before.
    """
    return day.isoweekday() <= _FRIDAY and day not in _public_holidays(day.year)


def working_days_before(day: date, count: int) -> date:
    """Return the `count`-th working day before `day`; `day` itself does not count.

    Raises:
        ValueError: `count` is less than one.
    """
    if count < 1:
        raise ValueError("working days are counted from one")
    found = day
    for _ in range(count):
        found -= timedelta(days=1)
        while not is_working_day(found):
            found -= timedelta(days=1)
    return found


def amendment_deadline(meeting_date: date) -> Deadline:
    """Return the deadline for amendments as a rule: the end of the ninth working day before."""
    last_day = working_days_before(meeting_date, AMENDMENT_WORKING_DAYS)
    return Deadline(datetime.combine(last_day, _END_OF_DAY), "default")


def is_late(submitted: datetime, deadline: Deadline) -> bool:
    """Tell whether what was `submitted` (local time) came after the deadline; at it is in time."""
    return deadline.moment is not None and submitted > deadline.moment


def is_impossible(deadline: Deadline, definitive_on: date | None) -> bool:
    """Tell whether the deadline had passed before the day on which the definitive text came out.

    Only a definitive text can be amended. `definitive_on` is None while there is none.
    """
    if deadline.moment is None or definitive_on is None:
        return False
    return deadline.moment.date() < definitive_on


def calendar(
    meeting_date: date, amendments: Deadline, motions: Deadline | None, *, statute_change: bool
) -> list[Term]:
    """Return the terms of a meeting in order of date, the meeting itself among them.

    What has no deadline has no term. The terms of a change of the statutes count calendar days
    back from the day of the meeting, which does not count itself.
    """
    terms = []
    if statute_change:
        terms += [
            _term_of_law("notice", meeting_date, NOTICE_DAYS),
            _term_of_law("text open", meeting_date, TEXT_OPEN_DAYS),
        ]
    if amendments.moment is not None:
        by_default = amendments.source == "default"
        terms.append(
            Term(
                "amendments",
                amendments.moment.date(),
                amendments.moment,
                "assumption" if by_default else "set",
                AMENDMENT_WORKING_DAYS if by_default else None,
            )
        )
    if motions is not None and motions.moment is not None:
        # Neither law nor statutes have a deadline for motions, so there is no default to name.
        terms.append(Term("motions", motions.moment.date(), motions.moment, "set", None))
    terms.append(Term("meeting", meeting_date, None, "set", None))
    return sorted(terms, key=_when)


def _term_of_law(what: Literal["notice", "text open"], meeting_date: date, days: int) -> Term:
    return Term(what, meeting_date - timedelta(days=days), None, _STATUTE_CHANGE, days)


def _when(term: Term) -> datetime:
    return term.moment or datetime.combine(term.last_day, time.max)
