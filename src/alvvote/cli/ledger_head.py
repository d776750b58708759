"""``alvvote ledger head``: the newest head, to be printed in the minutes and read out."""

import io
import shutil
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
from alvvote.cli.ledger_options import refuse_failure
from alvvote.cli.ledger_text import read_out, time_in_words
from alvvote.cli.output import write
from alvvote.i18n import _
from alvvote.ledger.errors import SignatureError
from alvvote.ledger.keys import PublicKey, encode_base64
from alvvote.ledger.note import Signature, SignedCheckpoint, check_signature, cosignature_time
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, public_key_of
from alvvote.meeting.proofs import signed_head
from alvvote.plain import shown
from alvvote.problems import Problem

_COSIGNATURE = 8 + 64  # bytes: a time, and an Ed25519 signature


def head(
    output: Annotated[
        str | None,
        typer.Option(
            "--output", metavar=_("FILE"), help=_("Write the head to this file, to hand it out.")
        ),
    ] = None,
    pub: Annotated[
        str | None,
        typer.Option(
            "--pub",
            metavar=_("FILE"),
            help=_("Write the public key of the dossier to this file, to check signatures by."),
        ),
    ] = None,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Show the newest head; return the exit code."""
    return consult(parse_at(dossier, None, format_), lambda opened: _report(opened, output, pub))


def _report(dossier: Dossier, output: str | None, pub: str | None) -> Report:
    with dossier.log.reading():
        signed = signed_head(dossier.log, dossier.log.head())
    own = public_key_of(dossier.log)
    signatures = [_signature(signed, signature, own) for signature in signed.signatures]
    if output is not None:
        refuse_failure(write(signed.text(), output))
    if pub is not None:
        if own is None:
            raise Refused(Problem("L119", value="--pub"))
        refuse_failure(write(own.pem(), pub))
    checkpoint = signed.checkpoint
    lines = [
        _("head of {origin}").format(origin=shown(checkpoint.origin)),
        _("entries        {size}").format(size=checkpoint.size),
        _("root, base64   {root}").format(root=encode_base64(checkpoint.root)),
        _("to read out    {groups}").format(groups=read_out(checkpoint.root)),
    ]
    text = "".join(f"  {line}\n" for line in lines) + f"  {checkpoint.root.hex()}\n\n"
    text += "".join(paragraph(_in_words(signature)) for signature in signatures)
    if not signatures:
        text += paragraph(_("not signed by anyone; sign it with alvvote ledger sign"))
    text += "\n" + "".join(f"  {line}\n" for line in signed.text().splitlines()) + _code(signed)
    for file in (output, pub):
        text += "" if file is None else paragraph(_("written: {file}").format(file=shown(file)))
    return Report(
        text,
        {
            "head": {
                "origin": checkpoint.origin,
                "size": checkpoint.size,
                "root": encode_base64(checkpoint.root),
                "root_hex": checkpoint.root.hex(),
                "read_out": read_out(checkpoint.root),
                "checkpoint": signed.text(),
                "signatures": signatures,
            },
            "public_key": None if own is None else own.vkey(),
        },
    )


def _signature(
    signed: SignedCheckpoint, signature: Signature, own: PublicKey | None
) -> dict[str, object]:
    """Return who signed; whether it holds is known only of the dossier's own key."""
    cosigned = len(signature.blob) == _COSIGNATURE
    holds: bool | None = None
    if own is not None:
        try:
            kind = check_signature(signed.checkpoint, signature, own)
            holds = None if kind is None else True
        except SignatureError:
            holds = False
    return {
        "name": signature.name,
        "kind": "cosigned" if cosigned else "signed",
        "time": cosignature_time(signature) if cosigned else None,
        "holds": holds,
    }


def _in_words(signature: dict[str, object]) -> str:
    name = shown(str(signature["name"]))
    time = signature["time"]
    if isinstance(time, int):
        text = _("cosigned by {name} on {time}").format(name=name, time=time_in_words(time))
    else:
        text = _("signed by {name}").format(name=name)
    if signature["holds"] is None:
        return text + "; " + _("not checked here: alvvote ledger verify --key FILE")
    return text + "; " + (_("it holds") if signature["holds"] else _("FALSE"))


def _code(signed: SignedCheckpoint) -> str:
    """Return a QR code of the head for the terminal; without signatures where it is too narrow."""
    import segno  # noqa: PLC0415

    width = shutil.get_terminal_size().columns
    for content in (signed.text(), signed.checkpoint.text()):
        # Micro QR, which plain `make` may choose, is refused by scanners.
        code = segno.make_qr(content, error="l", encoding="utf-8")
        if code.symbol_size(border=2)[0] <= width:
            drawn = io.StringIO()
            code.terminal(drawn, border=2, compact=True)
            return "\n" + drawn.getvalue()
    return ""


command = make_command(
    head, "head", _("Show the head of the record: print it in the minutes and read it out.")
)
