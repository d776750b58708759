"""One set of numbers: site, PDF, spreadsheet, CSV, JSON and chart say what the tally says."""

import csv
import io
import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

import openpyxl
import pytest
from pypdf import PdfReader

from alvvote.i18n import in_language, number
from alvvote.publish.publication import Publication, PublishedVote
from tests.publication_golden import made
from tests.publications import example, full
from tests.site_reader import read_page

PUBLICATIONS = {"example": example, "full": full}


class Line(NamedTuple):
    """An option of a vote, as the tally has it."""

    vote: str
    option: str
    votes: int
    members: int | None


@lru_cache(maxsize=2)
def _files(name: str) -> dict[str, bytes]:
    return dict(made(PUBLICATIONS[name](), "en"))


def _counted(publication: Publication) -> list[PublishedVote]:
    return [vote for vote in publication.votes if vote.result.counts is not None]


def _lines(publication: Publication) -> list[Line]:
    found: list[Line] = []
    for vote in _counted(publication):
        counts = vote.result.counts
        assert counts is not None
        found += [
            Line(
                vote.proposal.id,
                item.option.name,
                int(item.total.votes),
                int(item.total.members) if counts.members_known else None,
            )
            for item in counts.options
        ]
    return found


def _optional(text: str | None) -> int | None:
    return int(text) if text else None


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_csv(name: str) -> None:
    """``uitslagen.csv`` has the lines of the tally, in its order; of slips two lines more."""
    rows = csv.DictReader(io.StringIO(_files(name)["uitslagen.csv"].decode()))
    found = [
        Line(row["vote"], row["option"], int(row["votes"]), _optional(row["members"]))
        for row in rows
        if row["option"] not in {"", "invalid", "not returned"}
    ]
    assert found == _lines(PUBLICATIONS[name]())


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_json(name: str) -> None:
    """The counts of the open data are the lines of the tally."""
    document: dict[str, Any] = json.loads(_files(name)["popolo.json"])
    found = [
        Line(motion["id"], count["name"], count["value"], count["members"])
        for motion in document["motions"]
        for event in motion["vote_events"]
        for count in event["counts"]
        if "name" in count
    ]
    assert found == _lines(PUBLICATIONS[name]())


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_xlsx(name: str) -> None:
    """The numbers of the spreadsheet are those of the CSV, cell by cell, and are numbers."""
    book = openpyxl.load_workbook(io.BytesIO(_files(name)["stemgedrag.xlsx"]), read_only=True)
    for table in ("stemgedrag", "stemgedrag-matrix", "uitslagen"):
        rows = list(csv.reader(io.StringIO(_files(name)[f"{table}.csv"].decode())))
        sheets = [
            cells
            for sheet in book
            if len(cells := list(sheet.iter_rows(values_only=True))) == len(rows)
            and len(cells[0]) == len(rows[0])
        ]
        wanted = [[int(cell) for cell in row if cell.isdecimal()] for row in rows[1:]]
        assert wanted in [
            [[cell for cell in row if type(cell) is int] for row in cells[1:]] for cells in sheets
        ], table


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_each_page_extract_and_chart(name: str) -> None:
    """Where a vote is shown, each of its numbers is."""
    files = _files(name)
    for vote in _counted(PUBLICATIONS[name]()):
        lines = [line for line in _lines(PUBLICATIONS[name]()) if line.vote == vote.proposal.id]
        page = read_page(files[f"stemming/{vote.slug}.html"]).text("main")
        extract = PdfReader(io.BytesIO(files[f"uittreksel/{vote.slug}.pdf"])).pages[0]
        shown = {
            "page": page,
            "extract": extract.extract_text(),
            "chart": files[f"grafiek/{vote.slug}.svg"].decode(),
        }
        for where, text in shown.items():
            numbers = re.findall(r"\d[\d,]*", text)
            for line in lines:
                with in_language("en"):
                    assert number(line.votes) in numbers, (where, line)
                    if line.members is not None:
                        assert number(line.members) in numbers, (where, line)


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_what_members_voted_adds_up_to_the_counts(name: str) -> None:
    """The rows per member of the CSV, and the votes of the open data, sum to the totals."""
    rows = list(csv.DictReader(io.StringIO(_files(name)["stemgedrag.csv"].decode())))
    document: dict[str, Any] = json.loads(_files(name)["popolo.json"])
    events = {m["id"]: e for m in document["motions"] for e in m["vote_events"]}
    by_id = {vote.proposal.id: vote for vote in PUBLICATIONS[name]().votes}
    for line in _lines(PUBLICATIONS[name]()):
        if not by_id[line.vote].per_member:
            continue
        mine = [r for r in rows if (r["vote"], r["choice"]) == (line.vote, line.option)]
        assert (sum(int(row["votes"]) for row in mine), len(mine)) == (line.votes, line.members)
        said = [v for v in events[line.vote]["votes"] if v.get("choice") == line.option]
        assert (sum(vote["weight"] for vote in said), len(said)) == (line.votes, line.members)
