"""``alvvote desk substitute``: another representative of the member takes over."""

from alvvote.cli.desk_letting_in import let_in
from alvvote.cli.desk_member import check_who
from alvvote.cli.desk_options import CodeArgument, GemeenteOption
from alvvote.cli.desk_pass import PassOption, PassOut, PrintOption
from alvvote.cli.dossiers import ActOption, DocumentFormat, DossierOption, KeyOption, parse_at
from alvvote.cli.framework import make_command
from alvvote.cli.person_options import (
    DeskOption,
    FunctieOption,
    NaamOption,
    PersonOptions,
    RedenOption,
    ToezichthouderOption,
    VolmachtOption,
    ZelfdePersoonOption,
)
from alvvote.i18n import _


def take_over(
    code: CodeArgument = None,
    gemeente: GemeenteOption = None,
    naam: NaamOption = None,
    functie: FunctieOption = None,
    volmacht: VolmachtOption = None,
    zelfde_persoon: ZelfdePersoonOption = None,
    toezichthouder: ToezichthouderOption = None,
    reden: RedenOption = None,
    desk: DeskOption = None,
    pass_: PassOption = None,
    print_command: PrintOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Let another one take over; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    check_who(code, gemeente)
    person = PersonOptions(naam, functie, volmacht, zelfde_persoon, toezichthouder, reden)
    person.check()
    paper = PassOut(pass_, print_command)
    paper.check()
    sentence = _("{name} has another representative; the votes go on: {votes}")
    return let_in(at, (code, gemeente), person, desk, paper, sentence, takes_over=True)


command = make_command(
    take_over,
    "substitute",
    _("Let another representative of the member take over: the old pass is worthless then."),
)
