"""A CSV download as rows of cells, before it is known what they mean."""

import csv
import io
from typing import NamedTuple

from alvvote.tables.table import key_of

_SEPARATORS = (";", ",", "\t")
_LINES_TRIED = 40


class Row(NamedTuple):
    """The cells of a row, without blanks around them, numbered as a spreadsheet does."""

    number: int
    cells: list[str]

    @property
    def filled(self) -> list[str]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell]


def read_rows(text: str) -> list[Row] | None:
    """Return the rows that hold something; None when the text is no CSV."""
    separator = max(_SEPARATORS, key=lambda s: _columns(text, s))
    rows: list[Row] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, cells in enumerate(reader, 1):
            bare = [cell.strip() for cell in cells]
            if any(bare):
                rows.append(Row(number, bare))
    except csv.Error:
        return None
    return rows


def _columns(text: str, separator: str) -> int:
    """Return the most common number of columns in the first lines, as far as more than one."""
    counts: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            counts.append(len(cells))
            if len(counts) == _LINES_TRIED:
                break
    except csv.Error:
        pass
    several = [count for count in counts if count > 1]
    return max(several, key=several.count) if several else 0


def is_footer(row: Row) -> bool:
    """Tell whether a row names the source, as the last line of StatLine's table layout does."""
    filled = row.filled
    return len(filled) == 1 and (
        key_of(filled[0]).startswith("bron:") or filled[0].startswith("\N{COPYRIGHT SIGN}")
    )
