"""The slide while a vote is open: the question and the turnout, and never what anyone voted."""

from datetime import datetime

from alvvote.i18n import _, number
from alvvote.meeting.model import State, Vote
from alvvote.meeting.turnout import participation_of
from alvvote.minutes.phrases import hour
from alvvote.plain import shown
from alvvote.screen.phrases import about_question, blank_slide, title_of
from alvvote.screen.slide import Slide
from alvvote.words import (
    majority_in_words,
    option_in_words,
    quorum_in_words,
    rule_source,
    votes_in_words,
)


def voting_slide(state: State, vote: Vote, now: datetime) -> Slide:
    """Return question, options and turnout; of the ballots nothing but how many there are."""
    turnout = participation_of(state, vote)
    done, entitled = turnout.handed_in, turnout.entitled
    text = (
        _("of the accredited members have voted: {votes} of {all_votes}")
        if state.accreditation
        else _("of the members have voted: {votes} of {all_votes}")
    )
    return blank_slide(state, now)._replace(
        about=about_question(vote.proposal),
        title=title_of(vote.proposal),
        large=f"{number(done.members)}/{number(entitled.members)}",
        under=text.format(
            votes=number(done.votes),
            all_votes=votes_in_words(entitled.votes),
        ),
        lines=tuple(_lines(vote)),
    )


def _lines(vote: Vote) -> list[str]:
    proposal, rule = vote.proposal, vote.proposal.rule
    options = " · ".join(shown(option_in_words(option)) for option in proposal.options)
    lines = [
        _("THE VOTE IS OPEN since {time}").format(time=hour(vote.opened)),
        _("options: {options}").format(options=options),
        _("needed: {majority} of the votes cast ({source})").format(
            majority=majority_in_words(rule.majority), source=rule_source(rule)
        ),
    ]
    if rule.quorum is not None:
        lines.append(_("quorum: {quorum}").format(quorum=quorum_in_words(rule.quorum)))
    if vote.secret:
        lines.append(_("a vote on persons: what anyone votes is not recorded"))
    if vote.again_of is not None:
        lines.append(_("a new vote in place of {vote}").format(vote=shown(vote.again_of)))
    return lines
