"""The proofs of all ballots at once, for a publication."""

from collections.abc import Iterable
from typing import NamedTuple

from alvvote.ledger.errors import StoreError
from alvvote.ledger.merkle import Tree, leaf_hash
from alvvote.ledger.note import SignedCheckpoint
from alvvote.ledger.store import Log
from alvvote.ledger.tlog_proof import TlogProof
from alvvote.meeting.model import Vote
from alvvote.meeting.proofs import newest_head


class ProvedBallots(NamedTuple):
    """Proofs against one head."""

    head: SignedCheckpoint
    texts: dict[tuple[str, str], str]
    """The proof file (C2SP tlog-proof), by the id of the vote and the code of the member."""


def prove_ballots(log: Log, votes: Iterable[Vote]) -> ProvedBallots:
    """Prove the ballots that hold in these votes, against the newest signed head that covers them.

    Where no head is signed, against the newest. A vote on persons has no proofs: who took part in
    it is not published.

    Raises:
        StoreError: the log is not what its head says.
    """
    wanted = {
        ballot.entry: (vote.id, gm_code)
        for vote in votes
        if not vote.secret
        for gm_code, ballot in vote.ballots.items()
    }
    head = newest_head(log, max(wanted, default=0))
    size = head.checkpoint.size
    leaves: dict[int, bytes] = {}
    hashes: list[bytes] = []
    for entry in log.entries(0, size):
        hashes.append(leaf_hash(entry.leaf))
        if entry.number in wanted:
            leaves[entry.number] = entry.leaf
    tree = Tree(hashes)
    if len(hashes) != size or tree.root != head.checkpoint.root:
        # Whoever gets the proofs would be the first to see it.
        raise StoreError("damaged", log.path)
    texts = {
        name: TlogProof(number, tuple(tree.inclusion_proof(number)), head, leaves[number]).text()
        for number, name in wanted.items()
    }
    return ProvedBallots(head, texts)
