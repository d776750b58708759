"""How far a publication is, on standard error: a line per format, and a count while it runs."""

import sys
from collections.abc import Iterable, Iterator

from alvvote.cli.terminal import say
from alvvote.i18n import N_, _, number
from alvvote.publish.formats import Made

_NAMES = {
    "site": N_("website"),
    "pdf": "PDF",
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "chart": N_("charts"),
    "proof": N_("proofs"),
}
_EVERY = 25
"""Files between two moments at which the count on the screen is renewed."""


class Progress:
    """Follows files as they are made; speaks the language in which it was made."""

    def __init__(self, formats: int) -> None:
        """Take how many formats there will be."""
        self._formats = formats
        self._names = {name: _(text) for name, text in _NAMES.items()}
        self._line = _("{format}: files: {files}, {size} kB")
        self._live = sys.stderr.isatty()
        self._done = self._count = self._size = 0

    def follow(self, files: Iterable[Made]) -> Iterator[Made]:
        """Yield the files as they come, and say how far it is."""
        current = ""
        for made in files:
            if made.format != current:
                self._finish(current)
                current = made.format
            self._count += 1
            self._size += len(made.data)
            if self._live and self._count % _EVERY == 1:
                here = f"{self._done + 1}/{self._formats}"
                step = f"  {here}  {self._names[current]}: {self._count}"
                print(f"\r{step:<60}", end="", file=sys.stderr, flush=True)
            yield made
        self._finish(current)

    def _finish(self, name: str) -> None:
        if name:
            if self._live:
                print(f"\r{'':<60}\r", end="", file=sys.stderr)
            kilobytes = -(-self._size // 1000)
            values = {
                "format": self._names[name],
                "files": number(self._count),
                "size": number(kilobytes),
            }
            say("  " + self._line.format(**values))
            self._done += 1
        self._count = self._size = 0
