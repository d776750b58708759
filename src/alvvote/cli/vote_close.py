"""``alvvote vote close``: take no more ballots."""

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
from alvvote.cli.vote_options import VoteArgument, hour_of, now
from alvvote.cli.vote_text import headed, title_of, turnout_in_words, turnout_json
from alvvote.i18n import _
from alvvote.meeting.acts import close_vote, vote_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.plain import shown


def close(
    vote: VoteArgument,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Close a vote; return the exit code."""
    at = parse_at(dossier, key, format_, act)

    def end(state: State) -> list[Event]:
        return close_vote(state, vote, now())

    return perform(at, end, lambda done: _report(done, vote))


def _report(done: Done, name: str) -> Report:
    state = done.state
    vote = vote_named(state, name)
    closed = vote.closed or ""
    following = (
        _("next: two people count the slips: alvvote vote count {vote}")
        if vote.secret
        else _("next: alvvote vote result {vote}, then alvvote vote declare {vote}")
    )
    lines = [
        turnout_in_words(state, vote),
        _("opened at {opened}, closed at {closed}").format(
            opened=hour_of(vote.opened), closed=hour_of(closed)
        ),
        following.format(vote=shown(vote.id)),
    ]
    return Report(
        headed(title_of(vote.proposal), _("CLOSED")) + "".join(paragraph(line) for line in lines),
        {"vote": {"id": vote.id, "closed": vote.closed, "turnout": turnout_json(state, vote)}},
    )


command = make_command(close, "close", _("Close a vote: no more ballots are taken."))
