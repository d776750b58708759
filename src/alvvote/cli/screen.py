"""``alvvote screen``: the hall's screen, full screen and read-only."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from alvvote.cli.deliver import DONE, FAILED
from alvvote.cli.dossiers import DossierOption, find_dossier, problem_of
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.cli.problem_text import print_problems
from alvvote.i18n import _
from alvvote.ledger.errors import StoreError
from alvvote.meeting.acts import Refused


def screen(
    minuut: Annotated[
        str,
        typer.Option(
            "--minuut",
            metavar=_("SECONDS"),
            help=_(
                "How long the check minute lasts, after closing and before the ruling; 0: none."
            ),
        ),
    ] = "60",
    dossier: DossierOption = None,
) -> int:
    """Show the hall what it may see, until q is pressed; return the exit code."""
    if not minuut.isdecimal():
        raise wrong("--minuut", _("{value} is not a number of seconds.").format(value=minuut))
    try:
        return _show(dossier, int(minuut))
    except Refused as refused:
        problems = refused.problems
    except StoreError as error:
        problems = [problem_of(error)]
    print_problems(problems, _("nothing is shown"))
    return FAILED


def _show(dossier: str | None, check_seconds: int) -> int:
    if not _is_terminal():
        text = _("there is no terminal to show the screen on; run it in a window of its own.")
        raise typer.BadParameter(text)
    # The library for full screens takes long to start.
    from alvvote.screen.app import HallScreen  # noqa: PLC0415
    from alvvote.screen.follow import Follower  # noqa: PLC0415

    follower = Follower(find_dossier(dossier), _now)
    stop = follower.start()
    try:
        HallScreen(lambda: follower.seen, _now, check_seconds).run(mouse=False)
    finally:
        stop.set()
    return DONE


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _now() -> datetime:
    return datetime.now().astimezone()


command = make_command(
    screen, "screen", _("The screen of the hall: question, turnout, result, check minute.")
)
