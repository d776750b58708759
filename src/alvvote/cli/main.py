"""Where the program starts: language first, then the command, then the exit code."""

import gc
import os
import sys
from typing import NoReturn

from alvvote.i18n import choose_language, use_language


def run() -> NoReturn:
    """Run alvvote on the arguments of this process and end it with the exit code.

    0: done; 1: the input cannot be read or has errors; 2: wrong usage; 130: interrupted.
    """
    # Imports make no garbage worth looking for; the command switches the collector on again.
    gc.disable()
    _open_missing_streams()
    use_language(choose_language(os.environ))
    try:
        from alvvote.cli.app import main  # noqa: PLC0415

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _open_missing_streams() -> None:
    """Give the program all three streams: who started it may have closed one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
