"""A chart per vote, as SVG and PNG: outcome, bars with the threshold, source, for a newspaper.

What was settled without a count has none: there is nothing to draw.
"""

from collections.abc import Iterator

from alvvote.i18n import _, number
from alvvote.publish.chart_bars import Scale, decides, scale_of
from alvvote.publish.chart_svg import Bar, Chart, Drawn, draw
from alvvote.publish.palette import style_of
from alvvote.publish.phrases import (
    CountRow,
    count_rows,
    day_of,
    disagreement_of,
    invented_notice,
    needed_of,
    outcome_in_words,
    reason_of,
    source_line,
    title_of,
)
from alvvote.publish.publication import Publication, PublishedVote, Settings
from alvvote.typesetting import picture
from alvvote.words import members_and_votes, votes_in_words


def files_of(publication: Publication, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the charts, SVG and PNG of each vote that was counted."""
    for vote in publication.votes:
        if vote.result.counts is None:
            continue
        drawn = draw_vote(publication, vote, settings.language)
        yield f"grafiek/{vote.slug}.svg", drawn.svg.encode()
        yield f"grafiek/{vote.slug}.png", png_of(drawn)


def png_of(drawn: Drawn) -> bytes:
    """Return a chart as PNG, a pixel to the pixel, in the font that travels with alvvote."""
    return picture("chart.typ", drawn._asdict())


def draw_vote(publication: Publication, vote: PublishedVote, language: str) -> Drawn:
    """Draw the chart of a vote, in the language that is spoken; `language` is its code.

    Raises:
        ValueError: nothing was counted.
    """
    counts = vote.result.counts
    if counts is None:
        raise ValueError("nothing was counted, so there is nothing to draw")
    scale = scale_of(vote.proposal, counts)
    rows = count_rows(publication, vote)
    options = [row for row in rows if row.cast is not None]
    cast = [_bar(vote, scale, row) for row in options if row.cast]
    others = [_bar(vote, scale, row) for row in options if not row.cast]
    needed = _("needed: {needed}").format(needed=number(counts.required_votes))
    below = " · ".join(_sum(row) for row in rows if row.cast is None)
    chart = Chart(
        language=language,
        notice=invented_notice() if publication.invented else "",
        meeting=_meeting(publication),
        title=title_of(vote.proposal),
        outcome=outcome_in_words(vote),
        remarks=tuple(_remarks(vote)),
        columns=(_("votes"), _("of votes cast"), _("members") if counts.members_known else ""),
        bars=tuple(cast),
        mark=scale.mark if scale.cast else None,
        needed=needed if scale.cast else "",
        apart=_("not counted as votes cast"),
        others=tuple(others),
        below=below,
        source=source_line(publication),
        description="",
    )
    return draw(chart._replace(description=_description(chart, vote)))


def _bar(vote: PublishedVote, scale: Scale, row: CountRow) -> Bar:
    if isinstance(row.line, str):
        raise TypeError("a line that is no option has no bar")
    about = row.cast is True and scale.cast > 0 and decides(vote, row.line)
    return Bar(
        label=row.label,
        colour=style_of(vote, row.line).light,
        length=scale.length(row.total.votes, decides=about),
        votes=number(row.total.votes),
        share=row.share,
        members=number(row.total.members) if row.members_known else "",
        decides=about,
    )


def _meeting(publication: Publication) -> str:
    if publication.day is None:
        return publication.name
    return f"{publication.name} · {day_of(publication)}"


def _remarks(vote: PublishedVote) -> Iterator[str]:
    """Yield the sentences below the outcome: the threshold, and where the chair ruled otherwise."""
    if vote.result.outcome == "no quorum":
        yield reason_of(vote)
    else:
        yield _("needed: {needed}").format(needed=needed_of(vote))
    disagreement = disagreement_of(vote)
    if disagreement:
        yield disagreement


def _sum(row: CountRow) -> str:
    total = row.total
    what = members_and_votes(*total) if row.members_known else votes_in_words(total.votes)
    return f"{row.label}: {what}"


def _description(chart: Chart, vote: PublishedVote) -> str:
    """Return the chart as text: all that stands in it, line by line."""
    lines = [chart.notice, chart.meeting, chart.title, chart.outcome, reason_of(vote)]
    lines += chart.remarks
    for heading, bars in (("", chart.bars), (chart.apart, chart.others)):
        if heading and bars:
            lines.append(f"{heading}:")
        lines += [_in_words(chart, bar) for bar in bars]
    return "\n".join(line for line in [*lines, chart.below, chart.source] if line)


def _in_words(chart: Chart, bar: Bar) -> str:
    votes, share, members = chart.columns
    parts = (
        f"{bar.votes} {votes}",
        f"{bar.share} {share}" if bar.share else "",
        f"{bar.members} {members}" if bar.members else "",
    )
    return f"{bar.label}: " + ", ".join(part for part in parts if part)
