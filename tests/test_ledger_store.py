"""The store of the ledger: append-only in SQLite itself, a clear error for each thing amiss.

What SQLite promises of triggers, conflicts and WAL: https://sqlite.org/lang_createtrigger.html,
https://sqlite.org/lang_conflict.html and https://sqlite.org/wal.html.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from alvvote.ledger import postgres_connection
from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.copies import update_copies, update_copy
from alvvote.ledger.entry import Draft
from alvvote.ledger.errors import StoreError, StoreReason
from alvvote.ledger.sqlite_schema import SCHEMA, VERSION
from alvvote.ledger.sqlite_store import open_file
from alvvote.ledger.store import Head, create_log, open_log
from alvvote.meeting.dossier import open_dossier
from alvvote.meeting.events import NoteAdded
from tests import ledger_worlds as worlds
from tests.conftest import CHECKOUT, Run

FIRST = Draft("example", {"text": "verzonnen"}, {"name": "Voorbeeld"})
NOBODY = 65534
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
MAKE = ("meeting", "new", "--datum", "2026-11-25", "--naam", "ALV Voorbeeld (verzonnen)")


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    """Make a dossier in which a vote was held."""
    return worlds.voted_dossier(tmp_path / "voorbeeld.alv")


@pytest.fixture
def either(place: str) -> str:
    """Make the same dossier in each store."""
    return worlds.voted_dossier(place)


def _fails(path: str, *, write: bool) -> StoreReason:
    with pytest.raises(StoreError) as caught:
        open_log(path, write=write).close()
    assert caught.value.path == path
    return caught.value.reason


def _append(path: str) -> None:
    with open_log(path, write=True) as log, log.writing() as writer:
        writer.append("nog een", [FIRST], None)


# --- append and read back -------------------------------------------------------------------------


def test_what_is_appended_is_read_back(place: str) -> None:
    """Entries, private parts, heads and signatures come back as they went in, act by act."""
    path = place
    create_log(path, {"origin": "voorbeeld/1"}, "one", [FIRST], lambda _head: "line 1")
    second = [Draft("a", {"n": 1}), Draft("b", {"n": 2}, {"é": "ü"})][:1]
    with open_log(path, write=True) as log:
        with log.writing() as writer:
            head = writer.append("two", [*second, FIRST], lambda _head: "line 2")
        assert (head.first, head.size) == (1, 3)
        entries = list(log.entries())
        assert [entry.number for entry in entries] == [0, 1, 2]
        assert [entry.kind for entry in entries] == ["example", "a", "example"]
        assert [entry.private for entry in entries] == [FIRST.private, None, FIRST.private]
        assert [entry.public for entry in entries] == [FIRST.public, {"n": 1}, FIRST.public]
        assert log.signatures() == [(1, "line 1"), (3, "line 2")]
        assert log.head_of_act("two") == head == log.head() == log.head_at(3)
        assert log.head_at(2) is None
        assert log.head_of_act("three") is None


def test_salts_are_fresh(place: str) -> None:
    """The same draft twice makes other leaves: who holds a hash cannot try values on it."""
    create_log(place, {"origin": "voorbeeld/1"}, "one", [FIRST, FIRST], None)
    with open_log(place, write=False) as log:
        first, second = log.entries()
        assert first.salt != second.salt
        assert first.commitment != second.commitment


def test_an_act_that_fails_leaves_nothing(either: str) -> None:
    """What raises inside a transaction takes all of it back."""
    before = worlds.contents(either)
    with open_log(either, write=True) as log:
        with contextlib.suppress(ZeroDivisionError), log.writing() as writer:
            writer.append("half", [FIRST], None)
            raise ZeroDivisionError
        with pytest.raises(ValueError, match="type float"), log.writing() as writer:
            writer.append("half", [FIRST, Draft("a", {"n": 0.5})], None)
        with pytest.raises(ValueError, match="has entries"), log.writing() as writer:
            writer.append("none", [], None)
    assert worlds.contents(either) == before


# --- append-only ----------------------------------------------------------------------------------

_ROWS = {
    "about": "'origin', 'another'",
    "entry": "0, x'00', x'00'",
    "head": "5, 0, 'act', x'00', x'00'",
    "signature": "0, 5, 'line'",
    "private": "0, x'00', x'00'",
    "erasure": "0, 0",
}
"""A row for each table, with a key that is there (of erasures there is none yet)."""
_COLUMNS = {
    "about": "value = 'another'",
    "entry": "leaf = x'00'",
    "head": "root = x'00'",
    "signature": "line = 'another'",
    "private": "content = x'00'",
    "erasure": "before = 3",
}
_REFUSALS = "append-only|next number|came after|is there once|with its entry|on record|newest"
"""What the triggers say."""
_STATEMENTS = (
    "UPDATE @table SET @change",
    "UPDATE OR REPLACE @table SET @change",
    "UPDATE OR IGNORE @table SET @change",
    "UPDATE @table SET rowid = rowid + 1000",
    "DELETE FROM @table",
    "INSERT INTO @table VALUES (@row)",
    "INSERT OR REPLACE INTO @table VALUES (@row)",
    "INSERT OR IGNORE INTO @table VALUES (@row)",
    "REPLACE INTO @table VALUES (@row)",
    "INSERT OR REPLACE INTO @table SELECT * FROM @table",
    "INSERT INTO @table VALUES (@row) ON CONFLICT DO UPDATE SET @change",
)
_TAMPERING = [
    statement.replace("@table", table).replace("@row", row).replace("@change", _COLUMNS[table])
    for table, row in _ROWS.items()
    for statement in _STATEMENTS
] + [
    # Out of order: a gap, before the first, no number of one's own.
    "INSERT INTO entry SELECT max(number) + 2, leaf, hash FROM entry",
    "INSERT INTO entry VALUES (-1, x'00', x'00')",
    "INSERT INTO head VALUES (13, 11, 'act', x'00', x'00')",
    "INSERT INTO head VALUES (12, 11, 'act', x'00', x'00')",
    "INSERT INTO head VALUES (12, 12, 'act', x'00', x'00')",
    "INSERT INTO head SELECT size + 1, size, act, root, frontier FROM head",
    "INSERT INTO signature SELECT max(number) + 2, size, 'another' FROM signature",
    "INSERT INTO signature SELECT max(number) + 1, 999, 'another' FROM signature",
    "INSERT INTO signature SELECT max(number) + 1, size, line FROM signature",
    "INSERT INTO private VALUES (999, x'00', x'00')",
    "INSERT INTO private VALUES (NULL, x'00', x'00')",
    "INSERT INTO erasure VALUES (3, 3)",
    "INSERT INTO erasure VALUES (999, 1)",
    "INSERT INTO erasure SELECT max(number), max(number) + 1 FROM entry",
]


@pytest.mark.parametrize("recursive", ["OFF", "ON"])
def test_no_statement_changes_what_is_recorded(tmp_path: Path, recursive: str) -> None:
    """UPDATE, DELETE, REPLACE and numbers out of order fail in any program, by the triggers."""
    path = worlds.voted_dossier(tmp_path / "voorbeeld.alv")
    with open_dossier(path, write=True) as opened, opened.log.writing() as writer:
        head = writer.append("erased", [FIRST], None)
        writer.erase(head.size - 1)
        # Something private that no erasure reached.
        writer.append("more", [FIRST], None)
    before = worlds.contents(path)
    assert before.erasures == [(12, 12)]
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA recursive_triggers = {recursive}")
        for statement in _TAMPERING:
            with pytest.raises(sqlite3.IntegrityError, match=_REFUSALS) as caught:
                raw.execute(statement)
            assert caught.value.sqlite_errorname == "SQLITE_CONSTRAINT_TRIGGER", statement
    assert worlds.contents(path) == before


def test_only_what_is_erased_on_record_goes(either: str) -> None:
    """With an erasure on record, private parts before it can go, and no others; entries stay."""
    before = worlds.contents(either)
    with open_log(either, write=True) as log:
        with log.writing() as writer:
            writer.append("erased", [FIRST], None)
            assert writer.erase(12) == 12
        with pytest.raises(StoreError), log.writing():
            log.run("DELETE FROM private")
    after = worlds.contents(either)
    assert set(after.privates) == {12}
    assert after.entries[:12] == before.entries
    with open_log(either, write=False) as log:
        assert [entry.erased for entry in log.entries()] == [True] * 12 + [False]


def test_every_table_is_strict() -> None:
    """A number column takes no text: what is read back has the type that went in."""
    tables = SCHEMA.count("CREATE TABLE ")
    assert tables == SCHEMA.count(") STRICT;") == len(_ROWS) + 1  # and the list of copies


def test_erased_bytes_leave_the_file(dossier: str) -> None:
    """`secure_delete` is on in every connection that writes, and VACUUM leaves no free page."""
    with open_file(dossier, write=True) as log:
        assert log.connection.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert log.connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert log.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        log.vacuum()
        assert log.connection.execute("PRAGMA freelist_count").fetchone() == (0,)


# --- files that cannot be used --------------------------------------------------------------------


def _missing(path: Path) -> None:
    path.unlink()


def _text(path: Path) -> None:
    path.write_text("Dit is geen dossier, maar een brief.\n" * 100)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other_database(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text)")
        other.commit()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
        raw.commit()


def _no_version(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 0")
        raw.commit()


def _half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _half_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def _rubbish_inside(path: Path) -> None:
    data = path.read_bytes()
    page = data.rindex(b'"kind":"ballot.cast"') // 4096
    path.write_bytes(data[: page * 4096] + b"\xff" * 4096 + data[(page + 1) * 4096 :])


UNUSABLE = {
    "missing": (_missing, "missing", "L107"),
    "text": (_text, "not a ledger", "L101"),
    "empty": (_empty, "not a ledger", "L101"),
    "another database": (_other_database, "not a ledger", "L101"),
    "a folder": (_folder, "not a ledger", "L101"),
    "newer": (_newer, "newer version", "L102"),
    "no version": (_no_version, "damaged", "L106"),
    "half": (_half, "damaged", "L106"),
    "half a header": (_half_header, "not a ledger", "L101"),
}


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_used(dossier: str, run: Run, name: str) -> None:
    """Each has its own reason and code, reading and writing, and its bytes stay as they are."""
    spoil, reason, code = UNUSABLE[name]
    path = Path(dossier)
    spoil(path)
    before = _bytes_of(path.parent)
    for write in (False, True):
        assert _fails(dossier, write=write) == reason
    done = run("meeting", "fix-roll", "--dossier", path, "--format", "json")
    assert done.code == 1
    assert [problem["code"] for problem in done.document["problems"]] == [code]
    assert _bytes_of(path.parent) == before


def test_the_file_and_its_copies_are_for_their_owner_alone(dossier: str, tmp_path: Path) -> None:
    """Names and open votes stand in them: so too in the journals, which take their rights."""
    copy = tmp_path / "copy.alv"
    mask = os.umask(0)
    try:
        path = tmp_path / "made.alv"
        shutil.copy(dossier, tmp_path / "from.alv")
        with open_log(str(tmp_path / "from.alv"), write=True) as log:
            update_copy(log, str(copy))
        create_log(str(path), {"origin": "alvvote/alv/00000000"}, "a", [Draft("k", {})], None)
        with open_log(str(path), write=True) as log, log.writing() as writer:
            writer.append("b", [Draft("k", {})], None)
            files = (path, Path(f"{path}-wal"), Path(f"{path}-shm"), copy)
            assert [file.stat().st_mode & 0o777 for file in files] == [0o600] * 4
    finally:
        os.umask(mask)


def test_damage_inside_names_the_entry_or_the_file(dossier: str, run: Run) -> None:
    """A page of rubbish is found when it is read, as damage and never as another exception."""
    _rubbish_inside(Path(dossier))
    with pytest.raises(StoreError) as caught, open_dossier(dossier, write=False) as opened:
        list(opened.state.items)
    assert caught.value.reason == "damaged"
    done = run("meeting", "fix-roll", "--dossier", dossier, "--format", "json")
    assert done.code == 1
    assert [problem["code"] for problem in done.document["problems"]] == ["L106"]


def test_a_file_of_that_name_is_never_replaced(dossier: str, run: Run) -> None:
    """Making a dossier over a file, or over a key, changes neither."""
    folder = Path(dossier).parent
    before = _bytes_of(folder)
    done = run(*MAKE, dossier, "--format", "json")
    assert done.code == 1
    assert [problem["code"] for problem in done.document["problems"]] == ["M103"]
    with pytest.raises(StoreError) as caught:
        create_log(dossier, {}, "one", [FIRST], None)
    assert caught.value.reason == "exists"
    assert _bytes_of(folder) == before


@contextlib.contextmanager
def _lock(path: str) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_locked_file(dossier: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes waits, but not for ever; readers do not wait; afterwards all goes on."""
    monkeypatch.setattr(connections, "PATIENCE", 0.05)
    before = worlds.contents(dossier)
    fix = ("vote", "note", "M1", "--tekst", "verzonnen", "--dossier", dossier, "--format", "json")
    with _lock(dossier):
        with pytest.raises(StoreError) as caught:
            _append(dossier)
        assert caught.value.reason == "locked"
        assert worlds.contents(dossier) == before
        done = run(*fix)
        assert done.code == 1
        assert [problem["code"] for problem in done.document["problems"]] == ["L104"]
    assert worlds.contents(dossier) == before
    _append(dossier)
    assert len(worlds.contents(dossier).entries) == len(before.entries) + 1


def test_a_full_disk(dossier: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no page can be added the act is refused as a whole, and counts once there is room."""
    before = worlds.contents(dossier)
    connect = connections._connect

    def small(uri: str, patience: float) -> sqlite3.Connection:
        opened = connect(uri, patience)
        pages = opened.execute("PRAGMA page_count").fetchone()[0]
        opened.execute(f"PRAGMA max_page_count = {pages}")
        return opened

    big = Draft("big", {"text": "verzonnen " * 2000})
    with monkeypatch.context() as patch:
        patch.setattr(connections, "_connect", small)
        with open_log(dossier, write=True) as log:
            with pytest.raises(StoreError) as caught, log.writing() as writer:
                writer.append("big", [FIRST, big], None)
            assert caught.value.reason == "full"
            assert log.head() == Head(*before.heads[-1])  # type: ignore[arg-type]
        text = "verzonnen " * 2000
        done = run("vote", "note", "M1", "--tekst", text, "--dossier", dossier, "--format", "json")
        assert done.code == 1
        assert [problem["code"] for problem in done.document["problems"]] == ["L105"]
    assert worlds.contents(dossier) == before
    with open_log(dossier, write=True) as log, log.writing() as writer:
        writer.append("big", [FIRST, big], None)
    assert len(worlds.contents(dossier).entries) == len(before.entries) + 2


# --- what another user, or a real disk, does: in a process of its own -----------------------------

_READ = """
import json, os, sys
from alvvote.ledger.entry import Draft
from alvvote.ledger.errors import StoreError
from alvvote.meeting.dossier import open_dossier
from alvvote.ledger.store import open_log
import cryptography.hazmat.primitives.serialization
path, user, big = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if user:
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
said = {}
try:
    with open_dossier(path, write=False) as dossier:
        said["read"] = dossier.state.size
except StoreError as error:
    said["read"] = error.reason
try:
    with open_log(path, write=True) as log:
        for number in range(big):
            with log.writing() as writer:
                said["acts"] = number
                writer.append(f"act {number}", [Draft("a", {"t": "verzonnen " * 400})], None)
    said["acts"] = big
    said["write"] = "done"
except StoreError as error:
    said["write"] = error.reason
print(json.dumps(said))
"""


def _as_user(
    path: str, user: int = 0, acts: int = 1, before: tuple[str, ...] = ()
) -> dict[str, int | str]:
    done = subprocess.run(
        [*before, sys.executable, "-c", _READ, path, str(user), str(acts)],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    said: dict[str, int | str] = json.loads(done.stdout)
    return said


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that other users can reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes of files are those of POSIX")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555)]
)
def test_read_only(open_folder: Path, file_mode: int, folder_mode: int) -> None:
    """A read-only file, or one in a read-only folder, can be read; an act says it cannot be done.

    In the last case the file itself may be written, but no journal can be made beside it.
    """
    folder = open_folder / "map"
    folder.mkdir()
    path = worlds.voted_dossier(folder / "voorbeeld.alv")
    before = worlds.contents(path)
    os.chmod(path, file_mode)
    folder.chmod(folder_mode)
    try:
        said = _as_user(path, NOBODY if IS_ROOT else 0)
    finally:
        folder.chmod(0o755)
    said.pop("acts", None)
    assert said == {"read": 12, "write": "read only"}
    assert worlds.contents(path) == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes of files are those of POSIX")
def test_read_only_with_acts_in_the_journal(open_folder: Path) -> None:
    """Acts that stand only in the journal are read by who may not write; none is left out."""
    folder = open_folder / "map"
    folder.mkdir()
    path = worlds.voted_dossier(folder / "voorbeeld.alv")
    with open_log(path, write=True) as log:
        with log.writing() as writer:
            writer.append("extra", [FIRST], None)
        assert os.path.getsize(path + "-wal") > 0
        for name in os.listdir(folder):
            (folder / name).chmod(0o444)
        folder.chmod(0o555)
        try:
            said = _as_user(path, NOBODY if IS_ROOT else 0)
        finally:
            folder.chmod(0o755)
    # The extra entry is no event of a meeting: that it is met shows that it was read.
    assert said["read"] == "damaged"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes of files are those of POSIX")
def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    """That has its reason too."""
    path = worlds.voted_dossier(open_folder / "voorbeeld.alv")
    os.chmod(path, 0)
    said = _as_user(path, NOBODY if IS_ROOT else 0)
    assert said == {"read": "io", "write": "io"}


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit limits the size of files")
def test_a_file_that_may_not_grow(dossier: str) -> None:
    """Where the system refuses to write, nothing half stays, and what was acknowledged is there."""
    before = worlds.contents(dossier)
    said = _as_user(dossier, acts=100, before=("prlimit", "--fsize=150000"))
    assert said["read"] == 12
    assert said["write"] in {"io", "full"}
    acts = int(said["acts"])
    assert 5 < acts < 60
    after = worlds.contents(dossier)
    assert len(after.entries) == len(before.entries) + acts == after.heads[-1][0]
    _append(dossier)


@pytest.mark.skipif(
    not IS_ROOT or shutil.which("unshare") is None, reason="only root can make a small disk"
)
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """On a disk of 200 kB: the acts that fit are there, the next says the disk is full."""
    path = worlds.voted_dossier(tmp_path / "voorbeeld.alv")
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=200k none "$1" && cp "$2" "$1/a.alv" && shift 2 && "$@" ; '
        'code=$?; cp "$0"/a.alv* "$0/.." ; exit $code'
    )
    try:
        said = _as_user(
            str(disk / "a.alv"),
            acts=100,
            before=("unshare", "-m", "sh", "-c", script, str(disk), str(disk), path),
        )
    except subprocess.CalledProcessError as error:
        if "mount" in error.stderr or "unshare" in error.stderr:
            pytest.skip("no disk can be made here")
        raise
    acts = int(said["acts"])
    assert said == {"read": 12, "write": "full", "acts": acts}
    assert acts > 3
    after = worlds.contents(tmp_path / "a.alv")
    assert len(after.entries) == 12 + acts == after.heads[-1][0]


# --- an act is recorded once ----------------------------------------------------------------------


def test_the_same_act_again_records_nothing(either: str) -> None:
    """The same id of the caller answers what was recorded, whatever is asked now."""
    note = worlds.simply(NoteAdded("M1", "verzonnen"))
    with open_dossier(either, write=True) as opened:
        done = opened.act(note, "een id")
        before = worlds.contents(either)
        again = opened.act(note, "een id")
        other = opened.act(worlds.closing("M9"), "een id")  # it would be refused
        assert done.recorded
        assert (again.recorded, other.recorded) == (False, False)
        assert again.head == other.head == done.head
        assert (again.first, other.first) == (12, 12)
    assert worlds.contents(either) == before
    with open_dossier(either, write=True) as opened:
        assert not opened.act(note, "een id").recorded
        assert opened.act(note, "een ander id").recorded


def test_the_same_act_again_through_the_command(place: str, run: Run) -> None:
    """``--act`` with the same id: the second run says so, exit 0, and nothing is recorded."""
    path = place
    assert run(*MAKE, path).code == 0
    fix = ("meeting", "fix-roll", "--dossier", path, "--act", "kaarten", "--format", "json")
    first, second = run(*fix), run(*fix)
    assert (first.code, second.code) == (0, 0)
    assert first.document["recorded"] is True
    assert second.document["recorded"] is False
    assert second.document["head"] == first.document["head"]
    assert len(worlds.contents(path).entries) == 3


# --- readers --------------------------------------------------------------------------------------


def test_readers_and_the_writer_do_not_wait(either: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader sees the last act that was committed, whole, while another one is being written."""
    monkeypatch.setattr(connections, "PATIENCE", 0.0)
    monkeypatch.setattr(postgres_connection, "PATIENCE", 0.01)
    before = worlds.contents(either)
    with open_log(either, write=True) as log, open_log(either, write=False) as reader:
        reading = reader.entries()
        seen = [next(reading)]
        with log.writing() as writer:
            writer.append("new", [FIRST, FIRST], None)
            assert worlds.contents(either) == before
            assert worlds.contents_of(reader) == before
        # What was begun to be read goes on as it was; what is read anew has the new act.
        assert len(seen + list(reading)) == 12
        assert len(list(reader.entries())) == 14
        with open_log(either, write=True) as second, second.writing() as writer:
            writer.append("newer", [FIRST], None)
    assert len(worlds.contents(either).entries) == 15


def test_a_reader_changes_nothing(either: str) -> None:
    """Who opens a log to read it cannot write, whatever the modes."""
    with open_log(either, write=False) as log, pytest.raises(StoreError) as caught, log.writing():
        pytest.fail("a reader may not begin to write")
    assert caught.value.reason == "read only"


# --- the live copy --------------------------------------------------------------------------------


def _with_copy(folder: Path, place: str | None = None) -> tuple[str, str]:
    path = worlds.make_dossier(place or folder / "a.alv")
    (folder / "stick").mkdir()
    copy = str(folder / "stick" / "kopie.alv")
    with open_log(path, write=True) as log:
        log.set_copy(copy)
        assert update_copies(log) == {}
    return path, copy


def test_the_copy_equals_after_each_act(tmp_path: Path, place: str) -> None:
    """Entries, heads, signatures and private parts are the same, act after act."""
    path, copy = _with_copy(tmp_path, place)
    assert worlds.contents(copy) == worlds.contents(path)
    doings = [
        worlds.opening("M1"),
        worlds.casting("M1", "GM9001", "for"),
        worlds.casting("M1", "GM9001", "against", correction="verzonnen"),
        worlds.closing("M1"),
    ]
    with open_dossier(path, write=True) as dossier:
        for doing in doings:
            assert dossier.act(doing).warnings == []
            assert worlds.contents(copy) == worlds.contents(path)
    assert worlds.sound(copy) == worlds.sound(path)


def test_the_copy_follows_an_erasure(tmp_path: Path, place: str) -> None:
    """What is erased in the dossier is erased in the copy, and its bytes are gone there too."""
    path, copy = _with_copy(tmp_path, place)
    secret = Draft("a", {}, {"name": "Zeldzame-Naam-Verzonnen"})
    with open_log(path, write=True) as log:
        with log.writing() as writer:
            writer.append("secret", [secret], None)
        assert update_copies(log) == {}
        assert b"Zeldzame" in Path(copy).read_bytes()
        with log.writing() as writer:
            head = writer.append("erasing", [FIRST], None)
            writer.erase(head.size - 1)
        assert update_copies(log) == {}
    assert worlds.contents(copy) == worlds.contents(path)
    assert set(worlds.contents(copy).privates) == {head.size - 1}
    assert b"Zeldzame" not in b"".join(_bytes_of(Path(copy).parent).values())


def test_a_copy_whose_place_is_gone(tmp_path: Path, place: str, run: Run) -> None:
    """The act counts, W406 is said until the place is back, and then the copy catches up."""
    path, copy = _with_copy(tmp_path, place)
    stick = tmp_path / "stick"
    stick.rename(tmp_path / "weg")
    with open_dossier(path, write=True) as dossier:
        for doing in (worlds.opening("M1"), worlds.casting("M1", "GM9001", "for")):
            done = dossier.act(doing)
            assert done.recorded
            assert [problem.code for problem in done.warnings] == ["W406"]
    act = ("vote", "cast", "M1", "--gemeente", "GM9002", "--stem", "voor", "--format", "json")
    look = ("vote", "status", "--format", "json")
    for command in (look, act, look):
        done_here = run(*command, "--dossier", path)
        assert done_here.code == 0, done_here.err
        codes = [problem["code"] for problem in done_here.document["problems"]]
        assert codes.count("W406") == 1
    (tmp_path / "weg").rename(stick)
    assert len(worlds.contents(copy).entries) == 3
    with open_dossier(path, write=True) as dossier:
        assert dossier.act(worlds.casting("M1", "GM9003", "against")).warnings == []
    assert worlds.contents(copy) == worlds.contents(path)
    after = run(*look, "--dossier", path)
    assert [problem["code"] for problem in after.document["problems"]] == []


def test_a_copy_that_was_deleted_is_made_anew(tmp_path: Path, place: str) -> None:
    """Where nothing is, the whole copy is written at the next act."""
    path, copy = _with_copy(tmp_path, place)
    os.unlink(copy)
    worlds.act(path, worlds.opening("M1"))
    assert worlds.contents(copy) == worlds.contents(path)


def test_the_copy_goes_on_when_the_laptop_is_dead(tmp_path: Path) -> None:
    """The copy, opened as the dossier with the key, goes on from the last act."""
    path, copy = _with_copy(tmp_path)
    worlds.act(path, worlds.opening("M1"), worlds.casting("M1", "GM9001", "for"))
    key = str(tmp_path / "a.key")
    os.unlink(path)
    with open_dossier(copy, key, write=True) as dossier:
        assert dossier.state.size == 5
        dossier.act(worlds.casting("M1", "GM9002", "against"))
        dossier.act(worlds.closing("M1"))
    assert worlds.sound(copy).signed_heads == 5


def test_a_copy_that_went_on_by_itself_stays(tmp_path: Path, place: str) -> None:
    """Two that each went on cannot be one again: the copy is left as it is, and that is said."""
    path, copy = _with_copy(tmp_path, place)
    worlds.act(copy, worlds.opening("M1"), worlds.casting("M1", "GM9001", "for"))
    kept = worlds.contents(copy)
    with open_dossier(path, write=True) as dossier:
        done = dossier.act(worlds.opening("M1"))
        assert [problem.code for problem in done.warnings] == ["W411"]
        # Also once the dossier is longer than the copy.
        for code in worlds.SMALL_CODES[:4]:
            done = dossier.act(worlds.casting("M1", code, "against"))
            assert [(p.code, p.details) for p in done.warnings] == [("W411", {})]
    assert worlds.contents(copy) == kept


def test_a_file_that_is_no_copy_stays(tmp_path: Path, place: str) -> None:
    """Another dossier, or another file, in the place of the copy is not written over."""
    path, copy = _with_copy(tmp_path, place)
    os.unlink(copy)
    worlds.make_dossier(copy)
    kept = worlds.contents(copy)
    with open_dossier(path, write=True) as dossier:
        assert [p.code for p in dossier.act(worlds.opening("M1")).warnings] == ["W411"]
        assert worlds.contents(copy) == kept
        Path(copy).write_text("een brief")
        done = dossier.act(worlds.casting("M1", "GM9001", "for"))
        assert [p.details for p in done.warnings] == [{"failure": "not a ledger"}]
    assert Path(copy).read_text() == "een brief"
