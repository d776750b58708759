"""Ballot files that name passes or handsets: whose they are, by the record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, NamedTuple

import typer

from alvvote.ballots import BallotReader, Vote
from alvvote.basis import open_data
from alvvote.cards.ballot_passes import BallotPasses
from alvvote.cards.handsets import read_handsets
from alvvote.i18n import _
from alvvote.meeting.ballot_file import proposals_of_file
from alvvote.meeting.history import History
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.problems import Problem

KastjesOption = Annotated[
    str | None,
    typer.Option(
        "--kastjes",
        metavar=_("FILE"),
        help=_("Who holds which handset (CSV or XLSX): stemkastje, and stempas or gemeente."),
    ),
]


class BallotFiles(NamedTuple):
    """Which files hold ballots."""

    files: list[str]
    sheet: str | None = None
    handsets: str | None = None


def read_ballots(
    state: State, history: History, given: BallotFiles, problems: list[Problem]
) -> list[Vote]:
    """Return the votes that have ballots in the files; what is wrong is added to `problems`."""
    at_hand = open_data(problems)
    if at_hand is None:
        return []
    if state.roll is None:
        problems.append(Problem("M110"))
        return []
    directory = at_hand.directory(roll_of(state))
    handsets = None
    if given.handsets is not None:
        handsets = read_handsets(given.handsets, directory, state, problems)
    now = datetime.now().astimezone()
    bearers = BallotPasses(state, history, now, handsets)
    reader = BallotReader(directory, at_hand.store, proposals_of_file(state), bearers)
    for file in given.files:
        reader.read(file, given.sheet)
    problems += reader.problems
    return [vote for vote in reader.votes() if vote.ballots]


def accreditations_in(votes: list[Vote]) -> Mapping[str, Mapping[str, int]]:
    """Return by which accreditation ballots were cast, by vote and member, where a pass said so."""
    return {
        vote.proposal.id: {code: bearer.accreditation for code, bearer in vote.bearers.items()}
        for vote in votes
    }
