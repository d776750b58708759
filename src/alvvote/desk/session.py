"""A desk at work on a dossier: what a line leads to, and the acts, each recorded once.

An act has its id before it is tried. Where the store does not answer, nobody knows whether it was
recorded: it stays pending and is tried again under the same id, until the answer comes. An id is
recorded once, so that no try can do it twice. `alvvote.meeting.surely` does so where waiting may
stop everything else; a screen goes on meanwhile, so here each try is a call of its own.
"""

import contextlib
import math
import time
import uuid
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from alvvote.cards.pass_files import HandedOut
from alvvote.desk.answers import Next, answer, confirmed
from alvvote.desk.cases import Case, Mistyped, Order, Refusal, TooSoon, UnknownCode, member_of
from alvvote.desk.orders import Changed, Recorded, record
from alvvote.desk.questions import Find
from alvvote.desk.reading import read_line
from alvvote.desk.record import handed_out, teller
from alvvote.desk.sight import NOTHING, Sight, seen_after
from alvvote.desk.slowing import Tries, after_known, after_refused, after_unknown, wait
from alvvote.desk.staying import Stays
from alvvote.ledger.errors import LedgerError, StoreError, StoreReason
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.model import State
from alvvote.meeting.surely import NO_CONNECTION

_NOTHING_RECORDED: frozenset[StoreReason] = frozenset(
    {
        *("missing", "not a ledger", "newer version", "read only", "full", "damaged", "exists"),
        *("not allowed", "insecure", "address", "no driver", "empty"),
    }
)
"""Where a first try fails so, nothing was recorded: there is nothing to wait for."""

_T = TypeVar("_T")


class Pending(NamedTuple):
    """An order of which nobody knows yet whether it is recorded."""

    order: Order
    act_id: str
    error: LedgerError
    """Why the newest try failed."""
    tries: int


class Session:
    """One desk, from morning to evening. It is used by one thread at a time."""

    def __init__(
        self,
        opener: Callable[[], Dossier],
        desk: str,
        search: Callable[[State], Find],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what opens the dossier, the name of the desk, and what finds members of a state."""
        self.desk = desk
        self.tries = Tries()
        self.pending: Pending | None = None
        self.sight: Sight = NOTHING
        self._opener = opener
        self._search = search
        self._clock = clock
        self._dossier: Dossier | None = None
        self._broken = False
        """Whether the dossier is to be opened anew before it is used again."""
        self._find: tuple[str, Find] | None = None

    def close(self) -> None:
        """Close the dossier."""
        if self._dossier is not None:
            with contextlib.suppress(LedgerError):
                self._dossier.log.close()
        self._dossier = None

    def look(self, case: Case, text: str) -> Next:
        """Return what a line leads to, given the case that was shown when it came.

        Raises:
            LedgerError: the dossier cannot be read now.
        """
        order = None if text.strip() else confirmed(case)
        if order is not None:
            return order
        kind = read_line(text).kind
        now = self._clock()
        left = wait(self.tries, now)
        if kind in {"card", "pass"} and left > 0:
            self.tries = after_refused(self.tries)
            return TooSoon(math.ceil(left))

        def follow(dossier: Dossier) -> Next:
            state = dossier.state
            return answer(state, case, text, self._find_in(state), teller(dossier))

        following = self._read(follow)
        if kind in {"card", "pass"}:
            unknown = isinstance(following, UnknownCode)
            self.tries = after_unknown(self.tries, now) if unknown else after_known(self.tries)
        elif isinstance(following, Mistyped) or (
            isinstance(following, Stays) and following.why == "misread"
        ):
            self.tries = after_refused(self.tries)
        return following

    def look_round(self) -> Sight:
        """Return what stays in sight, brought up to date: others appended meanwhile.

        Raises:
            LedgerError: the dossier cannot be read now.
        """
        self.sight = self._read(lambda dossier: seen_after(self.sight, dossier))
        return self.sight

    def standing_pass(self, gm_code: str) -> HandedOut | None:
        """Return the valid pass of a member, to be printed once more.

        Raises:
            LedgerError: the dossier cannot be read now.
        """
        return self._read(lambda dossier: handed_out(dossier.state, gm_code))

    def carry_out(self, order: Order) -> Recorded | Case | Pending:
        """Have an order recorded; a case where it stands otherwise by now.

        Raises:
            LedgerError: it failed, and nothing was recorded.
        """
        return self._try(order, str(uuid.uuid4()), 0)

    def try_again(self) -> Recorded | Case | Pending | None:
        """Try what is pending once more, under its id; None where nothing is.

        Raises:
            LedgerError: never, as it stays pending then.
        """
        waiting = self.pending
        if waiting is None:
            return None
        return self._try(waiting.order, waiting.act_id, waiting.tries)

    def _try(self, order: Order, act_id: str, tries: int) -> Recorded | Case | Pending:
        try:
            recorded = record(self._opened(), order, self.desk, act_id)
        except LedgerError as error:
            self._broken = True
            # A key that cannot be read is asked for before anything is recorded.
            certain = not isinstance(error, StoreError) or error.reason in _NOTHING_RECORDED
            if certain and tries == 0:
                raise
            self.pending = Pending(order, act_id, error, tries + 1)
            return self.pending
        except Changed as changed:
            self.pending = None
            return changed.case
        except Refused as refused:
            self.pending = None
            return Refusal(member_of(order), tuple(refused.problems))
        self.pending = None
        return recorded

    def _read(self, reading: Callable[[Dossier], _T]) -> _T:
        """Read something; where the connection turns out to be lost, once more over a new one.

        Raises:
            LedgerError: the dossier cannot be read now.
        """
        fresh = self._dossier is None or self._broken
        try:
            return reading(self._opened())
        except LedgerError as error:
            self._broken = True
            lost = isinstance(error, StoreError) and error.reason in NO_CONNECTION
            if fresh or not lost:
                raise
        return self._read(reading)

    def _opened(self) -> Dossier:
        if self._dossier is None:
            self._dossier = self._opener()
        elif self._broken:
            self._dossier.reconnect()
        self._broken = False
        return self._dossier

    def _find_in(self, state: State) -> Find:
        if self._find is None or self._find[0] != state.fingerprint:
            self._find = state.fingerprint, self._search(state)
        return self._find[1]
