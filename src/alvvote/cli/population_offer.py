"""Figures that were fetched and not yet taken: what they would change, in words and as data."""

from alvvote.cli.population_documents import comparison_json
from alvvote.cli.population_taken import Taken, taken_json
from alvvote.cli.population_words import counts_from, counts_of_change, difference_line
from alvvote.cli.terminal import wrapped
from alvvote.comparison import Comparison
from alvvote.i18n import _, number
from alvvote.problems import Problem
from alvvote.words import edition_in_full

_LINES_SHOWN = 12


def offer_text(taken: Taken) -> str:
    """Return what the figures would change in votes, for a person."""
    lines = [edition_in_full(taken.edition), wrapped(counts_from(taken.edition), 2, hanging=2)]
    comparison = taken.comparison
    if comparison is not None:
        title = _("compared with {edition}:").format(edition=edition_in_full(comparison.before))
        lines += ["", wrapped(title), wrapped(counts_of_change(comparison), 2, hanging=2)]
        lines += _first_lines(comparison)
        before, after = comparison.sum_before, comparison.sum_after
        total = _(
            "members {before} → {after}, inhabitants {inhabitants} → {now}, votes {was} → {becomes}"
        ).format(
            before=number(before.members),
            after=number(after.members),
            inhabitants=number(before.inhabitants),
            now=number(after.inhabitants),
            was=number(before.votes),
            becomes=number(after.votes),
        )
        lines.append(wrapped(total, 2, hanging=2))
    return "\n".join([*lines, ""])


def _first_lines(comparison: Comparison) -> list[str]:
    changing = [d for d in comparison.differences if d.votes_change]
    lines = [wrapped(difference_line(d), 4, hanging=2) for d in changing[:_LINES_SHOWN]]
    if len(changing) > _LINES_SHOWN:
        lines.append("    " + _("and {count} more").format(count=len(changing) - _LINES_SHOWN))
    return lines


def offer_json(taken: Taken | None, problems: list[Problem]) -> dict[str, object]:
    """Return the document of ``alvvote population update``: of an import, and what changes."""
    comparison = None if taken is None else taken.comparison
    compared = comparison_json(comparison, [])
    del compared["problems"]
    document = taken_json(None if taken is None else taken._replace(comparison=None), problems)
    del document["replaced"]
    found = document.pop("problems")
    return {**document, "compared": compared if comparison else None, "problems": found}
