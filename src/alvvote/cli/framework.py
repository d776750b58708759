"""typer, made to speak our catalogue: usage lines, help options and wrong usage.

What typer says through gettext follows the catalogue by itself; what it says in English whatever
the language is replaced here, in one place.
"""

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer._click import Command as ClickCommand
from typer._click import Context, HelpFormatter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._coercion import RuntimeParam
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from alvvote.cli.terminal import wrapped
from alvvote.i18n import N_, _, one_of

INTERRUPTED = 130
COMPLETION_VARIABLE = "_ALVVOTE_COMPLETE"
"""Set by the scripts of the shells, when they ask what a word may become."""

# What typer and rich look up in the catalogue by themselves.
TYPER_WORDS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("[required]"),
    N_("[default: {}]"),
)


class _AsIs(RuntimeParam):
    """The value as the parser has it. typer would import pydantic to make a string a string."""

    def _coerce_value(self, value: object, param: object, ctx: object) -> object:  # noqa: ARG002
        return list(value) if isinstance(value, tuple) else value


def take_as_is(param: object) -> None:
    """Let a parameter that is text or a flag keep its value as it is: half the time of a start."""
    if isinstance(param, TyperOption | TyperArgument):
        kind = param.type_descriptor
        if kind.annotation in {str, bool, list[str]}:
            param._runtime_param = _AsIs(kind.parameter_info, kind.annotation)  # noqa: SLF001


class _Speaking(ClickCommand):
    """What commands and groups share: usage line and help option in the language of the user."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help and exit.")
            option.metavar = ""
            take_as_is(option)
        return option

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        extra_allowed, ctx.allow_extra_args = ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            # The parser does not know for which command it parses.
            error.ctx = error.ctx or ctx
            raise
        ctx.allow_extra_args = extra_allowed
        if rest and not extra_allowed and not ctx.resilient_parsing:
            raise UsageError(self._too_many(rest), ctx)
        return rest

    def _too_many(self, rest: list[str]) -> str:
        message = _("Too many arguments: {extra}.").format(extra=" ".join(rest))
        if any("--gemeente" in param.opts for param in self.params):
            names = f'--gemeente "{" ".join(rest)}"'
            message += " " + _("Did you mean {names}?").format(names=names)
        return message


class Command(_Speaking, TyperCommand):
    """A command; it returns its exit code."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Print the help; rich is imported for that alone."""
        from alvvote.cli.help_tables import keep_names_whole  # noqa: PLC0415

        keep_names_whole()
        super().format_help(ctx, formatter)

    def invoke(self, ctx: Context) -> int:
        """Run the command, with the garbage collector on again; a closed pipe ends it quietly."""
        gc.freeze()
        gc.enable()
        try:
            code: int = super().invoke(ctx) or 0
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has seen enough. What is still in the buffer must go nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


class LazyCommands(MutableMapping[str, ClickCommand]):
    """Commands by name; the module of one is imported when it is looked up."""

    def __init__(self, modules: dict[str, str]) -> None:
        """Take the module of each command; it holds it as ``command``."""
        self._modules = modules

    def __getitem__(self, name: str) -> ClickCommand:
        command: ClickCommand = import_module(self._modules[name]).command
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)

    def __setitem__(self, name: str, command: ClickCommand) -> None:
        raise TypeError("commands are declared by module")

    def __delitem__(self, name: str) -> None:
        raise TypeError("commands are declared by module")


class Group(_Speaking, TyperGroup):
    """A group of commands that says in our words when there is no such command."""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, ClickCommand | None, list[str]]:
        """Find the command; a name that is none is wrong usage, with a suggestion."""
        name = args[0]
        if name in self.commands or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches  # noqa: PLC0415

        message = _("No such command: {name}.").format(name=name)
        near = get_close_matches(name, self.commands)
        if near:
            message += " " + _("Did you mean {names}?").format(names=one_of(near))
        raise UsageError(message, ctx)


def make_command(function: Callable[..., int], name: str, help: str) -> ClickCommand:  # noqa: A002
    """Make a command of a function whose parameters are typer's annotated options."""
    app = typer.Typer(add_completion=False)
    app.command(name, cls=Command, help=help, options_metavar=_("[OPTIONS]"))(function)
    command = typer.main.get_command(app)
    for param in command.params:
        take_as_is(param)
        if isinstance(param, TyperArgument):
            # The name says what it is; typer adds the type as Python calls it, and braces.
            usage = f"{param.metavar}..." if param.nargs == -1 else str(param.metavar)
            param.get_usage_pieces = lambda ctx, usage=usage: [usage]  # type: ignore[misc,method-assign]  # noqa: ARG005
            param.display_type_rich = lambda ctx: None  # type: ignore[method-assign]  # noqa: ARG005
    return command


def usage_message(error: ClickException) -> str:
    """Return what is wrong with the usage, in the language of the user."""
    if isinstance(error, NoSuchOption):
        message = _("No such option: {option}.").format(option=error.option_name)
        if error.possibilities:
            names = one_of(sorted(error.possibilities))
            message += " " + _("Did you mean {names}?").format(names=names)
        return message
    if isinstance(error, MissingParameter):
        hint = error.param.get_error_hint().strip("'") if error.param else ""
        return _("Missing: {parameter}.").format(parameter=hint)
    if isinstance(error, BadOptionUsage):
        if "requires" in error.message:
            return _("Option {option} needs a value.").format(option=error.option_name)
        return _("Option {option} takes no value.").format(option=error.option_name)
    if isinstance(error, BadParameter) and error.param is not None:
        return f"{error.param.opts[0]}: {error.message}"
    return error.message if isinstance(error, UsageError) else str(error)


def run_group(group: ClickCommand, args: list[str]) -> int:
    """Run the command line; wrong usage is said here and nowhere else.

    Returns:
        the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if COMPLETION_VARIABLE in os.environ:
        from typer._completion_classes import completion_init  # noqa: PLC0415

        completion_init()
    try:
        result: Any = group.main(args=args, prog_name="alvvote", standalone_mode=False)
    except ClickException as error:
        lines = [_("error") + "  " + usage_message(error)]
        context = getattr(error, "ctx", None)
        if context is not None:
            lines.append(context.get_usage())
            path = context.command_path
            lines.append(_("{command} --help explains the options.").format(command=path))
        print("\n".join(wrapped(line, hanging=2) for line in lines), file=sys.stderr)
        return error.exit_code
    except typer.Abort:
        return INTERRUPTED
    return result if isinstance(result, int) else 0
