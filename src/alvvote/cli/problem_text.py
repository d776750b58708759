"""Problems as a person reads them: where, what was found, what is wrong, what to do."""

from typing import TYPE_CHECKING

from alvvote.cli.terminal import rendered, say, wrapped
from alvvote.i18n import _, _n, number
from alvvote.plain import shown
from alvvote.problem_words import VALUE_IN_MESSAGE, message_of, quoted
from alvvote.problems import CATALOGUE, Problem, has_errors

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_MAX_ROWS_NAMED = 5
_MOST_LINES = 500


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
    value = "" if _is_said(problem) else quoted(problem.value)
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
            "" if _is_said(problem) else quoted(problem.value),
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
    return problem.code in VALUE_IN_MESSAGE or problem.value == problem.column


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
