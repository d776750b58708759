"""``alvvote speakers add``: someone wants to speak on an item, or explain a vote."""

from typing import Annotated

import typer

from alvvote.cli.agenda_options import ItemArgument
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
from alvvote.cli.options import wrong
from alvvote.cli.speakers_text import speaker_json, speaker_line
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.hall_acts import add_speaker
from alvvote.meeting.model import State
from alvvote.tables.table import squeeze


def add(
    item: ItemArgument,
    gemeente: Annotated[
        str | None,
        typer.Option(
            "--gemeente", metavar=_("NAME"), help=_("For which municipality, by name or code.")
        ),
    ] = None,
    naam: Annotated[
        str | None, typer.Option("--naam", metavar=_("NAME"), help=_("Who speaks."))
    ] = None,
    strekking: Annotated[
        str | None,
        typer.Option(
            "--strekking", metavar=_("TEXT"), help=_("The gist, if it was given beforehand.")
        ),
    ] = None,
    stemverklaring: Annotated[
        bool,
        typer.Option("--stemverklaring", metavar="", help=_("It is an explanation of vote.")),
    ] = False,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Note the speaker; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    person = squeeze(naam or "")
    if gemeente is None and not person:
        raise wrong("--gemeente", _("say who speaks, with --gemeente, --naam or both."))

    def note(state: State) -> list[Event]:
        code = None if gemeente is None else member_named(state, gemeente).gm_code
        gist = squeeze(strekking or "")
        return add_speaker(state, item, code, person, gist, explanation=stemverklaring)

    return perform(at, note, _report)


def _report(done: Done) -> Report:
    speaker = done.state.speakers[-1]
    return Report(paragraph(speaker_line(done.state, speaker)), {"speaker": speaker_json(speaker)})


command = make_command(add, "add", _("Note who wants to speak on an item, or explain a vote."))
