"""What happened at the desks and at the door, in words; only what is public."""

from collections.abc import Callable
from typing import Any

from alvvote.cli.vote_options import hour_of
from alvvote.i18n import N_, _
from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.plain import shown

HALL_KINDS: dict[str, str] = {
    e.MeetingOpened.kind: N_("the chair opened"),
    e.LateArrivalsSet.kind: N_("late arrivals"),
    e.SupervisorNamed.kind: N_("supervisor named"),
    e.KeyRegistered.kind: N_("key of a desk"),
    e.RepresentativeNamed.kind: N_("representative named"),
    e.RepresentativeWithdrawn.kind: N_("representative withdrawn"),
    e.RepresentativeRefused.kind: N_("representative refused"),
    e.MemberAccredited.kind: N_("accredited"),
    e.AccreditationEnded.kind: N_("accreditation ended"),
    e.PassReplaced.kind: N_("new pass"),
    e.DoorPassed.kind: N_("door"),
}


def member_in_entry(state: State, gm_code: str) -> str:
    """Return a member as an entry names it, by what the roll says now."""
    member = None if state.roll is None else state.roll.by_code.get(gm_code)
    name = "" if member is None else shown(member.municipality)
    return f"{name} ({shown(gm_code)})" if name else shown(gm_code)


def _opened(_state: State, event: e.MeetingOpened) -> list[str]:
    return [hour_of(event.moment)]


def _late(_state: State, event: e.LateArrivalsSet) -> list[str]:
    return [_("admitted") if event.admitted else _("decided by a supervisor")]


def _supervisor(_state: State, event: e.SupervisorNamed) -> list[str]:
    return [str(event.number)]


def _key(_state: State, event: e.KeyRegistered) -> list[str]:
    return [shown(event.vkey.partition("+")[0])]


def _of_member(
    state: State,
    event: e.RepresentativeNamed
    | e.RepresentativeWithdrawn
    | e.RepresentativeRefused
    | e.PassReplaced,
) -> list[str]:
    return [member_in_entry(state, event.gm_code)]


def _accredited(state: State, event: e.MemberAccredited) -> list[str]:
    takes_over = _("takes over from entry {entry}").format(entry=event.takes_over)
    return [
        member_in_entry(state, event.gm_code),
        "" if event.takes_over is None else takes_over,
    ]


def _left(state: State, event: e.AccreditationEnded) -> list[str]:
    cause = _("another one takes over") if event.cause == "substituted" else ""
    return [member_in_entry(state, event.gm_code), cause]


def _door(state: State, event: e.DoorPassed) -> list[str]:
    way = _("into the hall") if event.inside else _("out of the hall")
    return [member_in_entry(state, event.gm_code), way]


HALL_DETAILS: dict[str, Callable[[State, Any], list[str]]] = {
    e.MeetingOpened.kind: _opened,
    e.LateArrivalsSet.kind: _late,
    e.SupervisorNamed.kind: _supervisor,
    e.KeyRegistered.kind: _key,
    e.RepresentativeNamed.kind: _of_member,
    e.RepresentativeWithdrawn.kind: _of_member,
    e.RepresentativeRefused.kind: _of_member,
    e.MemberAccredited.kind: _accredited,
    e.AccreditationEnded.kind: _left,
    e.PassReplaced.kind: _of_member,
    e.DoorPassed.kind: _door,
}
