"""What every paper of the fallback says: of which meeting, by which roll, and from when."""

from datetime import datetime
from typing import NamedTuple

from alvvote.i18n import _, day, number
from alvvote.meeting.model import State, turnout_of
from alvvote.meeting.results import roll_of
from alvvote.minutes.record import RecordHead
from alvvote.municipality import normalise
from alvvote.publish.meeting_notice import notice_of
from alvvote.publish.pdf_text import drawn, in_fours, shortened
from alvvote.roll import Member
from alvvote.words import members_and_votes

Data = dict[str, object]
"""Plain values for a template."""

_LONGEST_NAME = 80


class Paper(NamedTuple):
    """All that the papers are made from."""

    state: State
    head: RecordHead
    moment: datetime
    """When they are made: what happens later is added by hand."""


def members_in_order(state: State) -> list[Member]:
    """Return the members by the alphabet."""
    return sorted(
        roll_of(state).members, key=lambda member: (normalise(member.municipality), member.gm_code)
    )


def page_data(paper: Paper, kind: str, name: str) -> Data:
    """Return what each page says; `kind` is what the paper is, `name` what it is about."""
    state = paper.state
    meeting = drawn(shortened(state.name, _LONGEST_NAME))
    date = "" if state.day is None else f" · {day(state.day)}"
    return {
        "language": "nl",
        "title": f"{kind}: {name}",
        "kind": kind,
        "name": name,
        "about": meeting + date,
        "short": f"{kind} · {meeting} · " + _("not for publication"),
        "notice": notice_of(state),
        "page": _("page {page} of {pages}"),
        "private": _("NOT FOR PUBLICATION: for the desks and the counting commission alone."),
        "facts": _facts(paper),
    }


def moment_in_words(moment: datetime) -> str:
    """Return day and hour."""
    return f"{day(moment.date())}, {moment:%H.%M}"


def _facts(paper: Paper) -> list[tuple[str, str]]:
    state, head = paper.state, paper.head
    totals = roll_of(state).totals
    turnout = turnout_of(state)
    rows = [
        (_("Printed at"), moment_in_words(paper.moment)),
        (_("Roll"), members_and_votes(totals.members, totals.votes)),
        (_("Accredited then"), "" if turnout is None else members_and_votes(*turnout)),
        (_("Fingerprint of the roll"), in_fours(state.fingerprint)),
        (_("Ledger"), _("{origin}, {size} entries").format(
            origin=head.origin, size=number(head.size))),
        (_("Root"), in_fours(head.root)),
    ]  # fmt: skip
    return [(label, drawn(text)) for label, text in rows if text]
