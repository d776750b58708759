"""What several slides say: of the meeting, of a question, of who is accredited."""

from datetime import datetime

from alvvote.i18n import _, day, listing, number
from alvvote.meeting.model import State, turnout_of
from alvvote.plain import shown
from alvvote.proposal import Proposal
from alvvote.publish.meeting_notice import notice_of
from alvvote.screen.slide import Slide
from alvvote.words import members_and_votes, votes_in_words, word


def blank_slide(state: State, now: datetime) -> Slide:
    """Return what every slide has: meeting, clock, mark, and who is accredited."""
    date = "" if state.day is None else f" · {day(state.day)}"
    return Slide(
        shown(state.name) + date,
        now.strftime("%H.%M.%S"),
        mark=notice_of(state),
        foot=accredited_in_words(state),
    )


def accredited_in_words(state: State) -> str:
    """Return how many are accredited; in the hall only where passes are scanned at the door."""
    turnout = turnout_of(state)
    if turnout is None or state.roll is None:
        return ""
    totals = state.roll.totals
    text = _("accredited: {members} of {all_members} members, {votes} of {all_votes}").format(
        members=number(turnout[0]),
        all_members=number(totals.members),
        votes=number(turnout[1]),
        all_votes=votes_in_words(totals.votes),
    )
    if not state.door_used:
        return text
    inside = [code for code, is_in in state.inside.items() if is_in]
    votes = sum(state.roll.votes_of[code] for code in inside)
    hall = _("in the hall: {count}").format(count=members_and_votes(len(inside), votes))
    return f"{text} · {hall}"


def about_question(proposal: Proposal) -> str:
    """Return kind and id of a question, upon what it is, and who submitted it."""
    parts = [proposal.id if proposal.kind is None else f"{word(proposal.kind)} {proposal.id}"]
    if proposal.submitters:
        names = listing(list(proposal.submitters))
        parts.append(_("submitted by {names}").format(names=names))
    if proposal.subject == "advice":
        advice = word(proposal.advice) if proposal.advice else "?"
        text = _("the vote is on the board's advice ({advice}), not on the motion itself")
        parts.append(text.format(advice=advice))
    elif proposal.advice is not None:
        parts.append(_("board advice: {advice}").format(advice=word(proposal.advice)))
    text = shown(" · ".join(parts))
    return text[:1].upper() + text[1:]


def title_of(proposal: Proposal) -> str:
    """Return the title of a question; empty where it is the id."""
    return "" if proposal.title == proposal.id else shown(proposal.title)
