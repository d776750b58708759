"""Shell completion: typer's scripts, installed or shown, with our own words around them."""

import sys

from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script
from typer._completion_shared import install as install_for

from alvvote.cli.framework import COMPLETION_VARIABLE
from alvvote.i18n import _

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def complete(shell: str, *, install: bool) -> int:
    """Install the completion for a shell, or show its script; return the exit code."""
    if shell not in SHELLS:
        message = _("{value} is not one of {choices}.")
        print(message.format(value=shell, choices=", ".join(SHELLS)), file=sys.stderr)
        return 2
    completion_init()
    if not install:
        print(
            get_completion_script(
                prog_name="alvvote", complete_var=COMPLETION_VARIABLE, shell=shell
            )
        )
        return 0
    _shell, path = install_for(shell, "alvvote", COMPLETION_VARIABLE)
    message = _("Completion for {shell} stands in {path}; it works in a new terminal.")
    print(message.format(shell=shell, path=path))
    return 0
