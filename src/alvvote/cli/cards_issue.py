"""``alvvote cards issue``: a voting card for each member that has none."""

from alvvote.cards.issuing import first_cards, issue_events, members_without_card
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
    Report,
    consult,
    consult_state,
    parse_at,
    said_only,
)
from alvvote.cli.framework import make_command
from alvvote.i18n import _
from alvvote.meeting.acts import Refused


def issue(
    out: OutOption,
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
    """Give out the cards; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    options = CardOptions(out, plaats, aanvang, logo, eml, afzender)
    options.check()
    before = consult_state(at)
    if isinstance(before, int):
        return before
    try:
        lacking = members_without_card(before)
        if not lacking:
            return consult(at, lambda _dossier: _nothing_to_do())
        outfit = outfit_of(options, before)
    except Refused as refused:
        return card_ending(at).fail(refused.problems)
    return Making(options, outfit).make(at, lambda state: first_cards(state, lacking), issue_events)


def _nothing_to_do() -> Report:
    text = _("every member with a vote has a voting card already; nothing was made or recorded")
    return said_only(text, recorded=False, folder=None, cards=[])


command = make_command(
    issue, "issue", _("Give each member without a voting card its first one, as PDF and list.")
)
