"""Ballot files to ballots: every problem in them is found in one run, and none is guessed away."""

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from alvvote.ballots.ballots import Ballots, VoteBallots
from alvvote.ballots.bearers import Bearer, Bearers
from alvvote.ballots.columns import KNOWN_NAMES, Columns, find_columns
from alvvote.ballots.rows import Rows
from alvvote.ballots.similar import similar
from alvvote.ballots.stated import check_stated_votes
from alvvote.directory import IN_FILE, Directory
from alvvote.population import Store
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.proposal import Proposal
from alvvote.roll import Member
from alvvote.tables.invented import file_says_invented
from alvvote.tables.source import read_bytes, read_table
from alvvote.tables.table import Table, key_of, squeeze


class Vote(NamedTuple):
    """A vote and the ballots handed in for it."""

    proposal: Proposal
    ballots: Ballots
    bearers: Mapping[str, Bearer] = MappingProxyType({})
    """By which pass the ballots were cast, of those that came by one, by code of the member."""


class BallotReader:
    """Reads ballot files one after the other into the votes of one meeting."""

    def __init__(
        self,
        directory: Directory,
        store: Store,
        agenda: list[Proposal] | None,
        bearers: Bearers | None = None,
    ) -> None:
        """Take who may vote, the editions to compare with, and the votes on the agenda if any.

        `bearers` knows whose passes and handsets are whose; without it no file can name them.
        """
        self.problems: list[Problem] = []
        self._directory = directory
        self._store = store
        self._agenda = agenda
        self.bearers = bearers
        self.file_votes: dict[str, str] = {}
        """The file after which a vote was named, by id."""
        self.has_agenda = agenda is not None
        self.says_invented = False
        """Whether a file says of itself that its ballots are an invented example."""
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
        return [Vote(vote.proposal, vote.ballots, vote.bearers) for vote in self._votes.values()]

    def look_alikes(self) -> list[Problem]:
        """Return a warning for each vote that may be another one misspelled.

        Without an agenda a slip in a name makes a vote of its own; then no member is in both.
        """
        if self._agenda is not None:
            return []
        votes = sorted(self._votes.values(), key=lambda vote: -len(vote.ballots))
        found: list[Problem] = []
        for index, vote in enumerate(votes):
            for larger in votes[:index]:
                if (
                    vote.ballots
                    and similar(vote.proposal.id, larger.proposal.id)
                    and not vote.ballots.keys() & larger.ballots.keys()
                ):
                    found.append(
                        Problem("W207", value=vote.proposal.id, expected=larger.proposal.id)
                    )
                    break
        return found

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
        if table is None or columns is None or not self._can_tell(table, columns):
            return
        self.says_invented = self.says_invented or file_says_invented(data)
        rows = Rows(self, table, columns)
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

    def _can_tell(self, table: Table, columns: Columns) -> bool:
        """Tell whether it can be known who cast the ballots; else the problem is added."""
        if not columns.by_pass or self.bearers is not None:
            return True
        index = columns.handset if columns.voting_pass is None else columns.voting_pass
        name = squeeze(table.header[index or 0])
        self.problems.append(Problem("V144", table.file, table.header_row, name, name))
        return False

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

    def known_member(self, name: str) -> Member | None:
        """Return the member that a cell means, if it was looked up before and may vote."""
        found = self._members.get(name)
        return found if isinstance(found, Member) and not found.suspended else None

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
        if isinstance(named, Member):
            agrees = named.gm_code == found.gm_code
        else:
            # "Bergen" beside a code is no guess; a name that is nobody's contradicts it.
            agrees = named.code == IN_FILE.ambiguous and found.gm_code in (named.expected or "")
        if not agrees:
            details: dict[str, Detail] = {"other": found.municipality, "code": found.gm_code}
            return Problem("B206", value=squeeze(name), details=details)
        return found
