"""``alvvote vote cancel``: take back a vote that was opened by mistake, before any ballot."""

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
from alvvote.cli.vote_options import VoteArgument
from alvvote.i18n import _
from alvvote.meeting.acts import cancel_vote, vote_named
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.plain import shown


def cancel(
    vote: VoteArgument,
    reden: Annotated[
        str,
        typer.Option(
            "--reden", metavar=_("TEXT"), help=_("Why; this is public, so name no persons.")
        ),
    ],
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Take back a vote; return the exit code."""
    taken_back: list[str] = []

    def take_back(state: State) -> list[Event]:
        taken_back[:] = [vote_named(state, vote).id]
        return cancel_vote(state, vote, reden)

    text = _("{vote} is taken back, as if it had not been opened; the record keeps that it was")
    return perform(
        parse_at(dossier, key, format_, act),
        take_back,
        lambda _done: said_only(text.format(vote=shown(taken_back[0])), vote=taken_back[0]),
    )


command = make_command(
    cancel, "cancel", _("Take back a vote that was opened by mistake, before any ballot.")
)
