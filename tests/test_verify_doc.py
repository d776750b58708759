"""The steps of ``docs/verify.md``, followed as they stand there, with the real openssl."""

import io
import json
import re
import runpy
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from alvvote.ledger.merkle import inclusion_proof, leaf_hash, root_of
from alvvote.ledger.note import Checkpoint, SignedCheckpoint
from alvvote.ledger.tlog_proof import TlogProof
from tests.conftest import CHECKOUT, Run, missing

PAGE = (CHECKOUT / "docs" / "verify.md").read_text(encoding="utf-8")
SCRIPT = CHECKOUT / "examples" / "verify_ballot.py"
PROOF = "GM0344-M1.tlog-proof"


def _commands() -> list[str]:
    """Return the commands of the page, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def _shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell that finds alvvote and Python in ``bin``."""
    path = f"{folder / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    return subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=folder,
        env={"PATH": path, "LANG": "C.UTF-8", "COLUMNS": "80", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the folder of a keeper, with an invented meeting in which Utrecht voted for M1."""
    if shutil.which("openssl") is None or shutil.which("sha256sum") is None:
        missing("openssl or sha256sum", "apt-get install openssl coreutils")
    monkeypatch.chdir(tmp_path)
    for command in (
        (
            "meeting",
            "new",
            "alv.alv",
            "--datum",
            "2026-11-25",
            "--naam",
            "ALV Voorbeeld (verzonnen)",
        ),
        ("agenda", "add", "M1", "--titel", "Voorbeeldmotie", "--soort", "motie"),
        ("meeting", "fix-roll"),
        ("vote", "open", "M1"),
        ("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "tegen"),
        ("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor"),
        ("vote", "close", "M1"),
        ("vote", "declare", "M1", "--oordeel", "aangenomen"),
    ):
        ran = run(*command)
        assert ran.code == 0, (command, ran.err)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, words in (("alvvote", "-m alvvote"), ("python3", "")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        program.chmod(0o755)
    shutil.copy(SCRIPT, tmp_path)
    return tmp_path


def test_every_step_of_the_page(folder: Path) -> None:
    """Each command succeeds, and says what the page says that it says."""
    said = {}
    for command in _commands():
        ran = _shell(command, folder)
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
        said[command] = ran.stdout
    assert len(said) > 12

    def output(beginning: str) -> str:
        (found,) = (text for command, text in said.items() if command.startswith(beginning))
        return found

    checked = output("alvvote ledger check-proof")
    assert "GM0344, vote M1: for, 75 votes" in checked
    assert "the signature holds" in checked
    by_script = output("python3")
    assert '"gm_code":"GM0344","option":"for"' in by_script
    assert '"votes":75' in by_script
    assert by_script.endswith("RIGHT: the entry stands under this head\n")
    digest = output("(printf").split()[0]
    assert f"leaf hash: {digest}\n" in by_script
    assert output("openssl") == "Signature Verified Successfully\n"
    groups = output("sed -n 3p").strip()
    assert re.fullmatch(r"([0-9a-f]{4} ){7}[0-9a-f]{4}", groups)
    assert f"root:      {groups.replace(' ', '')}" in by_script
    # The eight groups are those that the head is read out with.
    head = _shell("alvvote ledger verify --head head.txt --key alv.pub", folder)
    assert groups in head.stdout


def test_a_changed_proof_fails_every_way(folder: Path) -> None:
    """Who turns the ballot around is found by alvvote, by the script and by the hash."""
    for command in _commands()[:2]:
        assert _shell(command, folder).returncode == 0
    proof = folder / PROOF
    text = proof.read_text(encoding="utf-8")
    encoded = re.search(r"^extra (.*)$", text, re.MULTILINE)
    assert encoded is not None
    turned = _shell(
        f"sed -n 's/^extra //p' {PROOF} | base64 -d | sed s/for/die/ | base64 -w0", folder
    ).stdout
    proof.write_text(text.replace(encoded[1], turned), encoding="utf-8")
    script = _shell(f"python3 verify_ballot.py {PROOF}", folder)
    assert (script.returncode, script.stdout) == (1, "")
    assert "WRONG" in script.stderr
    checked = _shell(f"alvvote ledger check-proof {PROOF}", folder)
    assert (checked.returncode, checked.stdout) == (1, "")
    assert "L112" in checked.stderr


def test_a_changed_head_fails_openssl(folder: Path) -> None:
    """The three lines of a head are what is signed: one entry more, and the signature is false."""
    commands = _commands()
    steps = commands[: commands.index(next(c for c in commands if c.startswith("openssl"))) + 1]
    for command in steps[:-1]:
        assert _shell(command, folder).returncode == 0
    held = folder / "held.txt"
    name, size, root = held.read_text().splitlines()
    held.write_text(f"{name}\n{int(size) + 1}\n{root}\n")
    ran = _shell(steps[-1], folder)
    assert ran.returncode != 0
    assert "Verified Successfully" not in ran.stdout


def _by_script(path: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Return what the script prints, run in this process; None where it says that it is wrong."""
    monkeypatch.setattr(sys, "argv", [str(SCRIPT), str(path)])
    out = io.StringIO()
    with redirect_stdout(out):
        try:
            runpy.run_path(str(SCRIPT))
        except SystemExit as stopped:
            return None if str(stopped).startswith("WRONG") else str(stopped)
    return out.getvalue()


def test_the_script_agrees_for_every_entry_of_small_logs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For every size to 13 and every place the script is right; one place further it is wrong."""
    file = tmp_path / PROOF
    leaves = [json.dumps({"number": number}).encode() for number in range(13)]
    hashes = [leaf_hash(leaf) for leaf in leaves]
    for size in range(1, len(leaves) + 1):
        head = SignedCheckpoint(Checkpoint("voorbeeld", size, root_of(hashes[:size])))
        for index in range(size):
            path = tuple(inclusion_proof(hashes, index, size))
            file.write_text(TlogProof(index, path, head, leaves[index]).text(), encoding="utf-8")
            said = _by_script(file, monkeypatch)
            assert said is not None, (index, size)
            assert f"root:      {head.checkpoint.root.hex()}" in said
            other = leaves[(index + 1) % len(leaves)]
            for wrong in (
                TlogProof(index, path, head, other),
                TlogProof(index + 1, path, head, leaves[index]),
                TlogProof(index, (*path, hashes[0]), head, leaves[index]),
                TlogProof(index, path[:-1], head, leaves[index]) if path else None,
            ):
                if wrong is not None:
                    file.write_text(wrong.text(), encoding="utf-8")
                    assert _by_script(file, monkeypatch) is None, (index, size, wrong)


def test_the_script_stands_alone() -> None:
    """It imports nothing but the standard library, and is short enough to be read."""
    code = SCRIPT.read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE)) <= sys.stdlib_module_names
    body = code.rpartition('"""')[2]
    assert len([line for line in body.splitlines() if line.strip()]) <= 45
