"""What the commands of ``alvvote population`` work with: editions, changes and names at hand."""

import csv
import errno
import os

from alvvote.basis import CHANGES, POPULATION, open_data
from alvvote.cli.output import write
from alvvote.own import own_path, read_own
from alvvote.population import Change, Store, read_changes
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import Problem
from alvvote.shipped import read_data
from alvvote.tables.source import read_bytes


def open_gazetteer(problems: list[Problem], extra: str | None = None) -> Gazetteer | None:
    """Open all data at hand; None with a problem added where the user's own are damaged.

    `extra` is the text of one more file of editions, which goes before the others.
    """
    at_hand = open_data(problems)
    if at_hand is None:
        return None
    path = own_path(CHANGES)
    try:
        changes = at_hand.changes
        path = own_path(POPULATION)
        for edition in at_hand.store.editions():
            if at_hand.store.origin(edition) == "own":
                at_hand.store.figures(edition)
    except (ValueError, IndexError):
        problems.append(Problem("C212" if path == own_path(CHANGES) else "P105", path))
        return None
    except OSError as error:
        problems.append(Problem("F101", path, details={"errno": error.errno or errno.EIO}))
        return None
    aliases = [(row[0], row[1]) for row in csv.reader(read_data("aliases.csv").splitlines()[1:])]
    store = at_hand.store if extra is None else _store_with(extra)
    return Gazetteer(store, changes, aliases)


def _store_with(extra: str) -> Store:
    own = read_own(POPULATION)
    shipped = read_data("cbs_population.csv")
    if own is None:
        return Store(("shipped", shipped), ("own", extra))
    return Store(("shipped", shipped), ("own", own), ("own", extra))


def write_file(text: str, path: str, option: str | None) -> Problem | None:
    """Write a file of data, whole or not at all, in a folder that is made where it lacks."""
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    except OSError as error:
        return Problem("F116", path, column=option, details={"errno": error.errno or errno.EIO})
    problem = write(text, path)
    return None if problem is None else problem._replace(column=option)


def read_editions_file(path: str, problems: list[Problem]) -> str | None:
    """Return the text of a file of editions; None where there is no such file yet.

    A file that is something else becomes a problem.
    """
    if not os.path.exists(path):
        return None
    data = read_bytes(path, problems)
    if data is None:
        return None
    try:
        text = data.decode()
        store = Store(("own", text))
        for edition in store.editions():
            store.figures(edition)
    except (ValueError, IndexError):
        problems.append(Problem("C124", path, column="--into"))
        return None
    return text


def shipped_changes() -> list[Change]:
    """Return the boundary changes that came with alvvote."""
    return read_changes(read_data("boundary_changes.csv"))


def own_changes() -> list[Change]:
    """Return the boundary changes that the user added."""
    text = read_own(CHANGES)
    return [] if text is None else read_changes(text)
