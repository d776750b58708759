"""The website in a real browser, from a folder: found, filtered, sorted, printed, and read."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from alvvote.i18n import in_language
from alvvote.publish import phrases
from alvvote.publish.publication import PublishedVote
from alvvote.publish.site_page import name_key
from alvvote.roll import Member
from tests.publications import example, full
from tests.site_browser import chromium, visit, write_site
from tests.test_site import own_vote

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VOTE = "stemming/motie-2.html"
KINDS = (
    "index.html",
    VOTE,
    "stemming/voorstel-6.html",
    "stemming/motie-7.html",
    "lid/GM0344.html",
    "lid/index.html",
    "verantwoording.html",
)
"""A page of each kind in the example."""
SHOWN = "#leden tbody tr:not([hidden])"
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const box = element.getBoundingClientRect();
  if (!box.width || element.closest(".scroll, .hidden, .skip, svg, option, thead")) return false;
  return box.right > document.documentElement.clientWidth + 1 || box.left < -1;
}).map((element) => element.outerHTML.slice(0, 120))"""
"""What sticks out at a side; the groups scroll in a region of their own."""
SMALL = """() => [...document.querySelectorAll("main a, header a, footer a, button, input, select")]
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const prose = element.closest("p") && element.parentElement.childNodes.length > 1;
    return box.width && !prose && Math.min(box.width, box.height) < 23.9;
  }).map((element) => element.outerHTML.slice(0, 120))"""
"""Targets below 24 pixels, outside of sentences (WCAG 2.2, 2.5.8)."""
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
"""What readers may set (WCAG 2.2, 1.4.12)."""
CUT_OFF = """() => [...document.querySelectorAll("p, li, h1, h2, h3, dd, td, th, button, .outcome")]
  .filter((element) => !element.closest(".hidden, .scroll, thead")
    && getComputedStyle(element).display !== "inline"
    && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.outerHTML.slice(0, 120))"""


EVERYONE = {member.municipality for member in example().members}


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium, started once."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the website of the example."""
    return write_site(example(), tmp_path_factory.mktemp("site"))


def motion() -> PublishedVote:
    """Return motion 2 of the example."""
    return next(vote for vote in example().votes if vote.slug == "motie-2")


def those(wanted: Callable[[Member], bool]) -> set[str]:
    """Return the names of the members of the example for which something is so."""
    return {member.municipality for member in example().members if wanted(member)}


def choice(member: Member) -> str:
    """Return what a member did in motion 2, in English."""
    with in_language("en"):
        return phrases.choice_in_words(motion().choice_of(member.gm_code))


def shown(page: "Page") -> set[str]:
    """Return the names in the rows that are shown."""
    return {name.strip() for name in page.locator(f"{SHOWN} th").all_inner_texts()}


def test_someone_finds_a_municipality(browser: "Browser", site: Path) -> None:
    """By a part of its name, with or without its marks; Enter opens the first one found."""
    with visit(browser, site) as look:
        page = look.open("index.html")
        field = page.get_by_label("Find your municipality")
        field.fill("sudwest")
        assert page.locator("#treffers li:not([hidden])").all_inner_texts() == ["Súdwest-Fryslân"]
        assert page.locator("#gevonden").inner_text() == "1 municipality found"
        field.fill("atlantis")
        assert page.locator("#gevonden").inner_text() == "No municipality of this name"
        field.fill("utrecht")
        field.press("Enter")
        page.wait_for_url("**/lid/GM0344.html")
        assert page.locator("h1").inner_text().split() == ["Utrecht", "GM0344"]
        page.get_by_role("link", name="Motie 2: ").click()
        page.wait_for_url(f"**/{VOTE}")
        assert "REJECTED" in page.title()


def test_the_table_is_searched_filtered_and_followed(browser: "Browser", site: Path) -> None:
    """By name, province, choice and number of votes, together; then on to the member."""
    with visit(browser, site) as look:
        page = look.open(VOTE)
        assert shown(page) == EVERYONE
        page.get_by_label("Search").fill("BERG")
        assert shown(page) == those(lambda member: "berg" in member.municipality.lower())
        page.get_by_label("Search").fill("")
        page.get_by_label("Province", exact=True).select_option(label="Gelderland")
        assert shown(page) == those(lambda member: member.province == "Gelderland")
        page.get_by_label("Choice", exact=True).select_option(label="against")
        page.get_by_label("Number of votes", exact=True).select_option(label="30 to 49 votes")
        left = [
            member
            for member in example().members
            if member.province == "Gelderland"
            and choice(member) == "against"
            and 30 <= member.votes <= 49
        ]
        assert left
        assert shown(page) == {member.municipality for member in left}
        votes = sum(member.votes for member in left)
        said = f"{len(left)} of 342 members shown, {votes} votes"
        assert page.locator("#getoond").inner_text() == said
        first = min(left, key=lambda member: name_key(member.municipality))
        page.locator(f"{SHOWN} a").first.click()
        assert look.at == f"lid/{first.gm_code}.html"
        page.go_back()
        # On the way back the browser fills in the fields, and the table follows them.
        page.get_by_text(said).wait_for()
        assert page.get_by_label("Province", exact=True).input_value() != ""
        assert shown(page) == {member.municipality for member in left}
        page.get_by_role("button", name="Show all").click()
        assert shown(page) == EVERYONE


def test_the_table_is_sorted(browser: "Browser", site: Path) -> None:
    """By votes, the most first, and the other way; by choice; and back to the names."""
    with visit(browser, site) as look:
        page = look.open(VOTE)
        column = page.locator("#leden tbody td.n")
        head = page.locator("#leden thead")
        for way, backwards in (("descending", True), ("ascending", False)):
            head.get_by_role("button", name="Votes").click()
            votes = [int(text) for text in column.all_inner_texts()]
            assert votes == sorted(votes, reverse=backwards)
            assert head.locator(f"[aria-sort={way}]").count() == 1
        head.get_by_role("button", name="Choice").click()
        choices = page.locator("#leden tbody td:last-child").all_inner_texts()
        assert choices == sorted(choices)
        head.get_by_role("button", name="Municipality").click()
        first, last = column.locator("xpath=../th").first, column.locator("xpath=../th").last
        assert (first.inner_text(), last.inner_text()) == ("Aa en Hunze", "Zwolle")


def test_the_picture_says_and_leads(browser: "Browser", site: Path) -> None:
    """Under the pointer stands who it is; a click leads to the member."""
    with visit(browser, site) as look:
        page = look.open(VOTE)
        circle = page.locator("#kaart circle[data-g=GM0344]").last
        circle.hover()
        assert page.locator("#kaart-lid").inner_text().startswith("Utrecht, 75: ")
        circle.click()
        assert look.at == "lid/GM0344.html"


def test_a_vote_prints_as_a_whole_record(browser: "Browser", site: Path) -> None:
    """On A4 with numbered pages: verdict, counts and all members, whatever is searched for."""
    with visit(browser, site, color_scheme="dark") as look:
        page = look.open(VOTE)
        page.get_by_label("Search").fill("Utrecht")
        paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 3
    for sheet in paper.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    texts = [" ".join(sheet.extract_text().split()) for sheet in paper.pages]
    for words in ("REJECTED", "5,377", "6,251", "invented", "43.02 %"):
        assert words in texts[0]
    assert [text for place, text in enumerate(texts, 1) if f"{place} / 3" not in text] == []
    # Fonts join letters, and a long name may stand on two lines.
    whole = unicodedata.normalize("NFKC", " ".join(texts[1:]))
    words_of = re.compile("[ -]").split
    found = set(words_of(whole))
    assert [name for name in EVERYONE if not found >= set(words_of(name))] == []
    assert "members shown" not in whole
    assert "Show all" not in whole


def test_without_a_script_everything_is_there(browser: "Browser", site: Path) -> None:
    """Verdict, counts and all members; no field that would do nothing, and a way to the list."""
    with visit(browser, site, java_script_enabled=False) as look:
        page = look.open(VOTE)
        assert page.locator(".verdict").inner_text() == "REJECTED"
        assert page.locator("#leden tbody tr:visible").count() == 342
        assert page.locator("input:visible, select:visible, button:visible").count() == 0
        page = look.open("index.html")
        assert page.locator("input:visible").count() == 0
        page.get_by_role("link", name="Find your municipality").click()
        assert look.at == "lid/index.html"
        assert page.locator(".members a:visible").count() == 342


def test_a_keyboard_is_enough(browser: "Browser", site: Path) -> None:
    """Skip link, search, sorting, and a link in the table; what has the focus can be seen."""
    focused = "() => document.activeElement"
    with visit(browser, site) as look:
        page = look.open(VOTE)

        def walk_to(selector: str) -> None:
            for _step in range(40):
                page.keyboard.press("Tab")
                element = page.evaluate_handle(focused).as_element()
                assert element is not None
                width = element.evaluate(
                    "one => getComputedStyle(one).outlineStyle !== 'none'"
                    " && parseFloat(getComputedStyle(one).outlineWidth)"
                )
                assert width >= 2, element.evaluate("one => one.outerHTML")
                if element.evaluate("(one, wanted) => one.matches(wanted)", selector):
                    return
            pytest.fail(f"{selector} is out of reach")

        walk_to(".skip")
        box = page.locator(".skip").bounding_box()
        assert box is not None
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"
        walk_to("#zoek")
        page.keyboard.type("zwolle")
        assert shown(page) == {"Zwolle"}
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        walk_to("#leden th:nth-child(3) button")
        page.keyboard.press("Enter")
        assert page.locator("#leden th:nth-child(3)").get_attribute("aria-sort") == "descending"
        walk_to("#leden tbody a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/lid/*.html")


@pytest.mark.parametrize(
    ("height", "density", "paths"), [(900, 1, KINDS), (256, 4, KINDS[:2])], ids=["320 px", "400 %"]
)
def test_nothing_scrolls_sideways(
    browser: "Browser", site: Path, height: int, density: int, paths: tuple[str, ...]
) -> None:
    """At 320 pixels and at four times the size: no page does, and targets can be hit."""
    size = {"width": 320, "height": height}
    with visit(browser, site, viewport=size, device_scale_factor=density) as look:
        for path in paths:
            page = look.open(path)
            root = "document.documentElement"
            assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), path
            assert page.evaluate(TOO_WIDE) == [], path
            assert page.evaluate(SMALL) == [], path


@pytest.mark.parametrize(("width", "paths"), [(320, KINDS), (1280, KINDS[:3])])
def test_more_room_in_the_text_cuts_nothing_off(
    browser: "Browser", site: Path, width: int, paths: tuple[str, ...]
) -> None:
    """Lines, letters and words as far apart as readers may set them, narrow and wide."""
    size = {"width": width, "height": 900}
    with visit(browser, site, viewport=size, bypass_csp=True) as look:
        for path in paths:
            page = look.open(path)
            page.add_style_tag(content=SPACING)
            assert page.evaluate(TOO_WIDE) == [], path
            assert page.evaluate(CUT_OFF) == [], path


@pytest.mark.long
def test_the_small_meeting_opens_too(browser: "Browser", tmp_path: Path) -> None:
    """Every vote of a meeting in which everything happened, narrow, with nothing wrong."""
    folder = write_site(full(), tmp_path)
    with visit(browser, folder, viewport={"width": 320, "height": 900}) as look:
        for path in sorted(folder.glob("stemming/*.html")):
            page = look.open(path.relative_to(folder).as_posix())
            assert page.evaluate(TOO_WIDE) == [], path.name
            assert page.evaluate(SMALL) == [], path.name
            assert page.locator("header .notice").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_text_without_an_end_makes_no_page_wider(
    browser: "Browser", tmp_path: Path, width: int
) -> None:
    """Ten thousand letters without a space, in a title, an option and the name of the meeting."""
    endless = "W" * 10_000
    vote = own_vote(endless, (endless, "B" * 9_000))
    folder = write_site(full()._replace(name=endless, votes=(vote,)), tmp_path)
    with visit(browser, folder, viewport={"width": width, "height": 900}) as look:
        for path in ("index.html", "stemming/m1.html", "lid/GM9001.html", "lid/index.html"):
            page = look.open(path)
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
            assert page.evaluate(TOO_WIDE) == [], path
