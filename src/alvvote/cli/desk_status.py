"""``alvvote desk status``: what a card, a pass or a member is now."""

from typing import NamedTuple

from alvvote.cards.pass_code import pass_number
from alvvote.cli.desk_member import Shown, check_who, who_is_shown
from alvvote.cli.desk_options import CodeArgument, GemeenteOption, pass_json, pass_line
from alvvote.cli.desk_pass import PassOption, PassOut, PrintOption
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.desk.cases import Moment
from alvvote.desk.record import Tell, handed_out, newest_pass, standing_of, teller
from alvvote.desk.view import DECLARATION_WORDS, at_in_words, person_in_words, since_in_words
from alvvote.i18n import N_, _
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.meeting.rules.find import member_in_words
from alvvote.plain import shown as harmless
from alvvote.words import votes_in_words

_WORTH = {
    "valid": N_("valid"),
    "replaced": N_("worthless: replaced by a newer one"),
    "no vote": N_("of a member without a vote"),
    "over": N_("worthless: the results are published"),
    "left": N_("worthless: the representative left"),
    "substituted": N_("worthless: another representative took over"),
    "lost": N_("worthless: it was lost, and another one was handed out"),
}

_STANDING = {
    "in": N_("accredited"),
    "left": N_("not accredited: left"),
    "named": N_("not accredited; a representative is named"),
    "unnamed": N_("not accredited; nobody is named"),
    "no vote": N_("has no vote: suspended, or not on the roll any more"),
    "over": N_("the results are published"),
}
_NOT_SEEN = N_("not seen yet")


def status(
    code: CodeArgument = None,
    gemeente: GemeenteOption = None,
    pass_: PassOption = None,
    print_command: PrintOption = None,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Show how it stands; return the exit code."""
    at = parse_at(dossier, None, format_)
    check_who(code, gemeente)
    paper = PassOut(pass_, print_command)
    paper.check()

    def report(dossier: Dossier) -> Report:
        found = who_is_shown(dossier, code, gemeente)
        state = dossier.state
        held = handed_out(state, found.gm_code)
        failed = paper.hand_out(state, held, member_in_words(state, found.gm_code))
        return _report(state, _now(dossier, state, found))._replace(problems=failed)

    return consult(at, report)


class _Now(NamedTuple):
    """How it stands with who was shown."""

    gm_code: str
    kind: str
    """``card``, ``pass`` or ``member``: what was shown."""
    number: int | None
    """Of the card or the pass."""
    worth: str | None
    """What it is worth; None where the member was named."""
    worthless_since: Moment | None
    """When and where a pass became so."""
    standing: str
    """Of the member: ``in``, ``left``, ``named``, ``unnamed``, ``no vote`` or ``over``."""
    since: Moment | None
    """When and where that became so, of who is in or left."""


def _now(dossier: Dossier, state: State, found: Shown) -> _Now:
    tell = teller(dossier)
    kind, number, worth, ended = "member", None, None, None
    if found.card is not None:
        kind, number, worth = "card", found.card.number, str(found.card.worth)
    elif found.found_pass is not None:
        held = found.found_pass.handed_out
        kind, number, worth = "pass", int(pass_number(held.code or "0")), "valid"
        if held.ended is not None:
            ended = tell(held.ended)
            worth = ended.cause or "left"
        elif state.published is not None:
            worth = "over"
    standing, since = _standing(state, found.gm_code, tell)
    return _Now(found.gm_code, kind, number, worth, ended, standing, since)


def _standing(state: State, gm_code: str, tell: Tell) -> tuple[str, Moment | None]:
    inside = standing_of(state, gm_code, tell)
    if state.published is not None:
        return "over", None
    if inside is not None:
        return "in", inside.since
    if not roll_of(state).votes_of.get(gm_code):
        return "no vote", None
    newest = newest_pass(state, gm_code)
    if newest is not None and newest.ended is not None:
        return "left", tell(newest.ended)
    return ("named" if gm_code in state.representatives else "unnamed"), None


def _report(state: State, now: _Now) -> Report:
    member = roll_of(state).by_code.get(now.gm_code)
    who = state.representatives.get(now.gm_code)
    held = handed_out(state, now.gm_code)
    votes = "" if member is None else "   " + votes_in_words(member.votes)
    lines = [harmless(member_in_words(state, now.gm_code)) + votes]
    if now.worth is not None:
        text = _("card {number}: {worth}") if now.kind == "card" else _("pass {number}: {worth}")
        told = [text.format(number=now.number, worth=_(_WORTH[now.worth]))]
        told += [at_in_words(now.worthless_since)] if now.worthless_since is not None else []
        lines.append(", ".join(filter(None, told)))
    since = None if now.since is None else now.since
    when = "" if since is None else (since_in_words if now.standing == "in" else at_in_words)(since)
    lines.append(", ".join(filter(None, [_(_STANDING[now.standing]), when])))
    if who is not None and (who.name or who.function):
        declared = _(DECLARATION_WORDS.get(who.declaration or "", _NOT_SEEN))
        text = _("{person}; declaration: {how}")
        lines.append(text.format(person=person_in_words(who.name, who.function), how=declared))
    if held is not None and held.code is not None:
        lines.append(pass_line(held.code))
    return Report(
        "".join(map(paragraph, lines)),
        {
            "gm_code": now.gm_code,
            "municipality": None if member is None else member.municipality,
            "votes": None if member is None else member.votes,
            "shown": {
                "kind": now.kind,
                "number": now.number,
                "worth": now.worth,
                "worthless_since": _moment_json(now.worthless_since),
            },
            "standing": now.standing,
            "since": _moment_json(now.since),
            "representative": None
            if who is None
            else {"name": who.name, "function": who.function, "declaration": who.declaration},
            "pass": pass_json(None if held is None else held.code),
        },
    )


def _moment_json(moment: Moment | None) -> dict[str, str | None] | None:
    return None if moment is None else {"at": moment.at, "desk": moment.desk}


command = make_command(
    status, "status", _("Show what a card, a pass or a member is now; print its pass once more.")
)
