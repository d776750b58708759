"""What the hall's screen shows at one moment: values alone, not yet drawn for a size."""

from typing import NamedTuple

from alvvote.statutes import Majority


class Row(NamedTuple):
    """A line of a tally."""

    label: str
    votes: str
    share: str
    """Of the votes cast, or that it does not count as cast."""
    members: str
    """Empty where slips were counted: then nobody knows."""
    part: int = 0
    whole: int = 0
    """The bar: `part` of `whole`; none where `whole` is 0."""
    majority: Majority | None = None
    """The mark in the bar."""
    aside: str = ""
    """What is said in the place of the bar."""


class Voted(NamedTuple):
    """What one member voted."""

    municipality: str
    mark: str
    """A letter or a number, which the legend explains."""
    word: str
    corrected: bool


class Check(NamedTuple):
    """The check minute: what each member voted, by name, before the chair rules."""

    members: tuple[Voted, ...]
    """By the alphabet."""
    legend: tuple[tuple[str, str], ...]
    """Each mark, and its word."""
    summary: str
    """The tally in one line."""
    passed: float
    """Seconds since the vote was closed."""
    lasts: int
    """Seconds."""


class Slide(NamedTuple):
    """A picture for the hall; what is empty is left out."""

    meeting: str
    clock: str
    mark: str = ""
    """That this is a rehearsal, or invented."""
    about: str = ""
    """Kind and id of the question, and who submitted it."""
    title: str = ""
    large: str = ""
    """A word or a number, as large as it fits."""
    under: str = ""
    """What the large word is."""
    warning: str = ""
    """What nobody may miss."""
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    check: Check | None = None
    foot: str = ""
    """How many are accredited."""
    stale: str = ""
    """Since when this is old, and why; empty while it is new."""
