"""The shipped data files, held against what is known of them from elsewhere."""

import csv
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"

Row = dict[str, str]
Edition = tuple[str, str]

# Municipalities and inhabitants of the Netherlands. Those of the final editions are the national
# figures of CBS. The two preliminary ones are sums only, taken from the rows themselves: they
# show that nothing got lost or changed, not that the figures are right.
NATIONAL: dict[Edition, tuple[int, int]] = {
    ("2018-01-01", "final"): (380, 17_181_084),
    ("2019-01-01", "final"): (355, 17_282_163),
    ("2020-01-01", "final"): (355, 17_407_585),
    ("2021-01-01", "final"): (352, 17_475_415),
    ("2022-01-01", "final"): (345, 17_590_672),
    ("2023-01-01", "final"): (342, 17_811_291),
    ("2024-01-01", "final"): (342, 17_942_942),
    ("2025-01-01", "preliminary"): (342, 18_045_532),
    ("2025-01-01", "final"): (342, 18_044_027),
    ("2026-01-01", "preliminary"): (342, 18_131_238),
    ("2026-01-01", "final"): (342, 18_130_208),
}
FINAL = [reference for reference, status in NATIONAL if status == "final"]
CONSECUTIVE = list(pairwise(FINAL))

# (published, public_by); of the other editions neither is known.
PUBLICATION: dict[Edition, tuple[str, str]] = {
    ("2019-01-01", "final"): ("2019-05-10", ""),
    ("2021-01-01", "final"): ("", "2021-08-31"),
    ("2023-01-01", "final"): ("", "2023-05-26"),
    ("2025-01-01", "preliminary"): ("", "2025-06-04"),
    ("2025-01-01", "final"): ("", "2025-12-11"),
    ("2026-01-01", "preliminary"): ("", "2026-06-10"),
    ("2026-01-01", "final"): ("2026-06-23", ""),
}

PROVINCES = {
    "Drenthe",
    "Flevoland",
    "Fryslân",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
}

HEADERS = {
    "cbs_population.csv": "reference_date,status,table,published,public_by,"
    "gm_code,municipality,province,inhabitants",
    "boundary_changes.csv": (
        "date,type,from_code,from_name,to_code,to_name,to_province,inhabitants_moved"
    ),
    "aliases.csv": "alias,gm_code",
    "centres.csv": "gm_code,rd_x,rd_y",
}


def _rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


POPULATION = _rows("cbs_population.csv")
CHANGES = _rows("boundary_changes.csv")
ALIASES = _rows("aliases.csv")
RECLASSIFICATIONS = [row for row in CHANGES if row["type"] == "reclassification"]


def _figures(reference: str, status: str = "final") -> dict[str, int]:
    return {
        row["gm_code"]: int(row["inhabitants"])
        for row in POPULATION
        if (row["reference_date"], row["status"]) == (reference, status)
    }


def _next_final(day: str) -> str:
    """Return the reference date of the first final edition on or after `day`."""
    return min(reference for reference in FINAL if reference >= day)


def _doubles(rows: list[Row], *columns: str) -> list[tuple[str, ...]]:
    counts = Counter(tuple(row[column] for column in columns) for row in rows)
    return [key for key, count in counts.items() if count > 1]


@pytest.mark.parametrize("name", HEADERS)
def test_form_of_the_file(name: str) -> None:
    """Each file is UTF-8 without BOM, has LF line ends and the header that the readers expect."""
    raw = (DATA / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").split("\n", 1)[0] == HEADERS[name]


def test_editions() -> None:
    """The editions are the known ones, in order: by date, the preliminary before the final one."""
    editions = dict.fromkeys((row["reference_date"], row["status"]) for row in POPULATION)
    assert list(editions) == list(NATIONAL)


@pytest.mark.parametrize("edition", NATIONAL)
def test_national_figures(edition: Edition) -> None:
    """The municipalities of an edition add up to the national count and population."""
    figures = _figures(*edition)
    assert (len(figures), sum(figures.values())) == NATIONAL[edition]


@pytest.mark.parametrize("edition", NATIONAL)
def test_one_table_and_publication_per_edition(edition: Edition) -> None:
    """All rows of an edition tell the same table and the known date of publication."""
    found = {
        (row["table"], row["published"], row["public_by"])
        for row in POPULATION
        if (row["reference_date"], row["status"]) == edition
    }
    final_table = "37259ned" if edition[0] == "2018-01-01" else "03759ned"
    table = final_table if edition[1] == "final" else "37230ned"
    assert found == {(table, *PUBLICATION.get(edition, ("", "")))}


def test_keys_are_unique() -> None:
    """No municipality, boundary change or alias stands in its file twice."""
    assert not _doubles(POPULATION, "reference_date", "status", "gm_code")
    assert not _doubles(POPULATION, "reference_date", "status", "municipality")
    assert not _doubles(CHANGES, "date", "type", "from_code", "to_code")
    assert not _doubles(ALIASES, "alias")


def test_files_are_sorted() -> None:
    """The rows stand in the documented order."""

    def edition_order(row: Row) -> tuple[str, bool, str]:
        return row["reference_date"], row["status"] == "final", row["gm_code"]

    assert sorted(POPULATION, key=edition_order) == POPULATION
    order = ("date", "type", "from_code", "to_code")
    assert sorted(CHANGES, key=lambda row: [row[column] for column in order]) == CHANGES
    assert sorted(ALIASES, key=lambda row: (row["gm_code"], row["alias"])) == ALIASES


def test_codes() -> None:
    """Every code is GM and four digits, and every alias belongs to a known one."""
    codes = {row["gm_code"] for row in POPULATION}
    changed = {row[column] for row in CHANGES for column in ("from_code", "to_code")}
    aliased = {row["gm_code"] for row in ALIASES}
    assert [code for code in codes | changed | aliased if not re.fullmatch(r"GM\d{4}", code)] == []
    assert aliased <= codes


def test_provinces() -> None:
    """Every edition names the twelve provinces, in their official spelling, and no other."""
    found = defaultdict(set)
    for row in POPULATION:
        found[row["reference_date"], row["status"]].add(row["province"])
    assert all(provinces == PROVINCES for provinces in found.values())


def test_names() -> None:
    """A code has one name in all editions, and the same one in the boundary changes."""
    names = {(row["gm_code"], row["municipality"]) for row in POPULATION}
    known = dict(names)
    assert len(known) == len(names)
    changed = {
        (row[f"{end}_code"], row[f"{end}_name"]) for row in CHANGES for end in ("from", "to")
    }
    assert {(code, name) for code, name in changed if known.get(code, name) != name} == set()


def test_types_of_change() -> None:
    """A boundary change is a reclassification or a border correction, with a whole number moved."""
    assert {row["type"] for row in CHANGES} == {"reclassification", "border_correction"}
    assert all(row["inhabitants_moved"].isdecimal() for row in CHANGES)


def test_receivers_exist() -> None:
    """Who receives inhabitants in a reclassification stands in the next final edition."""
    missing = [
        row for row in RECLASSIFICATIONS if row["to_code"] not in _figures(_next_final(row["date"]))
    ]
    assert missing == []


@pytest.mark.parametrize(("before", "after"), CONSECUTIVE)
def test_vanished_codes_are_explained(before: str, after: str) -> None:
    """A code that vanishes between two final editions left by a reclassification in between."""
    vanished = _figures(before).keys() - _figures(after).keys()
    left = {row["from_code"] for row in RECLASSIFICATIONS if before < row["date"] <= after}
    assert vanished - left == set()


@pytest.mark.parametrize(("before", "after"), CONSECUTIVE)
def test_new_codes_are_explained(before: str, after: str) -> None:
    """A code that appears between two final editions came by a reclassification in between."""
    new = _figures(after).keys() - _figures(before).keys()
    came = {row["to_code"] for row in RECLASSIFICATIONS if before < row["date"] <= after}
    assert new - came == set()


def test_parts_add_up_on_the_first_of_january() -> None:
    """The parts of a municipality merged on 1 January add up to its figure of that same day."""
    parts = defaultdict(list)
    for row in RECLASSIFICATIONS:
        parts[row["date"], row["to_code"]].append(row)
    checked = 0
    for (day, code), rows in parts.items():
        before = _figures(FINAL[FINAL.index(day) - 1]) if day in FINAL[1:] else {}
        if day not in FINAL or (code in before and all(row["from_code"] != code for row in rows)):
            continue  # later in the year, or without a row for what it had itself
        assert sum(int(row["inhabitants_moved"]) for row in rows) == _figures(day)[code], code
        checked += 1
    assert checked == 24
