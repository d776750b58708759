"""What documents are made from: the state of a meeting, the head it follows from, and reasons."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from alvvote.ledger.note import parse_checkpoint
from alvvote.ledger.store import Log
from alvvote.meeting.dossier import Dossier, event_in
from alvvote.meeting.events import Event, ItemSettled, Request, RulingPronounced, VoteOpened
from alvvote.meeting.model import State
from alvvote.meeting.recount import emergency_counts
from alvvote.tally import Count

_KINDS = frozenset({ItemSettled.kind, VoteOpened.kind, RulingPronounced.kind})
_GROUPS = 8
_GROUP = 4


class RecordHead(NamedTuple):
    """The head of the ledger as it is printed: who has it can show any change made afterwards."""

    origin: str
    """The name of the ledger."""
    size: int
    root: str
    """In hexadecimal digits."""
    signers: tuple[str, ...]
    """The names of the keys whose signatures it carries."""

    @property
    def spoken(self) -> str:
        """What is read out of the root: eight groups of four digits."""
        return " ".join(self.root[_GROUP * i : _GROUP * (i + 1)] for i in range(_GROUPS))


class Recall(NamedTuple):
    """What happened on the way and is no part of the state."""

    settled: Mapping[str, str | None]
    """The reason by item, of the items that were settled without a vote."""
    requests: Mapping[str, Request]
    """At whose request a new vote was held, by vote."""


class Record(NamedTuple):
    """All that a document of a meeting is made from."""

    state: State
    recall: Recall
    head: RecordHead
    emergency: Mapping[str, Count] = MappingProxyType({})
    """How many members voted by a pass that was scanned, by vote; none once that was erased."""


def record_of(dossier: Dossier) -> Record:
    """Read the record of a meeting as it stands now.

    Raises:
        StoreError: the file is damaged.
    """
    state = dossier.state
    entries = dossier.log.entries(0, state.size)
    # Others may append meanwhile: everything is of the moment at which the state was read.
    events = (event_in(entry) for entry in entries if entry.kind in _KINDS)
    emergency = emergency_counts(dossier.log.entries(0, state.size), state.votes.values())
    return Record(state, recall(events), _head_of(dossier.log, state.size), emergency)


def recall(events: Iterable[Event]) -> Recall:
    """Return what documents say of events that leave no trace in the state."""
    items: dict[str, tuple[str, ...]] = {}
    settled: dict[str, str | None] = {}
    requests: dict[str, Request] = {}
    for event in events:
        if isinstance(event, VoteOpened):
            items[event.vote] = event.items
            if event.request is not None:
                requests[event.vote] = event.request
        elif isinstance(event, ItemSettled):
            settled[event.item] = event.reason
        elif isinstance(event, RulingPronounced):
            # A ruling takes the place of what was recorded before.
            for item in items[event.vote]:
                settled.pop(item, None)
    return Recall(settled, requests)


def _head_of(log: Log, size: int) -> RecordHead:
    head = log.head_at(size) or log.head()
    checkpoint = log.checkpoint(head)
    lines = "".join(f"{line}\n" for line in log.signatures_of(head.size))
    signed = parse_checkpoint(f"{checkpoint.text()}\n{lines}")
    names = dict.fromkeys(signature.name for signature in signed.signatures)
    return RecordHead(log.origin, head.size, head.root.hex(), tuple(names))
