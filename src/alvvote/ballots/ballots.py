"""The ballots of each vote, gathered from rows: one ballot per member, doubles reported."""

from typing import NamedTuple

from alvvote.ballots.bearers import Bearer
from alvvote.ballots.choices import Choices
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.proposal import Proposal
from alvvote.roll import Member

Ballots = dict[str, str]
"""The ballots of one vote: the option chosen, by the code of the member. One each, by its form."""


class VoteBallots:
    """One vote while its ballots come in, with the place of each."""

    def __init__(self, proposal: Proposal) -> None:
        """Begin without a ballot."""
        self.proposal = proposal
        self.choices = Choices(proposal)
        self.ballots: Ballots = {}
        self.bearers: dict[str, Bearer] = {}
        """By which pass the ballots were cast, of those that came by one."""
        self._rows: dict[str, dict[str, int]] = {}

    def add(
        self, file: str, row: int, gm_code: str, option: str, bearer: Bearer | None = None
    ) -> "Double | None":
        """Take a ballot; where the member has one already, it is left out and reported."""
        earlier = self.ballots.get(gm_code)
        if earlier is None:
            self.ballots[gm_code] = option
            if bearer is not None:
                self.bearers[gm_code] = bearer
            if file not in self._rows:
                self._rows[file] = {}
            self._rows[file][gm_code] = row
            return None
        first = next((name, rows[gm_code]) for name, rows in self._rows.items() if gm_code in rows)
        by = self.bearers.get(gm_code)
        number = "" if by is None or by == bearer else by.number
        return Double(first[0], first[1], earlier, same=earlier == option, first_pass=number)


class Double(NamedTuple):
    """A second ballot of a member in one vote: where the first stands, and what it says."""

    first_file: str
    first_row: int
    first_option: str
    same: bool
    first_pass: str = ""
    """The number of the pass of the first, where that was another one."""

    def problem(
        self, file: str, row: int, column: str | None, value: str, member: Member
    ) -> Problem:
        """Return the error (differing) or warning (the same) about the second ballot."""
        elsewhere = "" if self.first_file == file else self.first_file
        details: dict[str, Detail] = {
            "municipality": member.municipality,
            "first_row": str(self.first_row),
            "first_file": elsewhere,
            "first_option": self.first_option,
        }
        if self.first_pass:
            details["first_pass"] = self.first_pass
        place = f"{elsewhere}:{self.first_row}" if elsewhere else str(self.first_row)
        return Problem("W202" if self.same else "B303", file, row, column, value, place, details)
