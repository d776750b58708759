"""The Merkle tree: published vectors, the recursive definitions of the RFC, and tampering."""

from base64 import b64decode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.ledger.errors import ProofError
from alvvote.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The leaves, roots and proofs with which implementations of Certificate Transparency test theirs.
LEAVES = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(root)
    for root in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
INCLUSIONS = {  # (index, size)
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCIES = {  # (old size, new size)
    (1, 1): [],
    (1, 8): [
        b64decode(line).hex()
        for line in (
            "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
            "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
            "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
        )
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
PUBLISHED = [leaf_hash(data) for data in LEAVES]
HASHES = [leaf_hash(b"%d" % number) for number in range(300)]
SMALL = 12
"""Up to this size every tampering is tried."""


def _split(size: int) -> int:
    """Return the largest power of 2 that is smaller than `size` (RFC 9162 section 2.1.1)."""
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def _mth(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162 section 2.1.1, over the hashes of the leaves."""
    if not hashes:
        return sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    k = _split(len(hashes))
    return sha256(b"\x01" + _mth(hashes[:k]) + _mth(hashes[k:])).digest()


def _path(m: int, hashes: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162 section 2.1.3.1."""
    if len(hashes) == 1:
        return []
    k = _split(len(hashes))
    if m < k:
        return [*_path(m, hashes[:k]), _mth(hashes[k:])]
    return [*_path(m - k, hashes[k:]), _mth(hashes[:k])]


def _subproof(m: int, hashes: Sequence[bytes], *, known: bool) -> list[bytes]:
    """SUBPROOF of RFC 9162 section 2.1.4.1; PROOF is the one with `known`."""
    if m == len(hashes):
        return [] if known else [_mth(hashes)]
    k = _split(len(hashes))
    if m <= k:
        return [*_subproof(m, hashes[:k], known=known), _mth(hashes[k:])]
    return [*_subproof(m - k, hashes[k:], known=False), _mth(hashes[:k])]


def _root_by(leaf: bytes, m: int, size: int, path: list[bytes]) -> bytes:
    """Return the root that PATH read backwards leads to; IndexError when it is too short."""
    if size == 1:
        if path:
            raise IndexError("too long")
        return leaf
    k, rest, last = _split(size), path[:-1], path[-1]
    if m < k:
        return node_hash(_root_by(leaf, m, k, rest), last)
    return node_hash(last, _root_by(leaf, m - k, size - k, rest))


def _roots_by(
    old_root: bytes, m: int, size: int, proof: list[bytes], *, known: bool = True
) -> tuple[bytes, bytes]:
    """Return both roots that SUBPROOF read backwards leads to."""
    if m == size:
        if len(proof) != (0 if known else 1):
            raise IndexError("too long")
        start = old_root if known else proof[0]
        return start, start
    k, rest, last = _split(size), proof[:-1], proof[-1]
    if m <= k:
        old, new = _roots_by(old_root, m, k, rest, known=known)
        return old, node_hash(new, last)
    old, new = _roots_by(old_root, m - k, size - k, rest, known=False)
    return node_hash(last, old), node_hash(last, new)


def _holds_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    try:
        verify_inclusion(leaf, index, size, proof, root)
    except ProofError:
        return False
    return True


def _holds_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: list[bytes]
) -> bool:
    try:
        verify_consistency(old_size, old_root, new_size, new_root, proof)
    except ProofError:
        return False
    return True


def _tampered(proof: list[bytes]) -> list[list[bytes]]:
    """Return the proof with each hash changed, dropped, doubled, cut, and each two swapped."""
    other = leaf_hash(b"another")
    found = [[*proof, other], [other, *proof], [*proof, *proof] if proof else [other]]
    for at, hashed in enumerate(proof):
        before, after = proof[:at], proof[at + 1 :]
        found += [[*before, *after], [*before, hashed, hashed, *after], [*before, other, *after]]
        found += [[*before, bytes([hashed[0] ^ 1]) + hashed[1:], *after]]
        found += [[*before, hashed[:-1] + bytes([hashed[-1] ^ 0x80]), *after]]
        found += [[*before, wrong, *after] for wrong in (hashed[:-1], hashed + b"\0", b"")]
        for later in range(at + 1, len(proof)):
            swapped = proof.copy()
            swapped[at], swapped[later] = swapped[later], swapped[at]
            found.append(swapped)
    return found


def test_published_roots() -> None:
    """The roots of the first 0 to 8 leaves are the published ones, in every way to make them."""
    assert ROOTS[0] == EMPTY_ROOT
    frontier = Frontier()
    for size, root in enumerate(ROOTS):
        assert (root_of(PUBLISHED[:size]), frontier.root(), frontier.size) == (root, root, size)
        if size < len(PUBLISHED):
            frontier = frontier.append(PUBLISHED[size])


@pytest.mark.parametrize(("index", "size"), INCLUSIONS)
def test_published_inclusion_proofs(index: int, size: int) -> None:
    """The inclusion proofs are the published ones, and hold."""
    expected = [bytes.fromhex(hashed) for hashed in INCLUSIONS[index, size]]
    assert inclusion_proof(PUBLISHED, index, size) == expected
    verify_inclusion(PUBLISHED[index], index, size, expected, ROOTS[size])


@pytest.mark.parametrize(("old_size", "new_size"), CONSISTENCIES)
def test_published_consistency_proofs(old_size: int, new_size: int) -> None:
    """The consistency proofs are the published ones, and hold."""
    expected = [bytes.fromhex(hashed) for hashed in CONSISTENCIES[old_size, new_size]]
    assert consistency_proof(PUBLISHED, old_size, new_size) == expected
    verify_consistency(old_size, ROOTS[old_size], new_size, ROOTS[new_size], expected)


@pytest.mark.parametrize("size", range(41))
def test_small_trees_follow_the_definition(size: int) -> None:
    """Up to 40 leaves root and all proofs are those of the recursive definition, and hold."""
    hashes = HASHES[:size]
    root = _mth(hashes)
    assert root_of(hashes) == root
    for index in range(size):
        path = inclusion_proof(HASHES, index, size)
        assert path == _path(index, hashes)
        verify_inclusion(HASHES[index], index, size, path, root)
    for old_size in range(1, size + 1):
        proof = consistency_proof(HASHES, old_size, size)
        assert proof == _subproof(old_size, hashes, known=True)
        verify_consistency(old_size, _mth(hashes[:old_size]), size, root, proof)


@given(st.data())
def test_larger_trees_follow_the_definition(data: st.DataObject) -> None:
    """So are those of larger trees; the frontier can be kept and continued at any point."""
    size = data.draw(st.integers(1, len(HASHES)))
    index, cut = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    hashes, root = HASHES[:size], _mth(HASHES[:size])
    path, proof = inclusion_proof(HASHES, index, size), consistency_proof(HASHES, cut, size)
    assert (path, proof) == (_path(index, hashes), _subproof(cut, hashes, known=True))
    verify_inclusion(HASHES[index], index, size, tuple(path), root)
    verify_consistency(cut, _mth(hashes[:cut]), size, root, tuple(proof))

    early = Frontier().extend(hashes[:cut])
    kept = Frontier.from_bytes(cut, early.to_bytes())
    assert (kept, kept.root()) == (early, _mth(hashes[:cut]))
    assert Frontier.from_bytes(0, b"") == Frontier()
    assert kept.extend(iter(hashes[cut:])).root() == root


@pytest.mark.parametrize(
    ("size", "length"), [(0, 32), (1, 0), (1, 31), (1, 64), (3, 32), (8, 64), (-1, 32)]
)
def test_a_frontier_of_another_size_is_refused(size: int, length: int) -> None:
    """A frontier has one hash for each bit that is set in its size."""
    with pytest.raises(ValueError, match="frontier"):
        Frontier.from_bytes(size, bytes(length))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (0, 301), (300, 300)])
def test_inclusion_proofs_that_cannot_be_made(index: int, size: int) -> None:
    """There is no proof of a leaf that is not in the tree, or of a tree that is not there."""
    with pytest.raises(ValueError, match="no such leaf"):
        inclusion_proof(HASHES, index, size)


@pytest.mark.parametrize(("old_size", "new_size"), [(0, 3), (-1, 3), (4, 3), (1, 301), (0, 0)])
def test_consistency_proofs_that_cannot_be_made(old_size: int, new_size: int) -> None:
    """There is no proof from an empty tree, from a larger one, or to one that is not there."""
    with pytest.raises(ValueError, match="no trees"):
        consistency_proof(HASHES, old_size, new_size)


@pytest.mark.parametrize("size", range(1, SMALL + 1))
def test_tampered_inclusion_proofs_fail(size: int) -> None:
    """No change of the hashes, the leaf or the root leaves an inclusion proof that holds."""
    root = root_of(HASHES[:size])
    for index in range(size):
        leaf, proof = HASHES[index], inclusion_proof(HASHES, index, size)
        for tampered in _tampered(proof):
            assert not _holds_inclusion(leaf, index, size, tampered, root)
        for other in (HASHES[size], HASHES[index - 1], root, EMPTY_ROOT):
            assert other == leaf or not _holds_inclusion(other, index, size, proof, root)
            assert other == root or not _holds_inclusion(leaf, index, size, proof, other)


@pytest.mark.parametrize("size", range(2, SMALL + 1))
def test_tampered_consistency_proofs_fail(size: int) -> None:
    """No change of the hashes or of a root leaves a consistency proof that holds."""
    new_root, forked = root_of(HASHES[:size]), root_of([*HASHES[: size - 1], HASHES[99]])
    for old_size in range(1, size + 1):
        old_root, proof = root_of(HASHES[:old_size]), consistency_proof(HASHES, old_size, size)
        for tampered in _tampered(proof):
            assert not _holds_consistency(old_size, old_root, size, new_root, tampered)
        for other in (root_of(HASHES[1 : old_size + 1]), EMPTY_ROOT, forked):
            assert not _holds_consistency(old_size, other, size, new_root, proof)
            assert not _holds_consistency(old_size, old_root, size, other, proof)


def _agrees_on_inclusion(
    leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes
) -> bool:
    try:
        expected = 0 <= index < size and _root_by(leaf, index, size, proof) == root
    except IndexError:
        expected = False
    return _holds_inclusion(leaf, index, size, proof, root) == expected


@pytest.mark.parametrize("size", range(1, SMALL + 1))
def test_wrong_numbers_in_inclusion_proofs(size: int) -> None:
    """A wrong index fails; a wrong size fails unless the way to the root is the same in both.

    RFC 9162 binds the size by the signed head, not by the proof: the first leaf has the same way to
    the root in trees of 3 and of 4 leaves.
    """
    root = root_of(HASHES[:size])
    for index in range(size):
        leaf, proof = HASHES[index], inclusion_proof(HASHES, index, size)
        for other in range(-1, size + 2):
            assert other == index or not _holds_inclusion(leaf, other, size, proof, root)
        for other_size in range(2 * SMALL):
            assert _agrees_on_inclusion(leaf, index, other_size, proof, root)
    assert _holds_inclusion(HASHES[0], 0, 4, inclusion_proof(HASHES, 0, 3), root_of(HASHES[:3]))


@pytest.mark.parametrize("size", range(2, SMALL + 1))
def test_wrong_sizes_in_consistency_proofs(size: int) -> None:
    """With other sizes a consistency proof holds only if the definition itself says that it does.

    It says so for a few, in which every hash has the same place: heads bind sizes, not proofs.
    """
    new_root = root_of(HASHES[:size])
    for old_size in range(1, size):
        old_root, proof = root_of(HASHES[:old_size]), consistency_proof(HASHES, old_size, size)
        for old in range(-1, SMALL + 2):
            for new in range(-1, SMALL + 2):
                try:
                    roots = _roots_by(old_root, old, new, proof) if 0 < old <= new else None
                except IndexError:
                    roots = None
                expected = roots == (old_root, new_root)
                assert _holds_consistency(old, old_root, new, new_root, proof) == expected


@pytest.mark.parametrize(
    ("old_size", "old_root", "new_size", "new_root", "proof"),
    [
        (0, ROOTS[0], 8, ROOTS[8], []),
        (0, ROOTS[0], 0, ROOTS[0], []),
        (-1, ROOTS[1], 8, ROOTS[8], []),
        (8, ROOTS[8], 1, ROOTS[1], consistency_proof(PUBLISHED, 1, 8)),
        (8, ROOTS[8], 8, ROOTS[8], [ROOTS[8]]),
        (8, ROOTS[8], 8, ROOTS[7], []),
        (4, ROOTS[4], 8, ROOTS[8], []),
        (3, ROOTS[3], 8, ROOTS[8], []),
        (True, ROOTS[1], 8, ROOTS[8], consistency_proof(PUBLISHED, 1, 8)),
        (1.0, ROOTS[1], 8, ROOTS[8], consistency_proof(PUBLISHED, 1, 8)),
        ("1", ROOTS[1], 8, ROOTS[8], consistency_proof(PUBLISHED, 1, 8)),
        (1, ROOTS[1], 2**64, ROOTS[8], []),
        (1, None, 1, None, []),
        (1, ROOTS[1].hex(), 1, ROOTS[1].hex(), []),
        (1, bytearray(ROOTS[1]), 1, bytearray(ROOTS[1]), []),
        (1, b"", 1, b"", []),
        (1, ROOTS[1], 1, ROOTS[1], b""),
        (1, ROOTS[1], 1, ROOTS[1], ""),
        (1, ROOTS[1], 1, ROOTS[1], None),
        (1, ROOTS[1], 1, ROOTS[1], {}),
        (2, ROOTS[2], 3, ROOTS[3], ROOTS[1]),
        (2, ROOTS[2], 3, ROOTS[3], iter([PUBLISHED[2]])),
        (2, ROOTS[2], 3, ROOTS[3], [PUBLISHED[2].hex()]),
        (2, ROOTS[2], 3, ROOTS[3], [None]),
    ],
)
def test_consistency_that_makes_no_sense(
    old_size: Any, old_root: Any, new_size: Any, new_root: Any, proof: Any
) -> None:
    """Sizes, roots and proofs that make no sense are a failed proof, not another error."""
    with pytest.raises(ProofError):
        verify_consistency(old_size, old_root, new_size, new_root, proof)


SEVENTH = inclusion_proof(PUBLISHED, 6, 8)


@pytest.mark.parametrize(
    ("leaf", "index", "size", "proof", "root"),
    [
        (PUBLISHED[0], 0, 0, [], ROOTS[0]),
        (PUBLISHED[0], -1, 1, [], ROOTS[1]),
        (PUBLISHED[0], 1, 1, [], ROOTS[1]),
        (PUBLISHED[0], False, 1, [], ROOTS[1]),
        (PUBLISHED[0], 0, True, [], ROOTS[1]),
        (PUBLISHED[0], None, 1, [], ROOTS[1]),
        (PUBLISHED[0], 0, "1", [], ROOTS[1]),
        (PUBLISHED[0], 0, 2**64, [], ROOTS[1]),
        (PUBLISHED[0], 2**70, 2**71, [], ROOTS[1]),
        (PUBLISHED[0], 0, 1, b"", ROOTS[1]),
        (PUBLISHED[0], 0, 1, None, ROOTS[1]),
        (None, 0, 1, [], None),
        ("", 0, 1, [], ""),
        (b"", 0, 1, [], b""),
        (PUBLISHED[6], 6, 8, SEVENTH[:-1], ROOTS[8]),
        (PUBLISHED[6], 6, 8, [*SEVENTH, ROOTS[8]], ROOTS[8]),
        (PUBLISHED[6], 6, 8, b"".join(SEVENTH), ROOTS[8]),
        (PUBLISHED[6], 6, 8, [bytearray(hashed) for hashed in SEVENTH], ROOTS[8]),
    ],
)
def test_inclusion_that_makes_no_sense(
    leaf: Any, index: Any, size: Any, proof: Any, root: Any
) -> None:
    """Numbers, hashes and proofs that make no sense are a failed proof, not another error."""
    with pytest.raises(ProofError):
        verify_inclusion(leaf, index, size, proof, root)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 9)
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.binary(max_size=40)
    | st.sampled_from([*ROOTS, *PUBLISHED])
    | st.sampled_from([object(), int, NotImplemented, Ellipsis]),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.integers(), inner),
    max_leaves=6,
)


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_nothing_but_proof_errors(one: Any, two: Any, three: Any, four: Any, five: Any) -> None:
    """Whatever is passed in, all that is raised is ProofError."""
    _holds_inclusion(one, two, three, four, five)
    _holds_consistency(one, two, three, four, five)


def test_an_empty_tree_proves_nothing() -> None:
    """Everything continues the empty tree: that is refused in so many words."""
    with pytest.raises(ProofError, match="an old size of 0 proves nothing"):
        verify_consistency(0, ROOTS[0], 8, ROOTS[8], [])


def test_numbers_beyond_measure() -> None:
    """Sizes have 64 bits (RFC 9162); a number of a million digits is a failed proof, at once.

    The last leaf of a tree of 2**n + 1 leaves has one hash beside it.
    """
    left, leaf = PUBLISHED[:2]
    root = node_hash(left, leaf)
    assert _holds_inclusion(leaf, 2**63, 2**63 + 1, [left], root)
    assert not _holds_inclusion(leaf, 2**64, 2**64 + 1, [left], root)
    huge = 1 << 4_000_000
    assert not _holds_inclusion(PUBLISHED[0], huge - 1, huge, list(PUBLISHED), ROOTS[8])
    assert not _holds_consistency(huge - 1, ROOTS[7], huge, ROOTS[8], list(PUBLISHED))


def test_a_leaf_is_no_node() -> None:
    """The prefixes keep the data of a leaf from passing for two hashes (RFC 9162 section 2.1.1)."""
    left, right = PUBLISHED[:2]
    assert leaf_hash(left + right) != node_hash(left, right)
    assert leaf_hash(b"") == sha256(b"\0").digest()
