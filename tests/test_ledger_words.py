"""The sentences of the ledger in the table that translates them, and how they are found there."""

import ast
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from alvvote.i18n import in_language
from alvvote.ledger_words import SENTENCES, file_and_sentence, sentence_in_words
from alvvote.meeting import proofs
from tests.conftest import CHECKOUT, Run

ERRORS = {"KeyFileError", "NoteError", "ProofError", "SignatureError"}
SOURCES = CHECKOUT / "src" / "alvvote"


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield what an argument may be, with FIELD for what is filled in."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "FIELD" for part in node.values
        ).removeprefix("FIELD: ")
    else:
        assert isinstance(node, ast.Constant), ast.dump(node)
        yield str(node.value)


def _raised(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ERRORS
        ):
            yield from _texts(node.args[0])


@pytest.mark.parametrize("room", ["ledger", "meeting", "cli"])
def test_every_message_is_in_the_table(room: str) -> None:
    """Whatever the ledger, or what stands on it, raises in words has a translation."""
    said = {text for file in (SOURCES / room).rglob("*.py") for text in _raised(file)}
    # The file before it and what another error said; no sentence of its own.
    said.discard("FIELD")
    assert said
    with in_language("nl"):
        assert [text for text in sorted(said) if sentence_in_words(text) == text] == []


def test_every_detail_of_a_proof_is_in_the_table() -> None:
    """So is what is said of a proof that was changed."""
    assert {proofs.NO_ENTRY, proofs.NO_BALLOT, proofs.OTHER_PLACE} < set(SENTENCES)


@pytest.mark.parametrize(
    ("text", "file", "sentence"),
    [
        ("a.key: holds no key", "a.key", "holds no key"),
        ("b: a.key: names no key", "b: a.key", "names no key"),
        ("names no key", None, "names no key"),
        (
            "is no head: that is a name, a size and a root, each on a line",
            None,
            "is no head: that is a name, a size and a root, each on a line",
        ),
        ("a.key: something else", None, "a.key: something else"),
    ],
)
def test_the_file_before_a_sentence(text: str, file: str | None, sentence: str) -> None:
    """A name of a file may hold a colon itself, and so may a sentence."""
    assert file_and_sentence(text) == (file, sentence)


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        ("holds no key", "bevat geen sleutel"),
        (
            f"cannot be read ({os.strerror(errno.EACCES)})",
            "kan niet worden gelezen (dat mag niet)",
        ),
        (
            f"cannot be written ({os.strerror(errno.ENOSPC)})",
            "kan niet worden geschreven (de schijf is vol)",
        ),
        (os.strerror(errno.EISDIR), "dit is een map"),
        ("the signature of alv+x is false", "de handtekening van alv+x is vals"),
        ("something else", "something else"),
    ],
)
def test_in_dutch(text: str, dutch: str) -> None:
    """Also the reason of the operating system, where its number is known."""
    with in_language("nl"):
        assert sentence_in_words(text) == dutch


def test_a_key_that_cannot_be_used_names_its_file(run: Run, tmp_path: Path) -> None:
    """In JSON too: the file is a field of the problem, and no part of a sentence."""
    path, key = tmp_path / "alv.alv", tmp_path / "leeg.key"
    assert run("meeting", "new", path, "--datum", "2026-11-25", "--naam", "Voorbeeld").code == 0
    key.write_text("", encoding="utf-8")
    args = ("agenda", "add", "M1", "--titel", "Voorbeeld", "--dossier", path, "--key", key)
    ran = run(*args, "--format", "json")
    assert [(p["code"], p["file"]) for p in ran.document["problems"]] == [("L111", str(key))]
    with in_language("nl"):
        said = " ".join(run(*args).err.split())
    assert "niet te gebruiken: begint niet met de naam van een sleutel" in said
