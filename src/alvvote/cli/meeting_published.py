"""``alvvote meeting published``: record on which day the results were made public."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import parse_day
from alvvote.cli.today import today
from alvvote.i18n import _, day
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import MeetingPublished


def published(
    datum: Annotated[
        str | None,
        typer.Option(
            "--datum",
            metavar=_("YYYY-MM-DD"),
            help=_("The day on which the results were made public; else today."),
        ),
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record the publication; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    on = parse_day("--datum", datum) or today()

    def report(done: Done) -> Report:
        del done
        lines = [
            _("the results were made public on {date}").format(date=day(on)),
            _("for a year from then they can be challenged (Burgerlijk Wetboek 2:15)"),
        ]
        return Report("".join(paragraph(line) for line in lines), {"published": on.isoformat()})

    return perform(at, lambda _state: [MeetingPublished(on.isoformat())], report)


command = make_command(
    published, "published", _("Record on which day the results were made public.")
)
