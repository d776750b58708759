"""One entry of the log: a public part that is hashed, and a private part of which only a hash is.

The bytes that make the leaf of the tree are the canonical JSON (RFC 8785) of

    {"act", "kind", "number", "previous", "private", "public", "salt", "v"}

``previous`` is the leaf hash of the entry before (hexadecimal; null for the first), ``salt`` 16
random bytes, so that who holds only a hash cannot guess the rest, ``private`` the SHA-256 of the
private salt (32 random bytes) followed by the canonical JSON of the private part, or null.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from alvvote.ledger.canonical import canonical
from alvvote.ledger.merkle import leaf_hash

FORMAT = 1
_KEYS = {"act", "kind", "number", "previous", "private", "public", "salt", "v"}


class Draft(NamedTuple):
    """What is to be recorded."""

    kind: str
    public: Mapping[str, Any]
    private: Mapping[str, Any] | None = None
    """What is kept beside the entry and can be erased."""


class Private(NamedTuple):
    """The private part of an entry as it is kept."""

    salt: bytes
    content: bytes
    """Canonical JSON."""

    @property
    def commitment(self) -> str:
        """What stands in the entry: the SHA-256 (hexadecimal) of salt and content."""
        return hashlib.sha256(self.salt + self.content).hexdigest()


class Entry(NamedTuple):
    """An entry as it was recorded."""

    number: int
    act: str
    kind: str
    public: dict[str, Any]
    commitment: str | None
    """The hash of the private part (hexadecimal); None where there never was one."""
    content: bytes | None
    """The private part as canonical JSON; None where there is none, or none any more."""
    previous: str | None
    salt: str
    leaf: bytes
    hash: bytes
    """The leaf hash: 32 bytes."""

    @property
    def private(self) -> dict[str, Any] | None:
        """The private part, read anew each time; None where there is none, or none any more.

        Raises:
            ValueError: it cannot be read.
        """
        if self.content is None:
            return None
        private = json.loads(self.content)
        if isinstance(private, dict):
            return private
        raise ValueError("not a private part")

    @property
    def erased(self) -> bool:
        """True where the private part is gone."""
        return self.commitment is not None and self.content is None

    @property
    def is_canonical(self) -> bool:
        """Tell whether the bytes are exactly the canonical form of what they hold."""
        try:
            return self.leaf == canonical(
                {
                    "v": FORMAT,
                    "number": self.number,
                    "act": self.act,
                    "kind": self.kind,
                    "public": self.public,
                    "private": self.commitment,
                    "previous": self.previous,
                    "salt": self.salt,
                }
            )
        except ValueError:
            return False


class Sealed(NamedTuple):
    """An entry ready to be written."""

    leaf: bytes
    hash: bytes
    private: Private | None


def seal(draft: Draft, number: int, act: str, previous: bytes | None) -> Sealed:
    """Make the entry of a draft, with fresh salts.

    Raises:
        ValueError: the draft holds values that have no canonical form.
    """
    private = None
    if draft.private is not None:
        private = Private(os.urandom(32), canonical(draft.private))
    leaf = canonical(
        {
            "v": FORMAT,
            "number": number,
            "act": act,
            "kind": draft.kind,
            "public": draft.public,
            "private": None if private is None else private.commitment,
            "previous": None if previous is None else previous.hex(),
            "salt": os.urandom(16).hex(),
        }
    )
    return Sealed(leaf, leaf_hash(leaf), private)


def read_entry(leaf: bytes, hash: bytes, content: bytes | None) -> Entry:  # noqa: A002
    """Read an entry from its bytes; nothing is verified.

    Raises:
        ValueError: the bytes are no entry.
    """
    try:
        # As text: for bytes json would first guess the encoding.
        fields = json.loads(leaf.decode())
        if fields.keys() != _KEYS or fields["v"] != FORMAT:
            raise ValueError("not an entry of this format")
        entry = Entry(
            fields["number"],
            fields["act"],
            fields["kind"],
            fields["public"],
            fields["private"],
            content,
            fields["previous"],
            fields["salt"],
            leaf,
            hash,
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not an entry") from error
    texts = (entry.act, entry.kind)
    if not all(isinstance(text, str) for text in texts) or type(entry.number) is not int:
        raise ValueError("not an entry")
    if isinstance(entry.public, dict):
        return entry
    raise ValueError("not an entry")


def act_of(caller_id: str) -> str:
    """Return what stands in the log for the id that a caller gives its act: a hash of it."""
    return hashlib.sha256(caller_id.encode()).hexdigest()[:32]
