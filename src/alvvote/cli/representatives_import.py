"""``alvvote representatives import``: name the representatives of many members, from a file."""

from typing import Annotated

import typer

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
from alvvote.cli.options import SheetOption
from alvvote.cli.person_options import DeskOption
from alvvote.cli.vote_options import data_at_hand
from alvvote.i18n import _, _n, listing, number
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.meeting.names_file import read_names
from alvvote.meeting.names_import import NamesTaken, take_names
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.problems import Problem, has_errors
from alvvote.tables.source import read_bytes

_MOST_NAMES = 20


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"),
            help=_("CSV or XLSX: gemeente (or gm_code), naam, functie, perhaps volmacht."),
        ),
    ],
    vervang: Annotated[
        bool,
        typer.Option("--vervang", metavar="", help=_("Instead of those who are named already.")),
    ] = False,
    sheet: SheetOption = None,
    desk: DeskOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Import the file; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    problems: list[Problem] = []
    # Read before the act: nobody else waits for what comes through a pipe.
    data = read_bytes(file, problems)
    taken: list[NamesTaken] = []

    def put(state: State) -> list[Event]:
        if data is None:
            raise Refused(*problems)
        directory = data_at_hand().directory(roll_of(state))
        names = read_names(data, file, sheet, directory, problems)
        if names is not None:
            taken.append(take_names(state, names, desk, replace=vervang))
            problems.extend(taken[0].problems)
        if has_errors(problems):
            raise Refused(*sorted(problems, key=lambda problem: problem.row or 0))
        return taken[0].events

    return perform(at, put, lambda done: _report(done, taken[0]), problems)


def _report(done: Done, taken: NamesTaken) -> Report:
    named, replaced, unchanged = map(len, (taken.named, taken.replaced, taken.unchanged))
    lines = [
        _n("{count} representative is named", "{count} representatives are named", named).format(
            count=number(named)
        )
    ]
    if replaced:
        roll = roll_of(done.state)
        names = [shown(roll.by_code[code].municipality) for code in taken.replaced[:_MOST_NAMES]]
        if replaced > _MOST_NAMES:
            names.append(_("{count} more").format(count=number(replaced - _MOST_NAMES)))
        text = _("instead of another one: {names}")
        lines.append(text.format(names=listing(names)))
    if unchanged:
        text = _n("{count} row changes nothing", "{count} rows change nothing", unchanged)
        lines.append(text.format(count=number(unchanged)))
    document: dict[str, object] = {
        "named": taken.named,
        "replaced": taken.replaced,
        "unchanged": taken.unchanged,
    }
    return Report("".join(map(paragraph, lines)), document)


command = make_command(
    import_, "import", _("Name the representatives in a file: all of them, or none.")
)
