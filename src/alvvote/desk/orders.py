"""What a desk has recorded: each order as an act, and what came of it."""

from typing import NamedTuple

from alvvote.cards.pass_code import new_pass_code
from alvvote.cards.pass_files import HandedOut
from alvvote.desk.cases import (
    AlreadyIn,
    Case,
    CheckOut,
    Done,
    LetIn,
    NewPass,
    Order,
    Ready,
    member_of,
)
from alvvote.desk.questions import events_of, person_of, question
from alvvote.desk.record import handed_out_by, teller
from alvvote.ledger.store import Head
from alvvote.meeting.desk_acts import Desk, check_out, refuse_person, replace_pass
from alvvote.meeting.dossier import Act, Dossier
from alvvote.meeting.events import Event
from alvvote.meeting.model import State


class Changed(Exception):  # noqa: N818 - it is no fault of the program
    """Meanwhile it stands otherwise: another desk was sooner, or something is to be asked yet."""

    def __init__(self, case: Case) -> None:
        """Take how it stands now."""
        super().__init__(case)
        self.case = case


class Recorded(NamedTuple):
    """What came of an order."""

    order: Order
    state: State
    head: Head
    handed: HandedOut | None
    """The pass that was handed out by it, the same whenever the act is done again."""
    done: Done


def record(dossier: Dossier, order: Order, desk: str | None, act_id: str) -> Recorded:
    """Have an order recorded, once: under an id that is known the record is read instead.

    Raises:
        Changed: it stands otherwise than when it was ordered; nothing is recorded.
        Refused: the rules do not allow it; nothing is recorded.
        StoreError: the store failed; whether it is recorded, the same call tells.
    """
    done = dossier.act(_act_of(order, desk, dossier), act_id)
    handed = handed_out_by(dossier, done.first, done.head.size)
    return Recorded(order, done.state, done.head, handed, _done(order, handed))


def _act_of(order: Order, desk: str | None, dossier: Dossier) -> Act:
    def events(state: State) -> list[Event]:
        if isinstance(order, CheckOut):
            return check_out(state, order.gm_code, desk, order.reason)
        if isinstance(order, NewPass):
            fresh = Desk(desk, new_pass_code(state))
            return replace_pass(state, order.gm_code, fresh, order.reason)
        if isinstance(order, LetIn):
            case = question(state, order.wish, teller(dossier))
            if not isinstance(case, Ready):
                if isinstance(case, AlreadyIn):
                    case = case._replace(sooner=True)
                raise Changed(case)
            return events_of(state, order.wish, Desk(desk, new_pass_code(state)))
        person = person_of(state, order.wish)._replace(reason=order.reason)
        return refuse_person(order.wish.gm_code, person, desk, same_as=order.same_as)

    return events


def _done(order: Order, handed: HandedOut | None) -> Done:
    gm_code = member_of(order)
    who = (None, None, None) if handed is None else (handed.name, handed.function, handed.code)
    if isinstance(order, LetIn):
        return Done("takes over" if order.wish.takes_over else "in", gm_code, *who)
    if isinstance(order, NewPass):
        return Done("new pass", gm_code, *who)
    if isinstance(order, CheckOut):
        return Done("out", gm_code)
    return Done("refused", gm_code, order.wish.name, order.wish.function)
