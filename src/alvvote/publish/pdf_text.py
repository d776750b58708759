"""Text on paper: what the font can draw, words that may break, and what is too long cut short."""

import hashlib
import unicodedata

from alvvote.typesetting import drawable

BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a line may break; the templates leave it out again, so that words are found whole."""

_LONGEST = 40
"""A word of more letters may break every few letters; others break between words alone."""

_STEP = 8
"""So many letters of a long word stay together, where the text is not very long."""
_MOST_BREAKS = 300
"""More breaks in one text than twice this typst refuses."""

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def drawn(text: str, longest: int = _LONGEST) -> str:
    """Return text as it is drawn: see `drawable`; words longer than `longest` may break."""
    words = drawable(text).split()
    letters = sum(len(word) for word in words if len(word) > longest)
    step = max(_STEP, letters // _MOST_BREAKS)
    return " ".join(word if len(word) <= longest else _breaking(word, step) for word in words)


def shortened(text: str, most: int) -> str:
    """Return text of at most so many letters; what was longer visibly ends in an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + _ELLIPSIS


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def in_fours(digits: str) -> str:
    """Return hexadecimal digits in groups of four, so that people can compare them."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _breaking(word: str, step: int) -> str:
    """Return a word with a break every `step` letters; no mark is parted from its letter."""
    broken, since = "", 0
    for letter in word:
        if since >= step and not unicodedata.combining(letter):
            broken, since = broken + BREAK, 0
        broken, since = broken + letter, since + 1
    return broken
