"""A slide drawn for a terminal of a size: lines of text with a style, as many as there are rows.

What does not fit on one page is shown page after page; nothing is cut off.
"""

from typing import NamedTuple

from alvvote.bars import bar
from alvvote.i18n import _
from alvvote.screen.check_pages import check_pages, time_left
from alvvote.screen.fit import Line, Style, cut, padded, wide, wrapped
from alvvote.screen.letters import large
from alvvote.screen.slide import Row, Slide

PAGE_SECONDS = 8
"""How long a page of several stays."""
SIZES = (4, 3, 2, 1)
"""Of the large letters, in dots."""
_MARGIN = 2
_GAP = 2
_LEAST_BAR = 8
_WIDEST_LABEL = 28


class Room(NamedTuple):
    """The size of the terminal."""

    width: int
    height: int


def draw(slide: Slide, room: Room, seconds: float) -> list[Line]:
    """Return the lines of a slide, as many as the terminal has; `seconds` turns the pages."""
    head, foot = _head(slide, room.width), _foot(slide, room.width)
    space = max(room.height - len(head) - len(foot), 1)
    inner = Room(room.width - 2 * _MARGIN, space)
    check = slide.check
    if check is None:
        pages = _body_pages(slide, inner)
        place = int(seconds / PAGE_SECONDS) % len(pages)
    else:
        # The result comes first, then the names; in the minute all of them are seen once.
        with_time = slide._replace(lines=(*slide.lines, time_left(check)))
        pages = _body_pages(with_time, inner) + check_pages(slide, check, inner)
        stays = min(check.lasts / len(pages), PAGE_SECONDS)
        place = int(check.passed / stays) % len(pages)
    body = pages[place]
    if len(pages) > 1 and foot:
        foot[-1] = _numbered(foot[-1], place + 1, len(pages), room.width)
    body = [Line(" " * _MARGIN + line.text, line.style) for line in body]
    body += [Line("")] * (space - len(body))
    return [*head, *body, *foot][: room.height]


def _head(slide: Slide, width: int) -> list[Line]:
    room = width - len(slide.clock) - 3
    name = padded(cut(slide.meeting, room), room)
    lines = [Line(f" {name} {slide.clock}", "strong"), Line("─" * width, "soft")]
    if slide.mark:
        lines += [
            Line(padded(f"  {part}", width), "mark") for part in wrapped(slide.mark, width - 4)
        ]
    if slide.stale:
        lines += [
            Line(padded(f"  {part}", width), "mark") for part in wrapped(slide.stale, width - 4)
        ]
    return lines


def _foot(slide: Slide, width: int) -> list[Line]:
    words = wrapped(slide.foot, width - 2) or [""]
    return [Line("─" * width, "soft"), *(Line(f" {part}") for part in words)]


def _numbered(line: Line, place: int, count: int, width: int) -> Line:
    page = f"{place}/{count} "
    room = width - len(page)
    return Line(padded(line.text, room) + page, line.style) if room >= wide(line.text) else line


def _body_pages(slide: Slide, room: Room) -> list[list[Line]]:
    """Return the pages of everything but the names, with letters as large as fit on one page."""
    for size in SIZES:
        letters = large(slide.large, size, room.width)
        if slide.large and not letters:
            continue
        for airy in (True, False):
            body = _body(slide, room.width, letters, airy=airy)
            if len(body) <= room.height:
                return [body]
    body = _body(slide, room.width, (), airy=False)
    return [body[at : at + room.height] for at in range(0, len(body), room.height)] or [[]]


def _body(slide: Slide, width: int, letters: tuple[str, ...], *, airy: bool) -> list[Line]:
    verdict = [Line(row, "strong") for row in letters]
    if slide.large and not letters:
        verdict = _block(slide.large, width, "strong")
    parts = [
        _block(slide.about, width, "soft") + _block(slide.title, width, "strong"),
        verdict + _block(slide.under, width, "strong"),
        _block(slide.warning, width, "mark"),
        _rows(slide.rows, width),
        [line for text in slide.lines for line in _block(text, width, "plain")],
    ]
    lines: list[Line] = []
    for part in filter(None, parts):
        if airy and lines:
            lines.append(Line(""))
        lines += part
    return lines


def _block(text: str, width: int, style: Style) -> list[Line]:
    return [Line(part, style) for part in wrapped(text, width)]


def _rows(rows: tuple[Row, ...], width: int) -> list[Line]:
    """Return the table of the counts: what the figures need stays, the bars have the rest."""
    if not rows:
        return []
    heads = ("", _("votes"), _("of votes cast"), _("members"))
    cells = [(row.label, row.votes, row.share, row.members) for row in rows]
    if not any(row.members for row in rows[:-1]):
        # Slips know no members.
        heads, cells = (*heads[:3], ""), [(*cell[:3], "") for cell in cells]
    label = min(max(wide(cell[0]) for cell in cells), _WIDEST_LABEL, width // 3)
    widths = [max(wide(line[i]) for line in (heads, *cells)) for i in (1, 2, 3)]
    room = width - label - sum(widths) - 4 * _GAP
    lines = [Line(_row("", "", heads, (label, room, *widths)), "soft")]
    for row, cell in zip(rows, cells, strict=True):
        *above, last = wrapped(row.label, label) or [""]
        lines += [Line(part, "strong") for part in above]
        drawn = ""
        if row.whole and room >= _LEAST_BAR:
            drawn = bar(row.part, row.whole, room, row.majority)
        below: list[str] = []
        if room >= max(_LEAST_BAR, wide(row.aside)):
            drawn = drawn or row.aside
        else:
            below = wrapped(row.aside, width)
        text = _row(last, drawn, cell, (label, room, *widths))
        lines.append(Line(text, "strong" if row.whole else "plain"))
        lines += map(Line, below)
    return lines


def _row(label: str, drawn: str, cell: tuple[str, ...], widths: tuple[int, ...]) -> str:
    parts = [padded(label, widths[0])]
    if widths[1] >= _LEAST_BAR:
        parts.append(padded(drawn, widths[1]))
    pairs = zip(cell[1:], widths[2:], strict=True)
    parts += [" " * (size - wide(text)) + text for text, size in pairs]
    return (" " * _GAP).join(parts).rstrip()
