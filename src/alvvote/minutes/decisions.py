"""The list of decisions: the short form, one row for each decision."""

from alvvote.i18n import _
from alvvote.meeting.model import Item, Vote
from alvvote.meeting.placed import placed_items
from alvvote.meeting.question import question_of
from alvvote.minutes.counts import counted_result, counts_in_lines
from alvvote.minutes.document import Block, Cell, Document, Facts, Heading, Paragraph, Table
from alvvote.minutes.items import deciding_vote, outcome_in_words
from alvvote.minutes.parts import (
    closing_blocks,
    document_of,
    head_blocks,
    meeting_facts,
    roll_facts,
)
from alvvote.minutes.phrases import hour, named
from alvvote.minutes.record import Record
from alvvote.minutes.votes import disagreement, dispute_in_words, settings_in_words
from alvvote.words import word


def decisions_of(record: Record, language: str) -> Document:
    """Return the list of decisions, in the words of the language spoken at the moment."""
    state = record.state
    blocks: list[Block] = [
        Facts((*meeting_facts(state), *roll_facts(state))),
        Heading(1, _("Decisions")),
        *_decisions(record),
        *head_blocks(record.head),
        *closing_blocks(),
    ]
    title = _("List of decisions: {name}").format(name=state.name)
    return document_of(record, language, title, blocks)


def _decisions(record: Record) -> list[Block]:
    rows: list[tuple[Cell, ...]] = []
    seen: set[str] = set()
    votable = [p.item for p in placed_items(record.state) if p.item.kind is not None]
    for item in votable:
        vote = deciding_vote(record, item)
        if vote is None:
            rows.append(_row(record, [item], None))
        elif vote.id not in seen:
            seen.add(vote.id)
            together = [other for other in votable if deciding_vote(record, other) == vote]
            rows.append(_row(record, together, vote))
    if not rows:
        return [Paragraph(_("There is nothing to decide on the agenda."))]
    header = (_("Subject"), _("Decision"), _("Votes"), _("Notes"))
    table = Table(header, tuple(rows), (26, 18, 32, 24))
    rule = question_of(record.state, votable[:1]).rule
    settings = _("Votes cast: {settings}.").format(settings=settings_in_words(rule))
    return [table, Paragraph(settings)]


def _row(record: Record, items: list[Item], vote: Vote | None) -> tuple[Cell, ...]:
    subject = tuple(named(item.id, item.title) for item in items)
    decision = (outcome_in_words(record, items[0]),)
    if vote is None:
        return subject, decision, ("",), _advice(items[0]) or ("",)
    counted = counted_result(record.state, vote)
    lines = ("",) if counted is None else counts_in_lines(vote, counted[1])
    return subject, decision, lines, _notes(record, items[0], vote) or ("",)


def _advice(item: Item) -> Cell:
    if item.advice is None:
        return ()
    return (_("board advice: {advice}").format(advice=word(item.advice)),)


def _notes(record: Record, item: Item, vote: Vote) -> Cell:
    state = record.state
    notes = list(_advice(item))
    if vote.ruling is not None:
        notes.append(_("pronounced at {moment}").format(moment=hour(vote.ruling.moment)))
    notes.append(disagreement(state, vote))
    if vote.again_of is not None:
        text = _("after a new vote: the ruling on {vote} had been disputed")
        notes.append(text.format(vote=vote.again_of))
    if vote.disputed:
        notes.append(dispute_in_words(state, vote))
    notes += [_("note afterwards: {note}").format(note=note) for note in vote.notes]
    return tuple(note for note in notes if note)
