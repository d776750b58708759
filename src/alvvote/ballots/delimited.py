"""CSV as people have it: separator, encoding and line ends are found out, damage is reported."""

import csv
import io
from collections.abc import Iterator

from alvvote.ballots.table import Table, key_of
from alvvote.problems import Problem

_SEPARATORS = (",", ";", "\t")


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return the text of the bytes, UTF-8 or else Windows-1252; None with a problem added."""
    if b"\0" not in data:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            problems.append(Problem("W201", file))
            return text
    problems.append(Problem("F102", file))
    return None


def _first_record(text: str, separator: str) -> list[str]:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return next((cells for cells in records if any(map(str.strip, cells))), [])
    except csv.Error:
        return []


def _separator(text: str, known: frozenset[str]) -> str:
    """Return the separator under which the header has most known columns, else most columns."""

    def score(separator: str) -> tuple[int, int]:
        header = _first_record(text, separator)
        return sum(key_of(cell) in known for cell in header), len(header)

    return max(_SEPARATORS, key=score)


def read_delimited(
    data: bytes, file: str, known: frozenset[str], problems: list[Problem]
) -> Table | None:
    """Read a CSV file; `known` holds the column names by which its separator is recognised."""
    text = decode(data, file, problems)
    if text is None:
        return None
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text, known), strict=True
    )
    records = _records(reader, file, problems)
    for row, header in records:
        if any(cell.strip() for cell in header):
            rows = _full_rows(records, len(header), file, problems)
            return Table(file, header, row, rows)
    if not problems or problems[-1].code != "F105":
        problems.append(Problem("F103", file))
    return None


def _records(
    reader: Iterator[list[str]], file: str, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            yield row, cells
    except csv.Error:
        # Nothing behind a stray quote can be told apart with certainty.
        problems.append(Problem("F105", file, row + 1))


def _full_rows(
    records: Iterator[tuple[int, list[str]]], width: int, file: str, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    for row, cells in records:
        if len(cells) == width:
            if cells[0].strip() or any(cell.strip() for cell in cells):
                yield row, cells
        elif any(cell.strip() for cell in cells):
            if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                yield row, cells[:width]
            else:
                problems.append(
                    Problem("F104", file, row, value=str(len(cells)), expected=str(width))
                )
