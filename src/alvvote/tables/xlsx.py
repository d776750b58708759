"""XLSX: the stored values of one sheet, as text."""

import io
import warnings
from datetime import date, datetime
from string import digits
from typing import TYPE_CHECKING

from alvvote.problems import Problem
from alvvote.tables.table import Table, key_of, squeeze

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_spreadsheet(data: bytes, file: str) -> bool:
    """Tell whether the bytes, or else the file's name, say that this is an Excel workbook."""
    return data.startswith((ZIP_MAGIC, OLE_MAGIC)) or file.lower().endswith((".xlsx", ".xlsm"))


def read_xlsx(data: bytes, file: str, sheet: str | None, problems: list[Problem]) -> Table | None:
    """Read one sheet of a workbook; None with a problem added where that cannot be done."""
    if data.startswith(OLE_MAGIC):
        problems.append(Problem("F107" if _ENCRYPTED in data else "F106", file))
        return None
    book = _load(data, values=False)
    if book is None:
        problems.append(Problem("F106", file))
        return None
    name = _sheet_name(book, file, sheet, problems)
    if name is None:
        return None
    page = book[name]
    found = len(problems)
    _check_layout(page, file, problems)
    grid = _grid(page, data, file, problems)
    if any(problem.severity == "error" for problem in problems[found:]):
        return None
    if not grid:
        problems.append(Problem("F103", file))
        return None
    return Table(file, grid[0][1], grid[0][0], iter(grid[1:]))


def _load(data: bytes, *, values: bool) -> "Workbook | None":
    from openpyxl import load_workbook  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(data), data_only=values)
        except Exception:  # noqa: BLE001
            # A damaged workbook fails in as many ways as there are parts in it.
            return None


def _sheet_name(
    book: "Workbook", file: str, sheet: str | None, problems: list[Problem]
) -> str | None:
    names = [page.title for page in book.worksheets]
    if sheet is not None:
        exact = [name for name in names if key_of(name) == key_of(sheet)]
        if not exact:
            problems.append(Problem("F109", file, value=sheet, expected=", ".join(names)))
        return exact[0] if exact else None
    filled = [page.title for page in book.worksheets if _filled(page)]
    if len(filled) == 1:
        return filled[0]
    code = "F108" if filled else "F103"
    problems.append(Problem(code, file, expected=", ".join(filled) or None))
    return None


def _check_layout(page: "Worksheet", file: str, problems: list[Problem]) -> None:
    problems.extend(
        Problem("F111", file, block.min_row, value=block.coord)
        for block in page.merged_cells.ranges
    )
    filled = _filled(page)
    columns = {cell.column for row in filled.values() for cell in row}
    hidden = [str(row) for row in filled if row in page.row_dimensions and _is_hidden(page, row)]
    hidden += [
        name
        for name, dimension in page.column_dimensions.items()
        if dimension.hidden and columns & {*range(dimension.min or 0, (dimension.max or 0) + 1)}
    ]
    if hidden:
        problems.append(Problem("W206", file, value=", ".join(hidden)))


def _is_hidden(page: "Worksheet", row: int) -> bool:
    return bool(page.row_dimensions[row].hidden)


def _filled(page: "Worksheet") -> "dict[int, list[Cell]]":
    """Return the cells that hold something, by row; one stray cell at the bottom costs nothing."""
    rows: dict[int, list[Cell]] = {}
    for (row, _column), cell in sorted(page._cells.items()):  # noqa: SLF001 - the rest is blank
        if cell.value is not None:
            rows.setdefault(row, []).append(cell)
    return rows


def _grid(
    page: "Worksheet", data: bytes, file: str, problems: list[Problem]
) -> list[tuple[int, list[str]]]:
    stored: Worksheet | None = None
    filled = _filled(page)
    width = max((cell.column for row in filled.values() for cell in row), default=0)
    grid: list[tuple[int, list[str]]] = []
    for number, row in filled.items():
        cells = [""] * width
        for cell in row:
            value: object = cell.value
            if cell.data_type == "f":
                if stored is None:
                    book = _load(data, values=True)
                    stored = book[page.title] if book is not None else None
                kept = None if stored is None else stored[cell.coordinate]
                value = None if kept is None else kept.value
                # A text that is empty is a value too; a formula never calculated has none.
                if value is None and (kept is None or kept.data_type == "n"):
                    letters = cell.coordinate.rstrip(digits)
                    problems.append(Problem("F110", file, number, letters, _formula(cell)))
            cells[cell.column - 1] = _text(value)
        if any(cells):
            grid.append((number, cells))
    return grid


def _formula(cell: "Cell | MergedCell") -> str:
    value = cell.value
    return value if isinstance(value, str) else "={…}"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return squeeze(str(value))
