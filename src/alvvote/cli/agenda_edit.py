"""``alvvote agenda edit``: change an item that has not been put to the vote, or add a text."""

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
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.meeting.acts import item_named
from alvvote.meeting.agenda_acts import edit_item
from alvvote.meeting.events import Event
from alvvote.meeting.model import State


def edit(
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
    """Change what is given; return the exit code."""
    at = parse_at(dossier, key, format_, act)
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
    if not fields and tekst is None:
        raise wrong("ID", _("say what changes, for example --titel or --tekst."))

    def change(state: State) -> list[Event]:
        return edit_item(state, item, fields, new_text(tekst, versie, tekst_datum))

    return perform(
        at, change, lambda done: item_report(done.state, item_named(done.state, item).id)
    )


command = make_command(
    edit,
    "edit",
    _("Change an item before its vote, or add a text; an empty value takes away what was there."),
)
