"""What stands in the CSV files, for programs: metadata by CSV on the Web (W3C, 2015)."""

from collections.abc import Iterable

from alvvote.i18n import _
from alvvote.publish.csv_guard import guarded
from alvvote.publish.phrases import head_line, invented_notice, source_line
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.table_columns import GM_CODE, VOTE, Column
from alvvote.publish.tables import MATRIX, RECORD, Table

METADATA = "csv-metadata.json"
"""A name under which readers look for it by themselves."""

_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_DATATYPES = {
    "text": "string",
    "option": "string",
    "word": "string",
    "whole": "nonNegativeInteger",
    "truth": "boolean",
    "date": "date",
}


def csv_metadata(
    publication: Publication, tables: Iterable[Table], settings: Settings
) -> dict[str, object]:
    """Return the metadata of the tables as plain values for JSON."""
    document: dict[str, object] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": settings.language}],
        "dc:title": publication.name,
        "dc:description": _description(publication),
        "dc:language": settings.language,
    }
    if publication.day is not None:
        document["dc:date"] = publication.day.isoformat()
    document["dc:source"] = {
        "dc:title": source_line(publication),
        "dc:publisher": "CBS",
        "dc:bibliographicCitation": "Bron: CBS",
        "dc:license": {"@id": _CC_BY},
    }
    head = head_line(publication)
    if head:
        document["dc:provenance"] = head
    document["dialect"] = {
        "encoding": "utf-8",
        "delimiter": ";" if settings.excel else ",",
        "quoteChar": '"',
        "doubleQuote": True,
        "header": True,
        "headerRowCount": 1,
        "lineTerminators": ["\r\n", "\n"],
        "skipInitialSpace": False,
        "trim": False,
    }
    document["tables"] = [_table(table) for table in tables]
    return document


def _description(publication: Publication) -> str:
    sentences = [invented_notice()] if publication.invented else []
    sentences += [
        _("Of votes on persons there are totals alone."),
        _("An empty cell: not known, or not applicable."),
        _(
            "A text that a spreadsheet could take for a formula has one more apostrophe in front: "
            "where after apostrophes and blanks it begins with =, +, - or @, or after apostrophes "
            "with a tab or a line end."
        ),
    ]
    return " ".join(sentences)


def _table(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {
        "columns": [_column(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.name == RECORD:
        reference = {"resource": f"{MATRIX}.csv", "columnReference": "gm_code"}
        schema["foreignKeys"] = [{"columnReference": "gm_code", "reference": reference}]
    return {"url": f"{table.name}.csv", "dc:title": table.title, "tableSchema": schema}


def _column(column: Column) -> dict[str, object]:
    # The first title is the header of the file: by it readers see that the two belong together.
    titles = list(dict.fromkeys((guarded(column.name), column.heading)))
    described: dict[str, object] = {
        "name": column.key or column.name,
        "titles": titles,
        "dc:description": column.explanation,
        "datatype": _DATATYPES[column.kind],
    }
    if column in {VOTE, GM_CODE}:
        described["required"] = True
    return described
