"""Rules for the counts of a vote on persons: entered twice, by two people, and compared."""

from alvvote.meeting import events as e
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import count_lines, handed_out
from alvvote.meeting.rules.find import Rule, recorded_vote
from alvvote.problems import Problem
from alvvote.slips import NOT_RETURNED
from alvvote.tables.table import key_of


def _countable(state: State, name: str) -> Vote | Problem:
    vote = recorded_vote(state, name)
    if isinstance(vote, Problem):
        return vote
    if not vote.secret:
        return Problem("V130", value=vote.id)
    if vote.status == "open":
        return Problem("V103", value=vote.id)
    if vote.status == "declared":
        return Problem("V111", value=vote.id)
    return vote


def _entered(state: State, event: e.CountEntered) -> list[Problem]:
    vote = _countable(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.agreed is not None or event.number != vote.counts_entered + 1:
        return [Problem("V134", value=vote.id)]
    if not event.teller or not event.counts:
        return [Problem("V109", value=event.teller or "")]
    if vote.waiting is not None and key_of(event.teller) == key_of(vote.waiting.teller or ""):
        return [Problem("V150", value=event.teller)]
    return _adds_up(vote, dict(event.counts))


def _adds_up(vote: Vote, counts: dict[str, int]) -> list[Problem]:
    """Options + blank + invalid + not returned = handed out."""
    lines = count_lines(vote)
    if set(counts) != set(lines) or min(counts.values()) < 0:
        expected = ", ".join(lines)
        return [
            Problem("V106", value=", ".join(counts), expected=expected, details={"lines": lines})
        ]
    total, out = sum(counts.values()), handed_out(vote)
    returned = total - counts[NOT_RETURNED]
    if returned > out:
        return [Problem("V121", value=str(returned), expected=str(out))]
    if total != out:
        return [Problem("V108", value=str(total), expected=str(out))]
    return []


def _differed(state: State, event: e.CountDiffered) -> list[Problem]:
    vote = _countable(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.counts_entered < 2 or not set(event.lines) <= set(count_lines(vote)):
        return [Problem("V131", value=vote.id)]
    lines = event.lines
    return [Problem("W409", value=vote.id, expected=", ".join(lines), details={"lines": lines})]


def _agreed(state: State, event: e.CountAgreed) -> list[Problem]:
    vote = _countable(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.agreed is not None:
        return [Problem("V134", value=vote.id)]
    entered = None if vote.waiting is None else vote.waiting.counts
    # Once the private parts are erased only the sum can be checked.
    differs = entered is not None and entered != dict(event.counts)
    if vote.counts_entered < 2 or not vote.tellers_agree or differs:
        return [Problem("V131", value=vote.id)]
    return _adds_up(vote, dict(event.counts))


COUNT_RULES: dict[str, Rule] = {
    e.CountEntered.kind: _entered,
    e.CountDiffered.kind: _differed,
    e.CountAgreed.kind: _agreed,
}
