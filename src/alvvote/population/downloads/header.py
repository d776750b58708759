"""CSV with one header line: StatLine's without title, and the data portal's raw one."""

from itertools import islice
from typing import Literal, NamedTuple

from alvvote.population.downloads import words
from alvvote.population.downloads.draft import Observation, Observations
from alvvote.population.downloads.sheet import Row, is_footer
from alvvote.tables.table import key_of

Kind = Literal["region", "period", "category", "value", "year", "id"]

_ROWS_TRIED = 50


class _Column(NamedTuple):
    at: int
    header: str
    kind: Kind
    topic: str
    unit: str


def _kind(header: str) -> Kind | None:
    key = key_of(header)
    if words.names_regions(header):
        return "region"
    if key in words.PERIOD_COLUMNS:
        return "period"
    if key in words.CATEGORY_COLUMNS:
        return "category"
    if key in {"id", "measure"}:
        return "id"
    if words.parse_period(header) is not None:
        return "year"
    title, unit = words.split_unit(header)
    known = words.population_rank(title, "") is not None
    return "value" if unit or known or words.is_raw_topic(header) else None


def _looks_like_values(rows: list[Row], index: int) -> bool:
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    return all(words.is_missing(c) or words.parse_count(c) is not None for c in cells)


def _columns(header: list[str], data: list[Row]) -> list[_Column]:
    tried = list(islice(data, _ROWS_TRIED))
    columns: list[_Column] = []
    for index, title in enumerate(header):
        if not title:
            continue
        kind = _kind(title) or ("value" if _looks_like_values(tried, index) else "category")
        topic, unit = words.split_unit(title) if kind == "value" else ("", "")
        columns.append(_Column(index, title, kind, topic, unit))
    return columns


def _regions(columns: list[_Column], data: list[Row]) -> list[_Column]:
    """Return the columns of regions: the one with codes before the one with names."""
    regions = [column for column in columns if column.kind == "region"]

    def names(column: _Column) -> bool:
        cells = [r.cells[column.at] for r in data[:_ROWS_TRIED] if column.at < len(r.cells)]
        return not any(cell.upper().startswith("GM") and cell[2:].isdigit() for cell in cells)

    return sorted(regions, key=names)


def read_one_header(rows: list[Row]) -> Observations:
    """Return the values of a file whose first row is its header."""
    header = rows[0].cells
    data = [row for row in rows[1:] if not is_footer(row)]
    columns = _columns(header, data)
    regions = _regions(columns, data)
    periods = [column for column in columns if column.kind == "period"]
    categories = [column for column in columns if column.kind == "category"]
    # Beside a column of topics, a column of a year is one of figures without a topic.
    values = [column for column in columns if column.kind in {"value", "year"}]
    found: list[Observation] = []
    for row in data:
        cells = row.cells + [""] * (len(header) - len(row.cells))
        region = next((cells[c.at] for c in regions if cells[c.at]), "")
        period = cells[periods[0].at] if periods else None
        divided = tuple((c.header, cells[c.at]) for c in categories)
        found += [
            Observation(
                region,
                column.header if column.kind == "year" else period,
                column.topic,
                column.unit,
                divided,
                cells[column.at],
                row.number,
                column.header,
            )
            for column in values
        ]
    return Observations(found)
