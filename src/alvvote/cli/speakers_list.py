"""``alvvote speakers list``: who spoke, and who waits, on one item or on all."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.speakers_text import speaker_json, speaker_line
from alvvote.i18n import _
from alvvote.meeting.acts import item_named
from alvvote.meeting.hall_acts import speakers_on
from alvvote.meeting.model import Speaker, State
from alvvote.plain import shown


def list_(
    item: Annotated[
        str | None, typer.Argument(metavar="[ID]", help=_("The item; else all items."))
    ] = None,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """List the speakers; return the exit code."""
    return consult(parse_at(dossier, form=format_), lambda opened: _report(opened.state, item))


def _report(state: State, name: str | None) -> Report:
    items = list(state.items.values()) if name is None else [item_named(state, name)]
    listed: list[Speaker] = []
    text = ""
    for item in items:
        speakers = speakers_on(state, item)
        listed += speakers
        if speakers:
            text += paragraph(f"{shown(item.id)}  {shown(item.title)}")
        for speaker in speakers:
            done = _("spoke") if speaker.called else _("waits")
            text += paragraph(f"{speaker_line(state, speaker)} [{done}]", 4)
    return Report(
        text or paragraph(_("nobody asked for the floor")),
        {"speakers": [speaker_json(speaker) for speaker in listed]},
    )


command = make_command(list_, "list", _("List who spoke, and who waits."))
