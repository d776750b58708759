"""The code of a card for scanners: Code 128 and QR, as SVG."""

import io
import re

_HEIGHT = 54
"""Modules: a bar of 18 mm, where a module is a third of a millimetre wide."""
_OTHER_LETTERS = (100, 101)
"""The values that change from digits in pairs to code sets B and A."""
_QUIET = 10
"""Modules without bars on both sides (ISO/IEC 15417)."""


def code_128(code: str) -> str:
    """Return the barcode (ISO/IEC 15417) with its quiet zones, without letters below it.

    On the card a module is a third of a millimetre wide, which any hand scanner reads.
    """
    # Looking a card up at a desk needs no barcodes; the library has no types.
    from barcode.codex import Code128  # type: ignore[import-untyped]  # noqa: PLC0415

    class Whole(Code128):  # type: ignore[misc]
        """Keeps a first pair of nines, which has the value of a change to the digits."""

        def _try_to_optimize(self, encoded: list[int]) -> list[int]:
            # python-barcode took that pair for such a change and left it out (its issue 251).
            if encoded[1] not in _OTHER_LETTERS:
                return encoded
            folded: list[int] = super()._try_to_optimize(encoded)
            return folded

    (modules,) = Whole(code).build()
    bars = "".join(
        f"M{_QUIET + found.start()} 0h{len(found[0])}v{_HEIGHT}h-{len(found[0])}z"
        for found in re.finditer("1+", modules)
    )
    width = len(modules) + 2 * _QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}">'
        f'<path d="M0 0h{width}v{_HEIGHT}H0z" fill="#fff"/><path d="{bars}"/></svg>'
    )


def qr(code: str) -> str:
    """Return the QR code (ISO/IEC 18004), of level M: a crease in the paper may hide some of it.

    Never a Micro QR code, which scanners refuse.
    """
    import segno  # noqa: PLC0415

    stream = io.BytesIO()
    drawn = segno.make_qr(code, error="m", boost_error=False)
    drawn.save(stream, kind="svg", border=4, xmldecl=False, nl=False)
    return stream.getvalue().decode()
