"""A proof file that stands on its own: that an entry is in the log of a head (C2SP tlog-proof)."""

from typing import NamedTuple

from alvvote.ledger.errors import NoteError, ProofError
from alvvote.ledger.keys import encode_base64
from alvvote.ledger.merkle import leaf_hash, verify_inclusion
from alvvote.ledger.note import (
    SignedCheckpoint,
    parse_base64,
    parse_checkpoint,
    parse_hash,
    parse_number,
)

_FORMAT = "c2sp.org/tlog-proof@v1"
_MOST_HASHES = 64  # the height of the largest tree


class TlogProof(NamedTuple):
    """The place of an entry in a log, the proof of it, and the head that it is proved against."""

    index: int  # type: ignore[assignment] # the word of the format; tuple has a method of that name
    hashes: tuple[bytes, ...]
    """The inclusion proof, from the leaf's side to the root's."""
    signed: SignedCheckpoint
    """The head; whether its signatures are true is another question."""
    extra: bytes | None
    """What the writer added; the proof does not vouch for it."""

    def text(self) -> str:
        """Return the text of the file."""
        lines = [_FORMAT]
        if self.extra is not None:
            lines.append(f"extra {encode_base64(self.extra)}")
        lines.append(f"index {self.index}")
        lines += map(encode_base64, self.hashes)
        return "".join(f"{line}\n" for line in lines) + f"\n{self.signed.text()}"

    def verify(self, leaf: bytes) -> None:
        """Verify that the entry with these bytes is in the log of the head, at this place.

        Raises:
            ProofError: it is not, or the proof does not show it.
        """
        if type(leaf) is not bytes:
            raise ProofError("an entry is bytes")
        head = self.signed.checkpoint
        verify_inclusion(leaf_hash(leaf), self.index, head.size, self.hashes, head.root)


def parse_tlog_proof(text: str) -> TlogProof:
    """Read a proof file; nothing is verified yet.

    Raises:
        NoteError: the text is not exactly as the format wants it.
    """
    proof, blank, note = text.partition("\n\n")
    lines = iter(proof.split("\n"))
    if not blank or next(lines) != _FORMAT:
        raise NoteError(f"is no proof: it does not start with {_FORMAT}")
    line = next(lines, "")
    extra = None
    if line.startswith("extra "):
        extra = parse_base64(line.removeprefix("extra "))
        line = next(lines, "")
    if not line.startswith("index "):
        raise NoteError("does not say which entry it is about")
    index = parse_number(line.removeprefix("index "))
    hashes = tuple(parse_hash(line) for line in lines)
    if len(hashes) > _MOST_HASHES:
        raise NoteError("has too many hashes")
    return TlogProof(index, hashes, parse_checkpoint(note), extra)
