"""The PDFs of a publication (PDF/UA-1): the results, the voting behaviour, an extract per vote."""

from collections.abc import Iterator

from alvvote.publish.pdf_extract import extract_data
from alvvote.publish.pdf_members import members_data
from alvvote.publish.pdf_results import results_data
from alvvote.publish.publication import Publication, Settings
from alvvote.typesetting import typeset


def files_of(publication: Publication, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield the list of results, the table of all members by vote, and an extract of each vote."""
    day, language = publication.day, settings.language
    yield "uitslagen.pdf", typeset("results.typ", results_data(publication, language), day)
    yield "stemgedrag.pdf", typeset("members.typ", members_data(publication, language), day)
    for vote in publication.votes:
        data = extract_data(publication, vote, settings)
        yield f"uittreksel/{vote.slug}.pdf", typeset("extract.typ", data, day)
