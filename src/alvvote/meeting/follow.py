"""Keeping the live copies of this machine up to date, whoever acts, until somebody stops it."""

from collections.abc import Callable, Mapping

from alvvote.ledger.copies import update_copies
from alvvote.ledger.errors import StoreError
from alvvote.ledger.store import Head
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.surely import NO_CONNECTION


def follow(
    dossier: Dossier,
    tell: Callable[[Head, Mapping[str, str]], None],
    wait: Callable[[StoreError | None], bool],
) -> None:
    """Bring the live copies up to date again and again, until `wait` returns False.

    `tell` is told each new head, with why a copy could not be written, by its path. `wait` lets
    some time pass; it is told what is wrong where the server is away.

    Raises:
        StoreError: the dossier cannot be read, for another reason than that: the copies stay as
            they were.
    """
    known: tuple[Head, Mapping[str, str]] | None = None
    connected = True
    going = True
    while going:
        problem = None
        try:
            if not connected:
                dossier.reconnect()
                connected = True
            # What cannot be read, or is not what its head covers, comes into no copy: with the copy
            # the meeting goes on.
            size = dossier.state.size
            head = dossier.log.head_at(size)
            failures = update_copies(dossier.log, size)
            if head is not None and (head, failures) != known:
                known = (head, failures)
                tell(*known)
        except StoreError as error:
            if error.reason not in NO_CONNECTION:
                raise
            connected, problem = False, error
        going = wait(problem)
