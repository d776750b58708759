"""The website without a browser: what the pages say, that they hold together, and stay text."""

import re
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import example as also
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.i18n import in_language, number
from alvvote.proposal import Option, Proposal
from alvvote.publish import phrases
from alvvote.publish.breakdown import count_choices
from alvvote.publish.formats import FORMATS
from alvvote.publish.publication import Publication, PublishedVote, Settings
from alvvote.publish.site import files_of
from alvvote.publish.site_page import name_key
from alvvote.statutes import Members, Votes
from alvvote.tally import Count, decide
from tests.publications import example, full
from tests.site_reader import dead_links, read_page

EVERY = frozenset(FORMATS)
SITE = frozenset({"site"})
PAGE_WEIGHT = 150_000
"""The aim for the page of a vote with all that it loads, in bytes, without compression."""
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of text; an option of that name would turn the numbers beside it."""
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

NASTY = st.text(min_size=1, max_size=200) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onfocus='alert(1)",
        "</title></head><body>",
        "{{ 7 * 7 }}{% raw %}",
        "&lt;b&gt; &amp;amp;",
        "\u202eevitisop\u202c \u2067\u05d0",
        "\U0001f469\u200d\U0001f4bb" * 40,
        "\x00\x1b[2J\r\x85\ud800",
        "W" * 10_000,
        "woord " * 1_700,
    ]
)


def made(
    publication: Publication,
    language: str = "en",
    formats: frozenset[str] = EVERY,
    statement: str | None = None,
) -> dict[str, bytes]:
    """Return the files of a website, with comment."""
    how = Settings(language, analyse=True, statement=statement, formats=formats)
    with in_language(language):
        return dict(files_of(publication, how))


@lru_cache(maxsize=4)
def pages(name: str, language: str = "en", formats: frozenset[str] = EVERY) -> dict[str, bytes]:
    """Return the files of one of the two publications; they are made once."""
    return made({"example": example, "full": full}[name](), language, formats)


def as_text(text: str) -> str:
    """Return text as a page can hold it."""
    return UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def own_vote(title: str, options: tuple[str, str]) -> PublishedVote:
    """Return a vote of the small meeting on two options of its own."""
    proposal = Proposal(
        "M1",
        title,
        "motion",
        options=tuple(Option(name, "choice") for name in options),
        submitters=(title,),
    )
    ballots = {"GM9001": options[0], "GM9002": options[1], "GM9003": options[1]}
    votes = {member.gm_code: member.votes for member in full().members}
    totals = {
        name: Count(
            Members(sum(chosen == name for chosen in ballots.values())),
            Votes(sum(votes[code] for code, chosen in ballots.items() if chosen == name)),
        )
        for name in options
    }
    result = decide(proposal, totals, Count(Members(len(votes)), Votes(sum(votes.values()))))
    return PublishedVote(proposal, "m1", result, ballots, None)


@lru_cache(maxsize=1)
def tame_pages() -> dict[str, bytes]:
    """Return the same pages with short and harmless texts."""
    return made(full()._replace(name="A", votes=(own_vote("A", ("x", "y")),)))


@settings(max_examples=20, deadline=None)
@given(title=NASTY, options=st.tuples(NASTY, NASTY).filter(lambda pair: pair[0] != pair[1]))
@also(title="\u202e<b>'\"&", options=("<", ">"))
def test_any_text_comes_out_as_text(title: str, options: tuple[str, str]) -> None:
    """Titles, options, submitters and the name of the meeting are text and never markup."""
    publication = full()._replace(name=title, votes=(own_vote(title, options),))
    files = made(publication)
    plain = tame_pages()
    for path in ("index.html", "stemming/m1.html", "lid/GM9001.html", "verantwoording.html"):
        page, tame = read_page(files[path]), read_page(plain[path])
        assert [tag for tag, _said in page.tags] == [tag for tag, _said in tame.tags], path
        names = [set(said) for _tag, said in page.tags]
        assert names == [set(said) for _tag, said in tame.tags], path
    vote = read_page(files["stemming/m1.html"])
    whole = "M1" if title == "M1" else f"M1: {title}"
    assert vote.text("h1") == as_text(whole)
    for option in options:
        assert as_text(option) in vote.text("table")
    assert TURNS.sub("", as_text(title)) in vote.text("dd")
    # Marks of direction stay where a text stands by itself, and turn no number in a sentence.
    assert not TURNS.search(vote.text("main", "p", "strong") + vote.text("dd"))
    assert not [
        text
        for path, text in vote.texts
        if "p" in path and not {"span", "a", "option"} & set(path) and TURNS.search(text)
    ]
    assert read_page(files["index.html"]).text("h1") == as_text(title)


@pytest.mark.parametrize("name", ["example", "full"])
def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_in_line(name: str) -> None:
    """One script and two stylesheets of its own; no style, no handler, no form on any page."""
    for path, data in pages(name).items():
        if not path.endswith(".html"):
            continue
        page = read_page(data)
        up = "../" * path.count("/")
        scripts = [said for tag, said in page.tags if tag == "script"]
        assert scripts == [{"src": f"{up}static/site.js", "defer": None}]
        links = [said["href"] or "" for tag, said in page.tags if tag == "link"]
        icon = links.pop(0)
        assert icon.startswith("data:image/svg+xml,")
        assert links == [f"{up}static/{name}" for name in ("cartogram.css", "site.css")]
        assert {tag for tag, _said in page.tags}.isdisjoint({"style", "form", "iframe", "base"})
        said = {attribute for _tag, attributes in page.tags for attribute in attributes}
        assert not [attribute for attribute in said if attribute.startswith("on")]
        assert "style" not in said
        policy = next(
            said["content"] or ""
            for _tag, said in page.tags
            if said.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        # The name of SVG is an address that nobody goes to.
        assert b"http://" not in data.replace(b"xmlns='http://www.w3.org/2000/svg'", b"")
        assert b"https://" not in data


@pytest.mark.parametrize(("name", "language"), [("example", "en"), ("full", "en"), ("full", "nl")])
def test_pages_are_built_as_they_should_be(name: str, language: str) -> None:
    """Language, one main heading, landmarks, ids that are one of a kind and that others name."""
    for path, data in pages(name, language).items():
        if not path.endswith(".html"):
            continue
        page = read_page(data)
        tags = [tag for tag, _said in page.tags]
        assert page.declarations == ["doctype html"]
        assert page.tags[0] == ("html", {"lang": language})
        assert [tags.count(tag) for tag in ("h1", "main", "header", "footer", "title")][:4] == [
            1,
            1,
            1,
            1,
        ]
        assert page.text("h1").strip()
        ids = page.values("id")
        assert len(ids) == len(set(ids)), path
        named = " ".join(
            value
            for attribute in ("aria-labelledby", "aria-describedby", "for")
            for value in page.values(attribute)
        ).split()
        assert set(named) <= set(ids), path
        fields = [said for tag, said in page.tags if tag in {"input", "select"}]
        assert {said["id"] for said in fields} <= set(page.values("for"))
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all(said.get("scope") for tag, said in page.tags if tag == "th"), path


def test_all_links_resolve() -> None:
    """Each leads to a file of the publication and a place that is there."""
    always = frozenset({"SHA256SUMS"})
    assert dead_links(pages("example", "en", SITE), always) == []
    assert dead_links(pages("full", "en", SITE), always) == []
    others = {
        "uitslagen.pdf",
        "stemgedrag.pdf",
        "stemgedrag.xlsx",
        "stemgedrag.csv",
        "stemgedrag-matrix.csv",
        "uitslagen.csv",
        "csv-metadata.json",
        "popolo.json",
        "bewijs/kop.txt",
    }
    for vote in full().votes:
        others.add(f"uittreksel/{vote.slug}.pdf")
        if vote.result.counts is not None:
            others |= {f"grafiek/{vote.slug}.svg", f"grafiek/{vote.slug}.png"}
    files = pages("full")
    assert dead_links(files, always | others) == []
    # And each of these is led to.
    linked = b" ".join(data for path, data in files.items() if path.endswith(".html")).decode()
    assert [other for other in sorted(others) if f'{other}"' not in linked] == []


def test_the_proofs_of_a_member_are_led_to() -> None:
    """Where there are any, and proofs are among the formats."""
    publication = full()._replace(proofs={"GM9001": {"r1": "proof"}})
    files = made(publication)
    assert "../bewijs/GM9001.zip" in read_page(files["lid/GM9001.html"]).values("href")
    assert b"GM9001.zip" in files["verantwoording.html"]
    assert b"bewijs" not in files["lid/GM9002.html"]
    assert b"bewijs/GM" not in made(publication, formats=SITE)["lid/GM9001.html"]


@pytest.mark.parametrize("vote", [v for v in example().votes if v.per_member], ids=lambda v: v.slug)
def test_the_table_of_members_is_the_record(vote: PublishedVote) -> None:
    """Every member once, in the order of names, and in the filters as it voted."""
    data = pages("example")[f"stemming/{vote.slug}.html"]
    table = data.decode().partition('<table id="leden"')[2].partition("</table>")[0]
    found = re.findall(
        r'<tr data-k="(\d+) (\d+) (\d+)"><th scope="row"><a href="\.\./lid/(GM\d{4})\.html">'
        r'([^<]+)</a><td>([^<]+)<td class="n">(\d+)<td class="[a-z0-9]+">([^<]+)\n',
        table,
    )
    members = {member.gm_code: member for member in example().members}
    assert len(found) == len(members) == len(read_page(data).rows("leden"))
    order = sorted(members, key=lambda code: name_key(members[code].municipality))
    assert [row[3] for row in found] == order
    by_key: dict[tuple[int, str], set[str]] = {}
    with in_language("en"):
        for *keys, code, name, province, votes, choice in found:
            member = members[code]
            assert name.replace("&#39;", "'") == member.municipality
            assert (province, int(votes)) == (member.province, member.votes)
            assert choice == phrases.choice_in_words(vote.choice_of(code))
            for place, (key, value) in enumerate(zip(keys, (province, choice), strict=False)):
                by_key.setdefault((place, key), set()).add(value)
        counts = count_choices(members.values(), vote)
        for option, count in counts.items():
            mine = [row for row in found if row[7] == phrases.choice_in_words(option)]
            assert (len(mine), sum(int(row[6]) for row in mine)) == (count.members, count.votes)
    assert all(len(values) == 1 for values in by_key.values())


def test_the_splits_add_up() -> None:
    """By province and by size the totals are those of the roll."""
    data = pages("example")["stemming/motie-2.html"].decode()
    totals = re.findall(r'<td class="n">([\d,]+) \(([\d,]+)\)</td></tr>', data)
    votes = sum(int(text.replace(",", "")) for text, _members in totals)
    members = sum(int(text) for _votes, text in totals)
    assert (votes, members) == (2 * 13_211, 2 * 342)


def test_the_counts_stand_on_the_first_page_and_on_that_of_the_vote() -> None:
    """The worked example: motion 2 has 5,377 votes of 198 members for, of 6,251 needed."""
    for path in ("index.html", "stemming/motie-2.html"):
        words = " ".join(read_page(pages("example")[path]).text("table").split())
        assert "for5,377 43.02 %198 61.30 %" in words
        assert "against7,123 56.98 %125 38.70 %" in words
        assert "line: 6,251 votes needed" in words


def test_ruling_and_tally_both_stand_there() -> None:
    """On the first page, and on the page of the vote; and that a new vote took its place."""
    vote = next(vote for vote in full().votes if vote.differs)
    with in_language("en"):
        said = phrases.disagreement_of(vote)
    assert "ADOPTED" in said
    assert "REJECTED" in said
    for path in ("index.html", f"stemming/{vote.slug}.html"):
        text = read_page(pages("full")[path]).text("main")
        assert said in text
        assert f"that of vote {vote.replaced_by} holds" in text
        assert "By the tally:" in text
    assert "ruling and tally differ" in read_page(pages("full")["lid/GM9001.html"]).text("td")


def test_a_disputed_ruling_says_so_beside_its_outcome() -> None:
    """On every page, so that nobody takes it for what holds."""
    vote = next(vote for vote in full().votes if vote.replaced_by is not None)
    for path in ("index.html", f"stemming/{vote.slug}.html", "lid/GM9001.html"):
        assert "ADOPTED (disputed)" in read_page(pages("full")[path]).text("span", "bdi")
    assert "ADOPTED (disputed)" in read_page(pages("full")[f"stemming/{vote.slug}.html"]).text(
        "title"
    )


def test_without_a_quorum_no_margin_is_told() -> None:
    """That there was enough of what did not count would only confuse."""
    for vote in full().votes:
        if vote.result.counts is not None:
            data = pages("full")[f"stemming/{vote.slug}.html"]
            assert (b'class="margin"' in data) is (vote.outcome != "no quorum")


def test_nothing_moves() -> None:
    """Neither for who asked for less motion nor for anybody else."""
    for name in ("site.css", "cartogram.css"):
        style = pages("full")[f"static/{name}"].decode()
        assert not re.search(r"animation|transition|@keyframes|scroll-behavior", style)


def test_of_a_vote_on_persons_totals_alone() -> None:
    """No member, no picture, no groups; the page of a member says why."""
    vote = next(vote for vote in full().votes if vote.on_persons)
    data = pages("full")[f"stemming/{vote.slug}.html"].decode()
    main = data.partition("<main")[2].partition("</main>")[0]
    assert "GM9" not in main
    # Candidates of this example bear names of members; as an item of its own none stands there.
    texts = {text.strip() for _path, text in read_page(data.encode()).texts}
    assert texts.isdisjoint(member.municipality for member in full().members)
    assert "cartogram" not in main
    assert 'id="leden"' not in main
    assert "totals only" in main
    assert "vote on persons" in read_page(pages("full")["lid/GM9001.html"]).text("td")


def test_what_was_settled_has_no_counts() -> None:
    """Outcome and manner stand there, and no table."""
    for vote in full().votes:
        if vote.result.counts is None:
            page = read_page(pages("full")[f"stemming/{vote.slug}.html"])
            assert "table" not in {tag for tag, _said in page.tags}
            with in_language("en"):
                assert phrases.outcome_in_words(vote) in page.text("main")
                assert phrases.manner_in_words(vote.proposal) in page.text("dd")


def test_absence_is_told_apart_where_it_is_known() -> None:
    """Accredited without voting, and not accredited, each by its own word."""
    text = read_page(pages("full")["stemming/a1.html"]).text("table")
    assert "accredited, did not vote" in text
    assert "not accredited" in text
    assert "not accredited" not in read_page(pages("example")["stemming/motie-2.html"]).text("main")


def test_a_member_finds_its_votes_and_where_it_stood() -> None:
    """Utrecht in the example: 75 votes, the maximum, and on each side of an outcome once."""
    page = read_page(pages("example")["lid/GM0344.html"])
    text = page.text("main")
    assert page.text("h1").split() == ["Utrecht", "GM0344"]
    assert "75 votes" in text
    assert number(378_121) in text
    rows = pages("example")["lid/GM0344.html"].decode().partition("<tbody>")[2].split("</tr>")
    sides = {
        vote.slug: "with the outcome" in row
        for vote, row in zip(example().votes, rows, strict=False)
        if vote.per_member
    }
    # It voted against resolution 1 (adopted), motion 2 (rejected), and for 3 and 4.
    assert sides["resolutie-1"] is False
    assert sides["motie-2"] is True
    assert sides["motie-3"] is True
    assert sides["voorstel-4"] is False


def test_every_page_of_an_example_says_that_it_is_invented() -> None:
    """In both languages; and a real meeting never says so."""
    for language in ("en", "nl"):
        with in_language(language):
            notice = phrases.invented_notice()
        for path, data in pages("full", language).items():
            if path.endswith(".html"):
                assert notice in read_page(data).text("header"), path
    real = made(full()._replace(invented=False))
    assert not [path for path, data in real.items() if b'class="notice"' in data]


def test_comment_stands_there_only_where_it_was_asked_for() -> None:
    """And is called comment."""
    assert b'id="commentaar"' in pages("full")["stemming/r1.html"]
    with in_language("en"):
        files = dict(files_of(full(), Settings("en", formats=SITE)))
    assert b'id="commentaar"' not in files["stemming/r1.html"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://voorbeeld.example/?a=1&b='\"<", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_the_accessibility_statement_stands_on_each_page(address: str | None, shown: bool) -> None:  # noqa: FBT001
    """Only where it is an address of the web."""
    for path, data in made(full(), statement=address).items():
        if path.endswith(".html"):
            assert (address in read_page(data).values("href")) is shown
            assert b"javascript:" not in data


def test_both_languages_have_the_same_pages() -> None:
    """The same files, and the same tags in them."""
    dutch, english = pages("full", "nl"), pages("full", "en")
    assert list(dutch) == list(english)
    for path in dutch:
        if path.endswith(".html"):
            tags = [[tag for tag, _said in read_page(x[path]).tags] for x in (dutch, english)]
            assert tags[0] == tags[1], path


def test_the_same_publication_gives_the_same_bytes() -> None:
    """Twice, and whatever order members and ballots came in."""
    vote = full().votes[0]
    turned = vote._replace(ballots=dict(reversed(list(vote.ballots.items()))))
    again = full()._replace(votes=(turned, *full().votes[1:]))
    assert made(full()) == made(full()) == made(again)


def test_a_page_stays_light() -> None:
    """A vote by 342 members with stylesheets and script; and the parts that were promised."""
    files = pages("example", "nl")
    static = {path: len(data) for path, data in files.items() if path.startswith("static/")}
    assert static["static/site.css"] < 20_000
    assert static["static/site.js"] < 8_000
    votes = [len(data) for path, data in files.items() if path.startswith("stemming/")]
    assert max(votes) + sum(static.values()) < PAGE_WEIGHT


def test_the_script_has_no_words_of_its_own() -> None:
    """What it says stands in the page, in the language of the page."""
    script = pages("full")["static/site.js"].decode()
    assert "fetch(" not in script
    assert "innerHTML" not in script
    texts = re.findall(r'textContent = ("[^"]*[A-Za-z][^"]*")', script)
    assert texts == []
