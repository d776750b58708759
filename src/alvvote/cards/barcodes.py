"""The code of a card for scanners: Code 128 and QR, as SVG."""

import io


def code_128(code: str) -> str:
    """Return the barcode (ISO/IEC 15417) with its quiet zones, without letters below it.

    Modules are 0.33 mm wide on the card, which any hand scanner reads.
    """
    import barcode  # type: ignore[import-untyped]  # noqa: PLC0415
    from barcode.writer import SVGWriter  # type: ignore[import-untyped]  # noqa: PLC0415

    drawn = barcode.get_barcode_class("code128")(code, writer=SVGWriter())
    options = {"write_text": False, "module_width": 0.33, "module_height": 18, "quiet_zone": 3.5}
    stream = io.BytesIO()
    drawn.write(stream, options)
    return stream.getvalue().decode()


def qr(code: str) -> str:
    """Return the QR code (ISO/IEC 18004), of level M: a crease in the paper may hide some of it.

    Never a Micro QR code, which scanners refuse.
    """
    import segno  # noqa: PLC0415

    stream = io.BytesIO()
    drawn = segno.make_qr(code, error="m", boost_error=False)
    drawn.save(stream, kind="svg", border=4, xmldecl=False, nl=False)
    return stream.getvalue().decode()
