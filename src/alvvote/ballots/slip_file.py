"""A file with counts of slips: what was counted in votes on persons, a row per line of a count."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from alvvote.problems import Problem
from alvvote.proposal import Proposal
from alvvote.roll import Roll
from alvvote.slips import HANDED_OUT, NOT_RETURNED, SlipCount, count_lines, slip_count
from alvvote.tables.source import read_bytes, read_table
from alvvote.tables.table import Table, key_of, squeeze

_HEADERS = {
    "vote": "vote",
    "voorstel": "vote",
    "option": "option",
    "optie": "option",
    "votes": "votes",
    "stemmen": "votes",
    "members": "members",
    "leden": "members",
}
_COLUMNS = ("vote", "option", "votes", "members")
_MOST_DIGITS = 9


class _Lines:
    """The lines of the count of one vote, as they come in."""

    def __init__(self, proposal: Proposal, row: int) -> None:
        self.proposal = proposal
        self.row = row
        """Of its first line."""
        self.expected = (*count_lines(proposal), HANDED_OUT)
        self.names = {key_of(line): line for line in self.expected}
        self.votes: dict[str, int] = {}
        self.members = 0
        self.doubled = False


class _Cells(NamedTuple):
    """One row, by canonical column name."""

    row: int
    texts: Mapping[str, str]

    def number(self, column: str) -> int | None:
        """Return the whole number in a column; None where there is none."""
        text = self.texts[column]
        return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def read_slips(
    file: str, proposals: Sequence[Proposal], roll: Roll, problems: list[Problem]
) -> dict[str, SlipCount]:
    """Read counts of slips, by id of the vote; what is wrong is added to the problems."""
    data = read_bytes(file, problems)
    table = None
    if data is not None:
        table = read_table(data, file, frozenset(_HEADERS), None, problems)
    if table is None:
        return {}
    columns = _columns(table, problems)
    if columns is None:
        return {}
    by_key = {key_of(proposal.id): proposal for proposal in proposals}
    found: dict[str, _Lines] = {}
    wrong = len(problems)
    for number, cells in table.rows:
        row = _Cells(number, {name: squeeze(cells[index]) for name, index in columns.items()})
        problems += [p._replace(file=file, row=number) for p in _line(row, by_key, found)]
    if not found and len(problems) == wrong:
        problems.append(Problem("F103", file))
    if len(problems) > wrong:
        return {}
    for lines in found.values():
        problem = _whole(lines, roll)
        if problem is not None:
            problems.append(problem._replace(file=file, row=lines.row))
    if len(problems) > wrong:
        return {}
    return {
        name: slip_count(lines.proposal, lines.votes, lines.members, lines.votes[HANDED_OUT])
        for name, lines in found.items()
    }


def _columns(table: Table, problems: list[Problem]) -> dict[str, int] | None:
    columns: dict[str, int] = {}
    for index, cell in enumerate(table.header):
        name = _HEADERS.get(key_of(cell))
        if name in columns:
            title = squeeze(cell)
            problems.append(Problem("F113", table.file, table.header_row, title, title))
            return None
        if name is not None:
            columns[name] = index
    there = ", ".join(squeeze(cell) for cell in table.header if cell.strip())
    missing = [name for name in _COLUMNS if name not in columns]
    problems.extend(
        Problem("F112", table.file, table.header_row, expected=name, details={"found": there})
        for name in missing
    )
    return None if missing else columns


def _line(row: _Cells, by_key: Mapping[str, Proposal], found: dict[str, _Lines]) -> list[Problem]:
    """Take one row; return what is wrong with it."""
    name = row.texts["vote"]
    proposal = by_key.get(key_of(name))
    if proposal is None:
        return [Problem("B302", column="vote", value=name)]
    if proposal.manner != "counted":
        return [Problem("B307", column="vote", value=name)]
    if proposal.kind != "persons":
        return [Problem("V130", column="vote", value=name)]
    lines = found.setdefault(proposal.id, _Lines(proposal, row.row))
    option = row.texts["option"]
    line = lines.names.get(key_of(option))
    if line is None:
        expected = ", ".join(lines.expected)
        return [Problem("B301", column="option", value=option, expected=expected)]
    votes, members = row.number("votes"), row.number("members")
    if votes is None:
        return [Problem("B306", column="votes", value=row.texts["votes"])]
    lines.doubled = lines.doubled or line in lines.votes
    lines.votes[line] = votes
    if line == HANDED_OUT:
        if members is None:
            return [Problem("B306", column="members", value=row.texts["members"])]
        lines.members = members
    return []


def _whole(lines: _Lines, roll: Roll) -> Problem | None:
    """Return what is wrong with a count as a whole."""
    name, totals = lines.proposal.id, roll.totals
    if lines.doubled or set(lines.votes) != set(lines.expected):
        expected, named = ", ".join(lines.expected), {"lines": lines.expected}
        return Problem("V139", value=name, expected=expected, details=named)
    out = lines.votes[HANDED_OUT]
    total = sum(lines.votes.values()) - out
    if total - lines.votes[NOT_RETURNED] > out:
        return Problem("V121", value=str(total - lines.votes[NOT_RETURNED]), expected=str(out))
    if total != out:
        return Problem("V108", value=str(total), expected=str(out))
    if out > totals.votes or lines.members > totals.members:
        there = {"members": int(totals.members), "votes": int(totals.votes)}
        expected = f"{totals.members}, {totals.votes}"
        return Problem("V140", value=name, expected=expected, details=there)
    return None
