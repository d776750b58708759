"""The invented example meeting: its files are current, and its votes show what they are there for.

The totals are added up here once more, from the files alone.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "voorbeeld-alv"
POPULATION = ROOT / "data" / "cbs_population.csv"
FILES = ("agenda.csv", "ballots.csv", "ballots-wide.csv", "README.md")

Row = dict[str, str]


def _rows(path: Path, delimiter: str = ",") -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


MEMBERS = [
    row
    for row in _rows(POPULATION)
    if (row["reference_date"], row["status"]) == ("2026-01-01", "final")
]
VOTES = {row["municipality"]: min(75, max(1, int(row["inhabitants"]) // 1000)) for row in MEMBERS}
AGENDA = {row["id"]: row for row in _rows(EXAMPLE / "agenda.csv")}
BALLOTS = _rows(EXAMPLE / "ballots.csv")
COUNTED = ["Resolutie 1", "Motie 2", "Motie 3", "Voorstel 4", "Voorstel 6"]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return the script that makes the example, loaded from its file."""
    spec = spec_from_file_location("make_example", ROOT / "scripts" / "make_example.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _votes(vote: str) -> Counter[str]:
    """Return the votes by option."""
    votes: Counter[str] = Counter()
    for row in BALLOTS:
        if row["voorstel"] == vote:
            votes[row["stem"]] += VOTES[row["gemeente"]]
    return votes


def _members(vote: str) -> Counter[str]:
    """Return the members by option."""
    return Counter(row["stem"] for row in BALLOTS if row["voorstel"] == vote)


def _cast(votes: Mapping[str, int]) -> int:
    return sum(number for option, number in votes.items() if option not in {"onthouding", "blanco"})


def test_files_are_current(script: ModuleType) -> None:
    """The script makes the very files that are there, and no other."""
    made: dict[str, str] = script.make_files(POPULATION.read_text(encoding="utf-8"))
    assert sorted(made) == sorted(FILES)
    for name in FILES:
        # Compared line by line first: a difference in thousands of lines must stay readable.
        there = (EXAMPLE / name).read_bytes()
        differing = [
            pair
            for pair in zip(made[name].splitlines(), there.decode().splitlines(), strict=False)
            if pair[0] != pair[1]
        ]
        assert differing[:3] == [], name
        assert made[name].encode() == there, name


def test_everything_says_that_it_is_invented() -> None:
    """Each ballot, each row of the wide file and each title says so."""
    wide = _rows(EXAMPLE / "ballots-wide.csv", ";")
    assert {row["opmerking"] for row in BALLOTS + wide} == {"verzonnen"}
    assert [row["id"] for row in AGENDA.values() if not row["title"].endswith("(verzonnen)")] == []


def test_no_submitter_is_a_municipality() -> None:
    """No real municipality seems to have submitted anything."""
    names = {row["municipality"].casefold() for row in _rows(POPULATION)}
    names |= {row["alias"].casefold() for row in _rows(ROOT / "data" / "aliases.csv")}
    submitters = {name for row in AGENDA.values() for name in row["submitters"].split("|") if name}
    assert len(submitters) == 5
    assert {name for name in submitters if name.casefold() in names} == set()


def test_ballots_of_all_members() -> None:
    """All 342 members voted, each once at most on each counted vote, and a few not on each."""
    assert len(MEMBERS) == 342
    assert sum(VOTES.values()) == 13_211
    assert {row["gemeente"] for row in BALLOTS} == set(VOTES)
    assert list(dict.fromkeys(row["voorstel"] for row in BALLOTS)) == COUNTED
    assert [key for key, row in AGENDA.items() if row["manner"] == "geteld"] == COUNTED
    assert len({(row["voorstel"], row["gemeente"]) for row in BALLOTS}) == len(BALLOTS)
    missing = {vote: 342 - _members(vote).total() for vote in COUNTED}
    assert all(1 <= number <= 20 for number in missing.values()), missing


def test_wide_file_holds_the_same_ballots() -> None:
    """The wide file is what a Dutch spreadsheet saves, with the same ballots and the real votes."""
    raw = (EXAMPLE / "ballots-wide.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfgemeente;gm_code;provincie;stemmen;")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 343
    wide = _rows(EXAMPLE / "ballots-wide.csv", ";")
    assert {
        (vote, row["gemeente"], row[vote]) for row in wide for vote in COUNTED if row[vote]
    } == {(row["voorstel"], row["gemeente"], row["stem"]) for row in BALLOTS}
    assert {row["gemeente"]: int(row["stemmen"]) for row in wide} == VOTES
    assert {row["gm_code"]: (row["gemeente"], row["provincie"]) for row in wide} == {
        row["gm_code"]: (row["municipality"], row["province"]) for row in MEMBERS
    }


def test_resolution_adopted_narrowly() -> None:
    """Resolutie 1 has more than half of the votes cast, by a few votes."""
    votes = _votes("Resolutie 1")
    assert set(votes) == {"voor", "tegen"}
    assert 0 < votes["voor"] - votes["tegen"] <= 20


def test_motion_rejected_against_most_members() -> None:
    """Motie 2 has a clear majority of the members, and not of the votes."""
    votes, members = _votes("Motie 2"), _members("Motie 2")
    assert 5 * members["voor"] > 3 * (members["voor"] + members["tegen"])
    assert 2 * votes["voor"] < _cast(votes)
    assert votes["tegen"] - votes["voor"] > 1_000


def test_motion_that_abstentions_would_turn() -> None:
    """Motie 3 is adopted, and would be rejected if abstentions were votes cast."""
    votes = _votes("Motie 3")
    cast = _cast(votes)
    assert 2 * votes["voor"] > cast
    assert 2 * votes["voor"] > cast + votes["blanco"] > cast
    assert 2 * votes["voor"] <= cast + votes["onthouding"]


def test_statute_change_just_short() -> None:
    """Voorstel 4 has more than half, and a little less than two thirds, whatever is left out."""
    votes = _votes("Voorstel 4")
    cast = _cast(votes)
    assert AGENDA["Voorstel 4"]["majority"] == "2/3"
    assert 3 * votes["voor"] < 2 * cast
    assert 66 * cast < 100 * votes["voor"]
    assert votes["onthouding"] > 0
    assert votes["blanco"] > 0


def test_three_options() -> None:
    """Voorstel 6 has three options, of which the last rejects and the first has more than half."""
    row, votes = AGENDA["Voorstel 6"], _votes("Voorstel 6")
    options = row["options"].split("|")
    assert options == ["Bestuursvoorstel", "Gewijzigd voorstel", "Tegen beide"]
    assert row["rejecting"] == options[-1]
    assert set(votes) == set(options)
    assert 2 * votes["Bestuursvoorstel"] > _cast(votes)


@pytest.mark.parametrize(
    ("vote", "kind", "manner", "outcome"),
    [
        ("Amendement 5", "amendement", "geen", "ingetrokken"),
        ("Motie 7", "motie", "acclamatie", "aangenomen"),
    ],
)
def test_decided_without_a_count(vote: str, kind: str, manner: str, outcome: str) -> None:
    """What was withdrawn or adopted by acclamation has an outcome and no ballots."""
    row = AGENDA[vote]
    assert (row["kind"], row["manner"], row["outcome"]) == (kind, manner, outcome)
    assert _votes(vote) == Counter()


@pytest.mark.parametrize("vote", COUNTED)
def test_totals_in_the_readme(vote: str) -> None:
    """The README has the votes and members of each option, and the votes cast."""
    lines = (EXAMPLE / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    votes, members = _votes(vote), _members(vote)
    about = [row for row in cells if row[:1] == [vote]]
    found = {row[1]: (row[2], row[4]) for row in about if len(row) == 5}
    assert found == {
        option: (f"{number:,}", str(members[option])) for option, number in votes.items()
    }
    silent = f"{13_211 - votes.total():,} ({342 - members.total()})"
    cast = _cast(votes)
    required = -(-2 * cast // 3) if vote == "Voorstel 4" else cast // 2 + 1
    assert [[row[1], row[2], row[4]] for row in about if len(row) == 6] == [
        [f"{cast:,}", f"{required:,}", silent]
    ]
