"""Names of votes that may be one name with a slip in it."""

import re
from difflib import SequenceMatcher

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[\W\d_]+")
_ALIKE = 0.8


def similar(one: str, other: str) -> bool:
    """Tell whether two names have the same numbers, and letters that are nearly the same."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    first, second = (_LETTERS.sub("", name).casefold() for name in (one, other))
    return first == second or SequenceMatcher(None, first, second).ratio() >= _ALIKE
