"""``alvvote representatives withdraw``: a member has nobody named any more."""

from alvvote.cli.desk_options import Gemeente
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
from alvvote.cli.person_options import DeskOption, RedenOption
from alvvote.cli.representatives_text import member_in_text, representative_json
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.desk_acts import withdraw_representative
from alvvote.meeting.events import Event
from alvvote.meeting.model import State


def withdraw(
    gemeente: Gemeente,
    reden: RedenOption = None,
    desk: DeskOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Take back who was named; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    codes: list[str] = []

    def take_back(state: State) -> list[Event]:
        codes[:] = [member_named(state, gemeente).gm_code]
        return withdraw_representative(state, codes[0], desk, reden)

    sentence = _("{member} has nobody named any more")
    return perform(
        at,
        take_back,
        lambda done: said_only(
            sentence.format(member=member_in_text(done.state, codes[0])),
            representative=representative_json(done.state, codes[0]),
        ),
    )


command = make_command(
    withdraw, "withdraw", _("Take back who was named to represent a member, before the desk.")
)
