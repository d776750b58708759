"""Text that programs read: JSON and CSV, clean, the same in every language."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

Cell = str | int | bool | None


def json_text(document: object) -> str:
    """Return the document as JSON, for people too: indented, with letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def csv_text(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, separator: str = ",", end: str = "\n"
) -> str:
    """Return rows as CSV (RFC 4180 but for the line end): nothing for None."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
