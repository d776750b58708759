"""``alvvote desk check-out``: the representative of a member leaves."""

from alvvote.cli.desk_options import Gemeente, desk_report
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.desk_acts import check_out as leave
from alvvote.meeting.events import Event
from alvvote.meeting.model import State


def check_out(
    gemeente: Gemeente,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """End the accreditation; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    codes: list[str] = []

    def go(state: State) -> list[Event]:
        codes[:] = [member_named(state, gemeente).gm_code]
        return leave(state, codes[0], None)

    sentence = _("{name} is not accredited any more ({votes})")
    return perform(at, go, lambda done: desk_report(done.state, codes[0], sentence))


command = make_command(
    check_out, "check-out", _("End the accreditation of a member: the representative left.")
)
