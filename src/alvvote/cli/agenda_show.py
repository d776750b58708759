"""``alvvote agenda show``: the agenda, with rules, texts, submitters and outcomes."""

from alvvote.cli.agenda_report import agenda_report
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.i18n import _
from alvvote.meeting.dossier import Dossier


def show(dossier: DossierOption = None, format_: DocumentFormat = None) -> int:
    """Show the agenda; return the exit code."""
    return consult(parse_at(dossier, form=format_), _report)


def _report(dossier: Dossier) -> Report:
    said = agenda_report(dossier.state)
    if said.text:
        return said
    text = _("nothing is on the agenda yet; next: alvvote agenda add")
    return said._replace(text=paragraph(text))


command = make_command(show, "show", _("Show the agenda, with rules, texts and outcomes."))
