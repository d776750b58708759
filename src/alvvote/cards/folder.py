"""The folder of the cards: secret, written beside its place, and moved there when it is whole."""

import os
import shutil
import tempfile
from collections.abc import Iterable

from alvvote.cards.files import File
from alvvote.problems import Problem

_OPTION = "--out"


def refusal_of(folder: str) -> Problem | None:
    """Return why cards cannot be written to a folder: only one that is new, or empty, will do."""
    if not os.path.lexists(folder) or (os.path.isdir(folder) and not os.listdir(folder)):
        return None
    return Problem("K105", folder, column=_OPTION)


def write_folder(folder: str, files: Iterable[File]) -> int:
    """Write the files to the disk, for the eyes of their owner alone; return how many.

    Raises:
        OSError: they could not be written; then nothing of them is left.
    """
    target = os.path.realpath(folder)
    parent = os.path.dirname(target)
    staging = tempfile.mkdtemp(prefix=".alvvote-", dir=parent)
    count = 0
    try:
        for file in files:
            _write(os.path.join(staging, *file.path.split("/")), file.data)
            count += 1
        # An empty folder gives way; what somebody put there meanwhile does not.
        os.rename(staging, target)
        _sync(parent)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return count


def remove_folder(folder: str) -> None:
    """Take the folder away: its cards were not recorded, and are worthless."""
    shutil.rmtree(os.path.realpath(folder), ignore_errors=True)


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        # A card that counts must be on the disk before the ledger says that it counts.
        os.fsync(stream.fileno())


def _sync(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
