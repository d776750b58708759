"""The arrival at an assembly, simulated: who comes, with what trouble, at which desk.

`visits_of` lays down the day: 342 members with a card, in random order, and for a part of them
trouble of every kind. `Hall` serves them at desks that are processes of their own
(`tests.arrival_desk`), kills one now and then, and serves the person again at a fresh one.
"""

import contextlib
import json
import os
import random
import select
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from alvvote.cards.code import ALPHABET, new_code
from alvvote.cards.issuing import NewCard, issue_events, reissue_events
from alvvote.ledger.keys import create_key_file
from alvvote.meeting import events as e
from alvvote.meeting.desk_acts import Person, name_representative
from alvvote.meeting.dossier import create_dossier, open_dossier
from alvvote.roll import Member, Roll
from tests.ledger_worlds import created, roll_set

SUPERVISOR = "Toezicht Verzonnen"
PASS = "{pass}"  # noqa: S105 - stands for the first pass of the member
TROUBLE = (
    *("searched", "unnamed", "twice", "replaced", "foreign", "not allowed", "same person"),
    *("other person", "substituted", "lost pass", "back", "left", "mistyped", "deputy", "race"),
    "absent",
)
"""Every kind of trouble; the others come with a card, and somebody is named."""
OUT = {"left": "left", "absent": "never came"}
"""Who is not in at the end, and why."""
_UNNAMED = {"unnamed", "not allowed", "same person", "other person", "deputy"}
_BEGINNINGS = {"substituted": 2, "back": 2, "absent": 0}


class Visit(NamedTuple):
    """Somebody at a desk: what is scanned and typed, and what the desk shows in the end."""

    lines: tuple[str, ...]
    shows: tuple[str, ...]
    """The names of cases, one of which it is; of `Done` what was done."""


class Guest(NamedTuple):
    """A member that comes, or does not."""

    gm_code: str
    trouble: str | None
    visits: tuple[Visit, ...]
    """One after the other, each at any desk; two of a race at the same time."""

    @property
    def beginnings(self) -> int:
        """How often the member is accredited, from morning to evening."""
        return _BEGINNINGS.get(self.trouble or "", 1)


class Day(NamedTuple):
    """What was prepared: the guests in the order in which they come, and what opens the record."""

    guests: tuple[Guest, ...]
    dossier: str
    key: str
    desks: tuple[tuple[str, str], ...]
    """Name and key of each desk."""


def letters(number: int) -> str:
    """Return a word for a number: names have no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def make_day(dossier: str, folder: str, roll: Roll, desks: int, share: float, seed: int) -> Day:
    """Make a dossier with cards, representatives, a supervisor and desks, and lay down the day.

    `share` of the members has trouble of each kind.
    """
    rng = random.Random(seed)  # noqa: S311 - it draws an order, no secret
    key = os.path.join(folder, "kantoor.key")
    create_dossier(dossier, [created(), roll_set(roll, accreditation=True)], key)
    kinds = _kinds(roll, share, rng)
    cards = [NewCard(member, 1, new_code()) for member in roll.members]
    newer = [NewCard(c.member, 2, new_code()) for c in cards if kinds[c.member] == "replaced"]
    named = [member for member in roll.members if kinds[member] not in _UNNAMED]
    with open_dossier(dossier, key, write=True) as opened:
        opened.act(lambda _state: issue_events(cards))
        for card in newer:
            opened.act(lambda _state, card=card: reissue_events(card, "verzonnen"))  # type: ignore[misc]
        opened.act(lambda _state: [e.SupervisorNamed(1, SUPERVISOR)])
        opened.act(
            lambda state: [
                event
                for member in named
                for event in name_representative(
                    state, member.gm_code, Person(_name(member), "wethouder", "paper"), None
                )
            ]
        )
        places = tuple(_desk(opened.log.origin, folder, number) for number in range(1, desks + 1))
        registered = [e.KeyRegistered(vkey, "desk", name) for name, _file, vkey in places]
        opened.act(lambda _state: registered)
    codes: dict[str, tuple[str, ...]] = {c.member.gm_code: (c.code,) for c in cards}
    for card in newer:
        codes[card.member.gm_code] += (card.code,)
    guests = [
        Guest(m.gm_code, kinds[m], _visits(m, kinds[m], codes[m.gm_code], named, rng))
        for m in roll.members
    ]
    rng.shuffle(guests)
    return Day(tuple(guests), dossier, key, tuple((name, file) for name, file, _vkey in places))


def _kinds(roll: Roll, share: float, rng: random.Random) -> dict[Member, str | None]:
    order = list(roll.members)
    rng.shuffle(order)
    each = max(1, round(share * len(order)))
    kinds: dict[Member, str | None] = dict.fromkeys(order)
    kinds.update(zip(order, [kind for kind in TROUBLE for _ in range(each)], strict=False))
    return kinds


def _name(member: Member) -> str:
    return f"Verzonnen {letters(int(member.gm_code[2:]))}"


def _desk(origin: str, folder: str, number: int) -> tuple[str, str, str]:
    file = os.path.join(folder, f"balie-{number}.key")
    key = create_key_file(file, f"{origin}/balie-{number}")
    return str(number), file, key.public.vkey()


def _visits(
    member: Member,
    trouble: str | None,
    codes: tuple[str, ...],
    named: Sequence[Member],
    rng: random.Random,
) -> tuple[Visit, ...]:
    card = codes[-1]
    word = letters(int(member.gm_code[2:]))
    comes = Visit((card, ""), ("in",))
    asked = Visit((card, f"Later {word}", "2", "1", ""), ("in",))
    same = _name(rng.choice(named))
    wrong = card[:-1] + ALPHABET[(ALPHABET.index(card[-1]) + 1) % len(ALPHABET)]
    visits: dict[str | None, tuple[Visit, ...]] = {
        None: (comes,),
        "searched": (Visit((member.gm_code, ""), ("in",)),),
        "unnamed": (asked,),
        "twice": (comes, Visit((card,), ("AlreadyIn",))),
        "replaced": (Visit((codes[0],), ("ReplacedCard",)), comes),
        "foreign": (Visit((new_code(),), ("UnknownCode", "TooSoon")), comes),
        "not allowed": (Visit((card, f"Fout {word}", "minister", "r"), ("refused",)), asked),
        "same person": (Visit((card, same, "2", "j"), ("refused",)), asked),
        "other person": (Visit((card, same, "2", "n", "1", ""), ("in",)),),
        "substituted": (comes, Visit((card, "s", f"Ander {word}", "3", "1", ""), ("takes over",))),
        "lost pass": (
            comes,
            Visit((card, "p", ""), ("new pass",)),
            Visit((PASS,), ("WorthlessPass",)),
        ),
        "back": (comes, Visit((PASS, "l", ""), ("out",)), comes),
        "left": (comes, Visit((PASS, "l", ""), ("out",))),
        "mistyped": (Visit((wrong,), ("Mistyped",)), comes),
        "deputy": (
            Visit(
                (card, f"Loco {word}", "loco-secretaris", "1", "verzonnen reden", "1", ""), ("in",)
            ),
        ),
        "race": (comes, comes),
        "absent": (),
    }
    return visits[trouble]


class Served(NamedTuple):
    """What came of a visit."""

    guest: Guest
    visit: Visit
    shown: str
    seconds: float
    tries: int
    """How often the store did not answer."""
    again: bool
    """Whether a desk was killed over it, or over the pass that it takes: another case may come."""


class _Desk:
    """A desk as a process."""

    def __init__(self, day: Day, name: str, key: str) -> None:
        self._command = [sys.executable, "-m", "tests.arrival_desk", day.dossier, key, name]
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._read()

    def _read(self) -> dict[str, Any]:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise AssertionError("a desk ended by itself")
        document: dict[str, Any] = json.loads(line)
        return document

    def serve(self, lines: Sequence[str], kill_after: float | None) -> tuple[dict[str, Any], bool]:
        """Serve somebody; with `kill_after` the desk dies meanwhile, and a fresh one does it."""
        text = json.dumps(list(lines)) + "\n"
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(text)
        if kill_after is None:
            return self._read(), False
        select.select([self.process.stdout], [], [], kill_after)
        self.process.kill()
        self.close()
        self._start()
        return self.serve(lines, None)[0], True

    def close(self) -> None:
        """End it."""
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self.process.wait(60)


class Hall:
    """The desks at work: each takes the next who waits."""

    def __init__(self, day: Day, kills: int, seed: int, halfway: Callable[[], None]) -> None:
        """Take the day, how many desks die, and what is done when half of all were served."""
        self._day = day
        self._rng = random.Random(seed)  # noqa: S311 - it draws who meets with what
        self._lock = threading.Condition()
        self._waiting: deque[tuple[Guest, int, bool]] = deque()
        for guest in day.guests:
            self._comes(guest, 0)
        count = sum(len(guest.visits) for guest in day.guests)
        self._kill_at = set(self._rng.sample(range(count // 10, count * 9 // 10), kills))
        self._halfway, self._half = halfway, count // 2
        self._left = count
        self._begun = 0
        self._passes: dict[str, str] = {}
        self.served: list[Served] = []
        self.failures: list[BaseException] = []
        self.seconds = 0.0
        """From when all desks were ready until the last one was served."""
        self._ready = threading.Barrier(len(day.desks) + 1)

    def _comes(self, guest: Guest, number: int) -> None:
        if number < len(guest.visits):
            self._waiting.append((guest, number, guest.trouble == "race"))
            if guest.trouble == "race":
                self._waiting.append((guest, number + 1, True))

    def run(self) -> list[Served]:
        """Serve all; return what came of each visit."""
        threads = [threading.Thread(target=self._guarded, args=place) for place in self._day.desks]
        for thread in threads:
            thread.start()
        with contextlib.suppress(threading.BrokenBarrierError):
            self._ready.wait()
        start = time.monotonic()
        for thread in threads:
            thread.join()
        self.seconds = time.monotonic() - start
        if self.failures:
            raise self.failures[0]
        return self.served

    def _guarded(self, name: str, key: str) -> None:
        try:
            with contextlib.closing(_Desk(self._day, name, key)) as desk:
                self._ready.wait()
                for guest, number, race in self._queue():
                    self._serve(desk, guest, number, race=race)
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is seen
            self._ready.abort()
            with self._lock:
                self.failures.append(error)
                self._lock.notify_all()

    def _queue(self) -> Iterator[tuple[Guest, int, bool]]:
        while True:
            with self._lock:
                while not self._waiting and self._left > 0 and not self.failures:
                    self._lock.wait()
                if not self._waiting or self.failures:
                    return
                following = self._waiting.popleft()
            yield following

    def _serve(self, desk: _Desk, guest: Guest, number: int, *, race: bool) -> None:
        visit = guest.visits[number]
        with self._lock:
            begun, self._begun = self._begun, self._begun + 1
            kill = self._rng.uniform(0, 0.03) if begun in self._kill_at else None
            held = self._passes.get(guest.gm_code, "")
        if begun == self._half:
            self._halfway()
        # Where a desk died before it handed out the pass, the card is scanned instead.
        lost = PASS in visit.lines and not held
        shown_here = held or guest.visits[0].lines[0]
        lines = [shown_here if line == PASS else line for line in visit.lines]
        document, again = desk.serve(lines, kill)
        shown = document["what"] or document["case"]
        came = Served(guest, visit, shown, document["seconds"], document["tries"], again or lost)
        with self._lock:
            if document["pass"] and number == 0:
                self._passes.setdefault(guest.gm_code, document["pass"])
            self.served.append(came)
            self._left -= 1
            if not race:
                self._comes_later(guest, number + 1)
            self._lock.notify_all()

    def _comes_later(self, guest: Guest, number: int) -> None:
        if number < len(guest.visits):
            self._waiting.insert(
                self._rng.randrange(len(self._waiting) + 1), (guest, number, False)
            )
