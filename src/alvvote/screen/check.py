"""The check minute (controleminuut): after closing, what each member voted, by name.

A wrong registration can be put right until the chair has ruled (Burgerlijk Wetboek 2:13): the desk
records a correction, and the screen shows what was corrected.
"""

from datetime import datetime

from alvvote.i18n import N_, _, number
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import result_of, roll_of
from alvvote.municipality import normalise
from alvvote.plain import shown
from alvvote.proposal import STANDARD_OPTIONS, Option
from alvvote.roll import Member
from alvvote.screen.outcome import verdict_of
from alvvote.screen.slide import Check, Voted
from alvvote.words import option_in_words

_LETTERS = {
    "for": N_("F"),
    "against": N_("A"),
    "abstention": N_("Ab"),
    "blank": N_("Bl"),
}
NOT_VOTED = "\N{EN DASH}"


def check_of(state: State, vote: Vote, now: datetime, lasts: int) -> Check | None:
    """Return what the members voted, for `lasts` seconds after closing and before the ruling.

    None where there is no check minute, or it is over. There never is one in a vote on persons.
    """
    if vote.secret or vote.status != "closed" or vote.closed is None:
        return None
    # Clocks of two machines may differ by a little.
    passed = max(0.0, (now - datetime.fromisoformat(vote.closed)).total_seconds())
    if passed >= lasts:
        return None
    marks = _marks(vote.proposal.options)
    members = sorted(
        (member for member in roll_of(state).members if _is_shown(state, vote, member)),
        key=lambda member: (normalise(member.municipality), member.gm_code),
    )
    words = {option.name: shown(option_in_words(option)) for option in vote.proposal.options}
    legend = [(marks[name], text) for name, text in words.items()]
    return Check(
        tuple(_voted(vote, member, marks, words) for member in members),
        (*legend, (NOT_VOTED, _("did not vote"))),
        _summary(state, vote),
        passed,
        lasts,
    )


def _is_shown(state: State, vote: Vote, member: Member) -> bool:
    """Tell whether a member voted, or could have."""
    if member.gm_code in vote.ballots:
        return True
    return not member.suspended and (not state.accreditation or member.gm_code in vote.accredited)


def _marks(options: tuple[Option, ...]) -> dict[str, str]:
    """Return the mark of each option: its letter, or the number of an option of the vote's own."""
    own = [option.name for option in options if option not in STANDARD_OPTIONS]
    return {
        option.name: _(_LETTERS[option.name])
        if option in STANDARD_OPTIONS
        else str(own.index(option.name) + 1)
        for option in options
    }


def _voted(vote: Vote, member: Member, marks: dict[str, str], words: dict[str, str]) -> Voted:
    name = shown(member.municipality)
    ballot = vote.ballots.get(member.gm_code)
    if ballot is None or ballot.option is None:
        return Voted(name, NOT_VOTED, NOT_VOTED, corrected=False)
    corrected = ballot.replaces is not None
    return Voted(name, marks[ballot.option], words[ballot.option], corrected)


def _summary(state: State, vote: Vote) -> str:
    result = result_of(state, vote)
    if result is None or result.counts is None:
        return ""
    counts = " · ".join(
        f"{shown(option_in_words(item.option))} {number(item.total.votes)}"
        for item in result.counts.options
        if item.total.members
    )
    text = _("tally: {verdict}; votes: {counts}")
    return text.format(verdict=verdict_of(result), counts=counts or number(0))
