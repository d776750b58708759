"""Typesetting with typst: data goes in as JSON, never as markup; the same bytes every time."""

import json
import os.path
import struct
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import typst

FONT = "Source Sans Pro"
"""The family that all documents are set in."""

_REGULAR = "SourceSansPro-Regular.otf"
"""The font of which the characters are read: the heavier ones have the same."""

TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "typst")
"""The folder of the templates; one may include another."""


def typeset(template: str, data: object, day: date | None = None) -> bytes:
    """Return the PDF (tagged, PDF/UA-1) of a template for this data.

    The template reads the data with ``json(bytes(sys.inputs.data))``: plain values, so that no text
    can become markup. Its date is `day`; without one the document has no date.
    """
    return _compile(template, data, day, "pdf")


def picture(template: str, data: object) -> bytes:
    """Return the one page of a template as PNG, 2 pixels to the point."""
    return _compile(template, data, None, "png")


def can_draw(data: bytes, kind: str) -> bool:
    """Tell whether a picture (``png``, ``jpg`` or ``svg``) can stand in a document."""
    import typst  # noqa: PLC0415

    try:
        typeset("picture.typ", {"data": list(data), "format": kind})
    except typst.TypstError:
        return False
    return True


def drawable(text: str) -> str:
    """Return text on one line that the font can draw, composed (Unicode NFC).

    What the font has no letter for (an emoji, Arabic, a control character, a mark that steers the
    others) is written by its code: ``[U+1F600]``. PDF/UA forbids text that is drawn as empty boxes,
    and typst refuses to make it; a reader shall see that something stood there.
    """
    known = _characters()
    return "".join(
        " " if letter.isspace() else letter if letter in known else f"[U+{ord(letter):04X}]"
        for letter in unicodedata.normalize("NFC", text)
    )


def _compile(template: str, data: object, day: date | None, form: Literal["pdf", "png"]) -> bytes:
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "day": "" if day is None else day.isoformat(),
    }
    made = _compiler().compile(
        os.path.join(TEMPLATES, template),
        format=form,
        ppi=144.0,
        sys_inputs=inputs,
        pdf_standards=["ua-1"] if form == "pdf" else [],
    )
    if isinstance(made, bytes):
        return made
    raise ValueError("a template of one page made several")


@lru_cache(maxsize=1)
def _compiler() -> "typst.Compiler":
    import typst  # noqa: PLC0415

    # Fonts of the machine would make other bytes on another machine.
    return typst.Compiler(root=TEMPLATES, font_paths=[_fonts()], ignore_system_fonts=True)


def _fonts() -> str:
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("font_source_sans_pro")
    return os.path.join(os.path.dirname(spec.origin), "files")


@lru_cache(maxsize=1)
def _characters() -> frozenset[str]:
    """Return the characters that the font has a letter for and that can be seen."""
    with open(os.path.join(_fonts(), _REGULAR), "rb") as stream:
        codes = _codes_of(stream.read())
    return frozenset(letter for letter in map(chr, codes) if letter.isprintable())


def _codes_of(font: bytes) -> Iterator[int]:
    """Yield the code points of the character map of a font (OpenType, cmap of format 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4s4xII", font, 12 + 16 * i) for i in range(tables)]
    start = next(offset for tag, offset, _length in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    for i in range(maps):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * i)
        place = start + offset
        if struct.unpack_from(">H", font, place) != (12,):
            continue
        (groups,) = struct.unpack_from(">I", font, place + 12)
        for group in range(groups):
            first, last = struct.unpack_from(">II", font, place + 16 + 12 * group)
            yield from range(first, last + 1)
