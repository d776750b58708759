"""An entry of the record in words: what happened, and to what; only what is public."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from alvvote.cli.ledger_hall_entries import HALL_DETAILS, HALL_KINDS, member_in_entry
from alvvote.cli.vote_options import casting_in_words, hour_of
from alvvote.cli.vote_text import count_in_words
from alvvote.i18n import N_, _, day, listing
from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.proposal import STANDARD_OPTIONS
from alvvote.statutes import Members, Votes
from alvvote.tally import Count
from alvvote.words import line_in_words, option_in_words, votes_in_words, word

_KINDS: dict[str, str] = {
    **HALL_KINDS,
    e.MeetingCreated.kind: N_("meeting made"),
    e.RollSet.kind: N_("roll"),
    e.ItemAdded.kind: N_("item added"),
    e.ItemChanged.kind: N_("item changed"),
    e.ItemMoved.kind: N_("item moved"),
    e.TextAdded.kind: N_("text"),
    e.DeadlineSet.kind: N_("term set"),
    e.SpeakerAdded.kind: N_("speaker added"),
    e.SpeakerCalled.kind: N_("speaker called"),
    e.CardIssued.kind: N_("voting card"),
    e.CardReissued.kind: N_("new voting card"),
    e.VoteOpened.kind: N_("vote opened"),
    e.BallotCast.kind: N_("ballot"),
    e.BallotScanned.kind: N_("recount"),
    e.VoteClosed.kind: N_("vote closed"),
    e.CountEntered.kind: N_("count entered"),
    e.CountDiffered.kind: N_("counts differ"),
    e.CountAgreed.kind: N_("counts agree"),
    e.RulingPronounced.kind: N_("ruling"),
    e.Acclaimed.kind: N_("by acclamation"),
    e.ItemSettled.kind: N_("settled"),
    e.RulingDisputed.kind: N_("ruling disputed"),
    e.VoteCancelled.kind: N_("vote taken back"),
    e.NoteAdded.kind: N_("note"),
    e.MeetingPublished.kind: N_("published"),
    e.PersonalDataErased.kind: N_("personal data erased"),
}
_OPTIONS = {option.name: option for option in STANDARD_OPTIONS}


def entry_in_words(state: State, event: e.Event) -> tuple[str, str]:
    """Return what happened, and to what; `state` is that of now.

    The option of a ballot is left out as long as its vote is open.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: no rule ever allowed such an event.
    """
    corrected = isinstance(event, e.BallotCast) and event.replaces is not None
    kind = _("ballot, corrected") if corrected else _(_KINDS[event.kind])
    return kind, "  ".join(part for part in _DETAILS[event.kind](state, event) if part)


def _vote(_state: State, event: e.CountEntered | e.RulingDisputed) -> list[str]:
    return [shown(event.vote)]


def _created(_state: State, event: e.MeetingCreated) -> list[str]:
    return [shown(event.name), day(date.fromisoformat(event.day))]


def _roll(_state: State, event: e.RollSet) -> list[str]:
    votes = [member["votes"] for member in event.roll["members"]]
    kind = _("fixed") if event.fixed else _("provisional")
    reason = None if event.reason is None else shown(event.reason)
    return [kind, count_in_words(Count(Members(len(votes)), Votes(sum(votes)))), reason or ""]


def _added(_state: State, event: e.ItemAdded) -> list[str]:
    return [shown(event.item), shown(event.title)]


def _changed(_state: State, event: e.ItemChanged) -> list[str]:
    return [shown(event.item), shown(", ".join(event.changes))]


def _moved(_state: State, event: e.ItemMoved) -> list[str]:
    return [shown(event.item), _("to place {place}").format(place=event.place)]


def _text(_state: State, event: e.TextAdded) -> list[str]:
    return [shown(event.item), shown(event.version), f"SHA-256 {shown(event.sha256)[:16]}"]


def _deadline(_state: State, event: e.DeadlineSet) -> list[str]:
    words = {"amendments": _("amendments"), "motions": _("motions")}
    if event.moment is None:
        return [words[event.what], _("no term")]
    return [words[event.what], _day_and_hour(event.moment)]


def _day_and_hour(moment: str) -> str:
    return f"{day(datetime.fromisoformat(moment).date())}, {hour_of(moment)}"


def _speaker(state: State, event: e.SpeakerAdded) -> list[str]:
    who = "" if event.gm_code is None else member_in_entry(state, event.gm_code)
    what = _("explanation of vote") if event.explanation else ""
    return [shown(event.item), _("number {number}").format(number=event.number), who, what]


def _called(_state: State, event: e.SpeakerCalled) -> list[str]:
    return [shown(event.item), _("number {number}").format(number=event.number)]


def _card(state: State, event: e.CardIssued | e.CardReissued) -> list[str]:
    return [member_in_entry(state, event.gm_code), _("number {number}").format(number=event.number)]


def _opened(_state: State, event: e.VoteOpened) -> list[str]:
    again = _("again, of {vote}").format(vote=shown(event.again_of)) if event.again_of else ""
    return [shown(event.vote), casting_in_words(event.casting), hour_of(event.moment), again]


def _cast(state: State, event: e.BallotCast) -> list[str]:
    option = "" if event.option is None else _option(event.option)
    if state.votes[event.vote].status == "open" or not option:
        option = _("voted")
    replaced = _("in place of entry {entry}").format(entry=event.replaces)
    return [
        shown(event.vote),
        member_in_entry(state, event.gm_code),
        votes_in_words(event.votes),
        option,
        "" if event.replaces is None else replaced,
    ]


def _scanned(state: State, event: e.BallotScanned) -> list[str]:
    option = _option(event.option)
    if state.votes[event.vote].status == "open":
        option = _("voted")
    votes = votes_in_words(event.votes)
    return [shown(event.vote), member_in_entry(state, event.gm_code), votes, option]


def _option(name: str) -> str:
    return option_in_words(_OPTIONS[name]) if name in _OPTIONS else shown(name)


def _closed(_state: State, event: e.VoteClosed) -> list[str]:
    return [shown(event.vote), hour_of(event.moment)]


def _differed(_state: State, event: e.CountDiffered) -> list[str]:
    return [shown(event.vote), listing([shown(line_in_words(line)) for line in event.lines])]


def _agreed(_state: State, event: e.CountAgreed) -> list[str]:
    counts = [f"{shown(line_in_words(line))} {votes}" for line, votes in event.counts]
    return [shown(event.vote), ", ".join(counts)]


def _ruled(_state: State, event: e.RulingPronounced) -> list[str]:
    differs = "" if event.agrees else _("the tally says otherwise")
    option = "" if event.option is None else shown(event.option)
    return [shown(event.vote), word(shown(event.outcome)), option, hour_of(event.moment), differs]


def _acclaimed(_state: State, event: e.Acclaimed) -> list[str]:
    return [shown(event.vote), word("adopted"), hour_of(event.moment)]


def _settled(_state: State, event: e.ItemSettled) -> list[str]:
    return [shown(event.item), word(shown(event.outcome)), shown(event.reason or "")]


def _noted(_state: State, event: e.NoteAdded) -> list[str]:
    return [shown(event.vote), shown(event.text)]


def _cancelled(_state: State, event: e.VoteCancelled) -> list[str]:
    return [shown(event.vote), shown(event.reason)]


def _published(_state: State, event: e.MeetingPublished) -> list[str]:
    return [day(date.fromisoformat(event.day))]


def _erased(_state: State, event: e.PersonalDataErased) -> list[str]:
    early = _("earlier than a year after publication") if event.early else ""
    return [early, shown(event.reason or "")]


_DETAILS: dict[str, Callable[[State, Any], list[str]]] = {
    **HALL_DETAILS,
    e.MeetingCreated.kind: _created,
    e.RollSet.kind: _roll,
    e.ItemAdded.kind: _added,
    e.ItemChanged.kind: _changed,
    e.ItemMoved.kind: _moved,
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
    e.CountEntered.kind: _vote,
    e.CountDiffered.kind: _differed,
    e.CountAgreed.kind: _agreed,
    e.RulingPronounced.kind: _ruled,
    e.Acclaimed.kind: _acclaimed,
    e.ItemSettled.kind: _settled,
    e.RulingDisputed.kind: _vote,
    e.NoteAdded.kind: _noted,
    e.VoteCancelled.kind: _cancelled,
    e.MeetingPublished.kind: _published,
    e.PersonalDataErased.kind: _erased,
}
