"""Data frames of pandas with the same types every time: text, whole numbers, truth, dates.

Nothing becomes a float on the way: a whole number that is not known is ``<NA>``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pandas import DataFrame

Kind = Literal["string", "Int64", "boolean", "date"]
"""The type of a column; a date is ``datetime64[s]`` at midnight."""
Column = tuple[str, Kind]
_TYPES = {"date": "datetime64[s]"}
Value = str | int | bool | date | None


def frame_of(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> "DataFrame":
    """Return a frame with these columns; pandas is loaded here."""
    import pandas as pd  # noqa: PLC0415

    listed = list(rows)
    series = {
        name: pd.Series([row[place] for row in listed], dtype=_TYPES.get(kind, kind))
        for place, (name, kind) in enumerate(columns)
    }
    return pd.DataFrame(series, columns=[name for name, _kind in columns])
