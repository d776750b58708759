"""``alvvote agenda deadlines``: the terms of the meeting, and setting them."""

from typing import Annotated

import typer

from alvvote.cli.agenda_options import parse_moment
from alvvote.cli.columns import Column, aligned
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    consult,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.deadlines import Term
from alvvote.i18n import N_, _, day
from alvvote.meeting.agenda_acts import set_deadlines
from alvvote.meeting.model import State
from alvvote.meeting.terms import (
    changes_statutes,
    deadline_of,
    impossible_terms,
    late_items,
    terms_of,
)

_NONE = "geen"
_WHAT = {
    "notice": N_("the notice that names the change of the statutes goes out"),
    "text open": N_("the text of the change of the statutes lies open"),
    "amendments": N_("amendments come in"),
    "motions": N_("motions come in"),
    "meeting": N_("the meeting"),
}
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def deadlines(
    amendementen: Annotated[
        str | None,
        typer.Option(
            "--amendementen",
            metavar=_("YYYY-MM-DDTHH:MM"),
            help=_("Set until when amendments come in, or geen for no term."),
        ),
    ] = None,
    moties: Annotated[
        str | None,
        typer.Option(
            "--moties",
            metavar=_("YYYY-MM-DDTHH:MM"),
            help=_("Set until when motions come in, or geen for no term."),
        ),
    ] = None,
    statutenwijziging: Annotated[
        bool,
        typer.Option(
            "--statutenwijziging",
            metavar="",
            help=_("Show the terms for a change of the statutes too."),
        ),
    ] = False,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Show the terms, or set them; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    moments: dict[str, str | None] = {}
    for what, option, value in (
        ("amendments", "--amendementen", amendementen),
        ("motions", "--moties", moties),
    ):
        if value is not None:
            moments[what] = None if value == _NONE else parse_moment(option, value)
    if not moments:
        if act is not None:
            raise wrong("--act", _("nothing is recorded without --amendementen or --moties."))
        return consult(at, lambda opened: _report(opened.state, change=statutenwijziging))
    return perform(
        at,
        lambda _state: set_deadlines(moments),
        lambda done: _report(done.state, change=statutenwijziging),
    )


def _report(state: State, *, change: bool) -> Report:
    terms = terms_of(state, statute_change=change)
    rows = [(_last_moment(term), _(_WHAT[term.what]), _source(term)) for term in terms]
    columns = [Column(widest=27), Column(widest=25), Column(widest=22)]
    lines = aligned(columns, rows)
    text = "".join(line + "\n" for line in lines)
    if deadline_of(state, "amendments").moment is None:
        text += paragraph(_("amendments: no term"))
    motions = deadline_of(state, "motions")
    if motions.moment is None:
        by_default = _("motions: no term, as neither law nor statutes have one")
        text += paragraph(by_default if motions.source == "default" else _("motions: no term"))
    if change or changes_statutes(state):
        text += paragraph(_("a change of the statutes takes a notarial deed (2:43)"))
    return Report(
        text,
        {"terms": [_json(term) for term in terms]},
        problems=(*late_items(state), *impossible_terms(state)),
    )


def _last_moment(term: Term) -> str:
    weekday = _(_WEEKDAYS[term.last_day.weekday()])
    text = f"{weekday} {day(term.last_day)}"
    if term.moment is None or term.source == "assumption":
        return text
    return f"{text}, {term.moment:%H.%M}"


def _source(term: Term) -> str:
    if term.what == "meeting":
        return ""
    if term.source == "assumption":
        text = _("assumption: {count} working days before; public holidays do not count")
        return text.format(count=term.days)
    if term.source == "set":
        return _("set for this meeting")
    return _("{article}: {count} days before").format(article=term.source, count=term.days)


def _json(term: Term) -> dict[str, object]:
    return {
        "what": term.what,
        "last_day": term.last_day.isoformat(),
        "moment": None if term.moment is None else term.moment.isoformat(),
        "source": term.source,
        "days_before": term.days,
    }


command = make_command(
    deadlines, "deadlines", _("Show until when what must be there, or set it for this meeting.")
)
