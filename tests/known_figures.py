"""The figures that travel with alvvote, read once for the many commands that run in one process."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache

import pytest

from alvvote import basis
from alvvote.population import Change, Edition, Figure, Store, edition, read_changes
from alvvote.roll import Deviations, MissingFigures, Roll, make_roll

_KEPT = 64
"""So many answers of each kind are kept: those on the shipped data come back all the time."""


@contextmanager
def known_figures() -> Iterator[None]:
    """Give the same answer to the same question: editions, their figures, changes, and rolls.

    To read the figures and make the rolls takes most of the time of a small tally. They are made
    by the code itself, once for each different text, day and list of deviations.
    """
    figures_of = Store.figures
    changes_of = lru_cache(_KEPT)(read_changes)
    known: dict[tuple[str, ...], tuple[Figure, ...]] = {}

    def figures(store: Store, of: Edition) -> tuple[Figure, ...]:
        block = tuple(store._blocks[of.reference_date, of.status][2])
        if block not in known:
            if len(known) == _KEPT:
                known.clear()
            known[block] = figures_of(store, of)
        return known[block]

    @lru_cache(_KEPT)
    def roll_of(
        of: Edition,
        figures: tuple[Figure, ...],
        changes: tuple[Change, ...],
        day: date | None,
        deviations: Deviations,
    ) -> Roll | MissingFigures:
        return make_roll(of, figures, changes, day, deviations)

    def rolls(
        of: Edition,
        figures: tuple[Figure, ...],
        changes: Iterable[Change],
        day: date | None,
        deviations: Deviations,
    ) -> Roll | MissingFigures:
        return roll_of(of, figures, tuple(changes), day, deviations)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edition, "_blocks_of", lru_cache(_KEPT)(edition._blocks_of))
        patch.setattr(Store, "figures", figures)
        patch.setattr(basis, "read_changes", lambda text: list(changes_of(text)))
        patch.setattr(basis, "make_roll", rolls)
        yield
