"""The page of account: by which rules, from which sources, and how it is all checked."""

from alvvote.minutes.votes import settings_in_words
from alvvote.publish.proofs import HEAD_FILE
from alvvote.publish.site_page import Site
from alvvote.roll_words import carried_note, deviation_notes


def account_page(site: Site) -> bytes:
    """Return the page of account."""
    publication = site.publication
    rules = [vote.proposal.rule for vote in publication.votes if vote.result.counts is not None]
    fingerprint = publication.fingerprint
    notes = [carried_note(publication.roll), *deviation_notes(publication.roll)]
    return site.page(
        "account.html",
        0,
        fingerprint=" ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4)),
        settings_line=settings_in_words(rules[0]) if rules else "",
        notes=[note for note in notes if note],
        left_out=publication.left_out,
        head=publication.head,
        proof_file=next((f"{code}.zip" for code in sorted(publication.proofs)), "GM0344.zip"),
        head_file=HEAD_FILE if "proof" in site.settings.formats else "",
    )
