"""``alvvote vote cast``: the ballot of one member, or member after member in a call-over."""

import sys
from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    ActOption,
    At,
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
from alvvote.cli.person_options import DeskOption
from alvvote.cli.vote_options import VoteArgument, member_named, option_named
from alvvote.cli.vote_text import turnout_in_words, turnout_json
from alvvote.i18n import _
from alvvote.meeting.acts import Refused, cast, table_way, vote_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import BallotCast, Event
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.tables.table import squeeze
from alvvote.words import option_in_words, votes_in_words


def cast_(
    vote: VoteArgument,
    gemeente: Annotated[
        str | None,
        typer.Option(
            "--gemeente", metavar=_("NAME"), help=_("The member: its name, alias or CBS code.")
        ),
    ] = None,
    stem: Annotated[
        str | None,
        typer.Option(
            "--stem",
            metavar="voor|tegen|onthouding|blanco",
            help=_("What it votes, or an option of the vote's own; not in a vote on persons."),
        ),
    ] = None,
    correct: Annotated[
        bool,
        typer.Option(
            "--correct", metavar="", help=_("Replace the ballot that was recorded, with --reden.")
        ),
    ] = False,
    reden: Annotated[
        str | None,
        typer.Option("--reden", metavar=_("TEXT"), help=_("Why the ballot is corrected.")),
    ] = None,
    hoofdelijk: Annotated[
        bool,
        typer.Option(
            "--hoofdelijk",
            metavar="",
            help=_("Call over member after member; so too at a terminal without --gemeente."),
        ),
    ] = False,
    desk: DeskOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record one ballot, or many in a call-over; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    others = {"--gemeente": gemeente, "--stem": stem, "--reden": reden, "--act": act}
    others["--correct"] = "" if correct else None
    others["--desk"] = desk
    if hoofdelijk or not any(value is not None for value in others.values()):
        if not hoofdelijk and not sys.stdin.isatty():
            raise wrong("--gemeente", _("say which member votes; or use --hoofdelijk."))
        for option, value in others.items():
            if value is not None:
                raise wrong(option, _("is for one ballot, and not for a call-over."))
        from alvvote.cli.vote_call_over import call_over  # noqa: PLC0415

        return call_over(at, vote)
    if gemeente is None:
        raise wrong("--gemeente", _("say which member votes; or use --hoofdelijk."))
    if reden is not None and not correct:
        raise wrong("--reden", _("only a correction has a reason: --correct."))
    way = table_way(None if desk is None else squeeze(desk))
    return _cast_one(at, vote, gemeente, stem, way, correction=(reden or "") if correct else None)


def _cast_one(
    at: At, name: str, municipality: str, text: str | None, way: str, correction: str | None
) -> int:
    ballots: list[BallotCast] = []

    def put(state: State) -> list[Event]:
        vote = vote_named(state, name)
        member = member_named(state, municipality)
        option = _option(vote, text)
        events = cast(state, vote.id, member.gm_code, option, way=way, correction=correction)
        ballots[:] = [event for event in events if isinstance(event, BallotCast)]
        return events

    return perform(at, put, lambda done: _report(done, ballots[0]))


def _option(vote: Vote, text: str | None) -> str | None:
    if vote.secret:
        if text is not None:
            raise Refused(Problem("V107", column="--stem"))
        return None
    return option_named(vote, text or "")


def _report(done: Done, ballot: BallotCast) -> Report:
    state = done.state
    vote = state.votes[ballot.vote]
    member = roll_of(state).by_code[ballot.gm_code]
    options = {option.name: option for option in vote.proposal.options}
    line = _("{vote}: {member}, {votes}: {choice}").format(
        vote=shown(vote.id),
        member=f"{shown(member.municipality)} ({member.gm_code})",
        votes=votes_in_words(ballot.votes),
        choice=_("voted")
        if ballot.option is None
        else shown(option_in_words(options[ballot.option])),
    )
    if ballot.replaces is not None:
        line += "; " + _("in place of the ballot of entry {entry}").format(entry=ballot.replaces)
    document: dict[str, object] = {
        "vote": vote.id,
        "ballot": {
            "gm_code": ballot.gm_code,
            "municipality": member.municipality,
            "votes": ballot.votes,
            "option": ballot.option,
            "entry": vote.ballots[ballot.gm_code].entry,
            "replaces": ballot.replaces,
        },
        "turnout": turnout_json(state, vote),
    }
    return Report(paragraph(line) + paragraph(turnout_in_words(state, vote)), document)


command = make_command(
    cast_, "cast", _("Record the ballot of a member, or call over member after member.")
)
