"""``alvvote desk --desk 3``: the full-screen desk, from its options to its end."""

import gc
import os
import sys
from collections.abc import Callable

from alvvote.cli.deliver import DONE, Ending
from alvvote.cli.desk_pass import read_print_command
from alvvote.cli.dossiers import find_dossier, parse_at, problem_of
from alvvote.cli.options import wrong
from alvvote.cli.terminal import say, wrapped
from alvvote.cli.vote_options import data_at_hand
from alvvote.desk.questions import Find
from alvvote.desk.search import Search
from alvvote.desk.session import Session
from alvvote.i18n import _
from alvvote.ledger.errors import LedgerError
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, open_dossier
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.problems import Problem


def start(
    desk: str,
    print_command: str | None,
    passes: str | None,
    dossier: str | None,
    key: str | None,
) -> int:
    """Run the full-screen desk until it is ended; return the exit code."""
    command = () if print_command is None else tuple(read_print_command(print_command))
    if passes is not None and not os.path.isdir(passes):
        raise wrong("--passes", _("{folder} is no folder: make it first.").format(folder=passes))
    # The screen is drawn on standard error.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise wrong("--desk", _("it needs a terminal; for scripts: alvvote desk check-in."))
    at = parse_at(dossier, key)
    ending = Ending("table", _("nothing was recorded"), list)
    try:
        opener = _opener(find_dossier(at.dossier), at.key)
        with opener() as opened:
            _check(opened.state)
        session = Session(opener, desk, _search)
    except Refused as refused:
        return ending.fail(refused.problems)
    except LedgerError as error:
        return ending.fail([problem_of(error)])
    return _run(session, command, passes)


def _opener(path: str, key: str | None) -> Callable[[], Dossier]:
    return lambda: open_dossier(path, key, write=True)


def _check(state: State) -> None:
    """Raise `Refused` where there is nothing to be done at a desk."""
    if not state.roll_fixed:
        raise Refused(Problem("M110"))
    if not state.accreditation:
        raise Refused(Problem("M111"))


def _search(state: State) -> Find:
    roll = roll_of(state)
    return Search(roll, data_at_hand().directory(roll)).find


def _run(session: Session, command: tuple[str, ...], folder: str | None) -> int:
    # Only who starts a desk waits for the library of full screens: 0.2 s.
    from alvvote.cli.desk_paper import Paper  # noqa: PLC0415
    from alvvote.cli.desk_program import DeskApp  # noqa: PLC0415

    # It runs for hours: from here on there is garbage.
    gc.freeze()
    gc.enable()
    DeskApp(session, Paper(command, folder)).run(mouse=False)
    if session.pending is None:
        return DONE
    text = _("Nobody knows whether this was recorded; look before you do it again: {command}")
    say(wrapped(text.format(command="alvvote desk status"), 2))
    return 1
