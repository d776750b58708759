"""Files that belong together: all of them are written, or none."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping

from alvvote.problems import Problem

_OPTION = "--out"


def write_files(folder: str, files: Mapping[str, bytes], *, replace: bool) -> Problem | None:
    """Write the files in a folder, which is made if need be; return why that failed, if it did."""
    there = [name for name in files if os.path.lexists(os.path.join(folder, name))]
    if there and not replace:
        return Problem("M126", folder, column=_OPTION, expected=", ".join(there))
    for name in there:
        if os.path.isdir(os.path.join(folder, name)):
            return _failure(os.path.join(folder, name), errno.EISDIR)
    try:
        _write(folder, files)
    except OSError as error:
        return _failure(folder, error.errno or errno.EIO)
    return None


def _failure(path: str, number: int) -> Problem:
    return Problem("F116", path, column=_OPTION, details={"errno": number})


def _write(folder: str, files: Mapping[str, bytes]) -> None:
    is_new = not os.path.lexists(folder)
    os.makedirs(folder, exist_ok=True)
    staging = tempfile.mkdtemp(prefix=".alvvote-", dir=folder)
    try:
        for name, data in files.items():
            with open(os.path.join(staging, name), "wb") as stream:
                stream.write(data)
        _move_all(staging, folder, list(files))
    except BaseException:
        shutil.rmtree(staging)
        if is_new:
            os.rmdir(folder)
        raise
    shutil.rmtree(staging)


def _move_all(staging: str, folder: str, names: list[str]) -> None:
    """Move the files to their place; where that fails, everything is as it was before."""
    undo: list[tuple[str, str | None]] = []
    try:
        for name in names:
            source, target = os.path.join(staging, name), os.path.join(folder, name)
            kept = None
            if os.path.lexists(target):
                kept = f"{source}.before"
                os.rename(target, kept)
            undo.append((target, kept))
            os.rename(source, target)
    except BaseException:
        for target, kept in reversed(undo):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)
            if kept is not None:
                os.rename(kept, target)
        raise
