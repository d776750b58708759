"""The bytes of a file that the user named."""

import errno
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
        number = error.errno or errno.EIO
    except ValueError:
        # A name with a NUL in it is no name of a file.
        number = errno.EINVAL
    problems.append(Problem("F101", file, details={"errno": number}))
    return None
