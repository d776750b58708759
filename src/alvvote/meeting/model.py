"""The state of a meeting: what follows from all events so far."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from alvvote.meeting.events import Casting, Turnout
from alvvote.proposal import Kind, Outcome, Proposal
from alvvote.roll import Roll
from alvvote.statutes import Quorum

_NONE: Mapping[str, Any] = MappingProxyType({})

SETTLED: frozenset[str] = frozenset({"held over", "withdrawn", "taken over", "lapsed", "done"})


class Text(NamedTuple):
    """A version of the text of an item."""

    version: str
    sha256: str
    day: str


class Item(NamedTuple):
    """An item of the agenda; see `alvvote.meeting.events.ItemAdded` for its fields."""

    id: str
    title: str
    kind: Kind | None
    majority: str | None = None
    options: tuple[str, ...] = ()
    rejecting: str | None = None
    advice: str | None = None
    submitters: tuple[str, ...] = ()
    cosignatories: tuple[str, ...] = ()
    parent: str | None = None
    part_of: str | None = None
    overtakes: tuple[str, ...] = ()
    submitted: str | None = None
    texts: tuple[Text, ...] = ()
    decided: Outcome | None = None
    """By a ruling, or settled without a vote."""
    decided_by: str | None = None
    """The vote whose ruling stands."""


class Ballot(NamedTuple):
    """What a member voted, frozen when it was cast."""

    option: str | None
    votes: int
    entry: int
    """The number of its entry."""
    replaces: int | None = None
    """The entry that this one corrects, where it is a correction."""


class Ruling(NamedTuple):
    """What the chair pronounced."""

    outcome: Outcome
    option: str | None
    agrees: bool
    moment: str


class CountOfTeller(NamedTuple):
    """What one teller counted."""

    teller: str | None
    counts: dict[str, int] | None


Status = Literal["open", "closed", "declared"]


class Vote(NamedTuple):
    """A vote: one question put to the meeting."""

    id: str
    items: tuple[str, ...]
    proposal: Proposal
    casting: Casting
    texts: tuple[tuple[str, str, str], ...]
    opened: str
    status: Status = "open"
    closed: str | None = None
    ballots: Mapping[str, Ballot] = _NONE
    corrected: tuple[str, ...] = ()
    """The members whose ballot was corrected after the closing, by code in order of the record."""
    accredited_at_opening: Turnout | None = None
    accredited_at_closing: Turnout | None = None
    accreditations: Mapping[str, tuple[int, ...]] = _NONE
    """Of each member the accreditations that stood at any moment while it was open, by entry."""
    scans: Mapping[str, Ballot] = _NONE
    """The passes in the piles of an emergency count, by member: counted beside the ballots."""
    waiting: CountOfTeller | None = None
    """The newest count of a teller that waits for a second one."""
    counts_entered: int = 0
    tellers_agree: bool = False
    """Whether the newest count is the one before it; of erased counts nobody knows."""
    agreed: Mapping[str, int] | None = None
    ruling: Ruling | None = None
    disputed: bool = False
    again_of: str | None = None
    replaced_by: str | None = None
    """The new vote that was declared, and so took the place of this one."""
    notes: tuple[str, ...] = ()

    @property
    def secret(self) -> bool:
        """True in a vote on persons: that a member voted is recorded, and never what."""
        return self.proposal.kind == "persons"

    @property
    def accredited(self) -> AbstractSet[str]:
        """The members accredited at any moment while it was open."""
        return self.accreditations.keys()

    @property
    def one_voter_may_demand_again(self) -> bool:
        """Whether one voter is enough for a new vote once it is disputed (Burgerlijk Wetboek 2:13).

        Not where the first was by call-over or in writing; after an acclamation it is.
        """
        return self.casting not in {"call-over", "written"}


class Speaker(NamedTuple):
    """Someone who asked for the floor."""

    item: str
    number: int
    explanation: bool
    gm_code: str | None
    name: str | None
    gist: str | None
    called: bool = False


class Card(NamedTuple):
    """A voting card that went out."""

    number: int
    """Its serial number: 1 for the first card of a member."""
    votes: int
    """What the member had when it went out: this number is printed on it."""
    salt: str | None
    digest: str | None
    """The salted hash of its code; None where it was erased."""


class Representative(NamedTuple):
    """Who represents a member: named beforehand, or at the desk."""

    entry: int
    """By which this one was named."""
    name: str | None
    """None where it was erased, like the two that follow."""
    function: str | None
    declaration: str | None
    """How the declaration was seen: ``paper`` or ``electronic``; None where it was not, yet."""
    declaration_desk: str | None = None
    """The desk that saw it; None where that was not said."""
    others: tuple[int, ...] = ()
    """The entries by which people of the same name stood elsewhere, who are other people."""
    came: bool = False
    """Whether this one has been accredited."""
    supervisor: str | None = None
    """Who decided that this one may represent the member, where that was left open."""
    reason: str | None = None


class Pass(NamedTuple):
    """A voting pass that was handed out."""

    code: str | None
    """None where there was none, or where it was erased."""
    accreditation: int
    """The entry by which the accreditation began that it is for."""
    began: int
    """The entry by which it was handed out."""
    ended: int | None = None
    """The entry by which it became worthless; None while it is valid."""


class State(NamedTuple):
    """Everything that is known of a meeting."""

    size: int = 0
    """How many entries it follows from."""
    name: str = ""
    day: date | None = None
    rehearsal: bool = False
    abstentions_count: bool = False
    blanks_count: bool = False
    quorum: Quorum | None = None
    roll: Roll | None = None
    fingerprint: str = ""
    roll_fixed: bool = False
    accreditation: bool | None = None
    items: Mapping[str, Item] = _NONE
    """In the order of the agenda."""
    votes: Mapping[str, Vote] = _NONE
    """In the order in which they were opened."""
    speakers: tuple[Speaker, ...] = ()
    deadlines: Mapping[str, str | None] = _NONE
    """What was set: for amendments, for motions; no key where nothing was."""
    cards: Mapping[str, tuple[Card, ...]] = _NONE
    """All cards of each member, the newest last: the others are worthless."""
    accredited: Mapping[str, int] = _NONE
    """The accredited members, with the number of the entry by which they are."""
    opened: str | None = None
    """When the chair opened the meeting; None as long as nobody recorded that."""
    late_admitted: bool = True
    """Whether a representative is admitted after the opening without a supervisor."""
    supervisors: tuple[str | None, ...] = ()
    """Who decides today on what the rules leave open; None where the name was erased."""
    representatives: Mapping[str, Representative] = _NONE
    """Who represents each member, at most one; still there after the representative left."""
    passes: Mapping[str, tuple[Pass, ...]] = _NONE
    """All passes of each member, the newest last."""
    door_used: bool = False
    """Whether passes are scanned at the door of the hall."""
    inside: Mapping[str, bool] = _NONE
    """Of the accredited members whose pass was scanned at the door: whether they went in."""
    desk_keys: Mapping[str, int] = _NONE
    """The verifier keys of desks, each with the number of the entry by which it is known."""
    published: date | None = None
    erased: int = 0
    """The private parts of entries before this number are gone."""


def outcome_of(state: State, item: Item) -> Outcome | None:
    """Return what became of an item: decided, settled, or overtaken; None while it is open."""
    if item.decided is not None:
        return item.decided
    overtaken = {
        name
        for other in state.items.values()
        if other.decided == "adopted"
        for name in other.overtakes
    }
    lapsed = any(
        above.decided in SETTLED or (above.decided is None and above.id in overtaken)
        for above in (item, *items_above(state, item))
    )
    return "lapsed" if lapsed else None


def items_above(state: State, item: Item) -> list[Item]:
    """Return what an item amends or is a part of, what that amends or is a part of, and so on.

    What has been decided ends the line: what lies above it matters no more.
    """
    found: dict[str, Item] = {}
    to_do = [item]
    while to_do:
        here = to_do.pop()
        for name in (here.parent, here.part_of):
            above = None if name is None else state.items.get(name)
            if above is not None and above.id not in found:
                found[above.id] = above
                if above.decided is None:
                    to_do.append(above)
    return list(found.values())


def amendments_of(state: State, item: Item) -> list[Item]:
    """Return the amendments to a proposal, in the order of the agenda."""
    return [other for other in state.items.values() if other.parent == item.id]


def parts_of_item(state: State, item: Item) -> list[Item]:
    """Return the parts in which a motion is put to the vote."""
    return [other for other in state.items.values() if other.part_of == item.id]


def turnout_of(state: State) -> Turnout | None:
    """Return how many members are accredited, and their votes; None where that is not used."""
    if not state.accreditation or state.roll is None:
        return None
    votes_of = state.roll.votes_of
    return len(state.accredited), sum(votes_of[code] for code in state.accredited)
