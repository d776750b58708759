"""Who acts: the office, whose entries say nothing of it, or a desk, whose entries say so.

The public part of an entry of a desk has ``by`` beside the fields of its event, so that a replay
still knows it when everything private is erased.
"""

from alvvote.ledger.entry import Draft, Entry
from alvvote.ledger.log import Role
from alvvote.meeting.events import Event, event_of, parts_of

BY = "by"
DESK: Role = "desk"


def draft_of(event: Event, moment: str, role: Role | None = None) -> Draft:
    """Return what is recorded of an event at a moment, which is private."""
    public, private = parts_of(event)
    if role is not None:
        public[BY] = role
    return Draft(event.kind, public, {"at": moment, **private})


def event_in(entry: Entry, *, private: bool = True) -> Event:
    """Return the event that an entry records; without its private part those fields are None.

    Raises:
        ValueError: it records none that is known.
    """
    public = entry.public
    if BY in public:
        public = {name: value for name, value in public.items() if name != BY}
    return event_of(entry.kind, public, entry.private if private else None)


def role_in(entry: Entry) -> Role | None:
    """Return who acted, as the entry says.

    Raises:
        ValueError: it says something else.
    """
    if BY not in entry.public:
        return None
    if entry.public[BY] != DESK:
        raise ValueError("nobody with this role acts")
    return DESK
