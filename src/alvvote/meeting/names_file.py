"""A file with representatives of many members: what stands in it, and what is wrong with it."""

from collections.abc import Mapping
from typing import NamedTuple

from alvvote.ballots.columns import Nameless
from alvvote.directory import IN_FILE, Directory
from alvvote.meeting.desk_acts import Person
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.roll import Member
from alvvote.statutes.representatives import DECLARATION_WORDS
from alvvote.tables.source import read_table
from alvvote.tables.table import Table, key_of, squeeze

HEADERS = {
    "gemeente": "gemeente",
    "municipality": "gemeente",
    "gm_code": "gm_code",
    "naam": "naam",
    "name": "naam",
    "functie": "functie",
    "function": "functie",
    "volmacht": "volmacht",
    "authorisation": "volmacht",
}
"""What a column holds, by its header."""
_REMARKS = frozenset({"opmerking", "remark"})
_NAMES = frozenset(HEADERS) | _REMARKS
_DECLARATIONS = DECLARATION_WORDS | {word: word for word in DECLARATION_WORDS.values()}


class FileRow(NamedTuple):
    """A row without error: a member, and who is to represent it."""

    row: int
    member: Member
    person: Person


class NamesFile(NamedTuple):
    """What a file says."""

    file: str
    titles: Mapping[str, str]
    """The headers as they stand in the file, by what the column holds."""
    rows: list[FileRow]

    @property
    def who(self) -> str:
        """The header of the column that says which member it is."""
        return self.titles.get("gm_code") or self.titles["gemeente"]


class _Rows:
    """The rows of one file, with every problem in them."""

    def __init__(
        self, table: Table, at: dict[str, int], directory: Directory, problems: list[Problem]
    ) -> None:
        self._table = table
        self._at = at
        self._directory = directory
        self._problems = problems
        self._first: dict[str, int] = {}
        self.titles = {name: squeeze(table.header[index]) for name, index in at.items()}

    def read(self) -> list[FileRow]:
        """Return the rows that are without error by themselves."""
        nameless = Nameless(self._table.header)
        found: list[FileRow] = []
        for number, cells in self._table.rows:
            nameless.check(self._table.file, number, cells, self._problems)
            row = self._row(number, cells)
            if row is not None:
                found.append(row)
        return found

    def _add(self, row: int, column: str, problem: Problem) -> None:
        title = self.titles[column]
        self._problems.append(problem._replace(file=self._table.file, row=row, column=title))

    def _cell(self, cells: list[str], column: str) -> str:
        return squeeze(cells[self._at[column]]) if column in self._at else ""

    def _row(self, row: int, cells: list[str]) -> FileRow | None:
        before = len(self._problems)
        member = self._member(row, cells)
        name, function = self._cell(cells, "naam"), self._cell(cells, "functie")
        for column, text in (("naam", name), ("functie", function)):
            if not text:
                self._add(row, column, Problem("D124"))
        word = self._cell(cells, "volmacht")
        declaration = _DECLARATIONS.get(key_of(word))
        if word and declaration is None:
            expected = ", ".join(DECLARATION_WORDS)
            self._add(row, "volmacht", Problem("D121", value=word, expected=expected))
        if member is None or len(self._problems) > before:
            return None
        return FileRow(row, member, Person(name, key_of(function), declaration))

    def _member(self, row: int, cells: list[str]) -> Member | None:
        """Return the member of a row, by its code or else by its name; both must agree."""
        code, name = self._cell(cells, "gm_code"), self._cell(cells, "gemeente")
        column = "gm_code" if code or "gemeente" not in self._at else "gemeente"
        if not code and not name:
            self._add(row, column, Problem("D124"))
            return None
        found = self._directory.find(code or name, IN_FILE)
        if isinstance(found, Problem):
            self._add(row, column, found)
            return None
        if code and name and not self._agrees(name, found):
            details: dict[str, Detail] = {"other": found.municipality, "code": found.gm_code}
            self._add(row, "gemeente", Problem("B206", value=name, details=details))
            return None
        first = self._first.setdefault(found.gm_code, row)
        if first != row:
            name = found.municipality
            self._add(row, column, Problem("D122", value=name, expected=str(first)))
            return None
        return found

    def _agrees(self, name: str, member: Member) -> bool:
        """Tell whether a name can mean this member: "Bergen" beside a code is no guess."""
        named = self._directory.find(name, IN_FILE)
        if isinstance(named, Problem):
            return named.code == IN_FILE.ambiguous and member.gm_code in (named.expected or "")
        return named.gm_code == member.gm_code


def read_names(
    data: bytes, file: str, sheet: str | None, directory: Directory, problems: list[Problem]
) -> NamesFile | None:
    """Read the file; all that is wrong is added to the problems. None where it cannot be read.

    It is CSV or XLSX, with the columns ``gemeente`` or ``gm_code``, ``naam``, ``functie``, and
    perhaps ``volmacht``: how the declaration was seen.
    """
    table = read_table(data, file, _NAMES, sheet, problems)
    at = None if table is None else _columns(table, problems)
    if table is None or at is None:
        return None
    before = len(problems)
    rows = _Rows(table, at, directory, problems)
    found = NamesFile(file, rows.titles, rows.read())
    if not found.rows and len(problems) == before:
        problems.append(Problem("F103", file))
    return found


def _columns(table: Table, problems: list[Problem]) -> dict[str, int] | None:
    at: dict[str, int] = {}
    for index, cell in enumerate(table.header):
        key, title = key_of(cell), squeeze(cell)
        name = HEADERS.get(key)
        if name is None:
            if key and key not in _REMARKS:
                problems.append(Problem("W204", table.file, table.header_row, title, title))
        elif name in at:
            problems.append(Problem("F113", table.file, table.header_row, title, title))
            return None
        else:
            at[name] = index
    missing = [] if at.keys() & {"gemeente", "gm_code"} else ["gemeente"]
    missing += [name for name in ("naam", "functie") if name not in at]
    header = ", ".join(squeeze(cell) for cell in table.header if cell.strip())
    problems.extend(
        Problem("F112", table.file, table.header_row, expected=name, details={"found": header})
        for name in missing
    )
    return None if missing else at
