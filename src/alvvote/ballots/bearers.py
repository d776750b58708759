"""Who cast a ballot, where the file says by which pass or handset: only a dossier can tell."""

from typing import NamedTuple, Protocol

from alvvote.problems import Problem
from alvvote.roll import Member


class Shown(NamedTuple):
    """What a row says of who cast its ballot; empty where it says nothing."""

    stempas: str = ""
    stemkastje: str = ""
    tijd: str = ""


class Bearer(NamedTuple):
    """The member for whom a ballot was cast, and by which accreditation."""

    member: Member
    accreditation: int
    number: str = ""
    """What people call the pass; empty where there was none."""


class Misread(NamedTuple):
    """What is wrong with a row, and in which of its cells."""

    problem: Problem
    cell: str
    """``stempas``, ``stemkastje`` or ``tijd``."""


class Bearers(Protocol):
    """Whoever knows passes: the caller of the reader, who has a dossier."""

    def find(self, shown: Shown, vote: str | None) -> Bearer | Misread:
        """Return for whom a ballot was cast; `vote` is the id of its vote, where that is known."""
