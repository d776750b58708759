"""What stays in sight at a desk: how many are accredited, and who came and went last."""

from typing import Literal, NamedTuple

from alvvote.ledger.entry import Entry
from alvvote.meeting import events as e
from alvvote.meeting.dossier import Dossier, copy_problems
from alvvote.meeting.model import State, turnout_of
from alvvote.problems import Problem

MOST_RECENT = 10

What = Literal["in", "takes over", "out", "new pass"]


class Recent(NamedTuple):
    """Something that happened at a desk."""

    what: What
    gm_code: str
    at: str | None
    """ISO; None where it was erased."""
    desk: str | None


class Sight(NamedTuple):
    """What a desk always shows."""

    state: State
    members: int
    """How many are accredited."""
    votes: int
    """The votes that they have."""
    recent: tuple[Recent, ...]
    """The newest last."""
    warnings: tuple[Problem, ...]
    """About the live copies and the key."""


NOTHING = Sight(State(), 0, 0, (), ())


def seen_after(before: Sight, dossier: Dossier) -> Sight:
    """Return what is in sight now; only entries that are new since `before` are read.

    Raises:
        StoreError: the log cannot be read.
    """
    state = dossier.state
    recent = before.recent
    for entry in dossier.log.entries(before.state.size, state.size):
        recent = _with(recent, entry)
    members, votes = turnout_of(state) or (0, 0)
    warnings = copy_problems(dossier.log.copies())
    if dossier.key is None:
        warnings.append(Problem("W407", column="--key"))
    return Sight(state, members, votes, recent, tuple(warnings))


def _with(recent: tuple[Recent, ...], entry: Entry) -> tuple[Recent, ...]:
    what = _what(entry)
    if what is None:
        return recent
    private = entry.private or {}
    fresh = Recent(what, entry.public["gm_code"], private.get("at"), private.get("desk"))
    return (*recent, fresh)[-MOST_RECENT:]


def _what(entry: Entry) -> What | None:
    if entry.kind == e.MemberAccredited.kind:
        return "in" if entry.public.get("takes_over") is None else "takes over"
    if entry.kind == e.PassReplaced.kind:
        return "new pass"
    ended = entry.kind == e.AccreditationEnded.kind
    return "out" if ended and entry.public.get("cause") != "substituted" else None
