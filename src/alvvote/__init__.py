"""Weighted votes in an association: votes per member, a tally with a verdict, and the reasons.

For a notebook or a script the names in `__all__` are at hand after ``import alvvote``: see
docs/python.md. They are loaded when they are first used, so that the command starts without them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alvvote.api import (
        InputError,
        MeetingPublication,
        MeetingRoll,
        MeetingTally,
        frozen_roll,
        publication_of_dossier,
        roll_on,
        tally_files,
        votes_of,
    )

__version__ = "0.1.0"

__all__ = [
    "InputError",
    "MeetingPublication",
    "MeetingRoll",
    "MeetingTally",
    "__version__",
    "frozen_roll",
    "publication_of_dossier",
    "roll_on",
    "tally_files",
    "votes_of",
]


def __getattr__(name: str) -> object:
    """Load what stands in `__all__` when it is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from alvvote import api  # noqa: PLC0415

    value = globals()[name] = getattr(api, name)
    return value


def __dir__() -> list[str]:
    """Return the names that are here, loaded or not."""
    return sorted({*globals(), *__all__})
