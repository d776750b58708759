"""Which edition holds: set by reference date, or by the meeting date (statutes, article 11.4).

Which figures the association uses for a given meeting is not laid down. Assumption: the newest
1 January whose figures are known to have been public on the meeting date, and of that date the
final edition before the preliminary one.
"""

from datetime import date
from typing import Literal, NamedTuple

from alvvote.population.edition import Edition

PRELIMINARY_FROM_MONTH = 4
"""From 1 April on, preliminary figures of the year are taken to be public (CBS: first months)."""

Reason = Literal["chosen", "newest_final", "public_on_date", "frozen"]


class Choice(NamedTuple):
    """The edition that holds, and why."""

    edition: Edition
    reason: Reason
    unproven: Edition | None
    """A newer edition at hand that may have been public by then, but is not known to have been."""


class NoEdition(NamedTuple):
    """No edition at hand fits."""

    available: tuple[Edition, ...]


class ReferenceDateTooLate(NamedTuple):
    """The reference date that was set lies after the meeting."""

    edition: Edition
    meeting_date: date


def _rank(edition: Edition) -> tuple[date, bool]:
    return edition.reference_date, edition.status == "final"


def _newest(editions: list[Edition]) -> Edition:
    return max(editions, key=_rank)


def known_later(edition: Edition, editions: list[Edition], day: date) -> bool:
    """Tell whether these figures are known to have been made public only after `day`.

    So it is on a day on which the preliminary figures are known to have been the newest still.
    """
    if edition.published is not None:
        return edition.published > day
    return edition.status == "final" and any(
        other.status == "preliminary"
        and other.reference_date == edition.reference_date
        and other.public_by is not None
        and day <= other.public_by
        for other in editions
    )


def choose_edition(
    editions: list[Edition],
    *,
    meeting_date: date | None,
    reference_date: date | None,
    preliminary: bool,
) -> Choice | NoEdition | ReferenceDateTooLate:
    """Choose an edition: by reference date, else by meeting date, else the newest final one."""
    if reference_date is not None:
        status = "preliminary" if preliminary else "final"
        exact = [e for e in editions if e.reference_date == reference_date and e.status == status]
        if not exact:
            return NoEdition(tuple(editions))
        if meeting_date is not None and reference_date > meeting_date:
            return ReferenceDateTooLate(exact[0], meeting_date)
        return Choice(exact[0], "chosen", None)
    if meeting_date is None:
        finals = [e for e in editions if e.status == "final"]
        return Choice(_newest(finals), "newest_final", None) if finals else NoEdition(())
    public = [
        e for e in editions if e.reference_date <= meeting_date and e.known_public_on(meeting_date)
    ]
    if not public:
        return NoEdition(tuple(editions))
    chosen = _newest(public)
    unproven = [
        e
        for e in editions
        if _rank(chosen) < _rank(e)
        and e.reference_date <= meeting_date
        and not known_later(e, editions, meeting_date)
    ]
    return Choice(chosen, "public_on_date", _newest(unproven) if unproven else None)


def newer_probably_public(editions: list[Edition], meeting_date: date) -> int | None:
    """Return the year of figures that are not at hand but probably public on the date, or None."""
    at_hand = max((e.reference_date.year for e in editions), default=0)
    year = meeting_date.year
    if meeting_date.month < PRELIMINARY_FROM_MONTH:
        year -= 1
    return year if year > at_hand else None


def defensible_editions(
    editions: list[Edition], chosen: Edition, meeting_date: date | None
) -> list[Edition]:
    """Return the editions that one could defend for a meeting, the chosen one first.

    Without a meeting date that is the chosen one alone; else each edition of the two newest
    1 Januaries up to the meeting that is not known to have been published later.
    """
    if meeting_date is None:
        return [chosen]
    dates = sorted({e.reference_date for e in editions if e.reference_date <= meeting_date})[-2:]
    others = [
        e
        for e in editions
        if e.reference_date in dates and not known_later(e, editions, meeting_date) and e != chosen
    ]
    return [chosen, *others]
