"""The live copies of a dossier: where they are, and how far each of them is."""

import contextlib
import os
from typing import NamedTuple

from alvvote.ledger.copies import DivergedError, update_copy
from alvvote.ledger.errors import StoreError
from alvvote.ledger.merkle import leaf_hash, root_of
from alvvote.ledger.store import Head, Log, is_there, open_log, shown_address
from alvvote.meeting.acts import Refused
from alvvote.meeting.rules.desks import DESK_KINDS
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
        _write(log, path)
    except StoreError as error:
        failure = error.reason
    log.set_copy(path, failure)
    return failure


def _write(log: Log, path: str) -> None:
    """Write a copy, never over something else.

    Raises:
        Refused: something else stands at that place.
        StoreError: it cannot be written.
    """
    shown = shown_address(path)
    try:
        update_copy(log, path, DESK_KINDS)
    except DivergedError as error:
        raise Refused(Problem("L120", shown, expected=log.path)) from error
    except StoreError as error:
        if error.reason in _FOREIGN:
            details = {"entry": "", "detail": error.detail or "-"}
            raise Refused(Problem(_FOREIGN[error.reason], shown, details=details)) from error
        raise


class Moved(NamedTuple):
    """A dossier that stands at another place, too: the same entries under the same head."""

    head: Head
    added: int
    """How many entries came to that place now."""


def move(log: Log, path: str) -> Moved:
    """Bring everything in the log to another place: a file, or a database that has no log.

    An earlier state of the same log there is brought up to date.

    Raises:
        Refused: something else stands there, or the heads differ: somebody goes on acting here.
        StoreError: it cannot be read or written.
    """
    before = _size_at(path)
    _write(log, path)
    with open_log(path, write=False) as there, there.reading():
        head = there.head()
        # Worked out anew from what came there, not taken from what was written beside it.
        root = root_of([leaf_hash(entry.leaf) for entry in there.entries()])
        theirs = there.signatures_of(head.size)
    with log.reading():
        same = (head.size, root) == (log.head().size, log.head().root)
        if not same or theirs != log.signatures_of(head.size):
            raise Refused(Problem("L134", log.path))
    return Moved(head, head.size - before)


def _size_at(path: str) -> int:
    if not is_there(path):
        return 0
    with contextlib.suppress(StoreError), open_log(path, write=False) as there:
        return there.head().size
    return 0


def stop_copy(log: Log, path: str) -> bool:
    """Keep no live copy at this place any more; its file stays. False where none was kept."""
    known = {os.path.realpath(kept): kept for kept in log.copies()}
    kept = known.get(os.path.realpath(path))
    if kept is not None:
        log.drop_copy(kept)
    return kept is not None
