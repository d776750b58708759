"""``alvvote tally``: what was decided, by the ballots in files or by the dossier of a meeting."""

from collections.abc import Mapping
from typing import Annotated

import typer

from alvvote.basis import find_roll, open_data, read_roll
from alvvote.cli.deliver import Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    Blanco,
    Datum,
    FormatOption,
    Inwoners,
    Leden,
    Onthouding,
    Output,
    Peildatum,
    QuorumOption,
    Voorlopig,
    parse_format,
    parse_request,
    refuse_overwriting,
    wrong,
)
from alvvote.cli.rules import parse_rules
from alvvote.cli.tally_output import Asked, show
from alvvote.i18n import _
from alvvote.problems import Problem, has_errors
from alvvote.questions import Files, questions_in
from alvvote.tally import Question, count_votes, remarks_of

_BALLOTS = _("BALLOTS")


def tally(
    ballots: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_BALLOTS, help=_("Files with ballots, CSV or XLSX; - is standard input.")
        ),
    ] = None,
    dossier: Annotated[
        str | None,
        typer.Option(
            "--dossier",
            metavar=_("FILE"),
            help=_("Count the votes of a meeting, in place of files: what holds was frozen there."),
        ),
    ] = None,
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
    onthouding: Onthouding = None,
    blanco: Blanco = None,
    quorum: QuorumOption = None,
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
    tellingen: Annotated[
        str | None,
        typer.Option(
            "--tellingen",
            metavar=_("FILE"),
            help=_("Counts of slips (CSV) of votes on persons; with --agenda and --stemmenlijst."),
        ),
    ] = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Count ballots and say what was decided; return the exit code."""
    asked = Asked(parse_format(format_, output), output, per_lid=per_lid, houdbaar=houdbaar)
    others = {
        _BALLOTS: ballots,
        "--agenda": agenda,
        "--sheet": sheet,
        "--meerderheid": meerderheid,
        "--onthouding": onthouding,
        "--blanco": blanco,
        "--quorum": quorum,
        "--datum": datum,
        "--peildatum": peildatum,
        "--voorlopig": voorlopig,
        "--inwoners": inwoners,
        "--leden": leden,
        "--stemmenlijst": stemmenlijst,
        "--tellingen": tellingen,
    }
    if dossier is not None:
        return _of_dossier(dossier, asked, others)
    request = parse_request(datum, peildatum, inwoners, preliminary=voorlopig)
    settings = parse_rules(meerderheid, onthouding, blanco, quorum)
    refuse_overwriting(output, *(ballots or ()), agenda, leden, stemmenlijst, tellingen)
    _check(others)
    files = Files(tuple(ballots or ()), sheet, agenda, tellingen)
    problems: list[Problem] = []
    at_hand = open_data(problems)
    if at_hand is None or stemmenlijst is None:
        basis = None if at_hand is None else find_roll(at_hand, request, leden, problems)
    else:
        basis = read_roll(stemmenlijst, problems)
    questions: list[Question] = []
    if at_hand is not None and basis is not None:
        questions = questions_in(files, at_hand, basis, settings, problems)
    if not has_errors(problems):
        problems += remarks_of(questions, per_member=per_lid)
    if at_hand is None or basis is None or has_errors(problems):
        meeting_date = request.meeting_date if basis is None else basis.roll.meeting_date
        document = asked.document(basis, meeting_date)
        return Ending(asked.form, _("nothing was counted"), document).fail(problems)
    rolls, left_out = at_hand.other_rolls(basis)
    return show(asked, basis, count_votes(questions, basis.roll, rolls), left_out, problems)


def _of_dossier(dossier: str, asked: Asked, others: Mapping[str, object]) -> int:
    """Count a dossier; wrong usage raises `typer.BadParameter`."""
    for option, value in others.items():
        if value:
            raise wrong(option, _("not with --dossier: there it was frozen what holds."))
    refuse_overwriting(asked.output, dossier)
    from alvvote.cli.tally_dossier import tally_dossier  # noqa: PLC0415

    return tally_dossier(dossier, asked)


def _check(given: Mapping[str, object]) -> None:
    """Raise `typer.BadParameter` where options for files do not go together."""
    if not given[_BALLOTS] and not given["--tellingen"]:
        raise wrong(_BALLOTS, _("name files with ballots, or a dossier with --dossier."))
    for option in ("--datum", "--peildatum", "--inwoners", "--leden"):
        if given["--stemmenlijst"] and given[option]:
            raise wrong("--stemmenlijst", _("a frozen roll says who has how many votes by itself."))
    if given["--tellingen"] and not (given["--agenda"] and given["--stemmenlijst"]):
        raise wrong("--tellingen", _("give --agenda and --stemmenlijst with it."))


command = make_command(tally, "tally", _("Count ballots and say what was decided, and why."))
