"""The publication of votes that were read from files and counted."""

from collections.abc import Sequence

from alvvote.publish.publication import Publication, PublishedVote
from alvvote.publish.slugs import slugs_of
from alvvote.roll import Roll, fingerprint
from alvvote.tables.invented import says_invented
from alvvote.tally import Counted


def publication_of_files(
    name: str, roll: Roll, counted: Sequence[Counted], *, invented: bool = False
) -> Publication:
    """Return the publication of counted votes.

    It is marked as invented where `invented` is true, or where the name of the meeting or the title
    of a vote says so: real municipalities must never seem to have voted what they did not.
    """
    titles = [item.result.proposal.title for item in counted]
    slugs = slugs_of([item.result.proposal.id for item in counted])
    votes = tuple(
        PublishedVote(
            proposal=item.result.proposal,
            slug=slug,
            result=item.result,
            ballots={} if item.result.proposal.kind == "persons" else dict(item.ballots),
            readings=item.readings,
        )
        for item, slug in zip(counted, slugs, strict=True)
    )
    marked = invented or says_invented([name, *titles])
    return Publication(name, roll, fingerprint(roll), votes, marked)
