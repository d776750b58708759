"""``alvvote representatives``, ``desk supervisor|refuse``, ``meeting opened|late``.

All people in these tests are invented (verzonnen).
"""

import csv
import io
import json
import re
import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from alvvote.ballots.columns import letter
from alvvote.basis import open_data
from alvvote.ledger.store import open_log
from alvvote.meeting.acts import Refused
from alvvote.meeting.desk_acts import Desk, Person, check_in, check_out, substitute
from alvvote.meeting.names_file import HEADERS, read_names
from alvvote.problems import Problem
from tests import ledger_worlds as worlds
from tests.conftest import CHECKOUT, Ran, Run
from tests.vote_steps import state_of

ALV = Path("alv.alv")
ONE = ("--gemeente", "Voorbeeldstad")
TWO = ("--gemeente", "Proefdam")
WHO = ("--naam", "A. de Voorbeeld", "--functie", "wethouder")
DECIDED = ("--toezichthouder", "T. Toezicht", "--reden", "verzonnen reden")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a dossier of six members in a folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    worlds.make_dossier(ALV, accreditation=True)
    return tmp_path


def _done(ran: Ran) -> Ran:
    assert ran.code == 0, (ran.out, ran.err)
    return ran


def _text(ran: Ran) -> str:
    return " ".join(ran.out.split())


def _add(run: Run, *args: str) -> Ran:
    return run("representatives", "add", *args)


def _codes(ran: Ran) -> list[str]:
    assert ran.code == 1
    return [problem["code"] for problem in ran.document["problems"]]


def _let_in(gm_code: str, person: Person) -> None:
    worlds.act(ALV, lambda state: check_in(state, gm_code, person, Desk("1")))


def test_add(run: Run) -> None:
    """Who it is, by which function, what was seen and where; in the private part alone."""
    said = ("--naam", "  A.  de Voorbeeld ", "--functie", "Wethouder")
    ran = _done(_add(run, *ONE, *said, "--volmacht", "papier", "--desk", "3"))
    assert (
        "Voorbeeldstad (GM9001): A. de Voorbeeld, wethouder; declaration on paper, desk 3"
        in _text(ran)
    )
    stands = state_of(ALV).representatives["GM9001"]
    assert (stands.name, stands.function) == ("A. de Voorbeeld", "wethouder")
    assert (stands.declaration, stands.declaration_desk, stands.came) == ("paper", "3", False)
    log = run("ledger", "log", "--format", "json")
    assert log.document["entries"][-1]["public"] == {"gm_code": "GM9001", "replaces": None}
    assert "A. de Voorbeeld" not in log.out + run("ledger", "log").out
    assert run("ledger", "export", "--output", "export.jsonl").code == 0
    assert "Voorbeeld," not in Path("export.jsonl").read_text(encoding="utf-8")
    worlds.sound(ALV)


def test_add_again(run: Run) -> None:
    """The same changes nothing; more that is known is added; another one takes --vervang."""
    first = _done(_add(run, *ONE, *WHO, "--format", "json")).document
    again = _done(_add(run, *ONE, *WHO, "--format", "json")).document
    assert (first["recorded"], again["recorded"], again["entries"]) == (True, False, None)
    assert again["head"] == first["head"]
    assert "was named already" in _add(run, *ONE, *WHO).out
    seen = _done(_add(run, *ONE, *WHO, "--volmacht", "elektronisch", "--format", "json")).document
    assert seen["representative"] == {
        "gm_code": "GM9001",
        "municipality": "Voorbeeldstad",
        "votes": 75,
        "name": "A. de Voorbeeld",
        "function": "wethouder",
        "declaration": "electronic",
        "declaration_desk": None,
        "standing": "named",
        "supervisor": None,
        "reason": None,
    }
    other = ("--naam", "B. de Voorbeeld", "--functie", "griffier", "--format", "json")
    assert _codes(_add(run, *ONE, *other)) == ["D105"]
    replaced = _done(_add(run, *ONE, *other, "--vervang")).document["representative"]
    assert (replaced["name"], replaced["declaration"]) == ("B. de Voorbeeld", None)
    worlds.sound(ALV)


def test_by_which_desk_the_declaration_was_seen(run: Run) -> None:
    """It stays the one that saw it, whatever another desk adds; seen anew it is the other one."""
    assert run("desk", "supervisor", "--naam", "T. Toezicht").code == 0

    def listed() -> tuple[str | None, str | None]:
        ran = run("representatives", "list", "--format", "json").document
        (one,) = [each for each in ran["representatives"] if each["gm_code"] == "GM9001"]
        return one["declaration"], one["declaration_desk"]

    _done(_add(run, *ONE, *WHO, "--volmacht", "elektronisch", "--desk", "4"))
    assert listed() == ("electronic", "4")
    _done(_add(run, *ONE, *WHO, *DECIDED, "--desk", "7"))
    assert listed() == ("electronic", "4")
    worlds.act(ALV, lambda state: check_in(state, "GM9001", None, Desk("5")))
    assert listed() == ("electronic", "4")
    table = run("representatives", "list").out
    assert re.search(r"electronic\s.*\n.*declaration, desk 4", table)
    worlds.act(ALV, lambda state: check_out(state, "GM9001", None))
    again = Person("A. de Voorbeeld", "wethouder", "paper")
    worlds.act(ALV, lambda state: check_in(state, "GM9001", again, Desk("8")))
    assert listed() == ("paper", "8")
    other = Person("B. de Voorbeeld", "griffier")
    worlds.act(ALV, lambda state: substitute(state, "GM9001", other, Desk("9")))
    assert listed() == (None, None)
    worlds.sound(ALV)


def test_what_becomes_known_of_the_same_person(run: Run) -> None:
    """What was decided goes on to count; of who came and left nothing is named anew unasked."""
    assert run("desk", "supervisor", "--naam", "T. Toezicht").code == 0
    deputy = ("--naam", "C. de Voorbeeld", "--functie", "loco-secretaris")
    _done(_add(run, *ONE, *deputy, *DECIDED))
    _done(_add(run, *ONE, *deputy, "--volmacht", "papier", "--desk", "4"))
    stands = state_of(ALV).representatives["GM9001"]
    assert (stands.supervisor, stands.reason) == ("T. Toezicht", "verzonnen reden")
    assert stands.declaration == "paper"
    worlds.act(ALV, lambda state: check_in(state, "GM9001", None, Desk("5")))
    worlds.act(ALV, lambda state: check_out(state, "GM9001", None))
    more = (*ONE, *deputy, "--volmacht", "elektronisch")
    assert _codes(_add(run, *more, "--format", "json")) == ["D105"]
    assert state_of(ALV).representatives["GM9001"].came
    _done(_add(run, *more, "--vervang"))
    worlds.sound(ALV)


def test_the_same_person(run: Run) -> None:
    """Nobody is taken for the same or for another one without an answer; it is kept."""
    _done(_add(run, *ONE, *WHO))
    same = (*TWO, "--naam", "a de voorbééld", "--functie", "griffier", "--format", "json")
    refused = _add(run, *same)
    assert _codes(refused) == ["D102"]
    assert refused.document["problems"][0]["expected"] == "Voorbeeldstad (GM9001)"
    yes = _done(_add(run, *same, "--zelfde-persoon", "ja")).document
    assert (yes["recorded"], yes["refused"], yes["represents"]) == (True, True, "GM9001")
    assert yes["representative"]["name"] is None
    assert "GM9002" not in state_of(ALV).representatives
    no = _done(_add(run, *same, "--zelfde-persoon", "nee")).document
    assert (no["refused"], no["representative"]["name"]) == (False, "a de voorbééld")
    one, two = (state_of(ALV).representatives[code] for code in ("GM9001", "GM9002"))
    assert two.others == (one.entry,)
    assert "NOT NAMED" in _add(run, "--gemeente", "Testelo", *WHO, "--zelfde-persoon", "ja").out
    worlds.sound(ALV)


class _Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "code", "named"),
    [
        ("nee\n", 0, True),
        ("misschien\nN\n", 0, True),
        ("ja\n", 0, False),
        ("", 1, False),
    ],
)
def test_who_sits_there_is_asked(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    code: int,
    named: bool,  # noqa: FBT001
) -> None:
    """At a terminal the command asks; without an answer nothing is recorded."""
    _done(_add(run, *ONE, *WHO))
    size = state_of(ALV).size
    monkeypatch.setattr(sys, "stdin", _Keyboard(typed))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = _add(run, *TWO, *WHO)
    assert ran.code == code
    assert "A. de Voorbeeld (wethouder) stands for Voorbeeldstad (GM9001) too." in ran.err
    assert ran.err.count("[y/n]") == max(1, typed.count("\n"))
    state = state_of(ALV)
    assert ("GM9002" in state.representatives) == named
    assert state.size == size + (code == 0)


def test_of_several_the_one_that_was_answered_is_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No to the first of that name, yes to the second: the record says that it is the second."""
    _done(_add(run, *ONE, *WHO))
    _done(_add(run, "--gemeente", "Testelo", *WHO, "--zelfde-persoon", "nee"))
    monkeypatch.setattr(sys, "stdin", _Keyboard("nee\nja\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = _done(_add(run, *TWO, *WHO))
    assert "wethouder represents Testelo (GM9003), and cannot represent" in _text(ran)
    with open_log(str(ALV), write=False) as log:
        entry = list(log.entries())[-1]
    assert entry.kind == "representative.refused"
    entry_of_third = state_of(ALV).representatives["GM9003"].entry
    assert (entry.private or {})["same_as"] == entry_of_third
    worlds.sound(ALV)


def test_who_came_while_it_was_asked_is_asked_about_anew(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer was about those who were named; another desk named one more meanwhile."""
    _done(_add(run, *ONE, *WHO))

    def answer() -> str:
        said = Person("A. de Voorbeeld", "wethouder", others=(standing,))
        worlds.act(ALV, lambda state: check_in(state, "GM9003", said, Desk("9")))
        return "nee\n"

    keyboard = _Keyboard()
    monkeypatch.setattr(keyboard, "readline", answer)
    standing = state_of(ALV).representatives["GM9001"].entry
    monkeypatch.setattr(sys, "stdin", keyboard)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = _add(run, *TWO, *WHO)
    assert (ran.code, "D102" in ran.err, "Testelo (GM9003)" in ran.err) == (1, True, True)
    assert "GM9002" not in state_of(ALV).representatives


def test_nobody_is_asked_where_it_is_of_no_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not where something else stands in the way as well, nor where nobody has that name."""
    _done(_add(run, *ONE, *WHO))
    monkeypatch.setattr(sys, "stdin", _Keyboard("nee\n" * 3))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = _add(run, *TWO, "--naam", "A. de Voorbeeld", "--functie", "loco-secretaris")
    assert (ran.code, "D101" in ran.err, "[y/n]" in ran.err) == (1, True, False)
    ran = _add(run, *TWO, "--naam", "B. de Voorbeeld", "--functie", "griffier")
    assert (ran.code, ran.err.count("[y/n]")) == (0, 0)
    ran = _add(run, "--gemeente", "Nergenshuizen", *WHO)
    assert (ran.code, "G101" in ran.err) == (1, True)


def test_deputies_take_a_supervisor(run: Run) -> None:
    """One named for the day, by name, and a reason; both are kept."""
    deputy = (*ONE, "--naam", "B. Voorbeeld", "--functie", "loco-secretaris", "--format", "json")
    assert _codes(_add(run, *deputy)) == ["D101"]
    assert _codes(_add(run, *deputy, *DECIDED)) == ["D103"]
    assert "nobody is named" in run("desk", "supervisor").out
    named = _done(run("desk", "supervisor", "--naam", "T. Toezicht", "--format", "json")).document
    assert (named["recorded"], named["supervisors"]) == (True, ["T. Toezicht"])
    twice = _done(run("desk", "supervisor", "--naam", "t toezicht", "--format", "json")).document
    assert (twice["recorded"], twice["supervisors"]) == (False, ["T. Toezicht"])
    listed = _done(run("desk", "supervisor", "--format", "json")).document
    assert (listed["supervisors"], "recorded" in listed) == (["T. Toezicht"], False)
    stands = _done(_add(run, *deputy, *DECIDED)).document["representative"]
    assert (stands["supervisor"], stands["reason"]) == ("T. Toezicht", "verzonnen reden")
    assert run("desk", "supervisor", "--naam", " ").code == 1


@pytest.mark.parametrize(
    "args",
    [
        (*ONE, "--naam", "A"),
        (*ONE, "--functie", "griffier"),
        (*ONE, "--naam", " ", "--functie", "griffier"),
        (*ONE, *WHO, "--volmacht", "fax"),
        (*ONE, *WHO, "--zelfde-persoon", "misschien"),
        (*ONE, *WHO, "--toezichthouder", "T. Toezicht"),
    ],
)
def test_wrong_usage(run: Run, args: tuple[str, ...]) -> None:
    """What cannot be read is said, and nothing is recorded."""
    size = state_of(ALV).size
    assert _add(run, *args).code == 2
    assert state_of(ALV).size == size


def test_withdraw_and_list(run: Run) -> None:
    """Who is named, came, left, for whom there is nobody; and that it is not to be published."""
    _done(_add(run, *ONE, *WHO, "--volmacht", "papier"))
    for name, code in (("Testelo", "x"), ("Modelwijk", "y"), ("Schetsen", "z")):
        said = ("--naam", f"V. {code}", "--functie", "raadslid")
        _done(_add(run, "--gemeente", name, *said))
    _let_in("GM9003", Person("V. x", "raadslid"))
    _let_in("GM9004", Person("V. y", "raadslid"))
    worlds.act(ALV, lambda state: check_out(state, "GM9004", None))
    gone = ("representatives", "withdraw", "--gemeente", "Schetsen", "--format", "json")
    assert _done(run(*gone, "--reden", "ziek")).document["representative"]["standing"] == "nobody"
    assert _codes(run(*gone)) == ["V151"]
    document = _done(run("representatives", "list", "--format", "json")).document
    assert document["not_for_publication"] is True
    assert {row["municipality"]: row["standing"] for row in document["representatives"]} == {
        "Modelwijk": "left",
        "Proefdam": "nobody",
        "Schetsen": "nobody",
        "Testelo": "accredited",
        "Verzonnen": "nobody",
        "Voorbeeldstad": "named",
    }
    assert (document["nobody"], document["accredited"]) == (3, 1)
    text = _done(run("representatives", "list")).out
    assert text.splitlines()[0].strip().startswith("FOR THE OFFICE ALONE")
    assert "nobody is named for 3: Proefdam, Schetsen and Verzonnen" in text
    assert "named: 3 of 6 members; accredited: 1" in text
    assert max(map(len, text.splitlines())) <= 80
    rows = _done(run("representatives", "list", "--format", "csv"))
    assert "FOR THE OFFICE ALONE" in rows.err
    read = list(csv.DictReader(io.StringIO(rows.out)))
    assert [row["name"] for row in read if row["gm_code"] == "GM9001"] == ["A. de Voorbeeld"]


def test_no_name_is_a_formula(run: Run) -> None:
    """What a municipality wrote as a name is not calculated by the spreadsheet of the office."""
    _done(_add(run, *ONE, "--naam", '=HYPERLINK("x")', "--functie", "griffier"))
    rows = run("representatives", "list", "--format", "csv").out
    assert "\"'=HYPERLINK(" in rows


def test_after_erasure_the_list_says_so(run: Run) -> None:
    """That there was somebody, and no longer who."""
    _done(_add(run, *ONE, *WHO))
    _done(run("desk", "supervisor", "--naam", "T. Toezicht"))
    _done(run("ledger", "erase", "--personal", "--reden", "verzonnen"))
    ran = _done(run("representatives", "list"))
    assert "erased" in ran.out
    assert "Voorbeeld," not in ran.out
    document = run("representatives", "list", "--format", "json").document
    assert [r["name"] for r in document["representatives"] if r["standing"] == "erased"] == [None]
    assert "erased" in run("desk", "supervisor").out
    assert "decided on today by erased" in run("meeting", "show").out
    # A new one takes --vervang, as somebody is named.
    assert _add(run, *ONE, *WHO).code == 1
    _done(_add(run, *ONE, *WHO, "--vervang"))
    worlds.sound(ALV)


def test_refuse(run: Run) -> None:
    """Kept with its reason; who represents the member does not change."""
    who = ("desk", "refuse", *ONE, "--naam", "A. de Voorbeeld", "--functie", "Minister")
    assert _codes(run(*who, "--format", "json")) == ["D111"]
    ran = _done(run(*who, "--reden", "geen functie", "--desk", "2"))
    assert "NOT admitted for Voorbeeldstad (GM9001)" in ran.out
    assert "GM9001" not in state_of(ALV).representatives
    assert _codes(run(*who, *DECIDED, "--format", "json")) == ["D103"]
    worlds.sound(ALV)


def test_the_settings_of_the_day(run: Run) -> None:
    """``meeting show`` says when it was opened, who decides, and what holds for who comes late."""
    shown = run("meeting", "show")
    assert "deputies are decided on by a supervisor (assumption); nobody is named" in shown.out
    assert "who comes after the opening is admitted (assumption" in shown.out
    late = _done(run("meeting", "late", "toezichthouder", "--format", "json")).document
    assert late["late_admitted"] is False
    assert run("meeting", "late", "morgen").code == 2
    opened = _done(run("meeting", "opened", "--format", "json")).document
    assert opened["opened"] == state_of(ALV).opened
    assert _codes(run("meeting", "opened", "--format", "json")) == ["D110"]
    _done(run("desk", "supervisor", "--naam", "T. Toezicht"))
    document = run("meeting", "show", "--format", "json").document
    assert (document["opened"], document["late_admitted"]) == (opened["opened"], False)
    assert document["supervisors"] == ["T. Toezicht"]
    shown = run("meeting", "show")
    assert "on who comes after the opening a supervisor decides (set for this" in shown.out
    assert "decided on today by T. Toezicht" in shown.out
    assert "the chair opened the meeting at" in shown.out
    with pytest.raises(Refused) as refused:
        _let_in("GM9001", Person("A. de Voorbeeld", "wethouder"))
    assert [problem.code for problem in refused.value.problems] == ["D104"]
    _done(run("meeting", "late", "toegelaten"))
    _let_in("GM9001", Person("A. de Voorbeeld", "wethouder"))


# A file of many.

GOOD = "gemeente,naam,functie,volmacht,opmerking\n"


def _file(text: str, name: str = "namen.csv") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def _import(run: Run, file: str, *args: str) -> Ran:
    return run("representatives", "import", file, "--format", "json", *args)


def test_import(run: Run) -> None:
    """In one act; the same file again changes nothing; another name takes --vervang."""
    rows = ["Voorbeeldstad,A. Een,wethouder,papier,verzonnen", "gm9002,B. Twee,Griffier,,"]
    file = _file(GOOD + "\n".join(rows) + "\n")
    first = _done(_import(run, file)).document
    assert (first["named"], first["replaced"], first["unchanged"]) == (["GM9001", "GM9002"], [], [])
    assert first["entries"][1] - first["entries"][0] == 1
    again = _done(_import(run, file)).document
    assert (again["recorded"], again["unchanged"]) == (False, ["GM9001", "GM9002"])
    assert again["head"] == first["head"]
    # A declaration that was seen since is more that is known of the same person.
    rows = ["Voorbeeldstad,a een,wethouder,,", "Proefdam,B. Twee,griffier,elektronisch,"]
    other = _file(GOOD + "\n".join([*rows, "Testelo,C. Drie,raadslid,,"]) + "\n")
    more = _done(_import(run, other)).document
    assert (more["named"], more["unchanged"]) == (["GM9002", "GM9003"], ["GM9001"])
    other = _file(GOOD + "Testelo,D. Vier,raadslid,,\nModelwijk,E. Vijf,secretaris,,\n")
    refused = _import(run, other)
    assert [(p["code"], p["row"], p["column"]) for p in refused.document["problems"]] == [
        ("D105", 2, "gemeente")
    ]
    assert "GM9004" not in state_of(ALV).representatives
    done = _done(_import(run, other, "--vervang")).document
    assert (done["named"], done["replaced"]) == (["GM9004"], ["GM9003"])
    assert state_of(ALV).representatives["GM9003"].name == "D. Vier"
    text = run("representatives", "import", _file(GOOD + "Testelo,F,griffier,,\n"), "--vervang").out
    assert "instead of another one: Testelo" in text
    worlds.sound(ALV)


def test_everything_that_is_wrong_is_told_at_once(run: Run) -> None:
    """With row, column and what was found; nothing is recorded."""
    _done(_add(run, "--gemeente", "Verzonnen", "--naam", "Z. Zes", "--functie", "griffier"))
    _let_in("GM9005", Person("S. Zeven", "griffier"))
    before = worlds.contents(ALV)
    rows = [
        "Voorbeeldstat,A. Een,wethouder,,",
        "Proefdam,,minister,fax,",
        "Testelo,B. Twee,minister,,",
        "Modelwijk,z zes,loco-secretaris,,",
        "Verzonnen,Y. Ander,raadslid,,",
        "testelo,C. Drie,griffier,,",
        ",D,griffier,,",
        "Schetsen,E. Vijf,griffier,,",
        "Voorbeeldstad,...,griffier,,",
    ]
    found = _import(run, _file(GOOD + "\n".join(rows) + "\n"))
    assert found.code == 1
    assert [(p["code"], p["row"], p["column"], p["value"]) for p in found.document["problems"]] == [
        ("B201", 2, "gemeente", "Voorbeeldstat"),
        ("D124", 3, "naam", None),
        ("D121", 3, "volmacht", "fax"),
        ("V124", 4, "functie", "minister"),
        ("D123", 5, "naam", "z zes"),
        ("D120", 5, "functie", "loco-secretaris"),
        ("D105", 6, "gemeente", "Verzonnen (GM9006)"),
        ("D122", 7, "gemeente", "Testelo"),
        ("D124", 8, "gemeente", None),
        ("M112", 9, "gemeente", "Schetsen (GM9005)"),
        ("D106", 10, "naam", "..."),
    ]
    assert found.document["problems"][0]["expected"] == "Voorbeeldstad (GM9001)"
    assert worlds.contents(ALV) == before


def test_a_function_that_is_misspelled(run: Run) -> None:
    """Of the five functions the nearest is asked for; of what is near to none, nothing is."""
    refused = run("representatives", "import", _file(GOOD + "Testelo,A. Een,wethuoder,,\n"))
    assert "did you mean wethouder?" in " ".join(refused.err.split())
    refused = run("representatives", "import", _file(GOOD + "Testelo,A. Een,minister,,\n"))
    assert "did you mean" not in refused.err


def test_namesakes_in_the_file(run: Run) -> None:
    """The second row of a name is told, unless both stand already as different people."""
    two = _file(GOOD + "Testelo,A. Een,griffier,,\nModelwijk,a een,raadslid,,\n")
    found = _import(run, two)
    assert [(p["code"], p["row"], p["expected"]) for p in found.document["problems"]] == [
        ("D123", 3, "Testelo (GM9003)")
    ]
    _done(_add(run, "--gemeente", "Testelo", "--naam", "A. Een", "--functie", "griffier"))
    said = ("--naam", "A. Een", "--functie", "raadslid", "--zelfde-persoon", "nee")
    _done(_add(run, "--gemeente", "Modelwijk", *said))
    assert _done(_import(run, two)).document["unchanged"] == ["GM9003", "GM9004"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("naam,functie\nA,griffier\n", ["F112"]),
        ("gemeente;naam\nTestelo;A\n", ["F112"]),
        ("gemeente,naam,naam,functie\nTestelo,A,B,griffier\n", ["F113"]),
        ("gemeente,naam,functie\n", ["F103"]),
        ("gemeente,naam,functie,\nTestelo,A,griffier,x\n", ["F114"]),
        ("gemeente,gm_code,naam,functie\nTestelo,GM9001,A,griffier\n", ["B206"]),
        ("gm_code,naam,functie\nGM0000,A,griffier\n", ["B201"]),
    ],
)
def test_files_that_are_none(run: Run, text: str, codes: list[str]) -> None:
    """What the table itself lacks."""
    assert _codes(_import(run, _file(text))) == codes


def test_other_files(run: Run) -> None:
    """XLSX as well as CSV; a column that is not used is said; a file that is not there."""
    book = Workbook()
    sheet = book.create_sheet("namen", 0)
    sheet.append(["gm_code", "naam", "functie", "telefoon"])
    sheet.append(["GM9003", "A. Een", "griffier", "verzonnen"])
    book.active = 0
    book.save("namen.xlsx")
    done = _done(_import(run, "namen.xlsx", "--sheet", "namen")).document
    assert done["named"] == ["GM9003"]
    assert [(p["code"], p["column"]) for p in done["problems"]] == [("W204", "telefoon")]
    assert _codes(_import(run, "weg.csv")) == ["F101"]
    wide = ",".join(f"k{letter(index)}" for index in range(30))
    _done(_import(run, _file(f"gemeente,naam,functie,{wide}\nTestelo,A. Een,griffier{',' * 30}\n")))


texts = st.text(st.sampled_from("Testelo GM9003,;\"'\n\tgriffier=é\x00…0"), max_size=60)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.lists(texts, max_size=5), max_size=4),
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
)
def test_any_file_is_read_or_refused(
    rows: list[list[str]],
    separator: str,
    headed: bool,  # noqa: FBT001
) -> None:
    """No file is a crash; and a row that was taken has a member, a name and a function."""
    at_hand = open_data([])
    assert at_hand is not None
    head = ["gemeente", "naam", "functie", "volmacht", "gm_code"]
    lines = [separator.join(row) for row in ([head] if headed else []) + rows]
    problems: list[Problem] = []
    directory = at_hand.directory(worlds.small_roll())
    data = "\n".join(lines).encode("utf-8", "surrogateescape")
    found = read_names(data, "namen.csv", None, directory, problems)
    for row in [] if found is None else found.rows:
        assert row.member.gm_code in worlds.SMALL_VOTES
        assert row.person.name
        assert row.person.function
        assert row.person.declaration in {None, "paper", "electronic"}
    if found is None or not found.rows:
        assert problems
    assert json.dumps([list(problem[:6]) for problem in problems])


def test_a_whole_assembly(run: Run, tmp_path: Path) -> None:
    """342 rows at once, each name with its own member; again they change nothing."""
    worlds.make_dossier("vol.alv", roll=worlds.full_roll(), accreditation=True)
    members = worlds.full_roll().members
    rows = [f"{m.gm_code},Voorbeeld {i},griffier" for i, m in enumerate(members)]
    file = _file("gm_code,naam,functie\n" + "\n".join(rows) + "\n")
    at = ("--dossier", str(tmp_path / "vol.alv"))
    assert len(_done(_import(run, file, *at)).document["named"]) == 342
    assert len(_done(_import(run, file, *at)).document["unchanged"]) == 342
    people = state_of(Path("vol.alv")).representatives
    assert {code: who.name for code, who in people.items()} == {
        m.gm_code: f"Voorbeeld {i}" for i, m in enumerate(members)
    }


def test_an_act_that_was_done_is_not_done_twice(run: Run) -> None:
    """With the same id nothing is recorded again, and the answer says what it was."""
    _done(_add(run, *ONE, *WHO, "--act", "een"))
    ran = _done(_add(run, *TWO, *WHO, "--act", "een"))
    assert "was recorded before" in ran.out


PAGE = (CHECKOUT / "docs" / "representatives.md").read_text(encoding="utf-8")


def test_the_page_can_be_followed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the page works, one after the other, and so does what it says of settings."""
    worlds.make_dossier("vol.alv", roll=worlds.full_roll(), accreditation=True)
    monkeypatch.setenv("ALVVOTE_DOSSIER", "vol.alv")
    _file("gemeente,naam,functie,volmacht\nAalten,V. Voorbeeld,griffier,papier\n")
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`(alvvote meeting [^`]+)`", PAGE)
    assert len(lines) > 12
    for line in lines:
        _done(run(*shlex.split(line)[1:]))
    worlds.sound("vol.alv")


def test_the_columns_are_documented() -> None:
    """The table names what the reader knows, in Dutch, and nothing else."""
    table = PAGE.partition("| column | holds |\n")[2].partition("\n\n")[0]
    named = {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    assert named == set(HEADERS.values())
