"""``alvvote meeting show``: where the meeting stands, what is open, and what comes next."""

import os

from alvvote.basis import open_data
from alvvote.cli.agenda_text import status_in_words
from alvvote.cli.dossiers import (
    At,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.hall_settings import hall_lines
from alvvote.cli.meeting_copy import copies_json, copy_line
from alvvote.cli.ruling_text import verdict_of
from alvvote.cli.terminal import emphasised
from alvvote.cli.today import today
from alvvote.i18n import N_, _, day, number
from alvvote.ledger.store import PUBLIC_KEY
from alvvote.meeting.dossier import Dossier, key_path
from alvvote.meeting.live_copies import LiveCopy, live_copies
from alvvote.meeting.model import State, Vote, outcome_of, turnout_of
from alvvote.meeting.next_step import NextStep, next_step
from alvvote.meeting.placed import placed_items
from alvvote.meeting.results import result_of
from alvvote.plain import shown
from alvvote.population import Choice, Edition, choose_edition
from alvvote.problems import Problem
from alvvote.problems.problem import Detail
from alvvote.roll import Roll
from alvvote.words import edition_in_short, votes_in_words

_NEXT = {
    "agenda": N_("put something on the agenda: alvvote agenda add"),
    "cast": N_("{name} is open: alvvote vote cast {name}, then alvvote vote close {name}"),
    "count": N_("two tellers count {name}: alvvote vote count {name}"),
    "declare": N_("the chair pronounces upon {name}: alvvote vote declare {name}"),
    "again": N_("{name} was disputed: alvvote vote again {name}"),
    "fix roll": N_("fix the roll before cards go out: alvvote meeting fix-roll"),
    "cards": N_("issue the voting cards: alvvote cards issue; without: alvvote desk check-in"),
    "accredit": N_("accredit representatives: alvvote desk check-in"),
    "open": N_("put {name} to the vote: alvvote vote open {name}"),
    "minutes": N_("draft the minutes: alvvote minutes"),
    "publish": N_("draft the minutes: alvvote minutes; then alvvote meeting published"),
    "nothing": N_("nothing: the results were made public"),
}
_STATUS = {
    "open": N_("OPEN"),
    "closed": N_("closed, to be declared"),
}


def show(
    dossier: DossierOption = None, key: KeyOption = None, format_: DocumentFormat = None
) -> int:
    """Show where the meeting stands; return the exit code."""
    at = parse_at(dossier, key, format_)
    return consult(at, lambda opened: _report(at, opened))


def _report(at: At, dossier: Dossier) -> Report:
    state = dossier.state
    log = dossier.log
    signed = bool(log.signatures_of(log.head().size))
    key_file = key_path(log.path, at.key)
    has_key = os.path.exists(key_file) and PUBLIC_KEY in log.about
    copies = live_copies(log)
    step = next_step(state)
    text = emphasised(paragraph(_heading(state)).rstrip("\n")) + "\n\n"
    lines = [*_roll_lines(state), _record_line(state, signed=signed, has_key=has_key)]
    text += "".join(paragraph(line) for line in [*lines, *map(copy_line, copies)])
    if state.published is not None:
        line = _("the results were made public on {date}")
        text += paragraph(line.format(date=day(state.published)))
    text += _agenda_text(state) + _votes_text(state)
    text += "\n" + paragraph(_next_line(step))
    document = _json(state, step, copies)
    document["record"] = {"entries": state.size, "signed": signed, "key": has_key}
    return Report(text, document, problems=tuple(_newer_figures(state)))


def _heading(state: State) -> str:
    date = "" if state.day is None else f", {day(state.day)}"
    return shown(state.name) + date


def _roll_lines(state: State) -> list[str]:
    roll = state.roll
    if roll is None:
        return [_("no roll")]
    text = (
        _("roll, fixed: {members} members, {votes}; {edition}")
        if state.roll_fixed
        else _("roll, PROVISIONAL: {members} members, {votes}; {edition}")
    )
    lines = [
        text.format(
            members=number(roll.totals.members),
            votes=votes_in_words(roll.totals.votes),
            edition=edition_in_short(roll.edition),
        ),
        _("fingerprint: {hash}").format(hash=state.fingerprint),
    ]
    turnout = turnout_of(state)
    if turnout is not None:
        text = _("only accredited members can vote; now {members} of {all}, with {votes}")
        members, votes = turnout
        lines.append(
            text.format(
                members=number(members),
                all=number(roll.totals.members),
                votes=votes_in_words(votes),
            )
        )
    elif state.roll_fixed:
        lines.append(_("every member on the roll can vote; accreditation is not used"))
    else:
        lines.append(_("whether accreditation is used is fixed together with the roll"))
    return [*lines, *hall_lines(state)]


def _record_line(state: State, *, signed: bool, has_key: bool) -> str:
    entries = number(state.size)
    if signed and has_key:
        return _("record: {entries} entries, signed").format(entries=entries)
    if signed:
        text = _("record: {entries} entries, signed; the key is NOT here, so the next act is not")
        return text.format(entries=entries)
    return _("record: {entries} entries, NOT signed").format(entries=entries)


def _agenda_text(state: State) -> str:
    if not state.items:
        return ""
    text = "\n" + paragraph(_("agenda"))
    for place, depth, item in placed_items(state):
        status = "" if item.kind is None else ": " + status_in_words(state, item)
        line = f"{place:>2}  {shown(item.id)}  {shown(item.title)}{status}"
        text += paragraph(line, 4 + 4 * depth)
    return text


def _votes_text(state: State) -> str:
    if not state.votes:
        return ""
    lines = [f"{shown(vote.id)}: {_status(state, vote)}" for vote in state.votes.values()]
    return "\n" + paragraph(_("votes held")) + "".join(paragraph(line, 4) for line in lines)


def _status(state: State, vote: Vote) -> str:
    if vote.ruling is None:
        return _(_STATUS[vote.status])
    text = verdict_of(vote, result_of(state, vote))
    if vote.replaced_by is not None:
        text += "; " + _("a new vote took its place: {vote}").format(vote=vote.replaced_by)
    elif vote.disputed:
        text += "; " + _("disputed")
    return text


def _next_line(step: NextStep) -> str:
    return _("next: {step}").format(step=_(_NEXT[step.what]).format(name=shown(step.on or "")))


def _newer_figures(state: State) -> list[Problem]:
    """Return a warning where figures newer than those of the roll are known to be public.

    They count until the day of the meeting, and for a meeting to come until today.
    """
    if state.roll is None or state.day is None:
        return []
    problems: list[Problem] = []
    at_hand = open_data(problems)
    if at_hand is None:
        return problems
    choice = choose_edition(
        at_hand.store.editions(),
        meeting_date=min(state.day, today()),
        reference_date=None,
        preliminary=False,
    )
    if not isinstance(choice, Choice) or _rank(choice.edition) <= _rank(state.roll.edition):
        return []
    newer, used = choice.edition, state.roll.edition
    details: dict[str, Detail] = {"fits": newer.reference_date, "fits_status": newer.status}
    return [
        Problem(
            "W403",
            value=used.reference_date.isoformat(),
            expected=newer.reference_date.isoformat(),
            details=details,
        )
    ]


def _rank(edition: Edition) -> tuple[object, bool]:
    return edition.reference_date, edition.status == "final"


def _json(state: State, step: NextStep, copies: list[LiveCopy]) -> dict[str, object]:
    turnout = turnout_of(state)
    return {
        "roll": None if state.roll is None else _roll_json(state, state.roll),
        "accreditation": state.accreditation,
        "accredited": None if turnout is None else {"members": turnout[0], "votes": turnout[1]},
        "items": [
            {
                "id": item.id,
                "title": item.title,
                "kind": item.kind,
                "outcome": outcome_of(state, item),
            }
            for item in state.items.values()
        ],
        "votes": [
            {
                "id": vote.id,
                "items": list(vote.items),
                "status": vote.status,
                "ruling": None if vote.ruling is None else vote.ruling._asdict(),
                "disputed": vote.disputed,
                "replaced_by": vote.replaced_by,
            }
            for vote in state.votes.values()
        ],
        "opened": state.opened,
        "supervisors": list(state.supervisors),
        "late_admitted": state.late_admitted,
        "copies": copies_json(copies),
        "published": None if state.published is None else state.published.isoformat(),
        "next": {"step": step.what, "on": step.on},
    }


def _roll_json(state: State, roll: Roll) -> dict[str, object]:
    return {
        "members": roll.totals.members,
        "votes": roll.totals.votes,
        "fixed": state.roll_fixed,
        "fingerprint": state.fingerprint,
        "edition": {
            "reference_date": roll.edition.reference_date.isoformat(),
            "status": roll.edition.status,
            "table": roll.edition.table,
        },
    }


command = make_command(
    show, "show", _("Show where the meeting stands, what is open, and what comes next.")
)
