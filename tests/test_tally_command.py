"""``alvvote tally`` as its user meets it: layouts, options, output, and how it ends.

Votes used throughout, from the final figures of 1 January 2026: Utrecht 75, Amsterdam 75, Den Haag
75, Ridderkerk 48, Soest 47, Borne 25, Zeewolde 24, Vlieland 1, Schiermonnikoog 1; 342 members have
13,211 votes.
"""

import csv
import fcntl
import io
import os
import re
import signal
import subprocess
import sys
import termios
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.conftest import Ran, Run
from tests.strategies import MEMBERS, csv_bytes, xlsx_bytes

Put = Callable[[str, str | bytes], Path]
Found = list[tuple[str, str | None, int | None, str | None, str | None]]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Return a function that writes a file: ``put("Motie 1.csv", "gemeente,stem…")``."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def _results(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.out + ran.err
    results: list[dict[str, Any]] = ran.document["results"]
    return results


def _result(ran: Ran) -> dict[str, Any]:
    (result,) = _results(ran)
    return result


def _votes(result: dict[str, Any]) -> dict[str, int]:
    """Return the votes by option, without the options that nobody chose."""
    return {count["option"]: count["votes"] for count in result["options"] if count["members"]}


def _problems(ran: Ran) -> Found:
    """Return the problems of a run that failed: code, file name, row, column and value."""
    assert ran.code == 1, ran.out + ran.err
    document = ran.document
    assert document["results"] == []
    return _listed(document)


def _listed(document: dict[str, Any]) -> Found:
    return [
        (
            problem["code"],
            None if problem["file"] is None else Path(problem["file"]).name,
            problem["row"],
            problem["column"],
            problem["value"],
        )
        for problem in document["problems"]
    ]


# Layouts.


def test_long_without_a_vote_is_named_after_the_file(run: Run, put: Put) -> None:
    """A row per ballot and no column "voorstel": the vote is called as the file."""
    file = put("Motie 3.csv", "gemeente,stem\nUtrecht,voor\nBorne,tegen\n")
    result = _result(run("tally", file, "--format", "json"))
    assert (result["vote"], result["title"]) == ("Motie 3", "Motie 3")
    assert _votes(result) == {"for": 75, "against": 25}
    assert result["outcome"] == "adopted"


def test_several_files_are_several_votes(run: Run, put: Put) -> None:
    """Without a column "voorstel" each file is a vote of its own, in the order given."""
    first = put("Motie 2.csv", "gemeente,stem\nUtrecht,tegen\n")
    second = put("Motie 1.xlsx", xlsx_bytes([["gemeente", "stem"], ["Borne", "voor"]]))
    results = _results(run("tally", first, second, "--format", "json"))
    assert [(r["vote"], r["outcome"], _votes(r)) for r in results] == [
        ("Motie 2", "rejected", {"against": 75}),
        ("Motie 1", "adopted", {"for": 25}),
    ]


def test_files_of_one_name_are_never_thrown_together(run: Run, put: Put) -> None:
    """Two files called alike, in two folders, are two votes, or an error; not one vote."""
    first = put("ochtend/Motie.csv", "gemeente,stem\nUtrecht,tegen\n")
    second = put("middag/Motie.csv", "gemeente,stem\nBorne,voor\n")
    ran = run("tally", first, second, "--format", "json")
    if ran.code == 0:
        assert [_votes(result) for result in ran.document["results"]] == [
            {"against": 75},
            {"for": 25},
        ]
    else:
        assert _problems(ran) != []


def test_a_vote_spread_over_files(run: Run, put: Put) -> None:
    """With a column "voorstel" the ballots of a vote may stand in several files."""
    first = put("a.csv", "voorstel,gemeente,stem\nM1,Utrecht,tegen\nM2,Utrecht,voor\n")
    second = put("b.csv", "gemeente;M1;M2\nBorne;voor;tegen\n")
    results = _results(run("tally", first, second, "--format", "json"))
    assert {result["vote"]: _votes(result) for result in results} == {
        "M1": {"for": 25, "against": 75},
        "M2": {"for": 75, "against": 25},
    }


def test_a_member_twice_in_two_files(run: Run, put: Put) -> None:
    """A second ballot in another file is found, and the message names the first file and row."""
    first = put("a.csv", "voorstel,gemeente,stem\nM1,Utrecht,tegen\n")
    second = put("b.csv", "voorstel,gemeente,stem\nM1,Borne,voor\nm1,GM0344,voor\n")
    ran = run("tally", first, second, "--format", "json")
    assert _problems(ran) == [("B303", "b.csv", 3, "stem", "voor")]
    assert ran.document["problems"][0]["expected"] == f"{first}:2"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_standard_input(run_process: Run, form: str) -> None:
    """A single - reads ballots from standard input, CSV and XLSX alike."""
    text = b"gemeente;stem\nUtrecht;voor\nBorne;tegen\n"
    book = xlsx_bytes([["gemeente", "stem"], ["Utrecht", "voor"], ["Borne", "tegen"]])
    ran = run_process("tally", "-", "--format", "json", stdin=text if form == "csv" else book)
    assert _votes(_result(ran)) == {"for": 75, "against": 25}


def test_problems_in_standard_input(run_process: Run) -> None:
    """A problem in standard input says so with -, and nothing is counted."""
    ran = run_process("tally", "-", "--format", "json", stdin=b"gemeente,stem\nUtrecht,ja\n")
    assert _problems(ran) == [("B301", "-", 2, "stem", "ja")]
    ran = run_process("tally", "-", "--format", "json")
    assert _problems(ran) == [("F103", "-", None, None, None)]


def test_wide(run: Run, put: Put) -> None:
    """A column per vote; an empty cell is no ballot; the known columns are no votes."""
    text = (
        "gm_code;Gemeente;provincie;inwoners;stemmen;Motie 1;Motie 2;opmerking\n"
        "GM0344;Utrecht;Utrecht;378121;75;voor;;tegen\n"
        "GM0147;Borne;Overijssel;25038;25;tegen; onthouding ;\n"
        ";Zeewolde;Flevoland;;;;TEGEN;te laat\n"
    )
    ran = run("tally", put("alv.csv", text), "--format", "json")
    results = {result["vote"]: result for result in _results(ran)}
    assert list(results) == ["Motie 1", "Motie 2"]
    assert _votes(results["Motie 1"]) == {"for": 75, "against": 25}
    assert _votes(results["Motie 2"]) == {"abstention": 25, "against": 24}
    assert results["Motie 1"]["not_voted"] == {"members": 340, "votes": 13_211 - 100}
    assert ran.document["problems"] == []


def test_english(run: Run, put: Put) -> None:
    """Headers and choices may be English."""
    long = put(
        "long.csv",
        "Vote,Municipality,Choice,Votes,Remark\n"
        "M1,Utrecht,for,75,x\nM1,The Hague,Against,75,\nM1,Borne,abstain,25,\n"
        "M1,Zeewolde,blank,,\n",
    )
    wide = put(
        "wide.csv",
        "municipality,province,inhabitants,M1,votes,remark\n"
        "Utrecht,,,F,75,\nThe Hague,,,t,75,\nBorne,,,Abstention,25,\nZeewolde,,,B,,\n",
    )
    for file in (long, wide):
        ran = run("tally", file, "--format", "json")
        assert _votes(_result(ran)) == {"for": 75, "against": 75, "abstention": 25, "blank": 24}
        assert _result(ran)["outcome"] == "rejected"
        assert ran.document["problems"] == []


def test_codes_alone(run: Run, put: Put) -> None:
    """A column of CBS codes will do in place of names."""
    ran = run("tally", put("M.csv", "gm_code,stem\nGM0344,voor\n147,tegen\n"), "--format", "json")
    assert _votes(_result(ran)) == {"for": 75, "against": 25}


def test_an_unknown_column_in_a_long_file(run: Run, put: Put) -> None:
    """In a long file a column that is none of the known ones is left out, with a warning."""
    file = put("M.csv", "gemeente,stem,zaal\nUtrecht,voor,tegenover\n")
    ran = run("tally", file, "--format", "json")
    assert _votes(_result(ran)) == {"for": 75}
    assert _listed(ran.document) == [("W204", "M.csv", 1, "zaal", "zaal")]


def test_a_column_of_choices_in_a_long_file(run: Run, put: Put) -> None:
    """Where such a column holds choices, ballots would be lost: an error, once."""
    file = put("M.csv", "gemeente,stem,Motie 1\nUtrecht,voor,tegen\n")
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("F118", "M.csv", 1, "Motie 1", "Motie 1")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "title",
    ["Motie 1, deel a; en b", "Vuurwerk, stemmen", "Vuurwerk; stemmen", "Fiets\tpad, stem 1"],
)
def test_separators_in_a_title(run: Run, put: Put, separator: str, title: str) -> None:
    """What separates the columns is not taken from the title of a vote."""
    grid = [["gemeente", title], ["Utrecht", "voor"], ["Borne", "tegen"]]
    ran = run("tally", put("alv.csv", csv_bytes(grid, separator=separator)), "--format", "json")
    assert _result(ran)["vote"] == " ".join(title.split())
    assert _votes(_result(ran)) == {"for": 75, "against": 25}


ROWS = """\
voorstel,gemeente,stem,opmerking

M1,Utrecht,perhaps,
M1,Borne,voor,"een opmerking
over twee regels"

,,,
M1,Zeewold,voor,
"""


def test_rows_are_numbered_as_in_a_spreadsheet(run: Run, put: Put) -> None:
    """The header is row 1, a blank line is a row, and a cell of two lines makes no second row."""
    expected = [
        ("B301", 3, "stem", "perhaps"),
        ("B201", 7, "gemeente", "Zeewold"),
    ]
    found = _problems(run("tally", put("b.csv", ROWS), "--format", "json"))
    assert [(code, *place) for code, _, *place in found] == expected
    rows = list(csv.reader(io.StringIO(ROWS, newline="")))
    found = _problems(run("tally", put("b.xlsx", xlsx_bytes(rows)), "--format", "json"))
    assert [(code, *place) for code, _, *place in found] == expected


def test_a_person_sees_row_and_rij(run_process: Run, put: Put) -> None:
    """The place of an error in words, English and Dutch."""
    file = put("b.csv", ROWS)
    assert "row 7" in run_process("tally", file, env={"ALVVOTE_LANG": "en"}).err
    assert "rij 7" in run_process("tally", file, env={"ALVVOTE_LANG": "nl"}).err


# Workbooks.


def _book(sheets: Mapping[str, Sequence[Sequence[str | float]]]) -> Workbook:
    book = Workbook()
    del book["Sheet"]
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    return book


def _bytes(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


TWO_SHEETS: dict[str, list[list[str]]] = {
    "Dag 1": [["gemeente", "M1"], ["Utrecht", "voor"]],
    "Dag 2": [["gemeente", "M2"], ["Borne", "tegen"]],
    "Leeg": [],
}


def test_sheets(run: Run, put: Put) -> None:
    """One sheet with something on it is read; of several the user says which."""
    file = put("alv.xlsx", _bytes(_book(TWO_SHEETS)))
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("F108", "alv.xlsx", None, None, None)]
    ran = run("tally", file, "--format", "json", "--sheet", "Dag 3")
    assert _problems(ran) == [("F109", "alv.xlsx", None, None, "Dag 3")]
    ran = run("tally", file, "--format", "json", "--sheet", "Dag 2")
    assert _result(ran)["vote"] == "M2"
    assert _votes(_result(ran)) == {"against": 25}
    one = put("een.xlsx", _bytes(_book({"Leeg": [], "Dag 1": TWO_SHEETS["Dag 1"]})))
    assert _votes(_result(run("tally", one, "--format", "json"))) == {"for": 75}
    empty = put("leeg.xlsx", _bytes(_book({"Leeg": []})))
    ran = run("tally", empty, "--format", "json")
    assert _problems(ran) == [("F103", "leeg.xlsx", None, None, None)]


def test_numbers_in_a_workbook(run: Run, put: Put) -> None:
    """Codes and votes may be numbers there."""
    rows: list[list[str | float]] = [["gm_code", "stemmen", "M1"], [344, 75, "voor"]]
    file = put("alv.xlsx", _bytes(_book({"Blad1": rows})))
    assert _votes(_result(run("tally", file, "--format", "json"))) == {"for": 75}


def test_a_header_further_down(run: Run, put: Put) -> None:
    """Rows above the header may be blank; the rows keep the numbers of the sheet."""
    rows: list[list[str]] = [[], [], ["gemeente", "M1"], ["Utrecht", "voor"], ["Born", "voor"]]
    file = put("alv.xlsx", _bytes(_book({"Blad1": rows})))
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("B201", "alv.xlsx", 5, "gemeente", "Born")]
    rows[2] = ["gemeent", "M1"]
    file = put("alv.xlsx", _bytes(_book({"Blad1": rows})))
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("F112", "alv.xlsx", 3, None, None)]


@pytest.mark.parametrize("line", ["\n", ";\n", " ; \n"])
def test_a_blank_line_above_the_header(run: Run, put: Put, line: str) -> None:
    """A CSV file may begin with a blank line too; its rows keep their numbers."""
    file = put("M.csv", line + "gemeente;stem\nUtrecht;voor\nBorn;voor\n")
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("B201", "M.csv", 4, "gemeente", "Born")]


def _with_cell(xml: bytes, column: str = "M1") -> bytes:
    """Return a workbook in which B3, in the row of Borne, is the cell `xml` as it was stored."""
    other = ["M2", "voor", "voor"]
    rows = zip(["gemeente", "Utrecht", "Borne"], [column, "", "x"], other, strict=True)
    data = xlsx_bytes([list(row) for row in rows])
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content, count = re.subn(rb'<c r="B3".*?</c>', xml, content)
                assert count == 1
            new.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("stored", [b"25", b"25.0", b"2.5E1"])
def test_whole_numbers_however_stored(run: Run, put: Put, stored: bytes) -> None:
    """A whole number is one also where a program stored it as 25.0."""
    file = put("n.xlsx", _with_cell(b'<c r="B3"><v>' + stored + b"</v></c>", "stemmen"))
    assert _votes(_result(run("tally", file, "--format", "json"))) == {"for": 100}


def test_formulas_have_their_stored_value(run: Run, put: Put) -> None:
    """A formula counts by the value stored with it; one without a value is an error."""
    text = b'<c r="B3" t="str"><f>IF(1=1,"tegen","")</f><v>tegen</v></c>'
    ran = run("tally", put("f.xlsx", _with_cell(text)), "--format", "json")
    assert [_votes(result) for result in _results(ran)] == [{"against": 25}, {"for": 100}]
    nothing = b'<c r="B3"><f>IF(1=1,"tegen","")</f></c>'
    ran = run("tally", put("f.xlsx", _with_cell(nothing)), "--format", "json")
    assert [found[:3] for found in _problems(ran)] == [("F110", "f.xlsx", 3)]


def test_a_formula_that_shows_nothing(run: Run, put: Put) -> None:
    """A formula whose stored value is an empty text is an empty cell: not voted."""
    empty = b'<c r="B3" t="str"><f>IF(1=2,"tegen","")</f><v></v></c>'
    ran = run("tally", put("f.xlsx", _with_cell(empty)), "--format", "json")
    assert [_votes(result) for result in _results(ran)] == [{}, {"for": 100}]


def test_merged_and_hidden(run: Run, put: Put) -> None:
    """Merged cells are an error; hidden rows count, with a warning that says which."""
    rows = [["gemeente", "M1"], ["Utrecht", "voor"], ["Borne", "tegen"], ["Soest", "tegen"]]
    book = _book({"Blad1": rows})
    book["Blad1"].row_dimensions[3].hidden = True
    ran = run("tally", put("h.xlsx", _bytes(book)), "--format", "json")
    assert _votes(_result(ran)) == {"for": 75, "against": 72}
    assert _listed(ran.document) == [("W206", "h.xlsx", None, None, "3")]
    book["Blad1"].merge_cells("B3:B4")
    ran = run("tally", put("h.xlsx", _bytes(book)), "--format", "json")
    assert ("F111", "h.xlsx", 3, None, "B3:B4") in _problems(ran)


# The column "stemmen".


def test_stated_votes_that_agree(run: Run, put: Put) -> None:
    """Votes that are those of the roll say nothing; an empty cell is not compared."""
    file = put("M.csv", "gemeente,stem,stemmen\nUtrecht,voor,75\nBorne,tegen,\nSoest,voor,47\n")
    ran = run("tally", file, "--format", "json")
    assert _votes(_result(ran)) == {"for": 122, "against": 25}
    assert ran.document["problems"] == []


def test_stated_votes_that_differ(run: Run, put: Put) -> None:
    """Each number that differs from the roll is an error, in its row, with what was expected."""
    text = "gemeente,stemmen,M1\nUtrecht,378,voor\nBorne,25,tegen\nVlieland,0,voor\nSoest,47,voor\n"
    ran = run("tally", put("M.csv", text), "--format", "json")
    assert _problems(ran) == [
        ("B304", "M.csv", 2, "stemmen", "378"),
        ("B304", "M.csv", 4, "stemmen", "0"),
    ]
    assert [problem["expected"] for problem in ran.document["problems"]] == ["75", "1"]


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        # Borne, Hardenberg and Staphorst, in the figures of three dates.
        ((24, 63, 17), "--peildatum 2025"),
        ((23, 61, 17), "--peildatum 2021"),
        ((23, 60, 16), "--peildatum 2018"),
    ],
)
def test_stated_votes_of_another_year(
    run: Run, put: Put, votes: tuple[int, ...], expected: str
) -> None:
    """Where the whole column fits another edition, one message says which, and it is right."""
    names = ("Borne", "Hardenberg", "Staphorst")
    rows = "".join(f"{name};{number};voor\n" for name, number in zip(names, votes, strict=True))
    file = put("M.csv", "gemeente;stemmen;M1\n" + rows)
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("B305", "M.csv", 1, "stemmen", None)]
    assert ran.document["problems"][0]["expected"] == expected
    again = run("tally", file, "--format", "json", *expected.split())
    assert _votes(_result(again)) == {"for": sum(votes)}


def test_stated_votes_of_the_preliminary_figures(run: Run, put: Put) -> None:
    """Soest had 48 votes in one edition only: the preliminary one of 2025."""
    file = put("M.csv", "gemeente,stem,stemmen\nSoest,voor,48\nRidderkerk,tegen,48\n")
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("B305", "M.csv", 1, "stemmen", None)]
    assert ran.document["problems"][0]["expected"] == "--peildatum 2025 --voorlopig"
    again = run("tally", file, "--format", "json", "--peildatum", "2025", "--voorlopig")
    assert _votes(_result(again)) == {"for": 48, "against": 48}


def test_stated_votes_of_no_year(run: Run, put: Put) -> None:
    """Numbers that fit no edition together are wrong each for itself."""
    file = put("M.csv", "gemeente,stem,stemmen\nBorne,voor,24\nSoest,voor,12\n")
    assert _problems(run("tally", file, "--format", "json")) == [
        ("B304", "M.csv", 2, "stemmen", "24"),
        ("B304", "M.csv", 3, "stemmen", "12"),
    ]


def test_stated_votes_of_which_one_is_of_another_year(run: Run, put: Put) -> None:
    """Borne had 24 in 2025, but Hardenberg has 64 only now: the column fits no other edition."""
    file = put("M.csv", "gemeente,stem,stemmen\nHardenberg,voor,64\nBorne,voor,24\n")
    assert _problems(run("tally", file, "--format", "json")) == [
        ("B304", "M.csv", 3, "stemmen", "24")
    ]


# All problems in one run, each once.


def test_a_number_beside_an_unknown_name(run: Run, put: Put) -> None:
    """What is no number is found also where the municipality is not."""
    file = put("M.csv", "gemeente,stem,stemmen\nUtrect,voor,veel\nBorne,voor,25\n")
    assert sorted(_problems(run("tally", file, "--format", "json"))) == [
        ("B201", "M.csv", 2, "gemeente", "Utrect"),
        ("B306", "M.csv", 2, "stemmen", "veel"),
    ]


def test_a_wrong_choice_beside_an_empty_vote(run: Run, put: Put) -> None:
    """A choice that fits no vote at all is found also where the vote is missing."""
    file = put("b.csv", "voorstel,gemeente,stem\n,Utrecht,misschien\nM1,Borne,voor\n")
    assert sorted(_problems(run("tally", file, "--format", "json"))) == [
        ("B205", "b.csv", 2, "voorstel", None),
        ("B301", "b.csv", 2, "stem", "misschien"),
    ]


def test_problems_of_all_files(run: Run, put: Put) -> None:
    """A file that cannot be read hides nothing of the others."""
    files = [
        put("a.csv", "gemeente,stem\nUtrecht,ja\n"),
        put("b.csv", ""),
        put("c.xlsx", "gemeente,stem\n"),
        put("d.csv", b"gemeente,stem\nUtrecht,voor\n\0"),
        put("e.csv", "naam,stem\nUtrecht,voor\n"),
        put("f.csv", "gemeente,stem\nWeesp,voor\n"),
    ]
    ran = run("tally", *files, files[0].parent / "g.csv", "--format", "json")
    assert _problems(ran) == [
        ("B301", "a.csv", 2, "stem", "ja"),
        ("F103", "b.csv", None, None, None),
        ("F106", "c.xlsx", None, None, None),
        ("F102", "d.csv", None, None, None),
        ("F112", "e.csv", 1, None, None),
        ("B203", "f.csv", 2, "gemeente", "Weesp"),
        ("F101", "g.csv", None, None, None),
    ]


def test_one_message_for_an_unknown_vote(run: Run, put: Put) -> None:
    """A column, or a file, for a vote that is not on the agenda is one problem, not one a row."""
    agenda = put("agenda.csv", "id\nMotie 1\n")
    wide = put("w.csv", "gemeente,Motie 1,Motie 11\nUtrecht,voor,voor\nBorne,voor,ja\n")
    ran = run("tally", wide, "--agenda", agenda, "--format", "json")
    assert _problems(ran) == [("B302", "w.csv", 1, "Motie 11", "Motie 11")]
    assert ran.document["problems"][0]["expected"] == "Motie 1"
    long = put("Motie 2.csv", "gemeente,stem\nUtrecht,voor\nBorne,voor\n")
    ran = run("tally", long, "--agenda", agenda, "--format", "json")
    assert _problems(ran) == [("B302", "Motie 2.csv", None, None, "Motie 2")]
    # A name that is like that of no vote was never meant for one: the column is missing.
    other = put("s0.csv", "gemeente,stem\nUtrecht,voor\n")
    ran = run("tally", other, "--agenda", agenda, "--format", "json")
    assert _problems(ran) == [("F112", "s0.csv", 1, None, None)]
    assert ran.document["problems"][0]["expected"] == "voorstel"


def test_one_message_for_a_doubled_row(run: Run, put: Put) -> None:
    """A row of a wide file that stands there twice is one warning, and counts once."""
    row = "Utrecht;voor;tegen;blanco\n"
    ran = run("tally", put("w.csv", f"gemeente;M1;M2;M3\n{row}{row}"), "--format", "json")
    assert [_votes(result) for result in _results(ran)] == [
        {"for": 75},
        {"against": 75},
        {"blank": 75},
    ]
    assert [found[:3] for found in _listed(ran.document)] == [("W202", "w.csv", 3)]


def test_a_file_named_twice(run: Run, put: Put) -> None:
    """The same file twice is one error, whatever way its name is written."""
    file = put("M.csv", "gemeente,stem\nUtrecht,voor\nBorne,tegen\n")
    other = f"{file.parent}/./M.csv"
    for again in (str(file), other):
        ran = run("tally", file, again, "--format", "json")
        assert [found[:2] for found in _problems(ran)] == [("F115", "M.csv")]


def test_one_message_for_a_missing_file(run: Run, tmp_path: Path) -> None:
    """A file that is not there is one problem, also when a majority was set for its vote."""
    missing = tmp_path / "M1.csv"
    ran = run("tally", missing, "--meerderheid", "M1=2/3", "--format", "json")
    assert _problems(ran) == [("F101", "M1.csv", None, None, None)]


def test_problems_of_columns(run: Run, put: Put) -> None:
    """A column doubled or missing is one problem; one without a name is called by its letter."""
    ran = run("tally", put("a.csv", "gemeente,stem,Stem\nUtrecht,ja,ja\n"), "--format", "json")
    assert _problems(ran) == [("F113", "a.csv", 1, "Stem", "Stem")]
    ran = run("tally", put("b.csv", "gemeente,M1,m1\nUtrecht,ja,ja\n"), "--format", "json")
    assert _problems(ran) == [("F113", "b.csv", 1, "m1", "m1")]
    ran = run("tally", put("c.csv", "gemeente,stemmen\nUtrecht,75\n"), "--format", "json")
    assert _problems(ran) == [("F112", "c.csv", 1, None, None)]
    assert ran.document["problems"][0]["expected"] == "stem"
    text = "gemeente,M1,\nUtrecht,voor,\nBorne,voor,x\nSoest,voor,y\n"
    ran = run("tally", put("d.csv", text), "--format", "json")
    assert _problems(ran) == [("F114", "d.csv", 3, "C", "x")]


def test_name_and_code_that_contradict_each_other(run: Run, put: Put) -> None:
    """A code of one municipality beside the name of another is never resolved by a guess."""
    file = put("M.csv", "gm_code,gemeente,stem\nGM0344,Borne,voor\nGM0147,borne,voor\n")
    ran = run("tally", file, "--format", "json")
    assert _problems(ran) == [("B206", "M.csv", 2, "gemeente", "Borne")]


def test_members_of_the_date(run: Run, put: Put) -> None:
    """Who is a member depends on the date: Land van Cuijk since 2022, Haaren until 2021."""
    file = put("M.csv", "gemeente,stem\nLand van Cuijk,voor\nHaaren,tegen\n")
    ran = run("tally", file, "--format", "json", "--peildatum", "2020")
    assert _problems(ran) == [("B204", "M.csv", 2, "gemeente", "Land van Cuijk")]
    ran = run("tally", file, "--format", "json", "--peildatum", "2022")
    assert _problems(ran) == [("B203", "M.csv", 3, "gemeente", "Haaren")]


# The agenda.

BALLOTS = "gemeente;M1\nUtrecht;voor\nBorne;tegen\nZeewolde;tegen\n"


def _with_agenda(run: Run, put: Put, agenda: str, *args: str, ballots: str = BALLOTS) -> Ran:
    return run(
        "tally",
        put("alv.csv", ballots),
        "--agenda",
        put("agenda.csv", agenda),
        "--format",
        "json",
        *args,
    )


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("resolutie", "resolution"),
        ("Resolution", "resolution"),
        ("bestuursvoorstel", "board proposal"),
        ("board proposal", "board proposal"),
        ("MOTIE", "motion"),
        ("motion", "motion"),
        ("amendement", "amendment"),
        ("amendment", "amendment"),
        ("personen", "persons"),
        ("persons", "persons"),
        ("", None),
    ],
)
def test_kind(run: Run, put: Put, word: str, kind: str | None) -> None:
    """What is voted on, in Dutch and English."""
    result = _result(_with_agenda(run, put, f"id,titel,soort\nM1,Een titel,{word}\n"))
    assert (result["vote"], result["title"], result["kind"]) == ("M1", "Een titel", kind)


def test_ballots_by_title(run: Run, put: Put) -> None:
    """Ballots may name a vote by its title, in any case; the result has the id."""
    ballots = "voorstel;gemeente;stem\nDE  KOFFIE;Utrecht;voor\nm1;Borne;tegen\n"
    ran = _with_agenda(run, put, "id;title\nM1;De koffie\n", ballots=ballots)
    assert _result(ran)["vote"] == "M1"
    assert _votes(_result(ran)) == {"for": 75, "against": 25}


def test_results_come_in_the_order_of_the_agenda(run: Run, put: Put) -> None:
    """The agenda gives the order; a vote on it without ballots is not adopted, with a warning."""
    ballots = "gemeente;C;A\nUtrecht;voor;tegen\n"
    ran = _with_agenda(run, put, "id\nA\nB\nC\n", ballots=ballots)
    assert [(result["vote"], result["outcome"]) for result in _results(ran)] == [
        ("A", "rejected"),
        ("B", "rejected"),
        ("C", "adopted"),
    ]
    assert [(p["code"], p["value"]) for p in ran.document["problems"]] == [("W203", "B")]


@pytest.mark.parametrize(
    ("majority", "fraction", "strict", "required", "outcome"),
    [
        # 100 votes cast by Utrecht (75), Zeewolde (24) and Vlieland (1); 75 for.
        ("", "1/2", True, 51, "adopted"),
        ("1/2", "1/2", True, 51, "adopted"),
        ("2/3", "2/3", False, 67, "adopted"),
        ("3/4", "3/4", False, 75, "adopted"),
        (">3/4", "3/4", True, 76, "rejected"),
        (">=3/4", "3/4", False, 75, "adopted"),
        (">=1/2", "1/2", False, 50, "adopted"),
        ("4/5", "4/5", False, 80, "rejected"),
        ("1/1", "1/1", False, 100, "rejected"),
    ],
)
@pytest.mark.parametrize("where", ["agenda", "--meerderheid", "ID="])
def test_majority(
    *,
    run: Run,
    put: Put,
    where: str,
    majority: str,
    fraction: str,
    strict: bool,
    required: int,
    outcome: str,
) -> None:
    """A majority means the same on the agenda, for all votes, and for one vote."""
    ballots = "gemeente;M1\nUtrecht;voor\nZeewolde;tegen\nVlieland;tegen\n"
    agenda, args = "id;majority\nM1;\n", []
    if where == "agenda":
        agenda = f"id;majority\nM1;{majority}\n"
    elif majority:
        args = ["--meerderheid", majority if where == "--meerderheid" else f"M1={majority}"]
    result = _result(_with_agenda(run, put, agenda, *args, ballots=ballots))
    assert (result["rule"]["fraction"], result["rule"]["strict"]) == (fraction, strict)
    assert (result["required_votes"], result["outcome"]) == (required, outcome)


CHOICE = "id,opties,verwerpend\nM1,Plan A | Plan B | Tegen beide,tegen beide\n"


@pytest.mark.parametrize(
    ("utrecht", "borne", "zeewolde", "outcome", "adopted"),
    [
        ("Plan A", "Plan B", "tegen beide", "adopted", "Plan A"),  # 75 of 124
        ("tegen  beide", "PLAN A", "Plan A", "rejected", None),
        ("", "Plan B", "Plan A", "adopted", "Plan B"),  # 25 of 49
        ("", "", "Tegen beide", "rejected", None),
    ],
)
def test_options(
    *, run: Run, put: Put, utrecht: str, borne: str, zeewolde: str, outcome: str, adopted: str
) -> None:
    """Own options count by their own words, and the rejecting one can win."""
    ballots = f"gemeente,M1\nUtrecht,{utrecht}\nBorne,{borne}\nZeewolde,{zeewolde}\n"
    result = _result(_with_agenda(run, put, CHOICE, ballots=ballots))
    assert [count["option"] for count in result["options"]] == ["Plan A", "Plan B", "Tegen beide"]
    assert (result["outcome"], result["adopted_option"]) == (outcome, adopted)


def test_options_without_a_majority(run: Run, put: Put) -> None:
    """Three options of which none has more than half: exactly half is not enough."""
    ballots = "gemeente,M1\nUtrecht,Plan A\nAmsterdam,Plan B\n"
    result = _result(_with_agenda(run, put, CHOICE, ballots=ballots))
    assert (result["outcome"], result["adopted_option"]) == ("no majority", None)
    assert (result["required_votes"], result["cast"]["votes"]) == (76, 150)


def test_own_options_are_exactly_those(run: Run, put: Put) -> None:
    """The usual words are no choice where a vote has options of its own."""
    ballots = "gemeente,M1\nUtrecht,voor\nBorne,A\nSoest,Plan A\nZeewolde,blanco\n"
    ran = _with_agenda(run, put, CHOICE, ballots=ballots)
    assert _problems(ran) == [
        ("B301", "alv.csv", 2, "M1", "voor"),
        ("B301", "alv.csv", 3, "M1", "A"),
        ("B301", "alv.csv", 5, "M1", "blanco"),
    ]
    expected = {problem["expected"] for problem in ran.document["problems"]}
    assert expected == {"Plan A, Plan B, Tegen beide"}


@pytest.mark.parametrize("word", ["for", "For", "voor", "v"])
def test_own_options_of_which_one_is_called_for(run: Run, put: Put, word: str) -> None:
    """An option may be called "for" among others: each of them can be chosen and counts."""
    ballots = "gemeente,M1\nUtrecht,changed\nBorne,neither\n"
    ran = _with_agenda(run, put, f"id,options\nM1,{word}|changed|neither\n", ballots=ballots)
    result = _result(ran)
    assert _votes(result) == {"changed": 75, "neither": 25}
    assert (result["outcome"], result["adopted_option"]) == ("adopted", "changed")


def test_own_options_of_one_letter(run: Run, put: Put) -> None:
    """Letters that are short for a choice elsewhere are options like any other here."""
    agenda = "id,options\nM1,V | T | B | O | F | A\n"
    ballots = "gemeente,M1\nUtrecht,b\nBorne,O\nZeewolde,T\nVlieland,a\n"
    result = _result(_with_agenda(run, put, agenda, ballots=ballots))
    assert [count["option"] for count in result["options"]] == ["V", "T", "B", "O", "F", "A"]
    assert (result["cast"]["votes"], result["adopted_option"]) == (125, "B")


def test_options_of_the_usual_kind(run: Run, put: Put) -> None:
    """With "voor | tegen" on the agenda it is the usual question, without abstentions."""
    result = _result(_with_agenda(run, put, "id,opties\nM1,voor | tegen\n"))
    assert [count["option"] for count in result["options"]] == ["for", "against"]
    assert (result["outcome"], result["adopted_option"]) == ("adopted", None)
    ballots = "gemeente,M1\nUtrecht,V\nBorne,onthouding\n"
    ran = _with_agenda(run, put, "id,opties\nM1,voor | tegen\n", ballots=ballots)
    assert _problems(ran) == [("B301", "alv.csv", 3, "M1", "onthouding")]


def test_abstention_among_own_options(run: Run, put: Put) -> None:
    """An own option called "Onthouding" is cast only with --onthouding telt."""
    agenda = "id,opties\nM1,Plan A | Plan B | Onthouding\n"
    ballots = "gemeente,M1\nUtrecht,onthouding\nBorne,plan a\nZeewolde,plan b\n"
    result = _result(_with_agenda(run, put, agenda, ballots=ballots))
    assert (result["cast"]["votes"], result["adopted_option"]) == (49, "Plan A")
    result = _result(_with_agenda(run, put, agenda, "--onthouding", "telt", ballots=ballots))
    assert (result["cast"]["votes"], result["outcome"]) == (124, "no majority")


@pytest.mark.parametrize(
    ("word", "subject"),
    [("preadvies", "advice"), ("advice", "advice"), ("voorstel", "proposal"), ("", "proposal")],
)
def test_subject(run: Run, put: Put, word: str, subject: str) -> None:
    """A vote can be on the board's advice and not on the motion, and the screen says so."""
    agenda = f"id,soort,preadvies,onderwerp,indieners\nM1,motie,aanhouden,{word},Borne|Soest\n"
    assert _result(_with_agenda(run, put, agenda))["subject"] == subject
    screen = run("tally", put("a.csv", BALLOTS), "--agenda", put("agenda.csv", agenda)).out
    screen = " ".join(screen.split())
    assert "Borne and Soest" in screen
    assert "hold over" in screen
    assert ("on the board's advice" in screen) == (subject == "advice")


@pytest.mark.parametrize(
    ("manner", "outcome", "expected"),
    [
        ("acclamatie", "aangenomen", ("acclamation", "adopted")),
        ("per acclamatie", "adopted", ("acclamation", "adopted")),
        ("acclamation", "verworpen", ("acclamation", "rejected")),
        ("geen", "ingetrokken", ("none", "withdrawn")),
        ("none", "withdrawn", ("none", "withdrawn")),
        ("geen", "aangehouden", ("none", "held over")),
        ("geen", "overgenomen", ("none", "taken over")),
        ("", "vervallen", ("none", "lapsed")),
        ("", "afgedaan", ("none", "done")),
        ("", "held over", ("none", "held over")),
    ],
)
def test_what_was_not_counted(
    run: Run, put: Put, manner: str, outcome: str, expected: tuple[str, str]
) -> None:
    """What was decided without a count passes through to the result, without numbers."""
    agenda = f"id,wijze,uitkomst\nM0,{manner},{outcome}\nM1,geteld,\n"
    ran = _with_agenda(run, put, agenda)
    result, counted = _results(ran)
    assert (result["manner"], result["outcome"]) == expected
    assert result["options"] == []
    for key in ("cast", "not_voted", "required_votes", "adopted_option", "readings"):
        assert result[key] is None
    assert (counted["manner"], counted["outcome"]) == ("counted", "adopted")
    assert ran.document["problems"] == []


def test_ballots_for_what_was_not_counted(run: Run, put: Put) -> None:
    """Ballots for a vote that the agenda says was not counted are an error."""
    ran = _with_agenda(run, put, "id,manner,outcome\nM1,acclamation,adopted\n")
    assert _problems(ran) == [("B307", "alv.csv", 1, "M1", "M1")]


def test_two_thirds_by_acclamation(run: Run, put: Put) -> None:
    """Acclamation cannot show two thirds: a warning."""
    agenda = "id,majority,manner,outcome\nM0,2/3,acclamation,adopted\nM1,,,\n"
    ran = _with_agenda(run, put, agenda)
    assert [result["outcome"] for result in _results(ran)] == ["adopted", "adopted"]
    assert [found[:3] for found in _listed(ran.document)] == [("W205", None, None)]


def test_problems_of_the_agenda(run: Run, put: Put) -> None:
    """Every problem of the agenda is found in one run, at its row and column."""
    agenda = (
        "id;soort;meerderheid;opties;verwerpend;preadvies;onderwerp;wijze;uitkomst\n"
        "M1;;;;;;;;\n"
        "M2;fiets;3/2;;;;;;\n"
        "M3;;helft;A|a;;;;;\n"
        "\n"
        "M4;;;A|B;C;misschien;;;\n"
        "M5;;;;;;iets;acclamatie;\n"
        "M6;;;;;;;geteld;aangenomen\n"
        "M7;;;;A;;;hoe;wat\n"
        " m1 ;;;;;;;;\n"
        ";motie;;;;;;;\n"
    )
    ran = _with_agenda(run, put, agenda)
    assert sorted(_problems(ran), key=lambda found: (found[2] or 0, found[0], found[3] or "")) == [
        ("A103", "agenda.csv", 3, "soort", "fiets"),
        ("A104", "agenda.csv", 3, "meerderheid", "3/2"),
        ("A104", "agenda.csv", 4, "meerderheid", "helft"),
        ("A105", "agenda.csv", 4, "opties", "A|a"),
        ("A103", "agenda.csv", 6, "preadvies", "misschien"),
        ("A108", "agenda.csv", 6, "verwerpend", "C"),
        ("A103", "agenda.csv", 7, "onderwerp", "iets"),
        ("A106", "agenda.csv", 7, "uitkomst", None),
        ("A107", "agenda.csv", 8, "uitkomst", "aangenomen"),
        ("A103", "agenda.csv", 9, "uitkomst", "wat"),
        ("A103", "agenda.csv", 9, "wijze", "hoe"),
        ("A108", "agenda.csv", 9, "verwerpend", "A"),
        ("A102", "agenda.csv", 10, "id", "m1"),
        ("B205", "agenda.csv", 11, "id", None),
    ]


# The rules on the command line.

TWO_VOTES = "gemeente;M1;M=2\nUtrecht;voor;voor\nZeewolde;tegen;tegen\nVlieland;tegen;tegen\n"


def test_the_rule_without_any_option(run: Run, put: Put) -> None:
    """More than half, neither abstentions nor blanks count, no quorum."""
    result = _result(run("tally", put("alv.csv", BALLOTS), "--format", "json"))
    assert result["rule"] == {
        "fraction": "1/2",
        "strict": True,
        "abstentions_count": False,
        "blanks_count": False,
        "quorum": None,
    }


def test_majority_of_one_vote(run: Run, put: Put) -> None:
    """ID=… goes before the general one, also where the id holds a =."""
    file = put("alv.csv", TWO_VOTES)
    args = ["tally", file, "--format", "json", "--meerderheid", "2/3", "--meerderheid"]
    results = _results(run(*args, "M=2=>=4/5"))
    rules = [(result["rule"]["fraction"], result["rule"]["strict"]) for result in results]
    assert rules == [("2/3", False), ("4/5", False)]
    assert [result["outcome"] for result in results] == ["adopted", "rejected"]
    results = _results(run(*args, "M1=>3/4"))
    rules = [(result["rule"]["fraction"], result["rule"]["strict"]) for result in results]
    assert rules == [("3/4", True), ("2/3", False)]
    assert [result["outcome"] for result in results] == ["rejected", "adopted"]


def test_majority_of_the_agenda_and_of_the_command(run: Run, put: Put) -> None:
    """The command line goes before the agenda, and leaves the other votes as they are."""
    agenda = "id;meerderheid\nM1;2/3\nM=2;3/4\n"
    ran = _with_agenda(run, put, agenda, "--meerderheid", "M1=4/5", ballots=TWO_VOTES)
    assert [(r["rule"]["fraction"], r["outcome"]) for r in _results(ran)] == [
        ("4/5", "rejected"),
        ("3/4", "adopted"),
    ]
    ran = _with_agenda(run, put, agenda, "--meerderheid", ">3/4", ballots=TWO_VOTES)
    assert [(r["rule"]["fraction"], r["outcome"]) for r in _results(ran)] == [
        ("3/4", "rejected"),
        ("3/4", "rejected"),
    ]


def test_majority_of_a_vote_that_is_not_there(run: Run, put: Put) -> None:
    """An id that is none is an error, and nothing is counted under another rule."""
    ran = run("tally", put("alv.csv", TWO_VOTES), "--meerderheid", "M3=2/3", "--format", "json")
    assert _problems(ran) == [("T102", None, None, "--meerderheid", "M3")]


def test_the_source_of_the_rule_is_printed(run: Run, put: Put) -> None:
    """The rule stands on the screen in words, with where it comes from."""
    file = put("alv.csv", BALLOTS)

    def screen(*args: str | Path) -> str:
        ran = run("tally", file, *args)
        assert ran.code == 0
        return " ".join(ran.out.split())

    assert "more than half; Statuten art. 11" in screen()
    assert "at least 2/3; set with --meerderheid" in screen("--meerderheid", "2/3")
    assert "more than 2/3; set with --meerderheid" in screen("--meerderheid", ">2/3")
    agenda = put("agenda.csv", "id,majority\nM1,3/5\n")
    assert "at least 3/5; agenda" in screen("--agenda", agenda)


# Borne 25 for, Zeewolde 24 against, Vlieland 1 abstains, Schiermonnikoog 1 blank.
NARROW = "gemeente;M1\nBorne;voor\nZeewolde;tegen\nVlieland;onthouding\nSchiermonnikoog;blanco\n"


@pytest.mark.parametrize(
    ("args", "cast", "required", "outcome"),
    [
        ([], 49, 25, "adopted"),
        (["--onthouding", "telt"], 50, 26, "rejected"),
        (["--blanco", "telt"], 50, 26, "rejected"),
        (["--onthouding", "telt", "--blanco", "telt"], 51, 26, "rejected"),
    ],
)
def test_abstentions_and_blanks(
    run: Run, put: Put, args: list[str], cast: int, required: int, outcome: str
) -> None:
    """Each counts as cast when it is told to, for itself; the readings show that it matters."""
    result = _result(run("tally", put("alv.csv", NARROW), "--format", "json", *args))
    assert result["cast"] == {"members": 2 + len(args) // 2, "votes": cast}
    assert (result["required_votes"], result["outcome"]) == (required, outcome)
    assert result["rule"]["abstentions_count"] == ("--onthouding" in args)
    assert result["rule"]["blanks_count"] == ("--blanco" in args)
    assert result["readings"] == {"count": 4, "same_outcome": False}
    assert _votes(result) == {"for": 25, "against": 24, "abstention": 1, "blank": 1}


@pytest.mark.parametrize(
    ("quorum", "fraction", "of", "outcome"),
    [
        # 51 votes of 13,211, by 4 members of 342.
        ("51/13211:stemmen", "51/13211", "votes", "adopted"),
        (">51/13211:stemmen", "51/13211", "votes", "no quorum"),
        (">=51/13211:votes", "51/13211", "votes", "adopted"),
        ("52/13211:stemmen", "52/13211", "votes", "no quorum"),
        ("4/342:leden", "4/342", "members", "adopted"),
        (">4/342:leden", "4/342", "members", "no quorum"),
        ("5/342:members", "5/342", "members", "no quorum"),
        ("1/2:stemmen", "1/2", "votes", "no quorum"),
    ],
)
def test_quorum(run: Run, put: Put, quorum: str, fraction: str, of: str, outcome: str) -> None:
    """A quorum is over all ballots handed in, abstentions and blanks included."""
    file = put("alv.csv", NARROW)
    result = _result(run("tally", file, "--format", "json", "--quorum", quorum))
    assert result["outcome"] == outcome
    stated = result["rule"]["quorum"]
    assert (stated["fraction"], stated["of"]) == (fraction, of)
    assert stated["strict"] == (quorum.startswith(">") and not quorum.startswith(">="))


@pytest.mark.parametrize(
    "args",
    [
        ("--meerderheid", "3/2"),
        ("--meerderheid", "0/1"),
        ("--meerderheid", "1/0"),
        ("--meerderheid", ">1/1"),
        ("--meerderheid", "helft"),
        ("--meerderheid", "50%"),
        ("--meerderheid", "-1/2"),
        ("--meerderheid", "M1=3/2"),
        ("--meerderheid", "=2/3"),
        ("--onthouding", "ja"),
        ("--blanco", ""),
        ("--quorum", "1/2"),
        ("--quorum", "1/2:mensen"),
        ("--quorum", "3/2:leden"),
        ("--quorum", "stemmen:1/2"),
        ("--format", "xml"),
        ("--datum", "10-6-2026"),
        ("--datum", "2026-02-30"),
        ("--peildatum", "2026-06-01"),
        ("--peildatum", "26"),
        ("--voorlopig",),
        ("--agenda",),
        ("--nonsense",),
    ],
)
def test_wrong_usage(run: Run, put: Put, args: tuple[str, ...]) -> None:
    """Wrong usage ends with exit code 2, says what is wrong, and prints no result."""
    ran = run("tally", put("alv.csv", NARROW), *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error")
    assert args[0] in ran.err


def test_no_files(run: Run) -> None:
    """Without a file there is nothing to tally: wrong usage."""
    ran = run("tally")
    assert (ran.code, ran.out) == (2, "")


# Dates, editions and readings.


@pytest.mark.parametrize(
    ("args", "edition", "votes", "readings"),
    [
        ([], ("2026-01-01", "final"), 13_211, 4),
        (["--peildatum", "2025"], ("2025-01-01", "final"), None, 4),
        (["--peildatum", "2025-01-01", "--voorlopig"], ("2025-01-01", "preliminary"), None, 4),
        # The final figures of 2026 came on 23 June; three editions of 2025 and 2026 are left.
        (["--datum", "2026-06-10"], ("2026-01-01", "preliminary"), None, 12),
        (["--datum", "2026-06-23"], ("2026-01-01", "final"), 13_211, 16),
        # On 4 June 2025 the preliminary figures were still the newest; a day later who knows.
        (["--datum", "2025-06-04"], ("2025-01-01", "preliminary"), None, 8),
        (["--datum", "2025-06-05"], ("2025-01-01", "preliminary"), None, 12),
        # The final figures of 2024 may have been public, those of 2023 were; no other of them.
        (["--datum", "2024-05-24"], ("2023-01-01", "final"), None, 8),
        (["--datum", "2024-05-24", "--peildatum", "2024"], ("2024-01-01", "final"), None, 8),
        # 2022 has other borders than 2021, but the figures of 2021 are carried over.
        (["--datum", "2022-01-13", "--peildatum", "2022"], ("2022-01-01", "final"), None, 8),
    ],
)
def test_editions_and_readings(
    run: Run,
    put: Put,
    args: list[str],
    edition: tuple[str, str],
    votes: int | None,
    readings: int,
) -> None:
    """Which figures hold, and how many readings there are: four to each defensible edition."""
    ran = run("tally", put("M.csv", "gemeente,stem\nUtrecht,voor\n"), "--format", "json", *args)
    result = _result(ran)
    document = ran.document
    assert (document["edition"]["reference_date"], document["edition"]["status"]) == edition
    assert document["meeting_date"] == (args[1] if "--datum" in args else None)
    assert result["readings"] == {"count": readings, "same_outcome": True}
    if votes is not None:
        assert document["roll"] == {"members": 342, "votes": votes}


def test_an_outcome_that_hangs_on_the_edition(run: Run, put: Put) -> None:
    """Borne has 25 votes in 2026 and 24 in 2025, Zeewolde 24 in both: half of 16 readings turn."""
    file = put("M.csv", "gemeente,stem\nBorne,voor\nZeewolde,tegen\n")
    ran = run("tally", file, "--format", "json", "--datum", "2026-07-01")
    result = _result(ran)
    assert result["outcome"] == "adopted"
    assert result["readings"] == {"count": 16, "same_outcome": False}
    screen = run("tally", file, "--datum", "2026-07-01").out
    assert "another one under 8 of 16" in " ".join(screen.split())
    screen = run("tally", file, "--datum", "2026-07-01", "--houdbaar").out
    assert screen.count("1 January 2025") == 8
    assert "rejected: CBS 37230ned, 1 January 2025, preliminary" in screen


def test_a_reference_date_after_the_meeting(run: Run, put: Put) -> None:
    """Figures of after the meeting are an error."""
    file = put("alv.csv", NARROW)
    ran = run("tally", file, "--format", "json", "--datum", "2025-06-04", "--peildatum", "2026")
    assert _problems(ran) == [("P102", None, None, "--peildatum", "2026-01-01")]


def test_without_a_date_todays_figures_are_named(run: Run, put: Put) -> None:
    """The output says which figures were used, and that no date was given."""
    file = put("alv.csv", NARROW)
    for ran in (run("tally", file), run("tally", file, "--format", "json")):
        said = " ".join((ran.out + ran.err).split())
        assert "1 January 2026, final" in said
        assert "no date given" in said
    said = run("tally", file, "--datum", "2026-07-01").out
    assert "no date given" not in said


# What each member voted.


def test_record(run: Run, put: Put) -> None:
    """--per-lid lists every member of the roll, by code; null where it did not vote."""
    file = put("alv.csv", "gemeente;M1;M2\nVlieland;voor;\nUtrecht;onthouding;tegen\n")
    first, second = _results(run("tally", file, "--format", "json", "--per-lid"))
    chosen = {"GM0096": "for", "GM0344": "abstention"}
    assert first["record"] == [
        {
            "gm_code": member.gm_code,
            "municipality": member.name,
            "votes": member.votes,
            "option": chosen.get(member.gm_code),
        }
        for member in MEMBERS
    ]
    voted = {row["gm_code"]: row["option"] for row in second["record"] if row["option"]}
    assert voted == {"GM0344": "against"}
    assert len(second["record"]) == 342


def test_no_record_unless_asked_for(run: Run, put: Put) -> None:
    """Without --per-lid there is no record."""
    assert "record" not in _result(run("tally", put("alv.csv", NARROW), "--format", "json"))


def test_record_in_csv_and_on_the_screen(run: Run, put: Put) -> None:
    """In CSV and on the screen every member of the roll stands there too."""
    file = put("alv.csv", NARROW)
    rows = list(csv.DictReader(io.StringIO(run("tally", file, "--format", "csv", "--per-lid").out)))
    assert [row["gm_code"] for row in rows] == [member.gm_code for member in MEMBERS]
    voted = {row["municipality"]: (row["votes"], row["option"]) for row in rows if row["option"]}
    assert voted == {
        "Borne": ("25", "for"),
        "Zeewolde": ("24", "against"),
        "Vlieland": ("1", "abstention"),
        "Schiermonnikoog": ("1", "blank"),
    }
    screen = run("tally", file, "--per-lid").out
    assert all(member.gm_code in screen for member in MEMBERS)


PERSONS = "id,titel,soort,opties\nM1,Lid van het bestuur,personen,A. de Vries | B. Jansen\n"
PERSONS_BALLOTS = "gemeente;M1\nUtrecht;A. de Vries\nBorne;B. Jansen\n"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_record_of_a_vote_on_persons(run: Run, put: Put, form: str) -> None:
    """What each member voted on persons is refused: no result at all, in any format."""
    file, agenda = put("alv.csv", PERSONS_BALLOTS), put("agenda.csv", PERSONS)
    ran = run("tally", file, "--agenda", agenda, "--per-lid", "--format", form)
    assert ran.code == 1
    if form == "json":
        assert _problems(ran) == [("T101", None, None, "--per-lid", "M1")]
    else:
        assert ran.out == ""
        assert "T101" in ran.err
    assert "Vries" not in ran.out + ran.err


def test_one_vote_on_persons_among_others(run: Run, put: Put) -> None:
    """One vote on persons is enough to refuse the record of all."""
    agenda = "id,soort\nM1,motie\nP1,personen\n"
    ballots = "gemeente;M1;P1\nUtrecht;voor;voor\n"
    ran = _with_agenda(run, put, agenda, "--per-lid", ballots=ballots)
    assert _problems(ran) == [("T101", None, None, "--per-lid", "P1")]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_vote_on_persons_has_no_trace_of_members(run: Run, put: Put, form: str) -> None:
    """Without --per-lid the vote is counted, and no member is named in the output."""
    file, agenda = put("alv.csv", PERSONS_BALLOTS), put("agenda.csv", PERSONS)
    ran = run("tally", file, "--agenda", agenda, "--format", form, "--houdbaar")
    assert ran.code == 0
    assert "A. de Vries" in ran.out
    for trace in ("Utrecht", "Borne", "GM0344", "GM0147"):
        assert trace not in ran.out + ran.err


# Output.


def test_keys_of_the_json(run: Run, put: Put) -> None:
    """The keys are those that were promised, in their order, and no other."""
    agenda = put("agenda.csv", "id,manner,outcome\nM1,,\nM2,none,lapsed\n")
    file = put("alv.csv", NARROW)
    args = ["tally", file, "--agenda", agenda, "--format", "json", "--quorum", "1/3:leden"]
    for extra in ([], ["--per-lid"]):
        document = run(*args, *extra).document
        assert list(document) == ["meeting_date", "edition", "roll", "results", "problems"]
        assert list(document["edition"]) == ["reference_date", "status", "table", "published"]
        assert list(document["roll"]) == ["members", "votes"]
        for result in document["results"]:
            assert list(result) == [
                *("vote", "title", "kind", "subject", "manner", "rule", "options", "cast"),
                *("not_voted", "required_votes", "outcome", "adopted_option", "readings"),
                *(["record"] if extra else []),
            ]
            assert list(result["rule"]) == [
                *("fraction", "strict", "abstentions_count", "blanks_count", "quorum")
            ]
            # One key more than was promised: whether the quorum is "more than" its share.
            assert list(result["rule"]["quorum"]) == ["fraction", "of", "strict"]
            for row in result.get("record", []):
                assert list(row) == ["gm_code", "municipality", "votes", "option"]
        result = document["results"][0]
        assert list(result["options"][0]) == ["option", "members", "votes"]
        assert list(result["cast"]) == list(result["not_voted"]) == ["members", "votes"]
        assert list(result["readings"]) == ["count", "same_outcome"]


def test_keys_of_a_problem(run: Run, put: Put) -> None:
    """A problem is data, without a sentence; where nothing was counted results is empty."""
    ran = run("tally", put("M.csv", "gemeente,stem\nUtrect,voor\n"), "--format", "json")
    assert list(ran.document) == ["meeting_date", "edition", "roll", "results", "problems"]
    assert ran.document["problems"] == [
        {
            "code": "B201",
            "severity": "error",
            "file": str(put("M.csv", "gemeente,stem\nUtrect,voor\n")),
            "row": 2,
            "column": "gemeente",
            "value": "Utrect",
            "expected": "Utrecht (GM0344)",
        }
    ]
    assert ran.err == ""


def test_json_is_the_same_in_every_language(run_process: Run, put: Put) -> None:
    """JSON and CSV do not speak Dutch."""
    file, wrong = put("alv.csv", NARROW), put("M.csv", "gemeente,stem\nUtrect,ja\n")
    for args in (
        ("tally", file, "--format", "json", "--houdbaar"),
        ("tally", file, "--format", "csv"),
        ("tally", wrong, "--format", "json"),
    ):
        english, dutch = (run_process(*args, env={"ALVVOTE_LANG": code}) for code in ("en", "nl"))
        assert english.out == dutch.out
        assert english.code == dutch.code


def test_csv(run: Run, put: Put) -> None:
    """CSV has a row for each vote and option, with what the JSON says."""
    file = put("alv.csv", "gemeente;M1;M2\nBorne;voor;tegen\nZeewolde;tegen;\nVlieland;;blanco\n")
    ran = run("tally", file, "--format", "csv")
    assert ran.code == 0
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    keys = ("vote", "option", "members", "votes", "cast_votes", "required_votes", "outcome")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("M1", "for", "1", "25", "49", "25", "adopted"),
        ("M1", "against", "1", "24", "49", "25", "adopted"),
        ("M1", "abstention", "0", "0", "49", "25", "adopted"),
        ("M1", "blank", "0", "0", "49", "25", "adopted"),
        ("M2", "for", "0", "0", "25", "13", "rejected"),
        ("M2", "against", "1", "25", "25", "13", "rejected"),
        ("M2", "abstention", "0", "0", "25", "13", "rejected"),
        ("M2", "blank", "1", "1", "25", "13", "rejected"),
    ]


def test_the_screen_says_what_was_decided_and_why(run: Run, put: Put) -> None:
    """The verdict, the threshold, the margin, the turnout, the roll and how firm it is."""
    ran = run("tally", put("M1.csv", NARROW.replace("M1", "Motie 1")))
    assert ran.code == 0
    screen = " ".join(ran.out.split())
    assert "ADOPTED" in ran.out.splitlines()[1]
    assert "needed: 25 of the 49 votes cast" in screen
    assert "for: exactly as many as needed" in screen
    assert "51 of all 13,211 votes" in screen
    assert "4 of all 342 members" in screen
    assert "another one under 3 of 4" in screen
    # 25 of 49 is 51.02 per cent; 24 is 48.98.
    assert "51.02 %" in screen
    assert "48.98 %" in screen


@pytest.mark.parametrize("form", ["table", "csv"])
@pytest.mark.parametrize(
    "content",
    ["gemeente,stem\nUtrecht,ja\nBorne,voor\n", "gemeente,stem\n", "", "gemeente,stem\nUtrecht,\n"],
)
def test_an_error_leaves_standard_output_empty(run: Run, put: Put, form: str, content: str) -> None:
    """With an error nothing that looks like a result stands on standard output."""
    ran = run("tally", put("M.csv", content), "--format", form)
    assert (ran.code, ran.out) == (1, "")
    assert "nothing was counted" in ran.err
    for word in ("ADOPTED", "REJECTED", "adopted", "rejected"):
        assert word not in ran.err


def test_exit_code_of_any_outcome(run: Run, put: Put) -> None:
    """Whatever was decided, the tally is done: exit code 0."""
    for content in ("Utrecht,voor", "Utrecht,tegen", "Utrecht,blanco"):
        assert run("tally", put("M.csv", f"gemeente,stem\n{content}\n")).code == 0
    assert run("tally", put("M.csv", NARROW), "--quorum", "1/2:leden").code == 0


def test_output_to_a_file(run: Run, put: Put, tmp_path: Path) -> None:
    """--output writes what would have stood on standard output, and nothing there."""
    file, output = put("alv.csv", NARROW), tmp_path / "uitslag.json"
    expected = run("tally", file, "--format", "json").out
    ran = run("tally", file, "--format", "json", "--output", output)
    assert (ran.code, ran.out) == (0, "")
    assert output.read_text(encoding="utf-8") == expected


def test_output_only_once_the_work_has_succeeded(run: Run, put: Put, tmp_path: Path) -> None:
    """An error leaves the file as it was, or away."""
    wrong = put("M.csv", "gemeente,stem\nUtrect,voor\n")
    for form in ("table", "csv", "json"):
        assert run("tally", wrong, "--format", form, "--output", tmp_path / "new").code == 1
        assert not (tmp_path / "new").exists()
        old = put("old", "wat er stond")
        assert run("tally", wrong, "--format", form, "--output", old).code == 1
        assert old.read_text(encoding="utf-8") == "wat er stond"


@pytest.mark.parametrize("spelling", ["same", "dotted", "link"])
@pytest.mark.parametrize("which", ["ballots", "agenda"])
def test_output_never_replaces_what_is_read(
    run: Run, put: Put, tmp_path: Path, spelling: str, which: str
) -> None:
    """--output with a file that is read is refused, however its name is written."""
    ballots, agenda = put("M1.csv", NARROW), put("agenda.csv", "id\nM1\n")
    target = ballots if which == "ballots" else agenda
    before = target.read_bytes()
    link = tmp_path / "link.csv"
    output = {"same": str(target), "dotted": f"{tmp_path}/./{target.name}"}.get(spelling, str(link))
    if spelling == "link":
        link.symlink_to(target)
    ran = run("tally", ballots, "--agenda", agenda, "--output", output)
    assert (ran.code, ran.out) == (2, "")
    assert target.read_bytes() == before


# How a process ends.

COMMAND = [sys.executable, "-m", "alvvote"]
ALL_MEMBERS = (
    "gemeente;"
    + ";".join(f"M{number}" for number in range(4))
    + "\n"
    + "".join(f"{member.name};" + ";".join(["voor"] * 4) + "\n" for member in MEMBERS)
)


def _environment() -> dict[str, str]:
    return {**os.environ, "ALVVOTE_LANG": "en", "PYTHONUNBUFFERED": ""}


def _quiet(err: bytes) -> bool:
    noise = (b"Traceback", b"Error", b"Exception ignored", b"Errno", b"KeyboardInterrupt")
    return not any(word in err for word in noise)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_closed_pipe(put: Put, form: str) -> None:
    """Whoever reads has gone before the first line: the command ends quietly."""
    file = put("alv.csv", ALL_MEMBERS)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*COMMAND, "tally", str(file), "--per-lid", "--format", form],
            stdout=writer,
            stderr=subprocess.PIPE,
            env=_environment(),
            check=False,
            timeout=120,
        )
    finally:
        os.close(writer)
    assert _quiet(done.stderr), done.stderr
    assert done.returncode == 0


def test_pipe_closed_after_the_first_line(put: Put) -> None:
    """Whoever reads takes one line and goes: the command ends quietly."""
    file = put("alv.csv", ALL_MEMBERS)
    with subprocess.Popen(
        [*COMMAND, "tally", str(file), "--per-lid", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=120) == 0
    assert _quiet(err), err


def test_closed_pipe_makes_no_success_of_an_error(put: Put) -> None:
    """The input has errors, whether or not anyone reads that: exit code 1."""
    file = put("M.csv", "gemeente,stem\nUtrecht,ja\n")
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*COMMAND, "tally", str(file), "--format", "json"],
            stdout=writer,
            stderr=subprocess.PIPE,
            env=_environment(),
            check=False,
            timeout=120,
        )
    finally:
        os.close(writer)
    assert _quiet(done.stderr), done.stderr
    assert done.returncode == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_full_disk(put: Put, form: str) -> None:
    """Output that cannot be written is said in a sentence, with exit code 1."""
    file = put("alv.csv", NARROW)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "tally", str(file), "--format", form],
            stdout=full,
            stderr=subprocess.PIPE,
            env=_environment(),
            check=False,
            timeout=120,
        )
    assert b"Traceback" not in done.stderr, done.stderr
    assert b"Exception ignored" not in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_standard_stream_that_is_closed(put: Put, closed: int) -> None:
    """A stream that was closed by whoever started the command gives no traceback."""
    file = put("alv.csv", NARROW)
    streams: list[str] = ["<&-", ">&-", "2>&-"]
    rest = ["-" if closed == 0 else str(file), "--format", "json"]
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" "$@" {streams[closed]}', *COMMAND, "tally", *rest],
        capture_output=True,
        env=_environment(),
        check=False,
        timeout=120,
    )
    assert b"Traceback" not in done.stderr, done.stderr
    if closed == 2:
        assert done.stdout.startswith(b"{"), done.stdout
        assert done.returncode == 0
    elif closed == 0:
        assert done.returncode == 1


def _unread(pipe: int) -> int:
    """Return how many bytes nobody has read from a pipe yet."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def test_interrupted_while_waiting_for_input() -> None:
    """Ctrl-C while the command waits for standard input ends it quietly, with 130."""
    # Where the tests were started in the background SIGINT is ignored, and would be here as well.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with subprocess.Popen(
            [*COMMAND, "tally", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdin.write(b"gemeente,stem\n")
            process.stdin.flush()
            # As soon as nothing is left in the pipe, the command waits for more.
            while _unread(process.stdin.fileno()):
                pass
            process.send_signal(signal.SIGINT)
            out, err = process.stdout.read(), process.stderr.read()
            assert process.wait(timeout=120) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert out == b""
    assert _quiet(err), err
