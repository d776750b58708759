"""A tamper-evident log: entries in order, a Merkle tree over them, signed heads, proofs."""
