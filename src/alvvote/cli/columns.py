"""Columns of text that line up, drawn by hand: a day of votes is on the screen at once."""

import textwrap
from collections.abc import Sequence

GAP = 2


class Column:
    """How the cells of one column stand."""

    def __init__(self, title: str = "", *, right: bool = False, widest: int | None = None) -> None:
        """Take the title; `widest` folds the title and left-justified cells at that width."""
        self.right = right
        self.widest = widest
        self.title = self.folded(title)

    def folded(self, text: str) -> list[str]:
        """Return the text in lines that are no wider than the column may be."""
        if self.widest is None or len(text) <= self.widest:
            return [text]
        return textwrap.wrap(text, self.widest) or [""]

    def justified(self, text: str, width: int) -> str:
        """Return the text at the width of the column."""
        return text.rjust(width) if self.right else text.ljust(width)


def aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]], indent: int = 2) -> list[str]:
    """Return the rows as lines, with the titles above them where there are any."""
    titled = any(column.title != [""] for column in columns)
    head = max(len(column.title) for column in columns)
    blocks = [
        [[""] * (head - len(column.title)) + column.title for column in columns],
    ] * titled
    blocks += [
        [column.folded(cell) for column, cell in zip(columns, row, strict=True)] for row in rows
    ]
    widths = [
        max((len(line) for block in blocks for line in block[index]), default=0)
        for index in range(len(columns))
    ]
    lines: list[str] = []
    for block in blocks:
        for number in range(max(map(len, block))):
            cells = [
                column.justified(cell[number] if number < len(cell) else "", width)
                for column, cell, width in zip(columns, block, widths, strict=True)
            ]
            lines.append((" " * indent + (" " * GAP).join(cells)).rstrip())
    return lines
