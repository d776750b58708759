"""The columns of a ballot file: which are known, which are votes, what is wrong with them."""

from typing import Literal, NamedTuple

from alvvote.ballots.table import Table, key_of, squeeze
from alvvote.problems import Problem

Known = Literal["vote", "municipality", "choice", "votes", "gm_code", "ignored"]

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
    wide: tuple[tuple[int, str], ...]
    """Wide layout: index and name of each column that is a vote."""
    nameless: tuple[int, ...]
    """Columns without a name; they may hold nothing."""


def find_columns(table: Table, problems: list[Problem]) -> Columns | None:
    """Find the columns of a ballot file; None with problems added where it cannot be read."""
    found = len(problems)
    at: dict[Known, int] = {}
    others: dict[str, tuple[int, str]] = {}
    nameless: list[int] = []
    for index, cell in enumerate(table.header):
        name, key = squeeze(cell), key_of(cell)
        known = KNOWN.get(key)
        if not key:
            nameless.append(index)
        elif known == "ignored":
            continue
        elif (known is not None and known in at) or key in others:
            problems.append(Problem("F113", table.file, 1, name, name))
        elif known is not None:
            at[known] = index
        else:
            others[key] = (index, name)
    long = "choice" in at
    _check_required(table, at, others, problems, long=long)
    if any(p.severity == "error" for p in problems[found:]):
        return None
    if long:
        problems.extend(Problem("W204", table.file, 1, name, name) for _, name in others.values())
    elif "vote" in at:
        # In a wide file a column called "vote" is a vote like any other.
        index = at.pop("vote")
        others[key_of(table.header[index])] = (index, squeeze(table.header[index]))
    return Columns(
        at.get("municipality"),
        at.get("gm_code"),
        at.get("votes"),
        at.get("vote"),
        at.get("choice"),
        () if long else tuple(sorted(others.values())),
        tuple(nameless),
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
    if "municipality" not in at and "gm_code" not in at:
        missing.append("gemeente")
    elif not long and (not others or "vote" in at):
        # Nothing to count: no choice per row, and no column per vote.
        missing.append("stem")
    problems.extend(Problem("F112", table.file, 1, expected=name) for name in missing)


class Nameless:
    """Looks for values in columns without a name, and reports each such column once."""

    def __init__(self, columns: Columns) -> None:
        """Watch the columns of `columns` that have no name."""
        self._left = set(columns.nameless)

    def check(self, file: str, row: int, cells: list[str], problems: list[Problem]) -> None:
        """Add a problem for each watched column that holds a value in this row."""
        for index in sorted(self._left):
            if cells[index].strip():
                self._left.discard(index)
                problems.append(Problem("F114", file, row, value=squeeze(cells[index])))
