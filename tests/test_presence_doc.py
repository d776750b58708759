"""``docs/presence.md``: every command of the page works, in that order, and gives what it says."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Run


def test_the_hall_can_be_run_as_it_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accredited, at the door, in piles and recounted; the record verifies."""
    monkeypatch.chdir(tmp_path)
    page = (CHECKOUT / "docs" / "presence.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    commands = [shlex.split(line) for block in blocks for line in block.splitlines()]
    assert len(commands) > 15
    for program, *arguments in commands:
        assert program == "alvvote"
        ran = run(*arguments)
        assert ran.code == 0, (arguments, ran.err)
    # Zeewolde was moved from one pile to the other, and counted in the second also again.
    document = run("vote", "recount", "M1", "--format", "json").document
    assert document["here"]["options"] == document["there"]["options"]
    assert document["here"]["options"][:2] == [
        {"option": "for", "members": 1, "votes": 75},
        {"option": "against", "members": 2, "votes": 49},
    ]
    assert document["differences"] == []
    assert run("presence", "--format", "json").document["in_the_hall"] == {
        "members": 1,
        "votes": 75,
    }
    assert run("ledger", "verify").code == 0
