"""Everything that can be checked of a dossier: the log itself, and each entry by the rules."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from alvvote.ledger.audit import Audit, Finding, audit
from alvvote.ledger.entry import Entry
from alvvote.ledger.keys import PublicKey, parse_vkey
from alvvote.ledger.note import SignedCheckpoint
from alvvote.ledger.store import Log
from alvvote.meeting import events as e
from alvvote.meeting.desk_signatures import FOREIGN_SIGNATURE, judge_signatures
from alvvote.meeting.evolve import evolve
from alvvote.meeting.model import State
from alvvote.meeting.roles import event_in, role_in
from alvvote.meeting.rules import permitted
from alvvote.meeting.rules.desks import allowed
from alvvote.problems import Problem, has_errors

UNREADABLE = "unreadable"
"""The detail of a finding: an entry that is no event, or does not fit what came before."""
NOT_ERASED = "not erased on record"
"""The detail of a finding: what was taken away is not what an entry says was taken away."""


class Replayed(NamedTuple):
    """What was found in a dossier, from the first entry on, until something was wrong."""

    audit: Audit
    state: State
    """The state after all entries before the first wrong one."""
    broken: tuple[Problem, ...]
    """What the rules say of the first wrong entry, where that is what is wrong."""
    unasked: Mapping[str, int]
    """Entries whose private part is erased, so that a rule about it could not be asked, by kind."""


def replay(
    log: Log,
    keys: Iterable[PublicKey],
    earlier: Iterable[SignedCheckpoint] = (),
    progress: Callable[[int], None] = lambda number: None,  # noqa: ARG005
) -> Replayed:
    """Check a dossier from its first entry to its last; nothing of it is taken on trust.

    `keys` and `earlier` as in `alvvote.ledger.audit.audit`; `progress` is told the number of each
    entry when it has been judged.

    Raises:
        StoreError: the file cannot be read at all.
    """
    with log.reading():
        erasures = dict(log.erasures())
        judge = _Judge(erasures, progress)
        found = audit(log, keys, earlier, judge, judge.desk_keys)
        heads = list(log.heads()) if found.named else []
    if found.finding is None:
        found = judge_signatures(found, heads, judge.state.desk_keys, judge.at_desks)
    if found.finding is None:
        beyond = [number for number in erasures if number >= found.size]
        if beyond:
            found = found._replace(finding=Finding(beyond[0], "rule broken", NOT_ERASED))
    broken = judge.broken
    if found.finding is not None and found.finding.detail == FOREIGN_SIGNATURE:
        broken = (Problem(FOREIGN_SIGNATURE, value=str(found.finding.number)),)
    return Replayed(found, judge.state, broken, judge.unasked)


class _Judge:
    """Judges entries in order, each in the state that the ones before it made."""

    def __init__(self, erasures: Mapping[int, int], progress: Callable[[int], None]) -> None:
        self.state = State()
        self.broken: tuple[Problem, ...] = ()
        self.unasked: dict[str, int] = {}
        self.at_desks: set[int] = set()
        """The numbers of the entries that desks made."""
        self._erasures = erasures
        self._progress = progress

    def desk_keys(self) -> list[PublicKey]:
        """Return the keys of desks that the entries name."""
        return [parse_vkey(vkey) for vkey in self.state.desk_keys]

    def __call__(self, entry: Entry) -> str | None:
        """Return what is wrong with an entry; None where it may be what it is."""
        try:
            role = role_in(entry)
            event = event_in(entry, private=_asks_private(entry))
            problems = allowed(role, event.kind)
            problems += permitted(self.state, event, erased=entry.erased)
            if has_errors(problems):
                self.broken = tuple(_plain(found) for found in problems if has_errors([found]))
                return self.broken[0].code
            after = evolve(self.state, event, entry.number)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError):
            return UNREADABLE
        if self._erasures.get(entry.number) != _reach(event, entry.number):
            return NOT_ERASED
        self.state = after
        if role is not None:
            self.at_desks.add(entry.number)
        if entry.erased and _is_about_private(event):
            self.unasked[event.kind] = self.unasked.get(event.kind, 0) + 1
        self._progress(entry.number)
        return None


_ASKED = (
    e.CountEntered,
    e.CardIssued,
    e.CardReissued,
    e.SupervisorNamed,
    e.RepresentativeNamed,
    e.RepresentativeRefused,
    e.MemberAccredited,
)
"""The kinds of events of which a rule asks for the private part, whatever they say."""


def _asks_private(entry: Entry) -> bool:
    """Tell whether a rule may ask for the private part: of most ballots none does."""
    return entry.kind != e.BallotCast.kind or entry.public.get("replaces") is not None


def _plain(problem: Problem) -> Problem:
    """Return a problem whose value is text: what a forged entry holds may be anything."""
    value = None if problem.value is None else str(problem.value)
    return problem._replace(value=value)


def _reach(event: e.Event, number: int) -> int | None:
    """Return before which entry the private parts are gone by this event."""
    return number if isinstance(event, e.PersonalDataErased) else None


def _is_about_private(event: e.Event) -> bool:
    """Tell whether a rule asks for what stands in the private part of this event."""
    if isinstance(event, e.BallotCast):
        return event.replaces is not None
    return isinstance(event, _ASKED)
