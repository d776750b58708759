"""The record of a member as a document, and that document as Markdown."""

from alvvote.i18n import _
from alvvote.minutes.document import Block, Cell, Document, Facts, Heading, Paragraph, Table
from alvvote.minutes.markdown import markdown_text
from alvvote.publish.member_record import MemberRecord, RecordedMeeting, RecordedVote
from alvvote.publish.member_record_words import (
    by_how_much,
    meeting_lines,
    notes_of,
    outcome_of,
    remarks_on_vote,
    side_in_words,
    sums_in_words,
    title_of_meeting,
    title_of_record,
    title_of_vote,
    voted_in_words,
)
from alvvote.publish.phrases import invented_notice

_WIDTHS = (33, 19, 18, 30)
_NONE = "\N{EN DASH}"


def markdown_of(record: MemberRecord, language: str) -> str:
    """Return the record as Markdown, to be called inside `in_language` of this language."""
    return markdown_text(document_of(record, language))


def document_of(record: MemberRecord, language: str) -> Document:
    """Return the record as a document, to be called inside `in_language` of this language."""
    days = [meeting.day for meeting in record.meetings if meeting.day is not None]
    blocks: list[Block] = [Facts(tuple(sums_in_words(record.sums)))]
    for meeting in record.meetings:
        blocks += _meeting(record, meeting)
    blocks.append(Heading(1, _("Explanation")))
    blocks += map(Paragraph, notes_of(record))
    return Document(
        language,
        title_of_record(record),
        (invented_notice(),) if record.invented else (),
        max(days, default=None),
        tuple(blocks),
    )


def _meeting(record: MemberRecord, meeting: RecordedMeeting) -> list[Block]:
    blocks: list[Block] = [Heading(1, title_of_meeting(meeting))]
    blocks += map(Paragraph, meeting_lines(record, meeting))
    if meeting.absence is None:
        header = (_("Vote"), _("Voted"), _("Side"), _("Outcome"))
        rows = tuple(_row(vote) for vote in meeting.votes)
        blocks.append(Table(header, rows, _WIDTHS))
    return blocks


def _row(recorded: RecordedVote) -> tuple[Cell, ...]:
    vote = recorded.vote
    outcome = (outcome_of(vote), by_how_much(vote), *remarks_on_vote(vote))
    return (
        (title_of_vote(vote),),
        (voted_in_words(recorded),),
        (side_in_words(recorded) or _NONE,),
        tuple(text for text in outcome if text),
    )
