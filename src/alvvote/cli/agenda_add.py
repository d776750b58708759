"""``alvvote agenda add``: put an item on the agenda, with its text."""

from alvvote.cli.agenda_options import (
    Bij,
    DeelVan,
    Indiener,
    Ingediend,
    ItemArgument,
    MedeOndertekenaar,
    Meerderheid,
    Optie,
    Preadvies,
    Soort,
    Tekst,
    TekstDatum,
    Titel,
    Versie,
    Vervangt,
    Verwerpend,
    item_fields,
    new_text,
)
from alvvote.cli.agenda_report import item_report
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.meeting.agenda_acts import add_item
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.problems import Problem
from alvvote.tables.table import squeeze


def add(
    item: ItemArgument,
    titel: Titel = None,
    soort: Soort = None,
    meerderheid: Meerderheid = None,
    optie: Optie = None,
    verwerpend: Verwerpend = None,
    preadvies: Preadvies = None,
    indiener: Indiener = None,
    mede_ondertekenaar: MedeOndertekenaar = None,
    bij: Bij = None,
    deel_van: DeelVan = None,
    vervangt: Vervangt = None,
    ingediend: Ingediend = None,
    tekst: Tekst = None,
    versie: Versie = None,
    tekst_datum: TekstDatum = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Add the item; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    if titel is None:
        raise wrong("--titel", _("an item has a title."))
    fields = item_fields(
        title=titel,
        kind=soort,
        majority=meerderheid,
        options=optie,
        rejecting=verwerpend,
        advice=preadvies,
        submitters=indiener,
        cosignatories=mede_ondertekenaar,
        parent=bij,
        part_of=deel_van,
        overtakes=vervangt,
        submitted=ingediend,
    )
    name = squeeze(item)

    def put(state: State) -> list[Event]:
        return add_item(state, name, fields, new_text(tekst, versie, tekst_datum))

    def report(done: Done) -> Report:
        said = item_report(done.state, name)
        new = done.state.items[name]
        if new.kind != "persons" or new.options:
            return said
        return said._replace(problems=(*said.problems, Problem("W434", value=name)))

    return perform(at, put, report)


command = make_command(add, "add", _("Put an item on the agenda, with its text."))
