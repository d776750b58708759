"""The pass on paper, as the options of a single command say it."""

import shlex
import shutil
from typing import Annotated, NamedTuple

import typer

from alvvote.cards.pass_files import HandedOut, pass_data, pass_pdf
from alvvote.cli.options import wrong
from alvvote.desk.paper import FILE, NotOnPaper, print_arguments, print_out, save
from alvvote.i18n import _
from alvvote.meeting.model import State
from alvvote.problems import Problem

PassOption = Annotated[
    str | None,
    typer.Option("--pass", metavar=_("FILE"), help=_("Write the pass to this file (PDF).")),
]
PrintOption = Annotated[
    str | None,
    typer.Option(
        "--print-command",
        metavar=_("COMMAND"),
        help=_("Print the pass with this command, without a shell; {} stands for the file."),
    ),
]


class PassOut(NamedTuple):
    """What the options say of the pass on paper."""

    file: str | None = None
    command: str | None = None

    def check(self) -> None:
        """Raise `typer.BadParameter` where the print command cannot be read."""
        if self.command is not None:
            read_print_command(self.command)

    def hand_out(self, state: State, handed: HandedOut | None, gm_code: str) -> tuple[Problem, ...]:
        """Write or print the pass, as far as that was asked for; return why it is not on paper.

        No error: what was recorded stands, and its pass is told all the same.
        """
        if self.file is None and self.command is None:
            return ()
        if handed is None or handed.code is None:
            return (Problem("D156", value=gm_code),)
        pdf = pass_pdf(state, pass_data(state, handed))
        option, value = "--pass", self.file
        try:
            if self.file is not None:
                save(self.file, pdf)
            if self.command is not None:
                option, value = "--print-command", self.command
                print_out(print_arguments(self.command), pdf)
        except NotOnPaper as error:
            return (Problem("D155", column=option, value=value, details={"reason": str(error)}),)
        return ()


def read_print_command(command: str) -> list[str]:
    """Return a print command as read; wrong usage raises `typer.BadParameter`.

    A program that is not there is wrong usage too: better now than with somebody at the desk.
    """
    try:
        arguments = print_arguments(command)
    except ValueError:
        text = _("it has no {place} where the file goes: {example}")
        example = shlex.quote(f"lp -d desk3 {FILE}")
        raise wrong("--print-command", text.format(place=FILE, example=example)) from None
    if shutil.which(arguments[0]) is None:
        text = _("there is no program {program} on this machine.")
        raise wrong("--print-command", text.format(program=arguments[0]))
    return arguments
