"""Heads of a log as text, with signatures: C2SP tlog-checkpoint, signed-note, tlog-cosignature."""

import re
from typing import Literal, NamedTuple

from alvvote.ledger.errors import NoteError, SignatureError
from alvvote.ledger.keys import (
    COSIGNATURE,
    SIGNATURE,
    PublicKey,
    SigningKey,
    decode_base64,
    encode_base64,
)
from alvvote.ledger.merkle import HASH_SIZE, SIZE_LIMIT

_LARGEST_TIME = 2**63 - 1
"""The latest time of a cosignature (C2SP tlog-cosignature), in seconds since 1970."""
_MOST_SIGNATURES = 64
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_NUMBER = re.compile("0|[1-9][0-9]{0,19}")


class Checkpoint(NamedTuple):
    """The head of a log: what it is called, how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the text that is signed, with the newline at its end."""
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


class Signature(NamedTuple):
    """A signature as it stands below a note; only its key tells whether it is true."""

    name: str
    """The name of the key."""
    key_id: bytes
    """Four bytes that stand for the key and the type of the signature."""
    blob: bytes
    """What the key made; with a time before it in a cosignature."""

    def line(self) -> str:
        """Return the line below a note, without newline."""
        return f"\u2014 {self.name} {encode_base64(self.key_id + self.blob)}"


class SignedCheckpoint(NamedTuple):
    """A head with the signatures below it; there may be none."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...] = ()

    def text(self) -> str:
        """Return the whole note."""
        lines = "".join(f"{signature.line()}\n" for signature in self.signatures)
        return f"{self.checkpoint.text()}\n{lines}"


def parse_checkpoint(text: str) -> SignedCheckpoint:
    """Read a head with its signatures; one without, which ends in an empty line, is read as well.

    No signature is checked here: see `check_signature`.

    Raises:
        NoteError: the text is not exactly as the formats want it.
    """
    if _CONTROL.search(text) or not _is_utf8(text):
        raise NoteError("holds characters that have no place in it")
    body, blank, below = text.partition("\n\n")
    if not blank:
        raise NoteError("has no empty line below the head")
    origin, *lines = body.split("\n")
    if not origin or len(lines) < 2:
        raise NoteError("is no head: that is a name, a size and a root, each on a line")
    size, root, *extensions = lines
    checkpoint = Checkpoint(origin, parse_number(size), parse_hash(root), tuple(extensions))
    *signed, end = below.split("\n")
    if end:
        raise NoteError("does not end in a newline")
    if len(signed) > _MOST_SIGNATURES:
        raise NoteError("has too many signatures")
    return SignedCheckpoint(checkpoint, tuple(parse_signature(line) for line in signed))


def parse_number(text: str) -> int:
    """Read the size of a tree, or the number of a leaf.

    Raises:
        NoteError: it is not a decimal number, has leading zeroes, or is too large.
    """
    if not _NUMBER.fullmatch(text) or int(text) >= SIZE_LIMIT:
        raise NoteError("has no number where one should be")
    return int(text)


def parse_hash(text: str) -> bytes:
    """Read a hash in base64.

    Raises:
        NoteError: it is not base64, or not of 32 bytes.
    """
    data = parse_base64(text)
    if len(data) != HASH_SIZE:
        raise NoteError("has a hash that is not of 32 bytes")
    return data


def parse_base64(text: str) -> bytes:
    """Read base64.

    Raises:
        NoteError: it is not base64, or not written in the one right way.
    """
    try:
        return decode_base64(text)
    except ValueError as error:
        raise NoteError("has something else where base64 should be") from error


def sign(checkpoint: Checkpoint, key: SigningKey) -> Signature:
    """Sign a head (type 0x01).

    Raises:
        NoteError: it cannot be written as a note: a name with a newline, a root of other length.
    """
    return Signature(key.name, key.public.key_id(SIGNATURE), key.sign(_signed_text(checkpoint)))


def cosign(checkpoint: Checkpoint, key: SigningKey, timestamp: int) -> Signature:
    """Sign a head together with the time, in seconds since 1970 (type 0x04).

    It says: at that time this was the largest head of that log that the signer had seen, and it
    continued all that the signer had seen before.

    Raises:
        NoteError: it cannot be written as a note, or the time is out of range.
    """
    if not 0 <= timestamp <= _LARGEST_TIME:
        raise NoteError("a time that cannot be signed")
    message = _timed(timestamp, _signed_text(checkpoint))
    blob = timestamp.to_bytes(8) + key.sign(message)
    return Signature(key.name, key.public.key_id(COSIGNATURE), blob)


def check_signature(
    checkpoint: Checkpoint, signature: Signature, public: PublicKey
) -> Literal["signed", "cosigned"] | None:
    """Check a signature below a head against a known key; None when it is of another key.

    Raises:
        SignatureError: it claims to be of this key, and is false.
    """
    if signature.name != public.name:
        return None
    if signature.key_id == public.key_id(SIGNATURE):
        verify_note(checkpoint.text(), signature, public)
        return "signed"
    if signature.key_id == public.key_id(COSIGNATURE):
        message = _timed(cosignature_time(signature), checkpoint.text().encode())
        public.verify(signature.blob[8:], message)
        return "cosigned"
    return None


def verify_note(text: str, signature: Signature, public: PublicKey) -> None:
    """Verify the signature (type 0x01) of any note; `text` has the newline at its end.

    Raises:
        SignatureError: it is of another key, or false.
    """
    if (signature.name, signature.key_id) != (public.name, public.key_id(SIGNATURE)):
        raise SignatureError(f"the signature is not of {public.name}")
    public.verify(signature.blob, text.encode())


def cosignature_time(signature: Signature) -> int:
    """Return when a cosignature says that it was made, in seconds since 1970.

    Raises:
        SignatureError: it is not as long as a cosignature, or its time is out of range.
    """
    timestamp = int.from_bytes(signature.blob[:8])
    if len(signature.blob) != 8 + 64 or timestamp > _LARGEST_TIME:
        raise SignatureError("not a signature with a time")
    return timestamp


def parse_signature(line: str) -> Signature:
    """Read the line of a signature, without its newline.

    Raises:
        NoteError: it is none.
    """
    dash, _, named = line.partition(" ")
    name, _, encoded = named.partition(" ")
    if dash != "\u2014" or name.split() != [name] or "+" in name:
        raise NoteError("has a line below it that is no signature")
    data = parse_base64(encoded)
    if len(data) < 5:
        raise NoteError("has a signature that is too short")
    return Signature(name, data[:4], data[4:])


def _signed_text(checkpoint: Checkpoint) -> bytes:
    """Return the text to sign, once it is sure that it reads as this head and no other."""
    text = checkpoint.text()
    if parse_checkpoint(f"{text}\n") != (checkpoint, ()):
        raise NoteError("reads as another head than it is")
    return text.encode()


def _timed(timestamp: int, text: bytes) -> bytes:
    return b"cosignature/v1\ntime %d\n" % timestamp + text


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
