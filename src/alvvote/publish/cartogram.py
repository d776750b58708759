"""Where the circles of the cartogram stand: one per member, near its place, none over another.

All arithmetic is in whole numbers, so that every machine draws the same picture.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from math import isqrt
from typing import NamedTuple

WIDTH = 6_000
"""How wide the country is drawn, in tenths of a unit of the drawing."""

GAP = 8
"""The least room between two circles, in tenths."""

_PER_VOTE = 27_000
"""The square of the radius of one vote, in hundredths of a tenth: area follows votes."""
_MARGIN = 40
_ROUNDS = 60
"""Rounds in which circles grow to their size and are drawn to their place; then they give way."""
_PATIENCE = 600
"""Rounds after which circles that lock each other in get more room, ..."""
_ROOM = 150
"""... once in so many rounds."""
_PULL = 6
"""The part of the way back in a round: a sixth."""

Point = tuple[int, int]


class Circle(NamedTuple):
    """A member in the picture; all numbers are tenths of a unit."""

    gm_code: str
    x: int
    y: int
    r: int


class Layout(NamedTuple):
    """All circles, and the size of the picture in tenths."""

    circles: tuple[Circle, ...]
    """By code."""
    width: int
    height: int


def read_centres(text: str) -> dict[str, Point]:
    """Return the centre of each municipality by code, in metres of the Dutch grid (RD)."""
    return {
        row["gm_code"]: (int(row["rd_x"]), int(row["rd_y"]))
        for row in csv.DictReader(text.splitlines())
    }


def radius_of(votes: int) -> int:
    """Return the radius for a number of votes, in tenths; the area is in proportion to the votes.

    A member without a vote is drawn as one with one vote.
    """
    return isqrt(max(votes, 1) * _PER_VOTE) // 10


def layout(
    votes: Mapping[str, int],
    centres: Mapping[str, Point],
    heir_of: Callable[[str], str | None] = lambda _code: None,
) -> Layout:
    """Return where each member stands, given its votes by code.

    A member without a centre stands at that of `heir_of` it, what it became part of. Where nothing
    is known of its place, it stands in a row below the country. The order of `votes` is no matter.
    """
    radii = {code: radius_of(votes[code]) for code in sorted(votes)}
    places = {code: _place(code, centres, heir_of) for code in radii}
    homes = _scaled({code: place for code, place in places.items() if place is not None})
    homeless = [code for code, place in places.items() if place is None]
    found = _apart(homes, radii)
    found |= _in_a_row(homeless, radii, max((y for _x, y in found.values()), default=0))
    return _boxed([Circle(code, *found[code], radii[code]) for code in radii])


def _place(
    code: str, centres: Mapping[str, Point], heir_of: Callable[[str], str | None]
) -> Point | None:
    seen: set[str] = set()
    here: str | None = code
    while here is not None and here not in centres and here not in seen:
        seen.add(here)
        here = heir_of(here)
    return None if here is None else centres.get(here)


def _scaled(places: Mapping[str, Point]) -> dict[str, Point]:
    """Return the places in the drawing: north is up, and both directions have one scale."""
    if not places:
        return {}
    left = min(x for x, _y in places.values())
    top = max(y for _x, y in places.values())
    span = max(max(x for x, _y in places.values()) - left, 1)
    return {
        code: ((x - left) * WIDTH // span, (top - y) * WIDTH // span)
        for code, (x, y) in places.items()
    }


def _apart(homes: Mapping[str, Point], radii: Mapping[str, int]) -> dict[str, Point]:
    """Move circles apart until none overlap; the smaller of two gives way the most.

    They begin as points and grow: so neighbours stay neighbours, and few are pushed far away.
    """
    codes = list(homes)
    at = {code: list(homes[code]) for code in codes}
    cell = 2 * max(radii.values(), default=1) + GAP
    for grown in range(_ROUNDS):
        size = {code: max(radii[code] * grown // _ROUNDS, 1) for code in codes}
        _give_way(codes, at, size, cell)
        for code in codes:
            for axis in (0, 1):
                at[code][axis] += (homes[code][axis] - at[code][axis]) // _PULL
    rounds = 0
    while _give_way(codes, at, radii, cell):
        rounds += 1
        if rounds > _PATIENCE and rounds % _ROOM == 0:
            # Where circles lock each other in, everything makes room.
            for point in at.values():
                point[:] = [point[0] * 21 // 20, point[1] * 21 // 20]
    return {code: (x, y) for code, (x, y) in at.items()}


def _give_way(
    codes: list[str], at: Mapping[str, list[int]], radii: Mapping[str, int], cell: int
) -> bool:
    """Push apart each pair that is too near, once; tell whether there was any."""
    moved = False
    for one, other in _neighbours(codes, at, cell):
        moved |= _push(at[one], at[other], radii[one], radii[other])
    return moved


def _neighbours(
    codes: list[str], at: Mapping[str, list[int]], cell: int
) -> Iterator[tuple[str, str]]:
    """Yield each pair that may overlap, once, in an order that is always the same."""
    grid: dict[Point, list[str]] = {}
    for code in codes:
        x, y = at[code]
        grid.setdefault((x // cell, y // cell), []).append(code)
    for (column, row), here in grid.items():
        for index, one in enumerate(here):
            for other in here[index + 1 :]:
                yield one, other
            for beside in ((1, -1), (1, 0), (1, 1), (0, 1)):
                for other in grid.get((column + beside[0], row + beside[1]), ()):
                    yield one, other


def _push(one: list[int], other: list[int], r_one: int, r_other: int) -> bool:
    """Move two circles apart that are too near; tell whether they were."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    need = r_one + r_other + GAP
    square = dx * dx + dy * dy
    if square >= need * need:
        return False
    if not square:
        dx, square = 1, 1
    distance = isqrt(square)
    push = need - distance + 1
    mine, whole = r_other * r_other, r_one * r_one + r_other * r_other
    for point, part, sign in ((one, mine, -1), (other, whole - mine, 1)):
        step = push * part // whole + 1
        point[0] += sign * dx * step // distance
        point[1] += sign * dy * step // distance
    return True


def _in_a_row(codes: list[str], radii: Mapping[str, int], lowest: int) -> dict[str, Point]:
    """Return places below everything for members of which no place is known."""
    largest = max(radii.values(), default=0)
    x, y = 0, lowest + 3 * largest + GAP
    found: dict[str, Point] = {}
    for code in codes:
        found[code] = (x + radii[code], y)
        x += 2 * radii[code] + GAP
    return found


def _boxed(circles: list[Circle]) -> Layout:
    """Return the circles in a box that begins at nought, with a margin around them.

    It is never narrower than the country, so that a vote has the same size in every picture.
    """
    if not circles:
        return Layout((), 2 * _MARGIN, 2 * _MARGIN)
    left = min(circle.x - circle.r for circle in circles) - _MARGIN
    top = min(circle.y - circle.r for circle in circles) - _MARGIN
    moved = tuple(c._replace(x=c.x - left, y=c.y - top) for c in circles)
    return Layout(
        moved,
        max(WIDTH, *(circle.x + circle.r for circle in moved)) + _MARGIN,
        max(circle.y + circle.r for circle in moved) + _MARGIN,
    )
