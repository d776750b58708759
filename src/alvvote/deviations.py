"""Files that name members: those that differ from the figures, and those that ask for a meeting."""

from typing import Literal

from alvvote.directory import IN_FILE, Directory
from alvvote.municipality import parse_code
from alvvote.problems import Problem
from alvvote.roll import Deviation, Member
from alvvote.statutes import Votes
from alvvote.tables.source import read_bytes, read_table
from alvvote.tables.table import Table, key_of, squeeze

HEADERS: dict[str, str] = {
    "gemeente": "name",
    "municipality": "name",
    "lid": "name",
    "member": "name",
    "gm_code": "gm_code",
    "provincie": "province",
    "province": "province",
    "status": "status",
    "stemmen": "votes",
    "votes": "votes",
    "reden": "reason",
    "reason": "reason",
}
STATUSES: dict[str, Literal["member", "not a member", "suspended"]] = {
    "lid": "member",
    "member": "member",
    "geen lid": "not a member",
    "not a member": "not a member",
    "geschorst": "suspended",
    "suspended": "suspended",
}


def read_deviations(
    file: str, directory: Directory, problems: list[Problem]
) -> tuple[Deviation, ...]:
    """Read the members that differ from the figures (CSV or XLSX); problems are added.

    Columns: gemeente (or lid), gm_code, status (lid, geen lid, geschorst), stemmen, reden.
    """
    table, columns = _read(file, ("name", "status", "reason"), problems)
    if table is None:
        return ()
    found: dict[str, Deviation] = {}
    for number, cells in table.rows:
        texts = {name: squeeze(cells[index]) for name, index in columns.items()}
        deviation = _deviation(texts, directory)
        if isinstance(deviation, Problem):
            problems.append(_placed(deviation, table, columns, number))
        elif deviation.gm_code in found:
            problem = Problem("R106", column="name", value=texts["name"])
            problems.append(_placed(problem, table, columns, number))
        else:
            found[deviation.gm_code] = deviation
    return tuple(found.values())


def _deviation(texts: dict[str, str], directory: Directory) -> Deviation | Problem:
    status = STATUSES.get(key_of(texts["status"]))
    if status is None:
        expected = ", ".join(word for word, meaning in STATUSES.items() if word != meaning)
        return Problem("R101", column="status", value=texts["status"], expected=expected)
    if not texts["reason"]:
        return Problem("R102", column="reason")
    if status == "member":
        return _outside(texts, directory)
    member = directory.find(texts.get("gm_code") or texts["name"], IN_FILE)
    if isinstance(member, Problem):
        return member._replace(column="gm_code" if texts.get("gm_code") else "name")
    return Deviation(member.gm_code, member.municipality, status, None, texts["reason"])


def _outside(texts: dict[str, str], directory: Directory) -> Deviation | Problem:
    code = texts.get("gm_code", "").upper()
    if not code.isdecimal():
        code = parse_code(code) or code
    if not texts["name"]:
        return Problem("B205", column="name")
    for text in (code, texts["name"]):
        if text and isinstance(directory.find(text, IN_FILE), Member):
            return Problem("R104", column="name", value=texts["name"])
    if not code or code.isdecimal():
        return Problem("R105", column="gm_code" if "gm_code" in texts else "name")
    votes = texts.get("votes", "")
    if not votes.isdecimal():
        return Problem("R103", column="votes", value=votes)
    province = texts.get("province", "")
    return Deviation(code, texts["name"], "member", Votes(int(votes)), texts["reason"], province)


def read_members(file: str, directory: Directory, problems: list[Problem]) -> tuple[Member, ...]:
    """Read a list of members (CSV or XLSX, a column gemeente or gm_code); problems are added."""
    table, columns = _read(file, ("name",), problems)
    if table is None:
        return ()
    found: dict[str, Member] = {}
    for number, cells in table.rows:
        texts = {name: squeeze(cells[index]) for name, index in columns.items()}
        column = "gm_code" if texts.get("gm_code") else "name"
        member = directory.find(texts.get(column, ""), IN_FILE)
        if isinstance(member, Member) and member.gm_code in found:
            member = Problem("R106", value=texts[column])
        if isinstance(member, Problem):
            problems.append(_placed(member._replace(column=column), table, columns, number))
        else:
            found[member.gm_code] = member
    if not found and not problems:
        problems.append(Problem("F103", file))
    return tuple(found.values())


def _read(
    file: str, required: tuple[str, ...], problems: list[Problem]
) -> tuple[Table | None, dict[str, int]]:
    data = read_bytes(file, problems)
    table = None if data is None else read_table(data, file, frozenset(HEADERS), None, problems)
    if table is None:
        return None, {}
    columns: dict[str, int] = {}
    for index, cell in enumerate(table.header):
        canonical = HEADERS.get(key_of(cell))
        if canonical is not None:
            columns.setdefault(canonical, index)
    missing = [name for name in required if name not in columns]
    if required == ("name",) and "gm_code" in columns:
        missing = []
    found = ", ".join(squeeze(cell) for cell in table.header if cell.strip())
    dutch = {meaning: word for word, meaning in reversed(HEADERS.items())}
    problems.extend(
        Problem("F112", file, table.header_row, expected=dutch[name], details={"found": found})
        for name in missing
    )
    return (None, {}) if missing else (table, columns)


def _placed(problem: Problem, table: Table, columns: dict[str, int], row: int) -> Problem:
    index = columns.get(problem.column or "")
    column = None if index is None else squeeze(table.header[index])
    return problem._replace(file=table.file, row=row, column=column)
