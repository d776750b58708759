"""Boundary changes as people have them: our own form, and the list that CBS publishes."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from alvvote.municipality import parse_code
from alvvote.population.changes import HEADER, Change
from alvvote.problems import Problem
from alvvote.tables.delimited import read_delimited
from alvvote.tables.table import Table, key_of, squeeze

ABROAD = "GM0998"
"""Stands for land across the national border."""

PROVINCES = (
    "Drenthe",
    "Flevoland",
    "Fryslân",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
)

_COLUMNS = {
    "date": ("date", "datum"),
    "type": ("type",),
    "from_code": ("from_code",),
    "from_name": ("from_name", "from_label"),
    "to_code": ("to_code",),
    "to_name": ("to_name", "to_label"),
    "to_province": ("to_province", "province", "provincie"),
    "inhabitants_moved": ("inhabitants_moved", "inwoners"),
}
_OPTIONAL = frozenset({"to_province"})
_KNOWN = frozenset(name for names in _COLUMNS.values() for name in names)
_TYPES: dict[str, Literal["reclassification", "border_correction"]] = {
    "reclassification": "reclassification",
    "herindeling": "reclassification",
    "border_correction": "border_correction",
    "grenswijziging": "border_correction",
}
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_SUFFIX = re.compile(r"\s*\(gemeente\)$", re.IGNORECASE)


class Row(NamedTuple):
    """A change, and the row of the file that it stands in."""

    row: int
    change: Change


def read_changes_file(data: bytes, file: str, problems: list[Problem]) -> list[Row]:
    """Return the changes in a CSV file; rows that cannot be read become problems."""
    table = read_delimited(data, file, _KNOWN, problems)
    if table is None:
        return []
    places = _places(table, problems)
    if places is None:
        return []
    rows: list[Row] = []
    for number, cells in table.rows:
        found = _change({name: cells[at] for name, at in places.items()}, file, number)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rows.append(Row(number, found))
    if not rows and not problems:
        problems.append(Problem("C201", file, expected=", ".join(HEADER.split(","))))
    return rows


def _places(table: Table, problems: list[Problem]) -> dict[str, int] | None:
    header = [key_of(cell) for cell in table.header]
    places: dict[str, int] = {}
    for column, names in _COLUMNS.items():
        for name in names:
            if name in header:
                places.setdefault(column, header.index(name))
    lacking = [column for column in _COLUMNS if column not in places and column not in _OPTIONAL]
    if lacking:
        problems.append(Problem("C201", table.file, 1, expected=", ".join(lacking)))
        return None
    return places


def _day(text: str) -> date:
    match = _DUTCH_DAY.fullmatch(text)
    if match is not None:
        return date(int(match[3]), int(match[2]), int(match[1]))
    if len(text) != len("2026-01-01"):
        raise ValueError(text)
    return date.fromisoformat(text)


def _change(cells: dict[str, str], file: str, row: int) -> Change | Problem:
    cell = {name: squeeze(text) for name, text in cells.items()}
    try:
        day = _day(cell["date"])
    except ValueError:
        return Problem("C202", file, row, "date", cell["date"])
    kind = _TYPES.get(key_of(cell["type"]))
    if kind is None:
        expected = ", ".join(_TYPES)
        return Problem("C203", file, row, "type", cell["type"], expected)
    codes: dict[str, str] = {}
    for column in ("from_code", "to_code"):
        code = parse_code(cell[column])
        if code is None:
            return Problem("C204", file, row, column, cell[column])
        codes[column] = code
    moved = cell["inhabitants_moved"]
    if not (moved.isascii() and moved.isdecimal() and len(moved) < len("100000000")):
        return Problem("C205", file, row, "inhabitants_moved", moved)
    for column in ("from_name", "to_name"):
        if not cell[column].isprintable():
            return Problem("C209", file, row, column, cell[column])
    return Change(
        day,
        kind,
        codes["from_code"],
        _SUFFIX.sub("", cell["from_name"]),
        codes["to_code"],
        _SUFFIX.sub("", cell["to_name"]),
        _province(cell.get("to_province", "")),
        int(moved),
    )


def _province(text: str) -> str:
    key = key_of(text).removesuffix(" (pv)")
    if key in {"friesland", "fryslan"}:
        return "Fryslân"
    return next((name for name in PROVINCES if key_of(name) == key), text)


def write_changes(changes: Iterable[Change]) -> str:
    """Return changes as a file in the form of ``data/boundary_changes.csv``."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER.split(","))
    ordered = sorted(changes, key=lambda c: (c.date, c.type, c.from_code, c.to_code))
    writer.writerows((change.date.isoformat(), *change[1:]) for change in ordered)
    return buffer.getvalue()
