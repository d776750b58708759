"""What ``alvvote population update`` finds at CBS: fetched, read and checked, or why not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from alvvote.basis import POPULATION
from alvvote.cli.population_taken import Taken
from alvvote.comparison import compare
from alvvote.fetch.patience import Patience
from alvvote.fetch.tables import Periods, Table
from alvvote.i18n import _, day
from alvvote.own import own_path
from alvvote.population.checks import candidate_of, check
from alvvote.population.downloads import Wanted, read_download
from alvvote.population.downloads.topic import listed
from alvvote.population.gazetteer import Gazetteer
from alvvote.population.taking import with_known_dates
from alvvote.problems import Problem, has_errors
from alvvote.words import edition_status

if TYPE_CHECKING:
    from alvvote.fetch.edition import Fetched
    from alvvote.fetch.pages import Pages, Progress

PATIENCE = Patience()


class Nothing(NamedTuple):
    """There is nothing to take, and nothing wrong."""

    reason: str


class Wish(NamedTuple):
    """What the user asked for."""

    table: Table
    reference_date: date | None
    address: str
    published: date | None


def find(wish: Wish, gazetteer: Gazetteer, problems: list[Problem]) -> Taken | Nothing | None:
    """Fetch and check what was asked for; None with problems added where that fails."""
    at_hand = [
        e.reference_date for e in gazetteer.store.editions() if e.status == wish.table.status
    ]
    if wish.reference_date in at_hand:
        text = _("the figures of {date} ({status}) are at hand already; nothing was fetched")
        return Nothing(
            text.format(date=day(wish.reference_date), status=edition_status(wish.table.status))
        )
    # It costs a tenth of a second, which only this command has to pay.
    from alvvote.fetch.answers import Failure  # noqa: PLC0415
    from alvvote.fetch.pages import Pages  # noqa: PLC0415

    try:
        with Pages(wish.address, PATIENCE) as pages:
            found = _fetch(pages, wish, at_hand, gazetteer, problems)
    except Failure as failure:
        problems.append(failure.problem)
        return None
    if found is None or isinstance(found, Nothing):
        return found
    reference_date, fetched = found
    return _checked(fetched, wish._replace(reference_date=reference_date), gazetteer, problems)


def _fetch(
    pages: "Pages",
    wish: Wish,
    at_hand: list[date],
    gazetteer: Gazetteer,
    problems: list[Problem],
) -> "tuple[date, Fetched] | Nothing | None":
    from alvvote.fetch.edition import fetch_edition, fetch_periods  # noqa: PLC0415

    table = wish.table
    with _progress(_members_expected(gazetteer)) as progress:
        periods = fetch_periods(pages, table)
        chosen = wish.reference_date or periods.newer_than(at_hand)
        if chosen is not None and chosen in periods.of_status:
            known = gazetteer.everyone()
            fetched = fetch_edition(pages, table, periods.of_status[chosen], known, progress)
            if fetched is not None:
                return chosen, fetched
    if wish.reference_date is None:
        return _nothing_new(table, at_hand)
    problems.append(_not_there(wish.reference_date, table, periods))
    return None


def _nothing_new(table: Table, at_hand: list[date]) -> Nothing:
    if not at_hand:
        text = _("table {table} has no figures of this kind ({status})")
        return Nothing(text.format(table=table.code, status=edition_status(table.status)))
    text = _("nothing new: table {table} has no figures of after {date} ({status})")
    return Nothing(
        text.format(table=table.code, date=day(max(at_hand)), status=edition_status(table.status))
    )


def _not_there(wanted: date, table: Table, periods: Periods) -> Problem:
    years = [str(each.year) for each in sorted(periods.of_status, reverse=True)]
    return Problem(
        "N109",
        column="--peildatum",
        value=str(wanted.year),
        expected=listed(years),
        details={"table": table.code, "status": table.status},
    )


def _checked(
    fetched: "Fetched", wish: Wish, gazetteer: Gazetteer, problems: list[Problem]
) -> Taken | None:
    """Read and check what was fetched, as `alvvote population import` does with a file."""
    file = fetched.observations.file
    wanted = Wanted(wish.reference_date, wish.table.status)
    draft = read_download(fetched.observations, fetched.code_lists, wanted, gazetteer, problems)
    if draft is None:
        return None
    if draft.country is None:
        # It was asked for, and it alone shows that no municipality got lost on the way.
        problems.append(Problem("N106", value=file))
    candidate = candidate_of(draft, gazetteer, file, whole=not has_errors(problems))
    problems += check(candidate, gazetteer)
    today = _today()
    edition = candidate.edition._replace(
        table=wish.table.code,
        # What is fetched is public. A clock that stands before the figures themselves is wrong.
        public_by=today if today >= candidate.edition.reference_date else None,
    )
    taken = Taken(
        with_known_dates(edition, None, wish.published),
        tuple(sorted(candidate.figures)),
        draft.country,
        own_path(POPULATION),
    )
    store = gazetteer.store
    newest = max(
        store.editions(), key=lambda e: (e.reference_date, e.status == "final"), default=None
    )
    if newest is None:
        return taken
    comparison = compare(newest, store.figures(newest), taken.edition, taken.figures)
    return taken._replace(comparison=comparison)


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _members_expected(gazetteer: Gazetteer) -> int:
    """Return about how many figures will come: the municipalities at hand, and the country."""
    editions = gazetteer.store.editions()
    return len(gazetteer.store.figures(editions[-1])) + 1 if editions else 1


@contextmanager
def _progress(expected: int) -> "Iterator[Progress | None]":
    """Show a bar on standard error, where that is a terminal, while figures come in."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    from alvvote.fetch.edition import has_value  # noqa: PLC0415
    from alvvote.fetch.pages import Row  # noqa: PLC0415

    console = Console(stderr=True, emoji=False, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_("fetching figures"), total=expected)

        def advance(rows: list[Row]) -> None:
            bar.advance(task, sum(map(has_value, rows)))

        yield advance
