"""A file that the user named: its bytes, and the table in it."""

import errno
import sys

from alvvote.problems import Problem
from alvvote.tables.delimited import read_delimited
from alvvote.tables.table import Table
from alvvote.tables.xlsx import is_spreadsheet, read_xlsx

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


def read_table(
    data: bytes, file: str, known: frozenset[str], sheet: str | None, problems: list[Problem]
) -> Table | None:
    """Read a table, XLSX or CSV by its contents; None with a problem added where it is neither.

    `known` holds the column names by which the separator of a CSV file is recognised.
    """
    if is_spreadsheet(data, file):
        return read_xlsx(data, file, sheet, problems)
    return read_delimited(data, file, known, problems)
