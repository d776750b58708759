"""Measure alvvote against what else one could do, in one run: ``python benchmarks/run.py``.

It prints Markdown: ratios of paired runs of whole processes, and time and memory by the number of
ballots. ``--quick`` runs less often; ``--write`` puts the figures into ``benchmarks/README.md``.
"""

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
FIGURES = str(HERE.parent / "data" / "cbs_population.csv")
README = HERE / "README.md"
MEMBERS = 342
DAY = 40
"""Votes on a full day."""
GROWTH = (10_000, 30_000, 100_000, 300_000, 1_000_000)
LINEAR = 1.25
"""Growth is linear when later ballots cost at most so many times what earlier ones do."""
EMPTY, BARE = "an empty typer program", "`python -c pass`"
PANDAS, DUCKDB = "the pandas script", "the DuckDB script"
WORDS = {"for": "voor", "against": "tegen", "abstention": "onthouding", "blank": "blanco"}
PER_MIB = 2**20 if sys.platform == "darwin" else 2**10
"""How many of the units of `ru_maxrss` make a MiB."""

# Users run compiled bytecode and Python's defaults: no PYTHON… variable reaches what is measured.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
ENVIRONMENT |= {"ALVVOTE_LANG": "en", "COLUMNS": "80"}

Command = tuple[str, ...]
Maker = Callable[[int], str]


class Run(NamedTuple):
    """What one run of a command took."""

    seconds: float
    """From before the process starts until it has ended."""
    mebibytes: float
    """The most memory that it held at a time."""


class Comparison(NamedTuple):
    """A command, and another that ran in turns with it."""

    name: str
    against: str
    mine: list[Run]
    other: list[Run]
    aim: float | None
    """The highest ratio wanted."""


class Size(NamedTuple):
    """The tally of so many ballots."""

    ballots: int
    runs: list[Run]

    def typical(self) -> Run:
        """Return the medians."""
        return Run(median(r.seconds for r in self.runs), median(r.mebibytes for r in self.runs))


def alvvote(*args: str) -> Command:
    """Return the command as users run it: by its script, where that is installed."""
    script = Path(sys.executable).with_name("alvvote")
    return (str(script), *args) if script.exists() else (sys.executable, "-m", "alvvote", *args)


def script(name: str, *args: str) -> Command:
    """Return the command that runs a script of this folder."""
    return (sys.executable, str(HERE / name), *args)


def measure(command: Command) -> Run:
    """Run a command once; it must succeed. Its output goes nowhere."""
    # A child begins with the memory peak of this process: so nothing large is ever held here.
    nowhere = subprocess.DEVNULL
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdin=nowhere, stdout=nowhere, stderr=nowhere
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss / PER_MIB)


def in_turns(commands: list[Command], rounds: int) -> list[list[Run]]:
    """Run the commands in turns, A B A B …, and return the runs of each."""
    runs = [[measure(command) for command in commands] for _ in range(rounds)]
    return [list(column) for column in zip(*runs, strict=True)]


def compare(
    name: str, mine: Command, others: dict[str, Command], aims: dict[str, float], rounds: int
) -> list[Comparison]:
    """Run a command in turns with others."""
    print(f"{name}: {rounds} rounds", file=sys.stderr)
    commands = [mine, *others.values()]
    in_turns(commands, 2)  # compiles the bytecode, and brings the files into memory
    first, *rest = in_turns(commands, rounds)
    return [
        Comparison(name, against, first, runs, aims.get(against))
        for against, runs in zip(others, rest, strict=True)
    ]


def start_up(rounds: int) -> list[Comparison]:
    """Compare the look-up of one municipality with programs that do nothing."""
    programs = {EMPTY: script("empty_typer.py"), BARE: (sys.executable, "-c", "pass")}
    command = alvvote("votes", "--gemeente", "Utrecht")
    return compare("`votes --gemeente Utrecht`", command, programs, {EMPTY: 1.25}, rounds)


def tallies(make: Maker, rounds: int) -> list[Comparison]:
    """Compare the tally of one vote, and of a full day, with scripts that only add up."""
    found: list[Comparison] = []
    for votes, name, aims in ((1, "one vote", {}), (DAY, "a full day", {PANDAS: 1.0})):
        file = make(votes)
        scripts = {
            PANDAS: script("with_pandas.py", FIGURES, file),
            DUCKDB: script("with_duckdb.py", FIGURES, file),
        }
        check_sums(file, list(scripts.values()))
        full_name = f"`tally`, {name} ({votes * MEMBERS:,} ballots)"
        found += compare(full_name, alvvote("tally", file), scripts, aims, rounds)
    return found


def check_sums(file: str, scripts: list[Command]) -> None:
    """Stop unless all programs come to the same sums: else their times compare nothing."""
    mine, *others = (
        subprocess.run(c, env=ENVIRONMENT, check=True, capture_output=True, encoding="utf-8")
        for c in (alvvote("tally", "--format", "csv", file), *scripts)
    )
    rows = csv.DictReader(mine.stdout.splitlines())
    counts = [(row["vote"], WORDS[row["option"]], row["votes"]) for row in rows]
    sums = {count for count in counts if count[2] != "0"}
    for other in others:
        if {tuple(row) for row in csv.reader(other.stdout.splitlines())} != sums:
            raise SystemExit(f"not the sums of alvvote: {other.args}")


def growth(make: Maker, rounds: int) -> list[Size]:
    """Tally more and more ballots, in turns."""
    print(f"`tally` of up to {GROWTH[-1]:,} ballots: {rounds} rounds", file=sys.stderr)
    votes = [round(ballots / MEMBERS) for ballots in GROWTH]
    columns = in_turns([alvvote("tally", make(count)) for count in votes], rounds)
    return [Size(n * MEMBERS, runs) for n, runs in zip(votes, columns, strict=True)]


def report(comparisons: list[Comparison], sizes: list[Size]) -> str:
    """Return the figures as Markdown."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "pandas", "duckdb"))
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    lines = [
        f"Python {platform.python_version()}, {packages}; {machine}.",
        "",
        "| alvvote | seconds | against | seconds | ratio | lowest to highest | pairs | aim |",
        "|---|---:|---|---:|---:|---:|---:|---|",
    ]
    for name, against, *columns, wanted in comparisons:
        ratios = [a.seconds / b.seconds for a, b in zip(*columns, strict=True)]
        ratio, spread = median(ratios), f"{min(ratios):.2f} to {max(ratios):.2f}"
        mine, other = (f"{median(run.seconds for run in runs):.3f}" for runs in columns)
        aim = f"at most {wanted:.2f}: {verdict(met=ratio <= wanted)}" if wanted else ""
        lines.append(
            f"| {name} | {mine} | {against} | {other} | **{ratio:.2f}** | {spread} "
            f"| {len(ratios)} | {aim} |"
        )
    lines += [
        "",
        "| ballots | seconds | lowest to highest | seconds per 100,000 | peak MiB |",
        "|---:|---:|---:|---:|---:|",
    ]
    for size in sizes:
        seconds, mebibytes = size.typical()
        times = [run.seconds for run in size.runs]
        lines.append(
            f"| {size.ballots:,} | {seconds:.2f} | {min(times):.2f} to {max(times):.2f} "
            f"| {seconds * 1e5 / size.ballots:.2f} | {mebibytes:.0f} |"
        )
    return "\n".join([*lines, "", *slopes(sizes[0], sizes[2], sizes[-1])]) + "\n"


def slopes(small: Size, middle: Size, large: Size) -> list[str]:
    """Say what each 100,000 ballots more cost, early and late: start-up is not in it."""
    lines: list[str] = []
    for index, unit in enumerate(("seconds", "MiB")):
        early, late = (
            (b.typical()[index] - a.typical()[index]) * 1e5 / (b.ballots - a.ballots)
            for a, b in ((small, middle), (middle, large))
        )
        lines.append(
            f"- Each 100,000 ballots more cost {early:.2f} {unit} up to {middle.ballots:,} "
            f"ballots, and {late:.2f} {unit} from there: **{late / early:.2f}** times as much "
            f"(aim: at most {LINEAR:.2f}; {verdict(met=late <= LINEAR * early)})."
        )
    return lines


def verdict(*, met: bool) -> str:
    """Return whether an aim is met, in a word."""
    return "met" if met else "missed"


def write(figures: str) -> None:
    """Put the figures between the markers in the README of this folder."""
    before, begin, rest = README.read_text(encoding="utf-8").partition("<!-- figures -->\n")
    _old, end, after = rest.partition("<!-- end of figures -->\n")
    README.write_text(f"{before}{begin}\n{figures}\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description="Measure alvvote; print the figures.")
    parser.add_argument("--quick", action="store_true", help="fewer runs: a first impression")
    parser.add_argument("--write", action="store_true", help="put the figures into the README")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:

        def make(votes: int) -> str:
            file = str(Path(folder, f"verzonnen-{votes}.csv"))
            subprocess.run(script("make_ballots.py", FIGURES, str(votes), file), check=True)
            return file

        few, fewer, fewest = (5, 3, 1) if options.quick else (41, 21, 5)
        comparisons = start_up(few) + tallies(make, fewer)
        figures = report(comparisons, growth(make, fewest))
    print(figures, end="")
    if options.write:
        write(figures)


if __name__ == "__main__":
    main()
