"""Figures carried over mergers and splits: nobody gets lost, and nothing is guessed.

The worlds are generated: municipalities come and go on several days, those that go on stand in the
changes with a row to themselves or without one, as in what CBS publishes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alvvote.population import (
    Carried,
    Carrying,
    Change,
    Edition,
    Figure,
    Part,
    Store,
    applied_changes,
    apportion,
    carry,
    read_changes,
)
from alvvote.population.edition import HEADER, Status
from alvvote.population.gazetteer import Gazetteer
from alvvote.roll import Deviations, MissingFigures, make_roll
from alvvote.shipped import read_data

STORE = Store(("shipped", read_data("cbs_population.csv")))
CHANGES = read_changes(read_data("boundary_changes.csv"))

START = date(2030, 1, 1)
END = date(2040, 1, 1)

counts = st.integers(0, 200_000)


def _change(day: date, source: str, target: str, moved: int) -> Change:
    return Change(day, "reclassification", source, source, target, target, "Drenthe", moved)


def _inhabitants(carrying: Carrying) -> dict[str, int]:
    return {code: carried.inhabitants for code, carried in carrying.figures.items()}


def _total(figures: Mapping[str, int]) -> int:
    return sum(figures.values())


class World(NamedTuple):
    """Figures of a first day, what happened since, and who is there in the end."""

    figures: dict[str, int]
    changes: list[Change]
    """In order of day, and on a day by source and target."""
    members: frozenset[str]

    @property
    def days(self) -> list[date]:
        """The days on which something happened."""
        return sorted({change.date for change in self.changes})

    def of_day(self, day: date) -> dict[str, dict[str, int]]:
        """Return the moves of a day, by source."""
        moves: dict[str, dict[str, int]] = {}
        for change in self.changes:
            if change.date == day:
                moves.setdefault(change.from_code, {})[change.to_code] = change.inhabitants_moved
        return moves


class _Builder:
    """Lets municipalities merge and split, one day after the other."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.existing = [f"GM{number:04d}" for number in range(1, draw(st.integers(1, 7)) + 1)]
        self.next_code = len(self.existing) + 1
        self.changes: list[Change] = []

    def new_code(self) -> str:
        code = f"GM{self.next_code:04d}"
        self.next_code += 1
        return code

    def happen(self, day: date) -> None:
        """Let some of those that exist merge or split on a day, each in one event at most."""
        free = list(self.draw(st.permutations(self.existing)))
        for _event in range(self.draw(st.integers(1, 3))):
            if free:
                self.event(day, free)

    def event(self, day: date, free: list[str]) -> None:
        draw = self.draw
        sources = [free.pop() for _ in range(draw(st.integers(1, min(3, len(free)))))]
        goes_on = draw(st.booleans())
        heirs = [self.new_code() for _ in range(draw(st.integers(0, 3)))]
        others = [free.pop() for _ in range(draw(st.integers(0, min(2, len(free)))))]
        targets = [*heirs, *others, *(sources[:1] if goes_on else [])] or [self.new_code()]
        moves: dict[str, dict[str, int]] = {}
        for source in sources:
            to = draw(st.lists(st.sampled_from(targets), min_size=1, unique=True))
            if goes_on and source == sources[0] and source not in to:
                to.append(source)
            moves[source] = {target: draw(counts) for target in to}
            if len(to) > 1 and not any(moves[source].values()):
                moves[source][to[0]] = 1
        reached = {target for to in moves.values() for target in to}
        for other in others:
            # Who takes in others may have a row to itself; not all do.
            if other in reached and draw(st.booleans()):
                moves[other] = {other: draw(counts)}
        self.changes += [
            _change(day, source, target, moved)
            for source, to in moves.items()
            for target, moved in to.items()
        ]
        self.existing = sorted({*self.existing} - {*sources} | reached)


@st.composite
def worlds(draw: st.DrawFn, most_days: int = 4) -> World:
    """Return a world in which something happens on a few days."""
    builder = _Builder(draw)
    figures = {code: draw(counts) for code in builder.existing}
    offsets = draw(st.lists(st.integers(1, 3000), max_size=most_days, unique=True))
    for offset in sorted(offsets):
        builder.happen(START + timedelta(offset))
    changes = sorted(builder.changes, key=lambda c: (c.date, c.from_code, c.to_code))
    return World(figures, changes, frozenset(builder.existing))


# Sharing out.


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_shares_add_up_and_are_the_nearest(total: int, weights: list[int]) -> None:
    """The shares add up; each is its exact share rounded down or up, the largest remainders up."""
    assume(any(weights))
    shares = apportion(total, weights)
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert sum(shares) == total
    assert all(
        floor(wanted) <= share <= ceil(wanted) for share, wanted in zip(shares, exact, strict=True)
    )
    up = [e - floor(e) for e, share in zip(exact, shares, strict=True) if share > e]
    down = [e - floor(e) for e, share in zip(exact, shares, strict=True) if share < e]
    assert not up or not down or min(up) >= max(down)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=2, max_size=12))
def test_who_has_more_gets_no_less(total: int, weights: list[int]) -> None:
    """A larger weight never has a smaller share; equal ones differ by one at most."""
    assume(any(weights))
    pairs = sorted(zip(weights, apportion(total, weights), strict=True))
    shares = [share for _weight, share in pairs]
    assert shares == sorted(shares)
    for _weight, equal in groupby(pairs, key=lambda pair: pair[0]):
        of_equal = [share for _, share in equal]
        assert max(of_equal) - min(of_equal) <= 1


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**4), min_size=1, max_size=8))
def test_exact_shares_are_given_exactly(unit: int, weights: list[int]) -> None:
    """Where the shares are whole numbers there is nothing to round."""
    assume(any(weights))
    assert apportion(unit * sum(weights), weights) == [unit * weight for weight in weights]


def test_of_equal_remainders_the_first_goes_first() -> None:
    """Two over three equal ones: the first two; the order decides, and nothing else."""
    assert apportion(5, [1, 1, 1]) == [2, 2, 1]
    assert apportion(1, [7, 7]) == [1, 0]
    assert apportion(3, [0, 4, 0, 4]) == [0, 2, 0, 1]


@pytest.mark.parametrize("weights", [[], [0], [0, 0, 0]])
def test_nothing_to_share_out_by(weights: list[int]) -> None:
    """Without a single weight there are no shares."""
    with pytest.raises(ValueError, match="share"):
        apportion(10, weights)


# Haaren, 1 January 2021.

HAAREN = "GM0788"
INHABITANTS_OF_HAAREN = 14_370
TRANSFERS = {"GM0757": 2_149, "GM0824": 5_827, "GM0855": 1_442, "GM0865": 4_900}
"""To Boxtel, Oisterwijk, Tilburg and Vught."""


def _largest_remainders(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share out with fractions: round down, then one each to the largest remainders."""
    exact = {code: Fraction(total * weight, _total(weights)) for code, weight in weights.items()}
    shares = {code: floor(share) for code, share in exact.items()}
    order = sorted(exact, key=lambda code: exact[code] - shares[code], reverse=True)
    for code in order[: total - _total(shares)]:
        shares[code] += 1
    return shares


def test_haaren_by_hand() -> None:
    """2,156.80 and 5,848.16 and 1,447.24 and 4,917.80: two are left, for Boxtel and Vught."""
    assert _total(TRANSFERS) == 14_318
    exact = [Fraction(INHABITANTS_OF_HAAREN * moved, 14_318) for moved in TRANSFERS.values()]
    assert [floor(share) for share in exact] == [2_156, 5_848, 1_447, 4_917]
    assert INHABITANTS_OF_HAAREN - (2_156 + 5_848 + 1_447 + 4_917) == 2
    by_hand = [2_157, 5_848, 1_447, 4_918]
    assert list(_largest_remainders(INHABITANTS_OF_HAAREN, TRANSFERS).values()) == by_hand
    assert apportion(INHABITANTS_OF_HAAREN, list(TRANSFERS.values())) == by_hand


def _final(year: int, status: Status = "final") -> dict[str, int]:
    edition = STORE.find(date(year, 1, 1), status)
    assert edition is not None
    return {figure.gm_code: figure.inhabitants for figure in STORE.figures(edition)}


def test_haaren_in_the_figures() -> None:
    """The four that divided Haaren have their own figure and their share; the country its total."""
    before = _final(2020)
    assert before[HAAREN] == INHABITANTS_OF_HAAREN
    applied = applied_changes(CHANGES, date(2020, 1, 1), date(2021, 1, 1))
    carrying = carry(before, applied)
    shares = {"GM0757": 2_157, "GM0824": 5_848, "GM0855": 1_447, "GM0865": 4_918}
    for code, share in shares.items():
        assert carrying.figures[code] == Carried(
            before[code] + share,
            (Part(code, before[code], before[code]), Part(HAAREN, share, INHABITANTS_OF_HAAREN)),
        )
    assert HAAREN not in carrying.figures
    assert carrying.missing == {}
    assert _total(_inhabitants(carrying)) == _total(before) == 17_407_585


def test_winsum_in_the_figures() -> None:
    """Winsum was divided on 1 January 2019 over two that had just come into being."""
    before = _final(2018)
    carrying = carry(before, applied_changes(CHANGES, date(2018, 1, 1), date(2019, 1, 1)))
    shares = _largest_remainders(before["GM0053"], {"GM1966": 11_947, "GM1969": 1_558})
    whole = {"GM1966": ("GM0005", "GM1651", "GM1663"), "GM1969": ("GM0015", "GM0022", "GM0025")}
    assert carrying.figures["GM1966"].inhabitants == shares["GM1966"] + sum(
        before[code] for code in whole["GM1966"]
    )
    assert carrying.figures["GM1969"].inhabitants == shares["GM1969"] + before["GM0056"] + sum(
        before[code] for code in whole["GM1969"]
    )


@pytest.mark.parametrize("year", range(2018, 2026))
def test_real_editions_keep_their_total(year: int) -> None:
    """Each edition, carried to the end of 2026, has its own total and the members of 2026."""
    before = _final(year)
    carrying = carry(before, applied_changes(CHANGES, date(year, 1, 1), date(2026, 12, 31)))
    assert carrying.missing == {}
    assert carrying.figures.keys() == _final(2026).keys()
    assert _total(_inhabitants(carrying)) == _total(before)


# Generated worlds.


@given(worlds())
def test_the_total_stays_and_the_members_are_those_of_the_day(world: World) -> None:
    """Nobody is lost, nothing is missing, and all who exist in the end are there."""
    carrying = carry(world.figures, world.changes)
    assert carrying.missing == {}
    assert carrying.figures.keys() == world.members
    assert _total(_inhabitants(carrying)) == _total(world.figures)


@given(worlds(), st.integers(0, 3001))
def test_two_steps_are_as_good_as_one(world: World, offset: int) -> None:
    """To any day in between and from there on: the same figures as in one go."""
    between = START + timedelta(offset)
    first = carry(world.figures, applied_changes(world.changes, START, between))
    second = carry(_inhabitants(first), applied_changes(world.changes, between, END))
    assert _inhabitants(second) == _inhabitants(carry(world.figures, world.changes))


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(world: World, random: Random) -> None:
    """However the rows of a file stand, the same changes are applied in the same order."""
    shuffled = list(world.changes)
    random.shuffle(shuffled)
    assert applied_changes(shuffled, START, END) == world.changes


@given(worlds())
def test_a_day_by_hand(world: World) -> None:
    """Day by day: who stays keeps its figure, who comes has its shares, worked out once more."""
    figures = dict(world.figures)
    for day in world.days:
        moves = world.of_day(day)
        after = {code: count for code, count in figures.items() if code not in moves}
        for source, to in sorted(moves.items()):
            # Of equal remainders the one with the lower code goes first.
            in_order = dict(sorted(to.items()))
            shares = dict.fromkeys(to, figures[source])
            if len(to) > 1:
                shares = _largest_remainders(figures[source], in_order)
            for target, share in shares.items():
                after[target] = after.get(target, 0) + share
        figures = after
    assert _inhabitants(carry(world.figures, world.changes)) == figures


@given(worlds())
def test_parts_add_up(world: World) -> None:
    """What a figure was added up from makes that figure; what stands as published has no parts."""
    carrying = carry(world.figures, world.changes)
    touched = {change.to_code for change in world.changes}
    for code, carried in carrying.figures.items():
        if carried.parts:
            assert sum(part.inhabitants for part in carried.parts) == carried.inhabitants
            assert all(0 <= part.inhabitants <= part.of for part in carried.parts)
            assert len({part.gm_code for part in carried.parts}) == len(carried.parts)
            assert code in touched
        else:
            assert carried.inhabitants == world.figures[code]


@given(worlds(most_days=1))
def test_parts_of_one_day(world: World) -> None:
    """On a single day the parts are shares of published figures, and all of them together."""
    figures = carry(world.figures, world.changes).figures
    came_from = dict.fromkeys(world.figures, 0)
    for code, carried in figures.items():
        for part in carried.parts or (Part(code, carried.inhabitants, carried.inhabitants),):
            assert part.of == world.figures[part.gm_code]
            came_from[part.gm_code] += part.inhabitants
    assert came_from == world.figures


@given(worlds(), st.data())
def test_border_corrections_change_nothing(world: World, data: st.DataObject) -> None:
    """Inhabitants that move in a border correction, between whomever, leave every figure alone."""
    codes = [*sorted({*world.figures, *world.members}), "GM0998"]
    corrections = [
        _change(
            START + timedelta(data.draw(st.integers(0, 3000))),
            *data.draw(st.tuples(st.sampled_from(codes), st.sampled_from(codes))),
            data.draw(counts),
        )._replace(type="border_correction")
        for _ in range(data.draw(st.integers(1, 5)))
    ]
    both = applied_changes([*corrections, *world.changes], START, END)
    assert both == world.changes
    assert applied_changes(corrections, START, END) == []


def test_the_shipped_border_corrections_change_nothing() -> None:
    """With nothing but border corrections every edition stands as it is."""
    corrections = [change for change in CHANGES if change.type == "border_correction"]
    assert sum(change.inhabitants_moved for change in corrections) > 0
    assert applied_changes(corrections, date(2017, 1, 1), date(2030, 1, 1)) == []


@given(worlds(), st.integers(0, 3001), st.integers(0, 3001))
def test_only_what_lies_between_is_applied(world: World, after: int, until: int) -> None:
    """A change of the first day itself is in the figures already; one of the last day counts."""
    first, last = START + timedelta(after), START + timedelta(until)
    applied = applied_changes(world.changes, first, last)
    assert applied == [change for change in world.changes if first < change.date <= last]


@pytest.mark.long
@settings(max_examples=2_000, deadline=None)
@given(worlds(most_days=12), st.integers(0, 3001))
def test_many_and_longer_worlds(world: World, offset: int) -> None:
    """Twelve days, thousands of times: the total, the members, and one step like two."""
    carrying = carry(world.figures, world.changes)
    assert carrying.missing == {}
    assert carrying.figures.keys() == world.members
    assert _total(_inhabitants(carrying)) == _total(world.figures)
    between = START + timedelta(offset)
    first = carry(world.figures, applied_changes(world.changes, START, between))
    second = carry(_inhabitants(first), applied_changes(world.changes, between, END))
    assert _inhabitants(second) == _inhabitants(carrying)


# What cannot be derived.


def _tainted(world: World, unknown: str) -> set[str] | None:
    """Return who hangs on an unknown figure in the end; None where it took in others before."""
    tainted = {unknown}
    for day in world.days:
        moves = world.of_day(day)
        targets = {target for source in moves for target in moves[source]}
        if tainted == {unknown} and unknown in targets and unknown not in moves:
            return None
        tainted = (tainted - moves.keys()) | {
            target for source, to in moves.items() if source in tainted for target in to
        }
    return tainted


def _agrees_but_for(world: World, figures: Mapping[str, int], hanging: set[str]) -> None:
    whole = _inhabitants(carry(world.figures, world.changes))
    carrying = carry(figures, world.changes)
    assert carrying.missing.keys() == hanging
    assert all(carrying.missing.values())
    known = {code: count for code, count in whole.items() if code not in hanging}
    assert _inhabitants(carrying) == known


@given(worlds(), st.data())
def test_an_unknown_source_is_never_guessed(world: World, data: st.DataObject) -> None:
    """Who hangs on a figure that is not there is missing, after days too; all others stand."""
    moving = sorted({change.from_code for change in world.changes} & world.figures.keys())
    assume(moving)
    unknown = data.draw(st.sampled_from(moving))
    hanging = _tainted(world, unknown)
    assume(hanging is not None)
    assert hanging is not None
    figures = {code: count for code, count in world.figures.items() if code != unknown}
    _agrees_but_for(world, figures, hanging)


@given(st.integers(1, 100_000), st.integers(2, 5))
def test_an_unknown_division_is_never_guessed(inhabitants: int, heirs: int) -> None:
    """Where it is not known who went where, every heir is missing, also one that was there."""
    figures = {"GM0001": inhabitants, "GM0002": 5_000, "GM0003": 7_000}
    codes = [f"GM{number:04d}" for number in range(2, 2 + heirs) if number != 3]
    codes = codes if len(codes) > 1 else [*codes, "GM0009"]
    changes = [_change(date(2031, 1, 1), "GM0001", code, 0) for code in codes]
    carrying = carry(figures, changes)
    assert carrying.missing == dict.fromkeys(codes, ("GM0001",))
    assert _inhabitants(carrying) == {"GM0003": 7_000}


def test_one_heir_needs_no_count() -> None:
    """Who went to one municipality as a whole needs no number: all of them went there."""
    carrying = carry({"GM0001": 982}, [_change(date(2031, 1, 1), "GM0001", "GM0002", 0)])
    assert _inhabitants(carrying) == {"GM0002": 982}
    assert carrying.missing == {}


def test_a_missing_figure_says_what_it_lacks() -> None:
    """Each missing municipality names those whose figures or division are not known."""
    changes = [
        _change(date(2031, 1, 1), "GM0001", "GM0009", 10),
        _change(date(2031, 1, 1), "GM0002", "GM0009", 10),
        _change(date(2031, 1, 1), "GM0003", "GM0009", 10),
    ]
    carrying = carry({"GM0002": 10, "GM0005": 3}, changes)
    assert carrying.missing == {"GM0009": ("GM0001", "GM0003")}
    assert _inhabitants(carrying) == {"GM0005": 3}


def test_a_missing_figure_stays_missing_in_later_mergers() -> None:
    """An unknown part makes every later sum unknown: what is known of it is not the whole."""
    changes = [
        _change(date(2031, 1, 1), "GM0001", "GM0009", 10),
        _change(date(2032, 1, 1), "GM0009", "GM0010", 10),
        _change(date(2032, 1, 1), "GM0002", "GM0010", 10),
    ]
    carrying = carry({"GM0002": 10}, changes)
    assert carrying.missing.keys() == {"GM0010"}
    assert carrying.figures == {}


def _missing_takes_in_a_known_one(more: Sequence[Change] = ()) -> Carrying:
    """GM0009 came from an unknown part; a year later it takes in GM0002, without an own row."""
    changes = [
        _change(date(2031, 1, 1), "GM0001", "GM0009", 10),
        _change(date(2032, 1, 1), "GM0002", "GM0009", 10),
        *more,
    ]
    return carry({"GM0002": 5_000}, changes)


def test_a_missing_figure_that_takes_in_a_known_one_stays_missing() -> None:
    """The figure of the known part is not the figure of the whole."""
    carrying = _missing_takes_in_a_known_one()
    assert carrying.missing.keys() == {"GM0009"}
    assert carrying.figures == {}


def test_a_missing_figure_is_not_passed_on_as_a_known_one() -> None:
    """When the whole goes on to another, that one is missing too, and has no figure."""
    carrying = _missing_takes_in_a_known_one([_change(date(2033, 1, 1), "GM0009", "GM0010", 10)])
    assert carrying.missing.keys() == {"GM0010"}
    assert carrying.figures == {}


def test_two_editions_of_one_day_do_not_vouch_for_each_other() -> None:
    """An edition is held against an earlier day: a merger shows in both that lack it."""
    lines = [
        f"{edition},,,{code},{name},Drenthe,{count}"
        for edition in (
            "2026-01-01,final,03759ned",
            "2027-01-01,preliminary,37230ned",
            "2027-01-01,final,03759ned",
        )
        for code, name, count in (("GM0001", "Aa", 5000), ("GM0002", "Bee", 6000))
    ]
    store = Store(("own", "\n".join([HEADER, *lines])))
    day = date(2027, 1, 1)
    merger = [_change(day, "GM0001", "GM0003", 5000), _change(day, "GM0002", "GM0003", 6000)]
    gazetteer = Gazetteer(store, merger, [])
    final = store.find(day, "final")
    assert final is not None
    assert set(gazetteer.members(day, final) or ()) == {"GM0003"}


def test_a_share_of_nothing_is_no_figure() -> None:
    """A new municipality to which nobody is said to have gone has no figure: it is not guessed."""
    edition = Edition(date(2026, 1, 1), "final", "03759ned", None, None)
    figures = (Figure("GM0001", "Aa", "Drenthe", 5000),)
    day = date(2027, 1, 1)
    split = [_change(day, "GM0001", "GM0002", 0), _change(day, "GM0001", "GM0003", 5000)]
    missing = make_roll(edition, figures, split, day)
    assert isinstance(missing, MissingFigures)
    assert [code for code, _name in missing.municipalities] == ["GM0002"]
    given = Deviations(inhabitants=(("GM0002", 1200),))
    roll = make_roll(edition, figures, split, day, given)
    assert not isinstance(roll, MissingFigures)
    assert {member.gm_code: member.votes for member in roll.members} == {"GM0002": 1, "GM0003": 5}
