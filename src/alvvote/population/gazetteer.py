"""Which municipalities there are on a date, by the editions and boundary changes at hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from alvvote.population.carry import Carrying, applied_changes, carry
from alvvote.population.changes import Change
from alvvote.population.edition import Edition, Figure, Store

KNOWN_FROM = date(2018, 1, 1)
"""Boundary changes of before this day are not at hand."""


class Named(NamedTuple):
    """A municipality as it is called."""

    municipality: str
    province: str


class Gazetteer:
    """The municipalities of all dates, as far as the data at hand tell."""

    def __init__(
        self, store: Store, changes: Iterable[Change], aliases: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Take the editions, the boundary changes and the aliases at hand."""
        self.store = store
        self.changes = list(changes)
        self.aliases = list(aliases)
        self._everyone: dict[str, Named] | None = None
        self._carried: dict[tuple[Edition, date], Carrying] = {}

    def everyone(self) -> dict[str, Named]:
        """Return all municipalities of all dates, each with the newest name."""
        if self._everyone is None:
            names = {c.from_code: Named(c.from_name, "") for c in self.changes}
            names |= {c.to_code: Named(c.to_name, c.to_province) for c in self.changes}
            names |= {
                code: Named(figure.municipality, figure.province)
                for code, figure in self.store.names().items()
            }
            self._everyone = names
        return self._everyone

    def edition_before(
        self, day: date, besides: Edition | None = None, *, same_day: bool
    ) -> Edition | None:
        """Return the newest edition up to a day, a final one rather than a preliminary one.

        `same_day`: also one of that very day, but not the edition `besides` itself.
        """
        fitting = [
            edition
            for edition in self.store.editions()
            if edition.reference_date < day
            or (
                same_day
                and edition.reference_date == day
                and (besides is None or edition.status != besides.status)
            )
        ]
        return max(fitting, key=lambda e: (e.reference_date, e.status == "final"), default=None)

    def edition_after(self, day: date) -> Edition | None:
        """Return the oldest edition of after a day, a final one rather than a preliminary one."""
        fitting = [e for e in self.store.editions() if e.reference_date > day]
        return min(fitting, key=lambda e: (e.reference_date, e.status != "final"), default=None)

    def carried(self, edition: Edition, until: date) -> Carrying:
        """Return the figures of an edition, carried over the boundary changes until a day."""
        key = (edition, until)
        if key not in self._carried:
            figures = {f.gm_code: f.inhabitants for f in self.store.figures(edition)}
            self._carried[key] = self.carry_on(figures, edition.reference_date, until)
        return self._carried[key]

    def carry_on(self, figures: Mapping[str, int], after: date, until: date) -> Carrying:
        """Return figures (inhabitants by code) of one day, carried over until another."""
        return carry(figures, applied_changes(self.changes, after, until))

    def members(self, day: date, besides: Edition | None = None) -> dict[str, Named] | None:
        """Return the municipalities of a day, by code; None where they are not known.

        They are those of the nearest edition up to that day, carried over boundary changes;
        `besides` is an edition that shall not prove itself.
        """
        if day < KNOWN_FROM:
            return None
        # Two editions of the same day cannot vouch for each other.
        edition = self.edition_before(day, besides, same_day=besides is None)
        if edition is None:
            return None
        names = {f.gm_code: Named(f.municipality, f.province) for f in self.figures(edition)}
        new = {
            change.to_code: Named(change.to_name, change.to_province)
            for change in self.changes
            if change.date <= day
        }
        carried = self.carried(edition, day)
        everyone = self.everyone()
        return {
            code: names.get(code) or new.get(code) or everyone[code]
            for code in sorted({*carried.figures, *carried.missing})
        }

    def figures(self, edition: Edition) -> tuple[Figure, ...]:
        """Return the figures of an edition at hand."""
        return self.store.figures(edition)
