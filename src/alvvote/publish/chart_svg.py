"""The drawing of a chart: an SVG that stands alone, with real text, for a newspaper or a slide."""

from typing import NamedTuple

from alvvote.publish.chart_bars import MARK, WIDTH
from alvvote.publish.chart_text import lines_of, plain, width_of, xml

WIDE = 1200
"""The width of a chart, in pixels."""
_LEAST_HIGH = 675
_MARGIN = 56
_LABELS = 212
_START = _MARGIN + _LABELS + 16
"""Where the bars begin."""
_COLUMNS = (908, 1056, WIDE - _MARGIN)
"""Where the columns with votes, share and members end."""

_INK, _SOFT, _RULE, _BAND, _GROOVE = "#1a1a1a", "#4d4d4d", "#b3b3b3", "#ffe9a8", "#efefef"
_PITCH, _WIDEST_PITCH, _LOW_PITCH, _LOW = 54, 92, 38, 16
"""Heights of rows: the least and most for what is cast, and for what is not; of a low bar."""

_HALO = 15
"""In tenths of a pixel."""


class Bar(NamedTuple):
    """A line of a chart: an option with its bar."""

    label: str
    colour: str
    length: int
    """In tenths of a pixel."""
    votes: str
    share: str
    members: str
    """Empty where it is not known."""
    decides: bool
    """Whether the threshold is about it."""


class Chart(NamedTuple):
    """What is drawn, in words and lengths."""

    language: str
    notice: str
    """That everything is invented; empty where it is not."""
    meeting: str
    title: str
    outcome: str
    remarks: tuple[str, ...]
    """What is said below the outcome, each in at most three lines."""
    columns: tuple[str, str, str]
    bars: tuple[Bar, ...]
    mark: int | None
    """The place of the threshold, in tenths of a pixel."""
    needed: str
    """What stands at the mark."""
    apart: str
    """The heading above what is not counted."""
    others: tuple[Bar, ...]
    """Options that do not count as cast."""
    below: str
    """What else was counted."""
    source: str
    description: str
    """All of it as text, for who cannot see it."""


class Drawn(NamedTuple):
    """A chart that was drawn."""

    svg: str
    width: int
    height: int
    """Both in pixels."""


class _Pen:
    """Draws from the top down, and knows how far it is."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 0

    def text(
        self,
        text: str,
        x: int,
        y: int,
        size: int,
        *,
        bold: bool = False,
        soft: bool = False,
        anchor: str = "start",
    ) -> None:
        """Write a line of text at a place; `y` is the line that letters stand on."""
        more = ' font-weight="700"' if bold else ""
        more += f' fill="{_SOFT}"' if soft else ""
        more += f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.parts.append(
            f'<text x="{x}" y="{y}" font-size="{size}"{more}>{xml(plain(text))}</text>'
        )

    def lines(self, text: str, size: int, most: int, *, bold: bool = False) -> None:
        """Write a text over the width of the chart and move below it."""
        for line in lines_of(text, size, WIDE - 2 * _MARGIN, most):
            self.y += size + size // 4
            self.text(line, _MARGIN, self.y, size, bold=bold, soft=not bold)

    def box(self, x: str, y: int, width: str, height: int, colour: str) -> None:
        """Fill a rectangle."""
        self.parts.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'
        )


def draw(chart: Chart) -> Drawn:
    """Return the SVG of a chart; it grows longer where its lines need more room."""
    pen = _Pen()
    _head(pen, chart)
    fixed = pen.y + 40 + _below_height(chart) + 70
    pitch = _PITCH
    if chart.bars:
        pitch = min(max(_PITCH, (_LEAST_HIGH - fixed) // len(chart.bars)), _WIDEST_PITCH)
    _bars(pen, chart, pitch)
    _below(pen, chart)
    height = max(_LEAST_HIGH, pen.y + 70)
    pen.text(_cut(chart.source, 16), _MARGIN, height - 26, 16, soft=True)
    body = "\n".join(pen.parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{height}" '
        f'viewBox="0 0 {WIDE} {height}" role="img" aria-labelledby="title desc" '
        f'xml:lang="{chart.language}" lang="{chart.language}">\n'
        f'<title id="title">{xml(chart.title)}</title>\n'
        f'<desc id="desc">{xml(chart.description)}</desc>\n'
        f'<rect width="{WIDE}" height="{height}" fill="#ffffff"/>\n'
        f'<g font-family="\'Source Sans Pro\', Arial, sans-serif" fill="{_INK}">\n'
        f"{body}\n</g>\n</svg>\n"
    )
    return Drawn(svg, WIDE, height)


def _head(pen: _Pen, chart: Chart) -> None:
    pen.y = 20
    if chart.notice:
        pen.box("0", 0, str(WIDE), 46, _BAND)
        pen.text(_cut(chart.notice, 22), _MARGIN, 31, 22, bold=True)
        pen.y = 56
    pen.lines(chart.meeting, 20, 1)
    pen.y += 4
    pen.lines(chart.title, 34, 2, bold=True)
    pen.y += 10
    pen.lines(chart.outcome, 28, 2, bold=True)
    pen.y += 4
    for remark in chart.remarks:
        pen.y += 4
        pen.lines(remark, 20, 3)


def _bars(pen: _Pen, chart: Chart, pitch: int) -> None:
    pen.y += 40
    heads = pen.y - 6
    for heading, end in zip(chart.columns, _COLUMNS, strict=True):
        pen.text(heading, end, heads, 18, soft=True, anchor="end")
    top = pen.y
    thick = pitch - 22
    for bar in chart.bars:
        _row(pen, bar, pitch, thick, 24)
    if chart.mark is None:
        return
    # The mark stands at the options that it is about, which come first or are all of them.
    rows = [index for index, bar in enumerate(chart.bars) if bar.decides]
    if rows:
        start = top + rows[0] * pitch
        length = (rows[-1] - rows[0] + 1) * pitch - 4
        place = 10 * _START + chart.mark
        # White beside it, so that it is seen on a dark bar too.
        pen.box(_tenths(place - _HALO), start, _tenths(MARK + 2 * _HALO), length, "#ffffff")
        pen.box(_tenths(place), start, _tenths(MARK), length, _INK)
    # The words stand neither over the labels nor over the heading of the next column.
    half = width_of(chart.needed, 18) // 20
    last = _COLUMNS[0] - width_of(chart.columns[0], 18) // 10 - half - 12
    middle = min(max(_START + chart.mark // 10, _START + half), last)
    pen.text(chart.needed, middle, heads, 18, bold=True, anchor="middle")


def _row(pen: _Pen, bar: Bar, pitch: int, thick: int, size: int) -> None:
    edge = pen.y + (pitch - thick) // 2
    middle = pen.y + pitch // 2
    pen.box(str(_START), edge, _tenths(WIDTH), thick, _GROOVE)
    if bar.length:
        pen.box(str(_START), edge, _tenths(bar.length), thick, bar.colour)
    lettering, lines = _label(bar.label, size)
    first = middle + lettering // 3 - (len(lines) - 1) * (lettering + 2) // 2
    for index, line in enumerate(lines):
        pen.text(line, _START - 16, first + index * (lettering + 2), lettering, anchor="end")
    values = (bar.votes, bar.share, bar.members)
    for index, (value, end) in enumerate(zip(values, _COLUMNS, strict=True)):
        if value:
            pen.text(value, end, middle + size // 3, size, bold=index == 0, anchor="end")
    pen.y += pitch


def _label(text: str, size: int) -> tuple[int, list[str]]:
    """Return the size of a label and its lines: smaller, and then two, where it is long."""
    for smaller in (size, 20):
        if width_of(plain(text), smaller) <= 10 * _LABELS:
            return smaller, [plain(text)]
    return 17, lines_of(text, 17, _LABELS, 2)


def _below_height(chart: Chart) -> int:
    lines = len(lines_of(chart.below, 18, WIDE - 2 * _MARGIN, 3))
    apart = 36 + _LOW_PITCH * len(chart.others) if chart.others else 0
    return apart + 12 + 23 * lines


def _below(pen: _Pen, chart: Chart) -> None:
    if chart.others:
        pen.box(str(_MARGIN), pen.y + 6, str(WIDE - 2 * _MARGIN), 1, _RULE)
        pen.text(chart.apart, _MARGIN, pen.y + 28, 18, soft=True)
        pen.y += 36
        for bar in chart.others:
            _row(pen, bar, _LOW_PITCH, _LOW, 20)
    pen.y += 8
    pen.lines(chart.below, 18, 3)


def _cut(text: str, size: int) -> str:
    return "".join(lines_of(text, size, WIDE - 2 * _MARGIN, 1))


def _tenths(value: int) -> str:
    """Return tenths of a pixel in pixels: ``12.3``, ``12``."""
    whole, rest = divmod(value, 10)
    return f"{whole}.{rest}" if rest else str(whole)
