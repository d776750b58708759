"""``alvvote roll``: the members of a meeting on any date, kept, used again, and with deviations.

What is expected follows from the data files by article 11, paragraph 3, and by adding up.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import CHECKOUT, Ran, Run
from tests.strategies import EDITIONS, Municipality, xlsx_bytes

CHANGES_HEADER = "date,type,from_code,from_name,to_code,to_name,to_province,inhabitants_moved\n"
NATIONAL = {
    2018: 17_181_084,
    2019: 17_282_163,
    2020: 17_407_585,
    2021: 17_475_415,
    2022: 17_590_672,
    2023: 17_811_291,
    2024: 17_942_942,
    2025: 18_044_027,
    2026: 18_130_208,
}
READING = "as we read the statutes"
MEETING = ("--datum", "2026-06-30")
EXTRA_MEETING = ("--datum", "2022-01-13")
"""The figures of 1 January 2021 hold: those of 2022 are not known to have been public."""

CAME = {
    "Land van Cuijk": ("Boxmeer", "Cuijk", "Grave", "Mill en Sint Hubert", "Sint Anthonis"),
    "Maashorst": ("Landerd", "Uden"),
    "Dijk en Waard": ("Heerhugowaard", "Langedijk"),
    "Purmerend": ("Beemster", "Purmerend"),
}
"""What came into being, or grew, on 1 January 2022."""


def _of(year: int, status: str = "final") -> dict[str, Municipality]:
    """Return the municipalities of an edition by name."""
    return {member.name: member for member in EDITIONS[f"{year}-01-01", status]}


def _votes(inhabitants: int) -> int:
    return min(75, max(1, inhabitants // 1000))


def _shipped_changes() -> list[dict[str, Any]]:
    with (CHECKOUT / "data" / "boundary_changes.csv").open(encoding="utf-8", newline="") as file:
        return [
            {**row, "inhabitants_moved": int(row["inhabitants_moved"])}
            for row in csv.DictReader(file)
        ]


SHIPPED_CHANGES = _shipped_changes()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the user's own data stand in a folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def own_changes(tmp_path: Path) -> Path:
    """Return the path of the user's own boundary changes, whose folder is there."""
    folder = tmp_path / "data" / "alvvote"
    folder.mkdir(parents=True)
    return folder / "boundary_changes.csv"


@pytest.fixture
def leden(tmp_path: Path) -> Path:
    """Return a file with a member of each kind that differs from the figures."""
    return _file(
        tmp_path,
        "leden.csv",
        "lid,gm_code,provincie,status,stemmen,reden\n"
        "Bonaire,BQ01,Caribisch Nederland,lid,3,bijzonder lid (verzonnen)\n"
        "Urk,,,geen lid,,opgezegd (verzonnen)\n"
        "Borne,,,geschorst,,contributie (verzonnen)\n",
    )


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _ballots(folder: Path, *ballots: str) -> Path:
    """Write invented ballots of one vote, each as ``Utrecht,voor``; return the file."""
    rows = [f"M,{ballot},verzonnen" for ballot in ballots]
    text = "\n".join(["voorstel,gemeente,stem,opmerking", *rows]) + "\n"
    return _file(folder, f"ballots{len(list(folder.iterdir()))}.csv", text)


def _words(text: str) -> str:
    return " ".join(text.split())


def _json(run: Run, *args: str | Path, command: str = "roll") -> Any:
    done = run(command, *args, "--format", "json")
    assert done.code == 0, done.out[:1000]
    return done.document


def _members(document: Any) -> dict[str, Any]:
    return {member["municipality"]: member for member in document["members"]}


def _codes(done: Ran, severity: str = "error") -> list[str]:
    """Return the codes of the problems of a run that failed."""
    assert done.code == 1, done.out[:1000]
    assert "Traceback" not in done.err
    return [p["code"] for p in done.document["problems"] if p["severity"] == severity]


def _fails(run: Run, *args: str | Path) -> Any:
    """Return the only error of a run that fails, the same on the screen and in JSON."""
    as_json = run(*args, "--format", "json")
    (code,) = _codes(as_json)
    on_screen = run(*args)
    assert (on_screen.code, on_screen.out) == (1, "")
    assert code in on_screen.err
    return next(p for p in as_json.document["problems"] if p["severity"] == "error")


def _in_groups(fingerprint: str) -> str:
    return " ".join(fingerprint[start : start + 4] for start in range(0, 64, 4))


# The roll of a date.


@pytest.mark.parametrize("name", CAME)
def test_members_that_had_just_come_into_being(run: Run, name: str) -> None:
    """On 13 January 2022 they are members, with the sum of the figures of 1 January 2021."""
    before = _of(2021)
    inhabitants = sum(before[part].inhabitants for part in CAME[name])
    member = _members(_json(run, *EXTRA_MEETING))[name]
    assert (member["inhabitants"], member["votes"]) == (inhabitants, _votes(inhabitants))
    assert member["derivation"]["kind"] == "carried"
    parts = {part["municipality"]: part for part in member["derivation"]["parts"]}
    assert sorted(parts) == list(CAME[name])
    for part, found in parts.items():
        assert found["gm_code"] == before[part].gm_code
        assert found["inhabitants"] == found["of"] == before[part].inhabitants


@pytest.mark.parametrize(
    ("name", "inhabitants", "votes"),
    [
        # 29,609 + 25,404 + 12,486 + 11,004 + 11,691
        ("Land van Cuijk", 90_194, 75),
        # 42,291 + 15,817
        ("Maashorst", 58_108, 58),
        # 58,387 + 28,335
        ("Dijk en Waard", 86_722, 75),
    ],
)
def test_votes_by_hand(run: Run, name: str, inhabitants: int, votes: int) -> None:
    """The sums of the figures of 2021, added up by hand; `votes` and `roll` say the same."""
    member = _members(_json(run, *EXTRA_MEETING))[name]
    assert (member["inhabitants"], member["votes"]) == (inhabitants, votes)
    (shown,) = _json(run, *EXTRA_MEETING, "--gemeente", name, command="votes")["members"]
    assert (shown["inhabitants"], shown["votes"]) == (inhabitants, votes)


def test_the_parts_are_no_members_any_more(run: Run) -> None:
    """Who merged on 1 January 2022 is not on the roll of the 13th; all others are as they were."""
    members = _members(_json(run, *EXTRA_MEETING))
    before = _of(2021)
    gone = {part for parts in CAME.values() for part in parts} - {"Purmerend"}
    assert members.keys() == (before.keys() - gone) | CAME.keys()
    for name in members.keys() - CAME.keys():
        member = members[name]
        assert (member["inhabitants"], member["derivation"]) == (before[name].inhabitants, None)
        assert member["votes"] == before[name].votes


@pytest.mark.parametrize("year", [2021, 2022])
def test_weesp_until_it_joins_amsterdam(run: Run, year: int) -> None:
    """On 23 March 2022 Weesp is a member, on the 24th it is not, and Amsterdam has the sum."""
    before = _of(year)
    amsterdam, weesp = before["Amsterdam"].inhabitants, before["Weesp"].inhabitants
    chosen = ("--peildatum", str(year))
    members = _members(_json(run, "--datum", "2022-03-23", *chosen))
    assert (members["Weesp"]["inhabitants"], members["Weesp"]["votes"]) == (weesp, _votes(weesp))
    assert members["Amsterdam"]["inhabitants"] == amsterdam
    assert len(members) == 345
    for day in ("2022-03-24", "2022-06-29", "2022-12-31"):
        members = _members(_json(run, "--datum", day, *chosen))
        assert "Weesp" not in members
        assert len(members) == 344
        assert members["Amsterdam"]["inhabitants"] == amsterdam + weesp
        assert members["Amsterdam"]["votes"] == 75


def test_the_meeting_of_29_june_2022(run: Run) -> None:
    """By the figures of 1 January 2021: its members, inhabitants, totals, edition and changes."""
    document = _json(run, "--datum", "2022-06-29")
    assert document["meeting_date"] == "2022-06-29"
    assert document["edition"]["reference_date"] == "2021-01-01"
    assert document["totals"] == {
        "members": 344,
        "inhabitants": NATIONAL[2021],
        "votes": sum(member["votes"] for member in document["members"]),
    }
    assert {m["municipality"] for m in document["members"]} == _of(2022).keys() - {"Weesp"}
    for member in document["members"]:
        assert member["votes"] == _votes(member["inhabitants"])
    assert {c["date"] for c in document["boundary_changes"]} == {"2022-01-01", "2022-03-24"}
    text = _words(run("roll", "--datum", "2022-06-29").out)
    assert "Utrecht GM0344 359,370 75 more than 75 full thousands: the maximum" in text
    assert f"344 members 17,475,415 {document['totals']['votes']:,}" in text
    assert "figures: CBS 03759ned, 1 January 2021, final" in text
    assert "24 March 2022: 20,766 inhabitants of Weesp went to Amsterdam" in text
    assert "1 January 2022: 29,721 inhabitants of Boxmeer went to Land van Cuijk" in text
    assert "Amsterdam went to Amsterdam" not in text


def test_the_changes_that_were_applied(run: Run) -> None:
    """The mergers and splits after the reference date, up to the day, as they were published."""
    document = _json(run, "--datum", "2022-03-24", "--peildatum", "2020")
    assert document["boundary_changes"] == [
        change
        for change in SHIPPED_CHANGES
        if change["type"] == "reclassification" and "2020-01-01" < change["date"] <= "2022-03-24"
    ]
    assert _json(run, *MEETING)["boundary_changes"] == []


def test_haaren(run: Run) -> None:
    """14,370 inhabitants by 2,149, 5,827, 1,442 and 4,900 of 14,318; the country's total stays."""
    args = ("--datum", "2021-06-16", "--peildatum", "2020")
    document = _json(run, *args)
    before, members = _of(2020), _members(document)
    # 2,156.80; 5,848.16; 1,447.24; 4,917.80: two are left, for the largest remainders.
    shares = {"Boxtel": 2_157, "Oisterwijk": 5_848, "Tilburg": 1_447, "Vught": 4_918}
    assert sum(shares.values()) == before["Haaren"].inhabitants == 14_370
    for name, share in shares.items():
        assert members[name]["inhabitants"] == before[name].inhabitants + share
        haaren = members[name]["derivation"]["parts"][-1]
        assert (haaren["municipality"], haaren["inhabitants"], haaren["of"]) == (
            "Haaren",
            share,
            14_370,
        )
    assert "Haaren" not in members
    assert document["totals"]["inhabitants"] == NATIONAL[2020]
    assert "2,157 (of 14,370) inhabitants of Boxtel, Haaren on 1 January 2020" in _words(
        run("votes", "--gemeente", "Boxtel", *args).out
    )


def test_border_corrections_change_nothing(run: Run) -> None:
    """In 2019 Urk got 13 inhabitants of Noordoostpolder; the figures of 2018 stand."""
    urk = next(c for c in SHIPPED_CHANGES if c["to_name"] == "Urk" and c["date"] == "2019-01-01")
    assert (urk["type"], urk["inhabitants_moved"]) == ("border_correction", 13)
    members = _members(_json(run, "--datum", "2019-01-01", "--peildatum", "2018"))
    for name in ("Urk", "Noordoostpolder"):
        member = members[name]
        assert (member["inhabitants"], member["derivation"]) == (_of(2018)[name].inhabitants, None)


# Every date from 1 January 2018 on.


@pytest.mark.parametrize(("year", "later"), list(combinations(range(2018, 2027), 2)))
def test_every_later_first_of_january(run: Run, year: int, later: int) -> None:
    """By the boundary changes alone the members of every later 1 January come out exactly."""
    document = _json(run, "--datum", f"{later}-01-01", "--peildatum", str(year))
    expected = EDITIONS[f"{later}-01-01", "final"]
    found = [(m["gm_code"], m["municipality"], m["province"]) for m in document["members"]]
    assert found == [(m.gm_code, m.name, m.province) for m in expected]
    assert document["totals"]["inhabitants"] == NATIONAL[year]


@pytest.mark.parametrize("year", range(2018, 2027))
def test_during_the_year(run: Run, year: int) -> None:
    """On the last day of a year the members are those of its first; but Weesp, in 2022."""
    members = _members(_json(run, "--datum", f"{year}-12-31", "--peildatum", str(year)))
    assert members.keys() == _of(year).keys() - ({"Weesp"} if year == 2022 else set())


@pytest.mark.parametrize("month", range(1, 13))
def test_no_figures_are_known_for_2018(run: Run, month: int) -> None:
    """In all of 2018 no edition is known to have been public: the error asks for --peildatum."""
    for day in ("01", "28"):
        args = ("roll", "--datum", f"2018-{month:02}-{day}")
        problem = _fails(run, *args)
        assert (problem["code"], problem["column"]) == ("P103", "--datum")
        assert "--peildatum" in run(*args).err
        assert len(_json(run, *args[1:], "--peildatum", "2018")["members"]) == 380


def test_without_a_date(run: Run) -> None:
    """Without a meeting: the newest final figures as they stand, or those that are asked for."""
    document = _json(run)
    assert document["meeting_date"] is None
    assert document["totals"] == {"members": 342, "inhabitants": NATIONAL[2026], "votes": 13_211}
    document = _json(run, "--peildatum", "2025", "--voorlopig")
    assert document["edition"]["status"] == "preliminary"
    assert _members(document)["Soest"]["votes"] == 48
    assert _json(run, "--peildatum", "2018")["totals"]["inhabitants"] == NATIONAL[2018]


def test_the_same_warnings_as_votes(run: Run) -> None:
    """Figures that may have been public are said here too, and the roll is there."""
    assert [p["code"] for p in _json(run, *EXTRA_MEETING)["problems"]] == ["W102"]
    assert [p["code"] for p in _json(run, "--datum", "2027-06-16")["problems"]] == ["W101"]
    assert _json(run, *EXTRA_MEETING, "--peildatum", "2021")["problems"] == []


# Marked as our reading, and explained.


def test_carried_figures_are_marked_as_a_reading(run: Run, tmp_path: Path) -> None:
    """The roll, the votes and a tally say which figures were carried, and by whose reading."""
    ballots = _ballots(tmp_path, "Borne,voor")
    for args in (("roll",), ("votes",), ("tally", ballots)):
        text = _words(run(*args, *EXTRA_MEETING).out)
        note = text[text.index("figures carried over") :]
        assert note.startswith("figures carried over mergers and splits since 1 January 2021")
        assert READING in note
        for name in CAME:
            assert name in note
        assert READING not in _words(run(*args, *MEETING).out)


@pytest.mark.parametrize("name", CAME)
def test_each_derived_figure_says_so(run: Run, name: str) -> None:
    """The figures of the parts, in the order of their names, and the day that they are of."""
    text = _words(run("votes", "--gemeente", name, *EXTRA_MEETING).out)
    numbers, _, rest = text.partition(" inhabitants of ")
    names = rest.partition(" on 1 January 2021")[0].split(", ")
    assert sorted(names) == list(CAME[name])
    figures = [f"{_of(2021)[part].inhabitants:,}" for part in names]
    assert numbers.endswith(" + ".join(figures))


def test_a_chain_of_mergers_names_who_was_there_on_the_reference_date(
    run: Run, own_changes: Path
) -> None:
    """Who merged twice is told in municipalities that had a figure on the reference date."""
    own_changes.write_text(
        CHANGES_HEADER
        + "2023-07-01,reclassification,GM1991,Maashorst,GM9901,Nieuwstad,Noord-Brabant,58000\n"
        + "2023-07-01,reclassification,GM0828,Oss,GM9901,Nieuwstad,Noord-Brabant,93000\n",
        encoding="utf-8",
    )
    args = ("--datum", "2023-08-30", "--peildatum", "2021")
    member = _members(_json(run, *args))["Nieuwstad"]
    before = _of(2021)
    parts = ("Landerd", "Oss", "Uden")
    assert member["inhabitants"] == sum(before[part].inhabitants for part in parts)
    assert {p["municipality"] for p in member["derivation"]["parts"]} == set(parts)


# What cannot be derived.

NEW_TOWN = (
    CHANGES_HEADER
    + "2026-02-01,reclassification,GM9901,Onbekend,GM9902,Nieuwstad,Overijssel,100\n"
    + "2026-02-01,reclassification,GM0147,Borne,GM9902,Nieuwstad,Overijssel,25038\n"
)
"""An invented merger of Borne with a municipality that stands in no figures."""


def test_a_missing_figure_is_said_with_how_to_give_it(run: Run, own_changes: Path) -> None:
    """The error names the municipality, the figures, and the option with its code."""
    own_changes.write_text(NEW_TOWN, encoding="utf-8")
    for command in ("roll", "votes"):
        problem = _fails(run, command, *MEETING)
        assert (problem["code"], problem["column"]) == ("P104", "--datum")
        assert problem["expected"].startswith("--inwoners GM9902=")
        said = _words(run(command, *MEETING).err)
        assert "Nieuwstad" in said
        assert "1 January 2026" in said
        assert "--inwoners GM9902=" in said
    day_before = _json(run, "--datum", "2026-01-31", "--peildatum", "2026")
    assert "Nieuwstad" not in _members(day_before)


def test_every_missing_figure_is_said_at_once(run: Run, own_changes: Path) -> None:
    """Two municipalities without a figure are two problems of one run."""
    own_changes.write_text(
        NEW_TOWN + "2026-02-01,reclassification,GM9903,X,GM9904,Andersom,Utrecht,5\n",
        encoding="utf-8",
    )
    done = run("roll", *MEETING, "--inwoners", "GM9904=500", "--format", "json")
    assert _codes(done) == ["P104"]
    done = run("roll", *MEETING, "--format", "json")
    assert _codes(done) == ["P104", "P104"]
    assert done.document["members"] == []
    assert done.document["fingerprint"] is None


def test_a_division_that_is_not_known(run: Run, own_changes: Path) -> None:
    """Where nobody knows who went where, both heirs are missing, also one that was there."""
    own_changes.write_text(
        CHANGES_HEADER
        + "2026-02-01,reclassification,GM0147,Borne,GM9902,Nieuwstad,Overijssel,0\n"
        + "2026-02-01,reclassification,GM0147,Borne,GM0164,Hengelo (O.),Overijssel,0\n",
        encoding="utf-8",
    )
    done = run("roll", *MEETING, "--format", "json")
    assert [p["expected"][:17] for p in done.document["problems"]] == [
        "--inwoners GM0164",
        "--inwoners GM9902",
    ]


def test_inhabitants_that_are_given(run: Run, own_changes: Path, tmp_path: Path) -> None:
    """With --inwoners the roll is made; it and what is made from it say that they were given."""
    own_changes.write_text(NEW_TOWN, encoding="utf-8")
    args = (*MEETING, "--inwoners", "GM9902=30123")
    document = _json(run, *args)
    member = _members(document)["Nieuwstad"]
    assert member == {
        "gm_code": "GM9902",
        "municipality": "Nieuwstad",
        "province": "Overijssel",
        "inhabitants": 30_123,
        "thousands": 30,
        "limit": None,
        "votes": 30,
        "derivation": {"kind": "inhabitants given", "parts": [], "reason": ""},
    }
    borne = _of(2026)["Borne"].inhabitants
    assert document["totals"]["inhabitants"] == NATIONAL[2026] - borne + 30_123
    ballots = _ballots(tmp_path, "Nieuwstad,voor")
    for command in (("roll",), ("votes",), ("tally", ballots)):
        text = _words(run(*command, *args).out)
        assert "Nieuwstad (GM9902): 30 full thousands; inhabitants given with --inwoners" in text
    rows = list(csv.DictReader(io.StringIO(run("roll", *args, "--format", "csv").out)))
    (row,) = [row for row in rows if row["gm_code"] == "GM9902"]
    assert (row["inhabitants"], row["votes"]) == ("30123", "30")
    assert row["derivation"] == "inhabitants given"
    tallied = _json(run, ballots, *args, command="tally")
    assert tallied["results"][0]["options"][0] == {"option": "for", "members": 1, "votes": 30}


def test_given_inhabitants_stand_above_the_figures(run: Run) -> None:
    """Inhabitants can be given for any member; the last word is the user's, and it is said."""
    args = (*MEETING, "--inwoners", "GM0147=999", "--inwoners", "gm344=1000")
    members = _members(_json(run, *args))
    assert (members["Borne"]["votes"], members["Borne"]["limit"]) == (1, "minimum")
    assert (members["Utrecht"]["inhabitants"], members["Utrecht"]["votes"]) == (1_000, 1)
    text = _words(run("votes", "--gemeente", "Borne", *args).out)
    assert "inhabitants given with --inwoners" in text


def test_inhabitants_of_an_unknown_municipality(run: Run) -> None:
    """Inhabitants for who is no member on the day are an error, not silently left out."""
    for code, args in (
        ("GM9999", MEETING),
        ("GM0457", MEETING),
        ("GM1982", ("--peildatum", "2021")),
    ):
        problem = _fails(run, "roll", *args, "--inwoners", f"{code}=12345")
        assert [problem[key] for key in ("code", "column", "value")] == [
            "R109",
            "--inwoners",
            code,
        ]
    problem = _fails(run, "votes", "--inwoners", "GM9999=12345")
    assert problem["code"] == "R109"


@pytest.mark.parametrize(
    "value", ["", "GM0344", "GM0344=", "GM0344=veel", "GM0344=-1", "GM0344=1.5", "Utrecht=5", "=5"]
)
def test_inhabitants_that_are_none(run: Run, value: str) -> None:
    """A code and a whole number, and nothing else, is what --inwoners takes."""
    done = run("roll", "--inwoners", value)
    assert (done.code, done.out) == (2, "")
    assert "--inwoners" in done.err


def test_who_was_given_feeds_no_other_reading(run: Run, own_changes: Path, tmp_path: Path) -> None:
    """An edition whose figures cannot be carried to the day is no reading, and that is said."""
    own_changes.write_text(
        CHANGES_HEADER + "2026-01-01,reclassification,GM9901,X,GM0147,Borne,Overijssel,100\n",
        encoding="utf-8",
    )
    ballots = _ballots(tmp_path, "Utrecht,voor")
    (result,) = _json(run, ballots, *MEETING, command="tally")["results"]
    # Both editions of 2026; those of 2025 lack the inhabitants of X.
    assert result["readings"]["count"] == 2 * 2 * 2
    text = _words(run("tally", ballots, *MEETING).out)
    for edition in ("37230ned, 1 January 2025, preliminary", "03759ned, 1 January 2025, final"):
        assert f"no reading with CBS {edition}" in text


# Formats.


def test_document(run: Run) -> None:
    """The keys of `votes` with the same values, and besides them the changes and fingerprint."""
    document = _json(run, *EXTRA_MEETING)
    votes = _json(run, *EXTRA_MEETING, command="votes")
    assert document.keys() >= votes.keys() | {"boundary_changes", "fingerprint"}
    for key in votes.keys() - {"members"}:
        assert document[key] == votes[key]
    plain = [
        {key: value for key, value in member.items() if key != "derivation"}
        for member in document["members"]
    ]
    assert sorted(plain, key=lambda m: m["gm_code"]) == sorted(
        votes["members"], key=lambda m: m["gm_code"]
    )
    assert len(document["fingerprint"]) == 64
    assert set(document["fingerprint"]) <= set("0123456789abcdef")
    keys = list(SHIPPED_CHANGES[0])
    assert [list(change) for change in document["boundary_changes"]] == [keys] * len(
        document["boundary_changes"]
    )


def test_csv(run: Run) -> None:
    """CSV holds what JSON holds, member by member, with the parts that were added up."""
    done = run("roll", *EXTRA_MEETING, "--format", "csv")
    assert done.code == 0
    assert "figures: CBS 03759ned, 1 January 2021" in _words(done.err)
    rows = list(csv.DictReader(io.StringIO(done.out), strict=True))
    members = _json(run, *EXTRA_MEETING)["members"]
    for row, member in zip(rows, members, strict=True):
        for key in ("gm_code", "municipality", "province", "inhabitants", "thousands", "votes"):
            assert row[key] == str(member[key])
        assert row["limit"] == (member["limit"] or "")
        derivation = member["derivation"] or {"kind": "", "parts": []}
        assert row["derivation"] == derivation["kind"]
        assert row["parts"] == " ".join(
            f"{part['gm_code']}:{part['inhabitants']}/{part['of']}" for part in derivation["parts"]
        )
    assert {(row["reference_date"], row["status"], row["table"]) for row in rows} == {
        ("2021-01-01", "final", "03759ned")
    }


def test_table_in_a_file(run: Run, tmp_path: Path) -> None:
    """On 80 columns every code and figure is whole."""
    file = tmp_path / "roll.txt"
    assert run("roll", *EXTRA_MEETING, "--output", file).code == 0
    text = file.read_text(encoding="utf-8")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "…" not in text
    document = _json(run, *EXTRA_MEETING)
    found = {word for word in text.split() if word.startswith("GM")}
    assert found == {member["gm_code"] for member in document["members"]}
    assert _in_groups(document["fingerprint"]) in _words(text)


def _workbook(run: Run, file: Path, *args: str | Path) -> Any:
    done = run("roll", *args, "--format", "xlsx", "--output", file)
    assert (done.code, done.out) == (0, "")
    return load_workbook(file)


def test_xlsx(run: Run, tmp_path: Path) -> None:
    """A workbook with real numbers, a frozen header and a filter, that says where it comes from."""
    book = _workbook(run, tmp_path / "roll.xlsx", *EXTRA_MEETING)
    document = _json(run, *EXTRA_MEETING)
    sheet = book.worksheets[0]
    members = document["members"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:F{len(members) + 1}"
    header, *rows = sheet.iter_rows()
    assert all(cell.value for cell in header)
    for row, member in zip(rows, members, strict=True):
        values = [cell.value for cell in row]
        keys = ("gm_code", "municipality", "province", "inhabitants", "votes")
        assert values[:5] == [member[key] for key in keys]
        assert [cell.data_type for cell in row] == ["s", "s", "s", "n", "n", "s"]
    derivations = {row[1].value: str(row[5].value) for row in rows}
    before = _of(2021)
    uden, landerd = before["Uden"].inhabitants, before["Landerd"].inhabitants
    assert derivations["Maashorst"] == (
        f"58 full thousands; {uden:,} + {landerd:,} inhabitants of Uden, Landerd on 1 January 2021"
    )
    notes = " ".join(str(row[0]) for row in book.worksheets[1].iter_rows(values_only=True))
    assert _in_groups(document["fingerprint"]) in notes
    assert "CBS 03759ned, 1 January 2021, final" in notes
    assert READING in notes
    assert "345 members" in notes
    assert f"{document['totals']['votes']}" in notes.replace(",", "")


def test_xlsx_is_the_same_every_time(run: Run, tmp_path: Path) -> None:
    """The same roll gives the same bytes, and another roll gives other ones."""
    files = [tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    for file, year in zip(files, ("2021", "2021", "2022"), strict=True):
        _workbook(run, file, *EXTRA_MEETING, "--peildatum", year)
    first, second, other = (file.read_bytes() for file in files)
    assert first == second
    assert first != other


def test_xlsx_runs_no_formulas(run: Run, tmp_path: Path) -> None:
    """A name or reason that looks like a formula, a link or a number is text."""
    texts = ("=1+1", "@SUM(A1)", "https://example.org", "007")
    rows = "".join(f'"{text}",BQ{n:02},lid,1,"{text}"\n' for n, text in enumerate(texts))
    file = _file(tmp_path, "leden.csv", "lid,gm_code,status,stemmen,reden\n" + rows)
    book = _workbook(run, tmp_path / "roll.xlsx", *MEETING, "--leden", file)
    cells = {row[1].value: row for row in book.worksheets[0].iter_rows()}
    for text in texts:
        name, derivation = cells[text][1], cells[text][5]
        assert (name.data_type, name.hyperlink) == ("s", None)
        assert (derivation.data_type, derivation.hyperlink) == ("s", None)
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_xlsx_of_a_member_without_inhabitants(run: Run, tmp_path: Path, leden: Path) -> None:
    """Votes that were given have no inhabitants beside them, and zero votes are a number."""
    book = _workbook(run, tmp_path / "roll.xlsx", *MEETING, "--leden", leden)
    cells = {row[1].value: row for row in book.worksheets[0].iter_rows()}
    assert (cells["Bonaire"][3].value, cells["Bonaire"][4].value) == (None, 3)
    assert (cells["Borne"][4].value, cells["Borne"][4].data_type) == (0, "n")
    assert "Urk" not in cells
    notes = " ".join(str(row[0]) for row in book.worksheets[1].iter_rows(values_only=True))
    for reason in ("bijzonder lid", "opgezegd", "contributie"):
        assert f"{reason} (verzonnen)" in notes


@pytest.mark.parametrize(
    "args",
    [
        ["--format", "xlsx"],
        ["--format", "ods", "--output", "x"],
        ["--format", "xlsx", "--output", "x.xlsx", "--verzoek", "leden.csv"],
        ["--voorlopig"],
        ["--datum", "13-01-2022"],
        ["--peildatum", "2022-03-24"],
        ["Utrecht"],
    ],
)
def test_wrong_usage(run: Run, args: list[str]) -> None:
    """What no option can be is wrong usage: nothing is read or written."""
    done = run("roll", *args)
    assert (done.code, done.out) == (2, "")
    assert "alvvote roll --help" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("form", ["table", "csv", "json", "xlsx"])
def test_a_failure_leaves_the_file_alone(run: Run, tmp_path: Path, form: str) -> None:
    """With an error the old file stays as it was, and no other one is made."""
    file = _file(tmp_path, "roll", "old")
    done = run("roll", "--datum", "2018-06-06", "--format", form, "--output", file)
    assert done.code == 1
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_the_same_in_every_language(run_process: Run, leden: Path) -> None:
    """CSV and JSON, with the fingerprint, are byte for byte the same in both languages."""
    for form in ("csv", "json"):
        english, dutch = (
            run_process(
                *("roll", *EXTRA_MEETING, "--leden", leden, "--format", form),
                env={"ALVVOTE_LANG": language},
            )
            for language in ("en", "nl")
        )
        assert english.code == 0
        assert english.out == dutch.out


# The fingerprint.


def _canonical(value: Any) -> str:
    """Return the canonical JSON of RFC 8785 of plain values with ASCII keys, written out here."""
    if isinstance(value, dict):
        inside = ",".join(f'"{key}":{_canonical(value[key])}' for key in sorted(value))
        return "{" + inside + "}"
    if isinstance(value, list):
        return "[" + ",".join(_canonical(item) for item in value) + "]"
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    assert isinstance(value, str)
    assert value.isprintable()
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _limit(inhabitants: int) -> str | None:
    if inhabitants < 1_000:
        return "minimum"
    return "maximum" if inhabitants >= 76_000 else None


def _entry(member: Municipality, parts: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "gm_code": member.gm_code,
        "municipality": member.name,
        "province": member.province,
        "inhabitants": member.inhabitants,
        "thousands": member.inhabitants // 1000,
        "limit": _limit(member.inhabitants),
        "votes": member.votes,
        "derivation": parts and {"kind": "carried", "parts": parts, "reason": ""},
    }


def _part(member: Municipality) -> dict[str, Any]:
    return {
        "gm_code": member.gm_code,
        "municipality": member.name,
        "inhabitants": member.inhabitants,
        "of": member.inhabitants,
    }


def test_fingerprint_from_the_data_alone(run: Run) -> None:
    """SHA-256 of the canonical JSON of what the roll says, made here from the data files."""
    roll = {
        "meeting_date": "2026-06-30",
        "edition": {
            "reference_date": "2026-01-01",
            "status": "final",
            "table": "03759ned",
            "published": "2026-06-23",
        },
        "members": [_entry(member) for member in EDITIONS["2026-01-01", "final"]],
        "boundary_changes": [],
        "not_members": [],
    }
    expected = hashlib.sha256(_canonical(roll).encode()).hexdigest()
    assert _json(run, *MEETING)["fingerprint"] == expected


def test_fingerprint_of_a_carried_roll_from_the_data_alone(run: Run) -> None:
    """The same for 24 March 2022: the sum of Amsterdam and Weesp, its parts and the changes."""
    before = _of(2022)
    amsterdam, weesp = before.pop("Amsterdam"), before.pop("Weesp")
    both = amsterdam._replace(inhabitants=amsterdam.inhabitants + weesp.inhabitants)
    members = [_entry(member) for member in before.values()]
    members.append(_entry(both, [_part(amsterdam), _part(weesp)]))
    roll = {
        "meeting_date": "2022-03-24",
        "edition": {
            "reference_date": "2022-01-01",
            "status": "final",
            "table": "03759ned",
            "published": None,
        },
        "members": sorted(members, key=lambda entry: entry["gm_code"]),
        "boundary_changes": [c for c in SHIPPED_CHANGES if c["date"] == "2022-03-24"],
        "not_members": [],
    }
    expected = hashlib.sha256(_canonical(roll).encode()).hexdigest()
    args = ("--datum", "2022-03-24", "--peildatum", "2022")
    assert _json(run, *args)["fingerprint"] == expected


def test_fingerprint_of_the_same_roll(run: Run, tmp_path: Path) -> None:
    """However the figures were picked and the roll is shown, the same roll has the same one."""
    document = _json(run, *EXTRA_MEETING)
    chosen = _json(run, *EXTRA_MEETING, "--peildatum", "2021")
    assert document["problems"] != chosen["problems"]
    assert document["fingerprint"] == chosen["fingerprint"]
    assert _in_groups(document["fingerprint"]) in _words(run("roll", *EXTRA_MEETING).out)
    file = tmp_path / "roll.json"
    assert run("roll", *EXTRA_MEETING, "--format", "json", "--output", file).code == 0
    assert json.loads(file.read_text(encoding="utf-8")) == document


def test_fingerprint_of_other_rolls(run: Run, tmp_path: Path) -> None:
    """Another date, edition, figure, member, number of votes or reason: another fingerprint."""
    header = "lid,gm_code,provincie,status,stemmen,reden\n"
    deviations = (
        "Bonaire,BQ01,,lid,3,x\n",
        "Bonaire,BQ01,,lid,4,x\n",
        "Bonaire,BQ02,,lid,3,x\n",
        "Bonairo,BQ01,,lid,3,x\n",
        "Bonaire,BQ01,Cariben,lid,3,x\n",
        "Bonaire,BQ01,,lid,3,y\n",
        "Urk,,,geen lid,,x\n",
        "Urk,,,geen lid,,y\n",
        "Urk,,,geschorst,,x\n",
        "Urk,,,geschorst,,y\n",
        "Borne,,,geschorst,,x\n",
    )
    requests: list[tuple[str | Path, ...]] = [
        (),
        MEETING,
        ("--datum", "2026-07-01"),
        (*MEETING, "--peildatum", "2026", "--voorlopig"),
        (*MEETING, "--peildatum", "2025"),
        (*MEETING, "--inwoners", "GM0147=25038"),
        (*MEETING, "--inwoners", "GM0147=25039"),
        EXTRA_MEETING,
    ]
    for number, rows in enumerate(deviations):
        file = _file(tmp_path, f"leden{number}.csv", header + rows)
        requests.append((*MEETING, "--leden", file))
    fingerprints = [_json(run, *request)["fingerprint"] for request in requests]
    assert len(set(fingerprints)) == len(requests)


# A frozen roll.

AGENDA_BALLOTS = (
    "voorstel,gemeente,stem,opmerking\n"
    "M1,Land van Cuijk,voor,verzonnen\n"
    "M1,Maashorst,tegen,verzonnen\n"
    "M1,Borne,onthouding,verzonnen\n"
    "M2,Dijk en Waard,tegen,verzonnen\nM2,Utrecht,blanco,verzonnen\nM2,Urk,voor,verzonnen\n"
)


@pytest.fixture
def ballots(tmp_path: Path) -> Path:
    """Return a file with invented ballots of two votes."""
    return _file(tmp_path, "ballots.csv", AGENDA_BALLOTS)


@pytest.fixture
def frozen(run: Run, tmp_path: Path) -> Path:
    """Return the saved roll of 13 January 2022."""
    file = tmp_path / "roll.json"
    assert run("roll", *EXTRA_MEETING, "--format", "json", "--output", file).code == 0
    return file


def test_a_frozen_roll_gives_the_same_results(run: Run, frozen: Path, ballots: Path) -> None:
    """Counted with the saved roll: the same as with the date, and under one edition."""
    direct = _json(run, ballots, *EXTRA_MEETING, "--per-lid", command="tally")
    kept = _json(run, ballots, "--stemmenlijst", frozen, "--per-lid", command="tally")
    for key in ("meeting_date", "edition"):
        assert kept[key] == direct[key]
    assert {**kept["roll"], "fingerprint": None} == {**direct["roll"], "fingerprint": None}
    readings = [result.pop("readings")["count"] for result in kept["results"]]
    assert readings == [4, 4]
    # Directly the editions of 2021 and 2022 can both be defended.
    assert [result.pop("readings")["count"] for result in direct["results"]] == [8, 8]
    assert kept["results"] == direct["results"]
    votes = {option["option"]: option["votes"] for option in kept["results"][0]["options"]}
    assert votes == {"for": 75, "against": 58, "abstention": 25, "blank": 0} | {
        "abstention": _of(2021)["Borne"].votes
    }


def test_a_frozen_roll_is_printed_with_its_fingerprint(
    run: Run, frozen: Path, ballots: Path
) -> None:
    """On the screen in groups, in JSON as it is; and the figures are those of the frozen roll."""
    fingerprint = json.loads(frozen.read_text(encoding="utf-8"))["fingerprint"]
    document = _json(run, ballots, "--stemmenlijst", frozen, command="tally")
    assert document["roll"]["fingerprint"] == fingerprint
    text = _words(run("tally", ballots, "--stemmenlijst", frozen).out)
    assert f"fingerprint of the roll: {_in_groups(fingerprint)}" in text
    assert "figures: CBS 03759ned, 1 January 2021, final; by the frozen roll" in text
    assert READING in text
    assert document["problems"] == []


def test_a_tally_in_csv_prints_the_fingerprint(run: Run, frozen: Path, ballots: Path) -> None:
    """Every result that is made with a frozen roll prints its fingerprint, CSV too."""
    fingerprint = json.loads(frozen.read_text(encoding="utf-8"))["fingerprint"]
    done = run("tally", ballots, "--stemmenlijst", frozen, "--format", "csv")
    said = _words(done.out + done.err)
    assert fingerprint in said or _in_groups(fingerprint) in said


def test_a_frozen_roll_needs_no_other_data(
    run: Run, frozen: Path, ballots: Path, own_changes: Path
) -> None:
    """What came to be known later changes nothing in a roll that was frozen before."""
    before = run("tally", ballots, "--stemmenlijst", frozen, "--format", "json")
    own_changes.write_text(
        CHANGES_HEADER + "2022-01-02,reclassification,GM0184,Urk,GM0147,Borne,Overijssel,1\n",
        encoding="utf-8",
    )
    assert run("tally", ballots, "--stemmenlijst", frozen, "--format", "json").out == before.out
    assert "B203" in run("tally", ballots, *EXTRA_MEETING).err


def test_a_frozen_roll_with_deviations(run: Run, tmp_path: Path, leden: Path) -> None:
    """Members that differ and given inhabitants are frozen with their reasons."""
    file = tmp_path / "roll.json"
    args = (*MEETING, "--leden", leden, "--inwoners", "GM0344=5000")
    assert run("roll", *args, "--format", "json", "--output", file).code == 0
    ballots = _ballots(tmp_path, "Bonaire,voor", "Utrecht,tegen")
    direct = _json(run, ballots, *args, command="tally")
    kept = _json(run, ballots, "--stemmenlijst", file, command="tally")
    assert kept["results"][0]["options"] == direct["results"][0]["options"]
    assert [o["votes"] for o in kept["results"][0]["options"][:2]] == [3, 5]
    for said in (run("tally", ballots, "--stemmenlijst", file).out, run("roll", *args).out):
        text = _words(said)
        assert "votes given outright: bijzonder lid (verzonnen)" in text
        assert "Urk (GM0184): not a member: opgezegd (verzonnen)" in text
        assert "Borne (GM0147): suspended, so without a vote: contributie (verzonnen)" in text
        assert "Utrecht (GM0344): 5 full thousands; inhabitants given with --inwoners" in text
    refused = _ballots(tmp_path, "Urk,voor", "Borne,voor")
    done = run("tally", refused, "--stemmenlijst", file, "--format", "json")
    assert _codes(done) == ["B207", "B208"]


def _set(document: Any, path: str, value: Any) -> None:
    *way, last = (int(step) if step.isdecimal() else step for step in path.split("/"))
    for step in way:
        document = document[step]
    if isinstance(document, dict):
        assert last in document
    document[last] = value


def _position(document: Any, name: str) -> int:
    names = [member["municipality"] for member in document["members"]]
    return names.index(name)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("meeting_date", "2022-01-14"),
        ("meeting_date", None),
        ("edition/reference_date", "2021-01-02"),
        ("edition/status", "preliminary"),
        ("edition/status", "Final"),
        ("edition/table", "37230ned"),
        ("edition/published", "2021-06-01"),
        ("members/7/votes", 74),
        ("members/7/inhabitants", 12_345),
        ("members/7/inhabitants", None),
        ("members/7/municipality", "Ergens"),
        ("members/7/gm_code", "GM9999"),
        ("members/7/province", "Limburg"),
        ("members/7/derivation", {"kind": "suspended", "parts": [], "reason": "x"}),
        ("members/Maashorst/derivation", None),
        ("members/Maashorst/derivation/reason", "x"),
        ("members/Maashorst/derivation/parts/0/inhabitants", 1),
        ("members/Maashorst/derivation/parts/0/of", 1),
        ("members/Maashorst/derivation/parts/0/municipality", "Veghel"),
        ("members/Maashorst/derivation/parts", []),
        ("members", []),
        ("boundary_changes/0/inhabitants_moved", 0),
        ("boundary_changes/0/date", "2022-01-02"),
        ("boundary_changes", []),
        ("not_members", [{"gm_code": "GM0184", "municipality": "Urk", "reason": "x"}]),
        ("fingerprint", "0" * 64),
        ("fingerprint", ""),
    ],
)
def test_a_tampered_roll_is_refused(
    run: Run, frozen: Path, ballots: Path, path: str, value: object
) -> None:
    """Whatever was changed in a frozen roll, it is not used."""
    document = json.loads(frozen.read_text(encoding="utf-8"))
    place = _position(document, "Maashorst")
    _set(document, path.replace("Maashorst", str(place)), value)
    frozen.write_text(json.dumps(document), encoding="utf-8")
    problem = _fails(run, "tally", ballots, "--stemmenlijst", frozen)
    assert (problem["code"], problem["file"]) == ("R108", str(frozen))


def test_a_member_less_is_refused(run: Run, frozen: Path, ballots: Path) -> None:
    """Members that were left out, doubled or put in another order are noticed."""
    document = json.loads(frozen.read_text(encoding="utf-8"))
    first, second, *rest = document["members"]
    for members in ([second, *rest], [first, first, second, *rest], [second, first, *rest]):
        changed = json.dumps({**document, "members": members})
        frozen.write_text(changed, encoding="utf-8")
        assert _fails(run, "tally", ballots, "--stemmenlijst", frozen)["code"] == "R108"


@pytest.mark.parametrize(
    ("path", "value"),
    [("members/7/thousands", 99), ("members/7/limit", "minimum"), ("totals/votes", 1)],
)
def test_tampering_with_what_follows_is_refused(
    run: Run, frozen: Path, ballots: Path, path: str, value: object
) -> None:
    """A figure that is there to be read, but worked out anew, is part of the contents too."""
    document = json.loads(frozen.read_text(encoding="utf-8"))
    _set(document, path, value)
    frozen.write_text(json.dumps(document), encoding="utf-8")
    assert run("tally", ballots, "--stemmenlijst", frozen).code == 1


def test_a_frozen_roll_may_be_laid_out_anew(run: Run, frozen: Path, ballots: Path) -> None:
    """Blanks, the order of keys and escapes are not the contents: the roll stays the same."""
    document = json.loads(frozen.read_text(encoding="utf-8"))
    before = _json(run, ballots, "--stemmenlijst", frozen, command="tally")
    frozen.write_text(json.dumps(document, sort_keys=True, indent=None), encoding="utf-8")
    assert _json(run, ballots, "--stemmenlijst", frozen, command="tally") == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"null",
        b"[]",
        b"{}",
        b"1",
        b"gm_code,votes\nGM0344,75\n",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"meeting_date": "2022-01-13", "edition": null, "members": [], "fingerprint": null}',
    ],
)
def test_a_file_that_is_no_roll(run: Run, tmp_path: Path, ballots: Path, content: bytes) -> None:
    """A file of any other kind is said to be no roll."""
    file = tmp_path / "roll.json"
    file.write_bytes(content)
    problem = _fails(run, "tally", ballots, "--stemmenlijst", file)
    assert (problem["code"], problem["file"]) == ("R107", str(file))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("meeting_date", "gisteren"),
        ("meeting_date", 20220113),
        ("edition/reference_date", None),
        ("edition", []),
        ("members/7/votes", -1),
        ("members/7/votes", 2.5),
        ("members/7/votes", "75"),
        ("members/7/votes", True),
        ("members/7/inhabitants", "378121"),
        ("members/7/inhabitants", 1.5),
        ("members/7/derivation", "x"),
        ("members/7/derivation", {"kind": "carried", "parts": [{"of": 1}], "reason": ""}),
        ("members/7", None),
        ("members", {"a": 1}),
        ("boundary_changes/0", {"date": "2022-01-01"}),
        ("not_members", [{}]),
    ],
)
def test_a_document_with_other_values_is_no_roll(
    run: Run, frozen: Path, ballots: Path, path: str, value: object
) -> None:
    """Where a value is of another kind than a roll has, it is no roll."""
    document = json.loads(frozen.read_text(encoding="utf-8"))
    _set(document, path, value)
    frozen.write_text(json.dumps(document), encoding="utf-8")
    assert _fails(run, "tally", ballots, "--stemmenlijst", frozen)["code"] == "R107"


@pytest.mark.parametrize("key", ["edition", "members", "boundary_changes", "fingerprint"])
def test_a_document_without_a_key_is_no_roll(
    run: Run, frozen: Path, ballots: Path, key: str
) -> None:
    """The document of `votes`, and a roll of which something was cut off, are no rolls."""
    document = json.loads(frozen.read_text(encoding="utf-8"))
    del document[key]
    frozen.write_text(json.dumps(document), encoding="utf-8")
    assert _fails(run, "tally", ballots, "--stemmenlijst", frozen)["code"] == "R107"
    votes = run("votes", *EXTRA_MEETING, "--format", "json").out
    frozen.write_text(votes, encoding="utf-8")
    assert _fails(run, "tally", ballots, "--stemmenlijst", frozen)["code"] == "R107"


@pytest.mark.parametrize(
    ("path", "value"), [("members/7/inhabitants", -5), ("members/7/municipality", "\ud800")]
)
def test_a_tampered_roll_of_impossible_values_is_refused(
    run: Run, frozen: Path, ballots: Path, path: str, value: object
) -> None:
    """Fewer inhabitants than none, or half a letter: a problem is said, without a trace."""
    document = json.loads(frozen.read_text(encoding="utf-8"))
    _set(document, path, value)
    frozen.write_text(json.dumps(document), encoding="utf-8")
    problem = _fails(run, "tally", ballots, "--stemmenlijst", frozen)
    assert problem["code"] in {"R107", "R108"}


def test_a_frozen_roll_that_is_not_there(run: Run, tmp_path: Path, ballots: Path) -> None:
    """A file that cannot be read is said to be so."""
    problem = _fails(run, "tally", ballots, "--stemmenlijst", tmp_path / "nowhere.json")
    assert problem["code"] == "F101"


@pytest.mark.parametrize(
    "args",
    [
        ["--datum", "2022-01-13"],
        ["--peildatum", "2021"],
        ["--peildatum", "2025", "--voorlopig"],
        ["--inwoners", "GM0344=1"],
        ["--leden", "leden.csv"],
    ],
)
def test_a_frozen_roll_stands_alone(run: Run, frozen: Path, ballots: Path, args: list[str]) -> None:
    """Beside a frozen roll nothing else can say who has how many votes: wrong usage."""
    done = run("tally", ballots, "--stemmenlijst", frozen, *args)
    assert (done.code, done.out) == (2, "")
    assert "--stemmenlijst" in done.err


@pytest.mark.parametrize("option", ["--stemmenlijst", "--leden"])
def test_the_output_is_not_written_over_what_is_read(
    run: Run, tmp_path: Path, frozen: Path, leden: Path, option: str
) -> None:
    """An output that is a file of the input is wrong usage, as it is for the ballots."""
    file = frozen if option == "--stemmenlijst" else leden
    before = file.read_bytes()
    ballots = _ballots(tmp_path, "Utrecht,voor")
    done = run("tally", ballots, option, file, "--output", file)
    assert file.read_bytes() == before
    assert done.code == 2


@pytest.mark.parametrize("command", ["roll", "votes"])
def test_a_list_of_members_is_not_written_over(run: Run, leden: Path, command: str) -> None:
    """The same for the other commands that read a file."""
    before = leden.read_bytes()
    done = run(command, "--leden", leden, "--output", leden)
    assert leden.read_bytes() == before
    assert done.code == 2


# Members that differ.


def _add_up(members: Mapping[str, Municipality]) -> int:
    return sum(member.votes for member in members.values())


def test_members_that_differ(run: Run, leden: Path) -> None:
    """One outside the figures, one that is no member, one suspended: in numbers and in words."""
    document = _json(run, *MEETING, "--leden", leden)
    members, figures = _members(document), _of(2026)
    assert members["Bonaire"] == {
        "gm_code": "BQ01",
        "municipality": "Bonaire",
        "province": "Caribisch Nederland",
        "inhabitants": None,
        "thousands": None,
        "limit": None,
        "votes": 3,
        "derivation": {"kind": "votes given", "parts": [], "reason": "bijzonder lid (verzonnen)"},
    }
    assert members["Borne"]["inhabitants"] == figures["Borne"].inhabitants
    assert members["Borne"]["votes"] == 0
    assert members["Borne"]["derivation"]["reason"] == "contributie (verzonnen)"
    assert "Urk" not in members
    assert document["not_members"] == [
        {"gm_code": "GM0184", "municipality": "Urk", "reason": "opgezegd (verzonnen)"}
    ]
    urk, borne = figures["Urk"], figures["Borne"]
    assert document["totals"] == {
        "members": 342,
        "inhabitants": NATIONAL[2026] - urk.inhabitants,
        "votes": _add_up(figures) - urk.votes - borne.votes + 3,
    }
    for command in ("roll", "votes"):
        text = _words(run(command, *MEETING, "--leden", leden).out)
        for reason in ("bijzonder lid", "opgezegd", "contributie"):
            assert f"{reason} (verzonnen)" in text
    rows = csv.DictReader(
        io.StringIO(run("roll", *MEETING, "--leden", leden, "--format", "csv").out)
    )
    reasons = {row["municipality"]: row["reason"] for row in rows if row["reason"]}
    assert reasons == {
        "Bonaire": "bijzonder lid (verzonnen)",
        "Borne": "contributie (verzonnen)",
    }


def test_votes_of_members_that_differ(run: Run, leden: Path) -> None:
    """`votes` answers for each of them, by name and by code, with the reason."""
    args = (*MEETING, "--leden", leden)
    for name, head, reason in (
        ("bonaire", "Bonaire (BQ01) 3 votes", "votes given outright: bijzonder lid (verzonnen)"),
        ("BQ01", "Bonaire (BQ01) 3 votes", "votes given outright: bijzonder lid (verzonnen)"),
        (
            "Borne",
            "Borne (GM0147) 0 votes",
            "suspended, so without a vote: contributie (verzonnen)",
        ),
    ):
        text = _words(run("votes", "--gemeente", name, *args).out)
        assert head in text
        assert reason in text
    problem = _fails(run, "votes", "--gemeente", "Urk", *args)
    assert [problem[key] for key in ("code", "column", "value")] == ["G106", "--gemeente", "Urk"]
    assert "opgezegd (verzonnen)" in _words(run("votes", "--gemeente", "Urk", *args).err)


def test_ballots_of_members_that_differ(run: Run, tmp_path: Path, leden: Path) -> None:
    """Given votes count; a suspended member, and who is no member, are refused with the reason."""
    args = (*MEETING, "--leden", leden)
    good = _ballots(tmp_path, "Bonaire,voor", "Vlieland,tegen")
    (result,) = _json(run, good, *args, command="tally")["results"]
    assert [option["votes"] for option in result["options"]] == [3, 1, 0, 0]
    assert result["outcome"] == "adopted"
    bad = _ballots(tmp_path, "Borne,voor", "GM0184,voor")
    done = run("tally", bad, *args, "--format", "json")
    assert [(p["code"], p["row"], p["column"]) for p in done.document["problems"]] == [
        ("B208", 2, "gemeente"),
        ("B207", 3, "gemeente"),
    ]
    said = _words(run("tally", bad, *args).err)
    assert "suspended, so without a vote: contributie (verzonnen)" in said
    assert "not a member: opgezegd (verzonnen)" in said


def test_members_that_differ_with_given_inhabitants(run: Run, leden: Path) -> None:
    """--leden and --inwoners go together, in roll and votes."""
    args = (*MEETING, "--leden", leden, "--inwoners", "GM0344=5999")
    members = _members(_json(run, *args))
    assert (members["Utrecht"]["votes"], members["Bonaire"]["votes"]) == (5, 3)
    shown = _members(_json(run, *args, command="votes"))
    assert (shown["Utrecht"]["votes"], shown["Bonaire"]["votes"]) == (5, 3)
    text = _words(run("votes", *args).out)
    assert "Utrecht (GM0344): 5 full thousands; inhabitants given with --inwoners" in text
    assert "bijzonder lid (verzonnen)" in text


@pytest.mark.parametrize("command", ["votes", "tally"])
def test_what_was_given_is_recorded_in_json(
    run: Run, tmp_path: Path, leden: Path, command: str
) -> None:
    """What is made from a roll records the inhabitants that were given, and who differs."""
    ballots = _ballots(tmp_path, "Utrecht,voor")
    files = (ballots,) if command == "tally" else ()
    args = (*MEETING, "--leden", leden, "--inwoners", "GM0344=5999")
    out = run(command, *files, *args, "--format", "json").out
    assert "inhabitants given" in out
    assert "contributie (verzonnen)" in out


def test_members_that_differ_in_english_and_in_a_workbook(run: Run, tmp_path: Path) -> None:
    """English headers and words do as well, in any case, and so does a workbook."""
    file = tmp_path / "members.xlsx"
    file.write_bytes(
        xlsx_bytes(
            [
                ["Member", "GM_code", "Status", "Votes", "Reason"],
                ["Bonaire", "BQ01", "Member", 3, "verzonnen"],
                ["", "GM0184", "NOT A MEMBER", None, "verzonnen"],
                ["'s-Gravenhage", "", " suspended ", "", "verzonnen"],
            ]
        )
    )
    members = _members(_json(run, *MEETING, "--leden", file))
    assert (members["Bonaire"]["votes"], members["'s-Gravenhage"]["votes"]) == (3, 0)
    assert "Urk" not in members


def test_no_members_that_differ(run: Run, tmp_path: Path) -> None:
    """A list with nothing below its header says that nobody differs."""
    file = _file(tmp_path, "leden.csv", "lid,status,reden\n")
    assert _json(run, *MEETING, "--leden", file) == _json(run, *MEETING)


HEADER = "lid,gm_code,status,stemmen,reden\n"


@pytest.mark.parametrize(
    ("text", "code", "row", "column", "value", "expected"),
    [
        (
            HEADER + "Urk,,weg,,verzonnen\n",
            "R101",
            2,
            "status",
            "weg",
            "lid, geen lid, geschorst",
        ),
        (HEADER + "Urk,,,,verzonnen\n", "R101", 2, "status", "", "lid, geen lid, geschorst"),
        (HEADER + "Urk,,geen lid,,\n", "R102", 2, "reden", None, None),
        (HEADER + "Bonaire,BQ01,lid,,verzonnen\n", "R103", 2, "stemmen", "", None),
        (HEADER + "Bonaire,BQ01,lid,veel,verzonnen\n", "R103", 2, "stemmen", "veel", None),
        (HEADER + "Bonaire,BQ01,lid,-3,verzonnen\n", "R103", 2, "stemmen", "-3", None),
        (HEADER + "Bonaire,BQ01,lid,2.5,verzonnen\n", "R103", 2, "stemmen", "2.5", None),
        (HEADER + "Utrecht,,lid,75,verzonnen\n", "R104", 2, "lid", "Utrecht", None),
        (HEADER + "Bonaire,,lid,3,verzonnen\n", "R105", 2, "gm_code", None, None),
        (
            "lid,status,stemmen,reden\nBonaire,lid,3,verzonnen\n",
            "R105",
            2,
            "lid",
            None,
            None,
        ),
        (
            HEADER + "Urk,,geen lid,,verzonnen\nUrk,,geschorst,,verzonnen\n",
            "R106",
            3,
            "lid",
            "Urk",
            None,
        ),
        (
            HEADER + "Urk,,geen lid,,verzonnen\n,GM0184,geen lid,,verzonnen\n",
            "R106",
            3,
            "lid",
            "",
            None,
        ),
        (
            HEADER + "Bonaire,BQ01,lid,3,verzonnen\nBonaire,BQ01,lid,3,verzonnen\n",
            "R106",
            3,
            "lid",
            "Bonaire",
            None,
        ),
        (HEADER + "Weesp,,geen lid,,verzonnen\n", "B203", 2, "lid", "Weesp", None),
        (HEADER + "Bergen,,geschorst,,verzonnen\n", "B202", 2, "lid", "Bergen", None),
        (HEADER + "x,GM9999,geschorst,,verzonnen\n", "B201", 2, "gm_code", "GM9999", None),
        ("lid,reden,stemmen\nUrk,verzonnen,\n", "F112", 1, None, None, "status"),
        ("lid,status,stemmen\nUrk,geen lid,\n", "F112", 1, None, None, "reden"),
        ("status,reden,stemmen\ngeen lid,verzonnen,\n", "F112", 1, None, None, "gemeente"),
    ],
)
def test_problems_in_the_members_that_differ(
    run: Run,
    tmp_path: Path,
    text: str,
    code: str,
    row: int,
    column: str | None,
    value: str | None,
    expected: str | None,
) -> None:
    """Each problem names the file, row and column; roll, votes and tally find the same."""
    file = _file(tmp_path, "leden.csv", text)
    ballots = _ballots(tmp_path, "Utrecht,voor")
    for command in (("roll",), ("votes",), ("tally", ballots)):
        problem = _fails(run, *command, "--leden", file)
        keys = ("code", "file", "row", "column", "value")
        assert [problem[key] for key in keys] == [code, str(file), row, column, value]
        if expected is not None:
            assert problem["expected"] == expected


def test_all_problems_in_one_run(run: Run, tmp_path: Path) -> None:
    """Every wrong row is found at once, and no roll is made."""
    file = _file(
        tmp_path,
        "leden.csv",
        HEADER
        + "Urk,,weg,,verzonnen\nUrk,,geen lid,,\nBonaire,BQ01,lid,x,verzonnen\n"
        + "Saba,,lid,1,verzonnen\nBorne,,lid,1,verzonnen\n",
    )
    done = run("roll", "--leden", file, "--format", "json")
    assert _codes(done) == ["R101", "R102", "R103", "R105", "R104"]
    assert done.document["members"] == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        # A name of a member, with a code of its own: two members of one name.
        ("Utrecht,BQ04,lid,2,verzonnen", "R104"),
        # A code that later finds nobody: 12 is read as GM0012.
        ("Saba,12,lid,2,verzonnen", None),
        # Nobody.
        (",BQ04,lid,2,verzonnen", None),
    ],
)
def test_a_member_outside_the_figures_can_be_told_apart(
    run: Run, tmp_path: Path, row: str, code: str | None
) -> None:
    """A name that is taken, no name, or a code that finds nobody is a problem."""
    file = _file(tmp_path, "leden.csv", f"{HEADER}{row}\n")
    problem = _fails(run, "roll", *MEETING, "--leden", file)
    assert code is None or problem["code"] == code


def test_steering_characters_are_not_printed(run: Run, tmp_path: Path) -> None:
    """A name or reason cannot steer the terminal, and square brackets are no markup."""
    file = _file(
        tmp_path,
        "leden.csv",
        HEADER + "[red]Bonaire[/red],BQ01,lid,3,\x1b[31mverzonnen[/]\nUrk,,geen lid,,\x1b[2Jx\n",
    )
    ballots = _ballots(tmp_path, "BQ01,voor")
    for command in (("roll",), ("tally", ballots)):
        out = run(*command, *MEETING, "--leden", file).out
        assert "\x1b" not in out
        assert "[red]Bonaire[/red]" in out


def test_steering_characters_are_not_printed_by_votes(run: Run, tmp_path: Path) -> None:
    """The same for the list of votes, and for one member."""
    file = _file(tmp_path, "leden.csv", HEADER + "Bonaire,BQ01,lid,3,\x1b[31mverzonnen\n")
    for args in ((), ("--gemeente", "BQ01")):
        assert "\x1b" not in run("votes", *args, *MEETING, "--leden", file).out


# A request for a meeting.


def _members_with(votes: int, members: Mapping[str, Municipality]) -> list[str]:
    """Return names of members that have exactly so many votes together."""
    left = sorted(members.values(), key=lambda member: -member.votes)
    chosen: list[str] = []
    for member in left:
        if member.votes <= votes:
            chosen.append(member.name)
            votes -= member.votes
    assert votes == 0
    return chosen


def _request(folder: Path, names: list[str]) -> Path:
    return _file(folder, "verzoek.csv", "\n".join(["gemeente", *names]) + "\n")


@pytest.mark.parametrize(("votes", "reached"), [(1_321, False), (1_322, True), (1_323, True)])
def test_a_tenth_of_all_votes(run: Run, tmp_path: Path, votes: int, reached: bool) -> None:  # noqa: FBT001
    """Of 13,211 votes a tenth is 1,321.1: 1,322 are enough, one less is not."""
    names = _members_with(votes, _of(2026))
    args = (*MEETING, "--verzoek", _request(tmp_path, names))
    document = _json(run, *args)
    assert document["request"] == {
        "votes": votes,
        "of_votes": 13_211,
        "required_votes": 1_322,
        "reached": reached,
    }
    assert [m["municipality"] for m in document["members"]] == names
    assert document["totals"]["votes"] == votes
    text = _words(run("roll", *args).out)
    assert f"a tenth of all votes: {'reached' if reached else 'not reached'}" in text
    assert f"these {len(names)} members may together cast {votes:,} of all 13,211 votes" in text
    assert "needed: 1,322 votes (one tenth, Burgerlijk Wetboek 2:41)" in text
    assert "figures: CBS 03759ned, 1 January 2026, final" in text


@pytest.mark.parametrize(("votes", "reached"), [(1_321, False), (1_322, True)])
def test_exactly_a_tenth(run: Run, tmp_path: Path, votes: int, reached: bool) -> None:  # noqa: FBT001
    """With nine votes given outright there are 13,220: exactly a tenth of them is enough."""
    leden = _file(tmp_path, "leden.csv", HEADER + "Bonaire,BQ01,lid,9,verzonnen\n")
    names = _members_with(votes, _of(2026))
    args = (*MEETING, "--leden", leden, "--verzoek", _request(tmp_path, names))
    document = _json(run, *args)
    assert document["request"] == {
        "votes": votes,
        "of_votes": 13_220,
        "required_votes": 1_322,
        "reached": reached,
    }


def test_the_share_stays_on_its_side(run: Run, tmp_path: Path) -> None:
    """A share just short of a tenth is not printed as one."""
    names = _members_with(1_321, _of(2026))
    text = _words(run("roll", *MEETING, "--verzoek", _request(tmp_path, names)).out)
    assert "(10.00 %)" not in text
    assert "9.99" in text


def test_a_request_of_carried_and_deviating_members(run: Run, tmp_path: Path, leden: Path) -> None:
    """Members count as they do on the roll: with their carried, given and suspended votes."""
    args = ("--leden", leden, "--inwoners", "GM0344=5999")
    names = ["Bonaire", "Borne", "Utrecht"]
    document = _json(run, *MEETING, *args, "--verzoek", _request(tmp_path, names))
    assert document["request"]["votes"] == 3 + 0 + 5
    figures = _of(2026)
    others = figures["Urk"].votes + figures["Borne"].votes + figures["Utrecht"].votes
    assert document["request"]["of_votes"] == 13_211 - others + 3 + 5
    text = _words(run("roll", *MEETING, *args, "--verzoek", _request(tmp_path, names)).out)
    assert "contributie (verzonnen)" in text
    assert "inhabitants given with --inwoners" in text
    request = _request(tmp_path, ["Land van Cuijk", "Maashorst"])
    document = _json(run, *EXTRA_MEETING, "--verzoek", request)
    assert document["request"]["votes"] == 75 + 58
    assert READING in _words(run("roll", *EXTRA_MEETING, "--verzoek", request).out)


def test_a_request_as_csv_and_from_a_workbook(run: Run, tmp_path: Path) -> None:
    """The members that ask as CSV; a list by code, in a workbook, is read as well."""
    file = tmp_path / "verzoek.xlsx"
    file.write_bytes(xlsx_bytes([["gm_code"], ["GM0344"], ["GM0147"]]))
    done = run("roll", *MEETING, "--verzoek", file, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["municipality"], row["votes"]) for row in rows] == [
        ("Utrecht", "75"),
        ("Borne", "25"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "row", "column", "value"),
    [
        ("gemeente\nUtrect\n", "B201", 2, "gemeente", "Utrect"),
        ("gemeente\nBergen\n", "B202", 2, "gemeente", "Bergen"),
        ("gemeente\nWeesp\n", "B203", 2, "gemeente", "Weesp"),
        ("gemeente\nUrk\n", "B207", 2, "gemeente", "Urk"),
        ("gemeente\nUtrecht\nUtrecht (gemeente)\n", "R106", 3, "gemeente", "Utrecht (gemeente)"),
        ("gm_code,gemeente\nGM0344,Utrecht\nGM0344,\n", "R106", 3, "gm_code", "GM0344"),
        ("naam,stemmen\nUtrecht,75\n", "F112", 1, None, None),
        ("gemeente\n", "F103", None, None, None),
    ],
)
def test_problems_in_a_request(
    run: Run,
    tmp_path: Path,
    leden: Path,
    text: str,
    code: str,
    row: int | None,
    column: str | None,
    value: str | None,
) -> None:
    """Who cannot ask, or asks twice, is said with the place; no share is given."""
    file = _file(tmp_path, "verzoek.csv", text)
    problem = _fails(run, "roll", *MEETING, "--leden", leden, "--verzoek", file)
    keys = ("code", "file", "row", "column", "value")
    assert [problem[key] for key in keys] == [code, str(file), row, column, value]


def test_a_request_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    """A file that is not there is said to be so."""
    assert _fails(run, "roll", "--verzoek", tmp_path / "nowhere.csv")["code"] == "F101"
    assert _fails(run, "roll", "--leden", tmp_path / "nowhere.csv")["code"] == "F101"


# The user's own files.


def test_who_differs_in_an_edition_that_others_do_not_know(
    run: Run, tmp_path: Path, own_changes: Path
) -> None:
    """Own figures name a new municipality before its merger is known: the others still count."""
    header = "reference_date,status,table,published,public_by,gm_code,municipality,province"
    rows = [
        f'2027-01-01,final,03759ned,2027-06-01,,{m.gm_code},"{m.name}",{m.province},{m.inhabitants}'
        for m in EDITIONS["2026-01-01", "final"]
    ]
    rows.append("2027-01-01,final,03759ned,2027-06-01,,GM9901,Nieuwstad,Overijssel,25000")
    text = "\n".join([f"{header},inhabitants", *rows]) + "\n"
    _file(own_changes.parent, "population.csv", text)
    leden = _file(tmp_path, "leden.csv", HEADER + "Nieuwstad,,geschorst,,verzonnen\n")
    ballots = _ballots(tmp_path, "Utrecht,voor")
    args = ("--datum", "2027-06-30", "--leden", leden)
    document = _json(run, ballots, *args, command="tally")
    assert document["roll"]["members"] == 343


def test_own_changes_come_besides_the_shipped_ones(run: Run, own_changes: Path) -> None:
    """A merger that the user added is carried over, with its names and provinces."""
    own_changes.write_text(
        CHANGES_HEADER
        + "2026-07-01,reclassification,GM0147,Borne,GM9901,Twentestad,Overijssel,25000\n"
        + "2026-07-01,reclassification,GM0164,Hengelo (O.),GM9901,Twentestad,Overijssel,82000\n",
        encoding="utf-8",
    )
    figures = _of(2026)
    members = _members(_json(run, "--datum", "2026-07-01"))
    total = figures["Borne"].inhabitants + figures["Hengelo (O.)"].inhabitants
    assert (members["Twentestad"]["inhabitants"], members["Twentestad"]["votes"]) == (total, 75)
    assert members["Twentestad"]["province"] == "Overijssel"
    assert not {"Borne", "Hengelo (O.)"} & members.keys()
    assert "Borne" in _members(_json(run, "--datum", "2026-06-30"))
    assert _members(_json(run, *EXTRA_MEETING))["Maashorst"]["votes"] == 58


@pytest.mark.parametrize("text", ["rommel\n", CHANGES_HEADER + "2026-02-31,x\n", "\x00"])
def test_own_changes_that_are_damaged(run: Run, own_changes: Path, text: str) -> None:
    """A damaged file of the user is a problem with its path, and no trace."""
    own_changes.write_text(text, encoding="utf-8")
    problem = _fails(run, "roll", *MEETING)
    assert problem["code"] in {"C212", "P105"}
    assert problem["file"] == str(own_changes)


def test_own_figures_that_are_damaged(run: Run, own_changes: Path) -> None:
    """A damaged file of figures is a problem with its path."""
    own = _file(own_changes.parent, "population.csv", "rommel\n")
    for command in ("roll", "votes"):
        problem = _fails(run, command, *MEETING)
        assert (problem["code"], problem["file"]) == ("P105", str(own))


@pytest.mark.parametrize("row", ["GM0001,Aa,Drenthe,veel", "GM0001,Aa"])
def test_own_figures_of_which_a_row_is_damaged(run: Run, own_changes: Path, row: str) -> None:
    """Also where only a row is wrong."""
    header = "reference_date,status,table,published,public_by,gm_code,municipality,province"
    text = f"{header},inhabitants\n2027-01-01,final,03759ned,2027-06-01,,{row}\n"
    own = _file(own_changes.parent, "population.csv", text)
    problem = _fails(run, "roll", "--peildatum", "2027")
    assert (problem["code"], problem["file"]) == ("P105", str(own))
