"""From files to the votes that are to be counted: agenda, ballots and counts of slips together."""

from typing import NamedTuple

from alvvote.ballots import BallotReader, Vote, read_agenda
from alvvote.ballots.slip_file import read_slips
from alvvote.basis import AtHand, Basis
from alvvote.problems import Problem, has_errors
from alvvote.slips import SlipCount
from alvvote.statutes import Majority, Quorum
from alvvote.tables.table import key_of
from alvvote.tally import Question


class Files(NamedTuple):
    """The files that are counted."""

    ballots: tuple[str, ...]
    """CSV or XLSX; ``-`` is standard input."""
    sheet: str | None = None
    agenda: str | None = None
    slips: str | None = None


class RuleSettings(NamedTuple):
    """What is said of the rules besides the agenda; the rest stays as the agenda has it."""

    for_all: Majority | None = None
    for_one: tuple[tuple[str, Majority], ...] = ()
    """By id of the vote, as the user wrote it."""
    abstentions_count: bool = False
    blanks_count: bool = False
    quorum: Quorum | None = None


def questions_in(
    files: Files, at_hand: AtHand, basis: Basis, settings: RuleSettings, problems: list[Problem]
) -> list[Question]:
    """Read the votes in files, under the rules that hold; all problems are added.

    With an error among the problems the list is empty: there are no half results.
    """
    reader = _read(files, at_hand, basis, problems)
    if reader is None or has_errors(problems):
        return []
    votes = _with_rules(reader.votes(), settings, problems)
    slips = {} if files.slips is None else _slips(files.slips, votes, basis, problems)
    return [
        Question(vote.proposal, vote.ballots, slips.get(vote.proposal.id), reader.says_invented)
        for vote in votes
    ]


def _read(
    files: Files, at_hand: AtHand, basis: Basis, problems: list[Problem]
) -> BallotReader | None:
    agenda = None
    if files.agenda is not None:
        agenda = read_agenda(files.agenda, problems)
        if agenda is None:
            return None
    reader = BallotReader(at_hand.directory(basis.roll), at_hand.store, agenda)
    for file in files.ballots:
        reader.read(file, files.sheet)
    problems += reader.problems
    if not has_errors(problems):
        problems += reader.look_alikes()
    return reader


def _slips(
    file: str, votes: list[Vote], basis: Basis, problems: list[Problem]
) -> dict[str, SlipCount]:
    slips = read_slips(file, [vote.proposal for vote in votes], basis.roll, problems)
    problems.extend(
        Problem("V107", file, column="vote", value=vote.proposal.id)
        for vote in votes
        if vote.proposal.id in slips and vote.ballots
    )
    return slips


def _with_rules(votes: list[Vote], settings: RuleSettings, problems: list[Problem]) -> list[Vote]:
    """Return the votes under the rules that were set; an id that is none is a problem."""
    for_one = {key_of(name): majority for name, majority in settings.for_one}
    known = {key_of(vote.proposal.id) for vote in votes}
    ids = ", ".join(vote.proposal.id for vote in votes)
    problems.extend(
        Problem("T102", column="--meerderheid", value=name, expected=ids)
        for name, _majority in settings.for_one
        if key_of(name) not in known
    )
    changed: list[Vote] = []
    for vote in votes:
        rule = vote.proposal.rule._replace(
            abstentions_count=settings.abstentions_count,
            blanks_count=settings.blanks_count,
            quorum=settings.quorum,
        )
        majority = for_one.get(key_of(vote.proposal.id), settings.for_all)
        if majority is not None:
            rule = rule._replace(majority=majority, source="command")
        changed.append(vote._replace(proposal=vote.proposal._replace(rule=rule)))
    return changed
