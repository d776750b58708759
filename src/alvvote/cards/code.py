"""Codes on voting cards: random, easy to read out and to type, with a check character.

A code is 17 random characters of an alphabet of 31, so 84 random bits, and one check character.
With position ``i`` counted from 1 and the value ``v`` of each character, the sum of ``i * v`` is 0
modulo 31. As 31 is prime and no position is a multiple of it, one wrong character always breaks
that, and so do two different characters that changed places, wherever they stand: the sum differs
by ``i * (v - w)``, or by ``(i - j) * (v - w)``, of which no factor is 0 modulo 31.
"""

import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPRSTVWXYZ"
"""Digits and capitals without I, L, O, Q and U: what looks like 0, 1 or V is not there."""
RANDOM_CHARACTERS = 17
LENGTH = RANDOM_CHARACTERS + 1
GROUP = 3
"""Characters in a group, as a code is shown."""

_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_PRIME = len(ALPHABET)
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "Q": "0", "U": "V"})
_DASHES = "Pd"
"""The Unicode category of hyphens and dashes, whichever a mail program made of them."""


_DIGITS = frozenset("23456789")
"""Digits that no letter looks like."""


def new_code(draw: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a fresh code; `draw` gives a random number below its argument.

    It has a digit that no letter looks like, so that a name is never taken for a code (1 draw in
    160 has none, and is drawn again: a hundredth of a bit).
    """
    while True:
        body = "".join(ALPHABET[draw(_PRIME)] for _ in range(RANDOM_CHARACTERS))
        if not _DIGITS.isdisjoint(body):
            return body + check_character(body)


def check_character(body: str) -> str:
    """Return the last character of a code whose other characters, at most 29, are these."""
    return ALPHABET[-_weighted(body) * pow(len(body) + 1, -1, _PRIME) % _PRIME]


def in_groups(code: str) -> str:
    """Return a code as people read it: ``7KM-2XW-…``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(text: str) -> str | None:
    """Return the code that was typed or scanned; None where it was mistyped.

    Case, blanks, hyphens and look-alikes (O and Q for 0, I and L for 1, U for V) don't matter, nor
    do the line ends that scanners send.
    """
    return read_characters(text, LENGTH)


def read_characters(text: str, length: int) -> str | None:
    """Return what was typed or scanned, if it is a code of so many characters; see `read_code`."""
    letters = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if not letter.isspace() and unicodedata.category(letter) not in {_DASHES, "Cc", "Cf"}
    )
    code = letters.upper().translate(_LOOKALIKES)
    if len(code) != length or any(letter not in _VALUES for letter in code):
        return None
    return None if _weighted(code) % _PRIME else code


def _weighted(letters: str) -> int:
    return sum(place * _VALUES[letter] for place, letter in enumerate(letters, 1))
