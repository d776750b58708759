"""``alvvote ledger``: what it shows and hides, what it proves, and what it finds changed.

Expected hashes and roots are made here from RFC 9162 section 2.1.1 and RFC 8785 (canonical JSON),
votes from the roll of 1 January 2026: Utrecht 75, Borne 25, Soest 47.
"""

import base64
import contextlib
import hashlib
import json
import shutil
import sqlite3
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from alvvote.cli.ledger_text import _FINDINGS
from alvvote.ledger.audit import What
from alvvote.ledger.entry import Draft
from alvvote.ledger.keys import PublicKey, parse_vkey, read_public_file
from alvvote.ledger.merkle import verify_consistency
from alvvote.ledger.note import check_signature, parse_checkpoint
from alvvote.ledger.store import open_log
from alvvote.ledger.tlog_proof import parse_tlog_proof
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import open_dossier, public_key_of
from alvvote.meeting.proofs import check_proof, prove_ballot
from tests import ledger_worlds as worlds
from tests.conftest import Ran, Run

PERSON = "Verzonnen-Naam"
"""A name of a person in private parts: it must never come out."""
TURNED = (
    """UPDATE entry SET leaf = CAST(replace(leaf, '"for"', '"die"') AS BLOB) WHERE number = 7"""
)
"""What turns the ballot of Utrecht around, in the file itself."""
BALLOT = ("vote", "gm_code", "votes", "option", "accreditation", "replaces")
"""The public fields of a ballot."""
NOT_CHECKED_AT_ALL = ["no head from elsewhere", "key from the dossier", "the clock"]


@pytest.fixture
def alv(tmp_path: Path, run: Run) -> Path:
    """Make a dossier with a motion that is open, and one on persons; Borne corrected its ballot."""
    path = tmp_path / "alv.alv"
    name = "ALV Voorbeeld (verzonnen)"
    _do(run, path, "meeting", "new", path, "--datum", "2026-11-25", "--naam", name)
    _do(run, path, "agenda", "add", "M1", "--titel", "Voorbeeldmotie", "--soort", "motie")
    persons = ("--optie", "Kandidaat A", "--optie", "Kandidaat B")
    _do(run, path, "agenda", "add", "P1", "--titel", "Verkiezing", "--soort", "personen", *persons)
    _do(run, path, "meeting", "fix-roll")
    _do(run, path, "speakers", "add", "M1", "--gemeente", "Borne", "--naam", PERSON)
    _do(run, path, "vote", "open", "M1")
    _cast(run, path, "M1", "Utrecht", "voor")
    _cast(run, path, "M1", "Borne", "voor")
    _cast(run, path, "M1", "Borne", "tegen", "--correct", "--reden", f"fout van {PERSON}")
    return path


@pytest.fixture
def closed(alv: Path, run: Run) -> Path:
    """Close that vote: entries 0 to 10."""
    _do(run, alv, "vote", "close", "M1")
    return alv


def _do(run: Run, path: Path, *args: str | Path) -> Ran:
    ran = run(*args, *(() if "new" in args else ("--dossier", path)))
    assert ran.code == 0, (args, ran.err)
    return ran


def _cast(run: Run, path: Path, vote: str, who: str, what: str, *more: str) -> None:
    _do(run, path, "vote", "cast", vote, "--gemeente", who, "--stem", what, *more)


def _codes(ran: Ran) -> list[str]:
    assert ran.code == 1, ran.out
    return [problem["code"] for problem in ran.document["problems"]]


def _refused(run: Run, path: Path, *args: str | Path) -> list[str]:
    return _codes(run("ledger", *args, "--dossier", path, "--format", "json"))


def _proof(run: Run, path: Path, who: str = "Utrecht", *more: str | Path) -> Path:
    """Write the proof of a ballot in M1; return its file."""
    file = path.parent / f"{who}.tlog-proof"
    more = (*more, "--output", file)
    _do(run, path, "ledger", "prove", "--gemeente", who, "--vote", "M1", *more)
    return file


def _head(run: Run, path: Path, name: str = "head.txt") -> tuple[Path, Path]:
    """Write the newest head and the public key; return their files."""
    files = (path.parent / name, path.parent / "alv.pub")
    _do(run, path, "ledger", "head", "--output", files[0], "--pub", files[1])
    return files


def _root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over these entries as RFC 9162, section 2.1.1, defines it."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + _root(leaves[:split]) + _root(leaves[split:])).digest()


# --- log ------------------------------------------------------------------------------------------


def test_log_hides_the_options_of_an_open_vote(alv: Path, run: Run) -> None:
    """That Utrecht and Borne voted is shown, and not what; once closed it is."""
    shown = _do(run, alv, "ledger", "log", "--vanaf", "7")
    assert "Utrecht (GM0344)  75 votes  voted" in shown.out
    document = _do(run, alv, "ledger", "log", "--format", "json").document
    ballots = [e for e in document["entries"] if e["kind"] == "ballot.cast"]
    assert len(ballots) == 3
    assert all(e["option_hidden"] and "option" not in e["public"] for e in ballots)
    _do(run, alv, "vote", "close", "M1")
    shown = _do(run, alv, "ledger", "log", "--vanaf", "7")
    assert "Utrecht (GM0344)  75 votes  for" in shown.out
    assert "against  in" in shown.out
    document = _do(run, alv, "ledger", "log", "--format", "json").document
    ballots = [e["public"] for e in document["entries"] if e["kind"] == "ballot.cast"]
    options = [(b["gm_code"], b["option"], b["replaces"]) for b in ballots]
    assert options == [("GM0344", "for", None), ("GM0147", "for", None), ("GM0147", "against", 8)]


def test_log_knows_every_kind_of_entry(tmp_path: Path, run: Run) -> None:
    """A whole day of events is shown, each by its word, without anything private."""
    path = tmp_path / "dag.alv"
    name = "ALV Voorbeeld (verzonnen)"
    _do(run, path, "meeting", "new", path, "--datum", "2026-11-25", "--naam", name)
    steps = """agenda add M1 --titel Een --soort motie
        agenda add M2 --titel Twee --soort motie
        agenda add P1 --titel Drie --soort personen --optie A --optie B
        agenda edit M2 --titel Anders
        agenda move M2 --naar 1
        agenda deadlines --moties 2026-11-20T12:00
        meeting fix-roll --aanmelding
        desk check-in --gemeente Utrecht --naam Verzonnen-Naam --functie wethouder
        speakers add M1 --gemeente Utrecht --naam Verzonnen-Naam
        speakers next M1
        vote open M1
        vote cast M1 --gemeente Utrecht --stem voor
        vote close M1
        vote declare M1 --oordeel verworpen
        vote note M1 --tekst verschreven
        vote dispute M1
        vote withdraw M2
        vote open P1
        vote cast P1 --gemeente Utrecht
        vote close P1
        vote count P1 --teller Een --optie A=75
        vote count P1 --teller Twee --optie B=75
        vote count P1 --teller Een --optie B=75
        desk check-out --gemeente Utrecht
        agenda add M3 --titel Vier --soort motie
        vote acclaim M3
        meeting published --datum 2026-11-26"""
    for step in steps.splitlines():
        _do(run, path, *step.split())
    shown = " ".join(_do(run, path, "ledger", "log").out.split())
    for words in (
        "roll fixed",
        "accredited Utrecht (GM0344)",
        "accreditation ended",
        "speaker called M1",
        "M1 rejected",
        "the tally says",
        "ruling disputed M1",
        "counts differ P1 A and B",
        "counts agree P1 A 0, B 75, blank 0, invalid 0, not returned 0",
        "by acclamation M3",
        "settled M2 withdrawn",
        "published 26 November 2026",
        "P1 Utrecht (GM0344) 75 votes voted",
    ):
        assert words in shown, (words, shown)
    assert PERSON not in shown
    assert "wethouder" not in shown
    assert _do(run, path, "ledger", "verify").code == 0


def test_log_from_a_number(closed: Path, run: Run) -> None:
    """``--vanaf`` leaves out what comes before; a number that is none is wrong usage."""
    document = _do(run, closed, "ledger", "log", "--vanaf", "9", "--format", "json").document
    assert [entry["number"] for entry in document["entries"]] == [9, 10]
    assert "entries: 11" in _do(run, closed, "ledger", "log", "--vanaf", "99").out
    assert run("ledger", "log", "--vanaf", "x", "--dossier", closed).code == 2


def test_nothing_private_comes_out(closed: Path, run: Run) -> None:
    """Names and reasons stand in no log, export, proof, head or report."""
    assert PERSON.encode() in closed.read_bytes()
    texts = [
        _do(run, closed, "ledger", *command).out
        for command in (
            ("log",),
            ("log", "--format", "json"),
            ("export",),
            ("verify", "--format", "json"),
            ("head", "--format", "json"),
        )
    ]
    texts += [file.read_text(encoding="utf-8") for file in _head(run, closed)]
    texts.append(_proof(run, closed, "Borne").read_text(encoding="utf-8"))
    proof = parse_tlog_proof(texts[-1])
    assert proof.extra is not None
    texts.append(proof.extra.decode())
    assert not any(PERSON in text for text in texts)


# --- head, key, sign ------------------------------------------------------------------------------


def test_head(closed: Path, run: Run) -> None:
    """Root in both forms, in groups to be read out, and as a checkpoint that its key signed."""
    ran = _do(run, closed, "ledger", "head", "--format", "json").document
    with open_log(str(closed), write=False) as log:
        root = _root([entry.leaf for entry in log.entries()])
    head = ran["head"]
    assert head["size"] == 11
    assert head["root_hex"] == root.hex()
    assert base64.b64decode(head["root"]) == root
    assert head["read_out"].split() == [root.hex()[at : at + 4] for at in range(0, 32, 4)]
    signed = parse_checkpoint(head["checkpoint"])
    key = parse_vkey(ran["public_key"])
    assert check_signature(signed.checkpoint, signed.signatures[0], key) == "signed"
    assert head["signatures"] == [
        {"name": key.name, "kind": "signed", "time": None, "holds": True},
    ]
    shown = _do(run, closed, "ledger", "head").out
    assert head["read_out"] in shown
    assert "\u2588\u2588 \u2584\u2584\u2584\u2584\u2584 \u2588" in shown  # a corner of the QR code
    file, pub = _head(run, closed)
    assert file.read_text(encoding="utf-8") == head["checkpoint"]
    assert read_public_file(str(pub)) == key


def test_head_without_a_key(tmp_path: Path, run: Run) -> None:
    """That nothing is signed is said; a public key is not to be had."""
    path = Path(worlds.voted_dossier(tmp_path / "voorbeeld.alv", signed=False))
    shown = _do(run, path, "ledger", "head").out
    assert "not signed" in shown
    assert _refused(run, path, "head", "--pub", tmp_path / "alv.pub") == ["L119"]
    words = [gap["what"] for gap in _verified(run, path)["not_checked"]]
    assert words == ["no head from elsewhere", "no key", "the clock"]
    assert _refused(run, path, "sign") == ["L111"]


def test_key(tmp_path: Path, run: Run) -> None:
    """A key and its public half are made, the key for its owner alone, and never written over."""
    file = tmp_path / "lid1.key"
    assert run("ledger", "key", file, "--naam", "commissie-1").code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_public_file(str(tmp_path / "lid1.pub")).name == "commissie-1"
    before = file.read_bytes()
    again = run("ledger", "key", file, "--naam", "commissie-1", "--format", "json")
    assert _codes(again) == ["M103"]
    (tmp_path / "lid1.pub").unlink()
    again = run("ledger", "key", file, "--naam", "commissie-1", "--format", "json")
    assert _codes(again) == ["L111"]
    assert file.read_bytes() == before
    assert run("ledger", "key", tmp_path / "x.key", "--naam", "twee woorden").code == 2


def test_the_keeper_signs_what_was_not_signed(closed: Path, run: Run) -> None:
    """Acts without the key leave heads unsigned; when it is back the newest can be signed."""
    key, away = closed.with_suffix(".key"), closed.with_suffix(".away")
    key.rename(away)
    _do(run, closed, "vote", "declare", "M1", "--oordeel", "aangenomen")
    away.rename(key)
    assert _verified(run, closed)["signed_heads"] == _verified(run, closed)["heads"] - 1
    assert _do(run, closed, "ledger", "sign", "--format", "json").document["signed_by"] != []
    assert _verified(run, closed)["signed_heads"] == _verified(run, closed)["heads"]
    assert _do(run, closed, "ledger", "sign", "--format", "json").document["signed_by"] == []


def test_cosigning(closed: Path, run: Run, tmp_path: Path) -> None:
    """A member of the commission cosigns once, and only a record that continues what it saw."""
    old, pub = _head(run, closed, "old.txt")
    _do(run, closed, "vote", "declare", "M1", "--oordeel", "aangenomen")
    lid = tmp_path / "lid1.key"
    assert run("ledger", "key", lid, "--naam", "commissie-1").code == 0
    sign = ("ledger", "sign", "--cosigner", lid, "--head", old, "--format", "json")
    assert _do(run, closed, *sign).document["signed_by"] == ["commissie-1"]
    assert _do(run, closed, *sign).document["signed_by"] == []
    keys = ("--key", pub, "--key", tmp_path / "lid1.pub")
    found = _verified(run, closed, *keys, "--head", old)
    assert found["cosigned_by"] == ["commissie-1"]
    assert [gap["what"] for gap in found["not_checked"]] == ["the clock"]
    assert {"what": "unknown signatures", "count": 1} in _verified(run, closed)["not_checked"]
    # The proof carries both signatures.
    proof = _proof(run, closed)
    both = run("ledger", "check-proof", proof, *keys, "--format", "json").document
    assert [signer["kind"] for signer in both["signers"]] == ["signed", "cosigned"]
    strange = tmp_path / "strange.txt"
    strange.write_text(old.read_text().replace("\n11\n", "\n10\n"), encoding="utf-8")
    refused = _refused(run, closed, "sign", "--cosigner", lid, "--head", strange)
    assert refused == ["L118"]


# --- verify ---------------------------------------------------------------------------------------


def _verified(run: Run, path: Path, *args: str | Path) -> dict[str, Any]:
    ran = run("ledger", "verify", *args, "--dossier", path, "--format", "json")
    assert ran.code == 0, ran.out
    document: dict[str, Any] = ran.document
    return document


def _verify_fails(run: Run, path: Path, *args: str | Path) -> tuple[str, What | None, int | None]:
    """Return code, finding and entry of a record that is wrong."""
    ran = run("ledger", "verify", *args, "--dossier", path, "--format", "json")
    assert ran.code == 1, ran.out
    found = ran.document
    return found["problems"][0]["code"], found.get("wrong"), found.get("entry")


def _behind_the_triggers(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_verify_says_what_it_could_not_check(closed: Path, run: Run) -> None:
    """With a head and the key from elsewhere only the clock remains."""
    found = _verified(run, closed)
    assert (found["size"], found["erased"]) == (11, 0)
    assert [gap["what"] for gap in found["not_checked"]] == NOT_CHECKED_AT_ALL
    head, pub = _head(run, closed)
    found = _verified(run, closed, "--head", head, "--key", pub)
    assert [gap["what"] for gap in found["not_checked"]] == ["the clock"]
    assert found["continues"] == [{"file": str(head), "size": 11}]
    shown = run("ledger", "verify", "--dossier", closed).out
    assert "ALL THAT COULD BE CHECKED IS RIGHT" in shown
    assert "no head from elsewhere was given" in shown


@pytest.mark.parametrize(
    ("statement", "what", "entry"),
    [
        (
            TURNED,
            "entry altered",
            7,
        ),
        ("DELETE FROM entry WHERE number = 8", "entry missing", 8),
        ("DELETE FROM private WHERE number = 9", "private part missing", 9),
        ("UPDATE private SET salt = zeroblob(32) WHERE number = 9", "private part altered", 9),
        ("DELETE FROM head WHERE size = 11", "head missing", 10),
        ("UPDATE head SET root = zeroblob(32) WHERE size = 11", "head wrong", 10),
        ("INSERT INTO erasure VALUES (7, 7)", "rule broken", 7),
        ("INSERT INTO erasure VALUES (99, 99)", "rule broken", 99),
    ],
)
def test_verify_names_the_first_entry_that_is_wrong(
    closed: Path, run: Run, statement: str, what: str, entry: int
) -> None:
    """Whatever is changed behind the triggers is found, at its entry, and said in words."""
    _behind_the_triggers(closed, statement)
    assert _verify_fails(run, closed) == ("L110", what, entry)
    shown = run("ledger", "verify", "--dossier", closed)
    assert (shown.code, shown.out) == (1, "")
    assert f"from entry {entry} on" in " ".join(shown.err.split())
    assert _refused(run, closed, "sign") != []


def test_verify_replays_the_rules(closed: Path, run: Run) -> None:
    """An entry that is rightly hashed and that no rule allows is named with the rule."""
    values = ("M1", "GM0344", 75, "against", None, None)
    ballot = dict(zip(BALLOT, values, strict=True))
    with open_log(str(closed), write=True) as log, log.writing() as writer:
        writer.append("forged", [Draft("ballot.cast", ballot, {"reason": None, "way": ""})], None)
    assert _verify_fails(run, closed) == ("L110", "rule broken", 11)
    assert "V102" in run("ledger", "verify", "--dossier", closed).err


@pytest.mark.parametrize(
    ("kind", "public"),
    [
        ("no.such", {}),
        ("vote.closed", {"vote": "M1"}),
        ("ballot.cast", dict.fromkeys(BALLOT, 1)),
        ("roll.set", dict.fromkeys(("roll", "fingerprint", "fixed", "accreditation", "reason"), 1)),
        ("meeting.published", {"day": "gisteren"}),
        ("agenda.changed", {"item": "M1", "changes": 3}),
    ],
)
def test_verify_survives_any_entry(closed: Path, run: Run, kind: str, public: Any) -> None:
    """What is no event at all, or has values of another kind, is a finding and no crash."""
    with open_log(str(closed), write=True) as log, log.writing() as writer:
        writer.append("forged", [Draft(kind, public, {"at": ""})], None)
    assert _verify_fails(run, closed) == ("L110", "rule broken", 11)
    assert _refused(run, closed, "log") == ["L106"]


def test_verify_against_another_record(closed: Path, run: Run, tmp_path: Path) -> None:
    """A record made anew with another key is right in itself, and found by head or key."""
    head, pub = _head(run, closed)
    folder = tmp_path / "anew"
    folder.mkdir()
    other = Path(worlds.voted_dossier(folder / "alv.alv"))
    assert _verified(run, other)["verified"]
    assert _verify_fails(run, other, "--head", head)[0] == "L118"
    assert _verify_fails(run, other, "--key", pub)[0] == "L119"


def test_verify_against_a_fork(closed: Path, run: Run, tmp_path: Path) -> None:
    """Two records that went on from one: each is found by the head of the other."""
    fork = tmp_path / "fork.alv"
    with open_log(str(closed), write=True) as log:
        log.vacuum()
    shutil.copy(closed, fork)
    shutil.copy(closed.with_suffix(".key"), fork.with_suffix(".key"))
    common, _pub = _head(run, closed, "common.txt")
    _do(run, closed, "vote", "declare", "M1", "--oordeel", "aangenomen")
    _do(run, fork, "vote", "declare", "M1", "--oordeel", "verworpen")
    here, _pub = _head(run, closed, "here.txt")
    there, _pub = _head(run, fork, "there.txt")
    assert _verified(run, fork, "--head", common, "--head", there)["verified"]
    for heads in ((here,), (there, here), (here, there)):
        given = [part for head in heads for part in ("--head", head)]
        assert _verify_fails(run, fork, *given)[0] == "L118"
    assert _refused(run, fork, "consistency", here) == ["L118"]
    # A head that is larger than the record.
    assert _verify_fails(run, fork, "--head", _grown(here))[0] == "L118"


def _grown(head: Path) -> Path:
    grown = head.with_name("grown.txt")
    text = head.read_text(encoding="utf-8")
    name, size, rest = text.split("\n", 2)
    grown.write_text(f"{name}\n{int(size) + 5}\n{rest}", encoding="utf-8")
    return grown


def test_verify_with_a_false_head(closed: Path, run: Run) -> None:
    """A head whose signature was made over something else is told from one that does not fit."""
    head, _pub = _head(run, closed)
    text = head.read_text(encoding="utf-8")
    line = text.splitlines()[-1]
    blob = bytearray(base64.b64decode(line.split(" ")[2]))
    blob[10] ^= 1
    forged = line.rpartition(" ")[0] + " " + base64.b64encode(bytes(blob)).decode()
    head.write_text(text.replace(line, forged), encoding="utf-8")
    assert _verify_fails(run, closed, "--head", head)[0] == "L117"
    head.write_text(text.replace(line + "\n", ""), encoding="utf-8")
    gaps = [gap["what"] for gap in _verified(run, closed, "--head", head)["not_checked"]]
    assert "unsigned head from elsewhere" in gaps


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "L113"), (b"alv\n1\n", "L113"), (b"\xff\xfe", "L113"), (None, "L107")],
)
def test_files_that_are_no_heads(
    closed: Path, run: Run, tmp_path: Path, content: bytes | None, code: str
) -> None:
    """A file that is no head, or not there, is said in one problem, by every command."""
    file = tmp_path / "head.txt"
    if content is not None:
        file.write_bytes(content)
    prove = ("prove", "--gemeente", "Utrecht", "--vote", "M1")
    for command in (("verify",), prove, ("sign",)):
        assert _refused(run, closed, *command, "--head", file) == [code]
    assert _refused(run, closed, "consistency", file) == [code]
    assert _codes(run("ledger", "check-proof", file, "--format", "json")) == [code]


def test_verify_while_others_append(closed: Path, run: Run) -> None:
    """A check sees one moment of the record, whatever is appended meanwhile."""
    with open_log(str(closed), write=False) as log, log.reading():
        size = log.head().size
        _do(run, closed, "vote", "declare", "M1", "--oordeel", "aangenomen")
        assert worlds.audited(log).finding is None
        assert (log.head().size, worlds.audited(log).size) == (size, size)
    with open_log(str(closed), write=False) as log:
        assert worlds.audited(log).size == size + 1


# --- prove and check-proof ------------------------------------------------------------------------


def test_every_ballot_can_be_proved(tmp_path: Path) -> None:
    """Each ballot of a vote is proved against every later head, and says what was voted."""
    path = worlds.voted_dossier(tmp_path / "voorbeeld.alv")
    expected = {"GM9001": "for", "GM9002": "for", "GM9003": "against", "GM9004": "against"}
    expected["GM9005"] = "abstention"
    with open_dossier(path, write=False) as dossier:
        vote = dossier.state.votes["M1"]
        assert {*vote.ballots} == {*expected}
        for code, option in expected.items():
            made = prove_ballot(dossier.log, vote, code)
            checked = check_proof(made.proof.text(), made.proof.signed)
            ballot = checked.ballot
            assert (ballot.gm_code, ballot.option) == (code, option)
            assert ballot.votes == worlds.SMALL_VOTES[code]
            assert checked.checkpoint.size == dossier.log.head().size
            assert (ballot.replaces is not None) == (code == "GM9004")


def test_a_proof_by_command(closed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is named after member and vote, is small, and is checked without the dossier."""
    monkeypatch.chdir(closed.parent)
    head, pub = _head(run, closed)
    said = _do(run, closed, "ledger", "prove", "--gemeente", "utrecht", "--vote", "m1").out
    file = closed.parent / "GM0344-M1.tlog-proof"
    assert file.name in said
    assert file.stat().st_size < 4_000
    for name in ("alv.alv", "alv.key"):
        (closed.parent / name).unlink()
    ran = run("ledger", "check-proof", file, "--head", head, "--key", pub)
    assert ran.code == 0
    assert "GM0344, vote M1: for, 75 votes" in ran.out
    assert "the signature holds" in ran.out
    assert "that no later entry corrected this ballot" in ran.out
    alone = run("ledger", "check-proof", file)
    assert "give its public key with --key" in alone.out
    said = " ".join(alone.out.split())
    assert "compare its root" in said
    # How many entries there were is signed, not hashed: without a key or a head it is not proved.
    proved, open_ = said.split("not proved:")
    assert "entry 7 in the record" in proved
    assert "the number is signed, not hashed" in open_
    assert "entry 7 of the 11 in" in " ".join(ran.out.split())


def test_what_cannot_be_proved(alv: Path, run: Run) -> None:
    """An open vote, a member that did not vote, a head of before the ballot."""
    prove = ("prove", "--vote", "M1", "--gemeente")
    assert _refused(run, alv, *prove, "Utrecht") == ["L116"]
    early, _pub = _head(run, alv, "early.txt")
    _cast(run, alv, "M1", "Soest", "voor")
    _do(run, alv, "vote", "close", "M1")
    assert _refused(run, alv, *prove, "Almelo") == ["L115"]
    assert _refused(run, alv, *prove, "Soest", "--head", early) == ["L121"]
    assert _refused(run, alv, "prove", "--vote", "M9", "--gemeente", "Soest") == ["V101"]
    # Against an early head a ballot from before it is proved well.
    proof = _proof(run, alv, "Utrecht", "--head", early)
    assert run("ledger", "check-proof", proof, "--head", early).code == 0
    late, _pub = _head(run, alv, "late.txt")
    ran = run("ledger", "check-proof", proof, "--head", late, "--format", "json")
    assert _codes(ran) == ["L122"]


def test_a_vote_on_persons_proves_only_that_a_member_voted(alv: Path, run: Run) -> None:
    """The entry of a secret vote holds no option."""
    _do(run, alv, "vote", "close", "M1")
    _do(run, alv, "vote", "open", "P1")
    _do(run, alv, "vote", "cast", "P1", "--gemeente", "Borne")
    _do(run, alv, "vote", "close", "P1")
    file = alv.parent / "p.tlog-proof"
    who = ("--gemeente", "Borne", "--vote", "P1", "--output", file)
    assert "nobody recorded that" in _do(run, alv, "ledger", "prove", *who).out
    document = run("ledger", "check-proof", file, "--format", "json").document
    assert (document["gm_code"], document["option"], document["votes"]) == ("GM0147", None, 25)


def test_a_proof_against_the_newest_signed_head(closed: Path, run: Run) -> None:
    """When the key was lost later on, the proof is made against the last head that is signed."""
    closed.with_suffix(".key").unlink()
    _do(run, closed, "vote", "declare", "M1", "--oordeel", "aangenomen")
    file = _proof(run, closed)
    signed = parse_tlog_proof(file.read_text(encoding="utf-8")).signed
    assert (signed.checkpoint.size, len(signed.signatures)) == (11, 1)


def test_keys_that_did_not_sign(closed: Path, run: Run, tmp_path: Path) -> None:
    """A key that is given must have signed; one that is no public key is said."""
    file = _proof(run, closed)
    assert run("ledger", "key", tmp_path / "lid.key", "--naam", "lid").code == 0
    for key, code in ((tmp_path / "lid.pub", "L119"), (tmp_path / "lid.key", "L111")):
        assert _codes(run("ledger", "check-proof", file, "--key", key, "--format", "json")) == [
            code
        ]
        assert _refused(run, closed, "verify", "--key", key) == [code]


class Proved(NamedTuple):
    """A proof of an invented ballot, with the key that signed its head."""

    text: str
    key: PublicKey


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    """Return a proof of an invented ballot."""
    path = worlds.voted_dossier(tmp_path_factory.mktemp("proof") / "voorbeeld.alv")
    with open_dossier(path, write=False) as dossier:
        key = public_key_of(dossier.log)
        assert key is not None
        vote = dossier.state.votes["M1"]
        return Proved(prove_ballot(dossier.log, vote, "GM9003").proof.text(), key)


def _check_changed(proved: Proved, at: int, letter: str) -> None:
    """A letter replaced: refused, or the same ballot under the same root; with the key, head too.

    The number of entries is signed and not hashed: a leaf may have the same path in trees of
    other sizes (RFC 9162, 2.1.3), so without a key that number is somebody's word.
    """
    changed = proved.text[:at] + letter + proved.text[at + 1 :]
    before = check_proof(proved.text, keys=[proved.key])
    for keys in ((), (proved.key,)):
        try:
            after = check_proof(changed, keys=keys)
        except Refused:
            continue
        assert after.checkpoint.root == before.checkpoint.root
        assert (after.ballot, after.number) == (before.ballot, before.number)
        if keys:
            assert after.checkpoint == before.checkpoint


@given(data=st.data())
def test_no_changed_proof_says_anything_else(proved: Proved, data: st.DataObject) -> None:
    """Any byte of a proof replaced."""
    at = data.draw(st.integers(0, len(proved.text) - 1))
    letter = data.draw(st.sampled_from("ABCabc0189+/= \n\u2014") | st.characters(codec="utf-8"))
    _check_changed(proved, at, letter)


@pytest.mark.parametrize("digit", "013456789")
def test_another_number_of_entries_is_not_signed(proved: Proved, digit: str) -> None:
    """The last digit of the size in the head, each other one: with the key it is refused."""
    lines = proved.text.split("\n")
    size = str(check_proof(proved.text).checkpoint.size)
    line = len(lines) - 1 - lines[::-1].index(size)
    at = len("\n".join(lines[:line])) + len(size)
    assert proved.text[at] == size[-1] != digit
    _check_changed(proved, at, digit)
    with pytest.raises(Refused):
        check_proof(proved.text[:at] + digit + proved.text[at + 1 :], keys=[proved.key])


@given(text=st.text())
def test_no_text_crashes_the_check(text: str) -> None:
    """Whatever stands in the file, it is refused with a problem."""
    with pytest.raises(Refused):
        check_proof(text)
    with pytest.raises(Refused):
        check_proof(f"c2sp.org/tlog-proof@v1\n{text}")


# --- consistency and export -----------------------------------------------------------------------


def test_consistency(closed: Path, run: Run) -> None:
    """An earlier head is continued, by a proof that RFC 9162 accepts; the key may be asked for."""
    old, pub = _head(run, closed, "old.txt")
    _do(run, closed, "vote", "declare", "M1", "--oordeel", "aangenomen")
    found = _do(run, closed, "ledger", "consistency", old, "--format", "json").document
    roots = [base64.b64decode(found[which]["root"]) for which in ("old", "new")]
    proof = [base64.b64decode(hashed) for hashed in found["proof"]]
    verify_consistency(11, roots[0], 12, roots[1], proof)
    assert "1 entry was added" in _do(run, closed, "ledger", "consistency", old).out
    assert "the signature holds" in _do(run, closed, "ledger", "consistency", old, "--key", pub).out
    _behind_the_triggers(
        closed,
        TURNED,
    )
    assert _refused(run, closed, "consistency", old) == ["L118"]


def test_export_can_be_checked_by_anyone(closed: Path, run: Run, tmp_path: Path) -> None:
    """From the lines of the export alone follow all hashes and the root of its head."""
    file = tmp_path / "export.jsonl"
    _do(run, closed, "ledger", "export", "--output", file)
    first, *lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    signed = parse_checkpoint(first["checkpoint"])
    leaves = [rfc8785.dumps(line["entry"]) for line in lines]
    hashes = [hashlib.sha256(b"\x00" + leaf).hexdigest() for leaf in leaves]
    assert [line["hash"] for line in lines] == hashes
    assert [line["number"] for line in lines] == list(range(11))
    assert (signed.checkpoint.size, signed.checkpoint.root) == (11, _root(leaves))
    assert not first["rehearsal"]
    again = _do(run, closed, "ledger", "export")
    assert again.out == file.read_text(encoding="utf-8")


def test_export_of_an_open_vote_is_refused(alv: Path, run: Run, tmp_path: Path) -> None:
    """It would show the direction; nothing is written."""
    file = tmp_path / "export.jsonl"
    ran = run("ledger", "export", "--output", file, "--dossier", alv)
    assert (ran.code, ran.out, file.exists()) == (1, "", False)
    assert "L116" in ran.err


def test_a_rehearsal_says_so_everywhere(tmp_path: Path, run: Run) -> None:
    """Each report, the export, the name in heads and proofs."""
    path = tmp_path / "oefening.alv"
    name = "Oefening (verzonnen)"
    made = ("meeting", "new", path, "--datum", "2026-11-25", "--naam", name, "--oefening")
    _do(run, path, *made)
    for step in (
        "agenda add M1 --titel Een --soort motie",
        "meeting fix-roll",
        "vote open M1",
        "vote cast M1 --gemeente Utrecht --stem voor",
        "vote close M1",
    ):
        _do(run, path, *step.split())
    head, pub = _head(run, path)
    proof = _proof(run, path)
    assert head.read_text(encoding="utf-8").startswith("alvvote-oefening/")
    assert "alvvote-oefening/" in proof.read_text(encoding="utf-8")
    assert "alvvote-oefening/" in pub.read_text(encoding="utf-8")
    for command in (("log",), ("head",), ("verify",), ("consistency", head), ("sign",)):
        assert "REHEARSAL" in _do(run, path, "ledger", *command).out, command
    assert "REHEARSAL" in run("ledger", "check-proof", proof).out
    assert run("ledger", "check-proof", proof, "--format", "json").document["rehearsal"]
    exported = _do(run, path, "ledger", "export")
    assert "REHEARSAL" in exported.err
    assert json.loads(exported.out.splitlines()[0])["rehearsal"]


def test_findings_have_words() -> None:
    """Each thing that a check can find is said in words of its own."""
    assert {*_FINDINGS, "rule broken"} == {*get_args(What)}
