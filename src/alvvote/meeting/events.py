"""What can happen in a meeting, as events: what is recorded of each, public and private.

Public is what proofs and publications may carry. Private is what singles out a person: names,
functions, passes, desks, exact times. The private part can be erased; then its fields are None.
"""

from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar, Literal

Request = Literal["majority", "voter"]
Casting = Literal["electronic", "show of passes", "call-over", "written"]
Turnout = tuple[int, int]
"""A number of members, and the votes they have together."""


Counts = tuple[tuple[str, int], ...]
"""Lines of a count on slips, in order, with the votes in each."""


class Event:
    """Something that happened."""

    kind: ClassVar[str]
    private: ClassVar[frozenset[str]] = frozenset()
    """The names of the fields that are kept in the private part."""


@dataclass(frozen=True, slots=True)
class MeetingCreated(Event):
    """The dossier was made. `day` is an ISO date; `quorum` as `alvvote.statutes` reads it."""

    kind = "meeting.created"
    name: str
    day: str
    rehearsal: bool
    abstentions_count: bool
    blanks_count: bool
    quorum: str | None


@dataclass(frozen=True, slots=True)
class RollSet(Event):
    """A roll holds from now on: `roll` is what `alvvote.roll.roll_core` makes of it."""

    kind = "roll.set"
    roll: dict[str, Any]
    fingerprint: str
    fixed: bool
    accreditation: bool | None
    """Whether only accredited members can vote; None as long as the roll is provisional."""
    reason: str | None


@dataclass(frozen=True, slots=True)
class ItemAdded(Event):
    """An item came on the agenda; without a kind there is no vote on it."""

    kind = "agenda.added"
    item: str
    title: str
    sort: str | None
    """A kind of `alvvote.proposal`; None for an item without a vote."""
    majority: str | None
    options: tuple[str, ...]
    rejecting: str | None
    advice: str | None
    submitters: tuple[str, ...]
    cosignatories: tuple[str, ...]
    parent: str | None
    """The proposal that an amendment amends."""
    part_of: str | None
    """The motion of which this is a part that is put to the vote by itself."""
    overtakes: tuple[str, ...]
    """Items that lapse when this one is adopted."""
    submitted: str | None
    """When it came in: ISO date and time, local."""


@dataclass(frozen=True, slots=True)
class ItemChanged(Event):
    """Fields of an item have other values: those of `ItemAdded`, by name."""

    kind = "agenda.changed"
    item: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ItemMoved(Event):
    """An item stands at another place of the agenda, counted from 1."""

    kind = "agenda.moved"
    item: str
    place: int


@dataclass(frozen=True, slots=True)
class TextAdded(Event):
    """A version of the text of an item: its SHA-256 (hexadecimal), and the day it came out."""

    kind = "agenda.text"
    item: str
    version: str
    sha256: str
    day: str


@dataclass(frozen=True, slots=True)
class DeadlineSet(Event):
    """The term for amendments or motions: ISO date and time, or None for no term."""

    kind = "agenda.deadline"
    what: Literal["amendments", "motions"]
    moment: str | None


@dataclass(frozen=True, slots=True)
class SpeakerAdded(Event):
    """Someone will speak on an item, or explain a vote."""

    kind = "speaker.added"
    private = frozenset({"name", "gist"})
    item: str
    number: int
    explanation: bool
    gm_code: str | None
    name: str | None
    gist: str | None


@dataclass(frozen=True, slots=True)
class SpeakerCalled(Event):
    """The next speaker on an item has the floor."""

    kind = "speaker.called"
    item: str
    number: int


@dataclass(frozen=True, slots=True)
class CardIssued(Event):
    """A member got its first voting card; of its code only a salted hash is kept."""

    kind = "card.issued"
    private = frozenset({"salt", "digest"})
    gm_code: str
    number: int
    """The serial number of the card, from 1 for each member."""
    salt: str | None
    """16 random bytes, hexadecimal."""
    digest: str | None
    """The SHA-256 of salt and code, hexadecimal."""


@dataclass(frozen=True, slots=True)
class CardReissued(Event):
    """A member got another voting card; from here on the one before it is worthless."""

    kind = "card.reissued"
    private = frozenset({"salt", "digest", "reason"})
    gm_code: str
    number: int
    salt: str | None
    digest: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class MeetingOpened(Event):
    """The chair opened the meeting: who comes later is a late arrival."""

    kind = "meeting.opened"
    moment: str


@dataclass(frozen=True, slots=True)
class LateArrivalsSet(Event):
    """Whether representatives are admitted after the opening, or a supervisor decides on each."""

    kind = "late.arrivals"
    admitted: bool


@dataclass(frozen=True, slots=True)
class SupervisorNamed(Event):
    """Someone decides today on what the rules leave open at the desks."""

    kind = "supervisor.named"
    private = frozenset({"name"})
    number: int
    """From 1."""
    name: str | None


@dataclass(frozen=True, slots=True)
class KeyRegistered(Event):
    """A desk signs by a key of its own from now on: `vkey` is its verifier key (C2SP signed-note).

    `desk` is what the desk is called.
    """

    kind = "key.registered"
    private = frozenset({"desk"})
    vkey: str
    role: Literal["desk"]
    desk: str | None


@dataclass(frozen=True, slots=True)
class RepresentativeNamed(Event):
    """A member says beforehand who will represent it (statutes, article 11, paragraph 1)."""

    kind = "representative.named"
    private = frozenset(
        {"name", "function", "declaration", "desk", "others", "supervisor", "reason"}
    )
    gm_code: str
    replaces: int | None
    """The entry by which the one before was named, where there was one."""
    name: str | None
    function: str | None
    declaration: str | None
    """How the declaration was seen (article 11, paragraph 2): ``paper`` or ``electronic``; None
    where it was not, yet."""
    desk: str | None
    others: tuple[int, ...] | None
    """The entries by which people of the same name stand elsewhere: the desk was asked, and said
    that they are other people."""
    supervisor: str | None
    """Who decided, where the rules leave it open."""
    reason: str | None


@dataclass(frozen=True, slots=True)
class RepresentativeWithdrawn(Event):
    """A member has nobody named any more; `representative`: the entry by which it had."""

    kind = "representative.withdrawn"
    private = frozenset({"desk", "reason"})
    gm_code: str
    representative: int
    desk: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class RepresentativeRefused(Event):
    """Someone who reported for a member was not let in, and why."""

    kind = "representative.refused"
    private = frozenset({"name", "function", "same_as", "desk", "supervisor", "reason"})
    gm_code: str
    name: str | None
    function: str | None
    same_as: int | None
    """The entry by which the same person stands for another member; None for another reason."""
    desk: str | None
    supervisor: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class MemberAccredited(Event):
    """A member has a representative in the meeting, with a pass."""

    kind = "accreditation.began"
    private = frozenset(
        {
            "name",
            "function",
            "desk",
            "declaration",
            "others",
            "supervisor",
            "reason",
            "pass_code",
            "card",
        }
    )
    gm_code: str
    name: str | None
    function: str | None
    desk: str | None
    representative: int | None = None
    """The entry by which this one was named beforehand; None where it was at the desk."""
    takes_over: int | None = None
    """The accreditation from which this one takes over, in the same act."""
    declaration: str | None = None
    others: tuple[int, ...] | None = ()
    """As in `RepresentativeNamed`, like the two that follow."""
    supervisor: str | None = None
    reason: str | None = None
    pass_code: str | None = None
    """The code of the pass; None where there was none."""
    card: int | None = None
    """The serial number of the card that was shown; None where the member was searched."""


@dataclass(frozen=True, slots=True)
class AccreditationEnded(Event):
    """The representative of a member left; `accreditation`: the entry by which it began."""

    kind = "accreditation.ended"
    private = frozenset({"desk", "reason"})
    gm_code: str
    accreditation: int
    desk: str | None
    cause: str = "left"
    """``left``, or ``substituted``: another one takes over in the same act."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PassReplaced(Event):
    """A pass was lost: from here on the one before it is worthless."""

    kind = "pass.replaced"
    private = frozenset({"pass_code", "desk", "reason"})
    gm_code: str
    accreditation: int
    pass_code: str | None
    desk: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DoorPassed(Event):
    """A representative went into the hall, or out of it."""

    kind = "door.passed"
    private = frozenset({"door"})
    gm_code: str
    accreditation: int
    inside: bool
    door: str | None


@dataclass(frozen=True, slots=True)
class VoteOpened(Event):
    """A question is put to the vote; from here rule, text and roll are frozen."""

    kind = "vote.opened"
    vote: str
    items: tuple[str, ...]
    casting: Casting
    question: dict[str, Any]
    """What `alvvote.meeting.question.question_json` makes of the proposal."""
    texts: tuple[tuple[str, str, str], ...]
    """Of each item that has a text: id, version, SHA-256; amendments adopted stand in between."""
    roll: str
    """The fingerprint of the roll."""
    accredited: Turnout | None
    again_of: str | None
    request: Request | None
    confirmed: bool
    moment: str


@dataclass(frozen=True, slots=True)
class BallotCast(Event):
    """A member voted. In a vote on persons `option` is None: that it voted, never what."""

    kind = "ballot.cast"
    private = frozenset({"reason", "way"})
    vote: str
    gm_code: str
    votes: int
    option: str | None
    accreditation: int | None
    """The number of the entry by which the member is accredited, where that is used."""
    replaces: int | None
    """The number of the entry that this one corrects."""
    reason: str | None
    way: str | None
    """How it came in: at the table, at which desk, in a call-over, from a file."""


@dataclass(frozen=True, slots=True)
class BallotScanned(Event):
    """A pass lay in a pile of an emergency count: counted beside the ballots, not instead."""

    kind = "ballot.scanned"
    private = frozenset({"desk"})
    vote: str
    gm_code: str
    votes: int
    option: str
    accreditation: int
    replaces: int | None
    """The entry of the scan that this one corrects: the pass lay in another pile."""
    desk: str | None


@dataclass(frozen=True, slots=True)
class VoteClosed(Event):
    """No more ballots are taken."""

    kind = "vote.closed"
    vote: str
    accredited: Turnout | None
    moment: str


@dataclass(frozen=True, slots=True)
class VoteCancelled(Event):
    """A vote that was opened by mistake is taken back: no ballot had come in."""

    kind = "vote.cancelled"
    vote: str
    reason: str


@dataclass(frozen=True, slots=True)
class CountEntered(Event):
    """A teller handed in the counts of a vote on persons: votes by option, and the rest."""

    kind = "count.entered"
    private = frozenset({"teller", "counts"})
    vote: str
    number: int
    teller: str | None
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class CountDiffered(Event):
    """Two counts differ, in these lines."""

    kind = "count.differed"
    vote: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountAgreed(Event):
    """Two tellers counted the same."""

    kind = "count.agreed"
    vote: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class RulingPronounced(Event):
    """What the chair pronounced: it decides (Burgerlijk Wetboek 2:13)."""

    kind = "vote.declared"
    vote: str
    outcome: str
    option: str | None
    agrees: bool
    """Whether the tally says the same."""
    moment: str


@dataclass(frozen=True, slots=True)
class Acclaimed(Event):
    """An item was adopted by acclamation: no ballots, no count."""

    kind = "vote.acclaimed"
    vote: str
    items: tuple[str, ...]
    question: dict[str, Any]
    texts: tuple[tuple[str, str, str], ...]
    moment: str


@dataclass(frozen=True, slots=True)
class ItemSettled(Event):
    """An item was settled without a vote."""

    kind = "item.settled"
    item: str
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class RulingDisputed(Event):
    """The ruling was disputed as soon as it was pronounced."""

    kind = "vote.disputed"
    vote: str


@dataclass(frozen=True, slots=True)
class NoteAdded(Event):
    """A mistake found later, noted beside the vote; nothing else changes."""

    kind = "vote.noted"
    vote: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingPublished(Event):
    """The results were made public on this day."""

    kind = "meeting.published"
    day: str


@dataclass(frozen=True, slots=True)
class PersonalDataErased(Event):
    """The private parts of all entries before this one were taken away."""

    kind = "personal.erased"
    early: bool
    """Earlier than a year after publication."""
    reason: str | None


EVENTS: dict[str, type[Event]] = {
    event.kind: event
    for event in (
        MeetingCreated,
        RollSet,
        ItemAdded,
        ItemChanged,
        ItemMoved,
        TextAdded,
        DeadlineSet,
        SpeakerAdded,
        SpeakerCalled,
        CardIssued,
        CardReissued,
        MeetingOpened,
        LateArrivalsSet,
        SupervisorNamed,
        KeyRegistered,
        RepresentativeNamed,
        RepresentativeWithdrawn,
        RepresentativeRefused,
        MemberAccredited,
        AccreditationEnded,
        PassReplaced,
        DoorPassed,
        VoteOpened,
        BallotCast,
        BallotScanned,
        VoteClosed,
        VoteCancelled,
        CountEntered,
        CountDiffered,
        CountAgreed,
        RulingPronounced,
        Acclaimed,
        ItemSettled,
        RulingDisputed,
        NoteAdded,
        MeetingPublished,
        PersonalDataErased,
    )
}
_FIELDS = {kind: tuple(f.name for f in fields(event)) for kind, event in EVENTS.items()}  # type: ignore[arg-type]
_DEFAULTS = {
    kind: {f.name: f.default for f in fields(event) if f.default is not MISSING}  # type: ignore[arg-type]
    for kind, event in EVENTS.items()
}


def parts_of(event: Event) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the public and the private fields of an event, as plain values."""
    public: dict[str, Any] = {}
    private: dict[str, Any] = {}
    for name in _FIELDS[event.kind]:
        (private if name in event.private else public)[name] = getattr(event, name)
    return public, private


def event_of(kind: str, public: dict[str, Any], private: dict[str, Any] | None) -> Event:
    """Return the event that was recorded; without its private part those fields are None.

    Fields that came later have a default, so that what was recorded before stays what it was.

    Raises:
        ValueError: there is no such kind of event, or its fields are others.
    """
    event = EVENTS.get(kind)
    if event is None:
        raise ValueError(f"no event is called {kind}")
    names = _FIELDS[kind]
    hidden = event.private
    if len(public) + len(hidden) != len(names):
        later = _DEFAULTS[kind]
        public = {**{name: later[name] for name in later if name not in hidden}, **public}
        if len(public) + len(hidden) != len(names):
            raise ValueError(f"an event {kind} has other fields")
    kept = private or {}
    try:
        values = [kept.get(n) if n in hidden else public[n] for n in names]
    except KeyError as error:
        raise ValueError(f"an event {kind} has other fields") from error
    # Most values are text and numbers; only lists become something else.
    return event(*[_frozen(v) if type(v) is list else v for v in values])


def _frozen(items: list[Any]) -> tuple[Any, ...]:
    """Return a list as a tuple, all the way down; what is in a mapping stays as it is."""
    return tuple(_frozen(item) if type(item) is list else item for item in items)
