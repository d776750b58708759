"""The roll of a meeting, for a notebook: members, inhabitants and votes."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from alvvote.api.errors import InputError, checked
from alvvote.api.frames import Column, Value, frame_of
from alvvote.basis import AtHand, Basis, Request, find_roll, open_data, read_roll
from alvvote.directory import IN_OPTION
from alvvote.municipality import parse_code
from alvvote.problems import Problem
from alvvote.roll import Deviations, Member, Roll, fingerprint
from alvvote.statutes import Votes
from alvvote.words import edition_in_short, members_and_votes

if TYPE_CHECKING:
    from pandas import DataFrame

Path = str | os.PathLike[str]

ROLL_COLUMNS: tuple[Column, ...] = (
    ("gm_code", "string"),
    ("municipality", "string"),
    ("province", "string"),
    ("inhabitants", "Int64"),
    ("thousands", "Int64"),
    ("limit", "string"),
    ("votes", "Int64"),
    ("reference_date", "date"),
    ("status", "string"),
    ("table", "string"),
    ("derivation", "string"),
    ("reason", "string"),
)
"""Columns of `MeetingRoll.to_frame`, named as in ``alvvote roll --format csv``."""


@dataclass(frozen=True, repr=False)
class MeetingRoll:
    """The members of a meeting and their votes (article 11, paragraphs 3 and 4)."""

    basis: Basis
    """The roll, the figures it was made of, and why these."""
    at_hand: AtHand = field(compare=False)
    """The data that names are looked up in."""
    problems: tuple[Problem, ...] = ()
    """Warnings: what is uncertain about the figures that were used."""

    @property
    def roll(self) -> Roll:
        """The roll itself: edition, members, boundary changes."""
        return self.basis.roll

    @property
    def votes(self) -> Votes:
        """All votes together."""
        return self.roll.totals.votes

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the roll, in hexadecimal digits."""
        return fingerprint(self.roll)

    def __len__(self) -> int:
        """Return the number of members."""
        return len(self.roll.members)

    def __repr__(self) -> str:
        totals, edition = self.roll.totals, edition_in_short(self.roll.edition)
        return f"<MeetingRoll: {members_and_votes(totals.members, totals.votes)}; {edition}>"

    def member(self, name: str) -> Member:
        """Return a member by name, alias or CBS code: ``Utrecht``, ``GM0344``.

        Raises:
            InputError: no member is meant by that name, or more than one.
        """
        found = self.at_hand.directory(self.roll).find(name, IN_OPTION)
        if isinstance(found, Problem):
            raise InputError([found])
        return found

    def to_frame(self) -> "DataFrame":
        """Return a row per member, by code; the columns are `ROLL_COLUMNS`."""
        return frame_of(ROLL_COLUMNS, (_row(self.roll, member) for member in self.roll.members))


def roll_on(
    meeting_date: date | str | None = None,
    *,
    reference_date: date | str | None = None,
    preliminary: bool = False,
    inhabitants: Mapping[str, int] | None = None,
    members_file: Path | None = None,
) -> MeetingRoll:
    """Return the roll of a meeting, made of the figures that hold on its date.

    Args:
        meeting_date: the day of the meeting, as a date or as ``2026-06-17``; without one, the
            newest final figures at hand.
        reference_date: the 1 January of the figures to use, where not those that hold.
        preliminary: use the preliminary figures of that reference date.
        inhabitants: inhabitants by CBS code, in place of the figures.
        members_file: a file with members that differ from the figures (docs/roll.md).

    Raises:
        InputError: there are no such figures, or the file has errors.
        ValueError: a date or a code is none.
    """
    if preliminary and reference_date is None:
        raise ValueError("preliminary figures: say of which reference_date")
    given = tuple((_code(code), count) for code, count in (inhabitants or {}).items())
    request = Request(
        _day(meeting_date), _day(reference_date), preliminary, Deviations(inhabitants=given)
    )
    problems: list[Problem] = []
    at_hand = open_data(problems)
    file = None if members_file is None else os.fspath(members_file)
    basis = None if at_hand is None else find_roll(at_hand, request, file, problems)
    return _made(at_hand, basis, problems)


def frozen_roll(file: Path) -> MeetingRoll:
    """Return the roll that ``alvvote roll --format json`` wrote to a file.

    Raises:
        InputError: the file is no roll, or was changed since.
    """
    problems: list[Problem] = []
    at_hand = open_data(problems)
    basis = None if at_hand is None else read_roll(os.fspath(file), problems)
    return _made(at_hand, basis, problems)


def votes_of(name: str, meeting_date: date | str | None = None) -> Votes:
    """Return the votes of one member, by name, alias or CBS code.

    Args:
        name: ``Utrecht``, ``GM0344``.
        meeting_date: as for `roll_on`.

    Raises:
        InputError: no member is meant by that name, or more than one.
        ValueError: the date is none.
    """
    return roll_on(meeting_date).member(name).votes


def _made(at_hand: AtHand | None, basis: Basis | None, problems: list[Problem]) -> MeetingRoll:
    warnings = checked(problems)
    if at_hand is None or basis is None:
        raise ValueError("a roll that was not made has an error")
    return MeetingRoll(basis, at_hand, warnings)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _code(text: str) -> str:
    code = parse_code(text)
    if code is None:
        raise ValueError(f"{text!r} is no CBS code; write GM0344")
    return code


def _row(roll: Roll, member: Member) -> list[Value]:
    edition, derivation = roll.edition, member.derivation
    return [
        member.gm_code,
        member.municipality,
        member.province,
        member.inhabitants,
        member.thousands,
        member.limit,
        member.votes,
        edition.reference_date,
        edition.status,
        edition.table,
        None if derivation is None else derivation.kind,
        (derivation.reason or None) if derivation is not None else None,
    ]
