"""What may happen in a meeting, event by event: the same when done and when replayed."""

from collections.abc import Sequence

from alvvote.meeting.events import Event
from alvvote.meeting.evolve import evolve
from alvvote.meeting.model import State
from alvvote.meeting.rules.agenda import AGENDA_RULES
from alvvote.meeting.rules.cards import CARD_RULES
from alvvote.meeting.rules.counts import COUNT_RULES
from alvvote.meeting.rules.desks import DESK_RULES
from alvvote.meeting.rules.find import Rule
from alvvote.meeting.rules.hall import HALL_RULES
from alvvote.meeting.rules.meeting import MEETING_RULES
from alvvote.meeting.rules.people import ABOUT_PERSONS
from alvvote.meeting.rules.rulings import RULING_RULES
from alvvote.meeting.rules.voting import VOTING_RULES
from alvvote.problems import Problem, has_errors

_RULES: dict[str, Rule] = {
    **MEETING_RULES,
    **CARD_RULES,
    **HALL_RULES,
    **DESK_RULES,
    **AGENDA_RULES,
    **VOTING_RULES,
    **COUNT_RULES,
    **RULING_RULES,
}


def permitted(state: State, event: Event, *, erased: bool = False) -> list[Problem]:
    """Return what speaks against an event in this state; warnings do not stop it.

    With `erased` the private fields are gone, and rules about them are not asked.
    """
    if event.kind != "meeting.created" and not state.name:
        return [Problem("M120", value=event.kind)]
    problems = _RULES[event.kind](state, event)
    if erased:
        return [problem for problem in problems if problem.code not in _ABOUT_PRIVATE]
    return problems


_ABOUT_PRIVATE = ABOUT_PERSONS | {"K104", "V108", "V109", "V116", "V150"}
"""Problems of what stands in private fields."""


def decide(state: State, events: Sequence[Event]) -> tuple[State, list[Problem]]:
    """Return the state after these events, and every problem; with an error the state is unchanged.

    Each event is judged in the state that the ones before it made.
    """
    after = state
    problems: list[Problem] = []
    for event in events:
        found = permitted(after, event)
        problems += found
        # An event that may not be leaves the state for the next as it was: all are judged.
        if not has_errors(found):
            after = evolve(after, event, after.size)
    return (state, problems) if has_errors(problems) else (after, problems)
