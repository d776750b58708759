"""The cartogram as SVG that stands in a page: circles in the style of what members chose."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from alvvote.publish.cartogram import Circle, Layout
from alvvote.publish.palette import STYLES, Style

_SOLID = frozenset({"solid", "ring", "dashed", "outline", "dotted"})
"""What needs no pattern: a fill or an outline is enough."""

_MARKS = {
    "stripes": ("rotate(45)", 44, '<path d="M11 0V44"/>'),
    "dots": ("", 48, '<circle cx="12" cy="12" r="11"/><circle cx="36" cy="36" r="11"/>'),
    "cross": ("rotate(45)", 44, '<path d="M11 0V44M0 11H44"/>'),
    "bars": ("", 40, '<path d="M0 10H40"/>'),
    "rings": ("", 60, '<circle class="k" cx="30" cy="30" r="18"/>'),
}
"""Transformation, size of a tile in tenths, and what is drawn in it."""


class Mark(NamedTuple):
    """How a member stands in the picture."""

    style: Style
    label: str
    """What is said of it: ``Utrecht, 75 votes: for``."""


def cartogram_svg(
    layout: Layout, marks: Mapping[str, Mark], *, title: str, description: str
) -> str:
    """Return the picture; its classes are styled by ``static/cartogram.css``.

    For assistive technology it is one image with a title and a description: all that is in it
    stands in a table too. Each circle carries the code of its member, for a script.
    """
    groups: dict[Style, list[Circle]] = {}
    for circle in layout.circles:
        groups.setdefault(marks[circle.gm_code].style, []).append(circle)
    body = "".join(
        f'<g class="{style.name}"{_fill(style)}>'
        + "".join(_circle(circle, marks[circle.gm_code].label) for circle in groups[style])
        + "</g>\n"
        for style in STYLES
        if style in groups
    )
    return (
        f'<svg class="cartogram" viewBox="0 0 {layout.width} {layout.height}" role="img" '
        'aria-labelledby="cartogram-title cartogram-description">\n'
        f'<title id="cartogram-title">{escape(title)}</title>\n'
        f'<desc id="cartogram-description">{escape(description)}</desc>\n'
        f"{body}</svg>"
    )


def legend_svg(style: Style) -> str:
    """Return a small circle in a style, for a legend; it says nothing by itself."""
    circle = '<circle cx="90" cy="90" r="78"/>'
    return (
        '<svg class="swatch" viewBox="0 0 180 180" aria-hidden="true" focusable="false">'
        f'<g class="{style.name}"{_fill(style)}>{circle}</g></svg>'
    )


def pattern_defs() -> str:
    """Return the patterns that pictures and legends of a page share; they stand in it once."""
    patterns = "".join(_pattern(style) for style in STYLES if style.pattern not in _SOLID)
    return (
        '<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{patterns}</defs></svg>"
    )


def _circle(circle: Circle, label: str) -> str:
    return (
        f'<circle data-g="{circle.gm_code}" cx="{circle.x}" cy="{circle.y}" r="{circle.r}">'
        f"<title>{escape(label)}</title></circle>"
    )


def _fill(style: Style) -> str:
    return "" if style.pattern in _SOLID else f' fill="url(#p-{style.name})"'


def _pattern(style: Style) -> str:
    turn, size, drawn = _MARKS[style.pattern]
    transform = f' patternTransform="{turn}"' if turn else ""
    return (
        f'<pattern id="p-{style.name}" class="p-{style.name}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse"{transform}>'
        f'<rect width="{size}" height="{size}"/>{drawn}</pattern>'
    )
