"""Where each item stands on the agenda: parts and amendments below what they belong to."""

from collections.abc import Iterator
from typing import NamedTuple

from alvvote.meeting.model import Item, State


class Placed(NamedTuple):
    """An item, with its place on the agenda and how deep it stands under others."""

    place: int
    depth: int
    item: Item


def placed_items(state: State) -> list[Placed]:
    """Return the items in the order of the agenda; parts and amendments below theirs.

    Amendments stand there in the order in which they are put to the vote before their proposal.
    """
    places = {name: place for place, name in enumerate(state.items, 1)}

    def below(above: str | None, depth: int) -> Iterator[Placed]:
        for item in state.items.values():
            # An item is under one other: a part of an amendment under that amendment.
            if (item.part_of or item.parent) == above:
                yield Placed(places[item.id], depth, item)
                yield from below(item.id, depth + 1)

    return list(below(None, 0))
