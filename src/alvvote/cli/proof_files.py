"""Proof files: one, or the zip with all proofs of a member that a publication holds."""

import io
import os
import zipfile
import zlib
from typing import NamedTuple

from alvvote.cli.ledger_options import read_text
from alvvote.meeting.acts import Refused
from alvvote.problems import Problem

_ZIP = b"PK\3\4"
_ENDING = ".tlog-proof"
_LARGEST = 1_000_000  # bytes; a proof takes a few thousand
_MOST = 1_000  # proofs in one zip; a day has about forty votes


class ProofFile(NamedTuple):
    """A proof as it was found."""

    name: str
    text: str


def is_zip(path: str) -> bool:
    """Tell whether a file holds several proofs, by how it begins."""
    try:
        with open(path, "rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except (OSError, ValueError):
        return False


def read_proofs(path: str) -> list[ProofFile]:
    """Return the proofs in a file, by name; from a zip those whose names end in .tlog-proof.

    Raises:
        Refused: it cannot be read, or what is in it is no text.
    """
    if not is_zip(path):
        return [ProofFile(path, read_text(path))]
    try:
        with open(path, "rb") as file:
            data = file.read()
        return _unzipped(path, data)
    except OSError as error:
        details = {"detail": error.strerror or "-"}
        raise Refused(Problem("L109", path, details=details)) from error


def _unzipped(path: str, data: bytes) -> list[ProofFile]:
    found: list[ProofFile] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            proofs = [info for info in archive.infolist() if info.filename.endswith(_ENDING)]
            infos = sorted(proofs, key=lambda info: info.filename)
            for info in infos[:_MOST]:
                with archive.open(info) as part:
                    content = part.read(_LARGEST + 1)
                name = os.path.join(path, info.filename)
                found.append(ProofFile(name, _text(name, content)))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error) as error:
        raise Refused(Problem("L113", path, details={"detail": "is no text"})) from error
    if not found:
        raise Refused(Problem("L113", path, details={"detail": "is no text"}))
    return found


def _text(name: str, content: bytes) -> str:
    if len(content) > _LARGEST:
        raise Refused(Problem("L113", name, details={"detail": "is too large"}))
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Refused(Problem("L113", name, details={"detail": "is no text"})) from error
