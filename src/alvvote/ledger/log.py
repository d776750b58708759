"""The log as everything else sees it, whatever keeps it: reading, and appending act by act.

The tables have the same names and columns in every store, so that most statements stand here, once.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, Self

from alvvote.ledger.entry import Draft, Entry, act_of, read_entry, seal
from alvvote.ledger.errors import StoreError
from alvvote.ledger.merkle import EMPTY_ROOT, Frontier
from alvvote.ledger.note import Checkpoint

ORIGIN = "origin"
PUBLIC_KEY = "public_key"

Signer = Callable[[Checkpoint], str]
"""Signs a head; returns the signature line."""
Role = Literal["desk"]
"""Who acts with less than all rights; None stands for the office, which has them all."""
Row = tuple[Any, ...]


class Head(NamedTuple):
    """The state of the log after an act: its size, and the root of the tree over all entries."""

    size: int
    first: int
    """The number of the first entry of the act."""
    act: str
    root: bytes
    frontier: bytes


NO_HEAD = Head(0, 0, "", EMPTY_ROOT, b"")


class Log(ABC):
    """A log that is open, in a file or on a server.

    Statements mark a value by ``?``; a store that wants another mark puts that in its place.
    """

    path: str
    """Where it is, as it may be shown: without a password."""
    address: str
    """Where it is, to open it once more."""
    about: dict[str, str]
    role: Role | None = None
    """What the store lets this connection do."""

    @abstractmethod
    def rows(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Run a statement and yield the rows of its answer.

        Raises:
            StoreError: it cannot be done.
        """

    @abstractmethod
    def run(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run a statement; return how many rows it changed.

        Raises:
            StoreError: it cannot be done.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the file or the server."""

    @abstractmethod
    def writing(self) -> contextlib.AbstractContextManager["Writer"]:
        """Open a transaction, alone among all writers; what is done in it counts as a whole.

        After it the commit is on the disk. An exception takes everything back.

        Raises:
            StoreError: the log stays locked, the disk is full, or it cannot be written.
        """

    @abstractmethod
    def reading(self) -> contextlib.AbstractContextManager[None]:
        """Read the log as it is now, whatever others append or erase meanwhile."""

    @abstractmethod
    def damage(self) -> str | None:
        """Return what the store finds wrong with its own pages; None where all is well."""

    @abstractmethod
    def vacuum(self) -> None:
        """Write the log anew without what was erased.

        Raises:
            StoreError: another process reads or writes, and something of it may be left.
        """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def origin(self) -> str:
        """The name of this log, which no other has."""
        return self.about.get(ORIGIN, "")

    def checkpoint(self, head: Head) -> Checkpoint:
        """Return what is signed of a head."""
        return Checkpoint(self.origin, head.size, head.root)

    def head(self) -> Head:
        """Return the newest head; of an empty log `NO_HEAD`."""
        return next(self.heads("ORDER BY size DESC LIMIT 1"), NO_HEAD)

    def head_of_act(self, caller_id: str) -> Head | None:
        """Return the head of the act with this id of its caller, if it was recorded."""
        return next(self.heads("WHERE act = ?", (act_of(caller_id),)), None)

    def head_at(self, size: int) -> Head | None:
        """Return the head of that size, if an act ended there."""
        return next(self.heads("WHERE size = ?", (size,)), None)

    def heads(self, order: str = "ORDER BY size", values: Sequence[object] = ()) -> Iterator[Head]:
        """Yield heads, by default all in order."""
        sql = f"SELECT size, first, act, root, frontier FROM head {order}"  # noqa: S608
        for row in self.rows(sql, values):
            yield Head(*row)

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """Yield the entries from number `start` up to (not including) `stop`.

        Raises:
            StoreError: the log is damaged; the number of the entry stands in its detail.
        """
        rows = self.rows(
            "SELECT number, leaf, hash, content FROM entry LEFT JOIN private USING (number) "
            "WHERE number >= ? AND number < ? ORDER BY number",
            (start, 2**62 if stop is None else stop),
        )
        for number, leaf, leaf_hash, content in rows:
            try:
                yield read_entry(leaf, leaf_hash, content)
            except ValueError as error:
                raise StoreError("damaged", self.path, str(number)) from error

    def privates(self, start: int, stop: int) -> dict[int, tuple[bytes, bytes]]:
        """Return salt and content of the private parts of these entries, by number."""
        found: dict[int, tuple[bytes, bytes]] = {}
        for number, salt, content in self.rows(
            "SELECT number, salt, content FROM private WHERE number >= ? AND number < ?",
            (start, stop),
        ):
            if not (isinstance(salt, bytes) and isinstance(content, bytes)):
                raise StoreError("damaged", self.path, str(number))
            found[number] = (salt, content)
        return found

    def erasures(self) -> list[tuple[int, int]]:
        """Return the erasures: the entry that records one, and before which entry it reaches."""
        found: list[tuple[int, int]] = []
        for number, before in self.rows("SELECT number, before FROM erasure ORDER BY number"):
            if not isinstance(before, int):
                raise StoreError("damaged", self.path, str(number))
            found.append((number, before))
        return found

    def hash_at(self, number: int) -> bytes:
        """Return the leaf hash of an entry."""
        for row in self.rows("SELECT hash FROM entry WHERE number = ?", (number,)):
            return bytes(row[0])
        raise StoreError("damaged", self.path, str(number))

    def hashes(self, size: int) -> list[bytes]:
        """Return the leaf hashes of the first `size` entries."""
        rows = self.rows("SELECT hash FROM entry WHERE number < ? ORDER BY number", (size,))
        return [row[0] for row in rows]

    def signatures(self, *, start: int = 0) -> list[tuple[int, str]]:
        """Return size of the head and line of the signatures, in order, from number `start`.

        Raises:
            StoreError: the log is damaged.
        """
        return self._signatures("number >= ?", start)

    def signatures_of(self, size: int) -> list[str]:
        """Return the lines of the signatures of one head.

        Raises:
            StoreError: the log is damaged.
        """
        return [line for _size, line in self._signatures("size = ?", size)]

    def _signatures(self, which: str, value: int) -> list[tuple[int, str]]:
        sql = f"SELECT size, line FROM signature WHERE {which} ORDER BY number"  # noqa: S608
        found: list[tuple[int, str]] = []
        for size, line in self.rows(sql, (value,)):
            if not (isinstance(size, int) and isinstance(line, str)):
                raise StoreError("damaged", self.path)
            found.append((size, line))
        return found

    def signature_count(self) -> int:
        """Return how many signatures there are."""
        ((count,),) = self.rows("SELECT coalesce(max(number), -1) + 1 FROM signature")
        return int(count)

    def copies(self) -> dict[str, str]:
        """Return the live copies: why the last write of each failed, empty if it did not."""
        return dict(self.rows("SELECT path, failure FROM copy ORDER BY path"))

    def set_copy(self, path: str, failure: str = "") -> None:
        """Keep where a live copy is, and why it could not be written if so."""
        self.run(
            "INSERT INTO copy VALUES (?, ?) "
            "ON CONFLICT (path) DO UPDATE SET failure = excluded.failure",
            (path, failure),
        )

    def drop_copy(self, path: str) -> None:
        """Forget a live copy; its file stays as it is."""
        self.run("DELETE FROM copy WHERE path = ?", (path,))


class Writer:
    """A log while one process appends to it: inside one transaction."""

    def __init__(self, log: Log) -> None:
        """Take a log on which a transaction is open."""
        self.log = log

    def append(self, caller_id: str, drafts: Sequence[Draft], signer: Signer | None) -> Head:
        """Append the entries of one act and the head over them; signed if there is a signer.

        Raises:
            ValueError: no drafts, or values that have no canonical form.
        """
        if not drafts:
            raise ValueError("an act has entries")
        before = self.log.head()
        act = act_of(caller_id)
        frontier = Frontier.from_bytes(before.size, before.frontier)
        previous = None if before.size == 0 else self.log.hash_at(before.size - 1)
        number = before.size
        for draft in drafts:
            sealed = seal(draft, number, act, previous)
            private = (
                None if sealed.private is None else (sealed.private.salt, sealed.private.content)
            )
            self.put_entry(number, sealed.leaf, sealed.hash, private)
            frontier = frontier.append(sealed.hash)
            previous, number = sealed.hash, number + 1
        head = Head(number, before.size, act, frontier.root(), frontier.to_bytes())
        self.put_head(head)
        if signer is not None:
            self.add_signature(head.size, signer(self.log.checkpoint(head)))
        return head

    def put_entry(
        self, number: int, leaf: bytes, leaf_hash: bytes, private: tuple[bytes, bytes] | None
    ) -> None:
        """Write one entry, with its private part."""
        self.log.run("INSERT INTO entry VALUES (?, ?, ?)", (number, leaf, leaf_hash))
        if private is not None:
            self.log.run("INSERT INTO private VALUES (?, ?, ?)", (number, *private))

    def put_head(self, head: Head) -> None:
        """Write the head over all entries that are there."""
        self.log.run("INSERT INTO head VALUES (?, ?, ?, ?, ?)", head)

    def add_signature(self, size: int, line: str) -> None:
        """Keep a signature of the head of that size."""
        self.log.run(
            "INSERT INTO signature SELECT coalesce(max(number), -1) + 1, ?, ? FROM signature",
            (size, line),
        )

    def erase(self, number: int) -> int:
        """Take away all private parts before entry `number`, the newest; return how many."""
        self.log.run("INSERT INTO erasure VALUES (?, ?)", (number, number))
        return self.log.run("DELETE FROM private WHERE number < ?", (number,))
