"""What can be checked of a log by itself: order, bytes, chain, tree, heads, signatures."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from alvvote.ledger.entry import Entry
from alvvote.ledger.errors import NoteError, SignatureError, StoreError
from alvvote.ledger.keys import PublicKey
from alvvote.ledger.merkle import Frontier, leaf_hash
from alvvote.ledger.note import (
    Checkpoint,
    SignedCheckpoint,
    check_signature,
    parse_signature,
)
from alvvote.ledger.store import Head, Log

What = Literal[
    "entry missing",
    "entry unreadable",
    "entry altered",
    "chain broken",
    "private part altered",
    "private part missing",
    "head wrong",
    "head missing",
    "signature false",
    "signature unreadable",
    "against an earlier head",
    "rule broken",
    "file damaged",
]


MOST_SIGNATURES = 20_000
"""How many signatures are checked, the newest first: more than a day has acts.

A signed head vouches for every entry below it, and so for all older heads.
"""
_BLOCK = 4096
"""How many private parts are read at once."""


class Finding(NamedTuple):
    """What is wrong, and at which entry first."""

    number: int | None
    what: What
    detail: str = ""


class Audit(NamedTuple):
    """What was checked, and what could not be."""

    size: int
    root: bytes
    heads: int
    signed_heads: int
    """Heads with a signature of the key that was given, and it holds."""
    signed_size: int
    """The size of the newest of them: entries from there on are signed by nobody."""
    cosignatures: tuple[str, ...]
    """Names of the keys that were given by which cosignatures hold."""
    keys: tuple[PublicKey, ...]
    """The keys that were given of which a signature stands below a head, and holds."""
    unknown_signatures: int
    """Signatures of keys that were not given: not checked."""
    older_signatures: int
    """Signatures of older heads that were not checked: there are very many, and newer ones hold."""
    private_parts: int
    erased: int
    finding: Finding | None
    """The first thing that is wrong; None where all that was checked is right."""
    signed: frozenset[int] = frozenset()
    """The sizes of the signed heads."""
    named: Mapping[int, frozenset[PublicKey]] = MappingProxyType({})
    """Of the heads that keys signed which the entries name: by size, which of these keys."""


class _Counts:
    def __init__(self) -> None:
        self.signed: set[int] = set()
        self.named: dict[int, frozenset[PublicKey]] = {}
        self.cosigners: dict[str, None] = {}
        self.keys: dict[PublicKey, None] = {}
        self.unknown = 0
        self.older = 0
        self.private_parts = 0
        self.erased = 0


def audit(
    log: Log,
    keys: Iterable[PublicKey],
    earlier: Iterable[SignedCheckpoint] = (),
    on_entry: Callable[[Entry], str | None] = lambda entry: None,  # noqa: ARG005
    named: Callable[[], Iterable[PublicKey]] = tuple,
) -> Audit:
    """Check the log from the first entry to the last; it stops at the first thing that is wrong.

    `keys` are the public keys that are trusted, that of the log's keeper first; `earlier` are heads
    from elsewhere that the log must extend; `on_entry` is given each entry in order, and returns
    what is wrong with its content. `named` is asked after the last entry for the keys that the
    entries name: what these may sign is for the caller to judge.
    """
    counts = _Counts()
    trusted = list(keys)
    known: dict[int, set[bytes]] = {}
    for item in earlier:
        # A head of another log is one that this log does not extend, whatever its root.
        ours = item.checkpoint.origin == log.origin
        known.setdefault(item.checkpoint.size, set()).add(item.checkpoint.root if ours else b"")
    walk = _Walk(log, known)
    finding: Finding | None = None
    try:
        with log.reading():
            finding = walk.run(counts, on_entry)
            if finding is None:
                finding = _check_signatures(log, walk.roots, trusted, set(named()), counts)
            if finding is None:
                damage = log.damage()
                finding = None if damage is None else Finding(None, "file damaged", damage)
    except StoreError as error:
        number = int(error.detail) if error.detail.isdecimal() else None
        finding = Finding(number, "entry unreadable", error.detail)
    return Audit(
        walk.size,
        walk.frontier.root(),
        len(walk.roots),
        len(counts.signed),
        max(counts.signed, default=0),
        tuple(counts.cosigners),
        tuple(counts.keys),
        counts.unknown,
        counts.older,
        counts.private_parts,
        counts.erased,
        finding,
        frozenset(counts.signed),
        counts.named,
    )


class _Walk:
    """One pass over the entries, with the tree as it grows."""

    def __init__(self, log: Log, earlier: dict[int, set[bytes]]) -> None:
        self.log = log
        self.earlier = earlier
        self.frontier = Frontier()
        self.size = 0
        self.roots: dict[int, bytes] = {}
        self._previous: bytes | None = None
        self._acts: set[str] = set()
        self._stream = log.entries()
        self._block = range(0)
        self._privates: dict[int, tuple[bytes, bytes]] = {}

    def run(self, counts: _Counts, on_entry: Callable[[Entry], str | None]) -> Finding | None:
        heads = list(self.log.heads())
        reach = max((before for _number, before in self.log.erasures()), default=0)
        for head in heads:
            finding = self._act(head, counts, reach, on_entry)
            if finding is not None:
                return finding
        if next(self._stream, None) is not None:
            return Finding(self.size, "head missing")
        beyond = [size for size in self.earlier if size not in self.roots]
        for size in sorted(beyond):
            return Finding(None, "against an earlier head", str(size))
        return None

    def _act(
        self, head: Head, counts: _Counts, reach: int, on_entry: Callable[[Entry], str | None]
    ) -> Finding | None:
        """Check the entries of one act, and the head over them."""
        if head.first != self.size or head.size <= head.first or head.act in self._acts:
            return Finding(self.size, "head wrong", str(head.size))
        self._acts.add(head.act)
        while self.size < head.size:
            entry = next(self._stream, None)
            if entry is None:
                return Finding(self.size, "entry missing")
            finding = self._entry(entry, head, reach, counts)
            if finding is None:
                wrong = on_entry(entry)
                finding = None if wrong is None else Finding(self.size, "rule broken", wrong)
            if finding is not None:
                return finding
            self.frontier = self.frontier.append(entry.hash)
            self._previous = entry.hash
            self.size += 1
            known = self.earlier.get(self.size)
            if known is not None:
                self.roots[self.size] = self.frontier.root()
                if known != {self.roots[self.size]}:
                    return Finding(None, "against an earlier head", str(self.size))
        root = self.frontier.root()
        if root != head.root or self.frontier.to_bytes() != head.frontier:
            return Finding(head.size - 1, "head wrong", str(head.size))
        self.roots[head.size] = root
        return None

    def _entry(
        self,
        entry: Entry,
        head: Head,
        reach: int,
        counts: _Counts,
    ) -> Finding | None:
        number = self.size
        if entry.number != number:
            return Finding(number, "entry missing")
        if not entry.is_canonical:
            return Finding(number, "entry altered", "not canonical")
        if leaf_hash(entry.leaf) != entry.hash or entry.act != head.act:
            return Finding(number, "entry altered")
        if entry.previous != (None if self._previous is None else self._previous.hex()):
            return Finding(number, "chain broken")
        private = self._private(number)
        if entry.commitment is None:
            return None if private is None else Finding(number, "private part altered")
        counts.private_parts += 1
        if private is None:
            counts.erased += 1
            return None if number < reach else Finding(number, "private part missing")
        salt, content = private
        if hashlib.sha256(salt + content).hexdigest() != entry.commitment:
            return Finding(number, "private part altered")
        return None

    def _private(self, number: int) -> tuple[bytes, bytes] | None:
        """Return the private part of an entry; they are read in blocks, not one by one."""
        if number not in self._block:
            self._block = range(number, number + _BLOCK)
            self._privates = self.log.privates(self._block.start, self._block.stop)
        return self._privates.get(number)


def _check_signatures(
    log: Log,
    roots: dict[int, bytes],
    trusted: list[PublicKey],
    named: set[PublicKey],
    counts: _Counts,
) -> Finding | None:
    keys = [*named, *(key for key in trusted if key not in named)]
    lines = log.signatures()
    counts.older = max(0, len(lines) - MOST_SIGNATURES)
    for size, line in reversed(lines[counts.older :]):
        root = roots.get(size)
        if root is None:
            return Finding(None, "signature unreadable", str(size))
        checkpoint = Checkpoint(log.origin, size, root)
        try:
            signature = parse_signature(line)
        except NoteError:
            return Finding(None, "signature unreadable", str(size))
        for key in keys:
            try:
                kind = check_signature(checkpoint, signature, key)
            except SignatureError:
                return Finding(size - 1, "signature false", key.name)
            if kind == "signed" and key in named:
                counts.named[size] = counts.named.get(size, frozenset()) | {key}
            elif kind == "signed":
                counts.signed.add(size)
            elif kind == "cosigned":
                counts.cosigners[key.name] = None
            if kind is not None:
                counts.keys[key] = None
                break
        else:
            counts.unknown += 1
    return None
