"""The result of one vote on the screen: the verdict first and large, then the reason."""

from typing import NamedTuple

from alvvote.bars import bar
from alvvote.cli.columns import Column, aligned
from alvvote.i18n import _, listing, number
from alvvote.plain import shown
from alvvote.proposal import Proposal
from alvvote.slips import Slips
from alvvote.tally import Counted, Counts, OptionCount, Readings, Result
from alvvote.verdict import needed_in_words, reading_in_words, verdict_in_words
from alvvote.words import (
    option_in_words,
    quorum_in_words,
    share_of,
    word,
)

_LEAST_BAR = 8
_WIDEST_TITLE = 12


class Head(NamedTuple):
    """What stands at the top of a result."""

    title: str
    verdict: str


def head_of(result: Result) -> Head:
    """Return the name of the vote, and its outcome in capitals."""
    proposal = result.proposal
    title = proposal.id if proposal.title == proposal.id else f"{proposal.id}  {proposal.title}"
    verdict = verdict_in_words(proposal, result.outcome, result.adopted_option)
    return Head(shown(title), shown(verdict))


def result_lines(item: Counted, *, houdbaar: bool) -> tuple[list[str], list[str]]:
    """Return what is said before the counts, and after them: each a line to be wrapped."""
    result = item.result
    before = _about(result.proposal)
    if result.counts is None:
        by_acclamation = result.proposal.manner == "acclamation"
        text = _("by acclamation; not counted") if by_acclamation else _("not put to a count")
        return [*before, text], []
    after = _reasons(result, result.counts)
    if item.readings is not None:
        after += _robustness(item.readings, houdbaar=houdbaar)
    return before, after


def options_lines(proposal: Proposal, counts: Counts, width: int, *, ascii_only: bool) -> list[str]:
    """Return the table of the options: bar, votes and members, each with its share."""
    labels = [shown(option_in_words(item.option)) for item in counts.options]
    slip_rows = [] if counts.slips is None else _slip_rows(counts.slips)
    labels += [*(row[0] for row in slip_rows), _("not voted")]
    left = max(min(max(map(len, labels)), width // 4), 8)
    columns = [
        Column(widest=left),
        Column(),
        Column(_("votes"), right=True),
        Column(_("of votes cast"), right=True, widest=_WIDEST_TITLE),
        Column(_("members"), right=True),
        Column(_("of members casting"), right=True, widest=_WIDEST_TITLE),
    ]
    rows = [
        [
            label,
            "",
            number(item.total.votes),
            share_of(item.total.votes, counts.cast.votes, proposal.rule.majority)
            if item.cast
            else "",
            number(item.total.members),
            share_of(item.total.members, counts.cast.members) if item.cast else "",
        ]
        for item, label in zip(counts.options, labels, strict=False)
    ]
    left_out = counts.not_voted
    rows.append([labels[-1], "", number(left_out.votes), "", number(left_out.members), ""])
    not_cast = _("not counted as cast")
    if not counts.members_known:
        columns = columns[:4]
        rows = [*(row[:4] for row in rows[:-1]), *slip_rows, rows[-1][:4]]
    # What the figures need stays; the bar has the rest.
    room = width - max(map(len, aligned(columns, rows)))
    for row, item in zip(rows, counts.options, strict=False):
        if not item.cast:
            row[1] = not_cast
        elif room >= max(_LEAST_BAR, len(not_cast)):
            row[1] = _bar(proposal, item, counts, room, ascii_only=ascii_only)
    return aligned(columns, rows)


def _slip_rows(slips: Slips) -> list[list[str]]:
    return [
        [name, _("not counted as cast"), number(votes), ""]
        for name, votes in ((_("invalid"), slips.invalid), (_("not returned"), slips.not_returned))
    ]


def _bar(
    proposal: Proposal, item: OptionCount, counts: Counts, width: int, *, ascii_only: bool
) -> str:
    decides = item.option.role == "for" or not proposal.for_or_against
    majority = proposal.rule.majority if decides else None
    return bar(item.total.votes, counts.cast.votes, width, majority, ascii_only=ascii_only)


def _about(proposal: Proposal) -> list[str]:
    parts: list[str] = []
    if proposal.kind is not None:
        parts.append(word(proposal.kind))
    if proposal.submitters:
        parts.append(_("submitted by {names}").format(names=listing(list(proposal.submitters))))
    if proposal.subject == "advice":
        advice = word(proposal.advice) if proposal.advice else "?"
        text = _("the vote is on the board's advice ({advice}), not on the motion itself")
        parts.append(text.format(advice=advice))
    elif proposal.advice is not None:
        parts.append(_("board advice: {advice}").format(advice=word(proposal.advice)))
    return [shown("; ".join(parts))] if parts else []


def _reasons(result: Result, counts: Counts) -> list[str]:
    rule, cast = result.proposal.rule, counts.cast
    text = _("no vote was cast, so nothing is adopted")
    if cast.votes:
        text = _("needed: {needed}").format(needed=shown(needed_in_words(result, counts)))
    lines = [text, *_turnout(result, counts)]
    if rule.quorum is not None:
        state = _("not reached") if result.outcome == "no quorum" else _("reached")
        quorum = _(
            "quorum, over all ballots handed in: {quorum} (set for the whole meeting); {state}"
        )
        lines.append(quorum.format(quorum=quorum_in_words(rule.quorum), state=state))
    return lines


def _turnout(result: Result, counts: Counts) -> list[str]:
    everyone, slips = result.roll, counts.slips
    if slips is None:
        votes, members = counts.handed_in.votes, counts.handed_in.members
        text = _(
            "ballots handed in: {votes} of all {all_votes} votes ({share}), "
            "by {members} of all {all_members} members ({member_share})"
        )
    else:
        votes, members = slips.handed_out, slips.members
        text = _(
            "slips handed out: {votes} of all {all_votes} votes ({share}), "
            "to {members} of all {all_members} members ({member_share})"
        )
    line = text.format(
        votes=number(votes),
        all_votes=number(everyone.votes),
        share=share_of(votes, everyone.votes),
        members=number(members),
        all_members=number(everyone.members),
        member_share=share_of(members, everyone.members),
    )
    if slips is None:
        return [line]
    return [line, _("counted on slips, by votes alone: which members chose what is not known")]


def _robustness(readings: Readings, *, houdbaar: bool) -> list[str]:
    if not readings.turned:
        text = _("the same outcome under all {count} readings")
        return [text.format(count=number(readings.total))]
    text = _("not the same outcome under all readings: another one under {turned} of {count}")
    line = text.format(turned=number(len(readings.turned)), count=number(readings.total))
    if not houdbaar:
        return [line + "; " + _("--houdbaar shows which")]
    return [line, *(f"  {shown(reading_in_words(turned))}" for turned in readings.turned)]
