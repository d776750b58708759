"""The options that commands share, each declared once, and how their values are read."""

import os
import re
from datetime import date
from typing import Annotated, Literal

import typer

from alvvote.basis import Request
from alvvote.i18n import _
from alvvote.municipality import parse_code
from alvvote.roll import Deviations

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
Inwoners = Annotated[
    list[str] | None,
    typer.Option(
        "--inwoners",
        metavar="GM9999=12345",
        help=_("Inhabitants of a municipality whose figure cannot be derived; may be repeated."),
    ),
]
Leden = Annotated[
    str | None,
    typer.Option(
        "--leden", metavar=_("FILE"), help=_("Members that differ from the figures (CSV).")
    ),
]
Onthouding = Annotated[
    str | None,
    typer.Option("--onthouding", metavar="telt", help=_("Abstentions count as votes cast.")),
]
Blanco = Annotated[
    str | None,
    typer.Option("--blanco", metavar="telt", help=_("Blank votes count as votes cast.")),
]
QuorumOption = Annotated[
    str | None,
    typer.Option(
        "--quorum",
        metavar="1/2:stemmen|leden",
        help=_("The share of all votes or members that must hand in a ballot."),
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="table|csv|json",
        help=_("How to write the output; else a table, or what the name of --output says."),
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        metavar=_("FILE"),
        help=_("Write to this file, once the work has succeeded, and not to the screen."),
    ),
]

AgendaOption = Annotated[
    str | None,
    typer.Option(
        "--agenda", metavar=_("FILE"), help=_("The agenda (CSV): titles, rules and options.")
    ),
]
SheetOption = Annotated[
    str | None,
    typer.Option("--sheet", metavar=_("NAME"), help=_("The sheet of an XLSX file to read.")),
]
MeerderheidOption = Annotated[
    list[str] | None,
    typer.Option(
        "--meerderheid",
        metavar="[ID=]2/3",
        help=_(
            "The majority: 1/2 is more than half, 2/3 at least two thirds; ID=2/3: of one vote."
        ),
    ),
]
StemmenlijstOption = Annotated[
    str | None,
    typer.Option(
        "--stemmenlijst",
        metavar=_("FILE"),
        help=_("Count with this roll, as alvvote roll --format json wrote it."),
    ),
]
TellingenOption = Annotated[
    str | None,
    typer.Option(
        "--tellingen",
        metavar=_("FILE"),
        help=_("Counts of slips (CSV) of votes on persons; with --agenda and --stemmenlijst."),
    ),
]


def wrong(option: str, message: str) -> typer.BadParameter:
    """Return the exception for a value that an option cannot have: wrong usage, exit code 2."""
    return typer.BadParameter(f"{option}: {message}")


def refuse_overwriting(output: str | None, *inputs: str | None) -> None:
    """Raise `typer.BadParameter` where the output would take the place of a file that is read."""
    if output is None:
        return
    target = os.path.realpath(output)
    if any(name is not None and os.path.realpath(name) == target for name in inputs):
        raise wrong("--output", _("this file is read; choose another name."))


def parse_choice(option: str, value: str, choices: tuple[str, ...]) -> str:
    """Return the choice; raise `typer.BadParameter` when it is none of them."""
    if value not in choices:
        raise wrong(
            option,
            _("{value} is not one of {choices}.").format(value=value, choices=", ".join(choices)),
        )
    return value


def parse_format(value: str | None, output: str | None) -> Format:
    """Return the format, by the name of the output if it is not said; wrong usage raises."""
    formats: dict[str, Format] = {"table": "table", "csv": "csv", "json": "json"}
    return formats[format_name(value, output, tuple(formats))]


def format_name(value: str | None, output: str | None, formats: tuple[str, ...]) -> str:
    """Return one of the formats; a file that is called .xlsx must be one."""
    _root, dot, ending = (output or "").rpartition(".")
    if value is None and dot and ending.lower() in {"csv", "json", "xlsx"}:
        value = ending.lower()
    return parse_choice("--format", value or "table", formats)


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


def parse_request(
    datum: str | None, peildatum: str | None, inwoners: list[str] | None, *, preliminary: bool
) -> Request:
    """Return what the options for date and edition ask for; wrong usage raises `BadParameter`."""
    if preliminary and peildatum is None:
        raise wrong("--voorlopig", _("say which year with --peildatum"))
    inhabitants: list[tuple[str, int]] = []
    for text in inwoners or ():
        name, _equals, count = text.partition("=")
        code = parse_code(name)
        if code is None or not count.isdecimal():
            message = _("{value} is not a code and a number; write GM9999=12345.")
            raise wrong("--inwoners", message.format(value=text))
        inhabitants.append((code, int(count)))
    return Request(
        parse_day("--datum", datum),
        parse_reference_date(peildatum),
        preliminary,
        Deviations(inhabitants=tuple(inhabitants)),
    )
