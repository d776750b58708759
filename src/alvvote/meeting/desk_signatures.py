"""What the signatures of desks are worth: a desk signs what desks did, and nothing else."""

from collections.abc import Collection, Iterable, Mapping

from alvvote.ledger.audit import Audit, Finding
from alvvote.ledger.log import Head

FOREIGN_SIGNATURE = "D141"
"""The detail of a finding: a desk alone signed what no desk may do, or before it had a key."""


def judge_signatures(
    audit: Audit, heads: Iterable[Head], desk_keys: Mapping[str, int], at_desks: Collection[int]
) -> Audit:
    """Return the audit with what the signatures of desks add to it.

    `desk_keys` gives the number of the entry by which each key is known, `at_desks` the entries
    that desks made. A desk that was made known under a signature of the office vouches for its own
    acts after that: so far the record counts as signed.
    """
    signed_size = audit.signed_size
    for head in heads:
        known = [desk_keys[key.vkey()] for key in audit.named.get(head.size, ())]
        of_desks = all(number in at_desks for number in range(head.first, head.size))
        by_office = head.size in audit.signed
        if known and not by_office and not (of_desks and min(known) < head.first):
            finding = Finding(head.first, "rule broken", FOREIGN_SIGNATURE)
            return audit._replace(finding=finding)
        vouched = any(number < audit.signed_size for number in known)
        if head.first == signed_size and vouched and of_desks:
            signed_size = head.size
    return audit._replace(signed_size=signed_size)


def signed_by_desks(audit: Audit) -> int:
    """Return how many heads are signed by desks alone."""
    return len(audit.named.keys() - audit.signed)
