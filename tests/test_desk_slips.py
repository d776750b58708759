"""Slips of the hand at a desk: no key and no misread scan throws somebody's case away.

Members and representatives are invented (verzonnen).
"""

from dataclasses import replace
from pathlib import Path

import pytest

from alvvote.cli.desk_paper import Paper
from alvvote.desk.paper import NotOnPaper
from alvvote.desk.search import Search
from alvvote.directory import Directory, History
from alvvote.roll import Member
from alvvote.statutes import Votes
from tests.desk_steps import Screen, World, make_world
from tests.ledger_worlds import small_roll

LONG = "Maximiliaan-Alexander van den Verzonnen tot Voorbeeld en Schets, heer van Proefdam"
HALF_A_SCAN = "VHR-5K4-605-QQ2"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a meeting for one desk."""
    return make_world(tmp_path)


async def _stays(screen: Screen, word: str, lines: dict[str, str]) -> None:
    """Type lines that are no answer; each is said to be none, and the case stays."""
    for line, said in lines.items():
        await screen.type(line)
        assert said in " ".join((await screen.shown()).split()), line
        assert screen.word == word


def test_no_slip_throws_a_case_away(world: World) -> None:
    """Through all that is asked: what is no answer is named, and the same is asked again."""

    async def script(screen: Screen) -> None:
        await screen.type(world.cards["GM9002"])
        names = {
            "X": "X is too short",
            "Testelo": "Testelo is a municipality",
            "Piet3": "Piet3 has a digit",
            HALF_A_SCAN: "MISREAD CODE: " + HALF_A_SCAN,
            "": "Enter alone does nothing here",
        }
        await _stays(screen, "WHO IS IT?", names)
        await screen.type("B. van Verzonnen")
        functions = {"P": "P is too short", "9": "9 is no choice", HALF_A_SCAN: "MISREAD CODE: "}
        await _stays(screen, "WHICH FUNCTION?", functions)
        await screen.type("2")
        other = {
            "3": "3 is no choice here",
            "N": "N is no choice here",
            "": "type 1 or 2, then Enter",
        }
        await _stays(screen, "SEE THE DECLARATION", other)
        assert "> █" in screen.text
        # Of all these, two were codes that were read badly.
        assert screen.session.tries.refused == 2
        await screen.type("1")
        await _stays(screen, "LET IN?", {"testelo": "testelo is no choice here"})
        await screen.type("")
        await screen.shown()
        assert screen.word == "IS IN"
        await _stays(screen, "IS IN", {"3": "3 is no choice here"})
        await screen.type(world.cards["GM9002"])
        await _stays(screen, "ALREADY IN", {"n": "n is no choice here"})

    Screen(world, Paper()).run(script)


def test_a_supervisor_has_words_for_a_reason(world: World) -> None:
    """A number is no reason; one with an hour in it is."""

    async def script(screen: Screen) -> None:
        await screen.type("modelwijk")
        await screen.type("E. Loco")
        await screen.type("6")
        await _stays(screen, "FETCH A SUPERVISOR", {"7": "7 is no choice here"})
        await screen.type("1")
        await _stays(screen, "FOR WHICH REASON?", {"1": "1 is too short"})
        await screen.type("trein van 13.02 reed niet")
        await screen.shown()
        assert screen.word == "SEE THE DECLARATION"

    Screen(world, Paper()).run(script)


def test_somebody_else_comes_than_was_named(world: World) -> None:
    """Where the declaration was not seen yet, too."""

    async def script(screen: Screen) -> None:
        await screen.type("testelo")
        await screen.type("C. Schets")
        await screen.type("2")
        await screen.type("s")
        await screen.shown()
        assert screen.word == "WHO IS IT?"
        await screen.type("D. Ander")
        assert "D. Ander" in await screen.shown()

    Screen(world, Paper()).run(script)


@pytest.mark.parametrize(("function", "reason"), [("2", "geen volmacht"), ("6", "functie: ")])
def test_a_refusal_is_on_record_where_it_happens(world: World, function: str, reason: str) -> None:
    """Without a declaration, and without a supervisor: R, with who and why."""

    async def script(screen: Screen) -> None:
        await screen.type("testelo")
        await screen.type("C. Schets")
        await screen.type(function)
        await screen.type("r")
        shown = await screen.shown()
        assert screen.word == "NOT LET IN"
        assert "C. Schets, " in shown

    Screen(world, Paper()).run(script)
    with world.open() as dossier:
        (refused,) = [one for one in dossier.log.entries() if one.kind.endswith("refused")]
    assert refused.private is not None
    assert refused.private["name"] == "C. Schets"
    assert refused.private["reason"].startswith(reason)


def test_the_keys_are_always_in_sight(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a long name, and where a pass is not on paper: that stands there once."""

    def put(self: Paper, sheet: object) -> str:
        del self, sheet
        raise NotOnPaper("de afdrukopdracht mislukte met code 1: geen papier " * 2)

    monkeypatch.setattr(Paper, "put", put)

    async def script(screen: Screen) -> None:
        await screen.type(world.cards["GM9002"])
        await screen.type(LONG)
        lines = (await screen.shown()).splitlines()
        assert screen.word == "WHICH FUNCTION?"
        assert any("Esc back" in line for line in lines)
        assert any("4  secretaris" in line for line in lines)
        for code in ("GM9001", "GM9003", "GM9004"):
            await screen.type(world.cards[code])
            if code != "GM9001":
                await screen.type("Verzonnen " + "abcd"[int(code[-1]) - 1])
                await screen.type("2")
                await screen.type("1")
            await screen.type("")
        await screen.type(world.cards["GM9001"])
        await screen.type("a")
        shown = await screen.shown()
        assert screen.word == "ALREADY IN"
        assert "Esc back" in shown
        assert shown.count("Voorbeeldstad, pass 1") == 1
        assert "accredited 3 of 7 members" in shown

    Screen(world, Paper(("lp", "{}"))).run(script)


def test_a_list_of_municipalities_says_how_many_it_leaves_out(world: World) -> None:
    """Nine stand there; of one it is not said that there are several."""
    names = [f"Rij{letter * 3}" for letter in "abcdefghijklmnop"]
    members = tuple(
        Member(f"GM80{place:02}", name, "Voorbeeldland", 5_000, Votes(5), None)
        for place, name in enumerate(names, 10)
    )
    roll = replace(small_roll(), members=members)
    find = Search(roll, Directory(roll, [], lambda: History({}, {}))).find

    async def script(screen: Screen) -> None:
        screen.session._search = lambda _state: find
        await screen.type("rij")
        assert "And 7 more: type more letters." in await screen.shown()
        await _stays(screen, "WHICH MUNICIPALITY?", {"12": "12 is no choice here"})
        await screen.type("rijb")
        shown = await screen.shown()
        assert '"rijb" can only be this one.' in shown
        assert "more letters" not in shown

    Screen(world, Paper()).run(script)
