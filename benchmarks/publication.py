"""Measure a publication, in one run: ``python benchmarks/publication.py``.

It publishes a day of forty votes by all members, from a dossier with a ledger, in all formats and
in each alone, and prints Markdown: seconds, memory, the size of the folder, the weight of a page.
``--quick`` runs less often; ``--write`` puts the figures into ``benchmarks/README.md``. All
municipalities vote in it; what they vote is invented (verzonnen).
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from alvvote.meeting import acts, events
from alvvote.meeting.dossier import create_dossier, open_dossier
from alvvote.meeting.events import BallotCast
from alvvote.meeting.model import State
from alvvote.publish.formats import FORMATS
from alvvote.roll import Roll, fingerprint, roll_core
from ledger import MOMENT, OPTIONS, full_roll
from run import DAY, README, Run, alvvote, in_turns, measure, script, verdict

HEAVIEST = 150_000
"""Bytes of a page of a vote with what it needs (style, script), fonts apart."""
COMPARED = "the pandas script"


class Folder(NamedTuple):
    """What a publication of all formats is made of."""

    files: int
    bytes: int
    page: int
    """The heaviest page of a vote, with its style and script."""


def make_day(path: str, roll: Roll) -> None:
    """Make a signed dossier of a day of forty votes, all declared."""
    motions = [
        events.ItemAdded(
            f"M{number}",
            f"Motie {number} over een onderwerp dat een regel lang is (verzonnen)",
            "motion",
            None,
            (),
            None,
            "discourage",
            ("Voorbeeldstad",),
            (),
            None,
            None,
            (),
            None,
        )
        for number in range(1, DAY + 1)
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
    with open_dossier(path, write=True) as dossier:
        for number in range(1, DAY + 1):
            vote = f"M{number}"
            dossier.act(
                lambda s, v=vote: acts.open_vote(  # type: ignore[misc]
                    s, [v], "proposal", "electronic", MOMENT, confirmed=False
                )
            )
            dossier.act(lambda s, n=number: _ballots(s, n))  # type: ignore[misc]
            dossier.act(lambda s, v=vote: acts.close_vote(s, v, MOMENT))  # type: ignore[misc]
            dossier.act(lambda s, v=vote: _ruling(s, v))  # type: ignore[misc]


def _ballots(state: State, number: int) -> list[events.Event]:
    """Let every member vote, spread over the options."""
    assert state.roll is not None  # noqa: S101
    return [
        BallotCast(
            f"M{number}",
            member.gm_code,
            member.votes,
            OPTIONS[(place * number + place // 7) % len(OPTIONS)],
            None,
            None,
            None,
            "file",
        )
        for place, member in enumerate(state.roll.members)
    ]


def _ruling(state: State, vote: str) -> list[events.Event]:
    from alvvote.meeting.results import result_of  # noqa: PLC0415

    result = result_of(state, state.votes[vote])
    assert result is not None  # noqa: S101
    return list(acts.declare(state, vote, result.outcome, None, MOMENT))


def weigh(folder: Path) -> Folder:
    """Return the size of a publication, and of its heaviest page of a vote."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    shared = sum(
        path.stat().st_size
        for path in (folder / "static").iterdir()
        if path.suffix in {".css", ".js"}
    )
    page = max(path.stat().st_size for path in (folder / "stemming").glob("*.html"))
    return Folder(len(files), sum(path.stat().st_size for path in files), page + shared)


def publish(dossier: str, out: Path, *options: str) -> Run:
    """Publish once, into a folder that is new."""
    shutil.rmtree(out, ignore_errors=True)
    return measure(alvvote("publish", dossier, "--out", str(out), *options))


def formats_alone(dossier: str, out: Path, rounds: int) -> dict[str, list[Run]]:
    """Publish each format alone, in turns; what takes the rest is reading the dossier."""
    print(f"each format alone: {rounds} rounds", file=sys.stderr)
    runs: dict[str, list[Run]] = {name: [] for name in FORMATS}
    for _ in range(rounds):
        for name in FORMATS:
            runs[name].append(publish(dossier, out, "--only", name))
    return runs


def against_pandas(dossier: str, folder: Path, rounds: int) -> tuple[list[Run], list[Run]]:
    """Compare the spreadsheet alone with a script that writes the same table with pandas."""
    print(f"the spreadsheet against pandas: {rounds} rounds", file=sys.stderr)
    table = folder / "uit" / "stemgedrag.csv"
    copy = folder / "stemgedrag.csv"
    publish(dossier, folder / "uit", "--only", "csv")
    shutil.copy(table, copy)
    mine = alvvote(
        "publish", dossier, "--out", str(folder / "tabel"), "--only", "xlsx", "--replace"
    )
    other = script("pandas_to_xlsx.py", str(copy), str(folder / "pandas.xlsx"))
    in_turns([mine, other], 1)
    first, second = in_turns([mine, other], rounds)
    return first, second


def report(
    whole: list[Run],
    size: Folder,
    alone: dict[str, list[Run]],
    compared: tuple[list[Run], list[Run]],
) -> str:
    """Return the figures as Markdown."""
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    packages = ", ".join(f"{name} {version(name)}" for name in ("typst", "jinja2", "xlsxwriter"))
    seconds = median(run.seconds for run in whole)
    mebibytes = median(run.mebibytes for run in whole)
    whole_day = (
        f"A day of {DAY} votes by 342 members, all formats: {seconds:.1f} seconds, "
        f"{mebibytes:.0f} MiB at most, {size.files:,} files of {size.bytes / 1e6:.1f} MB together."
    )
    weight = (
        f"The heaviest page of a vote, with style and script: {size.page / 1000:.0f} kB "
        f"(aim: under {HEAVIEST // 1000}; {verdict(met=size.page < HEAVIEST)})."
    )
    lines = [f"Python {platform.python_version()}, {packages}; {machine}."]
    lines += ["", whole_day, "", weight, "", "| format alone | seconds | peak MiB |"]
    lines.append("|---|---:|---:|")
    lines += [
        f"| {name} | {median(r.seconds for r in runs):.2f} "
        f"| {median(r.mebibytes for r in runs):.0f} |"
        for name, runs in alone.items()
    ]
    mine, other = compared
    ratios = [a.seconds / b.seconds for a, b in zip(mine, other, strict=True)]
    against = (
        f"The spreadsheet with the dossier read and held against its head, against {COMPARED} that "
        f"only writes the same rows: **{median(ratios):.2f}** times as long "
        f"({min(ratios):.2f} to {max(ratios):.2f}, {len(ratios)} pairs)."
    )
    lines += ["", against]
    return "\n".join(lines) + "\n"


def write(figures: str) -> None:
    """Put the figures between their markers in the README of this folder."""
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition("<!-- publication figures -->\n")
    _old, end, after = rest.partition("<!-- end of publication figures -->\n")
    README.write_text(f"{before}{begin}\n{figures}\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description="Measure a publication; print the figures.")
    parser.add_argument("--quick", action="store_true", help="fewer runs: a first impression")
    parser.add_argument("--write", action="store_true", help="put the figures into the README")
    options = parser.parse_args()
    few = 1 if options.quick else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier = str(folder / "dag.alv")
        print("a day of forty votes", file=sys.stderr)
        make_day(dossier, full_roll())
        out = folder / "uitslagen"
        whole = [publish(dossier, out) for _ in range(few)]
        size = weigh(out)
        figures = report(
            whole,
            size,
            formats_alone(dossier, folder / "alleen", few),
            against_pandas(dossier, folder, few),
        )
    print(figures, end="")
    if options.write:
        write(figures)


if __name__ == "__main__":
    main()
