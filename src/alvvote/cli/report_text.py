"""The record of a member as the terminal shows it."""

from alvvote.cli.columns import Column, aligned
from alvvote.cli.terminal import emphasised, wrapped
from alvvote.i18n import _
from alvvote.plain import shown
from alvvote.publish.member_record import MemberRecord, RecordedMeeting, RecordedVote
from alvvote.publish.member_record_words import (
    by_how_much,
    meeting_lines,
    name_of,
    notes_of,
    outcome_of,
    remarks_on_vote,
    side_in_words,
    sums_in_words,
    title_of_meeting,
    title_of_vote,
    voted_in_words,
)
from alvvote.publish.phrases import invented_notice

_INDENT = 2


def record_text(record: MemberRecord, output: str | None) -> str:
    """Return the record: the sums first, then each meeting, then what the words mean."""
    lines = ["", " " * _INDENT + emphasised(shown(name_of(record)), output), ""]
    if record.invented:
        lines += [wrapped(invented_notice(), _INDENT, output=output), ""]
    lines += aligned([Column(), Column()], sums_in_words(record.sums))
    for meeting in record.meetings:
        lines += ["", *_meeting(record, meeting, output)]
    lines.append("")
    lines += [wrapped(shown(note), _INDENT, output=output) for note in notes_of(record)]
    return "\n".join([*lines, ""])


def _meeting(record: MemberRecord, meeting: RecordedMeeting, output: str | None) -> list[str]:
    title = wrapped(shown(title_of_meeting(meeting)), _INDENT, output=output)
    lines = [emphasised(title, output)]
    lines += [
        wrapped(shown(line), _INDENT, output=output) for line in meeting_lines(record, meeting)
    ]
    if meeting.absence is None:
        for vote in meeting.votes:
            lines += ["", *_vote(vote, output)]
    return lines


def _vote(recorded: RecordedVote, output: str | None) -> list[str]:
    vote = recorded.vote
    said = [voted_in_words(recorded), side_in_words(recorded)]
    decided = [outcome_of(vote), by_how_much(vote)]
    rows = [(_("choice"), "; ".join(filter(None, said)))]
    rows.append((_("outcome"), "; ".join(filter(None, decided))))
    width = max(len(label) for label, _text in rows)
    lines = [wrapped(shown(title_of_vote(vote)), _INDENT, hanging=2, output=output)]
    for label, text in [*rows, *(("", remark) for remark in remarks_on_vote(vote))]:
        line = f"{label:<{width}}  {shown(text)}"
        lines.append(_hung(line, width + 2, output))
    return lines


def _hung(line: str, hanging: int, output: str | None) -> str:
    """Return a labelled line, folded below its text; the label keeps its blanks."""
    label, text = line[:hanging], line[hanging:]
    indent = 2 * _INDENT
    folded = wrapped(text, indent + hanging, output=output)
    return " " * indent + label + folded[indent + hanging :]
