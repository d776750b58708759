"""The slide while no vote is running: where the meeting stands, and what comes next."""

from datetime import datetime

from alvvote.i18n import _, day
from alvvote.meeting.model import Item, State, outcome_of
from alvvote.meeting.next_step import next_step
from alvvote.meeting.placed import Placed, placed_items
from alvvote.meeting.rules.voting import standing_vote
from alvvote.plain import shown
from alvvote.screen.phrases import blank_slide
from alvvote.screen.slide import Slide
from alvvote.words import word


def waiting_slide(state: State, now: datetime) -> Slide:
    """Return the name of the meeting, what comes next, and what was decided so far."""
    step = next_step(state)
    coming = step.on if step.what == "open" else None
    about = ""
    if coming is not None:
        about = _("next: {item}").format(item=_named(state.items[coming]))
    elif state.published is not None:
        about = _("the results were made public on {date}").format(date=day(state.published))
    return blank_slide(state, now)._replace(
        title=shown(state.name),
        under=about,
        lines=tuple(_line(state, placed, coming) for placed in placed_items(state)),
    )


def _named(item: Item) -> str:
    name = item.id if item.title == item.id else f"{item.id}  {item.title}"
    return shown(name if item.kind is None else f"{word(item.kind)} {name}")


def _line(state: State, placed: Placed, coming: str | None) -> str:
    """Return an item of the agenda, with what became of it."""
    item = placed.item
    sign = ">" if item.id == coming else " "
    title = "" if item.title == item.id else f"  {item.title}"
    return f"{sign} {'  ' * placed.depth}{shown(item.id)}{shown(title)}{_status(state, item)}"


def _status(state: State, item: Item) -> str:
    outcome = outcome_of(state, item)
    vote = standing_vote(state, item.id)
    ruling = None if vote is None else vote.ruling
    if outcome is None:
        # Without a majority or a quorum nothing was decided, but something was pronounced.
        return "" if ruling is None else f": {word(ruling.outcome)}"
    text = f": {word(outcome)}"
    if vote is not None and item.decided_by == vote.id and ruling is not None:
        if ruling.option is not None:
            text += f", {shown(ruling.option)}"
        if vote.proposal.manner == "acclamation":
            text += ", " + _("by acclamation")
        if vote.disputed:
            text += "; " + _("disputed")
    return text
