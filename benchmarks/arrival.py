"""Measure an arrival, in one run: ``PYTHONPATH=. python benchmarks/arrival.py``.

342 members report at eight desks at once, each desk a process, with trouble of every kind, as
``tests/arrival.py`` lays down; all acts are signed. On a file, and on a PostgreSQL server that is
made for it. It prints Markdown; ``--write`` puts the figures into ``benchmarks/README.md``.
"""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.arrival import Hall, make_day
from tests.ledger_worlds import full_roll
from tests.postgres_server import DESK, binaries, started

from run import README

DESKS = 8
SHARE = 0.03
PERSON = 20
"""Seconds that somebody takes at a desk: finding the card, a greeting, taking the pass."""
_HEADER = (
    "| store | visits | check-ins | a second | times what people bring | median ms | slowest ms |"
)


def arrival(store: str, office: str, desks: str, folder: str) -> str:
    """Simulate an arrival; return a row of the table."""
    print(store, file=sys.stderr)
    day = make_day(office, folder, full_roll(), DESKS, SHARE, seed=1)
    hall = Hall(day._replace(dossier=desks), 0, 1, lambda: None)
    hall.run()
    waits = [one.seconds for one in hall.served if one.shown in {"in", "takes over"}]
    rate = len(waits) / hall.seconds
    people = DESKS / PERSON
    return (
        f"| {store} | {len(hall.served)} | {len(waits)} | {rate:.0f} | **{rate / people:.0f}** "
        f"| {1000 * median(waits):.0f} | {1000 * max(waits):.0f} |"
    )


def measure() -> str:
    """Return the figures as Markdown."""
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    lines = [f"Python {platform.python_version()}; {machine}.", "", _HEADER]
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder, "alv.alv"))
        lines.append(arrival("a file (SQLite)", place, place, folder))
    programs = binaries()
    if programs is None:
        print("PostgreSQL is not there: only the file is measured", file=sys.stderr)
        return "\n".join(lines) + "\n"
    # A server of the tests does not wait for its disk: this one does.
    with tempfile.TemporaryDirectory() as folder, started(programs, ["fsync=on"]) as server:
        database = server.new_database()
        office, desks = server.address(database), server.address(database, DESK)
        lines.append(arrival("PostgreSQL", office, desks, folder))
    return "\n".join(lines) + "\n"


def write(figures: str) -> None:
    """Put the figures between their markers in the README of this folder."""
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition("<!-- arrival figures -->\n")
    _old, end, after = rest.partition("<!-- end of arrival figures -->\n")
    README.write_text(f"{before}{begin}\n{figures}\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure an arrival; print the figures.")
    parser.add_argument("--write", action="store_true", help="put the figures into the README")
    options = parser.parse_args()
    figures = measure()
    print(figures, end="")
    if options.write:
        write(figures)


if __name__ == "__main__":
    main()
