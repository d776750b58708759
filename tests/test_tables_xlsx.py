"""The workbook: real numbers, text that is text, a frozen header with a filter, the same bytes."""

import io
import re
import time
import zipfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from alvvote.i18n import in_language
from alvvote.publish import tables_xlsx
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.xlsx_text import LONGEST, cell_text
from alvvote.tables.invented import says_invented
from tests.publications import example, full
from tests.table_texts import HOSTILE, publication_with, texts

RECORD, MATRIX, RESULTS, ABOUT = range(4)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _bytes(publication: Publication, language: str = "en") -> bytes:
    with in_language(language):
        ((path, data),) = tables_xlsx.files_of(publication, Settings(language))
    assert path == "stemgedrag.xlsx"
    return data


def _book(publication: Publication, language: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(_bytes(publication, language)))


def _rows(sheet: Worksheet) -> list[dict[str, object]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@pytest.mark.parametrize("publication", [example(), full()], ids=["example", "full"])
def test_the_numbers_are_those_of_the_results(publication: Publication) -> None:
    """They are numbers, not texts; rows of members add up to the counts."""
    book = _book(publication)
    record, results = _rows(book.worksheets[RECORD]), _rows(book.worksheets[RESULTS])
    assert all(type(row["Votes"]) is int for row in record)
    for vote in publication.votes:
        counts = vote.result.counts
        mine = {row["Option"]: row for row in results if row["Vote"] == vote.proposal.id}
        if counts is None:
            assert list(mine) == [None]
            continue
        for item in counts.options:
            row = mine[item.option.name]
            assert row["Votes"] == item.total.votes
            assert type(row["Votes"]) is int
            assert row["Counts as cast"] is item.cast
            assert row["Members"] == (item.total.members if counts.members_known else None)
            assert row["Votes cast"] == counts.cast.votes
            assert row["Votes needed"] == counts.required_votes
            assert row["Reference date"] == datetime(2026, 1, 1)  # noqa: DTZ001
            if vote.per_member:
                chose = [
                    one["Votes"]
                    for one in record
                    if (one["Vote"], one["Choice"]) == (vote.proposal.id, item.option.name)
                ]
                assert len(chose) == item.total.members
                assert sum(value for value in chose if isinstance(value, int)) == item.total.votes
    assert len(_rows(book.worksheets[MATRIX])) == len(publication.members)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_how_it_looks(language: str) -> None:
    """The header is frozen, filtered and repeated; columns are wide enough for what they hold."""
    book = _book(example(), language)
    for sheet in book.worksheets[:ABOUT]:
        assert sheet.freeze_panes in {"B2", "C2"}
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.column_dimensions["A"].width >= 9 for _column in sheet[1])
        assert all(cell.font.bold for cell in sheet[1])
    names = book.worksheets[RECORD]["D"]
    width = book.worksheets[RECORD].column_dimensions["D"].width
    assert max(len(str(cell.value)) for cell in names) <= width


def test_people_read_words_in_their_language() -> None:
    """Programs read for and against in the CSV; an option of the vote's own keeps its name."""
    dutch, english = (_book(example(), language) for language in ("nl", "en"))
    choices = [
        {cell.value for cell in book.worksheets[RECORD]["G"][1:]} for book in (dutch, english)
    ]
    assert {"voor", "tegen", "onthouding", "blanco"} <= choices[0]
    assert {"for", "against", "abstention", "blank", "did not vote"} <= choices[1]
    assert "Bestuursvoorstel" in choices[0] & choices[1]
    outcomes = {row["Outcome of the tally"] for row in _rows(english.worksheets[RESULTS])}
    assert {"adopted", "rejected"} <= outcomes
    statuses = {row["Status"] for row in _rows(english.worksheets[RESULTS])}
    assert statuses == {"final"}
    subjects = {row["On"] for row in _rows(_book(full()).worksheets[RESULTS])}
    assert subjects == {"the proposal", "the board's advice"}


def test_what_one_must_know_stands_in_it() -> None:
    """Meeting, source, ruling, head, and what was left out."""
    about = [str(value) for row in _book(full()).worksheets[ABOUT].values for value in row]
    text = "\n".join(about)
    assert full().name in text
    assert "25 November 2026" in text
    assert "CBS" in text
    assert full().fingerprint in text
    assert "the ruling decides" in text
    assert "left out: M8 and M9" in text
    head = full().head
    assert head is not None
    assert head.root in text


def test_of_votes_on_persons_there_are_results_alone() -> None:
    """No row and no column of them."""
    book = _book(full())
    assert "P1" not in {row["Vote"] for row in _rows(book.worksheets[RECORD])}
    assert "P1" not in [cell.value for cell in book.worksheets[MATRIX][1]]
    invalid = [row for row in _rows(book.worksheets[RESULTS]) if row["Option"] == "invalid"]
    assert [row["Votes"] for row in invalid] == [12]


def test_an_example_says_so_on_every_sheet() -> None:
    """Where nothing else says it, too, and where a sheet has no rows; others do not say it."""
    plain = publication_with(["M1"], "Motie", "A")
    for publication in (plain, plain._replace(votes=())):
        for language in ("nl", "en"):
            for sheet in _book(publication._replace(invented=True), language).worksheets:
                assert says_invented(str(value) for row in sheet.values for value in row)
                assert sheet.oddHeader is not None
                assert says_invented([str(sheet.oddHeader.center.text)])
        for sheet in _book(publication, "en").worksheets[:ABOUT]:
            assert not says_invented(str(value) for row in sheet.values for value in row)


def test_the_same_bytes() -> None:
    """Now and later: no moment of writing stands in it."""
    first = _bytes(full())
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-01-01T00:00:00Z"}
    time.sleep(1.1)
    assert _bytes(full()) == first


# --- text ----------------------------------------------------------------------------------------


def _as_shown(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3, unique=True), texts, texts)
def test_any_text_is_text(ids: list[str], title: str, option: str) -> None:
    """No cell is a formula, a number, an error or a link; the text is as it was, or as shown."""
    book = _book(publication_with(ids, title, option))
    for sheet in book.worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "b", "d"}
        assert not sheet._hyperlinks  # type: ignore[attr-defined]
    record = _rows(book.worksheets[RECORD])
    assert {row["Title"] for row in record} == {_as_shown(title)}
    assert [row["Vote"] for row in record[:: len(record) // len(ids)]] == [*map(_as_shown, ids)]
    for cell in book.worksheets[RECORD]["B"]:
        assert cell.data_type == "s"
    header = [cell.value for cell in book.worksheets[MATRIX][1]]
    assert header[4:] == [*map(_as_shown, ids)]


@pytest.mark.parametrize("text", HOSTILE)
def test_each_hostile_text(text: str) -> None:
    """As it stands in the agenda, or as a cell can show it."""
    record = _rows(_book(publication_with(["M1"], text, "A")).worksheets[RECORD])
    assert {row["Title"] for row in record} == {_as_shown(text)}


@pytest.mark.parametrize(
    ("sign", "units"), [("a", 1), ("\N{BALLOT BOX WITH CHECK}", 1), ("\N{RACCOON}", 2)]
)
def test_what_is_too_long_for_a_cell_ends_in_an_ellipsis(sign: str, units: int) -> None:
    """Just below, at and just above the limit, which counts UTF-16 units."""
    most = LONGEST // units
    for count in (most - 1, most):
        assert cell_text(sign * count) == sign * count
    cut = cell_text(sign * (most + 1))
    assert cut.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert len(cut.encode("utf-16-le")) <= 2 * LONGEST
    assert cut[:-1] == sign * len(cut[:-1])
    record = _rows(_book(publication_with(["M1"], sign * (most + 1), "A")).worksheets[RECORD])
    assert {row["Title"] for row in record} == {cut}
