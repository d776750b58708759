"""The figures of municipalities among the values of a download, and the country's."""

from typing import NamedTuple

from alvvote.population.downloads import words
from alvvote.population.downloads.draft import CodeList, Observation, Reading
from alvvote.population.downloads.regions import PROVINCES, Doubt, Place, Regions
from alvvote.problems import Problem


class Read(NamedTuple):
    """What the values of one 1 January say."""

    readings: list[Reading]
    country: int | None
    country_row: int | None


def read_figures(
    values: list[Observation],
    regions: Regions,
    codes: CodeList,
    file: str,
    problems: list[Problem],
) -> Read:
    """Return the figure of each municipality; what cannot be read becomes a problem."""
    readings: list[Reading] = []
    country: Observation | None = None
    for value in values:
        if words.is_missing(value.value):
            # Abolished municipalities stay in the list, without a value.
            continue
        region = regions.find(value.region)
        if region == "country":
            country = value
        elif isinstance(region, Doubt):
            problems.append(
                Problem(
                    "C122" if region.ambiguous else "C121",
                    file,
                    value.row,
                    value=value.region,
                    expected=", ".join(region.candidates) or None,
                )
            )
        elif isinstance(region, Place):
            count = words.parse_count(value.value)
            if count is None:
                problems.append(Problem("C109", file, value.row, value.column, value.value))
                continue
            label = region.label or codes.titles.get(region.gm_code)
            province = PROVINCES.get(codes.groups.get(region.gm_code, "").removeprefix("GM"))
            readings.append(Reading(region.gm_code, label, province, count, value.row))
    if country is None:
        return Read(readings, None, None)
    total = words.parse_count(country.value)
    if total is None:
        problems.append(Problem("C109", file, country.row, country.column, country.value))
    return Read(readings, total, country.row)
