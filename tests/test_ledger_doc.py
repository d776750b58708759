"""``docs/ledger.md``: what it shows is right by its own numbers, and it leaves nothing out."""

import contextlib
import hashlib
import json
import re
import sqlite3
from dataclasses import fields
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from alvvote.ledger.keys import parse_vkey
from alvvote.ledger.merkle import leaf_hash
from alvvote.ledger.note import check_signature
from alvvote.ledger.sqlite_connection import create
from alvvote.ledger.tlog_proof import parse_tlog_proof
from alvvote.meeting.events import EVENTS
from alvvote.meeting.rules.desks import DESK_KINDS, allowed
from tests.conftest import CHECKOUT, Run

PAGE = (CHECKOUT / "docs" / "ledger.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def _rows(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, without its own header."""
    text = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_entry_leads_to_the_head() -> None:
    """Leaf, hash, commitment, proof and signature of the page fit each other."""
    (leaf,) = _blocks("json")
    digest, private, proof, vkey = _blocks("text")
    data = leaf.rstrip("\n").encode()
    assert hashlib.sha256(b"\0" + data).hexdigest() == digest.strip() == leaf_hash(data).hex()
    salt, content = private.splitlines()
    commitment = hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()
    assert commitment == json.loads(leaf)["private"]
    parsed = parse_tlog_proof(proof)
    assert parsed.extra == data
    assert parsed.index == json.loads(leaf)["number"]
    parsed.verify(data)
    (signature,) = parsed.signed.signatures
    public = parse_vkey(vkey.strip())
    assert check_signature(parsed.signed.checkpoint, signature, public) == "signed"


def test_every_key_of_an_entry_is_explained() -> None:
    """The table has the keys of the entry shown, and no other."""
    assert [_names(row[0])[0] for row in _rows("An entry")] == list(json.loads(_blocks("json")[0]))


def test_every_kind_of_entry_is_there_with_its_fields() -> None:
    """The table has all kinds, each with its public and private fields, and no other."""
    rows = _rows("Kinds of entries")
    assert [_names(row[0]) for row in rows] == [[kind] for kind in EVENTS]
    for (kind, public, private), event in zip(rows, EVENTS.values(), strict=True):
        names = [field.name for field in fields(event)]  # type: ignore[arg-type]
        assert _names(public) == [name for name in names if name not in event.private], kind
        assert _names(private) == [name for name in names if name in event.private], kind


def test_what_a_desk_does_is_what_it_may_do() -> None:
    """The page lists it, in full or by the first word; all else is refused to a desk."""
    said = re.search(r"one such role, `desk`, and it does (.*?); any other kind", PAGE, re.DOTALL)
    assert said is not None
    patterns = _names(said[1])
    assert "ballot.scanned" in patterns
    kinds = {kind for kind in EVENTS if any(fnmatchcase(kind, pattern) for pattern in patterns)}
    assert kinds == DESK_KINDS
    for kind in EVENTS:
        assert [problem.code for problem in allowed("desk", kind)] == ["D140"] * (kind not in kinds)
        assert allowed(None, kind) == []


def test_every_table_of_the_file_is_there_with_its_columns(tmp_path: Path) -> None:
    """The page has all tables of a new file, each with its columns."""
    with contextlib.closing(create(str(tmp_path / "log.alv"))) as connection:
        tables = _columns(connection)
        number = connection.execute("PRAGMA application_id").fetchone()[0]
    assert {_names(row[0])[0]: _names(row[1]) for row in _rows("The file")} == tables
    assert f"0x{number:X}" in PAGE


def _columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        for (name,) in names
    }


def test_examples_in_python_can_be_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both examples hold; that of the export fails when a letter of the record is changed."""
    monkeypatch.chdir(tmp_path)
    new = ("--datum", "2026-11-25", "--naam", "Voorbeeld (verzonnen)")
    assert run("meeting", "new", "alv.alv", *new).code == 0
    assert run("agenda", "add", "M1", "--titel", "Voorbeeldmotie").code == 0
    export = Path("export.jsonl")
    assert run("ledger", "export", "--output", export).code == 0
    checks, tree = _blocks("python")
    for example in (checks, tree):
        exec(compile(example, "docs/ledger.md", "exec"), {})  # noqa: S102
    text = export.read_text(encoding="utf-8")
    export.write_text(text.replace("Voorbeeldmotie", "Voorbeeldnotie"), encoding="utf-8")
    with pytest.raises(AssertionError):
        exec(compile(checks, "docs/ledger.md", "exec"), {})  # noqa: S102
