"""The tables as a workbook for people: a sheet per table, and one that explains them."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import xlsxwriter

from alvvote.i18n import _, listing
from alvvote.publish.phrases import day_of, head_line, invented_notice, roll_line, source_line
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.table_columns import Column
from alvvote.publish.table_words import spoken
from alvvote.publish.tables import Table, tables_of
from alvvote.publish.xlsx_text import cell_text

FILE = "stemgedrag.xlsx"

_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - XLSX knows no time zones
"""A workbook tells nothing of when it was made."""
_WIDTHS = {"text": 16, "option": 14, "word": 16, "whole": 11, "truth": 11, "date": 13}
_WIDTH_OF = {
    "vote": 12,
    "title": 48,
    "gm_code": 10,
    "municipality": 30,
    "choice": 26,
    "invented": 22,
}


def files_of(publication: Publication, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the workbook: the same bytes for the same publication."""
    buffer = io.BytesIO()
    book = _Book(buffer, publication, settings)
    tables = tables_of(publication)
    for table in tables:
        book.add_table(table)
    book.add_about(tables)
    book.close()
    yield FILE, buffer.getvalue()


class _Book:
    """A workbook on its way to a buffer. All text is written as text: no cell is a formula."""

    def __init__(self, buffer: io.BytesIO, publication: Publication, settings: Settings) -> None:
        self._publication = publication
        # In memory: no temporary files, whose names and times would not be the same twice.
        self._book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
        self._book.set_properties(
            {
                "created": _CREATED,
                "title": cell_text(publication.name),
                "comments": invented_notice() if publication.invented else "",
                "language": settings.language,
            }
        )
        top = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._header = self._book.add_format(top)
        self._bold = self._book.add_format({"bold": True, "valign": "top"})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._whole = self._book.add_format({"num_format": "#,##0"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})

    def close(self) -> None:
        """Write the file into the buffer."""
        self._book.close()

    def add_table(self, table: Table) -> None:
        """Add a table: a frozen header with a filter, then a row per row."""
        sheet = self._sheet(table.sheet)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, cell_text(column.heading), self._header)
            sheet.set_column(place, place, _width_of(column))
            self._fill(sheet, table, place)
        sheet.freeze_panes(1, table.first)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def add_about(self, tables: Iterable[Table]) -> None:
        """Add the sheet that says what the others hold and where it comes from."""
        sheet = self._sheet(_("about"))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for row, (label, text) in enumerate(_about(self._publication, tables)):
            sheet.write_string(row, 0, label, self._bold)
            sheet.write_string(row, 1, cell_text(text), self._wrapped)

    def _sheet(self, name: str) -> Any:  # noqa: ANN401 - the library has no types
        sheet = self._book.add_worksheet(name)
        if self._publication.invented:
            # On each page that is printed.
            sheet.set_header(f"&C{invented_notice()}")
        return sheet

    def _fill(self, sheet: Any, table: Table, place: int) -> None:  # noqa: ANN401
        """Write the cells of a column by what they are; nothing for what is not known."""
        column = table.columns[place]
        for number, row in enumerate(table.rows, 1):
            value = spoken(column, row[place])
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(number, place, cell_text(value))
            elif isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, self._day)
            else:
                sheet.write_number(number, place, value, self._whole)


def _width_of(column: Column) -> int:
    return _WIDTH_OF.get(column.name, _WIDTHS[column.kind])


def _about(publication: Publication, tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Yield label and text of what one must know to read the tables."""
    if publication.invented:
        yield _("Example"), invented_notice()
    yield _("Meeting"), publication.name
    yield _("Date"), day_of(publication)
    yield _("Members"), roll_line(publication)
    yield _("Source"), source_line(publication)
    yield _("Roll"), f"SHA-256 {publication.fingerprint}"
    if publication.head is not None:
        yield _("Ledger"), head_line(publication)
    yield (
        _("Ruling"),
        _(
            "The outcome of the tally is what the count says; the ruling is what the chair "
            "pronounced. Where they differ the ruling decides (Burgerlijk Wetboek 2:13)."
        ),
    )
    yield _("Votes on persons"), _("Of votes on persons there are totals alone.")
    if publication.left_out:
        left_out = listing(list(publication.left_out))
        yield _("Not declared yet"), _("left out: {votes}").format(votes=left_out)
    for table in tables:
        yield table.sheet, table.title
        for column in table.columns:
            if not column.own:
                yield f"    {column.heading}", column.explanation
