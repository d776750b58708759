"""Two editions side by side: whose inhabitants and votes change, who is new and who vanished."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from alvvote.population import Edition, Figure
from alvvote.statutes import Votes, votes_for

Change = Literal["changed", "new", "vanished"]


class Side(NamedTuple):
    """What one edition says of a municipality."""

    inhabitants: int
    votes: Votes


class Difference(NamedTuple):
    """A municipality of which two editions say different things."""

    gm_code: str
    municipality: str
    before: Side | None
    """None: it is new."""
    after: Side | None
    """None: it has vanished."""

    @property
    def change(self) -> Change:
        """What happened to it."""
        if self.before is None:
            return "new"
        return "vanished" if self.after is None else "changed"

    @property
    def votes_change(self) -> bool:
        """The number of votes differs, or there is no municipality on one side."""
        return self.before is None or self.after is None or self.before.votes != self.after.votes


class Sum(NamedTuple):
    """The totals of an edition."""

    members: int
    inhabitants: int
    votes: Votes


class Comparison(NamedTuple):
    """Two editions and their differences."""

    before: Edition
    after: Edition
    differences: tuple[Difference, ...]
    """By code; municipalities of which nothing changes are left out."""
    sum_before: Sum
    sum_after: Sum


def _side(figure: Figure | None) -> Side | None:
    return Side(figure.inhabitants, votes_for(figure.inhabitants)) if figure is not None else None


def sum_of(figures: Iterable[Figure]) -> Sum:
    """Return the totals of figures."""
    counts = [figure.inhabitants for figure in figures]
    return Sum(len(counts), sum(counts), Votes(sum(votes_for(count) for count in counts)))


def compare(
    before: Edition,
    figures_before: Iterable[Figure],
    after: Edition,
    figures_after: Iterable[Figure],
) -> Comparison:
    """Compare two editions, municipality by municipality."""
    old = {figure.gm_code: figure for figure in figures_before}
    new = {figure.gm_code: figure for figure in figures_after}
    differences: list[Difference] = []
    for gm_code in sorted({*old, *new}):
        one, other = old.get(gm_code), new.get(gm_code)
        sides = _side(one), _side(other)
        newest = other or one
        if newest is not None and sides[0] != sides[1]:
            differences.append(Difference(gm_code, newest.municipality, *sides))
    return Comparison(before, after, tuple(differences), sum_of(old.values()), sum_of(new.values()))
