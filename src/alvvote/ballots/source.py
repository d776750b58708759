"""The bytes of a file that the user named."""

import os
import sys

from alvvote.problems import Problem

STANDARD_INPUT = "-"


def read_bytes(file: str, problems: list[Problem]) -> bytes | None:
    """Return the contents of a file, or of standard input for ``-``; None with a problem added."""
    try:
        if file == STANDARD_INPUT:
            return sys.stdin.buffer.read()
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
    except ValueError as error:
        reason = str(error)
    problems.append(Problem("F101", file, details={"reason": reason}))
    return None
