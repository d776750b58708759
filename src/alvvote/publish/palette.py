"""Colours and patterns of what members chose: told apart by colour-blind people, and in grey."""

from typing import NamedTuple

from alvvote.proposal import Option
from alvvote.publish.publication import Choice, PublishedVote

OWN = 6
"""How many options of a vote's own have a style of their own; further ones begin again."""


class Style(NamedTuple):
    """How something that members did is drawn."""

    name: str
    """The class in HTML and SVG, and the id of its pattern after ``p-``."""
    light: str
    """The colour on a light ground: at least 3:1 against white."""
    dark: str
    """The colour on a dark ground."""
    pattern: str
    """``solid``, a pattern on the colour, or an edge around nothing; no two are the same."""


STYLES: tuple[Style, ...] = (
    Style("o0", "#005a9c", "#6cb6f5", "solid"),
    Style("o1", "#c2570c", "#f2a04e", "stripes"),
    Style("o2", "#00795a", "#43c7a0", "dots"),
    Style("o3", "#8a3a8f", "#dd9be0", "cross"),
    Style("o4", "#7a6400", "#dcc246", "bars"),
    Style("o5", "#a3264a", "#f58aa8", "rings"),
    Style("o6", "#3f4f8f", "#a7b4f0", "backslashes"),
    Style("o7", "#4d6b1f", "#aecb77", "grid"),
    Style("abstention", "#5f6368", "#b9bec4", "ring"),
    Style("blank", "#5f6368", "#b9bec4", "dashed"),
    Style("absent", "#6b7075", "#9aa1a8", "outline"),
    Style("away", "#73787d", "#8d949b", "dotted"),
)

BY_NAME = {style.name: style for style in STYLES}


def style_of(vote: PublishedVote, choice: Choice) -> Style:
    """Return how a choice in a vote is drawn.

    The yes to a question is the first style, who rejects the second; options of the vote's own have
    the next ones, in their order.
    """
    if isinstance(choice, str):
        return BY_NAME["away" if choice == "not accredited" else "absent"]
    if choice.role == "for":
        return BY_NAME["o0"]
    if choice.role in {"abstention", "blank"}:
        return BY_NAME[choice.role]
    if choice.role == "rejecting":
        return BY_NAME["o1"]
    return BY_NAME[f"o{_own_place(vote, choice)}"]


def _own_place(vote: PublishedVote, option: Option) -> int:
    """Return which style an option of the vote's own has: the first of them is as a yes."""
    own = [other for other in vote.proposal.options if other.role == "choice"]
    place = own.index(option)
    return 0 if place == 0 else 2 + (place - 1) % OWN
