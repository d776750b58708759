"""Shares and bars: they are rounded, and never show the wrong side of a threshold."""

import re
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from alvvote.bars import bar
from alvvote.statutes import SIMPLE, STATUTE_CHANGE, Majority
from alvvote.words import share_of

SHARE = re.compile(r"(\d+)\.(\d{2,}) %")


class Count(NamedTuple):
    """A part of a whole, and the majority that it is held against."""

    part: int
    whole: int
    majority: Majority

    @property
    def exact(self) -> Fraction:
        """The share in per cent."""
        return Fraction(100 * self.part, self.whole)

    @property
    def threshold(self) -> Fraction:
        """The threshold in per cent."""
        return Fraction(100 * self.majority.numerator, self.majority.denominator)

    @property
    def decimal_threshold(self) -> bool:
        """Whether some number of decimals gives the threshold exactly: so of 1/2, not of 2/3."""
        return 10**11 % self.threshold.denominator == 0

    @property
    def enough(self) -> bool:
        """Whether the part is enough, by exact fractions."""
        return self.would_be_enough(self.exact)

    def would_be_enough(self, share: Fraction) -> bool:
        """Tell whether a share in per cent looks enough to who reads it."""
        return share > self.threshold if self.majority.strict else share >= self.threshold


@st.composite
def counts(draw: st.DrawFn, most: int = 20_000) -> Count:
    """Draw a count, often right at the threshold of a majority, or next to it."""
    denominator = draw(st.integers(min_value=2, max_value=10) | st.integers(2, 1_000))
    numerator = draw(st.integers(min_value=1, max_value=denominator - 1))
    majority = draw(
        st.sampled_from([SIMPLE, STATUTE_CHANGE])
        | st.builds(Majority, st.just(numerator), st.just(denominator), st.booleans())
    )
    whole = draw(st.integers(min_value=1, max_value=most))
    edge = whole * majority.numerator // majority.denominator
    near = st.integers(min_value=max(0, edge - 1), max_value=min(whole, edge + 1))
    part = draw(near | st.integers(min_value=0, max_value=whole))
    return Count(part, whole, majority)


def _shown(text: str) -> Fraction:
    match = SHARE.fullmatch(text)
    assert match is not None, text
    return Fraction(f"{match[1]}.{match[2]}")


def _decimals(text: str) -> int:
    match = SHARE.fullmatch(text)
    assert match is not None, text
    return len(match[2])


def _rounded(share: Fraction, decimals: int) -> Fraction:
    """Return the share rounded half up."""
    scale = 10**decimals
    return Fraction((2 * share * scale + 1) // 2, scale)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _misleads(shown: Fraction, count: Count) -> bool:
    """Tell whether a shown share stands on another side of a landmark than the exact one."""
    landmarks = (Fraction(0), Fraction(100), count.threshold)
    return any(_sign(shown - mark) != _sign(count.exact - mark) for mark in landmarks)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (75, 13_211, "0.57 %"),
        (5_612, 13_045, "43.02 %"),
        (7_433, 13_045, "56.98 %"),
        (1, 2, "50.00 %"),
        (1, 3, "33.33 %"),
        (2, 3, "66.67 %"),
        (13_211, 13_211, "100.00 %"),
        (0, 13_211, "0.00 %"),
        # Half up: 0.125, 0.375, 3.125 and 99.375 per cent.
        (1, 800, "0.13 %"),
        (3, 800, "0.38 %"),
        (1, 32, "3.13 %"),
        (159, 160, "99.38 %"),
        # Something is never nothing, and not all is never all.
        (1, 100_000, "0.001 %"),
        (99_999, 100_000, "99.999 %"),
        (1, 13_211, "0.01 %"),
        (13_210, 13_211, "99.99 %"),
    ],
)
def test_share(part: int, whole: int, shown: str) -> None:
    """Two decimals, rounded half up, or as many as keep it apart from nothing and from all."""
    assert share_of(part, whole) == shown


@pytest.mark.parametrize(
    ("part", "whole", "majority", "shown"),
    [
        (5_612, 13_045, SIMPLE, "43.02 %"),
        (6_500, 13_000, SIMPLE, "50.00 %"),
        (50_001, 100_000, SIMPLE, "50.001 %"),
        (49_999, 100_000, SIMPLE, "49.999 %"),
        (6_606, 13_211, SIMPLE, "50.004 %"),
        (6_605, 13_211, SIMPLE, "49.996 %"),
        # 8,807 of 13,211 is 66.6641…, below two thirds; 8,808 is 66.6717…, above.
        (8_807, 13_211, STATUTE_CHANGE, "66.66 %"),
        (8_808, 13_211, STATUTE_CHANGE, "66.67 %"),
        # With two decimals this would look like two thirds.
        (66_666, 100_000, STATUTE_CHANGE, "66.666 %"),
        (75, 100, Majority(3, 4, strict=True), "75.00 %"),
    ],
)
def test_share_beside_a_verdict(part: int, whole: int, majority: Majority, shown: str) -> None:
    """50.00 % never stands beside a verdict that takes more and has it, or beside the reverse."""
    assert share_of(part, whole, majority) == shown


@pytest.mark.parametrize("whole", [3, 12_000, 13_209])
def test_exactly_two_thirds_is_short(whole: int) -> None:
    """A statute change with exactly two thirds is adopted: 66.67 % is on the right side of it."""
    assert share_of(2 * whole // 3, whole, STATUTE_CHANGE) == "66.67 %"


def test_share_of_nothing() -> None:
    """Of nothing there is no share."""
    assert share_of(0, 0) == ""
    assert share_of(0, 0, SIMPLE) == ""


@given(counts())
@example(Count(10_001, 20_001, SIMPLE))
@example(Count(13_334, 20_000, STATUTE_CHANGE))
def test_never_the_wrong_side_of_the_threshold(count: Count) -> None:
    """What is shown looks enough exactly where the count is enough.

    Left out: a share equal to a threshold that no decimal number equals, such as 1/3. No number
    of decimals puts that on the right side, and the counts beside it have to say it.
    """
    assume(count.exact != count.threshold or count.decimal_threshold)
    shown = _shown(share_of(*count))
    assert count.would_be_enough(shown) is count.enough
    assert not _misleads(shown, count)


@given(counts())
def test_as_few_decimals_as_it_takes(count: Count) -> None:
    """Two decimals where they do not mislead; more where they would, and no more than needed."""
    assume(count.exact != count.threshold or count.decimal_threshold)
    text = share_of(*count)
    decimals = _decimals(text)
    assert _shown(text) == _rounded(count.exact, decimals)
    assert all(_misleads(_rounded(count.exact, fewer), count) for fewer in range(2, decimals))


@given(counts())
def test_zero_and_hundred_mean_none_and_all(count: Count) -> None:
    """0.00 % is nothing at all, and 100.00 % everything, with a majority or without."""
    for text in (share_of(count.part, count.whole), share_of(*count)):
        assert (_shown(text) == 0) is (count.part == 0)
        assert (_shown(text) == 100) is (count.part == count.whole)


@given(counts(), st.integers(min_value=2, max_value=60))
@example(Count(6_605, 13_211, SIMPLE), 40)
@example(Count(6_606, 13_211, SIMPLE), 40)
@example(Count(1, 2, SIMPLE), 40)
def test_bar_crosses_its_mark_only_if_enough(count: Count, width: int) -> None:
    """A bar is as wide as asked for, has one mark, and goes beyond it if and only if it is met."""
    line = bar(*count[:2], width, count.majority, ascii_only=True)
    assert len(line) == width
    before, mark, after = line.partition("|")
    assert mark == "|"
    assert set(before + after) <= {"#", "."}
    assert (before + after) == (before + after).count("#") * "#" + (before + after).count(".") * "."
    assert after.startswith("#") is count.enough


@given(counts(), st.integers(min_value=2, max_value=60))
def test_bar_in_two_alphabets(count: Count, width: int) -> None:
    """The bar of a terminal without Unicode is the same bar."""
    line = bar(*count[:2], width, count.majority)
    plain = bar(*count[:2], width, count.majority, ascii_only=True)
    assert line.translate(str.maketrans("█░│", "#.|")) == plain


@pytest.mark.parametrize("width", [2, 10, 40])
def test_bar_that_takes_all(width: int) -> None:
    """Where all votes are needed the mark stands at the end, and only all fill the bar."""
    everything = Majority(1, 1, strict=False)
    assert bar(342, 342, width, everything, ascii_only=True) == "#" * (width - 1) + "|"
    assert "." in bar(341, 342, width, everything, ascii_only=True)


@given(counts(), st.integers(min_value=1, max_value=60))
def test_bar_without_a_majority(count: Count, width: int) -> None:
    """Without a threshold there is no mark, only all fill the bar, and little is not nothing."""
    line = bar(*count[:2], width, None, ascii_only=True)
    filled = line.count("#")
    assert line == "#" * filled + "." * (width - filled)
    assert (filled == width) is (count.part == count.whole)
    assert filled <= 1 or Fraction(filled, width) <= Fraction(count.part, count.whole)
    assert (filled > 0) is (count.part > 0 and (width > 1 or count.part == count.whole))


def test_bar_of_nothing() -> None:
    """Where nothing was cast the bar is empty, with its mark in the middle."""
    assert bar(0, 0, 11, SIMPLE, ascii_only=True) == ".....|....."
    assert bar(0, 0, 4, None, ascii_only=True) == "...."
    assert bar(1, 2, 11, SIMPLE, ascii_only=True) == "#####|....."
    assert bar(2, 2, 11, SIMPLE, ascii_only=True) == "#####|#####"
