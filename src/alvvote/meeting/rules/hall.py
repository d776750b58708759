"""Rules for the desks and the door: representatives, accreditation, passes."""

from datetime import datetime

from alvvote.meeting import events as e
from alvvote.meeting.model import Pass, State
from alvvote.meeting.rules.find import Rule, is_moment, member_in_words
from alvvote.meeting.rules.people import namesakes, person_problems, supervisor_problems
from alvvote.problems import Problem
from alvvote.statutes.representatives import DECLARATION_WORDS, person_key

DECLARATIONS = tuple(DECLARATION_WORDS.values())
"""How a declaration can be seen (statutes, article 11, paragraph 2)."""
_CAUSES = ("left", "substituted")


def _meeting_opened(state: State, event: e.MeetingOpened) -> list[Problem]:
    if state.opened is not None:
        return [Problem("D110", details={"at": datetime.fromisoformat(state.opened)})]
    if not state.roll_fixed:
        return [Problem("M110")]
    return [] if is_moment(event.moment) else [Problem("V131", value=str(event.moment))]


def _late(state: State, event: e.LateArrivalsSet) -> list[Problem]:
    del state
    return [] if isinstance(event.admitted, bool) else [Problem("V131", value=str(event.admitted))]


def _supervisor(state: State, event: e.SupervisorNamed) -> list[Problem]:
    if event.number != len(state.supervisors) + 1:
        return [Problem("V131", value=str(event.number))]
    return [] if person_key(event.name or "") else [Problem("D106", value=event.name or "")]


def _member(state: State, gm_code: str) -> Problem | None:
    """Return why this is nobody who can be represented."""
    if state.roll is None:
        return Problem("M110")
    if gm_code not in state.roll.votes_of:
        return Problem("V123", value=gm_code)
    if state.roll.by_code[gm_code].suspended:
        return Problem("V119", value=member_in_words(state, gm_code))
    if state.published is not None:
        return Problem("K103", value=state.published.isoformat())
    return None


def _named(state: State, event: e.RepresentativeNamed) -> list[Problem]:
    problem = _member(state, event.gm_code)
    if problem is not None:
        return [problem]
    member = member_in_words(state, event.gm_code)
    if event.gm_code in state.accredited:
        return [Problem("M112", value=member)]
    standing = state.representatives.get(event.gm_code)
    if event.replaces is None and standing is not None:
        return [Problem("D105", value=member)]
    if event.replaces != (None if standing is None else standing.entry):
        return [Problem("V131", value=member)]
    return _declared(event, member) + person_problems(state, event, late=False)


def _declared(event: e.RepresentativeNamed | e.MemberAccredited, member: str) -> list[Problem]:
    if event.declaration is None or event.declaration in DECLARATIONS:
        return []
    return [Problem("V131", value=member)]


def _withdrawn(state: State, event: e.RepresentativeWithdrawn) -> list[Problem]:
    member = member_in_words(state, event.gm_code)
    standing = state.representatives.get(event.gm_code)
    if standing is None or standing.entry != event.representative:
        return [Problem("V151", value=member)]
    return [Problem("M112", value=member)] if event.gm_code in state.accredited else []


def _refused(state: State, event: e.RepresentativeRefused) -> list[Problem]:
    problem = _member(state, event.gm_code)
    if problem is not None:
        return [problem]
    if event.same_as is None and not (event.reason or "").strip():
        return [Problem("D111", value=member_in_words(state, event.gm_code))]
    known = [other.entry for other in namesakes(state, event.gm_code, event.name or "").values()]
    if event.same_as is not None and event.same_as not in known:
        return [Problem("V131", value=member_in_words(state, event.gm_code))]
    return supervisor_problems(state, event.supervisor)


def _accredited(state: State, event: e.MemberAccredited) -> list[Problem]:
    if not state.accreditation or state.roll is None:
        return [Problem("M111")]
    problem = _member(state, event.gm_code)
    if problem is not None:
        return [problem]
    member = member_in_words(state, event.gm_code)
    if event.gm_code in state.accredited:
        return [Problem("M112", value=member)]
    if not _follows(state, event):
        return [Problem("V131", value=member)]
    late = state.opened is not None and not state.late_admitted and not _comes_back(state, event)
    return _declared(event, member) + person_problems(state, event, late=late)


def _follows(state: State, event: e.MemberAccredited) -> bool:
    """Tell whether an accreditation names what is there: representative, pass, who went before."""
    if event.representative is not None:
        standing = state.representatives.get(event.gm_code)
        if standing is None or standing.entry != event.representative:
            return False
        kept = (standing.name, standing.function)
        if None not in kept and event.name is not None and kept != (event.name, event.function):
            return False
    if event.takes_over is not None:
        newest = _newest(state, event.gm_code)
        if newest is None or newest.ended is None or newest.accreditation != event.takes_over:
            return False
    return _is_new(state, event.pass_code)


def _comes_back(state: State, event: e.MemberAccredited) -> bool:
    """Tell whether this representative had been accredited before."""
    standing = state.representatives.get(event.gm_code)
    return (
        standing is not None
        and standing.came
        and event.representative is not None
        and event.representative == standing.entry
    )


def _newest(state: State, gm_code: str) -> Pass | None:
    passes = state.passes.get(gm_code, ())
    return passes[-1] if passes else None


def _is_new(state: State, code: str | None) -> bool:
    """Tell whether no pass has this code."""
    return code is None or all(
        other.code != code for passes in state.passes.values() for other in passes
    )


def _is_accredited(
    state: State, event: e.AccreditationEnded | e.PassReplaced | e.DoorPassed
) -> list[Problem]:
    if state.accredited.get(event.gm_code) != event.accreditation:
        return [Problem("M113", value=member_in_words(state, event.gm_code))]
    return []


def _left(state: State, event: e.AccreditationEnded) -> list[Problem]:
    problems = _is_accredited(state, event)
    if not problems and event.cause not in _CAUSES:
        return [Problem("V131", value=str(event.cause))]
    return problems


def _pass_replaced(state: State, event: e.PassReplaced) -> list[Problem]:
    problems = _is_accredited(state, event)
    if not problems and not _is_new(state, event.pass_code):
        return [Problem("V131", value=member_in_words(state, event.gm_code))]
    return problems


def _door(state: State, event: e.DoorPassed) -> list[Problem]:
    problems = _is_accredited(state, event)
    if not problems and state.inside.get(event.gm_code, False) == event.inside:
        return [Problem("D109", value=member_in_words(state, event.gm_code))]
    return problems


HALL_RULES: dict[str, Rule] = {
    e.MeetingOpened.kind: _meeting_opened,
    e.LateArrivalsSet.kind: _late,
    e.SupervisorNamed.kind: _supervisor,
    e.RepresentativeNamed.kind: _named,
    e.RepresentativeWithdrawn.kind: _withdrawn,
    e.RepresentativeRefused.kind: _refused,
    e.MemberAccredited.kind: _accredited,
    e.AccreditationEnded.kind: _left,
    e.PassReplaced.kind: _pass_replaced,
    e.DoorPassed.kind: _door,
}
