"""``alvvote agenda``: items, texts, terms, and an agenda file, from the command line.

Expected are published deadlines, the law, a test vector of SHA-256, and what was typed; all items
are invented.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHECKOUT, Ran, Run

Do = Callable[..., Ran]
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
"""SHA-256 of the three bytes "abc" (FIPS 180-2, appendix B.1)."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the folder of a test the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def do(run: Run) -> Do:
    """Return a function that runs a command that must succeed; first on a new dossier."""

    def run_well(*args: str | Path) -> Ran:
        ran = run(*args)
        assert ran.code == 0, ran.err
        return ran

    # The meeting of Wednesday 29 June 2022, of which the last day for amendments was published.
    run_well(
        *("meeting", "new", "alv.alv", "--datum", "2022-06-29", "--naam", "Voorbeeld (verzonnen)")
    )
    return run_well


def _add(do: Do, item: str, *options: str, title: str | None = None) -> Ran:
    return do("agenda", "add", item, "--titel", title or f"Voorbeeld {item}", *options)


def _items(do: Do) -> dict[str, dict[str, Any]]:
    document = do("agenda", "show", "--format", "json").document
    return {item["id"]: item for item in document["items"]}


def test_all_that_is_said_of_an_item(do: Do) -> None:
    """Each option stands where it belongs, in JSON and on the screen."""
    Path("tekst.pdf").write_bytes(b"abc")
    _add(do, "B1", "--soort", "bestuursvoorstel")
    _add(do, "M1", "--soort", "motie")
    said = _add(
        do,
        "A1",
        *("--bij", "b1", "--preadvies", "ontraden", "--meerderheid", ">=2/3"),
        *("--indiener", "Borne", "--indiener", "Utrecht", "--mede-ondertekenaar", "Soest"),
        *("--vervangt", "m1", "--ingediend", "2022-06-10T12:00", "--tekst", "tekst.pdf"),
        *("--versie", "definitief", "--tekst-datum", "2022-06-09"),
        title="Minder  koffie",
    )
    assert said.err == ""
    assert said.out.splitlines() == [
        "   3  A1  Minder koffie",
        "      amendment: to be decided",
        "      needed: at least 2/3 of the votes cast (agenda; as for a change of the",
        "      statutes, Burgerlijk Wetboek 2:43)",
        "      board advice: discourage",
        "      submitted by Borne and Utrecht",
        "      co-signed by Soest",
        "      amends B1, and comes first",
        "      when adopted these lapse: M1",
        "      came in: 2022-06-10 12.00",
        f"      text: definitive text, 9 June 2022, SHA-256 {ABC[:16]}",
    ]
    assert _items(do)["A1"] == {
        "place": 3,
        "id": "A1",
        "title": "Minder koffie",
        "kind": "amendment",
        "majority": {"fraction": "2/3", "strict": False, "source": "agenda"},
        "options": ["for", "against", "abstention", "blank"],
        "rejecting": None,
        "advice": "discourage",
        "submitters": ["Borne", "Utrecht"],
        "cosignatories": ["Soest"],
        "parent": "B1",
        "part_of": None,
        "overtakes": ["M1"],
        "submitted": "2022-06-10T12:00:00",
        "late": False,
        "texts": [{"version": "definitive", "sha256": ABC, "day": "2022-06-09"}],
        "outcome": None,
        "vote": None,
    }


def test_an_item_and_its_text_are_one_act(do: Do, run: Run) -> None:
    """Where the text cannot be read nothing is recorded; with the same id it is recorded once."""
    options = ("--soort", "motie", "--versie", "concept", "--tekst")
    refused = run("agenda", "add", "M1", "--titel", "Koffie", *options, "nergens.pdf")
    assert (refused.code, "F101" in refused.err) == (1, True)
    assert _items(do) == {}
    Path("tekst.pdf").write_bytes(b"abc")
    for recorded in (True, False):
        done = _add(do, "M1", *options, "tekst.pdf", "--act", "een", "--format", "json").document
        assert (done["recorded"], done["entries"]) == (recorded, [2, 3])


def test_what_is_changed_and_what_stays(do: Do) -> None:
    """Only what is given changes; an empty value takes away; versions of a text add up."""
    Path("een.txt").write_bytes(b"abc")
    Path("twee.txt").write_bytes(b"")
    _add(do, "M1", "--soort", "motie", "--preadvies", "ontraden", "--indiener", "Borne")
    do("agenda", "edit", "m1", "--tekst", "een.txt", "--versie", "concept")
    do("agenda", "edit", "M1", "--tekst", "twee.txt", "--versie", "gewijzigd", "--titel", "Thee")
    do("agenda", "edit", "M1", "--preadvies", "", "--meerderheid", "2/3")
    item = _items(do)["M1"]
    assert (item["title"], item["advice"], item["submitters"]) == ("Thee", None, ["Borne"])
    # SHA-256 of no bytes at all begins so (FIPS 180-2).
    assert [(t["version"], t["sha256"][:8]) for t in item["texts"]] == [
        ("concept", ABC[:8]),
        ("changed", "e3b0c442"),
    ]


def test_after_the_vote_opened_nothing_changes(do: Do, run: Run) -> None:
    """What lies before the meeting is frozen."""
    _add(do, "M1", "--soort", "motie")
    do("meeting", "fix-roll")
    do("vote", "open", "M1")
    refused = run("agenda", "edit", "M1", "--titel", "Thee")
    assert (refused.code, "M106" in refused.err) == (1, True)


def test_amendments_and_parts_stand_below_theirs(do: Do) -> None:
    """The order is that of the agenda, with what belongs to an item indented below it."""
    _add(do, "B1", "--soort", "bestuursvoorstel")
    _add(do, "M1", "--soort", "motie")
    _add(do, "A1", "--bij", "B1")
    _add(do, "M1.1", "--deel-van", "M1")
    _add(do, "A1.1", "--deel-van", "A1", "--bij", "B1")
    do("agenda", "move", "M1", "--naar", "1")
    heads = [
        line.rstrip()
        for line in do("agenda", "show").out.splitlines()
        if line.strip() and line.split()[0].isdecimal()
    ]
    assert heads == [
        "   1  M1  Voorbeeld M1",
        "       4  M1.1  Voorbeeld M1.1",
        "   2  B1  Voorbeeld B1",
        "       3  A1  Voorbeeld A1",
        "           5  A1.1  Voorbeeld A1.1",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "M1"),
        ("add", "M1", "--titel", " "),
        ("add", "M1", "--titel", "X", "--soort", "wens"),
        ("add", "M1", "--titel", "X", "--preadvies", "misschien"),
        ("add", "M1", "--titel", "X", "--meerderheid", "twee derde"),
        ("add", "M1", "--titel", "X", "--meerderheid", "3/2"),
        ("add", "M1", "--titel", "X", "--ingediend", "2022-06-10"),
        ("add", "M1", "--titel", "X", "--ingediend", "2022-06-31T12:00"),
        ("add", "M1", "--titel", "X", "--ingediend", "2022-06-10T12:00+02:00"),
        ("add", "M1", "--titel", "X", "--versie", "concept"),
        ("add", "M1", "--titel", "X", "--tekst-datum", "2022-06-10"),
        ("add", "M1", "--titel", "X", "--tekst", "een.txt"),
        ("add", "M1", "--titel", "X", "--tekst", "een.txt", "--versie", "laatste"),
        ("edit", "M1"),
        ("move", "M1", "--naar", "boven"),
        ("move", "M1", "--naar", "-1"),
        ("deadlines", "--amendementen", "morgen"),
        ("deadlines", "--moties", "2022-06-10"),
        ("deadlines", "--act", "een"),
    ],
)
def test_wrong_usage(do: Do, run: Run, arguments: tuple[str, ...]) -> None:
    """It ends with code 2, and nothing is recorded."""
    Path("een.txt").write_bytes(b"abc")
    assert run("agenda", *arguments).code == 2
    assert _items(do) == {}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "B1", "--titel", "X"), "M105"),
        (("add", "X", "--titel", "gemeente"), "M118"),
        (("add", "X/2", "--titel", "X"), "M118"),
        (("add", "X", "--titel", "X", "--bij", "B9"), "M104"),
        (("add", "X", "--titel", "X", "--soort", "motie", "--bij", "B1"), "M107"),
        (("add", "X", "--titel", "X", "--soort", "personen", "--optie", "A"), "M119"),
        (("add", "X", "--titel", "X", "--meerderheid", "2/3"), "M116"),
        (("edit", "B9", "--titel", "X"), "M104"),
        (("move", "B9", "--naar", "1"), "M104"),
        (("move", "B1", "--naar", "2"), "M117"),
    ],
)
def test_what_is_refused(do: Do, run: Run, arguments: tuple[str, ...], code: str) -> None:
    """It ends with code 1 and the code of the problem, and nothing is recorded."""
    _add(do, "B1", "--soort", "bestuursvoorstel")
    before = _items(do)
    refused = run("agenda", *arguments)
    assert (refused.code, refused.out, code in refused.err) == (1, "", True), refused.err
    assert _items(do) == before


def test_an_empty_agenda(do: Do) -> None:
    """It says what to do."""
    assert "next: alvvote agenda add" in do("agenda", "show").out


def test_a_title_cannot_steer_the_terminal(do: Do) -> None:
    """Control characters are shown as a sign, wherever the agenda is shown."""
    _add(do, "M1", "--soort", "motie", "--indiener", "\x1b[2J", title="Koffie\x1b[31m")
    for command in (
        ("agenda", "show"),
        ("agenda", "move", "M1", "--naar", "1"),
        ("meeting", "show"),
    ):
        assert "\x1b" not in do(*command).out


# Terms


def _terms(ran: Ran) -> dict[str, tuple[str, str]]:
    return {term["what"]: (term["last_day"], term["source"]) for term in ran.document["terms"]}


def test_the_calendar(do: Do) -> None:
    """Nine working days before Wednesday 29 June 2022 is Thursday 16 June: an assumption."""
    said = do("agenda", "deadlines")
    assert "Thursday 16 June 2022" in said.out
    assert "assumption: 9 working" in said.out
    assert "motions: no term, as neither law nor statutes have one" in said.out
    assert _terms(do("agenda", "deadlines", "--format", "json")) == {
        "amendments": ("2022-06-16", "assumption"),
        "meeting": ("2022-06-29", "set"),
    }


def test_the_terms_of_a_statute_change(do: Do) -> None:
    """Where an item takes two thirds, or where asked for: 7 days and 5 days before (2:42)."""
    law = "Burgerlijk Wetboek 2:42"
    expected = {
        "amendments": ("2022-06-16", "assumption"),
        "notice": ("2022-06-22", law),
        "text open": ("2022-06-24", law),
        "meeting": ("2022-06-29", "set"),
    }
    asked = do("agenda", "deadlines", "--statutenwijziging", "--format", "json")
    assert _terms(asked) == expected
    said = _add(do, "B1", "--soort", "bestuursvoorstel", "--meerderheid", "2/3")
    assert "Burgerlijk Wetboek 2:43" in " ".join(said.out.split())
    assert _terms(do("agenda", "deadlines", "--format", "json")) == expected
    shown = do("agenda", "deadlines").out
    assert "notarial deed" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_terms_that_are_set(do: Do) -> None:
    """The last one set holds; none is possible."""
    do("agenda", "deadlines", "--amendementen", "2022-06-03T17:00", "--moties", "2022-06-27 09:00")
    assert _terms(do("agenda", "deadlines", "--format", "json")) == {
        "amendments": ("2022-06-03", "set"),
        "motions": ("2022-06-27", "set"),
        "meeting": ("2022-06-29", "set"),
    }
    assert "Friday 3 June 2022, 17.00" in do("agenda", "deadlines").out
    said = do("agenda", "deadlines", "--amendementen", "geen", "--moties", "geen")
    assert "amendments: no term" in said.out
    assert "motions: no term\n" in said.out


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("geen-meerderheid", "no majority in vote K1; to be decided"),
        ("geen-quorum", "no quorum in vote K1; to be decided"),
        ("aangenomen", "ADOPTED"),
    ],
)
def test_a_vote_that_decided_nothing_is_said(do: Do, outcome: str, status: str) -> None:
    """The item stays to be decided, and the agenda says how its vote ended."""
    options = ("--optie", "A", "--optie", "B", "--optie", "C")
    do("meeting", "fix-roll")
    _add(do, "K1", "--soort", "resolutie", *options)
    assert "to be decided" in do("agenda", "show").out
    do("vote", "open", "K1")
    do("vote", "cast", "K1", "--gemeente", "Utrecht", "--stem", "A")
    do("vote", "close", "K1")
    option = ("--optie", "A") if outcome == "aangenomen" else ()
    do("vote", "declare", "K1", "--oordeel", outcome, *option)
    assert f"resolution: {status}\n" in do("agenda", "show").out
    assert f"K1  Voorbeeld K1: {status}\n" in do("meeting", "show").out


def test_what_came_in_late_is_flagged(do: Do) -> None:
    """At once, and in every list; that it is late does not keep it off the agenda."""
    _add(do, "B1", "--soort", "bestuursvoorstel")
    _add(do, "M1", "--soort", "motie", "--ingediend", "2022-06-28T23:00")
    late = ("--bij", "B1", "--ingediend", "2022-06-17T00:00")
    assert 'W401  "A1": came in after the term of 16 June 2022' in _add(do, "A1", *late).err
    assert "(LATE, W401)" in do("agenda", "show").out
    for command in (("agenda", "show"), ("agenda", "deadlines")):
        problems = do(*command, "--format", "json").document["problems"]
        assert [(p["code"], p["value"]) for p in problems] == [("W401", "A1")]
    assert do("agenda", "edit", "A1", "--ingediend", "2022-06-16T23:59").err == ""
    assert "W401" in do("agenda", "deadlines", "--moties", "2022-06-28T22:59").err


def test_an_impossible_term_is_reported(do: Do) -> None:
    """The definitive text of a day after the term can be amended by nobody."""
    Path("tekst.txt").write_bytes(b"abc")
    text = ("--tekst", "tekst.txt", "--versie", "definitief", "--tekst-datum", "2022-06-17")
    added = _add(do, "B1", "--soort", "bestuursvoorstel", *text)
    assert "W402" in added.err
    assert "W402" in do("agenda", "deadlines").err
    assert do("agenda", "deadlines", "--amendementen", "2022-06-20T12:00").err == ""


# An agenda file


def _without(file: Path, *ids: str) -> str:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f"{i}," for i in ids)))


def test_an_agenda_file_is_imported_in_one_act(do: Do, run: Run) -> None:
    """What a dossier records by acts is refused, with the command; the rest comes in whole."""
    example = CHECKOUT / "examples" / "voorbeeld-alv" / "agenda.csv"
    refused = run("agenda", "import", example, "--format", "json")
    assert refused.code == 1
    found = [(p["value"], p["column"], p["expected"]) for p in refused.document["problems"]]
    assert ("Motie 7", "manner", "alvvote vote acclaim") in found
    assert ("Amendement 5", "manner", "alvvote vote withdraw") in found
    assert ("Amendement 5", "kind", "alvvote agenda add --bij") in found
    assert _items(do) == {}
    own = Path("agenda.csv")
    own.write_text(_without(example, "Motie 7", "Amendement 5"), encoding="utf-8")
    done = do("agenda", "import", own, "--format", "json").document
    assert done["without_vote"] == []
    assert list(_items(do)) == done["added"]
    assert done["entries"] == [2, 1 + len(done["added"])]
    again = run("agenda", "import", own)
    assert (again.code, "M105" in again.err) == (1, True)


def test_a_file_with_an_error_is_refused_whole(do: Do, run: Run) -> None:
    """The problems are those of a tally, with their rows; nothing is recorded."""
    Path("agenda.csv").write_text("id,soort\nM1,motie\nM2,wens\n", encoding="utf-8")
    refused = run("agenda", "import", "agenda.csv", "--format", "json")
    assert refused.code == 1
    assert [(p["code"], p["row"]) for p in refused.document["problems"]] == [("A103", 3)]
    assert _items(do) == {}


def test_a_row_without_a_kind_is_an_item_without_a_vote(do: Do) -> None:
    """That is said, with how to make it a vote."""
    Path("agenda.csv").write_text("id,titel\n1,Opening\n", encoding="utf-8")
    said = do("agenda", "import", "agenda.csv")
    assert "1 item came on the agenda" in said.out
    assert "without a vote, as no kind is given: 1;" in said.out
    do("agenda", "edit", "1", "--soort", "motie")
    assert _items(do)["1"]["kind"] == "motion"


def test_a_vote_on_the_advice_is_opened_so(do: Do, run: Run) -> None:
    """Whether the advice or the motion is voted on is decided when the vote opens."""
    rows = "id,soort,preadvies,onderwerp\nM1,motie,aanhouden,preadvies\n"
    Path("agenda.csv").write_text(rows, encoding="utf-8")
    refused = run("agenda", "import", "agenda.csv")
    assert (refused.code, "M124" in refused.err) == (1, True)
    assert _items(do) == {}


def test_the_document_is_json_to_the_end(do: Do) -> None:
    """Warnings stand in it, and standard error is empty."""
    _add(do, "B1", "--soort", "bestuursvoorstel")
    late = ("--bij", "B1", "--ingediend", "2022-06-17T00:00", "--format", "json")
    ran = _add(do, "A1", *late)
    assert ran.err == ""
    document = json.loads(ran.out)
    assert [problem["code"] for problem in document["problems"]] == ["W401"]
    assert document["item"]["late"] is True
