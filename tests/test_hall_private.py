"""What desks and hall keep of persons: in private parts alone, in nothing that leaves, erasable.

Every person is invented (verzonnen); what must stay private has one word in it.
"""

from pathlib import Path

import pytest

from alvvote.ledger.store import open_log
from alvvote.meeting.events import EVENTS
from tests import ledger_worlds as worlds
from tests.conftest import Run
from tests.vote_steps import item, make_meeting, state_of

WORD = "geheimzin"
NAMES = tuple(f"{WORD.title()} {n}" for n in ("Een", "Twee", "Drie", "Vier", "Toezicht"))
ONE, TWO, THREE, FOUR, SUPERVISOR = NAMES
DESK = ("--desk", f"{WORD}balie")
REASON = ("--reden", f"{WORD}reden")
PAPER = ("--volmacht", "papier")
UTRECHT, BORNE = ("--gemeente", "Utrecht"), ("--gemeente", "Borne")
DAY = (
    ("desk", "supervisor", "--naam", SUPERVISOR),
    ("desk", "key", *DESK, "--out", "balie.key"),
    ("representatives", "add", *UTRECHT, "--naam", ONE, "--functie", "wethouder", *PAPER, *DESK),
    ("representatives", "withdraw", *UTRECHT, *REASON, *DESK),
    ("representatives", "add", *UTRECHT, "--naam", ONE, "--functie", "wethouder", *PAPER, *DESK),
    (
        *("representatives", "add", *BORNE, "--naam", ONE, "--functie", "griffier"),
        *("--zelfde-persoon", "ja", *DESK),
    ),
    ("desk", "refuse", *BORNE, "--naam", TWO, "--functie", WORD, *REASON, *DESK),
    ("desk", "check-in", *UTRECHT, *DESK),
    (
        *("desk", "check-in", *BORNE, "--naam", THREE, "--functie", "loco-secretaris", *PAPER),
        *("--toezichthouder", SUPERVISOR, *REASON, *DESK),
    ),
    (
        *("desk", "substitute", *UTRECHT, "--naam", FOUR, "--functie", "raadslid", *PAPER),
        *(*REASON, *DESK),
    ),
    ("desk", "reissue-pass", *BORNE, *REASON, *DESK),
    ("desk", "door", *BORNE, "--in", "--deur", f"{WORD}deur"),
    ("vote", "open", "M1"),
    ("vote", "scan", "M1", "--stem", "voor", "3", *DESK),
    ("vote", "cast", "M1", *BORNE, "--stem", "tegen", *DESK),
    ("vote", "close", "M1"),
    ("vote", "scan", "M1", "--stem", "tegen", "--hertelling", "3", *DESK),
    ("vote", "cast", "M1", *UTRECHT, "--stem", "tegen", "--correct", *REASON, *DESK),
    ("vote", "declare", "M1", "--oordeel", "verworpen"),
    ("desk", "check-out", *BORNE, *DESK),
)
LEAVES = (
    ("ledger", "export", "--output", "uit/export.jsonl"),
    ("vote", "export", "--out", "uit/export"),
    ("minutes", "--out", "uit/notulen"),
    ("publish", "--out", "uit/site", "--only", "csv,json,proof"),
    *(
        (*command, "--format", form)
        for command in (
            ("ledger", "log"),
            ("ledger", "head"),
            ("vote", "result", "M1"),
            ("vote", "status"),
            ("vote", "recount", "M1"),
            ("cards", "list"),
        )
        for form in ("table", "json")
    ),
)
"""What a command writes of it that is not for the office alone."""


@pytest.fixture
def alv(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the day, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), fix=("--aanmelding",))
    for step in DAY:
        ran = run(*step)
        assert ran.code == 0, (step, ran.out, ran.err)
    return path


def test_what_desks_keep_of_persons_stands_in_private_parts(alv: Path) -> None:
    """Each field for a text that an act at a desk fills in, and nothing of it in public."""
    filled: dict[str, set[str]] = {}
    with open_log(str(alv), write=False) as log:
        for entry in log.entries():
            assert WORD not in entry.leaf.decode().casefold()
            told = {
                name
                for name, value in (entry.private or {}).items()
                if isinstance(value, str) and WORD in value.casefold()
            }
            filled.setdefault(entry.kind, set()).update(told)
    texts = {"name", "desk", "door", "reason", "way", "supervisor"}
    expected = {kind: EVENTS[kind].private & texts for kind in filled}
    # Beforehand there was nothing to decide; the supervisor of a refusal stands in its rules.
    expected["representative.named"] -= {"supervisor", "reason"}
    expected["representative.refused"] -= {"supervisor"}
    expected["representative.refused"] |= {"function"}
    assert filled == expected
    assert {"accreditation.began", "pass.replaced", "door.passed", "ballot.scanned"} < set(filled)


def test_nothing_of_it_leaves_and_all_of_it_can_be_erased(
    run: Run, alv: Path, tmp_path: Path
) -> None:
    """No file and no output has it, nor the code of a pass; after erasing the dossier has not."""
    passes = [each.code or "" for held in state_of(alv).passes.values() for each in held]
    assert len(passes) == 4
    secrets = [word.encode() for word in (WORD, WORD.title(), "loco-secretaris", *passes)]
    (tmp_path / "uit").mkdir()
    said = b""
    for command in LEAVES:
        ran = run(*command)
        assert ran.code == 0, (command, ran.out, ran.err)
        said += (ran.out + ran.err).encode()
    files = [path for path in (tmp_path / "uit").rglob("*") if path.is_file()]
    assert len(files) > 10
    for secret in secrets:
        assert secret not in said
        assert [path.name for path in files if secret in path.read_bytes()] == []
        assert [path.name for path in tmp_path.glob("alv.alv*") if secret in path.read_bytes()]
    names = run("presence").out + run("presence", "--format", "json").out
    names += run("presence", "--format", "csv").out
    assert not [name for name in NAMES if name in names]
    accredited = dict(state_of(alv).accredited)
    assert run("ledger", "erase", "--personal", "--reden", "voorbeeld (verzonnen)").code == 0
    for secret in secrets:
        assert [
            path.name for path in tmp_path.glob("alv.alv*") if secret in path.read_bytes()
        ] == []
    assert run("ledger", "verify").code == 0
    worlds.sound(alv)
    assert state_of(alv).accredited == accredited
