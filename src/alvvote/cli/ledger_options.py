"""What the commands on the ledger share: the files they read, and how they end without acting."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import find_dossier, problem_of
from alvvote.cli.options import Format
from alvvote.i18n import _
from alvvote.ledger.errors import (
    KeyFileError,
    NoteError,
    StoreError,
)
from alvvote.ledger.keys import PublicKey, read_public_file
from alvvote.ledger.note import SignedCheckpoint, parse_checkpoint
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, open_dossier
from alvvote.problems import Problem, json_of

_LARGEST_FILE = 1_000_000  # bytes; a head takes a few hundred, a proof a few thousand

HeadOption = Annotated[
    str | None,
    typer.Option(
        "--head", metavar=_("FILE"), help=_("A head that you got elsewhere, to hold it against.")
    ),
]
HeadsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--head",
        metavar=_("FILE"),
        help=_("A head that was made earlier, which the log must continue; may be repeated."),
    ),
]
KeysOption = Annotated[
    list[str] | None,
    typer.Option(
        "--key",
        metavar=_("FILE"),
        help=_("A public key that must have signed; may be repeated."),
    ),
]


def ending_of(form: Format, consequence: str) -> Ending:
    """Return how a command ends that fails with problems alone."""

    def failed(problems: list[Problem]) -> object:
        return {"problems": [json_of(problem) for problem in problems]}

    return Ending(form, consequence, failed)


@contextlib.contextmanager
def about(file: str) -> Iterator[None]:
    """Let what is wrong in here name this file."""
    try:
        yield
    except Refused as refused:
        raise Refused(*(found._replace(file=file) for found in refused.problems)) from refused


def told(ending: Ending, work: Callable[[], int]) -> int:
    """Return the exit code of `work`; what stops it is said here."""
    try:
        return work()
    except Refused as refused:
        return ending.fail(refused.problems)
    except (StoreError, KeyFileError) as error:
        return ending.fail([problem_of(error)])


def with_dossier(ending: Ending, given: str | None, work: Callable[[Dossier], int]) -> int:
    """Work with a dossier that is only read, also a damaged one; return the exit code."""

    def opened() -> int:
        with open_dossier(find_dossier(given), write=False) as dossier:
            return work(dossier)

    return told(ending, opened)


def read_text(path: str) -> str:
    """Return the text of a small file, exactly as it is.

    Raises:
        Refused: it cannot be read, or is no text.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Refused(Problem("L107", path)) from error
    except OSError as error:
        details = {"detail": error.strerror or "-"}
        raise Refused(Problem("L109", path, details=details)) from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _no_note(path, "is no text") from error
    if len(data) > _LARGEST_FILE:
        raise _no_note(path, "is too large")
    return text


def read_head(path: str) -> SignedCheckpoint:
    """Return the head in a file.

    Raises:
        Refused: it cannot be read, or holds no head.
    """
    text = read_text(path)
    try:
        return parse_checkpoint(text)
    except NoteError as error:
        raise _no_note(path, str(error)) from error


def _no_note(path: str, detail: str) -> Refused:
    return Refused(Problem("L113", path, details={"detail": detail}))


def read_keys(paths: list[str] | None) -> list[PublicKey]:
    """Return the public keys in files.

    Raises:
        KeyFileError: one of them cannot be read, or holds no public key.
    """
    return [read_public_file(path) for path in paths or ()]


def refuse_failure(failure: Problem | None) -> None:
    """Raise `Refused` where a file could not be written."""
    if failure is not None:
        raise Refused(failure)
