"""What a command counts with: the editions at hand, the one that holds, and the roll made of it."""

import csv
from datetime import date
from typing import NamedTuple

from alvvote.deviations import read_deviations
from alvvote.directory import Directory, History
from alvvote.own import own_path, read_own
from alvvote.population import (
    Change,
    Choice,
    Edition,
    NoEdition,
    ReferenceDateTooLate,
    Store,
    choose_edition,
    defensible_editions,
    known_later,
    newer_probably_public,
    read_changes,
    successors,
)
from alvvote.problems import Problem, has_errors
from alvvote.problems.problem import Detail
from alvvote.roll import Deviations, MissingFigures, Roll, make_roll, read_frozen
from alvvote.shipped import read_data
from alvvote.tables.source import read_bytes

POPULATION = "population.csv"
CHANGES = "boundary_changes.csv"


class Request(NamedTuple):
    """What the user asked for, by options."""

    meeting_date: date | None
    reference_date: date | None
    preliminary: bool
    deviations: Deviations = Deviations()


class Basis(NamedTuple):
    """The roll, the edition that holds, and why."""

    choice: Choice
    roll: Roll
    deviations: Deviations = Deviations()
    fingerprint: str | None = None
    """Of a roll that was frozen and read from a file."""


class AtHand:
    """The data at hand: what travels with alvvote and what the user added, read as needed."""

    def __init__(self) -> None:
        """Read the editions; the rest waits.

        Raises:
            ValueError: the user's own file is damaged.
        """
        own = read_own(POPULATION)
        shipped = read_data("cbs_population.csv")
        if own is None:
            self.store = Store(("shipped", shipped))
        else:
            self.store = Store(("shipped", shipped), ("own", own))
            for edition in self.store.editions():
                if self.store.origin(edition) == "own":
                    self.store.figures(edition)
        self._changes: list[Change] | None = None

    @property
    def changes(self) -> list[Change]:
        """All boundary changes; the user's own come besides the shipped ones."""
        if self._changes is None:
            own = read_own(CHANGES)
            found = read_changes(read_data("boundary_changes.csv"))
            known = {(c.date, c.type, c.from_code, c.to_code) for c in found}
            found += [
                change
                for change in (read_changes(own) if own is not None else ())
                if (change.date, change.type, change.from_code, change.to_code) not in known
            ]
            self._changes = found
        return self._changes

    def directory(self, roll: Roll) -> Directory:
        """Return the members of the roll, to be found by name."""
        rows = csv.reader(read_data("aliases.csv").splitlines()[1:])
        return Directory(roll, [(alias, code) for alias, code in rows], self._history)

    def _history(self) -> History:
        merged = [change for change in self.changes if change.type == "reclassification"]
        names = {change.from_code: change.from_name for change in merged}
        names |= {change.to_code: change.to_name for change in merged}
        names |= {code: figure.municipality for code, figure in self.store.names().items()}
        return History(names, successors(self.changes))

    def roll_of(
        self, edition: Edition, meeting_date: date | None, deviations: Deviations
    ) -> Roll | MissingFigures:
        """Return the roll of a meeting by the figures of an edition."""
        changes = self.changes if meeting_date is not None else []
        figures = self.store.figures(edition)
        return make_roll(edition, figures, changes, meeting_date, deviations)

    def other_rolls(self, basis: Basis) -> tuple[list[Roll], list[Edition]]:
        """Return the rolls of every defensible edition, and the editions that give none.

        A frozen roll stands alone.
        """
        if basis.fingerprint is not None:
            return [basis.roll], []
        rolls: list[Roll] = []
        left_out: list[Edition] = []
        day = basis.roll.meeting_date
        for edition in defensible_editions(self.store.editions(), basis.choice.edition, day):
            if edition == basis.choice.edition:
                rolls.append(basis.roll)
                continue
            roll = self.roll_of(edition, day, basis.deviations)
            if isinstance(roll, Roll):
                rolls.append(roll)
            else:
                left_out.append(edition)
        return rolls, left_out


def find_basis(at_hand: AtHand, request: Request, problems: list[Problem]) -> Basis | None:
    """Choose the edition and make the roll; None with problems added where that fails."""
    editions = at_hand.store.editions()
    choice = choose_edition(
        editions,
        meeting_date=request.meeting_date,
        reference_date=request.reference_date,
        preliminary=request.preliminary,
    )
    if not isinstance(choice, Choice):
        problems.append(_no_choice(choice, request))
        return None
    roll = at_hand.roll_of(choice.edition, request.meeting_date, request.deviations)
    if isinstance(roll, MissingFigures):
        problems.extend(
            Problem(
                "P104",
                column="--datum",
                value=str(request.meeting_date),
                expected=f"--inwoners {code}=…",
                details={"municipality": name, "reference": choice.edition.reference_date},
            )
            for code, name in roll.municipalities
        )
        return None
    on_roll = {member.gm_code for member in roll.members}
    problems.extend(
        Problem("R109", column="--inwoners", value=code)
        for code, _count in request.deviations.inhabitants
        if code not in on_roll
    )
    problems += _overruled(at_hand, choice.edition, request)
    problems += _warnings(editions, choice, request)
    return Basis(choice, roll, request.deviations)


def _overruled(at_hand: AtHand, edition: Edition, request: Request) -> list[Problem]:
    """Return a warning for each member whose figure was there, and is overruled."""
    if not request.deviations.inhabitants:
        return []
    given = dict(request.deviations.inhabitants)
    without = at_hand.roll_of(edition, request.meeting_date, Deviations())
    members = without.members if isinstance(without, Roll) else ()
    return [
        Problem(
            "W104",
            column="--inwoners",
            value=f"{member.gm_code}={given[member.gm_code]}",
            expected=str(member.inhabitants),
            details={"municipality": member.municipality, "figure": member.inhabitants or 0},
        )
        for member in members
        if member.gm_code in given
    ]


def find_roll(
    at_hand: AtHand, request: Request, members_file: str | None, problems: list[Problem]
) -> Basis | None:
    """Make the roll with the members that differ, by the file that ``--leden`` names."""
    basis = find_basis(at_hand, request, problems)
    if basis is None or members_file is None:
        return basis
    members = read_deviations(members_file, at_hand.directory(basis.roll), problems)
    if has_errors(problems):
        return None
    deviations = request.deviations._replace(members=members)
    return find_basis(at_hand, request._replace(deviations=deviations), [])


def read_roll(file: str, problems: list[Problem]) -> Basis | None:
    """Read a frozen roll; None with problems added where it cannot be used."""
    data = read_bytes(file, problems)
    if data is None:
        return None
    try:
        frozen = read_frozen(data.decode("utf-8-sig"))
        is_intact = frozen.is_intact
    except ValueError:
        problems.append(Problem("R107", file))
        return None
    if not is_intact:
        problems.append(Problem("R108", file))
        return None
    choice = Choice(frozen.roll.edition, "frozen", None)
    return Basis(choice, frozen.roll, fingerprint=frozen.stated_fingerprint)


def open_data(problems: list[Problem]) -> AtHand | None:
    """Open the data at hand; None with a problem added where the user's own file is damaged."""
    try:
        at_hand = AtHand()
    except (ValueError, IndexError):
        problems.append(Problem("P105", own_path(POPULATION)))
        return None
    except OSError as error:
        details: dict[str, Detail] = {"errno": error.errno or 0}
        problems.append(Problem("F101", own_path(POPULATION), details=details))
        return None
    try:
        own_changes = read_own(CHANGES)
        if own_changes is not None:
            read_changes(own_changes)
    except ValueError:
        problems.append(Problem("C212", own_path(CHANGES)))
        return None
    return at_hand


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
    years = [e.reference_date.isoformat() for e in choice.available if e.status == status]
    return Problem(
        "P101",
        column="--peildatum",
        value=str(request.reference_date),
        expected=", ".join(years),
        details={"status": status},
    )


def _warnings(editions: list[Edition], choice: Choice, request: Request) -> list[Problem]:
    if request.meeting_date is None:
        return []
    if request.reference_date is not None:
        if not known_later(choice.edition, editions, request.meeting_date):
            return []
        return [Problem("W103", column="--peildatum", value=str(request.reference_date))]
    day = request.meeting_date
    year = newer_probably_public(editions, day)
    if year is not None:
        return [Problem("W101", column="--datum", value=str(day), details={"year": str(year)})]
    if choice.unproven is not None:
        details: dict[str, Detail] = {
            "fits": choice.unproven.reference_date,
            "fits_status": choice.unproven.status,
            "used": choice.edition.reference_date,
            "used_status": choice.edition.status,
        }
        return [Problem("W102", column="--datum", value=str(day), details=details)]
    return []
