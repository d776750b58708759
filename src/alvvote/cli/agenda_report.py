"""What is said after something changed on the agenda: how it stands now, and what is amiss."""

from alvvote.cli.agenda_text import item_json, item_text
from alvvote.cli.dossiers import Report
from alvvote.meeting.model import State
from alvvote.meeting.placed import placed_items
from alvvote.meeting.terms import impossible_terms, late_items


def item_report(state: State, name: str) -> Report:
    """Report an item as it stands on the agenda now, with the warnings about it."""
    item = state.items[name]
    place = next(place for place, _depth, other in placed_items(state) if other == item)
    amiss = [*late_items(state), *impossible_terms(state)]
    return Report(
        item_text(state, place, 0, item),
        {"item": item_json(state, item)},
        problems=tuple(problem for problem in amiss if problem.value == name),
    )


def agenda_report(state: State) -> Report:
    """Report the whole agenda, with all warnings about terms."""
    text = "\n".join(item_text(state, *placed) for placed in placed_items(state))
    return Report(
        text,
        {"items": [item_json(state, item) for item in state.items.values()]},
        problems=(*late_items(state), *impossible_terms(state)),
    )
