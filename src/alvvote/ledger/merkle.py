"""The Merkle tree over the entries: its root, and proofs about it (RFC 9162 section 2.1, SHA-256).

RFC 6962 section 2 defines the same tree. Leaves are numbered from 0. A proof is a list of hashes,
from the leaf's side to the root's.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from alvvote.ledger.errors import ProofError

HASH_SIZE = 32
"""Bytes in a hash."""

SIZE_LIMIT = 2**64
"""Trees are smaller than this: RFC 9162 keeps their sizes in 64 bits."""

EMPTY_ROOT = sha256(b"").digest()
"""The root of the tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of the leaf that holds `data`."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two hashes; its prefix keeps it apart from a leaf's."""
    return sha256(b"\x01" + left + right).digest()


class Frontier(NamedTuple):
    """What must be kept of a tree to append to it: the roots of its perfect subtrees."""

    size: int = 0
    """The number of leaves."""
    hashes: tuple[bytes, ...] = ()
    """One root for each bit that is set in `size`, from the largest subtree (left) to the right."""

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> "Frontier":
        """Return the frontier of a tree of `size` leaves that `to_bytes` made.

        Raises:
            ValueError: the number of hashes is not that of a tree of this size.
        """
        if size < 0 or len(data) != size.bit_count() * HASH_SIZE:
            raise ValueError("not the frontier of a tree of this size")
        starts = range(0, len(data), HASH_SIZE)
        return cls(size, tuple(data[start : start + HASH_SIZE] for start in starts))

    def to_bytes(self) -> bytes:
        """Return the hashes, one after the other."""
        return b"".join(self.hashes)

    def append(self, leaf_hash: bytes) -> "Frontier":
        """Return the frontier with one leaf more, given by its hash."""
        return self.extend((leaf_hash,))

    def extend(self, leaf_hashes: Iterable[bytes]) -> "Frontier":
        """Return the frontier with more leaves, given by their hashes, in order."""
        size, hashes = self.size, list(self.hashes)
        for hashed in leaf_hashes:
            # As in adding 1 to `size`: each carried bit joins two subtrees of the same height.
            node, carry = hashed, size
            while carry & 1:
                node = node_hash(hashes.pop(), node)
                carry >>= 1
            hashes.append(node)
            size += 1
        return Frontier(size, tuple(hashes))

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        if not self.hashes:
            return EMPTY_ROOT
        *others, root = self.hashes
        for left in reversed(others):
            root = node_hash(left, root)
        return root


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root of the tree with these leaves."""
    return Frontier().extend(leaf_hashes).root()


class Tree:
    """A tree with all its nodes, for many proofs about the same leaves."""

    def __init__(self, leaf_hashes: Sequence[bytes]) -> None:
        """Take the hashes of the leaves, in order."""
        self._levels = list(_levels(leaf_hashes))

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        (top, *_others) = self._levels[-1] or (EMPTY_ROOT,)
        return top

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Return the proof that the leaf at `index` is in the tree.

        Raises:
            ValueError: there is no such leaf.
        """
        if not 0 <= index < len(self._levels[0]):
            raise ValueError("no such leaf in a tree of this size")
        proof: list[bytes] = []
        for level in self._levels:
            proof += _sibling(level, index)
            index >>= 1
        return proof


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int, size: int) -> list[bytes]:
    """Return the proof that the leaf at `index` is in the tree of the first `size` leaves.

    Raises:
        ValueError: there is no such tree, or no such leaf in it.
    """
    if not 0 <= index < size <= len(leaf_hashes):
        raise ValueError("no such leaf in a tree of this size")
    return Tree(leaf_hashes[:size]).inclusion_proof(index)


def consistency_proof(leaf_hashes: Sequence[bytes], old_size: int, new_size: int) -> list[bytes]:
    """Return the proof that the tree of `new_size` leaves continues that of `old_size` leaves.

    Raises:
        ValueError: there are no such trees, or the old one is empty: it proves nothing.
    """
    if not 0 < old_size <= new_size <= len(leaf_hashes):
        raise ValueError("no trees of these sizes")
    proof: list[bytes] = []
    if old_size == new_size:
        return proof
    # The proof starts at the largest subtree that ends where the old tree ends. When that is the
    # whole old tree, who verifies has its root already.
    index, climbing = old_size - 1, True
    for level in _levels(leaf_hashes[:new_size]):
        if climbing and not index & 1:
            climbing = False
            proof += [level[index]] if index else []
        if not climbing:
            proof += _sibling(level, index)
        index >>= 1
    return proof


def _levels(leaf_hashes: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Yield the hashes of each level of a tree, from the leaves to the root.

    A hash without a neighbour rises unchanged, which gives the tree of the RFC: its left subtree is
    always the largest perfect one.
    """
    level = leaf_hashes
    yield level
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [node_hash(left, right) for left, right in pairs]
        level = [*above, level[-1]] if len(level) & 1 else above
        yield level


def _sibling(level: Sequence[bytes], index: int) -> Sequence[bytes]:
    """Return the hash beside that at `index`, in a list; an empty one when there is none."""
    beside = index ^ 1
    return level[beside : beside + 1]


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Verify that a leaf stands at `index` in the tree of `size` leaves with this root.

    The algorithm is that of RFC 9162 section 2.1.3.2. Size and root must come from one head: a
    proof alone does not tell all sizes apart.

    Raises:
        ProofError: it does not hold, or the arguments make no sense. Nothing else is raised,
            whatever the arguments are.
    """
    _check_sizes(index, size)
    _check_hashes(proof, leaf_hash, root)
    if not index < size:
        raise ProofError("the tree has no such leaf")
    node = leaf_hash
    for beside, left in _climb(index, size - 1, proof):
        node = node_hash(beside, node) if left else node_hash(node, beside)
    if node != root:
        raise ProofError("the proof leads to another root")


def verify_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Verify that the tree with the new root continues the tree with the old root.

    The algorithm is that of RFC 9162 section 2.1.4.2.

    Raises:
        ProofError: it does not hold, or the arguments make no sense: an old size of 0 proves
            nothing. Nothing else is raised, whatever the arguments are.
    """
    _check_sizes(old_size, new_size)
    _check_hashes(proof, old_root, new_root)
    if not 0 < old_size <= new_size:
        raise ProofError("an old size of 0 proves nothing" if not old_size else "the tree shrank")
    if old_size == new_size:
        if proof or old_root != new_root:
            raise ProofError("two trees of one size with different roots, or with a proof")
        return
    here, last = old_size - 1, new_size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    if not proof:
        raise ProofError("the proof is too short")
    # Where the old tree is one perfect subtree, the proof starts at its root without repeating it.
    start, *path = proof if here else (old_root, *proof)
    old = new = start
    for beside, left in _climb(here, last, path):
        if left:
            old = node_hash(beside, old)
        new = node_hash(beside, new) if left else node_hash(new, beside)
    if old != old_root or new != new_root:
        raise ProofError("the proof leads to other roots")


def _climb(here: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each hash of a proof, and whether it stands to the left on the way to the root.

    The way starts at number `here` of a level, of which `last` is the last number.
    """
    for beside in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        left = here & 1 == 1 or here == last
        yield beside, left
        # At the right edge a node without a neighbour rises unchanged.
        while left and here and not here & 1:
            here, last = here >> 1, last >> 1
        here, last = here >> 1, last >> 1
    if last != 0:
        raise ProofError("the proof is too short")


def _check_sizes(*sizes: int) -> None:
    if not all(type(size) is int and 0 <= size < SIZE_LIMIT for size in sizes):
        raise ProofError("not the size of a tree, or not the number of a leaf")


def _check_hashes(proof: Sequence[bytes], *hashes: bytes) -> None:
    if type(proof) is not list and type(proof) is not tuple:
        raise ProofError("not a list of hashes")
    if not all(type(hashed) is bytes and len(hashed) == HASH_SIZE for hashed in (*proof, *hashes)):
        raise ProofError("not a hash of 32 bytes")
