"""``alvvote tally``: what was decided, by the ballots in one or more files."""

from typing import Annotated

import typer

from alvvote.ballots import BallotReader, Vote, read_agenda
from alvvote.cli.basis import Basis, Shipped, find_basis
from alvvote.cli.deliver import Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    Datum,
    FormatOption,
    Output,
    Peildatum,
    Voorlopig,
    parse_format,
    parse_request,
    wrong,
)
from alvvote.cli.output import json_text
from alvvote.cli.rules import parse_rules, with_rules
from alvvote.cli.tally_documents import Counted, tally_csv, tally_json
from alvvote.cli.terminal import say
from alvvote.cli.words import picked
from alvvote.i18n import _
from alvvote.problems import Problem, has_errors
from alvvote.proposal import Proposal
from alvvote.roll import Roll
from alvvote.tally import readings_of
from alvvote.tally import tally as count


def tally(
    ballots: Annotated[
        list[str],
        typer.Argument(
            metavar=_("BALLOTS"), help=_("Files with ballots, CSV or XLSX; - is standard input.")
        ),
    ],
    agenda: Annotated[
        str | None,
        typer.Option(
            "--agenda", metavar=_("FILE"), help=_("The agenda (CSV): titles, rules and options.")
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar=_("NAME"), help=_("The sheet of an XLSX file to read.")),
    ] = None,
    meerderheid: Annotated[
        list[str] | None,
        typer.Option(
            "--meerderheid",
            metavar="[ID=]2/3",
            help=_("The majority: 1/2 is more than half, 2/3 at least two thirds; or of one vote."),
        ),
    ] = None,
    onthouding: Annotated[
        str | None,
        typer.Option("--onthouding", metavar="telt", help=_("Abstentions count as votes cast.")),
    ] = None,
    blanco: Annotated[
        str | None,
        typer.Option("--blanco", metavar="telt", help=_("Blank votes count as votes cast.")),
    ] = None,
    quorum: Annotated[
        str | None,
        typer.Option(
            "--quorum",
            metavar="1/2:stemmen|leden",
            help=_("The share of all votes or members that must hand in a ballot."),
        ),
    ] = None,
    houdbaar: Annotated[
        bool,
        typer.Option(
            "--houdbaar",
            metavar="",
            help=_("Show under which readings of what is uncertain the outcome is another one."),
        ),
    ] = False,
    per_lid: Annotated[
        bool, typer.Option("--per-lid", metavar="", help=_("Show what each member voted."))
    ] = False,
    datum: Datum = None,
    peildatum: Peildatum = None,
    voorlopig: Voorlopig = False,
    format_: FormatOption = "table",
    output: Output = None,
) -> int:
    """Count ballots and say what was decided; return the exit code."""
    form = parse_format(format_)
    request = parse_request(datum, peildatum, preliminary=voorlopig)
    settings = parse_rules(meerderheid, onthouding, blanco, quorum)
    if output is not None and output in (*ballots, agenda):
        raise wrong("--output", _("this file is read; choose another name."))
    shipped = Shipped()
    problems: list[Problem] = []
    basis = find_basis(shipped, request, problems)

    def document(counted: list[Counted], found: list[Problem]) -> dict[str, object]:
        day = request.meeting_date
        return tally_json(basis, day, counted, found, per_lid=per_lid, houdbaar=houdbaar)

    ending = Ending(form, _("nothing was counted"), lambda found: document([], found))
    proposals = None if agenda is None else read_agenda(agenda, problems)
    votes: list[Vote] = []
    if basis is not None and (agenda is None or proposals is not None):
        votes = _read(shipped, basis, ballots, sheet, proposals, problems)
    if not has_errors(problems):
        votes = with_rules(votes, settings, problems)
        problems += _remarks(votes, per_lid=per_lid)
    if basis is None or has_errors(problems):
        return ending.fail(problems)
    rolls, left_out = shipped.other_rolls(basis)
    counted = [_counted(vote, basis.roll, rolls) for vote in votes]
    if form == "table":
        from alvvote.cli.tally_text import tally_text  # noqa: PLC0415

        text = tally_text(basis, counted, left_out, output, per_lid=per_lid, houdbaar=houdbaar)
    else:
        say(picked(basis.choice, request.meeting_date, of_today=True))
        if form == "csv":
            text = tally_csv(basis, counted, per_lid=per_lid)
        else:
            text = json_text(document(counted, problems))
    return ending.deliver(text, output, problems)


def _read(
    shipped: Shipped,
    basis: Basis,
    files: list[str],
    sheet: str | None,
    proposals: list[Proposal] | None,
    problems: list[Problem],
) -> list[Vote]:
    reader = BallotReader(shipped.directory(basis.roll), shipped.store, proposals)
    for file in files:
        reader.read(file, sheet)
    problems += reader.problems
    return reader.votes()


def _remarks(votes: list[Vote], *, per_lid: bool) -> list[Problem]:
    """Return what is to be said of the votes themselves, when their files are without error."""
    problems: list[Problem] = []
    for vote in votes:
        proposal = vote.proposal
        if per_lid and proposal.kind == "persons":
            problems.append(Problem("T101", column="--per-lid", value=proposal.id))
        if proposal.manner == "counted" and not vote.ballots:
            problems.append(Problem("W203", value=proposal.id))
    return problems


def _counted(vote: Vote, roll: Roll, rolls: list[Roll]) -> Counted:
    result = count(vote.proposal, vote.ballots, roll)
    return Counted(result, vote.ballots, readings_of(result, vote.ballots, rolls))


command = make_command(tally, "tally", _("Count ballots and say what was decided, and why."))
