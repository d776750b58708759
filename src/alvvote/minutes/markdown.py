"""A document as Markdown (CommonMark, with the tables of GitHub)."""

from typing import assert_never

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

_MARKS = {ord(mark): f"\\{mark}" for mark in "\\`*_[]<>|#&~"}
_DOTS = "." * 60


def markdown_text(document: Document) -> str:
    """Return the document as Markdown; what every page says stands at the top and at the end."""
    banners = [f"**{_safe(banner)}**" for banner in document.banners]
    parts = [f"# {_safe(document.title)}", *banners]
    parts += [_block(block) for block in document.blocks]
    return "\n\n".join([*parts, *banners]) + "\n"


def _safe(text: str) -> str:
    return plain(text).translate(_MARKS)


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * (level + 1)} {_safe(text)}"
        case Paragraph(text, strong):
            return f"**{_safe(text)}**" if strong else _safe(text)
        case Facts(rows):
            return "\n".join(f"- **{_safe(label)}:** {_safe(text)}" for label, text in rows)
        case Table():
            return _table(block)
        case Room(label, lines):
            return "\n\n".join([f"{_safe(label)}:", *[_DOTS] * lines])
        case Signatures(labels):
            return "\n\n".join(f"{_safe(label)}: {_DOTS}" for label in labels)
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    header = _row(tuple((title,) for title in table.header))
    count = range(len(table.header))
    rule = "| " + " | ".join("---:" if i in table.numbers else "---" for i in count) + " |"
    return "\n".join([header, rule, *map(_row, table.rows)])


def _row(cells: tuple[Cell, ...]) -> str:
    return "| " + " | ".join("<br>".join(map(_safe, cell)) for cell in cells) + " |"
