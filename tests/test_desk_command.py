"""``alvvote desk`` as single commands: each rule of a desk, and the pass that is handed out.

Members, representatives and meetings are invented (verzonnen).
"""

import io
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from alvvote.cards.pass_code import pass_in_groups
from alvvote.cards.pass_files import HandedOut, pass_data, pass_file_name, pass_pdf
from alvvote.desk import paper
from alvvote.desk.paper import NotOnPaper, print_arguments, print_out, save
from alvvote.i18n import in_language
from alvvote.meeting import events as e
from alvvote.meeting.dossier import open_dossier
from alvvote.meeting.model import State
from alvvote.meeting.rules import decide
from tests import ledger_worlds as worlds
from tests.conftest import Ran, Run
from tests.desk_steps import SUPERVISOR, World, make_world, pass_code

Do = Callable[..., Ran]
JSON = ("--format", "json")
PERSON = ("--naam", "B. van Verzonnen", "--functie", "griffier")
SEEN = ("--volmacht", "papier")
UNKNOWN = "0" * 18


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Make a meeting for one desk, in the current folder; nothing waits."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # noqa: ARG005
    return make_world(tmp_path)


@pytest.fixture
def desk(run: Run) -> Do:
    """Return a function that runs ``alvvote desk`` and gives what it left behind."""
    return lambda *args: run("desk", *args)


def _document(ran: Ran) -> Any:
    assert ran.code == 0, ran.err + ran.out
    return json.loads(ran.out)


def _codes(ran: Ran) -> list[str]:
    return [problem["code"] for problem in json.loads(ran.out)["problems"]]


def test_a_card_lets_in_who_was_named(world: World, desk: Do) -> None:
    """By its code alone; a second time it is told since when and at which desk, twice over."""
    code = world.cards["GM9001"]
    came = _document(desk("check-in", code, "--desk", "3", *JSON))
    assert (came["gm_code"], came["votes"], came["pass"]["number"]) == ("GM9001", 75, 1)
    assert came["accredited"] == {"members": 1, "votes": 75}
    again = desk("check-in", code)
    at = _document(desk("status", code, *JSON))["since"]
    hour = at["at"][11:16].replace(":", ".")
    assert again.code == 1
    assert (
        f'M112  "Voorbeeldstad (GM9001)": this member is accredited already, since {hour}, desk 3'
        in again.err
    )
    worlds.sound(world.path)


def test_the_declaration_is_seen_first(world: World, desk: Do) -> None:
    """Beforehand or now; and what the rules say goes before it."""
    code = world.cards["GM9002"]
    assert _codes(desk("check-in", code, *JSON)) == ["D107"]
    assert _codes(desk("check-in", code, *PERSON, *JSON)) == ["D150"]
    assert _codes(desk("check-in", code, "--naam", "X", "--functie", "inwoner", *JSON)) == ["V124"]
    assert desk("check-in", code, *PERSON, *SEEN).code == 0
    stands = _document(desk("status", code, *JSON))
    assert stands["representative"] == {
        "name": "B. van Verzonnen",
        "function": "griffier",
        "declaration": "paper",
    }


def test_the_same_act_hands_out_the_same_pass(world: World, desk: Do) -> None:
    """Also by a card that is used by then, or a pass that is worthless; another act is told."""
    code = world.cards["GM9001"]
    first, again = (
        _document(desk("check-in", code, "--act", "een", "--pass", name, *JSON))
        for name in ("een.pdf", "twee.pdf")
    )
    assert (first["recorded"], again["recorded"]) == (True, False)
    assert first["pass"] == again["pass"]
    assert Path("een.pdf").read_bytes() == Path("twee.pdf").read_bytes()
    held = first["pass"]["code"]
    lost, lost_again = (
        _document(desk("reissue-pass", held, "--act", "kwijt", *JSON)) for _ in "ab"
    )
    assert lost["pass"] == lost_again["pass"] != first["pass"]
    for _time in "ab":
        gone = _document(desk("check-out", lost["pass"]["code"], "--act", "weg", *JSON))
        assert gone["pass"] is None
    assert _codes(desk("check-in", code, "--act", "kwijt", *JSON)) == ["D161"]
    assert _codes(
        desk("check-in", world.cards["GM9002"], *PERSON, *SEEN, "--act", "een", *JSON)
    ) == ["D161"]
    assert "recorded before" in desk("check-in", code, "--act", "een").out
    worlds.sound(world.path)


def test_a_substitute_takes_over(world: World, desk: Do) -> None:
    """The old pass dies, the votes go on; nobody takes over from himself or from nobody."""
    code = world.cards["GM9001"]
    assert _codes(desk("substitute", code, *PERSON, *SEEN, *JSON)) == ["M113"]
    old = _document(desk("check-in", code, *JSON))["pass"]["code"]
    same = ("--naam", "a. de voorbeeld", "--functie", "wethouder")
    assert _codes(desk("substitute", code, *same, *JSON)) == ["D159"]
    assert _codes(desk("substitute", code, *PERSON, *JSON)) == ["D150"]
    new = _document(desk("substitute", old, *PERSON, *SEEN, "--desk", "4", *JSON))
    assert new["accredited"] == {"members": 1, "votes": 75}
    assert new["pass"]["number"] == 2
    stands = _document(desk("status", old, *JSON))
    assert stands["shown"]["worth"] == "substituted"
    assert stands["shown"]["worthless_since"]["desk"] == "4"
    assert stands["pass"] == new["pass"]
    assert _codes(desk("check-out", old, *JSON)) == ["D157"]
    worlds.sound(world.path)


def test_the_same_name_elsewhere(world: World, desk: Do) -> None:
    """Is it the same person? Both answers, and none."""
    assert desk("check-in", world.cards["GM9001"]).code == 0
    same = (
        world.cards["GM9003"],
        "--naam",
        "A de Voorbeeld",
        "--functie",
        "raadslid",
        *SEEN,
        "--format",
        "json",
    )
    assert _codes(desk("check-in", *same)) == ["D102"]
    refused = desk("check-in", *same, "--zelfde-persoon", "ja")
    assert _codes(refused) == ["D158"]
    assert json.loads(refused.out)["problems"][0]["expected"] == "Voorbeeldstad (GM9001)"
    # The answer is kept: who was refused, and that it is the one who stands for the other.
    with open_dossier(world.path, write=False) as opened:
        *_others, kept = opened.log.entries()
        standing = opened.state.representatives["GM9001"].entry
    assert (kept.kind, kept.public["gm_code"]) == ("representative.refused", "GM9003")
    assert kept.private is not None
    assert (kept.private["name"], kept.private["same_as"]) == ("A de Voorbeeld", standing)
    assert _document(desk("check-in", *same, "--zelfde-persoon", "nee"))["gm_code"] == "GM9003"


def test_what_a_supervisor_decides(world: World, desk: Do) -> None:
    """A deputy, and who comes late where that was set: with a name of today and a reason."""
    deputy = (
        world.cards["GM9002"],
        "--naam",
        "E. Loco",
        "--functie",
        "loco-secretaris",
        *SEEN,
        "--format",
        "json",
    )
    assert _codes(desk("check-in", *deputy)) == ["D101"]
    assert desk("check-in", *deputy, "--toezichthouder", SUPERVISOR).code == 2
    decided = ("--reden", "secretaris ziek (verzonnen)")
    assert _codes(desk("check-in", *deputy, "--toezichthouder", "X", *decided)) == ["D103"]
    assert desk("check-in", *deputy, "--toezichthouder", SUPERVISOR, *decided).code == 0
    world.happens(e.LateArrivalsSet(False), e.MeetingOpened("2026-11-25T14:00:00+01:00"))  # noqa: FBT003
    late = (world.cards["GM9001"], *JSON)
    assert _codes(desk("check-in", *late)) == ["D104"]
    assert desk("check-in", *late, "--toezichthouder", SUPERVISOR, *decided).code == 0
    # Who was in already comes back without anybody deciding.
    assert desk("check-out", world.cards["GM9001"]).code == 0
    assert desk("check-in", *late).code == 0


def test_what_a_code_can_be(world: World, desk: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown takes its time, mistyped does not; replaced, suspended and over are said."""
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    assert _codes(desk("check-in", UNKNOWN, *JSON)) == ["D152"]
    assert _codes(desk("status", pass_code(1), *JSON)) == ["D152"]
    assert slept == [2.0, 2.0]
    assert _codes(desk("check-out", world.cards["GM9001"] + "0", *JSON)) == ["D153"]
    assert _codes(desk("check-in", world.replaced, *JSON)) == ["D154"]
    assert _document(desk("status", world.replaced, *JSON))["shown"]["worth"] == "replaced"
    schors = _document(desk("status", "--gemeente", "schorsdam", *JSON))
    assert (schors["standing"], schors["votes"]) == ("no vote", 0)
    assert _document(desk("status", "--gemeente", "testelo", *JSON))["standing"] == "unnamed"
    assert _document(desk("status", "--gemeente", "voorbeeldstad", *JSON))["standing"] == "named"
    world.happens(e.MeetingPublished("2026-11-26"))
    assert _codes(desk("check-in", world.cards["GM9001"], *JSON)) == ["K103"]
    assert _document(desk("status", world.cards["GM9001"], *JSON))["standing"] == "over"
    assert len(slept) == 2
    for code in world.cards.values():
        assert code not in desk("status", code).out


def test_usage(world: World, desk: Do, run: Run) -> None:
    """A code or a municipality, a place for the file, and options behind their command."""
    code = world.cards["GM9001"]
    for arguments in (
        ("status",),
        ("status", code, "--gemeente", "Testelo"),
        ("check-in", code, "--print-command", "lp -d desk3"),
        ("check-in", code, "--print-command", "lp '{}"),
        ("check-in", code, "--print-command", "{}"),
        ("check-in", code, "--print-command", "/er-is-geen/printprogramma {}"),
        ("--desk", "3", "check-in", code),
        ("--passes", "."),
        ("--desk", "3", "--passes", "nergens"),
        ("--desk", "3"),
    ):
        assert desk(*arguments).code == 2, arguments
    assert "make it first" in desk("--desk", "3", "--passes", "nergens").err
    assert (
        "no program er-is-geen-programma"
        in desk("--desk", "3", "--print-command", "er-is-geen-programma {}").err
    )
    helped = desk()
    assert helped.code == 0
    assert "--print-command" in helped.out
    assert run("desk", "--help").out == helped.out


def test_a_pass_is_printed_without_a_shell(world: World, desk: Do, tmp_path: Path) -> None:
    """The file is private, gone afterwards, and what the command says when it fails is told."""
    script = tmp_path / "druk af.py"
    script.write_text(
        "import os, shutil, sys\n"
        "print(oct(os.stat(sys.argv[1]).st_mode)[-3:], file=open('mode', 'w'))\n"
        "open('where', 'w').write(sys.argv[1])\n"
        "shutil.copy(sys.argv[1], 'printed; rm -rf x.pdf')\n",
        encoding="utf-8",
    )
    command = f"{sys.executable} '{script}' {{}}"
    assert desk("check-in", world.cards["GM9001"], "--print-command", command).code == 0
    assert Path("mode").read_text(encoding="utf-8").strip() == "600"
    assert not Path(Path("where").read_text(encoding="utf-8")).exists()
    assert Path("printed; rm -rf x.pdf").read_bytes().startswith(b"%PDF")
    script.write_text("import sys; sys.exit('geen papier (verzonnen)')", encoding="utf-8")
    failed = desk("check-in", world.cards["GM9002"], *PERSON, *SEEN, "--print-command", command)
    assert failed.code == 1
    assert "failed with code 1: geen papier (verzonnen)" in failed.err
    assert "Proefdam (GM9002) is accredited: 48 votes" in failed.out
    assert "pass 2, code " in failed.out
    stands = _document(desk("status", "--gemeente", "Proefdam", "--pass", "p.pdf", *JSON))
    assert stands["standing"] == "in"
    assert stat.S_IMODE(Path("p.pdf").stat().st_mode) == 0o600
    assert pass_in_groups(stands["pass"]["code"]) in PdfReader("p.pdf").pages[0].extract_text()
    nobody = desk("status", "--gemeente", "Testelo", "--pass", "n.pdf", *JSON)
    assert _codes(nobody) == ["D156"]
    nowhere = desk("status", "--gemeente", "Proefdam", "--pass", "geen/p.pdf", *JSON)
    assert _codes(nowhere) == ["D155"]
    assert json.loads(nowhere.out)["pass"] == stands["pass"]


def test_a_print_command_that_hangs_or_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither stops a desk."""
    with pytest.raises(NotOnPaper, match="no such file"):
        print_out(["nergens-te-vinden", "{}"], b"%PDF")
    monkeypatch.setattr(paper, "PATIENCE", 0.05)
    with pytest.raises(NotOnPaper, match="did not end"):
        print_out([sys.executable, "-c", "import time; time.sleep(9)", "{}"], b"")
    assert print_arguments("lp -d 'balie drie' -o x={}") == ["lp", "-d", "balie drie", "-o", "x={}"]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """The place of the pass is a folder: nothing stands beside it afterwards."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "x").touch()
    with pytest.raises(NotOnPaper):
        save(str(tmp_path / "map"), b"%PDF")
    assert os.listdir(tmp_path) == ["map"]


def _state(name: str = "ALV Voorbeeld", *, rehearsal: bool = False) -> State:
    made = e.MeetingCreated(name, worlds.DAY.isoformat(), rehearsal, False, False, None)  # noqa: FBT003
    return decide(State(), [made, worlds.roll_set(worlds.small_roll(), accreditation=True)])[0]


def _pdf(state: State, handed: HandedOut) -> bytes:
    return pass_pdf(state, pass_data(state, handed))


@pytest.mark.parametrize("number", [1, 342, 9999])
def test_the_pass_is_read_back(number: int) -> None:
    """Barcode and QR hold its code; the number of votes and the rest stand there, in Dutch."""
    handed = HandedOut("GM9004", pass_code(number), "A. de Voorbeeld", "wethouder")
    with in_language("en"):
        pdf = _pdf(_state("ALV Voorbeeld (verzonnen)"), handed)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert [round(points / 72 * 25.4) for points in document[0].get_size()] == [105, 148]
    picture = document[0].render(scale=300 / 72).to_numpy()
    found = {(str(one.format), one.text) for one in zxingcpp.read_barcodes(picture)}
    assert found == {("Code 128", pass_code(number)), ("QR Code", pass_code(number))}
    text = " ".join(_text(pdf).split())
    for words in ("Modelwijk", "12", "A. de Voorbeeld", "wethouder", "25 november 2026"):
        assert words in text, words
    assert pass_in_groups(pass_code(number)) in text
    root: Any = _reader(pdf).trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def _reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def _text(pdf: bytes) -> str:
    return _reader(pdf).pages[0].extract_text()


def test_the_lines_of_a_pass_stand_apart() -> None:
    """Meeting and date, name and function: each pair a line of its size apart, and some air."""
    handed = HandedOut("GM9001", pass_code(7), "A. de Voorbeeld", "wethouder")
    heights: dict[str, float] = {}

    def seen(text: str, place: list[float], _tm: object, _font: object, _size: object) -> None:
        heights[text.strip()] = place[5]

    page = _reader(_pdf(_state(), handed)).pages[0]
    page.extract_text(visitor_text=seen)
    for above, below in (("ALV Voorbeeld", "25 november 2026"), ("A. de Voorbeeld", "wethouder")):
        assert heights[above] - heights[below] > 1.1 * 10, above


def test_what_a_pass_says_of_the_meeting() -> None:
    """A rehearsal and an invented meeting are marked; long names fit; the same bytes each time."""
    handed = HandedOut("GM9001", pass_code(7), "A. de Voorbeeld", "wethouder")
    notices = {
        name: pass_data(_state(name, rehearsal=rehearsal), handed)["notice"]
        for name, rehearsal in (("ALV", False), ("ALV (verzonnen)", False), ("Oefening", True))
    }
    assert notices["ALV"] == ""
    assert all(notices[name] for name in ("ALV (verzonnen)", "Oefening"))
    long = handed._replace(name="Anna Verzonnen-van der Voorbeeld tot Langenaam en Omstreken " * 3)
    state = _state("Een heel lange naam van een vergadering (verzonnen) " * 4, rehearsal=True)
    assert len(_reader(_pdf(state, long)).pages) == 1
    assert _pdf(state, long) == _pdf(state, long)
    strange = handed._replace(name="# *[Emoji \N{GRINNING FACE}]")
    assert "[U+1F600]" in _text(_pdf(state, strange))
    assert pass_file_name(handed) == "stempas-0007-GM9001.pdf"
