"""``alvvote population import``: reads what CBS hands out, checks it, and takes it."""

import re
from typing import Annotated

import typer

from alvvote.basis import POPULATION
from alvvote.cli.deliver import DONE, Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    parse_day,
    parse_reference_date,
    wrong,
)
from alvvote.cli.output import write
from alvvote.cli.population_data import open_gazetteer, read_editions_file, write_file
from alvvote.cli.population_options import DryRun, Gepubliceerd, ReportFormat, parse_report_format
from alvvote.cli.population_taken import Taken, taken_json, taken_text
from alvvote.cli.problem_text import print_problems
from alvvote.comparison import compare
from alvvote.i18n import _
from alvvote.own import own_path, read_own
from alvvote.population import Figure, Store
from alvvote.population.checks import candidate_of, check
from alvvote.population.downloads import Download, Wanted, read_download
from alvvote.population.edition import Status
from alvvote.population.gazetteer import Gazetteer
from alvvote.population.taking import standing_edition, text_with, with_known_dates
from alvvote.problems import Problem, has_errors
from alvvote.tables.source import read_bytes
from alvvote.tables.writing import json_text

_TABLE = re.compile(r"[0-9]{5}[A-Za-z]{3}")

Into = Annotated[
    str | None,
    typer.Option(
        "--into", metavar=_("FILE"), help=_("Add to this file, and not to your own figures.")
    ),
]


def import_edition(
    file: Annotated[
        str,
        typer.Argument(metavar=_("FILE"), help=_("A download of CBS."), show_default=False),
    ],
    code_lists: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[CODELIST]"),
            help=_("For observations in JSON: code lists of the same table."),
            show_default=False,
        ),
    ] = None,
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum", metavar=_("YEAR"), help=_("The 1 January, where there are several.")
        ),
    ] = None,
    voorlopig: Annotated[
        bool,
        typer.Option("--voorlopig", metavar="", help=_("These are preliminary figures.")),
    ] = False,
    definitief: Annotated[
        bool, typer.Option("--definitief", metavar="", help=_("These are final figures."))
    ] = False,
    onderwerp: Annotated[
        str | None,
        typer.Option(
            "--onderwerp", metavar=_("TEXT"), help=_("The topic, where it is not certain.")
        ),
    ] = None,
    tabel: Annotated[
        str | None,
        typer.Option(
            "--tabel", metavar="03759ned", help=_("The CBS table that the figures come from.")
        ),
    ] = None,
    gepubliceerd: Gepubliceerd = None,
    into: Into = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            metavar="",
            help=_("Replace the edition that is there; shows what differs."),
        ),
    ] = False,
    dry_run: DryRun = False,
    format_: ReportFormat = "table",
) -> int:
    """Import an edition; return the exit code."""
    form = parse_report_format(format_)
    wanted = Wanted(parse_reference_date(peildatum), _status(voorlopig, definitief), onderwerp)
    published = parse_day("--gepubliceerd", gepubliceerd)
    if tabel is not None and not _TABLE.fullmatch(tabel):
        message = _("{value} is not a table of CBS; write it as 03759ned.").format(value=tabel)
        raise wrong("--tabel", message)
    problems: list[Problem] = []
    ending = Ending(form, _("nothing was taken"), lambda found: taken_json(None, found))
    into_text = read_editions_file(into, problems) if into else None
    gazetteer = None if problems else open_gazetteer(problems, into_text)
    if gazetteer is None:
        return ending.fail(problems)
    target_text = into_text if into else read_own(POPULATION)
    target = Store(("own", target_text)) if target_text is not None else None
    known = target if into else gazetteer.store
    taken = _read(file, code_lists or [], wanted, tabel, gazetteer, problems)
    if taken is None or has_errors(problems):
        return ending.fail(problems)
    standing = None if known is None else standing_edition(known, taken.edition)
    edition = with_known_dates(taken.edition, standing, published)
    if edition.published is not None and edition.published < edition.reference_date:
        text = _("figures of {date} cannot have been public before that day")
        raise wrong("--gepubliceerd", text.format(date=edition.reference_date.isoformat()))
    taken = taken._replace(edition=edition, path=into or own_path(POPULATION), dry_run=dry_run)
    if standing is not None:
        comparison = compare(standing.edition, standing.figures, edition, taken.figures)
        taken = taken._replace(comparison=comparison)
        if taken.is_same:
            return _end(taken, form, problems)
        if not replace:
            problems.append(_there_already(taken, file))
            return ending.fail(problems)
    if not dry_run:
        failure = write_file(
            text_with(target, edition, taken.figures),
            taken.path,
            "--into" if into else None,
        )
        if failure is not None:
            return ending.fail([*problems, failure])
    return _end(taken, form, problems)


def _status(preliminary: bool, final: bool) -> Status | None:  # noqa: FBT001
    if preliminary and final:
        raise wrong("--definitief", _("not together with --voorlopig"))
    if preliminary:
        return "preliminary"
    return "final" if final else None


def _read(
    file: str,
    code_lists: list[str],
    wanted: Wanted,
    table: str | None,
    gazetteer: Gazetteer,
    problems: list[Problem],
) -> Taken | None:
    """Read and check an edition; None with problems added where there is none."""
    contents = {name: read_bytes(name, problems) for name in (file, *code_lists)}
    downloads = [Download(n, data) for n, data in contents.items() if data is not None]
    if len(downloads) < len(contents):
        return None
    draft = read_download(downloads[0], downloads[1:], wanted, gazetteer, problems)
    if draft is None:
        return None
    candidate = candidate_of(draft, gazetteer, file, whole=not has_errors(problems))
    if table is not None:
        candidate = candidate._replace(edition=candidate.edition._replace(table=table))
    elif not draft.table_is_certain:
        problems.append(Problem("W305", file, value=draft.table))
    if not draft.status_is_certain:
        problems.append(Problem("W304", file, details={"status": draft.status}))
    problems += check(candidate, gazetteer)
    figures: tuple[Figure, ...] = tuple(sorted(candidate.figures))
    return Taken(candidate.edition, figures, draft.country)


def _there_already(taken: Taken, file: str) -> Problem:
    comparison = taken.comparison
    differing = () if comparison is None else comparison.differences
    return Problem(
        "C115",
        file,
        value=str(taken.edition.reference_date.year),
        details={
            "status": taken.edition.status,
            "count": len(differing),
            "votes": sum(difference.votes_change for difference in differing),
        },
    )


def _end(taken: Taken, form: str, problems: list[Problem]) -> int:
    if form == "json":
        write(json_text(taken_json(taken, problems)), None)
    else:
        print_problems(problems, "")
        write(taken_text(taken), None)
    return DONE


command = make_command(
    import_edition,
    "import",
    _("Read the figures of a 1 January from a download of CBS, check them, and take them."),
)
