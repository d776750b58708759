"""The logo on the cards: a picture from a file of the user."""

from alvvote.cards.wording import Data
from alvvote.i18n import _
from alvvote.problems import Problem
from alvvote.tables.source import read_bytes
from alvvote.typesetting import can_draw

MOST_KB = 500
"""Kilobytes: the picture stands in each PDF once more."""

_BEGINS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


def read_logo(file: str, option: str, problems: list[Problem]) -> Data | None:
    """Return the picture as data for ``cards.typ``; None with a problem where it is of no use."""
    data = read_bytes(file, problems)
    if data is None:
        return None
    kind = next((kind for kind, begins in _BEGINS.items() if data.startswith(begins)), "svg")
    if len(data) <= MOST_KB * 1000 and can_draw(data, kind):
        return {"data": list(data), "format": kind, "alt": _("Logo")}
    problems.append(Problem("K106", file, column=option, expected=str(MOST_KB)))
    return None
