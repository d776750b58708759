"""Acts on the agenda: what is to be recorded when items come on it, change, move or get a text.

Each returns the events; whether they may happen is for `alvvote.meeting.rules`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from alvvote.meeting import events as e
from alvvote.meeting.acts import item_named
from alvvote.meeting.model import State
from alvvote.statutes import Majority
from alvvote.statutes.majority import parse_majority
from alvvote.tables.table import key_of

_NOTHING: dict[str, Any] = {
    "title": "",
    "sort": None,
    "majority": None,
    "options": (),
    "rejecting": None,
    "advice": None,
    "submitters": (),
    "cosignatories": (),
    "parent": None,
    "part_of": None,
    "overtakes": (),
    "submitted": None,
}


class NewText(NamedTuple):
    """A version of a text that is to be added; see `alvvote.meeting.events.TextAdded`."""

    version: str
    sha256: str
    day: str

    def added_to(self, item: str) -> e.TextAdded:
        """Return the event that adds it to an item."""
        return e.TextAdded(item, self.version, self.sha256, self.day)


def majority_text(majority: Majority) -> str:
    """Return the one way in which the agenda writes a majority: ``2/3``; a sign where it needs it.

    Two items with the same majority can then be seen to have the same.
    """
    plain = majority.fraction
    if parse_majority(plain) == majority:
        return plain
    return f"{'>' if majority.strict else '>='}{plain}"


def _resolved(state: State, fields: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """Return the fields with items and the rejecting option by their exact names.

    Raises:
        Refused: one of the items is not on the agenda.
    """
    found = dict(fields)
    for name in ("parent", "part_of"):
        if found.get(name) is not None:
            found[name] = item_named(state, found[name]).id
    if "overtakes" in found:
        found["overtakes"] = tuple(item_named(state, name).id for name in found["overtakes"])
    if found.get("rejecting") is not None:
        exact = {key_of(option): option for option in options}
        found["rejecting"] = exact.get(key_of(found["rejecting"]), found["rejecting"])
    return found


def add_item(
    state: State, item: str, fields: Mapping[str, Any], text: NewText | None
) -> list[e.Event]:
    """Put an item on the agenda, with its text if there is one.

    `fields` are those of `ItemAdded`, by name; what is not given is empty. Without a kind an item
    that amends another is an amendment, and a part has the kind of the whole.

    Raises:
        Refused: an item that it names is not on the agenda.
    """
    given = _resolved(state, {**_NOTHING, **fields}, fields.get("options", ()))
    if given["sort"] is None and given["parent"] is not None:
        given["sort"] = "amendment"
    if given["sort"] is None and given["part_of"] is not None:
        given["sort"] = state.items[given["part_of"]].kind
    events: list[e.Event] = [e.ItemAdded(item=item, **given)]
    return events if text is None else [*events, text.added_to(item)]


def edit_item(
    state: State, name: str, fields: Mapping[str, Any], text: NewText | None
) -> list[e.Event]:
    """Change the fields of an item that are given, and add a version of its text.

    Raises:
        Refused: this item, or one that it names, is not on the agenda.
    """
    item = item_named(state, name)
    changes = _resolved(state, fields, fields.get("options", item.options))
    # As it is read back: JSON has lists, no tuples.
    plain = {k: list(v) if isinstance(v, tuple) else v for k, v in changes.items()}
    events: list[e.Event] = [e.ItemChanged(item.id, plain)] if plain else []
    return events if text is None else [*events, text.added_to(item.id)]


def move_item(state: State, name: str, place: int) -> list[e.Event]:
    """Put an item at another place of the agenda, counted from 1.

    Raises:
        Refused: there is no such item.
    """
    return [e.ItemMoved(item_named(state, name).id, place)]


def set_deadlines(moments: Mapping[str, str | None]) -> list[e.Event]:
    """Set the terms for amendments and motions that are given; None: no term."""
    return [e.DeadlineSet(what, moment) for what, moment in moments.items()]  # type: ignore[arg-type] # the options have these names
