"""``alvvote vote declare``: the ruling as the chair pronounced it, held against the tally."""

import re
from datetime import datetime, time
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
from alvvote.cli.ruling_text import outcome_in_words, ruling_json, ruling_lines, verdict_of
from alvvote.cli.vote_options import VoteArgument, now
from alvvote.cli.vote_text import headed, title_of
from alvvote.i18n import _
from alvvote.meeting.acts import declare as declare_ruling
from alvvote.meeting.acts import vote_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State, outcome_of
from alvvote.meeting.pronounced import pronounced_at
from alvvote.meeting.results import result_of
from alvvote.plain import shown
from alvvote.proposal import Outcome

_OUTCOMES: dict[str, Outcome] = {
    "aangenomen": "adopted",
    "verworpen": "rejected",
    "geen-meerderheid": "no majority",
    "geen-quorum": "no quorum",
}
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


def declare(
    vote: VoteArgument,
    oordeel: Annotated[
        str,
        typer.Option(
            "--oordeel",
            metavar="aangenomen|verworpen|geen-meerderheid|geen-quorum",
            help=_("What the chair pronounced, also where it is not what the tally says."),
        ),
    ],
    optie: Annotated[
        str | None,
        typer.Option(
            "--optie", metavar=_("OPTION"), help=_("Which option of the vote's own was adopted.")
        ),
    ] = None,
    om: Annotated[
        str | None,
        typer.Option(
            "--om",
            metavar="HH:MM",
            help=_("When it was pronounced, on the day of the vote; else now."),
        ),
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record the ruling; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    outcome = _OUTCOMES.get(oordeel)
    if outcome is None:
        message = _("{value} is not one of {choices}.")
        raise wrong("--oordeel", message.format(value=oordeel, choices=", ".join(_OUTCOMES)))
    hour = _parse_hour(om)

    def put(state: State) -> list[Event]:
        moment = (
            now()
            if hour is None
            else pronounced_at(vote_named(state, vote), hour, datetime.now().astimezone())
        )
        return declare_ruling(state, vote, outcome, optie, moment)

    return perform(at, put, lambda done: _report(done, vote))


def _parse_hour(text: str | None) -> time | None:
    if text is None:
        return None
    match = _HOUR.fullmatch(text)
    if match is None:
        raise wrong("--om", _("{value} is not an hour; write it as 14:05.").format(value=text))
    return time(int(match[1]), int(match[2]))


def _report(done: Done, name: str) -> Report:
    state = done.state
    vote = vote_named(state, name)
    result = result_of(state, vote)
    lines = ruling_lines(state, vote)
    if vote.again_of is not None:
        text = _("this takes the place of the ruling on {vote}")
        lines.append(text.format(vote=shown(vote.again_of)))
    decided = {name: outcome_of(state, state.items[name]) for name in vote.items}
    if vote.proposal.subject == "advice":
        lines += [
            _("{item}: {outcome}").format(item=shown(item), outcome=outcome_in_words(outcome))
            if outcome is not None
            else _("{item} itself is still open").format(item=shown(item))
            for item, outcome in decided.items()
        ]
    lapsed = [
        other
        for item in vote.items
        for other in state.items[item].overtakes
        if outcome_of(state, state.items[other]) == "lapsed"
    ]
    if lapsed:
        lines.append(_("lapsed by this: {items}").format(items=shown(", ".join(lapsed))))
    return Report(
        headed(title_of(vote.proposal), verdict_of(vote, result)) + "".join(map(paragraph, lines)),
        {
            "vote": {
                "id": vote.id,
                "title": vote.proposal.title,
                "ruling": ruling_json(vote, result),
                "again_of": vote.again_of,
            },
            "items": [{"id": item, "outcome": outcome} for item, outcome in decided.items()],
            "lapsed": lapsed,
        },
    )


command = make_command(
    declare, "declare", _("Record the ruling as the chair pronounced it: it decides.")
)
