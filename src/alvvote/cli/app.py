"""The command ``alvvote``: its own options, and the commands it knows."""

from typing import Annotated

import typer

import alvvote
from alvvote.cli.framework import Group, LazyCommands, run_group, take_as_is
from alvvote.i18n import _

COMMANDS = {
    "votes": "alvvote.cli.votes",
    "tally": "alvvote.cli.tally",
    "population": "alvvote.cli.population",
    "roll": "alvvote.cli.roll",
    "meeting": "alvvote.cli.meeting",
    "agenda": "alvvote.cli.agenda",
    "speakers": "alvvote.cli.speakers",
    "cards": "alvvote.cli.cards",
    "desk": "alvvote.cli.desk",
    "presence": "alvvote.cli.presence",
    "vote": "alvvote.cli.vote",
    "minutes": "alvvote.cli.minutes",
    "publish": "alvvote.cli.publish",
    "report": "alvvote.cli.report",
    "ledger": "alvvote.cli.ledger",
}


def _print_version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        print(f"alvvote {alvvote.__version__}")
        raise typer.Exit


def _completion(context: typer.Context, shell: str | None, *, install: bool) -> None:
    if shell is None or context.resilient_parsing:
        return
    from alvvote.cli.completion import complete  # noqa: PLC0415

    raise typer.Exit(complete(shell, install=install))


def _install_completion(context: typer.Context, shell: str | None) -> None:
    _completion(context, shell, install=True)


def _show_completion(context: typer.Context, shell: str | None) -> None:
    _completion(context, shell, install=False)


def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--version",
            metavar="",
            callback=_print_version,
            is_eager=True,
            help=_("Show the version and exit."),
        ),
    ] = False,
    install_completion: Annotated[  # noqa: ARG001
        str | None,
        typer.Option(
            "--install-completion",
            metavar=_("SHELL"),
            callback=_install_completion,
            is_eager=True,
            help=_("Install completion for a shell: bash, zsh, fish or powershell."),
        ),
    ] = None,
    show_completion: Annotated[  # noqa: ARG001
        str | None,
        typer.Option(
            "--show-completion",
            metavar=_("SHELL"),
            callback=_show_completion,
            is_eager=True,
            help=_("Show the completion script for a shell."),
        ),
    ] = None,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def main(args: list[str]) -> int:
    """Run alvvote on these arguments; return the exit code."""
    app = typer.Typer(
        cls=Group,
        help=_("Weighted votes: how many votes a municipality has, and what was decided."),
        invoke_without_command=True,
        add_completion=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
    )
    app.callback(
        cls=Group,
        invoke_without_command=True,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        help=_("Weighted votes: how many votes a municipality has, and what was decided."),
    )(_root)
    group = typer.main.get_group(app)
    for param in group.params:
        take_as_is(param)
    group.commands = LazyCommands(COMMANDS)
    return run_group(group, args)
