"""The file with the e-mail addresses of the secretaries: a municipality and an address per row."""

import re
from typing import NamedTuple

from alvvote.directory import IN_FILE, Directory
from alvvote.problems import Problem
from alvvote.roll import Member
from alvvote.tables.source import read_bytes, read_table
from alvvote.tables.table import Table, key_of, squeeze

HEADERS = {
    "gemeente": "gemeente",
    "municipality": "gemeente",
    "gm_code": "gm_code",
    "e-mail": "e-mail",
    "email": "e-mail",
    "e-mailadres": "e-mail",
}
"""What a column holds, by its header."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
"""An addr-spec of RFC 5322, section 3.4.1, of atoms in ASCII and a domain name."""
_LONGEST = 254
"""RFC 5321, section 4.5.3.1.3, without the angle brackets."""


class _Columns(NamedTuple):
    who: int
    mail: int


def is_address(text: str) -> bool:
    """Tell whether this is an e-mail address, without a name."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def read_addresses(file: str, directory: Directory, problems: list[Problem]) -> dict[str, str]:
    """Read the addresses, by code of the municipality; all that is wrong is added to the problems.

    The file is CSV or XLSX, with the columns ``gemeente`` (or ``gm_code``) and ``e-mail``.
    """
    data = read_bytes(file, problems)
    table = None
    if data is not None:
        table = read_table(data, file, frozenset(HEADERS), None, problems)
    columns = None if table is None else _columns(table, problems)
    if table is None or columns is None:
        return {}
    addresses: dict[str, str] = {}
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        member = _member(cells[columns.who], directory)
        if isinstance(member, Problem):
            name = squeeze(table.header[columns.who])
            problems.append(member._replace(file=file, row=row, column=name))
            continue
        address = squeeze(cells[columns.mail])
        title = squeeze(table.header[columns.mail])
        if not is_address(address):
            problems.append(Problem("K107", file, row, title, address))
        if member.gm_code in rows:
            first = str(rows[member.gm_code])
            problems.append(Problem("K108", file, row, value=member.municipality, expected=first))
        rows.setdefault(member.gm_code, row)
        addresses[member.gm_code] = address
    return addresses


def _member(text: str, directory: Directory) -> Member | Problem:
    return directory.find(text, IN_FILE) if text.strip() else Problem("B205")


def _columns(table: Table, problems: list[Problem]) -> _Columns | None:
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
    who = at.get("gm_code", at.get("gemeente"))
    missing = ["gemeente"] if who is None else []
    missing += [] if "e-mail" in at else ["e-mail"]
    problems.extend(
        Problem("F112", table.file, table.header_row, expected=name, details={"found": found})
        for name in missing
    )
    return None if who is None or missing else _Columns(who, at["e-mail"])
