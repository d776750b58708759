"""``alvvote meeting opened``: the chair opened the meeting."""

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
from alvvote.cli.hall_settings import late_line, opened_line
from alvvote.cli.vote_options import now
from alvvote.i18n import _
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import MeetingOpened


def opened(
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record the opening; return the exit code."""
    at = parse_at(dossier, key, format_, act)

    def report(done: Done) -> Report:
        lines = [opened_line(done.state), late_line(done.state)]
        return Report("".join(map(paragraph, lines)), {"opened": done.state.opened})

    return perform(at, lambda _state: [MeetingOpened(now())], report)


command = make_command(
    opened, "opened", _("Record that the chair opened the meeting: who comes now comes late.")
)
