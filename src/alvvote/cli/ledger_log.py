"""``alvvote ledger log``: what happened, an entry per line; of open votes no option."""

import shutil
from typing import Annotated

import typer

from alvvote.cli.columns import Column, aligned
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.ledger_entries import entry_in_words
from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.ledger.entry import Entry
from alvvote.ledger.errors import StoreError
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.events import BallotCast, BallotScanned, Event, RollSet
from alvvote.meeting.model import State
from alvvote.meeting.roles import event_in, role_in

_BESIDE = 36
"""The columns of the terminal that numbers and kinds of entries take, with the gaps."""
_NARROWEST = 24


def log(
    vanaf: Annotated[
        str | None,
        typer.Option("--vanaf", metavar="N", help=_("Show the entries from this number on.")),
    ] = None,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Show the entries; return the exit code."""
    if vanaf is not None and not (vanaf.isascii() and vanaf.isdecimal() and len(vanaf) < 16):
        raise wrong("--vanaf", _("{value} is not the number of an entry.").format(value=vanaf))
    at = parse_at(dossier, None, format_)
    return consult(at, lambda opened: _report(opened, int(vanaf or 0)))


def _report(dossier: Dossier, start: int) -> Report:
    with dossier.log.reading():
        state = dossier.state
        entries = list(dossier.log.entries(start))
    rows: list[tuple[str, str, str]] = []
    documents: list[dict[str, object]] = []
    for entry in entries:
        try:
            event = event_in(entry, private=False)
            what, details = entry_in_words(state, event)
            if role_in(entry) is not None:
                details = f"{details}  {_('at a desk')}"
            rows.append((str(entry.number), what, details))
            documents.append(_entry_json(state, entry, event))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError("damaged", dossier.log.path, str(entry.number)) from error
    if not rows:
        text = paragraph(
            _("no entry yet has that number; entries: {count}").format(count=state.size)
        )
        return Report(text, {"size": state.size, "entries": []})
    width = max(shutil.get_terminal_size().columns - _BESIDE, _NARROWEST)
    columns = [
        Column(_("entry"), right=True),
        Column(_("what"), widest=20),
        Column(_("details"), widest=width),
    ]
    text = "\n".join(aligned(columns, rows)) + "\n"
    return Report(text, {"size": state.size, "entries": documents})


def _entry_json(state: State, entry: Entry, event: Event) -> dict[str, object]:
    public = dict(entry.public)
    hidden = False
    if isinstance(event, RollSet):
        # The roll is in the export; its fingerprint names it here.
        del public["roll"]
    elif isinstance(event, BallotCast | BallotScanned) and state.votes[event.vote].status == "open":
        hidden = event.option is not None
        del public["option"]
    return {
        "number": entry.number,
        "kind": entry.kind,
        "hash": entry.hash.hex(),
        "public": public,
        "option_hidden": hidden,
        "private_part": "none"
        if entry.commitment is None
        else "erased"
        if entry.erased
        else "kept",
    }


command = make_command(log, "log", _("Show what was recorded, an entry per line."))
