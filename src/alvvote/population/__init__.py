"""Inhabitants per municipality: CBS editions, which one holds on a date, boundary changes."""

from alvvote.population.changes import Change, Successor, read_changes, successors
from alvvote.population.choose import (
    Choice,
    NoEdition,
    ReferenceDateTooLate,
    choose_edition,
    defensible_editions,
    newer_probably_public,
)
from alvvote.population.edition import Edition, Figure, Store

__all__ = [
    "Change",
    "Choice",
    "Edition",
    "Figure",
    "NoEdition",
    "ReferenceDateTooLate",
    "Store",
    "Successor",
    "choose_edition",
    "defensible_editions",
    "newer_probably_public",
    "read_changes",
    "successors",
]
