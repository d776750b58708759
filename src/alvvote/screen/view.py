"""Which slide the hall sees now: pure, from the state of the meeting and the clock."""

from datetime import datetime

from alvvote.meeting.model import State, Vote
from alvvote.screen.check import check_of
from alvvote.screen.outcome import outcome_slide
from alvvote.screen.slide import Slide
from alvvote.screen.voting import voting_slide
from alvvote.screen.waiting import waiting_slide

CHECK_SECONDS = 60
"""How long the check minute lasts, unless it is said otherwise."""
RULING_STAYS = 120
"""Seconds that a ruling stays on the screen, where nothing else happens."""


def slide_of(state: State, now: datetime, check_seconds: int = CHECK_SECONDS) -> Slide:
    """Return what the hall sees at this moment.

    What happened last is shown: a vote that was opened or closed, or a ruling that is still new,
    or disputed and not yet voted upon again.
    """
    moments = [(_happened(state, vote, now), place) for place, vote in enumerate(_votes(state))]
    shown = [(moment, place) for moment, place in moments if moment is not None]
    if not shown:
        return waiting_slide(state, now)
    vote = _votes(state)[max(shown)[1]]
    if vote.status == "open":
        return voting_slide(state, vote, now)
    slide = outcome_slide(state, vote, now)
    return slide._replace(check=check_of(state, vote, now, check_seconds))


def _votes(state: State) -> list[Vote]:
    return list(state.votes.values())


def _happened(state: State, vote: Vote, now: datetime) -> datetime | None:
    """Return when the last thing happened in a vote; None where the hall has seen enough of it."""
    if vote.status == "open":
        return datetime.fromisoformat(vote.opened)
    if vote.ruling is None:
        return datetime.fromisoformat(vote.closed or vote.opened)
    moment = datetime.fromisoformat(vote.ruling.moment)
    if (now - moment).total_seconds() < RULING_STAYS:
        return moment
    begun_again = any(other.again_of == vote.id for other in state.votes.values())
    return moment if vote.disputed and not begun_again else None
