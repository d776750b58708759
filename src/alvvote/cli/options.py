"""The options that commands share, each declared once, and how their values are read."""

import re
from datetime import date
from typing import Annotated, Literal

import typer

from alvvote.cli.basis import Request
from alvvote.i18n import _

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Format = Literal["table", "csv", "json"]

Datum = Annotated[
    str | None,
    typer.Option(
        "--datum",
        metavar=_("YYYY-MM-DD"),
        help=_("Date of the meeting: who is a member on that day."),
    ),
]
Peildatum = Annotated[
    str | None,
    typer.Option(
        "--peildatum",
        metavar=_("YEAR"),
        help=_("Reference date of the figures: a year, or 1 January of it."),
    ),
]
Voorlopig = Annotated[
    bool,
    typer.Option(
        "--voorlopig",
        metavar="",
        help=_("The preliminary figures of --peildatum, not the final ones."),
    ),
]
FormatOption = Annotated[
    str,
    typer.Option("--format", metavar="table|csv|json", help=_("How to write the output.")),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        metavar=_("FILE"),
        help=_("Write to this file, once the work has succeeded, and not to the screen."),
    ),
]


def wrong(option: str, message: str) -> typer.BadParameter:
    """Return the exception for a value that an option cannot have: wrong usage, exit code 2."""
    return typer.BadParameter(f"{option}: {message}")


def parse_choice(option: str, value: str, choices: tuple[str, ...]) -> str:
    """Return the choice; raise `typer.BadParameter` when it is none of them."""
    if value not in choices:
        raise wrong(
            option,
            _("{value} is not one of {choices}.").format(value=value, choices=", ".join(choices)),
        )
    return value


def parse_format(value: str) -> Format:
    """Return the format; raise `typer.BadParameter` when there is no such format."""
    formats: dict[str, Format] = {"table": "table", "csv": "csv", "json": "json"}
    return formats[parse_choice("--format", value, tuple(formats))]


def parse_day(option: str, value: str | None) -> date | None:
    """Return the date; raise `typer.BadParameter` when it is none."""
    if value is None:
        return None
    day = _day(value)
    if day is None:
        raise wrong(option, _("{value} is not a date; write it as 2026-06-10.").format(value=value))
    return day


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_reference_date(value: str | None) -> date | None:
    """Return 1 January of the year; raise `typer.BadParameter` for anything else."""
    if value is None:
        return None
    day = _day(f"{value}-01-01") or _day(value)
    if day is None or (day.month, day.day) != (1, 1):
        raise wrong(
            "--peildatum",
            _("{value} is not a year and not a 1 January; write 2026 or 2026-01-01.").format(
                value=value
            ),
        )
    return day


def parse_request(datum: str | None, peildatum: str | None, *, preliminary: bool) -> Request:
    """Return what the options for date and edition ask for; wrong usage raises `BadParameter`."""
    if preliminary and peildatum is None:
        raise wrong("--voorlopig", _("say which year with --peildatum"))
    return Request(parse_day("--datum", datum), parse_reference_date(peildatum), preliminary)
