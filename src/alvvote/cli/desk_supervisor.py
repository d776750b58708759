"""``alvvote desk supervisor``: who decides today on what the rules leave open."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    consult,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.i18n import _
from alvvote.meeting.desk_acts import name_supervisor
from alvvote.meeting.model import State
from alvvote.plain import shown


def supervisor(
    naam: Annotated[
        str | None,
        typer.Option("--naam", metavar=_("NAME"), help=_("Who decides; else they are listed.")),
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Name a supervisor, or list them; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    if naam is None:
        return consult(at, lambda opened: _report(opened.state))
    return perform(at, lambda state: name_supervisor(state, naam), lambda done: _report(done.state))


def _report(state: State) -> Report:
    lines = [
        f"{number}  {_('erased') if name is None else shown(name)}"
        for number, name in enumerate(state.supervisors, 1)
    ]
    head = _("what the rules leave open at the desks is decided today by:")
    if not lines:
        head = _("nobody is named who decides today on what the rules leave open")
    text = paragraph(head) + "".join(paragraph(line, 4) for line in lines)
    return Report(text, {"supervisors": list(state.supervisors)})


command = make_command(
    supervisor,
    "supervisor",
    _("Name who decides today on what the rules leave open at the desks, or list them."),
)
