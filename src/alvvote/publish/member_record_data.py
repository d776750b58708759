"""The record of a member as plain data: JSON and CSV, the same in every language."""

from collections.abc import Iterator
from datetime import date

from alvvote.publish.meeting_facts import CountFacts, VoteFacts
from alvvote.publish.member_named import Municipality, NotOnRoll
from alvvote.publish.member_record import MemberRecord, RecordedMeeting, RecordedVote
from alvvote.tables.writing import Cell

HEADER = (
    "date",
    "meeting",
    "gm_code",
    "municipality",
    "member_votes",
    "vote",
    "title",
    "kind",
    "subject",
    "manner",
    "outcome",
    "adopted_option",
    "tally_outcome",
    "tally_adopted_option",
    "option",
    "absence",
    "side",
    "leading_option",
    "leading_votes",
    "leading_members",
    "cast_votes",
    "cast_members",
    "required_votes",
    "again_of",
    "replaced_by",
)
NOTE = "note"
"""The last column, of an invented example alone."""
INVENTED = "invented example: no municipality voted like this"


def record_header(record: MemberRecord) -> tuple[str, ...]:
    """Return the names of the columns."""
    return (*HEADER, NOTE) if record.invented else HEADER


def record_rows(record: MemberRecord) -> Iterator[tuple[Cell, ...]]:
    """Yield a row per vote of every meeting."""
    for meeting in record.meetings:
        for recorded in meeting.votes:
            row = (
                _iso(meeting.day),
                meeting.name,
                record.gm_code,
                meeting.municipality or record.municipality,
                meeting.member_votes,
                *_cells(recorded),
            )
            yield (*row, INVENTED if meeting.invented else None) if record.invented else row


def _cells(recorded: RecordedVote) -> tuple[Cell, ...]:
    vote, counts = recorded.vote, recorded.vote.counts
    first = None if counts is None else counts.leading
    return (
        vote.id,
        vote.title,
        vote.kind,
        vote.subject,
        vote.manner,
        vote.outcome,
        vote.adopted_option,
        None if vote.tally is None else vote.tally[0],
        None if vote.tally is None else vote.tally[1],
        _option(recorded),
        _absence(recorded),
        recorded.side,
        None if first is None else first.option.name,
        None if first is None else first.votes,
        None if first is None else first.members,
        None if counts is None else counts.cast_votes,
        None if counts is None else counts.cast_members,
        None if counts is None else counts.required_votes,
        vote.again_of,
        vote.replaced_by,
    )


def record_json(record: MemberRecord) -> dict[str, object]:
    """Return the record as plain values for JSON."""
    sums = record.sums
    return {
        "member": {"gm_code": record.gm_code, "municipality": record.municipality},
        "invented": record.invented,
        "sums": {
            **{side.replace(" ", "_"): count for side, count in sums.sides},
            "counted": sums.counted,
            "took_part": sums.took_part,
            "replaced": sums.replaced,
            "not_counted": sums.not_counted,
            "not_published": sums.not_published,
        },
        "arrivals": [
            {
                **_municipality(arrival.municipality),
                "date": arrival.day.isoformat(),
                "divided": arrival.divided,
            }
            for arrival in record.arrivals
        ],
        "meetings": [_meeting(meeting) for meeting in record.meetings],
    }


def _meeting(meeting: RecordedMeeting) -> dict[str, object]:
    return {
        "name": meeting.name,
        "date": _iso(meeting.day),
        "invented": meeting.invented,
        "municipality": meeting.municipality,
        "votes": meeting.member_votes,
        "not_on_roll": None if meeting.absence is None else _not_on_roll(meeting.absence),
        "record": [_vote(recorded) for recorded in meeting.votes],
        "left_out": list(meeting.left_out),
    }


def _not_on_roll(absence: NotOnRoll) -> dict[str, object]:
    return {
        "reason": absence.reason,
        "date": _iso(absence.day),
        "municipalities": [_municipality(other) for other in absence.others],
    }


def _municipality(municipality: Municipality) -> dict[str, object]:
    return {"gm_code": municipality.gm_code, "municipality": municipality.name}


def _vote(recorded: RecordedVote) -> dict[str, object]:
    vote = recorded.vote
    return {
        "vote": vote.id,
        "title": vote.title,
        "kind": vote.kind,
        "subject": vote.subject,
        "manner": vote.manner,
        "outcome": vote.outcome,
        "adopted_option": vote.adopted_option,
        "tally": _tally(vote),
        "option": _option(recorded),
        "absence": _absence(recorded),
        "side": recorded.side,
        **_counts(vote.counts),
        "again_of": vote.again_of,
        "replaced_by": vote.replaced_by,
    }


def _tally(vote: VoteFacts) -> dict[str, object] | None:
    return None if vote.tally is None else {"outcome": vote.tally[0], "option": vote.tally[1]}


def _counts(counts: CountFacts | None) -> dict[str, object]:
    if counts is None:
        return {"options": [], "cast": None, "required_votes": None}
    return {
        "options": [
            {"option": item.option.name, "members": item.members, "votes": item.votes}
            for item in counts.options
        ],
        "cast": {"members": counts.cast_members, "votes": counts.cast_votes},
        "required_votes": counts.required_votes,
    }


def _option(recorded: RecordedVote) -> str | None:
    choice = recorded.choice
    return None if choice is None or isinstance(choice, str) else choice.name


def _absence(recorded: RecordedVote) -> str | None:
    return recorded.choice if isinstance(recorded.choice, str) else None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
