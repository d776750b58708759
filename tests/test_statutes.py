"""Votes per member, majorities and quorum, held against the articles that they come from."""

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.statutes import (
    SIMPLE,
    STATUTE_CHANGE,
    Limit,
    Majority,
    Quorum,
    limit_for,
    missing_for_next_vote,
    votes_for,
)
from alvvote.statutes.majority import parse_majority, parse_quorum

INHABITANTS = st.integers(min_value=0, max_value=2_000_000)
NEAR_THE_LIMITS = st.integers(min_value=0, max_value=80_000)
CAST = st.integers(min_value=0, max_value=20_000)


@st.composite
def majorities(draw: st.DrawFn) -> Majority:
    """Draw a majority that can be reached: never more than all."""
    denominator = draw(st.integers(min_value=1, max_value=1_000))
    numerator = draw(st.integers(min_value=1, max_value=denominator))
    strict = numerator < denominator and draw(st.booleans())
    return Majority(numerator, denominator, strict=strict)


@pytest.mark.parametrize(
    ("inhabitants", "votes"),
    [
        # The worked examples.
        (982, 1),
        (12_001, 12),
        (34_000, 34),
        (8_999, 8),
        (77_000, 75),
        # Around the steps and the limits.
        (0, 1),
        (999, 1),
        (1_000, 1),
        (1_999, 1),
        (2_000, 2),
        (33_999, 33),
        (74_999, 74),
        (75_000, 75),
        (75_999, 75),
        (76_000, 75),
        (931_000, 75),
    ],
)
def test_votes_for(inhabitants: int, votes: int) -> None:
    """One vote per full 1,000 inhabitants, at least 1 and at most 75 (article 11.3)."""
    assert votes_for(inhabitants) == votes


@given(INHABITANTS, INHABITANTS)
def test_more_inhabitants_never_give_fewer_votes(some: int, others: int) -> None:
    """Votes are monotone in the number of inhabitants."""
    assert votes_for(min(some, others)) <= votes_for(max(some, others))


@given(INHABITANTS | NEAR_THE_LIMITS)
def test_votes_stay_between_the_limits(inhabitants: int) -> None:
    """Whatever the number of inhabitants, a member has at least 1 and at most 75 votes."""
    assert 1 <= votes_for(inhabitants) <= 75


def test_votes_step_at_multiples_of_a_thousand_only() -> None:
    """From 0 to 80,000 the votes go up by one at 2,000, 3,000, … and 75,000, nowhere else."""
    steps = {
        inhabitants: votes_for(inhabitants) - votes_for(inhabitants - 1)
        for inhabitants in range(1, 80_001)
        if votes_for(inhabitants) != votes_for(inhabitants - 1)
    }
    assert steps == dict.fromkeys(range(2_000, 75_001, 1_000), 1)


@given(st.integers(max_value=-1))
def test_negative_inhabitants_raise(inhabitants: int) -> None:
    """Nothing is computed from a negative number of inhabitants."""
    for function in (votes_for, limit_for, missing_for_next_vote):
        with pytest.raises(ValueError, match="negative"):
            function(inhabitants)


@pytest.mark.parametrize(
    ("inhabitants", "limit"),
    [
        (0, "minimum"),
        (999, "minimum"),
        (1_000, None),
        (1_999, None),
        (25_038, None),
        (75_000, None),
        (75_999, None),
        (76_000, "maximum"),
        (378_121, "maximum"),
    ],
)
def test_limit_for(inhabitants: int, limit: Limit | None) -> None:
    """A limit is named only where it changes the number of votes."""
    assert limit_for(inhabitants) == limit


@given(INHABITANTS | NEAR_THE_LIMITS)
def test_a_limit_says_in_which_direction_it_changes(inhabitants: int) -> None:
    """Votes are the full thousands, more at the minimum and fewer at the maximum."""
    thousands, votes = inhabitants // 1_000, votes_for(inhabitants)
    expected = {True: "minimum", False: "maximum"}[votes > thousands]
    assert limit_for(inhabitants) == (None if votes == thousands else expected)


@pytest.mark.parametrize(
    ("inhabitants", "missing"),
    [
        (0, 2_000),
        (982, 1_018),
        (1_000, 1_000),
        (8_999, 1),
        (25_038, 962),
        (34_000, 1_000),
        (74_999, 1),
        (75_000, None),
        (378_121, None),
    ],
)
def test_missing_for_next_vote(inhabitants: int, missing: int | None) -> None:
    """What is missing leads to the next full thousand; at the maximum nothing does."""
    assert missing_for_next_vote(inhabitants) == missing


@given(INHABITANTS | NEAR_THE_LIMITS)
def test_exactly_the_missing_inhabitants_give_one_vote_more(inhabitants: int) -> None:
    """Adding what is missing gives one vote more; adding one inhabitant less gives none."""
    missing = missing_for_next_vote(inhabitants)
    votes = votes_for(inhabitants)
    if missing is None:
        assert votes == 75
        return
    assert missing > 0
    assert votes_for(inhabitants + missing) == votes + 1
    assert votes_for(inhabitants + missing - 1) == votes


@pytest.mark.parametrize(
    ("votes", "cast", "adopted"),
    [
        (6_522, 13_045, False),
        (6_523, 13_045, True),
        (5_000, 10_000, False),
        (5_001, 10_000, True),
        (0, 0, False),
        (1, 1, True),
    ],
)
def test_simple_majority(votes: int, cast: int, adopted: bool) -> None:  # noqa: FBT001
    """A proposal takes strictly more than half of the votes cast: exactly half is not enough."""
    assert SIMPLE.met(votes, cast) is adopted


@pytest.mark.parametrize(
    ("votes", "cast", "adopted"),
    [
        (8_000, 12_000, True),
        (7_999, 12_000, False),
        (8_667, 13_000, True),
        (8_666, 13_000, False),
        (0, 0, False),
    ],
)
def test_change_of_the_statutes(votes: int, cast: int, adopted: bool) -> None:  # noqa: FBT001
    """A change of the statutes takes at least two thirds: exactly two thirds is enough."""
    assert STATUTE_CHANGE.met(votes, cast) is adopted


@given(majorities(), CAST, st.data())
def test_met_agrees_with_fractions(majority: Majority, cast: int, data: st.DataObject) -> None:
    """Whether a share is enough is what exact fractions say, also right at the threshold."""
    share = Fraction(majority.numerator, majority.denominator)
    edge = int(share * cast)
    votes = data.draw(
        st.integers(min_value=0, max_value=cast)
        | st.integers(min_value=max(0, edge - 1), max_value=min(cast, edge + 1))
    )
    enough = False
    if cast:
        enough = Fraction(votes, cast) > share or (
            not majority.strict and Fraction(votes, cast) == share
        )
    assert majority.met(votes, cast) is enough


@given(majorities(), CAST.filter(bool))
def test_required_is_the_least_that_meets(majority: Majority, cast: int) -> None:
    """The number that is needed is enough, one less is not, and all votes cast suffice for it."""
    required = majority.required(cast)
    assert majority.met(required, cast)
    assert not majority.met(required - 1, cast)
    assert 1 <= required <= cast


@given(majorities(), st.integers(min_value=0, max_value=75))
def test_nothing_is_met_of_no_votes_cast(majority: Majority, votes: int) -> None:
    """Where nothing was cast nothing is adopted, and at least one vote is needed."""
    assert not majority.met(votes, 0)
    assert majority.required(0) == 1


@pytest.mark.parametrize(
    ("majority", "cast", "required"),
    [
        (SIMPLE, 13_045, 6_523),
        (SIMPLE, 13_024, 6_513),
        (SIMPLE, 13_211, 6_606),
        (STATUTE_CHANGE, 13_211, 8_808),
        (STATUTE_CHANGE, 12_000, 8_000),
        (Majority(2, 3, strict=True), 12_000, 8_001),
        (Majority(1, 2, strict=False), 10_000, 5_000),
        (Majority(1, 1, strict=False), 342, 342),
    ],
)
def test_required(majority: Majority, cast: int, required: int) -> None:
    """The threshold as a number, worked out by hand."""
    assert majority.required(cast) == required


@pytest.mark.parametrize(
    ("text", "majority"),
    [
        ("1/2", Majority(1, 2, strict=True)),
        ("2/3", Majority(2, 3, strict=False)),
        ("3/4", Majority(3, 4, strict=False)),
        (">2/3", Majority(2, 3, strict=True)),
        (">=2/3", Majority(2, 3, strict=False)),
        (">1/2", Majority(1, 2, strict=True)),
        (">=1/2", Majority(1, 2, strict=False)),
        (" 2/3 ", Majority(2, 3, strict=False)),
        ("2 / 3", Majority(2, 3, strict=False)),
        ("> 2 / 3", Majority(2, 3, strict=True)),
        (">=\t1/2\n", Majority(1, 2, strict=False)),
        ("1/1", Majority(1, 1, strict=False)),
    ],
)
def test_parse_majority(text: str, majority: Majority) -> None:
    """One half means more than, every other share at least, unless a sign says it outright."""
    assert parse_majority(text) == majority


def test_the_known_rules_are_written_as_people_write_them() -> None:
    """The two rules with a source are what ``1/2`` and ``2/3`` mean."""
    assert parse_majority("1/2") == SIMPLE
    assert parse_majority("2/3") == STATUTE_CHANGE
    assert (SIMPLE.fraction, STATUTE_CHANGE.fraction) == ("1/2", "2/3")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "half",
        "1",
        "0.5",
        "0,5",
        "50%",
        "50 %",
        "1/",
        "/2",
        "/",
        "1/2/3",
        "-1/2",
        "1/-2",
        "1.5/2",
        "<1/2",
        "<=1/2",
        "=1/2",
        "=>1/2",
        ">>1/2",
        "> =1/2",
        "1/2 x",
        "x1/2",
        # More than all, all and more, or nothing.
        "3/2",
        ">=3/2",
        ">1/1",
        ">3/3",
        "0/2",
        ">0/2",
        ">=0/2",
        "0/0",
        "1/0",
    ],
)
def test_what_is_no_majority(text: str) -> None:
    """Nonsense, nothing and what can never be reached are no majority, and no quorum either."""
    assert parse_majority(text) is None
    assert parse_quorum(f"{text}:stemmen") is None


@given(majorities())
def test_a_majority_is_read_back(majority: Majority) -> None:
    """A majority written with its sign is read as itself."""
    sign = ">" if majority.strict else ">="
    assert parse_majority(f"{sign}{majority.fraction}") == majority


@given(st.text(max_size=12) | st.text("<>=/ 0123456789", max_size=8))
def test_whatever_is_read_can_be_reached(text: str) -> None:
    """No text raises, and what counts as a majority is met when all votes are in favour."""
    majority = parse_majority(text)
    assert majority is None or (majority.met(100, 100) and not majority.met(0, 100))


@pytest.mark.parametrize(
    ("text", "quorum"),
    [
        ("1/2:stemmen", Quorum(1, 2, "votes")),
        ("1/3:leden", Quorum(1, 3, "members")),
        ("1/2:votes", Quorum(1, 2, "votes")),
        ("1/3:members", Quorum(1, 3, "members")),
        (">1/2:stemmen", Quorum(1, 2, "votes", strict=True)),
        (">=1/2:stemmen", Quorum(1, 2, "votes", strict=False)),
        (" 2 / 3 : Leden ", Quorum(2, 3, "members")),
    ],
)
def test_parse_quorum(text: str, quorum: Quorum) -> None:
    """A quorum is a share of votes or of members; without a sign the share itself is enough."""
    assert parse_quorum(text) == quorum


@pytest.mark.parametrize(
    "text", ["", "1/2", ":stemmen", "1/2:", "1/2:inwoners", "stemmen:1/2", "1/2:stemmen:leden"]
)
def test_what_is_no_quorum(text: str) -> None:
    """A share without what it is a share of, or of something else, is no quorum."""
    assert parse_quorum(text) is None


@pytest.mark.parametrize(
    ("text", "handed_in", "total", "reached"),
    [
        ("1/2:stemmen", 6_605, 13_211, False),
        ("1/2:stemmen", 6_606, 13_211, True),
        ("1/2:leden", 171, 342, True),
        (">1/2:leden", 171, 342, False),
        (">1/2:leden", 172, 342, True),
        ("1/3:leden", 113, 342, False),
        ("1/3:leden", 114, 342, True),
    ],
)
def test_quorum_around_its_threshold(
    text: str,
    handed_in: int,
    total: int,
    reached: bool,  # noqa: FBT001
) -> None:
    """Just below a quorum, at it and just above it, worked out by hand."""
    quorum = parse_quorum(text)
    assert quorum is not None
    assert quorum.reached(handed_in, total) is reached


@given(
    majorities(),
    st.sampled_from(["votes", "members"]),
    st.integers(min_value=1, max_value=20_000),
    st.data(),
)
def test_quorum_agrees_with_fractions(
    share: Majority, of: Literal["votes", "members"], total: int, data: st.DataObject
) -> None:
    """Whether a quorum is reached is what exact fractions say."""
    handed_in = data.draw(st.integers(min_value=0, max_value=total))
    needed = Fraction(share.numerator, share.denominator)
    mine = Fraction(handed_in, total)
    quorum = Quorum(share.numerator, share.denominator, of, strict=share.strict)
    assert quorum.reached(handed_in, total) is (mine > needed if share.strict else mine >= needed)
