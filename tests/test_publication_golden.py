"""The publications of the example meetings, byte for byte."""

from pathlib import Path

from tests.publication_golden import BINARY, MANIFEST, SMALL, VERSIONS, made, manifest, versions
from tests.publications import full


def test_every_file_of_the_small_meeting_is_as_it_was() -> None:
    """No file more, none less, and each byte the same."""
    same_libraries = VERSIONS.read_text(encoding="utf-8") == versions()
    found = dict(made(full()))
    golden = {
        path.relative_to(SMALL).as_posix(): path.read_bytes()
        for path in SMALL.rglob("*")
        if path.is_file()
    }
    assert set(found) == set(golden)
    different = [
        path
        for path in sorted(found)
        if found[path] != golden[path] and (same_libraries or Path(path).suffix not in BINARY)
    ]
    assert different == []


def test_every_text_of_the_example_is_as_it_was() -> None:
    """The manifest of the shipped example is the same."""
    assert manifest().splitlines() == MANIFEST.read_text(encoding="utf-8").splitlines()


def test_the_same_publication_gives_the_same_bytes_twice() -> None:
    """In the other language too, binary files included."""
    assert list(made(full(), "en")) == list(made(full(), "en"))
