"""The screens of a desk through a whole day, as they shall be.

After a change of the screen run ``python -m tests.desk_golden``, and read what changed in
``tests/golden/desk``; it draws the pictures of ``docs/desk.md`` too.
"""

import re
import tempfile
from pathlib import Path

from alvvote.cli.desk_paper import Paper
from alvvote.i18n import in_language
from alvvote.meeting import events as e
from tests.desk_steps import START, SUPERVISOR, Screen, World, make_world, pass_code

CHECKOUT = Path(__file__).parents[1]
FOLDER = CHECKOUT / "tests" / "golden" / "desk"
PICTURES = CHECKOUT / "docs" / "pictures"
LANGUAGES = ("en", "nl")
DRAWN = {"02-ready": "desk-ready", "04-already-in": "desk-already-in"}
"""The screens that are drawn for the docs, in English."""
UNKNOWN = "000000000000000000"
"""A code with a right check character, of no card."""


class Walk:
    """A day at a desk, screen by screen."""

    def __init__(self, world: World, screen: Screen) -> None:
        """Take the meeting and its screen."""
        self.world = world
        self.screen = screen
        self.texts: dict[str, str] = {}
        self.pictures: dict[str, str] = {}

    async def keep(self, name: str) -> None:
        """Keep what the screen shows."""
        number = len(self.texts) + 1
        self.texts[f"{number:02}-{name}"] = await self.screen.shown()
        drawn = DRAWN.get(f"{number:02}-{name}")
        if drawn is not None:
            svg = self.screen.app.export_screenshot(title="alvvote desk")
            self.pictures[drawn] = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)

    async def type(self, text: str, name: str | None = None) -> None:
        """Type a line, and keep the screen under a name."""
        await self.screen.type(text)
        if name is not None:
            await self.keep(name)

    async def go(self, _screen: Screen) -> None:
        """Go through every case."""
        cards = self.world.cards
        await self.keep("waiting")
        await self.type(cards["GM9001"], "ready")
        await self.type("", "is-in")
        await self.type(cards["GM9001"], "already-in")
        await self.type("p", "lost-pass")
        await self.type("", "new-pass")
        await self.type(pass_code(1), "worthless-pass")
        await self.type(pass_code(2), "valid-pass")
        await self.type("l", "leaves")
        await self.type("", "has-left")
        await self.type(pass_code(2), "pass-of-who-left")
        await self.type("", "comes-back")
        await self.type("", "is-in-again")
        await self._nobody_named()
        await self._same_person()
        await self._takes_over()
        await self.type(self.world.replaced, "replaced-card")
        await self.type(UNKNOWN, "unknown-code")
        await self.type(cards["GM9002"][:-1] + "0", "misread-code")
        for _try in range(3):
            await self.type(UNKNOWN)
        await self.type(cards["GM9002"], "too-soon")
        self.screen.seconds += 60
        await self.type("v", "which-municipality")
        await self.type("Nergenshuizen", "no-such-municipality")
        await self.type("Schorsdam", "no-vote")
        await self._supervisor()
        self.world.happens(e.MeetingPublished("2026-11-26"))
        await self.type(cards["GM9001"], "over")

    async def _nobody_named(self) -> None:
        await self.type(self.world.cards["GM9002"], "nobody-named")
        await self.type("B. van Verzonnen", "which-function")
        await self.type("inwoner", "not-this-function")
        await self.type("r", "refused")
        await self.type("proefdam")
        await self.type("C. Schets")
        await self.type("4", "declaration")
        await self.type("2", "ready-here")
        await self.type("")

    async def _same_person(self) -> None:
        await self.type("testelo")
        await self.type("a de voorbeeld")
        await self.type("raadslid", "same-person")
        await self.type("y", "same-person-refused")
        await self.type("testelo")
        await self.type("a de voorbeeld")
        await self.type("raadslid")
        await self.type("n", "another-person")
        await self.type("1")
        await self.type("")

    async def _takes_over(self) -> None:
        await self.type("testelo")
        await self.type("s", "who-takes-over")
        await self.type("D. Plaatsvervanger")
        await self.type("5")
        await self.type("1", "takes-over")
        await self.type("", "has-taken-over")

    async def _supervisor(self) -> None:
        await self.type("modelwijk")
        await self.type("E. Loco")
        await self.type("6", "deputy")
        self.world.happens(
            e.LateArrivalsSet(False),  # noqa: FBT003 - the event has one field
            e.MeetingOpened(START.isoformat()),
        )
        await self.type(self.world.cards["GM9006"])
        await self.type("F. Te Laat")
        await self.type("1", "late")
        await self.type("X. Onbekend")
        await self.type("trein", "no-supervisor")
        await self.type("1", "reason")
        assert SUPERVISOR in await self.screen.shown()
        await self.type("trein had vertraging")
        await self.type("1", "decided")
        await self.type("", "late-is-in")


def walk(language: str) -> Walk:
    """Go through the day in a language."""
    with tempfile.TemporaryDirectory() as folder, in_language(language):
        world = make_world(Path(folder))
        made = Walk(world, Screen(world, Paper()))
        made.screen.run(made.go)
        return made


def main() -> None:
    """Write the screens and the pictures."""
    for language in LANGUAGES:
        made = walk(language)
        (FOLDER / language).mkdir(parents=True, exist_ok=True)
        for old in (FOLDER / language).glob("*.txt"):
            old.unlink()
        for name, text in made.texts.items():
            (FOLDER / language / f"{name}.txt").write_text(text, encoding="utf-8")
        if language == "en":
            PICTURES.mkdir(exist_ok=True)
            for name, svg in made.pictures.items():
                (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
