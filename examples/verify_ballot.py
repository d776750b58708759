"""Check the proof of a ballot without alvvote: Python alone. See docs/verify.md.

``python3 verify_ballot.py GM0344-M1.tlog-proof`` prints the ballot, and the head it stands in.
The algorithm is that of RFC 9162, section 2.1.3.2.
"""
# ruff: noqa: INP001 - it is copied out of here, and runs by itself

import base64
import hashlib
import json
import sys


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


with open(sys.argv[1], encoding="utf-8") as file:
    proof, head = file.read().split("\n\n")[:2]
_format, extra, index, *lines = proof.split("\n")
entry = base64.b64decode(extra.removeprefix("extra "))
origin, size, root = head.split("\n")[:3]
here, last = int(index.removeprefix("index ")), int(size) - 1
if not 0 <= here <= last or json.loads(entry)["number"] != here:
    sys.exit("WRONG: there is no such entry under this head")
node = leaf = _sha256(b"\x00" + entry)
for line in lines:
    if last == 0:
        sys.exit("WRONG: the proof is too long")
    beside = base64.b64decode(line)
    if here & 1 or here == last:
        node = _sha256(b"\x01" + beside + node)
        while here and not here & 1:
            here, last = here >> 1, last >> 1
    else:
        node = _sha256(b"\x01" + node + beside)
    here, last = here >> 1, last >> 1
if last != 0 or node != base64.b64decode(root):
    sys.exit("WRONG: this entry does not stand under this head")
print(f"entry:     {entry.decode()}")
print(f"leaf hash: {leaf.hex()}")
print(f"head:      {origin}, {size} entries")
print(f"root:      {node.hex()}")
print("RIGHT: the entry stands under this head")
