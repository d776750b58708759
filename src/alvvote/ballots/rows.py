"""The rows of one ballot file on their way to the votes, in the long and in the wide layout."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from alvvote.ballots.ballots import Double, VoteBallots
from alvvote.ballots.bearers import Bearer
from alvvote.ballots.choices import Choices
from alvvote.ballots.columns import Columns, Nameless
from alvvote.ballots.pass_cells import PassCells
from alvvote.ballots.stated import Stated
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.proposal import Proposal
from alvvote.roll import Member
from alvvote.tables.source import STANDARD_INPUT
from alvvote.tables.table import Table, squeeze

if TYPE_CHECKING:
    from alvvote.ballots.reader import BallotReader


_USUAL = Choices(Proposal("", ""))


class Rows:
    """The rows of one file on their way to the votes."""

    def __init__(self, reader: "BallotReader", table: Table, columns: Columns) -> None:
        self._reader = reader
        self._table = table
        self._columns = columns
        self._nameless = Nameless(table.header)
        self._passes = PassCells(reader, table, columns) if columns.by_pass else None
        self._votes: dict[str, VoteBallots | Problem] = {}
        self._has_agenda = reader.has_agenda
        self._by_name_alone = columns.gm_code is None and columns.votes is None
        self.stated: list[Stated] = []
        self.count = 0

    def _problem(self, row: int | None, column: int | None, problem: Problem) -> None:
        name = None if column is None else squeeze(self._table.header[column])
        self._reader.problems.append(problem._replace(file=self._table.file, row=row, column=name))

    def _member(self, row: int, cells: list[str]) -> Member | None:
        columns = self._columns
        name = "" if columns.municipality is None else cells[columns.municipality]
        if self._by_name_alone:
            known = self._reader.known_member(name)
            if known is not None:
                return known
        code = None if columns.gm_code is None else cells[columns.gm_code]
        by_code = bool(code and code.strip())
        if not by_code and not name.strip():
            place = columns.gm_code if columns.municipality is None else columns.municipality
            self._problem(row, place, Problem("B205"))
            return None
        member = self._reader.member(name, code)
        if columns.votes is not None and isinstance(member, Problem):
            self._check_number(row, columns.votes, cells[columns.votes].strip())
        if isinstance(member, Problem):
            about_code = by_code and member.code != "B206"
            self._problem(row, columns.gm_code if about_code else columns.municipality, member)
            return None
        if member.suspended:
            reason = member.derivation.reason if member.derivation else ""
            problem = Problem("B208", value=squeeze(name or code or ""), details={"reason": reason})
            self._problem(row, columns.gm_code if by_code else columns.municipality, problem)
            return None
        if columns.votes is not None:
            self._note_stated(row, columns.votes, cells[columns.votes].strip(), member)
        return member

    def _who(
        self, row: int, cells: list[str], vote: VoteBallots | None
    ) -> tuple[Member | None, Bearer | None]:
        """Return who cast the ballot in a row, and by which pass where the file says that."""
        if self._passes is None:
            return self._member(row, cells), None
        bearer = self._passes.bearer(row, cells, vote)
        if bearer is None:
            return None, None
        noted = bool(self.stated) and self.stated[-1].row == row
        if self._columns.votes is not None and not noted:
            votes = cells[self._columns.votes].strip()
            self._note_stated(row, self._columns.votes, votes, bearer.member)
        return bearer.member, bearer

    def _note_stated(self, row: int, column: int, text: str, member: Member) -> None:
        if self._check_number(row, column, text):
            self.stated.append(Stated(row, member, int(text)))

    def _check_number(self, row: int, column: int, text: str) -> bool:
        if text.isdecimal() and len(text) < 10:
            return True
        if text:
            self._problem(row, column, Problem("B306", value=text))
        return False

    def read_long(self, choice: int) -> None:
        """Read a file with a row per ballot."""
        self._read_long(choice)
        self._finish()

    def _finish(self) -> None:
        if self._passes is not None:
            self._passes.finish()

    def _read_long(self, choice: int) -> None:
        columns = self._columns
        file_vote = None if columns.vote is not None else self._vote_of_file()
        ignored = [_Ignored(index) for index in columns.ignored]
        for row, cells in self._each():
            for other in ignored:
                other.look(cells)
            vote = file_vote if columns.vote is None else self._vote_of_row(row, cells)
            member, bearer = self._who(row, cells, vote)
            cell = cells[choice]
            option = None if vote is None else vote.choices.option(cell)
            if vote is None or option is None:
                self._no_choice(row, choice, cell, vote)
            elif member is not None:
                double = vote.add(self._table.file, row, member.gm_code, option, bearer)
                if double is not None:
                    self._double(double, row, choice, cell, member)

        for other in ignored:
            name = squeeze(self._table.header[other.index])
            code = "F118" if other.holds_choices else "W204"
            self._problem(self._table.header_row, other.index, Problem(code, value=name))

    def _no_choice(self, row: int, column: int, cell: str, vote: VoteBallots | None) -> None:
        if not cell.strip():
            self._problem(row, column, Problem("B205"))
        elif vote is not None:
            self._wrong_choice(row, column, cell, vote)
        elif not self._has_agenda and _USUAL.option(cell) is None:
            # Which vote it is for is not known, but no vote has such a choice.
            problem = Problem("B301", value=squeeze(cell), expected=_USUAL.expected)
            self._problem(row, column, problem)

    def _vote_of_file(self) -> VoteBallots | None:
        name = os.path.splitext(os.path.basename(self._table.file))[0]
        vote = self._reader.vote_named("stdin" if name == STANDARD_INPUT else name)
        if isinstance(vote, VoteBallots):
            earlier = self._reader.file_votes.setdefault(vote.proposal.id, self._table.file)
            if earlier == self._table.file and not vote.ballots:
                return vote
            details: dict[str, Detail] = {"earlier": earlier}
            vote = Problem("F117", value=vote.proposal.id, details=details)
        elif vote.code == "B302" and vote.expected is None:
            # The name of the file is not near that of any vote: it was not meant to be one.
            found = ", ".join(squeeze(cell) for cell in self._table.header if cell.strip())
            missing = Problem("F112", expected="voorstel", details={"found": found})
            self._problem(self._table.header_row, None, missing)
            return None
        self._problem(None, None, vote)
        return None

    def _vote_of_row(self, row: int, cells: list[str]) -> VoteBallots | None:
        column = self._columns.vote
        if column is None:
            return None
        cell = cells[column]
        vote = self._votes.get(cell)
        if vote is None:
            vote = self._reader.vote_named(cell) if cell.strip() else Problem("B205")
            self._votes[cell] = vote
        if isinstance(vote, Problem):
            self._problem(row, column, vote)
            return None
        return vote

    def read_wide(self) -> None:
        """Read a file with a row per member and a column per vote; an empty cell is no ballot."""
        votes = self._votes_of_columns()
        wrong: dict[int, list[tuple[int, str]]] = {}
        right: set[int] = set()
        for row, cells in self._each():
            bearer = None
            member = None if self._passes is not None else self._member(row, cells)
            doubles: list[tuple[Double, int]] = []
            for index, vote in votes:
                cell = cells[index]
                if not cell or not cell.strip():
                    continue
                if self._passes is not None:
                    member, bearer = self._who(row, cells, vote)
                option = vote.choices.option(cell)
                if option is None:
                    wrong.setdefault(index, []).append((row, cell))
                    continue
                right.add(index)
                double = member and vote.add(self._table.file, row, member.gm_code, option, bearer)
                if double is not None:
                    doubles.append((double, index))
            if member is not None:
                self._doubles_in_row(doubles, row, cells, member)
        for index, vote in votes:
            self._wrong_in_column(index, vote, wrong.get(index, []), any_right=index in right)
        self._finish()

    def _votes_of_columns(self) -> list[tuple[int, VoteBallots]]:
        votes: list[tuple[int, VoteBallots]] = []
        for index, name in self._columns.wide:
            vote = self._reader.vote_named(name)
            if isinstance(vote, VoteBallots) and any(vote is other for _, other in votes):
                vote = Problem("F113", value=name)
            if isinstance(vote, Problem):
                self._problem(self._table.header_row, index, vote)
            else:
                votes.append((index, vote))
        return votes

    def _wrong_in_column(
        self, index: int, vote: VoteBallots, wrong: list[tuple[int, str]], *, any_right: bool
    ) -> None:
        if len(wrong) > 2 and not any_right:
            # Not a choice in the whole column: it is no vote, and that is one cause.
            value = squeeze(wrong[0][1])
            problem = Problem("B308", value=value, expected=vote.choices.expected)
            self._problem(self._table.header_row, index, problem)
            return
        for row, cell in wrong:
            self._wrong_choice(row, index, cell, vote)

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


class _Ignored:
    """A column that does not count: does it look like ballots after all?"""

    def __init__(self, index: int) -> None:
        self.index = index
        self._seen = False
        self._other = False

    def look(self, cells: list[str]) -> None:
        """Look at the cell in this row."""
        cell = cells[self.index]
        if cell.strip() and not self._other:
            self._seen = True
            self._other = _USUAL.option(cell) is None

    @property
    def holds_choices(self) -> bool:
        """Whether everything in the column is a choice."""
        return self._seen and not self._other
