"""The full-screen desk, driven by keys: every case has its screen, and no scan confirms itself."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from alvvote.cards.pass_code import pass_in_groups
from alvvote.cli.desk_paper import Paper
from alvvote.cli.desk_program import PATIENCE
from alvvote.desk.answers import Next
from alvvote.desk.cases import Case, CheckOut, LetIn, Order, Ready, Waiting
from alvvote.desk.orders import Recorded
from alvvote.desk.paper import NotOnPaper
from alvvote.desk.session import Pending
from alvvote.desk.sight import Sight
from alvvote.ledger.errors import StoreError
from alvvote.meeting import desk_acts
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.problems import Problem
from tests.conftest import CHECKOUT
from tests.desk_golden import FOLDER, walk
from tests.desk_steps import FIRST, NOW, Screen, World, make_world, pass_code


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a meeting for one desk."""
    return make_world(tmp_path)


def _accredited(world: World) -> set[str]:
    with world.open() as dossier:
        return set(dossier.state.accredited)


@pytest.mark.parametrize("language", ["en", pytest.param("nl", marks=pytest.mark.long)])
def test_every_case_has_its_own_clear_screen(language: str) -> None:
    """The day from the first scan to the publication looks as it did, at 80 columns and 24 rows."""
    made = walk(language).texts
    golden = {
        path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / language).glob("*.txt")
    }
    assert made.keys() == golden.keys()
    for name, text in made.items():
        assert text == golden[name], name
        assert max(map(len, text.splitlines())) <= 80
    words = {name: text.splitlines()[2].strip() for name, text in made.items()}
    asked_twice = {"02-ready", "19-ready-here", "37-decided"}
    assert len({words[name] for name in asked_twice}) == 1
    assert len(set(words.values())) >= 29


def test_every_case_stands_in_the_document() -> None:
    """The page for who works at a desk explains each screen, by its word."""
    page = (CHECKOUT / "docs" / "desk.md").read_text(encoding="utf-8")
    table = page.partition("## Every case")[2].partition("\n## ")[0]
    told = {word for row in table.splitlines() for word in row.split("|")[1:2]}
    named = {word.strip() for words in told for word in words.split(", ")} | {"NEXT, PLEASE"}
    named |= {"VALID PASS, IS IN"}
    golden = (FOLDER / "en").glob("*.txt")
    words = {path.read_text(encoding="utf-8").splitlines()[2].strip() for path in golden}
    assert words <= named


def test_a_scan_never_confirms_what_is_shown(world: World) -> None:
    """A code that arrives while a case is open takes its place: its Enter lets nobody in."""

    async def script(screen: Screen) -> None:
        await screen.type(world.cards["GM9001"])
        assert "V O O R B E E L D S T A D" in await screen.shown()
        await screen.type(world.cards["GM9002"])
        assert "P R O E F D A M" in await screen.shown()
        await screen.type("A. Verzonnen")
        await screen.type("2")
        # A scan in the middle of the questions is no answer to them.
        await screen.type(world.cards["GM9001"])
        assert screen.word == "LET IN?"

    Screen(world, Paper()).run(script)
    assert _accredited(world) == set()


@pytest.mark.parametrize("ends", [("enter",), ("ctrl+j",), ("enter", "ctrl+j"), ("enter", "enter")])
def test_every_end_of_a_scan_is_one_enter(world: World, ends: tuple[str, ...]) -> None:
    """CR, LF, both, and one that bounces: the case is shown, and waits for a person."""

    async def script(screen: Screen) -> None:
        for letter in world.cards["GM9001"]:
            screen.app.post_message(events.Key(letter, letter))
        for end in ends:
            screen.app.post_message(events.Key(end, None))
        await screen.settle()
        await screen.shown()
        assert screen.word == "LET IN?"
        assert _accredited(world) == set()
        await screen.type("", ends[-1])
        await screen.shown()
        assert screen.word == "IS IN"

    Screen(world, Paper()).run(script)
    assert _accredited(world) == {"GM9001"}


def test_enter_confirms_only_what_has_been_seen(world: World) -> None:
    """Right after a case came up Enter does nothing; a moment later it does.

    However long it took since the line was typed.
    """

    async def script(screen: Screen) -> None:
        look = screen.session.look

        def slow(case: Case, text: str) -> Next:
            screen.seconds += 5
            return look(case, text)

        screen.session.look = slow  # type: ignore[method-assign]
        await screen.type(world.cards["GM9001"])
        screen.session.look = look  # type: ignore[method-assign]
        screen.seconds -= 2 * PATIENCE
        await screen.type("")
        assert _accredited(world) == set()
        await screen.type("")
        assert _accredited(world) == {"GM9001"}

    Screen(world, Paper()).run(script)


def test_keys_work_without_a_mouse_and_without_a_card(world: World) -> None:
    """Backspace, Escape, a name in part, a number; pasted lines are typed lines."""

    async def script(screen: Screen) -> None:
        for letter in "voo":
            screen.app.post_message(events.Key(letter, letter))
        screen.app.post_message(events.Key("backspace", None))
        await screen.settle()
        assert "> vo█" in await screen.shown()
        await screen.type("", "escape")
        assert "> █" in await screen.shown()
        await screen.type("voorb")
        await screen.shown()
        assert screen.word == "WHICH MUNICIPALITY?"
        await screen.type("1")
        await screen.shown()
        assert screen.word == "LET IN?"
        await screen.type("", "escape")
        await screen.shown()
        assert screen.word == "NEXT, PLEASE"
        screen.app.post_message(events.Paste(world.cards["GM9001"] + "\r\n"))
        await screen.settle()
        await screen.shown()
        assert screen.word == "LET IN?"

    Screen(world, Paper()).run(script)
    assert _accredited(world) == set()


def test_another_desk_was_sooner(world: World) -> None:
    """Two desks scan the same card at once: one lets in, the other sees since when and where."""

    def come_in(state: State) -> list[Event]:
        return desk_acts.check_in(state, "GM9001", FIRST, desk_acts.Desk("7"))

    async def script(screen: Screen) -> None:
        await screen.type(world.cards["GM9001"])
        with world.open() as other:
            other.act(come_in)
        await screen.type("")
        shown = await screen.shown()
        assert screen.word == "ALREADY IN"
        assert "desk 7" in shown
        assert "Another desk was sooner: nothing was recorded here." in shown
        await screen.app.look_round()
        assert "accredited 1 of 7 members · 75 of 173 votes" in await screen.shown()

    Screen(world, Paper()).run(script)


class Broken:
    """A store whose connection breaks, before an act or just after it was recorded."""

    def __init__(self, world: World) -> None:
        """Take the meeting; nothing is broken yet."""
        self._world = world
        self.before = False
        self.after = False
        self.tries = 0

    def open(self) -> Dossier:
        """Open the dossier, if there is a connection."""
        if self.before:
            raise StoreError("io", "voorbeeld", "connection refused")
        dossier = self._world.open()
        act = dossier.act

        def act_then_break(doing: object, caller_id: str | None = None) -> object:
            self.tries += 1
            done = act(doing, caller_id)  # type: ignore[arg-type]
            if self.after:
                self.after = False
                raise StoreError("io", "voorbeeld", "connection reset")
            return done

        dossier.act = act_then_break  # type: ignore[method-assign,assignment]
        return dossier


@pytest.mark.parametrize("after", [False, True])
def test_the_connection_breaks_in_a_check_in(world: World, after: bool) -> None:  # noqa: FBT001
    """It is said at once and kept, goes on by itself, and is recorded once with one pass."""
    broken = Broken(world)
    timers: list[tuple[float, Callable[[], None]]] = []

    async def script(screen: Screen) -> None:
        def set_timer(pause: float, callback: Callable[[], None]) -> None:
            timers.append((pause, callback))

        screen.app.set_timer = set_timer  # type: ignore[method-assign,assignment]
        await screen.type(world.cards["GM9001"])
        broken.after, broken.before = after, not after
        if not after:
            screen.session.close()
        screen.app.post_message(events.Key("enter", None))
        await screen.settle()
        shown = await screen.shown()
        assert screen.word == "NO CONNECTION"
        assert "The check-in of Voorbeeldstad is kept." in shown
        # Neither Escape nor another one who comes drops it.
        await screen.type("", "escape")
        for line in (world.cards["GM9002"], "B. Verzonnen", "2", "1", ""):
            await screen.type(line)
        await screen.shown()
        assert screen.word == "NO CONNECTION"
        if not after:
            # Each try that fails is followed by another one, later.
            timers[-1][1]()
            await screen.settle()
        assert [pause for pause, _try in timers] == ([1] if after else [1, 2])
        broken.before = False
        timers[-1][1]()
        await screen.settle()
        shown = await screen.shown()
        assert screen.word == "IS IN"
        assert pass_code(1)[:4] in shown
        assert screen.session.pending is None

    screen = Screen(world, Paper())
    screen.session._opener = broken.open
    screen.run(script)
    with world.open() as dossier:
        began = [entry for entry in dossier.log.entries() if entry.kind == "accreditation.began"]
        assert [entry.public["gm_code"] for entry in began] == ["GM9001"]
        assert len(dossier.state.passes["GM9001"]) == 1


def test_a_store_that_cannot_be_read_stops_nothing(world: World) -> None:
    """The line is answered with what is wrong, the screen stays, and later all is well again."""
    broken = Broken(world)

    async def script(screen: Screen) -> None:
        broken.before = True
        screen.session.close()
        await screen.app.look_round()
        assert "NO CONNECTION:" in await screen.shown()
        await screen.type(world.cards["GM9001"])
        await screen.shown()
        assert screen.word == "NOT POSSIBLE"
        broken.before = False
        for line in (world.cards["GM9002"], "B. Verzonnen"):
            await screen.type(line)
        # What was answered stays; only this answer is to be given again.
        broken.before = True
        screen.session.close()
        await screen.type("2")
        shown = await screen.shown()
        assert screen.word == "WHICH FUNCTION?"
        assert "B. Verzonnen" in shown
        assert "NO CONNECTION:" in shown
        broken.before = False
        await screen.type("2")
        await screen.shown()
        assert screen.word == "SEE THE DECLARATION"
        await screen.app.look_round()
        assert "NO CONNECTION:" not in await screen.shown()
        await screen.type(world.cards["GM9001"])
        await screen.shown()
        assert screen.word == "LET IN?"

    screen = Screen(world, Paper())
    screen.session._opener = broken.open
    screen.run(script)


def test_a_pass_that_was_not_printed_can_be_printed_again(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check-in stands, the failure stays in sight, and A prints the same pass."""
    printed: list[str] = []

    def put(self: Paper, sheet: object) -> str:
        del self
        if not printed:
            printed.append("")
            raise NotOnPaper("geen papier (verzonnen)")
        printed.append(str(sheet))
        return "printed"

    monkeypatch.setattr(Paper, "put", put)

    async def script(screen: Screen) -> None:
        await screen.type(world.cards["GM9001"])
        await screen.type("")
        shown = await screen.shown()
        assert screen.word == "IS IN"
        assert "NOT ON PAPER: geen papier" in shown
        await screen.type(world.cards["GM9002"])
        assert "NOT ON PAPER: geen papier" in await screen.shown()
        await screen.type(world.cards["GM9001"])
        await screen.type("a")
        shown = await screen.shown()
        assert "NOT ON PAPER" not in shown
        assert "printed, once more, at 13.02.41" in shown

    Screen(world, Paper(folder=str(tmp_path))).run(script)
    assert pass_code(1) in printed[1]
    assert _accredited(world) == {"GM9001"}


def test_the_screen_grows_with_the_terminal(world: World) -> None:
    """At 120 columns and 40 rows all stands there, too."""

    async def script(screen: Screen) -> None:
        await screen.type(world.cards["GM9001"])
        lines = (await screen.shown()).splitlines()
        assert len(lines) == 40
        assert lines[0].endswith("13.02.41")
        assert len(lines[0]) == 119
        assert "0 of 7 members" in lines[-1]

    Screen(world, Paper(), size=(120, 40)).run(script)


def test_a_store_that_does_not_answer(world: World) -> None:
    """The clock goes on, the silence is said, and what is asked does not pile up meanwhile."""
    gate = threading.Event()
    looks: list[str] = []

    async def script(screen: Screen) -> None:
        look_round = screen.session.look_round

        def slow() -> Sight:
            looks.append("")
            gate.wait(60)
            return look_round()

        screen.session.look_round = slow  # type: ignore[method-assign]
        for _second in range(5):
            screen.app._poll()
            await screen.shown()
            screen.seconds += 1
        screen.app._now = lambda: NOW.replace(second=46)
        screen.app._poll()
        shown = await screen.shown()
        assert "13.02.46" in shown
        assert "NO CONNECTION: the dossier has not answered for 5 seconds" in shown
        assert len(looks) == 1
        gate.set()
        await screen.settle()
        screen.app._poll()
        await screen.settle()
        assert len(looks) == 2
        assert "NO CONNECTION" not in await screen.shown()
        # What is pending waits behind no look.
        screen.session.pending = Pending(CheckOut("GM9001"), "id", StoreError("locked", ""), 1)
        screen.app._poll()
        await screen.settle()
        assert len(looks) == 2

    try:
        Screen(world, Paper()).run(script)
    finally:
        gate.set()


def test_an_act_that_gets_no_answer_is_said_to_be_kept(world: World) -> None:
    """Before anybody knows what is wrong: the case says so, and no key drops it."""
    gate = threading.Event()

    async def script(screen: Screen) -> None:
        carry_out = screen.session.carry_out

        def slow(order: Order) -> Recorded | Case | Pending:
            gate.wait(60)
            return carry_out(order)

        screen.session.carry_out = slow  # type: ignore[method-assign]
        await screen.type(world.cards["GM9001"])
        screen.app.post_message(events.Key("enter", None))
        await screen.shown()
        screen.app.post_message(events.Key("escape", None))
        await screen.shown()
        assert screen.word == "LET IN?"
        screen.seconds += 3
        screen.app._poll()
        for key in ("escape", "enter"):
            screen.app.post_message(events.Key(key, None))
        shown = await screen.shown()
        assert screen.word == "NO CONNECTION"
        assert "The dossier has not answered for 3 seconds." in shown
        assert "The check-in of Voorbeeldstad is kept." in shown
        gate.set()
        await screen.settle()
        await screen.shown()
        assert screen.word == "IS IN"

    try:
        Screen(world, Paper()).run(script)
    finally:
        gate.set()
    assert _accredited(world) == {"GM9001"}


def test_what_stops_the_desk_is_said_before_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Passes that are not on paper hide neither each other nor that there is no connection."""

    def put(self: Paper, sheet: object) -> str:
        del self, sheet
        raise NotOnPaper("geen papier (verzonnen)")

    monkeypatch.setattr(Paper, "put", put)

    async def script(screen: Screen) -> None:
        for code in ("GM9001", "GM9002", "GM9003", "GM9004"):
            await screen.type(world.cards[code])
            if code != "GM9001":
                await screen.type("Verzonnen " + "abcd"[int(code[-1]) - 1])
                await screen.type("2")
                await screen.type("1")
            await screen.type("")
        shown = await screen.shown()
        assert "2 more" in shown
        screen.app._unreadable = Problem("L107", "alv.alv")
        screen.app._poll = lambda: None  # type: ignore[method-assign]
        screen.app._paint()
        shown = await screen.shown()
        assert "NO CONNECTION: is not there" in shown
        assert "3 more" in shown
        screen.app._unreadable = None
        # Whoever left needs no pass any more.
        await screen.type(world.cards["GM9001"])
        await screen.type("l")
        await screen.type("")
        assert "Voorbeeldstad, pass 1" not in await screen.shown()

    Screen(world, Paper(("lp", "{}"))).run(script)


def test_a_desk_that_was_killed_before_the_pass_was_printed(world: World) -> None:
    """The next one sees that the member is in, and A prints the very pass that was handed out."""
    session = world.session()
    ready = session.look(Waiting(), world.cards["GM9001"])
    assert isinstance(ready, Ready)
    recorded = session.carry_out(LetIn(ready.wish))
    assert isinstance(recorded, Recorded)
    assert recorded.handed is not None
    code = recorded.handed.code
    session.close()

    async def script(screen: Screen) -> None:
        await screen.type(world.cards["GM9001"])
        await screen.shown()
        assert screen.word == "ALREADY IN"
        await screen.type("a")
        assert pass_in_groups(code or "") in await screen.shown()

    Screen(world, Paper()).run(script)
    with world.open() as dossier:
        assert [held.code for held in dossier.state.passes["GM9001"]] == [code]


def test_a_long_line_and_signs_that_no_key_types(world: World) -> None:
    """Of a line that does not fit the end is shown; what was pasted does nothing to the screen."""

    async def script(screen: Screen) -> None:
        screen.app.post_message(events.Paste("a" * 90 + "\x1b[31m" + "het einde"))
        await screen.settle()
        line = next(line for line in (await screen.shown()).splitlines() if " > " in line)
        assert line.endswith("[31mhet einde█")
        assert "\x1b" not in screen.app._typed

    Screen(world, Paper()).run(script)
