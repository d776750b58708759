"""Connecting to the server of a log: verified, patient, and with one kind of error.

psycopg comes with the extra ``postgres``; this module is imported only for an address of a server.
"""

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from alvvote.ledger.address import is_address, shown_address
from alvvote.ledger.errors import StoreError, StoreReason
from alvvote.ledger.postgres_schema import SCHEMA_NAME

if TYPE_CHECKING:
    import psycopg

PATIENCE = 30.0
"""Seconds that one process waits for another that writes."""
_OWN_NAMES = frozenset({"", "localhost"})
_OWN_ADDRESSES = frozenset({"", "127.0.0.1", "::1"})
_VERIFIED = "verify-full"

# A cable that is pulled is noticed after some ten seconds, not after two hours, by both sides: a
# session that is gone must not keep the lock.
_TIMES = {
    "connect_timeout": "5",
    "keepalives_idle": "4",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
_TIMES_OF_SERVER = (
    " -c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
    " -c tcp_user_timeout=10000"
)

# https://www.postgresql.org/docs/15/errcodes-appendix.html
_STATES: dict[str, StoreReason] = {
    "55P03": "locked",
    "40P01": "locked",
    "53100": "full",
    "25006": "read only",
    "42501": "not allowed",
    "XX001": "damaged",
    "XX002": "damaged",
    "57P01": "unreachable",
    "57P02": "unreachable",
    "57P03": "unreachable",
    "25P03": "unreachable",
    "3D000": "no database",
    "42P06": "exists",
}
# When no connection comes about libpq has no codes, only words. The first one found counts.
_OF_SERVER: tuple[tuple[str, StoreReason], ...] = (
    ("starting up", "unreachable"),
    ("shutting down", "unreachable"),
    ("in recovery mode", "unreachable"),
    ("not yet accepting", "unreachable"),
    ('FATAL:  database "', "no database"),
    ("FATAL", "refused"),
)
_OF_LIBRARY: tuple[tuple[str, StoreReason], ...] = (
    ("certificate", "untrusted"),
    ("SSL", "untrusted"),
)


def is_own_machine(host: str, hostaddr: str) -> bool:
    """Tell whether these hosts, as libpq takes them, are all this machine."""
    own_host = all(
        name in _OWN_NAMES | _OWN_ADDRESSES or name.startswith(("/", "@"))
        for name in host.split(",")
    )
    return own_host and all(part in _OWN_ADDRESSES for part in hostaddr.split(","))


def parameters_of(address: str) -> dict[str, str]:
    """Return what libpq is to be given for an address; what it does not say is never guessed worse.

    Raises:
        StoreError: the address cannot be read, or says that the server need not be verified.
    """
    import psycopg.conninfo  # noqa: PLC0415

    user, at, _place = address.partition("://")[2].rpartition("@")
    if not is_address(address) or (at and set(user) & set("@/?#")):
        raise StoreError("address", shown_address(address))
    try:
        read = psycopg.conninfo.conninfo_to_dict(address)
    except psycopg.Error as error:
        # What libpq says of it may hold the password.
        raise StoreError("address", shown_address(address)) from error
    given = {name: str(value) for name, value in read.items() if value is not None}
    # Also what comes from the environment must not lead elsewhere, or to less.
    host = given.get("host", os.environ.get("PGHOST", ""))
    hostaddr = given.get("hostaddr", os.environ.get("PGHOSTADDR", ""))
    safe = {"host": host, "hostaddr": hostaddr, "gssencmode": "disable"}
    safe["client_encoding"] = "UTF8"
    if not is_own_machine(host, hostaddr):
        mode = given.get("sslmode", _VERIFIED)
        if mode != _VERIFIED:
            raise StoreError("insecure", shown_address(address), mode)
        safe["sslmode"] = _VERIFIED
        root = given.get("sslrootcert", os.environ.get("PGSSLROOTCERT"))
        safe["sslrootcert"] = root or "system"
    return {**_TIMES, **given, **safe}


def connect(address: str, *, write: bool) -> "psycopg.Connection[tuple[Any, ...]]":
    """Connect to the database of a log.

    Raises:
        StoreError: psycopg is not installed, the address is not as it should be, or no connection
            comes about.
    """
    shown = shown_address(address)
    try:
        import psycopg  # noqa: PLC0415
    except ImportError as error:
        raise StoreError("no driver", shown) from error
    parameters = parameters_of(address)
    settings = f"-c search_path={SCHEMA_NAME},pg_temp{_TIMES_OF_SERVER}"
    if not write:
        settings += " -c default_transaction_read_only=on"
    parameters["options"] = f"{parameters.get('options', '')} {settings}".strip()
    try:
        return psycopg.connect(**parameters, autocommit=True)  # type: ignore[arg-type]
    except psycopg.Error as error:
        reason, detail = _of_connecting(error)
        raise StoreError(reason, shown, detail) from error


def _of_connecting(error: "psycopg.Error") -> tuple[StoreReason, str]:
    text = str(error).strip()
    # A line that says that something failed says why; what may follow it only asks back.
    lines = text.splitlines()
    last = next((line for line in reversed(lines) if "failed: " in line), "".join(lines[-1:]))
    detail = last.rpartition("failed: ")[2].removeprefix("FATAL:").strip()
    # The server may speak of encryption too, where it refuses somebody.
    for words, reason in (*_OF_SERVER, *_OF_LIBRARY):
        if words in text:
            return reason, detail
    return "unreachable", detail


@contextlib.contextmanager
def errors_of(path: str, *, committing: bool = False) -> Iterator[None]:
    """Turn what psycopg raises into a `StoreError` about the log, without values of its rows."""
    import psycopg  # noqa: PLC0415

    try:
        yield
    except psycopg.Error as error:
        state = error.sqlstate
        detail = error.diag.message_primary or str(error).strip().partition("\n")[0]
        if state is None or state.startswith("08"):
            reason: StoreReason = "unreachable"
        elif state.startswith("28"):
            reason = "refused"
        elif state in {"42P01", "3F000"}:
            reason = "not a ledger"
        else:
            reason = _STATES.get(state, "io")
        maybe = committing and reason == "unreachable"
        raise StoreError(reason, path, detail, maybe_recorded=maybe) from error
