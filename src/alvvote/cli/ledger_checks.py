"""Checking a whole record: progress, what is wrong, and what could not be checked."""

import sys
from collections.abc import Callable

from alvvote.i18n import _, _n, number
from alvvote.ledger.keys import PublicKey
from alvvote.ledger.note import SignedCheckpoint
from alvvote.ledger.store import Log
from alvvote.meeting import events as e
from alvvote.meeting.desk_signatures import signed_by_desks
from alvvote.meeting.dossier import public_key_of
from alvvote.meeting.replay import Replayed, replay

_STEP = 2_000


def check_record(log: Log, keys: list[PublicKey], heads: list[SignedCheckpoint]) -> Replayed:
    """Check a record, by the keys that were given and by the one that it says is its own.

    Raises:
        StoreError: it cannot be read at all.
        KeyFileError: what stands there as key is none.
    """
    own = public_key_of(log)
    trusted = [*keys, *([] if own is None or own in keys else [own])]
    progress = _Progress(log.head().size)
    try:
        return replay(log, trusted, heads, progress)
    finally:
        progress.end()


class _Progress:
    """A line that says how far it is, for who waits at a terminal."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._shown = sys.stderr.isatty() and size >= _STEP

    def __call__(self, entry: int) -> None:
        if self._shown and entry % _STEP == 0:
            text = _("entry {entry} of {size}").format(entry=number(entry), size=number(self._size))
            print(f"\r  {text}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def unchecked(
    log: Log, found: Replayed, keys: list[PublicKey], heads: list[SignedCheckpoint]
) -> list[tuple[str, int, str]]:
    """Return what could not be checked: a fixed word, how many, and a sentence."""
    audit = found.audit
    own = public_key_of(log)
    gaps: list[tuple[str, int, str]] = []

    def gap(what: str, count: int, text: str) -> None:
        if count:
            gaps.append((what, count, text))

    gap(
        "no head from elsewhere",
        int(not heads),
        _(
            "no head from elsewhere was given: whoever holds the file and the key could have made "
            "all of it anew. Give one with --head: printed in the minutes, or kept by others"
        ),
    )
    if own is None:
        gap("no key", 1, _("the dossier has no key: who kept it is not shown by any signature"))
    else:
        gap(
            "key from the dossier",
            int(own not in keys),
            _("the key was taken from the dossier itself: give the one you got with --key"),
        )
        signed = audit.signed_heads + signed_by_desks(audit)
        unsigned = max(0, audit.heads - signed - audit.older_signatures)
        text = _n("{count} head is not signed", "{count} heads are not signed", unsigned)
        gap("unsigned heads", unsigned, text.format(count=number(unsigned)))
        tail = audit.size - audit.signed_size
        text = _(
            "the entries from {entry} on are signed by nobody: whoever holds the file could have "
            "made them"
        )
        gap("unsigned entries", tail, text.format(entry=number(audit.signed_size)))
    text = _n(
        "{count} signature is of a key that was not given",
        "{count} signatures are of keys that were not given",
        audit.unknown_signatures,
    )
    unknown = audit.unknown_signatures
    gap("unknown signatures", unknown, text.format(count=number(unknown)))
    older = audit.older_signatures
    text = _(
        "{count} signatures of older heads were not checked one by one; the newer ones, which "
        "were, cover the same entries"
    )
    gap("older signatures", older, text.format(count=number(older)))
    text = _n(
        "{count} private part is erased, of {all}",
        "{count} private parts are erased, of {all}",
        audit.erased,
    )
    gap(
        "erased private parts",
        audit.erased,
        text.format(count=number(audit.erased), all=number(audit.private_parts)),
    )
    for kind, (word, sentence) in _unasked().items():
        count = found.unasked.get(kind, 0)
        gap(word, count, sentence(count).format(count=number(count)))
    gap("the clock", 1, _("moments are those of the clock of the machine that kept the record"))
    return gaps


def _unasked() -> dict[str, tuple[str, Callable[[int], str]]]:
    """Return what is said of rules about private parts that are erased, by kind of entry."""
    return {
        e.BallotCast.kind: (
            "reasons of corrections",
            lambda count: _n(
                "of {count} correction nobody can see any more that it had a reason",
                "of {count} corrections nobody can see any more that they had a reason",
                count,
            ),
        ),
        e.CountEntered.kind: (
            "tellers",
            lambda count: _n(
                "of {count} count nobody can see any more who counted, and what",
                "of {count} counts nobody can see any more who counted, and what",
                count,
            ),
        ),
        e.CardIssued.kind: (
            "codes of cards",
            lambda count: _n(
                "of {count} voting card nobody can see any more that a hash of its code was kept",
                "of {count} voting cards nobody can see any more that a hash of the code was kept",
                count,
            ),
        ),
        e.CardReissued.kind: (
            "codes of new cards",
            lambda count: _n(
                "the same of {count} new voting card",
                "the same of {count} new voting cards",
                count,
            ),
        ),
        e.MemberAccredited.kind: (
            "functions",
            lambda count: _n(
                "of {count} accreditation nobody can see any more the function",
                "of {count} accreditations nobody can see any more the function",
                count,
            ),
        ),
        e.RepresentativeNamed.kind: (
            "representatives",
            lambda count: _n(
                "of {count} representative nobody can see any more who it was",
                "of {count} representatives nobody can see any more who they were",
                count,
            ),
        ),
        e.RepresentativeRefused.kind: (
            "refusals",
            lambda count: _n(
                "of {count} refusal at a desk nobody can see any more why",
                "of {count} refusals at a desk nobody can see any more why",
                count,
            ),
        ),
        e.SupervisorNamed.kind: (
            "supervisors",
            lambda count: _n(
                "of {count} supervisor nobody can see any more who it was",
                "of {count} supervisors nobody can see any more who they were",
                count,
            ),
        ),
    }
