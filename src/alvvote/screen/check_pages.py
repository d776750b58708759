"""The names of the check minute, in columns that are turned page after page."""

from typing import NamedTuple

from alvvote.i18n import _, number
from alvvote.screen.fit import Line, cut, padded, wide, wrapped
from alvvote.screen.slide import Check, Slide, Voted

MOST_NAMES = 100
"""On one page, however large the terminal: who looks for a name must find it in seconds."""
_LONGEST_NAME = 24
_SHORTEST_NAME = 14
_GAP = 1
_CORRECTED = "*"


class _Grid(NamedTuple):
    columns: int
    mark: int
    """Cells of a mark; the sign of a correction stands in the cell that follows."""
    name: int
    """Cells of a name; a longer one goes on below."""
    words: bool


def check_pages(slide: Slide, check: Check, room: tuple[int, int]) -> list[list[Line]]:
    """Return the pages of names for a room of this width and height."""
    width, height = room
    grid = _grid(check, width)
    about = " · ".join(filter(None, (slide.about, slide.title)))
    head = [Line(cut(about, width), "soft")] if about else []
    head += [Line(part, "strong") for part in wrapped(check.summary, width)]
    foot = [Line(part) for part in wrapped(_legend(check, grid), width)]
    foot += [Line(part, "strong") for part in wrapped(time_left(check), width)]
    rows = max(height - len(head) - len(foot), 1)
    most = min(rows, -(-MOST_NAMES // grid.columns))
    pages = _columns(check.members, grid, most)
    return [[*head, *_beside(page, grid, rows), *foot] for page in pages]


def _grid(check: Check, width: int) -> _Grid:
    """Return how many columns there are: with words where three have room, else with letters."""
    longest = max((wide(member.municipality) for member in check.members), default=1)
    word = max(wide(member.word) for member in check.members) if check.members else 1
    letter = max(wide(mark) for mark, _word in check.legend)
    for least, name, mark, words in (
        (3, _LONGEST_NAME, word, True),
        (4, _LONGEST_NAME, letter, False),
        (4, _SHORTEST_NAME, letter, False),
        (1, _SHORTEST_NAME, letter, False),
    ):
        columns = (width + _GAP) // (mark + 1 + min(name, longest) + _GAP)
        if columns >= least:
            # The names have what is left.
            share = (width + _GAP) // columns - _GAP
            return _Grid(columns, mark, min(share - mark - 1, longest), words)
    return _Grid(1, letter, max(width - letter - 1, 1), words=False)


def _columns(members: tuple[Voted, ...], grid: _Grid, rows: int) -> list[list[list[str]]]:
    """Return the pages: of each the columns, of each the lines; no name is parted."""
    columns: list[list[str]] = [[]]
    for member in members:
        cell = _cell(member, grid)
        if columns[-1] and len(columns[-1]) + len(cell) > rows:
            columns.append([])
        columns[-1] += cell
    return [columns[at : at + grid.columns] for at in range(0, len(columns), grid.columns)]


def _cell(member: Voted, grid: _Grid) -> list[str]:
    first, *rest = wrapped(member.municipality, grid.name, hyphens=True) or [""]
    mark = padded(member.word if grid.words else member.mark, grid.mark)
    sign = _CORRECTED if member.corrected else " "
    lines = [f"{mark}{sign}{first}", *(" " * (grid.mark + 1) + part for part in rest)]
    return [padded(line, grid.mark + 1 + grid.name) for line in lines]


def _beside(columns: list[list[str]], grid: _Grid, rows: int) -> list[Line]:
    """Return the lines of the columns, as many as there are rows; spaced where there is room."""
    blank = " " * (grid.mark + 1 + grid.name)
    height = max(map(len, columns))
    lines = [
        Line(
            (" " * _GAP)
            .join(column[row] if row < len(column) else blank for column in columns)
            .rstrip()
        )
        for row in range(height)
    ]
    above = 1 if height < rows else 0
    return ([Line("")] * above + lines + [Line("")] * rows)[:rows]


def _legend(check: Check, grid: _Grid) -> str:
    legend = check.legend[-1:] if grid.words else check.legend
    marks = [f"{mark} {word}" for mark, word in legend]
    if any(member.corrected for member in check.members):
        marks.append(f"{_CORRECTED} " + _("corrected"))
    return " · ".join(marks)


def time_left(check: Check) -> str:
    """Return that the check minute runs, for how long, and what to do."""
    seconds = number(max(int(check.lasts - check.passed), 0))
    text = _("CHECK MINUTE, {seconds} s left: is your vote wrong? Report to the desk now.")
    return text.format(seconds=seconds)
