"""Items and votes by the name a person gives, and what speaks against it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from alvvote.meeting.model import Item, State, Vote
from alvvote.problems import Problem
from alvvote.tables.table import key_of

Rule = Callable[[State, Any], list[Problem]]
"""What speaks against an event of one kind in a state."""

_T = TypeVar("_T", Item, Vote)


def is_moment(text: object) -> bool:
    """Tell whether this is a moment as acts record it: ISO date and time."""
    try:
        datetime.fromisoformat(str(text))
    except ValueError:
        return False
    return isinstance(text, str)


def _find(mapping: Mapping[str, _T], name: str, code: str) -> _T | Problem:
    found = mapping.get(name)
    if found is not None:
        return found
    key = key_of(name)
    for known, value in mapping.items():
        if key_of(known) == key:
            return value
    return Problem(code, value=name, expected=", ".join(list(mapping)[:40]) or None)


def find_item(state: State, name: str) -> Item | Problem:
    """Return the item of that id; capitals and blanks do not matter."""
    return _find(state.items, name, "M104")


def member_in_words(state: State, gm_code: str) -> str:
    """Return a member as a problem names it: ``Borne (GM0147)``; off the roll the code alone."""
    member = None if state.roll is None else state.roll.by_code.get(gm_code)
    return gm_code if member is None else f"{member.municipality} ({gm_code})"


def find_vote(state: State, name: str) -> Vote | Problem:
    """Return the vote of that id; capitals and blanks do not matter."""
    return _find(state.votes, name, "V101")


def recorded_item(state: State, item: str) -> Item | Problem:
    """Return the item of exactly this id: in an event nothing is spelled otherwise."""
    return state.items.get(item) or Problem("M104", value=item)


def recorded_vote(state: State, vote: str) -> Vote | Problem:
    """Return the vote of exactly this id: in an event nothing is spelled otherwise."""
    return state.votes.get(vote) or Problem("V101", value=vote)
