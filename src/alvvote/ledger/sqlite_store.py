"""The log in one SQLite file."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.errors import StoreError
from alvvote.ledger.log import Log, Row, Writer


class SqliteLog(Log):
    """A log in a file."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        """Take a connection that `alvvote.ledger.sqlite_connection` opened."""
        self.path = self.address = path
        self.connection = connection
        self._place = os.path.abspath(path)
        self._file = _file_at(self._place)
        self.about = dict(self.rows("SELECT key, value FROM about"))

    def rows(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Run a statement and yield the rows of its answer."""
        with connections.errors_of(self.path):
            cursor = self.connection.execute(statement, tuple(values))
            # Not the cursor itself: with this generator it would be closed, perhaps after the file.
            yield from iter(cursor.fetchone, None)

    def run(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run a statement; return how many rows it changed."""
        with connections.errors_of(self.path):
            return self.connection.execute(statement, tuple(values)).rowcount

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open a transaction, alone among all writers; what is done in it counts as a whole."""
        self._check_place()
        with connections.errors_of(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield Writer(self)
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Read the log as it is now, whatever others append or erase meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self._check_place()
        self.run("BEGIN")
        try:
            yield
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def _check_place(self) -> None:
        """Raise `StoreError` where the file was moved away: its journal stayed behind.

        SQLite does not notice, and goes on with a journal that the moved file is without.
        """
        if _file_at(self._place) != self._file:
            raise StoreError("missing", self.path)

    def damage(self) -> str | None:
        """Return what SQLite finds wrong with its own pages and indexes; None where all is well."""
        ((found,),) = self.rows("PRAGMA integrity_check(1)")
        return None if found == "ok" else str(found)

    def vacuum(self) -> None:
        """Write the file anew without free pages, and empty its journal.

        Raises:
            StoreError: another process reads or writes, and the journal could not be emptied.
        """
        self.run("VACUUM")
        ((busy, *_pages),) = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreError("locked", self.path)


def _file_at(path: str) -> tuple[int, int] | None:
    """Return which file has this name now; None where none has."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_file(path: str, *, write: bool) -> SqliteLog:
    """Open the log in a file, to append to it or only to read it.

    Raises:
        StoreError: it is not there, is no log, is of a newer version, or cannot be opened so.
    """
    opened = connections.open_to_write(path) if write else connections.open_to_read(path)
    return SqliteLog(path, opened)


@contextlib.contextmanager
def new_file_log(path: str, about: Mapping[str, str], *, wal: bool) -> Iterator[Writer]:
    """Make a log in a file that is not there yet; what is appended to it is its first content.

    Without `wal` it keeps the old journal mode, which works on shares too.

    Raises:
        StoreError: there is a file of that name, or it cannot be written.
    """
    with _new_file(path) as temporary:
        connection = connections.create(temporary)
        try:
            with connections.errors_of(path):
                connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            with SqliteLog(temporary, connection).writing() as writer:
                yield writer
            if wal:
                with connections.errors_of(path):
                    connections.make_wal(connection)
        finally:
            connection.close()


@contextlib.contextmanager
def _new_file(path: str) -> Iterator[str]:
    """Give the path at which to make a log file that moves to `path` when it is whole.

    Raises:
        StoreError: there is a file at `path`, or its folder cannot be written.
    """
    if os.path.exists(path):
        raise StoreError("exists", path)
    path = os.path.abspath(path)
    temporary = f"{path}.{secrets.token_hex(4)}.new"
    try:
        yield temporary
        descriptor = os.open(temporary, os.O_RDWR)
        os.fsync(descriptor)
        os.close(descriptor)
        _move(temporary, path)
    except OSError as error:
        raise StoreError("io", path, os.strerror(error.errno or 5)) from error
    finally:
        for left in (temporary, temporary + "-wal", temporary + "-shm", temporary + "-journal"):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(left)


def _move(temporary: str, path: str) -> None:
    """Give the file its name, never over another one, and make the name itself durable."""
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise StoreError("exists", path) from error
    except OSError:
        # Some disks and shares know no links.
        if os.path.exists(path):
            raise StoreError("exists", path) from None
        os.rename(temporary, path)
    if os.name == "posix":
        folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
