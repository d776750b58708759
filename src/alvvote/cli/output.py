"""Where output goes: standard output, or a file that is whole or not there."""

import errno
import os
import stat
import sys
import tempfile

from alvvote.problems import Problem

_RECORDS = (b"SQLite format 3\0", b"alvvote key: ")
"""How the files begin that no output may take the place of."""


def write(content: str | bytes, output: str | None) -> Problem | None:
    """Write to the file, or to standard output; return the problem where that fails.

    A file is written beside its place and moved there when it is whole.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if output is None:
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        except OSError as error:
            # What is still in the buffer must not be tried again when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                # Whoever read has seen enough.
                return None
            number = error.errno or errno.EIO
            return Problem("F116", "-", details={"errno": number})
        return None
    if _is_record(output):
        return Problem("M103", output, column="--output")
    try:
        _replace(output, data)
    except OSError as error:
        number = error.errno or errno.EIO
        return Problem("F116", output, column="--output", details={"errno": number})
    return None


def _is_record(output: str) -> bool:
    """Tell whether the file is a dossier, what SQLite keeps beside one, or a key."""
    names = (output, output.removesuffix("-wal"), output.removesuffix("-shm"))
    for name in names:
        if os.path.isfile(name):
            try:
                with open(name, "rb") as file:
                    begins = file.read(16)
            except OSError:
                continue
            if begins.startswith(_RECORDS):
                return True
    return False


def _replace(output: str, data: bytes) -> None:
    if os.path.exists(output) and not os.path.isfile(output):
        # A device or a pipe is no file to be replaced.
        with open(output, "wb") as stream:
            stream.write(data)
        return
    target = os.path.realpath(output)
    handle, temporary = tempfile.mkstemp(prefix=".alvvote-", dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _mode(target: str) -> int:
    """Return the mode for an output: that of the file it takes the place of, or an ordinary one."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        # What mkstemp makes is for its owner alone.
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
