"""The log in a PostgreSQL database: one database, one log, for desks on several machines."""

import contextlib
import socket
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alvvote.ledger import postgres_connection as connections
from alvvote.ledger.address import shown_address
from alvvote.ledger.errors import StoreError
from alvvote.ledger.log import Log, Row, Writer
from alvvote.ledger.postgres_schema import MARK, VERSION, schema

if TYPE_CHECKING:
    import psycopg

LOCK = 0x414C5656
"""The advisory lock of who appends; it goes with the transaction, also when its process dies."""


class PostgresLog(Log):
    """A log on a server."""

    def __init__(
        self, address: str, connection: "psycopg.Connection[tuple[Any, ...]]", *, write: bool
    ) -> None:
        """Take a connection that `alvvote.ledger.postgres_connection` opened."""
        self.path = shown_address(address)
        self.address = address
        self.connection = connection
        self._write = write

    def rows(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Run a statement and yield the rows of its answer."""
        with connections.errors_of(self.path):
            found = self._execute(statement, values).fetchall()
        yield from found

    def run(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run a statement; return how many rows it changed."""
        with connections.errors_of(self.path):
            return self._execute(statement, values).rowcount

    def _execute(
        self, statement: str, values: Sequence[object]
    ) -> "psycopg.Cursor[tuple[Any, ...]]":
        # The statements are those of this package, and none has a question mark of its own.
        marked: Any = statement.replace("?", "%s")
        return self.connection.execute(marked, tuple(values), binary=True)

    def close(self) -> None:
        """Let go of the server."""
        self.connection.close()

    @property
    def _in_transaction(self) -> bool:
        return self.connection.info.transaction_status.name in {"INTRANS", "INERROR", "ACTIVE"}

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open a transaction, alone among all writers; what is done in it counts as a whole.

        Where the connection breaks while the commit is on its way, nobody here knows whether it
        arrived: the error says so (`StoreError.maybe_recorded`).
        """
        if not self._write:
            raise StoreError("read only", self.path)
        try:
            with connections.errors_of(self.path):
                # With READ COMMITTED each statement sees what was committed before the lock came.
                self.connection.execute(
                    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                    "SET LOCAL synchronous_commit = on;"
                    "SET LOCAL idle_in_transaction_session_timeout = '60s';"
                    f"SET LOCAL lock_timeout = {max(1, round(connections.PATIENCE * 1000))};"
                    f"SELECT pg_advisory_xact_lock({LOCK})"
                )
            yield Writer(self)
            self._commit()
        except BaseException:
            self._roll_back()
            raise

    def _commit(self) -> None:
        with connections.errors_of(self.path, committing=True):
            done = self.connection.execute("COMMIT")
        if done.statusmessage != "COMMIT":
            raise StoreError("io", self.path, "the transaction was taken back")

    def _roll_back(self) -> None:
        """Take back what was begun; where the connection is gone, the server does."""
        with contextlib.suppress(StoreError), connections.errors_of(self.path):
            if not self.connection.closed and self._in_transaction:
                self.connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Read the log as it is now, whatever others append or erase meanwhile."""
        if self._in_transaction:
            yield
            return
        self.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self._roll_back()

    def damage(self) -> str | None:
        """Return None: the server says so itself when it reads a page that is damaged."""
        return None

    def vacuum(self) -> None:
        """Write the table of private parts anew, without what was erased.

        Raises:
            StoreError: another session still sees what was erased, or this one is not the owner.
        """
        left: list[str] = []
        handler = _said(left)
        self.connection.add_notice_handler(handler)
        try:
            with connections.errors_of(self.path):
                timeout: Any = f"SET lock_timeout = {max(1, round(connections.PATIENCE * 1000))}"
                self.connection.execute(timeout)
                self.connection.execute("VACUUM (FULL, VERBOSE) alvvote.private")
        finally:
            self.connection.remove_notice_handler(handler)
        # "0 dead row versions cannot be removed yet."
        if not any(detail.startswith("0 ") for detail in left):
            raise StoreError("locked", self.path)

    # Where a live copy is means something on one machine only.

    def copies(self) -> dict[str, str]:
        """Return the live copies that this machine keeps."""
        rows = self.rows(
            "SELECT path, failure FROM copy WHERE machine = ? ORDER BY path", (_machine(),)
        )
        return dict(rows)

    def set_copy(self, path: str, failure: str = "") -> None:
        """Keep where a live copy on this machine is, and why it could not be written if so."""
        self.run(
            "INSERT INTO copy VALUES (?, ?, ?) "
            "ON CONFLICT (machine, path) DO UPDATE SET failure = excluded.failure",
            (_machine(), path, failure),
        )

    def drop_copy(self, path: str) -> None:
        """Forget a live copy on this machine; its file stays as it is."""
        self.run("DELETE FROM copy WHERE machine = ? AND path = ?", (_machine(), path))


def _machine() -> str:
    return socket.gethostname()


def _said(details: list[str]) -> Any:  # noqa: ANN401 - psycopg's own type needs its import
    def keep(diagnostic: "psycopg.errors.Diagnostic") -> None:
        details.append(diagnostic.message_detail or "")

    return keep


def open_server(address: str, *, write: bool) -> PostgresLog:
    """Open the log of a database, to append to it or only to read it.

    Raises:
        StoreError: the server cannot be reached or trusted, there is no log, or it cannot be used.
    """
    log = PostgresLog(address, connections.connect(address, write=write), write=write)
    try:
        _check_kind(log)
        log.about = dict(log.rows("SELECT key, value FROM about"))
        ((office,),) = log.rows("SELECT alvvote.is_office()")
        log.role = None if office else "desk"
    except BaseException:
        log.close()
        raise
    return log


def _mark_of(log: PostgresLog) -> str | None:
    """Return the comment on the schema; None where there is no schema."""
    rows = log.rows(
        "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') "
        "FROM pg_namespace WHERE nspname = 'alvvote'"
    )
    return next((str(row[0]) for row in rows), None)


def _check_kind(log: PostgresLog) -> None:
    mark = _mark_of(log)
    if mark is None:
        raise StoreError("empty", log.path)
    version = mark.removeprefix(MARK)
    if not mark.startswith(MARK) or not version.isdecimal():
        raise StoreError("not a ledger", log.path)
    if int(version) > VERSION:
        raise StoreError("newer version", log.path, version)


def has_log(address: str) -> bool:
    """Tell whether the database has a log, or something else of that name.

    Raises:
        StoreError: the server cannot be asked.
    """
    with PostgresLog(address, connections.connect(address, write=False), write=False) as log:
        return _mark_of(log) is not None


@contextlib.contextmanager
def new_server_log(
    address: str, about: Mapping[str, str], desk_kinds: Collection[str]
) -> Iterator[Writer]:
    """Make a log in a database that has none, with its first content, in one transaction.

    Raises:
        StoreError: there is one, the server cannot be reached or trusted, or this user may not.
    """
    with PostgresLog(address, connections.connect(address, write=True), write=True) as log:
        log.about = dict(about)
        with log.writing() as writer:
            if _mark_of(log) is not None:
                raise StoreError("exists", log.path)
            ((encoding,),) = log.rows("SHOW server_encoding")
            if encoding != "UTF8":
                raise StoreError("encoding", log.path, encoding)
            with connections.errors_of(log.path):
                log.connection.execute(schema())
            for item in about.items():
                log.run("INSERT INTO about VALUES (?, ?)", item)
            for kind in sorted(desk_kinds):
                log.run("INSERT INTO desk_kind VALUES (?)", (kind,))
            yield writer
