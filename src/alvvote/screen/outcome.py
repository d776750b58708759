"""The slide of a vote that was closed: the tally, and what the chair pronounced."""

from datetime import datetime

from alvvote.i18n import _, number
from alvvote.meeting.model import Ruling, State, Vote
from alvvote.meeting.results import NotVoted, not_voted_of, result_of
from alvvote.minutes.phrases import hour
from alvvote.plain import shown
from alvvote.screen.phrases import about_question, blank_slide, title_of
from alvvote.screen.slide import Row, Slide
from alvvote.tally import Counts, Result
from alvvote.verdict import needed_in_words, verdict_in_words
from alvvote.words import (
    line_in_words,
    members_in_words,
    option_in_words,
    quorum_in_words,
    share_of,
)


def outcome_slide(state: State, vote: Vote, now: datetime) -> Slide:
    """Return the outcome large, the counts with their bars, and the reasons."""
    result, ruling = result_of(state, vote), vote.ruling
    slide = blank_slide(state, now)._replace(
        about=about_question(vote.proposal), title=title_of(vote.proposal)
    )
    if ruling is not None:
        slide = _pronounced(slide, vote, ruling, result)
    elif result is None:
        slide = slide._replace(
            under=_("closed; the counting commission counts the slips"),
            lines=(_("a vote on persons: what anyone votes is not recorded"),),
        )
    else:
        large, chosen = large_verdict(verdict_of(result))
        before = _("the tally, before the ruling of the chair")
        slide = slide._replace(large=large, under=" · ".join(filter(None, (chosen, before))))
    lines = [*slide.lines, *_about_dispute(state, vote)]
    counts = None if result is None else result.counts
    if result is not None and counts is not None:
        slide = slide._replace(rows=tuple(rows_of(result, counts, not_voted_of(state, vote))))
        lines = [*_reasons(result, counts), *lines]
    return slide._replace(lines=tuple(lines))


def verdict_of(result: Result) -> str:
    """Return what the tally says, in capitals."""
    return shown(verdict_in_words(result.proposal, result.outcome, result.adopted_option))


def large_verdict(verdict: str) -> tuple[str, str]:
    """Return what of a verdict is shown large, and what stands below: which option, or advice."""
    large, _colon, chosen = verdict.partition(": ")
    return large, chosen


def _pronounced(slide: Slide, vote: Vote, ruling: Ruling, result: Result | None) -> Slide:
    verdict = shown(verdict_in_words(vote.proposal, ruling.outcome, ruling.option))
    large, chosen = large_verdict(verdict)
    said = _("pronounced by the chair at {time}").format(time=hour(ruling.moment))
    how = ""
    if vote.proposal.manner == "acclamation":
        how = _("by acclamation; not counted")
    slide = slide._replace(large=large, under=" · ".join(filter(None, (chosen, said, how))))
    if ruling.agrees or result is None:
        return slide
    text = _("RULING {ruling}, TALLY {tally}").format(ruling=verdict, tally=verdict_of(result))
    decides = _(
        "THE RULING DECIDES (Burgerlijk Wetboek 2:13) and differs from the tally; both stay"
    )
    return slide._replace(warning=f"{text}. {decides}")


def _about_dispute(state: State, vote: Vote) -> list[str]:
    lines: list[str] = []
    if vote.again_of is not None:
        lines.append(_("a new vote in place of {vote}").format(vote=shown(vote.again_of)))
    running = [other.id for other in state.votes.values() if other.again_of == vote.id]
    if vote.disputed and running:
        text = _("disputed; it stands until {vote} is declared")
        lines.append(text.format(vote=shown(running[-1])))
    elif vote.disputed:
        lines.append(_("disputed; it stands until a new vote is declared"))
    return lines


def _reasons(result: Result, counts: Counts) -> list[str]:
    needed = shown(needed_in_words(result, counts))
    lines = [_("needed: {needed}").format(needed=needed) if counts.cast.votes else needed]
    quorum = result.proposal.rule.quorum
    if quorum is not None:
        reached = _("not reached") if result.outcome == "no quorum" else _("reached")
        text = _("quorum: {quorum}").format(quorum=quorum_in_words(quorum))
        lines.append(f"{text}; {reached}")
    return lines


def rows_of(result: Result, counts: Counts, split: NotVoted | None) -> list[Row]:
    """Return the counts by option, in votes and in members, and who did not vote.

    Where accreditation is used, it is said how many of these were not accredited.
    """
    rule, cast, known = result.proposal.rule, counts.cast, counts.members_known
    rows: list[Row] = []
    for item in counts.options:
        if not known and item.option.role == "abstention":
            # Slips know none.
            continue
        decides = item.option.role == "for" or not result.proposal.for_or_against
        rows.append(
            Row(
                shown(option_in_words(item.option)),
                number(item.total.votes),
                share_of(item.total.votes, cast.votes, rule.majority)
                if item.cast
                else _("not counted as cast"),
                number(item.total.members) if known else "",
                item.total.votes if item.cast else 0,
                cast.votes if item.cast else 0,
                rule.majority if decides else None,
            )
        )
    if counts.slips is not None:
        for line, votes in (
            ("invalid", counts.slips.invalid),
            ("not returned", counts.slips.not_returned),
        ):
            rows.append(Row(line_in_words(line), number(votes), "", ""))
    left = counts.not_voted
    away = 0 if split is None else split.not_accredited.members
    aside = f"{_('not accredited')}: {members_in_words(away)}" if away else ""
    row = Row(_("not voted"), number(left.votes), "", number(left.members), aside=aside)
    return [*rows, row]
