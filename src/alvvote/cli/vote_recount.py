"""``alvvote vote recount``: a recount, or the export of the voting system, member by member."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import typer

from alvvote.cli.columns import Column, aligned
from alvvote.cli.dossiers import DossierOption, Report, consult, paragraph, parse_at
from alvvote.cli.framework import make_command
from alvvote.cli.options import FormatOption, Output, SheetOption, parse_format
from alvvote.cli.pass_files import BallotFiles, KastjesOption, read_ballots
from alvvote.cli.pass_options import history_in
from alvvote.cli.vote_options import VoteArgument
from alvvote.cli.vote_text import count_in_words, count_json, title_of
from alvvote.i18n import N_, _, _n, number
from alvvote.meeting.acts import Refused, vote_named
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.model import State, Vote
from alvvote.meeting.recount import Comparison, Difference, compare, scans_of
from alvvote.meeting.results import choices_of, roll_of
from alvvote.municipality import normalise
from alvvote.plain import shown
from alvvote.problems import Problem, has_errors
from alvvote.tally import OptionCount, Result
from alvvote.verdict import verdict_in_words
from alvvote.words import option_in_words, word

HEADER = ("gm_code", "municipality", "votes", "here", "there", "difference")
_NAMES = {
    "recount": N_("recount"),
    "ballots": N_("dossier"),
    "file": N_("file"),
}
_DIFFERENCES = {
    "other": N_("another choice"),
    "only here": N_("{here} only"),
    "only there": N_("{there} only"),
}


class _Sides(NamedTuple):
    """What is compared with what: ``recount``, ``ballots`` or ``file``."""

    here: str
    there: str


def recount(
    vote: VoteArgument,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[BALLOTS]"),
            help=_("What the voting system exported; else the ballots that were recorded."),
        ),
    ] = None,
    sheet: SheetOption = None,
    kastjes: KastjesOption = None,
    dossier: DossierOption = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Compare two records of a vote; return the exit code."""
    at = parse_at(dossier, output=output)._replace(form=parse_format(format_, output))
    files = None if file is None else BallotFiles([file], sheet, kastjes)
    return consult(at, lambda opened: _report(opened, vote, files))


def _report(dossier: Dossier, name: str, files: BallotFiles | None) -> Report:
    state = dossier.state
    vote = vote_named(state, name)
    if vote.secret:
        raise Refused(Problem("V148", value=vote.id))
    if vote.status == "open":
        raise Refused(Problem("V103", value=vote.id))
    if not vote.scans and files is None:
        raise Refused(Problem("V149", value=vote.id))
    here = scans_of(vote) if vote.scans else choices_of(vote)
    problems: list[Problem] = []
    there = choices_of(vote) if files is None else _in_file(dossier, state, vote, files, problems)
    sides = _Sides("recount" if vote.scans else "ballots", "ballots" if files is None else "file")
    found = compare(state, vote, here, there)
    document: dict[str, object] = {
        "vote": vote.id,
        "here": _side_json(sides.here, found.here),
        "there": _side_json(sides.there, found.there),
        "same_outcome": found.same_outcome,
        "differences": [
            dict(zip(HEADER, row, strict=True)) for row in _rows(state, found.differences)
        ],
    }
    text = _text(state, vote, sides, found)
    rows = tuple(_rows(state, found.differences))
    return Report(text, document, HEADER, rows, tuple(problems))


def _in_file(
    dossier: Dossier, state: State, vote: Vote, files: BallotFiles, problems: list[Problem]
) -> Mapping[str, str]:
    votes = read_ballots(state, history_in(dossier, state), files, problems)
    if has_errors(problems):
        raise Refused(*problems)
    ballots = {found.proposal.id: found.ballots for found in votes}
    if vote.id not in ballots:
        raise Refused(Problem("V137", files.files[0], column=vote.id))
    return ballots[vote.id]


def _kind(difference: Difference) -> str:
    if difference.here is None:
        return "only there"
    return "only here" if difference.there is None else "other"


def _rows(
    state: State, differences: tuple[Difference, ...]
) -> list[tuple[str, str, int, str | None, str | None, str]]:
    by_code = roll_of(state).by_code
    return [
        (
            one.gm_code,
            by_code[one.gm_code].municipality,
            by_code[one.gm_code].votes,
            one.here,
            one.there,
            _kind(one),
        )
        for one in sorted(differences, key=lambda one: normalise(by_code[one.gm_code].municipality))
    ]


def _side_json(name: str, result: Result) -> dict[str, object]:
    counts = result.counts
    return {
        "record": name,
        "options": []
        if counts is None
        else [{"option": item.option.name, **count_json(item.total)} for item in counts.options],
        "handed_in": None if counts is None else count_json(counts.handed_in),
        "outcome": result.outcome,
        "adopted_option": result.adopted_option,
    }


def _text(state: State, vote: Vote, sides: _Sides, found: Comparison) -> str:
    here, there = _(_NAMES[sides.here]), _(_NAMES[sides.there])
    columns = [Column(""), Column(here, right=True), Column(there, right=True)]
    rows: list[tuple[str, ...]] = [
        (shown(option_in_words(mine.option)), *map(count_in_words, (mine.total, other.total)))
        for mine, other in zip(_options(found.here), _options(found.there), strict=True)
    ]
    if found.here.counts is not None and found.there.counts is not None:
        handed = (found.here.counts.handed_in, found.there.counts.handed_in)
        rows.append((_("together"), *map(count_in_words, handed)))
    lines = [title_of(vote.proposal), "", *aligned(columns, rows), ""]
    text = "\n".join(f"  {line}" if line and not line[0].isspace() else line for line in lines)
    return text + "\n" + _differences(state, here, there, found) + paragraph(_outcome(vote, found))


def _options(result: Result) -> tuple[OptionCount, ...]:
    return () if result.counts is None else result.counts.options


def _differences(state: State, here: str, there: str, found: Comparison) -> str:
    rows = _rows(state, found.differences)
    if not rows:
        return paragraph(_("every member has the same choice in both"))
    count = _n("{count} member differs:", "{count} members differ:", len(rows))
    cells = [
        (
            f"{shown(name)} ({code})",
            number(votes),
            shown(word(mine or "\N{EN DASH}")),
            shown(word(other or "\N{EN DASH}")),
            _(_DIFFERENCES[kind]).format(here=here, there=there),
        )
        for code, name, votes, mine, other, kind in rows
    ]
    columns = [
        Column(_("member"), widest=26),
        Column(_("votes"), right=True),
        Column(here, widest=14),
        Column(there, widest=14),
        Column("", widest=16),
    ]
    table = "\n".join(aligned(columns, cells)) + "\n"
    return paragraph(count.format(count=number(len(rows)))) + table + "\n"


def _outcome(vote: Vote, found: Comparison) -> str:
    mine, other = (
        verdict_in_words(vote.proposal, side.outcome, side.adopted_option)
        for side in (found.here, found.there)
    )
    if found.same_outcome:
        return _("the outcome is the same: {outcome}").format(outcome=shown(mine))
    text = _("the outcome is NOT the same: {mine} against {other}")
    return text.format(mine=shown(mine), other=shown(other))


command = make_command(
    recount, "recount", _("Compare a recount with the ballots, or either with a file.")
)
