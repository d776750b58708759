"""Which card a code belongs to, and what it is worth now."""

from typing import Literal, NamedTuple

from alvvote.cards.code import read_code
from alvvote.cards.secret import opens
from alvvote.meeting.model import State

Worth = Literal["valid", "replaced", "no vote", "over", "unknown", "mistyped"]


class FoundCard(NamedTuple):
    """What a code that was typed or scanned means."""

    worth: Worth
    """``valid``; ``replaced`` by a newer card; ``no vote``: the member is not on the roll any more,
    or suspended; ``over``: the results were published, and no card of the meeting is of use;
    ``unknown``: no code of this meeting, or one whose hash was erased; ``mistyped``: no code at
    all, as a character is wrong or missing."""
    gm_code: str | None = None
    """Whose card it is; None where nobody knows."""
    number: int | None = None
    """The serial number of the card."""


def find_card(state: State, text: str) -> FoundCard:
    """Return the card whose code this is, however it was typed.

    Each card has a salt of its own, so all of them are tried: a third of a millisecond for 342.
    """
    code = read_code(text)
    if code is None:
        return FoundCard("mistyped")
    for gm_code, cards in state.cards.items():
        for card in cards:
            if card.salt is None or card.digest is None or not opens(code, card.salt, card.digest):
                continue
            return FoundCard(_worth(state, gm_code, newest=card is cards[-1]), gm_code, card.number)
    return FoundCard("unknown")


def _worth(state: State, gm_code: str, *, newest: bool) -> Worth:
    if state.published is not None:
        return "over"
    if not newest:
        return "replaced"
    votes = {} if state.roll is None else state.roll.votes_of
    return "valid" if votes.get(gm_code) else "no vote"
