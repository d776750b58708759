"""The full-screen desk in a real terminal: tmux, and a scanner that ends a code with CR or LF."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.desk_steps import World, make_world

pytestmark = pytest.mark.long
SERVER = f"alvvote-{os.getpid()}"
PATIENCE = 60.0
"""Seconds; a screen is there as soon as it is drawn."""


def _tmux(*arguments: str) -> str:
    done = subprocess.run(
        ["tmux", "-L", SERVER, "-f", os.devnull, *arguments],  # noqa: S607
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    return done.stdout.decode()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[tuple[World, Callable[[str], str]]]:
    """Start a desk in a terminal; give the meeting, and what waits until words are in sight."""
    if shutil.which("tmux") is None:
        missing("tmux", "apt-get install tmux")
    world = make_world(tmp_path)
    (tmp_path / "passen").mkdir()
    command = [sys.executable, "-m", "alvvote", "desk", "--desk", "3", "--passes", "passen"]
    start = f"ALVVOTE_LANG=nl exec {shlex.join([*command, '--dossier', world.path])}"
    _tmux("new-session", "-d", "-x", "80", "-y", "24", "-c", str(tmp_path), start)

    def wait_for(words: str) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            shown = _tmux("capture-pane", "-p")
            if words in shown:
                return shown
            time.sleep(0.05)
        raise AssertionError((words, shown))

    try:
        wait_for("0 van 7 leden")
        yield world, wait_for
    finally:
        subprocess.run(["tmux", "-L", SERVER, "kill-server"], check=False)  # noqa: S607


def _scan(code: str, end: str) -> None:
    _tmux("send-keys", "-l", code)
    _tmux("send-keys", end)


def test_a_scan_with_cr_and_one_with_lf(
    terminal: tuple[World, Callable[[str], str]], tmp_path: Path
) -> None:
    """Both show the case; Enter lets in, the pass is in its folder, and a second scan says so."""
    world, wait_for = terminal
    _scan(world.cards["GM9001"], "C-m")
    assert "A. de Voorbeeld, wethouder" in wait_for("TOELATEN?")
    assert not list((tmp_path / "passen").iterdir())
    time.sleep(0.4)  # longer than Enter is deaf behind a scan
    _tmux("send-keys", "Enter")
    wait_for("bewaard in de map")
    (made,) = (tmp_path / "passen").iterdir()
    assert made.name == "stempas-0001-GM9001.pdf"
    assert made.read_bytes().startswith(b"%PDF")
    _scan(world.cards["GM9002"], "C-j")
    wait_for("P R O E F D A M")
    _scan(world.cards["GM9001"], "C-j")
    assert "balie 3" in wait_for("AL AANGEMELD")
    assert "aangemeld 1 van 7 leden" in wait_for("75 van 173 stemmen")
    _tmux("send-keys", "C-q")
    with world.open() as dossier:
        assert set(dossier.state.accredited) == {"GM9001"}
