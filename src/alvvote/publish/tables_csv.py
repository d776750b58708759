"""The tables as CSV, with the metadata that say what stands in them."""

from collections.abc import Iterable, Iterator
from datetime import date

from alvvote.publish.csv_guard import guarded
from alvvote.publish.csv_metadata import METADATA, csv_metadata
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.table_columns import Value
from alvvote.publish.tables import Table, tables_of
from alvvote.tables.writing import json_text

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def files_of(publication: Publication, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the tables, and of the metadata that describe them."""
    tables = tables_of(publication)
    for table in tables:
        yield f"{table.name}.csv", table_csv(table, excel=settings.excel).encode()
    yield METADATA, json_text(csv_metadata(publication, tables, settings)).encode()


def table_csv(table: Table, *, excel: bool) -> str:
    """Return a table as CSV; `excel`: with BOM, semicolons and CRLF."""
    separator, end = (";", "\r\n") if excel else (",", "\n")
    header = [guarded(column.name) for column in table.columns]
    rows = [header, *([_text(value) for value in row] for row in table.rows)]
    lines = [_line(row, separator) + end for row in rows]
    return (_BOM if excel else "") + "".join(lines)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _line(cells: Iterable[str], separator: str) -> str:
    return separator.join(_quoted(cell, separator) for cell in cells)


def _quoted(cell: str, separator: str) -> str:
    """Return a cell between quotes where it must be, also a line end of either kind alone.

    A row that began with ``#`` would be a comment to readers of CSV on the Web.
    """
    if cell.startswith("#") or any(sign in cell for sign in (separator, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
