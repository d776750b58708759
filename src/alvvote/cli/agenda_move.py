"""``alvvote agenda move``: put an item at another place of the agenda."""

from typing import Annotated

import typer

from alvvote.cli.agenda_options import ItemArgument
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
from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.meeting.agenda_acts import move_item
from alvvote.meeting.dossier import Done
from alvvote.plain import shown


def move(
    item: ItemArgument,
    naar: Annotated[str, typer.Option("--naar", metavar="N", help=_("The place, counted from 1."))],
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Move the item; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    if not (naar.isascii() and naar.isdecimal() and len(naar) < 6):
        raise wrong("--naar", _("{value} is not a place; write a number.").format(value=naar))
    return perform(at, lambda state: move_item(state, item, int(naar)), _report)


def _report(done: Done) -> Report:
    items = list(done.state.items.values())
    lines = [
        f"{place:>2}  {shown(item.id)}  {shown(item.title)}" for place, item in enumerate(items, 1)
    ]
    order: list[object] = [item.id for item in items]
    return Report("".join(paragraph(line) for line in lines), {"order": order})


command = make_command(move, "move", _("Put an item at another place of the agenda."))
