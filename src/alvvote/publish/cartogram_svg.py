"""The cartogram as SVG that stands in a page: circles in the style of what members chose."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from alvvote.publish.cartogram import Circle, Layout
from alvvote.publish.palette import STYLES, Style

_EDGES = {
    "ring": (28, ""),
    "dashed": (22, "26 18"),
    "outline": (8, ""),
    "dotted": (10, "10 13"),
}
"""Of what is drawn by its edge alone: the width in tenths (even, for it is halved), its dashes."""

_MARKS = {
    "stripes": ("rotate(45)", 44, '<path d="M11 0V44"/>'),
    "dots": ("", 48, '<circle cx="12" cy="12" r="11"/><circle cx="36" cy="36" r="11"/>'),
    "cross": ("rotate(45)", 44, '<path d="M11 0V44M0 11H44"/>'),
    "bars": ("", 40, '<path d="M0 10H40"/>'),
    "rings": ("", 60, '<circle class="k" cx="30" cy="30" r="18"/>'),
    "backslashes": ("rotate(-45)", 64, '<path d="M11 0V64M29 0V64"/>'),
    "grid": ("", 44, '<path d="M11 0V44M0 11H44"/>'),
}
"""Transformation, size of a tile in tenths, and what is drawn in it."""

_EDGE_OF_MARKS = 10
"""The width of the edge around a pattern, in tenths."""

_SMALL = 50
"""Below this radius a circle is hard to point at, ..."""
_REACH = 70
"""... so that a larger one, which is not seen, lies under it."""


_LETTER = 140
"""How wide a letter of a name may be where the picture is smallest, and ..."""
_LINE = 260
"""... how high its line: a name that would touch one before it there is left out."""
_RISE = 25
"""How far above its circle a name stands."""


class Mark(NamedTuple):
    """How a member stands in the picture."""

    style: Style
    label: str
    """What is said of it: ``Utrecht, 75 votes: for``."""


def cartogram_svg(
    layout: Layout,
    marks: Mapping[str, Mark],
    *,
    title: str,
    description: str,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return the picture; its classes are styled by ``static/cartogram.css``.

    For assistive technology it is one image with a title and a description: all that is in it
    stands in a table too. Each circle carries the code of its member, for a script. `names`, by
    code and the most important first, are written above their circles where there is room.
    """
    groups: dict[Style, list[Circle]] = {}
    for circle in layout.circles:
        groups.setdefault(marks[circle.gm_code].style, []).append(circle)
    small = [circle._replace(r=_REACH) for circle in layout.circles if circle.r < _SMALL]
    body = _group("reach", "", [_circle(circle, marks[circle.gm_code].label) for circle in small])
    for style in STYLES:
        if style in groups:
            drawn = [
                _circle(_inside(circle, style), marks[circle.gm_code].label)
                for circle in groups[style]
            ]
            body += _group(style.name, _attributes(style), drawn)
    body += _names(layout, names or {})
    return (
        f'<svg class="cartogram" viewBox="0 0 {layout.width} {layout.height}" role="img" '
        'aria-labelledby="cartogram-title cartogram-description">\n'
        f'<title id="cartogram-title">{escape(title)}</title>\n'
        f'<desc id="cartogram-description">{escape(description)}</desc>\n'
        f"{body}</svg>"
    )


def legend_svg(style: Style) -> str:
    """Return a small circle in a style, for a legend; it says nothing by itself."""
    _code, x, y, r = _inside(Circle("", 90, 90, 84), style)
    circle = f'<circle cx="{x}" cy="{y}" r="{r}"/>'
    return (
        '<svg class="swatch" viewBox="0 0 180 180" aria-hidden="true" focusable="false">'
        f'<g class="{style.name}"{_attributes(style)}>{circle}</g></svg>'
    )


def pattern_defs() -> str:
    """Return the patterns that pictures and legends of a page share; they stand in it once."""
    patterns = "".join(_pattern(style) for style in STYLES if style.pattern in _MARKS)
    return (
        '<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{patterns}</defs></svg>"
    )


def _circle(circle: Circle, label: str) -> str:
    return (
        f'<circle data-g="{circle.gm_code}" cx="{circle.x}" cy="{circle.y}" r="{circle.r}">'
        f"<title>{escape(label)}</title></circle>"
    )


def _group(name: str, attributes: str, drawn: list[str]) -> str:
    if not drawn:
        return ""
    return f'<g class="{name}"{attributes} aria-hidden="true">{"".join(drawn)}</g>\n'


def _names(layout: Layout, names: Mapping[str, str]) -> str:
    """Return names above their circles, within the picture; none touches one before it."""
    at = {circle.gm_code: circle for circle in layout.circles}
    kept: list[tuple[int, int, int]] = []
    drawn = []
    for code, name in names.items():
        half = len(name) * _LETTER // 2
        x = max(min(at[code].x, layout.width - half), half)
        y = at[code].y - at[code].r - _RISE
        if y >= _LINE and all(
            abs(x - other) >= half + wide or abs(y - line) >= _LINE for other, wide, line in kept
        ):
            kept.append((x, half, y))
            drawn.append(f'<text x="{x}" y="{y}">{escape(name)}</text>')
    return _group("names", "", drawn)


def _inside(circle: Circle, style: Style) -> Circle:
    """Return the circle to draw: half its edge lies outside it, and all must lie within `circle`.

    So area stays in proportion to votes, whatever the style, and the gaps stay open.
    """
    return circle._replace(r=max(circle.r - _edge(style) // 2, 1))


def _edge(style: Style) -> int:
    if style.pattern in _MARKS:
        return _EDGE_OF_MARKS
    return _EDGES[style.pattern][0] if style.pattern in _EDGES else 0


def _attributes(style: Style) -> str:
    if style.pattern in _MARKS:
        return f' fill="url(#p-{style.name})" stroke-width="{_EDGE_OF_MARKS}"'
    if style.pattern not in _EDGES:
        return ""
    width, dashes = _EDGES[style.pattern]
    return f' stroke-width="{width}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def _pattern(style: Style) -> str:
    turn, size, drawn = _MARKS[style.pattern]
    transform = f' patternTransform="{turn}"' if turn else ""
    return (
        f'<pattern id="p-{style.name}" class="p-{style.name}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse"{transform}>'
        f'<rect width="{size}" height="{size}"/>{drawn}</pattern>'
    )
