"""The ledger on a server: append-only there too, desks with a role of their own, and no half trust.

What both stores have in common is tested with the file, in ``test_ledger_store.py``.
"""

import contextlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.ledger import postgres_connection
from alvvote.ledger.address import database_of, is_server, shown_address
from alvvote.ledger.canonical import canonical
from alvvote.ledger.entry import Draft, act_of, seal
from alvvote.ledger.errors import KeyFileError, StoreError
from alvvote.ledger.keys import create_key_file, encode_base64
from alvvote.ledger.merkle import Frontier, leaf_hash
from alvvote.ledger.note import sign
from alvvote.ledger.postgres_store import LOCK
from alvvote.ledger.store import Head, Writer, create_log, new_log, open_log
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import open_dossier
from alvvote.meeting.events import KeyRegistered, NoteAdded
from alvvote.meeting.roles import role_in
from alvvote.meeting.rules.desks import DESK_KINDS
from tests import ledger_worlds as worlds
from tests.conftest import CHECKOUT, Run
from tests.postgres_server import DESK, MACHINE, OFFICE, PASSWORD, Server

Raw = psycopg.Connection[Any]
FIRST = Draft("example", {"text": "verzonnen"}, {"name": "Voorbeeld"})


@pytest.fixture
def database(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a database in which a vote is open, and stand in the folder with its key."""
    monkeypatch.chdir(tmp_path)
    name = postgres.new_database()
    path = worlds.make_dossier(postgres.address(name))
    worlds.act(path, worlds.opening("M1"))
    return name


@pytest.fixture
def office(postgres: Server, database: str) -> str:
    """Return the address of the dossier for the office."""
    return postgres.address(database)


@pytest.fixture
def desk(postgres: Server, database: str) -> str:
    """Return the address of the dossier for a desk."""
    return postgres.address(database, DESK)


# --- append-only ----------------------------------------------------------------------------------

_ROWS = {
    "about": "'origin', 'another'",
    "entry": r"0, '\x00', '\x00'",
    "head": r"3, 0, 'act', '\x00', '\x00'",
    "signature": "0, 3, 'line'",
    "private": r"0, '\x00', '\x00'",
    "erasure": "0, 0",
}
"""A row for each table, with a key that is there (of erasures there is none yet)."""
_COLUMNS = {
    "about": "value = 'another'",
    "entry": r"leaf = '\x00'",
    "head": r"root = '\x00'",
    "signature": "line = 'another'",
    "private": r"content = '\x00'",
    "erasure": "before = 3",
}
_STATEMENTS = (
    "UPDATE @table SET @change",
    "UPDATE ONLY @table SET @change",
    "DELETE FROM @table",
    "TRUNCATE @table",
    "INSERT INTO @table VALUES (@row)",
    "INSERT INTO @table SELECT * FROM @table ON CONFLICT DO NOTHING",
    "INSERT INTO @table VALUES (@row) ON CONFLICT (@key) DO UPDATE SET @change",
)
_KEYS = {"about": "key", "head": "size"}
_TAMPERING = [
    statement.replace("@table", table)
    .replace("@row", row)
    .replace("@change", _COLUMNS[table])
    .replace("@key", _KEYS.get(table, "number"))
    for table, row in _ROWS.items()
    for statement in _STATEMENTS
] + [
    # Out of order: a gap, before the first, no number of one's own, half an act.
    "INSERT INTO entry SELECT max(number) + 2, '', '' FROM entry",
    "INSERT INTO entry SELECT max(number) + 1, '', '' FROM entry",
    r"INSERT INTO entry VALUES (-1, '\x00', '\x00')",
    r"INSERT INTO head VALUES (6, 5, 'act', '\x00', '\x00')",
    r"INSERT INTO head VALUES (5, 5, 'act', '\x00', '\x00')",
    "INSERT INTO head SELECT size + 1, size, act, root, frontier FROM head",
    "INSERT INTO signature SELECT max(number) + 2, size, 'another' FROM signature GROUP BY size",
    "INSERT INTO signature SELECT max(number) + 1, 999, 'another' FROM signature",
    "INSERT INTO signature SELECT max(number) + 1, size, line FROM signature GROUP BY size, line",
    r"INSERT INTO private VALUES (999, '\x00', '\x00')",
    "INSERT INTO erasure VALUES (3, 3)",
    "INSERT INTO erasure VALUES (999, 1)",
    "INSERT INTO erasure SELECT max(number), max(number) + 1 FROM entry",
]
_REFUSALS = (
    "append-only|next number|came after|there once|its entry|on record|newest|ends in a head"
)


def test_no_statement_changes_what_is_recorded(
    postgres: Server, database: str, office: str
) -> None:
    """UPDATE, DELETE, TRUNCATE, upserts and numbers out of order fail, for the owner too."""
    with open_log(office, write=True) as log, log.writing() as writer:
        head = writer.append("erased", [FIRST], None)
        writer.erase(head.size - 1)
        # Something private that no erasure reached.
        writer.append("more", [FIRST], None)
    before = worlds.contents(office)
    assert before.erasures == [(4, 4)]
    with postgres.connect(database, OFFICE) as raw:
        raw.execute("SET search_path = alvvote")
        for statement in _TAMPERING:
            with pytest.raises(psycopg.errors.RestrictViolation, match=_REFUSALS):
                raw.execute(statement)
    assert worlds.contents(office) == before


def test_a_commit_waits_for_the_disk(office: str) -> None:
    """Whatever the server is set to, an act is acknowledged when its journal is written."""
    with open_log(office, write=True) as log, log.writing():
        assert list(log.rows("SHOW synchronous_commit")) == [("on",)]


def test_one_writer_at_a_time(office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who appends waits for who was first, but not for ever."""
    monkeypatch.setattr(postgres_connection, "PATIENCE", 0.02)
    with open_log(office, write=True) as one, open_log(office, write=True) as two:
        with one.writing(), pytest.raises(StoreError) as caught, two.writing():
            pytest.fail("two cannot append at once")
        assert caught.value.reason == "locked"
        with two.writing() as writer:
            writer.append("afterwards", [FIRST], None)


def test_a_log_is_made_once(postgres: Server, office: str) -> None:
    """Over a log no other is made; what fails leaves nothing behind."""
    with pytest.raises(StoreError) as caught:
        create_log(office, {}, "one", [FIRST], None)
    assert caught.value.reason == "exists"
    empty = postgres.address(postgres.new_database())
    with contextlib.suppress(ZeroDivisionError), new_log(empty, {"origin": "a"}) as writer:
        writer.append("one", [FIRST], None)
        raise ZeroDivisionError
    with pytest.raises(StoreError) as caught:
        open_log(empty, write=True)
    assert caught.value.reason == "empty"
    create_log(empty, {"origin": "voorbeeld/1"}, "one", [FIRST], None)


_UNUSABLE = (
    ("COMMENT ON SCHEMA alvvote IS NULL", "not a ledger"),
    ("COMMENT ON SCHEMA alvvote IS 'alvvote ledger x'", "not a ledger"),
    ("COMMENT ON SCHEMA alvvote IS 'alvvote ledger 2'", "newer version"),
    ("COMMENT ON SCHEMA alvvote IS 'alvvote ledger 1'", None),
    ("REVOKE ALL ON alvvote.about FROM kantoor", "not allowed"),
    ("ALTER TABLE alvvote.about RENAME TO gone", "not a ledger"),
)


def test_a_database_that_cannot_be_used(postgres: Server, database: str, office: str) -> None:
    """Each has its own reason."""
    for statement, reason in _UNUSABLE:
        with postgres.connect(database, OFFICE) as raw:
            raw.execute(statement)
        if reason is None:
            open_log(office, write=False).close()
            continue
        with pytest.raises(StoreError) as caught:
            open_log(office, write=False)
        assert caught.value.reason == reason, statement


def test_a_database_that_is_not_utf_8(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes no dossier, and leaves no key behind; what a client is set to changes nothing."""
    monkeypatch.chdir(tmp_path)
    name = postgres.new_database()
    with postgres.connect() as raw:
        raw.execute(f"DROP DATABASE {name}")
        raw.execute(
            f"CREATE DATABASE {name} OWNER {OFFICE} ENCODING LATIN1 LOCALE 'C' TEMPLATE template0"
        )
    with pytest.raises(StoreError) as caught:
        worlds.make_dossier(postgres.address(name))
    assert (caught.value.reason, caught.value.detail) == ("encoding", "LATIN1")
    assert not list(tmp_path.iterdir())
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    address = worlds.make_dossier(postgres.address(postgres.new_database()))
    worlds.act(address, worlds.opening("M1"))
    worlds.act(address, worlds.simply(NoteAdded("M1", "ñ — 漢字 (verzonnen)")))
    assert worlds.sound(address).size == 5


def test_erased_bytes_leave_the_table(postgres: Server, database: str, office: str) -> None:
    """After an erasure its file holds them no more; where a reader still sees them it is said."""
    secret = Draft("a", {}, {"name": "Zeldzame-Naam-Verzonnen"})
    with open_log(office, write=True) as log:
        with log.writing() as writer:
            writer.append("secret", [secret], None)
        with open_log(office, write=False) as reader, reader.reading():
            reader.head()
            with log.writing() as writer:
                head = writer.append("erasing", [FIRST], None)
                writer.erase(head.size - 1)
            with pytest.raises(StoreError) as caught:
                log.vacuum()
            assert caught.value.reason == "locked"
        log.vacuum()
        assert set(log.privates(0, 99)) == {head.size - 1}
    with postgres.connect(database) as raw:
        raw.execute("CHECKPOINT")
        row = raw.execute("SELECT pg_relation_filepath('alvvote.private')").fetchone()
        assert row is not None
    data = (postgres.folder / "data" / row[0]).read_bytes()
    assert b"Voorbeeld" in data
    assert b"Zeldzame" not in data


# --- what a desk may ------------------------------------------------------------------------------


def test_what_a_desk_does_says_so(desk: str, office: str, tmp_path: Path) -> None:
    """The user of a desk acts as one, with or without a key; what the office does says nothing."""
    (tmp_path / "elders").mkdir()
    with open_dossier(desk, write=True) as dossier:
        assert (dossier.role, dossier.key) == ("desk", None)
        dossier.act(worlds.casting("M1", "GM9001", "for"))
        with pytest.raises(Refused) as caught:
            dossier.act(worlds.closing("M1"))
        assert [(p.code, p.value) for p in caught.value.problems] == [("D140", "vote.closed")]
    worlds.act(office, worlds.casting("M1", "GM9002", "for"))
    with open_log(office, write=False) as log:
        assert [role_in(entry) for entry in log.entries(4)] == ["desk", None]
        assert worlds.audited(log).finding is None


def test_a_desk_signs_by_a_key_of_its_own(desk: str, office: str, tmp_path: Path) -> None:
    """Its key is made known by the office, and the office's own key is not for a desk."""
    file = str(tmp_path / "balie.key")
    key = create_key_file(file, "voorbeeld/balie")
    for address in (office, desk):
        with pytest.raises(KeyFileError, match="not the key of this dossier"):
            open_dossier(address, file, write=True)
    worlds.act(office, worlds.simply(KeyRegistered(key.public.vkey(), "desk", "3")))
    for address in (office, desk):
        with open_dossier(address, file, write=True) as dossier:
            assert dossier.role == "desk"
            code = "GM9001" if address == office else "GM9002"
            dossier.act(worlds.casting("M1", code, "for"))
    with pytest.raises(KeyFileError, match="key of the office"):
        open_dossier(desk, str(next(tmp_path.glob("alv*.key"))), write=True)
    found = worlds.sound(office)
    assert (found.size, found.signed_size, found.signed_heads) == (7, 7, 3)
    assert sorted(found.named) == [6, 7]


def _append(
    connection: Raw,
    draft: Draft,
    *,
    leaf: bytes | None = None,
    number: int | None = None,
    private: bool = True,
    root: bytes | None = None,
    act: str = "act",
    lines: Sequence[str] = (),
    written: Callable[[bytes], bytes] | None = None,
) -> None:
    """Append an act by hand, as a program of somebody else may; something of it may be forged.

    `written` says how the leaf is written otherwise; all that hangs on it is right then.
    """
    newest = "SELECT size, frontier, hash FROM head JOIN entry ON number = size - 1"
    ((size, packed, previous),) = connection.execute(f"{newest} ORDER BY size DESC LIMIT 1")
    sealed = seal(draft, size if number is None else number, act_of(act), previous)
    if written is not None:
        forged = written(sealed.leaf)
        assert forged != sealed.leaf
        sealed = sealed._replace(leaf=forged, hash=leaf_hash(forged))
    with connection.transaction():
        connection.execute(
            "INSERT INTO entry VALUES (%s, %s, %s)", (size, leaf or sealed.leaf, sealed.hash)
        )
        if private and sealed.private is not None:
            row = (size, sealed.private.salt, sealed.private.content)
            connection.execute("INSERT INTO private VALUES (%s, %s, %s)", row)
        frontier = Frontier.from_bytes(size, packed).append(sealed.hash)
        head = (size + 1, size, act_of("act"), root or frontier.root(), frontier.to_bytes())
        connection.execute("INSERT INTO head VALUES (%s, %s, %s, %s, %s)", head)
        for line in lines:
            connection.execute(
                "INSERT INTO signature SELECT max(number) + 1, %s, %s FROM signature",
                (size + 1, line),
            )


_LINE = f"— voorbeeld/balie {encode_base64(bytes(68))}"
_NO_SIGNATURES = (
    "een brief",
    _LINE.replace("— ", "—  "),
    _LINE.replace("— ", "- "),
    _LINE.replace("/", "\u00a0"),
    _LINE.replace("/", "+"),
    _LINE + "\n" + _LINE,
    _LINE + " ",
    _LINE[:-2] + "B=",  # bits that say nothing
    f"— voorbeeld/balie {encode_base64(bytes(4))}",
)
_BALLOT = {
    "vote": "M1",
    "gm_code": "GM9001",
    "votes": 75,
    "option": "for",
    "accreditation": None,
    "replaces": None,
}
_DONE = Draft("ballot.cast", {**_BALLOT, "by": "desk"}, {"at": "", "reason": None, "way": "hand"})


@pytest.fixture
def by_hand(postgres: Server, desk: str, database: str) -> Iterator[Raw]:
    """Give a connection of the desk's user, past alvvote."""
    assert desk
    with postgres.connect(database, DESK) as connection:
        connection.execute("SET search_path = alvvote")
        yield connection


def test_a_right_act_by_hand(by_hand: Raw, office: str) -> None:
    """What the forgeries below have wrong is what is wrong with them: as it is it passes."""
    _append(by_hand, _DONE, lines=[_LINE])
    found = worlds.sound(office)
    assert (found.size, found.unknown_signatures) == (5, 1)


@contextlib.contextmanager
def _ledger_of_the_examples(postgres: Server) -> Iterator[Raw]:
    """Give a connection to a database with a ledger: one for all examples of a property."""
    name = "voorbeelden"
    with postgres.connect() as connection:
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchall():
            connection.execute(f"ALTER DATABASE {postgres.new_database()} RENAME TO {name}")
            create_log(postgres.address(name), {"origin": "voorbeeld/1"}, "one", [FIRST], None)
    with postgres.connect(name) as connection:
        yield connection


_FORGERIES: dict[str, dict[str, Any]] = {
    "not as a desk": {"draft": _DONE._replace(public=_BALLOT)},
    "as somebody else": {"draft": _DONE._replace(public={**_BALLOT, "by": "office"})},
    "what no desk does": {"draft": _DONE._replace(kind="vote.closed")},
    "with another hash": {"leaf": b'{"kind":"ballot.cast","public":{"by":"desk"},"number":4}'},
    "not JSON": {"leaf": b"een brief"},
    "another number inside": {"number": 9},
    "without its private part": {"private": False},
    "another root": {"root": bytes(32)},
    "another act inside": {"act": "nog een"},
    "with blanks": {"written": lambda leaf: leaf.replace(b'":', b'": ')},
    "a key twice": {"written": lambda leaf: b'{"act":"",' + leaf[1:]},
    "a key more": {"written": lambda leaf: leaf[:-1] + b',"w":1}'},
    "of another version": {"written": lambda leaf: leaf.replace(b'"v":1}', b'"v":2}')},
    "with another salt": {"written": lambda leaf: re.sub(rb'"salt":"..', b'"salt":"', leaf)},
    "with an escape": {"written": lambda leaf: leaf.replace(b'"M1"', b'"\\u004d1"')},
    "with a fraction": {"written": lambda leaf: leaf.replace(b":75}", b":75.0}")},
    "with a key beyond ASCII": {
        "written": lambda leaf: leaf.replace(b":75}", ':75,"é":1}'.encode())
    },
    "too deep": {"written": lambda leaf: leaf.replace(b":75}", b":[[[[75]]]]}")},
}


def test_a_desk_cannot_forge(by_hand: Raw, office: str) -> None:
    """What the database can work out must be right, whatever program the desk uses."""
    before = worlds.contents(office)
    for name, forgery in _FORGERIES.items():
        forged = {"draft": _DONE, **forgery}
        with pytest.raises(psycopg.Error) as caught:
            _append(by_hand, **forged)
        assert caught.value.sqlstate in {"42501", "22P02"}, name
    assert worlds.contents(office) == before


@pytest.mark.parametrize("content", [b"[]", b'{"a": 1}', b"{}{}", b"een brief", b"\xff"])
def test_a_desk_cannot_forge_a_private_part(by_hand: Raw, office: str, content: bytes) -> None:
    """What the entry vouches for must be of the form, too: others have to read it."""
    before = worlds.contents(office)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "alvvote.ledger.entry.canonical",
            lambda value: content if value is _DONE.private else canonical(value),
        )
        with pytest.raises(psycopg.Error):
            _append(by_hand, _DONE)
    assert worlds.contents(office) == before


_scalars = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.booleans(),
    st.none(),
)
_keys = st.text(st.characters(min_codepoint=1, max_codepoint=127), max_size=4)
_contents = st.dictionaries(_keys, st.lists(st.lists(_scalars, max_size=3), max_size=3) | _scalars)


@settings(max_examples=10)
@given(documents=st.lists(_contents, min_size=8, max_size=12))
def test_the_database_knows_the_canonical_form(
    postgres: Server, documents: list[dict[str, Any]]
) -> None:
    """It takes the bytes that are written here, and no other bytes of the same value."""
    right = [canonical(document) for document in documents]
    wrong = [json.dumps(document).encode() for document in documents]
    wrong = [other for other, one in zip(wrong, right, strict=True) if other != one]
    with _ledger_of_the_examples(postgres) as connection:
        asked = "SELECT content, alvvote.is_canonical(content) FROM unnest(%s::bytea[]) AS content"
        answers = dict(connection.execute(asked, ([*right, *wrong],)).fetchall())
    assert answers == dict.fromkeys(right, True) | dict.fromkeys(wrong, False)


def test_a_desk_does_not_sign_for_others(by_hand: Raw, office: str) -> None:
    """No line in the name of the office, and none below what it did not do just now."""
    with open_log(office, write=False) as log:
        origin, size = log.origin, log.head().size
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _append(by_hand, _DONE, lines=[_LINE.replace("voorbeeld/balie", origin)])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _append(by_hand, _DONE, lines=[_LINE, _LINE.replace("balie", "balie2")])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        by_hand.execute(
            "INSERT INTO signature SELECT max(number) + 1, %s, %s FROM signature",
            (size, _LINE),
        )
    for line in _NO_SIGNATURES:
        with pytest.raises(psycopg.errors.DatabaseError):
            _append(by_hand, _DONE, lines=[line])
    assert worlds.sound(office).unknown_signatures == 0


_NOT_FOR_DESKS = (
    "INSERT INTO about VALUES ('a', 'b')",
    "INSERT INTO erasure SELECT max(number), 1 FROM entry",
    "INSERT INTO desk_kind VALUES ('vote.closed')",
    "INSERT INTO copy VALUES ('a', 'b', '')",
    "DELETE FROM private",
    "UPDATE private SET content = ''",
    "DELETE FROM desk_kind",
    "TRUNCATE private",
    "ALTER TABLE entry DISABLE TRIGGER ALL",
    "DROP TRIGGER desk_entry ON entry",
    "CREATE TABLE alvvote.mine (a TEXT)",
    "CREATE TEMP TABLE head AS SELECT * FROM alvvote.head",
    "CREATE OR REPLACE FUNCTION is_office() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "SET session_replication_role = replica",
    "SET ROLE kantoor",
    "GRANT alvvote_desk TO kantoor",
    "COPY entry TO PROGRAM 'cat'",
)


def test_what_the_user_of_a_desk_may_not(by_hand: Raw, office: str) -> None:
    """Nothing beside appending: no erasing, no rights, no tables, no tricks with the guards."""
    before = worlds.contents(office)
    for statement in _NOT_FOR_DESKS:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            by_hand.execute(statement)
    # What it may not is skipped, with a warning.
    by_hand.execute("VACUUM FULL private")
    assert worlds.contents(office) == before


def test_a_desk_that_holds_on_is_let_go(
    postgres: Server, by_hand: Raw, office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the lock keeps all others waiting, until its session is ended as is documented."""
    monkeypatch.setattr(postgres_connection, "PATIENCE", 0.02)
    by_hand.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
    with pytest.raises(StoreError) as caught:
        worlds.act(office, worlds.casting("M1", "GM9001", "for"))
    assert caught.value.reason == "locked"
    page = (CHECKOUT / "docs" / "postgres.md").read_text(encoding="utf-8")
    ((ending,),) = [
        [line for line in block.splitlines() if "pg_terminate_backend" in line]
        for block in page.split("```")
        if "pg_terminate_backend" in block
    ]
    with postgres.connect() as raw:
        try:
            raw.execute(ending.replace("balie3", DESK))
            worlds.act(office, worlds.casting("M1", "GM9001", "for"))
        finally:
            raw.execute(f"ALTER ROLE {DESK} LOGIN")


def test_a_kind_is_the_same_in_the_rules_and_in_the_database(office: str) -> None:
    """The database was told what a desk does when the dossier was made."""
    with open_log(office, write=False) as log:
        assert {kind for (kind,) in log.rows("SELECT kind FROM desk_kind")} == DESK_KINDS


def test_what_a_desk_may_not_is_said(
    desk: str, office: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erasing and live copies are for the office; where only the database refuses it has a code."""
    erase = ("ledger", "erase", "--personal", "--reden", "verzonnen", "--format", "json")
    done = run(*erase, "--dossier", desk)
    assert (done.code, [p["code"] for p in done.document["problems"]]) == (1, ["D140"])
    copy = ("meeting", "copy", "--kopie", "kopie.alv", "--format", "json")
    done = run(*copy, "--dossier", desk)
    assert (done.code, [p["code"] for p in done.document["problems"]]) == (1, ["L132"])
    monkeypatch.setattr("alvvote.meeting.dossier.allowed", lambda _role, _kind: [])
    close = ("vote", "close", "M1", "--format", "json", "--dossier", desk)
    done = run(*close)
    assert (done.code, [p["code"] for p in done.document["problems"]]) == (1, ["L132"])
    assert worlds.sound(office).size == 4


# --- a verified connection, or none ---------------------------------------------------------------


def _reason(address: str) -> str:
    with pytest.raises(StoreError) as caught:
        open_log(address, write=True)
    assert PASSWORD not in str(caught.value)
    return caught.value.reason


def test_the_name_of_another_machine_is_verified(
    postgres: Server, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its certificate must have the name of the address, by an authority that was named."""
    from tests.certificates import Authority  # noqa: PLC0415

    here = postgres.address(database, host=MACHINE)
    authority = f"sslrootcert={postgres.authority}"
    other = Authority("Ander gezag (verzonnen)").write(tmp_path / "ander.pem")
    elsewhere = postgres.address(database, host="ander.voorbeeld.example")
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    with open_log(f"{here}?{authority}", write=True) as log:
        assert log.path == f"postgresql://{OFFICE}@{MACHINE}:{postgres.port}/{database}?{authority}"
        ((protocol,),) = log.rows(
            "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl"
        )
        assert protocol in {"TLSv1.2", "TLSv1.3"}
    assert _reason(f"{elsewhere}?{authority}") == "untrusted"
    assert _reason(f"{here}?sslrootcert={other}") == "untrusted"
    assert _reason(f"{here}?sslrootcert={tmp_path}/weg.pem") == "untrusted"
    assert _reason(here) == "untrusted"  # the authorities of this system do not know it
    for mode in ("disable", "allow", "prefer", "require", "verify-ca"):
        assert _reason(f"{here}?sslmode={mode}&{authority}") == "insecure"
    # The environment does not lead to less either.
    monkeypatch.setenv("PGSSLMODE", "disable")
    assert _reason(f"{elsewhere}?{authority}") == "untrusted"
    monkeypatch.delenv("PGHOSTADDR")
    monkeypatch.setenv("PGHOST", "ander.voorbeeld.example")
    by_environment = f"postgresql:///{database}?hostaddr=127.0.0.1&port={postgres.port}"
    assert _reason(f"{by_environment}&{authority}&user={OFFICE}") == "untrusted"


def test_a_server_without_tls_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other side says that it has no TLS nothing more is sent, and no password."""
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            client, _address = listening.accept()
            with client:
                heard.append(client.recv(100))
                client.sendall(b"N")
                heard.append(client.recv(100))

        thread = threading.Thread(target=answer)
        thread.start()
        port = listening.getsockname()[1]
        address = f"postgresql://{OFFICE}:{PASSWORD}@{MACHINE}:{port}/{database}"
        assert _reason(address) == "untrusted"
        thread.join(10)
    assert heard[1] == b""


@pytest.mark.parametrize(
    ("host", "hostaddr", "own"),
    [
        ("", "", True),
        ("localhost", "", True),
        ("127.0.0.1", "", True),
        ("::1", "", True),
        ("/var/run/postgresql", "", True),
        ("localhost", "127.0.0.1", True),
        ("localhost,127.0.0.1", "", True),
        ("localhost", "192.0.2.7", False),
        ("", "192.0.2.7", False),
        ("localhost,server.example", "", False),
        ("server.example", "127.0.0.1", False),
        ("127.0.0.1.example", "", False),
        ("127.0.0.2", "", False),
        ("LOCALHOST.", "", False),
    ],
)
def test_what_counts_as_the_own_machine(host: str, hostaddr: str, own: bool) -> None:  # noqa: FBT001
    """Only what cannot be another machine."""
    assert postgres_connection.is_own_machine(host, hostaddr) is own


@pytest.mark.parametrize(
    ("address", "shown", "database"),
    [
        ("postgresql://a:geheim@b:5432/c", "postgresql://a@b:5432/c", "c"),
        ("postgresql://a:ge:heim@b/c", "postgresql://a@b/c", "c"),
        ("postgresql://a:ge@heim@b/c", "postgresql://a@b/c", "c"),
        ("postgresql://a:ge/heim@b/c", "postgresql://a@b/c", "c"),
        ("postgresql://a:ge?heim@b/c?x=1", "postgresql://a@b/c?x=1", "c"),
        ("postgres://b/c%20d?sslrootcert=x", "postgres://b/c%20d?sslrootcert=x", "c d"),
        ("postgresql://b/c?password=geheim&x=1", "postgresql://b/c", "c"),
        ("postgresql://b/c?PASS%57ORD=geheim", "postgresql://b/c", "c"),
        ("postgresql://b/c?sslpassword=ge@heim", "postgresql://b/c@heim", ""),
        ("postgresql:///c", "postgresql:///c", "c"),
        ("postgresql://", "postgresql://", ""),
        ("alv.alv", "alv.alv", ""),
        ("/kopie/postgres.alv", "/kopie/postgres.alv", ""),
        # Meant as an address: refused, and not shown whole either.
        (" postgresql://a:geheim@b/c", " postgresql://a@b/c", "c"),
        ("'postgresql://a:geheim@b/c'", "'postgresql://a@b/c'", ""),
        ("jdbc:postgresql://a:geheim@b/c", "jdbc:postgresql://a@b/c", "c"),
        ("postgresql+psycopg://a:geheim@b/c", "postgresql+psycopg://a@b/c", "c"),
        ("postgresql:a:geheim@b/c", "postgresql:…", ""),
        ("host=b Password = 'ge heim' dbname=c", "host=b …", ""),
        ("password=geheim", "…", ""),
        ("host=b dbname=c", "host=b dbname=c", ""),
    ],
)
def test_no_password_is_shown(address: str, shown: str, database: str) -> None:
    """An address is shown without it, also where it is not written as it should be."""
    assert shown_address(address) == shown
    assert "geheim" not in shown
    if database:
        assert database_of(address) == database
    right = address.startswith(("postgresql://", "postgres://"))
    if is_server(address) and not right:
        assert _reason(address) == "address"


@pytest.mark.long
def test_no_command_shows_the_password(
    postgres: Server, database: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what succeeds nor what fails prints it, in text or as JSON."""
    right = f"{postgres.address(database, host='localhost')}"
    empty = postgres.address(postgres.new_database(), host="localhost")
    wrong = right.replace(PASSWORD, f"{PASSWORD}x")
    far = postgres.address(database, host=MACHINE)
    remote = f"{far}?sslmode=require"
    nobody = postgres.address(database, host="localhost", port=1)
    no_database = postgres.address("er_is_niets", host="localhost")
    strange = f"postgresql://a:{PASSWORD}@localhost/c?niets=1"
    misread = f"postgresql://a:x@{PASSWORD}@localhost/c"
    made = postgres.address(postgres.new_database(), host="localhost")
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    new = ("meeting", "new", "--datum", "2026-11-25", "--naam", "ALV (verzonnen)")
    codes: dict[str, str] = {}
    for form in ((), ("--format", "json")):
        for name, args in {
            "show": ("meeting", "show", "--dossier", right),
            "note": ("vote", "note", "M1", "--tekst", "verzonnen", "--dossier", right),
            "head": ("ledger", "head", "--dossier", right),
            "verify": ("ledger", "verify", "--dossier", right),
            "copy": ("meeting", "copy", "--dossier", right),
            "move": ("meeting", "copy", "--naar", str(tmp_path / "a.alv"), "--dossier", right),
            "twice": (*new, right),
            "publish": ("publish", right, "--out", str(tmp_path / "uit")),
            "report": ("report", right, right),
            "empty": ("meeting", "show", "--dossier", empty),
            "wrong": ("meeting", "show", "--dossier", wrong),
            "far": ("meeting", "show", "--dossier", far),
            "remote": ("meeting", "show", "--dossier", remote),
            "nobody": ("meeting", "show", "--dossier", nobody),
            "no database": ("meeting", "show", "--dossier", no_database),
            "strange": ("meeting", "show", "--dossier", strange),
            "misread": ("meeting", "show", "--dossier", misread),
            "made": (*new, made),
        }.items():
            done = run(*args, *(() if name in {"publish", "report"} else form))
            assert PASSWORD not in done.out + done.err, name
            if form and name not in {"publish", "report"}:
                found = [p["code"] for p in done.document["problems"] if p["severity"] == "error"]
                codes[name] = " ".join(found)
                assert done.code == (1 if found else 0), name
    assert codes == {
        **dict.fromkeys(("show", "note", "head", "verify", "copy", "move"), ""),
        "made": "M103",  # the second time
        "twice": "M103",
        "empty": "L131",
        "wrong": "L125",
        "far": "L126",
        "remote": "L127",
        "nobody": "L124",
        "no database": "L130",
        "strange": "L128",
        "misread": "L128",
    }


def test_without_psycopg(office: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who installed alvvote without the extra is told what to install."""
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    done = run("meeting", "show", "--dossier", office, "--format", "json")
    assert [p["code"] for p in done.document["problems"]] == ["L129"]


@pytest.mark.long
def test_a_meeting_from_first_to_last(
    postgres: Server, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every kind of command works on a server, named by the environment alone."""
    monkeypatch.chdir(tmp_path)
    address = postgres.address(postgres.new_database())
    monkeypatch.setenv("ALVVOTE_DOSSIER", address)
    for line in (
        f"meeting new {address} --datum 2026-11-25 --naam ALV-(verzonnen) --key a.key",
        "agenda add M1 --titel Voorbeeldmotie --soort motie --key a.key",
        "meeting fix-roll --key a.key",
        "meeting copy --kopie kopie.alv-copy",
        "cards issue --out kaarten --plaats Modelstad --aanvang 14.00 --key a.key",
        "speakers add M1 --gemeente Borne --naam Voorbeeld --key a.key",
        "vote open M1 --key a.key",
        "vote cast M1 --gemeente Utrecht --stem voor --key a.key",
        "vote cast M1 --gemeente Borne --stem tegen --key a.key",
        "vote status",
        "vote close M1 --key a.key",
        "vote result M1",
        "vote declare M1 --oordeel aangenomen --key a.key",
        "meeting show --key a.key",
        f"tally --dossier {address}",
        "vote export --out export",
        "ledger verify",
        "ledger head --output kop.txt --pub sleutel.pub",
        "ledger verify --head kop.txt --key sleutel.pub",
        "ledger export --output alles.jsonl",
        "ledger prove --vote M1 --gemeente Utrecht --output bewijs.txt",
        "ledger log",
        "minutes --out notulen",
        f"publish {address} --out uit --key a.key",
        "desk key --desk 3 --key a.key",
        "ledger erase --personal --reden verzonnen --key a.key",
        "ledger verify --head kop.txt",
    ):
        done = run(*line.split())
        assert done.code == 0, (line, done.err)
    assert worlds.contents("kopie.alv-copy") == worlds.contents(address)
    assert worlds.sound(address).erased > 10


# --- moving ---------------------------------------------------------------------------------------


def test_there_and_back(
    postgres: Server, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dossier goes to a server and back with everything, and goes on in each place."""
    monkeypatch.chdir(tmp_path)
    file = worlds.voted_dossier(tmp_path / "a.alv")
    erase = ("ledger", "erase", "--personal", "--reden", "verzonnen", "--dossier")
    assert run(*erase, file).code == 0
    server = postgres.address(postgres.new_database())
    move = ("meeting", "copy", "--format", "json", "--naar")
    went = run(*move, server, "--dossier", file).document
    assert (went["moved_to"], went["moved_from"], went["added"]) == (server, file, 13)
    assert worlds.contents(server) == worlds.contents(file)
    with open_dossier(server, str(tmp_path / "a.key"), write=True) as dossier:
        dossier.act(worlds.simply(NoteAdded("M1", "daar (verzonnen)")))
    back = run(*move, tmp_path / "b.alv", "--dossier", server).document
    assert back["added"] == 14
    assert worlds.contents(tmp_path / "b.alv") == worlds.contents(server)
    # The first file is an earlier state of it: that is brought up to date, and only once.
    assert run(*move, file, "--dossier", server).document["added"] == 1
    assert run(*move, file, "--dossier", server).document["added"] == 0
    assert worlds.contents(file) == worlds.contents(server)


def test_nothing_is_moved_over_something_else(
    postgres: Server, office: str, tmp_path: Path, run: Run
) -> None:
    """Another log, another file, or one that went on by itself stays as it is."""
    other = worlds.make_dossier(tmp_path / "ander.alv")
    letter = tmp_path / "brief.txt"
    letter.write_text("een brief")
    further = postgres.address(postgres.new_database())
    move = ("meeting", "copy", "--format", "json", "--naar")
    assert run(*move, further, "--dossier", office).code == 0
    worlds.act(further, worlds.casting("M1", "GM9001", "for"))
    worlds.act(office, worlds.casting("M1", "GM9001", "against"))
    for target, code in ((other, "L120"), (letter, "L101"), (further, "L120")):
        done = run(*move, target, "--dossier", office)
        assert (done.code, [p["code"] for p in done.document["problems"]]) == (1, [code])
    assert letter.read_text() == "een brief"
    assert worlds.sound(other).size == 3
    assert worlds.sound(further).size == 5


def test_who_acts_meanwhile_is_noticed(
    office: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The heads are held against each other; what was missing comes with the next try."""
    put_head = Writer.put_head

    def meanwhile(writer: Writer, head: Head) -> None:
        put_head(writer, head)
        if writer.log.path.endswith(".new") and head.size == 4:
            worlds.act(office, worlds.simply(NoteAdded("M1", "intussen (verzonnen)")))

    move = ("meeting", "copy", "--format", "json", "--naar", tmp_path / "a.alv")
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "put_head", meanwhile)
        done = run(*move, "--dossier", office)
    assert (done.code, [p["code"] for p in done.document["problems"]]) == (1, ["L134"])
    assert run(*move, "--dossier", office).document["added"] == 1
    assert worlds.contents(tmp_path / "a.alv") == worlds.contents(office)


def test_signatures_of_a_desk_that_vouch_for_too_much(office: str, tmp_path: Path) -> None:
    """A head over what the office did, signed by a desk alone, is a finding."""
    key = create_key_file(str(tmp_path / "balie.key"), "voorbeeld/balie")
    with open_dossier(office, write=True) as dossier:
        dossier.act(worlds.simply(KeyRegistered(key.public.vkey(), "desk", "3")))
    with open_dossier(office, write=True) as dossier:
        dossier.key = None
        head = dossier.act(worlds.closing("M1")).head
        with dossier.log.writing() as writer:
            writer.add_signature(head.size, sign(dossier.log.checkpoint(head), key).line())
    with open_log(office, write=False) as log:
        finding = worlds.audited(log).finding
    assert finding is not None
    assert (finding.number, finding.what, finding.detail) == (5, "rule broken", "D141")
