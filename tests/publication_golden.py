"""The golden publications: of a small meeting every file, of the shipped example the manifest.

After a change of what is published run ``python -m tests.publication_golden``, and read what
changed in ``tests/golden/publication``. The bytes of PDF, PNG and XLSX hang on the libraries that
write them too: they are held only under the versions that stand in ``versions.txt``.
"""

import hashlib
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from alvvote.i18n import in_language
from alvvote.publish.formats import files_of, formats_for
from alvvote.publish.publication import Publication, Settings
from tests.publications import example, full

FOLDER = Path(__file__).parent / "golden" / "publication"
SMALL = FOLDER / "klein"
MANIFEST = FOLDER / "voorbeeld-alv.sha256"
VERSIONS = FOLDER / "versions.txt"
LIBRARIES = ("font-source-sans-pro", "typst", "xlsxwriter")
BINARY = frozenset({".pdf", ".png", ".xlsx", ".zip"})


def made(publication: Publication, language: str = "nl") -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file of a publication in all formats, with comment."""
    settings = Settings(
        language, analyse=True, url="https://voorbeeld.example", formats=formats_for(publication)
    )
    with in_language(language):
        for file in files_of(publication, settings):
            yield file.path, file.data


def versions() -> str:
    """Return the libraries whose files are compared byte for byte, with their versions."""
    return "".join(f"{name} {version(name)}\n" for name in LIBRARIES)


def manifest() -> str:
    """Return the SHA-256 of each text file of the example's publication."""
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {path}\n"
        for path, data in sorted(made(example()))
        if Path(path).suffix not in BINARY
    )


def main() -> None:
    """Write the golden files anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for path, data in made(full()):
        place = SMALL / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    MANIFEST.write_text(manifest(), encoding="utf-8")
    VERSIONS.write_text(versions(), encoding="utf-8")


if __name__ == "__main__":
    main()
