"""The record of one member over meetings: what it voted, and whether it stood with the outcome."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from alvvote.population.gazetteer import Gazetteer
from alvvote.proposal import Outcome
from alvvote.publish.meeting_facts import MeetingFacts, VoteFacts
from alvvote.publish.member_named import Arrival, NotOnRoll, arrivals_at, not_on_roll
from alvvote.publish.publication import Choice

Side = Literal["with", "against", "abstained", "blank", "no decision", "did not vote"]
"""Where a member stood in a counted vote on matters, by the outcome that holds.

``with``: it voted for what was adopted, or against what was rejected. ``against``: the other way
round. ``abstained`` and ``blank`` are on neither side. ``no decision``: it chose, but the vote
decided nothing (no majority, no quorum). It is about the outcome and not about a majority: the
third of the votes that stops a change of the statutes stands with the outcome.
"""

SIDES: tuple[Side, ...] = get_args(Side)

Unknown = Literal["not counted", "not published", "not on the roll"]
"""Why nothing is told of a member: nothing was counted, it is a vote on persons, no member then."""

_DECIDED: frozenset[Outcome] = frozenset({"adopted", "rejected"})


class RecordedVote(NamedTuple):
    """A vote, and what the member did in it."""

    vote: VoteFacts
    choice: Choice | None
    """None where that is not told."""
    side: Side | Unknown

    @property
    def replaced(self) -> bool:
        """Tell whether it was held again: then the sums count the new vote alone."""
        return self.vote.replaced_by is not None


class RecordedMeeting(NamedTuple):
    """A meeting, as it concerns the member."""

    name: str
    day: date | None
    invented: bool
    municipality: str | None
    """The name of the member in this meeting; None where it was not on the roll."""
    member_votes: int | None
    """Its number of votes in this meeting; None where it was not on the roll."""
    absence: NotOnRoll | None
    """Why it was not on the roll; None where it was."""
    votes: tuple[RecordedVote, ...]
    left_out: tuple[str, ...]


class Sums(NamedTuple):
    """How often the member did what: of counted votes on matters, each question once."""

    sides: tuple[tuple[Side, int], ...]
    """Every side, in the order of `SIDES`."""
    replaced: int
    """Votes that were held again, and are not in the sums."""
    not_counted: int
    """Decided by acclamation, or settled without a count."""
    not_published: int
    """Votes on persons."""

    @property
    def counted(self) -> int:
        """In how many counted votes the member could take part."""
        return sum(count for _side, count in self.sides)

    @property
    def took_part(self) -> int:
        """In how many of these it handed in a ballot."""
        return sum(count for side, count in self.sides if side != "did not vote")


class MemberRecord(NamedTuple):
    """The record of one member."""

    gm_code: str
    municipality: str
    """The name in the newest of the meetings in which it was a member."""
    meetings: tuple[RecordedMeeting, ...]
    """From the oldest to the newest; those of an unknown day come last."""
    arrivals: tuple[Arrival, ...]
    """Municipalities that became part of it in between: what they voted is not in the record."""

    @property
    def invented(self) -> bool:
        """Tell whether one of the meetings is an invented example."""
        return any(meeting.invented for meeting in self.meetings)

    @property
    def sums(self) -> Sums:
        """The sums over all meetings."""
        every = [vote for meeting in self.meetings for vote in meeting.votes]
        held = [vote.side for vote in every if not vote.replaced]
        return Sums(
            tuple((side, held.count(side)) for side in SIDES),
            sum(vote.replaced and vote.side in SIDES for vote in every),
            held.count("not counted"),
            held.count("not published"),
        )


def in_order(meetings: Iterable[MeetingFacts]) -> list[MeetingFacts]:
    """Return the meetings by day, those of an unknown day last; else in the order they came in."""
    return sorted(meetings, key=lambda meeting: (meeting.day is None, meeting.day or date.min))


def record_of(gm_code: str, meetings: Sequence[MeetingFacts], past: Gazetteer) -> MemberRecord:
    """Return the record of the member with this code, which is on the roll of one of the meetings.

    Raises:
        ValueError: it is on the roll of none of them.
    """
    ordered = in_order(meetings)
    on_roll = [meeting for meeting in ordered if gm_code in meeting.members]
    if not on_roll:
        raise ValueError("on the roll of none of the meetings")
    days = [meeting.day for meeting in on_roll if meeting.day is not None]
    arrivals = arrivals_at(gm_code, days[0], days[-1], past) if days else ()
    recorded = tuple(_meeting(gm_code, meeting, past) for meeting in ordered)
    return MemberRecord(gm_code, on_roll[-1].members[gm_code].municipality, recorded, arrivals)


def _meeting(gm_code: str, meeting: MeetingFacts, past: Gazetteer) -> RecordedMeeting:
    member = meeting.members.get(gm_code)
    return RecordedMeeting(
        meeting.name,
        meeting.day,
        meeting.invented,
        None if member is None else member.municipality,
        None if member is None else member.votes,
        None if member is not None else not_on_roll(gm_code, meeting.day, past),
        tuple(_vote(gm_code, vote, on_roll=member is not None) for vote in meeting.votes),
        meeting.left_out,
    )


def _vote(gm_code: str, vote: VoteFacts, *, on_roll: bool) -> RecordedVote:
    if not on_roll:
        return RecordedVote(vote, None, "not on the roll")
    if vote.on_persons:
        return RecordedVote(vote, None, "not published")
    if vote.counts is None:
        return RecordedVote(vote, None, "not counted")
    choice = vote.choices[gm_code]
    return RecordedVote(vote, choice, side_of(vote, choice))


def side_of(vote: VoteFacts, choice: Choice) -> Side:
    """Return where a member that did this stood in a counted vote."""
    if isinstance(choice, str):
        return "did not vote"
    if choice.role == "abstention":
        return "abstained"
    if choice.role == "blank":
        return "blank"
    if vote.outcome not in _DECIDED:
        return "no decision"
    adopted = vote.outcome == "adopted"
    if choice.role == "rejecting":
        return "against" if adopted else "with"
    if choice.role == "for":
        return "with" if adopted else "against"
    return "with" if adopted and choice.name == vote.adopted_option else "against"
