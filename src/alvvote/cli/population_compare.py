"""``alvvote population compare``: what changes from one edition to another."""

from typing import TYPE_CHECKING, Annotated

import typer

from alvvote.cli.deliver import Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import FormatOption, Output, parse_format
from alvvote.cli.population_data import open_gazetteer
from alvvote.cli.population_documents import DIFFERENCE_HEADER, comparison_json, difference_row
from alvvote.cli.population_editions import find_edition, parse_edition
from alvvote.cli.population_words import counts_of_change, in_short
from alvvote.cli.terminal import rendered
from alvvote.comparison import Comparison, Difference, Side, compare
from alvvote.i18n import _, number
from alvvote.problems import Problem
from alvvote.tables.writing import csv_text, json_text

if TYPE_CHECKING:
    from rich.console import Console


def compare_editions(
    before: Annotated[
        str,
        typer.Argument(
            metavar=_("BEFORE"),
            help=_("A year, or a year and a status: 2026, 2026-voorlopig."),
            show_default=False,
        ),
    ],
    after: Annotated[
        str,
        typer.Argument(
            metavar=_("AFTER"), help=_("The edition to compare it with."), show_default=False
        ),
    ],
    everyone: Annotated[
        bool,
        typer.Option(
            "--all", metavar="", help=_("In the table, those too whose votes stay the same.")
        ),
    ] = False,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Compare two editions; return the exit code."""
    form = parse_format(format_, output)
    asked = (parse_edition(before), parse_edition(after))
    problems: list[Problem] = []
    ending = Ending(form, _("nothing is compared"), lambda found: comparison_json(None, found))
    gazetteer = open_gazetteer(problems)
    if gazetteer is None:
        return ending.fail(problems)
    store = gazetteer.store
    old, new = (find_edition(store, each, problems) for each in asked)
    if old is None or new is None:
        return ending.fail(problems)
    comparison = compare(old, store.figures(old), new, store.figures(new))
    if form == "csv":
        text = csv_text(DIFFERENCE_HEADER, map(difference_row, comparison.differences))
    elif form == "json":
        text = json_text(comparison_json(comparison, problems))
    else:
        text = _table(comparison, output, everyone=everyone)
    return ending.deliver(text, output, problems)


def _table(comparison: Comparison, output: str | None, *, everyone: bool) -> str:
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(_("municipality"))
    table.add_column(_("code"), no_wrap=True)
    before_and_after = _("before"), _("after")
    for title in (_("inhabitants"), _("votes")):
        for side in before_and_after:
            table.add_column(f"{title}\n{side}", justify="right", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    shown = [d for d in comparison.differences if everyone or d.votes_change]
    for difference in shown:
        table.add_row(difference.municipality, difference.gm_code, *_cells(difference))
    table.add_section()
    before, after = comparison.sum_before, comparison.sum_after
    table.add_row(
        _("together"),
        "",
        number(before.inhabitants),
        number(after.inhabitants),
        number(before.votes),
        number(after.votes),
        _signed(after.votes - before.votes),
    )
    table.add_row(_("members"), "", "", "", number(before.members), number(after.members), "")

    def draw(out: "Console") -> None:
        out.print(f"{in_short(comparison.before)} → {in_short(comparison.after)}")
        out.print()
        out.print(table)
        out.print()
        out.print(counts_of_change(comparison))
        if len(shown) < len(comparison.differences):
            out.print(_("--all shows those too whose votes stay the same"))

    return rendered(draw, output)


def _cells(difference: Difference) -> tuple[str, str, str, str, str]:
    before, after = difference.before, difference.after
    if before is None or after is None:
        remark = _("new") if before is None else _("vanished")
    else:
        remark = _signed(after.votes - before.votes)

    def inhabitants(side: Side | None) -> str:
        return "" if side is None else number(side.inhabitants)

    def votes(side: Side | None) -> str:
        return "" if side is None else number(side.votes)

    return inhabitants(before), inhabitants(after), votes(before), votes(after), remark


def _signed(value: int) -> str:
    return (
        "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else "\N{PLUS-MINUS SIGN}"
    ) + number(abs(value))


command = make_command(
    compare_editions,
    "compare",
    _("Compare two editions: whose inhabitants and votes change, who is new, who vanished."),
)
