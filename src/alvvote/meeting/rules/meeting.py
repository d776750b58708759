"""Rules for the meeting itself: that it is made once, its roll, the end of it."""

from datetime import date

from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.meeting.rules.find import Rule
from alvvote.problems import Problem
from alvvote.roll import Roll, fingerprint
from alvvote.roll.frozen import roll_of_core
from alvvote.statutes import votes_for
from alvvote.statutes.majority import parse_quorum


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


def _published(state: State, event: e.MeetingPublished) -> list[Problem]:
    if state.rehearsal:
        return [Problem("M114")]
    if state.day is None or date.fromisoformat(event.day) < state.day:
        return [Problem("M115", value=event.day)]
    if state.published is not None:
        return [Problem("M127", value=event.day, expected=state.published.isoformat())]
    opened = [vote.id for vote in state.votes.values() if vote.status == "open"]
    if opened:
        return [Problem("V103", value=name) for name in opened]
    closed = [vote.id for vote in state.votes.values() if vote.status == "closed"]
    return [Problem("W433", value=event.day, expected=", ".join(closed))] if closed else []


def _erased(state: State, event: e.PersonalDataErased) -> list[Problem]:
    early = event.early or state.published is None
    return [Problem("L114")] if early and not event.reason else []


MEETING_RULES: dict[str, Rule] = {
    e.MeetingCreated.kind: _created,
    e.RollSet.kind: _roll,
    e.MeetingPublished.kind: _published,
    e.PersonalDataErased.kind: _erased,
}
