"""Which 1 January of a download counts."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from alvvote.population.downloads import words
from alvvote.population.downloads.draft import Observation
from alvvote.population.downloads.topic import listed
from alvvote.problems import Problem


class Moment(NamedTuple):
    """The 1 January that was found, and its values."""

    reference_date: date
    marked_preliminary: bool
    unmarked: bool
    """The periods are codes, or there are none: they could not be marked as preliminary."""
    values: list[Observation]


def of_moment(
    values: list[Observation],
    wanted: date | None,
    known: Collection[date],
    is_municipality: Callable[[str], bool],
    file: str,
    problems: list[Problem],
) -> Moment | None:
    """Return the values of the 1 January that is wanted, or of the only one that it can be.

    Of several the one after all `known` ones is meant, where there is just one.
    """
    if all(value.period is None for value in values):
        if wanted is not None:
            return Moment(wanted, marked_preliminary=False, unmarked=True, values=values)
        problems.append(Problem("C105", file))
        return None
    periods = {text: words.parse_period(text) for text in {v.period or "" for v in values}}
    years: dict[date, dict[str, words.Period]] = {}
    for value in values:
        period = periods[value.period or ""]
        if period is None or words.is_missing(value.value):
            continue
        spellings = years.setdefault(period.reference_date, {})
        if value.period not in spellings and is_municipality(value.region):
            spellings[value.period or ""] = period
    filled = {day: spellings for day, spellings in years.items() if spellings}
    if not filled:
        problems.append(Problem("C117", file))
        return None
    new = [day for day in filled if day > max(known, default=date.min)]
    if wanted is None and len(filled) > 1 and len(new) != 1:
        candidates = [str(day.year) for day in sorted(filled)]
        problems.append(Problem("C104", file, expected=listed(candidates)))
        return None
    day = wanted or (next(iter(filled)) if len(filled) == 1 else new[0])
    if day not in filled:
        candidates = [str(each.year) for each in sorted(filled)]
        problems.append(
            Problem("C107", file, None, "--peildatum", str(day.year), listed(candidates))
        )
        return None
    # A year can stand there as a year and as its month of January: one of them is enough.
    monthly = any(period.monthly for period in filled[day].values())
    chosen = {t for t, p in periods.items() if p is not None and p.reference_date == day}
    chosen = {t for t in chosen if _period(periods, t).monthly == monthly}
    return Moment(
        day,
        marked_preliminary=any(_period(periods, text).preliminary for text in chosen),
        unmarked=all(_period(periods, text).coded for text in chosen),
        values=[value for value in values if value.period in chosen],
    )


def _period(periods: dict[str, words.Period | None], text: str) -> words.Period:
    period = periods[text]
    if period is None:
        raise KeyError(text)
    return period
