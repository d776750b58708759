"""``docs/meeting.md``: every command of the day it walks through works, in that order."""

import contextlib
import re
import shlex
import sqlite3
from pathlib import Path

import pytest

from alvvote.cards import files, wording
from tests.conftest import CHECKOUT, Run

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _commands(page: str) -> list[list[str]]:
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    return [shlex.split(line) for line in lines]


def test_the_day_can_be_run_as_it_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first command to the minutes; then the export gives the same tally."""
    monkeypatch.chdir(tmp_path)
    # The cards of all members are set by the tests of the cards; here they would take most of it.
    monkeypatch.setattr(files, "typeset", lambda *_: b"%PDF")
    monkeypatch.setattr(wording, "qr", lambda _: "<svg/>")
    commands = _commands("docs/meeting.md")
    assert len(commands) > 35
    for program, *arguments in commands:
        assert program == "alvvote"
        ran = run(*arguments)
        assert ran.code == 0, (arguments, ran.err)
    assert (tmp_path / "copy.alv-copy").exists()
    whole = run("tally", "--dossier", "alv.alv", "--format", "json")
    outcomes = {result["vote"]: result["outcome"] for result in whole.document["results"]}
    assert outcomes == {
        "R1": "adopted",
        "R1/2": "adopted",
        "A1": "rejected",
        "M1": "held over",
        "S1": "adopted",
        "P1": "adopted",
    }
    (command,) = [
        shlex.split(line)
        for line in (tmp_path / "export" / "command.txt").read_text().splitlines()
        if line.startswith("alvvote")
    ]
    monkeypatch.chdir(tmp_path / "export")
    assert run(*command[1:], "--format", "json").out == whole.out


def test_the_short_meeting_of_the_readme(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its commands work, and a change made afterwards is found with the head that was kept."""
    monkeypatch.chdir(tmp_path)
    commands = _commands("README.md")
    first = next(
        i for i, words in enumerate(commands) if words[:3] == ["alvvote", "meeting", "new"]
    )
    day = [words[1:] for words in commands[first:] if words[0] == "alvvote"]
    for arguments in day[:9]:
        assert run(*arguments).code == 0, arguments
    assert day[8][:2] == ["ledger", "verify"]
    assert run("vote", "note", "M1", "--tekst", "later").code == 0
    assert run("ledger", "verify", "--head", "head.txt").code == 0
    with contextlib.closing(sqlite3.connect("alv.alv")) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        changed = connection.execute(
            "UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), ?, ?) AS BLOB) "
            "WHERE instr(CAST(leaf AS TEXT), ?)",
            ('"option":"for"', '"option":"against"', '"option":"for"'),
        ).rowcount
        connection.commit()
    assert changed == 1
    ran = run("ledger", "verify", "--head", "head.txt", "--format", "json")
    assert ran.code == 1
    assert [problem["code"] for problem in ran.document["problems"]][:1] == ["L110"]
