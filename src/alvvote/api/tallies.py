"""The tally of votes in files, for a notebook: results, and what each member voted."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alvvote.api.errors import InputError, checked
from alvvote.api.frames import frame_of
from alvvote.api.publications import MeetingPublication
from alvvote.api.rolls import MeetingRoll, Path, roll_on
from alvvote.api.rows import RECORD_COLUMNS, RESULT_COLUMNS
from alvvote.i18n import _
from alvvote.problems import Problem
from alvvote.publish.of_files import publication_of_files
from alvvote.publish.publication import Publication
from alvvote.publish.table_rows import record_rows, result_rows
from alvvote.questions import Files, RuleSettings, questions_in
from alvvote.statutes import Majority, Quorum
from alvvote.statutes.majority import parse_majority, parse_quorum
from alvvote.tally import Counted, Result, count_votes, remarks_of

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, repr=False)
class MeetingTally:
    """Votes that were read from files and counted."""

    roll: MeetingRoll
    """The members and their votes, as they were counted."""
    counted: tuple[Counted, ...]
    """In the order of the agenda, or of the files: result, ballots by code, readings."""
    invented: bool
    """Whether a file says that its ballots are an invented example."""
    problems: tuple[Problem, ...] = ()
    """Warnings."""

    @property
    def results(self) -> tuple[Result, ...]:
        """The results: counts, threshold and outcome, in whole numbers."""
        return tuple(item.result for item in self.counted)

    def __getitem__(self, vote: str) -> Result:
        """Return the result of the vote with this id.

        Raises:
            KeyError: there is none.
        """
        for result in self.results:
            if result.proposal.id == vote:
                return result
        raise KeyError(vote)

    def __iter__(self) -> Iterator[Result]:
        """Go through the results."""
        return iter(self.results)

    def __len__(self) -> int:
        """Return the number of votes."""
        return len(self.counted)

    def __repr__(self) -> str:
        ids = ", ".join(result.proposal.id for result in self.results)
        return f"<MeetingTally: {ids}>"

    def to_frame(self) -> "DataFrame":
        """Return a row per vote and option; the columns are `RESULT_COLUMNS`.

        What was not counted has one row, without an option.
        """
        rows = (row for result in self.results for row in result_rows(result, self.roll.roll))
        return frame_of(RESULT_COLUMNS, rows)

    def record_frame(self) -> "DataFrame":
        """Return a row per member and counted vote; the columns are `RECORD_COLUMNS`.

        Votes on persons are left out: what members voted there is not public (article 11,
        paragraph 5).
        """
        return frame_of(RECORD_COLUMNS, record_rows(self._value("", invented=False)))

    def publication(self, name: str | None = None, *, invented: bool = False) -> MeetingPublication:
        """Return these votes as a publication.

        Args:
            name: of the meeting.
            invented: say everywhere that it is an invented example, also where no file does.

        Raises:
            InputError: there are no votes.
        """
        if not self.counted:
            raise InputError([Problem("U101")])
        title = (name or "").strip() or _("General assembly")
        return MeetingPublication(self._value(title, invented=invented), self.problems)

    def _value(self, name: str, *, invented: bool) -> Publication:
        marked = invented or self.invented
        return publication_of_files(name, self.roll.roll, self.counted, invented=marked)


def tally_files(
    *ballots: Path,
    agenda: Path | None = None,
    slips: Path | None = None,
    sheet: str | None = None,
    roll: MeetingRoll | None = None,
    majority: str | Mapping[str, str] | None = None,
    abstentions_count: bool = False,
    blanks_count: bool = False,
    quorum: str | None = None,
) -> MeetingTally:
    """Count the votes in files, as ``alvvote tally`` does.

    Args:
        ballots: CSV or XLSX (docs/ballots.md).
        agenda: the votes with their rules (docs/agenda.md).
        slips: counts of slips; they need `agenda` and a frozen roll.
        sheet: the sheet of a workbook.
        roll: who has how many votes; without one `roll_on` without a date.
        majority: ``2/3``, ``>1/2``; or one for each of some votes, by id.
        abstentions_count: abstentions are votes cast.
        blanks_count: blank votes are votes cast.
        quorum: ``1/2:votes``, ``1/3:members``.

    Raises:
        InputError: something is wrong in the files; it carries all problems.
        ValueError: an argument is none that can be.
    """
    if not ballots and slips is None:
        raise ValueError("name files with ballots")
    where = roll_on() if roll is None else roll
    if slips is not None and (agenda is None or where.basis.fingerprint is None):
        raise ValueError("counts of slips need an agenda and a roll of frozen_roll")
    settings = _settings(majority, quorum)._replace(
        abstentions_count=abstentions_count, blanks_count=blanks_count
    )
    files = Files(tuple(os.fspath(file) for file in ballots), sheet, _named(agenda), _named(slips))
    problems: list[Problem] = list(where.problems)
    questions = questions_in(files, where.at_hand, where.basis, settings, problems)
    warnings = checked([*problems, *remarks_of(questions, per_member=False)])
    rolls, _left_out = where.at_hand.other_rolls(where.basis)
    counted = tuple(count_votes(questions, where.roll, rolls))
    return MeetingTally(where, counted, any(item.invented for item in questions), warnings)


def _named(path: Path | None) -> str | None:
    return None if path is None else os.fspath(path)


def _settings(majority: str | Mapping[str, str] | None, quorum: str | None) -> RuleSettings:
    for_one: tuple[tuple[str, Majority], ...] = ()
    for_all = None
    if isinstance(majority, str):
        for_all = _majority(majority)
    elif majority is not None:
        for_one = tuple((name, _majority(text)) for name, text in majority.items())
    return RuleSettings(for_all, for_one, quorum=None if quorum is None else _quorum(quorum))


def _majority(text: str) -> Majority:
    majority = parse_majority(text)
    if majority is None:
        raise ValueError(f"{text!r} is no majority; write 1/2, 2/3, >2/3 or >=1/2")
    return majority


def _quorum(text: str) -> Quorum:
    quorum = parse_quorum(text)
    if quorum is None:
        raise ValueError(f"{text!r} is no quorum; write 1/2:votes or 1/3:members")
    return quorum
