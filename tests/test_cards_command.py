"""``alvvote cards``: what goes out, in which order, and what stands of it in the record.

Members, addresses and meetings are invented (verzonnen).
"""

import csv
import email
import email.policy
import json
import os
import re
import stat
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from alvvote.cards import files, issuing
from alvvote.cards.addresses import is_address
from alvvote.cards.code import ALPHABET, check_character, in_groups, read_code
from alvvote.cards.find import find_card
from alvvote.cards.wording import Data, Occasion, card_data, document_data
from alvvote.i18n import in_language
from alvvote.ledger.errors import StoreError
from alvvote.meeting import events as e
from alvvote.meeting.dossier import create_dossier
from alvvote.meeting.model import State
from alvvote.meeting.rules import decide
from alvvote.typesetting import typeset
from tests import ledger_worlds as worlds
from tests.conftest import Run
from tests.vote_steps import state_of

ALV = Path("alv.alv")
HEAD = "alv@vereniging.example"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a dossier of six members in a folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    worlds.make_dossier(ALV)
    return tmp_path


def _rows(folder: str) -> list[dict[str, str]]:
    with Path(folder, files.LIST).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _decoded(pdf: bytes, page: int = 0) -> set[tuple[str, str]]:
    """Return format and text of what a decoder reads from a page, rendered at 300 dpi."""
    drawn = pypdfium2.PdfDocument(pdf)[page].render(scale=300 / 72, grayscale=True).to_numpy()
    # To look for every other kind too takes several times as long.
    kinds = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode])
    return {(str(found.format), found.text) for found in zxingcpp.read_barcodes(drawn, kinds)}


def _text(file: str | Path, page: int = 0) -> str:
    return " ".join(PdfReader(file).pages[page].extract_text().split())


def test_all_files_of_all_members(run: Run, folder: Path) -> None:
    """A PDF each, one of all, the form, the list; for the owner's eyes alone."""
    ran = run("cards", "issue", "--out", "kaarten", "--format", "json")
    assert ran.code == 0, ran.err
    document = ran.document
    assert document["recorded"] is True
    assert [card["municipality"] for card in document["cards"]] == [
        *("Modelwijk", "Proefdam", "Schetsen", "Testelo", "Verzonnen", "Voorbeeldstad")
    ]
    there = {p.relative_to("kaarten").as_posix() for p in Path("kaarten").rglob("*") if p.is_file()}
    own = {card["file"] for card in document["cards"]}
    assert "stemkaarten/stemkaart-voorbeeldstad-GM9001.pdf" in own
    assert there == own | {files.ALL, files.FORM, files.LIST, files.READ_ME}
    for path in (folder / "kaarten").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert stat.S_IMODE(Path("kaarten").stat().st_mode) == 0o700
    rows = _rows("kaarten")
    assert [row["bestand"] for row in rows] == [card["file"] for card in document["cards"]]
    assert {row["gm_code"]: row["stemmen"] for row in rows} == {
        code: str(votes) for code, votes in worlds.SMALL_VOTES.items()
    }
    assert len(PdfReader(f"kaarten/{files.ALL}").pages) == 12
    state = state_of(ALV)
    for row in rows:
        found = find_card(state, row["code"])
        assert (found.worth, found.gm_code, found.number) == ("valid", row["gm_code"], 1)
        assert row["code"] not in ran.out
        assert row["code"].replace("-", "") not in ran.out
    assert "GEHEIM" in Path("kaarten", files.READ_ME).read_text(encoding="utf-8")
    worlds.sound(ALV)


def test_what_stands_on_a_card(run: Run) -> None:
    """Everything of the article, in Dutch whatever the user speaks, and the code three times."""
    at = ("--plaats", "Zaal Voorbeeld, Modelstad", "--aanvang", "14.00 uur")
    assert run("cards", "issue", "--out", "kaarten", *at).code == 0
    row = next(row for row in _rows("kaarten") if row["gm_code"] == "GM9004")
    path = Path("kaarten", row["bestand"])
    text = _text(path)
    for words in (
        "STEMKAART",
        "ALV Voorbeeld (verzonnen)",
        "25 november 2026 · 14.00 uur · Zaal Voorbeeld, Modelstad",
        "Modelwijk",
        "12 stemmen",
        "12.345 inwoners: 12 volle duizendtallen",
        "minimaal 1, maximaal 75",
        "Bron: CBS. CBS-tabel 03759ned, 1 januari 2026, definitief",
        "burgemeester, een wethouder, een raadslid, de secretaris of de griffier van Modelwijk",
        "Zij kan niet naar een andere gemeente.",
        "Wel kan een andere vertegenwoordiger van Modelwijk haar overnemen",
        "Voorbeeld: deze vergadering is verzonnen",
        "Stemkaart 1 van Modelwijk (GM9004)",
    ):
        assert words in text, words
    assert row["code"] in text.replace(" ", "")
    code = read_code(row["code"])
    assert code is not None
    assert _decoded(path.read_bytes()) == {("Code 128", code), ("QR Code", code)}
    form = _text(path, 1)
    for words in ("Volmacht", "Modelwijk (GM9004)", "Naam", "Functie", "Handtekening", "griffier"):
        assert words in form, words
    assert "Modelwijk" not in _text(f"kaarten/{files.FORM}")
    limits = {r["gm_code"]: _text(Path("kaarten", r["bestand"])) for r in _rows("kaarten")}
    assert "meer dan 75 volle duizendtallen: het maximum" in limits["GM9001"]
    assert "900 inwoners: minder dan" in limits["GM9006"]
    assert "1 stem" in limits["GM9006"]


def test_the_pdf_is_accessible(run: Run) -> None:
    """Tagged, PDF/UA-1, with title and language."""
    assert run("cards", "issue", "--out", "kaarten").code == 0
    for path in Path("kaarten").rglob("*.pdf"):
        root: Any = PdfReader(path).trailer["/Root"].get_object()
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "nl"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert PdfReader(path).metadata is not None


def _state(name: str = "ALV Voorbeeld", *, rehearsal: bool = False) -> State:
    made = e.MeetingCreated(name, worlds.DAY.isoformat(), rehearsal, False, False, None)  # noqa: FBT003
    return decide(State(), [made, worlds.roll_set(worlds.small_roll())])[0]


@settings(max_examples=12, deadline=None)
@given(st.text(ALPHABET, min_size=17, max_size=17))
def test_any_code_is_read_back(body: str) -> None:
    """Barcode and QR of any code, digits alone too, from the picture of the page."""
    code = body + check_character(body)
    state = _state()
    card = issuing.NewCard(worlds.small_roll().members[0], 1, code)
    page = card_data(state, Occasion(), card, None)
    pdf = typeset(files.TEMPLATE, document_data("Stemkaart", [page], "nl"), state.day)
    assert _decoded(pdf) == {("Code 128", code), ("QR Code", code)}


@pytest.mark.parametrize(
    "code",
    ["0" * 18, "12345678901234567" + "X", "99ABCDEFGHJKMNPRS" + "X", "9" * 17 + "X"],
)
def test_a_code_of_digits_is_read_back(code: str) -> None:
    """Code 128 sets digits in pairs; a first pair of nines has a value of its own."""
    code = code[:17] + check_character(code[:17])
    page = card_data(
        _state(), Occasion(), issuing.NewCard(worlds.small_roll().members[0], 1, code), None
    )
    pdf = typeset(files.TEMPLATE, document_data("Stemkaart", [page], "nl"), None)
    assert _decoded(pdf) == {("Code 128", code), ("QR Code", code)}


def _made(state: State, codes: Sequence[str]) -> dict[str, bytes]:
    fresh = iter(codes)
    cards = issuing.first_cards(state, [], lambda: next(fresh))
    post = files.Post(HEAD, {"GM9001": "a@b.example"}, datetime.fromisoformat(worlds.MOMENT))
    with in_language("nl"):
        return {f.path: f.data for f in files.files_of(state, cards, files.Outfit(post=post))}


def test_the_same_input_gives_the_same_bytes() -> None:
    """Codes, and the moment of messages, are all that differs from one time to the next."""
    codes = [body + check_character(body) for body in ("0123456789ABCDEF" + c for c in "GHJKMN")]
    first, second = _made(_state(), codes), _made(_state(), codes)
    assert first == second
    others = _made(_state(), [codes[-1], *codes[:-1]])
    assert {path for path, data in others.items() if data == first[path]} == {
        files.FORM,
        files.READ_ME,
    }


def test_what_no_card_hides() -> None:
    """A rehearsal and an invented meeting say so on each page; an ordinary one does not."""
    pages = {
        "OEFENING": _state(rehearsal=True),
        "Voorbeeld: deze vergadering is verzonnen": _state("ALV (verzonnen)"),
    }
    cards = [issuing.NewCard(worlds.small_roll().members[0], 1, "0" * 18)]
    with in_language("nl"):
        for words, state in pages.items():
            made = {f.path: f.data for f in files.files_of(state, cards, files.Outfit())}
            Path("alle.pdf").write_bytes(made[files.ALL])
            Path("form.pdf").write_bytes(made[files.FORM])
            assert words in _text("alle.pdf")
            assert words in _text("alle.pdf", 1)
            assert words in _text("form.pdf")
        assert card_data(_state(), Occasion(), cards[0], None)["notice"] == ""


def test_issuing_again_by_accident_changes_nothing(run: Run) -> None:
    """It says so, makes no folder, records nothing, and is no failure."""
    assert run("cards", "issue", "--out", "kaarten").code == 0
    before = worlds.contents(ALV)
    ran = run("cards", "issue", "--out", "nog-eens")
    assert ran.code == 0
    assert "has a voting card already" in ran.out
    assert not Path("nog-eens").exists()
    again = run("cards", "issue", "--out", "kaarten", "--format", "json")
    assert (again.code, again.document["recorded"], again.document["cards"]) == (0, False, [])
    assert worlds.contents(ALV) == before


def test_only_new_members_get_a_card(run: Run) -> None:
    """After a change of the roll the cards that went out stay valid."""
    roll = worlds.small_roll()
    start = [worlds.created(), worlds.roll_set(worlds.small_roll())]
    smaller = worlds.roll_set(type(roll)(roll.meeting_date, roll.edition, roll.members[:5]))
    create_dossier("klein.alv", [start[0], smaller], None)
    at = ("--dossier", "klein.alv", "--format", "json")
    assert len(run("cards", "issue", "--out", "een", *at).document["cards"]) == 5
    worlds.act("klein.alv", worlds.simply(worlds.roll_set(roll, reason="verzonnen")))
    ran = run("cards", "issue", "--out", "twee", *at)
    assert [card["gm_code"] for card in ran.document["cards"]] == ["GM9006"]
    assert run("cards", "list", *at).document["valid"] == 6


def test_reissue_and_list(run: Run) -> None:
    """The new card has the next number; the list shows both, and no code in any form."""
    assert run("cards", "issue", "--out", "een").code == 0
    again = ("cards", "reissue", "--gemeente", "Proefdam", "--reden", "kwijt (verzonnen)")
    ran = run(*again, "--out", "twee")
    assert ran.code == 0, ran.err
    assert "card 2 of Proefdam (GM9002)" in ran.out
    state = state_of(ALV)
    old = next(row["code"] for row in _rows("een") if row["gm_code"] == "GM9002")
    (new,) = _rows("twee")
    assert (new["kaart"], new["bestand"]) == ("2", "stemkaarten/stemkaart-proefdam-GM9002-2.pdf")
    assert find_card(state, old).worth == "replaced"
    assert find_card(state, new["code"]).worth == "valid"
    assert "Stemkaart 2 van Proefdam" in _text(Path("twee", new["bestand"]))
    outputs = [run("cards", "list", "--format", form).out for form in ("table", "csv", "json")]
    outputs.append(run("ledger", "log").out + run("ledger", "log", "--format", "json").out)
    assert run("ledger", "export", "--output", "export.jsonl").code == 0
    outputs.append(Path("export.jsonl").read_text(encoding="utf-8"))
    digests = [card.digest for cards in state.cards.values() for card in cards]
    for out in outputs:
        for row in (*_rows("een"), *_rows("twee")):
            assert row["code"] not in out
            assert row["code"].replace("-", "") not in out
        assert not any(digest and digest in out for digest in digests)
        assert "kwijt" not in out
    assert [(c["number"], c["standing"]) for c in json.loads(outputs[2])["cards"]][1:3] == [
        (1, "replaced"),
        (2, "valid"),
    ]
    assert "GM9002,Proefdam,1,replaced,48,48\nGM9002,Proefdam,2,valid,48,48\n" in outputs[1]
    assert "valid: 6; replaced: 1; members without a card: 0" in outputs[0]
    worlds.sound(ALV)


ADDRESSES = "gemeente;e-mail\nVoorbeeldstad;secretaris@voorbeeldstad.example\nGM9002;b@c.example\n"


def test_messages_ready_to_be_sent(run: Run) -> None:
    """One for each address, by RFC 5322, with the very PDF of the folder attached."""
    Path("adressen.csv").write_text(ADDRESSES, encoding="utf-8")
    at = ("--eml", "adressen.csv", "--afzender", HEAD)
    ran = run("cards", "issue", "--out", "kaarten", *at)
    assert ran.code == 0, ran.err
    assert "no address is given for Modelwijk, Schetsen, Testelo and Verzonnen" in ran.out
    assert sorted(os.listdir("kaarten/e-mail")) == [
        "stemkaart-proefdam-GM9002.eml",
        "stemkaart-voorbeeldstad-GM9001.eml",
    ]
    data = Path("kaarten/e-mail/stemkaart-voorbeeldstad-GM9001.eml").read_bytes()
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    message = email.message_from_bytes(data, policy=email.policy.SMTP)
    assert message.defects == []
    assert message["From"] == HEAD
    assert message["To"] == "secretaris@voorbeeldstad.example"
    subject = "[VOORBEELD] Stemkaart van Voorbeeldstad: ALV Voorbeeld (verzonnen)"
    assert message["Subject"] == subject
    assert re.fullmatch(r"<[0-9a-f]{32}@vereniging\.example>", message["Message-ID"])
    assert abs(message["Date"].datetime.timestamp() - datetime.now().timestamp()) < 600  # noqa: DTZ005
    body, pdf = message.iter_parts()
    assert "75 stemmen" in body.get_content()
    assert "Aan de gemeentesecretaris van Voorbeeldstad" in body.get_content()
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_filename() == "stemkaart-voorbeeldstad-GM9001.pdf"
    own = Path("kaarten/stemkaarten/stemkaart-voorbeeldstad-GM9001.pdf")
    assert pdf.get_content() == own.read_bytes()
    assert "waardeloos" not in body.get_content()
    again = ("cards", "reissue", "--gemeente", "Proefdam", "--out", "nieuw", "--reden", "kwijt")
    assert run(*again, *at).code == 0
    data = Path("nieuw/e-mail/stemkaart-proefdam-GM9002-2.eml").read_bytes()
    body, pdf = email.message_from_bytes(data, policy=email.policy.SMTP).iter_parts()
    assert "Dit is kaart 2; de vorige is waardeloos." in body.get_content()
    assert pdf.get_filename() == "stemkaart-proefdam-GM9002-2.pdf"


def test_all_that_is_wrong_with_addresses_is_told_at_once(run: Run) -> None:
    """With row, column and a suggestion; nothing is made or recorded."""
    rows = ["Voorbeeldstat,a@b.example", "Proefdam,a@@b", ",x@y.example", "GM9002,b@c.example"]
    Path("adressen.csv").write_text("gemeente,e-mail\n" + "\n".join(rows) + "\n", encoding="utf-8")
    before = worlds.contents(ALV)
    at = ("--eml", "adressen.csv", "--afzender", HEAD, "--format", "json")
    ran = run("cards", "issue", "--out", "kaarten", *at)
    assert ran.code == 1
    assert [(p["code"], p["row"], p["column"], p["value"]) for p in ran.document["problems"]] == [
        ("B201", 2, "gemeente", "Voorbeeldstat"),
        ("K107", 3, "e-mail", "a@@b"),
        ("B205", 4, "gemeente", None),
        ("K108", 5, None, "Proefdam"),
    ]
    assert ran.document["problems"][0]["expected"] == "Voorbeeldstad (GM9001)"
    assert not Path("kaarten").exists()
    assert worlds.contents(ALV) == before
    Path("adressen.csv").write_text("naam,adres\nProefdam,b@c.example\n", encoding="utf-8")
    ran = run("cards", "issue", "--out", "kaarten", *at)
    assert [p["expected"] for p in ran.document["problems"]] == ["gemeente", "e-mail"]


def test_addresses() -> None:
    """What may stand in a header: no names, no comments, no letters beyond ASCII, no line end."""
    good = ["a@b.nl", "x.y+z@sub.voorbeeld.example", "o'neil@b-c.example"]
    assert all(map(is_address, good))
    bad = ["", "a", "a@b", "@b.nl", "a@", "a b@c.nl", "a@b.nl\n", "A <a@b.nl>", "a@b.nl,c@d.nl"]
    bad += ["é@b.nl", "a@é.nl", ".a@b.nl", "a..b@c.nl", "a@-b.nl", "a@b..nl", "a" * 250 + "@b.nl"]
    assert not any(map(is_address, bad))


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    pixels = zlib.compress((b"\0" + b"\xcc\0\0" * width) * height)
    begin, end = b"\x89PNG\r\n\x1a\n", chunk(b"IEND", b"")
    return begin + chunk(b"IHDR", size + b"\x08\x02\0\0\0") + chunk(b"IDAT", pixels) + end


def test_a_logo_on_each_card(run: Run) -> None:
    """PNG and SVG are drawn, whatever their size; the codes are read as before."""
    Path("breed.png").write_bytes(_png(400, 20))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 9"><path d="M0 0h1v9z"/></svg>'
    Path("hoog.svg").write_text(svg, encoding="utf-8")
    assert run("cards", "issue", "--out", "een", "--logo", "breed.png").code == 0
    at = ("--gemeente", "Testelo", "--out", "twee")
    assert run("cards", "reissue", *at, "--logo", "hoog.svg").code == 0
    for folder, row in [("een", _rows("een")[0]), ("twee", _rows("twee")[0])]:
        data = Path(folder, row["bestand"]).read_bytes()
        code = read_code(row["code"])
        assert _decoded(data) == {("Code 128", code), ("QR Code", code)}
        assert len(PdfReader(Path(folder, row["bestand"])).pages) == 2
    for name, data in {
        "leeg.png": b"",
        "half.png": _png(9, 9)[:40],
        "tekst.svg": b"geen plaatje",
        "groot.png": _png(9, 9) + b"\0" * 500_000,
    }.items():
        Path(name).write_bytes(data)
        ran = run("cards", "reissue", "--gemeente", "Testelo", "--out", "x", "--logo", name)
        assert ran.code == 1
        assert "K106" in ran.err
    assert run("cards", "reissue", *at, "--logo", "weg.png").code == 1
    assert len(state_of(ALV).cards["GM9003"]) == 2


LONG = "Zeer Lange Gemeentenaam en Nog Veel Langere Aangrenzende Buurgemeente met Toebehoren"


def test_long_names_stay_on_their_page(run: Run) -> None:
    """A card is one page and the form another, however long names, place and hour are."""
    roll = worlds.small_roll()
    member = roll.members[0]._replace(municipality=LONG)
    name = "Buitengewone algemene ledenvergadering " * 5 + "(verzonnen)"
    made = e.MeetingCreated(name, worlds.DAY.isoformat(), True, False, False, None)  # noqa: FBT003
    long_roll = type(roll)(roll.meeting_date, roll.edition, (member, *roll.members[1:]))
    create_dossier("lang.alv", [made, worlds.roll_set(long_roll)], None)
    at = ("--plaats", "Congrescentrum Voorbeeld, Grote Zaal " * 5, "--aanvang", "14.00 uur")
    assert run("cards", "issue", "--out", "lang", *at, "--dossier", "lang.alv").code == 0
    row = next(row for row in _rows("lang") if row["gm_code"] == "GM9001")
    reader = PdfReader(Path("lang", row["bestand"]))
    assert len(reader.pages) == 2
    assert "Stemkaart 1 van" in " ".join(reader.pages[0].extract_text().split())
    code = read_code(row["code"])
    data = Path("lang", row["bestand"]).read_bytes()
    assert _decoded(data) == {("Code 128", code), ("QR Code", code)}


@pytest.mark.long
def test_every_real_member_has_one_page() -> None:
    """342 members, in a rehearsal, with a logo and a place: a page each, none cut in two."""
    name = "Extra algemene ledenvergadering Voorbeeld, november 2026 (X)"
    made = e.MeetingCreated(name, worlds.DAY.isoformat(), True, False, False, None)  # noqa: FBT003
    state = decide(State(), [made, worlds.roll_set(worlds.full_roll())])[0]
    occasion = Occasion("Congrescentrum Voorbeeld, Grote Zaal, Plein 1", "aanvang 14.00 uur")
    logo: Data = {"data": list(_png(90, 30)), "format": "png", "alt": "Logo"}
    with in_language("nl"):
        cards = issuing.first_cards(state, [])
        made_of = [card_data(state, occasion, card, logo) for card in cards]
        pdf = typeset(files.TEMPLATE, document_data("Alle", made_of, "nl"), state.day)
    Path("alle.pdf").write_bytes(pdf)
    reader = PdfReader("alle.pdf")
    assert len(reader.pages) == len(cards) == 342
    for page, card in zip(reader.pages, cards, strict=True):
        text = " ".join(page.extract_text().split())
        assert card.member.gm_code in text
        assert in_groups(card.code) in text.replace(" ", "")


# The order: files first, then the record; with a failure none of both.


def _fails(*args: object, **named: object) -> None:
    del args, named
    raise StoreError("full", "alv.alv")


def _interrupted(*args: object, **named: object) -> None:
    del args, named
    raise KeyboardInterrupt


@pytest.mark.parametrize("fails", [_fails, _interrupted])
def test_without_a_record_no_folder_stays(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, fails: Callable[..., None]
) -> None:
    """When the ledger cannot be written, or someone stops it, the cards go away again."""
    before, there = worlds.contents(ALV), sorted(os.listdir(folder))
    seen: list[bool] = []

    def append(*args: object, **named: object) -> None:
        seen.append(Path("kaarten", files.LIST).exists())
        fails(*args, **named)

    monkeypatch.setattr("alvvote.ledger.store.Writer.append", append)
    ran = run("cards", "issue", "--out", "kaarten")
    assert ran.code != 0
    assert seen == [True]
    assert sorted(os.listdir(folder)) == there
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert worlds.contents(ALV) == before


def test_without_files_nothing_is_recorded(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full no card is valid, and nothing is left of the folder."""
    before, there = worlds.contents(ALV), sorted(os.listdir(folder))
    fsync, count = os.fsync, iter(range(100))

    def full(handle: int) -> None:
        if next(count) == 3:
            raise OSError(28, "full")
        fsync(handle)

    monkeypatch.setattr("alvvote.cards.folder.os.fsync", full)
    ran = run("cards", "issue", "--out", "kaarten")
    monkeypatch.setattr("alvvote.cards.folder.os.fsync", fsync)
    assert ran.code == 1
    assert "F116" in ran.err
    assert sorted(os.listdir(folder)) == there
    assert worlds.contents(ALV) == before
    assert run("cards", "issue", "--out", "is/er/niet").code == 1


@pytest.mark.parametrize(
    "place", ["alvvote.meeting.dossier.update_copies", "alvvote.cli.cards_making._report"]
)
def test_what_is_recorded_stays_whatever_happens_then(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """What was recorded counts: its files are kept, whatever happens afterwards."""
    monkeypatch.setattr(place, _interrupted)
    assert run("cards", "issue", "--out", "kaarten").code != 0
    monkeypatch.undo()
    assert (folder / "kaarten" / files.LIST).exists()
    assert len(state_of(folder / ALV).cards) == 6


def test_two_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who prepares cards while another gives them out is refused, and makes no folder."""
    first = issuing.members_without_card
    once = iter([True])

    def late(state: State) -> list[object]:
        found = first(state)
        if next(once, None):
            worlds.act(ALV, worlds.simply(*issuing.issue_events(issuing.first_cards(state, []))))
        return list(found)

    monkeypatch.setattr("alvvote.cli.cards_issue.members_without_card", late)
    ran = run("cards", "issue", "--out", "kaarten")
    assert ran.code == 1
    assert "K101" in ran.err
    assert not Path("kaarten").exists()


def test_the_id_of_an_act(run: Run) -> None:
    """The same id again makes no second card."""
    assert run("cards", "issue", "--out", "een").code == 0
    again = ("cards", "reissue", "--gemeente", "GM9001", "--act", "kwijt-1")
    assert run(*again, "--out", "twee").code == 0
    ran = run(*again, "--out", "drie")
    assert (ran.code, Path("drie").exists()) == (0, False)
    assert "new voting card" in ran.out
    assert len(state_of(ALV).cards["GM9001"]) == 2


def test_wrong_usage(run: Run) -> None:
    """Messages take a sender, and a sender is an address."""
    Path("adressen.csv").write_text(ADDRESSES, encoding="utf-8")
    out = ("cards", "issue", "--out", "kaarten")
    assert run(*out, "--eml", "adressen.csv").code == 2
    assert run(*out, "--afzender", HEAD).code == 2
    assert run(*out, "--eml", "adressen.csv", "--afzender", "de vereniging").code == 2
    assert run("cards", "list", "--format", "xml").code == 2
    assert not Path("kaarten").exists()
