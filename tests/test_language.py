"""English and Dutch: the catalogue is complete, and nothing a user sees is left in English."""

import re
import string
import subprocess
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest

from alvvote.i18n import choose_language
from tests.conftest import CHECKOUT, Run


def _catalogue_script() -> ModuleType:
    spec = spec_from_file_location("catalogue", CHECKOUT / "scripts" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _catalogue_script()


def _forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_dutch_catalogue_is_complete() -> None:
    """Every string of the sources has a Dutch translation, and no translation is left over."""
    marked = {_forms(m.id) for m in SCRIPT.source_strings() if m.id}
    dutch = {_forms(m.id): _forms(m.string) for m in SCRIPT.dutch() if m.id}
    assert marked == set(dutch)
    assert [ids for ids, strings in dutch.items() if not all(strings)] == []


def test_translations_have_the_same_fields() -> None:
    """A translation fills in exactly what its source fills in."""
    for message in SCRIPT.dutch():
        if message.id:
            ids, strings = _forms(message.id), _forms(message.string)
            assert [_fields(text) for text in strings] == [_fields(text) for text in ids], ids


def test_compiled_catalogue_is_current() -> None:
    """The compiled file is what `scripts/catalogue.py compile` makes of the catalogue."""
    compiled = (SCRIPT.FOLDER / "alvvote.mo").read_bytes()
    assert compiled == SCRIPT.mo_bytes(SCRIPT.dutch())


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"ALVVOTE_LANG": "nl"}, "nl"),
        ({"ALVVOTE_LANG": "NL"}, "nl"),
        ({"ALVVOTE_LANG": "en", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"ALVVOTE_LANG": "de"}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE"}, "nl"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LC_MESSAGES": "nl_NL.UTF-8", "LANG": "en_GB.UTF-8"}, "nl"),
        ({"LANGUAGE": "nl:en", "LANG": "en_GB.UTF-8"}, "nl"),
        ({"LANG": "nlx"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environ: dict[str, str], language: str) -> None:
    """`ALVVOTE_LANG` goes before the locale; whatever is not Dutch is English."""
    assert choose_language(environ) == language


WALK = """
import sys
from importlib import import_module
from alvvote.i18n import use_language
use_language(sys.argv[1])
from alvvote.cli.app import COMMANDS, main

runs = [["--help"], [], ["--version"], ["nonsense"], ["vots"], ["--nonsense"],
        ["--show-completion", "tcl"]]
pending = [([name], import_module(module).command) for name, module in COMMANDS.items()]
while pending:
    path, command = pending.pop()
    pending += [([*path, name], below) for name, below in getattr(command, "commands", {}).items()]
    runs += [[*path, "--help"], [*path, "--nonsense"]]
for name in ("votes", "tally", "roll"):
    runs += [[name, "--outpt", "x"], [name, "--datum"],
             [name, "--voorlopig=1", "x"], [name, "x", "--datum", "soon"],
             [name, "x", "--peildatum", "soon"], [name, "--format", "xml", "x"]]
runs += [["population"], ["population", "nonsense"], ["population", "list"],
         ["population", "show", "2026"], ["population", "compare", "2025", "2026"],
         ["roll", "--datum", "2022-01-13"], ["roll", "--inwoners", "x"],
         ["votes", "--gemeente", "Amsterdam", "--history"], ["votes", "--history"],
         ["roll", "--format", "xlsx"],
         ["tally", "x", "--stemmenlijst", "y", "--datum", "2026-06-30"]]
runs += [["votes", "Utrecht"], ["votes", "--voorlopig"], ["votes", "--sort", "x"], ["tally"],
         ["vote", "close"],
         ["tally", "x", "--meerderheid", "all"], ["tally", "x", "--onthouding", "x"],
         ["tally", "x", "--quorum", "x"], ["tally", "x", "--output", "x"],
         ["votes", "--gemeente", "Utrecht", "--gemeente", "Rozendaal", "--gemeente", "Borne"],
         ["votes", "--datum", "2026-06-30"], ["votes", "--peildatum", "2024"],
         ["votes", "--provincie", "Drenthe"], ["votes", "--provincie", "x"],
         ["tally", "examples/voorbeeld-alv/ballots.csv", "--agenda",
          "examples/voorbeeld-alv/agenda.csv", "--per-lid", "--houdbaar", "--quorum", "1/2:leden",
          "--onthouding", "telt"],
         ["tally", "no-such-file.csv"]]
for args in runs:
    print(">>>", *args)
    sys.stdout.flush()
    sys.stderr.write(">>> " + " ".join(args) + "\\n")
    print("<<<", main(args))
"""


@cache
def _walk(language: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", WALK, language],
        capture_output=True,
        check=False,
        cwd=CHECKOUT,
        timeout=120,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    text = re.sub(r"[│╭╮╰╯─*]", " ", done.stdout + done.stderr)
    return " ".join(text.split())


def test_no_english_in_dutch() -> None:
    """Every command, its help and its wrong usage, in Dutch: no source string is left in it."""
    seen = _walk("nl")
    left: list[str] = []
    for message in SCRIPT.dutch():
        for text in _forms(message.id) if message.id else ():
            longest = max(re.split(r"\{[a-z_]*\}", text), key=len).strip(" .;:,")
            if len(longest) > 11 and longest not in " ".join(_forms(message.string)):
                left += [longest] if longest in seen else []
    assert left == []
    for typers_own in (
        "Usage",
        "Options ",
        "Commands",
        "Arguments",
        "Show this message",
        "default:",
        "[required]",
        "Missing",
        "No such",
        "Did you mean",
        "Got unexpected",
        "requires",
        "Invalid",
        "Error",
        "<str>",
        "<bool>",
        "list[",
    ):
        assert typers_own not in seen, typers_own


def test_dutch_words_where_typer_speaks() -> None:
    """What typer says by itself is said in Dutch."""
    seen = _walk("nl")
    for expected in (
        "Gebruik: alvvote votes [OPTIES]",
        "Opdrachten",
        "[verplicht]",
        "[standaard: table]",
        "Toon deze hulp en stop.",
        "Onbekende opdracht: vots. Bedoelde u votes of vote?",
        "Onbekende optie: --outpt. Bedoelde u --output?",
        "Bij optie --datum hoort een waarde.",
        "Ontbreekt: ID.",
        "STEMMEN: noem bestanden met stemmen, of een dossier met --dossier.",
        "Te veel argumenten: Utrecht.",
    ):
        assert expected in seen, expected


def test_english_walk_ends_as_it_should() -> None:
    """The same walk in English, with typer's own structure in our words."""
    seen = _walk("en")
    for expected in (
        "Usage: alvvote tally [OPTIONS]",
        "Missing: ID.",
        "BALLOTS: name files with ballots, or a dossier with --dossier.",
        "No such command: vots. Did you mean votes or vote?",
    ):
        assert expected in seen, expected


def test_numbers_and_dates_in_dutch(run_process: Run) -> None:
    """Dutch writes 1.837 and 0,01 % and 1 januari."""
    ran = run_process("votes", "--gemeente", "Rozendaal", env={"ALVVOTE_LANG": "nl"})
    assert "1.837" in ran.out
    assert "0,01 %" in ran.out
    assert "1 januari 2026, definitief" in ran.out


def test_json_and_csv_are_the_same_in_every_language(run_process: Run) -> None:
    """What programs read does not change with the language of the user."""
    example = CHECKOUT / "examples" / "voorbeeld-alv"
    for form in ("json", "csv"):
        for args in (
            ("votes", "--format", form),
            (
                "tally",
                example / "ballots.csv",
                "--agenda",
                example / "agenda.csv",
                "--format",
                form,
            ),
        ):
            english = run_process(*args, env={"ALVVOTE_LANG": "en"})
            dutch = run_process(*args, env={"ALVVOTE_LANG": "nl"})
            assert english.out == dutch.out
            assert english.code == dutch.code == 0
