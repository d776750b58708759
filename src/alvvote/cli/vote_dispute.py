"""``alvvote vote dispute``: the ruling was disputed as soon as it was pronounced."""

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
from alvvote.meeting.acts import dispute as dispute_ruling
from alvvote.meeting.acts import vote_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.plain import shown


def dispute(
    vote: VoteArgument,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record that a ruling was disputed; return the exit code."""
    at = parse_at(dossier, key, format_, act)

    def put(state: State) -> list[Event]:
        return dispute_ruling(state, vote)

    return perform(at, put, lambda done: _report(done, vote))


def _report(done: Done, name: str) -> Report:
    vote = vote_named(done.state, name)
    by_voter = vote.one_voter_may_demand_again
    if by_voter:
        who = _(
            "a new vote is held if the majority of the meeting wants it, or one voter "
            "(Burgerlijk Wetboek 2:13)"
        )
    else:
        who = _(
            "a new vote is held if the majority of the meeting wants it; after a call-over or a "
            "written vote one voter cannot demand it (Burgerlijk Wetboek 2:13)"
        )
    requests = "meerderheid|stemmer" if by_voter else "meerderheid"
    following = _("next: alvvote vote again {vote} --op-verzoek {requests}")
    lines = [
        who,
        _("until that has been declared, this ruling stands"),
        following.format(vote=shown(vote.id), requests=requests),
    ]
    return Report(
        headed(title_of(vote.proposal), _("DISPUTED")) + "".join(map(paragraph, lines)),
        {"vote": {"id": vote.id, "disputed": True}},
    )


command = make_command(
    dispute, "dispute", _("Record that the ruling was disputed as soon as it was pronounced.")
)
