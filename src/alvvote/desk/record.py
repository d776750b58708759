"""What the record says of an accreditation and its pass: also what is private in it."""

from collections.abc import Callable
from datetime import datetime

from alvvote.cards.pass_files import HandedOut
from alvvote.desk.cases import Moment, Standing
from alvvote.ledger.entry import Entry
from alvvote.ledger.errors import StoreError
from alvvote.meeting import events as e
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.model import Pass, State
from alvvote.meeting.roles import event_in
from alvvote.meeting.rules.find import member_in_words
from alvvote.problems import Problem
from alvvote.problems.problem import Detail

Tell = Callable[[int], Moment]
"""Gives when and where an entry was recorded, by its number."""


def entry_at(dossier: Dossier, number: int) -> Entry:
    """Return the entry of that number.

    Raises:
        StoreError: the log cannot be read, or has no such entry.
    """
    for entry in dossier.log.entries(number, number + 1):
        return entry
    raise StoreError("damaged", dossier.log.path, str(number))


def teller(dossier: Dossier) -> Tell:
    """Return what gives when and where something was recorded, from the private parts."""
    return lambda number: moment_of(entry_at(dossier, number))


def moment_of(entry: Entry) -> Moment:
    """Return when and where an entry was recorded, and why an accreditation or a pass ended."""
    private = entry.private or {}
    cause = entry.public.get("cause") if entry.kind == e.AccreditationEnded.kind else None
    if entry.kind == e.PassReplaced.kind:
        cause = "lost"
    return Moment(private.get("at"), private.get("desk"), cause)


def newest_pass(state: State, gm_code: str) -> Pass | None:
    """Return the newest pass of a member; None where it never had one."""
    passes = state.passes.get(gm_code, ())
    return passes[-1] if passes else None


def standing_of(state: State, gm_code: str, tell: Tell) -> Standing | None:
    """Return who is in for a member, since when; None where nobody is."""
    entry = state.accredited.get(gm_code)
    if entry is None:
        return None
    who = state.representatives.get(gm_code)
    held = newest_pass(state, gm_code)
    return Standing(
        gm_code,
        None if who is None else who.name,
        None if who is None else who.function,
        None if held is None else held.code,
        tell(entry),
    )


def handed_out(state: State, gm_code: str) -> HandedOut | None:
    """Return the valid pass of a member; None where it has none."""
    held = newest_pass(state, gm_code)
    if held is None or held.ended is not None:
        return None
    who = state.representatives.get(gm_code)
    return HandedOut(
        gm_code,
        held.code,
        None if who is None else who.name,
        None if who is None else who.function,
    )


def handed_out_by(dossier: Dossier, first: int, stop: int) -> HandedOut | None:
    """Return the pass that an act handed out, from its entries; None where it handed out none.

    So the same act, done again under its id, gives the same pass.

    Raises:
        StoreError: the log cannot be read.
    """
    for entry in dossier.log.entries(first, stop):
        event = event_in(entry)
        if isinstance(event, e.MemberAccredited):
            return HandedOut(event.gm_code, event.pass_code, event.name, event.function)
        if isinstance(event, e.PassReplaced):
            began = event_in(entry_at(dossier, event.accreditation))
            if isinstance(began, e.MemberAccredited):
                return HandedOut(event.gm_code, event.pass_code, began.name, began.function)
    return None


def already_in(dossier: Dossier, state: State, gm_code: str) -> Problem:
    """Return the problem that a member is in already, since when and at which desk."""
    moment = moment_of(entry_at(dossier, state.accredited[gm_code]))
    details: dict[str, Detail] = {}
    if moment.at is not None:
        details = {"at": datetime.fromisoformat(moment.at), "desk": moment.desk or ""}
    return Problem("M112", value=member_in_words(state, gm_code), details=details)
