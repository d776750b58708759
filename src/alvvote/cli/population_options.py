"""The options that the commands of ``alvvote population`` share."""

from typing import Annotated, Literal

import typer

from alvvote.cli.options import parse_choice
from alvvote.i18n import _

ReportFormat = Annotated[
    str, typer.Option("--format", metavar="table|json", help=_("How to write the report."))
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", metavar="", help=_("Report only; take nothing."))
]
Gepubliceerd = Annotated[
    str | None,
    typer.Option(
        "--gepubliceerd",
        metavar=_("YYYY-MM-DD"),
        help=_("The day on which CBS made these figures public."),
    ),
]


def parse_report_format(value: str) -> Literal["table", "json"]:
    """Return the format of a report; raise `typer.BadParameter` when there is no such format."""
    return "json" if parse_choice("--format", value, ("table", "json")) == "json" else "table"
