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
        filled = _share(part, whole, width)
        return full * filled + empty * (width - filled)
    cells = width - 1
    before = cells * majority.numerator // majority.denominator
    filled = _share(part, whole, cells)
    filled = (
        max(filled, min(before + 1, cells)) if majority.met(part, whole) else min(filled, before)
    )
    line = full * filled + empty * (cells - filled)
    return line[:before] + mark + line[before:]


def _share(part: int, whole: int, cells: int) -> int:
    """Return how many cells a part has; a small part has one, so that it is not drawn as none."""
    if not part or not whole:
        return 0
    return part * cells // whole or min(1, cells - 1)
