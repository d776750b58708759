"""The counts of a vote, as documents show them: in votes and in members, each labelled."""

from collections.abc import Sequence

from alvvote.i18n import _, number
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import not_voted_of, result_of
from alvvote.minutes.document import Table
from alvvote.slips import Slips
from alvvote.statutes import Majority
from alvvote.tally import Count, Counts, OptionCount, Result
from alvvote.words import (
    members_in_words,
    option_in_words,
    share_of,
    votes_in_words,
)


def counted_result(state: State, vote: Vote) -> tuple[Result, Counts] | None:
    """Return result and counts of a vote upon which the chair pronounced; None without a count.

    Before the ruling no document shows a direction.
    """
    if vote.ruling is None:
        return None
    result = result_of(state, vote)
    return None if result is None or result.counts is None else (result, result.counts)


def counts_table(state: State, vote: Vote, counts: Counts) -> Table:
    """Return the table of the counts; of slips in votes alone."""
    if counts.slips is not None:
        return _slips_table(counts, counts.slips, vote.proposal.rule.majority)
    rows = [
        (
            option_in_words(item.option),
            number(item.total.votes),
            _share(item, counts, vote.proposal.rule.majority),
            number(item.total.members),
            share_of(item.total.members, counts.cast.members) if item.cast else "",
        )
        for item in counts.options
    ]
    rows.append(_sum(_("votes cast"), counts.cast))
    split = not_voted_of(state, vote)
    if split is None:
        rows.append(_sum(_("not voted"), counts.not_voted))
    else:
        rows.append(_sum(_("accredited, did not vote"), split.accredited))
        rows.append(_sum(_("not accredited"), split.not_accredited))
    header = (_("Option"), _("Votes"), _("Of votes cast"), _("Members"), _("Of members casting"))
    return _table(header, rows, (32, 14, 22, 14, 18))


def _share(item: OptionCount, counts: Counts, majority: Majority) -> str:
    if not item.cast:
        return _("not counted as cast")
    return share_of(item.total.votes, counts.cast.votes, majority)


def _sum(label: str, count: Count) -> tuple[str, str, str, str, str]:
    return label, number(count.votes), "", number(count.members), ""


def _slips_table(counts: Counts, slips: Slips, majority: Majority) -> Table:
    rows = [
        (
            option_in_words(item.option),
            number(item.total.votes),
            _share(item, counts, majority),
        )
        for item in shown_options(counts)
    ]
    rows += [
        (_("votes cast"), number(counts.cast.votes), ""),
        (_("invalid"), number(slips.invalid), ""),
        (_("not returned"), number(slips.not_returned), ""),
        (_("handed out"), number(slips.handed_out), ""),
    ]
    return _table((_("Option"), _("Votes"), _("Of votes cast")), rows, (50, 22, 28))


def _table(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]
) -> Table:
    cells = tuple(tuple((text,) for text in row) for row in rows)
    return Table(header, cells, widths, frozenset(range(1, len(header))))


def shown_options(counts: Counts) -> list[OptionCount]:
    """Return the options that can have been chosen: slips know no abstention."""
    slips = not counts.members_known
    return [item for item in counts.options if not (slips and item.option.role == "abstention")]


def counts_in_lines(vote: Vote, counts: Counts) -> tuple[str, ...]:
    """Return the counts in short, a line for each option."""
    majority = vote.proposal.rule.majority
    return tuple(_option_line(counts, item, majority) for item in shown_options(counts))


def _option_line(counts: Counts, item: OptionCount, majority: Majority) -> str:
    text = {
        (True, True): _("{option}: {votes} ({share} of votes cast); {members}"),
        (True, False): _("{option}: {votes} ({share} of votes cast)"),
        (False, True): _("{option}: {votes}, not counted as cast; {members}"),
        (False, False): _("{option}: {votes}, not counted as cast"),
    }[item.cast, counts.members_known]
    return text.format(
        option=option_in_words(item.option),
        votes=votes_in_words(item.total.votes),
        # Of no votes cast there is no share.
        share=share_of(item.total.votes, counts.cast.votes, majority) or "\N{EN DASH}",
        members=members_in_words(item.total.members),
    )
