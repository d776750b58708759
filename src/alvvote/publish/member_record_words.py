"""What every format says of the record of a member, in the same words."""

from collections.abc import Sequence

from alvvote.i18n import N_, _, _n, day, listing, number
from alvvote.proposal import Outcome, Proposal
from alvvote.publish.meeting_facts import VoteFacts
from alvvote.publish.member_named import Arrival, Municipality, NotOnRoll
from alvvote.publish.member_record import (
    MemberRecord,
    RecordedMeeting,
    RecordedVote,
    Side,
    Sums,
)
from alvvote.publish.phrases import choice_in_words, manner_in_words
from alvvote.verdict import verdict_in_words
from alvvote.words import option_in_words, share_of, votes_in_words

_SIDES: dict[Side, str] = {
    "with": N_("with the outcome"),
    "against": N_("against the outcome"),
    "abstained": N_("on neither side"),
    "blank": N_("on neither side"),
    "no decision": N_("nothing was decided"),
}
_SUMS: dict[Side, str] = {
    "with": N_("with the outcome"),
    "against": N_("against the outcome"),
    "abstained": N_("abstained"),
    "blank": N_("voted blank"),
    "no decision": N_("voted, but nothing was decided"),
    "did not vote": N_("did not vote"),
}


def name_of(record: MemberRecord) -> str:
    """Return the member with its code: ``Utrecht (GM0344)``."""
    return f"{record.municipality} ({record.gm_code})"


def title_of_record(record: MemberRecord) -> str:
    """Return the title of the record."""
    return _("Voting behaviour of {member}").format(member=name_of(record))


def title_of_meeting(meeting: RecordedMeeting) -> str:
    """Return name and day of a meeting."""
    when = _("day not known") if meeting.day is None else day(meeting.day)
    return f"{meeting.name}, {when}"


def title_of_vote(vote: VoteFacts) -> str:
    """Return id and title of a vote, once where they are the same."""
    return vote.id if vote.id == vote.title else f"{vote.id}: {vote.title}"


def voted_in_words(recorded: RecordedVote) -> str:
    """Return what the member did; where that is not told, why."""
    if recorded.choice is not None:
        return choice_in_words(recorded.choice)
    if recorded.side == "not published":
        return _("not published: vote on persons")
    vote = recorded.vote
    return manner_in_words(Proposal(vote.id, vote.title, manner=vote.manner))


def side_in_words(recorded: RecordedVote) -> str:
    """Return where the member stood; empty where `voted_in_words` says it all."""
    for side, text in _SIDES.items():
        if side == recorded.side:
            return _(text)
    return ""


def outcome_of(vote: VoteFacts) -> str:
    """Return the outcome that holds in capitals: ``ADOPTED``, ``ADOPTED: Plan X``."""
    return _verdict(vote, vote.outcome, vote.adopted_option)


def _verdict(vote: VoteFacts, outcome: Outcome, adopted: str | None) -> str:
    proposal = Proposal(vote.id, vote.title, subject=vote.subject, advice=vote.advice)
    return verdict_in_words(proposal, outcome, adopted)


def by_how_much(vote: VoteFacts) -> str:
    """Return the counts that decided, in votes and in members; empty where nothing was counted."""
    counts = vote.counts
    if counts is None:
        return ""
    if not counts.cast_votes:
        return _("no votes were cast")
    first = counts.leading
    votes = _("{option}: {votes} of {cast} votes cast ({share})").format(
        option=option_in_words(first.option),
        votes=number(first.votes),
        cast=number(counts.cast_votes),
        share=share_of(first.votes, counts.cast_votes, counts.majority),
    )
    if first.members is None or counts.cast_members is None:
        return votes
    members = _n(
        "{members} of {cast} member casting",
        "{members} of {cast} members casting",
        counts.cast_members,
    )
    members = members.format(members=number(first.members), cast=number(counts.cast_members))
    return f"{votes}, {members}"


def remarks_on_vote(vote: VoteFacts) -> list[str]:
    """Return what must be known beside a vote: another tally, a new vote."""
    found: list[str] = []
    if vote.tally is not None and vote.differs:
        text = _("this is the ruling of the chair; the tally says: {tally}")
        found.append(text.format(tally=_verdict(vote, *vote.tally)))
    if vote.again_of is not None:
        found.append(_("a new vote, held after {vote}").format(vote=vote.again_of))
    if vote.replaced_by is not None:
        text = _("held again: the new vote {vote} took its place; not in the sums")
        found.append(text.format(vote=vote.replaced_by))
    return found


def sums_in_words(sums: Sums) -> list[tuple[str, str]]:
    """Return label and number of how often the member did what; lines with none are left out."""
    rows = [
        (_(_SUMS[side]), number(count))
        for side, count in sums.sides
        if count or side in {"with", "against"}
    ]
    text = _n("{count} of {all} counted vote", "{count} of {all} counted votes", sums.counted)
    took_part = text.format(count=number(sums.took_part), all=number(sums.counted))
    if sums.counted:
        took_part += f" ({share_of(sums.took_part, sums.counted)})"
    return [*rows, (_("took part in"), took_part)]


def meeting_lines(record: MemberRecord, meeting: RecordedMeeting) -> list[str]:
    """Return what is said of the member in a meeting, above its votes."""
    lines: list[str] = []
    if meeting.absence is not None:
        lines.append(absence_in_words(record.municipality, meeting.absence))
    elif meeting.member_votes is not None and meeting.municipality is not None:
        text = _("{name} had {votes} in this meeting.")
        votes = votes_in_words(meeting.member_votes)
        lines.append(text.format(name=meeting.municipality, votes=votes))
    if meeting.left_out:
        text = _("not declared yet, and left out: {votes}")
        lines.append(text.format(votes=", ".join(meeting.left_out)))
    return lines


def absence_in_words(name: str, absence: NotOnRoll) -> str:
    """Return why a member is not on the roll of a meeting, in a sentence."""
    others = _names(absence.others)
    if absence.reason == "abolished" and absence.day is not None:
        if len(absence.others) > 1:
            text = _("{name} was no member any more: it was divided over {others} on {date}.")
        else:
            text = _("{name} was no member any more: it became part of {others} on {date}.")
        return text.format(name=name, others=others, date=day(absence.day))
    if absence.reason == "not yet" and absence.day is not None:
        text = _("{name} was no member yet: it came into being on {date}, out of {others}.")
        return text.format(name=name, others=others, date=day(absence.day))
    return _("{name} is not on the roll of this meeting.").format(name=name)


def arrival_in_words(record: MemberRecord, arrival: Arrival) -> str:
    """Return what became part of the member, and that the record leaves out what it voted."""
    text = _("{other} became part of {name} on {date}; what it voted before is not in this record.")
    if arrival.divided:
        text = _(
            "A part of {other} came to {name} on {date}; what {other} voted is not in this record."
        )
    other = _names([arrival.municipality])
    return text.format(other=other, name=record.municipality, date=day(arrival.day))


def _names(municipalities: Sequence[Municipality]) -> str:
    return listing([f"{other.name} ({other.gm_code})" for other in municipalities])


def notes_of(record: MemberRecord) -> list[str]:
    """Return what stands below the record: what its words mean, and what is not in it."""
    sums = record.sums
    notes = [arrival_in_words(record, arrival) for arrival in record.arrivals]
    notes.append(
        _(
            "With the outcome: voted for what was adopted, or against what was rejected. Against "
            "the outcome: the other way round. The outcome is what the chair pronounced; where no "
            "ruling is known, what the tally says. Abstention and blank are on neither side."
        )
    )
    if sums.not_counted:
        notes.append(_("By acclamation or without a count no member's choice is recorded."))
    if sums.not_published:
        text = _(
            "Of votes on persons only totals are published, and never who took part "
            "(Statuten art. 11, paragraph 5)."
        )
        notes.append(text)
    if sums.replaced:
        notes.append(_("Of a vote that was held again the sums count the new vote alone."))
    notes.append(
        _(
            "The numbers of votes follow from the numbers of inhabitants by CBS (Statistics "
            "Netherlands), CC BY 4.0."
        )
    )
    return notes
