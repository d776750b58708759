"""``alvvote desk check-in``: accredit the representative of a member."""

from typing import Annotated

import typer

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
from alvvote.meeting.events import Event
from alvvote.meeting.hall_acts import check_in as accredit
from alvvote.meeting.model import State
from alvvote.tables.table import key_of, squeeze


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
        return accredit(codes[0], squeeze(naam), key_of(functie))

    sentence = _("{name} is accredited: {votes}")
    return perform(at, come_in, lambda done: desk_report(done.state, codes[0], sentence))


command = make_command(
    check_in, "check-in", _("Accredit the representative of a member, by name and function.")
)
