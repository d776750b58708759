"""Make the files below ``tests/problems`` that no text editor makes: XLSX and other encodings.

Run as ``python scripts/make_problem_examples.py``. The same bytes come out every time, but for the
encrypted workbook: encryption draws random salts, so that one is made only where it is not there.
All ballots are invented, and say so.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "problems"
ENCRYPTED = "F107/ballots.xlsx"
PASSWORD = "voorbeeld"  # noqa: S105 - an invented workbook that nobody has to open

Row = tuple[str, ...]

HEADER: Row = ("voorstel", "gemeente", "stem", "opmerking")
UTRECHT: Row = ("Voorbeeldmotie", "Utrecht", "voor", "verzonnen")
BORNE: Row = ("Voorbeeldmotie", "Borne", "tegen", "verzonnen")

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip file can name."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Sheet(NamedTuple):
    """A sheet of a workbook; a cell that begins with ``=`` is a formula without a value."""

    name: str
    rows: Sequence[Row]
    hidden: frozenset[int] = frozenset()
    """Numbers of hidden rows."""
    merged: str | None = None
    """A range of merged cells, such as ``A2:A3``."""


def _cell(place: str, text: str) -> str:
    if not text:
        return ""
    if text.startswith("="):
        return f'<c r="{place}"><f>{escape(text[1:])}</f></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _sheet_xml(sheet: Sheet) -> str:
    rows = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(
            _cell(f"{letter}{number}", text) for letter, text in zip("ABCDEFGH", row, strict=False)
        )
        hidden = ' hidden="1"' if number in sheet.hidden else ""
        rows.append(f'<row r="{number}"{hidden}>{cells}</row>')
    merged = ""
    if sheet.merged:
        merged = f'<mergeCells count="1"><mergeCell ref="{sheet.merged}"/></mergeCells>'
    data = f"<sheetData>{''.join(rows)}</sheetData>"
    return f'{_XML}<worksheet xmlns="{_SHEETS}">{data}{merged}</worksheet>'


def workbook(*sheets: Sheet) -> bytes:
    """Return the smallest XLSX with these sheets, the same bytes every time."""
    numbers = range(1, len(sheets) + 1)
    types = f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    types += "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
        f' ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    names = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in zip(numbers, sheets, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    start = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    default = '<Default Extension="rels" ContentType="'
    default += 'application/vnd.openxmlformats-package.relationships+xml"/>'
    links = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    parts = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'{default}<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f"{links}{start}</Relationships>",
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{links}{relations}</Relationships>",
    }
    for number, sheet in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet_xml(sheet)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            # Stored, not compressed: what comes out of a compressor hangs on its version.
            archive.writestr(entry, text.encode())
    return buffer.getvalue()


def encrypted_workbook() -> bytes:
    """Return a workbook that is protected with a password; other bytes every time."""
    buffer = io.BytesIO()
    plain = workbook(Sheet("Stemmen", (HEADER, UTRECHT)))
    OOXMLFile(io.BytesIO(plain)).encrypt(PASSWORD, buffer)
    return buffer.getvalue()


def _csv(*rows: Row) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def make_files() -> dict[str, bytes]:
    """Return the bytes of each file but the encrypted one, by its path below ``tests/problems``."""
    fryslan: Row = ("Voorbeeldmotie", "Súdwest-Fryslân", "voor", "verzonnen")
    table = (HEADER, UTRECHT, BORNE)
    return {
        "F102/ballots.csv": ("\ufeff" + _csv(HEADER, UTRECHT)).encode("utf-16-le"),
        "F106/ballots.xlsx": _csv(HEADER, UTRECHT).encode(),
        "F108/ballots.xlsx": workbook(Sheet("Ochtend", table), Sheet("Middag", table)),
        "F109/ballots.xlsx": workbook(Sheet("Ochtend", table)),
        "F110/ballots.xlsx": workbook(
            Sheet("Stemmen", (HEADER, (*UTRECHT[:2], '=IF(1=1,"voor","tegen")', "verzonnen")))
        ),
        "F111/ballots.xlsx": workbook(
            Sheet("Stemmen", (HEADER, UTRECHT, ("", *BORNE[1:])), merged="A2:A3")
        ),
        "W201/ballots.csv": _csv(HEADER, fryslan).encode("cp1252"),
        "W206/ballots.xlsx": workbook(Sheet("Stemmen", table, hidden=frozenset({3}))),
    }


def main() -> None:
    """Write the files."""
    for name, data in make_files().items():
        (FOLDER / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")
    encrypted = FOLDER / ENCRYPTED
    if encrypted.exists():
        print(f"{ENCRYPTED}: is there already")
    else:
        encrypted.write_bytes(encrypted_workbook())
        print(f"{ENCRYPTED}: {encrypted.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
