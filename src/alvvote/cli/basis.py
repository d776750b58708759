"""What a command counts with: the editions at hand, the one that holds, and the roll made of it."""

import csv
from datetime import date
from typing import NamedTuple

from alvvote.directory import Directory, History
from alvvote.population import (
    Change,
    Choice,
    Edition,
    NoEdition,
    ReferenceDateTooLate,
    Store,
    choose_edition,
    defensible_editions,
    newer_probably_public,
    read_changes,
    successors,
)
from alvvote.problems import Problem
from alvvote.roll import ChangedSince, Roll, make_roll
from alvvote.shipped import read_data


class Request(NamedTuple):
    """What the user asked for, by options."""

    meeting_date: date | None
    reference_date: date | None
    preliminary: bool


class Basis(NamedTuple):
    """The edition that holds, why, and the roll."""

    choice: Choice
    roll: Roll


class Shipped:
    """The data that travels with alvvote, read as far as it is needed."""

    def __init__(self) -> None:
        """Read the editions; the rest waits."""
        self.store = Store(read_data("cbs_population.csv"))
        self._changes: list[Change] | None = None

    @property
    def changes(self) -> list[Change]:
        """All boundary changes."""
        if self._changes is None:
            self._changes = read_changes(read_data("boundary_changes.csv"))
        return self._changes

    def directory(self, roll: Roll) -> Directory:
        """Return the members of the roll, to be found by name."""
        rows = csv.reader(read_data("aliases.csv").splitlines()[1:])
        return Directory(roll, [(alias, code) for alias, code in rows], self._history)

    def _history(self) -> History:
        names = {
            change.from_code: change.from_name
            for change in self.changes
            if change.type == "reclassification"
        }
        names |= {code: figure.municipality for code, figure in self.store.names().items()}
        return History(names, successors(self.changes))

    def roll_of(self, edition: Edition, meeting_date: date | None) -> Roll | ChangedSince:
        """Return the roll of a meeting by the figures of an edition."""
        changes = self.changes if meeting_date is not None else []
        return make_roll(edition, self.store.figures(edition), changes, meeting_date)

    def other_rolls(self, basis: Basis) -> tuple[list[Roll], list[Edition]]:
        """Return the rolls of every defensible edition, and the editions that give none."""
        rolls: list[Roll] = []
        left_out: list[Edition] = []
        day = basis.roll.meeting_date
        for edition in defensible_editions(self.store.editions(), basis.choice.edition, day):
            roll = self.roll_of(edition, day)
            if isinstance(roll, Roll):
                rolls.append(roll)
            else:
                left_out.append(edition)
        return rolls, left_out


def find_basis(shipped: Shipped, request: Request, problems: list[Problem]) -> Basis | None:
    """Choose the edition and make the roll; None with problems added where that fails."""
    editions = shipped.store.editions()
    choice = choose_edition(
        editions,
        meeting_date=request.meeting_date,
        reference_date=request.reference_date,
        preliminary=request.preliminary,
    )
    if not isinstance(choice, Choice):
        problems.append(_no_choice(choice, request))
        return None
    roll = shipped.roll_of(choice.edition, request.meeting_date)
    if isinstance(roll, ChangedSince):
        gone = {c.from_name: None for c in roll.changes if c.from_code != c.to_code}
        problems.append(
            Problem(
                "P104",
                column="--datum",
                value=str(request.meeting_date),
                details={"reference": choice.edition.reference_date, "changes": tuple(gone)},
            )
        )
        return None
    problems += _warnings(editions, choice, request)
    return Basis(choice, roll)


def _no_choice(choice: NoEdition | ReferenceDateTooLate, request: Request) -> Problem:
    if isinstance(choice, ReferenceDateTooLate):
        return Problem(
            "P102",
            column="--peildatum",
            value=str(request.reference_date),
            details={"meeting": choice.meeting_date},
        )
    if request.reference_date is None:
        return Problem("P103", column="--datum", value=str(request.meeting_date))
    status = "preliminary" if request.preliminary else "final"
    at_hand = [e.reference_date.isoformat() for e in choice.available if e.status == status]
    return Problem(
        "P101",
        column="--peildatum",
        value=str(request.reference_date),
        expected=", ".join(at_hand),
        details={"status": status},
    )


def _warnings(editions: list[Edition], choice: Choice, request: Request) -> list[Problem]:
    if request.reference_date is not None or request.meeting_date is None:
        return []
    day = request.meeting_date
    year = newer_probably_public(editions, day)
    if year is not None:
        return [Problem("W101", column="--datum", value=str(day), details={"year": str(year)})]
    if choice.unproven is not None:
        details = {
            "fits": choice.unproven.reference_date,
            "fits_status": choice.unproven.status,
            "used": choice.edition.reference_date,
            "used_status": choice.edition.status,
        }
        return [Problem("W102", column="--datum", value=str(day), details=details)]
    return []
