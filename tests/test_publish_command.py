"""``alvvote publish``: a folder that is whole or not there, with a manifest to check it by."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from alvvote.publish import folder as folders
from alvvote.publish.formats import Made
from tests.conftest import CHECKOUT, Run, missing
from tests.vote_steps import item, make_meeting

EXAMPLE = CHECKOUT / "examples" / "voorbeeld-alv"
SOURCE = (EXAMPLE / "ballots.csv", "--agenda", EXAMPLE / "agenda.csv")
QUICK = ("--only", "csv,json")


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _meeting(run: Run, tmp_path: Path, *, declare: bool = True, rehearsal: bool = False) -> Path:
    """Make a dossier in which M1 was voted on by three members."""
    new = ("--oefening",) if rehearsal else ()
    dossier = make_meeting(run, tmp_path / "alv.alv", item("M1"), item("M2"), new=new)
    steps = [
        ("vote", "open", "M1"),
        ("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor"),
        ("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "tegen"),
        ("vote", "close", "M1"),
    ]
    if declare:
        steps.append(("vote", "declare", "M1", "--oordeel", "aangenomen"))
    for step in steps:
        done = run(*step, "--dossier", dossier)
        assert done.code == 0, done.err
    return dossier


def test_the_manifest_names_every_file_and_sha256sum_agrees(run: Run, tmp_path: Path) -> None:
    """The manifest names every file and sha256sum agrees."""
    out = tmp_path / "uit"
    done = run("publish", *SOURCE, "--out", out, *QUICK)
    assert done.code == 0, done.err
    lines = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    named = {line[66:]: line[:64] for line in lines}
    tree = _tree(out)
    assert set(named) == set(tree) - {"SHA256SUMS"}
    assert all(hashlib.sha256(tree[path]).hexdigest() == value for path, value in named.items())
    if shutil.which("sha256sum") is None:
        missing("sha256sum", "apt-get install coreutils")
    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],  # noqa: S607
        cwd=out,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_same_input_same_bytes(run: Run, tmp_path: Path) -> None:
    """Same input same bytes."""
    for name in ("een", "twee"):
        assert run("publish", *SOURCE, "--out", tmp_path / name, *QUICK).code == 0
    assert _tree(tmp_path / "een") == _tree(tmp_path / "twee")


def test_the_example_is_known_as_invented_by_its_files_alone(run: Run, tmp_path: Path) -> None:
    """The example is known as invented by its files alone."""
    said = tmp_path / "verzonnen.csv"
    said.write_text(
        "voorstel,gemeente,stem,opmerking\nM1,Utrecht,voor,verzonnen\n", encoding="utf-8"
    )
    done = run("publish", said, "--out", tmp_path / "uit", *QUICK, "--format", "json")
    assert done.code == 0, done.err
    assert done.document["invented"] is True
    real = tmp_path / "ballots.csv"
    real.write_text("voorstel,gemeente,stem\nM1,Utrecht,voor\n", encoding="utf-8")
    done = run("publish", real, "--out", tmp_path / "echt", *QUICK, "--format", "json")
    assert done.document["invented"] is False
    done = run("publish", real, "--out", tmp_path / "ja", *QUICK, "--voorbeeld", "--format", "json")
    assert done.document["invented"] is True


def test_a_dossier_is_published_with_proofs_and_a_signature(run: Run, tmp_path: Path) -> None:
    """A dossier is published with proofs and a signature."""
    dossier = _meeting(run, tmp_path)
    out = tmp_path / "uit"
    done = run("publish", dossier, "--out", out, "--only", "csv,proof", "--format", "json")
    assert done.code == 0, done.err
    assert done.document["signed"] is True
    assert done.document["votes"] == ["M1"]
    if shutil.which("openssl") is None:
        missing("openssl", "apt-get install openssl")
    checked = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "SHA256SUMS.pub", "-rawin",  # noqa: S607
         "-in", "SHA256SUMS", "-sigfile", "SHA256SUMS.sig"],
        cwd=out,
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    zips = sorted(path.name for path in (out / "bewijs").glob("*.zip"))
    assert zips == ["GM0147.zip", "GM0344.zip"]
    for name in zips:
        proved = run("ledger", "check-proof", out / "bewijs" / name, "--format", "json")
        assert proved.code == 0, proved.err
        assert [one["vote"] for one in proved.document["proofs"]] == ["M1"]
        assert proved.document["proofs"][0]["gm_code"] == name[:6]


@pytest.mark.parametrize(
    ("declare", "rehearsal", "code"), [(False, False, "U101"), (True, True, "M114")]
)
def test_what_was_not_decided_is_not_published(
    run: Run, tmp_path: Path, *, declare: bool, rehearsal: bool, code: str
) -> None:
    """What was not decided is not published."""
    dossier = _meeting(run, tmp_path, declare=declare, rehearsal=rehearsal)
    done = run("publish", dossier, "--out", tmp_path / "uit", *QUICK)
    assert done.code == 1
    assert code in done.err
    assert not (tmp_path / "uit").exists()


def test_nothing_that_was_there_is_touched(run: Run, tmp_path: Path) -> None:
    """Nothing that was there is touched."""
    out = tmp_path / "uit"
    assert run("publish", *SOURCE, "--out", out, *QUICK).code == 0
    before = _tree(out)
    done = run("publish", *SOURCE, "--out", out, "--only", "csv")
    assert (done.code, "U102" in done.err) == (1, True)
    assert _tree(out) == before
    assert run("publish", *SOURCE, "--out", out, "--only", "csv", "--replace").code == 0
    assert set(_tree(out)) < set(before)
    (out / "eigen.txt").write_text("van mij", encoding="utf-8")
    done = run("publish", *SOURCE, "--out", out, *QUICK, "--replace")
    assert (done.code, "U104" in done.err) == (1, True)
    assert (out / "eigen.txt").read_text(encoding="utf-8") == "van mij"


def test_a_folder_that_is_no_publication_is_never_replaced(run: Run, tmp_path: Path) -> None:
    """A folder that is no publication is never replaced."""
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "brief.txt").write_text("lief", encoding="utf-8")
    done = run("publish", *SOURCE, "--out", tmp_path / "brieven", *QUICK, "--replace")
    assert (done.code, "U104" in done.err) == (1, True)
    assert _tree(tmp_path) == {"brieven/brief.txt": b"lief"}


def test_an_empty_folder_is_taken(run: Run, tmp_path: Path) -> None:
    """An empty folder is taken."""
    (tmp_path / "uit").mkdir()
    assert run("publish", *SOURCE, "--out", tmp_path / "uit", *QUICK).code == 0


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    """A file is no folder."""
    (tmp_path / "uit").write_text("tekst", encoding="utf-8")
    done = run("publish", *SOURCE, "--out", tmp_path / "uit", *QUICK, "--replace")
    assert (done.code, "U103" in done.err) == (1, True)


@pytest.mark.parametrize("there", [False, True])
def test_what_stops_halfway_leaves_nothing_and_takes_nothing(
    tmp_path: Path, *, there: bool
) -> None:
    """What stops halfway leaves nothing and takes nothing."""
    target = tmp_path / "uit"
    if there:
        target.mkdir()
        (target / "oud.txt").write_text("oud", encoding="utf-8")
    before = _tree(tmp_path)

    def files() -> Iterator[Made]:
        yield Made("csv", "een.csv", b"1")
        yield Made("csv", "map/twee.csv", b"2")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folders.write_folder(str(target), files(), None)
    assert _tree(tmp_path) == before
    assert sorted(os.listdir(tmp_path)) == (["uit"] if there else [])


def test_where_the_move_fails_the_old_folder_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the move fails the old folder stays."""
    target = tmp_path / "uit"
    folders.write_folder(str(target), [Made("csv", "a.csv", b"oud")], None)
    before = _tree(tmp_path)
    rename, calls = os.rename, []

    def failing(source: str, to: str) -> None:
        calls.append(to)
        if len(calls) == 2:
            raise OSError(28, "vol")
        rename(source, to)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(OSError, match="vol"):
        folders.write_folder(str(target), [Made("csv", "a.csv", b"nieuw")], None)
    assert _tree(tmp_path) == before


@pytest.mark.parametrize(
    "wrong",
    [
        ("--only", "csv,word"),
        ("--only", "csv,proof"),
        ("--lang", "fr"),
        ("--url", "www.voorbeeld.nl"),
        ("--toegankelijkheidsverklaring", "javascript:alert(1)"),
    ],
)
def test_wrong_usage(run: Run, tmp_path: Path, wrong: tuple[str, str]) -> None:
    """Wrong usage."""
    done = run("publish", *SOURCE, "--out", tmp_path / "uit", *wrong)
    assert done.code == 2
    assert wrong[0] in done.err


def test_errors_in_the_ballots_publish_nothing(run: Run, tmp_path: Path) -> None:
    """Errors in the ballots publish nothing."""
    ballots = tmp_path / "ballots.csv"
    ballots.write_text("voorstel,gemeente,stem\nM1,Utrect,voor\n", encoding="utf-8")
    done = run("publish", ballots, "--out", tmp_path / "uit", *QUICK)
    assert (done.code, "B201" in done.err) == (1, True)
    assert not (tmp_path / "uit").exists()


def test_formats_may_be_named_one_by_one(run: Run, tmp_path: Path) -> None:
    """Formats may be named one by one."""
    done = run("publish", *SOURCE, "--out", tmp_path / "uit", "--only", "csv", "--only", "json")
    assert done.code == 0, done.err
    assert {"stemgedrag.csv", "popolo.json"} <= set(_tree(tmp_path / "uit"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_who_is_ended_halfway_leaves_nothing(tmp_path: Path, how: signal.Signals) -> None:
    """A real process that is told to stop as soon as its first page is written."""
    folder = tmp_path / "map"
    folder.mkdir()
    arguments = [*map(str, SOURCE), "--out", str(folder / "uit")]
    with subprocess.Popen([sys.executable, "-m", "alvvote", "publish", *arguments]) as process:
        while process.poll() is None and not any(folder.glob(".alvvote-*/index.html")):
            pass
        process.send_signal(how)
        assert process.wait(60) == 130
    assert list(folder.iterdir()) == []
