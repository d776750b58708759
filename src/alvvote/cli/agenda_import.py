"""``alvvote agenda import``: put the items of an agenda file on the agenda, in one act."""

from typing import Annotated

import typer

from alvvote.ballots.agenda import read_agenda
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.i18n import _, _n, number
from alvvote.meeting.acts import Refused
from alvvote.meeting.agenda_import import import_problems, items_of
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.problems import Problem, has_errors


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"),
            help=_("An agenda (CSV or XLSX), as alvvote tally --agenda takes it."),
        ),
    ],
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Import the agenda; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    problems: list[Problem] = []
    proposals = read_agenda(file, problems) or []
    problems += import_problems(proposals, file)

    def put(state: State) -> list[Event]:
        del state
        if has_errors(problems):
            raise Refused(*problems)
        return items_of(proposals)

    names = [proposal.id for proposal in proposals]
    return perform(at, put, lambda done: _report(done, names), problems)


def _report(done: Done, names: list[str]) -> Report:
    items = [done.state.items[name] for name in names]
    text = _n("{count} item came on the agenda", "{count} items came on the agenda", len(items))
    lines = [text.format(count=number(len(items)))]
    without = [item.id for item in items if item.kind is None]
    if without:
        # In a tally each row is a vote; here the kind says that there is one.
        hint = _("without a vote, as no kind is given: {items}; alvvote agenda edit ID --soort")
        lines.append(hint.format(items=shown(", ".join(without))))
    document: dict[str, object] = {"added": names, "without_vote": without}
    return Report("".join(paragraph(line) for line in lines), document)


command = make_command(
    import_, "import", _("Put the items of an agenda file on the agenda, all at once.")
)
