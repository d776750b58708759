"""What each event does to the state of a meeting: pure, and without asking whether it may."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from alvvote.meeting import events as e
from alvvote.meeting.evolve_hall import HALL_STEPS, ended, nothing_changes
from alvvote.meeting.mappings import with_key, without_key
from alvvote.meeting.model import (
    Ballot,
    Card,
    CountOfTeller,
    Item,
    Ruling,
    Speaker,
    State,
    Text,
    Vote,
)
from alvvote.meeting.question import read_question
from alvvote.proposal import Outcome, Proposal
from alvvote.roll.frozen import roll_of_core
from alvvote.statutes.majority import parse_quorum

SETTLED_BY_ADVICE: dict[str, Outcome] = {
    "adopt": "adopted",
    "discourage": "rejected",
    "hold over": "held over",
    "consider done": "done",
}


PRIVATE_IN_STATE = frozenset(
    event.kind
    for event in (
        e.SpeakerAdded,
        e.CountEntered,
        e.CardIssued,
        e.CardReissued,
        e.SupervisorNamed,
        e.RepresentativeNamed,
        e.MemberAccredited,
        e.PassReplaced,
    )
)
"""The kinds of events whose private fields are part of the state."""


UNDECIDED: frozenset[Outcome] = frozenset({"no majority", "no quorum"})
"""Rulings that leave an item open."""


def evolve(state: State, event: e.Event, number: int) -> State:
    """Return the state after an event, which stands in entry `number`."""
    step: Callable[[State, Any, int], State] = _STEPS[event.kind]
    return step(state, event, number)


def _created(state: State, event: e.MeetingCreated, number: int) -> State:
    return state._replace(
        size=number + 1,
        name=event.name,
        day=date.fromisoformat(event.day),
        rehearsal=event.rehearsal,
        abstentions_count=event.abstentions_count,
        blanks_count=event.blanks_count,
        quorum=None if event.quorum is None else parse_quorum(event.quorum),
    )


def _roll(state: State, event: e.RollSet, number: int) -> State:
    roll = roll_of_core(event.roll)
    # Who is no member any more is not accredited; without accreditation nobody is.
    known = roll.votes_of if event.accreditation else {}
    return state._replace(
        size=number + 1,
        roll=roll,
        fingerprint=event.fingerprint,
        roll_fixed=event.fixed,
        accreditation=event.accreditation,
        accredited={code: at for code, at in state.accredited.items() if code in known},
        inside={code: inside for code, inside in state.inside.items() if code in known},
        passes={
            code: passes if code in known or code not in state.accredited else ended(passes, number)
            for code, passes in state.passes.items()
        },
        representatives={
            code: who for code, who in state.representatives.items() if code in roll.votes_of
        },
    )


_ITEM_FIELDS = frozenset(Item._fields)


def item_of(event: e.ItemAdded) -> Item:
    """Return the item that came on the agenda."""
    return Item(
        event.item,
        event.title,
        event.sort,  # type: ignore[arg-type] # a rule sees to it
        event.majority,
        event.options,
        event.rejecting,
        event.advice,
        event.submitters,
        event.cosignatories,
        event.parent,
        event.part_of,
        event.overtakes,
        event.submitted,
    )


def changed_item(item: Item, changes: Mapping[str, Any]) -> Item:
    """Return the item with other values.

    Raises:
        ValueError: one of the names is no field of an item.
    """
    values = {
        "kind" if name == "sort" else name: tuple(value) if isinstance(value, list) else value
        for name, value in changes.items()
    }
    if not values.keys() <= _ITEM_FIELDS - {"id", "texts", "decided", "decided_by"}:
        raise ValueError("no field of an item")
    whole: dict[str, Any] = {**item._asdict(), **values}
    return Item(**whole)


def _item(state: State, event: e.ItemAdded, number: int) -> State:
    return state._replace(size=number + 1, items=with_key(state.items, event.item, item_of(event)))


def _item_changed(state: State, event: e.ItemChanged, number: int) -> State:
    item = changed_item(state.items[event.item], event.changes)
    return state._replace(size=number + 1, items=with_key(state.items, event.item, item))


def _item_moved(state: State, event: e.ItemMoved, number: int) -> State:
    order = [name for name in state.items if name != event.item]
    order.insert(event.place - 1, event.item)
    return state._replace(size=number + 1, items={name: state.items[name] for name in order})


def _text(state: State, event: e.TextAdded, number: int) -> State:
    item = state.items[event.item]
    item = item._replace(texts=(*item.texts, Text(event.version, event.sha256, event.day)))
    return state._replace(size=number + 1, items=with_key(state.items, event.item, item))


def _deadline(state: State, event: e.DeadlineSet, number: int) -> State:
    deadlines = with_key(state.deadlines, event.what, event.moment)
    return state._replace(size=number + 1, deadlines=deadlines)


def _speaker(state: State, event: e.SpeakerAdded, number: int) -> State:
    speaker = Speaker(
        event.item, event.number, event.explanation, event.gm_code, event.name, event.gist
    )
    return state._replace(size=number + 1, speakers=(*state.speakers, speaker))


def _called(state: State, event: e.SpeakerCalled, number: int) -> State:
    speakers = tuple(
        s._replace(called=True) if (s.item, s.number) == (event.item, event.number) else s
        for s in state.speakers
    )
    return state._replace(size=number + 1, speakers=speakers)


def _card(state: State, event: e.CardIssued | e.CardReissued, number: int) -> State:
    votes = 0 if state.roll is None else state.roll.votes_of[event.gm_code]
    card = Card(event.number, votes, event.salt, event.digest)
    cards = with_key(state.cards, event.gm_code, (*state.cards.get(event.gm_code, ()), card))
    return state._replace(size=number + 1, cards=cards)


def _opened(state: State, event: e.VoteOpened, number: int) -> State:
    vote = Vote(
        event.vote,
        event.items,
        read_question(event.question),
        event.casting,
        event.texts,
        event.moment,
        accredited_at_opening=event.accredited,
        accreditations={code: (entry,) for code, entry in state.accredited.items()},
        again_of=event.again_of,
    )
    return state._replace(size=number + 1, votes=with_key(state.votes, event.vote, vote))


def _cast(state: State, event: e.BallotCast, number: int) -> State:
    vote = state.votes[event.vote]
    ballot = Ballot(event.option, event.votes, number, event.replaces)
    corrected = vote.corrected
    late = vote.status == "closed" and event.replaces is not None
    if late and event.gm_code not in corrected:
        corrected = (*corrected, event.gm_code)
    ballots = with_key(vote.ballots, event.gm_code, ballot)
    vote = vote._replace(ballots=ballots, corrected=corrected)
    return state._replace(size=number + 1, votes=with_key(state.votes, event.vote, vote))


def _scanned(state: State, event: e.BallotScanned, number: int) -> State:
    scan = Ballot(event.option, event.votes, number, event.replaces)
    scans = with_key(state.votes[event.vote].scans, event.gm_code, scan)
    return _vote(state, event.vote, number, scans=scans)


def _vote(state: State, name: str, number: int, **changes: Any) -> State:  # noqa: ANN401
    vote = state.votes[name]._replace(**changes)
    return state._replace(size=number + 1, votes=with_key(state.votes, name, vote))


def _closed(state: State, event: e.VoteClosed, number: int) -> State:
    return _vote(
        state,
        event.vote,
        number,
        status="closed",
        closed=event.moment,
        accredited_at_closing=event.accredited,
    )


def _cancelled(state: State, event: e.VoteCancelled, number: int) -> State:
    return state._replace(size=number + 1, votes=without_key(state.votes, event.vote))


def _count(state: State, event: e.CountEntered, number: int) -> State:
    counts = None if event.counts is None else dict(event.counts)
    count = CountOfTeller(event.teller, counts)
    earlier = state.votes[event.vote].waiting
    return _vote(
        state,
        event.vote,
        number,
        waiting=count,
        counts_entered=event.number,
        tellers_agree=earlier is not None and earlier.counts == counts,
    )


def _agreed(state: State, event: e.CountAgreed, number: int) -> State:
    return _vote(state, event.vote, number, agreed=dict(event.counts))


def _settle(items: Mapping[str, Item], vote: Vote, ruling: Ruling) -> dict[str, Item]:
    """Return the items with what a ruling made of them."""
    changed = dict(items)
    for name in vote.items:
        # Without a quorum or a majority nothing was decided: the question can be put again.
        outcome = None if ruling.outcome in UNDECIDED else ruling.outcome
        if vote.proposal.subject == "advice":
            adopted = ruling.outcome == "adopted"
            outcome = SETTLED_BY_ADVICE.get(vote.proposal.advice or "") if adopted else None
        changed[name] = changed[name]._replace(decided=outcome, decided_by=vote.id)
    return changed


def _ruled(state: State, event: e.RulingPronounced, number: int) -> State:
    ruling = Ruling(event.outcome, event.option, event.agrees, event.moment)  # type: ignore[arg-type]
    vote = state.votes[event.vote]._replace(status="declared", ruling=ruling)
    votes = with_key(state.votes, vote.id, vote)
    if vote.again_of is not None:
        earlier = votes[vote.again_of]._replace(replaced_by=vote.id)
        votes[earlier.id] = earlier
    items = _settle(state.items, vote, ruling)
    return state._replace(size=number + 1, votes=votes, items=items)


def _acclaimed(state: State, event: e.Acclaimed, number: int) -> State:
    proposal: Proposal = read_question(event.question)
    ruling = Ruling("adopted", None, agrees=True, moment=event.moment)
    vote = Vote(
        event.vote,
        event.items,
        proposal,
        "show of passes",
        event.texts,
        event.moment,
        status="declared",
        closed=event.moment,
        ruling=ruling,
    )
    items = _settle(state.items, vote, ruling)
    return state._replace(size=number + 1, votes=with_key(state.votes, vote.id, vote), items=items)


def _settled(state: State, event: e.ItemSettled, number: int) -> State:
    item = state.items[event.item]._replace(decided=event.outcome, decided_by=None)  # type: ignore[arg-type]
    return state._replace(size=number + 1, items=with_key(state.items, item.id, item))


def _disputed(state: State, event: e.RulingDisputed, number: int) -> State:
    return _vote(state, event.vote, number, disputed=True)


def _noted(state: State, event: e.NoteAdded, number: int) -> State:
    notes = (*state.votes[event.vote].notes, event.text)
    return _vote(state, event.vote, number, notes=notes)


def _published(state: State, event: e.MeetingPublished, number: int) -> State:
    return state._replace(size=number + 1, published=date.fromisoformat(event.day))


def _erased(state: State, event: e.PersonalDataErased, number: int) -> State:
    del event
    return state._replace(size=number + 1, erased=number)


_STEPS: dict[str, Callable[[State, Any, int], State]] = {
    **HALL_STEPS,
    e.MeetingCreated.kind: _created,
    e.RollSet.kind: _roll,
    e.ItemAdded.kind: _item,
    e.ItemChanged.kind: _item_changed,
    e.ItemMoved.kind: _item_moved,
    e.TextAdded.kind: _text,
    e.DeadlineSet.kind: _deadline,
    e.SpeakerAdded.kind: _speaker,
    e.SpeakerCalled.kind: _called,
    e.CardIssued.kind: _card,
    e.CardReissued.kind: _card,
    e.VoteOpened.kind: _opened,
    e.BallotCast.kind: _cast,
    e.BallotScanned.kind: _scanned,
    e.VoteClosed.kind: _closed,
    e.VoteCancelled.kind: _cancelled,
    e.CountEntered.kind: _count,
    e.CountDiffered.kind: nothing_changes,
    e.CountAgreed.kind: _agreed,
    e.RulingPronounced.kind: _ruled,
    e.Acclaimed.kind: _acclaimed,
    e.ItemSettled.kind: _settled,
    e.RulingDisputed.kind: _disputed,
    e.NoteAdded.kind: _noted,
    e.MeetingPublished.kind: _published,
    e.PersonalDataErased.kind: _erased,
}
