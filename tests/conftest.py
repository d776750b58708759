"""What the tests share: the command run in this process, or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest
from hypothesis import settings

from alvvote.cli.app import main
from tests.in_memory import keep_files_in_memory
from tests.known_figures import known_figures
from tests.postgres_server import Server, binaries, started

keep_files_in_memory()
# A busy machine is no failure: how long an example takes is for the benchmarks.
settings.register_profile("alvvote", deadline=None)
settings.load_profile("alvvote")
CHECKOUT = Path(__file__).parents[1]
ON_CI = bool(os.environ.get("CI"))


class Ran(NamedTuple):
    """What a run of the command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON on standard output."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def no_own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the developer added to the figures out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("no-own-data")))
        with known_figures():
            yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs alvvote in this process, in English: ``run("votes", …)``."""

    def run_here(*args: str | Path) -> Ran:
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_here


@pytest.fixture
def run_process() -> Run:
    """Return a function that runs alvvote as a process; `env` is added to its environment."""

    def run_there(
        *args: str | Path,
        env: dict[str, str] | None = None,
        stdin: bytes = b"",
        cwd: Path | None = None,
    ) -> Ran:
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR"}
        }
        done = subprocess.run(
            [sys.executable, "-m", "alvvote", *map(str, args)],
            env={**clean, "LANG": "C.UTF-8", "COLUMNS": "80", **(env or {})},
            input=stdin,
            cwd=cwd,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_there


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give a PostgreSQL server, started once for each process of tests that asks for it."""
    found = binaries()
    if found is None:
        missing("PostgreSQL", "apt-get install postgresql")
    with started(found) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the name of a place for a dossier, once for each store."""
    # The key of a dossier on a server comes into the current folder.
    monkeypatch.chdir(tmp_path)
    if request.param == "sqlite":
        return str(tmp_path / "voorbeeld.alv")
    server: Server = request.getfixturevalue("postgres")
    return server.address(server.new_database())


def missing(part: str, install: str) -> NoReturn:
    """Skip a test for a part that is not there, and say what to install; on CI it fails."""
    message = f"{part} is not there; install it: {install}"
    if ON_CI:
        pytest.fail(message)
    pytest.skip(message)
