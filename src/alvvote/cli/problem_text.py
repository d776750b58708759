"""Problems as a person reads them: where, what was found, what is wrong, what to do."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from alvvote.cli.ledger_words import sentence_in_words
from alvvote.cli.terminal import rendered, say, shown, wrapped
from alvvote.i18n import N_, _, _n, day, listing, number, one_of
from alvvote.problems import CATALOGUE, Problem, has_errors
from alvvote.problems.problem import Detail
from alvvote.words import edition_status, failure_in_words, line_in_words, word

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_MAX_ROWS_NAMED = 5
_MOST_LINES = 500
_LONGEST_VALUE = 60
_SUGGESTING = frozenset({"G101", "B201", "B302"})
_CHOOSING = frozenset(
    {"B301", "A103", "A104", "A108", "M104", "M117", "M125", "V101", "V106", "V124", "V128"}
)
_OUTCOME_EXPECTED = frozenset({"V122", "W404"})
_VALUE_IN_MESSAGE = frozenset(
    {"F104", "F111", "F113", "W204", "W206", "B308", "L118", "V108", "V121"}
)
_NUMBERS_OF_VOTES = frozenset({"V108", "V121"})
_SENTENCE_OF_LEDGER = frozenset({"L109", "L111", "L112", "L113"})
_NOTHING_EXPECTED = re.compile(r"[:;] [^:;]*\{expected\}$")
"""The end of a message that lists what there is, where nothing is."""


FAILURES = {
    "missing": N_("it is not there"),
    "not a ledger": N_("the file there is no dossier"),
    "newer version": N_("a newer version made it"),
    "read only": N_("it can only be read"),
    "locked": N_("another process has it locked"),
    "full": N_("the disk is full"),
    "damaged": N_("it is damaged"),
    "exists": N_("another file stands there"),
    "io": N_("its place cannot be written"),
}


def message_of(problem: Problem) -> str:
    """Return what is wrong, in the language of the user."""
    value, expected = shown(problem.value or ""), shown(problem.expected or "")
    if problem.code in _OUTCOME_EXPECTED:
        expected = word(expected)
    if problem.code in _NUMBERS_OF_VOTES:
        value, expected = number(int(value)), number(int(expected))
    if problem.code in _SUGGESTING or problem.code in _CHOOSING:
        expected = one_of(_lines(problem) or expected.split(", "))
    text = _(CATALOGUE[problem.code].message)
    if not expected:
        text = _NOTHING_EXPECTED.sub("", text)
    text = text.format(value=value, expected=expected, **_details(problem))
    if problem.code in _SUGGESTING and expected:
        text += "; " + _("did you mean {names}?").format(names=expected)
    return text


def _lines(problem: Problem) -> list[str]:
    """Return the lines of a count on slips that a problem names, in words."""
    lines = problem.details.get("lines")
    return [shown(line_in_words(line)) for line in lines] if isinstance(lines, tuple) else []


def _details(problem: Problem) -> dict[str, str]:
    """Return what the message fills in besides value and expectation, in words."""
    details = {name: shown(_in_words(value)) for name, value in problem.details.items()}
    heirs = problem.details.get("heirs")
    if isinstance(heirs, tuple):
        details["became"] = _became(heirs, details["on"])
    if "errno" in details:
        details["reason"] = failure_in_words(int(str(problem.details["errno"])))
    if "first_file" in details:
        first = _("row {row}").format(row=details["first_row"])
        if details["first_file"]:
            first = _("{file}, {row}").format(file=details["first_file"], row=first)
        details["first_place"] = first
    if "first_option" in details:
        details["first_option"] = word(details["first_option"])
    details |= _details_of_meeting(problem, details)
    if "status" in details:
        details["status"] = edition_status(details["status"])
    for name in ("fits", "used"):
        if name in details:
            details[name] += f" ({edition_status(details[f'{name}_status'])})"
    return details


def _details_of_meeting(problem: Problem, details: dict[str, str]) -> dict[str, str]:
    """Return what problems of a dossier fill in, in words."""
    found: dict[str, str] = {}
    if "lines" in details:
        found["lines"] = listing(_lines(problem))
    if problem.code in _SENTENCE_OF_LEDGER:
        found["detail"] = sentence_in_words(details["detail"])
    if "entry" in details:
        entry = details["entry"]
        found["where"] = _(", from entry {entry} on").format(entry=entry) if entry else ""
    if "failure" in details:
        found["failure"] = _(FAILURES.get(details["failure"], details["failure"]))
    if "ruling" in details:
        found["ruling"] = word(details["ruling"])
    return found


def _in_words(value: Detail) -> str:
    if isinstance(value, datetime):
        return f"{day(value)}, {value:%H.%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        return listing(list(value))
    return number(value) if isinstance(value, int) else value


def _became(heirs: tuple[str, ...], on: str) -> str:
    if len(heirs) > 1:
        return _("divided over {names} on {date}").format(names=listing(list(heirs)), date=on)
    return _("joined {names} on {date}").format(names=heirs[0], date=on)


def _folded(problems: list[Problem]) -> list[tuple[Problem, list[int]]]:
    """Put together what is the same cell text with the same message in many rows."""
    groups: dict[tuple[object, ...], tuple[Problem, list[int]]] = {}
    for problem in problems:
        details = tuple(sorted((k, str(v)) for k, v in problem.details.items()))
        key = (problem.code, problem.column, problem.value, problem.expected, details)
        group = groups.setdefault(key, (problem, []))
        if problem.row is not None:
            group[1].append(problem.row)
    return list(groups.values())


def _place(rows: list[int]) -> str:
    if not rows:
        return ""
    if len(rows) == 1:
        return _("row {row}").format(row=rows[0])
    named = ", ".join(str(row) for row in rows[:_MAX_ROWS_NAMED])
    if len(rows) > _MAX_ROWS_NAMED:
        named += " …"
    return _("{count} rows: {rows}").format(count=number(len(rows)), rows=named)


def print_problems(problems: list[Problem], consequence: str) -> None:
    """Print problems to standard error, by file, with what to do about each kind of them.

    `consequence` says what the errors mean for the output: ``nothing was counted``.
    """
    for problem in problems:
        if problem.file is None:
            _print_alone(problem)
    in_files = [problem for problem in problems if problem.file is not None]
    if in_files:
        _print_by_file(in_files, consequence if has_errors(problems) else None)


def _print_alone(problem: Problem) -> None:
    """Print a problem that stands in no file: about an option, or about a vote."""
    severity = _("error") if problem.severity == "error" else _("warning")
    value = "" if _is_said(problem) else _quoted(problem.value)
    place = " ".join(part for part in (problem.column, value) if part)
    # A problem of the whole meeting has no place.
    said = f"{place}: {message_of(problem)}" if place else message_of(problem)
    say(wrapped(f"{severity} {problem.code}  {said}", hanging=2))
    say(wrapped(_(CATALOGUE[problem.code].todo), 2))


def _print_by_file(problems: list[Problem], consequence: str | None) -> None:
    from rich.table import Table  # noqa: PLC0415

    files: dict[str | None, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.file, []).append(problem)

    def draw(out: "Console") -> None:
        for file, found in files.items():
            out.print(_heading(shown(str(file)), found, consequence), soft_wrap=True)
            out.print()
            folded = _folded(found)
            out.print(_table_of(folded[:_MOST_LINES]))
            if len(folded) > _MOST_LINES:
                text = _("and {count} more; --format json lists all")
                out.print("  " + text.format(count=number(len(folded) - _MOST_LINES)))
            out.print()
        todo = Table.grid(padding=(0, 2, 0, 0))
        todo.add_column(width=0)
        todo.add_column(no_wrap=True)
        todo.add_column()
        for code in dict.fromkeys(problem.code for problem in problems):
            todo.add_row("", code, _(CATALOGUE[code].todo))
        out.print(todo)

    say(rendered(draw, stderr=True).rstrip("\n"))


def _table_of(folded: list[tuple[Problem, list[int]]]) -> "Table":
    """Lay out problems of one file; a column that would stay empty is left out."""
    from rich.table import Table  # noqa: PLC0415

    rows = [
        (
            _place(numbers),
            shown(problem.column or ""),
            "" if _is_said(problem) else _quoted(problem.value),
            problem.code,
            message_of(problem),
        )
        for problem, numbers in folded
    ]
    widths = (16, 18, 24, None, None)
    used = [index for index in range(len(widths)) if any(row[index] for row in rows)]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=0)
    for index in used:
        table.add_column(max_width=widths[index], no_wrap=index == widths.index(None))
    for row in rows:
        table.add_row("", *(row[index] for index in used))
    return table


def _is_said(problem: Problem) -> bool:
    """Tell whether the value stands in the message, or beside it as the name of the column."""
    return problem.code in _VALUE_IN_MESSAGE or problem.value == problem.column


def _quoted(value: str | None) -> str:
    if value is None:
        return ""
    text = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
    return f'"{shown(text)}"'


def _heading(file: str, problems: list[Problem], consequence: str | None) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts: list[str] = []
    if errors:
        parts.append(_n("{count} error", "{count} errors", errors).format(count=number(errors)))
    if warnings:
        text = _n("{count} warning", "{count} warnings", warnings)
        parts.append(text.format(count=number(warnings)))
    if consequence:
        parts.append(consequence)
    return f"{file}: " + ", ".join(parts)
