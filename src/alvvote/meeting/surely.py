"""An act that is kept until it is known whether it was taken, also when the server goes away."""

from collections.abc import Callable

from alvvote.ledger.errors import StoreError, StoreReason
from alvvote.meeting.dossier import Act, Done, Dossier

NO_CONNECTION: frozenset[StoreReason] = frozenset(
    {"unreachable", "refused", "untrusted", "no database"}
)
"""Why there is no connection now, and may be one later."""


def act_surely(
    dossier: Dossier, act: Act, caller_id: str, wait: Callable[[StoreError], bool]
) -> Done:
    """Record an act once, however often the connection breaks, and return when that is known.

    `wait` is called before each new attempt with what is wrong: it tells the user, lets some time
    pass, and returns True to go on. What was recorded first counts: where the answer to an earlier
    attempt was lost, `Done.recorded` is False, and what it recorded stands in the entries from
    `Done.first` on, also where `act` would make something else now (a code at random).

    Raises:
        Refused: the rules do not allow it; nothing is recorded.
        StoreError: `wait` gave up, or it is of no use to try again; `StoreError.maybe_recorded`
            tells whether one of the attempts may have been recorded all the same.
    """
    unsure = False
    connected = True
    while True:
        try:
            if not connected:
                dossier.reconnect()
                connected = True
            return dossier.act(act, caller_id)
        except StoreError as error:
            unsure = error.maybe_recorded = unsure or error.maybe_recorded
            error.act = caller_id
            connected = connected and error.reason not in NO_CONNECTION
            # A session that was cut off may hold the lock until the server misses it.
            again = not connected or (unsure and error.reason == "locked")
            if not (again and wait(error)):
                raise
