"""CSV as people have it: separator, encoding and line ends are found out, damage is reported."""

import csv
import io
from collections.abc import Iterator

from alvvote.problems import Problem
from alvvote.tables.table import Table, key_of

_SEPARATORS = (",", ";", "\t")
_LONGEST_HEADER = 100_000
_RECORDS_COMPARED = 20


def encoding_of(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return the encoding of a text: UTF-8, else Windows-1252; None with a problem added."""
    if b"\0" not in data:
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8-sig"
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            problems.append(Problem("W201", file))
            return "cp1252"
    problems.append(Problem("F102", file))
    return None


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return the text of the bytes; None with a problem added where they are no text."""
    encoding = encoding_of(data, file, problems)
    return None if encoding is None else data.decode(encoding)


def _first_records(text: str, separator: str) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(map(str.strip, cells)):
                records.append(cells)
            if len(records) > _RECORDS_COMPARED:
                break
    except csv.Error:
        pass
    return records


def _separator(text: str, known: frozenset[str]) -> str:
    """Return the separator under which the header has most known columns.

    Where two have as many, it is the one by which more rows are as wide as the header.
    """

    def score(separator: str) -> tuple[int, int, int]:
        header, *rows = _first_records(text, separator) or [[]]
        width = len(header)
        fitting = sum(len(row) == width for row in rows) if width > 1 else 0
        return sum(key_of(cell) in known for cell in header), fitting, width

    return max(_SEPARATORS, key=score)


def read_delimited(
    data: bytes, file: str, known: frozenset[str], problems: list[Problem]
) -> Table | None:
    """Read a CSV file; `known` holds the column names by which its separator is recognised."""
    encoding = encoding_of(data, file, problems)
    if encoding is None:
        return None
    separator = _separator(data[:_LONGEST_HEADER].decode(encoding, "ignore"), known)
    # Decoded on the way: a text as a whole takes four bytes a character.
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    reader = csv.reader(text, delimiter=separator, strict=True)
    records = _records(reader, separator, file, problems)
    for row, header in records:
        if any(cell.strip() for cell in header):
            rows = _full_rows(records, len(header), file, problems)
            return Table(file, header, row, rows)
    if not problems or problems[-1].code != "F105":
        problems.append(Problem("F103", file))
    return None


def _records(
    reader: Iterator[list[str]], separator: str, file: str, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    row = 0
    try:
        width = 0
        for row, cells in enumerate(reader, 1):
            width = width or len(cells)
            if any("\n" in cell and _swallows(cell, separator, width) for cell in cells):
                problems.append(Problem("F105", file, row))
                continue
            yield row, cells
    except csv.Error:
        # Nothing behind a stray quote can be told apart with certainty.
        problems.append(Problem("F105", file, row + 1))


def _swallows(cell: str, separator: str, width: int) -> bool:
    """Tell whether a cell holds whole lines of the file: a quote was opened by mistake."""
    return width > 1 and any(line.count(separator) >= width - 1 for line in cell.splitlines()[1:])


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
