"""A real PostgreSQL server for the tests: made, started and thrown away by them.

It refuses to run as root: there it runs as user ``postgres``, in a folder handed over to it. It
does not wait for the disk (`fsync` is off): what is killed here are processes, not machines.
"""

import contextlib
import glob
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

MACHINE = "stembalie.voorbeeld.example"
"""The name in the certificate of the server."""
SUPERUSER = "beheer"
"""Who owns the server."""
OFFICE = "kantoor"
"""The user of the office: may make databases and roles, and is no superuser."""
DESK = "balie"
"""The user of a desk, with the role that the office gives it."""
PASSWORD = "geheim-verzonnen-woord"  # noqa: S105 - of a server that lives as long as the tests

_SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=16MB",
    "max_connections=60",
    "max_wal_senders=0",
    "wal_level=minimal",
    "autovacuum=off",
    "max_parallel_workers=0",
    "max_parallel_maintenance_workers=0",
    "log_min_messages=fatal",
)


def binaries() -> str | None:
    """Return the folder with initdb and pg_ctl, of the newest version; None where there is none."""
    on_path = shutil.which("initdb")
    found = [
        *([] if on_path is None else [os.path.dirname(os.path.realpath(on_path))]),
        *sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4])),
    ]
    return next((path for path in reversed(found) if os.path.exists(f"{path}/pg_ctl")), None)


class Server:
    """A server that runs, or is to be started again."""

    def __init__(self, folder: Path, programs: str, port: int, user: str | None) -> None:
        self.folder = folder
        self.port = port
        self._programs = programs
        self._user = user
        self._numbers = itertools.count()

    def address(
        self, database: str, user: str = OFFICE, *, host: str | None = None, port: int | None = None
    ) -> str:
        """Return the address of a database: by the socket, or by a name or number of a machine."""
        if host is None:
            return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"
        return f"postgresql://{user}:{PASSWORD}@{host}:{port or self.port}/{database}"

    def connect(
        self, database: str = "postgres", user: str = SUPERUSER
    ) -> "psycopg.Connection[Any]":
        """Connect to a database, past alvvote."""
        import psycopg  # noqa: PLC0415 - few tests need it

        return psycopg.connect(self.address(database, user), autocommit=True)

    def new_database(self) -> str:
        """Make an empty database of the office, and return its name."""
        name = f"alv{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER {OFFICE} STRATEGY file_copy")
        return name

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "start"
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; ``immediate`` is as if it was killed."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "stop")

    @property
    def authority(self) -> Path:
        """The certificate of the authority that vouches for this server, as `MACHINE`."""
        return self.folder / "authority.pem"

    def _make_certificates(self) -> None:
        from tests.certificates import Authority  # noqa: PLC0415 - few tests need it

        authority = Authority("Gezag (verzonnen)")
        authority.write(self.authority)
        authority.vouch(MACHINE, self.folder / "server.crt", self.folder / "server.key")
        if self._user is not None:
            shutil.chown(self.folder / "server.key", self._user)

    def make(self, settings: Sequence[str] = ()) -> None:
        """Make its files."""
        data = self.folder / "data"
        self._make_certificates()
        self._run(
            *("initdb", "-D", str(data), "-U", SUPERUSER, "--auth-local=trust"),
            *("--auth-host=scram-sha-256", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"),
            *("--no-instructions",),
        )
        own = (f"port={self.port}", "listen_addresses='127.0.0.1'")
        socket_folder = f"unix_socket_directories='{self.folder}'"
        tls = (
            "ssl=on",
            f"ssl_cert_file='{self.folder}/server.crt'",
            f"ssl_key_file='{self.folder}/server.key'",
        )
        lines = "\n".join((*_SETTINGS, *own, socket_folder, *tls, *settings))
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"{lines}\n")

    def make_roles(self) -> None:
        """Make the users of the office and of a desk."""
        with self.connect() as connection:
            connection.execute(
                f"CREATE ROLE {OFFICE} LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}';"
                f"CREATE ROLE {DESK} LOGIN PASSWORD '{PASSWORD}';"
                "CREATE ROLE alvvote_desk NOLOGIN;"
                f"GRANT alvvote_desk TO {DESK}"
            )

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [f"{self._programs}/{program}", *arguments],
            cwd=self.folder,
            user=self._user,
            group=self._user,
            extra_groups=None if self._user is None else [],
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PGTZ": "UTC"},
            # What the server inherits it keeps open.
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        if done.returncode:
            log = self.folder / "log"
            said = log.read_text(encoding="utf-8") if log.exists() else ""
            raise AssertionError(f"{program} {arguments}: {done.returncode}\n{said}")


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def started(programs: str, settings: Sequence[str] = ()) -> Iterator[Server]:
    """Make a server and start it; afterwards it is gone."""
    is_root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="alvvote-pg-"))
    server = Server(folder, programs, free_port(), "postgres" if is_root else None)
    try:
        if is_root:
            shutil.chown(folder, "postgres", "postgres")
        server.make(settings)
        server.start()
        try:
            server.make_roles()
            yield server
        finally:
            with contextlib.suppress(AssertionError):
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
