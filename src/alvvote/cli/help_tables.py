"""The tables of ``--help``: names of options are never cut off, whatever the width."""

from rich.console import RenderableType
from rich.table import Table
from typer import rich_utils


class _WholeNames(Table):
    """A table in which a column with names of options gives way to no other."""

    def add_row(self, *cells: RenderableType | None, **settings: object) -> None:
        super().add_row(*cells, **settings)  # type: ignore[arg-type]
        for column, cell in zip(self.columns, cells, strict=False):
            column.no_wrap = column.no_wrap or str(cell).startswith("--")


def keep_names_whole() -> None:
    """Let typer draw the options of a command in such tables."""
    rich_utils.Table = _WholeNames  # type: ignore[attr-defined]
