"""``alvvote presence``: which members are accredited, now or at a past moment, and what changed."""

from datetime import datetime
from typing import Annotated, NamedTuple

import typer

from alvvote.cli.dossiers import DossierOption, Report, consult, paragraph, parse_at
from alvvote.cli.framework import make_command
from alvvote.cli.options import FormatOption, Output, parse_format, wrong
from alvvote.cli.pass_options import history_in
from alvvote.cli.presence_report import HEADER, document_of, rows_of, text_of
from alvvote.i18n import _, listing
from alvvote.ledger.merkle import Frontier
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, fold
from alvvote.meeting.history import History
from alvvote.meeting.model import State
from alvvote.meeting.moments import read_span
from alvvote.meeting.presence import changes_in, presence_of
from alvvote.problems import Problem


class _When(NamedTuple):
    """At which entry the meeting is looked at."""

    size: int
    moment: datetime | None
    """None: as it stands now."""


def presence(
    om: Annotated[
        str | None,
        typer.Option(
            "--om",
            metavar="HH:MM",
            help=_("As it was at this hour, on the day of the meeting; or at 2026-11-25T14:32."),
        ),
    ] = None,
    dossier: DossierOption = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Show who is accredited; return the exit code."""
    at = parse_at(dossier, output=output)._replace(form=parse_format(format_, output))
    return consult(at, lambda opened: _report(opened, om))


def _report(dossier: Dossier, om: str | None) -> Report:
    now = dossier.state
    history = history_in(dossier, now)
    when = _When(now.size, None) if om is None else _when(now, history, om)
    state = now if om is None else state_at(dossier, when.size)
    found = presence_of(state)
    if found is None:
        raise Refused(Problem("M111"))
    changes = [change for change in changes_in(history.events) if change.entry < when.size]
    stepped = [number for number in history.moments.stepped_back if number < when.size]
    moment = when.moment
    document = document_of(found, changes, history, moment)
    document |= {"size": when.size, "clock_stepped_back": stepped}
    text = text_of(state, found, changes, history, moment)
    if stepped and moment is not None:
        warning = _("the clock stepped back at these entries, whose order counts: {entries}")
        text += "\n" + paragraph(warning.format(entries=listing([*map(str, stepped)])))
    return Report(text, document, HEADER, rows_of(found, changes, history))


def state_at(dossier: Dossier, size: int) -> State:
    """Return the state that followed from the first entries of a record."""
    state, _tree = fold(dossier.log.entries(0, size), State(), Frontier(), dossier.log.path)
    return state


def _when(state: State, history: History, om: str) -> _When:
    """Return after which entry it was that hour."""
    place = history.moments.day_and_zone(state.day)
    day, zone = place or (state.day or datetime.now().astimezone().date(), None)
    span = read_span(om, day, zone)
    if span is None:
        text = _("{value} is no hour; write it as 14:32, or with its day: 2026-11-25T14:32.")
        raise wrong("--om", text.format(value=om))
    if place is None:
        raise Refused(Problem("D179", column="--om", value=om))
    # An hour of minutes is its first second: what came in that very minute came later.
    moment = span.first
    if moment > datetime.now().astimezone():
        raise Refused(Problem("D181", column="--om", value=om))
    size = history.moments.size_at(moment)
    if size is None:
        raise Refused(Problem("D179", column="--om", value=om))
    if not size:
        raise Refused(Problem("D180", column="--om", value=om))
    return _When(size, moment)


command = make_command(
    presence, "presence", _("Show which members are accredited, and what changed; also earlier.")
)
