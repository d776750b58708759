"""What the events at the desks and at the door do to the state of a meeting."""

from collections.abc import Callable
from typing import Any

from alvvote.meeting import events as e
from alvvote.meeting.mappings import with_key, without_key
from alvvote.meeting.model import Pass, Representative, State


def _meeting_opened(state: State, event: e.MeetingOpened, number: int) -> State:
    return state._replace(size=number + 1, opened=event.moment)


def _late(state: State, event: e.LateArrivalsSet, number: int) -> State:
    return state._replace(size=number + 1, late_admitted=event.admitted)


def _supervisor(state: State, event: e.SupervisorNamed, number: int) -> State:
    return state._replace(size=number + 1, supervisors=(*state.supervisors, event.name))


def _key(state: State, event: e.KeyRegistered, number: int) -> State:
    return state._replace(size=number + 1, desk_keys=with_key(state.desk_keys, event.vkey, number))


def _named(state: State, event: e.RepresentativeNamed, number: int) -> State:
    who = Representative(
        number,
        event.name,
        event.function,
        event.declaration,
        _seen_at(state, event),
        event.others or (),
        supervisor=event.supervisor,
        reason=event.reason,
    )
    representatives = with_key(state.representatives, event.gm_code, who)
    return state._replace(size=number + 1, representatives=representatives)


def _seen_at(state: State, event: e.RepresentativeNamed) -> str | None:
    """Return which desk saw the declaration: who is named once more was seen where it was then."""
    if event.declaration is None:
        return None
    before = state.representatives.get(event.gm_code)
    said = (event.replaces, event.name, event.function, event.declaration)
    if before is not None and said == before[:4]:
        return before.declaration_desk
    return event.desk


def _withdrawn(state: State, event: e.RepresentativeWithdrawn, number: int) -> State:
    representatives = without_key(state.representatives, event.gm_code)
    return state._replace(size=number + 1, representatives=representatives)


def nothing_changes(state: State, event: e.Event, number: int) -> State:
    """Of some things only the record tells."""
    del event
    return state._replace(size=number + 1)


def _accredited(state: State, event: e.MemberAccredited, number: int) -> State:
    code = event.gm_code
    votes = {
        name: vote._replace(
            accreditations=with_key(
                vote.accreditations, code, (*vote.accreditations.get(code, ()), number)
            )
        )
        if vote.status == "open"
        else vote
        for name, vote in state.votes.items()
    }
    # Who was named beforehand: what was seen, asked and decided then goes on to count.
    named = Representative(number, event.name, event.function, None)
    if event.representative is not None:
        named = state.representatives[code]
    who = named._replace(
        declaration=event.declaration or named.declaration,
        declaration_desk=event.desk if event.declaration else named.declaration_desk,
        others=(*named.others, *(event.others or ())),
        came=True,
        supervisor=event.supervisor or named.supervisor,
        reason=event.reason or named.reason,
    )
    passes = (*state.passes.get(code, ()), Pass(event.pass_code, number, number))
    return state._replace(
        size=number + 1,
        accredited=with_key(state.accredited, code, number),
        representatives=with_key(state.representatives, code, who),
        passes=with_key(state.passes, code, passes),
        votes=votes,
    )


def _left(state: State, event: e.AccreditationEnded, number: int) -> State:
    return state._replace(
        size=number + 1,
        accredited=without_key(state.accredited, event.gm_code),
        inside=without_key(state.inside, event.gm_code),
        passes=with_key(state.passes, event.gm_code, ended(state.passes[event.gm_code], number)),
    )


def _pass_replaced(state: State, event: e.PassReplaced, number: int) -> State:
    fresh = Pass(event.pass_code, event.accreditation, number)
    passes = (*ended(state.passes[event.gm_code], number), fresh)
    return state._replace(size=number + 1, passes=with_key(state.passes, event.gm_code, passes))


def ended(passes: tuple[Pass, ...], number: int) -> tuple[Pass, ...]:
    """Return the passes of a member, of which the newest became worthless by this entry."""
    *older, newest = passes
    return (*older, newest._replace(ended=number))


def _door(state: State, event: e.DoorPassed, number: int) -> State:
    inside = with_key(state.inside, event.gm_code, event.inside)
    return state._replace(size=number + 1, door_used=True, inside=inside)


HALL_STEPS: dict[str, Callable[[State, Any, int], State]] = {
    e.MeetingOpened.kind: _meeting_opened,
    e.LateArrivalsSet.kind: _late,
    e.SupervisorNamed.kind: _supervisor,
    e.KeyRegistered.kind: _key,
    e.RepresentativeNamed.kind: _named,
    e.RepresentativeWithdrawn.kind: _withdrawn,
    e.RepresentativeRefused.kind: nothing_changes,
    e.MemberAccredited.kind: _accredited,
    e.AccreditationEnded.kind: _left,
    e.PassReplaced.kind: _pass_replaced,
    e.DoorPassed.kind: _door,
}
