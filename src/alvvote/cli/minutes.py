"""``alvvote minutes``: the list of decisions and a draft of the minutes, in Word and Markdown."""

import os
from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.minutes_files import write_files
from alvvote.cli.options import parse_choice
from alvvote.i18n import _, in_language
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier
from alvvote.minutes.record import Record, record_of
from alvvote.plain import shown

_LANGUAGES = ("nl", "en")


def minutes(
    out: Annotated[
        str,
        typer.Option("--out", metavar=_("FOLDER"), help=_("The folder to write the files in.")),
    ],
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="nl|en", help=_("The language of the documents; else Dutch.")
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", metavar="", help=_("Overwrite the files that are there.")),
    ] = False,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Write the documents; return the exit code."""
    at = parse_at(dossier, form=format_)
    language = parse_choice("--lang", lang or "nl", _LANGUAGES)
    return consult(
        at,
        lambda opened: _report(opened, out, language, replace=replace),
        _("nothing was written"),
    )


def _report(dossier: Dossier, out: str, language: str, *, replace: bool) -> Report:
    record = record_of(dossier)
    files = _files(record, language)
    problem = write_files(out, files, replace=replace)
    if problem is not None:
        raise Refused(problem)
    paths = [os.path.join(out, name) for name in files]
    lines = [_("written: {file}").format(file=shown(path)) for path in paths]
    text = _("a draft, by the ledger of {size} entries; what was said is to be filled in")
    lines.append(text.format(size=record.head.size))
    lines.append(_("to be read out in the meeting: {groups}").format(groups=record.head.spoken))
    return Report(
        "".join(paragraph(line) for line in lines),
        {
            "files": paths,
            "language": language,
            "head": {"size": record.head.size, "root": record.head.root},
        },
    )


def _files(record: Record, language: str) -> dict[str, bytes]:
    # The library that writes Word files takes long to start.
    from alvvote.minutes.decisions import decisions_of  # noqa: PLC0415
    from alvvote.minutes.docx import docx_bytes  # noqa: PLC0415
    from alvvote.minutes.markdown import markdown_text  # noqa: PLC0415
    from alvvote.minutes.minutes import minutes_of  # noqa: PLC0415

    with in_language(language):
        documents = {
            "besluitenlijst": decisions_of(record, language),
            "notulen": minutes_of(record, language),
        }
    files: dict[str, bytes] = {}
    for name, document in documents.items():
        files[f"{name}.docx"] = docx_bytes(document)
        files[f"{name}.md"] = markdown_text(document).encode()
    return files


command = make_command(
    minutes, "minutes", _("Draft the list of decisions and the minutes, as Word and Markdown.")
)
