"""Proofs for those who were not there: that a ballot is in the log, that the log was only added to.

What a proof file says is judged here without any dossier.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from alvvote.ledger.entry import Entry, read_entry
from alvvote.ledger.errors import NoteError, ProofError, SignatureError, StoreError
from alvvote.ledger.keys import PublicKey
from alvvote.ledger.merkle import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
)
from alvvote.ledger.note import (
    Checkpoint,
    SignedCheckpoint,
    check_signature,
    parse_checkpoint,
)
from alvvote.ledger.store import Head, Log
from alvvote.ledger.tlog_proof import TlogProof, parse_tlog_proof
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import public_key_of
from alvvote.meeting.events import BallotCast
from alvvote.meeting.model import Vote
from alvvote.meeting.roles import event_in
from alvvote.problems import Problem

NO_ENTRY = "holds something else where the entry should be"
NO_BALLOT = "is about an entry that is no ballot"
OTHER_PLACE = "the entry stands at another place than it says"


class Signer(NamedTuple):
    """Who signed a head, by a key that was given."""

    name: str
    kind: Literal["signed", "cosigned"]


class Signers(NamedTuple):
    """Whose signatures stand below a head."""

    known: tuple[Signer, ...]
    """Of keys that were given; they hold."""
    unknown: int
    """Signatures of other keys, which were not checked."""


class ProvedBallot(NamedTuple):
    """A ballot with the proof that it is in the log."""

    proof: TlogProof
    ballot: BallotCast
    signed: bool
    """Whether the keeper of the log signed the head that it is proved against."""


class CheckedProof(NamedTuple):
    """What a proof file proves, once it has been checked."""

    ballot: BallotCast
    number: int
    """The number of the entry of the ballot."""
    checkpoint: Checkpoint
    signers: Signers
    same_head: bool
    """Whether it was held against a head from elsewhere, and that is the same."""


class Extension(NamedTuple):
    """That the log continues an earlier head."""

    old: Checkpoint
    new: SignedCheckpoint
    hashes: tuple[bytes, ...]
    """The consistency proof (RFC 9162 section 2.1.4)."""
    signers: Signers
    """Who signed the earlier head."""


def signed_head(log: Log, head: Head) -> SignedCheckpoint:
    """Return a head of the log, with all signatures that are kept of it.

    Raises:
        StoreError: a signature that is kept is none.
    """
    lines = "".join(f"{line}\n" for line in log.signatures_of(head.size))
    try:
        return parse_checkpoint(f"{log.checkpoint(head).text()}\n{lines}")
    except NoteError as error:
        raise StoreError("damaged", log.path, str(error)) from error


def is_signed(log: Log, signed: SignedCheckpoint) -> bool:
    """Tell whether the keeper of the log signed a head, by the key that the log says is its own.

    Raises:
        KeyFileError: what stands there as key is none.
        StoreError: the signature is false.
    """
    own = public_key_of(log)
    try:
        return own is not None and any(
            check_signature(signed.checkpoint, signature, own) == "signed"
            for signature in signed.signatures
        )
    except SignatureError as error:
        raise StoreError("damaged", log.path, str(error)) from error


def prove_ballot(
    log: Log, vote: Vote, gm_code: str, head: SignedCheckpoint | None = None
) -> ProvedBallot:
    """Prove the ballot of a member, against the newest signed head or the one given.

    Raises:
        Refused: the vote is open, there is no such ballot, or the head is of another log or older.
    """
    if vote.status == "open":
        raise Refused(Problem("L116", expected=vote.id))
    ballot = vote.ballots.get(gm_code)
    if ballot is None:
        raise Refused(Problem("L115", value=gm_code))
    if head is None:
        against = newest_head(log, ballot.entry)
    else:
        hold_against(log, head)
        against = head
    size = against.checkpoint.size
    if size <= ballot.entry:
        raise Refused(Problem("L121", value=gm_code, expected=str(size)))
    entry = next(log.entries(ballot.entry, ballot.entry + 1))
    hashes = tuple(inclusion_proof(log.hashes(size), entry.number, size))
    proof = TlogProof(entry.number, hashes, against, entry.leaf)
    try:
        proof.verify(entry.leaf)
    except ProofError as error:
        # The file was changed; whoever gets the proof would be the first to see it.
        raise StoreError("damaged", log.path, str(entry.number)) from error
    return ProvedBallot(proof, _ballot_in(entry), is_signed(log, against))


def newest_head(log: Log, number: int) -> SignedCheckpoint:
    """Return the newest signed head over entry `number`; where none is signed, the newest."""
    newest = signed_head(log, log.head())
    if not log.signature_count():
        return newest
    for head in log.heads("WHERE size > ? ORDER BY size DESC", (number,)):
        signed = signed_head(log, head)
        if is_signed(log, signed):
            return signed
    return newest


def hold_against(log: Log, head: SignedCheckpoint) -> list[bytes]:
    """Hold a head from elsewhere against the log; return the leaf hashes of the log.

    The hashes are made anew from the entries.

    Raises:
        Refused: the log does not continue that head.
    """
    old = head.checkpoint
    hashes = [leaf_hash(entry.leaf) for entry in log.entries()]
    same = old.origin == log.origin and 0 < old.size <= len(hashes)
    if not same or root_of(hashes[: old.size]) != old.root:
        raise Refused(Problem("L118", value=str(old.size)))
    return hashes


def extension_of(log: Log, head: SignedCheckpoint, keys: Sequence[PublicKey] = ()) -> Extension:
    """Show that the log as it is now continues a head from elsewhere.

    Raises:
        Refused: it does not, or the signatures of that head are not as they should be.
        StoreError: the newest head of the log is not that of its entries.
    """
    with log.reading():
        signers = signers_of(head, keys)
        hashes = hold_against(log, head)
        new = signed_head(log, log.head())
    old, now = head.checkpoint, new.checkpoint
    try:
        proof = consistency_proof(hashes, old.size, now.size)
        verify_consistency(old.size, old.root, now.size, now.root, proof)
    except (ProofError, ValueError) as error:
        raise StoreError("damaged", log.path) from error
    return Extension(old, new, tuple(proof), signers)


def signers_of(head: SignedCheckpoint, keys: Iterable[PublicKey]) -> Signers:
    """Return who signed a head; each of the keys must have.

    Raises:
        Refused: a signature is false, or that of a key is not there.
    """
    known: list[Signer] = []
    checked = 0
    for key in keys:
        found = 0
        for signature in head.signatures:
            try:
                kind = check_signature(head.checkpoint, signature, key)
            except SignatureError as error:
                raise Refused(Problem("L117", details={"detail": key.name})) from error
            if kind is not None:
                known.append(Signer(key.name, kind))
                found += 1
        if not found:
            raise Refused(Problem("L119", value=key.name))
        checked += found
    return Signers(tuple(known), max(len(head.signatures) - checked, 0))


def check_proof(
    text: str, head: SignedCheckpoint | None = None, keys: Iterable[PublicKey] = ()
) -> CheckedProof:
    """Check a proof file, by itself or against a head from elsewhere.

    Raises:
        Refused: it is no proof, it does not hold, or it is about another head.
    """
    try:
        proof = parse_tlog_proof(text)
        entry = _entry_in(proof)
    except NoteError as error:
        raise Refused(Problem("L113", details={"detail": str(error)})) from error
    except ValueError as error:
        raise Refused(Problem("L113", details={"detail": NO_ENTRY})) from error
    try:
        ballot = _ballot_in(entry)
    except ValueError as error:
        raise Refused(Problem("L113", details={"detail": NO_BALLOT})) from error
    try:
        proof.verify(entry.leaf)
    except ProofError as error:
        raise Refused(Problem("L112", details={"detail": str(error)})) from error
    if entry.number != proof.index or not entry.is_canonical:
        raise Refused(Problem("L112", details={"detail": OTHER_PLACE}))
    if head is not None:
        _same_head(proof.signed.checkpoint, head.checkpoint)
        # Below the head that someone holds others may have signed.
        lines = dict.fromkeys((*proof.signed.signatures, *head.signatures))
        proof = proof._replace(signed=SignedCheckpoint(proof.signed.checkpoint, tuple(lines)))
    return CheckedProof(
        ballot,
        entry.number,
        proof.signed.checkpoint,
        signers_of(proof.signed, keys),
        same_head=head is not None,
    )


def _same_head(proved: Checkpoint, held: Checkpoint) -> None:
    if proved == held:
        return
    if proved.origin != held.origin or proved.size == held.size:
        raise Refused(Problem("L118", value=str(held.size)))
    sizes = {"proved": str(proved.size)}
    raise Refused(Problem("L122", expected=str(held.size), details=sizes))


def _entry_in(proof: TlogProof) -> Entry:
    """Return the entry that a proof file carries.

    Raises:
        NoteError: it carries none.
        ValueError: what it carries is none.
    """
    if proof.extra is None:
        raise NoteError("does not hold the entry that it is about")
    return read_entry(proof.extra, leaf_hash(proof.extra), None)


def _ballot_in(entry: Entry) -> BallotCast:
    """Return the ballot that an entry records; a forged entry may hold anything.

    Raises:
        ValueError: it records none.
    """
    ballot = event_in(entry, private=False)
    if (
        isinstance(ballot, BallotCast)
        and type(ballot.vote) is str
        and type(ballot.gm_code) is str
        and type(ballot.votes) is int
        and type(ballot.option) in {str, type(None)}
        and type(ballot.replaces) in {int, type(None)}
    ):
        return ballot
    raise ValueError("another entry than that of a ballot")
