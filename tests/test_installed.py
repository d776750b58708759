"""An installed alvvote, without the checkout, has what it needs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, missing


def _uv() -> str:
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None or not (CHECKOUT / "uv.lock").exists():
        missing("uv with a lock file", "python -m pip install uv && python -m uv run pytest")
    return str(uv)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment with the wheel of this checkout, made without network."""
    environment = tmp_path_factory.mktemp("installed") / "environment"
    clean = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    subprocess.run(
        [_uv(), "sync", "--no-dev", "--no-editable", "--frozen", "--offline", "--quiet"],
        cwd=CHECKOUT,
        env={
            **clean,
            "UV_PROJECT_ENVIRONMENT": str(environment),
            # Few of the modules are used, and none more than a few times.
            "UV_COMPILE_BYTECODE": "0",
            "UV_LINK_MODE": "symlink",
        },
        check=True,
        timeout=120,
    )
    return environment


def _run(environment: Path, cwd: Path, *args: str | Path) -> str:
    folder = environment / ("Scripts" if os.name == "nt" else "bin")
    clean = {n: v for n, v in os.environ.items() if n not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [folder / args[0], *map(str, args[1:])],
        cwd=cwd,
        env={**clean, "ALVVOTE_LANG": "en"},
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return done.stdout


@pytest.mark.long
def test_it_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """Both commands work from the wheel, in any folder; the code is not that of the checkout."""
    code = "import alvvote; print(alvvote.__file__)"
    assert str(installed) in _run(installed, tmp_path, "python", "-c", code)
    assert "75 votes" in _run(installed, tmp_path, "alvvote", "votes", "--gemeente", "Utrecht")
    example = CHECKOUT / "examples" / "voorbeeld-alv"
    for name in ("agenda.csv", "ballots.csv"):
        shutil.copy(example / name, tmp_path)
    told = _run(installed, tmp_path, "alvvote", "tally", "ballots.csv", "--agenda", "agenda.csv")
    assert told.count("ADOPTED") == 4  # three by count, one by acclamation
    assert "342 members, 13,211 votes" in told


@pytest.mark.long
def test_it_knows_the_abolished_names(installed: Path, tmp_path: Path) -> None:
    """Boundary changes and aliases travel along."""
    with pytest.raises(subprocess.CalledProcessError) as failed:
        _run(installed, tmp_path, "alvvote", "votes", "--gemeente", "Weesp")
    assert "Amsterdam on 24 March 2022" in " ".join(failed.value.stderr.split())
    assert "'s-Gravenhage" in _run(
        installed, tmp_path, "alvvote", "votes", "--gemeente", "Den Haag"
    )


@pytest.mark.long
def test_dutch_travels_along(installed: Path, tmp_path: Path) -> None:
    """The Dutch catalogue is in the wheel."""
    code = "from alvvote.i18n import _, use_language; use_language('nl'); print(_('votes'))"
    assert _run(installed, tmp_path, "python", "-c", code) == "stemmen\n"


@pytest.mark.long
def test_no_development_dependency_is_needed(installed: Path, tmp_path: Path) -> None:
    """The environment really is without them, so the tests above say something."""
    code = "import importlib.util as u; print([n for n in ('pytest', 'babel') if u.find_spec(n)])"
    assert _run(installed, tmp_path, "python", "-c", code) == "[]\n"
