"""No output takes the place of a dossier, of what SQLite keeps beside one, or of a key."""

from pathlib import Path

import pytest

from alvvote.ledger.errors import StoreError
from alvvote.ledger.store import Log
from alvvote.meeting.dossier import open_dossier
from tests import ledger_worlds as worlds
from tests.conftest import Run


@pytest.mark.parametrize("target", ["alv.alv", "alv.key", "alv.alv-wal", "kopie.alv"])
@pytest.mark.parametrize(
    "command",
    [
        ("ledger", "head", "--output"),
        ("ledger", "head", "--pub"),
        ("ledger", "export", "--output"),
        ("votes", "--gemeente", "Borne", "--output"),
    ],
)
def test_no_output_over_a_record(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    target: str,
) -> None:
    """Whatever command it is: nothing is written, and the record is as it was."""
    monkeypatch.chdir(tmp_path)
    worlds.voted_dossier(tmp_path / "alv.alv")
    worlds.voted_dossier(tmp_path / "kopie.alv")
    before = worlds.contents(tmp_path / "alv.alv"), (tmp_path / "alv.key").read_bytes()
    dossier = () if command[0] == "votes" else ("--dossier", "alv.alv")
    ran = run(*command, target, *dossier)
    assert ran.code in {1, 2}
    assert before == (worlds.contents(tmp_path / "alv.alv"), (tmp_path / "alv.key").read_bytes())
    worlds.sound(tmp_path / "kopie.alv")


def test_an_act_counts_whatever_becomes_of_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That even the failure of the copy cannot be kept does not undo the act."""
    path = worlds.voted_dossier(tmp_path / "alv.alv")
    with open_dossier(path, write=True) as dossier:
        dossier.log.set_copy(str(tmp_path / "er-is-niet" / "kopie.alv"))

        def full(log: Log, *_: object) -> None:
            raise StoreError("full", log.path)

        monkeypatch.setattr(Log, "set_copy", full)
        done = dossier.act(lambda _state: [worlds.added("M9")])
    assert [problem.code for problem in done.warnings] == ["W406"]
    assert "M9" in worlds.act(path).items
