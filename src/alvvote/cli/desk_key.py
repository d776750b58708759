"""``alvvote desk key``: a key for a desk, by which it signs what it does."""

import contextlib
import os
import secrets
from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    done_json,
    maintain,
    paragraph,
    parse_at,
    recorded_before,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.ledger.errors import StoreError
from alvvote.ledger.keys import create_key_file
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Done, Dossier
from alvvote.meeting.events import KeyRegistered
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.tables.table import squeeze


def key(
    desk: Annotated[
        str, typer.Option("--desk", metavar=_("NAME"), help=_("What the desk is called: 3."))
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out", metavar=_("FILE"), help=_("The key to make; else desk-NAME.key in the folder.")
        ),
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Make the key and record it; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    name = squeeze(desk)
    if not name:
        raise wrong("--desk", _("a desk has a name."))
    safe = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in name)
    file = out or f"desk-{safe}.key"
    return maintain(at, lambda opened: _make(opened, name, file, act))


def _make(dossier: Dossier, desk: str, file: str, act: str | None) -> Report:
    if os.path.exists(file):
        raise Refused(Problem("M103", file))
    # It has its name only when it is on record: what is cut off stops no next try.
    new = f"{file}.{secrets.token_hex(4)}.new"
    made = create_key_file(new, f"{dossier.log.origin}/{secrets.token_hex(4)}")
    vkey = made.public.vkey()
    try:
        done = dossier.act(lambda _state: [KeyRegistered(vkey, "desk", desk)], act)
    except BaseException as error:
        if not (isinstance(error, StoreError) and error.maybe_recorded):
            with contextlib.suppress(OSError):
                os.unlink(new)
        raise
    if not done.recorded:
        os.unlink(new)
        return recorded_before(dossier, done)
    os.rename(new, file)
    return _report(done, file, desk, vkey)


def _report(done: Done, file: str, desk: str, vkey: str) -> Report:
    lines = [
        _("{file} is made: desk {desk} signs by it").format(file=shown(file), desk=shown(desk)),
        _("bring it to that desk by hand, and leave no copy; its commands take it with --key"),
    ]
    document = {**done_json(done), "desk": desk, "key": file, "public_key": vkey}
    text = "".join(paragraph(line) for line in lines)
    return Report(text, document, problems=tuple(done.warnings))


command = make_command(key, "key", _("Make a key for a desk, by which it signs what it does."))
