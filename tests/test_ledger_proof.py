"""Proof files (C2SP tlog-proof), and the bounds of the room that they stand in."""

import ast
import re
import subprocess
import sys
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from alvvote.ledger.errors import NoteError, ProofError
from alvvote.ledger.keys import SigningKey
from alvvote.ledger.merkle import inclusion_proof, leaf_hash, root_of
from alvvote.ledger.note import Checkpoint, SignedCheckpoint, sign
from alvvote.ledger.tlog_proof import TlogProof, parse_tlog_proof
from tests.conftest import CHECKOUT

LEDGER = CHECKOUT / "src" / "alvvote" / "ledger"
KEY = SigningKey("voorbeeld.example/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
ENTRIES = [b"entry %d" % number for number in range(40)]
HASHES = [leaf_hash(entry) for entry in ENTRIES]

# The tree of the vectors of Certificate Transparency in 5 leaves, written out by hand: the second
# leaf is the byte 00; hashes and root are published, see test_ledger_merkle.
WRITTEN = """\
c2sp.org/tlog-proof@v1
extra ZXh0cmE=
index 1
bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=
vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=

voorbeeld.example/log
5
Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=

"""


def _proof(index: int, size: int, extra: bytes | None = None) -> TlogProof:
    head = Checkpoint("voorbeeld.example/log", size, root_of(HASHES[:size]))
    signed = SignedCheckpoint(head, (sign(head, KEY),))
    return TlogProof(index, tuple(inclusion_proof(HASHES, index, size)), signed, extra)


def test_a_proof_written_by_hand() -> None:
    """A proof file of published hashes is read, holds for its leaf alone, and is written back."""
    proof = parse_tlog_proof(WRITTEN)
    assert (proof.index, proof.extra, proof.signed.checkpoint.size) == (1, b"extra", 5)
    assert proof.hashes[0].hex().startswith("6e340b9cffb3")
    assert proof.signed.checkpoint.root.hex().startswith("4e3bbb1f7b47")
    assert proof.text() == WRITTEN
    proof.verify(b"\x00")
    for wrong in (b"", b"\x10", b"\x00\x00"):
        with pytest.raises(ProofError):
            proof.verify(wrong)


@given(st.data(), st.none() | st.binary())
def test_proofs_come_back(data: st.DataObject, extra: bytes | None) -> None:
    """A proof comes back from its text and holds for its entry, and for no other."""
    size = data.draw(st.integers(1, len(ENTRIES)))
    index = data.draw(st.integers(0, size - 1))
    proof = _proof(index, size, extra)
    back = parse_tlog_proof(proof.text())
    assert back == proof
    back.verify(ENTRIES[index])
    for wrong, other in enumerate(ENTRIES):
        if wrong != index:
            with pytest.raises(ProofError):
                back.verify(other)


@pytest.mark.parametrize("leaf", [None, "entry 3", bytearray(b"entry 3"), 3, [b"entry 3"]])
def test_an_entry_is_bytes(leaf: Any) -> None:
    """What is no entry is a failed proof, not another error."""
    with pytest.raises(ProofError):
        _proof(3, 7).verify(leaf)


@pytest.mark.parametrize(
    "changes",
    [
        {"index": 2},
        {"index": 7},
        {"index": -1},
        {"hashes": ()},
        {"hashes": _proof(3, 7).hashes[::-1]},
        {"hashes": (*_proof(3, 7).hashes, bytes(32))},
        {"signed": _proof(3, 6).signed},
        {"signed": SignedCheckpoint(Checkpoint("a", 0, bytes(32)))},
    ],
)
def test_changed_proofs_fail(changes: dict[str, Any]) -> None:
    """With another index, other hashes or another head, the proof fails."""
    with pytest.raises(ProofError):
        _proof(3, 7)._replace(**changes).verify(ENTRIES[3])


HASH = "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4="


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tlog-proof@v1", "tlog-proof@v2"),
        ("c2sp.org", "\nc2sp.org"),
        ("c2sp.org", "https://c2sp.org"),
        ("extra ZXh0cmE=\n", "extra ZXh0cmE\n"),
        ("extra ZXh0cmE=\n", "extra  ZXh0cmE=\n"),
        ("extra ZXh0cmE=\n", "extra ZXh0cmE=\nextra ZXh0cmE=\n"),
        ("extra ZXh0cmE=\n", "extra\n"),
        ("extra ZXh0cmE=\nindex 1\n", "index 1\nextra ZXh0cmE=\n"),
        ("index 1\n", ""),
        ("index 1\n", "index\n"),
        ("index 1\n", "1\n"),
        ("index 1\n", "index 01\n"),
        ("index 1\n", "index -1\n"),
        ("index 1\n", "index  1\n"),
        ("index 1\n", "index 1 \n"),
        ("index 1\n", f"index {2**64}\n"),
        ("index 1\n", "Index 1\n"),
        ("index 1\n", "index 1\nindex 1\n"),
        (HASH, HASH[:-1]),
        (HASH, f" {HASH}"),
        (HASH, HASH.replace("x4=", "x5=")),
        (HASH, "AAAA"),
        (HASH, "\n".join([HASH] * 63)),
        ("\n\nvoorbeeld", "\nvoorbeeld"),
        ("\n\nvoorbeeld", "\n\n\nvoorbeeld"),
        ("\n5\n", "\n05\n"),
        ("ZNQ=\n\n", "ZNQ=\n"),
        ("\n", "\r\n"),
    ],
)
def test_refused_files(old: str, new: str) -> None:
    """Whatever is not exactly a proof file is refused."""
    assert old in WRITTEN
    with pytest.raises(NoteError):
        parse_tlog_proof(WRITTEN.replace(old, new))


def test_64_hashes_are_read() -> None:
    """A tree of the largest size is 64 hashes high."""
    assert len(parse_tlog_proof(WRITTEN.replace(HASH, "\n".join([HASH] * 62))).hashes) == 64


@given(st.text() | st.lists(st.sampled_from(re.split("([ \n])", WRITTEN))).map("".join))
def test_any_text_is_a_proof_or_an_error(text: str) -> None:
    """Reading any text raises nothing but NoteError."""
    for whole in (text, WRITTEN + text, WRITTEN.replace("index 1\n", text)):
        try:
            proof = parse_tlog_proof(whole)
        except NoteError:
            continue
        assert proof.text() == whole


def test_the_ledger_knows_nothing_of_what_it_keeps() -> None:
    """No file of the ledger speaks of what is decided with it, or imports the rest of alvvote."""
    files = sorted(LEDGER.rglob("*.py"))
    assert len(files) > 5
    for path in files:
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"\b(?:votes?|voting|members?|ballots?)\b", text, re.IGNORECASE)
        assert not found, (path.name, found)
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, path.name
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] != "alvvote" or f"{name}.".startswith(
                    "alvvote.ledger."
                ), (
                    path.name,
                    name,
                )


def test_reading_and_proving_needs_no_cryptography() -> None:
    """The library for signatures is loaded when a signature is made or checked, not before."""
    code = "import alvvote.ledger.tlog_proof, sys; print('cryptography' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout == b"False\n"
