"""Editions in words, as the commands of ``alvvote population`` print them."""

from datetime import date

from alvvote.comparison import Comparison, Difference, Side, Sum
from alvvote.i18n import _, _n, day, number
from alvvote.population import Edition
from alvvote.population.edition import Origin
from alvvote.words import edition_status


def in_short(edition: Edition) -> str:
    """Return ``2026, final``."""
    return f"{edition.reference_date.year}, {edition_status(edition.status)}"


def published_in_words(edition: Edition) -> str:
    """Return when the figures were made public, as far as it is known."""
    if edition.published is not None:
        return edition.published.isoformat()
    if edition.public_by is not None:
        return _("by {date}").format(date=edition.public_by.isoformat())
    return _("not known")


def origin_in_words(origin: Origin) -> str:
    """Return whether the edition came with alvvote or was added."""
    return _("alvvote") if origin == "shipped" else _("your own file")


def counts_from(edition: Edition) -> str:
    """Return from which day on the figures count as made public."""
    if edition.published is not None:
        return _("made public on {date}; they count for meetings from that day on").format(
            date=day(edition.published)
        )
    year = edition.reference_date.year + 1
    since = date(year, 1, 1)
    if edition.public_by is not None and edition.public_by < since:
        text = _("known to have been public on {date}; they count for meetings from that day on")
        return text.format(date=day(edition.public_by))
    return _(
        "the day of publication is not known: they count by themselves for meetings from {date} on;"
        " --gepubliceerd says otherwise"
    ).format(date=day(since))


def _inhabitants(side: Side | None) -> str:
    return "\N{EN DASH}" if side is None else number(side.inhabitants)


def _votes(side: Side | None) -> str:
    return "\N{EN DASH}" if side is None else number(side.votes)


def difference_line(difference: Difference) -> str:
    """Return what changes of a municipality, in a line."""
    if difference.before is None:
        what = _("new")
    elif difference.after is None:
        what = _("vanished")
    else:
        what = ""
    text = _("{name} ({code}): inhabitants {before} → {after}, votes {was} → {becomes}").format(
        name=difference.municipality,
        code=difference.gm_code,
        before=_inhabitants(difference.before),
        after=_inhabitants(difference.after),
        was=_votes(difference.before),
        becomes=_votes(difference.after),
    )
    return f"{text} ({what})" if what else text


def counts_of_change(comparison: Comparison) -> str:
    """Return how many municipalities differ, and how many of them in votes."""
    differing = len(comparison.differences)
    in_votes = sum(difference.votes_change for difference in comparison.differences)
    text = _n(
        "{count} municipality differs, {votes} in votes",
        "{count} municipalities differ, {votes} in votes",
        differing,
    )
    return text.format(count=number(differing), votes=number(in_votes))


def sum_line(label: str, total: Sum) -> tuple[str, str, str, str]:
    """Return a line of totals: label, members, inhabitants, votes."""
    return label, number(total.members), number(total.inhabitants), number(total.votes)
