"""What happened in the hall, entry by entry, with its moments: who was accredited by which pass."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from alvvote.ledger.entry import Entry
from alvvote.meeting import events as e
from alvvote.meeting.moments import Moments, moments_in

HALL_KINDS = frozenset(
    event.kind
    for event in (
        e.RollSet,
        e.MemberAccredited,
        e.AccreditationEnded,
        e.PassReplaced,
        e.DoorPassed,
        e.VoteOpened,
        e.VoteClosed,
    )
)
Ending = Literal["left", "substituted", "replaced", "off the roll"]
"""Why a pass became worthless."""

Numbered = tuple[int, e.Event]


class Period(NamedTuple):
    """A pass, and from which entry to which it was valid."""

    gm_code: str
    code: str | None
    """None where there was none, or where it was erased."""
    accreditation: int
    began: int
    ended: int | None = None
    ending: Ending | None = None

    def covers(self, first: int, last: int) -> bool:
        """Tell whether it was valid while the record had one of these sizes, `first` to `last`.

        Entry ``n`` makes a record of size ``n + 1``: from there on what it says is so.
        """
        return self.began < last and (self.ended is None or self.ended >= first)


class History(NamedTuple):
    """What is known of the hall, from the first entry to the last."""

    size: int
    moments: Moments
    events: tuple[Numbered, ...]
    """Those of `HALL_KINDS`, with their entries."""
    periods: tuple[Period, ...]
    windows: dict[str, tuple[int, int | None]]
    """By vote, the entries by which it was opened and closed."""

    def moment_of(self, entry: int) -> str | None:
        """Return when an entry was recorded, ISO; None where that was erased."""
        moment = self.moments.moments[entry]
        return None if moment is None else moment.isoformat(timespec="seconds")


def history_of(entries: Iterable[Entry]) -> History:
    """Return the history in these entries, which are those of a record from its first on.

    Raises:
        ValueError: an entry is none that alvvote makes.
    """
    recorded: list[str | None] = []
    events: list[Numbered] = []
    for entry in entries:
        private = entry.private
        recorded.append(None if private is None else private.get("at"))
        if entry.kind in HALL_KINDS:
            events.append((entry.number, e.event_of(entry.kind, entry.public, private)))
    periods = tuple(periods_in(events))
    return History(len(recorded), moments_in(recorded), tuple(events), periods, _windows_in(events))


def periods_in(events: Sequence[Numbered]) -> Iterator[Period]:
    """Yield each pass that was handed out, with what became of it, in that order."""
    passes: list[Period] = []
    held: dict[str, int] = {}

    def end(gm_code: str, entry: int, ending: Ending) -> None:
        index = held.pop(gm_code, None)
        if index is not None:
            passes[index] = passes[index]._replace(ended=entry, ending=ending)

    for number, event in events:
        if isinstance(event, e.MemberAccredited):
            held[event.gm_code] = len(passes)
            passes.append(Period(event.gm_code, event.pass_code, number, number))
        elif isinstance(event, e.PassReplaced):
            end(event.gm_code, number, "replaced")
            held[event.gm_code] = len(passes)
            passes.append(Period(event.gm_code, event.pass_code, event.accreditation, number))
        elif isinstance(event, e.AccreditationEnded):
            end(event.gm_code, number, "substituted" if event.cause == "substituted" else "left")
        elif isinstance(event, e.RollSet):
            known = {m["gm_code"] for m in event.roll["members"]} if event.accreditation else set()
            for gm_code in held.keys() - known:
                end(gm_code, number, "off the roll")
    yield from passes


def _windows_in(events: Sequence[Numbered]) -> dict[str, tuple[int, int | None]]:
    windows: dict[str, tuple[int, int | None]] = {}
    for number, event in events:
        if isinstance(event, e.VoteOpened):
            windows[event.vote] = (number, None)
        elif isinstance(event, e.VoteClosed):
            windows[event.vote] = (windows[event.vote][0], number)
    return windows
