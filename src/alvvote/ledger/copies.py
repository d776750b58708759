"""A second copy of a log: a live one, brought up to date after each act, or one to move to."""

import contextlib
from collections.abc import Collection

from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.errors import LedgerError, StoreError
from alvvote.ledger.log import Log, Writer
from alvvote.ledger.sqlite_store import SqliteLog
from alvvote.ledger.store import is_server, is_there, new_log, open_log, shown_address


class DivergedError(LedgerError):
    """What stands at the place of the copy is another log, or went on by itself."""

    def __init__(self, path: str) -> None:
        """Take the path of the copy."""
        super().__init__(path)
        self.path = path


def update_copy(
    log: Log, path: str, desk_kinds: Collection[str] = (), upto: int | None = None
) -> None:
    """Bring the copy up to the newest act of the log; make it where there is none.

    Everything that is missing comes in one transaction, durable when this returns. `desk_kinds` as
    in `alvvote.ledger.store.new_log`. Entries from number `upto` on, where it is given, are left
    for the next time.

    Raises:
        StoreError: the copy cannot be written.
        DivergedError: what is there is no copy of this log, and stays as it is.
    """
    if is_there(path):
        with _open_copy(path) as copy:
            if copy.about != log.about:
                raise DivergedError(shown_address(path))
            with copy.writing() as writer:
                erased = _catch_up(log, writer, upto)
            if erased:
                copy.vacuum()
        return
    with new_log(path, log.about, desk_kinds, wal=False) as writer:
        _catch_up(log, writer, upto)


def _open_copy(path: str) -> Log:
    """Open a copy to write to it; a file keeps its journal mode, as on shares WAL does not work."""
    if is_server(path):
        return open_log(path, write=True)
    return SqliteLog(path, connections.open_copy(path))


def _catch_up(log: Log, writer: Writer, upto: int | None) -> bool:
    """Append what the copy lacks; tell whether something in it was erased.

    Raises:
        DivergedError: the copy is no earlier state of the log.
    """
    copy = writer.log
    with log.reading():
        there = copy.head()
        same = log.head_at(there.size)
        if there.size and (same is None or same.root != there.root):
            raise DivergedError(copy.path)
        erased = dict(log.erasures())
        erased_there = len(copy.erasures())
        last = log.head().size if upto is None else upto
        for head in log.heads("WHERE size > ? AND size <= ? ORDER BY size", (there.size, last)):
            privates = log.privates(head.first, head.size)
            for entry in log.entries(head.first, head.size):
                private = privates.get(entry.number)
                writer.put_entry(entry.number, entry.leaf, entry.hash, private)
                if entry.number in erased:
                    writer.erase(entry.number)
            writer.put_head(head)
        for size, line in log.signatures(start=copy.signature_count()):
            if size > last:
                break
            writer.add_signature(size, line)
    return there.size > 0 and len(erased) > erased_there


def update_copies(log: Log, upto: int | None = None) -> dict[str, str]:
    """Bring all live copies up to date; return why it failed, by path, for those where it did.

    The reasons are those of `StoreError`, or ``diverged``. They are kept, until it succeeds. `upto`
    as in `update_copy`: who read the log so far, and found it right, copies no further.
    """
    failures: dict[str, str] = {}
    for path, failed_before in log.copies().items():
        failure = ""
        try:
            update_copy(log, path, upto=upto)
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
