"""Moving a dossier: to a file, or to a server."""

import os

from alvvote.cli.dossiers import At, Report, consult, paragraph
from alvvote.cli.ledger_text import read_out
from alvvote.cli.options import wrong
from alvvote.i18n import _, _n, number
from alvvote.ledger.store import Log, is_server, same_place, shown_address
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.live_copies import Moved, move
from alvvote.plain import shown


def move_dossier(at: At, target: str) -> int:
    """Move the dossier to this place; return the exit code."""

    def go(dossier: Dossier) -> Report:
        if same_place(target, dossier.log.address):
            raise wrong("--naar", _("the dossier is there already."))
        place = target if is_server(target) else os.path.abspath(target)
        return _moved(dossier.log, shown_address(target), move(dossier.log, place))

    return consult(at, go, _("nothing was moved"))


def _moved(log: Log, target: str, done: Moved) -> Report:
    head = done.head
    text = _n(
        "{target} has the whole record now: {count} entry",
        "{target} has the whole record now: {count} entries",
        head.size,
    )
    lines = [
        text.format(target=shown(target), count=number(head.size)),
        _("the heads are equal, root: {groups} …").format(groups=read_out(head.root)),
    ]
    old = _(
        "{file} is NOT the dossier any more: what is recorded there from now on is in no record. "
        "Put it away, and tell everybody the new place"
    )
    lines.append(old.format(file=shown(log.path)))
    lines.append(_("the key stays where it is: name it with --key or ALVVOTE_KEY"))
    lines.append(_("live copies are set anew: alvvote meeting copy --kopie"))
    document = {
        "moved_to": target,
        "moved_from": log.path,
        "added": done.added,
        "head": {"size": head.size, "root": head.root.hex()},
    }
    return Report("".join(paragraph(line) for line in lines), document)
