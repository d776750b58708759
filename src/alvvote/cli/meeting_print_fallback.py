"""``alvvote meeting print-fallback``: the paper for when every machine is dead."""

import errno
from datetime import datetime
from typing import Annotated

import typer

from alvvote.cards.folder import refusal_of, write_folder
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.fallback.files import LANGUAGE, files_of
from alvvote.fallback.paper import Paper, moment_in_words
from alvvote.i18n import _, in_language, number
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier
from alvvote.minutes.record import record_of
from alvvote.plain import shown
from alvvote.problems import Problem


def print_fallback(
    out: Annotated[
        str,
        typer.Option("--out", metavar=_("FOLDER"), help=_("A new folder, for its owner alone.")),
    ],
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Write the papers; return the exit code."""
    at = parse_at(dossier, form=format_)
    return consult(at, lambda opened: _report(opened, out), _("nothing was written"))


def _report(dossier: Dossier, out: str) -> Report:
    if refusal_of(out) is not None:
        raise Refused(Problem("D191", out, column="--out"))
    record = record_of(dossier)
    if not record.state.roll_fixed:
        raise Refused(Problem("M110"))
    paper = Paper(record.state, record.head, datetime.fromisoformat(dossier.moment()))
    try:
        with in_language(LANGUAGE):
            files = list(files_of(paper))
        write_folder(out, files)
    except OSError as error:
        details = {"errno": error.errno or errno.EIO}
        raise Refused(Problem("F116", out, column="--out", details={**details})) from error
    lines = [
        _("{count} files in {folder}, as it stands at {moment}").format(
            count=number(len(files)), folder=shown(out), moment=moment_in_words(paper.moment)
        ),
        _("print them on one side; what happens later is not in them: print again now and then"),
        _("NOT FOR PUBLICATION: names of representatives and codes of passes stand in here."),
    ]
    return Report(
        "".join(map(paragraph, lines)),
        {
            "folder": out,
            "files": [file.path for file in files],
            "moment": paper.moment.isoformat(timespec="seconds"),
            "head": {"size": record.head.size, "root": record.head.root},
        },
    )


command = make_command(
    print_fallback,
    "print-fallback",
    _("The paper to go on with when every machine is dead: presence list, call-overs, passes."),
)
