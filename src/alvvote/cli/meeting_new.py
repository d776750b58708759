"""``alvvote meeting new``: make the dossier of a meeting, with a provisional roll and a key."""

import os
from typing import Annotated

import typer

from alvvote.basis import Basis, find_roll, open_data
from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import (
    KEY_VARIABLE,
    DocumentFormat,
    Report,
    deliver,
    paragraph,
    parse_at,
    problem_of,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    Blanco,
    Datum,
    Inwoners,
    Leden,
    Onthouding,
    Peildatum,
    QuorumOption,
    Voorlopig,
    parse_request,
    wrong,
)
from alvvote.cli.rules import parse_rules
from alvvote.i18n import _, day, number
from alvvote.ledger.copies import update_copies
from alvvote.ledger.errors import KeyFileError, StoreError
from alvvote.ledger.store import is_server, open_log, same_place, shown_address
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import copy_problems, create_dossier, key_path, open_dossier
from alvvote.meeting.events import MeetingCreated, RollSet
from alvvote.plain import shown
from alvvote.problems import Problem, has_errors, json_of
from alvvote.roll import fingerprint, roll_core
from alvvote.words import edition_in_short, votes_in_words


def new(
    dossier: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE|ADDRESS"),
            help=_("The dossier to make, for example alv.alv, or postgresql://… on a server."),
        ),
    ],
    naam: Annotated[
        str, typer.Option("--naam", metavar=_("NAME"), help=_("The name of the meeting."))
    ],
    datum: Datum = None,
    oefening: Annotated[
        bool,
        typer.Option(
            "--oefening",
            metavar="",
            help=_("A rehearsal: all works, all says so, and it cannot be published."),
        ),
    ] = False,
    kopie: Annotated[
        str | None,
        typer.Option(
            "--kopie",
            metavar=_("FILE"),
            help=_("Keep a second, live copy here after each act: on another disk or share."),
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            "--key",
            metavar=_("FILE"),
            help=_("Make the key in this file; else ALVVOTE_KEY, or NAME.key beside the dossier."),
        ),
    ] = None,
    unsigned: Annotated[
        bool,
        typer.Option("--unsigned", metavar="", help=_("Make no key: nothing is signed.")),
    ] = False,
    onthouding: Onthouding = None,
    blanco: Blanco = None,
    quorum: QuorumOption = None,
    peildatum: Peildatum = None,
    voorlopig: Voorlopig = False,
    inwoners: Inwoners = None,
    leden: Leden = None,
    format_: DocumentFormat = None,
) -> int:
    """Make the dossier; return the exit code."""
    at = parse_at(dossier, None, format_)
    if datum is None:
        raise wrong("--datum", _("a meeting has a date."))
    if not naam.strip():
        raise wrong("--naam", _("a meeting has a name."))
    _check_copy(dossier, kopie)
    rules = parse_rules(None, onthouding, blanco, quorum)
    request = parse_request(datum, peildatum, inwoners, preliminary=voorlopig)
    key_file = key or os.environ.get(KEY_VARIABLE)
    problems: list[Problem] = []
    at_hand = open_data(problems)
    basis = None if at_hand is None else find_roll(at_hand, request, leden, problems)

    def failed(found: list[Problem]) -> object:
        return {"problems": [json_of(problem) for problem in found]}

    ending = Ending(at.form, _("nothing was made"), failed)
    if basis is None or has_errors(problems):
        return ending.fail(problems)
    made = MeetingCreated(
        naam.strip(),
        datum,
        oefening,
        rules.abstentions_count,
        rules.blanks_count,
        quorum,
    )
    roll = RollSet(
        roll_core(basis.roll), fingerprint(basis.roll), fixed=False, accreditation=None, reason=None
    )
    try:
        create_dossier(dossier, [made, roll], key_file, signed=not unsigned)
        if kopie is not None:
            problems += _start_copy(dossier, kopie)
    except Refused as refused:
        return ending.fail([*problems, *refused.problems])
    except (StoreError, KeyFileError) as error:
        return ending.fail([*problems, problem_of(error)])
    key_at = None if unsigned else key_path(dossier, key_file)
    with open_dossier(dossier, write=False) as opened:
        said = _report(shown_address(dossier), basis, key_at, kopie)
        return deliver(at, ending, opened.state, said, problems)


def _check_copy(dossier: str, copy: str | None) -> None:
    if copy is None:
        return
    if is_server(copy):
        raise wrong("--kopie", _("a live copy is a file; --naar moves a dossier to a server."))
    if same_place(copy, dossier):
        raise wrong("--kopie", _("the copy is another file than the dossier."))
    if os.path.exists(copy):
        raise wrong("--kopie", _("this file exists already; choose another name."))


def _start_copy(dossier: str, copy: str) -> list[Problem]:
    """Make the live copy; the dossier is there whatever becomes of it."""
    with open_log(dossier, write=True) as log:
        log.set_copy(os.path.abspath(copy))
        return copy_problems(update_copies(log))


def _report(dossier: str, basis: Basis, key: str | None, copy: str | None) -> Report:
    totals = basis.roll.totals
    roll = _("provisional roll: {members} members, {votes}; {edition}").format(
        members=number(totals.members),
        votes=votes_in_words(totals.votes),
        edition=edition_in_short(basis.choice.edition),
    )
    lines = [_("{file} is made").format(file=shown(dossier)), roll]
    if basis.roll.meeting_date is not None:
        lines.insert(1, _("meeting on {date}").format(date=day(basis.roll.meeting_date)))
    if key is not None:
        lines.append(
            _("the key that signs: {file}; keep it safe, and apart from the dossier").format(
                file=key
            )
        )
    else:
        lines.append(_("no key: nothing in this dossier is signed"))
    if copy is not None:
        lines.append(_("live copy: {file}").format(file=copy))
    lines.append(_("next: alvvote agenda add, then alvvote meeting fix-roll before cards go out"))
    return Report(
        "".join(paragraph(line) for line in lines),
        {
            "dossier": dossier,
            "key": key,
            "copy": copy,
            "roll": {"members": totals.members, "votes": totals.votes, "fixed": False},
        },
    )


command = make_command(new, "new", _("Make the dossier of a meeting, with a provisional roll."))
