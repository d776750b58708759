"""Text in a chart: what XML forbids is replaced, and lines break where they no longer fit.

An SVG breaks no lines by itself. Widths are those of Arial, rounded up: it is wider than Source
Sans Pro, so that a line fits where a reader has only the one.
"""

import re
import unicodedata
from html import escape

_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]"
)
"""What XML 1.0 forbids (production 2), and the controls and non-characters it advises against."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

_NARROW = frozenset(" !'(),./:;I[\\]`fijlrt|")
_BROAD = frozenset("%@MWmw\N{EM DASH}\N{HORIZONTAL ELLIPSIS}")
_EM = 1000
_WIDTHS = {"narrow": 340, "usual": 570, "capital": 730, "broad": 950}
"""In thousandths of the size of the letters."""


def plain(text: str) -> str:
    """Return the text on one line, without what XML forbids."""
    return " ".join(_FORBIDDEN.sub(_REPLACEMENT, text).split())


def xml(text: str) -> str:
    """Return the text as it stands in XML, in an element or an attribute."""
    return escape(_FORBIDDEN.sub(_REPLACEMENT, text))


def width_of(text: str, size: int) -> int:
    """Return about how wide a text is in letters of `size` pixels, rather too much than too little.

    In tenths of a pixel.
    """
    return sum(map(_width, text)) * size // (_EM // 10)


def _width(letter: str) -> int:
    if letter in _NARROW:
        return _WIDTHS["narrow"]
    if letter in _BROAD:
        return _WIDTHS["broad"]
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if letter.isupper():
        return _WIDTHS["capital"]
    # Beyond the European scripts letters may be as wide as they are high.
    return _WIDTHS["usual"] if ord(letter) < 0x0590 else _EM


def lines_of(text: str, size: int, width: int, most: int) -> list[str]:
    """Return a text in at most so many lines; what no longer fits ends in an ellipsis.

    Args:
        text: any text; line breaks in it are spaces.
        size: of the letters, in pixels.
        width: of a line, in pixels.
        most: how many lines there are at most.
    """
    rest = plain(text).split(" ")
    lines: list[str] = []
    while rest and len(lines) < most:
        line, rest = _first_line(rest, size, 10 * width)
        lines.append(line)
    if any(rest):
        lines[-1] = _cut(f"{lines[-1]} {rest[0]}", size, 10 * width)
    return [line for line in lines if line]


def _first_line(words: list[str], size: int, width: int) -> tuple[str, list[str]]:
    """Return the words that fit on a line, and the rest; a word that is too long is broken."""
    line = ""
    for index, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) > width:
            if line:
                return line, words[index:]
            fits = _fitting(word, size, width)
            return word[:fits], [word[fits:], *words[index + 1 :]]
        line = longer
    return line, []


def _cut(text: str, size: int, width: int) -> str:
    fits = _fitting(text, size, width, _ELLIPSIS)
    return text[:fits].rstrip() + _ELLIPSIS


def _fitting(text: str, size: int, width: int, tail: str = "") -> int:
    """Return how many letters fit before `tail`, at least one; a mark stays at its letter."""
    # Rounded once, as the whole line is: parts that are rounded apart may fit where it does not.
    used = sum(map(_width, tail))
    for place, letter in enumerate(text):
        used += _width(letter)
        if place and used * size // (_EM // 10) > width:
            return place
    return len(text)
