"""What the record of a member needs of a meeting: the same from a dossier and from open data."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from alvvote.proposal import Advice, Kind, Manner, Option, Outcome, Subject
from alvvote.publish.publication import Choice, Publication, PublishedVote
from alvvote.statutes import Majority
from alvvote.tally import Counts


class OptionFacts(NamedTuple):
    """Who chose one option."""

    option: Option
    members: int | None
    """None where slips were counted: nobody knows who chose what."""
    votes: int
    cast: bool
    """Whether these votes count as cast under the rule of the vote."""


class CountFacts(NamedTuple):
    """The counts of a vote."""

    options: tuple[OptionFacts, ...]
    """In the order of the vote."""
    cast_members: int | None
    """None where slips were counted."""
    cast_votes: int
    """Votes cast: the measure of the majority."""
    required_votes: int
    """The least number of votes that decides."""
    majority: Majority

    @property
    def leading(self) -> OptionFacts:
        """The option that a share is of: "for", else the one with most votes cast."""
        yes = [item for item in self.options if item.option.role == "for"]
        rivals = [item for item in self.options if item.option.role in {"choice", "rejecting"}]
        return max(yes or rivals, key=lambda item: item.votes)


class VoteFacts(NamedTuple):
    """A vote of which the outcome holds, or an item that was settled without one."""

    id: str
    title: str
    kind: Kind | None
    subject: Subject
    advice: Advice | None
    manner: Manner
    outcome: Outcome
    """The outcome that holds: the ruling's, or the tally's where none is known."""
    adopted_option: str | None
    """In a vote with options of its own."""
    tally: tuple[Outcome, str | None] | None
    """Outcome and adopted option by the counts; None where nothing was counted."""
    counts: CountFacts | None
    """None where nothing was counted."""
    again_of: str | None
    """The id of the vote that this one was held again for."""
    replaced_by: str | None
    """The id of the new vote whose ruling took the place of this one's."""
    choices: Mapping[str, Choice]
    """What each member on the roll did, by code; empty where that is not known or not public."""

    @property
    def on_persons(self) -> bool:
        """Tell whether it is a vote on persons: what a member voted is not published."""
        return self.kind == "persons"

    @property
    def differs(self) -> bool:
        """Tell whether ruling and tally differ: then both are shown."""
        return self.tally is not None and self.tally != (self.outcome, self.adopted_option)


class MemberFacts(NamedTuple):
    """A member on the roll of a meeting."""

    municipality: str
    votes: int


class MeetingFacts(NamedTuple):
    """A meeting: who was a member, with how many votes, and what each of them voted."""

    name: str
    day: date | None
    """None where it is not known."""
    invented: bool
    """Whether it is an invented example."""
    members: Mapping[str, MemberFacts]
    """All members on the roll, by code."""
    votes: tuple[VoteFacts, ...]
    """In the order of the agenda."""
    left_out: tuple[str, ...]
    """Ids of votes that were not declared yet."""


def meeting_facts_of(publication: Publication) -> MeetingFacts:
    """Return the facts of a publication."""
    return MeetingFacts(
        publication.name,
        publication.day,
        publication.invented,
        {m.gm_code: MemberFacts(m.municipality, m.votes) for m in publication.members},
        tuple(_vote(publication, vote) for vote in publication.votes),
        publication.left_out,
    )


def _vote(publication: Publication, vote: PublishedVote) -> VoteFacts:
    proposal, result = vote.proposal, vote.result
    counts = result.counts
    choices: dict[str, Choice] = {}
    if vote.per_member:
        choices = {m.gm_code: vote.choice_of(m.gm_code) for m in publication.members}
    return VoteFacts(
        proposal.id,
        proposal.title,
        proposal.kind,
        proposal.subject,
        proposal.advice,
        proposal.manner,
        vote.outcome,
        vote.adopted_option,
        None if counts is None else (result.outcome, result.adopted_option),
        None if counts is None else _counts(counts, proposal.rule.majority),
        vote.again_of,
        vote.replaced_by,
        choices,
    )


def _counts(counts: Counts, majority: Majority) -> CountFacts:
    known = counts.members_known
    return CountFacts(
        tuple(
            OptionFacts(
                item.option, item.total.members if known else None, item.total.votes, item.cast
            )
            for item in counts.options
        ),
        counts.cast.members if known else None,
        counts.cast.votes,
        counts.required_votes,
        majority,
    )
