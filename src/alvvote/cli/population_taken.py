"""What was taken by an import, in words and as data."""

from typing import NamedTuple

from alvvote.cli.population_documents import differences_json, full_edition_json
from alvvote.cli.population_words import counts_from, counts_of_change, difference_line
from alvvote.cli.terminal import wrapped
from alvvote.comparison import Comparison, sum_of
from alvvote.i18n import _, number
from alvvote.population import Edition, Figure
from alvvote.problems import Problem, json_of
from alvvote.words import edition_in_full, votes_in_words

_LINES_SHOWN = 12


class Taken(NamedTuple):
    """An edition that passed the checks."""

    edition: Edition
    figures: tuple[Figure, ...]
    country: int | None
    path: str = ""
    dry_run: bool = False
    comparison: Comparison | None = None
    """With the edition of the same date and status that was there already."""

    @property
    def is_same(self) -> bool:
        """It is there already, the very same."""
        return (
            self.comparison is not None
            and not self.comparison.differences
            and self.comparison.before == self.edition
        )


def taken_text(taken: Taken) -> str:
    """Return what was taken, with what it replaces, for a person."""
    lines: list[str] = []
    comparison = taken.comparison
    if comparison is not None and not taken.is_same:
        lines += [wrapped(counts_of_change(comparison) + ":")]
        differences = sorted(comparison.differences, key=lambda d: (not d.votes_change, d.gm_code))
        lines += [wrapped(difference_line(d), 2, hanging=2) for d in differences[:_LINES_SHOWN]]
        more = len(differences) - _LINES_SHOWN
        if more > 0:
            lines.append("  " + _("and {count} more").format(count=number(more)))
        if comparison.before != taken.edition:
            lines.append(wrapped(_("before: {what}").format(what=_described(comparison.before)), 2))
        lines.append("")
    total = sum_of(taken.figures)
    lines.append(edition_in_full(taken.edition))
    votes = votes_in_words(total.votes)
    facts = [
        _("{members} members, {inhabitants} inhabitants, {votes}").format(
            members=number(total.members), inhabitants=number(total.inhabitants), votes=votes
        ),
        _("the sum is that of the Netherlands in the same file")
        if taken.country is not None
        else _("the file has no figure of the Netherlands to compare the sum with"),
        counts_from(taken.edition),
    ]
    lines += [wrapped(fact, 2, hanging=2) for fact in facts]
    lines.append(_outcome(taken))
    return "\n".join([*lines, ""])


def _described(edition: Edition) -> str:
    return f"{edition_in_full(edition)}; {counts_from(edition)}"


def _outcome(taken: Taken) -> str:
    if taken.is_same:
        return _("at hand already, the very same; nothing was changed")
    if taken.dry_run:
        return _("nothing was taken: --dry-run")
    return _("taken into {path}").format(path=taken.path)


def taken_json(taken: Taken | None, problems: list[Problem]) -> dict[str, object]:
    """Return the document of ``alvvote population import``."""
    if taken is None:
        return {
            "edition": None,
            "taken": False,
            "members": [],
            "replaced": None,
            "problems": [json_of(problem) for problem in problems],
        }
    comparison = taken.comparison
    return {
        "edition": full_edition_json(taken.edition),
        "taken": not (taken.dry_run or taken.is_same),
        "members": [figure._asdict() for figure in taken.figures],
        "replaced": None
        if comparison is None
        else {
            "edition": full_edition_json(comparison.before),
            "members": differences_json(comparison.differences),
        },
        "problems": [json_of(problem) for problem in problems],
    }
