"""``alvvote cards reissue``: another voting card for a member; the old one becomes worthless."""

from typing import Annotated

import typer

from alvvote.cards.issuing import next_card, reissue_events
from alvvote.cli.cards_making import Making
from alvvote.cli.cards_options import (
    AanvangOption,
    AfzenderOption,
    CardOptions,
    EmlOption,
    LogoOption,
    OutOption,
    PlaatsOption,
    card_ending,
    outfit_of,
)
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    consult_state,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.acts import Refused


def reissue(
    gemeente: Annotated[
        str,
        typer.Option("--gemeente", metavar=_("NAME"), help=_("The municipality, by name or code.")),
    ],
    out: OutOption,
    reden: Annotated[
        str | None,
        typer.Option(
            "--reden", metavar=_("TEXT"), help=_("Why the card is replaced; it is not published.")
        ),
    ] = None,
    plaats: PlaatsOption = None,
    aanvang: AanvangOption = None,
    logo: LogoOption = None,
    eml: EmlOption = None,
    afzender: AfzenderOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Replace the card; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    options = CardOptions(out, plaats, aanvang, logo, eml, afzender)
    options.check()
    before = consult_state(at)
    if isinstance(before, int):
        return before
    try:
        member = member_named(before, gemeente)
        next_card(before, member)
        outfit = outfit_of(options, before)
    except Refused as refused:
        return card_ending(at).fail(refused.problems)
    return Making(options, outfit).make(
        at,
        lambda state: [next_card(state, member_named(state, gemeente))],
        lambda cards: reissue_events(cards[0], reden),
    )


command = make_command(
    reissue, "reissue", _("Replace the voting card of a member: the old one is worthless then.")
)
