"""A desk in a test: an invented meeting of seven members, its cards, and a screen to drive.

Everything is invented (verzonnen). Codes, clocks and passes are the same each time.
"""

import asyncio
import io
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from rich.console import Console
from textual import events
from textual.pilot import Pilot

from alvvote.cards.code import new_code
from alvvote.cards.issuing import NewCard, issue_events, reissue_events
from alvvote.cards.pass_code import new_pass_code
from alvvote.cli.desk_paper import Paper
from alvvote.cli.desk_program import PATIENCE, DeskApp
from alvvote.desk import orders
from alvvote.desk.questions import Find
from alvvote.desk.search import Search
from alvvote.desk.session import Session
from alvvote.directory import Directory, History
from alvvote.meeting import desk_acts
from alvvote.meeting import events as e
from alvvote.meeting.desk_acts import Person
from alvvote.meeting.dossier import Dossier, create_dossier, open_dossier
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.roll import Member, Roll
from alvvote.roll.member import Derivation
from alvvote.statutes import Votes
from tests.ledger_worlds import added, created, roll_set, small_roll

START = datetime.fromisoformat("2026-11-25T13:00:00+01:00")
NOW = datetime.fromisoformat("2026-11-25T13:02:41+01:00")
"""What the clock on the screen says."""
SUSPENDED = "GM9007"
FIRST = Person("A. de Voorbeeld", "wethouder", "paper")
"""Named beforehand for Voorbeeldstad."""
SUPERVISOR = "T. van Toezicht"


def pass_code(number: int) -> str:
    """Return the code of the pass of that number."""
    state = State(passes={"": (None,) * (number - 1)})  # type: ignore[dict-item]
    return new_pass_code(state, lambda below: below - 1)


class World(NamedTuple):
    """A meeting in which the desk opens."""

    path: str
    cards: dict[str, str]
    """The code of the valid card of each member."""
    replaced: str
    """The code of a card of Schetsen that another one took the place of."""

    def open(self) -> Dossier:
        """Open the dossier, with a clock that goes on a minute with each entry."""
        dossier = open_dossier(self.path, write=True)
        dossier._clock = lambda: START + timedelta(minutes=dossier.log.head().size % 600)
        return dossier

    def happens(self, *events: e.Event) -> None:
        """Have events recorded elsewhere."""
        with self.open() as dossier:
            dossier.act(lambda _state: events)

    def session(self, desk: str = "3", clock: Callable[[], float] = lambda: 0.0) -> Session:
        """Return a desk of this meeting."""
        return Session(self.open, desk, find_in, clock)


def find_in(state: State) -> Find:
    """Return what finds the members of this meeting."""
    roll = roll_of(state)
    return Search(roll, Directory(roll, [], lambda: History({}, {}))).find


def make_world(folder: Path) -> World:
    """Make the meeting: cards are out, one representative is named, a supervisor is there."""
    members = (
        *small_roll().members,
        Member(SUSPENDED, "Schorsdam", "Voorbeeldland", 5_000, Votes(0), Derivation("suspended")),
    )
    small = small_roll()
    roll = Roll(small.meeting_date, small.edition, members, (), ())
    path = folder / "alv.alv"
    create_dossier(str(path), [created(), roll_set(roll, accreditation=True), added("M1")], None)
    draw = random.Random(11).randrange  # noqa: S311 - the same codes each time
    cards = [NewCard(member, 1, new_code(draw)) for member in members if member.votes]
    lost = next(card for card in cards if card.member.gm_code == "GM9005")
    newer = NewCard(lost.member, 2, new_code(draw))
    codes = {card.member.gm_code: card.code for card in (*cards, newer)}
    world = World(str(path), codes, lost.code)
    world.happens(*issue_events(cards), *reissue_events(newer, None))
    with world.open() as dossier:
        dossier.act(lambda state: desk_acts.name_representative(state, "GM9001", FIRST, None))
    world.happens(e.SupervisorNamed(1, SUPERVISOR))
    return world


@contextmanager
def same_passes() -> Iterator[None]:
    """Hand out passes with codes that are the same each time."""
    with patch.object(orders, "new_pass_code", lambda state: new_pass_code(state, lambda n: n - 1)):
        yield


class Screen:
    """The screen of a desk, while a test types."""

    def __init__(self, world: World, paper: Paper, size: tuple[int, int] = (80, 24)) -> None:
        """Take the meeting, and where passes go."""
        self.seconds = 0.0
        self.session = world.session(clock=lambda: self.seconds)
        self.app = DeskApp(self.session, paper, lambda: NOW, lambda: self.seconds, every=3600)
        self.size = size
        self.pilot: Pilot[None]

    def run(self, script: Callable[["Screen"], Awaitable[None]]) -> None:
        """Run the program, while the script types."""

        async def go() -> None:
            async with self.app.run_test(size=self.size) as pilot:
                self.pilot = pilot
                await self.settle()
                await script(self)

        with same_passes():
            asyncio.run(go())

    async def settle(self) -> None:
        """Wait until all that was typed is done, and until Enter confirms again."""
        # A key goes to the program, from there to its screen, and back.
        for node in (self.app, self.app.screen, self.app):
            passed = asyncio.Event()
            node.call_later(passed.set)
            await passed.wait()
        await self.app.workers.wait_for_complete()
        self.seconds += 2 * PATIENCE

    async def type(self, text: str, end: str = "enter") -> None:
        """Type a line and end it, as from a scanner: at once, without waiting for the screen."""
        for letter in text:
            self.app.post_message(events.Key(letter, letter))
        self.app.post_message(events.Key(end, None))
        await self.settle()

    async def shown(self) -> str:
        """Return what the screen shows when it is drawn, as plain text."""
        await self.pilot.pause()
        return self.text

    @property
    def text(self) -> str:
        """What the screen shows, as plain text."""
        console = Console(width=self.size[0], height=self.size[1], file=io.StringIO(), record=True)
        console.print(self.app.screen._compositor.render_update(full=True))
        text = console.export_text(styles=False)
        return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n") + "\n"

    @property
    def word(self) -> str:
        """The word of the case, the first line of it."""
        return self.text.splitlines()[2].strip()
