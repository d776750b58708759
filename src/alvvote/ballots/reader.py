"""Ballot files to ballots: every problem in them is found in one run, and none is guessed away."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from alvvote.ballots.ballots import Ballots, Double, VoteBallots
from alvvote.ballots.columns import KNOWN_NAMES, Columns, Nameless, find_columns
from alvvote.ballots.source import STANDARD_INPUT, read_bytes, read_table
from alvvote.ballots.stated import Stated, check_stated_votes
from alvvote.ballots.table import Table, key_of, squeeze
from alvvote.directory import IN_FILE, Directory
from alvvote.population import Store
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.proposal import Proposal
from alvvote.roll import Member


class Vote(NamedTuple):
    """A vote and the ballots handed in for it."""

    proposal: Proposal
    ballots: Ballots


class BallotReader:
    """Reads ballot files one after the other into the votes of one meeting."""

    def __init__(self, directory: Directory, store: Store, agenda: list[Proposal] | None) -> None:
        """Take who may vote, the editions to compare with, and the votes on the agenda if any."""
        self.problems: list[Problem] = []
        self._directory = directory
        self._store = store
        self._agenda = agenda
        self._files: set[str] = set()
        self._votes: dict[str, VoteBallots] = {}
        self._by_key: dict[str, VoteBallots] = {}
        for proposal in agenda or ():
            vote = self._votes[proposal.id] = VoteBallots(proposal)
            self._by_key[key_of(proposal.title)] = vote
        for proposal in agenda or ():
            # An id goes before a title that reads the same.
            self._by_key[key_of(proposal.id)] = self._votes[proposal.id]
        self._members: dict[str, Member | Problem] = {}

    def votes(self) -> list[Vote]:
        """Return the votes as read so far, in the order of the agenda, or of the files."""
        return [Vote(vote.proposal, vote.ballots) for vote in self._votes.values()]

    def read(self, file: str, sheet: str | None = None) -> None:
        """Read one file; what is wrong in it is added to `problems`."""
        path = os.path.realpath(file)
        if path in self._files:
            self.problems.append(Problem("F115", file))
            return
        self._files.add(path)
        data = read_bytes(file, self.problems)
        if data is None:
            return
        table = read_table(data, file, KNOWN_NAMES, sheet, self.problems)
        columns = None if table is None else find_columns(table, self.problems)
        if table is None or columns is None:
            return
        rows = _Rows(self, table, columns)
        if columns.choice is None:
            rows.read_wide()
        else:
            rows.read_long(columns.choice)
        if rows.count == 0 and not any(
            p.file == file and p.code in {"F104", "F105"} for p in self.problems
        ):
            self.problems.append(Problem("F103", file))
        if columns.votes is not None:
            name = squeeze(table.header[columns.votes])
            self.problems += check_stated_votes(
                self._directory.roll, self._store, (file, table.header_row, name), rows.stated
            )

    def vote_named(self, name: str) -> VoteBallots | Problem:
        """Return the vote of that name; without an agenda it is made at first sight."""
        key = key_of(name)
        vote = self._by_key.get(key)
        if vote is None:
            if self._agenda is not None:
                return Problem("B302", value=squeeze(name), expected=self._near(key))
            title = squeeze(name)
            vote = self._votes[title] = VoteBallots(Proposal(title, title))
            self._by_key[key] = vote
        if vote.proposal.manner != "counted":
            return Problem("B307", value=squeeze(name))
        return vote

    def _near(self, key: str) -> str | None:
        from difflib import get_close_matches  # noqa: PLC0415

        near = get_close_matches(key, self._by_key, n=3)
        return ", ".join({self._by_key[name].proposal.id: None for name in near}) or None

    def member(self, name: str, code: str | None) -> Member | Problem:
        """Return the member that the cells name and code of a row mean."""
        by_code = code is not None and bool(code.strip())
        text = code if code is not None and by_code else name
        found = self._members.get(text)
        if found is None:
            found = self._directory.find(squeeze(text), IN_FILE)
            self._members[text] = found
        if not by_code or not name.strip() or isinstance(found, Problem):
            return found
        named = self.member(name, None)
        if isinstance(named, Member) and named.gm_code != found.gm_code:
            details: dict[str, Detail] = {"other": found.municipality, "code": found.gm_code}
            return Problem("B206", value=squeeze(name), details=details)
        return found


class _Rows:
    """The rows of one file on their way to the votes."""

    def __init__(self, reader: BallotReader, table: Table, columns: Columns) -> None:
        self._reader = reader
        self._table = table
        self._columns = columns
        self._nameless = Nameless(table.header)
        self.stated: list[Stated] = []
        self.count = 0

    def _problem(self, row: int | None, column: int | None, problem: Problem) -> None:
        name = None if column is None else squeeze(self._table.header[column])
        self._reader.problems.append(problem._replace(file=self._table.file, row=row, column=name))

    def _member(self, row: int, cells: list[str]) -> Member | None:
        columns = self._columns
        name = "" if columns.municipality is None else cells[columns.municipality]
        code = None if columns.gm_code is None else cells[columns.gm_code]
        by_code = bool(code and code.strip())
        if not by_code and not name.strip():
            place = columns.gm_code if columns.municipality is None else columns.municipality
            self._problem(row, place, Problem("B205"))
            return None
        member = self._reader.member(name, code)
        if isinstance(member, Problem):
            about_code = by_code and member.code != "B206"
            self._problem(row, columns.gm_code if about_code else columns.municipality, member)
            return None
        if columns.votes is not None:
            self._note_stated(row, columns.votes, cells[columns.votes].strip(), member)
        return member

    def _note_stated(self, row: int, column: int, text: str, member: Member) -> None:
        if text.isdecimal() and len(text) < 10:
            self.stated.append(Stated(row, member, int(text)))
        elif text:
            self._problem(row, column, Problem("B306", value=text))

    def read_long(self, choice: int) -> None:
        """Read a file with a row per ballot."""
        columns = self._columns
        file_vote = None if columns.vote is not None else self._vote_of_file()
        for row, cells in self._each():
            vote = file_vote if columns.vote is None else self._vote_of_row(row, cells)
            member = self._member(row, cells)
            cell = cells[choice]
            if not cell.strip():
                self._problem(row, choice, Problem("B205"))
            elif vote is not None:
                option = vote.choices.option(cell)
                if option is None:
                    self._wrong_choice(row, choice, cell, vote)
                elif member is not None:
                    double = vote.add(self._table.file, row, member.gm_code, option)
                    if double is not None:
                        self._double(double, row, choice, cell, member)

    def _vote_of_file(self) -> VoteBallots | None:
        name = os.path.splitext(os.path.basename(self._table.file))[0]
        vote = self._reader.vote_named("stdin" if name == STANDARD_INPUT else name)
        if isinstance(vote, Problem):
            self._problem(None, None, vote)
            return None
        return vote

    def _vote_of_row(self, row: int, cells: list[str]) -> VoteBallots | None:
        column = self._columns.vote
        if column is None or not cells[column].strip():
            self._problem(row, column, Problem("B205"))
            return None
        vote = self._reader.vote_named(cells[column])
        if isinstance(vote, Problem):
            self._problem(row, column, vote)
            return None
        return vote

    def read_wide(self) -> None:
        """Read a file with a row per member and a column per vote; an empty cell is no ballot."""
        votes: list[tuple[int, VoteBallots]] = []
        for index, name in self._columns.wide:
            vote = self._reader.vote_named(name)
            if isinstance(vote, Problem):
                self._problem(self._table.header_row, index, vote)
            else:
                votes.append((index, vote))
        for row, cells in self._each():
            member = self._member(row, cells)
            doubles: list[tuple[Double, int]] = []
            for index, vote in votes:
                cell = cells[index]
                if not cell or not cell.strip():
                    continue
                option = vote.choices.option(cell)
                if option is None:
                    self._wrong_choice(row, index, cell, vote)
                elif member is not None:
                    double = vote.add(self._table.file, row, member.gm_code, option)
                    if double is not None:
                        doubles.append((double, index))
            if doubles and member is not None:
                self._doubles_in_row(doubles, row, cells, member)

    def _doubles_in_row(
        self, doubles: list[tuple[Double, int]], row: int, cells: list[str], member: Member
    ) -> None:
        """Report a doubled row: each vote that differs, or once that the whole is the same."""
        differing = [(double, index) for double, index in doubles if not double.same]
        for double, index in differing or doubles[:1]:
            self._double(double, row, index, cells[index], member)

    def _each(self) -> Iterable[tuple[int, list[str]]]:
        for row, cells in self._table.rows:
            self.count += 1
            if self._nameless.columns:
                self._nameless.check(self._table.file, row, cells, self._reader.problems)
            yield row, cells

    def _wrong_choice(self, row: int, column: int, cell: str, vote: VoteBallots) -> None:
        expected = vote.choices.expected
        self._problem(row, column, Problem("B301", value=squeeze(cell), expected=expected))

    def _double(self, double: Double, row: int, column: int, cell: str, member: Member) -> None:
        file = self._table.file
        self._problem(row, column, double.problem(file, row, None, squeeze(cell), member))
