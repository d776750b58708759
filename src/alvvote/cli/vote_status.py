"""``alvvote vote status``: where each vote stands, and of an open one the turnout alone."""

from alvvote.cli.columns import Column, aligned
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.recount_text import emergency_in, emergency_json, emergency_lines
from alvvote.cli.vote_text import title_of, turnout_in_words, turnout_json
from alvvote.i18n import _, number
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.model import State, Vote
from alvvote.meeting.turnout import participation_of
from alvvote.plain import shown
from alvvote.words import word


def status(dossier: DossierOption = None, format_: DocumentFormat = None) -> int:
    """Show where the votes stand; return the exit code."""
    return consult(parse_at(dossier, None, format_), _report)


def _report(dossier: Dossier) -> Report:
    state = dossier.state
    votes = list(state.votes.values())
    emergency = emergency_in(dossier, votes)
    document = [
        {**_vote_json(state, vote), **emergency_json(vote, emergency.get(vote.id))}
        for vote in votes
    ]
    text = _text(state, votes)
    for vote in votes:
        for line in emergency_lines(vote, emergency.get(vote.id)):
            text += paragraph(f"{shown(vote.id)}: {line}")
    return Report(text, {"votes": document})


def _text(state: State, votes: list[Vote]) -> str:
    if not votes:
        return paragraph(_("no vote has been opened yet; next: alvvote vote open ID"))
    columns = [
        Column(_("vote"), widest=10),
        Column(_("title"), widest=24),
        Column(_("status"), widest=20),
        Column(_("members")),
        Column(_("votes"), right=True),
    ]
    lines = aligned(columns, [_row(state, vote) for vote in votes])
    text = "\n".join(lines) + "\n"
    for vote in votes:
        if vote.status == "open":
            text += "\n" + paragraph(_("open: {vote}").format(vote=title_of(vote.proposal)))
            text += paragraph(turnout_in_words(state, vote))
    return text


def _row(state: State, vote: Vote) -> list[str]:
    cells = [shown(vote.id), shown(vote.proposal.title), status_in_words(vote)]
    if vote.proposal.manner != "counted":
        return [*cells, "", ""]
    turnout = participation_of(state, vote)
    members = _("{part} of {whole}").format(
        part=number(turnout.handed_in.members), whole=number(turnout.entitled.members)
    )
    return [*cells, members, number(turnout.handed_in.votes)]


def status_in_words(vote: Vote) -> str:
    """Return where a vote stands: open, closed, or what was pronounced, and whether that stands."""
    if vote.ruling is None:
        return _("open") if vote.status == "open" else _("closed, no ruling yet")
    text = word(vote.ruling.outcome)
    if vote.proposal.subject == "advice":
        text = _("advice {outcome}").format(outcome=text)
    if vote.ruling.option is not None:
        text += f": {shown(vote.ruling.option)}"
    if vote.proposal.manner == "acclamation":
        text += ", " + _("by acclamation")
    if vote.replaced_by is not None:
        return text + "; " + _("replaced by {vote}").format(vote=shown(vote.replaced_by))
    return text + "; " + _("disputed") if vote.disputed else text


def _vote_json(state: State, vote: Vote) -> dict[str, object]:
    ruling = vote.ruling
    counted = vote.proposal.manner == "counted"
    return {
        "id": vote.id,
        "title": vote.proposal.title,
        "items": list(vote.items),
        "status": vote.status,
        "manner": vote.proposal.manner,
        "casting": vote.casting if counted else None,
        "secret": vote.secret,
        "opened": vote.opened,
        "closed": vote.closed,
        "ruling": None if ruling is None else {"outcome": ruling.outcome, "option": ruling.option},
        "disputed": vote.disputed,
        "again_of": vote.again_of,
        "replaced_by": vote.replaced_by,
        "turnout": turnout_json(state, vote) if counted else None,
    }


command = make_command(status, "status", _("Show where each vote stands, and the turnout."))
