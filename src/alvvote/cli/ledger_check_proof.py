"""``alvvote ledger check-proof``: check the proof of a ballot; this needs no dossier."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import DocumentFormat, paragraph, parse_at
from alvvote.cli.framework import make_command
from alvvote.cli.ledger_options import (
    HeadOption,
    KeysOption,
    about,
    ending_of,
    read_head,
    read_keys,
    told,
)
from alvvote.cli.ledger_text import listed, read_out, rehearsal_of, signer_in_words
from alvvote.cli.options import Format
from alvvote.cli.proof_files import is_zip, read_proofs
from alvvote.cli.terminal import emphasised
from alvvote.i18n import _, _n, number
from alvvote.meeting.dossier import REHEARSAL_ORIGIN
from alvvote.meeting.proofs import CheckedProof, check_proof
from alvvote.plain import shown
from alvvote.proposal import STANDARD_OPTIONS
from alvvote.tables.writing import json_text
from alvvote.words import option_in_words, votes_in_words

_OPTIONS = {option.name: option for option in STANDARD_OPTIONS}


def check(
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("PROOF"),
            help=_("The proof (.tlog-proof), or a zip with the proofs of a member."),
        ),
    ],
    head: HeadOption = None,
    key: KeysOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Check a proof, or each in a zip; return the exit code."""
    at = parse_at(None, None, format_)
    ending = ending_of(at.form, _("nothing is proved"))

    def work() -> int:
        proofs = read_proofs(file)
        held = None if head is None else read_head(head)
        keys = read_keys(key)
        checked: list[CheckedProof] = []
        for proof in proofs:
            with about(proof.name):
                checked.append(check_proof(proof.text, held, keys))
        return ending.deliver(_content(checked, at.form, several=is_zip(file)), None, [])

    return told(ending, work)


def _content(checked: list[CheckedProof], form: Format, *, several: bool) -> str:
    if form == "table":
        return "\n".join(map(_words, checked))
    documents = list(map(_document, checked))
    one = {"proofs": documents} if several else documents[0]
    return json_text({**one, "problems": []})


def _words(checked: CheckedProof) -> str:
    ballot, checkpoint = checked.ballot, checked.checkpoint
    option = ballot.option
    choice = (
        _("voted; what, nobody recorded")
        if option is None
        else option_in_words(_OPTIONS[option])
        if option in _OPTIONS
        else shown(option)
    )
    said = _("{member}, vote {vote}: {choice}, {votes}").format(
        member=shown(ballot.gm_code),
        vote=shown(ballot.vote),
        choice=choice,
        votes=votes_in_words(ballot.votes),
    )
    # The root covers the ballot and its place; how many entries there were is signed, not hashed.
    counted = _holds_size(checked)
    place = (
        _("this ballot is entry {entry} of the {size} in the record {origin}")
        if counted
        else _("this ballot is entry {entry} in the record {origin}")
    )
    sure = [
        place.format(
            entry=number(checked.number),
            size=number(checkpoint.size),
            origin=shown(checkpoint.origin),
        )
    ]
    if ballot.replaces is not None:
        text = _("it is a correction, in place of the ballot of entry {entry}")
        sure.append(text.format(entry=number(ballot.replaces)))
    sure += [
        _("the head is {words}; the signature holds").format(words=signer_in_words(signer))
        for signer in checked.signers.known
    ]
    if checked.same_head:
        sure.append(_("it is the head that you gave"))
    return (
        rehearsal_of(checkpoint.origin)
        + emphasised(paragraph(said))
        + "\n"
        + paragraph(_("proved:"))
        + listed(sure)
        + paragraph(_("not proved:"))
        + listed(_gaps(checked))
    )


def _holds_size(checked: CheckedProof) -> bool:
    """Tell whether the number of entries is sure: signed by a known key, or of a known head."""
    return bool(checked.signers.known) or checked.same_head


def _gaps(checked: CheckedProof) -> list[str]:
    groups = read_out(checked.checkpoint.root)
    gaps: list[str] = []
    if not checked.same_head:
        text = _(
            "that this is the head that was read out and printed in the minutes: compare its root, "
            "{groups} …"
        )
        gaps.append(text.format(groups=groups))
    if not checked.signers.known:
        gaps.append(_("that the association signed this head: give its public key with --key"))
    if not _holds_size(checked):
        text = _("that the record had {size} entries then: the number is signed, not hashed")
        gaps.append(text.format(size=number(checked.checkpoint.size)))
    unknown = checked.signers.unknown
    if unknown and checked.signers.known:
        text = _n(
            "{count} more signature, of a key that was not given",
            "{count} more signatures, of keys that were not given",
            unknown,
        )
        gaps.append(text.format(count=number(unknown)))
    gaps.append(_("that no later entry corrected this ballot: see the published voting behaviour"))
    gaps.append(_("that all ballots were counted: whoever has the dossier can check that"))
    return gaps


def _document(checked: CheckedProof) -> dict[str, object]:
    ballot, checkpoint = checked.ballot, checked.checkpoint
    return {
        "proved": True,
        "rehearsal": checkpoint.origin.startswith(REHEARSAL_ORIGIN),
        "gm_code": ballot.gm_code,
        "vote": ballot.vote,
        "votes": ballot.votes,
        "option": ballot.option,
        "replaces": ballot.replaces,
        "entry": checked.number,
        "head": {
            "origin": checkpoint.origin,
            "size": checkpoint.size,
            "root": checkpoint.root.hex(),
            "read_out": read_out(checkpoint.root),
        },
        "same_head": checked.same_head,
        "signers": [signer._asdict() for signer in checked.signers.known],
        "unknown_signatures": checked.signers.unknown,
    }


command = make_command(
    check, "check-proof", _("Check the proof of a ballot; no dossier is needed for it.")
)
