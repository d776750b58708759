"""The list of who holds which handset of the hall's voting system: a handset per row."""

from typing import NamedTuple

from alvvote.cards.find_pass import find_pass
from alvvote.directory import IN_FILE, Directory
from alvvote.meeting.model import State
from alvvote.problems import Problem
from alvvote.tables.source import read_bytes, read_table
from alvvote.tables.table import Table, key_of, squeeze

HEADERS = {
    "stemkastje": "handset",
    "handset": "handset",
    "stempas": "pass",
    "pass": "pass",
    "gemeente": "municipality",
    "municipality": "municipality",
    "gm_code": "municipality",
}
"""What a column holds, by its header."""
_DUTCH = {"handset": "stemkastje", "pass": "stempas", "municipality": "gemeente"}


class Holder(NamedTuple):
    """Who holds a handset: a member, by whichever pass, or the bearer of one pass."""

    gm_code: str
    pass_began: int | None = None
    """The entry by which the pass was handed out; None: whichever the member has."""
    number: str = ""
    """What people call that pass."""


def handset_key(text: str) -> str:
    """Return how handsets are compared: spreadsheets eat the zeros before a number."""
    key = key_of(text)
    return key.lstrip("0") or "0" if key.isdecimal() else key


def read_handsets(
    file: str, directory: Directory, state: State, problems: list[Problem]
) -> dict[str, Holder]:
    """Read who holds which handset; all that is wrong is added to the problems.

    The file is CSV or XLSX, with the columns ``stemkastje`` and ``stempas`` or ``gemeente``.
    """
    data = read_bytes(file, problems)
    table = None
    if data is not None:
        table = read_table(data, file, frozenset(HEADERS), None, problems)
    columns = None if table is None else _columns(table, problems)
    if table is None or columns is None:
        return {}
    reader = _Handsets(table, columns, directory, state, problems)
    for row, cells in table.rows:
        reader.read(row, cells)
    return reader.holders


class _Handsets:
    def __init__(
        self,
        table: Table,
        columns: dict[str, int],
        directory: Directory,
        state: State,
        problems: list[Problem],
    ) -> None:
        self.holders: dict[str, Holder] = {}
        self._table = table
        self._columns = columns
        self._directory = directory
        self._state = state
        self._problems = problems
        self._rows: dict[str, int] = {}
        self._members: dict[str, int] = {}

    def read(self, row: int, cells: list[str]) -> None:
        handset = squeeze(cells[self._columns["handset"]])
        if not handset:
            self._wrong(row, "handset", Problem("B205"))
            return
        holder, column = self._holder(cells)
        if isinstance(holder, Problem):
            self._wrong(row, column, holder)
            return
        key = handset_key(handset)
        if key in self._rows:
            first = str(self._rows[key])
            self._wrong(row, "handset", Problem("D176", value=handset, expected=first))
            return
        self._rows[key] = row
        if holder.gm_code in self._members:
            municipality = self._directory.by_code[holder.gm_code].municipality
            first = str(self._members[holder.gm_code])
            self._wrong(row, column, Problem("D177", value=municipality, expected=first))
            return
        self._members[holder.gm_code] = row
        self.holders[key] = holder

    def _holder(self, cells: list[str]) -> tuple[Holder | Problem, str]:
        """Return who holds the handset of a row, and in which column that stands."""
        by_pass = self._columns.get("pass")
        if by_pass is not None and cells[by_pass].strip():
            found = find_pass(self._state, cells[by_pass])
            if isinstance(found, Problem):
                return found, "pass"
            return Holder(found.gm_code, found.handed_out.began, found.number), "pass"
        by_name = self._columns.get("municipality")
        if by_name is None or not cells[by_name].strip():
            return Problem("B205"), "pass" if by_name is None else "municipality"
        member = self._directory.find(squeeze(cells[by_name]), IN_FILE)
        return member if isinstance(member, Problem) else Holder(member.gm_code), "municipality"

    def _wrong(self, row: int, column: str, problem: Problem) -> None:
        name = squeeze(self._table.header[self._columns[column]])
        self._problems.append(problem._replace(file=self._table.file, row=row, column=name))


def _columns(table: Table, problems: list[Problem]) -> dict[str, int] | None:
    at: dict[str, int] = {}
    for index, cell in enumerate(table.header):
        name = HEADERS.get(key_of(cell))
        if name is not None and name in at:
            title = squeeze(cell)
            problems.append(Problem("F113", table.file, table.header_row, title, title))
            return None
        if name is not None:
            at[name] = index
    found = ", ".join(squeeze(cell) for cell in table.header if cell.strip())
    missing = [] if "handset" in at else ["handset"]
    missing += [] if at.keys() & {"pass", "municipality"} else ["pass"]
    problems.extend(
        Problem(
            "F112", table.file, table.header_row, expected=_DUTCH[name], details={"found": found}
        )
        for name in missing
    )
    return None if missing else at
