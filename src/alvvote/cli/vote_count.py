"""``alvvote vote count``: what the counting commission counted in a vote on persons, twice."""

from collections.abc import Mapping
from typing import Annotated

import typer

from alvvote.ballots.choices import Choices
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
from alvvote.cli.vote_options import VoteArgument
from alvvote.cli.vote_text import headed, title_of
from alvvote.i18n import _, number
from alvvote.meeting.acts import Refused, enter_count, vote_named
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import handed_out
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.proposal import BLANK
from alvvote.slips import INVALID, NOT_RETURNED
from alvvote.tables.table import key_of
from alvvote.words import line_in_words, votes_in_words

_MOST_DIGITS = 9
_DUTCH_LINES = {"blanco": BLANK.name, "ongeldig": INVALID, "niet ingeleverd": NOT_RETURNED}


def count(
    vote: VoteArgument,
    teller: Annotated[
        str,
        typer.Option(
            "--teller", metavar=_("NAME"), help=_("Who counted; kept in the private part.")
        ),
    ],
    optie: Annotated[
        list[str] | None,
        typer.Option(
            "--optie",
            metavar=_("NAME=VOTES"),
            help=_("The votes for an option, or for voor and tegen; may be repeated."),
        ),
    ] = None,
    blanco: Annotated[
        str | None, typer.Option("--blanco", metavar="N", help=_("The votes on blank slips."))
    ] = None,
    ongeldig: Annotated[
        str | None, typer.Option("--ongeldig", metavar="N", help=_("The votes on invalid slips."))
    ] = None,
    niet_ingeleverd: Annotated[
        str | None,
        typer.Option(
            "--niet-ingeleverd", metavar="N", help=_("The votes on slips that did not come back.")
        ),
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Enter the count of one teller; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    options = _parse_options(optie or [])
    rest = {
        line: _parse_votes(option, text)
        for option, line, text in (
            ("--blanco", BLANK.name, blanco),
            ("--ongeldig", INVALID, ongeldig),
            ("--niet-ingeleverd", NOT_RETURNED, niet_ingeleverd),
        )
        if text is not None
    }

    def put(state: State) -> list[Event]:
        counted = vote_named(state, vote)
        return enter_count(state, vote, teller.strip(), _lines(counted, options, rest))

    return perform(at, put, lambda done: _report(done, vote))


def _parse_votes(option: str, text: str) -> int:
    if not (text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise wrong(option, _("{value} is not a number of votes.").format(value=text))
    return int(text)


def _parse_options(texts: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in texts:
        name, equals, votes = text.rpartition("=")
        if not (name.strip() and equals):
            message = _("{value} is not a name and a number; write NAME=VOTES.")
            raise wrong("--optie", message.format(value=text))
        if key_of(name) in map(key_of, found):
            raise wrong("--optie", _("{value} stands twice.").format(value=name))
        found[name] = _parse_votes("--optie", votes.strip())
    return found


def _lines(vote: Vote, options: Mapping[str, int], rest: Mapping[str, int]) -> dict[str, int]:
    """Return the counts by line, with the words for the usual options understood.

    Raises:
        Refused: a line stands twice.
    """
    choices = Choices(vote.proposal)
    lines = dict(rest)
    for name, votes in options.items():
        line = choices.option(name) or _DUTCH_LINES.get(key_of(name), name)
        if line in lines:
            twice = {"lines": (line,)}
            raise Refused(
                Problem("V139", column="--optie", value=name, expected=line, details=twice)
            )
        lines[line] = votes
    return lines


def _report(done: Done, name: str) -> Report:
    vote = vote_named(done.state, name)
    total = votes_in_words(handed_out(vote))
    document: dict[str, object] = {"id": vote.id, "counts_entered": vote.counts_entered}
    if vote.agreed is not None:
        verdict = _("COUNTED")
        lines = [_("two people counted the same; handed out: {votes}").format(votes=total)]
        lines += [
            _("{line}: {votes}").format(line=shown(line_in_words(line)), votes=number(votes))
            for line, votes in vote.agreed.items()
        ]
        following = _("next: alvvote vote result {vote}, then alvvote vote declare {vote}")
        lines.append(following.format(vote=shown(vote.id)))
    elif vote.counts_entered == 1:
        verdict = _("COUNTED ONCE")
        lines = [
            _("the first count adds up to the {votes} handed out").format(votes=total),
            _("next: a second person counts, without knowing what the first said"),
        ]
    else:
        verdict = _("COUNTS DIFFER")
        lines = [
            _("next: count again, first someone else than who counted last"),
            _("the newest count is compared with the next one"),
        ]
    document["agreed"] = None if vote.agreed is None else dict(vote.agreed)
    return Report(
        headed(title_of(vote.proposal), verdict) + "".join(map(paragraph, lines)),
        {"vote": document},
    )


command = make_command(
    count, "count", _("Enter what a teller counted in a vote on persons; two must agree.")
)
