"""What passes between the steps of reading a download."""

from datetime import date
from typing import NamedTuple

from alvvote.population.edition import Status


class Observation(NamedTuple):
    """One value of a download, with all that it is said to be about."""

    region: str
    """Code or name, as it stands in the file."""
    period: str | None
    topic: str
    """The title, path or code of the topic; empty where the file names none."""
    unit: str
    categories: tuple[tuple[str, str], ...]
    """What else divides the figures: dimension (such as ``Geslacht``) and value."""
    value: str
    row: int | None
    column: str | None


class CodeList(NamedTuple):
    """Titles of codes, from a code list of OData v4."""

    titles: dict[str, str]
    groups: dict[str, str]
    """For a region: the group it stands in, such as ``GMPV26``."""
    preliminary: frozenset[str]
    """Periods that the list calls preliminary."""


NO_CODES = CodeList({}, {}, frozenset())


class Observations(NamedTuple):
    """All values of a download, and what it says of itself."""

    values: list[Observation]
    table: str | None = None
    """The CBS table, where the file tells it."""
    title: str = ""


class Wanted(NamedTuple):
    """What the user asked for; None leaves it to the file."""

    reference_date: date | None = None
    status: Status | None = None
    topic: str | None = None


class Reading(NamedTuple):
    """The figure of one municipality as a download gives it."""

    gm_code: str
    label: str | None
    """Its name, where the file has one."""
    province: str | None
    inhabitants: int
    row: int | None


class Draft(NamedTuple):
    """An edition as it was read, before any check of it as a whole."""

    reference_date: date
    status: Status
    status_is_certain: bool
    """The file, or the user, said it."""
    table: str
    table_is_certain: bool
    published: date | None
    public_by: date | None
    readings: tuple[Reading, ...]
    """In the order of the file; a municipality that stands twice is here twice."""
    country: int | None
    """The inhabitants of the Netherlands by the same file."""
    country_row: int | None = None
