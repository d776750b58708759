"""What a line is that was typed or scanned: a code, or the name of a municipality."""

from typing import Literal, NamedTuple

from alvvote.cards.code import read_code
from alvvote.cards.pass_code import read_pass_code
from alvvote.municipality import parse_code

Kind = Literal["card", "pass", "mistyped", "name"]
_DIGITS = frozenset("0123456789")
_SHORTEST_SCAN = 8
"""Characters; nobody types a word this long with several digits in it."""


class Line(NamedTuple):
    """What was typed or scanned."""

    kind: Kind
    text: str
    """The code as it is kept; of the rest what was typed, without blanks around it."""


def read_line(text: str) -> Line:
    """Tell what a line is; only what reads as a code, its check character too, is one.

    No name has a digit in it: what has one, and is no CBS code, was meant as a code. And each code
    has one: letters alone, however much they look like digits, are a name.
    """
    squeezed = text.strip()
    if _DIGITS.isdisjoint(squeezed):
        return Line("name", squeezed)
    card = read_code(squeezed)
    if card is not None:
        return Line("card", card)
    voting_pass = read_pass_code(squeezed)
    if voting_pass is not None:
        return Line("pass", voting_pass)
    by_number = squeezed[:2].casefold() == "gm" and parse_code(squeezed) is not None
    return Line("name" if by_number else "mistyped", squeezed)


def was_scanned(text: str) -> bool:
    """Tell whether a line looks like a code that was read badly, and like no slip of the hand."""
    digits = sum(letter in _DIGITS for letter in text)
    whole = len(text) >= _SHORTEST_SCAN and " " not in text.strip()
    return whole and digits > 1 and read_line(text).kind == "mistyped"


def is_code(text: str) -> bool:
    """Tell whether a line is the code of a card or a pass, and so no answer to a question."""
    return read_line(text).kind in {"card", "pass"}
