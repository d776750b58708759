"""The folder of a publication: written beside its place, with a manifest, and moved when whole."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from typing import NamedTuple

from alvvote.problems import Problem
from alvvote.publish.formats import Made

MANIFEST = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
PUBLIC_KEY = "SHA256SUMS.pub"

_OPTION = "--out"


class ManifestSigner(NamedTuple):
    """What signs the manifest."""

    sign: Callable[[bytes], bytes]
    """Returns the Ed25519 signature (RFC 8032): 64 bytes."""
    public: str
    """The public key as PEM."""


class Written(NamedTuple):
    """What was written."""

    files: int
    bytes: int
    manifest: str
    """The SHA-256 of the manifest, in hexadecimal digits: with it all files are held."""


def refusal_of(folder: str, *, replace: bool) -> Problem | None:
    """Return why a publication cannot be written to a folder, before any work is done."""
    if not os.path.lexists(folder):
        return None
    if not os.path.isdir(folder):
        return Problem("U103", folder, column=_OPTION)
    there = os.listdir(folder)
    if not there:
        return None
    if not replace:
        return Problem("U102", folder, column=_OPTION)
    others = _not_of_a_publication(folder)
    if others:
        shown = ", ".join(others[:3])
        return Problem("U104", folder, column=_OPTION, expected=shown)
    return None


def write_folder(folder: str, files: Iterable[Made], signer: ManifestSigner | None) -> Written:
    """Write the files and the manifest, and move the folder into place when all of it is there.

    What stood there before goes only then; `refusal_of` says whether it may.

    Raises:
        OSError: it could not be written; what stood there before still does.
    """
    target = os.path.realpath(folder)
    parent = os.path.dirname(target)
    os.makedirs(parent, exist_ok=True)
    staging = tempfile.mkdtemp(prefix=".alvvote-", dir=parent)
    try:
        written = _fill(staging, files, signer)
        os.chmod(staging, 0o777 & ~_mask())
        _move(staging, target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return written


def _fill(staging: str, files: Iterable[Made], signer: ManifestSigner | None) -> Written:
    sums: dict[str, str] = {}
    size = 0
    for made in files:
        _write(staging, made.path, made.data)
        sums[made.path] = hashlib.sha256(made.data).hexdigest()
        size += len(made.data)
    manifest = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()
    more = {MANIFEST: manifest}
    if signer is not None:
        more |= {SIGNATURE: signer.sign(manifest), PUBLIC_KEY: signer.public.encode()}
    for name, data in more.items():
        _write(staging, name, data)
        size += len(data)
    return Written(len(sums) + len(more), size, hashlib.sha256(manifest).hexdigest())


def _write(staging: str, path: str, data: bytes) -> None:
    place = os.path.join(staging, *path.split("/"))
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "xb") as stream:
        stream.write(data)


def _move(staging: str, target: str) -> None:
    """Put the new folder in the place of the old one; where that fails, the old one stays."""
    if not os.path.lexists(target):
        os.rename(staging, target)
        return
    before = f"{staging}.before"
    os.rename(target, before)
    try:
        os.rename(staging, target)
    except BaseException:
        os.rename(before, target)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _not_of_a_publication(folder: str) -> list[str]:
    """Return what stands in a folder besides the files that its manifest names."""
    known = {MANIFEST, SIGNATURE, PUBLIC_KEY}
    with (
        contextlib.suppress(OSError),
        open(os.path.join(folder, MANIFEST), encoding="utf-8", errors="replace") as lines,
    ):
        known |= {line.rstrip("\n")[66:] for line in lines}
    found: list[str] = []
    for place, _folders, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")
            if path not in known:
                found.append(path)
    if not os.path.isfile(os.path.join(folder, MANIFEST)):
        found = found or [MANIFEST]
    return sorted(found)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
