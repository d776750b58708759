"""``alvvote desk check-in``: accredit the representative of a member."""

from typing import Annotated

import typer

from alvvote.cards.pass_code import new_pass_code
from alvvote.cli.desk_options import Gemeente, desk_report
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.desk_acts import Desk, Person
from alvvote.meeting.desk_acts import check_in as accredit
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.tables.table import squeeze


def check_in(
    gemeente: Gemeente,
    naam: Annotated[
        str, typer.Option("--naam", metavar=_("NAME"), help=_("Who represents the member."))
    ],
    functie: Annotated[
        str,
        typer.Option(
            "--functie",
            metavar="burgemeester|wethouder|raadslid|secretaris|griffier",
            help=_("The function by which (statutes, article 11, paragraph 1)."),
        ),
    ],
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Accredit the representative; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    if not squeeze(naam):
        raise wrong("--naam", _("a representative has a name."))
    codes: list[str] = []

    def come_in(state: State) -> list[Event]:
        codes[:] = [member_named(state, gemeente).gm_code]
        desk = Desk(None, new_pass_code(state))
        return accredit(state, codes[0], Person(naam, functie), desk)

    sentence = _("{name} is accredited: {votes}")
    return perform(at, come_in, lambda done: desk_report(done.state, codes[0], sentence))


command = make_command(
    check_in, "check-in", _("Accredit the representative of a member, by name and function.")
)
