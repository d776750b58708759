"""``alvvote tally``: what was decided, by the ballots in files or by the dossier of a meeting."""

from typing import Annotated

import typer

from alvvote.cli.deliver import Ending
from alvvote.cli.file_votes import BALLOTS, FileOptions, read_votes, refuse_with_dossier
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    AgendaOption,
    Blanco,
    Datum,
    FormatOption,
    Inwoners,
    Leden,
    MeerderheidOption,
    Onthouding,
    Output,
    Peildatum,
    QuorumOption,
    SheetOption,
    StemmenlijstOption,
    TellingenOption,
    Voorlopig,
    parse_format,
    refuse_overwriting,
)
from alvvote.cli.tally_output import Asked, show
from alvvote.i18n import _
from alvvote.problems import Problem, has_errors
from alvvote.tally import count_votes, remarks_of


def tally(
    ballots: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=BALLOTS, help=_("Files with ballots, CSV or XLSX; - is standard input.")
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
    agenda: AgendaOption = None,
    sheet: SheetOption = None,
    meerderheid: MeerderheidOption = None,
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
    stemmenlijst: StemmenlijstOption = None,
    tellingen: TellingenOption = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Count ballots and say what was decided; return the exit code."""
    asked = Asked(parse_format(format_, output), output, per_lid=per_lid, houdbaar=houdbaar)
    given = FileOptions(
        ballots,
        agenda,
        sheet,
        meerderheid,
        onthouding,
        blanco,
        quorum,
        datum,
        peildatum,
        voorlopig,
        inwoners,
        leden,
        stemmenlijst,
        tellingen,
    )
    if dossier is not None:
        refuse_with_dossier(given)
        refuse_overwriting(output, dossier)
        from alvvote.cli.tally_dossier import tally_dossier  # noqa: PLC0415

        return tally_dossier(dossier, asked)
    refuse_overwriting(output, *given.files)
    problems: list[Problem] = []
    read = read_votes(given, problems)
    if read.basis is not None and not has_errors(problems):
        problems += remarks_of(read.questions, per_member=per_lid)
    if read.at_hand is None or read.basis is None or has_errors(problems):
        document = asked.document(read.basis, read.meeting_date)
        return Ending(asked.form, _("nothing was counted"), document).fail(problems)
    basis = read.basis
    rolls, left_out = read.at_hand.other_rolls(basis)
    return show(asked, basis, count_votes(read.questions, basis.roll, rolls), left_out, problems)


command = make_command(tally, "tally", _("Count ballots and say what was decided, and why."))
