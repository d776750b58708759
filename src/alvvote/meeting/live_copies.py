"""The live copies of a dossier: where they are, and how far each of them is."""

import os
from typing import NamedTuple

from alvvote.ledger.copies import DivergedError, update_copy
from alvvote.ledger.errors import StoreError
from alvvote.ledger.store import Log, open_log
from alvvote.meeting.acts import Refused
from alvvote.problems import Problem

_FOREIGN = {"not a ledger": "L101", "newer version": "L102", "damaged": "L106"}
"""What stands at the place is something else: nothing is written over it."""


class LiveCopy(NamedTuple):
    """A live copy, as it is found now."""

    path: str
    failure: str
    """Why it could not be written or read, as in `alvvote.ledger.errors`; empty if it could."""
    missing: int | None
    """How many entries it lacks; None where it cannot be read."""


def live_copies(log: Log) -> list[LiveCopy]:
    """Return the live copies, each looked up in its place."""
    size = log.head().size
    found: list[LiveCopy] = []
    for path, failure in log.copies().items():
        try:
            with open_log(path, write=False) as copy:
                missing = size - copy.head().size
            found.append(LiveCopy(path, failure, None if failure == "diverged" else missing))
        except StoreError as error:
            found.append(LiveCopy(path, failure or error.reason, None))
    return found


def start_copy(log: Log, path: str) -> str:
    """Keep a live copy at this place from now on, and write it.

    Returns:
        why it could not be written now, empty if it could; it is tried again after each act.

    Raises:
        Refused: something else stands at that place.
    """
    failure = ""
    try:
        update_copy(log, path)
    except DivergedError as error:
        raise Refused(Problem("L120", path, expected=log.path)) from error
    except StoreError as error:
        if error.reason in _FOREIGN:
            details = {"entry": "", "detail": error.detail or "-"}
            raise Refused(Problem(_FOREIGN[error.reason], path, details=details)) from error
        failure = error.reason
    log.set_copy(path, failure)
    return failure


def stop_copy(log: Log, path: str) -> bool:
    """Keep no live copy at this place any more; its file stays. False where none was kept."""
    known = {os.path.realpath(kept): kept for kept in log.copies()}
    kept = known.get(os.path.realpath(path))
    if kept is not None:
        log.drop_copy(kept)
    return kept is not None
