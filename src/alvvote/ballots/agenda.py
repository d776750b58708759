"""The agenda file: what each vote is about, its rule, and what was decided without a count."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from alvvote.ballots.agenda_words import ADVICES, HEADERS, KINDS, MANNERS, OUTCOMES, SUBJECTS
from alvvote.ballots.choices import options_named
from alvvote.ballots.columns import KNOWN_NAMES, Nameless
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.proposal import (
    STANDARD_OPTIONS,
    Manner,
    Option,
    Outcome,
    Proposal,
    Rule,
)
from alvvote.statutes.majority import parse_majority
from alvvote.tables.source import read_bytes, read_table
from alvvote.tables.table import Table, key_of, squeeze

_Value = TypeVar("_Value")

_DECIDED_WITHOUT_VOTE = frozenset({"held over", "withdrawn", "taken over", "lapsed", "done"})


class _Row(NamedTuple):
    """The cells of one vote, by canonical column name, and where to report what is wrong."""

    cells: dict[str, str]
    names: dict[str, str]
    """The column names as they stand in the file."""
    report: Callable[[Problem], None]

    def problem(self, code: str, column: str, value: str | None, expected: str | None) -> None:
        name = self.names.get(column, column)
        self.report(Problem(code, column=name, value=value, expected=expected))

    def word(self, column: str, words: Mapping[str, _Value], default: _Value) -> _Value:
        """Return what the word in a column means; the default where the cell is empty or wrong."""
        text = self.cells.get(column, "")
        if not text:
            return default
        value = words.get(key_of(text))
        if value is None:
            dutch = [name for name, meaning in words.items() if name != meaning]
            self.problem("A103", column, text, ", ".join(dutch))
            return default
        return value


def read_agenda(file: str, problems: list[Problem]) -> list[Proposal] | None:
    """Read an agenda (CSV or XLSX); None with problems added where there is an error in it."""
    data = read_bytes(file, problems)
    found: list[Problem] = []
    table = None if data is None else read_table(data, file, frozenset(HEADERS), None, found)
    proposals = None if table is None else _read_rows(table, found)
    problems += found
    return None if any(p.severity == "error" for p in found) else proposals


def _read_rows(table: Table, problems: list[Problem]) -> list[Proposal]:
    if "id" not in (HEADERS.get(key_of(cell)) for cell in table.header):
        problems.append(Problem("A101", table.file, table.header_row, expected="id"))
        return []
    columns = _columns(table, problems)
    nameless = Nameless(table.header)
    names = {canonical: squeeze(table.header[index]) for canonical, index in columns.items()}
    proposals: list[Proposal] = []
    first_row: dict[str, int] = {}
    for number, cells in table.rows:
        nameless.check(table.file, number, cells, problems)

        def report(problem: Problem, number: int = number) -> None:
            problems.append(problem._replace(file=table.file, row=number))

        texts = {name: squeeze(cells[index]) for name, index in columns.items()}
        row = _Row(texts, names, report)
        if not texts["id"]:
            row.problem("B205", "id", None, None)
            continue
        proposal = _proposal(row)
        proposals.append(proposal)
        for column, text in (("id", proposal.id), ("title", proposal.title)):
            if key_of(text) in KNOWN_NAMES:
                report(Problem("A110", column=names[column], value=text))
                break
            earlier = first_row.setdefault(key_of(text), number)
            if earlier != number:
                details: dict[str, Detail] = {"first_row": str(earlier)}
                report(Problem("A102", column=names[column], value=text, details=details))
                break
    if not proposals and not problems:
        problems.append(Problem("F103", table.file))
    return proposals


def _columns(table: Table, problems: list[Problem]) -> dict[str, int]:
    """Return where the columns of the agenda stand, by canonical name."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(table.header):
        name = squeeze(cell)
        canonical = HEADERS.get(key_of(cell))
        if canonical is None:
            if name:
                problems.append(Problem("W204", table.file, table.header_row, name, name))
        elif canonical in columns:
            problems.append(Problem("F113", table.file, table.header_row, name, name))
        else:
            columns[canonical] = index
    return columns


def _proposal(row: _Row) -> Proposal:
    cells = row.cells
    outcome = row.word("outcome", OUTCOMES, None)
    manner = _manner(row, outcome)
    rule = _rule(row)
    subject = row.word("subject", SUBJECTS, "proposal")
    advice = row.word("advice", ADVICES, None)
    if subject == "advice" and not cells.get("advice"):
        row.problem("A109", "subject", cells["subject"], None)
    return Proposal(
        id=cells["id"],
        title=cells.get("title") or cells["id"],
        kind=row.word("kind", KINDS, None),
        subject=subject,
        manner=manner,
        rule=rule,
        options=_options(row),
        advice=advice,
        submitters=tuple(
            squeeze(name) for name in cells.get("submitters", "").split("|") if name.strip()
        ),
        outcome=outcome,
    )


def _manner(row: _Row, outcome: Outcome | None) -> Manner:
    stated = row.word("manner", MANNERS, None)
    if stated is None and outcome in _DECIDED_WITHOUT_VOTE:
        return "none"
    manner = stated or "counted"
    if row.cells.get("manner") and stated is None:
        return manner
    if manner == "counted" and outcome is not None:
        row.problem("A107", "outcome", row.cells["outcome"], None)
    if manner != "counted" and not row.cells.get("outcome"):
        row.problem("A106", "outcome", None, ", ".join(w for w, o in OUTCOMES.items() if w != o))
    return manner


def _rule(row: _Row) -> Rule:
    text = row.cells.get("majority", "")
    if not text:
        return Rule()
    majority = parse_majority(text)
    if majority is None:
        row.problem("A104", "majority", text, "1/2, 2/3")
        return Rule()
    return Rule(majority, source="agenda")


def _options(row: _Row) -> tuple[Option, ...]:
    text = row.cells.get("options", "")
    rejecting = key_of(row.cells.get("rejecting", ""))
    if not text:
        if rejecting:
            row.problem(
                "A108", "rejecting", row.cells["rejecting"], row.names.get("options", "options")
            )
        return STANDARD_OPTIONS
    names = [squeeze(name) for name in text.split("|") if name.strip()]
    options = options_named(names, rejecting)
    if options is None:
        row.problem("A105", "options", text, "A | B")
        return STANDARD_OPTIONS
    own = not any(option.role == "for" for option in options)
    if own and rejecting and rejecting not in map(key_of, names):
        row.problem("A108", "rejecting", row.cells["rejecting"], ", ".join(names))
        return STANDARD_OPTIONS
    return options
