"""CBS editions: the figures per 1 January, preliminary or final, as they stand in the data file."""

import csv
from datetime import date
from typing import Literal, NamedTuple

Status = Literal["final", "preliminary"]

HEADER = "reference_date,status,table,published,public_by,gm_code,municipality,province,inhabitants"


class Edition(NamedTuple):
    """One set of figures: every municipality of one 1 January."""

    reference_date: date
    """1 January of a year."""
    status: Status
    table: str
    """The CBS table, such as ``03759ned``."""
    published: date | None
    """The day on which CBS made the figures public, where it is known."""
    public_by: date | None
    """A day on which they are known to have been public, where no exact day is known.

    Of preliminary figures: a day on which they are known to have been the newest still.
    """

    def known_public_on(self, day: date) -> bool:
        """Tell whether these figures count as made public on `day`.

        Where no date of publication is known, those of an earlier year count, and those of the
        year of `day` itself do not (an assumption: CBS publishes within the year).
        """
        if self.published is not None:
            return self.published <= day
        if self.public_by is not None and self.public_by <= day:
            return True
        return self.reference_date.year < day.year


class Figure(NamedTuple):
    """The inhabitants of one municipality on the reference date."""

    gm_code: str
    municipality: str
    province: str
    inhabitants: int


def _optional_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


class Store:
    """The editions of a data file. It parses only the lines of the editions that are asked for."""

    def __init__(self, text: str) -> None:
        """Take the text of a file in the form of ``data/cbs_population.csv``, sorted by edition.

        Raises:
            ValueError: the first line is not the header of such a file.
        """
        lines = text.splitlines()
        if not lines or lines[0] != HEADER:
            raise ValueError("not a file of CBS editions")
        self._blocks: dict[Edition, list[str]] = {}
        prefix, block = "\0", list[str]()
        for line in lines[1:]:
            if not line.startswith(prefix):
                reference, status, table, published, public_by, _ = line.split(",", 5)
                edition = Edition(
                    date.fromisoformat(reference),
                    "final" if status == "final" else "preliminary",
                    table,
                    _optional_day(published),
                    _optional_day(public_by),
                )
                prefix = line[: len(line) - len(line.split(",", 5)[5])]
                block = self._blocks.setdefault(edition, [])
            block.append(line)

    def editions(self) -> list[Edition]:
        """Return the editions at hand: by reference date, the preliminary before the final one."""
        return sorted(self._blocks, key=lambda e: (e.reference_date, e.status == "final"))

    def find(self, reference_date: date, status: Status) -> Edition | None:
        """Return the edition of that date and status, or None when it is not at hand."""
        for edition in self._blocks:
            if edition.reference_date == reference_date and edition.status == status:
                return edition
        return None

    def figures(self, edition: Edition) -> tuple[Figure, ...]:
        """Return the figures of an edition of this store, by code."""
        return tuple(
            Figure(row[5], row[6], row[7], int(row[8])) for row in csv.reader(self._blocks[edition])
        )

    def names(self) -> dict[str, Figure]:
        """Return the newest figure of every municipality that stands in any edition, by code."""
        return {
            figure.gm_code: figure
            for edition in self.editions()
            for figure in self.figures(edition)
        }
