"""``alvvote publish``: what each member voted, as a website, PDF, tables and open data."""

import os
import signal
from typing import Annotated

import typer

from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import (
    DocumentFormat,
    KeyOption,
    paragraph,
    parse_at,
    problem_of,
)
from alvvote.cli.file_votes import FileOptions
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    AgendaOption,
    Blanco,
    Datum,
    Inwoners,
    Leden,
    MeerderheidOption,
    Onthouding,
    Peildatum,
    QuorumOption,
    SheetOption,
    StemmenlijstOption,
    TellingenOption,
    Voorlopig,
    parse_choice,
    wrong,
)
from alvvote.cli.publish_progress import Progress
from alvvote.cli.publish_source import SOURCE, Besides, Source, source_of
from alvvote.i18n import _, in_language, number
from alvvote.ledger.errors import KeyFileError, StoreError
from alvvote.meeting.acts import Refused
from alvvote.plain import shown
from alvvote.problems import Problem, json_of
from alvvote.publish.folder import Written, refusal_of, write_folder
from alvvote.publish.formats import FORMATS, files_of, formats_for
from alvvote.publish.publication import Settings
from alvvote.tables.writing import json_text

_LANGUAGES = ("nl", "en")


def publish(
    out: Annotated[
        str,
        typer.Option("--out", metavar=_("FOLDER"), help=_("The folder to make; it is new.")),
    ],
    source: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=f"[{SOURCE}]",
            help=_("A dossier, or files with ballots; else the dossier in this folder."),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar=_("FORMATS"),
            help=_("These formats alone, with commas: site, pdf, csv, xlsx, json, chart, proof."),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="nl|en", help=_("The language of the publication; else Dutch.")
        ),
    ] = None,
    naam: Annotated[
        str | None,
        typer.Option(
            "--naam", metavar=_("NAME"), help=_("The name of the meeting, with files of ballots.")
        ),
    ] = None,
    voorbeeld: Annotated[
        bool,
        typer.Option(
            "--voorbeeld",
            metavar="",
            help=_("The ballots are invented: say so on every page and in every file."),
        ),
    ] = False,
    analyse: Annotated[
        bool,
        typer.Option(
            "--analyse",
            metavar="",
            help=_("Add comment to the record: other readings, and one vote per member."),
        ),
    ] = False,
    excel: Annotated[
        bool,
        typer.Option(
            "--excel", metavar="", help=_("CSV for a Dutch Excel: semicolons, UTF-8 with BOM.")
        ),
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            metavar="URL",
            help=_("Where the publication will stand, for the QR codes on extracts."),
        ),
    ] = None,
    statement: Annotated[
        str | None,
        typer.Option(
            "--toegankelijkheidsverklaring",
            metavar="URL",
            help=_("The accessibility statement, to which each page has a link."),
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", metavar="", help=_("Take the place of the publication that stands there.")
        ),
    ] = False,
    agenda: AgendaOption = None,
    sheet: SheetOption = None,
    meerderheid: MeerderheidOption = None,
    onthouding: Onthouding = None,
    blanco: Blanco = None,
    quorum: QuorumOption = None,
    datum: Datum = None,
    peildatum: Peildatum = None,
    voorlopig: Voorlopig = False,
    inwoners: Inwoners = None,
    leden: Leden = None,
    stemmenlijst: StemmenlijstOption = None,
    tellingen: TellingenOption = None,
    key: KeyOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Write a publication; return the exit code."""
    at = parse_at(None, key, format_)
    language = parse_choice("--lang", lang or "nl", _LANGUAGES)
    wanted = _formats(only)
    address = _web_address("--url", url)
    statement = _web_address("--toegankelijkheidsverklaring", statement)
    options = FileOptions(
        source,
        agenda,
        sheet,
        meerderheid,
        onthouding,
        blanco,
        quorum,
        datum,
        peildatum,
        voorlopig,
        inwoners,
        leden,
        stemmenlijst,
        tellingen,
    )
    ending = Ending(
        at.form, _("nothing was published"), lambda found: {"problems": list(map(json_of, found))}
    )
    refusal = refusal_of(out, replace=replace)
    if refusal is not None:
        return ending.fail([refusal])
    try:
        made = source_of(options, Besides(naam, at.key, language, invented=voorbeeld))
    except Refused as refused:
        return ending.fail(refused.problems)
    except (StoreError, KeyFileError) as error:
        return ending.fail([problem_of(error)])
    if wanted is not None and "proof" in wanted and made.publication.head is None:
        raise wrong("--only", _("proof: there is no ledger behind files with ballots."))
    settings = Settings(
        language,
        analyse,
        address,
        statement,
        excel,
        formats_for(made.publication, wanted),
    )
    # Whoever ends the program leaves as little behind as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        written = _write(out, made, settings)
    except OSError as error:
        details = {"errno": error.errno or 0}
        return ending.fail([Problem("F116", out, column="--out", details=details)])
    text, document = _said(out, made, settings, written)
    content = text if at.form == "table" else json_text(document)
    return ending.deliver(content, None, made.problems)


def _formats(only: list[str] | None) -> frozenset[str] | None:
    if not only:
        return None
    names = [name.strip() for name in ",".join(only).split(",")]
    return frozenset(parse_choice("--only", name, FORMATS) for name in names)


def _web_address(option: str, value: str | None) -> str | None:
    if value is None:
        return None
    if not value.startswith(("https://", "http://")) or any(c.isspace() for c in value):
        raise wrong(option, _("{value} is no address; write https://…").format(value=value))
    return value.rstrip("/")


def _write(out: str, made: Source, settings: Settings) -> Written:
    progress = Progress(len(settings.formats))
    with in_language(settings.language):
        files = progress.follow(files_of(made.publication, settings))
        return write_folder(out, files, made.signer)


def _said(
    out: str, made: Source, settings: Settings, written: Written
) -> tuple[str, dict[str, object]]:
    publication = made.publication
    lines = [
        _("{folder} is written: {files} files, {size} kB").format(
            folder=shown(out), files=number(written.files), size=number(-(-written.bytes // 1000))
        ),
        _("votes: {count}; members: {members}").format(
            count=number(len(publication.votes)), members=number(len(publication.members))
        ),
    ]
    if publication.invented:
        lines.append(_("marked as an invented example, on every page and in every file"))
    if publication.left_out:
        text = _("not declared yet, and left out: {votes}")
        lines.append(text.format(votes=shown(", ".join(publication.left_out))))
    lines.append(_("check all files with: sha256sum -c SHA256SUMS"))
    if "site" in settings.formats:
        page = os.path.join(out, "index.html")
        lines.append(_("open {file} in a browser").format(file=shown(page)))
    document: dict[str, object] = {
        "folder": out,
        "files": written.files,
        "bytes": written.bytes,
        "manifest": written.manifest,
        "signed": made.signer is not None,
        "formats": [name for name in FORMATS if name in settings.formats],
        "language": settings.language,
        "invented": publication.invented,
        "votes": [vote.proposal.id for vote in publication.votes],
        "left_out": list(publication.left_out),
        "problems": [json_of(problem) for problem in made.problems],
    }
    return "".join(map(paragraph, lines)), document


command = make_command(
    publish, "publish", _("Publish what each member voted: website, PDF, tables, open data.")
)
