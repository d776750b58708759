"""Days in a hall, some made at random: who came, left, was substituted, by a clock that steps back.

Beside the events stands what is so after each of them, kept by hand and without the code under
test: a member has a pass or none, by some accreditation.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from alvvote.cards.code import check_character
from alvvote.ledger.canonical import canonical
from alvvote.ledger.entry import Draft, Entry
from alvvote.ledger.store import ORIGIN, create_log
from alvvote.meeting import events as e
from alvvote.meeting.dossier import draft_of
from alvvote.meeting.evolve import evolve
from alvvote.meeting.model import State
from alvvote.meeting.question import question_json, question_of
from alvvote.population import Edition
from alvvote.roll import Member, Roll, fingerprint, roll_core
from alvvote.statutes import Votes
from tests.vote_steps import item

DAY = date(2020, 6, 16)
START = datetime.fromisoformat("2020-06-16T14:00:00+02:00")
MEMBERS = {"GM9001": 1, "GM9002": 12, "GM9003": 34}
VOTE = "M1"

Held = dict[str, tuple[int, str]]
"""By member, the accreditation that stands and the code of its pass."""


def made_roll() -> Roll:
    """Return an invented roll of three members in two provinces."""
    members = tuple(
        Member(code, f"Verzonnen {code}", province, 1_000 * votes, Votes(votes))
        for (code, votes), province in zip(
            MEMBERS.items(), ("Utrecht", "Zeeland", "Zeeland"), strict=True
        )
    )
    return Roll(DAY, Edition(date(2020, 1, 1), "final", "03759ned", None, None), members)


def pass_code(serial: int) -> str:
    """Return the code of the pass with this number."""
    body = f"{serial:04}0000"
    return body + check_character(body)


class Day(NamedTuple):
    """A day: its events with their moments, and what is so after each."""

    events: list[e.Event]
    moments: list[datetime]
    held: list[Held]
    opened: int | None
    """The entry by which the vote was opened, and closed."""
    closed: int | None
    passes: list[tuple[str, str]]
    """Member and code, in the order in which they were handed out."""

    @property
    def state(self) -> State:
        """The state after all of it."""
        state = State()
        for number, event in enumerate(self.events):
            state = evolve(state, event, number)
        return state

    @property
    def drafts(self) -> list[Draft]:
        """What a log records of it."""
        return [
            draft_of(event, moment.isoformat(timespec="seconds"))
            for event, moment in zip(self.events, self.moments, strict=True)
        ]

    @property
    def entries(self) -> list[Entry]:
        """The entries of it, as far as they are read here."""
        return [
            Entry(n, "", d.kind, dict(d.public), "", canonical(d.private or {}), "", "", b"", b"")
            for n, d in enumerate(self.drafts)
        ]

    def sizes(self, first: datetime, last: datetime) -> range:
        """Return the sizes that the record had in a time, asked of each entry in turn."""
        before = [n + 1 for n, moment in enumerate(self.moments) if moment < first]
        until = [n + 1 for n, moment in enumerate(self.moments) if moment <= last]
        return range(max(before, default=0), max(until, default=0) + 1)


class Maker:
    """Makes a day, step by step; a step that cannot be is left out."""

    def __init__(self, *items: e.ItemAdded, quorum: str | None = None) -> None:
        """Begin with a fixed roll and these items, and the motion."""
        self.now = START
        self.day = Day([], [], [], None, None, [])
        self.opened: int | None = None
        self.closed: int | None = None
        roll = made_roll()
        created = e.MeetingCreated(
            "Voorbeeld (verzonnen)",
            DAY.isoformat(),
            rehearsal=False,
            abstentions_count=False,
            blanks_count=False,
            quorum=quorum,
        )
        fixed = e.RollSet(
            roll_core(roll), fingerprint(roll), fixed=True, accreditation=True, reason=None
        )
        for event in (created, fixed, item(VOTE), *items):
            self._add(event, {})

    @property
    def done(self) -> Day:
        """The day so far."""
        return self.day._replace(opened=self.opened, closed=self.closed)

    def _add(self, event: e.Event, held: Held) -> None:
        self.day.events.append(event)
        self.day.moments.append(self.now)
        self.day.held.append(held)

    def _pass(self, code: str) -> str:
        self.day.passes.append((code, pass_code(len(self.day.passes) + 1)))
        return self.day.passes[-1][1]

    def step(self, what: str, code: str, seconds: int) -> None:
        """Let some time pass, perhaps backwards by the clock, and do something."""
        self.now += timedelta(seconds=seconds)
        held = dict(self.day.held[-1])
        number = len(self.day.events)
        if what == "in" and code not in held:
            held[code] = (number, self._pass(code))
            self._add(
                e.MemberAccredited(
                    code, f"A. Voorbeeld {code}", "wethouder", "1", pass_code=held[code][1]
                ),
                held,
            )
        elif what == "out" and code in held:
            entry, _code = held.pop(code)
            self._add(e.AccreditationEnded(code, entry, "1", "left", "trein"), held)
        elif what == "substitute" and code in held:
            entry, _code = held.pop(code)
            self._add(e.AccreditationEnded(code, entry, "2", "substituted", "wissel"), dict(held))
            held[code] = (number + 1, self._pass(code))
            self._add(
                e.MemberAccredited(
                    code,
                    f"B. Ander {code}",
                    "raadslid",
                    "2",
                    takes_over=entry,
                    pass_code=held[code][1],
                ),
                held,
            )
        elif what == "lost" and code in held:
            entry = held[code][0]
            held[code] = (entry, self._pass(code))
            self._add(e.PassReplaced(code, entry, held[code][1], "3", "kwijt"), held)
        elif what == "open" and self.opened is None:
            self.opened = number
            self._add(self._opening(), held)
        elif what == "close" and self.opened is not None and self.closed is None:
            self.closed = number
            self._add(e.VoteClosed(VOTE, self._turnout(), self.now.isoformat()), held)

    def ballot(self, code: str, option: str) -> None:
        """Record the ballot of a member in the vote that is open."""
        held = self.day.held[-1]
        event = e.BallotCast(
            VOTE, code, MEMBERS[code], option, held[code][0], None, None, "at the table"
        )
        self._add(event, held)

    def _turnout(self) -> tuple[int, int]:
        held = self.day.held[-1]
        return len(held), sum(MEMBERS[code] for code in held)

    def _opening(self) -> e.VoteOpened:
        state = self.day.state
        question = question_json(question_of(state, [state.items[VOTE]]))
        moment = self.now.isoformat(timespec="seconds")
        return e.VoteOpened(
            VOTE,
            (VOTE,),
            "electronic",
            question,
            texts=(),
            roll=self.day.state.fingerprint,
            accredited=self._turnout(),
            again_of=None,
            request=None,
            confirmed=False,
            moment=moment,
        )


def made_dossier(path: Path, day: Day) -> Path:
    """Write a day as a dossier, which nobody signs."""
    create_log(str(path), {ORIGIN: "alvvote/voorbeeld/00000000"}, "day", day.drafts, None)
    return path


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Draw a day."""
    maker = Maker()
    whats = ("in", "in", "in", "out", "substitute", "lost")
    step = st.tuples(
        st.sampled_from(whats),
        st.sampled_from(sorted(MEMBERS)),
        st.integers(-40, 120) | st.sampled_from([0, 1, 60]),
    )
    steps = [("in", "GM9002", 30), *draw(st.lists(step, min_size=3, max_size=14))]
    steps.insert(draw(st.integers(0, len(steps))), ("open", "", 10))
    if draw(st.booleans()):
        steps.append(("close", "", 45))
    for what, code, seconds in steps:
        maker.step(what, code, seconds)
    return maker.done
