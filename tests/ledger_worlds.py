"""Small dossiers for tests of the ledger, made in Python: rolls, events, acts, and a full check.

All municipalities, items and ballots in them are invented (verzonnen).
"""

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from alvvote.ledger.audit import Audit
from alvvote.ledger.keys import PublicKey
from alvvote.ledger.note import SignedCheckpoint
from alvvote.ledger.store import Log, open_log
from alvvote.meeting import acts, events
from alvvote.meeting.dossier import Act, create_dossier, open_dossier, public_key_of
from alvvote.meeting.model import State
from alvvote.meeting.replay import replay
from alvvote.population import Edition, Store
from alvvote.roll import (
    Member,
    Roll,
    fingerprint,
    make_roll,
    roll_core,
)
from alvvote.shipped import read_data
from alvvote.statutes import Votes

DAY = date(2026, 11, 25)
"""The day of the meeting."""
MOMENT = "2026-11-25T14:00:00+01:00"
"""A moment in the meeting."""
SIGNING = "cryptography.hazmat.primitives.serialization"
"""What alvvote imports only when it signs, and each process of a test would import anew."""

SMALL = (
    ("GM9001", "Voorbeeldstad", 160_000, 75),
    ("GM9002", "Proefdam", 48_500, 48),
    ("GM9003", "Testelo", 30_000, 30),
    ("GM9004", "Modelwijk", 12_345, 12),
    ("GM9005", "Schetsen", 7_001, 7),
    ("GM9006", "Verzonnen", 900, 1),
)
"""Code, name, inhabitants and votes of six members; votes by hand (article 11, paragraph 3)."""
SMALL_CODES = tuple(code for code, *_rest in SMALL)
SMALL_VOTES = {code: votes for code, _name, _inhabitants, votes in SMALL}


@cache
def small_roll() -> Roll:
    """Return a roll of six invented members with 173 votes."""
    edition = Edition(date(2026, 1, 1), "final", "03759ned", None, None)
    members = tuple(
        Member(code, name, "Voorbeeldland", inhabitants, Votes(votes), None)
        for code, name, inhabitants, votes in SMALL
    )
    return Roll(DAY, edition, members, (), ())


@cache
def full_roll() -> Roll:
    """Return the roll of 1 January 2026, final: 342 members with 13,211 votes."""
    store = Store(("shipped", read_data("cbs_population.csv")))
    edition = store.find(date(2026, 1, 1), "final")
    assert edition is not None
    roll = make_roll(edition, store.figures(edition), (), DAY)
    assert isinstance(roll, Roll)
    return roll


def created(*, rehearsal: bool = False, quorum: str | None = None) -> events.MeetingCreated:
    """Return the first event of a dossier."""
    return events.MeetingCreated(
        "ALV Voorbeeld (verzonnen)",
        DAY.isoformat(),
        rehearsal,
        abstentions_count=False,
        blanks_count=False,
        quorum=quorum,
    )


def roll_set(
    roll: Roll, *, fixed: bool = True, accreditation: bool = False, reason: str | None = None
) -> events.RollSet:
    """Return the event that a roll holds; a provisional one says nothing of accreditation."""
    used = accreditation if fixed else None
    return events.RollSet(roll_core(roll), fingerprint(roll), fixed, used, reason)


def added(
    item: str,
    title: str | None = None,
    *,
    sort: str | None = "motion",
    majority: str | None = None,
    options: tuple[str, ...] = (),
    advice: str | None = None,
    submitters: tuple[str, ...] = (),
    parent: str | None = None,
    part_of: str | None = None,
    overtakes: tuple[str, ...] = (),
) -> events.ItemAdded:
    """Return the event that an item came on the agenda."""
    return events.ItemAdded(
        item,
        title or f"Voorstel {item} (verzonnen)",
        sort,
        majority,
        options,
        rejecting=None,
        advice=advice,
        submitters=submitters,
        cosignatories=(),
        parent=parent,
        part_of=part_of,
        overtakes=overtakes,
        submitted=None,
    )


def opening(*items: str, casting: events.Casting = "electronic", confirmed: bool = False) -> Act:
    """Return the act that puts items to the vote."""
    return lambda state: acts.open_vote(
        state, items, "proposal", casting, MOMENT, confirmed=confirmed
    )


def casting(vote: str, gm_code: str, option: str | None, *, correction: str | None = None) -> Act:
    """Return the act by which a member votes; with `correction`, its reason, once more."""
    return lambda state: acts.cast(
        state, vote, gm_code, option, way="at the table", correction=correction
    )


def closing(vote: str) -> Act:
    """Return the act that ends a vote."""
    return lambda state: acts.close_vote(state, vote, MOMENT)


def declaring(vote: str, outcome: str) -> Act:
    """Return the act by which the chair rules."""
    return lambda state: acts.declare(state, vote, outcome, None, MOMENT)


def simply(*happened: events.Event) -> Act:
    """Return the act that records these events, whatever the state."""
    return lambda _state: happened


def make_dossier(
    path: str | Path,
    *,
    roll: Roll | None = None,
    items: Sequence[events.ItemAdded] = (),
    accreditation: bool = False,
    signed: bool = True,
) -> str:
    """Make a dossier with a fixed roll (the small one, unless given) and items; return its path."""
    create_dossier(
        str(path),
        [
            created(),
            roll_set(roll or small_roll(), accreditation=accreditation),
            *(items or (added("M1"),)),
        ],
        None,
        signed=signed,
    )
    return str(path)


def make_keyed_dossier(path: str, key: str, roll: Roll | None = None) -> None:
    """Make a dossier whose key stands elsewhere, as processes in other folders need it."""
    first = [created(), roll_set(roll or small_roll()), added("M1")]
    create_dossier(path, first, key)


def act(path: str | Path, *doings: Act, caller_id: str | None = None) -> State:
    """Open the dossier, do these acts one after the other, and return the state then."""
    with open_dossier(str(path), write=True) as dossier:
        for doing in doings:
            dossier.act(doing, caller_id)
        return dossier.state


def voted_dossier(path: str | Path, *, signed: bool = True) -> str:
    """Make a dossier in which one vote was held from opening to ruling; return its path.

    M1 (verzonnen): for 75 + 48 = 123 votes, against 30 + 12 = 42, abstention 7; GM9006 did not
    vote, and GM9004 voted for before it was corrected. Adopted: 123 of 165 votes cast.
    """
    chosen = ("for", "for", "against", "for", "abstention")
    make_dossier(path, signed=signed)
    act(
        path,
        opening("M1"),
        *(casting("M1", code, option) for code, option in zip(SMALL_CODES, chosen, strict=False)),
        casting("M1", "GM9004", "against", correction="verkeerde kaart (verzonnen)"),
        closing("M1"),
        declaring("M1", "adopted"),
    )
    return str(path)


def audited(
    log: Log, earlier: Iterable[SignedCheckpoint] = (), keys: Iterable[PublicKey] | None = None
) -> Audit:
    """Check a log and replay its rules; by default with the key that stands in the log itself."""
    own = public_key_of(log)
    trusted = ([] if own is None else [own]) if keys is None else list(keys)
    return replay(log, trusted, earlier).audit


def start(target: Callable[..., None], *args: object) -> tuple[BaseProcess, Connection]:
    """Start a process of its own; return it, and where what it sends is received.

    `target` is a function of a module, and is given where to send as its second argument.
    """
    # A process that is forked off one that did nothing yet starts fast, and shares no locks.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([target.__module__, SIGNING])
    received, sent = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(args[0], sent, *args[1:]))
    process.start()
    sent.close()
    return process, received


class Contents(NamedTuple):
    """Everything that stands in a log."""

    about: dict[str, str]
    entries: list[tuple[bytes, bytes]]
    heads: list[tuple[object, ...]]
    signatures: list[tuple[int, str]]
    privates: dict[int, tuple[bytes, bytes]]
    erasures: list[tuple[int, int]]


def contents_of(log: Log) -> Contents:
    """Return everything that stands in an open log."""
    return Contents(
        log.about,
        [(entry.leaf, entry.hash) for entry in log.entries()],
        [tuple(head) for head in log.heads()],
        log.signatures(),
        log.privates(0, 2**62),
        log.erasures(),
    )


def contents(path: str | Path) -> Contents:
    """Return everything that stands in the log of a file."""
    with open_log(str(path), write=False) as log, log.reading():
        return contents_of(log)


def sound(path: str | Path) -> Audit:
    """Hold that a dossier is right in all that can be checked; return what was found."""
    with open_log(str(path), write=False) as log, log.reading():
        found = audited(log)
        assert found.finding is None, found
        assert found.size == log.head().size
        return found
