"""The open data of the invented meetings, for the tests that read them."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from alvvote.i18n import in_language
from alvvote.proposal import Proposal
from alvvote.publish.formats import FORMATS
from alvvote.publish.popolo import files_of
from alvvote.publish.popolo_read import OPEN_DATA
from alvvote.publish.publication import Publication, PublishedVote, Settings
from alvvote.tally import tally
from tests.publications import example, full

EVERY = frozenset(FORMATS)
ENGLISH = Settings("en", formats=EVERY)
MEETINGS = {"example": example, "full": full}


def text_of(publication: Publication, how: Settings = ENGLISH) -> str:
    """Return the open data of a publication, as text."""
    with in_language(how.language):
        ((path, data),) = files_of(publication, how)
    assert path == OPEN_DATA == "popolo.json"
    return data.decode()


@lru_cache
def made(name: str, language: str = "en", *, analyse: bool = False) -> Any:
    """Return the document of one of the two meetings."""
    publication = MEETINGS[name]()
    return json.loads(text_of(publication, Settings(language, analyse=analyse, formats=EVERY)))


def motion_of(name: str, vote: PublishedVote) -> Any:
    """Return the Motion of a vote."""
    (motion,) = [m for m in made(name)["motions"] if m["id"] == vote.proposal.id]
    return motion


def votes_of(name: str) -> Iterator[tuple[PublishedVote, Any]]:
    """Yield each counted vote with its VoteEvent."""
    for vote in MEETINGS[name]().votes:
        if vote.result.counts is not None:
            (event,) = motion_of(name, vote)["vote_events"]
            yield vote, event


def with_vote(
    publication: Publication, proposal: Proposal, ballots: dict[str, str], *, counted: bool = False
) -> Publication:
    """Return the publication with one vote more, of which ballots are counted."""
    result = tally(proposal, ballots, publication.roll)
    vote = PublishedVote(proposal, "extra", result, {} if counted else ballots, None)
    return publication._replace(votes=(*publication.votes, vote))
