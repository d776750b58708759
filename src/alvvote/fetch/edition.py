"""The figures of one 1 January, from the open data service of CBS, as the bytes of a download."""

import json
from collections.abc import Collection
from typing import NamedTuple

import httpx

from alvvote.fetch.answers import Failure
from alvvote.fetch.pages import Pages, Progress, Row
from alvvote.fetch.tables import Periods, Table, periods_of
from alvvote.population.downloads import Download
from alvvote.population.downloads.words import population_rank


class Fetched(NamedTuple):
    """What was fetched, in the forms that CBS hands out as files too."""

    observations: Download
    code_lists: tuple[Download, ...]


def fetch_periods(pages: Pages, table: Table) -> Periods:
    """Ask which 1 Januaries a table holds.

    Raises:
        Failure: see `Pages.rows`.
    """
    rows = pages.rows(f"{table.code}/PeriodenCodes", "Identifier")
    if not rows:
        raise _no_such_table(pages, table, "PeriodenCodes")
    return periods_of(table, rows)


def fetch_edition(
    pages: Pages,
    table: Table,
    period: str,
    known_regions: Collection[str],
    progress: Progress | None = None,
) -> Fetched | None:
    """Fetch the figures of a period; None where there are none yet.

    Only totals are asked for, of municipalities and of the country. The names of regions are
    fetched where one of them is not among the known ones.

    Raises:
        Failure: see `Pages.rows`.
    """
    measure = _population_measure(pages, table)
    conditions = [f"Measure eq '{measure['Identifier']}'", f"Perioden eq '{period}'"]
    conditions += [f"{dimension} eq '{total}'" for dimension, total in table.totals]
    conditions.append("(startswith(RegioS,'GM') or RegioS eq 'NL01')")
    path = f"{table.code}/Observations"
    rows = pages.rows(path, "Id", " and ".join(conditions), progress)
    filled = [row for row in rows if has_value(row)]
    if not filled:
        return None
    code_lists = [_download(pages, table, "MeasureCodes", [measure])]
    unknown = {str(row.get("RegioS", "")).strip() for row in filled} - {*known_regions, "NL01"}
    if unknown:
        regions = pages.rows(f"{table.code}/RegioSCodes", "Identifier")
        named = [row for row in regions if str(row["Identifier"]).strip() in unknown]
        if named:
            code_lists.append(_download(pages, table, "RegioSCodes", named))
    return Fetched(_download(pages, table, "Observations", rows), tuple(code_lists))


def has_value(row: Row) -> bool:
    """Tell whether an observation has a value; abolished municipalities have none."""
    return row.get("Value") is not None


def _population_measure(pages: Pages, table: Table) -> Row:
    """Return the measure that is the population on 1 January."""
    ranked: list[tuple[int, str, Row]] = []
    for row in pages.rows(f"{table.code}/MeasureCodes", "Identifier"):
        code = str(row["Identifier"])
        for name in (code, str(row.get("Title") or "")):
            rank = population_rank(name.strip(), "")
            if rank is not None and "'" not in code:
                ranked.append((rank, code, row))
    if not ranked:
        raise _no_such_table(pages, table, "MeasureCodes")
    return min(ranked, key=lambda found: found[:2])[2]


def _no_such_table(pages: Pages, table: Table, entity_set: str) -> Failure:
    url = httpx.URL(f"{pages.address}/{table.code}/{entity_set}")
    return Failure("N106", url, {"host": url.host})


def _download(pages: Pages, table: Table, entity_set: str, rows: list[Row]) -> Download:
    """Return rows as CBS hands them out in a file of one page."""
    address = f"{pages.address}/{table.code}"
    document = {"@odata.context": f"{address}/$metadata#{entity_set}", "value": rows}
    return Download(f"{address}/{entity_set}", json.dumps(document).encode())
