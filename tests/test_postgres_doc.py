"""What the page on a server says to type works as it stands there, on a server made by it.

Other than on the page are the port, the network, the name of the machine (which no resolver knows),
and that passwords are not typed at a prompt.
"""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ledger_worlds as worlds
from tests.conftest import CHECKOUT, Run, missing
from tests.postgres_server import PASSWORD, binaries, free_port

_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


class Page:
    """The blocks of the page, each used once."""

    def __init__(self) -> None:
        text = (CHECKOUT / "docs" / "postgres.md").read_text(encoding="utf-8")
        self.left: list[tuple[str, str]] = _BLOCK.findall(text)

    def take(self, kind: str, words: str) -> str:
        """Return the block of this kind that begins so, or has a line that does."""
        ((_kind, found),) = [
            block for block in self.left if block[0] == kind and f"\n{words}" in f"\n{block[1]}"
        ]
        self.left.remove((kind, found))
        return found


class Machine:
    """The machine of the server, where everything is done in one folder as one user."""

    def __init__(self, programs: str) -> None:
        is_root = os.geteuid() == 0
        self.folder = Path(tempfile.mkdtemp(prefix="alvvote-pg-"))
        self.port = free_port()
        self._user = "postgres" if is_root else None
        self._environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGPORT": str(self.port),
            "PGHOST": str(self.folder),
            "PGDATABASE": "postgres",
            "LC_ALL": "C",
        }
        if is_root:
            shutil.chown(self.folder, "postgres", "postgres")

    def shell(self, commands: str, given: str = "") -> str:
        """Run commands as they stand on the page; return what they say."""
        # What a server inherits it keeps open: a file, and no pipe.
        with (self.folder / "said").open("w+", encoding="utf-8") as said:
            done = subprocess.run(
                ["/bin/sh", "-ec", commands],
                cwd=self.folder,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
                env=self._environment,
                input=given,
                text=True,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=60,
            )
            said.seek(0)
            text = said.read()
        assert done.returncode == 0, (commands, text)
        return text

    def add(self, file: str, lines: str) -> None:
        """Put lines at the end of a file."""
        with (self.folder / file).open("a", encoding="utf-8") as opened:
            opened.write(lines)


@pytest.fixture
def machine() -> Iterator[Machine]:
    """Give a machine for a server; what runs there at the end is stopped."""
    found = binaries()
    if found is None or shutil.which("psql") is None or shutil.which("openssl") is None:
        missing("PostgreSQL or openssl", "apt-get install postgresql openssl")
    made = Machine(found)
    try:
        yield made
    finally:
        if (made.folder / "alv" / "postmaster.pid").exists():
            made.shell("pg_ctl --pgdata=alv -m immediate stop")
        shutil.rmtree(made.folder, ignore_errors=True)


def _make_server(page: Page, machine: Machine) -> None:
    """Follow the first part of the page, up to the users."""
    made = page.take("console", "systemctl").splitlines()
    assert [line.split()[0] for line in made] == ["systemctl", "su", "export", "initdb"]
    machine.shell(made[3])
    machine.shell(page.take("console", "openssl"))
    machine.add("alv/postgresql.conf", page.take("text", "listen_addresses"))
    machine.add("alv/postgresql.conf", f"unix_socket_directories = '{machine.folder}'\n")
    network = page.take("text", "hostssl")
    assert "192.168.10.0/24" in network
    rules = machine.folder / "alv" / "pg_hba.conf"
    # Before those that initdb wrote, which let in the own machine without TLS.
    rules.write_text(network.replace("192.168.10.0/24", "127.0.0.1/32") + rules.read_text())
    machine.shell(page.take("console", "pg_ctl"))
    typed = page.take("sql", "CREATE ROLE")
    set_passwords = re.sub(r"\\password (\w+)", rf"ALTER ROLE \1 PASSWORD '{PASSWORD}';", typed)
    assert set_passwords.count(PASSWORD) == 2
    machine.shell("psql -v ON_ERROR_STOP=1", set_passwords)


def _go_to(machine: Machine, page: Page, patch: pytest.MonkeyPatch) -> str:
    """Make this folder that of a client, with the passwords; return the line of the desk's."""
    line = page.take("text", "stembalie").strip().replace(":5432:", f":{machine.port}:")
    assert line.endswith(":balie3:the-password")
    desk = line.replace("the-password", PASSWORD)
    passwords = Path("pass").absolute()
    passwords.write_text(f"{desk}\n{desk.replace('balie3', 'kantoor')}\n", encoding="utf-8")
    passwords.chmod(0o600)
    shutil.copy(machine.folder / "authority.pem", "authority.pem")
    patch.setenv("PGPASSFILE", str(passwords))
    patch.setenv("PGPORT", str(machine.port))
    patch.setenv("PGHOSTADDR", "127.0.0.1")
    return desk


@pytest.mark.long
def test_a_server_for_a_day(
    machine: Machine, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From initdb to moving back: every command of the page."""
    page = Page()
    page.take("console", "pip install")
    _make_server(page, machine)
    monkeypatch.chdir(tmp_path)
    desk = _go_to(machine, page, monkeypatch)

    def follow(commands: str) -> str:
        said = ""
        for command in commands.splitlines():
            if command.startswith("export "):
                name, _, value = command.removeprefix("export ").partition("=")
                monkeypatch.setenv(name, value.strip('"'))
                continue
            name, *args = shlex.split(os.path.expandvars(command))
            done = run(*args)
            assert (name, done.code) == ("alvvote", 0), (command, done.err)
            said += done.out
        return said

    def stop(_seconds: float) -> None:
        raise KeyboardInterrupt

    follow('alvvote meeting new alv.alv --datum 2026-11-25 --naam "ALV (verzonnen)"')
    assert "the heads are equal" in follow(page.take("console", "alvvote meeting copy --dossier"))
    office = os.environ["ALVVOTE_DOSSIER"]
    assert worlds.contents(office) == worlds.contents("alv.alv")
    at_desk = page.take("console", 'export ALVVOTE_DOSSIER="postgresql://balie3')
    assert "record: 2 entries" in follow(at_desk)
    monkeypatch.setenv("ALVVOTE_DOSSIER", office)
    with monkeypatch.context() as patch:
        patch.setattr("alvvote.cli.meeting_copy_follow.time.sleep", stop)
        copying = page.take("console", "alvvote meeting copy --kopie")
        assert "are not followed any more" in follow(copying)
    follow("alvvote desk key --desk 3")
    assert worlds.contents("veilig.alv-copy") == worlds.contents(office)
    back = follow(page.take("console", "alvvote meeting copy --naar"))
    assert "ALL THAT COULD BE CHECKED IS RIGHT" in back
    assert worlds.contents("alv-na.alv") == worlds.contents(office)

    machine.shell("psql", page.take("sql", "ALTER ROLE balie3 NOLOGIN"))
    refused = run("meeting", "show", "--dossier", office.replace("kantoor@", "balie3@"))
    assert "L125" in refused.err
    # The server dies for good: on another one it goes on with the copy.
    machine.shell("psql -v ON_ERROR_STOP=1", "CREATE DATABASE elders OWNER kantoor;")
    machine.add("alv/pg_hba.conf", "hostssl elders all 127.0.0.1/32 scram-sha-256\n")
    Path("pass").write_text(desk.replace(":alv:balie3:", ":*:kantoor:"), encoding="utf-8")
    elsewhere = office.replace("/alv?", "/elders?")
    follow(f"alvvote meeting copy --dossier veilig.alv-copy --naar {elsewhere}")
    assert worlds.contents(elsewhere) == worlds.contents("alv-na.alv")
    machine.shell("pg_ctl --pgdata=alv stop\nrm -r alv")
    assert page.left == []
