"""How long a service is waited for, and how often it is asked again."""

from typing import NamedTuple

LONGEST_WAIT = 60.0
"""No service makes us wait longer than this, whatever it asks for."""


class Patience(NamedTuple):
    """Time-outs and tries; all times in seconds."""

    connect: float = 10.0
    """Until a connection is made."""
    read: float = 30.0
    """Until something more of an answer arrives."""
    whole: float = 300.0
    """Until an answer is complete: one that drips in has an end too."""
    tries: int = 4
    """How often a page is asked for."""
    first_wait: float = 1.0
    """Before the second try; every further wait is twice as long."""

    def wait_after(self, tries: int, asked_for: float = 0.0) -> float:
        """Return how long to wait after so many tries; the service may have asked for more."""
        return min(LONGEST_WAIT, max(self.first_wait * 2.0 ** (tries - 1), asked_for))
