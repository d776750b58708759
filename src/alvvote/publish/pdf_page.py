"""What stands on every page of a PDF, and what all of them say of the figures and the ledger."""

from alvvote.i18n import _, number
from alvvote.publish.pdf_text import drawn, in_fours, shortened
from alvvote.publish.phrases import day_of, invented_notice, roll_line, source_line
from alvvote.publish.publication import Publication
from alvvote.roll_words import carried_note, deviation_notes, fingerprint_line

Data = dict[str, object]
"""Plain values for a template."""

_LONGEST_NAME = 90
"""Letters of the name of the meeting at the foot of a page."""


def page_data(publication: Publication, language: str, kind: str) -> Data:
    """Return what each page of a document says; `kind` is what the document is."""
    name, roll = drawn(publication.name), roll_line(publication)
    return {
        "language": language,
        "title": f"{kind}: {name}",
        "kind": kind,
        "name": name,
        "short": f"{kind} · {drawn(shortened(publication.name, _LONGEST_NAME))}",
        "about": roll if publication.day is None else f"{day_of(publication)} · {roll}",
        "notice": invented_notice() if publication.invented else "",
        "page": _("page {page} of {pages}"),
    }


def source_lines(publication: Publication) -> list[str]:
    """Return where the figures come from, and for whom they are others."""
    roll = publication.roll
    lines = [source_line(publication), fingerprint_line(publication.fingerprint)]
    lines += [carried_note(roll), *deviation_notes(roll)]
    return [drawn(line) for line in lines if line]


def head_facts(publication: Publication) -> list[tuple[str, str]]:
    """Return label and text of the head of the ledger; empty where there is none."""
    head = publication.head
    if head is None:
        return []
    rows = [
        (_("Ledger"), head.origin),
        (_("Entries"), number(head.size)),
        (_("Root"), in_fours(head.root)),
        (_("Signed by"), ", ".join(head.signers)),
    ]
    return [(label, drawn(text)) for label, text in rows if text]
