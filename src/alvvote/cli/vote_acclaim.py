"""``alvvote vote acclaim``: an item was adopted by acclamation, without a count."""

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
from alvvote.cli.result_text import head_of
from alvvote.cli.vote_options import ItemsArgument, hour_of, now
from alvvote.cli.vote_text import headed, text_in_words, texts_json, title_of
from alvvote.i18n import _
from alvvote.meeting.acts import acclaim as acclaim_items
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.tally import tally


def acclaim(
    items: ItemsArgument,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record an acclamation; return the exit code."""
    at = parse_at(dossier, key, format_, act)

    def put(state: State) -> list[Event]:
        return acclaim_items(state, items, now())

    return perform(at, put, _report)


def _report(done: Done) -> Report:
    vote = list(done.state.votes.values())[-1]
    head = head_of(tally(vote.proposal, {}, roll_of(done.state)))
    lines = [
        _("by acclamation, at {time}; not counted").format(time=hour_of(vote.opened)),
        *(text_in_words(text) for text in vote.texts),
    ]
    return Report(
        headed(title_of(vote.proposal), head.verdict) + "".join(map(paragraph, lines)),
        {
            "vote": {
                "id": vote.id,
                "title": vote.proposal.title,
                "items": list(vote.items),
                "manner": "acclamation",
                "outcome": "adopted",
                "texts": texts_json(vote),
                "moment": vote.opened,
            }
        },
    )


command = make_command(
    acclaim, "acclaim", _("Record that an item was adopted by acclamation, or several together.")
)
