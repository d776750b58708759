"""A table in a file: header and numbered rows, whatever the file's format."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
"""Soft hyphen, zero-width space, word joiner, byte order mark: left behind by other programs."""


class Table(NamedTuple):
    """The cells of a file as text; problems in rows come up while these are read."""

    file: str
    """As the user named it."""
    header: list[str]
    header_row: int
    rows: Iterator[tuple[int, list[str]]]
    """Rows with a cell for each column, numbered as in a spreadsheet; blank rows are left out."""


def squeeze(text: str) -> str:
    """Return `text` without blanks around it, with single blanks inside, and composed (NFC)."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_UNSEEN))
    return " ".join(text.split())


def key_of(text: str) -> str:
    """Return the form in which headers, choices and names of votes are compared.

    What looks the same is the same: without case, compatibility forms and signs nobody sees.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return squeeze(text).casefold()
