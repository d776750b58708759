"""Every shape in which CBS hands out figures is read, whatever stands in it besides."""

import csv
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alvvote.population import Edition, Figure, Store, read_changes
from alvvote.population.checks import candidate_of, check
from alvvote.population.downloads import Download, Draft, Wanted, read_download, words
from alvvote.population.downloads.own_form import write_edition
from alvvote.population.edition import Status
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import CATALOGUE, Problem
from alvvote.shipped import read_data
from tests.cbs_downloads import (
    BOM,
    Region,
    code_list,
    odata_v4,
    raw_v3,
    regions,
    table_layout,
    without_title,
)

STORE = Store(("shipped", read_data("cbs_population.csv")))
CHANGES = read_changes(read_data("boundary_changes.csv"))
ALIASES = [(row[0], row[1]) for row in csv.reader(read_data("aliases.csv").splitlines()[1:])]
GAZETTEER = Gazetteer(STORE, CHANGES, ALIASES)


def _at_hand_before(year: int) -> Gazetteer:
    """Return what was at hand when the figures of a year were still to come."""
    header, *lines = read_data("cbs_population.csv").splitlines()
    earlier = "\n".join([header, *(line for line in lines if int(line[:4]) < year), ""])
    return Gazetteer(Store(("shipped", earlier)), CHANGES, ALIASES)


BEFORE_2026 = _at_hand_before(2026)


def _figures(year: int, status: Status = "final") -> tuple[Figure, ...]:
    edition = STORE.find(date(year, 1, 1), status)
    assert edition is not None
    return STORE.figures(edition)


ROWS = regions({year: _figures(year) for year in (2024, 2025, 2026)})
FEW = [
    row
    for row in ROWS
    if row.code in {"NL01", "PV20", "PV26", "CR01", "GM0738", "GM0014", "GM0344", "GM0518"}
]


def _read(
    data: bytes,
    wanted: Wanted = Wanted(),  # noqa: B008
    codes: bytes | None = None,
    gazetteer: Gazetteer = GAZETTEER,
) -> tuple[Draft | None, list[Problem]]:
    problems: list[Problem] = []
    lists = [] if codes is None else [Download("codes", codes)]
    return read_download(Download("file", data), lists, wanted, gazetteer, problems), problems


def _codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


IN_2026 = Wanted(date(2026, 1, 1))
SHAPES = {
    "table layout": table_layout(ROWS, ["2024", "2025", "2026*"]),
    "table layout, older": table_layout(ROWS, ["2025", "2026*"], head_on_own_lines=True),
    "without title": without_title(ROWS, ["2025", "2026*"]),
    "without title, bare": without_title(ROWS, ["2026*"], padded=False),
    "without title, bare, comma": without_title(ROWS, ["2026*"], padded=False, fraction=",0"),
    "without title, padded, point": without_title(ROWS, ["2026*"], fraction=".0"),
    "apostrophes eaten": without_title(ROWS, ["2026*"], eaten=True),
    "raw": raw_v3(ROWS, [2024, 2025, 2026]),
    "raw, undivided": raw_v3(ROWS, [2026], divided=False),
    "raw, monthly": raw_v3(ROWS, [2025, 2026], monthly=True),
    "observations": odata_v4(ROWS, [2025, 2026]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_figures(shape: str) -> None:
    """Exactly the figures of all municipalities come out, and the country's; nothing is wrong."""
    draft, problems = _read(SHAPES[shape], IN_2026)
    assert problems == []
    assert draft is not None
    figures = _figures(2026)
    assert draft.reference_date == date(2026, 1, 1)
    assert {r.gm_code: r.inhabitants for r in draft.readings} == {
        f.gm_code: f.inhabitants for f in figures
    }
    assert len(draft.readings) == len(figures)
    assert draft.country == 18_130_208
    candidate = candidate_of(draft, GAZETTEER)
    assert sorted(candidate.figures) == list(figures)
    assert check(candidate, GAZETTEER) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_the_new_year_is_found(shape: str) -> None:
    """Of several years the one that is newer than all at hand is meant."""
    draft, problems = _read(SHAPES[shape], gazetteer=BEFORE_2026)
    assert problems == []
    assert draft is not None
    assert draft.reference_date == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("shape", "status", "is_certain", "table"),
    [
        ("table layout", "preliminary", True, "03759ned"),
        ("without title", "preliminary", True, "70072ned"),
        ("raw", "final", False, "03759ned"),
        ("raw, monthly", "preliminary", False, "37230ned"),
        ("observations", "final", False, "03759ned"),
    ],
)
def test_status_and_table(shape: str, status: str, table: str, *, is_certain: bool) -> None:
    """A mark says preliminary; codes carry none, so there it is a guess, which is said."""
    draft, _problems = _read(SHAPES[shape], IN_2026)
    assert draft is not None
    assert (draft.status, draft.status_is_certain, draft.table) == (status, is_certain, table)
    told, _problems = _read(SHAPES[shape], IN_2026._replace(status="final"))
    assert told is not None
    assert (told.status, told.status_is_certain) == ("final", True)


def test_an_unmarked_year_is_final() -> None:
    """In StatLine's own CSV a year without mark is final, beside one with a mark."""
    draft, _problems = _read(SHAPES["table layout"], Wanted(date(2025, 1, 1)))
    assert draft is not None
    assert (draft.status, draft.status_is_certain) == ("final", True)


def test_months_of_statline() -> None:
    """The table of months: January of the year counts, with its mark, and no other month."""
    head = "Regio's;Perioden;Bevolking aan het begin van de periode (aantal);Overledenen (aantal)"
    data = f"{head}\nSoest;2027 januari*;48000;35\nSoest;2027 februari*;48010;31\nSoest;2027*;.;.\n"
    draft, problems = _read(BOM + data.encode())
    assert problems == []
    assert draft is not None
    assert [(r.gm_code, r.inhabitants) for r in draft.readings] == [("GM0342", 48_000)]
    assert (draft.status, draft.status_is_certain, draft.table) == ("preliminary", True, "37230ned")


def test_an_older_year_is_not_chosen_by_itself() -> None:
    """A file that holds one year from before the first edition at hand: it is asked which."""
    rows = [Region("", "Soest", dict.fromkeys(range(2017, 2027), 48_000))]
    years = [str(year) for year in range(2017, 2027)]
    assert _codes(_read(without_title(rows, years))[1]) == ["C104"]


def test_a_code_list_names_what_is_not_known() -> None:
    """Names and provinces of unknown codes come from the code list; without it the code stands."""
    rows = [
        Region("NL01", "Nederland", {2016: 3000}),
        Region("GM1234", "Nergenshuizen", {2016: 3000}),
    ]
    data = odata_v4(rows, [2016])
    draft, problems = _read(data, codes=code_list(rows, {"GM1234": "Drenthe"}))
    assert problems == []
    assert draft is not None
    candidate = candidate_of(draft, GAZETTEER)
    assert candidate.figures == (Figure("GM1234", "Nergenshuizen", "Drenthe", 3000),)
    assert _codes(check(candidate, GAZETTEER)) == ["W302"]
    nameless, _problems = _read(data)
    assert nameless is not None
    candidate = candidate_of(nameless, GAZETTEER)
    assert candidate.figures == (Figure("GM1234", "GM1234", "", 3000),)
    assert _codes(check(candidate, GAZETTEER)) == ["W303"]


def test_provinces_are_no_municipalities() -> None:
    """Groningen and Utrecht are provinces too: marks tell them apart, in either row."""
    for province, municipality in (
        ("Groningen (PV)", "Groningen (gemeente)"),
        ("Groningen", "Groningen (gemeente)"),
        ("Groningen (PV)", "Groningen"),
    ):
        rows = [
            Region("", "Drenthe", {2026: 500_000}),
            Region("", province, {2026: 600_000}),
            Region("", municipality, {2026: 244_427}),
        ]
        draft, problems = _read(without_title(rows, ["2026"]))
        assert problems == []
        assert draft is not None
        assert [(r.gm_code, r.inhabitants) for r in draft.readings] == [("GM0014", 244_427)]


def test_a_bare_name_of_both_is_never_guessed() -> None:
    """With provinces around, a bare Groningen could be either."""
    rows = [Region("", name, {2026: 500_000}) for name in ("Drenthe", "Groningen")]
    draft, problems = _read(without_title(rows, ["2026"]))
    assert draft is None
    assert _codes(problems) == ["C122"]


def test_an_ambiguous_name_lists_the_candidates() -> None:
    """There are two called Bergen."""
    rows = [Region("", name, {2026: 30_000}) for name in ("Bergen", "Soest")]
    draft, problems = _read(without_title(rows, ["2026"]))
    assert draft is not None
    assert _codes(problems) == ["C122"]
    assert problems[0].expected == "Bergen (NH.) (GM0373), Bergen (L.) (GM0893)"
    assert problems[0].row == 2


def test_an_unknown_name_without_a_value_is_nothing() -> None:
    """Municipalities abolished long ago stay in the list; with a value they are a problem."""
    rows = [Region("", "Ter Aar", {}), Region("", "Soest", {2026: 48_000})]
    assert _read(without_title(rows, ["2026"]))[1] == []
    rows[0].counts[2026] = 9_000
    assert _codes(_read(without_title(rows, ["2026"]))[1]) == ["C121"]


@pytest.mark.parametrize("text", ["25.445", "25445,5", "-5", "1e4", "veel", "²", "٣"])
def test_what_is_no_whole_number(text: str) -> None:
    """A point could be a decimal or a separator: such a figure is not taken."""
    data = f'"Perioden";"Regio\'s";"Totale bevolking (aantal)"\r\n"2026";"Soest";"{text}"\r\n'
    _draft, problems = _read(BOM + data.encode())
    assert _codes(problems) == ["C109"]
    assert (problems[0].value, problems[0].row) == (text, 2)


@pytest.mark.parametrize(
    ("data", "wanted", "code"),
    [
        (b"", Wanted(), "F103"),
        (b"\0\xff", Wanted(), "F102"),
        (b"hello\n", Wanted(), "C101"),
        (b'{"value": []}', Wanted(), "C118"),
        (odata_v4(FEW, [2026])[:-40], Wanted(), "C118"),
        (odata_v4(FEW, [2026], **{"@odata.nextLink": "https://"}), Wanted(), "C123"),
        (code_list(FEW, {}), Wanted(), "C101"),
        (SHAPES["table layout"], Wanted(), "C104"),
        (SHAPES["table layout"], Wanted(date(2019, 1, 1)), "C107"),
        (SHAPES["raw"], Wanted(date(2019, 1, 1)), "C107"),
        (SHAPES["raw"], Wanted(topic="Bevolking"), "C102"),
        (table_layout(FEW, ["2026"], topic="Inwoners", title="Iets"), Wanted(), "C103"),
        (table_layout(FEW, ["2026"], unit="x 1 000"), Wanted(), "C103"),
        (
            table_layout(FEW, ["2026"], unit="x 1 000"),
            Wanted(topic="Bevolking op 1 januari"),
            "C120",
        ),
        (b"Gemeente;Bevolking op 1 januari\nSoest;48000\n", Wanted(), "C105"),
        (
            b"Geslacht;Gemeente;Perioden;Bevolking op 1 januari\nMannen;Soest;2026;24000\n",
            Wanted(),
            "C106",
        ),
        (without_title([Region("", "Soest", {})], ["2026"]), Wanted(), "C117"),
        (without_title([Region("", "Drenthe (PV)", {2026: 500_000})], ["2026"]), Wanted(), "C117"),
        (b'Gemeente;Perioden\n"Soest;2026\n', Wanted(), "F105"),
    ],
)
def test_what_cannot_be_read(data: bytes, wanted: Wanted, code: str) -> None:
    """What is wrong is said in one problem, and no edition comes out."""
    draft, problems = _read(data, wanted)
    assert draft is None
    assert _codes(problems) == [code]


def test_the_topic_can_be_said() -> None:
    """A topic that is not known is taken when the user says that it is the one."""
    data = table_layout(FEW, ["2026"], topic="Inwoners|Begin van het jaar", title="Iets")
    draft, problems = _read(data, Wanted(topic="begin van het jaar"))
    assert problems == []
    assert draft is not None
    assert not draft.table_is_certain


def test_a_code_list_that_is_none() -> None:
    """A second file that is no code list is said."""
    _draft, problems = _read(SHAPES["observations"], IN_2026, SHAPES["observations"])
    assert _codes(problems) == ["C108"]


@pytest.mark.parametrize(
    ("text", "day", "preliminary"),
    [
        ("2026", date(2026, 1, 1), False),
        ("2026*", date(2026, 1, 1), True),
        (" 2026JJ00 ", date(2026, 1, 1), False),
        ("2026MM01", date(2026, 1, 1), False),
        ("2026 januari*", date(2026, 1, 1), True),
        ("1 januari 2026", date(2026, 1, 1), False),
        ("2026-01-01", date(2026, 1, 1), False),
    ],
)
def test_periods(text: str, day: date, *, preliminary: bool) -> None:
    """A 1 January in each of its spellings."""
    period = words.parse_period(text)
    assert period is not None
    assert (period.reference_date, period.preliminary) == (day, preliminary)


@pytest.mark.parametrize("text", ["2026MM02", "2026 februari", "2026KW01", "0000", "x", ""])
def test_no_1_january(text: str) -> None:
    """Other months, quarters and whatever else are none."""
    assert words.parse_period(text) is None


SEEDS = [data[:4000] for data in SHAPES.values()]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"[[]]")
@example(b"[" * 100_000)
@example(b'{"value": [{"Measure": 1, "Value": 1e999}]}')
@example(b'{"value": [{"Measure": "M000352", "Value": NaN, "RegioS": null, "Perioden": 1}]}')
@example(b'{"value": [{"Measure": "M000352", "Value": ' + b"9" * 6000 + b"}]}")
def test_whatever_bytes_give_an_edition_or_findings(data: bytes) -> None:
    """No file ends in an exception."""
    _draft_or_findings(data)


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=8)), min_size=1, max_size=6),
)
@settings(max_examples=150)
def test_damaged_downloads_give_an_edition_or_findings(
    seed: bytes, damages: list[tuple[int, bytes]]
) -> None:
    """Whatever is damaged in a real download, the end is an edition or findings."""
    data = seed
    for at, piece in damages:
        data = data[:at] + piece + data[at + len(piece) :]
    _draft_or_findings(data)


@given(st.data())
@settings(max_examples=150)
def test_damaged_exports_give_an_edition_or_findings(data: st.DataObject) -> None:
    """The same for our own form: what comes out can be written and read again."""
    edition = Edition(date(2026, 1, 1), "final", "03759ned", None, None)
    text = bytearray(write_edition(edition, _figures(2026)[:5]).encode())
    at = data.draw(st.integers(0, len(text) - 1))
    text[at : at + 1] = data.draw(st.binary(max_size=4))
    _draft_or_findings(bytes(text))


def _draft_or_findings(data: bytes) -> None:
    draft, problems = _read(data)
    assert all(problem.code in CATALOGUE for problem in problems)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert draft is not None or errors
    if draft is not None:
        candidate = candidate_of(draft, GAZETTEER)
        check(candidate, GAZETTEER)
        if not errors:
            text = write_edition(candidate.edition, candidate.figures)
            store = Store(("own", text))
            assert store.editions() == [candidate.edition]
            assert store.figures(candidate.edition) == tuple(sorted(candidate.figures))


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs")),
    min_size=1,
    max_size=20,
)


@given(
    year=st.integers(2000, 2100),
    status=st.sampled_from(("final", "preliminary")),
    published=st.none() | st.dates(),
    names=st.dictionaries(
        st.integers(1, 9999).map(lambda n: f"GM{n:04d}"),
        st.tuples(NAMES, NAMES | st.just(""), st.integers(0, 3_000_000)),
        min_size=1,
        max_size=20,
    ),
)
def test_importing_an_export_gives_the_edition_back(
    year: int,
    status: Status,
    published: date | None,
    names: dict[str, tuple[str, str, int]],
) -> None:
    """Whatever the edition, its export is read as the very same."""
    edition = Edition(date(year, 1, 1), status, "03759ned", published, None)
    figures = tuple(Figure(code, *named) for code, named in sorted(names.items()))
    draft, problems = _read(write_edition(edition, figures).encode())
    assert problems == []
    assert draft is not None
    candidate = candidate_of(draft, GAZETTEER)
    assert (candidate.edition, candidate.figures) == (edition, figures)


def test_an_export_of_every_shipped_edition_comes_back() -> None:
    """Names, provinces and dates of publication included; and nothing is wrong with any."""
    for edition in STORE.editions():
        figures = STORE.figures(edition)
        draft, problems = _read(write_edition(edition, figures).encode())
        assert problems == []
        assert draft is not None
        candidate = candidate_of(draft, GAZETTEER)
        assert (candidate.edition, candidate.figures) == (edition, figures)
        assert check(candidate, GAZETTEER) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2026-01-01", "2026-02-01", "C116"),
        (",final,", ",sure,", "C116"),
        ("GM0014", "0014", "C116"),
        (",03759ned,", ",,", "C116"),
        (",Groningen,Groningen", ",,Groningen", "C116"),
        (",244427", ",24.4427", "C109"),
        (",244427", "", "F104"),
        ("03759ned,2026-06-23", "03759ned,2026-06-24", "C119"),
    ],
)
def test_damage_in_our_own_form(old: str, new: str, code: str) -> None:
    """A row that was changed by hand is said."""
    edition = next(e for e in STORE.editions() if e.published == date(2026, 6, 23))
    lines = write_edition(edition, _figures(2026)).splitlines()
    at = 2 if code == "C119" else 1
    lines[at] = lines[at].replace(old, new)
    assert code in _codes(_read("\n".join(lines).encode())[1])


def test_several_editions_in_one_file_are_asked_for() -> None:
    """Our own data file holds many: year and status say which."""
    data = read_data("cbs_population.csv").encode()
    assert _codes(_read(data)[1]) == ["C104"]
    assert _codes(_read(data, Wanted(date(2025, 1, 1)))[1]) == ["C107"]
    draft, problems = _read(data, Wanted(date(2025, 1, 1), "preliminary"))
    assert problems == []
    assert draft is not None
    assert draft.table == "37230ned"
