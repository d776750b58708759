"""Votes of a meeting, whatever they were read from: asked, counted, and held against doubt."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from alvvote.problems import Problem
from alvvote.proposal import Proposal
from alvvote.roll import Roll
from alvvote.slips import SlipCount
from alvvote.tally.readings import Readings, readings_of
from alvvote.tally.remarks import remarks_on
from alvvote.tally.result import Result
from alvvote.tally.tally import tally, tally_slips


class Question(NamedTuple):
    """A vote with what was handed in for it: ballots of members, or slips that were counted."""

    proposal: Proposal
    ballots: Mapping[str, str]
    """Option by code of the member."""
    slips: SlipCount | None = None
    invented: bool = False
    """Whether the file it was read from says that its ballots are an invented example."""


class Counted(NamedTuple):
    """A vote with its result, and how far the outcome hangs on what is uncertain."""

    result: Result
    ballots: Mapping[str, str]
    readings: Readings | None


def remarks_of(questions: Iterable[Question], *, per_member: bool) -> list[Problem]:
    """Return what is to be said of the votes as such."""
    return [
        problem
        for question in questions
        for problem in remarks_on(
            question.proposal,
            question.ballots,
            per_member=per_member,
            on_slips=question.slips is not None,
        )
    ]


def count_vote(question: Question, roll: Roll, rolls: list[Roll]) -> Counted:
    """Count one vote; `rolls` holds one roll per defensible edition."""
    proposal, ballots, slips = question.proposal, question.ballots, question.slips
    result = tally(proposal, ballots, roll) if slips is None else tally_slips(proposal, slips, roll)
    return Counted(result, ballots, readings_of(result, ballots, rolls))


def count_votes(questions: Iterable[Question], roll: Roll, rolls: list[Roll]) -> list[Counted]:
    """Count the votes, in their order."""
    return [count_vote(question, roll, rolls) for question in questions]
