"""Boundary changes: mergers, splits and border corrections, as CBS publishes them."""

import csv
from datetime import date
from typing import Literal, NamedTuple

HEADER = "date,type,from_code,from_name,to_code,to_name,to_province,inhabitants_moved"


class Change(NamedTuple):
    """Inhabitants that went from one municipality to another on one day."""

    date: date
    type: Literal["reclassification", "border_correction"]
    from_code: str
    from_name: str
    to_code: str
    """The same code as `from_code` where a municipality that grew or shrank goes on."""
    to_name: str
    to_province: str
    inhabitants_moved: int


class Successor(NamedTuple):
    """What an abolished municipality became, and when."""

    date: date
    gm_codes: tuple[str, ...]
    names: tuple[str, ...]
    """More than one: it was divided."""


def read_changes(text: str) -> list[Change]:
    """Read a file in the form of ``data/boundary_changes.csv``.

    Raises:
        ValueError: the first line is not the header of such a file.
    """
    lines = text.splitlines()
    if not lines or lines[0] != HEADER:
        raise ValueError("not a file of boundary changes")
    return [
        Change(
            date.fromisoformat(day),
            "reclassification" if kind == "reclassification" else "border_correction",
            from_code,
            from_name,
            to_code,
            to_name,
            to_province,
            int(moved),
        )
        for (
            day,
            kind,
            from_code,
            from_name,
            to_code,
            to_name,
            to_province,
            moved,
        ) in csv.reader(lines[1:])
    ]


def successors(changes: list[Change]) -> dict[str, Successor]:
    """Return for each abolished municipality (by code) what it became."""
    moved: dict[tuple[str, date], dict[str, str]] = {}
    for change in changes:
        if change.type == "reclassification":
            targets = moved.setdefault((change.from_code, change.date), {})
            targets[change.to_code] = change.to_name
    return {
        code: Successor(day, tuple(targets), tuple(targets.values()))
        for (code, day), targets in moved.items()
        if code not in targets
    }
