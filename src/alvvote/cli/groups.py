"""Groups of commands, each command in a module that is imported when it is looked up."""

from collections.abc import Callable

import typer
from typer._click import Command as ClickCommand

from alvvote.cli.framework import Group, LazyCommands, take_as_is
from alvvote.i18n import _


def _show_help(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def make_group(
    name: str,
    help: str,  # noqa: A002
    modules: dict[str, str],
    bare: Callable[..., int | None] = _show_help,
) -> ClickCommand:
    """Make a group of the commands in these modules; by itself it does `bare`."""
    app = typer.Typer(name=name, cls=Group, add_completion=False, help=help)
    app.callback(
        cls=Group,
        invoke_without_command=True,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        help=help,
    )(bare)
    group = typer.main.get_group(app)
    group.name = name
    for param in group.params:
        take_as_is(param)
    group.commands = LazyCommands(modules)
    return group
