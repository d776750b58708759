"""``alvvote speakers next``: give the floor to the next speaker on an item."""

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
from alvvote.cli.speakers_text import speaker_json, speaker_line
from alvvote.cli.terminal import emphasised
from alvvote.i18n import _, _n, number
from alvvote.meeting.acts import item_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.hall_acts import call_next, speakers_on


def next_(
    item: ItemArgument,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Call the next speaker; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    return perform(at, lambda state: call_next(state, item), lambda done: _report(done, item))


def _report(done: Done, name: str) -> Report:
    speakers = speakers_on(done.state, item_named(done.state, name))
    # They are called in this order: the last one called is the one of this act.
    now = [speaker for speaker in speakers if speaker.called][-1]
    waiting = sum(not speaker.called for speaker in speakers)
    text = _n("{count} more waits", "{count} more wait", waiting)
    line = emphasised(paragraph(speaker_line(done.state, now)).rstrip("\n")) + "\n"
    return Report(
        line + paragraph(text.format(count=number(waiting))),
        {"speaker": speaker_json(now), "waiting": waiting},
    )


command = make_command(next_, "next", _("Give the floor to the next speaker on an item."))
