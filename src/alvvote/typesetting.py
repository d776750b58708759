"""Typesetting with typst: data goes in as JSON, never as markup; the same bytes every time."""

import json
import os.path
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import typst

FONT = "Source Sans Pro"
"""The family that all documents are set in."""

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
