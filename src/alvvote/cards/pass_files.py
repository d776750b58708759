"""The voting pass: one page of A6, in Dutch, that shows the number of votes."""

from typing import NamedTuple

from alvvote.cards.barcodes import code_128, qr
from alvvote.cards.pass_code import pass_in_groups, pass_number
from alvvote.cards.wording import Data
from alvvote.i18n import _, day, in_language, number
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.tables.invented import says_invented
from alvvote.typesetting import drawable, typeset
from alvvote.words import votes_in_words

LANGUAGE = "nl"
"""What passes are written in."""
TEMPLATE = "pass.typ"


class HandedOut(NamedTuple):
    """A pass that was handed out, as the record tells it."""

    gm_code: str
    code: str | None
    """None where it was erased, or where none was handed out."""
    name: str | None
    function: str | None


def pass_file_name(handed: HandedOut) -> str:
    """Return how the file of a pass is called: by its number and the member, never by its code."""
    return f"stempas-{pass_number(handed.code or ''):0>4}-{handed.gm_code}.pdf"


def pass_data(state: State, handed: HandedOut) -> Data:
    """Return what stands on a pass, as plain values for the template: in Dutch."""
    member = roll_of(state).by_code[handed.gm_code]
    code = handed.code or ""
    with in_language(LANGUAGE):
        title = _("Voting pass {number} of {name}").format(
            number=pass_number(code), name=member.municipality
        )
        return {
            "language": LANGUAGE,
            "title": drawable(title),
            "notice": _notice(state),
            "kind": _("Voting pass"),
            "meeting": drawable(state.name),
            "when": "" if state.day is None else day(state.day),
            "municipality": drawable(member.municipality),
            "votes": [number(member.votes), votes_in_words(member.votes).partition(" ")[2]],
            "name": drawable(handed.name or ""),
            "function": drawable(handed.function or ""),
            "number": _("Pass {number}").format(number=pass_number(code)),
            "code": pass_in_groups(code),
            "barcode": {"svg": code_128(code), "alt": _("Barcode with the code of this pass")},
            "qr": {"svg": qr(code), "alt": _("QR code with the code of this pass")},
            "foot": _(
                "Keep this pass with you: with it you cast all votes of your municipality. "
                "Lost it, or going home? Tell the accreditation desk."
            ),
        }


def _notice(state: State) -> str:
    if state.rehearsal:
        return _("REHEARSAL: with this pass nothing is decided.")
    if says_invented([state.name]):
        return _("Example: this meeting is invented, and with this pass nobody votes.")
    return ""


def pass_pdf(state: State, data: Data) -> bytes:
    """Return the pass as PDF: the same data give the same bytes.

    Raises:
        typst.TypstError: it cannot be set.
    """
    return typeset(TEMPLATE, data, state.day)
