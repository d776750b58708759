"""A vote as every page of the website shows it: outcome, reason, warnings, counts with bars."""

from typing import NamedTuple

from alvvote.i18n import _, number
from alvvote.publish import phrases
from alvvote.publish.chart_bars import Scale, decides, scale_of
from alvvote.publish.palette import Style, style_of
from alvvote.publish.publication import Publication, PublishedVote
from alvvote.tally import remarks_on
from alvvote.words import majority_in_words

_MARKS = {"adopted": "yes", "taken over": "yes", "rejected": "no", "no quorum": "no"}


class Line(NamedTuple):
    """A line in the table of the counts, as it is drawn."""

    label: str
    style: Style | None
    bar: int | None
    """How long its bar is; None where it has none."""
    mark: int | None
    """Where the threshold stands, if it is about this option."""
    votes: str
    share: str
    members: str
    members_share: str
    idle: bool
    """Whether nobody is in it, and it is no vote cast: the first page leaves it out."""


class Card(NamedTuple):
    """A vote as every page shows it."""

    vote: PublishedVote
    title: str
    outcome: str
    mark: str
    """``yes``, ``no`` or ``other``: the shape beside the word."""
    warnings: tuple[str, ...]
    """What nobody may miss."""
    reason: str
    """The sentence of the tally, and said to be that where the chair ruled otherwise."""
    threshold: str
    """How many votes are needed, beside the mark in the bars; empty where there is none."""
    lines: tuple[Line, ...]
    """The counts; empty where nothing was counted."""


def card_of(publication: Publication, vote: PublishedVote) -> Card:
    """Return a vote as it is shown, in the language that is spoken."""
    counts = vote.result.counts
    threshold = ""
    lines: tuple[Line, ...] = ()
    if counts is not None:
        if counts.cast.votes:
            text = _("line: {votes} votes needed")
            threshold = text.format(votes=number(counts.required_votes))
        scale = scale_of(vote.proposal, counts)
        rows = phrases.count_rows(publication, vote)
        lines = tuple(_line(vote, scale, row) for row in rows)
    return Card(
        vote,
        phrases.title_of(vote.proposal),
        _outcome(vote),
        "other" if vote.replaced_by is not None else _MARKS.get(vote.outcome, "other"),
        tuple(_warnings(vote)),
        phrases.reason_of(vote),
        threshold,
        lines,
    )


def _outcome(vote: PublishedVote) -> str:
    """Return the outcome; of a ruling that holds no longer, with that beside it."""
    outcome = phrases.outcome_in_words(vote)
    if vote.replaced_by is None:
        return outcome
    return _("{outcome} (disputed)").format(outcome=outcome)


def _warnings(vote: PublishedVote) -> list[str]:
    """Return what nobody may miss: a ruling that is not the tally's, or holds no longer."""
    found = [phrases.disagreement_of(vote)]
    if vote.replaced_by is not None:
        text = _("This ruling was disputed, and holds no longer: that of vote {vote} holds.")
        found.append(text.format(vote=vote.replaced_by))
    if vote.proposal.manner == "acclamation" and remarks_on(vote.proposal, {}, per_member=False):
        text = _(
            "This takes {majority} of the votes cast; by acclamation no share can be shown to have "
            "been reached."
        )
        found.append(text.format(majority=majority_in_words(vote.proposal.rule.majority)))
    return [line for line in found if line]


def _line(vote: PublishedVote, scale: Scale, row: phrases.CountRow) -> Line:
    style = bar = mark = None
    if not isinstance(row.line, str):
        about = row.cast is True and scale.cast > 0 and decides(vote, row.line)
        style = style_of(vote, row.line)
        bar = scale.length(row.total.votes, decides=about)
        mark = scale.mark if about else None
    share = row.share or (_("not counted as cast") if row.cast is False else "")
    members = number(row.total.members) if row.members_known else "\N{EN DASH}"
    return Line(
        row.label,
        style,
        bar,
        mark,
        number(row.total.votes),
        share,
        members,
        row.members_share,
        row.cast is False and not row.total.votes,
    )
