"""The tables as CSV: the source's numbers, any text read back, no formula, metadata that hold."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.api.publications import MeetingPublication
from alvvote.i18n import in_language
from alvvote.publish import tables_csv
from alvvote.publish.csv_guard import guarded
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.table_columns import PUBLISHED_COLUMNS, RECORD_COLUMNS, RESULT_COLUMNS
from alvvote.tables.invented import file_says_invented
from tests.conftest import CHECKOUT
from tests.publications import example, example_ballots, full
from tests.strategies import MEMBERS
from tests.table_texts import HOSTILE, publication_with, texts

PAGE = (CHECKOUT / "docs" / "open-data.md").read_text(encoding="utf-8")
TABLES = ("stemgedrag.csv", "stemgedrag-matrix.csv", "uitslagen.csv")


def _blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def _unguarded() -> Callable[[str], str]:
    """Return the function of the document that takes the guard away."""
    space: dict[str, Any] = {}
    exec(_blocks()[0], space)  # noqa: S102 - it is our own document
    function: Callable[[str], str] = space["unguarded"]
    return function


unguarded = _unguarded()


def _made(
    publication: Publication, language: str = "nl", *, excel: bool = False
) -> dict[str, bytes]:
    with in_language(language):
        return dict(tables_csv.files_of(publication, Settings(language, excel=excel)))


def _grid(data: bytes, separator: str = ",") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def _rows(data: bytes) -> list[dict[str, str]]:
    header, *rows = _grid(data)
    return [dict(zip(header, [unguarded(cell) for cell in row], strict=True)) for row in rows]


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("publication", [example(), full()], ids=["example", "full"])
def test_the_numbers_are_those_of_the_results(publication: Publication) -> None:
    """Rows of members add up to the counts; the rows of results are the counts."""
    files = _made(publication)
    record, results = _rows(files[TABLES[0]]), _rows(files[TABLES[2]])
    assert [column.name for column in RECORD_COLUMNS] == list(record[0])[:-1]
    assert [column.name for column in (*RESULT_COLUMNS, *PUBLISHED_COLUMNS)] == [*results[0]][:-1]
    for vote in publication.votes:
        counts = vote.result.counts
        mine = [row for row in results if row["vote"] == vote.proposal.id]
        assert {row["outcome"] for row in mine} == {vote.result.outcome}
        ruling = "" if vote.ruling is None else vote.ruling.outcome
        assert {row["ruling"] for row in mine} == {ruling}
        if counts is None:
            assert [(row["option"], row["votes"]) for row in mine] == [("", "")]
            continue
        by_option = {row["option"]: row for row in mine}
        members = [row for row in record if row["vote"] == vote.proposal.id]
        assert len(members) == (len(publication.members) if vote.per_member else 0)
        for item in counts.options:
            row = by_option[item.option.name]
            assert int(row["votes"]) == item.total.votes
            assert row["counts_as_cast"] == str(item.cast).lower()
            assert row["members"] == (str(item.total.members) if counts.members_known else "")
            assert int(row["cast_votes"]) == counts.cast.votes
            assert int(row["required_votes"]) == counts.required_votes
            assert int(row["not_voted_votes"]) == counts.not_voted.votes
            if vote.per_member:
                chose = [int(one["votes"]) for one in members if one["choice"] == row["option"]]
                assert (len(chose), sum(chose)) == item.total


def test_the_numbers_by_hand() -> None:
    """What each member voted is what stands in the ballots, with the votes of article 11."""
    words = {"voor": "for", "tegen": "against", "onthouding": "abstention", "blanco": "blank"}
    files = _made(example())
    record = _rows(files[TABLES[0]])
    votes = {member.gm_code: member.votes for member in MEMBERS}
    assert all(int(row["votes"]) == votes[row["gm_code"]] for row in record)
    cast = {
        (row["vote"], row["municipality"], row["choice"])
        for row in record
        if row["choice"] != "did not vote"
    }
    assert cast == {
        (row["voorstel"], row["gemeente"], words.get(row["stem"], row["stem"]))
        for row in example_ballots()
    }
    matrix = _rows(files[TABLES[1]])
    assert [row["gm_code"] for row in matrix] == sorted(votes)
    in_matrix = {(name, row["gm_code"], row.get(name)) for row in matrix for name in _votes(record)}
    assert in_matrix == {(row["vote"], row["gm_code"], row["choice"]) for row in record}


def _votes(record: list[dict[str, str]]) -> set[str]:
    return {row["vote"] for row in record}


def test_a_ruling_that_differs_and_who_was_not_accredited() -> None:
    """Both outcomes stand there; of those without a ballot it is known who was accredited."""
    results = {(row["vote"], row["option"]): row for row in _rows(_made(full())[TABLES[2]])}
    disputed = results["M1", "for"]
    assert (disputed["outcome"], disputed["ruling"]) == ("rejected", "adopted")
    assert (disputed["replaced_by"], results["M1/2", "for"]["again_of"]) == ("M1/2", "M1")
    first = results["A1", "for"]
    assert (first["not_voted_members"], first["not_accredited_members"]) == ("1", "1")
    assert first["not_accredited_votes"] == first["not_voted_votes"] == "1"
    assert results["P1", "invalid"]["votes"] == "12"
    assert results["P1", "A. Voorbeeld"]["members"] == ""


def test_of_votes_on_persons_there_are_results_alone() -> None:
    """No row of a member and no column, also not in the description of the columns."""
    files = _made(full())
    assert "P1" not in {row["vote"] for row in _rows(files[TABLES[0]])}
    assert "P1" not in _grid(files[TABLES[1]])[0]
    tables = {table["url"]: table for table in json.loads(files["csv-metadata.json"])["tables"]}
    assert "P1" not in json.dumps([tables[TABLES[0]], tables[TABLES[1]]])


# --- text ----------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3, unique=True), texts, texts, st.booleans())
def test_any_text_is_read_back_and_is_no_formula(
    ids: list[str],
    title: str,
    option: str,
    excel: bool,  # noqa: FBT001
) -> None:
    """By the document's own function; and no cell begins as a formula does."""
    publication = publication_with(ids, title, option)
    files = _made(publication, excel=excel)
    grids = {name: _grid(files[name], ";" if excel else ",") for name in TABLES}
    for name, grid in grids.items():
        assert len({len(row) for row in grid}) == 1, name
        for cell in (cell for row in grid for cell in row):
            assert not cell.lstrip(" \t\r\n\x00\N{NO-BREAK SPACE}").startswith(("=", "+", "-", "@"))
            assert not cell.startswith(("\t", "\r", "\n"))
    back = {
        name: [[unguarded(cell) for cell in row] for row in grid] for name, grid in grids.items()
    }
    members = [member.gm_code for member in publication.members]
    assert [(row[0], row[1], row[2], row[6]) for row in back[TABLES[0]][1:]] == [
        (vote, title, code, option) for vote in ids for code in members
    ]
    assert back[TABLES[1]][0][4:] == ids
    assert all(row[4:] == [option] * len(ids) for row in back[TABLES[1]][1:])
    assert [(row[0], row[1], row[7]) for row in back[TABLES[2]][1:]] == [
        (vote, title, name) for vote in ids for name in (option, f"niet {option}")
    ]
    _hold(files, ";" if excel else ",")


@pytest.mark.parametrize("text", HOSTILE)
def test_each_hostile_text_comes_back(text: str) -> None:
    """Also the longest; names of municipalities stay clean."""
    rows = _rows(_made(publication_with(["M1"], text, "A"))[TABLES[0]])
    assert {row["title"] for row in rows} == {text}
    assert ",'s-Gravenhage," in _made(example())[TABLES[0]].decode()


@given(st.text("'=+-@ \t\r\na#\x00\N{FULLWIDTH EQUALS SIGN}"))
def test_the_guard_is_taken_off(text: str) -> None:
    """Whatever stood in front, apostrophes too."""
    assert unguarded(guarded(text)) == text


def test_a_row_is_no_comment() -> None:
    """CSV on the Web takes rows that begin with a number sign for comments; none does."""
    publication = publication_with(["#1"], "#", "#")
    for name in TABLES:
        lines = _made(publication)[name].decode().splitlines()
        assert not any(line.startswith("#") for line in lines)


def test_how_a_dutch_excel_reads() -> None:
    """A mark of UTF-8, semicolons and CRLF, and the same cells."""
    plain, excel = _made(full()), _made(full(), excel=True)
    for name in TABLES:
        assert excel[name].startswith(b"\xef\xbb\xbf")
        assert not plain[name].startswith(b"\xef\xbb\xbf")
        assert excel[name].count(b"\r\n") == excel[name].count(b"\n")
        assert b"\r" not in plain[name]
        assert _grid(excel[name], ";") == _grid(plain[name])


# --- the metadata --------------------------------------------------------------------------------


def _truth(cell: str) -> bool:
    return {"true": True, "false": False}[cell]


def _count(cell: str) -> int:
    assert cell.isascii()
    assert cell.isdecimal()
    return int(cell)


_TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "nonNegativeInteger": _count,
    "boolean": _truth,
    "date": date.fromisoformat,
}


def _hold(files: dict[str, bytes], separator: str) -> None:
    """Hold the metadata against the files: columns, order, types, keys, references."""
    document = json.loads(files["csv-metadata.json"])
    assert document["@context"][0] == "http://www.w3.org/ns/csvw"
    dialect = document["dialect"]
    assert dialect["delimiter"] == separator
    assert [table["url"] for table in document["tables"]] == list(TABLES)
    columns: dict[tuple[str, str], list[str]] = {}
    for table in document["tables"]:
        header, *rows = _grid(files[table["url"]], dialect["delimiter"])
        schema = table["tableSchema"]
        names = [column["name"] for column in schema["columns"]]
        assert len(set(names)) == len(names)
        # By RFC 6570, as the standard asks of a name; none may begin with an underscore.
        assert all(re.fullmatch("[A-Za-z0-9][A-Za-z0-9_]*", name) for name in names)
        assert [column["titles"][0] for column in schema["columns"]] == header
        for place, column in enumerate(schema["columns"]):
            cells = columns[table["url"], column["name"]] = [row[place] for row in rows]
            parse = _TYPES[column["datatype"]]
            for cell in cells:
                assert cell or not column.get("required")
                if cell:
                    parse(cell)
        keys = [columns[table["url"], name] for name in schema["primaryKey"]]
        assert len(set(zip(*keys, strict=True))) == len(rows)
    for table in document["tables"]:
        for key in table["tableSchema"].get("foreignKeys", ()):
            there = key["reference"]
            mine = columns[table["url"], key["columnReference"]]
            assert set(mine) <= set(columns[there["resource"], there["columnReference"]])


@pytest.mark.parametrize("excel", [False, True], ids=["plain", "excel"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("publication", [example(), full()], ids=["example", "full"])
def test_the_metadata_hold(publication: Publication, language: str, *, excel: bool) -> None:
    """In each language and dialect; with the source and licence of the figures."""
    files = _made(publication, language, excel=excel)
    _hold(files, ";" if excel else ",")
    document = json.loads(files["csv-metadata.json"])
    assert document["dc:language"] == document["@context"][1]["@language"] == language
    source = document["dc:source"]
    assert source["dc:bibliographicCitation"] == "Bron: CBS"
    assert source["dc:license"]["@id"].endswith("/by/4.0/")
    assert ("dc:provenance" in document) == (publication.head is not None)
    assert ("dc:date" in document) == (publication.day is not None)


def test_values_are_the_same_in_both_languages() -> None:
    """But for the note of an example; what is for people stands in the metadata."""
    dutch, english = (_made(full()._replace(invented=False), lang) for lang in ("nl", "en"))
    assert [dutch[name] for name in TABLES] == [english[name] for name in TABLES]
    assert _made(full()) == _made(full())


def test_an_example_says_so_in_each_file() -> None:
    """Where no name or title does, too, and where a table has no rows; others do not say it."""
    plain = publication_with(["M1"], "Motie", "A")
    for publication in (plain, plain._replace(votes=())):
        for language in ("nl", "en"):
            marked = _made(publication._replace(invented=True), language)
            assert all(file_says_invented(data) for data in marked.values())
            unmarked = _made(publication, language)
            assert not any(file_says_invented(unmarked[name]) for name in TABLES)


# --- the document --------------------------------------------------------------------------------


def test_every_column_is_documented() -> None:
    """Each name stands in the document, and each table."""
    coded = set(re.findall(r"`([^`\n]+)`", PAGE))
    names = {column.name for column in (*RECORD_COLUMNS, *RESULT_COLUMNS, *PUBLISHED_COLUMNS)}
    assert names | {*TABLES, "invented", "csv-metadata.json"} <= coded


def test_ten_lines_of_pandas(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """They run on a publication, and say what arithmetic on the ballots says."""
    MeetingPublication(example()).write(tmp_path / "uitslagen", ["csv"])
    monkeypatch.chdir(tmp_path)
    code = _blocks()[1]
    assert len([line for line in code.splitlines() if line]) == 10
    exec(code, {})  # noqa: S102 - it is our own document
    said = capsys.readouterr().out
    by_name = {member.name: member for member in MEMBERS}
    provinces: dict[str, Counter[str]] = {}
    small: Counter[str] = Counter()
    for row in example_ballots():
        member = by_name[row["gemeente"]]
        if row["voorstel"] == "Motie 2" and row["stem"] in {"voor", "tegen"}:
            provinces.setdefault(member.province, Counter())[row["stem"]] += member.votes
            if member.votes < 20:
                small[row["stem"]] += member.votes

    def against(counts: Counter[str]) -> float:
        return counts["tegen"] / counts.total()

    province = min(provinces, key=lambda name: abs(against(provinces[name]) - 0.5))
    share = against(provinces[province])
    assert f"Motie 2: most divided was {province}, {share:.1%} against" in said
    assert re.search(rf"Motie 2 +{against(small):.1%} of the votes of small", said)
