"""``alvvote vote note``: a mistake found later, noted beside the vote; nothing else changes."""

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
from alvvote.cli.vote_options import VoteArgument
from alvvote.cli.vote_text import headed, title_of
from alvvote.i18n import _
from alvvote.meeting.acts import note as note_mistake
from alvvote.meeting.acts import vote_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.plain import shown


def note(
    vote: VoteArgument,
    tekst: Annotated[
        str,
        typer.Option(
            "--tekst", metavar=_("TEXT"), help=_("What is wrong; public, so no names of persons.")
        ),
    ],
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Note a mistake; return the exit code."""
    at = parse_at(dossier, key, format_, act)

    def put(state: State) -> list[Event]:
        return note_mistake(state, vote, tekst)

    return perform(at, put, lambda done: _report(done, vote))


def _report(done: Done, name: str) -> Report:
    vote = vote_named(done.state, name)
    lines = [
        _("note: {text}").format(text=shown(vote.notes[-1])),
        _("result and ruling stay as they are"),
    ]
    return Report(
        headed(title_of(vote.proposal), _("NOTED")) + "".join(map(paragraph, lines)),
        {"vote": {"id": vote.id, "notes": list(vote.notes)}},
    )


command = make_command(
    note, "note", _("Note a mistake that was found later; nothing else changes.")
)
