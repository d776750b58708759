"""Text that fits: lines of the terminal, measured in cells, as some letters are two cells wide."""

import textwrap
from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

Style = Literal["plain", "strong", "soft", "mark"]


class Line(NamedTuple):
    """A line of the screen."""

    text: str
    style: Style = "plain"
    """``mark`` is what nobody may miss: it stands out without colour."""


def wide(text: str) -> int:
    """Return how many cells a text takes."""
    return cell_len(text)


def padded(text: str, width: int) -> str:
    """Return a text on exactly so many cells."""
    return set_cell_size(text, max(width, 0))


def wrapped(text: str, width: int, *, hyphens: bool = False) -> list[str]:
    """Return the lines of a text, none wider than `width` cells; empty where there is no text.

    With `hyphens` a line may end at a hyphen.
    """
    width = max(width, 1)
    indent = " " * (len(text) - len(text.lstrip(" ")))
    lines = textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=hyphens)
    return [part for line in lines for part in chop_cells(line, width)]
