"""The PDFs of a publication: tagged, numbered, with the numbers of the record, read back."""

import io
import re
from functools import lru_cache
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from alvvote.i18n import in_language, number
from alvvote.municipality import normalise
from alvvote.publish import pdf
from alvvote.publish.pdf_extract import qr_content
from alvvote.publish.pdf_members import mark_of
from alvvote.publish.publication import Publication, Settings
from tests.publications import example, full

PUBLICATIONS = {"example": example, "full": full}
SITE = Settings("nl", url="https://voorbeeld.example", formats=frozenset({"pdf", "site"}))
NO_SITE = SITE._replace(formats=frozenset({"pdf"}))
NASTY = st.text(max_size=80) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "#panic() $x$ *b* @ref \\",
        "\u202eabc",
        "\N{PILE OF POO}",
        "a" * 10_000,
        "woord " * 1_666,
    ]
)


@lru_cache(maxsize=4)
def _made(name: str, settings_: Settings = SITE) -> dict[str, bytes]:
    with in_language("nl"):
        return dict(pdf.files_of(PUBLICATIONS[name](), settings_))


def _words(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=128)
def _pages(data: bytes) -> list[str]:
    return [_words(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def _picture(data: bytes) -> Any:
    """Return the first page, at 300 dots per inch."""
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=300 / 72, grayscale=True).to_numpy()


def _codes(data: bytes) -> list[str]:
    """Return what a scanner reads of QR codes; all other kinds would take several times as long."""
    kind = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    return [code.text for code in zxingcpp.read_barcodes(_picture(data), kind)]


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_each_pdf_is_tagged_titled_and_numbered(name: str) -> None:
    """PDF/UA-1 with language and title; each page has its number and says what is invented."""
    for path, data in _made(name).items():
        reader = PdfReader(io.BytesIO(data))
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"], path
        assert "/StructTreeRoot" in root, path
        assert root["/Lang"] == "nl", path
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data(), path
        assert reader.metadata is not None
        assert reader.metadata.title, path
        pages = _pages(data)
        for place, text in enumerate(pages, start=1):
            assert f"pagina {place} van {len(pages)}" in text, path
            assert "Geen enkele gemeente heeft zo gestemd" in text, path


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_results_hold_each_number_of_the_record(name: str) -> None:
    """Votes and members of each option, what was needed, the source, and the head if any."""
    publication = PUBLICATIONS[name]()
    text = " ".join(_pages(_made(name)["uitslagen.pdf"]))
    with in_language("nl"):
        for vote in publication.votes:
            counts = vote.result.counts
            if counts is None:
                continue
            for item in counts.options:
                assert number(item.total.votes) in text
                assert number(item.total.members) in text
            assert f"{number(counts.required_votes)} van de {number(counts.cast.votes)}" in text
    assert "Bron" in text
    if publication.head is not None:
        assert publication.head.origin in text
        assert publication.head.spoken in text


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_the_table_has_a_row_for_each_member_with_what_it_voted(name: str) -> None:
    """In the order of the names; the row is the name, the votes, and a mark per vote."""
    publication = PUBLICATIONS[name]()
    votes = [vote for vote in publication.votes if vote.per_member]
    text = " ".join(_pages(_made(name)["stemgedrag.pdf"]))
    found = -1
    with in_language("nl"):
        for member in sorted(
            publication.members, key=lambda one: (normalise(one.municipality), one.gm_code)
        ):
            marks = [mark_of(vote, vote.choice_of(member.gm_code), words=True) for vote in votes]
            row = _words(
                f"{member.municipality} {member.province} {number(member.votes)} {' '.join(marks)}"
            )
            place = text.find(row, found + 1)
            assert place > found, row
            found = place


def test_the_header_of_the_table_is_on_every_page_with_rows() -> None:
    """342 members are more than a page; the names of the columns stand above each part."""
    pages = _pages(_made("example")["stemgedrag.pdf"])
    rows = [text for text in pages if re.search(r" (voor|tegen) (voor|tegen|\N{EN DASH}) ", text)]
    assert len(rows) > 3
    assert all("Gemeente Provincie Stemmen" in text for text in rows)


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_an_extract_is_one_page_with_the_decision_whole(name: str) -> None:
    """Item, text and its fingerprint, rule with its article, counts, ruling and head."""
    publication = PUBLICATIONS[name]()
    for vote in publication.votes:
        pages = _pages(_made(name)[f"uittreksel/{vote.slug}.pdf"])
        assert len(pages) == 1
        text = pages[0].replace(" ", "")
        assert vote.proposal.title.replace(" ", "") in text
        for part in vote.texts:
            assert part.sha256 in text
        counts = vote.result.counts
        if counts is not None:
            assert "Statutenart.11" in text or "BurgerlijkWetboek2:43" in text
            with in_language("nl"):
                for item in counts.options:
                    assert number(item.total.votes) in text
        if publication.head is not None:
            assert publication.head.root in text


@pytest.mark.parametrize(("settings_", "leads"), [(SITE, True), (NO_SITE, False)])
def test_a_scanner_reads_the_qr_code(settings_: Settings, *, leads: bool) -> None:
    """The address of the vote's page where there is one, else the signed head of the ledger."""
    publication = full()
    head = publication.head
    assert head is not None
    for vote in publication.votes:
        read = _codes(_made("full", settings_)[f"uittreksel/{vote.slug}.pdf"])
        page = f"https://voorbeeld.example/stemming/{vote.slug}.html"
        assert read == [page if leads else head.signed]
        assert read == [qr_content(publication, vote, settings_)]


def test_each_pdf_says_where_the_ruling_is_not_the_tally() -> None:
    """Of M1 the chair pronounced another outcome than was counted."""
    made = _made("full")
    for path in ("uitslagen.pdf", "stemgedrag.pdf", "uittreksel/m1.pdf"):
        text = " ".join(_pages(made[path]))
        assert "telling" in text, path
    assert "Volgens de telling: " in _pages(made["uittreksel/m1.pdf"])[0]
    assert "niet wat de telling zegt" in " ".join(_pages(made["stemgedrag.pdf"]))


def test_quotes_and_signs_stay_in_a_title() -> None:
    """What a title says between quotes stands so on paper."""
    title = """Motie "A & B" 'c' <d> {e} $f$ (verzonnen)"""
    with in_language("nl"):
        made = dict(pdf.files_of(_with(full(), title), NO_SITE))
    for data in made.values():
        assert title.replace(" ", "") in " ".join(_pages(data)).replace(" ", "")


def test_without_ledger_and_address_there_is_no_code() -> None:
    """What is no proof gets no code that looks like one."""
    vote = next(vote for vote in example().votes if vote.slug == "motie-2")
    publication = example()._replace(votes=(vote,))
    with in_language("nl"):
        made = dict(pdf.files_of(publication, NO_SITE._replace(url=None)))
    assert zxingcpp.read_barcodes(_picture(made["uittreksel/motie-2.pdf"])) == []


def test_the_same_bytes_twice() -> None:
    """No clock and no chance in them."""
    with in_language("nl"):
        assert dict(pdf.files_of(full(), SITE)) == _made("full")


def _with(publication: Publication, title: str) -> Publication:
    vote = publication.votes[0]
    changed = vote._replace(proposal=vote.proposal._replace(title=title))
    return publication._replace(name=title, votes=(changed,))


@settings(max_examples=10, deadline=None)
@given(NASTY.filter(str.strip))
def test_any_text_comes_out_as_text(title: str) -> None:
    """Nothing in a title is markup, stops the work, or makes an extract longer than its page."""
    publication = _with(full(), title)
    with in_language("nl"):
        made = dict(pdf.files_of(publication, NO_SITE))
    extract = _pages(made[f"uittreksel/{publication.votes[0].slug}.pdf"])
    assert len(extract) == 1
    if "script" in title or "#panic" in title:
        assert "".join(title.split()) in extract[0].replace(" ", "")
