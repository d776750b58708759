"""StatLine's CSV in table layout: a title, header lines, units, and a line of the source."""

from typing import NamedTuple

from alvvote.population.downloads import words
from alvvote.population.downloads.draft import Observation, Observations
from alvvote.population.downloads.sheet import Row, is_footer
from alvvote.tables.table import key_of

_HEADER_LINES = 30


class _Line(NamedTuple):
    """A header line: the dimension it belongs to, where that is said, and a label per column."""

    dimension: str
    labels: list[str]


def find_layout(rows: list[Row]) -> int | None:
    """Return where the line with the names of the stub stands; None when this is no such layout."""
    for index, row in enumerate(rows[:_HEADER_LINES]):
        if any(words.names_regions(cell) for cell in row.cells):
            return index
    return None


def _stub_width(cells: list[str]) -> int:
    """Return how many columns at the left hold the dimensions of the rows.

    The line that names them holds the units of the other columns.
    """
    last = max(i for i, cell in enumerate(cells) if words.names_regions(cell))
    known = words.CATEGORY_COLUMNS | words.PERIOD_COLUMNS
    while last + 1 < len(cells) and (not cells[last + 1] or key_of(cells[last + 1]) in known):
        last += 1
    return last + 1


def _filled_up(labels: list[str]) -> list[str]:
    """Return the labels where a blank one stands for the one to its left."""
    result: list[str] = []
    for label in labels:
        result.append(label or (result[-1] if result else ""))
    return result


def _header_lines(rows: list[Row], stub: int, width: int) -> list[_Line]:
    lines: list[_Line] = []
    dimension = ""
    for row in rows:
        cells = row.cells + [""] * (width - len(row.cells))
        named = [cell for cell in cells[:stub] if cell]
        labels = cells[stub:]
        alone = row.filled
        if len(alone) == 1 and _is_dimension(alone[0]):
            # The name of a dimension on a line of its own belongs to the next line.
            dimension = alone[0]
            continue
        if not any(labels):
            continue
        if labels[0] and not named and _is_dimension(labels[0]) and len(labels) > 1:
            named, labels = [labels[0]], ["", *labels[1:]]
        lines.append(_Line(named[-1] if named else dimension, _filled_up(labels)))
        dimension = ""
    return lines


def _is_dimension(text: str) -> bool:
    known = words.TOPIC_DIMENSIONS | words.PERIOD_COLUMNS | words.CATEGORY_COLUMNS
    return key_of(text) in known


def _column(lines: list[_Line], units: list[str], index: int) -> Observation:
    """Return what the header says of a column, as a value without region and number."""
    topics: list[str] = []
    period: str | None = None
    categories: list[tuple[str, str]] = []
    for line in lines:
        label = line.labels[index]
        key = key_of(line.dimension)
        if not label:
            continue
        if key in words.PERIOD_COLUMNS or (
            key not in words.TOPIC_DIMENSIONS and _all_periods(line.labels)
        ):
            period = label
        elif key in words.CATEGORY_COLUMNS:
            categories.append((line.dimension, label))
        else:
            topics.append(label)
    unit = units[index]
    if words.parse_period(unit) is not None and period is None:
        # Without a line of units the periods stand beside the names of the stub.
        period, unit = unit, ""
    topic = "|".join(topics)
    named, its_unit = words.split_unit(unit)
    if not topics and words.population_rank(named, its_unit) is not None:
        # Without a line of units the topic itself stands there.
        topic, unit = named, its_unit
    title = topic.replace("|", " / ") or None
    return Observation("", period, topic, unit, tuple(categories), "", None, title)


def _all_periods(labels: list[str]) -> bool:
    return all(words.parse_period(label) is not None for label in labels if label)


def read_layout(rows: list[Row], names_at: int) -> Observations:
    """Return the values of a table, the names of whose stub stand in row `names_at`."""
    names = rows[names_at]
    width = max(len(row.cells) for row in rows)
    units = names.cells + [""] * (width - len(names.cells))
    stub = _stub_width(units)
    above = rows[:names_at]
    title = ""
    if above and len(above[0].filled) == 1 and not _is_dimension(above[0].filled[0]):
        title = above[0].filled[0]
        above = above[1:]
    lines = _header_lines(above, stub, width)
    columns = [_column(lines, units[stub:], index) for index in range(width - stub)]
    found: list[Observation] = []
    for row in rows[names_at + 1 :]:
        if not is_footer(row):
            cells = row.cells + [""] * (width - len(row.cells))
            found += _values(row.number, units[:stub], cells, columns)
    return Observations(found, words.table_of_title(title), title)


def _values(
    number: int, names: list[str], cells: list[str], columns: list[Observation]
) -> list[Observation]:
    region = ""
    period: str | None = None
    categories: list[tuple[str, str]] = []
    for name, cell in zip(names, cells, strict=False):
        key = key_of(name)
        if words.names_regions(name):
            region = region or cell
        elif key in words.PERIOD_COLUMNS:
            period = cell
        elif name:
            categories.append((name, cell))
    return [
        column._replace(
            region=region,
            period=column.period if column.period is not None else period,
            categories=(*categories, *column.categories),
            value=value,
            row=number,
        )
        for column, value in zip(columns, cells[len(names) :], strict=True)
    ]
