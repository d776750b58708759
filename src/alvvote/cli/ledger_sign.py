"""``alvvote ledger sign``: sign the newest head, once the whole record has been checked."""

import time
from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    maintain,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.ledger_checks import check_record
from alvvote.cli.ledger_options import HeadsOption, about, read_head
from alvvote.cli.ledger_text import read_out, wrong_record
from alvvote.i18n import _, _n, number
from alvvote.ledger.copies import update_copies
from alvvote.ledger.errors import KeyFileError
from alvvote.ledger.keys import SigningKey, read_key_file
from alvvote.ledger.note import SignedCheckpoint, cosign
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, copy_problems, signer_of
from alvvote.meeting.proofs import hold_against, is_signed, signed_head
from alvvote.plain import shown
from alvvote.problems import Problem


def sign(
    cosigner: Annotated[
        list[str] | None,
        typer.Option(
            "--cosigner",
            metavar=_("FILE"),
            help=_("The key of a member of the minutes commission; may be repeated."),
        ),
    ] = None,
    head: HeadsOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Sign the newest head; return the exit code."""
    at = parse_at(dossier, key, format_)
    return maintain(at, lambda opened: _sign(opened, cosigner or [], head or []))


def _sign(dossier: Dossier, cosigners: list[str], heads: list[str]) -> Report:
    log = dossier.log
    keys = [read_key_file(file) for file in cosigners]
    if dossier.key is None and not keys:
        raise KeyFileError("there is no key beside the dossier; name it with --key")
    # What is signed is what was checked, also where others append meanwhile.
    with log.reading():
        signed = signed_head(log, log.head())
        for file in heads:
            with about(file):
                hold_against(log, read_head(file))
        wrong = wrong_record(log.path, check_record(log, [], []))
        if wrong:
            raise Refused(*wrong)
        by_keeper = is_signed(log, signed)
    lines = _lines(signed, dossier.key if not keys and not by_keeper else None, keys)
    if dossier.role is not None and not keys:
        raise Refused(Problem("D140", value="ledger sign"))
    with log.writing() as writer:
        known = log.signatures_of(signed.checkpoint.size)
        for line in lines.values():
            if line not in known:
                writer.add_signature(signed.checkpoint.size, line)
    problems = copy_problems(update_copies(log))
    size, root = signed.checkpoint.size, signed.checkpoint.root
    checked = _n(
        "the whole record was checked: {count} entry",
        "the whole record was checked: {count} entries",
        size,
    )
    said = [checked.format(count=number(size))]
    said += [_("signed by {name}").format(name=shown(name)) for name in lines]
    if not lines:
        said.append(_("this head is signed already; nothing was added"))
    said.append(_("root: {groups} …").format(groups=read_out(root)))
    document = {"size": size, "root": root.hex(), "signed_by": list(lines)}
    return Report("".join(map(paragraph, said)), document, problems=tuple(problems))


def _lines(
    signed: SignedCheckpoint, keeper: SigningKey | None, cosigners: list[SigningKey]
) -> dict[str, str]:
    """Return the new signatures, by the name of the key; who signed before does not sign again."""
    checkpoint = signed.checkpoint
    ids = {signature.key_id for signature in signed.signatures}
    lines = {} if keeper is None else {keeper.name: signer_of(keeper)(checkpoint)}
    for key in cosigners:
        signature = cosign(checkpoint, key, int(time.time()))
        if signature.key_id not in ids:
            lines[key.name] = signature.line()
    return lines


command = make_command(
    sign, "sign", _("Check the whole record, and sign its head; or cosign it, with another key.")
)
