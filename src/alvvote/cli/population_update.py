"""``alvvote population update``: the newest figures, from the open data service of CBS."""

import re
import sys
from typing import Annotated

import typer

from alvvote.basis import POPULATION
from alvvote.cli.deliver import DONE, Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import Format, parse_day, parse_reference_date, wrong
from alvvote.cli.output import write
from alvvote.cli.population_data import open_gazetteer, write_file
from alvvote.cli.population_fetched import Nothing, Wish, find
from alvvote.cli.population_offer import offer_json, offer_text
from alvvote.cli.population_options import Gepubliceerd, ReportFormat, parse_report_format
from alvvote.cli.population_taken import Taken
from alvvote.cli.problem_text import print_problems
from alvvote.cli.terminal import say, wrapped
from alvvote.fetch.tables import ADDRESS, FINAL, PRELIMINARY
from alvvote.i18n import _
from alvvote.own import read_own
from alvvote.population import Store
from alvvote.population.taking import text_with
from alvvote.problems import Problem, has_errors
from alvvote.tables.writing import json_text

_ADDRESS = re.compile(r"https?://[^/?#\s@]+(/[^?#\s]*)?")
_YES = frozenset({"j", "ja", "y", "yes"})


def update(
    peildatum: Annotated[
        str | None,
        typer.Option(
            "--peildatum", metavar=_("YEAR"), help=_("The 1 January to fetch; else the newest one.")
        ),
    ] = None,
    voorlopig: Annotated[
        bool,
        typer.Option(
            "--voorlopig", metavar="", help=_("The preliminary figures, not the final ones.")
        ),
    ] = False,
    gepubliceerd: Gepubliceerd = None,
    adres: Annotated[
        str,
        typer.Option(
            "--adres", metavar=_("ADDRESS"), help=_("Where the open data service stands.")
        ),
    ] = ADDRESS,
    yes: Annotated[
        bool, typer.Option("--yes", metavar="", help=_("Take the figures without asking."))
    ] = False,
    format_: ReportFormat = "table",
) -> int:
    """Fetch the newest figures and take them after a yes; return the exit code."""
    form = parse_report_format(format_)
    if not _ADDRESS.fullmatch(adres):
        text = _("{value} is not an address; write it as {example}.")
        raise wrong("--adres", text.format(value=adres, example=ADDRESS))
    wish = Wish(
        PRELIMINARY if voorlopig else FINAL,
        parse_reference_date(peildatum),
        adres,
        parse_day("--gepubliceerd", gepubliceerd),
    )
    problems: list[Problem] = []
    ending = Ending(form, _("nothing was taken"), lambda found: offer_json(None, found))
    gazetteer = open_gazetteer(problems)
    if gazetteer is None:
        return ending.fail(problems)
    taken = find(wish, gazetteer, problems)
    if isinstance(taken, Nothing):
        return _end_with_nothing(taken, form)
    if taken is None or has_errors(problems):
        return ending.fail(problems)
    edition = taken.edition
    if edition.published is not None and edition.published < edition.reference_date:
        text = _("figures of {date} cannot have been public before that day")
        raise wrong("--gepubliceerd", text.format(date=edition.reference_date.isoformat()))
    return _offer(taken, ending, form, problems, yes=yes)


def _offer(
    taken: Taken, ending: Ending, form: Format, problems: list[Problem], *, yes: bool
) -> int:
    """Show what would change, and take it after a yes."""
    can_ask = form != "json" and sys.stdin.isatty()
    if form != "json":
        print_problems(problems, "")
        # Figures that can't be taken are no result.
        write(offer_text(taken), None) if yes or can_ask else say(offer_text(taken))
    said = problems if form == "json" else []
    if not (yes or can_ask):
        return ending.fail([*said, Problem("N110", column="--yes")])
    if not (yes or _says_yes()):
        say(_("nothing was taken"))
        return DONE
    own = read_own(POPULATION)
    target = Store(("own", own)) if own is not None else None
    failure = write_file(text_with(target, taken.edition, taken.figures), taken.path, None)
    if failure is not None:
        return ending.fail([*said, failure])
    if form == "json":
        write(json_text(offer_json(taken, problems)), None)
    else:
        write(_("taken into {path}").format(path=taken.path) + "\n", None)
    return DONE


def _end_with_nothing(nothing: Nothing, form: Format) -> int:
    if form == "json":
        write(json_text(offer_json(None, [])), None)
    else:
        write(wrapped(nothing.reason) + "\n", None)
    return DONE


def _says_yes() -> bool:
    sys.stdout.flush()
    print(_("Take these figures? [y/N]"), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in _YES


command = make_command(
    update,
    "update",
    _("Fetch the newest figures from the open data service of CBS, and take them after a yes."),
)
