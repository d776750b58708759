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


Origin = Literal["shipped", "own"]


class Store:
    """The editions at hand. It parses only the lines of the editions that are asked for."""

    def __init__(self, *sources: tuple[Origin, str]) -> None:
        """Take the texts of files in the form of ``data/cbs_population.csv``, sorted by edition.

        An edition of a later source takes the place of the same one in an earlier source.

        Raises:
            ValueError: a text is no such file.
        """
        self._blocks: dict[tuple[date, Status], tuple[Edition, Origin, list[str]]] = {}
        for origin, text in sources:
            for edition, block in _blocks_of(text):
                self._blocks[edition.reference_date, edition.status] = (edition, origin, block)

    def origin(self, edition: Edition) -> Origin:
        """Return where an edition of this store comes from."""
        return self._blocks[edition.reference_date, edition.status][1]

    def editions(self) -> list[Edition]:
        """Return the editions at hand: by reference date, the preliminary before the final one."""
        return sorted(
            (edition for edition, _origin, _block in self._blocks.values()),
            key=lambda e: (e.reference_date, e.status == "final"),
        )

    def find(self, reference_date: date, status: Status) -> Edition | None:
        """Return the edition of that date and status, or None when it is not at hand."""
        found = self._blocks.get((reference_date, status))
        return None if found is None else found[0]

    def figures(self, edition: Edition) -> tuple[Figure, ...]:
        """Return the figures of an edition of this store, by code."""
        block = self._blocks[edition.reference_date, edition.status][2]
        return tuple(Figure(row[5], row[6], row[7], int(row[8])) for row in csv.reader(block))

    def names(self) -> dict[str, Figure]:
        """Return the newest figure of every municipality that stands in any edition, by code."""
        return {
            figure.gm_code: figure
            for edition in self.editions()
            for figure in self.figures(edition)
        }


def _blocks_of(text: str) -> list[tuple[Edition, list[str]]]:
    lines = text.splitlines()
    if not lines or lines[0] != HEADER:
        raise ValueError("not a file of CBS editions")
    blocks: list[tuple[Edition, list[str]]] = []
    prefix = "\0"
    for line in lines[1:]:
        if not line.startswith(prefix):
            reference, status, table, published, public_by, rest = line.split(",", 5)
            edition = Edition(
                date.fromisoformat(reference),
                "final" if status == "final" else "preliminary",
                table,
                _optional_day(published),
                _optional_day(public_by),
            )
            prefix = line[: len(line) - len(rest)]
            blocks.append((edition, []))
        blocks[-1][1].append(line)
    return blocks
