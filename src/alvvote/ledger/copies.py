"""A second, live copy of a log: on another disk or share, brought up to date after each act."""

import contextlib
import os

from alvvote.ledger import connection as connections
from alvvote.ledger.errors import LedgerError, StoreError
from alvvote.ledger.store import (
    Log,
    insert_entry,
    insert_head,
    insert_signature,
    new_file,
)


class DivergedError(LedgerError):
    """The file at the place of the copy is another log, or went on by itself."""

    def __init__(self, path: str) -> None:
        """Take the path of the copy."""
        super().__init__(path)
        self.path = path


def update_copy(log: Log, path: str) -> None:
    """Bring the copy up to the newest act of the log; make it where there is none.

    Everything that is missing comes in one transaction, durable when this returns.

    Raises:
        StoreError: the copy cannot be written.
        DivergedError: what is there is no copy of this log, and stays as it is.
    """
    if os.path.exists(path):
        with Log(path, connections.open_copy(path)) as copy:
            _catch_up(log, copy)
        return
    with new_file(path) as temporary:
        connection = connections.create(temporary)
        with Log(temporary, connection) as copy:
            with connections.errors_of(path):
                connection.executemany("INSERT INTO about VALUES (?, ?)", log.about.items())
            copy.about.update(log.about)
            _catch_up(log, copy)


def _catch_up(log: Log, copy: Log) -> None:
    if copy.about != log.about:
        raise DivergedError(copy.path)
    with copy.writing() as writer, log.reading():
        there = copy.head()
        same = log.head_at(there.size)
        if there.size and (same is None or same.root != there.root):
            raise DivergedError(copy.path)
        erased = dict(log.erasures())
        erased_there = len(copy.erasures())
        for head in log.heads("WHERE size > ? ORDER BY size", (there.size,)):
            privates = log.privates(head.first, head.size)
            for entry in log.entries(head.first, head.size):
                insert_entry(
                    copy.connection,
                    entry.number,
                    entry.leaf,
                    entry.hash,
                    privates.get(entry.number),
                )
                if entry.number in erased:
                    writer.erase(entry.number)
            insert_head(copy.connection, head)
        for size, line in log.signatures(start=copy.signature_count()):
            insert_signature(copy.connection, size, line)
    if len(erased) > erased_there:
        copy.vacuum()


def update_copies(log: Log) -> dict[str, str]:
    """Bring all live copies up to date; return why it failed, by path, for those where it did.

    The reasons are those of `StoreError`, or ``diverged``. They are kept, until it succeeds.
    """
    failures: dict[str, str] = {}
    for path, failed_before in log.copies().items():
        failure = ""
        try:
            update_copy(log, path)
        except DivergedError:
            failure = "diverged"
        except StoreError as error:
            failure = error.reason
        if failure:
            failures[path] = failure
        if failure != failed_before:
            # The act is recorded; that this is not kept must not undo it.
            with contextlib.suppress(StoreError):
                log.set_copy(path, failure)
    return failures
