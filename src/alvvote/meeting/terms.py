"""The terms of a meeting: until when amendments and motions come in, and what came too late."""

from datetime import date, datetime, time
from typing import Literal

from alvvote.deadlines import (
    Deadline,
    Term,
    amendment_deadline,
    calendar,
    is_impossible,
    is_late,
)
from alvvote.meeting.model import Item, State
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.statutes import STATUTE_CHANGE
from alvvote.statutes.majority import parse_majority

What = Literal["amendments", "motions"]
_TERM_OF: dict[str, What] = {"amendment": "amendments", "motion": "motions"}


def meeting_day(state: State) -> date:
    """Return the day of the meeting.

    Raises:
        ValueError: the meeting was not made yet.
    """
    if state.day is None:
        raise ValueError("a meeting without a day")
    return state.day


def deadline_of(state: State, what: What) -> Deadline:
    """Return the term for amendments or motions: as set, or by default.

    Amendments are taken until nine working days before the meeting, motions have no term.
    """
    if what in state.deadlines:
        moment = state.deadlines[what]
        return Deadline(None if moment is None else datetime.fromisoformat(moment), "set")
    if what == "motions":
        return Deadline(None, "default")
    return amendment_deadline(meeting_day(state))


def changes_statutes(state: State) -> bool:
    """Tell whether an item takes two thirds, as a change of the statutes does (2:43)."""
    return any(
        item.majority is not None and parse_majority(item.majority) == STATUTE_CHANGE
        for item in state.items.values()
    )


def terms_of(state: State, *, statute_change: bool) -> list[Term]:
    """Return the terms of the meeting in order, those of Burgerlijk Wetboek 2:42 if they apply."""
    return calendar(
        meeting_day(state),
        deadline_of(state, "amendments"),
        deadline_of(state, "motions"),
        statute_change=statute_change or changes_statutes(state),
    )


def missed_term(state: State, item: Item) -> datetime | None:
    """Return the end of the term after which an amendment or motion came in; None: in time."""
    what = _TERM_OF.get(item.kind or "")
    if what is None or item.submitted is None:
        return None
    deadline = deadline_of(state, what)
    return deadline.moment if is_late(datetime.fromisoformat(item.submitted), deadline) else None


def late_items(state: State) -> list[Problem]:
    """Return a warning for each amendment or motion that came in after its term."""
    problems: list[Problem] = []
    for item in state.items.values():
        missed = missed_term(state, item)
        if missed is not None:
            expected = moment_in_short(missed)
            term = missed.date() if _is_end_of_day(missed) else missed
            details: dict[str, Detail] = {"term": term}
            problems.append(Problem("W401", value=item.id, expected=expected, details=details))
    return problems


def impossible_terms(state: State) -> list[Problem]:
    """Return a warning for each item whose definitive text came after the term for amendments."""
    problems: list[Problem] = []
    for item in state.items.values():
        days = [date.fromisoformat(t.day) for t in item.texts if t.version == "definitive"]
        # What is an amendment is not amended itself.
        if not days or item.kind in {None, "amendment"}:
            continue
        if is_impossible(deadline_of(state, "amendments"), min(days)):
            out = min(days)
            details: dict[str, Detail] = {"out": out}
            expected = out.isoformat()
            problems.append(Problem("W402", value=item.id, expected=expected, details=details))
    return problems


def moment_in_short(moment: datetime) -> str:
    """Return ``2027-06-03 17.00``; of the end of a day the day alone."""
    if _is_end_of_day(moment):
        return moment.date().isoformat()
    return moment.strftime("%Y-%m-%d %H.%M")


def _is_end_of_day(moment: datetime) -> bool:
    return moment.time() == time(23, 59, 59)
