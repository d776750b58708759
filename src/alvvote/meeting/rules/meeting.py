"""Rules for the meeting itself: that it is made once, its roll, accreditation, the end of it."""

from datetime import date

from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.meeting.rules.find import Rule, member_in_words
from alvvote.problems import Problem
from alvvote.roll import Roll, fingerprint
from alvvote.roll.frozen import roll_of_core
from alvvote.statutes import votes_for
from alvvote.statutes.majority import parse_quorum

FUNCTIONS = ("burgemeester", "wethouder", "raadslid", "secretaris", "griffier")
"""Who may represent a member (statutes, article 11, paragraph 1)."""


def _created(state: State, event: e.MeetingCreated) -> list[Problem]:
    if state.name or not event.name:
        return [Problem("M121", value=event.name)]
    if event.quorum is not None and parse_quorum(event.quorum) is None:
        return [Problem("M121", value=event.quorum)]
    return []


def _roll(state: State, event: e.RollSet) -> list[Problem]:
    try:
        roll = roll_of_core(event.roll)
        intact = fingerprint(roll) == event.fingerprint and _follows(roll)
    except (ValueError, KeyError, TypeError, AttributeError):
        intact = False
        roll = None
    if not intact or roll is None or roll.meeting_date != state.day:
        return [Problem("M122", value=event.fingerprint)]
    if event.fixed != (event.accreditation is not None):
        return [Problem("M122", value=event.fingerprint)]
    if state.votes:
        return [Problem("M109", value=next(iter(state.votes)))]
    if state.roll_fixed and not (event.fixed and event.reason):
        return [Problem("M108")]
    return []


def _follows(roll: Roll) -> bool:
    """Tell whether the votes follow from the inhabitants (statutes, article 11, paragraph 3).

    Each member stands on the roll once.
    """
    return len(roll.by_code) == len(roll.members) and all(
        member.votes == votes_for(member.inhabitants)
        for member in roll.members
        if member.inhabitants is not None and not member.suspended
    )


def _accredited(state: State, event: e.MemberAccredited) -> list[Problem]:
    if not state.accreditation or state.roll is None:
        return [Problem("M111")]
    if event.gm_code not in state.roll.votes_of:
        return [Problem("V123", value=event.gm_code)]
    if event.gm_code in state.accredited:
        return [Problem("M112", value=member_in_words(state, event.gm_code))]
    if event.function not in FUNCTIONS:
        expected = ", ".join(FUNCTIONS)
        return [Problem("V124", value=event.function or "", expected=expected)]
    return []


def _left(state: State, event: e.AccreditationEnded) -> list[Problem]:
    if state.accredited.get(event.gm_code) != event.accreditation:
        return [Problem("M113", value=member_in_words(state, event.gm_code))]
    return []


def _published(state: State, event: e.MeetingPublished) -> list[Problem]:
    if state.rehearsal:
        return [Problem("M114")]
    if state.day is None or date.fromisoformat(event.day) < state.day:
        return [Problem("M115", value=event.day)]
    if state.published is not None:
        return [Problem("M127", value=event.day, expected=state.published.isoformat())]
    return [
        Problem("V103", value=vote.id) for vote in state.votes.values() if vote.status == "open"
    ]


def _erased(state: State, event: e.PersonalDataErased) -> list[Problem]:
    early = event.early or state.published is None
    return [Problem("L114")] if early and not event.reason else []


MEETING_RULES: dict[str, Rule] = {
    e.MeetingCreated.kind: _created,
    e.RollSet.kind: _roll,
    e.MemberAccredited.kind: _accredited,
    e.AccreditationEnded.kind: _left,
    e.MeetingPublished.kind: _published,
    e.PersonalDataErased.kind: _erased,
}
