"""Erasing what singles out persons: on record, and from every file that alvvote keeps."""

import uuid
from datetime import date
from typing import NamedTuple

from alvvote.ledger.copies import update_copies
from alvvote.ledger.errors import StoreError
from alvvote.ledger.store import Head, Writer, is_server
from alvvote.meeting.dossier import Dossier, copy_problems, signer_of
from alvvote.meeting.events import PersonalDataErased
from alvvote.meeting.model import State
from alvvote.meeting.roles import draft_of
from alvvote.problems import Problem


class Erasure(NamedTuple):
    """What came of an erasure."""

    head: Head
    removed: int
    """How many private parts were taken away now."""
    recorded: bool
    """False where there was nothing left to erase, so that the files were only tidied again."""
    early: bool
    """Earlier than a year after publication."""
    unreached: tuple[str, ...]
    """The live copies that could not be written, and so hold what was erased."""
    problems: tuple[Problem, ...]


def is_early(state: State, today: date) -> bool:
    """Tell whether decisions can still be challenged, so that what is erased may be needed.

    A claim lapses a year after the end of the day on which the decision was made sufficiently known
    (Burgerlijk Wetboek 2:15, paragraph 5); that day is taken to be that of publication.
    """
    published = state.published
    if published is None:
        return True
    try:
        last = published.replace(year=published.year + 1)
    except ValueError:  # 29 February
        last = date(published.year + 1, 3, 1)
    return today <= last


def erase_personal(dossier: Dossier, reason: str | None, caller_id: str | None = None) -> Erasure:
    """Take away all private parts up to now: from the dossier, its journal and its live copies.

    Raises:
        Refused: it is early, and there is no reason; nothing is erased.
        StoreError: the dossier cannot be read or written; nothing is erased.
    """
    early = is_early(dossier.state, date.fromisoformat(dossier.moment()[:10]))
    name = caller_id or str(uuid.uuid4())
    with dossier.log.writing() as writer:
        state = dossier.state
        head = dossier.log.head()
        tidy = state.erased == state.size - 1 or dossier.log.head_of_act(name) is not None
        removed = 0
        if not tidy:
            head, removed = _erase(dossier, writer, PersonalDataErased(early, reason), name)
    failures = update_copies(dossier.log, head.size)
    problems = copy_problems(failures)
    try:
        dossier.log.vacuum()
    except StoreError as error:
        problems.append(Problem("W410", error.path))
    if is_server(dossier.log.address):
        problems.append(Problem("W424", dossier.log.path))
    return Erasure(head, removed, not tidy, early, tuple(failures), tuple(problems))


def _erase(
    dossier: Dossier, writer: Writer, event: PersonalDataErased, name: str
) -> tuple[Head, int]:
    dossier.decide(dossier.state, [event])
    signer = None if dossier.key is None else signer_of(dossier.key)
    head = writer.append(name, [draft_of(event, dossier.moment())], signer)
    return head, writer.erase(head.size - 1)
