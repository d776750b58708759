"""The result of a vote in a meeting: the same tally as of a file of ballots."""

from collections.abc import Mapping
from typing import NamedTuple

from alvvote import slips
from alvvote.meeting.model import State, Vote
from alvvote.roll import Roll
from alvvote.slips import SlipCount, slip_count
from alvvote.statutes import Members, Votes
from alvvote.tally import Count, Result, tally, tally_slips


class NotVoted(NamedTuple):
    """Who did not vote, where accreditation is used."""

    not_accredited: Count
    accredited: Count
    """Accredited while the vote was open, and did not vote."""


def roll_of(state: State) -> Roll:
    """Return the roll of the meeting.

    Raises:
        ValueError: there is none yet.
    """
    if state.roll is None:
        raise ValueError("a meeting without a roll")
    return state.roll


def choices_of(vote: Vote) -> dict[str, str]:
    """Return the ballots of a vote as the tally takes them: option by code of the member."""
    return {code: ballot.option for code, ballot in vote.ballots.items() if ballot.option}


def handed_out(vote: Vote) -> int:
    """Return the votes for which slips were handed out: those of all who are recorded."""
    return sum(ballot.votes for ballot in vote.ballots.values())


def count_lines(vote: Vote) -> tuple[str, ...]:
    """Return the lines of a count on slips: the options, blank, invalid, not returned."""
    return slips.count_lines(vote.proposal)


def result_of(state: State, vote: Vote) -> Result | None:
    """Return the result of a vote that is closed; None where it is not yet to be had."""
    roll = roll_of(state)
    if vote.proposal.manner != "counted":
        return tally(vote.proposal, {}, roll)
    if vote.status == "open":
        return None
    if not vote.secret:
        return tally(vote.proposal, choices_of(vote), roll)
    if vote.agreed is None:
        return None
    return tally_slips(vote.proposal, slips_of(vote, vote.agreed), roll)


def slips_of(vote: Vote, agreed: Mapping[str, int]) -> SlipCount:
    """Return the count of a vote on persons, upon which two tellers agreed."""
    return slip_count(vote.proposal, agreed, len(vote.ballots), handed_out(vote))


def not_voted_of(state: State, vote: Vote) -> NotVoted | None:
    """Split who did not vote; None where accreditation is not used."""
    if not state.accreditation or vote.proposal.manner != "counted":
        return None
    accredited: list[int] = []
    others: list[int] = []
    for member in roll_of(state).members:
        if member.gm_code not in vote.ballots:
            (accredited if member.gm_code in vote.accredited else others).append(member.votes)
    return NotVoted(
        Count(Members(len(others)), Votes(sum(others))),
        Count(Members(len(accredited)), Votes(sum(accredited))),
    )
