"""Measure the ledger, in one run: ``python benchmarks/ledger.py``.

It prints Markdown: appends against bare inserts of SQLite, reading a log by its size, and a ballot
as a whole command. ``--quick`` runs less often; ``--write`` puts the figures into
``benchmarks/README.md``. All municipalities vote in it; what they vote is invented (verzonnen).
"""

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from alvvote.ledger.entry import Draft
from alvvote.ledger.keys import SigningKey
from alvvote.ledger.merkle import Frontier
from alvvote.ledger.store import Log, create_log, open_log
from alvvote.meeting import acts, events
from alvvote.meeting.dossier import (
    Act,
    Dossier,
    create_dossier,
    fold,
    open_dossier,
    public_key_of,
    signer_of,
)
from alvvote.meeting.evolve import evolve
from alvvote.meeting.model import State
from alvvote.meeting.replay import replay
from alvvote.meeting.roles import draft_of
from alvvote.population import Store
from alvvote.roll import Roll, fingerprint, make_roll, roll_core
from alvvote.shipped import read_data
from run import README, Run, alvvote, measure, script, verdict

MOMENT = "2026-11-25T14:00:00+01:00"
OPTIONS = ("for", "against", "abstention")
BLOCK = 50
"""Acts of one kind before those of the next: all kinds meet the same busy moments."""
SIZES = (1_000, 15_000, 150_000)
"""Entries: a few votes, a full day of forty, and ten of those."""
MOST_APPEND = 2.0
"""How many times a bare insert an append may cost."""
FEW_SECONDS = 10.0
"""The most that reading the largest log may take."""
LINEAR = 1.25
"""Reading is linear when a further entry of the largest log costs at most so many times more."""


class Growth(NamedTuple):
    """How long reading a log of so many entries took."""

    entries: int
    heads: int
    fold: list[float]
    verify: list[float]
    unsigned: list[float]
    """To verify without checking signatures."""


def full_roll() -> Roll:
    """Return the roll of 1 January 2026: 342 members."""
    store = Store(("shipped", read_data("cbs_population.csv")))
    edition = store.find(date(2026, 1, 1), "final")
    if edition is None:
        raise SystemExit("no figures of 1 January 2026")
    roll = make_roll(edition, store.figures(edition), (), date(2026, 11, 25))
    if not isinstance(roll, Roll):
        raise SystemExit("no roll")
    return roll


def make(path: str, roll: Roll, items: int) -> None:
    """Make a dossier with so many motions on its agenda."""
    motions = [
        events.ItemAdded(
            f"M{number}",
            f"Motie {number} (verzonnen)",
            "motion",
            None,
            (),
            None,
            None,
            (),
            (),
            None,
            None,
            (),
            None,
        )
        for number in range(1, items + 1)
    ]
    created = events.MeetingCreated(
        "ALV Voorbeeld (verzonnen)",
        "2026-11-25",
        rehearsal=False,
        abstentions_count=False,
        blanks_count=False,
        quorum=None,
    )
    held = events.RollSet(
        roll_core(roll), fingerprint(roll), fixed=True, accreditation=False, reason=None
    )
    create_dossier(path, [created, held, *motions], None)


def opening(vote: str) -> Act:
    """Return the act that opens a vote."""
    return lambda state: acts.open_vote(
        state, [vote], "proposal", "electronic", MOMENT, confirmed=False
    )


def casting(vote: str, code: str, option: str) -> Act:
    """Return the act by which a member votes."""
    return lambda state: acts.cast(state, vote, code, option, way="table")


# --- appending ------------------------------------------------------------------------------------


def appends(folder: Path, roll: Roll, rounds: int) -> dict[str, list[float]]:
    """Return seconds per act, round by round: bare inserts, appends, and ballots with all rules."""
    print(f"appends: {rounds} rounds of {BLOCK}", file=sys.stderr)
    public = {
        "vote": "M1",
        "gm_code": "GM0344",
        "votes": 75,
        "option": "for",
        "accreditation": None,
        "replaces": None,
    }
    draft = Draft("ballot.cast", public, {"at": MOMENT, "reason": None, "way": "table"})
    key = SigningKey("voorbeeld", Ed25519PrivateKey.generate())
    log_path, unsigned_path = str(folder / "signed.log"), str(folder / "unsigned.log")
    for path in (log_path, unsigned_path):
        create_log(path, {"origin": "voorbeeld/1"}, "first", [draft], None)
    dossier_path = str(folder / "a.alv")
    make(dossier_path, roll, 100)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
        "CREATE TABLE entry (number INTEGER PRIMARY KEY, leaf BLOB NOT NULL, hash BLOB NOT NULL)"
    )
    with (
        open_log(log_path, write=True) as signed,
        open_log(unsigned_path, write=True) as unsigned,
        open_dossier(dossier_path, write=True) as dossier,
    ):
        row = next(unsigned.entries())
        ballots = _ballots(dossier, roll)
        kinds: dict[str, Callable[[], object]] = {
            "a bare insert": lambda: bare.execute(
                "INSERT INTO entry (leaf, hash) VALUES (?, ?)", (row.leaf, row.hash)
            ),
            "an append": lambda: _append(unsigned, draft, None),
            "an append, signed": lambda: _append(signed, draft, key),
            "a ballot, with all rules, signed": lambda: next(ballots),
        }
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for number in range(rounds + 1):
            for kind, work in kinds.items():
                began = time.perf_counter()
                for _ in range(BLOCK):
                    work()
                if number:  # the first round only warms up
                    taken[kind].append((time.perf_counter() - began) / BLOCK)
    bare.close()
    return taken


def _append(log: Log, draft: Draft, key: SigningKey | None) -> None:
    with log.writing() as writer:
        writer.append(
            f"act {time.perf_counter_ns()}", [draft], None if key is None else signer_of(key)
        )


def _ballots(dossier: Dossier, roll: Roll) -> Iterator[None]:
    """Hold vote after vote, one ballot at a time."""
    number = 0
    while True:
        number += 1
        dossier.act(opening(f"M{number}"))
        for member in roll.members:
            dossier.act(casting(f"M{number}", member.gm_code, "for"))
            yield


# --- reading --------------------------------------------------------------------------------------


def fill(path: str, roll: Roll, entries: int) -> None:
    """Make a dossier of so many entries: votes, in which each ballot is an act of its own."""
    make(path, roll, entries // (len(roll.members) + 2) + 1)
    with open_dossier(path, write=True) as dossier:
        if dossier.key is None:
            raise SystemExit("no key")
        signer = signer_of(dossier.key)
        state = dossier.state
        with dossier.log.writing() as writer:
            for act in _acts(roll):
                if state.size >= entries:
                    return
                happened = act(state)
                for event in happened:
                    state = evolve(state, event, state.size)
                drafts = [draft_of(event, MOMENT) for event in happened]
                writer.append(f"act {state.size}", drafts, signer)


def _acts(roll: Roll) -> Iterator[Act]:
    number = 0
    while True:
        number += 1
        vote = f"M{number}"
        yield opening(vote)
        for place, member in enumerate(roll.members):
            yield casting(vote, member.gm_code, OPTIONS[place % 3])
        yield lambda state, vote=vote: acts.close_vote(state, vote, MOMENT)  # type: ignore[misc]


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def verify(log: Log, *, signatures: bool) -> None:
    """Check all of a log; it must be right."""
    key = public_key_of(log)
    keys = [key] if signatures and key is not None else []
    finding = replay(log, keys).audit.finding
    if finding is not None:
        raise SystemExit(str(finding))


def fold_all(log: Log) -> None:
    """Read the state of a meeting from its log."""
    fold(log.entries(), State(), Frontier(), log.path)


def growth(folder: Path, roll: Roll, rounds: int) -> list[Growth]:
    """Read longer and longer logs, in turns."""
    print(f"reading up to {SIZES[-1]:,} entries: {rounds} rounds", file=sys.stderr)
    found = []
    for entries in SIZES:
        path = str(folder / f"{entries}.alv")
        fill(path, roll, entries)
        with open_log(path, write=False) as log:
            found.append(Growth(log.head().size, len(list(log.heads())), [], [], []))
    for _ in range(rounds):
        for entries, column in zip(SIZES, found, strict=True):
            path = str(folder / f"{entries}.alv")
            with open_log(path, write=False) as log:
                column.fold.append(seconds(partial(fold_all, log)))
                column.verify.append(seconds(partial(verify, log, signatures=True)))
                column.unsigned.append(seconds(partial(verify, log, signatures=False)))
    return found


# --- a whole command ------------------------------------------------------------------------------


def commands(folder: Path, roll: Roll, rounds: int) -> list[tuple[Run, Run, Run]]:
    """Cast ballots by the command, in turns with an empty program and `vote status`."""
    print(f"`vote cast`: {rounds} rounds", file=sys.stderr)
    path = str(folder / "commands.alv")
    make(path, roll, 1)
    with open_dossier(path, write=True) as dossier:
        dossier.act(opening("M1"))
    found = []
    for member in roll.members[: rounds + 2]:
        cast = ("vote", "cast", "M1", "--gemeente", member.gm_code, "--stem", "voor")
        found.append(
            (
                measure(alvvote(*cast, "--dossier", path)),
                measure(alvvote("vote", "status", "--dossier", path)),
                measure(script("empty_typer.py")),
            )
        )
    return found[2:]


# --- the report -----------------------------------------------------------------------------------


def report(
    taken: dict[str, list[float]], sizes: Sequence[Growth], ran: Sequence[tuple[Run, Run, Run]]
) -> str:
    """Return the figures as Markdown."""
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    versions = f"SQLite {sqlite3.sqlite_version}, cryptography {version('cryptography')}"
    lines = [
        f"Python {platform.python_version()}, {versions}; {machine}.",
        "",
        "| what is done | microseconds | a second | to a bare insert | lowest to highest | aim |",
        "|---|---:|---:|---:|---:|---|",
    ]
    base = taken["a bare insert"]
    for kind, times in taken.items():
        ratios = [mine / other for mine, other in zip(times, base, strict=True)]
        ratio, typical = median(ratios), median(times)
        aim = kind.startswith("an append")
        said = f"at most {MOST_APPEND:.2f}: {verdict(met=ratio <= MOST_APPEND)}" if aim else ""
        lines.append(
            f"| {kind} | {typical * 1e6:.0f} | {1 / typical:,.0f} | **{ratio:.2f}** "
            f"| {min(ratios):.2f} to {max(ratios):.2f} | {said} |"
        )
    lines += [
        "",
        "| entries | signed heads | fold: seconds | verify: seconds | without signatures |",
        "|---:|---:|---:|---:|---:|",
    ]
    for size in sizes:
        folded, verified, bare = (median(x) for x in (size.fold, size.verify, size.unsigned))
        lines.append(
            f"| {size.entries:,} | {size.heads:,} | {folded:.3f} | {verified:.2f} | {bare:.2f} |"
        )
    lines += ["", *linear(sizes), ""]
    lines += [
        "| command | seconds | an empty typer program | ratio | lowest to highest | pairs |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for place, name in enumerate(("`vote cast`", "`vote status`")):
        ratios = [runs[place].seconds / runs[2].seconds for runs in ran]
        mine, other = (median(runs[n].seconds for runs in ran) for n in (place, 2))
        lines.append(
            f"| {name} | {mine:.3f} | {other:.3f} | **{median(ratios):.2f}** "
            f"| {min(ratios):.2f} to {max(ratios):.2f} | {len(ratios)} |"
        )
    return "\n".join(lines) + "\n"


def linear(sizes: Sequence[Growth]) -> list[str]:
    """Say what each 1,000 entries more cost, early and late."""
    small, middle, large = sizes
    lines = []
    for name in ("fold", "verify"):
        first, second, third = (median(getattr(size, name)) for size in sizes)
        early = (second - first) * 1e6 / (middle.entries - small.entries)
        late = (third - second) * 1e6 / (large.entries - middle.entries)
        lines.append(
            f"- {name}: each entry more costs {early:.0f} microseconds up to "
            f"{middle.entries:,}, and {late:.0f} from there: **{late / early:.2f}** times as much "
            f"(aim: at most {LINEAR:.2f}; {verdict(met=late <= LINEAR * early)}). "
            f"The largest takes {third:.1f} seconds (aim: at most {FEW_SECONDS:.0f}; "
            f"{verdict(met=third <= FEW_SECONDS)})."
        )
    return lines


def write(figures: str) -> None:
    """Put the figures between their markers in the README of this folder."""
    before, begin, rest = README.read_text(encoding="utf-8").partition("<!-- ledger figures -->\n")
    _old, end, after = rest.partition("<!-- end of ledger figures -->\n")
    README.write_text(f"{before}{begin}\n{figures}\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description="Measure the ledger; print the figures.")
    parser.add_argument("--quick", action="store_true", help="fewer runs: a first impression")
    parser.add_argument("--write", action="store_true", help="put the figures into the README")
    options = parser.parse_args()
    few, fewer, fewest = (5, 5, 1) if options.quick else (41, 41, 3)
    roll = full_roll()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = report(
            appends(folder, roll, few),
            growth(folder, roll, fewest),
            commands(folder, roll, fewer),
        )
    print(figures, end="")
    if options.write:
        write(figures)


if __name__ == "__main__":
    main()
