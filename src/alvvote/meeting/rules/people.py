"""Rules about persons: who may represent a member, and what a supervisor has to decide.

All of it stands in private parts: once these are erased it is not asked any more.
"""

from alvvote.meeting import events as e
from alvvote.meeting.model import Representative, State
from alvvote.meeting.rules.find import member_in_words
from alvvote.problems import Problem
from alvvote.statutes.representatives import FUNCTIONS, LEFT_OPEN, person_key

ABOUT_PERSONS = frozenset({"D101", "D102", "D103", "D104", "D106", "D111", "V124"})
"""The problems that these rules know."""


def namesakes(state: State, gm_code: str, name: str) -> dict[str, Representative]:
    """Return who stands for another member under the same name, by code of that member."""
    key = person_key(name)
    return {
        code: other
        for code, other in state.representatives.items()
        if code != gm_code and other.name is not None and person_key(other.name) == key
    }


def person_problems(
    state: State, event: e.RepresentativeNamed | e.MemberAccredited, *, late: bool
) -> list[Problem]:
    """Return what speaks against this person as representative; `late` where that is a question."""
    if not person_key(event.name or ""):
        return [Problem("D106", value=event.name or "")]
    if event.function not in FUNCTIONS + LEFT_OPEN:
        return [Problem("V124", value=event.function or "", expected=", ".join(FUNCTIONS))]
    standing = _standing(state, event)
    problems = [
        Problem("D102", value=event.name, expected=member_in_words(state, code))
        for code in sorted(unasked_namesakes(state, event, standing))
    ]
    decided = bool(event.supervisor) and bool((event.reason or "").strip())
    if standing is not None and standing.supervisor and not late:
        decided = True
    if event.function in LEFT_OPEN and not decided:
        problems.append(Problem("D101", value=event.function))
    if late and not decided:
        problems.append(Problem("D104", value=member_in_words(state, event.gm_code)))
    return problems + supervisor_problems(state, event.supervisor)


def _standing(
    state: State, event: e.RepresentativeNamed | e.MemberAccredited
) -> Representative | None:
    """Return what was recorded of this very person before; None where it is a new one."""
    if isinstance(event, e.RepresentativeNamed) or event.representative is None:
        return None
    return state.representatives.get(event.gm_code)


def unasked_namesakes(
    state: State,
    event: e.RepresentativeNamed | e.MemberAccredited,
    standing: Representative | None,
) -> list[str]:
    """Return the members for whom the same name stands, where nobody said it is another person."""
    others = {*(event.others or ()), *(() if standing is None else standing.others)}
    return [
        code
        for code, other in namesakes(state, event.gm_code, event.name or "").items()
        if other.entry not in others and (standing is None or standing.entry not in other.others)
    ]


def supervisor_problems(state: State, name: str | None) -> list[Problem]:
    """Return that who decided is no supervisor of today."""
    if name is None or None in state.supervisors:
        return []
    known = [other for other in state.supervisors if other is not None]
    if person_key(name) in map(person_key, known):
        return []
    return [Problem("D103", value=name, expected=", ".join(known) or None)]
