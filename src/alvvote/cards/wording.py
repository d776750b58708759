"""What stands on a card and on the form for the declaration, as plain values for the template."""

from typing import NamedTuple

from alvvote.cards.barcodes import code_128, qr
from alvvote.cards.code import in_groups
from alvvote.cards.issuing import NewCard
from alvvote.i18n import _, day, number
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.population import Edition
from alvvote.roll import Member
from alvvote.roll_words import derivation_in_words
from alvvote.statutes.representatives import FUNCTIONS
from alvvote.tables.invented import says_invented
from alvvote.typesetting import drawable
from alvvote.words import edition_in_full, votes_in_words

Data = dict[str, object]
"""Plain values for a template."""

_LONGEST = 90
"""Letters of the name of a meeting where it stands in a sentence."""


class Occasion(NamedTuple):
    """What the office says of the meeting that the dossier does not know."""

    place: str | None = None
    hour: str | None = None


def notice_of(state: State) -> str:
    """Return what each card says where it is of a rehearsal or of an invented meeting, else ""."""
    if state.rehearsal:
        return _("REHEARSAL: with this card nothing is decided.")
    if says_invented([state.name]):
        return _("Example: this meeting is invented, and this card opens no door.")
    return ""


def mark_of(state: State) -> str:
    """Return the word that marks what is made for a rehearsal or an invented meeting, else ""."""
    if state.rehearsal:
        return _("[REHEARSAL]")
    return _("[EXAMPLE]") if says_invented([state.name]) else ""


def when_and_where(state: State, occasion: Occasion) -> str:
    """Return day, hour and place of the meeting, as far as they are known."""
    parts = ["" if state.day is None else day(state.day), occasion.hour or "", occasion.place or ""]
    return drawable(" · ".join(part for part in parts if part))


def document_data(title: str, pages: list[Data], language: str) -> Data:
    """Return the data of ``cards.typ`` for a document of these pages."""
    return {"language": language, "title": drawable(title), "pages": pages}


def card_data(state: State, occasion: Occasion, card: NewCard, logo: Data | None) -> Data:
    """Return the page of a card."""
    member, edition = card.member, roll_of(state).edition
    name = drawable(member.municipality)
    return {
        "page": "card",
        "notice": notice_of(state),
        "logo": logo,
        "kind": _("Voting card"),
        "meeting": drawable(state.name),
        "when": when_and_where(state, occasion),
        "municipality": name,
        "votes": [number(member.votes), votes_in_words(member.votes).partition(" ")[2]],
        "derivation": [drawable(line) for line in derivation_lines(member, edition)],
        "code": in_groups(card.code).split("-"),
        "barcode": {"svg": code_128(card.code), "alt": _("Barcode with the code of this card")},
        "qr": {"svg": qr(card.code), "alt": _("QR code with the code of this card")},
        "code_title": _("Code"),
        "parts": [
            {"title": title, "text": text} for title, text in _explained(name, drawable(state.name))
        ],
        "foot": _("Voting card {number} of {name} ({code})").format(
            number=card.number, name=name, code=member.gm_code
        ),
    }


def derivation_lines(member: Member, edition: Edition) -> list[str]:
    """Return how the number of votes follows: inhabitants, full thousands, limits, source."""
    first = derivation_in_words(member, edition)
    if member.inhabitants is not None:
        text = _("{count} inhabitants: {derivation}")
        first = text.format(count=number(member.inhabitants), derivation=first)
    return [
        first,
        _("One vote per full 1,000 inhabitants, at least 1, at most 75 (statutes, article 11)."),
        _("Source: CBS. {edition}").format(edition=edition_in_full(edition)),
    ]


def _explained(name: str, meeting: str) -> list[tuple[str, str]]:
    return [
        (
            _("Who may represent {name}").format(name=name),
            _(
                "A mayor, alderman, council member, municipal secretary or council clerk of "
                "{name} itself (statutes, article 11, paragraph 1). The municipality decides who."
            ).format(name=name),
        ),
        (
            _("This card stays with {name}").format(name=name),
            _(
                "It cannot go to another municipality. It can pass to another representative of "
                "{name}; each makes a declaration of his or her own."
            ).format(name=name),
        ),
        (
            _("At the meeting"),
            _(
                "Bring this card, on paper or on a screen, and the signed declaration. At the "
                "accreditation desk you get a voting pass: with that you vote."
            ),
        ),
        (
            _("Keep this code to yourselves"),
            _(
                "Whoever has it can report in your name. Lost, or seen by others? Ask the office "
                "for a new card: the old one is worthless from then on. This card is of use in "
                "one meeting alone: {meeting}."
            ).format(meeting=meeting if len(meeting) <= _LONGEST else _("this one")),
        ),
    ]


def form_data(state: State, occasion: Occasion, member: Member | None, logo: Data | None) -> Data:
    """Return the page of the declaration: of this member, or to be filled in by any."""
    name = "" if member is None else drawable(f"{member.municipality} ({member.gm_code})")
    return {
        "page": "form",
        "notice": notice_of(state),
        "logo": logo,
        "kind": _("Declaration of representation"),
        "meeting": drawable(state.name),
        "when": when_and_where(state, occasion),
        "about": _(
            "Hand in at the accreditation desk, at the start of the meeting (statutes, article 11, "
            "paragraph 2)."
        ),
        "municipality": [_("The municipality"), name],
        "appoints": _("appoints as its representative in this meeting, to cast all its votes:"),
        "name": _("Name"),
        "function": _("Function"),
        "functions": list(FUNCTIONS),
        "function_about": _("of this municipality itself; mark one"),
        "signed": _("Signed for the municipality"),
        "labels": [_("Name"), _("Function"), _("Place and date"), _("Signature")],
        "foot": _(
            "A member's votes are cast by one representative, and are not split. A substitute "
            "makes a declaration of his or her own."
        ),
    }
