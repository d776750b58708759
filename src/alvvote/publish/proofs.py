"""The proofs that travel with a publication: a zip per member, and the head they lead to."""

import io
import zipfile
from collections.abc import Iterator, Mapping

from alvvote.i18n import _
from alvvote.publish.phrases import invented_notice
from alvvote.publish.publication import Publication, Settings

HEAD_FILE = "bewijs/kop.txt"
ABOUT_FILE = "LEESMIJ.txt"
"""In each zip: what it is, and how it is checked."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can hold: the same proofs give the same bytes."""


def proof_path(gm_code: str) -> str:
    """Return where the proofs of a member stand."""
    return f"bewijs/{gm_code}.zip"


def files_of(publication: Publication, settings: Settings) -> Iterator[tuple[str, bytes]]:  # noqa: ARG001
    """Yield the proofs of each member, a file per vote in one zip, and the head of the ledger.

    Nothing where there is no ledger. What stands in a proof is the public part of an entry alone.
    """
    if publication.head is None:
        return
    about = _about(publication)
    for gm_code, proofs in sorted(publication.proofs.items()):
        files = {f"{slug}.tlog-proof": text for slug, text in proofs.items()}
        yield proof_path(gm_code), _zipped({**files, ABOUT_FILE: about})
    yield HEAD_FILE, publication.head.signed.encode()


def _about(publication: Publication) -> str:
    lines = [invented_notice()] if publication.invented else []
    lines += [
        _("The proofs of the ballots of one member of the meeting {name}.").format(
            name=publication.name
        ),
        _("Check them with: alvvote ledger check-proof FILE.zip"),
    ]
    return "".join(f"{line}\n" for line in lines)


def _zipped(files: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # as on Unix, on every system
            info.external_attr = 0o644 << 16
            archive.writestr(info, text)
    return buffer.getvalue()
