"""The open data of a publication: JSON in the Popolo vocabulary, the same words in every language.

The classes are those of the Popolo specification: Organization, Area, Event, Motion, VoteEvent,
Count, GroupResult, Vote. What Popolo has no name for stands beside it under a name of our own.
`popolo_read` reads it back.
"""

from collections.abc import Iterator
from urllib.parse import quote

from alvvote.fetch.tables import ADDRESS
from alvvote.publish.phrases import invented_notice, source_line
from alvvote.publish.popolo_files import places_of, shown
from alvvote.publish.popolo_motion import motion_of
from alvvote.publish.popolo_read import FORMAT, OPEN_DATA, VERSION
from alvvote.publish.popolo_roll import ASSEMBLY, MEETING, areas_of, organizations_of, roll_of
from alvvote.publish.popolo_text import laid_out
from alvvote.publish.publication import Head, Publication, Settings

_LICENCE = "CC BY 4.0"
_LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
_Json = dict[str, object]


def files_of(publication: Publication, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield the open data: one file."""
    # Half a character, which no file in UTF-8 can hold, becomes a question mark.
    yield OPEN_DATA, laid_out(document_of(publication, settings)).encode("utf-8", "replace")


def document_of(publication: Publication, settings: Settings) -> _Json:
    """Return the open data as plain values."""
    day = publication.day
    return {
        "format": FORMAT,
        "version": VERSION,
        **({"note": invented_notice()} if publication.invented else {}),
        "invented": publication.invented,
        "language": settings.language,
        "name": publication.name,
        "date": None if day is None else day.isoformat(),
        "left_out": list(publication.left_out),
        "sources": _sources(publication),
        "ledger": None if publication.head is None else _ledger(publication.head),
        **shown(places_of(publication), settings),
        "roll": roll_of(publication),
        "areas": areas_of(publication),
        "organizations": organizations_of(publication, settings),
        "events": [_meeting(publication)],
        "motions": [motion_of(publication, vote, settings) for vote in publication.votes],
    }


def _sources(publication: Publication) -> list[_Json]:
    table = quote(publication.roll.edition.table, safe="")
    return [
        {
            "url": f"{ADDRESS}/{table}",
            "note": source_line(publication),
            "licence": _LICENCE,
            "licence_url": _LICENCE_ADDRESS,
        }
    ]


def _ledger(head: Head) -> _Json:
    return {
        "origin": head.origin,
        "size": head.size,
        "root": head.root,
        "checkpoint": head.signed,
        "public_key": head.public_key,
    }


def _meeting(publication: Publication) -> _Json:
    return {
        "id": MEETING,
        "name": publication.name,
        **({"description": invented_notice()} if publication.invented else {}),
        "classification": "meeting",
        "start_date": None if publication.day is None else publication.day.isoformat(),
        "organization_id": ASSEMBLY,
    }
