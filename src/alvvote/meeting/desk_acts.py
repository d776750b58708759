"""Acts at the desks and at the door: what is to be recorded when someone does something.

Each returns the events; whether they may happen is for `alvvote.meeting.rules`.
"""

from typing import NamedTuple

from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused, vote_named
from alvvote.meeting.model import Representative, State
from alvvote.meeting.results import roll_of
from alvvote.meeting.rules.find import member_in_words
from alvvote.problems import Problem
from alvvote.statutes.representatives import person_key
from alvvote.tables.table import key_of, squeeze


class Person(NamedTuple):
    """Someone who is to represent a member, and what was asked and decided about that."""

    name: str
    function: str
    declaration: str | None = None
    """How the declaration was seen: ``paper`` or ``electronic``; None where it was not, yet."""
    others: tuple[int, ...] = ()
    """The entries by which people of the same name stand elsewhere, who are other people."""
    supervisor: str | None = None
    """Who decided, where the rules leave it open; then there is a reason too."""
    reason: str | None = None


class Desk(NamedTuple):
    """Where something is done, and what is handed out there."""

    name: str | None
    pass_code: str | None = None
    """The code of the pass that is handed out."""
    card: int | None = None
    """The serial number of the card that was shown."""


def name_representative(
    state: State, gm_code: str, person: Person, desk: str | None, *, replace: bool = False
) -> list[e.Event]:
    """Say beforehand who will represent a member; with `replace`, instead of the one named."""
    standing = state.representatives.get(gm_code)
    return [
        e.RepresentativeNamed(
            gm_code,
            None if standing is None or not replace else standing.entry,
            squeeze(person.name),
            key_of(person.function),
            person.declaration,
            desk,
            person.others,
            person.supervisor,
            person.reason,
        )
    ]


def name_supervisor(state: State, name: str) -> list[e.Event]:
    """Let someone decide today on what the rules leave open; empty for who does so already."""
    if any(known and person_key(known) == person_key(name) for known in state.supervisors):
        return []
    return [e.SupervisorNamed(len(state.supervisors) + 1, squeeze(name))]


def withdraw_representative(
    state: State, gm_code: str, desk: str | None, reason: str | None
) -> list[e.Event]:
    """Take back who was named.

    Raises:
        Refused: nobody is named.
    """
    standing = state.representatives.get(gm_code)
    if standing is None:
        raise Refused(Problem("V151", value=member_in_words(state, gm_code)))
    return [e.RepresentativeWithdrawn(gm_code, standing.entry, desk, reason)]


def refuse_person(
    gm_code: str, person: Person, desk: str | None, *, same_as: int | None = None
) -> list[e.Event]:
    """Keep that someone was not let in, and why; `same_as`: the entry of the same person."""
    return [
        e.RepresentativeRefused(
            gm_code,
            squeeze(person.name),
            key_of(person.function),
            same_as,
            desk,
            person.supervisor,
            person.reason,
        )
    ]


def check_in(state: State, gm_code: str, person: Person | None, desk: Desk) -> list[e.Event]:
    """Accredit a member: by this person, or by the one that was named (None).

    Raises:
        Refused: nobody is named.
    """
    return [_accreditation(state, gm_code, person, desk, takes_over=None)]


def substitute(state: State, gm_code: str, person: Person, desk: Desk) -> list[e.Event]:
    """Let another representative of the member take over: the old pass dies, the votes go on.

    Raises:
        Refused: the member is not accredited.
    """
    entry = _accredited(state, gm_code)
    return [
        e.AccreditationEnded(gm_code, entry, desk.name, "substituted", person.reason),
        _accreditation(state, gm_code, person, desk, takes_over=entry),
    ]


def check_out(
    state: State, gm_code: str, desk: str | None, reason: str | None = None
) -> list[e.Event]:
    """End the accreditation of a member; its pass is worthless from then on.

    Raises:
        Refused: the member is not accredited.
    """
    return [e.AccreditationEnded(gm_code, _accredited(state, gm_code), desk, "left", reason)]


def replace_pass(state: State, gm_code: str, desk: Desk, reason: str | None) -> list[e.Event]:
    """Hand out another pass instead of one that was lost.

    Raises:
        Refused: the member is not accredited.
    """
    entry = _accredited(state, gm_code)
    return [e.PassReplaced(gm_code, entry, desk.pass_code, desk.name, reason)]


def through_door(state: State, gm_code: str, door: str | None, *, inside: bool) -> list[e.Event]:
    """Record that a representative went into the hall, or out of it.

    Raises:
        Refused: the member is not accredited.
    """
    return [e.DoorPassed(gm_code, _accredited(state, gm_code), inside, door)]


def scan_ballot(
    state: State,
    vote_name: str,
    gm_code: str,
    option: str,
    accreditation: int,
    desk: str | None,
    *,
    moved: bool,
) -> list[e.Event]:
    """Count a pass in a pile; `moved`: it lay in another pile, and this is where it belongs.

    `accreditation` is that of the pass.

    Raises:
        Refused: there is no such vote.
    """
    vote = vote_named(state, vote_name)
    earlier = vote.scans.get(gm_code)
    return [
        e.BallotScanned(
            vote.id,
            gm_code,
            roll_of(state).votes_of.get(gm_code, 0),
            option,
            accreditation,
            earlier.entry if moved and earlier is not None else None,
            desk,
        )
    ]


def _accredited(state: State, gm_code: str) -> int:
    entry = state.accredited.get(gm_code)
    if entry is None:
        raise Refused(Problem("M113", value=member_in_words(state, gm_code)))
    return entry


def _accreditation(
    state: State, gm_code: str, person: Person | None, desk: Desk, *, takes_over: int | None
) -> e.MemberAccredited:
    standing = state.representatives.get(gm_code)
    named: int | None = None
    if person is None:
        if standing is None:
            raise Refused(Problem("D107", value=member_in_words(state, gm_code)))
        person, named = Person(standing.name or "", standing.function or ""), standing.entry
    elif standing is not None and is_same(person, standing):
        person, named = person._replace(name=standing.name or ""), standing.entry
    return e.MemberAccredited(
        gm_code,
        squeeze(person.name),
        key_of(person.function),
        desk.name,
        representative=named,
        takes_over=takes_over,
        declaration=person.declaration,
        others=person.others,
        supervisor=person.supervisor,
        reason=person.reason,
        pass_code=desk.pass_code,
        card=desk.card,
    )


def is_same(person: Person, standing: Representative) -> bool:
    """Tell whether this is who was named already: the same name and the same function."""
    return (
        person_key(person.name) == person_key(standing.name or "")
        and key_of(person.function) == standing.function
    )
