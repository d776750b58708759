"""The reader of ballot files: one answer whatever the file's form, and an answer to any file."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from alvvote.problems import CATALOGUE
from tests.conftest import Ran
from tests.strategies import (
    BY_CODE,
    CHOICES,
    MEMBERS,
    WORDS,
    Meeting,
    alvvote,
    csv_bytes,
    long_grid,
    meetings,
    wide_grid,
    xlsx_bytes,
)

FORMS = settings(deadline=None, max_examples=30)
NOISE = settings(deadline=None, max_examples=120)
PLANTED = settings(deadline=None, max_examples=60)
LONG = settings(deadline=None, max_examples=3000)

PROBLEM_KEYS = {"code", "severity", "file", "row", "column", "value", "expected"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the files of one example after the other."""
    return tmp_path_factory.mktemp("ballots")


def _tally(folder: Path, name: str, data: bytes, *options: str | Path) -> Ran:
    file = folder / name
    file.write_bytes(data)
    return alvvote("tally", file, "--format", "json", *options)


def _results(folder: Path, name: str, data: bytes) -> Any:
    ran = _tally(folder, name, data, "--per-lid")
    assert ran.code == 0, ran.out
    return ran.document["results"]


# The same ballots in every form.


class Form(NamedTuple):
    """How a CSV file is written."""

    separator: str
    line_end: str
    encoding: str
    quote_all: bool


_forms = st.builds(
    Form,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.booleans(),
)


@FORMS
@given(meeting=meetings, forms=st.lists(_forms, min_size=2, max_size=3, unique=True))
def test_every_form_gives_the_same(meeting: Meeting, forms: list[Form], folder: Path) -> None:
    """Long and wide, CSV in any form and XLSX hold the same ballots: the results are the same."""
    long, wide = long_grid(meeting), wide_grid(meeting)
    expected = _results(folder, "long.csv", csv_bytes(long))
    assert [result["vote"] for result in expected] == list(meeting)
    for result in expected:
        voted = {row["gm_code"]: row["option"] for row in result["record"] if row["option"]}
        assert voted == meeting[result["vote"]]
    for form in forms:
        data = csv_bytes(long, **form._asdict())
        assert _results(folder, "long.csv", data) == expected, form
        data = csv_bytes(wide, **form._asdict())
        assert _results(folder, "wide.csv", data) == expected, form
    assert _results(folder, "long.xlsx", xlsx_bytes(long)) == expected
    assert _results(folder, "wide.xlsx", xlsx_bytes(wide)) == expected


_columns_nobody_counts = st.lists(
    st.sampled_from(["provincie", "inwoners", "opmerking", "gm_code"]), unique=True, max_size=4
)


@FORMS
@given(meeting=meetings, extra=_columns_nobody_counts, blank_after=st.integers(0, 5))
def test_what_stands_beside_the_ballots(
    meeting: Meeting, extra: list[str], blank_after: int, folder: Path
) -> None:
    """Columns that are no votes, blank rows and the words used for a choice change nothing."""
    expected = _results(folder, "plain.csv", csv_bytes(long_grid(meeting)))
    names = {member.name: member for member in MEMBERS}

    def beside(name: str) -> list[str]:
        member = names[name]
        cells = {
            "provincie": member.province,
            "inwoners": str(member.inhabitants),
            "opmerking": "voor",
            "gm_code": member.gm_code,
        }
        return [cells[column] for column in extra]

    wide = wide_grid(meeting)
    rows = [[*extra, *wide[0]], *([*beside(row[0]), *row] for row in wide[1:])]
    rows.insert(1 + blank_after, [""] * len(rows[0]))
    assert _results(folder, "beside.csv", csv_bytes(rows, separator=";")) == expected
    assert _results(folder, "beside.xlsx", xlsx_bytes(rows)) == expected


@FORMS
@given(meeting=meetings, data=st.data())
def test_any_word_for_a_choice(meeting: Meeting, data: st.DataObject, folder: Path) -> None:
    """A choice counts the same in Dutch and English, short and long, in any case."""
    expected = _results(folder, "plain.csv", csv_bytes(long_grid(meeting)))
    rows = [["Vote", "Municipality", "Choice"]]
    for vote, ballots in meeting.items():
        for code, choice in ballots.items():
            word = data.draw(st.sampled_from(WORDS[choice]))
            blanks = data.draw(st.sampled_from(["", " ", "  "]))
            name = data.draw(st.sampled_from([code, code.lower(), BY_CODE[code].name.upper()]))
            rows.append([f"{blanks}{vote} ", f"{name}{blanks}", f"{blanks}{word}"])
    assert _results(folder, "words.csv", csv_bytes(rows, separator="\t")) == expected


# Whatever the reader gets.


def _ends_well(ran: Ran) -> list[str]:
    """Check that the answer is a result or errors, and never both; return the codes."""
    document = ran.document
    problems = document["problems"]
    errors = [problem for problem in problems if problem["severity"] == "error"]
    assert ran.code == (1 if errors else 0)
    assert bool(document["results"]) != bool(errors)
    assert "Traceback" not in ran.err
    for problem in problems:
        assert set(problem) == PROBLEM_KEYS
        assert problem["severity"] == CATALOGUE[problem["code"]].severity
        assert problem["row"] is None or problem["row"] >= 1
    for result in document["results"]:
        counts = [*result["options"], result["not_voted"]]
        assert sum(count["members"] for count in counts) == 342
        assert sum(count["votes"] for count in counts) == 13_211
    return [problem["code"] for problem in problems]


_HEADERS = (
    "gemeente;stem",
    "voorstel,gemeente,stem",
    "gemeente,stemmen,Motie 1,Motie 2",
    '"vote"\t"municipality"\t"choice"',
    "gm_code;gemeente;stemmen;stem;",
)
_SCRAPS = (
    *(
        "\n",
        "\r\n",
        "\r",
        ",",
        ";",
        "\t",
        '"',
        '""',
        "'",
        "\0",
        "\ufeff",
        " ",
        "=",
        "\x1b[2J",
        "\x85",
    ),
    *("Utrecht", "Bergen", "Weesp", "Súdwest-Fryslân", "GM0344", "344", "gemeente", "stem"),
    *("voor", "tegen", "misschien", "75", "-1", "7,5", "٣", "1e9", "9" * 40, "\u2028", "ﬁ", "İ"),
)
_scraps = st.lists(st.one_of(st.sampled_from(_SCRAPS), st.text(max_size=4)), max_size=40)
_encodings = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "latin-1"])


@st.composite
def _texts(draw: st.DrawFn) -> bytes:
    header = draw(st.sampled_from(("", *_HEADERS)))
    text = "\n".join([header, "".join(draw(_scraps))])
    return text.encode(draw(_encodings), draw(st.sampled_from(["replace", "ignore"])))


_GRID = long_grid(
    {
        "Motie 1": {"GM0344": "for", "GM1900": "against", "GM0373": "blank"},
        "Motie 2; en meer": {"GM0344": "abstention", "GM0518": "for"},
    }
)
_WIDE = wide_grid(
    {"Motie 1": {"GM0344": "for", "GM1900": "against"}, 'Motie "2"': {"GM0518": "for"}}
)
_VALID_CSV = (
    csv_bytes(_GRID),
    csv_bytes(_GRID, separator=";", line_end="\r\n", encoding="utf-8-sig", quote_all=True),
    csv_bytes(_GRID, separator="\t", encoding="cp1252"),
    csv_bytes(_WIDE, separator=";", encoding="cp1252", quote_all=True),
    csv_bytes(_WIDE),
)
_VALID_XLSX = (xlsx_bytes(_GRID), xlsx_bytes(_WIDE))


@st.composite
def _mutations(draw: st.DrawFn, valid: Sequence[bytes], scraps: Sequence[bytes]) -> bytes:
    """Draw a valid file with a few places overwritten, removed or doubled, or with its end off."""
    data = bytearray(draw(st.sampled_from(valid)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 12))
        put = draw(st.one_of(st.sampled_from(scraps), st.binary(max_size=6)))
        change = draw(st.sampled_from(["overwrite", "insert", "remove", "double", "cut"]))
        if change == "overwrite":
            data[at : at + len(put)] = put
        elif change == "insert":
            data[at:at] = put
        elif change == "remove":
            del data[at : at + length]
        elif change == "double":
            data[at:at] = data[at : at + length]
        else:
            del data[at:]
    return bytes(data)


_CSV_SCRAPS = tuple(scrap.encode() for scrap in _SCRAPS)
_XML_SCRAPS = (
    *(b"<", b">", b"&", b"&amp;", b"&#0;", b'"', b"</c>", b"<row/>", b"<v>9</v>", b"<f>1+1</f>"),
    *(b' t="s"', b' t="d"', b' t="b"', b' t="e"', b' t="inlineStr"', b' s="7"', b' r="A2"'),
    *(
        b"-1",
        b"999",
        b"1e400",
        b"NaN",
        b"\xff",
        b"utf-16",
        b"<mergeCell ref='A1:B2'/>",
        b'hidden="1"',
    ),
)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Cells far away from all others are a matter of time and not of truth.
_FAR_AWAY = re.compile(
    rb'r="(?:[A-Z]{3,}\d*|[A-Z]*\d{5,})"|ref=.[A-Z]+\d+:(?:[A-Z]{2,}|[A-Z]\d{4})'
)


@st.composite
def _damaged_parts(draw: st.DrawFn) -> bytes:
    """Draw a workbook that unpacks, with damage inside one of its parts, or with a part missing."""
    parts = _parts(draw(st.sampled_from(_VALID_XLSX)))
    name = draw(st.sampled_from(sorted(parts)))
    if draw(st.integers(0, 9)) == 0:
        del parts[name]
    else:
        parts[name] = draw(_mutations([parts[name]], _XML_SCRAPS))
        assume(not _FAR_AWAY.search(parts[name]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


_odd_cells = st.one_of(
    st.none(),
    st.sampled_from(
        ["Utrecht", "Borne", "voor", "tegen", "gemeente", "stem", "stemmen", "Motie 1"]
    ),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(min_value=datetime(1900, 3, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001
    st.times(),
    st.sampled_from(["=1+1", "=A1", "#N/A", "#REF!", "'s-Gravenhage", "\u2028", " \n ", "0344"]),
)


@st.composite
def _odd_workbooks(draw: st.DrawFn) -> bytes:
    """Draw a workbook with cells of every type, merged and hidden, on one sheet or two."""
    book = Workbook()
    for title in draw(st.sampled_from([["Blad1"], ["Blad1", "Blad2"]])):
        page = book.create_sheet(title)
        page.append(draw(st.sampled_from([["gemeente", "stem"], ["gemeente", "stemmen", "M"], []])))
        for row in draw(st.lists(st.lists(_odd_cells, max_size=4), max_size=5)):
            page.append(row)
        if draw(st.integers(0, 5)) == 0:
            page.merge_cells(draw(st.sampled_from(["A1:B1", "A2:A3", "B2:C4"])))
        if draw(st.booleans()):
            page.row_dimensions[draw(st.integers(1, 6))].hidden = True
    if draw(st.booleans()):
        del book["Sheet"]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_any_bytes = st.one_of(
    st.binary(max_size=300),
    st.builds(
        bytes.__add__,
        st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
        st.binary(max_size=200),
    ),
    _texts(),
    _mutations(_VALID_CSV, _CSV_SCRAPS),
)
_any_workbook = st.one_of(_damaged_parts(), _odd_workbooks(), _mutations(_VALID_XLSX, _XML_SCRAPS))
_names = st.sampled_from(["ballots.csv"] * 4 + ["ballots", "ballots.xlsx", "ballots.txt"])


def _gets_anything(folder: Path, name: str, data: bytes) -> None:
    for code in _ends_well(_tally(folder, name, data)) or ["none"]:
        event(code)


@NOISE
@given(name=_names, data=_any_bytes)
def test_any_bytes(name: str, data: bytes, folder: Path) -> None:
    """Whatever bytes the file has, the answer is a result, or problems and no result."""
    _gets_anything(folder, name, data)


@NOISE
@given(data=_any_workbook)
def test_any_workbook(data: bytes, folder: Path) -> None:
    """The same of workbooks with damage in them."""
    _gets_anything(folder, "ballots.xlsx", data)


@pytest.mark.long
@LONG
@given(name=_names, data=st.one_of(_any_bytes, _any_workbook))
def test_any_bytes_thousands_of_times(name: str, data: bytes, folder: Path) -> None:
    """The same, thousands of times."""
    _gets_anything(folder, name, data)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_file_cut_off_anywhere(form: str, folder: Path) -> None:
    """A file that ends too early, wherever it ends, is answered; a workbook always with F106."""
    whole = _VALID_CSV[1] if form == "csv" else _VALID_XLSX[0]
    step = 3 if form == "csv" else 41
    for end in range(1, len(whole), step):
        codes = _ends_well(_tally(folder, f"cut.{form}", whole[:end]))
        if form == "xlsx" and end > 4:
            assert codes == ["F106"], end


@settings(deadline=None, max_examples=60)
@given(data=st.one_of(_any_bytes, _damaged_parts()))
def test_any_bytes_before_a_person(data: bytes, folder: Path) -> None:
    """In the table format too: an error leaves standard output empty, and a result does not."""
    file = folder / "screen.csv"
    file.write_bytes(data)
    ran = alvvote("tally", file)
    assert ran.code in {0, 1}
    assert bool(ran.out) == (ran.code == 0)
    assert bool(ran.err) >= (ran.code == 1)
    assert "Traceback" not in ran.err


_AGENDA = csv_bytes(
    [
        ["id", "titel", "soort", "meerderheid", "opties", "verwerpend", "preadvies", "wijze"],
        ["Motie 1", "Een motie", "motie", "2/3", "", "", "ontraden", "geteld"],
        ["Keuze", "Drie wegen", "resolutie", ">=1/2", "A | B | C", "C", "", ""],
    ]
)
_AGENDA_SCRAPS = (
    *_CSV_SCRAPS,
    *(b"|", b"||", b"A|A", b"for|A|B", b"voor | tegen", b"onthouding|blanco", b"0/0", b"3/2"),
    *(b">", b"uitkomst", b"aangehouden", b"acclamatie", b"persons", b"id", b"advice"),
)


_AGENDA_CELLS: dict[str, tuple[str, ...]] = {
    "id": ("Motie 1", "Keuze", " motie  1", "", "Ander", "=1"),
    "titel": ("", "Motie 1", "Een titel", "\n"),
    "soort": ("", "motie", "persons", "fiets"),
    "meerderheid": ("", "2/3", ">=1/2", ">1/1", "0/1", "1-2", "999999/999999", "²/3"),
    "opties": ("", "A|B", "voor|tegen", "for | A", "|", "A", "A|a", "onthouding|blanco", "tegen|B"),
    "verwerpend": ("", "B", "tegen", "C"),
    "preadvies": ("", "ontraden", "hold over", "nee"),
    "onderwerp": ("", "preadvies", "proposal", "?"),
    "wijze": ("", "geteld", "acclamation", "geen", "luid"),
    "uitkomst": ("", "aangenomen", "withdrawn", "done", "ja"),
}


@st.composite
def _odd_agendas(draw: st.DrawFn) -> bytes:
    """Draw an agenda of likely and unlikely words."""
    columns = draw(st.lists(st.sampled_from(sorted(_AGENDA_CELLS)), min_size=1, unique=True))
    names = ["id", *(column for column in columns if column != "id")]
    rows = draw(
        st.lists(
            st.tuples(*(st.sampled_from(_AGENDA_CELLS[name]) for name in names)),
            min_size=1,
            max_size=4,
        )
    )
    return csv_bytes([names, *rows], separator=draw(st.sampled_from(",;\t")))


@NOISE
@given(data=st.one_of(_odd_agendas(), _mutations([_AGENDA], _AGENDA_SCRAPS), _texts()))
def test_any_bytes_as_an_agenda(data: bytes, folder: Path) -> None:
    """Whatever bytes the agenda has, the answer is a result, or problems and no result."""
    agenda = folder / "agenda.csv"
    agenda.write_bytes(data)
    ran = _tally(folder, "Motie 1.csv", b"gemeente;stem\nUtrecht;voor\n", "--agenda", agenda)
    document = ran.document
    errors = [p for p in document["problems"] if p["severity"] == "error"]
    assert ran.code == (1 if errors else 0)
    assert bool(document["results"]) != bool(errors)
    for problem in document["problems"] or [{"code": "none"}]:
        event(problem["code"])


# Every error, in its place, in one run.


class Planted(NamedTuple):
    """A file with errors in known places."""

    grid: list[list[str]]
    expected: list[tuple[str, int, str | None, str | None]]
    """Code, row, column and value, by row."""


_COLUMNS = ["voorstel", "gemeente", "gm_code", "stem", "stemmen"]
_VOTES = ["Motie 1", "Motie 2", "Resolutie 3"]

_WRONG_MEMBER: dict[str, tuple[str, str]] = {
    # The name and the code in the row, for each way to go wrong.
    "B201": ("Utrect", ""),
    "B202": ("Bergen", ""),
    "B203": ("Weesp", ""),
    "B205": ("", ""),
}
_WRONG_CHOICES = ("misschien", "ja", "voor tegen", "1", "x", "voor!")
_WRONG_VOTES = {"B304": ("99", "0", "76"), "B306": ("veel", "-5", "12,5", "12.0")}

_Plant = Callable[[list[str]], list[tuple[str, str | None, str | None]]]
"""Spoils the cells of a row and returns code, column and value of each error."""


@st.composite
def _plants(draw: st.DrawFn) -> _Plant:
    """Draw what goes wrong in a row: with the member, the choice, the stated votes, the shape."""
    kind = draw(st.sampled_from(["member", "choice", "both", "code", "other", "votes", "wide"]))
    code = draw(st.sampled_from(sorted(_WRONG_MEMBER)))
    choice = draw(st.sampled_from(("", *_WRONG_CHOICES)))
    wrong_votes = draw(st.sampled_from(sorted(_WRONG_VOTES)))
    votes = draw(st.sampled_from(_WRONG_VOTES[wrong_votes]))

    def spoil(cells: list[str]) -> list[tuple[str, str | None, str | None]]:
        errors: list[tuple[str, str | None, str | None]] = []
        if kind in {"member", "both"}:
            cells[1], cells[2] = _WRONG_MEMBER[code]
            errors.append((code, "gemeente", cells[1] or None))
        if kind in {"choice", "both"}:
            cells[3] = choice
            errors.append(("B301", "stem", choice) if choice else ("B205", "stem", None))
        if kind == "code":
            cells[2] = "GM9999"
            errors.append(("B201", "gm_code", "GM9999"))
        if kind == "other":
            cells[2] = next(m.gm_code for m in MEMBERS if m.name != cells[1])
            errors.append(("B206", "gemeente", cells[1]))
        if kind == "votes":
            cells[4] = votes
            errors.append((wrong_votes, "stemmen", votes))
        if kind == "wide":
            cells.append("te veel")
            errors.append(("F104", None, str(len(_COLUMNS) + 1)))
        return errors

    return spoil


@st.composite
def _planted(draw: st.DrawFn) -> Planted:
    """Draw a long file with errors in some rows, blank lines, and doubled ballots."""
    members = draw(st.lists(st.sampled_from(MEMBERS), min_size=2, max_size=15, unique=True))
    grid = [_COLUMNS]
    expected: list[tuple[str, int, str | None, str | None]] = []
    for member in members:
        if draw(st.integers(0, 5)) == 0:
            grid.append([])
        vote, choice = draw(st.sampled_from(_VOTES)), draw(st.sampled_from(CHOICES))
        code = draw(st.sampled_from(["", member.gm_code]))
        votes = draw(st.sampled_from(["", str(member.votes)]))
        cells = [vote, member.name, code, WORDS[choice][0], votes]
        what = draw(st.sampled_from(["fine", "fine", "spoiled", "spoiled", "differing", "same"]))
        grid.append(cells)
        if what == "spoiled":
            row = len(grid)
            errors = draw(_plants())(cells)
            expected.extend((problem, row, column, value) for problem, column, value in errors)
        elif what in {"differing", "same"}:
            other = draw(st.sampled_from([c for c in CHOICES if c != choice]))
            word = WORDS[choice if what == "same" else other][0]
            grid.append([vote, member.gm_code, "", word, ""])
            code = "W202" if what == "same" else "B303"
            expected.append((code, len(grid), "stem", word))
    return Planted(grid, expected)


def _found(ran: Ran) -> list[tuple[str, int, str | None, str | None]]:
    problems = ran.document["problems"]
    return sorted(
        ((p["code"], p["row"], p["column"], p["value"]) for p in problems),
        key=lambda found: (found[1] or 0, found[0]),
    )


def _every_error_is_found(planted: Planted, form: str, folder: Path) -> None:
    grid, expected = planted.grid, planted.expected
    if form == "xlsx":
        # A workbook has no ragged rows: what stands too far to the right has no name above it.
        assume(all(code != "F104" for code, *_ in expected))
        data = xlsx_bytes(grid)
    else:
        data = csv_bytes(grid, separator=form)
    ran = _tally(folder, "xlsx.xlsx" if form == "xlsx" else "planted.csv", data)
    assert _found(ran) == sorted(expected, key=lambda found: (found[1], found[0]))
    errors = [code for code, *_ in expected if not code.startswith("W")]
    event(f"{len(errors)} errors")
    assert ran.code == (1 if errors else 0)
    assert bool(ran.document["results"]) != bool(errors)


@PLANTED
@given(planted=_planted(), form=st.sampled_from([",", ";", "xlsx"]))
def test_every_planted_error_is_found(planted: Planted, form: str, folder: Path) -> None:
    """All errors in a long file come up in one run, each once, at its row and column."""
    _every_error_is_found(planted, form, folder)


@pytest.mark.long
@LONG
@given(planted=_planted(), form=st.sampled_from([",", ";", "xlsx"]))
def test_every_planted_error_is_found_thousands_of_times(
    planted: Planted, form: str, folder: Path
) -> None:
    """The same, thousands of times."""
    _every_error_is_found(planted, form, folder)


@st.composite
def _planted_wide(draw: st.DrawFn) -> Planted:
    """Draw a wide file with wrong members, wrong choices and doubled members."""
    members = draw(st.lists(st.sampled_from(MEMBERS), min_size=2, max_size=10, unique=True))
    cells = st.sampled_from(["", *(WORDS[choice][0] for choice in CHOICES)])
    grid = [["stemmen", "gemeente", *_VOTES, "opmerking"]]
    expected: list[tuple[str, int, str | None, str | None]] = []
    for member in members:
        if draw(st.integers(0, 5)) == 0:
            grid.append([])
        row = [str(member.votes), member.name, *(draw(cells) for _ in _VOTES), "wie weet"]
        grid.append(row)
        what = draw(st.sampled_from(["fine", "member", "choices", "votes", "doubled"]))
        if what == "member":
            code = draw(st.sampled_from(["B201", "B202", "B203", "B205"]))
            row[1] = _WRONG_MEMBER[code][0]
            expected.append((code, len(grid), "gemeente", row[1] or None))
        elif what == "choices":
            for index in draw(st.sets(st.integers(0, len(_VOTES) - 1), min_size=1)):
                row[2 + index] = draw(st.sampled_from(_WRONG_CHOICES))
                expected.append(("B301", len(grid), _VOTES[index], row[2 + index]))
        elif what == "votes":
            row[0] = "99"
            expected.append(("B304", len(grid), "stemmen", "99"))
        elif what == "doubled":
            row[2:5] = ["voor", "tegen", ""]
            grid.append(["", member.gm_code, "voor", "blanco", "voor", ""])
            expected.append(("B303", len(grid), _VOTES[1], "blanco"))
    last = next(member for member in MEMBERS if member not in members)
    grid.append([str(last.votes), last.name, *(["voor"] * len(_VOTES)), ""])
    return Planted(grid, expected)


@PLANTED
@given(planted=_planted_wide(), form=st.sampled_from([",", "\t", "xlsx"]))
def test_every_planted_error_in_a_wide_file_is_found(
    planted: Planted, form: str, folder: Path
) -> None:
    """All errors in a wide file come up in one run, each once, at its row and column."""
    _every_error_is_found(planted, form, folder)
