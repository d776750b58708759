"""The cells of a ballot file that say by which pass or handset a ballot was cast."""

from typing import TYPE_CHECKING

from alvvote.ballots.ballots import VoteBallots
from alvvote.ballots.bearers import Bearer, Misread, Shown
from alvvote.ballots.columns import Columns
from alvvote.problems import Problem
from alvvote.tables.table import Table, squeeze

if TYPE_CHECKING:
    from alvvote.ballots.reader import BallotReader


_FEW = 2
"""So many times outside a vote are told one by one."""


class PassCells:
    """Finds for whom the ballots of one file were cast; each problem of a row is told once."""

    def __init__(self, reader: "BallotReader", table: Table, columns: Columns) -> None:
        """Take the reader, which knows who knows passes, and where in a row they stand."""
        self._reader = reader
        self._table = table
        self._columns = columns
        self._told: set[tuple[int, int | None, str]] = set()
        self._outside: list[Problem] = []
        self._any_inside = False

    def bearer(self, row: int, cells: list[str], vote: VoteBallots | None) -> Bearer | None:
        """Return for whom the ballot in this row was cast; None with a problem added."""
        bearers, columns = self._reader.bearers, self._columns
        if bearers is None:
            return None
        places = {
            "stempas": columns.voting_pass,
            "stemkastje": columns.handset,
            "tijd": columns.time,
        }
        texts = {name: "" if at is None else cells[at].strip() for name, at in places.items()}
        shown = Shown(**texts)
        by = "stempas" if shown.stempas or columns.handset is None else "stemkastje"
        if not shown.stempas and not shown.stemkastje:
            self._tell(row, places[by], Problem("B205"))
            return None
        found = bearers.find(shown, None if vote is None else vote.proposal.id)
        if isinstance(found, Misread):
            self._tell(row, places[found.cell], found.problem)
            return None
        self._any_inside = True
        return found if self._fits(row, cells, found, places[by]) else None

    def _fits(self, row: int, cells: list[str], bearer: Bearer, place: int | None) -> bool:
        """Tell whether a municipality that stands beside a pass is the one that it is of."""
        columns = self._columns
        name = "" if columns.municipality is None else cells[columns.municipality]
        code = "" if columns.gm_code is None else cells[columns.gm_code]
        if not name.strip() and not code.strip():
            return True
        named = self._reader.member(name, code)
        if isinstance(named, Problem):
            by_code = bool(code.strip()) and named.code != "B206"
            self._tell(row, columns.gm_code if by_code else columns.municipality, named)
            return False
        if named.gm_code != bearer.member.gm_code:
            value = "" if place is None else squeeze(cells[place])
            details = {"other": bearer.member.municipality}
            self._tell(row, place, Problem("D182", value=value, details={**details}))
            return False
        return True

    def _tell(self, row: int, column: int | None, problem: Problem) -> None:
        if (row, column, problem.code) in self._told:
            return
        self._told.add((row, column, problem.code))
        name = None if column is None else squeeze(self._table.header[column])
        placed = problem._replace(file=self._table.file, row=row, column=name)
        self._reader.problems.append(placed)
        if problem.code == "V146":
            self._outside.append(placed)

    def finish(self) -> None:
        """Tell of a whole column of times outside the vote once: a clock is one cause."""
        if self._any_inside or len(self._outside) <= _FEW:
            return
        problems = self._reader.problems
        problems[:] = [problem for problem in problems if problem not in self._outside]
        problems.append(self._outside[0]._replace(row=self._table.header_row))
