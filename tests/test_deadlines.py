"""Terms and deadlines: a published one, the Dutch calendar, and what must hold for every date."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.deadlines import (
    AMENDMENT_WORKING_DAYS,
    Deadline,
    Term,
    amendment_deadline,
    calendar,
    is_impossible,
    is_late,
    is_working_day,
    working_days_before,
)

MEETING = date(2022, 6, 29)
LAST_DAY = date(2022, 6, 16)
LAW = "Burgerlijk Wetboek 2:42"
NONE = Deadline(None, "set")

DAYS = st.dates(date(2015, 1, 1), date(2099, 12, 31))
COUNTS = st.integers(1, 40)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _set(text: str) -> Deadline:
    return Deadline(_at(text), "set")


def _easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _works(day: date) -> bool:
    """Tell once more whether a day since 2014 is a working day, without the library."""
    fixed = {(1, 1), (4, 27), (12, 25), (12, 26)}
    if day.year % 5 == 0:
        fixed.add((5, 5))
    # Good Friday, Easter Monday, Ascension Day and Whit Monday
    movable = {_easter(day.year) + timedelta(days=shift) for shift in (-2, 1, 39, 50)}
    return day.weekday() < 5 and (day.month, day.day) not in fixed and day not in movable


def test_the_published_deadline() -> None:
    """The meeting of Wednesday 29 June 2022 took amendments until Thursday 16 June 2022."""
    assert AMENDMENT_WORKING_DAYS == 9
    assert working_days_before(MEETING, 9) == LAST_DAY
    assert amendment_deadline(MEETING) == Deadline(_at("2022-06-16T23:59:59"), "default")


@pytest.mark.parametrize(
    ("meeting", "count", "last_day"),
    [
        # Whit Monday (6 June) and Ascension Day (26 May) fall out
        (date(2022, 6, 8), 9, date(2022, 5, 24)),
        # New Year's Day falls out, then both days of Christmas
        (date(2025, 1, 13), 9, date(2024, 12, 30)),
        (date(2025, 1, 13), 11, date(2024, 12, 24)),
        # Easter Monday (18 April) and Good Friday (15 April) fall out
        (date(2022, 4, 20), 2, date(2022, 4, 14)),
        # a meeting at a weekend or on a holiday counts back from there
        (date(2022, 6, 6), 1, date(2022, 6, 3)),
        (date(2022, 6, 5), 1, date(2022, 6, 3)),
    ],
)
def test_counting_back_over_holidays(meeting: date, count: int, last_day: date) -> None:
    """Counted out by hand on the calendars of these years."""
    assert working_days_before(meeting, count) == last_day


@pytest.mark.parametrize(
    "holiday",
    [
        date(2025, 1, 1),  # New Year's Day, a Wednesday
        date(2022, 4, 15),  # Good Friday: on a par with them in Algemene termijnenwet 3.2
        date(2022, 4, 18),  # Easter Monday
        date(2022, 4, 27),  # King's Day, a Wednesday
        date(2025, 5, 5),  # Liberation Day in a fifth year, a Monday
        date(2022, 5, 26),  # Ascension Day
        date(2022, 6, 6),  # Whit Monday
        date(2025, 12, 25),  # Christmas, a Thursday
        date(2025, 12, 26),  # and the Friday after it
    ],
)
def test_public_holidays(holiday: date) -> None:
    """Holidays on a Monday to Friday, from the published Dutch calendars of 2022 and 2025."""
    assert holiday.weekday() < 5
    assert not is_working_day(holiday)


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 5, 5),  # Liberation Day between two fifth years
        date(2022, 5, 4),  # Remembrance Day
        date(2022, 5, 27),  # the Friday after Ascension Day
        date(2022, 12, 27),  # nothing moves when Christmas Day is a Sunday
        date(2022, 1, 3),  # nor when New Year's Day is a Saturday
    ],
)
def test_days_that_are_worked(day: date) -> None:
    """Days that look like holidays, and are none here."""
    assert is_working_day(day)


def test_kings_day_on_a_sunday() -> None:
    """27 April 2025 was a Sunday: kept on Saturday the 26th, so the Monday after is worked."""
    assert [is_working_day(date(2025, 4, day)) for day in (25, 26, 27, 28)] == [
        True,
        False,
        False,
        True,
    ]
    assert working_days_before(date(2025, 4, 29), 2) == date(2025, 4, 25)


@given(DAYS)
def test_working_days_without_the_library(day: date) -> None:
    """The library agrees with the holidays as they follow from Easter and the fixed dates."""
    assert is_working_day(day) == _works(day)


@given(DAYS, COUNTS)
def test_exactly_so_many_working_days_lie_between(day: date, count: int) -> None:
    """The result is a working day, and with it exactly `count` lie before `day`."""
    result = working_days_before(day, count)
    assert _works(result)
    between = (result + timedelta(days=shift) for shift in range((day - result).days))
    assert sum(map(_works, between)) == count


@given(DAYS, DAYS, COUNTS)
def test_a_later_meeting_has_no_earlier_deadline(one: date, other: date, count: int) -> None:
    """Counting back keeps the order of dates, and one day more is strictly earlier."""
    early, late = sorted((one, other))
    assert working_days_before(early, count) <= working_days_before(late, count)
    assert working_days_before(one, count + 1) < working_days_before(one, count)


@pytest.mark.parametrize("count", [0, -1])
def test_no_working_days_to_count(count: int) -> None:
    """There is no zeroth working day before a date."""
    with pytest.raises(ValueError, match="from one"):
        working_days_before(MEETING, count)


@pytest.mark.parametrize(
    ("submitted", "late"),
    [
        ("2022-06-16T11:59:59", False),
        ("2022-06-16T12:00:00", False),
        ("2022-06-16T12:00:01", True),
        ("2022-06-17T09:00:00", True),
    ],
)
def test_late(submitted: str, *, late: bool) -> None:
    """At the moment of the deadline is in time; without a deadline everything is."""
    assert is_late(_at(submitted), _set("2022-06-16T12:00:00")) is late
    assert not is_late(_at(submitted), NONE)


@pytest.mark.parametrize(
    ("definitive_on", "impossible"),
    [
        (None, False),
        (date(2022, 6, 15), False),
        (date(2022, 6, 16), False),
        (date(2022, 6, 17), True),
    ],
)
def test_a_deadline_before_the_text(definitive_on: date | None, *, impossible: bool) -> None:
    """On the day of the definitive text amending can still be done; a day earlier it cannot."""
    assert is_impossible(amendment_deadline(MEETING), definitive_on) is impossible
    assert is_impossible(_set("2022-06-16T00:00:00"), definitive_on) is impossible
    assert not is_impossible(NONE, definitive_on)


def test_calendar_of_a_statute_change() -> None:
    """Seven and five calendar days before 29 June 2022 are the 22nd and the 24th."""
    default = amendment_deadline(MEETING)
    motions = _set("2022-06-24T17:00:00")
    assert calendar(MEETING, default, motions, statute_change=True) == [
        Term("amendments", LAST_DAY, default.moment, "assumption", 9),
        Term("notice", date(2022, 6, 22), None, LAW, 7),
        Term("motions", date(2022, 6, 24), motions.moment, "set", None),
        Term("text open", date(2022, 6, 24), None, LAW, 5),
        Term("meeting", MEETING, None, "set", None),
    ]


def test_calendar_of_law_counts_holidays_and_weekends() -> None:
    """The law counts calendar days: Whit Monday 6 June 2022 can be the last day for the notice."""
    terms = calendar(date(2022, 6, 13), NONE, None, statute_change=True)
    assert [(term.what, term.last_day) for term in terms] == [
        ("notice", date(2022, 6, 6)),
        ("text open", date(2022, 6, 8)),
        ("meeting", date(2022, 6, 13)),
    ]


def test_calendar_with_a_deadline_that_was_set() -> None:
    """A set deadline says so, and is not counted in days; it may be on the day of the meeting."""
    amendments = _set("2022-06-29T10:00:00")
    assert calendar(MEETING, amendments, NONE, statute_change=False) == [
        Term("amendments", MEETING, amendments.moment, "set", None),
        Term("meeting", MEETING, None, "set", None),
    ]


def test_calendar_without_deadlines() -> None:
    """Without any deadline the meeting itself remains."""
    assert [term.what for term in calendar(MEETING, NONE, None, statute_change=False)] == [
        "meeting"
    ]


@given(day=DAYS, motions=st.none() | st.datetimes(), change=st.booleans())
def test_calendar_is_in_order(day: date, motions: datetime | None, *, change: bool) -> None:
    """Whatever is set, the terms stand in order of date, each at most once."""
    deadline = Deadline(motions, "set")
    terms = calendar(day, amendment_deadline(day), deadline, statute_change=change)
    assert terms == sorted(terms, key=lambda term: term.last_day)
    assert len({term.what for term in terms}) == len(terms)
    assert {"amendments", "meeting"} <= {term.what for term in terms}
