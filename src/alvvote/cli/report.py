"""``alvvote report``: what one member voted, over one meeting or more."""

import os
from typing import Annotated

import typer

from alvvote.cli.deliver import Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import Output, parse_choice, refuse_overwriting, wrong
from alvvote.cli.publish_source import SOURCE
from alvvote.i18n import _, in_language
from alvvote.meeting.acts import Refused
from alvvote.problems import Problem, json_of
from alvvote.publish.csv_guard import guarded
from alvvote.publish.member_record import MemberRecord
from alvvote.publish.popolo_read import OPEN_DATA
from alvvote.tables.writing import Cell, csv_text, json_text

_FORMATS = ("table", "md", "csv", "json", "pdf")
_LANGUAGES = ("nl", "en")


def report(
    source: Annotated[
        list[str],
        typer.Argument(
            metavar=SOURCE,
            help=_("Dossiers, and folders of publications or their popolo.json."),
        ),
    ],
    gemeente: Annotated[
        str,
        typer.Option(
            "--gemeente",
            metavar=_("NAME"),
            help=_("Name, alias or CBS code of the municipality."),
        ),
    ],
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="nl|en",
            help=_("The language of table, Markdown and PDF; the last two are else in Dutch."),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|md|csv|json|pdf",
            help=_("How to write the output; else a table, or what the name of --output says."),
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Show the record of a member; return the exit code."""
    form = _format(format_, output)
    language = None if lang is None else parse_choice("--lang", lang, _LANGUAGES)
    for one in source:
        refuse_overwriting(output, one, os.path.join(one, OPEN_DATA))
    ending = Ending("json" if form == "json" else "table", _("nothing is shown"), _failed)
    try:
        record = _record(source, gemeente)
    except Refused as refused:
        return ending.fail(refused.problems)
    return ending.deliver(_content(record, form, language, output), output, [])


def _failed(found: list[Problem]) -> dict[str, object]:
    return {"problems": [json_of(problem) for problem in found]}


def _format(value: str | None, output: str | None) -> str:
    """Return the format: as said, else by the ending of the output; wrong usage raises."""
    _root, dot, ending = (output or "").rpartition(".")
    if value is None and dot and ending.lower() in _FORMATS[1:]:
        value = ending.lower()
    form = parse_choice("--format", value or "table", _FORMATS)
    if form == "pdf" and output is None:
        raise wrong("--format", _("pdf needs --output."))
    return form


def _record(sources: list[str], name: str) -> MemberRecord:
    from alvvote.cli.population_data import open_gazetteer  # noqa: PLC0415
    from alvvote.cli.report_source import read_meetings  # noqa: PLC0415
    from alvvote.publish.member_named import municipality_meant  # noqa: PLC0415
    from alvvote.publish.member_record import in_order, record_of  # noqa: PLC0415

    meetings = in_order(read_meetings(sources))
    problems: list[Problem] = []
    past = open_gazetteer(problems)
    if past is None:
        raise Refused(*problems)
    gm_code = municipality_meant(name, meetings, past)
    if isinstance(gm_code, Problem):
        raise Refused(gm_code)
    return record_of(gm_code, meetings, past)


def _content(
    record: MemberRecord, form: str, language: str | None, output: str | None
) -> str | bytes:
    from alvvote.publish import member_record_data as data  # noqa: PLC0415

    if form == "json":
        return json_text({**data.record_json(record), "problems": []})
    if form == "csv":
        rows = (map(_guarded, row) for row in data.record_rows(record))
        return csv_text(data.record_header(record), map(list, rows))
    if form == "table":
        from alvvote.cli.report_text import record_text  # noqa: PLC0415

        if language is None:
            return record_text(record, output)
        with in_language(language):
            return record_text(record, output)
    spoken = language or "nl"
    with in_language(spoken):
        if form == "md":
            from alvvote.publish.member_record_text import markdown_of  # noqa: PLC0415

            return markdown_of(record, spoken)
        from alvvote.publish.member_record_pdf import pdf_of  # noqa: PLC0415

        return pdf_of(record, spoken)


def _guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return guarded(cell) if isinstance(cell, str) else cell


command = make_command(report, "report", _("Show what one member voted, over one meeting or more."))
