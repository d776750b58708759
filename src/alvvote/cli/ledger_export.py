"""``alvvote ledger export``: all hashes and the public parts, as JSON lines."""

import json

from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import DossierOption, rehearsal_line
from alvvote.cli.framework import make_command
from alvvote.cli.ledger_options import ending_of, with_dossier
from alvvote.cli.options import Output, refuse_overwriting
from alvvote.cli.terminal import say
from alvvote.i18n import _
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, copy_problems
from alvvote.meeting.proofs import signed_head
from alvvote.problems import Problem

_FORMAT = "alvvote ledger export, version 1"


def export(output: Output = None, dossier: DossierOption = None) -> int:
    """Write the public record; return the exit code."""
    ending = ending_of("table", _("nothing is written"))
    return with_dossier(ending, dossier, lambda opened: _export(opened, ending, output))


def _export(dossier: Dossier, ending: Ending, output: str | None) -> int:
    log = dossier.log
    refuse_overwriting(output, log.path)
    with log.reading():
        state = dossier.state
        running = [vote.id for vote in state.votes.values() if vote.status == "open"]
        if running:
            raise Refused(Problem("L116", expected=", ".join(running)))
        head = log.head()
        first = {
            "format": _FORMAT,
            "meeting": state.name,
            "rehearsal": state.rehearsal,
            "checkpoint": signed_head(log, head).text(),
        }
        lines = [json.dumps(first, ensure_ascii=False)]
        # The leaf is JSON already, in the one form that has this hash.
        lines += [
            f'{{"number":{entry.number},"hash":"{entry.hash.hex()}","entry":{entry.leaf.decode()}}}'
            for entry in log.entries(0, head.size)
        ]
    if state.rehearsal:
        say(rehearsal_line(state).rstrip("\n"))
    content = "".join(f"{line}\n" for line in lines)
    return ending.deliver(content, output, copy_problems(log.copies()))


command = make_command(
    export, "export", _("Write all hashes and public parts, as JSON lines; no names are in it.")
)
