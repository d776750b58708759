"""``alvvote ledger consistency``: the log today continues the log of an earlier head."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.ledger_options import KeysOption, about, read_head, read_keys
from alvvote.cli.ledger_text import read_out, signer_in_words
from alvvote.i18n import _, _n, number
from alvvote.ledger.keys import encode_base64
from alvvote.ledger.note import Checkpoint
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.proofs import extension_of


def consistency(
    file: Annotated[str, typer.Argument(metavar=_("HEAD"), help=_("The earlier head, in a file."))],
    key: KeysOption = None,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Hold an earlier head against the log; return the exit code."""
    at = parse_at(dossier, None, format_)
    return consult(at, lambda opened: _report(opened, file, key))


def _report(dossier: Dossier, file: str, key: list[str] | None) -> Report:
    with about(file):
        found = extension_of(dossier.log, read_head(file), read_keys(key))
    old, new = found.old, found.new.checkpoint
    more = new.size - old.size
    unchanged = _n(
        "the log continues that head: its {count} entry stands in it unchanged",
        "the log continues that head: its {count} entries stand in it unchanged",
        old.size,
    )
    added = _n("since then {count} entry was added", "since then {count} entries were added", more)
    lines = [
        unchanged.format(count=number(old.size)),
        added.format(count=number(more)),
        _("root then: {groups} …").format(groups=read_out(old.root)),
        _("root now:  {groups} …").format(groups=read_out(new.root)),
    ]
    lines += [
        _("the earlier head is {words}; the signature holds").format(words=signer_in_words(signer))
        for signer in found.signers.known
    ]
    if not found.signers.known:
        lines.append(_("not checked: who signed the earlier head; give the public key with --key"))
    lines.append(_("not checked: the rules of the meeting; alvvote ledger verify does"))
    document = {
        "consistent": True,
        "old": _json(old),
        "new": _json(new),
        "proof": [encode_base64(hashed) for hashed in found.hashes],
        "signers": [signer._asdict() for signer in found.signers.known],
    }
    return Report("".join(map(paragraph, lines)), document)


def _json(checkpoint: Checkpoint) -> dict[str, object]:
    return {"size": checkpoint.size, "root": encode_base64(checkpoint.root)}


command = make_command(
    consistency, "consistency", _("Show that the log today continues that of an earlier head.")
)
