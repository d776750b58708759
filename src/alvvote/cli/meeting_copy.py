"""``alvvote meeting copy``: where live copies of the dossier are kept, and how they are."""

import os
from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    find_dossier,
    maintain,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.meeting_copy_follow import follow_copies
from alvvote.cli.meeting_move import move_dossier
from alvvote.cli.options import wrong
from alvvote.i18n import _, _n, number
from alvvote.ledger.store import is_server, same_place
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, copy_problems
from alvvote.meeting.live_copies import (
    LiveCopy,
    live_copies,
    start_copy,
    stop_copy,
)
from alvvote.plain import shown
from alvvote.problem_words import FAILURES
from alvvote.problems import Problem


def copy(
    kopie: Annotated[
        str | None,
        typer.Option(
            "--kopie",
            metavar=_("FILE"),
            help=_("Keep a live copy here from now on: on another disk or share."),
        ),
    ] = None,
    stop: Annotated[
        str | None,
        typer.Option(
            "--stop",
            metavar=_("FILE"),
            help=_("Keep no live copy there any more; the file itself stays."),
        ),
    ] = None,
    naar: Annotated[
        str | None,
        typer.Option(
            "--naar",
            metavar=_("FILE|ADDRESS"),
            help=_("Move the dossier: to a file, or to a database (postgresql://…)."),
        ),
    ] = None,
    follow: Annotated[
        bool,
        typer.Option(
            "--follow",
            metavar="",
            help=_(
                "Keep the live copies of this machine up to date, whoever acts; Ctrl-C ends it."
            ),
        ),
    ] = False,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Show, start, stop or follow live copies, or move the dossier; return the exit code."""
    at = parse_at(dossier, form=format_)
    if naar is not None:
        if kopie is not None or stop is not None:
            raise wrong("--naar", _("move the dossier first; then set its live copies."))
        return move_dossier(at, naar)
    if kopie is not None and is_server(kopie):
        raise wrong("--kopie", _("a live copy is a file; --naar moves a dossier to a server."))
    if follow:
        return follow_copies(at)
    if kopie is None and stop is None:
        return consult(at, _report)

    def change(opened: Dossier) -> Report:
        failures: dict[str, str] = {}
        if stop is not None and not stop_copy(opened.log, stop):
            kept = ", ".join(opened.log.copies())
            raise Refused(Problem("M125", column="--stop", value=stop, expected=kept or None))
        if kopie is not None:
            if same_place(kopie, find_dossier(at.dossier)):
                raise wrong("--kopie", _("the copy is another file than the dossier."))
            path = os.path.abspath(kopie)
            failures[path] = start_copy(opened.log, path)
        return _report(opened)._replace(problems=tuple(copy_problems(failures)))

    return maintain(at, change)


def _report(dossier: Dossier) -> Report:
    copies = live_copies(dossier.log)
    lines = [copy_line(found) for found in copies] or [_("no live copy is kept")]
    return Report("".join(paragraph(line) for line in lines), {"copies": copies_json(copies)})


def copy_line(found: LiveCopy) -> str:
    """Return where a live copy is, and how it is."""
    path = shown(found.path)
    if found.missing is None:
        reason = _(FAILURES.get(found.failure, found.failure))
        return _("live copy: {file}: NOT kept up: {reason}").format(file=path, reason=reason)
    if found.missing:
        text = _n(
            "live copy: {file}: lacks {count} entry",
            "live copy: {file}: lacks {count} entries",
            found.missing,
        )
        return text.format(file=path, count=number(found.missing))
    return _("live copy: {file}: up to date").format(file=path)


def copies_json(copies: list[LiveCopy]) -> list[dict[str, object]]:
    """Return the live copies as data."""
    return [
        {"path": found.path, "failure": found.failure or None, "missing": found.missing}
        for found in copies
    ]


command = make_command(
    copy, "copy", _("Show the live copies of the dossier, start or stop one; or move the dossier.")
)
