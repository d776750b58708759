"""The documents say what the code does: what is made of it is current, and nothing is left out."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from alvvote.ballots.agenda_words import ADVICES, HEADERS, KINDS, MANNERS, OUTCOMES, SUBJECTS
from alvvote.ballots.choices import STANDARD_WORDS
from alvvote.ballots.columns import KNOWN
from alvvote.cli.documents import MEMBER_HEADER
from alvvote.cli.tally_documents import RECORD_HEADER
from alvvote.problems import CATALOGUE
from alvvote.publish.table_columns import RESULT_COLUMNS
from tests.conftest import CHECKOUT, Run

EXAMPLE = Path("examples") / "voorbeeld-alv"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return the script that makes the documents, loaded from its file."""
    spec = spec_from_file_location("make_docs", CHECKOUT / "scripts" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _document(name: str) -> str:
    return (CHECKOUT / "docs" / name).read_text(encoding="utf-8")


def _coded(text: str) -> set[str]:
    """Return what stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.long
def test_documents_are_current() -> None:
    """What the script makes of the code is what stands there."""
    done = subprocess.run(
        [sys.executable, "scripts/make_docs.py", "--check"],
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_problem_is_explained(code: str) -> None:
    """Each code has a heading, with why it matters and what to do."""
    section = _document("problems.md").partition(f"\n### {code}\n")[2].partition("\n### ")[0]
    assert CATALOGUE[code].why in section
    assert CATALOGUE[code].todo in section
    assert f"{code}  " in section


def _spelled(command: Any) -> list[str]:
    """Return options as they are written, and arguments as the help calls them."""
    return [
        name
        for param in command.params
        if not getattr(param, "hidden", False)
        for name in (param.opts if param.opts[0].startswith("-") else [str(param.metavar)])
    ]


def test_every_option_is_documented(script: ModuleType) -> None:
    """Each command has a section with each of its options."""
    page = _document("commands.md")
    found = 0
    for path, command in script.commands():
        section = page.partition(f"\n## alvvote {' '.join(path)}\n")[2].partition("\n## ")[0]
        for option in _spelled(command):
            assert option in section, (path, option)
            found += 1
    assert found > 20


def test_blocks_in_a_page_hold_real_output(script: ModuleType) -> None:
    """Markers are filled in, whatever stood there, and stay; filling in again changes nothing."""
    page = (
        "before\n<!-- help: votes -->\n<!-- end -->\nbetween\n"
        "<!-- run: votes --gemeente 'den haag' -->\nold\n<!-- end -->\nafter\n"
    )
    made = script.with_blocks(page)
    assert made == script.with_blocks(made)
    assert made.startswith("before\n<!-- help: votes -->\n```text\n Usage: alvvote votes")
    assert made.endswith("```\n<!-- end -->\nafter\n")
    assert "'s-Gravenhage (GM0518)   75 votes" in made
    assert "old" not in made
    with pytest.raises(script.CommandFailed):
        script.with_blocks("<!-- run: votes --gemeente Nergenshuizen -->\n<!-- end -->\n")


@pytest.mark.parametrize("words", [HEADERS, KINDS, ADVICES, SUBJECTS, MANNERS, OUTCOMES], ids=min)
def test_words_of_the_agenda_are_documented(words: Iterable[str]) -> None:
    """Every word that the agenda file knows stands in its document."""
    assert set(words) <= _coded(_document("agenda.md"))


def test_no_word_in_the_tables_of_the_agenda_is_unknown() -> None:
    """The tables of columns and words name nothing that the reader does not know."""
    head, _, rest = _document("agenda.md").partition("\n## Words\n")
    table = rest.partition("\n## ")[0]
    known = {*HEADERS, *KINDS, *ADVICES, *SUBJECTS, *MANNERS, *OUTCOMES}
    rows = [line for line in (head + table).splitlines() if line.startswith("|")]
    assert {word for row in rows for word in _coded(row.replace(r"`\|`", ""))} <= known


def test_words_of_ballots_are_documented() -> None:
    """Every column and every word for a choice stands in the document of ballot files."""
    assert {*KNOWN, *STANDARD_WORDS} <= _coded(_document("ballots.md"))


def _blocks(name: str) -> list[str]:
    return re.findall(r"^```text\n(.*?)^```$", _document(name), re.MULTILINE | re.DOTALL)


def test_examples_of_ballots_can_be_counted(run: Run, tmp_path: Path) -> None:
    """The examples of both layouts are read without a single remark."""
    for number, text in enumerate(_blocks("ballots.md")):
        file = tmp_path / f"{number}.csv"
        file.write_text(text, encoding="utf-8")
        ran = run("tally", file, "--format", "json")
        assert (ran.code, ran.document["problems"]) == (0, [])
        assert [result["vote"] for result in ran.document["results"]] == ["Motie 1", "Motie 2"]


def test_example_of_the_agenda_can_be_used(run: Run, tmp_path: Path) -> None:
    """The example is read as it says: ids, rules, options, and what was not counted."""
    agenda = tmp_path / "agenda.csv"
    (text,) = _blocks("agenda.md")
    agenda.write_text(text, encoding="utf-8")
    ballots = tmp_path / "ballots.csv"
    ballots.write_text(
        "gemeente,Motie 1,Voorstel 2,Voorstel 3,Motie 4\nUtrecht,v,v,doos,v\n", encoding="utf-8"
    )
    document = run("tally", ballots, "--agenda", agenda, "--format", "json").document
    assert document["problems"] == []
    results = document["results"]
    assert [result["rule"]["fraction"] for result in results[:2]] == ["1/2", "2/3"]
    assert results[2]["adopted_option"] == "Doos"
    assert [result["subject"] for result in results[2:4]] == ["proposal", "advice"]
    assert [result["manner"] for result in results[3:]] == ["counted", "acclamation", "none"]
    assert [result["outcome"] for result in results[4:]] == ["adopted", "withdrawn"]


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for below in value.values():
            yield from _keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from _keys(below)


def test_every_key_and_column_is_documented(run: Run) -> None:
    """Each key of the JSON and each column of the CSV stands in its document."""
    tally = run(
        "tally",
        CHECKOUT / EXAMPLE / "ballots.csv",
        *("--agenda", CHECKOUT / EXAMPLE / "agenda.csv"),
        *("--format", "json", "--houdbaar", "--per-lid", "--quorum", "1/2:leden"),
    ).document
    wrong = run("votes", "--gemeente", "Utrect", "--format", "json").document
    votes = run("votes", "--gemeente", "Utrecht", "--format", "json").document
    keys = {*_keys(tally), *_keys(wrong), *_keys(votes)}
    assert {"turned", "record", "strict", "expected"} <= keys
    named = {
        part
        for words in _coded(_document("json.md"))
        for part in words.replace("[]", "").split(".")
    }
    results = {column.name for column in RESULT_COLUMNS}
    assert keys | {*MEMBER_HEADER, *results, *RECORD_HEADER} <= named
