"""``alvvote population show``: the figures of one edition."""

from typing import TYPE_CHECKING, Annotated

import typer

from alvvote.cli.deliver import Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import FormatOption, Output, parse_format
from alvvote.cli.population_data import open_gazetteer
from alvvote.cli.population_documents import figures_json
from alvvote.cli.population_editions import find_edition, parse_edition
from alvvote.cli.population_words import counts_from
from alvvote.cli.terminal import rendered
from alvvote.i18n import _, number
from alvvote.population import Edition, Figure
from alvvote.population.downloads.own_form import write_edition
from alvvote.problems import Problem
from alvvote.tables.writing import json_text
from alvvote.words import edition_in_full

if TYPE_CHECKING:
    from rich.console import Console


def show(
    edition: Annotated[
        str,
        typer.Argument(
            metavar=_("EDITION"),
            help=_("A year, or a year and a status: 2026, 2026-voorlopig."),
            show_default=False,
        ),
    ],
    voorlopig: Annotated[
        bool,
        typer.Option("--voorlopig", metavar="", help=_("The preliminary figures of that year.")),
    ] = False,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Show the figures of an edition; return the exit code."""
    form = parse_format(format_, output)
    asked = parse_edition(edition, preliminary=voorlopig)
    problems: list[Problem] = []
    ending = Ending(form, _("nothing is shown"), lambda found: figures_json(None, (), found))
    gazetteer = open_gazetteer(problems)
    if gazetteer is None:
        return ending.fail(problems)
    found = find_edition(gazetteer.store, asked, problems)
    if found is None:
        return ending.fail(problems)
    figures = gazetteer.store.figures(found)
    if form == "csv":
        text = write_edition(found, figures)
    elif form == "json":
        text = json_text(figures_json(found, figures, problems))
    else:
        text = _table(found, figures, output)
    return ending.deliver(text, output, problems)


def _table(edition: Edition, figures: tuple[Figure, ...], output: str | None) -> str:
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(_("municipality"))
    table.add_column(_("code"), no_wrap=True)
    table.add_column(_("province"))
    table.add_column(_("inhabitants"), justify="right", no_wrap=True)
    for figure in figures:
        table.add_row(
            figure.municipality, figure.gm_code, figure.province, number(figure.inhabitants)
        )
    table.add_section()
    total = number(sum(figure.inhabitants for figure in figures))
    table.add_row(_("{count} members").format(count=number(len(figures))), "", "", total)

    def draw(out: "Console") -> None:
        out.print(table)
        out.print()
        out.print(edition_in_full(edition) + ": " + counts_from(edition))

    return rendered(draw, output)


command = make_command(
    show, "show", _("Show the figures of an edition; as CSV in the form that import reads.")
)
