"""The two tables of CBS with the population on 1 January, and which 1 January of them to take."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from alvvote.population.downloads.words import FINAL_TABLE, PRELIMINARY_TABLE, parse_period
from alvvote.population.edition import Status

ADDRESS = "https://datasets.cbs.nl/odata/v1/CBS"
"""Where the tables of CBS stand, each under its code."""


class Table(NamedTuple):
    """A table of CBS, as its open data service knows it."""

    code: str
    status: Status
    monthly: bool
    """Its periods are months: 1 January is the beginning of the month of January."""
    totals: tuple[tuple[str, str], ...]
    """What else divides its figures, and the code of the total."""


FINAL = Table(
    FINAL_TABLE,
    "final",
    monthly=False,
    totals=(("BurgerlijkeStaat", "T001019"), ("Geslacht", "T001038"), ("Leeftijd", "10000")),
)
PRELIMINARY = Table(PRELIMINARY_TABLE, "preliminary", monthly=True, totals=())


class Periods(NamedTuple):
    """The 1 Januaries of a table."""

    of_status: Mapping[date, str]
    """Those with figures of the status that is asked for, and the code of each period."""

    def newer_than(self, days: Iterable[date]) -> date | None:
        """Return the newest one, if it is newer than all of these days."""
        newest = max(self.of_status, default=None)
        return newest if newest is not None and all(day < newest for day in days) else None


def periods_of(table: Table, codes: Collection[Mapping[str, object]]) -> Periods:
    """Return the 1 Januaries of a table by the rows of its code list of periods.

    A period whose status is another one than that of the table is left out: months of the monthly
    table become final in the end, and are no longer what was published first.
    """
    found: dict[date, str] = {}
    for row in codes:
        code = str(row["Identifier"]).strip()
        period = parse_period(code)
        if period is None or not period.coded or period.monthly != table.monthly:
            continue
        status = str(row.get("Status") or "").lower()
        is_preliminary = "voorlopig" in status or "provisional" in status
        if not status or is_preliminary == (table.status == "preliminary"):
            found[period.reference_date] = code
    return Periods(found)
