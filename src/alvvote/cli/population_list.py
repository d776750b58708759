"""``alvvote population list``: the editions at hand."""

from typing import TYPE_CHECKING

from alvvote.cli.deliver import Ending
from alvvote.cli.framework import make_command
from alvvote.cli.options import FormatOption, Output, parse_format
from alvvote.cli.population_data import open_gazetteer
from alvvote.cli.population_documents import EDITION_HEADER, edition_row, editions_json
from alvvote.cli.population_words import in_short, origin_in_words, published_in_words
from alvvote.cli.terminal import rendered
from alvvote.i18n import _, number
from alvvote.population import Edition, Store
from alvvote.problems import Problem
from alvvote.tables.writing import Cell, csv_text, json_text

if TYPE_CHECKING:
    from rich.console import Console


def list_editions(format_: FormatOption = None, output: Output = None) -> int:
    """List the editions at hand; return the exit code."""
    form = parse_format(format_, output)
    problems: list[Problem] = []
    ending = Ending(form, _("nothing is listed"), lambda found: editions_json([], found))
    gazetteer = open_gazetteer(problems)
    if gazetteer is None:
        return ending.fail(problems)
    store = gazetteer.store
    rows = {e: edition_row(e, store.figures(e), store.origin(e)) for e in store.editions()}
    if form == "csv":
        text = csv_text(EDITION_HEADER, rows.values())
    elif form == "json":
        text = json_text(editions_json(list(rows.values()), problems))
    else:
        text = _table(store, rows, output)
    return ending.deliver(text, output, problems)


def _table(store: Store, rows: dict[Edition, list[Cell]], output: str | None) -> str:
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(_("edition"), no_wrap=True)
    table.add_column(_("table"), no_wrap=True)
    table.add_column(_("published"))
    for title in (_("members"), _("inhabitants")):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("from"), no_wrap=True)
    for edition, row in rows.items():
        table.add_row(
            in_short(edition),
            edition.table,
            published_in_words(edition),
            number(int(row[5] or 0)),
            number(int(row[6] or 0)),
            origin_in_words(store.origin(edition)),
        )

    def draw(out: "Console") -> None:
        out.print(table)

    return rendered(draw, output)


command = make_command(list_editions, "list", _("List the editions at hand."))
