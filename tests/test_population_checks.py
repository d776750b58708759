"""What must hold of an edition and of boundary changes: just below, at and above each limit."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.population import Change, Edition, Figure, Store, read_changes
from alvvote.population.change_checks import Merged, check_changes, key_of_change
from alvvote.population.changes_file import read_changes_file, write_changes
from alvvote.population.checks import Candidate, check, is_swing
from alvvote.population.downloads.own_form import write_figures
from alvvote.population.edition import HEADER
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import Problem
from alvvote.shipped import read_data

SHIPPED = read_data("cbs_population.csv")
STORE = Store(("shipped", SHIPPED))
CHANGES = read_changes(read_data("boundary_changes.csv"))
ALIASES = [(row[0], row[1]) for row in csv.reader(read_data("aliases.csv").splitlines()[1:])]
GAZETTEER = Gazetteer(STORE, CHANGES, ALIASES)

OF_2027 = Edition(date(2027, 1, 1), "final", "03759ned", None, None)
FINAL_2026 = STORE.find(date(2026, 1, 1), "final")
assert FINAL_2026 is not None
FIGURES = STORE.figures(FINAL_2026)


def _codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def _with(code: str, inhabitants: int) -> tuple[Figure, ...]:
    return tuple(f._replace(inhabitants=inhabitants) if f.gm_code == code else f for f in FIGURES)


def test_all_is_well() -> None:
    """The same figures a year later have nothing wrong."""
    total = sum(figure.inhabitants for figure in FIGURES)
    assert check(Candidate(OF_2027, FIGURES, country=total), GAZETTEER) == []


@pytest.mark.parametrize(
    ("inhabitants", "expected"),
    [(99, ["C110"]), (100, []), (2_000_000, []), (2_000_001, ["C110"])],
)
def test_limits_of_a_figure(inhabitants: int, expected: list[str]) -> None:
    """At least 100 and at most 2,000,000."""
    found = check(Candidate(OF_2027, _with("GM0014", inhabitants)), GAZETTEER)
    assert [code for code in _codes(found) if code != "W301"] == expected
    # One cause gives one message: what is impossible is not also a swing.
    assert ("W301" in _codes(found)) == (not expected)


@pytest.mark.parametrize(
    ("before", "after", "years", "expected"),
    [
        (1000, 1100, 1, False),
        (1000, 1101, 1, True),
        (1000, 900, 1, False),
        (1000, 899, 1, True),
        (1000, 1200, 2, False),
        (1000, 1201, 2, True),
        (0, 1, 1, True),
        (0, 0, 1, False),
    ],
)
def test_limit_of_a_change(before: int, after: int, years: int, *, expected: bool) -> None:
    """A change of exactly 10 % in a year is no swing, one more inhabitant is."""
    assert is_swing(before, after, years) == expected


def test_a_swing_is_a_warning_with_both_figures() -> None:
    """The warning names what it was, and when."""
    found = check(Candidate(OF_2027, _with("GM0014", 300_000)), GAZETTEER)
    assert _codes(found) == ["W301"]
    assert (found[0].value, found[0].expected) == ("300000", "244427")
    assert found[0].details["on"] == date(2026, 1, 1)


def test_a_merger_is_no_swing() -> None:
    """The edition before is carried over boundary changes: Purmerend took in Beemster in 2022."""
    for edition in STORE.editions():
        assert check(Candidate(edition, STORE.figures(edition)), GAZETTEER) == []


def test_the_first_edition_is_compared_with_the_next() -> None:
    """Without an edition before, the one after tells of a swing."""
    edition = STORE.editions()[0]
    figures = [
        f._replace(inhabitants=f.inhabitants * 2) if f.gm_code == "GM0034" else f
        for f in STORE.figures(edition)
    ]
    assert _codes(check(Candidate(edition, tuple(figures)), GAZETTEER)) == ["W301"]


@pytest.mark.parametrize(("off", "expected"), [(-1, ["C114"]), (0, []), (1, ["C114"])])
def test_the_sum(off: int, expected: list[str]) -> None:
    """The sum is that of the country, to the last inhabitant."""
    total = sum(figure.inhabitants for figure in FIGURES) + off
    assert _codes(check(Candidate(OF_2027, FIGURES, country=total), GAZETTEER)) == expected


def test_a_municipality_that_lacks() -> None:
    """Every one of them must be there."""
    found = check(Candidate(OF_2027, FIGURES[1:]), GAZETTEER)
    assert _codes(found) == ["C112"]
    assert found[0].expected == "Groningen (GM0014)"


def test_one_that_is_there_twice() -> None:
    """Each of them once."""
    assert _codes(check(Candidate(OF_2027, (*FIGURES, FIGURES[0])), GAZETTEER)) == ["C111"]


def test_one_too_many() -> None:
    """And no other: neither one that is not known, nor one that was abolished."""
    for code in ("GM9999", "GM0457"):
        more = Figure(code, code, "", 5000)
        assert _codes(check(Candidate(OF_2027, (*FIGURES, more)), GAZETTEER)) == ["C113"]


def test_before_2018_the_members_are_not_known() -> None:
    """Then nothing is lacking, which is said."""
    edition = OF_2027._replace(reference_date=date(2017, 1, 1))
    found = check(Candidate(edition, (Figure("GM9999", "GM9999", "", 5000),)), GAZETTEER)
    assert _codes(found) == ["W303"]


MERGER = Change(
    date(2027, 1, 1),
    "reclassification",
    "GM0014",
    "Groningen",
    "GM2001",
    "Nieuw",
    "Groningen",
    244_427,
)


def test_members_follow_boundary_changes() -> None:
    """A merger of next year changes who must be there, with name and province."""
    after = Gazetteer(STORE, [*CHANGES, MERGER], ALIASES)
    members = after.members(date(2027, 1, 1))
    assert members is not None
    assert "GM0014" not in members
    assert members["GM2001"] == ("Nieuw", "Groningen")
    merged = (*FIGURES[1:], Figure("GM2001", "Nieuw", "Groningen", 245_000))
    assert check(Candidate(OF_2027, merged), after) == []
    assert _codes(check(Candidate(OF_2027, FIGURES), after)) == ["C112", "C113"]


@given(
    lacking=st.sets(st.sampled_from([f.gm_code for f in FIGURES]), max_size=12),
    has_sum=st.booleans(),
)
def test_whoever_lacks_is_counted(lacking: set[str], *, has_sum: bool) -> None:
    """The report says how many lack; the sum fails exactly when one does."""
    figures = tuple(f for f in FIGURES if f.gm_code not in lacking)
    country = sum(f.inhabitants for f in FIGURES) if has_sum else None
    found = check(Candidate(OF_2027, figures, country=country), GAZETTEER)
    assert [p.details["count"] for p in found if p.code == "C112"] == (
        [len(lacking)] if lacking else []
    )
    assert ("C114" in _codes(found)) == (bool(lacking) and has_sum)


CBS_HEADER = "date,type,from_code,from_label,to_code,to_label,inhabitants_moved"
OWN_HEADER = "date,type,from_code,from_name,to_code,to_name,to_province,inhabitants_moved"

Checked = tuple[Merged, list[Problem]]


def _check(
    *lines: str, header: str = OWN_HEADER, own: list[Change] | None = None, replace: bool = False
) -> Checked:
    problems: list[Problem] = []
    data = "\n".join([header, *lines, ""]).encode()
    rows = read_changes_file(data, "file", problems)
    shipped = {key_of_change(change): change for change in CHANGES}
    added = {key_of_change(change): change for change in own or []}
    gazetteer = Gazetteer(STORE, [*CHANGES, *(own or [])], ALIASES)
    merged = check_changes(rows, gazetteer, shipped, added, "file", problems, replace=replace)
    return merged, problems


GOOD = "2027-01-01,reclassification,GM0014,,GM2001,Nieuw,Groningen,244500"


def test_good_changes() -> None:
    """Names of known municipalities are filled in."""
    merged, problems = _check(GOOD)
    assert problems == []
    assert merged.new[0].change == MERGER._replace(inhabitants_moved=244_500)


def test_the_form_of_cbs() -> None:
    """Dutch types and dates, labels, and a column for the province; separated by semicolons."""
    merged, problems = _check(
        "01-01-2027;herindeling;GM0014;Groningen (gemeente);GM2001;Nieuw;244500;Groningen (PV)",
        "2027-01-01;grenswijziging;GM0034;Almere;GM0050;Zeewolde;3;",
        header=CBS_HEADER.replace(",", ";") + ";provincie",
    )
    assert problems == []
    assert [row.change.type for row in merged.new] == ["reclassification", "border_correction"]
    assert merged.new[0].change.to_province == "Groningen"
    assert merged.new[1].change.to_province == "Flevoland"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2027-02-30,reclassification,GM0014,,GM2001,Nieuw,Groningen,244500"], ["C202"]),
        (["2027-01-01,merger,GM0014,,GM2001,Nieuw,Groningen,244500"], ["C203"]),
        (["2027-01-01,reclassification,PV20,,GM2001,Nieuw,Groningen,244500"], ["C204"]),
        (["2027-01-01,reclassification,GM0014,,GM2001,Nieuw,Groningen,244.500"], ["C205"]),
        (["2027-01-01,reclassification,GM0457,,GM2001,Nieuw,Groningen,20000"], ["C206"]),
        (["2027-01-01,border_correction,GM0014,,GM0457,,Groningen,3"], ["C206"]),
        ([GOOD, GOOD], ["C207"]),
        (["2027-01-01,reclassification,GM0014,,GM2001,Nieuw,Groningen,219984"], ["C208"]),
        (["2027-01-01,reclassification,GM0014,,GM2001,Nieuw,Groningen,219985"], []),
        (["2027-01-01,reclassification,GM0014,,GM2001,,Groningen,244500"], ["C209"]),
        (["2027-01-01,reclassification,GM0014,,GM2001,Nieuw,,244500"], ["C211"]),
        (["2027-01-01,reclassification,GM0014,,GM2001,Nieuw,Holland,244500"], ["C211"]),
        (["2022-03-24,reclassification,GM0457,,GM0363,,,20766"], []),
        (["2022-03-24,reclassification,GM0457,,GM0363,,,20767"], ["C210"]),
        (["2027-01-01,border_correction,GM0998,Buitenland,GM0014,,,0"], []),
        ([], ["C201"]),
    ],
)
def test_each_check_of_changes(lines: list[str], expected: list[str]) -> None:
    """One thing wrong gives one problem."""
    assert _codes(_check(*lines)[1]) == expected


def test_a_column_that_lacks() -> None:
    """The problem names it."""
    _merged, problems = _check(GOOD, header=OWN_HEADER.replace("to_code", "to"))
    assert [(p.code, p.expected) for p in problems] == [("C201", "to_code")]


def test_a_split_needs_all_its_parts() -> None:
    """What goes to several municipalities adds up; one that goes on has a row to itself."""
    part = "2027-01-01,reclassification,GM0014,,GM0037,,,100000"
    assert _codes(_check(part)[1]) == ["C208"]
    rest = "2027-01-01,reclassification,GM0014,,GM0014,,,144427"
    merged, problems = _check(part, rest)
    assert problems == []
    assert len(merged.new) == 2


def test_own_changes_can_be_replaced() -> None:
    """With --replace; the very same ones are only counted."""
    assert _check(GOOD, own=[MERGER._replace(inhabitants_moved=244_500)])[0].known == 1
    assert _codes(_check(GOOD, own=[MERGER])[1]) == ["C210"]
    merged, problems = _check(GOOD, own=[MERGER], replace=True)
    assert problems == []
    assert len(merged.new) == 1


def test_what_is_written_is_read_again() -> None:
    """Shipped changes, written and read, are the same."""
    assert read_changes(write_changes(CHANGES)) == CHANGES


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_bytes_are_changes_or_findings(data: bytes) -> None:
    """No file of changes ends in an exception."""
    for content in (data, OWN_HEADER.encode() + b"\n" + data):
        problems: list[Problem] = []
        rows = read_changes_file(content, "file", problems)
        assert rows or problems
        check_changes(rows, GAZETTEER, {}, {}, "file", problems, replace=False)


def test_a_store_of_one_edition_proves_nothing() -> None:
    """Without an edition before, the members of 2018 are not known, and nothing is said."""
    edition = STORE.editions()[0]
    text = "\n".join([HEADER, *write_figures(edition, STORE.figures(edition)), ""])
    alone = Gazetteer(Store(("own", text)), CHANGES)
    assert check(Candidate(edition, STORE.figures(edition)[:10]), alone) == []
