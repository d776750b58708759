"""Every problem of the catalogue, shown by its example in ``tests/problems``.

After a change of the words or the examples, run ``python -m tests.problem_examples``: it writes the
golden messages anew; then read what changed in them. ``python scripts/make_problem_examples.py``
makes the examples that are no plain text; ``python scripts/make_docs.py`` makes the page of them.
"""

import json
import re
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest

from alvvote.problems import CATALOGUE
from tests.conftest import Run
from tests.problem_examples import (
    CHECKOUT,
    FOLDER,
    LANGUAGES,
    Example,
    Shown,
    arguments,
    codes,
    data_home,
    golden,
    run_examples,
)

ERRORS = [code for code, spec in CATALOGUE.items() if spec.severity == "error"]
WARNINGS = [code for code, spec in CATALOGUE.items() if spec.severity == "warning"]
KEYS = ["code", "severity", "file", "row", "column", "value", "expected"]

PAPER = frozenset({"D155", "D156", "D158"})
"""What is recorded stands and is told: a pass that is not on paper, an answer that is kept."""
FORGED = frozenset({"D141", "D142", "K101", "K104", "M120", "M121", "M122", "V123", "V131"})
"""Only a record that was forged shows these: below what says at which entry it is not right."""

Runs = Mapping[str, Mapping[str, Example]]


@pytest.fixture(scope="module")
def runs() -> Runs:
    """Return what each example showed, by language and code."""
    return {language: run_examples(language) for language in LANGUAGES}


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    """Nothing is missing on either side."""
    assert codes() == sorted(CATALOGUE)


def test_every_code_that_is_raised_is_in_the_catalogue() -> None:
    """What the code reports can be said."""
    raised = {
        code
        for path in (CHECKOUT / "src").rglob("*.py")
        for code in re.findall(r'Problem\(\s*"([A-Z]\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 100
    assert raised <= set(CATALOGUE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CATALOGUE)
def test_message(runs: Runs, code: str, language: str) -> None:
    """The user sees the golden message, which names the code and fits the terminal."""
    shown = runs[language][code].text
    assert shown.message == golden(code, language).read_text(encoding="utf-8")
    assert code in shown.err
    assert "Traceback" not in shown.err
    assert max(map(len, shown.err.splitlines())) <= 80
    assert str(CHECKOUT) not in shown.err


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_two_languages_differ(runs: Runs, code: str) -> None:
    """No message was left in English."""
    assert runs["nl"][code].text.err != runs["en"][code].text.err


@pytest.mark.parametrize("code", sorted(PAPER))
def test_what_was_recorded_is_told_with_the_error(runs: Runs, code: str) -> None:
    """What stands, stands: that comes first, and then what is wrong."""
    for language in LANGUAGES:
        shown = runs[language][code].text
        assert "(GM0" in shown.out
        assert shown.code == 1


@pytest.mark.parametrize("code", [code for code in ERRORS if code not in PAPER])
def test_an_error_leaves_nothing_that_looks_like_a_result(runs: Runs, code: str) -> None:
    """With an error standard output stays empty, and the exit code is 1."""
    for language in LANGUAGES:
        shown = runs[language][code].text
        assert (shown.out, shown.code) == ("", 1)


@pytest.mark.parametrize("code", WARNINGS)
def test_a_warning_stops_nothing(runs: Runs, code: str) -> None:
    """With a warning the result is there, and the exit code is 0."""
    for language in LANGUAGES:
        shown = runs[language][code].text
        assert shown.code == 0
        assert shown.out


_PASS = re.compile(r'(?<="code": ")[0-9A-Z]{9}(?=")')
"""The code of a pass is drawn at random."""


def _results(shown: Shown) -> tuple[object, list[dict[str, Any]]]:
    document = json.loads(shown.out)
    # What says of which meeting it is stands only above what there is to show of it.
    keys = ("results", "members", "changes", "editions", "meeting")
    results = next((document[key] for key in keys if key in document), None)
    return results, document["problems"]


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_json(runs: Runs, code: str) -> None:
    """In JSON it is one problem under its stable keys, and with an error nothing else."""
    shown = runs["en"][code].json
    results, problems = _results(shown)
    assert [problem["code"] for problem in problems] == [
        *(["L110"] if code in FORGED else []),
        code,
    ]
    problem = problems[-1]
    severity = CATALOGUE[code].severity
    assert list(problem) == KEYS
    assert problem["severity"] == severity
    assert problem["row"] is None or isinstance(problem["row"], int)
    for key in ("file", "column", "value", "expected"):
        assert problem[key] is None or isinstance(problem[key], str)
    assert bool(results) == (severity == "warning" or code in PAPER)
    assert shown.code == (1 if severity == "error" else 0)


@pytest.mark.parametrize("code", CATALOGUE)
def test_json_is_the_same_in_every_language(runs: Runs, code: str) -> None:
    """JSON holds no sentences: neither a language nor the words of the catalogue."""
    out, other = (_PASS.sub("PASS", runs[language][code].json.out) for language in LANGUAGES)
    assert out == other
    spec = CATALOGUE[code]
    for words in (spec.message, spec.why, spec.todo):
        assert len(words.split()) == 1 or words not in out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["G101", "P104", "F108", "B303", "A103", "T101", "W202"])
def test_a_process_of_its_own_shows_the_same(run_process: Run, code: str, language: str) -> None:
    """What the examples show in one process, a user sees in a terminal."""
    env = {"ALVVOTE_LANG": language, "XDG_DATA_HOME": data_home(code)}
    ran = run_process(*arguments(code), env=env, cwd=FOLDER / code)
    message = Shown(ran.code, ran.out, ran.err).message
    assert message == golden(code, language).read_text(encoding="utf-8")


def _script(name: str) -> Any:
    spec = spec_from_file_location(name, CHECKOUT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def test_files_that_a_script_makes_are_current() -> None:
    """The scripts make the very bytes that are there; the encrypted workbook is there too."""
    script = _script("make_problem_examples")
    made: dict[str, bytes] = script.make_files()
    made |= _script("make_population_examples").make_files()
    for name, data in made.items():
        assert (FOLDER / name).read_bytes() == data, name
    assert (FOLDER / script.ENCRYPTED).is_file()


def test_ballots_say_that_they_are_invented() -> None:
    """Every file with text says "verzonnen" or is called an example."""
    for file in FOLDER.glob("*/*.csv"):
        text = file.read_bytes().replace(b"\0", b"").decode("cp1252")
        is_empty = text.count("\n") == 1
        assert is_empty or "verzonnen" in text or "Voorbeeld" in text, file
