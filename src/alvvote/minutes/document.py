"""A document as plain data: what stands in it, in order, and nothing of how a format writes it."""

from datetime import date
from typing import NamedTuple

Cell = tuple[str, ...]
"""The lines in one cell of a table."""


class Heading(NamedTuple):
    """A heading; the title of the document stands above level 1."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph; `strong` where nobody may miss it."""

    text: str
    strong: bool = False


class Facts(NamedTuple):
    """A list of facts: what each is about, and what it is."""

    rows: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """A table under a header row."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    """The share of each column in the width, in per cent."""
    numbers: frozenset[int] = frozenset()
    """The columns that hold numbers, counted from 0."""


class Room(NamedTuple):
    """Room to write by hand: empty lines under a label."""

    label: str
    lines: int


class Signatures(NamedTuple):
    """A line to sign for each of these."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Facts | Table | Room | Signatures


class Document(NamedTuple):
    """A document of a meeting."""

    language: str
    title: str
    banners: tuple[str, ...]
    """What every page says: that it is a draft, and where it is one, a rehearsal."""
    day: date | None
    """The day of the meeting."""
    blocks: tuple[Block, ...]


def plain(text: str) -> str:
    """Return text on one line without characters that cannot be seen or that steer the others."""
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )
