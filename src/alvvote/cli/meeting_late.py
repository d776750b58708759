"""``alvvote meeting late``: whether representatives are admitted after the opening."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    parse_at,
    perform,
    said_only,
)
from alvvote.cli.framework import make_command
from alvvote.cli.hall_settings import late_line
from alvvote.cli.options import parse_choice
from alvvote.i18n import _
from alvvote.meeting.events import LateArrivalsSet

_CHOICES = {"toegelaten": True, "toezichthouder": False}


def late(
    choice: Annotated[
        str,
        typer.Argument(
            metavar="|".join(_CHOICES),
            help=_("They are admitted, or a supervisor decides on each."),
        ),
    ],
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Set it; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    admitted = _CHOICES[parse_choice("late", choice, tuple(_CHOICES))]
    return perform(
        at,
        lambda _state: [LateArrivalsSet(admitted)],
        lambda done: said_only(late_line(done.state), late_admitted=done.state.late_admitted),
    )


command = make_command(
    late, "late", _("Set whether representatives are admitted after the opening of the meeting.")
)
