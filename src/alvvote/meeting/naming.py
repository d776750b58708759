"""Naming a representative beforehand: what is new of it, and what was asked and decided before."""

from alvvote.meeting import events as e
from alvvote.meeting.desk_acts import Person, is_same, name_representative
from alvvote.meeting.model import Representative, State
from alvvote.meeting.rules.people import namesakes


def naming(
    state: State, gm_code: str, person: Person, desk: str | None, *, replace: bool = False
) -> list[e.Event]:
    """Return what is to be recorded so that this person is named; empty where it stands so already.

    Of a person who was named before, and has not come yet, more may become known: that the
    declaration was seen, say. What was asked and decided then goes on to count. With `replace` the
    person may take the place of another one.
    """
    standing = state.representatives.get(gm_code)
    if standing is None or not is_same(person, standing):
        return name_representative(state, gm_code, person, desk, replace=replace)
    if _adds_nothing(person, standing):
        return []
    kept = person._replace(
        declaration=person.declaration or standing.declaration,
        others=tuple(sorted({*person.others, *answered(state, gm_code, standing)})),
        supervisor=person.supervisor or standing.supervisor,
        reason=person.reason or standing.reason,
    )
    return name_representative(state, gm_code, kept, desk, replace=replace or not standing.came)


def _adds_nothing(person: Person, standing: Representative) -> bool:
    known = (
        (person.declaration, standing.declaration),
        (person.supervisor, standing.supervisor),
        (person.reason, standing.reason),
    )
    return all(said is None or said == stands for said, stands in known)


def answered(state: State, gm_code: str, standing: Representative) -> list[int]:
    """Return the entries of namesakes of whom it was said that they are other people."""
    return [
        other.entry
        for other in namesakes(state, gm_code, standing.name or "").values()
        if other.entry in standing.others or standing.entry in other.others
    ]
