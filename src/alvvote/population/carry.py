"""Carrying figures over boundary changes: from the reference date to the date of a meeting.

The statutes do not speak of it; this is our reading: a merged municipality has the sum of its
parts, a divided one is shared out in proportion to the inhabitants that CBS says were moved, and a
border correction changes nothing, because the published figure stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from alvvote.population.changes import Change


class Part(NamedTuple):
    """Inhabitants that came from one municipality."""

    gm_code: str
    inhabitants: int
    of: int
    """All inhabitants of that municipality before the change."""


class Carried(NamedTuple):
    """The inhabitants of a municipality on the date to which figures were carried."""

    inhabitants: int
    parts: tuple[Part, ...] = ()
    """What they were added up from; empty where the published figure stands."""


class Carrying(NamedTuple):
    """Figures carried over, and what could not be."""

    figures: dict[str, Carried]
    """By code of the municipality, for every one that exists on the date."""
    missing: dict[str, tuple[str, ...]]
    """Municipalities without a figure, each with the codes whose figures or transfers lack."""


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` out in proportion to `weights`, by largest remainder; the parts add up to it.

    Of equal remainders the first goes first.

    Raises:
        ValueError: all weights are zero.
    """
    whole = sum(weights)
    if whole == 0:
        raise ValueError("nothing to share out by")
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: total * weights[i] % whole, reverse=True
    )
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def applied_changes(changes: Iterable[Change], after: date, until: date) -> list[Change]:
    """Return the mergers and splits after the one date, up to and including the other."""
    between = (c for c in changes if c.type == "reclassification" and after < c.date <= until)
    return sorted(between, key=lambda change: (change.date, change.from_code, change.to_code))


def carry(figures: Mapping[str, int], changes: Iterable[Change]) -> Carrying:
    """Carry figures (inhabitants by code) over mergers and splits, one day after the other.

    `changes` are in order of date, as `applied_changes` returns them.
    """
    carrying = Carrying({code: Carried(count) for code, count in figures.items()}, {})
    for _day, of_day in groupby(changes, key=lambda change: change.date):
        carrying = _carry_over_day(carrying, list(of_day))
    return carrying


def _carry_over_day(before: Carrying, changes: list[Change]) -> Carrying:
    moved: dict[str, dict[str, int]] = {}
    for change in changes:
        targets = moved.setdefault(change.from_code, {})
        targets[change.to_code] = targets.get(change.to_code, 0) + change.inhabitants_moved
    incoming: dict[str, list[Part]] = {}
    lacking: dict[str, list[str]] = {}
    for source, targets in moved.items():
        known = before.figures.get(source)
        if known is None or (len(targets) > 1 and not any(targets.values())):
            for target in targets:
                lacking.setdefault(target, []).append(source)
            continue
        for target, shared in _shared_out(source, known, targets).items():
            incoming.setdefault(target, []).extend(shared)
    figures = {code: c for code, c in before.figures.items() if code not in moved}
    missing = {code: why for code, why in before.missing.items() if code not in moved}
    for target, parts in incoming.items():
        # What joins a municipality without a figure does not give it one.
        if target not in missing:
            figures[target] = _added_up(
                target, before.figures.get(target), figures.get(target), parts
            )
    for target, sources in lacking.items():
        figures.pop(target, None)
        missing[target] = (*missing.get(target, ()), *sources)
    return Carrying(figures, missing)


def _shared_out(
    source: str, known: Carried, targets: Mapping[str, int]
) -> dict[str, tuple[Part, ...]]:
    if len(targets) == 1:
        # What was added up before, and goes on as a whole, keeps its own parts.
        whole = (Part(source, known.inhabitants, known.inhabitants),)
        return dict.fromkeys(targets, known.parts or whole)
    shares = apportion(known.inhabitants, list(targets.values()))
    return {
        target: (Part(source, share, known.inhabitants),)
        for target, share in zip(targets, shares, strict=True)
    }


def _added_up(
    target: str, was: Carried | None, standing: Carried | None, incoming: list[Part]
) -> Carried:
    parts = list(incoming)
    if standing is not None:
        mine = Part(target, standing.inhabitants, standing.inhabitants)
        parts[:0] = standing.parts or (mine,)
    total = sum(part.inhabitants for part in parts)
    if was is not None and parts == [Part(target, total, total)]:
        # It goes on as it was.
        return was
    merged: dict[str, Part] = {}
    for part in parts:
        earlier = merged.get(part.gm_code, Part(part.gm_code, 0, 0))
        count = earlier.inhabitants + part.inhabitants
        merged[part.gm_code] = Part(part.gm_code, count, max(earlier.of, part.of, count))
    return Carried(total, tuple(merged.values()))
