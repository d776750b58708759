"""``alvvote population changes import``: next year's mergers, splits and border corrections."""

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from alvvote.basis import CHANGES
from alvvote.cli.deliver import DONE, Ending
from alvvote.cli.framework import make_command
from alvvote.cli.output import write
from alvvote.cli.population_data import open_gazetteer, own_changes, shipped_changes, write_file
from alvvote.cli.population_options import DryRun, ReportFormat, parse_report_format
from alvvote.cli.problem_text import print_problems
from alvvote.i18n import _, _n, day, number
from alvvote.own import own_path
from alvvote.population import Change
from alvvote.population.change_checks import Key, Merged, check_changes, key_of_change, misfits
from alvvote.population.changes_file import read_changes_file, write_changes
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import Problem, has_errors, json_of
from alvvote.problems.problem import Detail
from alvvote.tables.source import read_bytes
from alvvote.tables.writing import json_text


def import_changes(
    file: Annotated[
        str,
        typer.Argument(metavar=_("FILE"), help=_("Boundary changes as CSV."), show_default=False),
    ],
    replace: Annotated[
        bool,
        typer.Option("--replace", metavar="", help=_("Replace changes that you added before.")),
    ] = False,
    dry_run: DryRun = False,
    format_: ReportFormat = "table",
) -> int:
    """Import boundary changes; return the exit code."""
    form = parse_report_format(format_)
    problems: list[Problem] = []
    ending = Ending(form, _("nothing was taken"), lambda found: _document(None, found))
    gazetteer = open_gazetteer(problems)
    data = read_bytes(file, problems)
    if gazetteer is None or data is None:
        return ending.fail(problems)
    rows = read_changes_file(data, file, problems)
    shipped, own = _by_key(shipped_changes()), _by_key(own_changes())
    merged = check_changes(rows, gazetteer, shipped, own, file, problems, replace=replace)
    if has_errors(problems):
        return ending.fail(problems)
    new = {key_of_change(row.change): row.change for row in merged.new}
    everything = {**shipped, **own, **new}
    problems += _misfits(gazetteer, merged, everything.values(), file)
    path = own_path(CHANGES)
    if merged.new and not dry_run:
        mine = {**own, **new}
        failure = write_file(write_changes(mine.values()), path, None)
        if failure is not None:
            return ending.fail([*problems, failure])
    if form == "json":
        write(json_text(_document(merged, problems)), None)
    else:
        print_problems(problems, "")
        write(_text(merged, path, dry_run=dry_run), None)
    return DONE


def _misfits(
    gazetteer: Gazetteer, merged: Merged, changes: Iterable[Change], file: str
) -> list[Problem]:
    since = min((row.change.date for row in merged.new), default=None)
    found = misfits(gazetteer.store, changes, since) if since else []
    if not found:
        return []
    # The newest one is named; `population check` tells of all.
    details: dict[str, Detail] = {
        "fits": found[-1].reference_date,
        "fits_status": found[-1].status,
    }
    return [Problem("W306", file, details=details)]


def _by_key(changes: list[Change]) -> Mapping[Key, Change]:
    return {key_of_change(change): change for change in changes}


def _text(merged: Merged, path: str, *, dry_run: bool) -> str:
    lines: list[str] = []
    for row in merged.new:
        change = row.change
        kind = _("merger or split") if change.type == "reclassification" else _("border correction")
        line = _("{date}, {kind}: {count} inhabitants of {source} to {target}").format(
            date=day(change.date),
            kind=kind,
            count=number(change.inhabitants_moved),
            source=f"{change.from_name} ({change.from_code})",
            target=f"{change.to_name} ({change.to_code})",
        )
        lines.append(f"  {line}")
    if merged.known:
        text = _n(
            "{count} change was at hand already",
            "{count} changes were at hand already",
            merged.known,
        )
        lines.append(text.format(count=number(merged.known)))
    if dry_run:
        lines.append(_("nothing was taken: --dry-run"))
    elif merged.new:
        text = _n(
            "{count} change taken into {path}", "{count} changes taken into {path}", len(merged.new)
        )
        lines.append(text.format(count=number(len(merged.new)), path=path))
    return "\n".join([*lines, ""])


def _document(merged: Merged | None, problems: list[Problem]) -> dict[str, object]:
    changes = [] if merged is None else [row.change for row in merged.new]
    return {
        "changes": [{**change._asdict(), "date": change.date.isoformat()} for change in changes],
        "known": 0 if merged is None else merged.known,
        "problems": [json_of(problem) for problem in problems],
    }


command = make_command(
    import_changes,
    "import",
    _("Read next year's boundary changes, check them, and take them."),
)
