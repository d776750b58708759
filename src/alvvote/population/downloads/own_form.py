"""alvvote's own form of an edition: what ``population show --format csv`` writes."""

import csv
import io
from datetime import date
from typing import NamedTuple

from alvvote.municipality import parse_code
from alvvote.population.downloads import words
from alvvote.population.downloads.draft import Draft, Reading
from alvvote.population.edition import HEADER, Edition, Figure, Status
from alvvote.problems import Problem

_COLUMNS = HEADER.split(",")
_STATUS: dict[str, Status] = {"final": "final", "preliminary": "preliminary"}


def is_own_form(text: str) -> bool:
    """Tell whether the first line is the header of this form."""
    return text.partition("\n")[0].rstrip("\r") == HEADER


def write_figures(edition: Edition, figures: tuple[Figure, ...]) -> list[str]:
    """Return an edition in lines of this form, without the header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for figure in sorted(figures):
        writer.writerow(
            (
                edition.reference_date.isoformat(),
                edition.status,
                edition.table,
                edition.published.isoformat() if edition.published else "",
                edition.public_by.isoformat() if edition.public_by else "",
                *figure,
            )
        )
    return buffer.getvalue().splitlines()


def write_edition(edition: Edition, figures: tuple[Figure, ...]) -> str:
    """Return an edition as a file of this form."""
    return "\n".join([HEADER, *write_figures(edition, figures), ""])


class _Line(NamedTuple):
    edition: Edition
    reading: Reading


def _day(text: str) -> date:
    if len(text) != len("2026-01-01"):
        raise ValueError(text)
    return date.fromisoformat(text)


def _line(cells: list[str], row: int, file: str) -> _Line | Problem:
    """Return what a row says, or what is wrong with it."""
    if len(cells) != len(_COLUMNS):
        return Problem("F104", file, row, value=str(len(cells)), expected=str(len(_COLUMNS)))
    reference, status, table, published, public_by, code, name, province, count = cells
    column, value = "", ""
    try:
        column, value = "reference_date", reference
        day = _day(reference)
        if (day.month, day.day) != (1, 1):
            raise ValueError(reference)  # noqa: TRY301
        column, value = "status", status
        kind = _STATUS.get(status)
        if kind is None:
            raise ValueError(status)  # noqa: TRY301
        column, value = "table", table
        if not table or not table.isprintable() or "," in table or '"' in table:
            raise ValueError(table)  # noqa: TRY301
        column, value = "published", published
        released = _day(published) if published else None
        column, value = "public_by", public_by
        known = _day(public_by) if public_by else None
    except ValueError:
        return Problem("C116", file, row, column, value)
    gm_code = parse_code(code)
    if gm_code is None or gm_code != code:
        return Problem("C116", file, row, "gm_code", code)
    for column, value in (("municipality", name), ("province", province)):
        if not value.isprintable() or (column == "municipality" and not value.strip()):
            return Problem("C116", file, row, column, value)
    inhabitants = words.parse_count(count)
    if inhabitants is None:
        return Problem("C109", file, row, "inhabitants", count)
    edition = Edition(day, kind, table, released, known)
    return _Line(edition, Reading(gm_code, name, province, inhabitants, row))


def read_own_form(text: str, file: str, problems: list[Problem]) -> list[Draft]:
    """Return the editions of a file in this form; rows that are damaged become problems."""
    editions: dict[tuple[date, Status], tuple[Edition, list[Reading]]] = {}
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        for row, cells in enumerate(reader, 1):
            if row == 1 or not any(cells):
                continue
            line = _line(cells, row, file)
            if isinstance(line, Problem):
                problems.append(line)
                continue
            found = line.edition
            edition, readings = editions.setdefault(
                (found.reference_date, found.status), (found, [])
            )
            if edition != found:
                problems.append(Problem("C119", file, row))
            readings.append(line.reading)
    except csv.Error:
        problems.append(Problem("F105", file))
    return [
        Draft(
            edition.reference_date,
            edition.status,
            status_is_certain=True,
            table=edition.table,
            table_is_certain=True,
            published=edition.published,
            public_by=edition.public_by,
            readings=tuple(readings),
            country=None,
        )
        for edition, readings in editions.values()
    ]
