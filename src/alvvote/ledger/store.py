"""Where a log is kept, by its name: in a file (SQLite), or on a server (``postgresql://…``).

What only one of the two needs is imported only there: psycopg costs time at every start.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from alvvote.ledger.address import database_of, is_server, shown_address
from alvvote.ledger.entry import Draft
from alvvote.ledger.log import (
    NO_HEAD,
    ORIGIN,
    PUBLIC_KEY,
    Head,
    Log,
    Role,
    Signer,
    Writer,
)
from alvvote.ledger.sqlite_store import new_file_log, open_file

__all__ = [
    "NO_HEAD",
    "ORIGIN",
    "PUBLIC_KEY",
    "Head",
    "Log",
    "Role",
    "Signer",
    "Writer",
    "create_log",
    "database_of",
    "is_server",
    "is_there",
    "new_log",
    "open_log",
    "same_place",
    "shown_address",
]


def open_log(path: str, *, write: bool) -> Log:
    """Open a log, to append to it or only to read it.

    Raises:
        StoreError: it is not there, is no log, is of a newer version, or cannot be opened so.
    """
    if is_server(path):
        from alvvote.ledger.postgres_store import open_server  # noqa: PLC0415

        return open_server(path, write=write)
    return open_file(path, write=write)


def new_log(
    path: str, about: Mapping[str, str], desk_kinds: Collection[str] = (), *, wal: bool = True
) -> AbstractContextManager[Writer]:
    """Make a log where none is; what is appended to it inside the context is its first content.

    `desk_kinds` are the kinds of entries that a desk may append: a server sees to it. Without `wal`
    a file keeps the journal mode that works on shares too.

    Raises:
        StoreError: something is there already, or it cannot be written.
    """
    if is_server(path):
        from alvvote.ledger.postgres_store import new_server_log  # noqa: PLC0415

        return new_server_log(path, about, desk_kinds)
    return new_file_log(path, about, wal=wal)


def create_log(
    path: str,
    about: Mapping[str, str],
    caller_id: str,
    drafts: Sequence[Draft],
    signer: Signer | None,
    desk_kinds: Collection[str] = (),
) -> None:
    """Make a log with its first act where none is; `desk_kinds` as in `new_log`.

    Raises:
        StoreError: something is there already, or it cannot be written.
    """
    with new_log(path, about, desk_kinds) as writer:
        writer.append(caller_id, drafts, signer)


def is_there(path: str) -> bool:
    """Tell whether something stands at this place already.

    Raises:
        StoreError: the server cannot be asked.
    """
    if is_server(path):
        from alvvote.ledger.postgres_store import has_log  # noqa: PLC0415

        return has_log(path)
    return os.path.exists(path)


def same_place(one: str, other: str) -> bool:
    """Tell whether two names are of the same place, as far as the names show."""
    if is_server(one) or is_server(other):
        return one == other
    return os.path.realpath(one) == os.path.realpath(other)
