"""A bar for a share, with a mark at the threshold. It is drawn so that it never misleads."""

from alvvote.statutes import Majority


def bar(
    part: int, whole: int, width: int, majority: Majority | None, *, ascii_only: bool = False
) -> str:
    """Return a bar of `width` characters; with a majority its threshold stands in it as a mark.

    The bar crosses the mark only if the part is enough, however little is missing.
    """
    full, empty, mark = "#.|" if ascii_only else "█░│"
    if majority is None:
        filled = part * width // whole if whole else 0
        return full * filled + empty * (width - filled)
    cells = width - 1
    before = cells * majority.numerator // majority.denominator
    filled = part * cells // whole if whole else 0
    filled = (
        max(filled, min(before + 1, cells)) if majority.met(part, whole) else min(filled, before)
    )
    line = full * filled + empty * (cells - filled)
    return line[:before] + mark + line[before:]
