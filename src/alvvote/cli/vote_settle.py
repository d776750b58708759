"""What settling an item without a vote shares: held over, withdrawn, taken over, lapsed, done."""

from collections.abc import Callable
from typing import Annotated

import typer
from typer._click import Command as ClickCommand

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
from alvvote.cli.vote_text import headed
from alvvote.i18n import _
from alvvote.meeting.acts import item_named, settle
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State, amendments_of, outcome_of, parts_of_item
from alvvote.plain import shown
from alvvote.proposal import Outcome
from alvvote.words import word

ItemArgument = Annotated[
    str, typer.Argument(metavar="ID", help=_("The item that is settled without a vote."))
]
ReasonOption = Annotated[
    str | None, typer.Option("--reden", metavar=_("TEXT"), help=_("Why, in a few words; public."))
]


def settle_command(name: str, outcome: Outcome, help: str) -> ClickCommand:  # noqa: A002
    """Make the command that records this outcome of an item."""

    def command(
        item: ItemArgument,
        reden: ReasonOption = None,
        dossier: DossierOption = None,
        key: KeyOption = None,
        act: ActOption = None,
        format_: DocumentFormat = None,
    ) -> int:
        at = parse_at(dossier, key, format_, act)

        def put(state: State) -> list[Event]:
            return settle(state, item, outcome, reden)

        return perform(at, put, _report(item, outcome, reden))

    return make_command(command, name, help)


def _report(name: str, outcome: Outcome, reason: str | None) -> Callable[[Done], Report]:
    def report(done: Done) -> Report:
        state = done.state
        item = item_named(state, name)
        lines: list[str] = []
        if reason is not None:
            lines.append(_("reason: {text}").format(text=shown(reason)))
        below = [*amendments_of(state, item), *parts_of_item(state, item)]
        lapsed = [other.id for other in below if outcome_of(state, other) == "lapsed"]
        if lapsed:
            text = _("what belongs to it lapses: {items}")
            lines.append(text.format(items=shown(", ".join(lapsed))))
        head = headed(shown(f"{item.id}  {item.title}"), word(outcome).upper())
        document: dict[str, object] = {
            "item": {"id": item.id, "title": item.title, "outcome": outcome, "reason": reason},
            "lapsed": lapsed,
        }
        return Report(head + "".join(paragraph(line) for line in lines), document)

    return report
