"""What the ledger keeps of a code: a salt, and the hash of salt and code; never the code itself."""

import hashlib
import secrets
from typing import NamedTuple

SALT_BYTES = 16


class Sealed(NamedTuple):
    """A code as it is kept, in hexadecimal digits."""

    salt: str
    digest: str
    """The SHA-256 of the bytes of the salt, followed by the code in ASCII."""


def seal(code: str) -> Sealed:
    """Return what is kept of a code, under a fresh salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Sealed(salt.hex(), _digest(salt, code))


def opens(code: str, salt: str, digest: str) -> bool:
    """Tell whether this code was sealed so.

    Raises:
        ValueError: the salt is none.
    """
    return secrets.compare_digest(_digest(bytes.fromhex(salt), code), digest)


def _digest(salt: bytes, code: str) -> str:
    return hashlib.sha256(salt + code.encode("ascii")).hexdigest()
