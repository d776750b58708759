"""A table in a file: header and numbered rows, whatever the file's format."""

from collections.abc import Iterator
from typing import NamedTuple


class Table(NamedTuple):
    """The cells of a file as text; problems in rows come up while these are read."""

    file: str
    """As the user named it."""
    header: list[str]
    header_row: int
    rows: Iterator[tuple[int, list[str]]]
    """Rows with a cell for each column, numbered as in a spreadsheet; blank rows are left out."""


def squeeze(text: str) -> str:
    """Return `text` without blanks around it, and with single blanks inside."""
    return " ".join(text.split())


def key_of(text: str) -> str:
    """Return the form in which headers and names of votes are compared."""
    return squeeze(text).casefold()
