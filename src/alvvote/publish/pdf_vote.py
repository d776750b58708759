"""A vote on paper: its outcome, its counts with a bar for each option, and what is known of it."""

from alvvote.i18n import _, number
from alvvote.minutes.phrases import capital
from alvvote.proposal import Option
from alvvote.publish.chart_bars import MARK, WIDTH, Scale, decides
from alvvote.publish.palette import style_of
from alvvote.publish.pdf_page import Data
from alvvote.publish.pdf_text import drawn, shortened
from alvvote.publish.phrases import (
    CountRow,
    choice_in_words,
    count_rows,
    disagreement_of,
    outcome_in_words,
)
from alvvote.publish.publication import NOT_VOTED, Publication, PublishedVote
from alvvote.tally import Counts, leading, remarks_on
from alvvote.words import majority_in_words, option_in_words, rule_source, share_of

_LOUD = {"adopted": "adopted", "rejected": "rejected"}
"""Outcomes that are told apart at a glance; others are drawn alike."""


def verdict_data(vote: PublishedVote, longest: int) -> Data:
    """Return the outcome that holds, and how it is drawn."""
    kind = _LOUD.get(vote.outcome, "other") if vote.replaced_by is None else "other"
    return {"text": drawn(shortened(outcome_in_words(vote), longest)), "kind": kind}


def warnings_of(vote: PublishedVote) -> list[str]:
    """Return what nobody may miss: a ruling that is not the tally's, or no longer holds."""
    lines = [disagreement_of(vote)]
    if vote.replaced_by is not None:
        text = _("This ruling was disputed, and holds no longer: that of vote {vote} holds.")
        lines.append(text.format(vote=vote.replaced_by))
    if vote.proposal.manner == "acclamation" and remarks_on(vote.proposal, {}, per_member=False):
        text = _(
            "This takes {majority} of the votes cast; by acclamation no share can be shown to have "
            "been reached."
        )
        lines.append(text.format(majority=majority_in_words(vote.proposal.rule.majority)))
    return [drawn(line) for line in lines if line]


def rule_of(vote: PublishedVote) -> str:
    """Return the majority with its article."""
    rule = vote.proposal.rule
    text = _("{majority} of the votes cast ({source})")
    return text.format(majority=majority_in_words(rule.majority), source=rule_source(rule))


def share_in_words(vote: PublishedVote) -> str:
    """Return the share that the outcome is about, in short: ``for 46.98 %``; or empty."""
    counts = vote.result.counts
    if counts is None or not counts.cast.votes:
        return ""
    first = leading(vote.proposal, counts)
    share = share_of(first.total.votes, counts.cast.votes, vote.proposal.rule.majority)
    return f"{option_in_words(first.option)} {share}"


def lines_of(publication: Publication, vote: PublishedVote) -> list[CountRow]:
    """Return the lines of the table of the counts.

    In a vote on persons it is not said who voted, so those who did not are one line, as counted.
    """
    rows, counts = count_rows(publication, vote), vote.result.counts
    if vote.per_member or counts is None or not counts.members_known:
        return rows
    known = [row for row in rows if row.line not in NOT_VOTED]
    absent = CountRow(
        line="did not vote",
        label=choice_in_words("did not vote"),
        total=counts.not_voted,
        members_known=True,
        cast=None,
        share="",
        members_share="",
    )
    return [*known, absent]


def counts_data(
    publication: Publication, vote: PublishedVote, longest: int, most: int | None = None
) -> Data | None:
    """Return the table of the counts; None where nothing was counted.

    Args:
        publication: what the vote is of.
        vote: the vote.
        longest: letters of the name of an option; longer ones are shortened.
        most: how many options are shown, those with the most votes; None for all.
    """
    counts = vote.result.counts
    if counts is None:
        return None
    rows = lines_of(publication, vote)
    shown, left = _most_voted(rows, most)
    needed = _("line: {votes} votes needed").format(votes=number(counts.required_votes))
    return {
        "heads": [
            _("Choice"),
            needed if counts.cast.votes else "",
            _("Votes"),
            capital(_("of votes cast")),
            _("Members"),
        ],
        "rows": [_row(vote, counts, row, longest) for row in shown],
        "left": _left(left) if left else "",
        "mark": MARK / WIDTH,
    }


def _most_voted(rows: list[CountRow], most: int | None) -> tuple[list[CountRow], list[CountRow]]:
    options = [row for row in rows if isinstance(row.line, Option)]
    if most is None or len(options) <= most:
        return rows, []
    ranked = sorted(options, key=lambda row: -row.total.votes)
    left = ranked[most:]
    return [row for row in rows if row not in left], left


def _left(rows: list[CountRow]) -> str:
    text = _(
        "and {count} options with fewer votes, {votes} votes together; see the list of results"
    )
    return text.format(count=number(len(rows)), votes=number(sum(row.total.votes for row in rows)))


def _row(vote: PublishedVote, counts: Counts, row: CountRow, longest: int) -> Data:
    label = drawn(shortened(row.label, longest), 24)
    return {
        "label": label,
        "sum": row.line == "votes cast",
        "option": isinstance(row.line, Option),
        "bar": _bar(vote, counts, row),
        "aside": _("not counted as cast") if row.cast is False else "",
        "votes": number(row.total.votes),
        "share": row.share,
        "members": number(row.total.members) if row.members_known else "",
    }


def _bar(vote: PublishedVote, counts: Counts, row: CountRow) -> Data | None:
    """Return how long a bar is and where the threshold stands, as shares of the width."""
    if not isinstance(row.line, Option) or not row.cast or not counts.cast.votes:
        return None
    scale = Scale(counts.cast.votes, counts.cast.votes, vote.proposal.rule.majority)
    about = decides(vote, row.line)
    text = _("Bar: {share} of the votes cast.").format(share=row.share)
    if about:
        text += " " + _("Needed: {votes} votes; it has {count}.").format(
            votes=number(counts.required_votes), count=number(row.total.votes)
        )
    return {
        "length": scale.length(row.total.votes, decides=about) / WIDTH,
        "mark": scale.mark / WIDTH if about else None,
        "colour": style_of(vote, row.line).light,
        "alt": text,
    }
