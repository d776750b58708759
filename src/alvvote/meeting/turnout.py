"""How many members took part in a vote, and who still can: never what they voted."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import roll_of
from alvvote.roll import Member
from alvvote.statutes import Members, Votes
from alvvote.tally import Count


class Participation(NamedTuple):
    """The turnout of one vote."""

    handed_in: Count
    entitled: Count
    """Who handed in a ballot or can; once closed, who could have while it was open."""

    @property
    def out(self) -> Count:
        """Those who are entitled, and from whom there is no ballot."""
        return Count(
            Members(self.entitled.members - self.handed_in.members),
            Votes(self.entitled.votes - self.handed_in.votes),
        )


def participation_of(state: State, vote: Vote) -> Participation:
    """Return how many members, with how many votes, took part in a vote, and could."""
    handed_in = Count(
        Members(len(vote.ballots)),
        Votes(sum(ballot.votes for ballot in vote.ballots.values())),
    )
    out = still_out(state, vote)
    return Participation(
        handed_in,
        Count(
            Members(handed_in.members + len(out)),
            Votes(handed_in.votes + sum(member.votes for member in out)),
        ),
    )


def still_out(state: State, vote: Vote) -> list[Member]:
    """Return the members without a ballot that can vote, or could when it was open; by code.

    Where accreditation is used, those are the members accredited now, and of a closed vote those
    that were at any moment while it was open. A suspended member has no vote (Burgerlijk Wetboek
    2:38).
    """
    able: AbstractSet[str] | None = None
    if state.accreditation:
        able = state.accredited.keys() if vote.status == "open" else vote.accredited
    return [
        member
        for member in roll_of(state).members
        if not member.suspended
        and member.gm_code not in vote.ballots
        and (able is None or member.gm_code in able)
    ]
