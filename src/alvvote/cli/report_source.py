"""What a report is made from: dossiers of meetings, and publications with open data."""

import errno
import hashlib
import os

from alvvote.cli.dossiers import problem_of
from alvvote.ledger.address import is_server, shown_address
from alvvote.ledger.errors import StoreError
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import ENDING, open_dossier
from alvvote.problems import Problem
from alvvote.publish.folder import MANIFEST
from alvvote.publish.meeting_facts import MeetingFacts, meeting_facts_of
from alvvote.publish.of_meeting import publication_of_state
from alvvote.publish.popolo_read import OPEN_DATA, OpenDataError, read_publication_json

_SQLITE = b"SQLite format 3\0"


def read_meetings(sources: list[str]) -> list[MeetingFacts]:
    """Read every source; each is one meeting.

    Raises:
        Refused: one of them cannot be read, or two are the same meeting; with all problems found.
    """
    problems: list[Problem] = []
    found: dict[str, MeetingFacts] = {}
    for source in sources:
        name = shown_address(source)
        try:
            meeting = _read(source)
        except Refused as refused:
            problems += [
                problem._replace(file=problem.file or name) for problem in refused.problems
            ]
            continue
        earlier = next((file for file, other in found.items() if _same(meeting, other)), None)
        if earlier is not None or name in found:
            details = {"earlier": earlier or name}
            problems.append(Problem("U108", name, details=details))
        else:
            found[name] = meeting
    if problems:
        raise Refused(*problems)
    return list(found.values())


def _same(one: MeetingFacts, other: MeetingFacts) -> bool:
    """Tell whether it is one meeting: by name and day, or where no day is known by all facts."""
    if one.day is None or other.day is None:
        return one == other
    return (one.name, one.day) == (other.name, other.day)


def _read(source: str) -> MeetingFacts:
    if is_server(source):
        return _of_dossier(source)
    if os.path.isdir(source):
        path = os.path.join(source, OPEN_DATA)
        if not os.path.isfile(path):
            raise Refused(Problem("U105", source))
        return _of_open_data(path)
    begins = _bytes_of(source, len(_SQLITE))
    if begins == _SQLITE or source.endswith(ENDING):
        return _of_dossier(source)
    if begins.lstrip().startswith(b"{") or source.endswith(".json"):
        return _of_open_data(source)
    raise Refused(Problem("L101", source))


def _of_dossier(path: str) -> MeetingFacts:
    try:
        with open_dossier(path, write=False) as dossier:
            state = dossier.state
    except StoreError as error:
        raise Refused(problem_of(error)) from error
    return meeting_facts_of(publication_of_state(state))


def _of_open_data(path: str) -> MeetingFacts:
    data = _bytes_of(path)
    if not _is_as_published(path, data):
        raise Refused(Problem("U107", path))
    try:
        return read_publication_json(data.decode("utf-8"))
    except (OpenDataError, UnicodeDecodeError) as error:
        raise Refused(Problem("U106", path)) from error


def _is_as_published(path: str, data: bytes) -> bool:
    """Tell whether a file is what the manifest beside it says; true where there is no manifest."""
    manifest = os.path.join(os.path.dirname(path), MANIFEST)
    if not os.path.isfile(manifest):
        return True
    lines = _bytes_of(manifest).decode("utf-8", "replace").splitlines()
    return f"{hashlib.sha256(data).hexdigest()}  {os.path.basename(path)}" in lines


def _bytes_of(path: str, count: int = -1) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(count)
    except OSError as error:
        details = {"errno": error.errno or errno.EIO}
        raise Refused(Problem("F101", path, details=details)) from error
    except ValueError as error:
        # A name with a null character.
        raise Refused(Problem("F101", path, details={"errno": errno.EINVAL})) from error
