"""Problems as a person reads them: where, what was found, what is wrong, what to do."""

from datetime import date
from typing import TYPE_CHECKING

from alvvote.cli.terminal import rendered, say, shown, wrapped
from alvvote.cli.words import edition_status, failure_in_words, word
from alvvote.i18n import _, _n, day, listing, number
from alvvote.problems import CATALOGUE, Problem, has_errors
from alvvote.problems.problem import Detail

if TYPE_CHECKING:
    from rich.console import Console

_MAX_ROWS_NAMED = 12
_LONGEST_VALUE = 60
_SUGGESTING = frozenset({"G101", "B201", "B302"})


def message_of(problem: Problem) -> str:
    """Return what is wrong, in the language of the user."""
    details = {name: shown(_in_words(value)) for name, value in problem.details.items()}
    if "errno" in problem.details:
        details["reason"] = failure_in_words(int(str(problem.details["errno"])))
    became = problem.details.get("heirs")
    if isinstance(became, tuple):
        details["became"] = _became(became, details["on"])
    for name in ("fits", "used"):
        moment = problem.details.get(name)
        if isinstance(moment, date):
            status = edition_status(str(problem.details[f"{name}_status"]))
            details[name] = f"{day(moment)}, {status}"
    if "first_option" in details:
        details["first_option"] = word(str(problem.details["first_option"]))
    text = _(CATALOGUE[problem.code].message).format(
        value=shown(problem.value or ""), expected=shown(problem.expected or ""), **details
    )
    if problem.code in _SUGGESTING and problem.expected:
        names = shown(problem.expected).split(", ")
        last = _("{some} or {last}").format(some=", ".join(names[:-1]), last=names[-1])
        text += "; " + _("did you mean {names}?").format(names=last if names[1:] else names[0])
    return text


def _in_words(value: Detail) -> str:
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
    place = " ".join(part for part in (problem.column, _quoted(problem.value)) if part)
    say(wrapped(f"{severity} {problem.code}  {place}: {message_of(problem)}", hanging=2))
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
            table = Table.grid(padding=(0, 2, 0, 0))
            table.add_column(width=0)
            for width in (14, 18, 24):
                table.add_column(max_width=width)
            table.add_column(no_wrap=True)
            table.add_column()
            for problem, rows in _folded(found):
                place = (_place(rows), shown(problem.column or ""), _quoted(problem.value))
                table.add_row("", *place, problem.code, message_of(problem))
            out.print(table)
            out.print()
        todo = Table.grid(padding=(0, 2, 0, 0))
        todo.add_column(width=0)
        todo.add_column(no_wrap=True)
        todo.add_column()
        for code in dict.fromkeys(problem.code for problem in problems):
            todo.add_row("", code, _(CATALOGUE[code].todo))
        out.print(todo)

    say(rendered(draw, stderr=True).rstrip("\n"))


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
