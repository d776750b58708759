"""The published tables: what each member voted, the same as a matrix, and the results.

CSV, XLSX and the metadata are made from these values. Of votes on persons there are results alone.
"""

from collections.abc import Iterable
from typing import NamedTuple

from alvvote.i18n import _
from alvvote.publish.phrases import title_of
from alvvote.publish.publication import Publication
from alvvote.publish.table_columns import (
    INVENTED,
    MEMBER_COLUMNS,
    PUBLISHED_COLUMNS,
    RECORD_COLUMNS,
    RESULT_COLUMNS,
    Column,
    Value,
    vote_column,
)
from alvvote.publish.table_rows import matrix_rows, published_result_rows, record_rows

RECORD = "stemgedrag"
MATRIX = "stemgedrag-matrix"
RESULTS = "uitslagen"


class Table(NamedTuple):
    """A table of a publication."""

    name: str
    """Of its file, without ``.csv``."""
    sheet: str
    """The name of its sheet, in the language that is spoken."""
    title: str
    """What it holds, in a line."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    first: int
    """How many columns at the left say what a row is about."""


def tables_of(publication: Publication) -> list[Table]:
    """Return the tables, in the language that is spoken; an invented example says so in each row.

    To be called inside `alvvote.i18n.in_language`.
    """
    votes = [vote for vote in publication.votes if vote.per_member]
    columns = [vote_column(vote.proposal.id, title_of(vote.proposal), vote.slug) for vote in votes]
    tables = [
        Table(
            RECORD,
            _("voting behaviour"),
            _("What each member voted: a row per member and vote"),
            RECORD_COLUMNS,
            _rows(record_rows(publication)),
            ("vote", "gm_code"),
            1,
        ),
        Table(
            MATRIX,
            _("matrix"),
            _("What each member voted: a row per member, a column per vote"),
            (*MEMBER_COLUMNS, *columns),
            _rows(matrix_rows(publication)),
            ("gm_code",),
            2,
        ),
        Table(
            RESULTS,
            _("results"),
            _("The results: a row per vote and option"),
            (*RESULT_COLUMNS, *PUBLISHED_COLUMNS),
            _rows(published_result_rows(publication)),
            ("vote", "option"),
            1,
        ),
    ]
    if not publication.invented:
        return tables
    said = _("invented example")
    return [
        table._replace(
            columns=(*table.columns, INVENTED), rows=tuple((*row, said) for row in table.rows)
        )
        for table in tables
    ]


def _rows(rows: Iterable[Iterable[Value]]) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(row) for row in rows)
