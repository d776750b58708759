"""Keeping live copies up to date while the meeting goes on, whoever acts."""

import contextlib
import time
from collections.abc import Mapping

from alvvote.cli.dossiers import At, Report, maintain, paragraph
from alvvote.cli.problem_text import print_problems
from alvvote.cli.terminal import say
from alvvote.i18n import _, _n, number
from alvvote.ledger.errors import StoreError
from alvvote.ledger.store import Head
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, copy_problems
from alvvote.meeting.follow import follow
from alvvote.problems import Problem

_PAUSE = 1.0
"""Seconds between two looks: what a machine that dies takes along at most."""


def follow_copies(at: At) -> int:
    """Keep the live copies of this machine up to date until Ctrl-C; return the exit code."""
    return maintain(at, _follow)


def _follow(dossier: Dossier) -> Report:
    if not dossier.log.copies():
        raise Refused(Problem("M125", column="--follow"))
    away = False

    def wait(problem: StoreError | None) -> bool:
        nonlocal away
        if problem is not None and not away:
            say(_("the server is away; the copies hold what it had"))
        away = problem is not None
        time.sleep(_PAUSE)
        return True

    with contextlib.suppress(KeyboardInterrupt):
        follow(dossier, _tell, wait)
    return Report(paragraph(_("the copies are not followed any more")), {})


def _tell(head: Head, failures: Mapping[str, str]) -> None:
    text = _n("{count} entry", "{count} entries", head.size).format(count=number(head.size))
    say(f"{time.strftime('%H.%M.%S')}  {text}")
    print_problems(copy_problems(failures), "")
