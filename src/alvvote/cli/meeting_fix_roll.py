"""``alvvote meeting fix-roll``: fix the roll and its edition, before cards go out."""

from typing import Annotated

import typer

from alvvote.basis import find_roll, open_data
from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    consult_state,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import Inwoners, Leden, Peildatum, Voorlopig, parse_request, wrong
from alvvote.i18n import _, number
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event, RollSet
from alvvote.meeting.model import State
from alvvote.meeting.roll_changes import RollChange, roll_changes
from alvvote.plain import shown
from alvvote.problems import Problem, has_errors, json_of
from alvvote.roll import Roll, fingerprint, roll_core
from alvvote.words import edition_in_short, votes_in_words


def fix_roll(
    aanmelding: Annotated[
        bool,
        typer.Option(
            "--aanmelding",
            metavar="",
            help=_("Only members that are accredited at the desk can vote."),
        ),
    ] = False,
    zonder_aanmelding: Annotated[
        bool,
        typer.Option(
            "--zonder-aanmelding",
            metavar="",
            help=_("Every member on the roll can vote: so it is until --aanmelding."),
        ),
    ] = False,
    reden: Annotated[
        str | None,
        typer.Option(
            "--reden", metavar=_("TEXT"), help=_("Why the roll is fixed again, if it was.")
        ),
    ] = None,
    peildatum: Peildatum = None,
    voorlopig: Voorlopig = False,
    inwoners: Inwoners = None,
    leden: Leden = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Fix the roll; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    if aanmelding and zonder_aanmelding:
        raise wrong("--aanmelding", _("not together with --zonder-aanmelding."))
    before = consult_state(at)
    if isinstance(before, int):
        return before
    day = None if before.day is None else before.day.isoformat()
    request = parse_request(day, peildatum, inwoners, preliminary=voorlopig)
    problems: list[Problem] = []
    at_hand = open_data(problems)
    basis = None if at_hand is None else find_roll(at_hand, request, leden, problems)

    def failed(found: list[Problem]) -> object:
        return {"problems": [json_of(problem) for problem in found]}

    if basis is None or has_errors(problems):
        return Ending(at.form, _("nothing was recorded"), failed).fail(problems)
    roll = basis.roll
    earlier: list[Roll] = []

    def fix(state: State) -> list[Event]:
        # Seen in the transaction: another process may have fixed the roll meanwhile.
        earlier[:] = [] if state.roll is None else [state.roll]
        used = aanmelding or (bool(state.accreditation) and not zonder_aanmelding)
        core = roll_core(roll)
        return [RollSet(core, fingerprint(roll), fixed=True, accreditation=used, reason=reden)]

    def report(done: Done) -> Report:
        return _report(done, roll, roll_changes(earlier[0], roll) if earlier else [])

    return perform(at, fix, report, problems)


def _report(done: Done, roll: Roll, changes: list[RollChange]) -> Report:
    totals = roll.totals
    lines = [
        _("the roll is fixed: {members} members, {votes}; {edition}").format(
            members=number(totals.members),
            votes=votes_in_words(totals.votes),
            edition=edition_in_short(roll.edition),
        ),
        _("fingerprint: {hash}").format(hash=done.state.fingerprint),
        _("only accredited members can vote")
        if done.state.accreditation
        else _("every member on the roll can vote; accreditation is not used"),
    ]
    if changes:
        lines.append(_("changed since the roll before; the cards of these members change with it:"))
    text = "".join(paragraph(line) for line in lines)
    text += "".join(paragraph(_change(change), 4) for change in changes)
    document: dict[str, object] = {
        "roll": {
            "members": totals.members,
            "votes": totals.votes,
            "fixed": True,
            "fingerprint": done.state.fingerprint,
            "accreditation": done.state.accreditation,
        },
        "changes": [change._asdict() for change in changes],
    }
    return Report(text, document)


def _change(change: RollChange) -> str:
    name = f"{shown(change.municipality)} ({change.gm_code})"
    if change.before is None:
        return _("{name}: joins, with {votes}").format(
            name=name, votes=votes_in_words(change.after or 0)
        )
    if change.after is None:
        return _("{name}: is no longer a member, had {votes}").format(
            name=name, votes=votes_in_words(change.before)
        )
    return _("{name}: {before}, now {after}").format(
        name=name, before=votes_in_words(change.before), after=number(change.after)
    )


command = make_command(
    fix_roll, "fix-roll", _("Fix the roll of the meeting, before cards go out at the latest.")
)
