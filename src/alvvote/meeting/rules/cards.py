"""Rules for voting cards: who gets one, in which order, and until when."""

import re

from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.meeting.rules.find import Rule, member_in_words
from alvvote.problems import Problem

_SALT = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def _issued(state: State, event: e.CardIssued) -> list[Problem]:
    problem = _to_member(state, event.gm_code)
    if problem is None and event.gm_code in state.cards:
        problem = Problem("K101", value=member_in_words(state, event.gm_code))
    return _or_follows(state, event, problem)


def _reissued(state: State, event: e.CardReissued) -> list[Problem]:
    problem = _to_member(state, event.gm_code)
    if problem is None and event.gm_code not in state.cards:
        problem = Problem("K102", value=member_in_words(state, event.gm_code))
    return _or_follows(state, event, problem)


def _to_member(state: State, gm_code: str) -> Problem | None:
    """Return why a member can get no card, whichever it is."""
    if not state.roll_fixed or state.roll is None:
        return Problem("M110")
    if gm_code not in state.roll.votes_of:
        return Problem("V123", value=gm_code)
    if state.roll.by_code[gm_code].suspended:
        return Problem("V119", value=member_in_words(state, gm_code))
    if state.published is not None:
        return Problem("K103", value=state.published.isoformat())
    return None


def _or_follows(
    state: State, event: e.CardIssued | e.CardReissued, problem: Problem | None
) -> list[Problem]:
    if problem is not None:
        return [problem]
    follows = len(state.cards.get(event.gm_code, ())) + 1
    if type(event.number) is not int or event.number != follows:
        return [Problem("V131", value=member_in_words(state, event.gm_code))]
    # What is private comes last: once it is erased only that is not asked.
    kept = (_SALT, event.salt), (_DIGEST, event.digest)
    if all(isinstance(text, str) and form.fullmatch(text) for form, text in kept):
        return []
    return [Problem("K104", value=member_in_words(state, event.gm_code))]


CARD_RULES: dict[str, Rule] = {
    e.CardIssued.kind: _issued,
    e.CardReissued.kind: _reissued,
}
