"""Who is accredited: members and votes, by province, with what changed and why.

Accredited is not in the hall: that is known only where passes are scanned at its door.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from alvvote.meeting import events as e
from alvvote.meeting.history import Numbered
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.roll import Member
from alvvote.statutes import Members, Quorum, Votes
from alvvote.tally import Count

What = Literal[
    "came",
    "came back",
    "left",
    "substituted",
    "pass replaced",
    "went in",
    "went out",
    "off the roll",
]


class Present(NamedTuple):
    """A member on the roll, and whether it is accredited."""

    member: Member
    accredited: bool
    inside: bool | None
    """Whether its pass was last scanned on the way in; None: it was not, or no door is used."""


class Group(NamedTuple):
    """How many are accredited, of how many."""

    name: str
    accredited: Count
    of: Count


class Presence(NamedTuple):
    """Who is accredited after some entry."""

    members: tuple[Present, ...]
    """Everyone on the roll, in its order."""
    provinces: tuple[Group, ...]
    """By name; members outside the figures have a province without one."""
    total: Group
    inside: Count | None
    """Who is in the hall; None where no door is used."""
    quorum: Quorum | None
    reached: bool | None
    """Whether who is accredited is enough for the quorum; None where none is set."""


class Change(NamedTuple):
    """Something that changed in who is accredited, or in the hall, or by which pass."""

    entry: int
    gm_code: str
    what: What
    desk: str | None
    """Where; of a door its name. None where that was not said, or was erased."""
    reason: str | None


def presence_of(state: State) -> Presence | None:
    """Return who is accredited; None where accreditation is not used."""
    if not state.accreditation:
        return None
    members = tuple(
        Present(
            member,
            member.gm_code in state.accredited,
            state.inside.get(member.gm_code) if state.door_used else None,
        )
        for member in roll_of(state).members
    )
    names = sorted({present.member.province for present in members})
    provinces = tuple(
        _group(name, [p for p in members if p.member.province == name]) for name in names
    )
    inside = _count(present.member for present in members if present.inside)
    return Presence(
        members,
        provinces,
        _group("", members),
        inside if state.door_used else None,
        state.quorum,
        quorum_reached(state),
    )


def quorum_reached(state: State) -> bool | None:
    """Tell whether who is accredited is enough for the quorum; None where none is set.

    Of a vote itself the quorum is asked over the ballots handed in (`alvvote.tally`).
    """
    if state.quorum is None or not state.accreditation:
        return None
    roll = roll_of(state)
    if state.quorum.of == "members":
        return state.quorum.reached(len(state.accredited), roll.totals.members)
    votes = sum(roll.votes_of[gm_code] for gm_code in state.accredited)
    return state.quorum.reached(votes, roll.totals.votes)


def _group(name: str, members: Iterable[Present]) -> Group:
    listed = list(members)
    return Group(
        name,
        _count(present.member for present in listed if present.accredited),
        _count(present.member for present in listed),
    )


def _count(members: Iterable[Member]) -> Count:
    votes = [member.votes for member in members]
    return Count(Members(len(votes)), Votes(sum(votes)))


def changes_in(events: Iterable[Numbered]) -> list[Change]:
    """Return the changes that these events record, in their order."""
    found: list[Change] = []
    standing: set[str] = set()
    seen: set[str] = set()
    why: dict[str, str | None] = {}
    for number, event in events:
        if isinstance(event, e.MemberAccredited):
            code = event.gm_code
            reason = event.reason
            what: What = "came back" if code in seen else "came"
            if event.takes_over is not None:
                # One act: the first accreditation ended so that this one could begin.
                what, reason = "substituted", why.pop(code, None)
            found.append(Change(number, code, what, event.desk, reason))
            standing.add(code)
            seen.add(code)
        elif isinstance(event, e.AccreditationEnded):
            standing.discard(event.gm_code)
            if event.cause == "substituted":
                why[event.gm_code] = event.reason
            else:
                found.append(Change(number, event.gm_code, "left", event.desk, event.reason))
        elif isinstance(event, e.PassReplaced):
            found.append(Change(number, event.gm_code, "pass replaced", event.desk, event.reason))
        elif isinstance(event, e.DoorPassed):
            way: What = "went in" if event.inside else "went out"
            found.append(Change(number, event.gm_code, way, event.door, None))
        elif isinstance(event, e.RollSet):
            known = {m["gm_code"] for m in event.roll["members"]} if event.accreditation else set()
            for code in sorted(standing - known):
                standing.discard(code)
                found.append(Change(number, code, "off the roll", None, event.reason))
    return found
