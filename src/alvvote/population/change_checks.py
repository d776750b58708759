"""What must hold of boundary changes before they are taken."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from alvvote.population.changes import Change
from alvvote.population.changes_file import ABROAD, PROVINCES, Row
from alvvote.population.checks import SWING_PERCENT
from alvvote.population.edition import Edition, Store
from alvvote.population.gazetteer import Gazetteer, Named
from alvvote.problems import Problem

Key = tuple[date, str, str, str]


def key_of_change(change: Change) -> Key:
    """Return what tells a change from the others: day, type and the two codes."""
    return change.date, change.type, change.from_code, change.to_code


class Merged(NamedTuple):
    """Changes of a file beside those at hand."""

    new: list[Row]
    """Those that are not at hand yet, or that replace one, with names and provinces filled in."""
    known: int
    """How many are at hand already, the very same."""


def check_changes(
    rows: Sequence[Row],
    gazetteer: Gazetteer,
    shipped: Mapping[Key, Change],
    own: Mapping[Key, Change],
    file: str,
    problems: list[Problem],
    *,
    replace: bool,
) -> Merged:
    """Return the changes that are new; what is wrong with them is added to the problems.

    `own` are changes that may be replaced; the `shipped` ones are not.
    """
    fresh: list[Row] = []
    known = 0
    first: dict[Key, int] = {}
    for row in rows:
        key = key_of_change(row.change)
        if key in first:
            details = {"first_row": first[key]}
            problems.append(Problem("C207", file, row.row, None, _label(row.change), None, details))
            continue
        first[key] = row.row
        standing = shipped.get(key) or own.get(key)
        if standing is None or (replace and key not in shipped and standing != row.change):
            fresh.append(row)
        elif standing.inhabitants_moved == row.change.inhabitants_moved:
            known += 1
        else:
            value, expected = str(row.change.inhabitants_moved), str(standing.inhabitants_moved)
            problems.append(Problem("C210", file, row.row, _label(row.change), value, expected))
    replaced = {key_of_change(row.change) for row in fresh}
    kept = [c for c in gazetteer.changes if key_of_change(c) not in replaced]
    after = Gazetteer(gazetteer.store, [*kept, *(row.change for row in fresh)], gazetteer.aliases)
    filled = [_named(row, after, gazetteer, file, problems) for row in fresh]
    _check_moved(fresh, after, file, problems)
    return Merged(filled, known)


def _label(change: Change) -> str:
    return f"{change.date} {change.from_code} > {change.to_code}"


def _named(
    row: Row, after: Gazetteer, before: Gazetteer, file: str, problems: list[Problem]
) -> Row:
    """Return the row with names and provinces of known municipalities, checking its codes."""
    change = row.change
    eve = after.members(change.date - timedelta(days=1))
    names = before.everyone()
    if eve is not None and change.from_code not in eve and change.from_code != ABROAD:
        problems.append(
            Problem("C206", file, row.row, "from_code", change.from_code, None, {"on": change.date})
        )
    source = names.get(change.from_code)
    target = (eve or {}).get(change.to_code) or names.get(change.to_code)
    if target is None and change.to_code != ABROAD:
        problems += _new_code(row, file)
    if (
        change.type == "border_correction"
        and eve is not None
        and change.to_code != ABROAD
        and change.to_code not in (after.members(change.date) or eve)
    ):
        problems.append(
            Problem("C206", file, row.row, "to_code", change.to_code, None, {"on": change.date})
        )
    return Row(
        row.row,
        change._replace(
            from_name=_first(change.from_name, source, 0),
            to_name=_first("" if target else change.to_name, target, 0) or change.to_name,
            to_province=_first("" if target else change.to_province, target, 1)
            or change.to_province,
        ),
    )


def _first(text: str, named: Named | None, index: int) -> str:
    return text or (named[index] if named is not None else "")


def _new_code(row: Row, file: str) -> Iterable[Problem]:
    """Yield what lacks of a municipality that is new."""
    change = row.change
    if not change.to_name:
        yield Problem("C209", file, row.row, "to_name", "")
    if change.to_province not in PROVINCES:
        yield Problem("C211", file, row.row, "to_province", change.to_province, change.to_name)


def _check_moved(rows: Sequence[Row], after: Gazetteer, file: str, problems: list[Problem]) -> None:
    """Check that what leaves a municipality on a day is about all its inhabitants."""
    groups: dict[tuple[date, str], list[Row]] = {}
    for row in rows:
        if row.change.type == "reclassification":
            groups.setdefault((row.change.date, row.change.from_code), []).append(row)
    for (day, gm_code), group in groups.items():
        moved = sum(
            c.inhabitants_moved
            for c in after.changes
            if (c.date, c.from_code, c.type) == (day, gm_code, "reclassification")
        )
        edition = after.edition_before(day, same_day=False)
        if edition is None:
            continue
        known = after.carried(edition, day - timedelta(days=1)).figures.get(gm_code)
        if known is None:
            continue
        years = max(1, day.year - edition.reference_date.year)
        away = abs(known.inhabitants - moved) * 100
        if away > SWING_PERCENT * years * known.inhabitants:
            problems.append(
                Problem(
                    "C208",
                    file,
                    group[0].row,
                    gm_code,
                    str(moved),
                    str(known.inhabitants),
                    {"moved": moved, "inhabitants": known.inhabitants},
                )
            )


def misfits(store: Store, changes: Iterable[Change], since: date) -> list[Edition]:
    """Return the editions from `since` on whose municipalities are not those of the changes."""
    gazetteer = Gazetteer(store, changes)
    return [
        edition
        for edition in store.editions()
        if edition.reference_date >= since
        and (members := gazetteer.members(edition.reference_date, edition)) is not None
        and members.keys() != {figure.gm_code for figure in store.figures(edition)}
    ]
