"""The hall's screen at moments of invented meetings, as text, and as pictures for the docs.

After a change of the screen run ``python -m tests.screen_golden``, and read what changed in
``tests/golden/screen`` and ``docs/screen``.
"""

import asyncio
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from alvvote.i18n import in_language
from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.screen.app import HallScreen
from alvvote.screen.follow import Seen
from tests.ledger_worlds import SMALL_CODES, added, created, full_roll, roll_set, small_roll
from tests.minutes_golden import Meeting, agenda

CHECKOUT = Path(__file__).parents[1]
FOLDER = CHECKOUT / "tests" / "golden" / "screen"
PICTURES = CHECKOUT / "docs" / "screen"
SMALL, WIDE = (80, 24), (200, 60)
SHOWN = ("open", "telling", "controleminuut", "oordeel-wijkt-af")
"""The scenes of which the docs have a picture."""


class Scene(NamedTuple):
    """The screen at one moment."""

    name: str
    seen: Seen
    now: datetime
    size: tuple[int, int] = SMALL


def at(clock: str) -> datetime:
    """Return a moment of the day of the meeting: ``14.05`` or ``14.05.10``."""
    hours, minutes, seconds = (*clock.split("."), "00")[:3]
    return datetime.fromisoformat(f"2026-11-25T{hours}:{minutes}:{seconds}+01:00")


def scene(
    name: str, state: State, clock: str, size: tuple[int, int] = SMALL, failure: str = ""
) -> Scene:
    """Return a scene of a state that was read at that moment; in case of a failure at 14.00."""
    now = at(clock)
    return Scene(name, Seen(state, at("14.00") if failure else now, failure), now, size)


def small_meeting(*, rehearsal: bool = False) -> Meeting:
    """Return a meeting of six members, 173 votes; five of them are accredited, four went in."""
    meeting = Meeting(
        created(rehearsal=rehearsal, quorum="1/2:stemmen"),
        roll_set(small_roll(), accreditation=True),
        *agenda(),
        *(
            e.MemberAccredited(code, f"X. Geheim {code}", "wethouder", "3")
            for code in SMALL_CODES[:5]
        ),
    )
    for code in SMALL_CODES[:4]:
        entry = meeting.state.accredited[code]
        meeting.happens(e.DoorPassed(code, entry, True, "A"))  # noqa: FBT003
    return meeting


def large_meeting() -> Meeting:
    """Return a meeting of 342 members in which a vote was closed at 14.12.

    The members vote for, against and abstain in turn, every tenth not at all; one was corrected.
    """
    meeting = Meeting(created(), roll_set(full_roll()), added("M1", "Voorbeeldmotie (verzonnen)"))
    meeting.opens("14:05", "M1")
    options = ("for", "against", "for", "abstention")
    ballots = {
        member.gm_code: options[place % 4]
        for place, member in enumerate(full_roll().members)
        if place % 10
    }
    meeting.happens(*acts.cast_many(meeting.state, {"M1": ballots}, way="from a file"))
    meeting.closes("14:12", "M1")
    correction = "verkeerde knop"
    meeting.happens(
        *acts.cast(
            meeting.state, "M1", "GM0344", "against", way="at the table", correction=correction
        )
    )
    return meeting


def scenes() -> list[Scene]:
    """Return all scenes."""
    meeting = small_meeting()
    found = [scene("wachten", meeting.state, "13.58")]
    meeting.opens("14:05", "A1")
    meeting.votes("A1", {"GM9001": "for", "GM9002": "for", "GM9003": "against"})
    found += [
        scene("open", meeting.state, "14.06"),
        scene("open-breed", meeting.state, "14.06", WIDE),
        scene("oud", meeting.state, "14.06", failure="het bestand is er niet"),
    ]
    meeting.votes("A1", {"GM9004": "abstention"})
    meeting.closes("14:12", "A1")
    found += [
        scene("telling", meeting.state, "14.12.01"),
        scene("controleminuut-klein", meeting.state, "14.12.10"),
    ]
    meeting.rules("14:14", "A1", "rejected")
    found.append(scene("oordeel-wijkt-af", meeting.state, "14.14.30"))
    meeting.happens(*acts.dispute(meeting.state, "A1"))
    found.append(scene("betwist", meeting.state, "14.30"))
    again = acts.open_again(meeting.state, "A1", "voter", "call-over", at("14.31").isoformat())
    meeting.happens(*again)
    found.append(scene("herstemming", meeting.state, "14.32"))
    meeting.votes("A1/2", {"GM9001": "for"})
    meeting.closes("14:33", "A1/2")
    meeting.rules("14:34", "A1/2", "adopted")
    found.append(scene("oordeel", meeting.state, "14.34.05"))
    meeting.opens("15:00", "M2", subject="advice")
    meeting.votes("M2", dict.fromkeys(SMALL_CODES[:5], "for"))
    meeting.closes("15:05", "M2")
    found.append(scene("preadvies", meeting.state, "15.07"))
    meeting.rules("15:08", "M2", "adopted")
    meeting.happens(*acts.acclaim(meeting.state, ["S1"], at("15.10").isoformat()))
    found.append(scene("acclamatie", meeting.state, "15.10.30"))
    meeting.happens(*acts.settle(meeting.state, "M5", "withdrawn", "toegezegd (verzonnen)"))
    found.append(scene("tussendoor", meeting.state, "15.20"))
    found += _persons(meeting)
    large = large_meeting().state
    found += [
        scene("controleminuut", large, "14.12.10"),
        scene("controleminuut-laatste", large, "14.12.50"),
        scene("controleminuut-breed", large, "14.12.50", WIDE),
        scene("oefening", small_meeting(rehearsal=True).state, "13.58"),
        scene("smal", meeting.state, "15.51", (40, 12)),
    ]
    return found


def _persons(meeting: Meeting) -> Iterable[Scene]:
    """A vote on persons: open, closed, counted."""
    meeting.opens("15:30", "P1")
    meeting.votes("P1", dict.fromkeys(SMALL_CODES[:5]))
    yield scene("personen-open", meeting.state, "15.31")
    meeting.closes("15:40", "P1")
    yield scene("personen-gesloten", meeting.state, "15.40.10")
    counts = {
        "A. Voorbeeld": 90, "B. Verzonnen": 60, "blank": 2, "invalid": 12, "not returned": 8
    }  # fmt: skip
    for teller in ("eerste", "tweede"):
        meeting.happens(*acts.enter_count(meeting.state, "P1", teller, counts))
    yield scene("personen-geteld", meeting.state, "15.45")
    meeting.rules("15:50", "P1", "adopted", "A. Voorbeeld")
    yield scene("personen-oordeel", meeting.state, "15.50.30")


async def played(found: list[Scene], language: str = "nl") -> tuple[dict[str, str], dict[str, str]]:
    """Return what the running program shows of each scene, as text; of some a picture (SVG) too."""
    texts: dict[str, str] = {}
    pictures: dict[str, str] = {}
    here = found[0]
    app = HallScreen(lambda: here.seen, lambda: here.now)
    with in_language(language):
        async with app.run_test(size=here.size) as pilot:
            for here in found:
                await pilot.resize_terminal(*here.size)
                app.picture.refresh()
                await pilot.pause()
                texts[here.name] = screen_text(app)
                if here.name in SHOWN:
                    pictures[here.name] = _without_fonts(
                        app.export_screenshot(title="alvvote screen")
                    )
    return texts, pictures


def screen_text(app: HallScreen) -> str:
    """Return what stands on the screen of the running program."""
    lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    return "\n".join(lines) + "\n"


def _without_fonts(svg: str) -> str:
    """Return a picture that fetches nothing: rich names fonts of a server."""
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def main() -> None:
    """Write the golden files and the pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    texts, pictures = asyncio.run(played(scenes()))
    for name, text in texts.items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
    for name, svg in pictures.items():
        (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
