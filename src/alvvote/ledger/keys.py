"""Ed25519 keys with a name, and their files; key IDs and verifier keys as in C2SP signed-note.

`cryptography` is imported where it is used: it costs time at every start, and few commands sign.
"""

import os
from binascii import a2b_base64, b2a_base64
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from alvvote.ledger.errors import KeyFileError, SignatureError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

SIGNATURE = 0x01
"""The type byte of an Ed25519 signature (C2SP signed-note)."""
COSIGNATURE = 0x04
"""The type byte of an Ed25519 signature with its time (C2SP tlog-cosignature)."""

_PRIVATE_LINE = "alvvote key: "
_PUBLIC_LINE = "alvvote public key: "
_LARGEST_FILE = 65_536  # bytes; a key takes a few hundred


# A record has many signatures of few keys: what follows from a key is worked out once.
@lru_cache(maxsize=64)
def _key_id(name: str, type_byte: int, raw: bytes) -> bytes:
    return sha256(f"{name}\n".encode() + bytes([type_byte]) + raw).digest()[:4]


@lru_cache(maxsize=64)
def _loaded(raw: bytes) -> "Ed25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    return ed25519.Ed25519PublicKey.from_public_bytes(raw)


class PublicKey(NamedTuple):
    """The public half of a key, by which signatures are checked."""

    name: str
    raw: bytes
    """32 bytes, as in RFC 8032."""

    def key_id(self, type_byte: int = SIGNATURE) -> bytes:
        """Return the four bytes that stand for this key in a signature of this type."""
        return _key_id(self.name, type_byte, self.raw)

    def vkey(self, type_byte: int = SIGNATURE) -> str:
        """Return the key on one line, as a verifier key of C2SP signed-note."""
        encoded = encode_base64(bytes([type_byte]) + self.raw)
        return f"{self.name}+{self.key_id(type_byte).hex()}+{encoded}"

    def pem(self) -> str:
        """Return the text of a public file: a line with the verifier key, then the key as PEM."""
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

        pem = ed25519.Ed25519PublicKey.from_public_bytes(self.raw).public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return f"{_PUBLIC_LINE}{self.vkey()}\n{pem.decode()}"

    def verify(self, signature: bytes, message: bytes) -> None:
        """Verify an Ed25519 signature (RFC 8032) of a message.

        Raises:
            SignatureError: it is false.
        """
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415

        try:
            _loaded(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise SignatureError(f"the signature of {self.name} is false") from error


class SigningKey(NamedTuple):
    """A key that can sign."""

    name: str
    private: "Ed25519PrivateKey"

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature (RFC 8032) of a message: 64 bytes."""
        return self.private.sign(message)


def is_key_name(name: str) -> bool:
    """Tell whether this may be the name of a key: no blanks, no plus, nothing invisible."""
    return name != "" and name.isprintable() and " " not in name and "+" not in name


def create_key_file(path: str, name: str) -> SigningKey:
    """Make a new key and keep it in a new file, which its owner alone may read.

    Raises:
        KeyFileError: this is no name for a key, the file exists, or it cannot be written.
    """
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    if not is_key_name(name):
        raise KeyFileError("a key needs a name without blanks and without +")
    private = ed25519.Ed25519PrivateKey.generate()
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        _write_new(path, f"{_PRIVATE_LINE}{name}\n".encode() + pem)
    except FileExistsError as error:
        raise KeyFileError(f"{path}: exists already; a key is never overwritten") from error
    except OSError as error:
        raise KeyFileError(f"{path}: cannot be written ({error.strerror})") from error
    return SigningKey(name, private)


def read_key_file(path: str) -> SigningKey:
    """Read a file that `create_key_file` made.

    Raises:
        KeyFileError: the file cannot be read, holds no Ed25519 key, or does not name it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    line, rest = _read_lines(path)
    if line.startswith(_PUBLIC_LINE):
        raise KeyFileError(f"{path}: holds a public key, which cannot sign")
    if not line.startswith(_PRIVATE_LINE):
        raise KeyFileError(f"{path}: does not start with the name of a key")
    name = line.removeprefix(_PRIVATE_LINE)
    if not is_key_name(name):
        raise KeyFileError(f"{path}: names no key")
    try:
        private = serialization.load_pem_private_key(rest.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path}: holds no key") from error
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        raise KeyFileError(f"{path}: holds a key of another kind than Ed25519")
    return SigningKey(name, private)


def read_public_file(path: str) -> PublicKey:
    """Read a file with a public key: the text of `PublicKey.pem`, or a verifier key alone.

    Raises:
        KeyFileError: the file cannot be read, holds no Ed25519 key, does not name it, or names
            another one than it holds.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    line, rest = _read_lines(path)
    if line.startswith(_PRIVATE_LINE):
        raise KeyFileError(f"{path}: holds a secret key, where a public key is wanted")
    try:
        public = parse_vkey(line.removeprefix(_PUBLIC_LINE))
        if not rest.strip() and not line.startswith(_PUBLIC_LINE):
            return public
        pem = serialization.load_pem_public_key(rest.encode())
    except KeyFileError as error:
        raise KeyFileError(f"{path}: {error}") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path}: holds no key") from error
    if not isinstance(pem, ed25519.Ed25519PublicKey) or pem.public_bytes_raw() != public.raw:
        raise KeyFileError(f"{path}: holds another key than its first line says")
    return public


def parse_vkey(text: str) -> PublicKey:
    """Read a verifier key (C2SP signed-note) of an Ed25519 key, of either type.

    Raises:
        KeyFileError: it is none.
    """
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        data = decode_base64(encoded)
    except ValueError as error:
        raise KeyFileError("names no key") from error
    public = PublicKey(name, data[1:])
    known = len(public.raw) == 32 and data[0] in (SIGNATURE, COSIGNATURE)
    if not known or not is_key_name(name) or key_id != public.key_id(data[0]).hex():
        raise KeyFileError("names no Ed25519 key")
    return public


def key_file_is_private(path: str) -> bool:
    """Tell whether the file gives no rights to anyone but its owner; on Windows always True.

    Raises:
        KeyFileError: there is no such file.
    """
    if os.name == "nt":
        return True
    try:
        return os.stat(path).st_mode & 0o077 == 0
    except OSError as error:
        raise KeyFileError(f"{path}: cannot be read ({error.strerror})") from error


def encode_base64(data: bytes) -> str:
    """Return the base64 (RFC 4648 section 4) of bytes."""
    return b2a_base64(data, newline=False).decode()


def decode_base64(text: str) -> bytes:
    """Return the bytes of which `text` is the base64, written in the one right way.

    Raises:
        ValueError: it is not.
    """
    data = a2b_base64(text, strict_mode=True)
    if encode_base64(data) != text:
        raise ValueError("not base64 as it should be written")
    return data


def _write_new(path: str, data: bytes) -> None:
    """Write a file that did not exist, down to the disk; leave nothing behind when that fails."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            os.unlink(path)
        raise
    with suppress(OSError):  # not every system opens directories
        directory = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _read_lines(path: str) -> tuple[str, str]:
    """Return the first line of a text file, and the rest."""
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise KeyFileError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise KeyFileError(f"{path}: holds no key") from error
    if len(data) > _LARGEST_FILE:
        raise KeyFileError(f"{path}: is too large for a key")
    line, _, rest = text.partition("\n")
    return line.removesuffix("\r"), rest
