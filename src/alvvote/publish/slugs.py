"""Names for pages and files, made from what people call a vote."""

import unicodedata
from collections.abc import Sequence

_LONGEST = 40


def slugs_of(names: Sequence[str]) -> list[str]:
    """Return a name for an address for each of these, in ASCII, no two the same.

    Also on a file system that does not tell capitals from small letters.
    """
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        base = _plain(name) or "stemming"
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        found.append(slug)
    return found


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    letters = "".join(letter if letter.isalnum() else " " for letter in ascii_only)
    return "-".join(letters.split())[:_LONGEST].strip("-")
