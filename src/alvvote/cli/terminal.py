"""The terminal: rich consoles, lines that fit, text that cannot steer it."""

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

FILE_WIDTH = 80
"""The width of a table that is written to a file."""


def rendered(
    draw: Callable[["Console"], None], output: str | None = None, *, stderr: bool = False
) -> str:
    """Return what `draw` prints: for this terminal, or plain and 80 columns wide for a file."""
    from rich.console import Console  # noqa: PLC0415

    # Text is printed as it is: no emoji codes, no markup, no highlighting.
    if output is None:
        target = Console(stderr=stderr, emoji=False, highlight=False, markup=False)
    else:
        target = Console(
            file=io.StringIO(),
            width=FILE_WIDTH,
            color_system=None,
            emoji=False,
            highlight=False,
            markup=False,
        )
    with target.capture() as capture:
        draw(target)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def wrapped(text: str, indent: int = 0, *, hanging: int = 0, output: str | None = None) -> str:
    """Return the text in lines that fit the terminal (or a file), indented, the first one less."""
    width = FILE_WIDTH if output is not None else shutil.get_terminal_size().columns
    return textwrap.fill(
        text,
        max(width, 20),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_on_hyphens=False,
        break_long_words=False,
    )


def emphasised(text: str, output: str | None = None) -> str:
    """Return the text in bold where it goes to a terminal that wants it."""
    plain = output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else f"\033[1m{text}\033[0m"


def say(text: str) -> None:
    """Print a line to standard error: what is no output."""
    print(text, file=sys.stderr)
