"""All files that go out with cards: PDF for each member and for the printer, a list, messages."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from alvvote.cards.code import in_groups
from alvvote.cards.issuing import NewCard
from alvvote.cards.message import Envelope, message_bytes
from alvvote.cards.wording import Data, Occasion, card_data, document_data, form_data
from alvvote.i18n import _
from alvvote.meeting.model import State
from alvvote.tables.writing import csv_text
from alvvote.typesetting import typeset

LANGUAGE = "nl"
"""What the cards are written in."""
TEMPLATE = "cards.typ"
ALL = "alle-stemkaarten.pdf"
FORM = "volmacht.pdf"
LIST = "verzending.csv"
READ_ME = "LEESMIJ.txt"
MAIL_MERGE = ("gemeente", "gm_code", "stemmen", "kaart", "bestand", "code")


class Post(NamedTuple):
    """Messages: who sends them, to which addresses (by code of the member), and when."""

    sender: str
    addresses: Mapping[str, str]
    moment: datetime


class Outfit(NamedTuple):
    """What all cards have in common."""

    occasion: Occasion = Occasion()
    logo: Data | None = None
    post: Post | None = None


class File(NamedTuple):
    """A file, by its path in the folder, with slashes."""

    path: str
    data: bytes


def file_name(card: NewCard) -> str:
    """Return the path of the PDF of a card."""
    return f"stemkaarten/{_name(card)}.pdf"


def files_of(state: State, cards: Sequence[NewCard], outfit: Outfit) -> Iterator[File]:
    """Yield all files of these cards; Dutch must be spoken.

    Raises:
        typst.TypstError: the template cannot be set.
    """
    occasion, logo, post = outfit
    pages: list[Data] = []
    for card in cards:
        own = [
            card_data(state, occasion, card, logo),
            form_data(state, occasion, card.member, logo),
        ]
        pages += own
        title = _("Voting card of {name}: {meeting}")
        title = title.format(name=card.member.municipality, meeting=state.name)
        pdf = typeset(TEMPLATE, document_data(title, own, LANGUAGE), state.day)
        yield File(file_name(card), pdf)
        address = None if post is None else post.addresses.get(card.member.gm_code)
        if post is not None and address is not None:
            envelope = Envelope(post.sender, address, post.moment)
            attached = (f"{_name(card)}.pdf", pdf)
            data = message_bytes(state, occasion, card, envelope, attached)
            yield File(f"e-mail/{_name(card)}.eml", data)
    title = _("Voting cards: {meeting}").format(meeting=state.name)
    yield File(ALL, typeset(TEMPLATE, document_data(title, pages, LANGUAGE), state.day))
    title = _("Declaration of representation: {meeting}").format(meeting=state.name)
    blank = [form_data(state, occasion, None, logo)]
    yield File(FORM, typeset(TEMPLATE, document_data(title, blank, LANGUAGE), state.day))
    yield File(LIST, _mail_merge(cards).encode())
    yield File(READ_ME, _read_me().encode())


def _mail_merge(cards: Sequence[NewCard]) -> str:
    return csv_text(
        MAIL_MERGE,
        (
            (
                card.member.municipality,
                card.member.gm_code,
                card.member.votes,
                card.number,
                file_name(card),
                in_groups(card.code),
            )
            for card in cards
        ),
        end="\r\n",
    )


def _read_me() -> str:
    return "\n".join(
        [
            _("SECRET: whoever has a code of this folder can report as that municipality."),
            _("Show it to nobody, mail nothing but a card to its own municipality,"),
            _("and delete the folder as soon as everything was sent."),
            "",
            _("{file}: each card with its form for the declaration").format(file="stemkaarten/"),
            _("{file}: the same in one file, for the printer").format(file=ALL),
            _("{file}: the form for the declaration, to be filled in by any").format(file=FORM),
            _("{file}: a list for a mail merge, with the codes").format(file=LIST),
            _("{file}: messages, where addresses were given").format(file="e-mail/"),
            "",
        ]
    )


def _name(card: NewCard) -> str:
    plain = unicodedata.normalize("NFKD", card.member.municipality)
    letters = "".join(
        letter if letter.isalnum() else " "
        for letter in plain.encode("ascii", "ignore").decode().lower()
    )
    again = f"-{card.number}" if card.number > 1 else ""
    return "-".join(["stemkaart", *letters.split(), card.member.gm_code]) + again
