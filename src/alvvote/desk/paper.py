"""A pass on paper: saved in a file for its owner alone, or given to a command that prints it."""

import contextlib
import errno
import os
import shlex
import subprocess
import tempfile

from alvvote.i18n import _
from alvvote.words import failure_in_words

FILE = "{}"
"""What stands in a print command for the file."""
PATIENCE = 30.0
"""Seconds that a print command may take."""


class NotOnPaper(Exception):  # noqa: N818 - a printer that is off is no fault of the program
    """The pass was not saved, or not printed; the message says why, in the user's language."""


def print_arguments(command: str) -> list[str]:
    """Return the program and its arguments, as a shell would split them; no shell runs it.

    Raises:
        ValueError: a quote is left open, or there is no place for the file.
    """
    arguments = shlex.split(command)
    if not any(FILE in argument for argument in arguments[1:]):
        raise ValueError("no place for the file")
    return arguments


def save(path: str, pdf: bytes) -> None:
    """Write a pass to a file that its owner alone can read; it is whole or not there.

    Raises:
        NotOnPaper: it could not be written.
    """
    folder = os.path.dirname(os.path.abspath(path))
    try:
        handle, temporary = tempfile.mkstemp(prefix=".alvvote-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(pdf)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise NotOnPaper(failure_in_words(error.errno or errno.EIO)) from error


def print_out(arguments: list[str], pdf: bytes) -> None:
    """Run the print command on a file with the pass, which is gone afterwards.

    Raises:
        NotOnPaper: the command could not be run, failed, or took too long.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="alvvote-") as folder:
            path = os.path.join(folder, "stempas.pdf")
            save(path, pdf)
            done = subprocess.run(  # noqa: S603 - the command of whoever set up the desk
                [argument.replace(FILE, path) for argument in arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
                timeout=PATIENCE,
            )
    except OSError as error:
        raise NotOnPaper(failure_in_words(error.errno or errno.EIO)) from error
    except subprocess.TimeoutExpired as error:
        raise NotOnPaper(_("the print command did not end")) from error
    if done.returncode:
        text = _("the print command failed with code {code}: {said}")
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise NotOnPaper(text.format(code=done.returncode, said=said or "-"))
