"""``alvvote population check``: every edition at hand against every check."""

from alvvote.basis import CHANGES, POPULATION
from alvvote.cli.deliver import DONE, FAILED, Ending
from alvvote.cli.framework import make_command
from alvvote.cli.output import write
from alvvote.cli.population_data import open_gazetteer, shipped_changes
from alvvote.cli.population_documents import full_edition_json
from alvvote.cli.population_options import ReportFormat, parse_report_format
from alvvote.cli.problem_text import print_problems
from alvvote.i18n import _
from alvvote.own import own_path, read_own
from alvvote.population import Edition
from alvvote.population.change_checks import check_changes, key_of_change
from alvvote.population.changes_file import read_changes_file
from alvvote.population.checks import Candidate, check
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import Problem, has_errors, json_of
from alvvote.tables.writing import json_text


def check_all(format_: ReportFormat = "table") -> int:
    """Check every edition at hand; return the exit code."""
    form = parse_report_format(format_)
    problems: list[Problem] = []
    gazetteer = open_gazetteer(problems)
    if gazetteer is None:
        return Ending(form, "", lambda found: _document([], found)).fail(problems)
    store = gazetteer.store
    editions = store.editions()
    for edition in editions:
        figures = store.figures(edition)
        own = store.origin(edition) == "own"
        file = own_path(POPULATION) if own else "cbs_population.csv"
        place = f"{edition.reference_date.year}, {edition.status}"
        problems += [
            p._replace(file=file, column=" ".join(filter(None, (place, p.column))))
            for p in check(Candidate(edition, figures), gazetteer)
        ]
    problems += _of_changes(gazetteer)
    if form == "json":
        write(json_text(_document(editions, problems)), None)
    elif problems:
        print_problems(problems, _("these figures give wrong votes"))
    return FAILED if has_errors(problems) else DONE


def _of_changes(gazetteer: Gazetteer) -> list[Problem]:
    """Return what is wrong with the boundary changes that the user added."""
    text = read_own(CHANGES)
    if text is None:
        return []
    problems: list[Problem] = []
    path = own_path(CHANGES)
    shipped = shipped_changes()
    known = {key_of_change(change): change for change in shipped}
    without = Gazetteer(gazetteer.store, shipped, gazetteer.aliases)
    rows = read_changes_file(text.encode(), path, problems)
    check_changes(rows, without, known, {}, path, problems, replace=False)
    return problems


def _document(editions: list[Edition], problems: list[Problem]) -> dict[str, object]:
    return {
        "editions": [full_edition_json(edition) for edition in editions],
        "problems": [json_of(problem) for problem in problems],
    }


command = make_command(
    check_all, "check", _("Check every edition at hand; silent when all is well.")
)
