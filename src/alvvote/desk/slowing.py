"""What a code guesser gets: after wrong codes a desk looks none up for some seconds.

Three wrong codes in a row are free; each one after that costs twice as long, at most half a minute.
A code that is known ends it. Codes that are mistyped cost nothing: they were not looked up.
"""

from typing import NamedTuple

FREE = 3
LONGEST = 30.0
"""Seconds."""
ONE_COMMAND = 2.0
"""Seconds that a wrong code costs a single command, which remembers nothing."""


class Tries(NamedTuple):
    """The wrong codes at one desk."""

    in_a_row: int = 0
    """Codes that nobody knows, since the last one that is known."""
    refused: int = 0
    """All codes that were refused, mistyped ones too."""
    last: float = 0.0
    """When the last one that nobody knows was tried, in seconds of some clock."""


def delay(in_a_row: int) -> float:
    """Return for how many seconds no code is looked up after so many wrong ones."""
    beyond = in_a_row - FREE
    return 0.0 if beyond <= 0 else min(LONGEST, 2.0 ** min(beyond - 1, 10))


def wait(tries: Tries, now: float) -> float:
    """Return for how many seconds no code is looked up, from now on."""
    return max(0.0, tries.last + delay(tries.in_a_row) - now)


def after_unknown(tries: Tries, now: float) -> Tries:
    """Return how it stands after a code that nobody knows."""
    return Tries(tries.in_a_row + 1, tries.refused + 1, now)


def after_refused(tries: Tries) -> Tries:
    """Return how it stands after a code that was not looked up: mistyped, or too soon."""
    return tries._replace(refused=tries.refused + 1)


def after_known(tries: Tries) -> Tries:
    """Return how it stands after a code that is known."""
    return tries._replace(in_a_row=0)
