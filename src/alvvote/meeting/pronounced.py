"""When a ruling was pronounced, by the clock in the hall."""

from datetime import datetime, time

from alvvote.meeting.acts import Refused
from alvvote.meeting.model import Vote
from alvvote.problems import Problem


def pronounced_at(vote: Vote, hour: time, now: datetime) -> str:
    """Return the moment of a ruling at this hour, on the day on which the vote was closed.

    Raises:
        Refused: the vote was closed later than that, or it is not that late yet.
    """
    if vote.closed is None:
        raise Refused(Problem("V103", value=vote.id))
    closed = datetime.fromisoformat(vote.closed)
    moment = closed.replace(hour=hour.hour, minute=hour.minute, second=0)
    if moment < closed.replace(second=0):
        earlier = hour.strftime("%H.%M")
        raise Refused(
            Problem("V138", column="--om", value=earlier, expected=closed.strftime("%H.%M"))
        )
    if moment > now:
        later = hour.strftime("%H.%M")
        raise Refused(Problem("V143", column="--om", value=later))
    # To the minute it may be the same one; a ruling does not come before the closing.
    return max(moment, closed).isoformat(timespec="seconds")
