"""What the commands of ``alvvote population`` say in JSON and CSV: stable keys and columns."""

from alvvote.cli.documents import edition_json, iso
from alvvote.comparison import Comparison, Difference, Side, Sum
from alvvote.population import Edition, Figure
from alvvote.problems import Problem, json_of
from alvvote.tables.writing import Cell

EDITION_HEADER = (
    "reference_date",
    "status",
    "table",
    "published",
    "public_by",
    "municipalities",
    "inhabitants",
    "origin",
)

DIFFERENCE_HEADER = (
    "gm_code",
    "municipality",
    "change",
    "inhabitants_before",
    "inhabitants_after",
    "votes_before",
    "votes_after",
)


def edition_row(edition: Edition, figures: tuple[Figure, ...], origin: str) -> list[Cell]:
    """Return the row of an edition under `EDITION_HEADER`."""
    return [
        iso(edition.reference_date),
        edition.status,
        edition.table,
        iso(edition.published),
        iso(edition.public_by),
        len(figures),
        sum(figure.inhabitants for figure in figures),
        origin,
    ]


def editions_json(rows: list[list[Cell]], problems: list[Problem]) -> dict[str, object]:
    """Return the document of ``alvvote population list``."""
    return {
        "editions": [dict(zip(EDITION_HEADER, row, strict=True)) for row in rows],
        "problems": [json_of(problem) for problem in problems],
    }


def figures_json(
    edition: Edition | None, figures: tuple[Figure, ...], problems: list[Problem]
) -> dict[str, object]:
    """Return the document of ``alvvote population show``."""
    return {
        "edition": full_edition_json(edition) if edition else None,
        "members": [figure._asdict() for figure in figures],
        "totals": {
            "members": len(figures),
            "inhabitants": sum(figure.inhabitants for figure in figures),
        },
        "problems": [json_of(problem) for problem in problems],
    }


def full_edition_json(edition: Edition) -> dict[str, str | None]:
    """Return the edition with all that is known of its publication."""
    return {**edition_json(edition), "public_by": iso(edition.public_by)}


def _side_json(side: Side | None) -> dict[str, int] | None:
    return None if side is None else {"inhabitants": side.inhabitants, "votes": side.votes}


def _sum_json(total: Sum) -> dict[str, int]:
    return {"members": total.members, "inhabitants": total.inhabitants, "votes": total.votes}


def difference_row(difference: Difference) -> list[Cell]:
    """Return the row of a difference under `DIFFERENCE_HEADER`."""
    before, after = difference.before, difference.after
    return [
        difference.gm_code,
        difference.municipality,
        difference.change,
        before.inhabitants if before else None,
        after.inhabitants if after else None,
        before.votes if before else None,
        after.votes if after else None,
    ]


def differences_json(differences: tuple[Difference, ...]) -> list[dict[str, object]]:
    """Return differences under their stable keys."""
    return [
        {
            "gm_code": difference.gm_code,
            "municipality": difference.municipality,
            "change": difference.change,
            "before": _side_json(difference.before),
            "after": _side_json(difference.after),
        }
        for difference in differences
    ]


def comparison_json(comparison: Comparison | None, problems: list[Problem]) -> dict[str, object]:
    """Return the document of ``alvvote population compare``."""
    return {
        "before": full_edition_json(comparison.before) if comparison else None,
        "after": full_edition_json(comparison.after) if comparison else None,
        "members": differences_json(comparison.differences) if comparison else [],
        "totals": {
            "before": _sum_json(comparison.sum_before) if comparison else None,
            "after": _sum_json(comparison.sum_after) if comparison else None,
        },
        "problems": [json_of(problem) for problem in problems],
    }
