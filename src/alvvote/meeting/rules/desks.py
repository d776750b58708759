"""Rules for desks: what a desk may do, and the keys by which desks sign."""

from alvvote.ledger.errors import KeyFileError
from alvvote.ledger.keys import parse_vkey
from alvvote.ledger.log import Role
from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.meeting.rules.find import Rule
from alvvote.problems import Problem

DESK_KINDS = frozenset(
    event.kind
    for event in (
        e.RepresentativeNamed,
        e.RepresentativeWithdrawn,
        e.RepresentativeRefused,
        e.MemberAccredited,
        e.AccreditationEnded,
        e.PassReplaced,
        e.DoorPassed,
        e.CardReissued,
        e.BallotCast,
        e.BallotScanned,
    )
)
"""What a desk does; everything else is for the office."""


def allowed(role: Role | None, kind: str) -> list[Problem]:
    """Return what speaks against an act by who has this role, whatever the state."""
    return [] if role is None or kind in DESK_KINDS else [Problem("D140", value=kind)]


def _key(state: State, event: e.KeyRegistered) -> list[Problem]:
    try:
        known = parse_vkey(event.vkey).vkey() == event.vkey
    except KeyFileError:
        known = False
    if not known or event.role != "desk" or event.vkey in state.desk_keys:
        return [Problem("D142", value=event.vkey)]
    return []


DESK_RULES: dict[str, Rule] = {e.KeyRegistered.kind: _key}
