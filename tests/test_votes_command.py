"""``alvvote votes``: what it answers, in which form, and how it says no."""

import csv
import errno
import io
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran, Run

MEMBER_KEYS = ["gm_code", "municipality", "province", "inhabitants", "thousands", "limit", "votes"]
NEWEST = {
    "reference_date": "2026-01-01",
    "status": "final",
    "table": "03759ned",
    "published": "2026-06-23",
}
NOTHING = {"members": 0, "inhabitants": 0, "votes": 0}
PROVINCES = [
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
]


def _member(run: Run, *args: str) -> Any:
    """Return the only member of the JSON answer."""
    done = run("votes", *args, "--format", "json")
    assert done.code == 0, done.err
    (member,) = done.document["members"]
    return member


def _problem(done: Ran) -> Any:
    """Return the only problem of the JSON answer, which names no member."""
    document = done.document
    assert document["members"] == []
    assert document["totals"] == NOTHING
    (problem,) = document["problems"]
    return problem


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), strict=True))


def _words(text: str) -> str:
    """Return the text with every run of white space as one blank: lines may be folded."""
    return " ".join(text.split())


# What it answers.


def test_utrecht_on_the_screen(run: Run) -> None:
    """The answer first, then its derivation with source, and what was picked and why."""
    done = run("votes", "--gemeente", "utrecht")
    assert (done.code, done.err) == (0, "")
    lines = [_words(line) for line in done.out.splitlines() if line.strip()]
    assert lines[:4] == [
        "Utrecht (GM0344) 75 votes",
        "inhabitants 378,121 CBS table 03759ned, 1 January 2026, final",
        "full thousands 378",
        "maximum 75 applies: Statuten art. 11, paragraph 3",
    ]
    assert "0.57 % of all 13,211 votes" in lines
    assert "figures: CBS 03759ned, 1 January 2026, final; " in _words(done.out)


def test_borne_on_the_screen(run: Run) -> None:
    """Between the limits the inhabitants that are missing for the next vote are named."""
    done = run("votes", "--gemeente", "borne")
    text = _words(done.out)
    assert done.code == 0
    assert "Borne (GM0147) 25 votes" in text
    assert "inhabitants 25,038 CBS table 03759ned, 1 January 2026, final" in text
    assert "full thousands 25 962 inhabitants short of the next vote" in text
    assert "maximum 75" not in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Utrecht",
            ["GM0344", "Utrecht", "Utrecht", 378_121, 378, "maximum", 75],
        ),
        ("Borne", ["GM0147", "Borne", "Overijssel", 25_038, 25, None, 25]),
        ("GM0088", ["GM0088", "Schiermonnikoog", "Fryslân", 972, 0, "minimum", 1]),
        ("Vlieland", ["GM0096", "Vlieland", "Fryslân", 1_202, 1, None, 1]),
        ("almelo", ["GM0141", "Almelo", "Overijssel", 75_166, 75, None, 75]),
    ],
)
def test_member_in_json(run: Run, name: str, expected: list[object]) -> None:
    """A member has exactly the stable keys, in their order, and a limit only where it bites."""
    assert list(_member(run, "--gemeente", name).items()) == list(
        zip(MEMBER_KEYS, expected, strict=True)
    )


def test_minimum_and_maximum_on_the_screen(run: Run) -> None:
    """A limit stands on the screen where it bites, and 75 without it is called the maximum."""
    schiermonnikoog = _words(run("votes", "--gemeente", "Schiermonnikoog").out)
    assert "minimum 1 applies: Statuten art. 11, paragraph 3" in schiermonnikoog
    assert "1,028 inhabitants short of the next vote" in schiermonnikoog
    almelo = _words(run("votes", "--gemeente", "Almelo").out)
    assert "short of the next vote" not in almelo
    assert "75 votes is the maximum" in almelo


def test_document(run: Run) -> None:
    """The document has exactly the stable keys, with the totals of the members it lists."""
    document = run("votes", "--gemeente", "Borne", "--format", "json").document
    assert list(document) == ["meeting_date", "edition", "members", "totals", "problems"]
    assert document["meeting_date"] is None
    assert list(document["edition"].items()) == list(NEWEST.items())
    assert list(document["members"][0]) == MEMBER_KEYS
    totals = {"members": 1, "inhabitants": 25_038, "votes": 25}
    assert list(document["totals"].items()) == list(totals.items())
    assert document["problems"] == []


def test_all_members(run: Run) -> None:
    """Without --gemeente: all 342 members, with the known totals."""
    done = run("votes", "--format", "json")
    assert done.code == 0
    document = done.document
    totals = {"members": 342, "inhabitants": 18_130_208, "votes": 13_211}
    assert document["totals"] == totals
    assert len({member["gm_code"] for member in document["members"]}) == 342
    assert sum(member["votes"] for member in document["members"]) == 13_211
    assert {member["province"] for member in document["members"]} == set(PROVINCES)


def test_csv(run: Run) -> None:
    """CSV holds what JSON holds, member by member, with an empty cell for no limit."""
    rows = _rows(run("votes", "--format", "csv").out)
    members = run("votes", "--format", "json").document["members"]
    assert [{key: row[key] for key in MEMBER_KEYS} for row in rows] == [
        {key: "" if value is None else str(value) for key, value in member.items()}
        for member in members
    ]
    assert {(row["reference_date"], row["status"], row["table"]) for row in rows} == {
        ("2026-01-01", "final", "03759ned")
    }


def test_list_on_the_screen(run: Run) -> None:
    """The list shows each member with its share of all votes, the totals, and the figures."""
    done = run("votes")
    assert (done.code, done.err) == (0, "")
    text = _words(done.out)
    assert "Borne GM0147 Overijssel 25,038 25 0.19 %" in text
    assert "Utrecht GM0344 Utrecht 378,121 75 0.57 %" in text
    assert "Schiermonnikoog GM0088 Fryslân 972 1 0.01 %" in text
    assert "342 members 18,130,208 13,211 100.00 %" in text
    assert "figures: CBS 03759ned, 1 January 2026, final" in text


def test_list_fits_in_80_columns(run: Run, tmp_path: Path) -> None:
    """In a file the list is 80 columns wide, and no name, code or figure is cut off."""
    file = tmp_path / "votes.txt"
    assert run("votes", "--output", file).code == 0
    text = file.read_text(encoding="utf-8")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "…" not in text
    assert "\x1b" not in text
    codes = {member["gm_code"] for member in run("votes", "--format", "json").document["members"]}
    assert {word for word in text.split() if word.startswith("GM")} == codes


# Which members.


def test_several_municipalities(run: Run) -> None:
    """--gemeente may be repeated: in the order asked for, each once, however it is written."""
    names = ["Utrecht", "den haag", "GM0147", "gm344", "'s-Gravenhage"]
    args = [arg for name in names for arg in ("--gemeente", name)]
    document = run("votes", *args, "--format", "json").document
    assert [member["gm_code"] for member in document["members"]] == ["GM0344", "GM0518", "GM0147"]
    assert document["totals"]["votes"] == 75 + 75 + 25
    text = run("votes", *args).out
    assert text.index("Utrecht (GM0344)") < text.index("(GM0518)") < text.index("Borne (GM0147)")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Den Haag", "GM0518"),
        ("'s-gravenhage", "GM0518"),
        ("s-Gravenhage", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("sudwest fryslan", "GM1900"),
        ("GM0344", "GM0344"),
        ("gm344", "GM0344"),
        ("Utrecht (gemeente)", "GM0344"),
    ],
)
def test_ways_of_writing(run: Run, text: str, code: str) -> None:
    """The spellings that people use all lead to their municipality."""
    assert _member(run, "--gemeente", text)["gm_code"] == code


@pytest.mark.parametrize(
    "province", [*PROVINCES, "zeeland", "Friesland", "fryslan", "noord holland"]
)
def test_province(run: Run, province: str) -> None:
    """--provincie narrows the list to one of the twelve, and the totals with it."""
    document = run("votes", "--provincie", province, "--format", "json").document
    plain = unicodedata.normalize("NFKD", province).encode("ascii", "ignore").decode()
    wanted = {"friesland": "fryslan"}.get(plain.lower(), plain.lower()).replace(" ", "-")
    found = {member["province"] for member in document["members"]}
    assert [name.lower().replace("â", "a") for name in found] == [wanted]
    assert document["totals"]["members"] == len(document["members"])


def test_provinces_make_up_the_whole(run: Run) -> None:
    """The twelve provinces together are the whole roll."""
    totals = [
        run("votes", "--provincie", province, "--format", "json").document["totals"]
        for province in PROVINCES
    ]
    assert sum(total["members"] for total in totals) == 342
    assert sum(total["inhabitants"] for total in totals) == 18_130_208
    assert sum(total["votes"] for total in totals) == 13_211


def test_a_province_keeps_its_share_of_all_votes(run: Run) -> None:
    """Shares in a narrowed list are of all votes of the roll, and it says how many those are."""
    document = run("votes", "--provincie", "Zeeland", "--format", "json").document
    votes = document["totals"]["votes"]
    share = f"{(2 * 10_000 * votes + 13_211) // (2 * 13_211) / 100:.2f} %"
    text = _words(run("votes", "--provincie", "Zeeland").out)
    assert f"{len(document['members'])} members" in text
    assert f"{votes} {share}" in text
    assert "the whole roll: 342 members, 13,211 votes" in text


def _order_of_name(member: Any) -> str:
    plain = unicodedata.normalize("NFKD", member["municipality"]).encode("ascii", "ignore").decode()
    return " ".join(
        "".join(c if c.isalnum() else " " for c in plain.replace("'", "").lower()).split()
    )


def test_sort_by_name(run: Run) -> None:
    """By name, as without --sort: apostrophes and accents count for nothing."""
    members = run("votes", "--sort", "name", "--format", "json").document["members"]
    assert members == run("votes", "--format", "json").document["members"]
    names = [_order_of_name(member) for member in members]
    assert names == sorted(names)
    assert (names[0], names[-1]) == ("aa en hunze", "zwolle")


def test_sort_by_inhabitants(run: Run) -> None:
    """By inhabitants: the most first."""
    members = run("votes", "--sort", "inhabitants", "--format", "json").document["members"]
    figures = [member["inhabitants"] for member in members]
    assert figures == sorted(figures, reverse=True)
    assert (members[0]["municipality"], members[-1]["municipality"]) == (
        "Amsterdam",
        "Schiermonnikoog",
    )


def test_sort_by_votes(run: Run) -> None:
    """By votes: the most first, and of as many votes the one with more inhabitants."""
    rows = _rows(run("votes", "--sort", "votes", "--format", "csv").out)
    order = [(int(row["votes"]), int(row["inhabitants"])) for row in rows]
    assert order == sorted(order, reverse=True)
    assert len(order) == 342


# Which figures.


@pytest.mark.parametrize(
    ("args", "reference_date", "status", "table", "published"),
    [
        ([], "2026-01-01", "final", "03759ned", "2026-06-23"),
        (["--peildatum", "2024"], "2024-01-01", "final", "03759ned", None),
        (["--peildatum", "2024-01-01"], "2024-01-01", "final", "03759ned", None),
        (["--peildatum", "2018"], "2018-01-01", "final", "37259ned", None),
        (["--peildatum", "2025", "--voorlopig"], "2025-01-01", "preliminary", "37230ned", None),
        (
            ["--voorlopig", "--peildatum", "2026-01-01"],
            "2026-01-01",
            "preliminary",
            "37230ned",
            None,
        ),
        (["--datum", "2026-06-22"], "2026-01-01", "preliminary", "37230ned", None),
        (["--datum", "2026-06-23"], "2026-01-01", "final", "03759ned", "2026-06-23"),
        (["--datum", "2025-06-04"], "2025-01-01", "preliminary", "37230ned", None),
        (["--datum", "2024-05-24"], "2023-01-01", "final", "03759ned", None),
        (
            ["--datum", "2026-06-22", "--peildatum", "2026"],
            "2026-01-01",
            "final",
            "03759ned",
            "2026-06-23",
        ),
        (
            ["--datum", "2026-06-23", "--peildatum", "2025", "--voorlopig"],
            "2025-01-01",
            "preliminary",
            "37230ned",
            None,
        ),
    ],
)
def test_edition(
    run: Run,
    args: list[str],
    reference_date: str,
    status: str,
    table: str,
    published: str | None,
) -> None:
    """--peildatum picks an edition, --datum the one that holds on the day; else the newest."""
    document = run("votes", *args, "--gemeente", "Borne", "--format", "json").document
    assert document["edition"] == {
        "reference_date": reference_date,
        "status": status,
        "table": table,
        "published": published,
    }
    given = args[args.index("--datum") + 1] if "--datum" in args else None
    assert document["meeting_date"] == given


@pytest.mark.parametrize(
    ("args", "votes"),
    [
        (["--peildatum", "2025", "--voorlopig"], 48),
        (["--peildatum", "2025"], 47),
        (["--datum", "2025-06-04"], 48),
        (["--datum", "2025-12-11"], 47),
    ],
)
def test_votes_follow_the_edition(run: Run, args: list[str], votes: int) -> None:
    """Soest had 48 votes by the preliminary figures of 2025, and 47 by the final ones."""
    assert _member(run, "--gemeente", "Soest", *args)["votes"] == votes


def test_what_was_picked_is_said(run: Run) -> None:
    """Figures and reason stand on the screen with the table, on standard error beside the rest."""
    wanted = {
        (): ("CBS 03759ned, 1 January 2026, final", "the newest final figures at hand"),
        ("--peildatum", "2025", "--voorlopig"): (
            "CBS 37230ned, 1 January 2025, preliminary",
            "--peildatum",
        ),
        ("--datum", "2026-06-23"): (
            "CBS 03759ned, 1 January 2026, final",
            "known to have been public on 23 June 2026",
        ),
    }
    for args, (figures, reason) in wanted.items():
        for form in ("table", "csv", "json"):
            for gemeente in ((), ("--gemeente", "Borne")):
                done = run("votes", *args, *gemeente, "--format", form)
                said, silent = (done.out, done.err) if form == "table" else (done.err, done.out)
                assert figures in _words(said)
                assert reason in _words(said)
                assert reason not in silent


def test_newer_figures_are_probably_public(run: Run) -> None:
    """For a meeting in June 2027 figures of 2027 are probably public: a warning, and an answer."""
    done = run("votes", "--gemeente", "Borne", "--datum", "2027-06-16")
    assert done.code == 0
    assert "25 votes" in done.out
    assert "W101" in done.err
    assert "1 January 2027" in _words(done.err)
    document = run("votes", "--datum", "2027-06-16", "--format", "json").document
    assert document["edition"] == NEWEST
    assert document["totals"]["votes"] == 13_211
    assert document["problems"] == [
        {
            "code": "W101",
            "severity": "warning",
            "file": None,
            "row": None,
            "column": "--datum",
            "value": "2027-06-16",
            "expected": None,
        }
    ]


def test_newer_figures_may_have_been_public(run: Run) -> None:
    """On 24 May 2024 the figures of 2024 may have been public; nobody knows: a warning."""
    done = run("votes", "--gemeente", "Borne", "--datum", "2024-05-24")
    assert done.code == 0
    said = _words(done.err)
    assert "W102" in said
    assert "1 January 2024 (final)" in said
    assert "1 January 2023 (final)" in said
    document = run("votes", "--datum", "2024-05-24", "--format", "json").document
    assert [problem["code"] for problem in document["problems"]] == ["W102"]
    assert len(document["members"]) == 342


def test_a_warning_stands_beside_csv(run: Run) -> None:
    """With CSV a warning goes to standard error; the output stays clean."""
    done = run("votes", "--datum", "2027-06-16", "--gemeente", "Borne", "--format", "csv")
    assert "W101" in done.err
    assert [row["municipality"] for row in _rows(done.out)] == ["Borne"]


def test_no_warning_where_the_user_chose(run: Run) -> None:
    """Who sets the reference date, or asks for a day whose figures are known, is not warned."""
    for args in (
        ["--datum", "2024-05-24", "--peildatum", "2023"],
        ["--datum", "2026-06-23"],
        ["--datum", "2027-01-15"],
        [],
    ):
        done = run("votes", "--gemeente", "Borne", *args)
        assert (done.code, done.err) == (0, "")


def test_weesp_the_day_before(run: Run) -> None:
    """On 23 March 2022 Weesp was a member, by the figures of 1 January 2022."""
    args = ["--datum", "2022-03-23", "--peildatum", "2022", "--gemeente", "Weesp"]
    member = _member(run, *args)
    assert (member["inhabitants"], member["thousands"], member["votes"]) == (20_766, 20, 20)


@pytest.mark.parametrize(
    ("args", "name", "parts", "votes"),
    [
        # 58,387 + 28,335 = 86,722 inhabitants.
        (
            ["--datum", "2022-01-13"],
            "Dijk en Waard",
            {"Heerhugowaard": "58,387", "Langedijk": "28,335"},
            75,
        ),
        # 42,291 + 15,817 = 58,108 inhabitants.
        (["--datum", "2022-01-13"], "Maashorst", {"Uden": "42,291", "Landerd": "15,817"}, 58),
        # 882,633 + 20,766 = 903,399 inhabitants.
        (
            ["--datum", "2022-03-24", "--peildatum", "2022"],
            "Amsterdam",
            {"Amsterdam": "882,633", "Weesp": "20,766"},
            75,
        ),
    ],
)
def test_votes_after_a_merger(
    run: Run, args: list[str], name: str, parts: dict[str, str], votes: int
) -> None:
    """Who merged between the reference date and the meeting has the sum of its parts, said so."""
    total = sum(int(figure.replace(",", "")) for figure in parts.values())
    member = _member(run, "--gemeente", name, *args)
    assert (member["inhabitants"], member["votes"]) == (total, votes)
    text = _words(run("votes", "--gemeente", name, *args).out)
    year = "2021" if len(args) == 2 else "2022"
    sums, names = " + ".join(parts.values()), ", ".join(parts)
    assert f"{sums} inhabitants of {names} on 1 January {year}" in text
    assert "as we read the statutes" in text
    assert "as we read the statutes" in _words(run("votes", *args).out)


@pytest.mark.parametrize(
    ("args", "gone"),
    [
        (["--datum", "2022-01-13"], ["Heerhugowaard", "Uden", "Boxmeer", "Beemster"]),
        (["--datum", "2022-03-24", "--peildatum", "2022"], ["Weesp"]),
    ],
)
def test_who_merged_before_the_meeting_is_no_member(
    run: Run, args: list[str], gone: list[str]
) -> None:
    """A municipality that went between the reference date and the meeting is abolished then."""
    for name in gone:
        done = run("votes", "--gemeente", name, *args, "--format", "json")
        assert [p["code"] for p in done.document["problems"] if p["severity"] == "error"] == [
            "G103"
        ]


def test_no_word_of_carrying_where_nothing_was_carried(run: Run) -> None:
    """A member with its published figure, and a roll without mergers, have no such note."""
    args = ("--datum", "2022-01-13")
    assert "as we read" not in _words(run("votes", "--gemeente", "Borne", *args).out)
    assert "as we read" not in _words(run("votes", *args, "--peildatum", "2022").out)


# How it says no: problems, exit code 1.


@pytest.mark.parametrize(
    ("args", "code", "column", "value", "said"),
    [
        (["--gemeente", "Utrect"], "G101", "--gemeente", "Utrect", ["Utrecht (GM0344)"]),
        (["--gemeente", "qqqq"], "G101", "--gemeente", "qqqq", []),
        (["--gemeente", ""], "G101", "--gemeente", "", []),
        (["--gemeente", "GM9999"], "G101", "--gemeente", "GM9999", []),
        (
            ["--gemeente", "bergen"],
            "G102",
            "--gemeente",
            "bergen",
            ["Bergen (NH.) (GM0373)", "Bergen (L.) (GM0893)"],
        ),
        (
            ["--gemeente", "Weesp"],
            "G103",
            "--gemeente",
            "Weesp",
            ["Amsterdam", "24 March 2022"],
        ),
        (
            ["--gemeente", "GM0788"],
            "G103",
            "--gemeente",
            "GM0788",
            ["Boxtel", "Oisterwijk", "Tilburg", "Vught", "1 January 2021"],
        ),
        (
            ["--gemeente", "Menterwolde", "--peildatum", "2018"],
            "G103",
            "--gemeente",
            "Menterwolde",
            ["Midden-Groningen", "1 January 2018"],
        ),
        (
            ["--gemeente", "Voorne aan Zee", "--peildatum", "2022"],
            "G104",
            "--gemeente",
            "Voorne aan Zee",
            [],
        ),
        (["--provincie", "Holland"], "G105", "--provincie", "Holland", PROVINCES),
        (["--peildatum", "2017"], "P101", "--peildatum", "2017-01-01", []),
        (
            ["--peildatum", "2024", "--voorlopig"],
            "P101",
            "--peildatum",
            "2024-01-01",
            ["2025-01-01, 2026-01-01"],
        ),
        (
            ["--peildatum", "2026", "--datum", "2025-12-31"],
            "P102",
            "--peildatum",
            "2026-01-01",
            ["31 December 2025"],
        ),
        (["--datum", "2018-12-31"], "P103", "--datum", "2018-12-31", []),
        (["--datum", "2018-06-26"], "P103", "--datum", "2018-06-26", []),
    ],
)
def test_problem(
    run: Run, args: list[str], code: str, column: str, value: str, said: list[str]
) -> None:
    """A problem is said to a person on standard error, or stands as data in the JSON."""
    done = run("votes", *args)
    assert (done.code, done.out) == (1, "")
    assert code in done.err
    assert "Traceback" not in done.err
    for text in said:
        assert text in _words(done.err)
    as_csv = run("votes", *args, "--format", "csv")
    assert (as_csv.code, as_csv.out) == (1, "")
    as_json = run("votes", *args, "--format", "json")
    assert as_json.code == 1
    problem = _problem(as_json)
    keys = ["code", "severity", "file", "row", "column", "value", "expected"]
    assert list(problem) == keys
    assert [problem[key] for key in keys[:-1]] == [code, "error", None, None, column, value]


def test_expected_is_data(run: Run) -> None:
    """What would have been right stands in ``expected``, in a few words without a sentence."""
    wanted = {
        "Utrect": "Utrecht (GM0344)",
        "bergen": "Bergen (NH.) (GM0373), Bergen (L.) (GM0893)",
        "Weesp": "Amsterdam (GM0363), 2022-03-24",
        "qqqq": None,
    }
    for name, expected in wanted.items():
        done = run("votes", "--gemeente", name, "--format", "json")
        assert _problem(done)["expected"] == expected


def test_every_name_is_checked_in_one_run(run: Run) -> None:
    """All wrong names are found at once, and with one of them nothing is shown."""
    names = ["Weesp", "Borne", "Utrect", "Bergen", "Haaren"]
    args = [arg for name in names for arg in ("--gemeente", name)]
    done = run("votes", *args, "--format", "json")
    assert done.code == 1
    assert done.document["members"] == []
    assert [(problem["code"], problem["value"]) for problem in done.document["problems"]] == [
        ("G103", "Weesp"),
        ("G101", "Utrect"),
        ("G102", "Bergen"),
        ("G103", "Haaren"),
    ]
    assert run("votes", *args).out == ""


def test_abroad_is_no_municipality(run: Run) -> None:
    """Land across the border stands in the boundary changes; it never was a municipality."""
    for text in ("Buitenland", "GM0998"):
        assert _problem(run("votes", "--gemeente", text, "--format", "json"))["code"] == "G101"


# How it says no: wrong usage, exit code 2.


@pytest.mark.parametrize(
    "args",
    [
        ["--voorlopig"],
        ["--voorlopig", "--datum", "2026-06-10"],
        ["--peildatum", "2024-06-01"],
        ["--peildatum", "2024-01-02"],
        ["--peildatum", "1-1-2024"],
        ["--peildatum", "01-01-2024"],
        ["--peildatum", "24"],
        ["--peildatum", "2024-01"],
        ["--peildatum", "2024-1-1"],
        ["--peildatum", "0000"],
        ["--peildatum", "-2024"],
        ["--peildatum", "jaar"],
        ["--peildatum", ""],
        ["--datum", "2026"],
        ["--datum", "2026-06-31"],
        ["--datum", "2026-6-1"],
        ["--datum", "16-06-2026"],
        ["--datum", "2026/06/16"],
        ["--datum", "2026-06-16T10:00"],
        ["--datum", ""],
        ["--sort", "naam"],
        ["--sort", ""],
        ["--format", "xml"],
        ["--format", "JSON"],
        ["--gemeenten", "Utrecht"],
        ["Utrecht"],
    ],
)
def test_wrong_usage(run: Run, args: list[str]) -> None:
    """What no option can be is wrong usage, with a hint at the help, and no output."""
    done = run("votes", *args)
    assert (done.code, done.out) == (2, "")
    assert "alvvote votes --help" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "option", ["--gemeente", "--provincie", "--sort", "--datum", "--peildatum", "--format"]
)
def test_an_option_without_its_value(run: Run, option: str) -> None:
    """An option that ends the line without a value is wrong usage, said like all wrong usage."""
    done = run("votes", option)
    assert (done.code, done.out) == (2, "")
    assert option in done.err
    assert "alvvote votes --help" in done.err


@pytest.mark.parametrize(
    "args",
    [
        ["--datum", "2026-W25-1"],
        ["--peildatum", "2024-W01-1"],
        ["--peildatum", "20240101"],
    ],
)
def test_other_iso_forms_are_wrong_usage(run: Run, args: list[str]) -> None:
    """A date has one form, and a reference date two: weeks and dates without hyphens are none."""
    assert run("votes", "--gemeente", "Borne", *args).code == 2


def test_usage_names_the_option(run: Run) -> None:
    """The message says which option is wrong, and what was given."""
    done = run("votes", "--peildatum", "2024-06-01")
    assert "--peildatum" in done.err
    assert "2024-06-01" in done.err
    assert "--voorlopig" in run("votes", "--voorlopig").err


# Files.


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_output_file(run: Run, tmp_path: Path, form: str) -> None:
    """A file holds what standard output would have held, which then stays empty."""
    file = tmp_path / "votes.out"
    file.write_text("old", encoding="utf-8")
    args = ("votes", "--gemeente", "Borne", "--format", form)
    done = run(*args, "--output", file)
    assert (done.code, done.out) == (0, "")
    assert file.read_bytes().decode("utf-8") == run(*args).out
    assert list(tmp_path.iterdir()) == [file]


def test_output_through_a_link(run: Run, tmp_path: Path) -> None:
    """Where the file is a symbolic link, what it points at is written and the link stays."""
    target = tmp_path / "target.json"
    link = tmp_path / "link.json"
    link.symlink_to(target)
    assert run("votes", "--gemeente", "Borne", "--format", "json", "--output", link).code == 0
    assert link.is_symlink()
    assert '"GM0147"' in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--gemeente", "Utrect"], 1),
        (["--gemeente", "Borne", "--gemeente", "Weesp"], 1),
        (["--datum", "2018-06-26"], 1),
        (["--provincie", "Holland"], 1),
        (["--voorlopig"], 2),
        (["--datum", "gisteren"], 2),
    ],
)
def test_a_failure_leaves_the_file_alone(
    run: Run, tmp_path: Path, form: str, args: list[str], code: int
) -> None:
    """With an error an existing file stays as it was, a new one is not made, and nothing stays."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"old\r\n")
    for file in (old, new):
        assert run("votes", *args, "--format", form, "--output", file).code == code
    assert old.read_bytes() == b"old\r\n"
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_output_that_cannot_be_written(run: Run, tmp_path: Path, form: str) -> None:
    """A folder that is not there, or a folder itself, takes no output: said, without a trace."""
    for file in (tmp_path / "nowhere" / "votes.csv", tmp_path):
        done = run("votes", "--gemeente", "Borne", "--format", form, "--output", file)
        assert (done.code, done.out) == (1, "")
        assert "F116" in done.err
        assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the output cannot be put in its place, the old file stays and no part of the new."""

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    file = tmp_path / "votes.csv"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", full)
    done = run("votes", "--format", "csv", "--output", file)
    assert (done.code, done.out) == (1, "")
    assert "F116" in done.err
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_output_that_cannot_be_written_in_json(run: Run, tmp_path: Path) -> None:
    """With --format json this problem too stands in ``problems``, and no member does."""
    file = tmp_path / "nowhere" / "votes.json"
    done = run("votes", "--gemeente", "Borne", "--format", "json", "--output", file)
    assert done.code == 1
    assert _problem(done)["code"] == "F116"


# The same everywhere.


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_same_in_every_language(run_process: Run, form: str) -> None:
    """What a program reads is byte for byte the same in English and in Dutch."""
    args = ("votes", "--datum", "2027-06-16", "--format", form)
    english, dutch = (
        run_process(*args, env={"ALVVOTE_LANG": language}) for language in ("en", "nl")
    )
    assert (english.code, dutch.code) == (0, 0)
    assert english.out == dutch.out


def test_problems_are_the_same_in_every_language(run_process: Run) -> None:
    """Problems in JSON hold no sentences, and are the same in English and in Dutch."""
    args = ("votes", "--gemeente", "Bergen", "--gemeente", "Weesp", "--format", "json")
    english, dutch = (
        run_process(*args, env={"ALVVOTE_LANG": language}) for language in ("en", "nl")
    )
    assert (english.code, dutch.code) == (1, 1)
    assert english.out == dutch.out


def test_as_a_process(run_process: Run) -> None:
    """The command as people start it, in a folder of its own: answer, nothing else, code 0."""
    done = run_process("votes", "--gemeente", "Utrecht", cwd=Path(__file__).parent)
    assert (done.code, done.err) == (0, "")
    assert "Utrecht (GM0344)   75 votes" in done.out
    assert "\x1b" not in done.out
