"""The terminal: rich consoles, and problems as a person reads them."""

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from alvvote.cli.words import edition_status, word
from alvvote.i18n import _, _n, day, listing, number
from alvvote.problems import CATALOGUE, Problem, has_errors
from alvvote.problems.problem import Detail

if TYPE_CHECKING:
    from rich.console import Console

_MAX_ROWS_NAMED = 12
_SUGGESTING = frozenset({"G101", "B201", "B302"})


def console(*, stderr: bool = False) -> "Console":
    """Return a console that prints text as it is: no emoji codes, no markup, no highlighting."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=stderr, emoji=False, highlight=False, markup=False)


def rendered(draw: Callable[["Console"], None], output: str | None) -> str:
    """Return what `draw` prints: for this terminal, or plain and 80 columns wide for a file."""
    from rich.console import Console  # noqa: PLC0415

    target = (
        console()
        if output is None
        else Console(
            file=io.StringIO(),
            width=80,
            color_system=None,
            emoji=False,
            highlight=False,
            markup=False,
        )
    )
    with target.capture() as capture:
        draw(target)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def emphasised(text: str) -> str:
    """Return the text in bold where standard output is a terminal that wants it."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        return f"\033[1m{text}\033[0m"
    return text


def say(text: str) -> None:
    """Print a line to standard error: what is no output."""
    print(text, file=sys.stderr)


def message_of(problem: Problem) -> str:
    """Return what is wrong, in the language of the user."""
    details = {name: _shown(value) for name, value in problem.details.items()}
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
        value=problem.value, expected=problem.expected, **details
    )
    if problem.code in _SUGGESTING and problem.expected:
        names = problem.expected.split(", ")
        last = _("{some} or {last}").format(some=", ".join(names[:-1]), last=names[-1])
        text += "; " + _("did you mean {names}?").format(names=last if names[1:] else names[0])
    return text


def _shown(value: Detail) -> str:
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
    subject = [problem.column or "", "" if problem.value is None else f'"{_short(problem.value)}"']
    place = " ".join(part for part in subject if part)
    width = shutil.get_terminal_size().columns
    for text, indent in (
        (f"{severity} {problem.code}  {place}: {message_of(problem)}", "  "),
        (f"  {_(CATALOGUE[problem.code].todo)}", "  "),
    ):
        say(textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False))


def _print_by_file(problems: list[Problem], consequence: str | None) -> None:
    from rich.table import Table  # noqa: PLC0415

    out = console(stderr=True)
    files: dict[str | None, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.file, []).append(problem)
    for file, found in files.items():
        out.print(_heading(str(file), found, consequence), soft_wrap=True)
        out.print()
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=0)
        for width in (14, 18, 24):
            table.add_column(max_width=width)
        table.add_column(no_wrap=True)
        table.add_column()
        for problem, rows in _folded(found):
            value = "" if problem.value is None else f'"{_short(problem.value)}"'
            message = message_of(problem)
            table.add_row("", _place(rows), problem.column or "", value, problem.code, message)
        out.print(table)
        out.print()
    todo = Table.grid(padding=(0, 2, 0, 0))
    todo.add_column(width=0)
    todo.add_column(no_wrap=True)
    todo.add_column()
    for code in dict.fromkeys(problem.code for problem in problems):
        todo.add_row("", code, _(CATALOGUE[code].todo))
    out.print(todo)


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


def _short(text: str, limit: int = 60) -> str:
    printable = "".join(letter if letter.isprintable() else "�" for letter in text)
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
