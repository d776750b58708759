"""The record of a member as PDF (tagged, PDF/UA-1), typeset from the same document as Markdown."""

from typing import assert_never

from alvvote.i18n import _
from alvvote.minutes.document import (
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Room,
    Signatures,
    Table,
    plain,
)
from alvvote.publish.member_record import MemberRecord
from alvvote.publish.member_record_text import document_of
from alvvote.publish.member_record_words import name_of
from alvvote.typesetting import typeset

_TEMPLATE = "member_record.typ"
_LONGEST = 400
_DRAWN = ((0x20, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x20AC, 0x20AC), (0x2190, 0x22FF))
"""Code points that the fonts have: Latin, Greek, Cyrillic, punctuation, the euro, arrows, signs."""


def drawable(text: str) -> str:
    """Return text that the fonts can show: another character by its code, as ``[U+1F600]``.

    PDF/UA forbids a text that is drawn as empty boxes, and typst refuses to make one. A text that
    would fill pages is broken off with an ellipsis; Markdown, CSV and JSON have all of it.
    """
    text = plain(text)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
    return "".join(
        letter
        if letter == "\N{REPLACEMENT CHARACTER}"
        or any(first <= ord(letter) <= last for first, last in _DRAWN)
        else f"[U+{ord(letter):04X}]"
        for letter in text
    )


def pdf_of(record: MemberRecord, language: str) -> bytes:
    """Return the record as PDF, to be called inside `in_language` of this language."""
    document = document_of(record, language)
    return typeset(_TEMPLATE, _data(document, drawable(name_of(record))), document.day)


def _data(document: Document, short: str) -> dict[str, object]:
    return {
        "language": document.language,
        "title": drawable(document.title),
        "short": short,
        "banners": list(document.banners),
        "page": _("page {page} of {pages}"),
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": drawable(text)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": drawable(text)}
        case Facts(rows):
            return {"kind": "facts", "rows": [[drawable(one) for one in row] for row in rows]}
        case Table(header, rows, widths):
            cells = [[[drawable(line) for line in cell] for cell in row] for row in rows]
            return {"kind": "table", "header": header, "widths": widths, "rows": cells}
        case Room() | Signatures():
            raise ValueError("there is nothing to write by hand in a record")
        case _:
            assert_never(block)
