"""The presence list on paper: all members, who is accredited, and room to sign; and the passes."""

from typing import NamedTuple

from alvvote.cards.pass_code import pass_in_groups, pass_number
from alvvote.fallback.paper import Data, Paper, members_in_order, page_data
from alvvote.i18n import _, number
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.publish.pdf_text import drawn
from alvvote.roll import Member
from alvvote.words import members_and_votes


class _Handed(NamedTuple):
    """A pass that was handed out."""

    code: str
    gm_code: str
    valid: bool


def presence_data(paper: Paper) -> Data:
    """Return the data of ``presence.typ``."""
    state = paper.state
    used = bool(state.accreditation)
    totals = roll_of(state).totals
    return {
        **page_data(paper, _("Presence list"), _("Who is here, and with how many votes")),
        "lines": [
            _("Who comes signs; who leaves is struck out, with the time. Both beside the name."),
            _("Accredited at the moment of printing: a dot. Who came later is added by hand.")
            if used
            else _("Accreditation is not used in this meeting: every member can vote."),
        ],
        "heads": [
            _("Municipality"),
            _("Votes"),
            _("Accr.") if used else "",
            _("Representative"),
            _("Pass"),
            _("Signature"),
        ],
        "rows": [_row(state, member) for member in members_in_order(state)],
        "total": [_("Together"), members_and_votes(totals.members, totals.votes)],
    }


def _row(state: State, member: Member) -> list[str]:
    code = member.gm_code
    who = state.representatives.get(code)
    person = ""
    if who is not None:
        person = ", ".join(part for part in (who.name, who.function) if part)
    passes = [one for one in state.passes.get(code, ()) if one.ended is None and one.code]
    return [
        drawn(member.municipality, 20),
        number(member.votes),
        "\N{BULLET}" if code in state.accredited else "",
        drawn(person, 20),
        pass_number(passes[-1].code or "") if passes else "",
    ]


def passes_data(paper: Paper) -> Data:
    """Return the data of ``passes.typ``: whose each pass is, its votes, and if it holds."""
    state = paper.state
    members = roll_of(state).by_code
    handed = _handed(state)
    return {
        **page_data(paper, _("Voting passes"), _("Which pass is whose, by number")),
        "lines": [
            _("A pass is good where number and letters are as here, and it is not struck out."),
            _("A pass that is handed out by hand gets the next number, and is written below."),
        ],
        "heads": [_("Pass"), _("Municipality"), _("Votes"), _("Holds")],
        "rows": [
            [
                pass_in_groups(one.code),
                drawn(members[one.gm_code].municipality, 20),
                number(members[one.gm_code].votes),
                _("yes") if one.valid else _("NO"),
            ]
            for one in handed
            if one.gm_code in members
        ],
        "blank": _("Handed out by hand"),
    }


def _handed(state: State) -> list[_Handed]:
    """Return the passes by number; of those whose code is not known nothing can be checked."""
    found = [
        _Handed(one.code, code, one.ended is None and code in state.accredited)
        for code, passes in state.passes.items()
        for one in passes
        if one.code is not None
    ]
    return sorted(found)
