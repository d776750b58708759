"""A document as a Word file: real headings, header rows that repeat, the same bytes every time."""

import io
import zipfile
from datetime import datetime, time
from typing import assert_never

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from alvvote.minutes.document import (
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Room,
    Signatures,
    Table,
    plain,
)

_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_AUTHOR = "alvvote"
_MARGIN = Cm(2.5)
_WIDTH = Cm(16)
"""Of the text on a page: A4 without its margins."""
_LABEL = Cm(5)
"""How far the lines to sign stand from the margin."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP file can hold: files in it have no time of their own."""


def docx_bytes(document: Document) -> bytes:
    """Return the document as a Word file; what every page says stands in its header."""
    word = docx.Document()
    _set_up(word, document)
    word.add_heading(plain(document.title), 0)
    for banner in document.banners:
        word.add_paragraph().add_run(plain(banner)).bold = True
    for block in document.blocks:
        _add(word, block)
    buffer = io.BytesIO()
    word.save(buffer)
    return _timeless(buffer.getvalue())


def _set_up(word: Word, document: Document) -> None:
    language = _LANGUAGES[document.language]
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    for style in word.styles:
        if style.name is not None and style.name.startswith(("Heading", "Title")):
            style.font.color.rgb = RGBColor(0, 0, 0)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.header.paragraphs[0].text = plain(" \N{EN DASH} ".join(document.banners))
    footer = section.footer.paragraphs[0]
    footer.text = plain(document.title) + " \N{EN DASH} "
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")
    _describe(word, document, language)


def _describe(word: Word, document: Document, language: str) -> None:
    about = word.core_properties
    about.author = about.last_modified_by = _AUTHOR
    about.title = plain(document.title)[:255]
    about.comments = plain("; ".join(document.banners))
    about.language = language
    about.revision = 1
    if document.day is not None:
        about.created = about.modified = datetime.combine(document.day, time())


def _add_field(paragraph: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library knows no fields


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading(level, text):
            word.add_heading(plain(text), level)
        case Paragraph(text, strong):
            word.add_paragraph().add_run(plain(text)).bold = strong or None
        case Facts(rows):
            for label, text in rows:
                paragraph = word.add_paragraph(style="List Bullet")
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.add_run(f"{plain(label)}: ").bold = True
                paragraph.add_run(plain(text))
        case Table():
            _add_table(word, block)
        case Room(label, lines):
            word.add_paragraph(f"{plain(label)}:").paragraph_format.keep_with_next = True
            for _line in range(lines):
                _add_line(word, "")
        case Signatures(labels):
            for label in labels:
                _add_line(word, f"{plain(label)}:")
        case _:
            assert_never(block)


def _add_line(word: Word, label: str) -> None:
    """Add a dotted line to the end of the width; after a label it begins at a fixed place."""
    paragraph = word.add_paragraph(f"{label}\t\t" if label else "\t")
    stops = paragraph.paragraph_format.tab_stops
    if label:
        stops.add_tab_stop(_LABEL)
    stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _add_table(word: Word, table: Table) -> None:
    grid = word.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    header = grid.add_row()
    _fill(header, tuple((title,) for title in table.header), table, bold=True)
    _mark(header, "w:tblHeader")
    for cells in table.rows:
        _fill(grid.add_row(), cells, table)
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = _part(width)
    # Without a paragraph in between, what follows would stand against the table.
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _part(width: int) -> Length:
    return Length(_WIDTH * width // 100)


def _fill(row: _Row, cells: tuple[Cell, ...], table: Table, *, bold: bool = False) -> None:
    _mark(row, "w:cantSplit")
    for index, (cell, lines) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = _part(table.widths[index])
        _write(cell, lines, bold=bold, right=index in table.numbers)


def _write(cell: _Cell, lines: Cell, *, bold: bool, right: bool) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(plain(line)).bold = bold or None
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark(row: _Row, name: str) -> None:
    """Say of a row that it repeats on every page, or that it does not break across two."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - no other way to say it


def _timeless(data: bytes) -> bytes:
    """Return a ZIP file with the same files, none of them with the time at which it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
