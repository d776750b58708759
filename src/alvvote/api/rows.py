"""The columns of the frames, typed for pandas; the published tables have the same ones."""

from alvvote.api.frames import Column, Kind
from alvvote.publish import table_columns

_KINDS: dict[table_columns.Kind, Kind] = {
    "text": "string",
    "option": "string",
    "word": "string",
    "whole": "Int64",
    "truth": "boolean",
    "date": "date",
}


def _typed(columns: tuple[table_columns.Column, ...]) -> tuple[Column, ...]:
    return tuple((column.name, _KINDS[column.kind]) for column in columns)


RECORD_COLUMNS = _typed(table_columns.RECORD_COLUMNS)
"""Columns of what each member voted. `choice` is the name of an option (``for``, ``against``), or
``did not vote``, ``accredited, did not vote``, ``not accredited``."""

RESULT_COLUMNS = _typed(table_columns.RESULT_COLUMNS)
"""Columns of results, named as in ``alvvote tally --format csv``; docs/json.md explains them."""

PUBLISHED_COLUMNS = _typed(table_columns.PUBLISHED_COLUMNS)
"""What a publication has besides; where ``ruling`` differs from the tally it decides."""
