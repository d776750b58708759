"""OData v4 in JSON: a page of observations, and code lists."""

import json
import math
import re
from collections.abc import Mapping

from alvvote.population.downloads.draft import CodeList, Observation, Observations

_TABLE = re.compile(r"/([0-9]{5}[A-Za-z]{3})/")
_NOT_DIMENSIONS = frozenset(
    {"Id", "Measure", "ValueAttribute", "Value", "StringValue", "RegioS", "Perioden"}
)
_REGIONS = ("RegioS", "WijkenEnBuurten")


class Page:
    """What a JSON file of OData holds: its rows, and the table that it names."""

    def __init__(self, document: Mapping[str, object], rows: list[Mapping[str, object]]) -> None:
        """Take the whole document and its rows."""
        match = _TABLE.search(str(document.get("@odata.context", "")))
        self.table = match[1] if match else None
        self.rows = rows
        self.more = "@odata.nextLink" in document
        """There is a next page, which is another file."""

    @property
    def is_code_list(self) -> bool:
        """Each row is a code with its title."""
        return all("Identifier" in row and "Title" in row for row in self.rows)

    @property
    def is_observations(self) -> bool:
        """Each row is a value of a measure."""
        return all("Measure" in row and "Value" in row for row in self.rows)


def looks_like_json(text: str) -> bool:
    """Tell whether the text begins as a JSON document."""
    return text.lstrip()[:1] in {"{", "["}


def read_page(text: str) -> Page | None:
    """Return the page; None when the text is no whole JSON document with a list of rows."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(document, list):
        document = {"value": document}
    rows = document.get("value") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return None
    return Page(document, rows)


def read_observations(page: Page, codes: CodeList) -> Observations:
    """Return the values of a page; a measure goes by its title where the code list has it."""
    found: list[Observation] = []
    for index, row in enumerate(page.rows):
        measure = _text(row["Measure"])
        categories = tuple(
            (name, _text(value)) for name, value in row.items() if name not in _NOT_DIMENSIONS
        )
        region = next((_text(row[name]) for name in _REGIONS if name in row), "")
        period = _text(row["Perioden"]) if "Perioden" in row else None
        found.append(
            Observation(
                region,
                period,
                measure if measure == "M000352" else codes.titles.get(measure, measure),
                "",
                categories,
                _number(row["Value"]),
                index + 1,
                measure,
            )
        )
    return Observations(found, page.table)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else str(value)


def _number(value: object) -> str:
    """Return the number as CBS writes it in its other files; a missing one is empty."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value)) if abs(value) < 2**53 else str(value)
    if isinstance(value, int):
        # Python refuses to write out a number of thousands of digits.
        return str(value) if abs(value) < 2**53 else "1e16"
    return _text(value)


def read_codes(page: Page) -> CodeList:
    """Return the code list of a page."""
    titles: dict[str, str] = {}
    groups: dict[str, str] = {}
    preliminary: set[str] = set()
    for row in page.rows:
        code = _text(row["Identifier"])
        titles[code] = _text(row["Title"])
        if row.get("DimensionGroupId"):
            groups[code] = _text(row["DimensionGroupId"])
        status = _text(row.get("Status", "")).lower()
        if "voorlopig" in status or "provisional" in status or titles[code].endswith("*"):
            preliminary.add(code)
    return CodeList(titles, groups, frozenset(preliminary))
