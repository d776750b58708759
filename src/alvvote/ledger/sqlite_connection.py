"""Opening the SQLite file of a log: durable, patient, and with one kind of error."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from urllib.parse import quote

from alvvote.ledger.errors import StoreError, StoreReason
from alvvote.ledger.sqlite_schema import APPLICATION_ID, SCHEMA, VERSION

PATIENCE = 30.0
"""Seconds that one process waits for another that writes."""

_REASONS: dict[int, StoreReason] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not a ledger",
}


@contextlib.contextmanager
def errors_of(path: str) -> Iterator[None]:
    """Turn what SQLite raises into a `StoreError` about the file."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise StoreError(_REASONS.get(code, "io"), path, str(error)) from error
    except UnicodeDecodeError as error:
        # Where the schema is damaged the sentence of SQLite about it may be no text.
        raise StoreError("damaged", path) from error


def _uri(path: str, mode: str) -> str:
    return f"file:{quote(os.path.abspath(path))}?{mode}"


def _connect(uri: str, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    # What was erased must not stay in the file.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def create(path: str) -> sqlite3.Connection:
    """Make an empty log in a file that is not there yet, in the old journal mode.

    The file becomes WAL only with `make_wal`, when its first content is safe: what an old journal
    leaves behind could otherwise come back and take everything with it. It is for its owner alone,
    and so are its journals: SQLite gives them the rights of the file.

    Raises:
        OSError: the file cannot be made.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with errors_of(path):
        connection = _connect(_uri(path, "mode=rwc"), PATIENCE)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{SCHEMA}\n"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
        )
        return connection


def make_wal(connection: sqlite3.Connection) -> None:
    """Let readers and the writer not wait for each other, and each commit reach the disk."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def open_to_write(path: str) -> sqlite3.Connection:
    """Open a log to append to it.

    Raises:
        StoreError: it is not there, is no log, is of a newer version, or cannot be written.
    """
    _check_file(path)
    if not os.access(path, os.W_OK):
        raise StoreError("read only", path)
    with errors_of(path):
        connection = _connect(_uri(path, "mode=rw"), PATIENCE)
        try:
            _check_kind(connection, path)
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            if mode != "wal":
                connection.execute("PRAGMA synchronous = EXTRA")
            make_wal(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def open_copy(path: str) -> sqlite3.Connection:
    """Open a copy to bring it up to date; on shares WAL does not work, so it keeps the old mode."""
    _check_file(path)
    with errors_of(path):
        connection = _connect(_uri(path, "mode=rw"), 5.0)
        try:
            _check_kind(connection, path)
            connection.execute("PRAGMA synchronous = EXTRA")
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: str) -> sqlite3.Connection:
    """Open a log to read it; this works on a read-only file, folder or disk too.

    Raises:
        StoreError: it is not there, is no log, or is of a newer version.
    """
    _check_file(path)
    wal = path + "-wal"
    has_wal = os.path.exists(wal) and os.path.getsize(wal) > 0
    folder_open = os.access(os.path.dirname(os.path.abspath(path)), os.W_OK)
    mode = "mode=ro"
    if folder_open and os.access(path, os.W_OK):
        # Only who may write tidies up the index and journal that reading needs.
        mode = "mode=rw"
    elif not folder_open and not has_wal:
        # Without its index SQLite reads a WAL file only where it may make one, or is told that
        # nobody writes.
        mode = "mode=ro&immutable=1"
    with errors_of(path):
        connection = _connect(_uri(path, mode), PATIENCE)
        try:
            _check_kind(connection, path)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _check_file(path: str) -> None:
    if not os.path.exists(path):
        raise StoreError("missing", path)
    if not os.path.isfile(path):
        raise StoreError("not a ledger", path)
    if not os.access(path, os.R_OK):
        raise StoreError("io", path, os.strerror(13))
    if os.path.getsize(path) == 0:
        raise StoreError("not a ledger", path)


def _check_kind(connection: sqlite3.Connection, path: str) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise StoreError("not a ledger", path)
    if version > VERSION:
        raise StoreError("newer version", path, str(version))
    if version != VERSION:
        raise StoreError("damaged", path)
