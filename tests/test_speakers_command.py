"""``alvvote speakers``: who asked for the floor, who is next, and what is kept of their names."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alvvote.cli.speakers_text import speaker_json, speaker_line
from alvvote.ledger.store import open_log
from alvvote.meeting.model import Speaker, State
from tests.conftest import Ran, Run

Do = Callable[..., Ran]
PERSON = "A. de Voorbeeld"


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Do:
    """Return a function that runs a command that must succeed, on a meeting with two items."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run_well(*args: str) -> Ran:
        ran = run(*args)
        assert ran.code == 0, ran.err
        return ran

    run_well("meeting", "new", "alv.alv", "--datum", "2026-11-25", "--naam", "ALV (verzonnen)")
    run_well("agenda", "add", "1", "--titel", "Mededelingen")
    run_well("agenda", "add", "M1", "--titel", "Koffie", "--soort", "motie")
    return run_well


def _listed(do: Do, *item: str) -> list[dict[str, Any]]:
    speakers: list[dict[str, Any]] = do("speakers", "list", *item, "--format", "json").document[
        "speakers"
    ]
    return speakers


def test_any_participant_can_speak_on_any_item(do: Do) -> None:
    """With a municipality, a name or both, before the roll is fixed and on the spot."""
    gist = ("--strekking", "koffie is te duur")
    first = do("speakers", "add", "m1", "--gemeente", "borne", "--naam", PERSON, *gist)
    assert first.out == f"   1  Borne (GM0147), {PERSON}: koffie is te duur\n"
    do("speakers", "add", "M1", "--naam", "B. Gast")
    do("meeting", "fix-roll")
    do("vote", "open", "M1")
    do("speakers", "add", "M1", "--gemeente", "GM0344", "--stemverklaring")
    do("speakers", "add", "1", "--naam", "C. Gast")
    listed = do("speakers", "list").out
    assert listed.splitlines() == [
        "  1  Mededelingen",
        "     1  C. Gast [waits]",
        "  M1  Koffie",
        f"     1  Borne (GM0147), {PERSON}: koffie is te duur [waits]",
        "     2  B. Gast [waits]",
        "     3  Utrecht (GM0344); explanation of vote [waits]",
    ]
    assert _listed(do, "m1")[0] == {
        "item": "M1",
        "number": 1,
        "explanation": False,
        "gm_code": "GM0147",
        "name": PERSON,
        "gist": "koffie is te duur",
        "erased": False,
        "called": False,
    }


def test_who_is_next(do: Do, run: Run) -> None:
    """In the order in which they asked; who explains a vote comes after the debate."""
    do("speakers", "add", "M1", "--gemeente", "Borne", "--stemverklaring")
    do("speakers", "add", "M1", "--gemeente", "Utrecht")
    do("speakers", "add", "1", "--naam", "C. Gast")
    called = do("speakers", "next", "M1")
    assert "Utrecht (GM0344)" in called.out
    assert "1 more waits" in called.out
    assert "Borne (GM0147); explanation of vote" in do("speakers", "next", "m1").out
    assert [speaker["called"] for speaker in _listed(do)] == [False, True, True]
    refused = run("speakers", "next", "M1")
    assert (refused.code, "M123" in refused.err) == (1, True)


def test_what_is_no_speaker(do: Do, run: Run) -> None:
    """Someone speaks, on an item that is there, for a municipality that is a member."""
    assert run("speakers", "add", "M1").code == 2
    assert run("speakers", "add", "M1", "--naam", " ").code == 2
    for arguments, code in (
        (("M9", "--naam", PERSON), "M104"),
        (("M1", "--gemeente", "Weesp"), "G103"),
    ):
        refused = run("speakers", "add", *arguments)
        assert (refused.code, code in refused.err) == (1, True)
    assert "M104" in run("speakers", "list", "M9").err
    assert do("speakers", "list").out == "  nobody asked for the floor\n"


def test_names_and_gist_are_private(do: Do) -> None:
    """What proofs and exports carry says which municipality spoke, and not who, nor what."""
    do("speakers", "add", "M1", "--gemeente", "Borne", "--naam", PERSON, "--strekking", "duur")
    with open_log("alv.alv", write=False) as log:
        entry = list(log.entries())[-1]
    assert entry.public == {"item": "M1", "number": 1, "explanation": False, "gm_code": "GM0147"}
    assert entry.private is not None
    assert (entry.private["name"], entry.private["gist"]) == (PERSON, "duur")


def test_a_name_that_was_erased_reads_so() -> None:
    """It is another thing than a name that was never given."""
    erased = Speaker("M1", 1, explanation=False, gm_code="GM0147", name=None, gist=None)
    assert speaker_line(State(), erased) == " 1  GM0147, (name erased)"
    assert speaker_json(erased)["erased"] is True
    never = erased._replace(name="", gist="")
    assert speaker_line(State(), never) == " 1  GM0147"
    assert (speaker_json(never)["name"], speaker_json(never)["erased"]) == (None, False)


def test_a_name_cannot_steer_the_terminal(do: Do) -> None:
    """Control characters are shown as a sign."""
    do("speakers", "add", "M1", "--naam", "X\x1b[2J", "--strekking", "\x1b]0;x")
    assert "\x1b" not in do("speakers", "list").out
    assert "\x1b" not in do("speakers", "next", "M1").out
