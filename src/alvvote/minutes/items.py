"""What the minutes say of an item of the agenda, and where each item stands."""

from datetime import datetime

from alvvote.i18n import _, listing
from alvvote.meeting.model import Item, Speaker, State, Vote, outcome_of
from alvvote.meeting.rules.voting import standing_vote
from alvvote.meeting.terms import missed_term
from alvvote.minutes.document import Facts
from alvvote.minutes.phrases import capital, day_and_hour, municipality_of
from alvvote.minutes.record import Record
from alvvote.words import word


def deciding_vote(record: Record, item: Item) -> Vote | None:
    """Return the vote whose ruling holds for an item, also one that left it undecided.

    None where it was settled otherwise, or where that is still to come.
    """
    state = record.state
    if item.id in record.recall.settled or item.decided_by is None:
        return None
    vote = state.votes[item.decided_by]
    if item.decided is None and (outcome_of(state, item) or standing_vote(state, item.id) != vote):
        return None
    return vote


def outcome_in_words(record: Record, item: Item) -> str:
    """Return what became of an item: its outcome, or how far it is; never the direction."""
    state = record.state
    outcome = outcome_of(state, item)
    vote = deciding_vote(record, item)
    if outcome is None:
        return _undecided(state, item, vote)
    text = capital(word(outcome))
    if vote is None:
        reason = _reason(record, item)
        return f"{text}: {reason}" if reason else text
    if vote.proposal.manner == "acclamation":
        return _("{outcome} by acclamation").format(outcome=text)
    if vote.proposal.subject == "advice":
        return _("{outcome}, as the board's advice was adopted").format(outcome=text)
    if vote.ruling is not None and vote.ruling.option is not None:
        return f"{text}: {vote.ruling.option}"
    return text


def _undecided(state: State, item: Item, ruled: Vote | None) -> str:
    standing = standing_vote(state, item.id)
    if ruled is not None and ruled.ruling is not None:
        if ruled.proposal.subject == "advice":
            return _("Not decided: the board's advice was not adopted")
        return _("Not decided: {outcome}").format(outcome=word(ruled.ruling.outcome))
    if standing is None:
        return _("Not decided")
    if standing.status == "open":
        return _("Not decided: the vote is open")
    return _("Not decided: voted on, and the chair has not pronounced upon it")


def _reason(record: Record, item: Item) -> str:
    """Return why an item was settled without a vote of its own; empty where nothing was said."""
    if item.id in record.recall.settled:
        return record.recall.settled[item.id] or ""
    for other in record.state.items.values():
        if item.id in other.overtakes and other.decided == "adopted":
            return _("overtaken by {item}").format(item=other.id)
    return _("together with {item}").format(item=item.part_of or item.parent or "")


def item_facts(record: Record, item: Item) -> Facts:
    """Return what is known of an item, and what became of it."""
    rows: list[tuple[str, str]] = []
    if item.kind is not None:
        rows.append((_("Kind"), word(item.kind)))
    if item.submitters:
        rows.append((_("Submitted by"), listing(list(item.submitters))))
    if item.cosignatories:
        rows.append((_("Co-signed by"), listing(list(item.cosignatories))))
    rows += _relations(item) + _came_in(record.state, item)
    if item.advice is not None:
        rows.append((_("Board advice"), word(item.advice)))
    rows += _speakers(record.state, item)
    if item.kind is not None:
        rows.append((_("Outcome"), outcome_in_words(record, item)))
    return Facts(tuple(rows))


def _relations(item: Item) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if item.parent is not None:
        rows.append((_("Amends"), item.parent))
    if item.part_of is not None:
        rows.append((_("Part of"), item.part_of))
    if item.overtakes:
        rows.append((_("When adopted these lapse"), listing(list(item.overtakes))))
    return rows


def _came_in(state: State, item: Item) -> list[tuple[str, str]]:
    if item.submitted is None:
        return []
    text = day_and_hour(datetime.fromisoformat(item.submitted))
    missed = missed_term(state, item)
    if missed is not None:
        late = _("{moment}; late: the term ended on {end}")
        text = late.format(moment=text, end=day_and_hour(missed))
    return [(_("Came in"), text)]


def _speakers(state: State, item: Item) -> list[tuple[str, str]]:
    """Return for whom was spoken; names and gists are private, and stand in no minutes."""
    mine = [speaker for speaker in state.speakers if speaker.item == item.id]
    kinds = (
        (_("Speakers"), [s for s in mine if s.called and not s.explanation]),
        (_("Explanations of vote"), [s for s in mine if s.called and s.explanation]),
        (_("Asked for the floor, and was not called"), [s for s in mine if not s.called]),
    )
    return [(label, _municipalities(state, group)) for label, group in kinds if group]


def _municipalities(state: State, speakers: list[Speaker]) -> str:
    return listing([municipality_of(state, speaker.gm_code) for speaker in speakers])
