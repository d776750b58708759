"""A vote in words and as data, without its direction: its question, its texts, its turnout."""

import shutil

from alvvote.cli.dossiers import paragraph
from alvvote.cli.terminal import emphasised
from alvvote.i18n import N_, _, number
from alvvote.meeting.model import State, Vote
from alvvote.meeting.turnout import participation_of
from alvvote.plain import shown
from alvvote.proposal import Proposal
from alvvote.tally import Count
from alvvote.words import majority_in_words, members_and_votes, rule_source, votes_in_words

DIGITS_SHOWN = 16
_WIDEST = 100

VERSION_WORDS = {
    "concept": N_("concept"),
    "definitive": N_("definitive text"),
    "changed": N_("changed text"),
}


def count_in_words(count: Count) -> str:
    """Return ``342 members, 13,211 votes``."""
    return members_and_votes(count.members, count.votes)


def count_json(count: Count) -> dict[str, int]:
    """Return members and votes, as data."""
    return {"members": count.members, "votes": count.votes}


def title_of(proposal: Proposal) -> str:
    """Return id and title of a vote, as they can be shown."""
    same = proposal.title == proposal.id
    return shown(proposal.id if same else f"{proposal.id}  {proposal.title}")


def headed(title: str, verdict: str) -> str:
    """Return the line at the top: what it is about, and large at the right what became of it."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    if len(title) + len(verdict) + 4 <= width:
        return emphasised(f"  {title}{verdict:>{width - len(title) - 2}}") + "\n"
    return emphasised(paragraph(title) + f"{verdict:>{width}}") + "\n"


def needed_in_words(proposal: Proposal) -> str:
    """Return the majority that decides, with its source."""
    text = _("needed: {majority} of the votes cast ({source})")
    rule = proposal.rule
    return text.format(majority=majority_in_words(rule.majority), source=rule_source(rule))


def text_in_words(text: tuple[str, str, str], *, in_full: bool = False) -> str:
    """Return which text lay before the meeting: of which item, which version, its SHA-256."""
    item, version, sha256 = text
    if not sha256:
        return _("text: as amended by {item}").format(item=shown(item))
    return _("text: {item}, {version}, SHA-256 {digits}").format(
        item=shown(item),
        version=_(VERSION_WORDS[version]) if version in VERSION_WORDS else shown(version),
        digits=sha256 if in_full else sha256[:DIGITS_SHOWN],
    )


def texts_json(vote: Vote) -> list[dict[str, str | None]]:
    """Return the texts that lay before the meeting, as data."""
    return [
        {"item": item, "version": version, "sha256": sha256 or None}
        for item, version, sha256 in vote.texts
    ]


def turnout_in_words(state: State, vote: Vote) -> str:
    """Return how many ballots there are, of how many, and how many are still out."""
    turnout = participation_of(state, vote)
    of_accredited = bool(state.accreditation)
    if vote.status == "open":
        text = (
            _("voted: {done} of {all} accredited members, {votes}; still out: {out}")
            if of_accredited
            else _("voted: {done} of {all} members, {votes}; still out: {out}")
        )
    else:
        text = (
            _("voted: {done} of {all} accredited members, {votes}; did not vote: {out}")
            if of_accredited
            else _("voted: {done} of {all} members, {votes}; did not vote: {out}")
        )
    return text.format(
        done=number(turnout.handed_in.members),
        all=number(turnout.entitled.members),
        votes=votes_in_words(turnout.handed_in.votes),
        out=count_in_words(turnout.out),
    )


def turnout_json(state: State, vote: Vote) -> dict[str, dict[str, int]]:
    """Return the turnout of a vote, as data."""
    turnout = participation_of(state, vote)
    return {
        "handed_in": count_json(turnout.handed_in),
        "entitled": count_json(turnout.entitled),
        "out": count_json(turnout.out),
    }
