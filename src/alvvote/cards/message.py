"""The message to a municipal secretary, with the card attached: ready to be sent by any program."""

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from alvvote.cards.issuing import NewCard
from alvvote.cards.wording import Occasion, mark_of, notice_of, when_and_where
from alvvote.i18n import _
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.words import votes_in_words


class Envelope(NamedTuple):
    """Who sends a message, to whom, and when."""

    sender: str
    recipient: str
    moment: datetime


def message_bytes(
    state: State, occasion: Occasion, card: NewCard, envelope: Envelope, pdf: tuple[str, bytes]
) -> bytes:
    """Return a message (RFC 5322 and MIME) with this PDF attached, by its name.

    The boundary between its parts and its id follow from what is in it: nothing is random.
    """
    message = EmailMessage(policy=SMTP)
    name = card.member.municipality
    notice = notice_of(state)
    subject = _("Voting card of {name}: {meeting}").format(name=name, meeting=shown(state.name))
    message["Date"] = format_datetime(envelope.moment)
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = f"{mark_of(state)} {subject}".strip()
    file, data = pdf
    mark = hashlib.sha256(b"\0".join([str(message).encode(), data])).hexdigest()
    message["Message-ID"] = f"<{mark[:32]}@{envelope.sender.rpartition('@')[2]}>"
    message.set_content(_text(state, occasion, card, notice), cte="quoted-printable")
    message.add_attachment(data, maintype="application", subtype="pdf", filename=file)
    message.set_boundary(f"=_{mark[32:]}")
    return message.as_bytes()


def _text(state: State, occasion: Occasion, card: NewCard, notice: str) -> str:
    name, votes = card.member.municipality, votes_in_words(card.member.votes)
    lines = [
        notice,
        _("To the municipal secretary of {name}").format(name=name),
        _("Attached is the voting card of {name} for {meeting}: {votes}.").format(
            name=name, meeting=shown(state.name), votes=votes
        ),
        when_and_where(state, occasion),
        _(
            "Give it to who will represent {name}: a mayor, alderman, council member, municipal "
            "secretary or council clerk of {name} itself. The second page is the declaration: "
            "have it signed, and hand it in at the accreditation desk together with this card."
        ).format(name=name),
        _("Send this message to nobody else: whoever has the code can report in your name."),
    ]
    if card.number > 1:
        text = _("This is card {number}; the one before it is worthless.")
        lines.insert(3, text.format(number=card.number))
    return "\n\n".join(line for line in lines if line) + "\n"
