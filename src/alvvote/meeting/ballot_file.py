"""Ballots that came in a file: for which votes they can be, and what is recorded of them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from alvvote.meeting.acts import Refused, cast_many
from alvvote.meeting.events import BallotCast, Event
from alvvote.meeting.model import State
from alvvote.meeting.question import AGAIN, question_of
from alvvote.meeting.results import roll_of
from alvvote.meeting.rules import permitted
from alvvote.problems import Problem, has_errors
from alvvote.proposal import Proposal

FROM_FILE = "from a file"


def proposals_of_file(state: State) -> list[Proposal]:
    """Return the votes that a file may name: those of the meeting, and the ones still to come.

    A table for the whole day has a column for each of them, and cells that are still empty; that
    ballots for a vote that is not open are refused is for `ballots_as_events`.
    """
    newest = {vote.id.partition(AGAIN)[0]: vote for vote in state.votes.values()}
    opened = [
        # The id of an item means the newest vote on it: "M1" is "M1/2" once that was opened.
        vote.proposal._replace(title=base) if AGAIN in vote.id else vote.proposal
        for base, vote in newest.items()
    ]
    ids = set(newest)
    coming = [
        question_of(state, [item])
        for item in state.items.values()
        if item.kind is not None and item.id not in ids
    ]
    # A name that reads the same as that of a later one means the vote that was opened.
    return [*coming, *opened]


def ballots_as_events(
    state: State,
    ballots: Mapping[str, Mapping[str, str]],
    file: str | None,
    accreditations: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
) -> list[Event]:
    """Return what is to be recorded of ballots: option by member, by vote.

    `accreditations`: by vote and member, of the ballots that came by a pass.

    What stands in the record already, the same, is left out: see `in_record`.

    Raises:
        Refused: there are none, or one of them cannot be recorded; each that cannot is named, with
            its vote and the file.
    """
    if not any(ballots.values()):
        raise Refused(Problem("V137", file))
    problems = vote_problems(state, ballots, file)
    refused = {problem.column for problem in problems}
    taken = {name: chosen for name, chosen in ballots.items() if name not in refused}
    known = in_record(state, taken)
    new = {
        name: {code: option for code, option in chosen.items() if code not in known[name]}
        for name, chosen in taken.items()
    }
    events = cast_many(state, new, way=FROM_FILE, accreditations=accreditations)
    for event in events:
        if isinstance(event, BallotCast):
            problems += _ballot(state, event, file)
    if has_errors(problems):
        raise Refused(*problems)
    return events


def in_record(state: State, ballots: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """Return, by vote, whose ballots stand in the record already with the same option."""
    return {
        name: frozenset(
            code
            for code, option in chosen.items()
            if code in state.votes[name].ballots
            and state.votes[name].ballots[code].option == option
        )
        for name, chosen in ballots.items()
    }


def vote_problems(state: State, names: Iterable[str], file: str | None) -> list[Problem]:
    """Return which of these votes take no ballots from a file now."""
    return [problem for name in names for problem in _vote(state, name, file)]


def _vote(state: State, name: str, file: str | None) -> list[Problem]:
    """Return what speaks against taking any ballot for a vote from a file."""
    vote = state.votes.get(name)
    if vote is None:
        opened = [other.id for other in state.votes.values() if other.status == "open"]
        return [Problem("V101", file, column=name, expected=", ".join(opened) or None)]
    if vote.status != "open":
        return [Problem("V102", file, column=name)]
    return [Problem("V107", file, column=name)] if vote.secret else []


def _ballot(state: State, event: BallotCast, file: str | None) -> list[Problem]:
    """Return what speaks against one ballot, with its place: which vote, which member."""
    member = roll_of(state).by_code[event.gm_code]
    who = f"{member.municipality} ({member.gm_code})"
    return [
        problem._replace(file=file, column=event.vote, value=who)
        for problem in permitted(state, event)
    ]
