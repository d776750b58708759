"""``alvvote ledger prove``: a small file by which a municipality checks its own ballot."""

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
from alvvote.cli.ledger_options import HeadOption, about, read_head, refuse_failure
from alvvote.cli.ledger_text import read_out
from alvvote.cli.output import write
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _, number
from alvvote.meeting.acts import vote_named
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.proofs import prove_ballot
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.words import votes_in_words

_ENDING = ".tlog-proof"


def prove(
    gemeente: Annotated[
        str,
        typer.Option(
            "--gemeente", metavar=_("NAME"), help=_("The member: its name, alias or CBS code.")
        ),
    ],
    vote: Annotated[
        str, typer.Option("--vote", metavar="ID", help=_("The vote, which must be closed."))
    ],
    head: HeadOption = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            metavar=_("FILE"),
            help=_("Write the proof to this file; else to one named after member and vote."),
        ),
    ] = None,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Write the proof of a ballot; return the exit code."""
    at = parse_at(dossier, None, format_)
    return consult(at, lambda opened: _report(opened, gemeente, vote, head, output))


def _report(
    dossier: Dossier, municipality: str, name: str, head: str | None, output: str | None
) -> Report:
    state = dossier.state
    vote = vote_named(state, name)
    member = member_named(state, municipality)
    if head is None:
        made = prove_ballot(dossier.log, vote, member.gm_code)
    else:
        with about(head):
            made = prove_ballot(dossier.log, vote, member.gm_code, read_head(head))
    ballot, proof = made.ballot, made.proof
    file = output or f"{member.gm_code}-{_as_file_name(vote.id)}{_ENDING}"
    content = proof.text()
    refuse_failure(write(content, file))
    checkpoint = proof.signed.checkpoint
    lines = [
        _("{file} is written: {count} bytes").format(
            file=shown(file), count=number(len(content.encode()))
        ),
        _("it proves the ballot of {member} in {vote}, {votes}: entry {entry} of {size}").format(
            member=f"{shown(member.municipality)} ({member.gm_code})",
            vote=shown(vote.id),
            votes=votes_in_words(ballot.votes),
            entry=number(proof.index),
            size=number(checkpoint.size),
        ),
        _("root: {groups} …").format(groups=read_out(checkpoint.root)),
        _("next, for the municipality: alvvote ledger check-proof {file}").format(file=shown(file)),
    ]
    if vote.secret:
        lines.insert(2, _("it says that the member voted, and not what: nobody recorded that"))
    if ballot.replaces is not None:
        text = _("it is a correction, in place of the ballot of entry {entry}")
        lines.insert(2, text.format(entry=number(ballot.replaces)))
    problems = () if made.signed else (Problem("W407", column="--head"),)
    document = {
        "file": file,
        "vote": vote.id,
        "gm_code": member.gm_code,
        "entry": proof.index,
        "replaces": ballot.replaces,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "signed": made.signed,
    }
    return Report("".join(map(paragraph, lines)), document, problems=problems)


def _as_file_name(text: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in text)


command = make_command(
    prove, "prove", _("Write a small file that proves a ballot, for the municipality itself.")
)
