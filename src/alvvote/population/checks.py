"""What must hold of an edition before it is taken: all findings at once, as data."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from alvvote.municipality import normalise
from alvvote.population.downloads.draft import Draft
from alvvote.population.edition import Edition, Figure
from alvvote.population.gazetteer import KNOWN_FROM, Gazetteer, Named
from alvvote.problems import Problem
from alvvote.problems.problem import Detail

FEWEST = 100
"""No municipality has fewer inhabitants; the smallest one has about 900."""
MOST = 2_000_000
"""No municipality has more inhabitants; the largest one has about 940,000."""
SWING_PERCENT = 10
"""A change by more than this in a year is worth a second look."""


_MAX_NAMED = 10


class Candidate(NamedTuple):
    """An edition that is to be checked, with what its file says besides."""

    edition: Edition
    figures: tuple[Figure, ...]
    """A municipality that stands twice is here twice."""
    country: int | None = None
    """The inhabitants of the Netherlands by the same file."""
    country_row: int | None = None
    rows: Mapping[int, int | None] = {}
    """The row in the file of each figure, by its index."""
    file: str | None = None
    whole: bool = True
    """Every row of the file could be read: what lacks, lacks in the file."""


def candidate_of(
    draft: Draft, gazetteer: Gazetteer, file: str | None = None, *, whole: bool = True
) -> Candidate:
    """Return the edition of a draft, with names and provinces from the data at hand.

    Where they are not at hand the file's own name stands, or else the code.
    """
    edition = Edition(
        draft.reference_date, draft.status, draft.table, draft.published, draft.public_by
    )
    members = gazetteer.members(draft.reference_date) or {}
    everyone = gazetteer.everyone()
    figures: list[Figure] = []
    for reading in draft.readings:
        known = members.get(reading.gm_code) or everyone.get(reading.gm_code, Named("", ""))
        same = normalise(reading.label or "") == normalise(known.municipality)
        if reading.label is not None and reading.province is not None and not same:
            named = Named(reading.label, reading.province)
        else:
            named = Named(
                known.municipality or reading.label or reading.gm_code,
                known.province or reading.province or "",
            )
        figures.append(Figure(reading.gm_code, *named, reading.inhabitants))
    rows = {index: reading.row for index, reading in enumerate(draft.readings)}
    return Candidate(edition, tuple(figures), draft.country, draft.country_row, rows, file, whole)


def check(candidate: Candidate, gazetteer: Gazetteer) -> list[Problem]:
    """Return all that is wrong with an edition, by the editions and changes at hand."""
    members = gazetteer.members(candidate.edition.reference_date, candidate.edition)
    problems = [
        *_counts(candidate),
        *_doubles(candidate),
        *_sum(candidate),
        *_members(candidate, members),
    ]
    return [*problems, *_swings(candidate, gazetteer)]


def _about(candidate: Candidate, index: int, code: str, **more: object) -> Problem:
    figure = candidate.figures[index]
    return Problem(
        code,
        candidate.file,
        candidate.rows.get(index),
        figure.municipality if figure.municipality == figure.gm_code else _label(figure),
        **more,  # type: ignore[arg-type]
    )


def _label(figure: Figure) -> str:
    return f"{figure.municipality} ({figure.gm_code})"


def _counts(candidate: Candidate) -> Iterable[Problem]:
    for index, figure in enumerate(candidate.figures):
        if not FEWEST <= figure.inhabitants <= MOST:
            yield _about(
                candidate,
                index,
                "C110",
                value=str(figure.inhabitants),
                details={"fewest": FEWEST, "most": MOST},
            )


def _doubles(candidate: Candidate) -> Iterable[Problem]:
    first: dict[str, int] = {}
    for index, figure in enumerate(candidate.figures):
        if figure.gm_code in first:
            yield _about(
                candidate,
                index,
                "C111",
                value=str(figure.inhabitants),
                expected=str(candidate.figures[first[figure.gm_code]].inhabitants),
            )
        first.setdefault(figure.gm_code, index)


def _sum(candidate: Candidate) -> Iterable[Problem]:
    if candidate.country is None or not candidate.whole:
        return
    total = sum(figure.inhabitants for figure in candidate.figures)
    if total != candidate.country:
        yield Problem(
            "C114",
            candidate.file,
            candidate.country_row,
            value=str(candidate.country),
            expected=str(total),
            details={"total": total, "difference": abs(total - candidate.country)},
        )


def _members(candidate: Candidate, members: Mapping[str, Named] | None) -> Iterable[Problem]:
    day = candidate.edition.reference_date
    if members is None:
        nameless = sorted({f.gm_code for f in candidate.figures if f.municipality == f.gm_code})
        if nameless:
            yield Problem("W303", candidate.file, expected=_listed(nameless), details={"on": day})
        elif day < KNOWN_FROM:
            yield Problem("W302", candidate.file, details={"on": day})
        return
    found = {figure.gm_code for figure in candidate.figures}
    lacking = [f"{m.municipality} ({code})" for code, m in members.items() if code not in found]
    if lacking and candidate.whole:
        details: dict[str, Detail] = {"on": day, "count": len(lacking)}
        yield Problem("C112", candidate.file, expected=_listed(lacking), details=details)
    for index, figure in enumerate(candidate.figures):
        if figure.gm_code not in members:
            yield _about(candidate, index, "C113", details={"on": day})


def _listed(names: list[str]) -> str:
    more = " …" if len(names) > _MAX_NAMED else ""
    return ", ".join(names[:_MAX_NAMED]) + more


def _swings(candidate: Candidate, gazetteer: Gazetteer) -> Iterable[Problem]:
    """Yield a warning for each figure that differs much from the neighbouring edition.

    The one before is carried over boundary changes to this one; without one, this one is carried
    to the one after. A figure that is impossible by itself is left to that finding.
    """
    day = candidate.edition.reference_date
    before = gazetteer.edition_before(day, same_day=False)
    here = {
        figure.gm_code: (index, figure.inhabitants)
        for index, figure in enumerate(candidate.figures)
        if FEWEST <= figure.inhabitants <= MOST
    }
    if before is not None:
        carried = gazetteer.carried(before, day).figures
        pairs = [(here[c], carried[c].inhabitants) for c in here if c in carried]
        for (index, now), then in pairs:
            if is_swing(then, now, day.year - before.reference_date.year):
                yield _swing(candidate, index, then, now, before.reference_date)
        return
    after = gazetteer.edition_after(day)
    if after is None:
        return
    forward = gazetteer.carry_on(
        {c: count for c, (_index, count) in here.items()}, day, after.reference_date
    )
    years = after.reference_date.year - day.year
    for figure in gazetteer.figures(after):
        known = forward.figures.get(figure.gm_code)
        if known is None or known.parts or figure.gm_code not in here:
            continue
        index, now = here[figure.gm_code]
        if is_swing(now, figure.inhabitants, years):
            yield _swing(candidate, index, figure.inhabitants, now, after.reference_date)


def is_swing(before: int, after: int, years: int) -> bool:
    """Tell whether a figure changed by more than 10 % a year."""
    return abs(after - before) * 100 > SWING_PERCENT * max(years, 1) * before


def _swing(candidate: Candidate, index: int, then: int, now: int, day: date) -> Problem:
    return _about(
        candidate,
        index,
        "W301",
        value=str(now),
        expected=str(then),
        details={"then": then, "on": day, "percent": SWING_PERCENT},
    )
