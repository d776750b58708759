"""The extract of a decision on paper: one page for a notary or council clerk, with a QR code.

It is one page whatever is decided upon: what would not fit is visibly shortened, and the full text
is told by its SHA-256. Where a lot is to be said, the template sets it smaller.
"""

import io

from alvvote.i18n import _, number
from alvvote.publish.pdf_page import Data, head_facts, page_data
from alvvote.publish.pdf_text import drawn, in_fours, sha256_of, shortened
from alvvote.publish.pdf_vote import counts_data, rule_of, verdict_data, warnings_of
from alvvote.publish.phrases import facts_of, needed_of, reason_of, source_line, title_of
from alvvote.publish.publication import Head, Publication, PublishedVote, Settings
from alvvote.roll_words import fingerprint_line

_TITLE = 480
_OUTCOME = 140
_OPTION = 70
_OPTIONS = 12
_REASON = 640
_FACT = 260
_FACTS = 14
_WARNING = 420
_ORIGIN = 120
"""What is shown of each of these, in letters or lines."""

_MOST_BYTES = 666
"""What a QR code of version 20 holds at level M (ISO/IEC 18004): on 34 mm of paper its modules are
a third of a millimetre, and a larger one is not read from paper for certain."""


def extract_data(publication: Publication, vote: PublishedVote, settings: Settings) -> Data:
    """Return the data of ``extract.typ`` for a vote, in the language that is spoken."""
    title = title_of(vote.proposal)
    page = page_data(publication, settings.language, _("Extract from the results"))
    name = drawn(shortened(publication.name, 150))
    return {
        **page,
        "name": name,
        "title": drawn(f"{page['kind']}: {shortened(title, 200)}"),
        "item": drawn(shortened(title, _TITLE)),
        "full": _full(title),
        "outcome": verdict_data(vote, _OUTCOME),
        "reason": drawn(shortened(reason_of(vote), _REASON)),
        "warnings": [shortened(text, _WARNING) for text in warnings_of(vote)],
        "counts": counts_data(publication, vote, _OPTION, _OPTIONS),
        "facts": _facts(vote),
        "head": _head(publication),
        "lines": [drawn(source_line(publication)), fingerprint_line(publication.fingerprint)],
        "qr": _qr(publication, vote, settings),
        "signing": {
            "about": _("Certified as a true extract"),
            "labels": [_("Place and date"), _("Name and office"), _("Signature")],
        },
    }


def qr_content(publication: Publication, vote: PublishedVote, settings: Settings) -> str:
    """Return what the QR code of an extract holds; empty where it has none.

    The address of the page of the vote, where it is known where that will stand. Else the signed
    head of the ledger, or where that is too long to be read from paper its origin, size and root.
    """
    if settings.url is not None and "site" in settings.formats:
        address = f"{settings.url}/stemming/{vote.slug}.html"
        if _fits(address):
            return address
    head = publication.head
    if head is None:
        return ""
    return next((text for text in (head.signed, _unsigned(head)) if _fits(text)), "")


def _unsigned(head: Head) -> str:
    return f"{head.origin}\n{head.size}\n{head.root}\n"


def _fits(text: str) -> bool:
    return len(text.encode()) <= _MOST_BYTES


def _full(title: str) -> str:
    if len(title) <= _TITLE:
        return ""
    text = _("Shortened here. The full title has {count} letters; its SHA-256 is {digits}.")
    return text.format(count=number(len(title)), digits=in_fours(sha256_of(title)))


def _facts(vote: PublishedVote) -> list[tuple[str, str]]:
    facts = facts_of(vote)
    if vote.proposal.manner != "counted":
        facts.append((_("Rule"), rule_of(vote)))
    needed = needed_of(vote)
    if needed:
        facts.insert(0, (_("Needed"), needed))
    if not vote.texts:
        facts.append((_("Text"), _("none was recorded")))
    left = facts[_FACTS:]
    shown = [(label, drawn(shortened(text, _FACT))) for label, text in facts[:_FACTS]]
    if left:
        text = _("{count} more lines stand in the list of results")
        shown.append(("", text.format(count=number(len(left)))))
    return shown


def _head(publication: Publication) -> Data:
    facts = [(label, shortened(text, _ORIGIN)) for label, text in head_facts(publication)]
    missing = _("These results come from files: there is no ledger that they can be proved with.")
    return {"title": _("Head of the ledger"), "facts": facts, "none": "" if facts else missing}


def _qr(publication: Publication, vote: PublishedVote, settings: Settings) -> Data | None:
    content = qr_content(publication, vote, settings)
    if not content:
        return None
    head = publication.head
    if head is None or content not in (head.signed, _unsigned(head)):
        about = _("The QR code leads to the page of this vote: {address}").format(address=content)
    elif content == head.signed:
        about = _("The QR code holds the head of the ledger with its signatures.")
    else:
        about = _("The QR code holds the head of the ledger: its origin, size and root.")
    return {"svg": _svg(content), "about": drawn(shortened(about, 300)), "alt": drawn(about)}


def _svg(content: str) -> str:
    """Return a QR code as SVG, of level M; never a Micro QR code, which scanners refuse."""
    import segno  # noqa: PLC0415

    code = segno.make_qr(content, error="m", boost_error=False, encoding="utf-8")
    stream = io.BytesIO()
    code.save(stream, kind="svg", border=4, xmldecl=False, nl=False)
    return stream.getvalue().decode()
