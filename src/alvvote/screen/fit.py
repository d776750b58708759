"""Text that fits: lines of the terminal, measured in cells, as some letters are two cells wide."""

import textwrap
from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

_SIGNS = " >"
"""What stands before an item in a list."""

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


def cut(text: str, width: int) -> str:
    """Return the first line of a text; one that goes on ends in an ellipsis."""
    first = next(iter(wrapped(text, width)), "")
    return first if wide(first) >= wide(text) else padded(first, width - 1).rstrip() + "…"


def wrapped(text: str, width: int, *, hyphens: bool = False) -> list[str]:
    """Return the lines of a text, none wider than `width` cells; empty where there is no text.

    With `hyphens` a line may end at a hyphen. What goes on of an item in a list, which begins with
    spaces or a sign, stands two cells further in.
    """
    width = max(width, 1)
    sign = len(text) - len(text.lstrip(_SIGNS))
    indent = " " * (sign + 2 if sign else 0)
    lines = textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=hyphens)
    return [part for line in lines for part in chop_cells(line, width)]
