"""Inhabitants per municipality: CBS editions, which one holds on a date, boundary changes."""

from alvvote.population.carry import Carried, Carrying, Part, applied_changes, apportion, carry
from alvvote.population.changes import Change, Successor, read_changes, successors
from alvvote.population.choose import (
    Choice,
    NoEdition,
    ReferenceDateTooLate,
    choose_edition,
    defensible_editions,
    known_later,
    newer_probably_public,
)
from alvvote.population.edition import Edition, Figure, Store

__all__ = [
    "Carried",
    "Carrying",
    "Change",
    "Choice",
    "Edition",
    "Figure",
    "NoEdition",
    "Part",
    "ReferenceDateTooLate",
    "Store",
    "Successor",
    "applied_changes",
    "apportion",
    "carry",
    "choose_edition",
    "defensible_editions",
    "known_later",
    "newer_probably_public",
    "read_changes",
    "successors",
]
