"""``alvvote vote again``: put the question of a disputed ruling to the vote once more."""

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
from alvvote.cli.options import wrong
from alvvote.cli.presence_text import accredited_json, announcement, opening_problems
from alvvote.cli.vote_options import (
    VoteArgument,
    WijzeOption,
    casting_in_words,
    hour_of,
    now,
    parse_casting,
)
from alvvote.cli.vote_text import (
    headed,
    needed_in_words,
    text_in_words,
    texts_json,
    title_of,
    turnout_in_words,
    turnout_json,
)
from alvvote.i18n import _
from alvvote.meeting.acts import open_again, vote_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event, Request
from alvvote.meeting.model import State
from alvvote.plain import shown

_REQUESTS: dict[str, Request] = {"meerderheid": "majority", "stemmer": "voter"}


def again(
    vote: VoteArgument,
    op_verzoek: Annotated[
        str,
        typer.Option(
            "--op-verzoek",
            metavar="meerderheid|stemmer",
            help=_("Who wants it: the majority of the meeting, or one voter."),
        ),
    ],
    wijze: WijzeOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Open a new vote; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    casting = parse_casting(wijze)
    request = _REQUESTS.get(op_verzoek)
    if request is None:
        message = _("{value} is not one of {choices}.")
        raise wrong("--op-verzoek", message.format(value=op_verzoek, choices=", ".join(_REQUESTS)))

    def put(state: State) -> list[Event]:
        return open_again(state, vote, request, casting, now())

    return perform(at, put, lambda done: _report(done, vote))


def _report(done: Done, name: str) -> Report:
    state = done.state
    vote = vote_named(state, name)
    lines = [
        _("a new vote in place of {vote}; until it is declared, the ruling on that stands").format(
            vote=shown(vote.again_of or "")
        ),
        needed_in_words(vote.proposal),
        *(text_in_words(text) for text in vote.texts),
        turnout_in_words(state, vote),
        *announcement(state),
        _("opened at {time}; voting {manner}").format(
            time=hour_of(vote.opened), manner=casting_in_words(vote.casting)
        ),
    ]
    return Report(
        headed(title_of(vote.proposal), _("OPEN")) + "".join(map(paragraph, lines)),
        {
            "vote": {
                "id": vote.id,
                "title": vote.proposal.title,
                "again_of": vote.again_of,
                "items": list(vote.items),
                "casting": vote.casting,
                "texts": texts_json(vote),
                "opened": vote.opened,
                "turnout": turnout_json(state, vote),
            },
            "accredited": accredited_json(state),
        },
        problems=opening_problems(state, vote),
    )


command = make_command(again, "again", _("Open a new vote where the ruling was disputed."))
