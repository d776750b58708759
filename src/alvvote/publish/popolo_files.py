"""Where the open data lead: to the other files of the publication, as far as they are made."""

from typing import NamedTuple

from alvvote.publish.proofs import HEAD_FILE, proof_path
from alvvote.publish.publication import Publication, PublishedVote, Settings


class Place(NamedTuple):
    """A file that tells more of something."""

    what: str
    """What it is, in one word: the key it stands under."""
    format: str
    """The format that makes it."""
    path: str
    """With slashes, below the folder of the publication."""


def places_of(publication: Publication) -> list[Place]:
    """Return the files that tell of the whole meeting."""
    found = [
        Place("page", "site", "index.html"),
        Place("account", "site", "verantwoording.html"),
        Place("results_pdf", "pdf", "uitslagen.pdf"),
        Place("members_pdf", "pdf", "stemgedrag.pdf"),
        Place("results_csv", "csv", "uitslagen.csv"),
        Place("members_csv", "csv", "stemgedrag.csv"),
        Place("matrix_csv", "csv", "stemgedrag-matrix.csv"),
        Place("workbook", "xlsx", "stemgedrag.xlsx"),
    ]
    return found if publication.head is None else [*found, Place("head", "proof", HEAD_FILE)]


def places_of_vote(vote: PublishedVote) -> list[Place]:
    """Return the files that tell of one vote."""
    found = [
        Place("page", "site", f"stemming/{vote.slug}.html"),
        Place("extract", "pdf", f"uittreksel/{vote.slug}.pdf"),
    ]
    if vote.result.counts is None:
        return found
    charts = [Place(f"chart_{end}", "chart", f"grafiek/{vote.slug}.{end}") for end in _CHARTS]
    return found + charts


def places_of_member(publication: Publication, gm_code: str) -> list[Place]:
    """Return the files that tell of one member."""
    found = [Place("page", "site", f"lid/{gm_code}.html")]
    if gm_code in publication.proofs:
        found.append(Place("proofs", "proof", proof_path(gm_code)))
    return found


def shown(found: list[Place], settings: Settings) -> dict[str, object]:
    """Return ``files``, and ``links`` (of the class Link) where the address on the web is known.

    A Link must have a full address, so a path in the folder is none.
    """
    made = [place for place in found if place.format in settings.formats]
    files = {place.what: place.path for place in made}
    if settings.url is None:
        return {"files": files}
    links = [{"url": f"{settings.url}/{place.path}", "note": place.what} for place in made]
    return {"files": files, "links": links}


_CHARTS = ("svg", "png")
