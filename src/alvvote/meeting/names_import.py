"""Representatives from a file as events: all of them, or none and everything that is wrong."""

from typing import NamedTuple

from alvvote.meeting import events as e
from alvvote.meeting.desk_acts import is_same
from alvvote.meeting.evolve import evolve
from alvvote.meeting.model import State
from alvvote.meeting.names_file import FileRow, NamesFile
from alvvote.meeting.naming import naming
from alvvote.meeting.rules import permitted
from alvvote.problems import Problem, has_errors

_SINGLY = {"D101": "D120", "D102": "D123"}
"""What takes an answer or a decision is named one by one; the file has no place for it."""
_COLUMNS = {"D120": "functie", "D123": "naam", "D106": "naam", "V124": "functie"}
"""The column that a problem is about, where that is not the one of the member."""


class NamesTaken(NamedTuple):
    """What is to be recorded of a file, and of which members."""

    events: list[e.Event]
    named: list[str]
    """Those that had nobody named, or the same person with less known of it."""
    replaced: list[str]
    """Those that had another person named."""
    unchanged: list[str]
    problems: list[Problem]


def take_names(state: State, names: NamesFile, desk: str | None, *, replace: bool) -> NamesTaken:
    """Return what is to be recorded of each row, judged in the state that the rows before made.

    So a name that stands in the file twice, for two members, is found as one that stood before.
    """
    taken = NamesTaken([], [], [], [], [])
    after = state
    for row in names.rows:
        after = _take(after, names, row, desk, taken, replace=replace)
    return taken


def _take(
    state: State,
    names: NamesFile,
    row: FileRow,
    desk: str | None,
    taken: NamesTaken,
    *,
    replace: bool,
) -> State:
    code = row.member.gm_code
    events = naming(state, code, row.person, desk, replace=replace)
    found = [problem for event in events for problem in permitted(state, event)]
    taken.problems.extend(_placed(problem, names, row) for problem in found)
    if has_errors(found):
        return state
    standing = state.representatives.get(code)
    after = state
    for event in events:
        after = evolve(after, event, after.size)
    if not events:
        taken.unchanged.append(code)
    elif standing is not None and not is_same(row.person, standing):
        taken.replaced.append(code)
    else:
        taken.named.append(code)
    taken.events.extend(events)
    return after


def _placed(problem: Problem, names: NamesFile, row: FileRow) -> Problem:
    """Return a problem with its place in the file, and told for a file."""
    code = _SINGLY.get(problem.code, problem.code)
    column = names.titles.get(_COLUMNS.get(code, ""), names.who)
    return problem._replace(code=code, file=names.file, row=row.row, column=column)
