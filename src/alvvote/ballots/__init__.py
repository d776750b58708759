"""Files to ballots, or every problem in them."""

from alvvote.ballots.agenda import read_agenda
from alvvote.ballots.ballots import Ballots
from alvvote.ballots.reader import BallotReader, Vote
from alvvote.tables.source import STANDARD_INPUT

__all__ = ["STANDARD_INPUT", "BallotReader", "Ballots", "Vote", "read_agenda"]
