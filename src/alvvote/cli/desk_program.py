"""The full-screen desk: scans come in as from a keyboard, and each case has its own clear screen.

What is typed stands on one line, and Enter takes it; both a CR and an LF are Enter. A code takes
the place of whatever is shown. Enter by itself confirms what is shown, unless it comes right behind
a line: so neither the end of a scan nor its second character lets anybody in.

All reading and recording is done by one thread of its own: a store that does not answer stops
neither clock nor screen.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits, Static

from alvvote.cards.pass_files import HandedOut
from alvvote.cli import desk_picture as picture
from alvvote.cli.desk_paper import Paper, sheet_of
from alvvote.cli.dossiers import problem_of
from alvvote.desk.answers import Next, PrintAgain
from alvvote.desk.cases import Case, CheckOut, LetIn, NewPass, Order, Refusal, Refuse, Waiting
from alvvote.desk.orders import Recorded
from alvvote.desk.paper import NotOnPaper
from alvvote.desk.reading import is_code
from alvvote.desk.session import Pending, Session
from alvvote.desk.staying import Stays, remark
from alvvote.desk.view import View, member_name, pass_in_words
from alvvote.desk.views import pending_view, view_of
from alvvote.full_screen import FullScreen
from alvvote.i18n import _, number
from alvvote.ledger.errors import LedgerError
from alvvote.meeting.results import roll_of
from alvvote.problem_words import message_of
from alvvote.problems import Problem

PATIENCE = 0.3
"""Seconds after a line, or after a case came on the screen, in which Enter confirms nothing."""
EVERY = 1.0
"""Seconds between two looks at what other desks did, and of the clock."""
SLOW = 2.0
"""Seconds after which it is said that the store has not answered."""
_MOST_TROUBLES = 3
_TOLD = ("who", "lines", "choices", "paper", "remark")
"""The parts of a case between the municipality and the keys."""
_HEAD, _WORD, _MEMBER, _LINE_AND_COUNTS = 2, 2, 3, 2
"""Rows of the parts that never grow."""
_LONGEST_LINE = 200
_LONGEST_PAUSE = 10.0
"""Seconds between two tries of what is pending, at most."""

_T = TypeVar("_T")


class DeskApp(FullScreen):
    """One desk, on one screen."""

    CSS: ClassVar[str] = """
    Screen { layout: vertical; padding: 0 1; }
    #head { height: 2; border-bottom: solid $foreground; text-style: bold; }
    #case { height: 1fr; padding: 0 1; overflow: hidden; }
    #word { height: 1; text-style: bold; padding: 0 1; margin-bottom: 1; }
    #word.go { background: #0a5c2b; color: #ffffff; }
    #word.ask { background: #ffcf33; color: #000000; }
    #word.stop { background: #a80f1e; color: #ffffff; }
    #word.done { background: #0b3a66; color: #ffffff; }
    #member { height: 3; }
    #name { width: 1fr; text-style: bold; content-align: left middle; height: 3; }
    #votes { width: auto; text-style: bold; }
    #unit { width: auto; height: 3; content-align: left bottom; padding-left: 1; text-style: bold; }
    #told { height: auto; overflow: hidden; }
    #who { height: auto; text-style: bold; }
    #lines, #choices, #keys, #paper, #remark { height: auto; }
    #remark { text-style: bold reverse; }
    #keys { margin-top: 1; }
    #trouble { height: auto; text-style: bold reverse; }
    #line { height: 1; text-style: bold; }
    #recent { height: 6; border-top: solid $foreground; }
    #counts { height: 1; text-style: bold; }
    """

    def __init__(
        self,
        session: Session,
        paper: Paper,
        now: Callable[[], datetime] = datetime.now,
        timer: Callable[[], float] = time.monotonic,
        every: float = EVERY,
    ) -> None:
        """Take the desk, where its passes go, the clock on the wall, and one that only runs."""
        super().__init__()
        self._session = session
        self._paper = paper
        self._now = now
        self._timer = timer
        self._every = every
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._turn = asyncio.Lock()
        self._asked: deque[float] = deque()
        """When each thing was asked that the store has not answered yet."""
        self._case: Case = Waiting()
        self._underway: Order | None = None
        self._serial = 0
        self._quiet_until = 0.0
        self._typed = ""
        self._on_paper = ""
        self._remark = ""
        self._failed: dict[str, str] = {}
        self._unreadable: Problem | None = None

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="head", markup=False)
        with Vertical(id="case"):
            yield Static(id="word", markup=False)
            with Horizontal(id="member"):
                yield Static(id="name", markup=False)
                yield Digits(id="votes")
                yield Static(id="unit", markup=False)
            with Vertical(id="told"):
                yield Static(id="who", markup=False)
                yield Static(id="lines", markup=False)
                yield Static(id="choices", markup=False)
                yield Static(id="paper", markup=False)
                yield Static(id="remark", markup=False)
            yield Static(id="keys", markup=False)
        yield Static(id="trouble", markup=False)
        yield Static(id="line", markup=False)
        yield Static(id="recent", markup=False)
        yield Static(id="counts", markup=False)

    async def on_mount(self) -> None:
        """Read the dossier, and look again every second."""
        await self.look_round()
        self._show(Waiting())
        self.set_interval(self._every, self._poll)

    async def on_unmount(self) -> None:
        """Close the dossier, when what runs is done."""
        await self._in_store(self._session.close)
        self._store.shutdown(wait=False)

    async def _in_store(self, work: Callable[..., _T], *arguments: object) -> _T:
        self._asked.append(self._timer())
        try:
            return await asyncio.get_running_loop().run_in_executor(self._store, work, *arguments)
        finally:
            self._asked.popleft()

    # What is typed and scanned.

    def on_key(self, event: events.Key) -> None:
        """Take a key: a character of a line, or one that ends or clears it."""
        if event.key in {"enter", "ctrl+j", "ctrl+m"}:
            self._end_line()
        elif event.key == "escape":
            self._escape()
        elif event.key in {"backspace", "ctrl+h"}:
            self._typed = self._typed[:-1]
        elif event.character is not None and event.is_printable:
            self._type(event.character)
        else:
            return
        event.prevent_default()
        event.stop()
        self._paint_line()

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted as if it were typed, line by line."""
        *whole, rest = event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in whole:
            self._type(line)
            self._end_line()
        self._type(rest)
        self._paint_line()

    def _type(self, text: str) -> None:
        """Add to the line; what no key types, a terminal would obey."""
        typed = "".join(letter for letter in text if letter.isprintable())
        self._typed = (self._typed + typed)[:_LONGEST_LINE]

    def _escape(self) -> None:
        if self._typed:
            self._typed = ""
        elif self._order is None:
            self._show(Waiting())

    def _end_line(self) -> None:
        text, self._typed = self._typed.strip(), ""
        now = self._timer()
        if not text and now < self._quiet_until:
            return
        self._quiet_until = now + PATIENCE
        self.run_worker(self._follow(text, self._serial), group="lines")

    async def _follow(self, text: str, serial: int) -> None:
        """Do what a line leads to; an answer to a case that is gone leads to nothing."""
        async with self._turn:
            if self._session.pending is not None or (serial != self._serial and not is_code(text)):
                self._paint()
                return
            try:
                following = await self._in_store(self._session.look, self._case, text)
                await self._lead_to(following)
            except LedgerError as error:
                self._unread(problem_of(error), text)

    def _unread(self, problem: Problem, text: str) -> None:
        """Say what is wrong; what was answered about somebody stays, and is not asked again."""
        if hasattr(self._case, "wish") and not is_code(text):
            self._unreadable = problem
            self._show(self._case)
        else:
            self._show(Refusal(None, (problem,)))

    async def _lead_to(self, following: Next) -> None:
        self._remark = ""
        if isinstance(following, Stays):
            self._remark = remark(following)
            self._paint()
        elif isinstance(following, PrintAgain):
            handed = await self._in_store(self._session.standing_pass, following.gm_code)
            self._hand_out(following.gm_code, handed, again=True)
        elif isinstance(following, LetIn | CheckOut | NewPass | Refuse):
            self._underway = following
            try:
                result = await self._in_store(self._session.carry_out, following)
            finally:
                self._underway = None
            await self._came_of(result)
        else:
            self._show(following)

    async def _came_of(self, result: Recorded | Case | Pending) -> None:
        if isinstance(result, Pending):
            pause = min(_LONGEST_PAUSE, 2.0 ** (result.tries - 1))
            self.set_timer(pause, self._poll_pending)
            self._show(self._case)
        elif isinstance(result, Recorded):
            self._show(result.done)
            if result.done.what == "out":
                self._failed.pop(result.done.gm_code, None)
            if result.handed is not None:
                self._hand_out(result.handed.gm_code, result.handed)
            await self.look_round()
        else:
            self._show(result)

    def _poll_pending(self) -> None:
        self.run_worker(self.try_again(), group="pending", exclusive=True)

    async def try_again(self) -> None:
        """Try once more what nobody knows of whether it was recorded."""
        async with self._turn:
            result = await self._in_store(self._session.try_again)
            if result is not None:
                await self._came_of(result)

    # The pass on paper.

    def _hand_out(self, gm_code: str, handed: HandedOut | None, *, again: bool = False) -> None:
        if handed is None or handed.code is None:
            name = member_name(self._session.sight.state, gm_code)
            self._show(Refusal(gm_code, (Problem("D156", value=name),)))
        elif self._paper.wanted:
            self._on_paper = _("The pass is being made …")
            self._paint()
            self.run_worker(self._to_paper(handed, again=again), group="paper")
        else:
            self._on_paper = _("No printer and no folder was named: write the code on a pass.")
            self._paint()

    async def _to_paper(self, handed: HandedOut, *, again: bool) -> None:
        serial = self._serial
        sheet = sheet_of(self._session.sight.state, handed)
        name = member_name(sheet.state, handed.gm_code)
        called = f"{name}, {pass_in_words(handed.code)}"
        try:
            said = await asyncio.to_thread(self._paper.put, sheet)
            self._failed.pop(handed.gm_code, None)
            if again:
                # Each time another text: else nobody sees that something happened.
                text = _("{said}, once more, at {time}")
                said = text.format(said=said, time=self._now().strftime("%H.%M.%S"))
        except NotOnPaper as error:
            said = _("NOT ON PAPER: {reason}").format(reason=error)
            self._failed[handed.gm_code] = f"{called}: {said}"
            # It stands in sight there, whatever the case.
            said = ""
        if serial == self._serial:
            self._on_paper = said and f"{called}: {said}"
        self._paint()

    # What stands on the screen.

    def _poll(self) -> None:
        """Let the clock go on, and look what others did, unless the store is still asked something.

        While something is pending only its next try asks: a look would make it wait.
        """
        if self._asked or self._session.pending is not None:
            self._paint()
        else:
            self.run_worker(self.look_round(), group="poll")

    async def look_round(self) -> None:
        """Bring up to date what stays in sight."""
        try:
            await self._in_store(self._session.look_round)
            self._unreadable = None
        except LedgerError as error:
            self._unreadable = problem_of(error)
        self._paint_rest()

    def _show(self, case: Case) -> None:
        self._case = case
        self._serial += 1
        self._on_paper = self._remark = ""
        self._quiet_until = self._timer() + PATIENCE
        self._paint()

    @property
    def _order(self) -> Order | None:
        """What is kept: it is on its way to the store, or nobody knows whether it arrived."""
        pending = self._session.pending
        return self._underway if pending is None else pending.order

    def _silence(self) -> str | None:
        """Return for how long the store has not answered; None where that is short."""
        waited = self._timer() - self._asked[0] if self._asked else 0.0
        text = _("the dossier has not answered for {count} seconds")
        return text.format(count=int(waited)) if waited >= SLOW else None

    def _view(self) -> View:
        state, pending = self._session.sight.state, self._session.pending
        why = None if pending is None else message_of(problem_of(pending.error))
        reason = self._silence() or why
        if self._order is None or reason is None:
            return view_of(state, self._case)
        return pending_view(state, self._order, reason)

    def _paint(self) -> None:
        view = self._view()
        width = self.size.width - 4
        word = self.query_one("#word", Static)
        word.set_classes(view.tone)
        word.update(view.word)
        self._paint_member(view, width)
        self._put("who", view.who)
        self._put("lines", "\n".join(view.lines))
        self._put("choices", picture.choices(view, width))
        self._put("paper", self._on_paper)
        self._put("remark", self._remark)
        self.query_one("#keys", Static).update(picture.keys(view, width))
        self._paint_rest()

    def _paint_member(self, view: View, width: int) -> None:
        self.query_one("#member").display = view.gm_code is not None
        if view.gm_code is None:
            return
        state = self._session.sight.state
        votes = roll_of(state).votes_of.get(view.gm_code, 0)
        unit = picture.votes_word(votes)
        digits = str(votes)
        room = width - 3 * len(digits) - len(unit) - 3
        name = picture.large(member_name(state, view.gm_code), room)
        self._put("name", name)
        self.query_one("#votes", Digits).update(digits)
        self._put("unit", unit)

    def _paint_rest(self) -> None:
        sight, width = self._session.sight, self.size.width - 2
        if sight.state.roll is None:
            return
        self._put("head", picture.head(sight, self._session.desk, self._now(), width))
        self._put("counts", picture.counts(sight, self._session.tries.refused))
        self._put("trouble", "\n".join(self._troubles()))
        self._put("recent", picture.recent(sight, width, self._fit()))
        self._paint_line()

    def _fit(self) -> int:
        """Return how many lines are left for who came last; the keys are never what gives way.

        What is told above them is cut off where even without those lines not all has room.
        """
        fixed = _HEAD + _WORD + self._rows("keys") + 1 + self._rows("trouble") + _LINE_AND_COUNTS
        if self.query_one("#member").display:
            fixed += _MEMBER
        told = sum(self._rows(part) for part in _TOLD)
        room = max(self.size.height - fixed, 1)
        self.query_one("#told").styles.max_height = room
        rows = max(min(room - told - 1, picture.MOST_ROWS), 0)
        self.query_one("#recent").styles.height = rows + 1
        return rows

    def _rows(self, name: str) -> int:
        """Return how many rows a part of the screen takes, wrapped as it will be."""
        part = self.query_one(f"#{name}", Static)
        width = self.size.width - (2 if name == "trouble" else 4)
        return part.get_content_height(self.size, self.size, width) if part.display else 0

    def _troubles(self) -> list[str]:
        """Return what is wrong apart from the case: what stops the desk goes first."""
        what = None if self._unreadable is None else message_of(self._unreadable)
        # Of an order that is kept the case itself says so.
        stops = None if self._order is not None else self._silence() or what
        troubles = [] if stops is None else [_("NO CONNECTION: {what}").format(what=stops)]
        troubles += self._failed.values()
        troubles += [message_of(problem) for problem in self._session.sight.warnings]
        more = len(troubles) - _MOST_TROUBLES
        if more > 0:
            last = _("{count} more").format(count=number(more + 1))
            return [*troubles[: _MOST_TROUBLES - 1], last]
        return troubles

    def _paint_line(self) -> None:
        # Of a long line the end is what somebody types.
        room = max(self.size.width - 6, 1)
        self._put("line", f"> {self._typed[-room:]}\u2588")

    def _put(self, name: str, text: str) -> None:
        """Write a part of the screen; one that is empty takes no room."""
        part = self.query_one(f"#{name}", Static)
        part.update(text)
        part.display = bool(text)
