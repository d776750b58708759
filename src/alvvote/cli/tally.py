"""``alvvote tally``: what was decided, by the ballots in one or more files."""

from typing import Annotated, NamedTuple

import typer

from alvvote.ballots import BallotReader, Vote, read_agenda
from alvvote.cli.basis import AtHand, Basis, find_roll, open_data, read_roll
from alvvote.cli.deliver import Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    Datum,
    FormatOption,
    Inwoners,
    Leden,
    Output,
    Peildatum,
    Voorlopig,
    parse_format,
    parse_request,
    refuse_overwriting,
    wrong,
)
from alvvote.cli.output import json_text
from alvvote.cli.roll_words import fingerprint_line
from alvvote.cli.rules import parse_rules, with_rules
from alvvote.cli.tally_documents import Counted, tally_csv, tally_json
from alvvote.cli.terminal import say
from alvvote.cli.words import picked
from alvvote.i18n import _
from alvvote.problems import Problem, has_errors
from alvvote.roll import Roll
from alvvote.tally import readings_of, remarks_on
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
            help=_(
                "The majority: 1/2 is more than half, 2/3 at least two thirds; ID=2/3: of one vote."
            ),
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
    inwoners: Inwoners = None,
    leden: Leden = None,
    stemmenlijst: Annotated[
        str | None,
        typer.Option(
            "--stemmenlijst",
            metavar=_("FILE"),
            help=_("Count with this roll, as alvvote roll --format json wrote it."),
        ),
    ] = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Count ballots and say what was decided; return the exit code."""
    form = parse_format(format_, output)
    request = parse_request(datum, peildatum, inwoners, preliminary=voorlopig)
    settings = parse_rules(meerderheid, onthouding, blanco, quorum)
    refuse_overwriting(output, *ballots, agenda, leden, stemmenlijst)
    if stemmenlijst is not None and (datum or peildatum or inwoners or leden):
        raise wrong("--stemmenlijst", _("a frozen roll says who has how many votes by itself."))
    problems: list[Problem] = []
    at_hand = open_data(problems)
    if at_hand is None or stemmenlijst is None:
        basis = None if at_hand is None else find_roll(at_hand, request, leden, problems)
    else:
        basis = read_roll(stemmenlijst, problems)
    meeting_date = request.meeting_date if basis is None else basis.roll.meeting_date

    def document(counted: list[Counted], found: list[Problem]) -> dict[str, object]:
        return tally_json(basis, meeting_date, counted, found, per_lid=per_lid, houdbaar=houdbaar)

    ending = Ending(form, _("nothing was counted"), lambda found: document([], found))
    votes: list[Vote] = []
    if at_hand is not None and basis is not None:
        votes = _votes(at_hand, basis, Files(tuple(ballots), sheet, agenda), problems)
    if not has_errors(problems):
        votes = with_rules(votes, settings, problems)
        problems += _remarks(votes, per_lid=per_lid)
    if at_hand is None or basis is None or has_errors(problems):
        return ending.fail(problems)
    rolls, left_out = at_hand.other_rolls(basis)
    counted = [_counted(vote, basis.roll, rolls) for vote in votes]
    if form == "table":
        from alvvote.cli.tally_text import tally_text  # noqa: PLC0415

        text = tally_text(basis, counted, left_out, output, per_lid=per_lid, houdbaar=houdbaar)
    else:
        say(picked(basis.choice, meeting_date, of_today=True))
        if basis.fingerprint is not None:
            say(fingerprint_line(basis.fingerprint))
        if form == "csv":
            text = tally_csv(basis, counted, per_lid=per_lid)
        else:
            text = json_text(document(counted, problems))
    return ending.deliver(text, output, problems)


class Files(NamedTuple):
    """The files that are counted."""

    ballots: tuple[str, ...]
    sheet: str | None
    agenda: str | None


def _votes(at_hand: AtHand, basis: Basis, files: Files, problems: list[Problem]) -> list[Vote]:
    agenda = None
    if files.agenda is not None:
        agenda = read_agenda(files.agenda, problems)
        if agenda is None:
            return []
    reader = BallotReader(at_hand.directory(basis.roll), at_hand.store, agenda)
    for file in files.ballots:
        reader.read(file, files.sheet)
    problems += reader.problems
    if not has_errors(problems):
        problems += reader.look_alikes()
    return reader.votes()


def _remarks(votes: list[Vote], *, per_lid: bool) -> list[Problem]:
    found = [remarks_on(vote.proposal, vote.ballots, per_member=per_lid) for vote in votes]
    return [problem for problems in found for problem in problems]


def _counted(vote: Vote, roll: Roll, rolls: list[Roll]) -> Counted:
    result = count(vote.proposal, vote.ballots, roll)
    return Counted(result, vote.ballots, readings_of(result, vote.ballots, rolls))


command = make_command(tally, "tally", _("Count ballots and say what was decided, and why."))
