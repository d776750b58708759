"""Make the files in ``data/`` from a folder with the collected CBS figures.

Run as ``python scripts/make_data.py SOURCE_FOLDER [--out data]``. The folder holds

* ``population.csv``: inhabitants on 1 January, one row per edition and municipality;
* ``reclassifications_2018_2026.csv``: the boundary changes, with the inhabitants that moved;
* ``aliases.csv``: other spellings of municipality names;
* ``centres.csv``: where municipalities lie.

The script translates the Dutch terms, adds when each edition was made public, brings the names of
the boundary changes in line with those of the figures, and sorts. All checks come before the first
file is written: when something is off, it says what, and leaves ``data/`` as it was.
"""

import argparse
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

# --- What is known of the editions ---------------------------------------------------------------


class Facts(NamedTuple):
    """What an edition must hold, and when it was made public."""

    table: str
    """The CBS table that the figures come from."""
    municipalities: int
    inhabitants: int
    """The sum over all municipalities."""
    published: str = ""
    """The day on which CBS made the figures public; empty when the exact day is not known."""
    public_by: str = ""
    """A day on which they are known to have been public already; empty when none is known."""


# The key is (reference date, status).
#
# Tables: 37259ned and 03759ned carry final figures, 37230ned preliminary ones.
#
# Sums: for the final editions the national figure of CBS for that 1 January. For the two
# preliminary editions the sum of the rows themselves, as a guard against loss and damage only.
#
# Publication: an exact day is entered only where it is known for certain.
#   2019 final        released on 10 May 2019
#   2021 final        in use by 31 August 2021; the day of release is not known
#   2023 final        in the national table by 26 May 2023; the day of release is not known
#   2025 preliminary  still the newest figures on 4 June 2025, so public by then
#   2025 final        public by 11 December 2025 (and not yet on 4 June 2025)
#   2026 preliminary  still the newest figures on 10 June 2026, so public by then
#   2026 final        released on 23 June 2026
# Of the other editions no date is known: both fields stay empty.
EDITIONS: Mapping[tuple[str, str], Facts] = {
    ("2018-01-01", "final"): Facts("37259ned", 380, 17_181_084),
    ("2019-01-01", "final"): Facts("03759ned", 355, 17_282_163, published="2019-05-10"),
    ("2020-01-01", "final"): Facts("03759ned", 355, 17_407_585),
    ("2021-01-01", "final"): Facts("03759ned", 352, 17_475_415, public_by="2021-08-31"),
    ("2022-01-01", "final"): Facts("03759ned", 345, 17_590_672),
    ("2023-01-01", "final"): Facts("03759ned", 342, 17_811_291, public_by="2023-05-26"),
    ("2024-01-01", "final"): Facts("03759ned", 342, 17_942_942),
    ("2025-01-01", "preliminary"): Facts("37230ned", 342, 18_045_532, public_by="2025-06-04"),
    ("2025-01-01", "final"): Facts("03759ned", 342, 18_044_027, public_by="2025-12-11"),
    ("2026-01-01", "preliminary"): Facts("37230ned", 342, 18_131_238, public_by="2026-06-10"),
    ("2026-01-01", "final"): Facts("03759ned", 342, 18_130_208, published="2026-06-23"),
}

STATUS = {"definitief": "final", "voorlopig": "preliminary"}
CHANGE_TYPE = {"herindeling": "reclassification", "grenswijziging": "border_correction"}

# --- The files -----------------------------------------------------------------------------------

SOURCE_POPULATION = (
    "reference_date",
    "status",
    "cbs_table",
    "gm_code",
    "municipality",
    "province",
    "inhabitants",
)
SOURCE_CHANGES = (
    "date",
    "type",
    "from_code",
    "from_label",
    "to_code",
    "to_label",
    "inhabitants_moved",
)

_CODE = re.compile(r"GM\d{4}")
_ADDITION = re.compile(r" \([^()]*\)$")


class DataError(Exception):
    """The source does not hold what it should."""


class Figure(NamedTuple):
    """A row of ``cbs_population.csv``."""

    reference_date: str
    status: str
    table: str
    published: str
    public_by: str
    gm_code: str
    municipality: str
    province: str
    inhabitants: int


class Change(NamedTuple):
    """A row of ``boundary_changes.csv``."""

    date: str
    type: str
    from_code: str
    from_name: str
    to_code: str
    to_name: str
    to_province: str
    """Empty for land across the border."""
    inhabitants_moved: int


class Alias(NamedTuple):
    """A row of ``aliases.csv``."""

    alias: str
    gm_code: str


class Centre(NamedTuple):
    """A row of ``centres.csv``: metres of the Dutch grid (RD), rounded to whole kilometres."""

    gm_code: str
    rd_x: int
    rd_y: int


SOURCE_CENTRES = ("gm_code", "lat", "lon", "rd_x", "rd_y")
GRID = ((0, 290_000), (300_000, 630_000))
"""Within these metres, to the east and to the north, all of the Netherlands lies."""


def read_rows(path: Path, header: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the rows of `path`, each with its place (``file:line``) for messages."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            first = next(reader, [])
            if tuple(first) != tuple(header):
                raise DataError(f"{path.name}: the header is {first}, expected {list(header)}")
            rows = [(f"{path.name}:{reader.line_num}", row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path.name}: cannot be read: {error}") from error
    for place, row in rows:
        if len(row) != len(header):
            raise DataError(f"{place}: {len(row)} fields, expected {len(header)}")
        if any(field != field.strip() or not field for field in row):
            raise DataError(f"{place}: a field is empty or padded with blanks: {row}")
    return rows


def _code(text: str, place: str) -> str:
    if not _CODE.fullmatch(text):
        raise DataError(f"{place}: {text!r} is no municipality code (GM and four digits)")
    return text


def _day(text: str, place: str) -> str:
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        raise DataError(f"{place}: {text!r} is no date (YYYY-MM-DD)")
    return text


def _number(text: str, place: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise DataError(f"{place}: {text!r} is no number of inhabitants")
    return int(text)


def _term(text: str, terms: Mapping[str, str], place: str) -> str:
    if text not in terms:
        raise DataError(f"{place}: {text!r} is unknown, expected one of {', '.join(terms)}")
    return terms[text]


def _no_doubles(what: str, keys: Iterable[tuple[str, ...]]) -> None:
    doubles = [key for key, count in Counter(keys).items() if count > 1]
    if doubles:
        raise DataError(f"{what}: more than one row for {', '.join(map(str, doubles[:5]))}")


def make_figures(rows: Iterable[tuple[str, list[str]]]) -> list[Figure]:
    """Return the figures of all editions, checked against `EDITIONS` and sorted."""
    figures = []
    for place, (reference, dutch, table, code, name, province, inhabitants) in rows:
        status = _term(dutch, STATUS, place)
        facts = EDITIONS.get((_day(reference, place), status))
        if facts is None:
            raise DataError(f"{place}: no edition {reference} {status} is expected")
        if table != facts.table:
            raise DataError(f"{place}: table {table}, expected {facts.table}")
        figures.append(
            Figure(
                reference,
                status,
                table,
                facts.published,
                facts.public_by,
                _code(code, place),
                name,
                province,
                _number(inhabitants, place),
            )
        )
    _no_doubles("population", ((f.reference_date, f.status, f.gm_code) for f in figures))
    _no_doubles("population", ((f.reference_date, f.status, f.municipality) for f in figures))
    for (reference, status), facts in EDITIONS.items():
        edition = [f for f in figures if (f.reference_date, f.status) == (reference, status)]
        if len(edition) != facts.municipalities:
            raise DataError(
                f"edition {reference} {status}: {len(edition)} municipalities, "
                f"expected {facts.municipalities}"
            )
        total = sum(f.inhabitants for f in edition)
        if total != facts.inhabitants:
            raise DataError(
                f"edition {reference} {status}: {total:,} inhabitants in all, "
                f"expected {facts.inhabitants:,}"
            )
    return sorted(figures, key=lambda f: (f.reference_date, f.status == "final", f.gm_code))


def _official(label: str, code: str, names: Mapping[str, str], place: str) -> str:
    """Return the name under which the figures know `code`, or `label` where they don't know it.

    The two may differ in an addition in parentheses only ("Groningen (gemeente)"). A label that
    differs otherwise may belong to another municipality: that is an error, not a spelling.
    """
    name = names.get(code)
    if name is None or name == label:
        return label
    if _ADDITION.sub("", label) != _ADDITION.sub("", name):
        raise DataError(f"{place}: {code} is called {label!r} here and {name!r} in the figures")
    return name


def make_changes(
    rows: Iterable[tuple[str, list[str]]],
    names: Mapping[str, str],
    provinces: Mapping[str, str],
) -> list[Change]:
    """Return all boundary changes, with the names that the figures use, sorted."""
    changes = []
    for place, (day, dutch, from_code, from_label, to_code, to_label, moved) in rows:
        changes.append(
            Change(
                _day(day, place),
                _term(dutch, CHANGE_TYPE, place),
                _code(from_code, place),
                _official(from_label, from_code, names, place),
                _code(to_code, place),
                _official(to_label, to_code, names, place),
                provinces.get(to_code, ""),
                _number(moved, place),
            )
        )
    _no_doubles("boundary changes", ((c.date, c.type, c.from_code, c.to_code) for c in changes))
    return sorted(changes, key=lambda c: (c.date, c.type, c.from_code, c.to_code))


def make_aliases(rows: Iterable[tuple[str, list[str]]], names: Mapping[str, str]) -> list[Alias]:
    """Return the aliases, sorted; each belongs to one municipality that the figures know."""
    aliases = []
    for place, (alias, code) in rows:
        if _code(code, place) not in names:
            raise DataError(f"{place}: {code} stands in no edition")
        aliases.append(Alias(alias, code))
    _no_doubles("aliases", ((a.alias.casefold(),) for a in aliases))
    return sorted(aliases, key=lambda a: (a.gm_code, a.alias))


def make_centres(rows: Iterable[tuple[str, list[str]]], names: Mapping[str, str]) -> list[Centre]:
    """Return the centres, sorted; each lies in the country."""
    centres = []
    for place, (code, _latitude, _longitude, east, north) in rows:
        if _code(code, place) not in names:
            raise DataError(f"{place}: {code} stands in no edition")
        centre = Centre(code, _number(east, place), _number(north, place))
        for metres, (least, most) in zip(centre[1:], GRID, strict=True):
            if not least <= metres <= most:
                raise DataError(f"{place}: {metres} metres lies outside the country")
        centres.append(centre)
    _no_doubles("centres", ((centre.gm_code,) for centre in centres))
    return sorted(centres)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file as text: comma, LF, quotes only where they are needed."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def make_files(source: Path) -> dict[str, str]:
    """Return the text of each file, by name."""
    figures = make_figures(read_rows(source / "population.csv", SOURCE_POPULATION))
    # Sorted by date, so that the newest name of a code remains.
    names = {figure.gm_code: figure.municipality for figure in figures}
    provinces = {figure.gm_code: figure.province for figure in figures}
    changes = make_changes(
        read_rows(source / "reclassifications_2018_2026.csv", SOURCE_CHANGES), names, provinces
    )
    aliases = make_aliases(read_rows(source / "aliases.csv", Alias._fields), names)
    centres = make_centres(read_rows(source / "centres.csv", SOURCE_CENTRES), names)
    return {
        "cbs_population.csv": to_csv(Figure._fields, figures),
        "boundary_changes.csv": to_csv(Change._fields, changes),
        "aliases.csv": to_csv(Alias._fields, aliases),
        "centres.csv": to_csv(Centre._fields, centres),
    }


def main() -> None:
    """Read the source folder, check it, and write the files."""
    parser = argparse.ArgumentParser(description="Make the files in data/ from collected figures.")
    parser.add_argument("source", type=Path, metavar="SOURCE_FOLDER", help="the collected figures")
    parser.add_argument("--out", type=Path, default=Path("data"), help="where to write [data]")
    arguments = parser.parse_args()
    source: Path = arguments.source
    out: Path = arguments.out
    try:
        files = make_files(source)
    except DataError as error:
        sys.exit(f"make_data: {error}. Nothing was written.")
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8", newline="")
        print(f"{name}: {text.count(chr(10)) - 1:,} rows")


if __name__ == "__main__":
    main()
