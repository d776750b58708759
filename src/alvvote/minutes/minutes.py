"""The draft of the minutes: item by item what was recorded, with room for what was said."""

from alvvote.i18n import _
from alvvote.meeting.model import Vote
from alvvote.meeting.placed import Placed, placed_items
from alvvote.minutes.document import Block, Document, Facts, Heading, Paragraph, Room
from alvvote.minutes.items import item_facts
from alvvote.minutes.parts import (
    attendance_blocks,
    closing_blocks,
    document_of,
    head_blocks,
    meeting_facts,
    roll_facts,
)
from alvvote.minutes.phrases import named
from alvvote.minutes.record import Record
from alvvote.minutes.votes import vote_blocks

_DISCUSSION = 3


def minutes_of(record: Record, language: str) -> Document:
    """Return the minutes, in the words of the language that is spoken at the moment."""
    state = record.state
    blocks: list[Block] = [
        Facts(tuple(meeting_facts(state))),
        Paragraph(_("What was said is not in the record: it is to be filled in.")),
        *attendance_blocks(state),
        Heading(1, _("Roll")),
        Facts(tuple(roll_facts(state))),
        Heading(1, _("Agenda")),
    ]
    items = placed_items(state)
    if not items:
        blocks.append(Paragraph(_("There is nothing on the agenda.")))
    for placed in items:
        blocks += _item_blocks(record, placed)
    blocks += [*head_blocks(record.head), *closing_blocks()]
    title = _("Minutes: {name}").format(name=state.name)
    return document_of(record, language, title, blocks)


def _item_blocks(record: Record, placed: Placed) -> list[Block]:
    item = placed.item
    level = min(2 + placed.depth, 3)
    facts = item_facts(record, item)
    # Who numbers the items has the place for an id.
    name = item.title if item.id == str(placed.place) else named(item.id, item.title)
    blocks: list[Block] = [Heading(level, f"{placed.place}. {name}")]
    if facts.rows:
        blocks.append(facts)
    blocks.append(Room(_("What was said"), _DISCUSSION))
    for vote in record.state.votes.values():
        if vote.items[0] == item.id:
            blocks += vote_blocks(record, vote, level + 1)
        elif item.id in vote.items:
            blocks.append(_elsewhere(vote))
    return blocks


def _elsewhere(vote: Vote) -> Paragraph:
    text = _("Put to the vote together with {item}: see vote {vote} there.")
    return Paragraph(text.format(item=vote.items[0], vote=vote.id))
