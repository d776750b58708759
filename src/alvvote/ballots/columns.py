"""The columns of a ballot file: which are known, which are votes, what is wrong with them."""

from typing import Literal, NamedTuple

from alvvote.problems import Problem
from alvvote.tables.table import Table, key_of, squeeze

Known = Literal[
    "vote", "municipality", "choice", "votes", "gm_code", "pass", "handset", "time", "ignored"
]

KNOWN: dict[str, Known] = {
    "voorstel": "vote",
    "vote": "vote",
    "gemeente": "municipality",
    "municipality": "municipality",
    "stem": "choice",
    "choice": "choice",
    "stemmen": "votes",
    "votes": "votes",
    "gm_code": "gm_code",
    "stempas": "pass",
    "pass": "pass",
    "stemkastje": "handset",
    "handset": "handset",
    "tijd": "time",
    "time": "time",
    "provincie": "ignored",
    "province": "ignored",
    "inwoners": "ignored",
    "inhabitants": "ignored",
    "opmerking": "ignored",
    "remark": "ignored",
}
KNOWN_NAMES = frozenset(KNOWN)


class Columns(NamedTuple):
    """Where in a row the known columns stand; a column that is not there is None."""

    municipality: int | None
    gm_code: int | None
    votes: int | None
    vote: int | None
    choice: int | None
    """None in the wide layout."""
    ignored: tuple[int, ...]
    """Long layout: columns that do not count."""
    wide: tuple[tuple[int, str], ...]
    """Wide layout: index and name of each column that is a vote."""
    voting_pass: int | None = None
    handset: int | None = None
    time: int | None = None

    @property
    def by_pass(self) -> bool:
        """Whether the file says by which pass or handset a ballot was cast."""
        return self.voting_pass is not None or self.handset is not None


def find_columns(table: Table, problems: list[Problem]) -> Columns | None:
    """Find the columns of a ballot file; None with problems added where it cannot be read."""
    found = len(problems)
    at: dict[Known, int] = {}
    others: dict[str, tuple[int, str]] = {}
    for index, cell in enumerate(table.header):
        name, key = squeeze(cell), key_of(cell)
        known = KNOWN.get(key)
        if not key or known == "ignored":
            continue
        if (known is not None and known in at) or key in others:
            problems.append(Problem("F113", table.file, table.header_row, name, name))
        elif known is not None:
            at[known] = index
        else:
            others[key] = (index, name)
    long = "choice" in at
    _check_required(table, at, others, problems, long=long)
    _check_time(table, at, others, problems, long=long)
    if any(p.severity == "error" for p in problems[found:]):
        return None
    return Columns(
        at.get("municipality"),
        at.get("gm_code"),
        at.get("votes"),
        at.get("vote"),
        at.get("choice"),
        tuple(index for index, _ in others.values()) if long else (),
        () if long else tuple(sorted(others.values())),
        at.get("pass"),
        at.get("handset"),
        at.get("time"),
    )


def _check_required(
    table: Table,
    at: dict[Known, int],
    others: dict[str, tuple[int, str]],
    problems: list[Problem],
    *,
    long: bool,
) -> None:
    missing: list[str] = []
    if not at.keys() & {"municipality", "gm_code", "pass", "handset"}:
        missing.append("gemeente")
    elif not long and (not others or "vote" in at):
        # Nothing to count: no choice per row, and no column per vote.
        missing.append("stem")
    found = ", ".join(squeeze(cell) for cell in table.header if cell.strip())
    problems.extend(
        Problem("F112", table.file, table.header_row, expected=name, details={"found": found})
        for name in missing
    )


def _check_time(
    table: Table,
    at: dict[Known, int],
    others: dict[str, tuple[int, str]],
    problems: list[Problem],
    *,
    long: bool,
) -> None:
    """A time says by which pass a ballot counts, and belongs to one ballot."""
    if "time" not in at:
        return
    name = squeeze(table.header[at["time"]])
    if not at.keys() & {"pass", "handset"}:
        problems.append(Problem("W204", table.file, table.header_row, name, name))
    elif not long and len(others) > 1:
        problems.append(Problem("V147", table.file, table.header_row, name, name))


class Nameless:
    """Looks for values in columns without a name, and reports each such column once."""

    def __init__(self, header: list[str]) -> None:
        """Watch the columns that have no name in the header; `columns` are those left to watch."""
        self.columns = {index for index, cell in enumerate(header) if not cell.strip()}

    def check(self, file: str, row: int, cells: list[str], problems: list[Problem]) -> None:
        """Add a problem for each watched column that holds a value in this row."""
        for index in sorted(self.columns):
            if cells[index].strip():
                self.columns.discard(index)
                problems.append(Problem("F114", file, row, letter(index), squeeze(cells[index])))


def letter(index: int) -> str:
    """Return the letter by which a spreadsheet calls a column, counted from 0: ``A``, ``AA``."""
    high, low = divmod(index, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)
