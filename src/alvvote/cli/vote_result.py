"""``alvvote vote result``: what a vote decided, the text, the turnout, and the ruling beside it."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.recount_text import (
    emergency_in,
    emergency_json,
    emergency_lines,
    recount_lines,
)
from alvvote.cli.ruling_text import (
    differs,
    ruling_json,
    ruling_lines,
    ruling_sentences,
    verdict_of,
)
from alvvote.cli.tally_documents import result_json
from alvvote.cli.tally_text import vote_lines
from alvvote.cli.vote_options import VoteArgument, casting_in_words, hour_of
from alvvote.cli.vote_text import count_in_words, count_json, text_in_words, texts_json
from alvvote.i18n import _
from alvvote.meeting.acts import Refused, vote_named
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.events import Turnout
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import choices_of, not_voted_of, result_of, roll_of
from alvvote.minutes.votes import corrected_in_words
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.statutes import Members, Votes
from alvvote.tally import Count, Counted, Result, readings_of
from alvvote.verdict import sentences


def result(
    vote: VoteArgument,
    voorlezen: Annotated[
        bool,
        typer.Option("--voorlezen", metavar="", help=_("Only the sentence the chair reads out.")),
    ] = False,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Show the result of a vote; return the exit code."""
    return consult(
        parse_at(dossier, None, format_), lambda opened: _report(opened, vote, aloud=voorlezen)
    )


def _report(dossier: Dossier, name: str, *, aloud: bool) -> Report:
    state = dossier.state
    vote = vote_named(state, name)
    if vote.status == "open":
        raise Refused(Problem("V103", value=vote.id))
    found = result_of(state, vote)
    if found is None:
        raise Refused(Problem("V120", value=vote.id))
    problems = tuple(differs(vote, found))
    if aloud:
        ruling = ruling_sentences(vote, found)
        said = [*ruling, *(shown(sentence) for sentence in sentences(found))]
        spoken: dict[str, object] = {"vote": vote.id, "sentence": " ".join(said)}
        return Report("".join(map(paragraph, said)), spoken, problems=problems)
    ballots = choices_of(vote)
    counted = Counted(found, ballots, readings_of(found, ballots, [roll_of(state)]))
    lines = vote_lines(counted, houdbaar=True, verdict=verdict_of(vote, found))
    texts = [text_in_words(text, in_full=True) for text in vote.texts]
    texts = texts or [_("text: none was recorded")]
    emergency = emergency_in(dossier, [vote]).get(vote.id)
    more = [*texts, *_manner(state, vote)]
    if vote.corrected:
        text = _("corrected after the closing: {members}")
        more.append(text.format(members=shown(corrected_in_words(state, vote))))
    more += ruling_lines(state, vote)
    more += [*emergency_lines(vote, emergency), *recount_lines(state, vote)]
    if vote.again_of is not None:
        more.append(_("a new vote in place of {vote}").format(vote=shown(vote.again_of)))
    more += [_("note: {text}").format(text=shown(note)) for note in vote.notes]
    text = "\n".join(lines) + "\n\n" + "".join(map(paragraph, more))
    document = {**_document(state, vote, counted), **emergency_json(vote, emergency)}
    return Report(text, {"vote": document}, problems=problems)


def _manner(state: State, vote: Vote) -> list[str]:
    if vote.proposal.manner != "counted":
        return []
    text = _("voting {manner}; opened at {opened}, closed at {closed}")
    lines = [
        text.format(
            manner=casting_in_words(vote.casting),
            opened=hour_of(vote.opened),
            closed=hour_of(vote.closed or vote.opened),
        )
    ]
    split = not_voted_of(state, vote)
    opening, closing = vote.accredited_at_opening, vote.accredited_at_closing
    if split is None or opening is None or closing is None:
        return lines
    return [
        *lines,
        _("accredited at the opening: {opening}; at the closing: {closing}").format(
            opening=count_in_words(_count(opening)), closing=count_in_words(_count(closing))
        ),
        _("not voted: not accredited {others}; accredited and did not vote {accredited}").format(
            others=count_in_words(split.not_accredited),
            accredited=count_in_words(split.accredited),
        ),
    ]


def _count(turnout: Turnout) -> Count:
    members, votes = turnout
    return Count(Members(members), Votes(votes))


def _document(state: State, vote: Vote, counted: Counted) -> dict[str, object]:
    found: Result = counted.result
    split = not_voted_of(state, vote)
    opening, closing = vote.accredited_at_opening, vote.accredited_at_closing
    is_counted = vote.proposal.manner == "counted"
    return {
        **result_json(counted, roll_of(state)),
        "items": list(vote.items),
        "texts": texts_json(vote),
        "casting": vote.casting if is_counted else None,
        "opened": vote.opened,
        "closed": vote.closed,
        "corrected": list(vote.corrected),
        "accreditation": None
        if split is None or opening is None or closing is None
        else {
            "at_opening": count_json(_count(opening)),
            "at_closing": count_json(_count(closing)),
            "not_accredited": count_json(split.not_accredited),
            "did_not_vote": count_json(split.accredited),
        },
        "ruling": ruling_json(vote, found),
        "disputed": vote.disputed,
        "again_of": vote.again_of,
        "replaced_by": vote.replaced_by,
        "notes": list(vote.notes),
    }


command = make_command(
    result, "result", _("Show what a vote decided, by how much, and what the chair pronounced.")
)
