"""The roll (stemmenlijst): members on a date, their votes, and how each was derived."""

from alvvote.roll.frozen import FrozenRoll, fingerprint, read_frozen, roll_core
from alvvote.roll.member import Derivation, Member, Part, Totals, totals_of
from alvvote.roll.roll import Deviation, Deviations, MissingFigures, Roll, make_roll

__all__ = [
    "Derivation",
    "Deviation",
    "Deviations",
    "FrozenRoll",
    "Member",
    "MissingFigures",
    "Part",
    "Roll",
    "Totals",
    "fingerprint",
    "make_roll",
    "read_frozen",
    "roll_core",
    "totals_of",
]
