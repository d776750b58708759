"""The charts: the same words and numbers as everywhere, exact lengths, and never misleading."""

import struct
import zlib
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example as also
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.i18n import in_language, number
from alvvote.proposal import ABSTENTION, AGAINST, BLANK, FOR, Option, Proposal
from alvvote.publish import phrases
from alvvote.publish.chart import draw_vote, files_of, png_of
from alvvote.publish.chart_bars import BEYOND, MARK, WIDTH, Scale
from alvvote.publish.chart_svg import WIDE, Drawn
from alvvote.publish.chart_text import lines_of, plain, width_of, xml
from alvvote.publish.palette import style_of
from alvvote.publish.publication import Publication, PublishedVote, Settings
from alvvote.statutes import Majority, Members, Votes
from alvvote.tally import Count, decide
from tests.publications import example, full

SVG = "{http://www.w3.org/2000/svg}"
RARE = st.text() | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "]]>",
        "&amp;",
        "\"'",
        "\x00\x1b[2J",
        "\ud800",
        "\u202eabc",
        "😀" * 50,
    ]
)


def _vote(votes: tuple[int, ...], title: str = "Motie (verzonnen)") -> PublishedVote:
    """Return a vote with so many votes for, against, abstention and blank."""
    return _decided(Proposal("M1", title, "motion"), votes)


def _decided(proposal: Proposal, votes: tuple[int, ...]) -> PublishedVote:
    totals = {
        option.name: Count(Members(1 if count else 0), Votes(count))
        for option, count in zip(proposal.options, votes, strict=True)
    }
    result = decide(proposal, totals, Count(Members(342), Votes(13_211)))
    return PublishedVote(proposal, "m1", result, {}, None)


def _small(publication: Publication, vote: PublishedVote) -> Drawn:
    with in_language("en"):
        return draw_vote(publication._replace(votes=(vote,)), vote, "en")


def _root(svg: str) -> ET.Element:
    return ET.fromstring(svg.encode())  # noqa: S314 - made here


def _texts(svg: str) -> list[str]:
    return [text.text or "" for text in _root(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("publication", [example(), full()], ids=["example", "full"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_chart_says_what_the_phrases_say(publication: Publication, language: str) -> None:
    """Title, outcome, counts, shares, threshold, source and notice stand in it as text."""
    with in_language(language):
        for vote in publication.votes:
            counts = vote.result.counts
            if counts is None:
                continue
            svg = draw_vote(publication, vote, language).svg
            texts = _texts(svg)
            root = _root(svg)
            said = " ".join(texts)
            assert phrases.invented_notice() in texts
            assert phrases.source_line(publication) in texts
            assert phrases.outcome_in_words(vote) in texts
            assert phrases.title_of(vote.proposal) in said
            assert phrases.disagreement_of(vote) in said
            assert f"{number(counts.required_votes)}" in said
            for row in phrases.count_rows(publication, vote):
                assert row.label in said
                assert number(row.total.votes) in said
                assert not row.share or row.share in texts
            assert root.findtext(f"{SVG}title") == phrases.title_of(vote.proposal)
            description = root.findtext(f"{SVG}desc") or ""
            assert phrases.reason_of(vote) in description
            assert phrases.disagreement_of(vote) in description
            assert root.get("lang") == language


def test_each_counted_vote_has_a_chart() -> None:
    """What was settled without a count has none; of persons the totals alone are drawn."""
    with in_language("nl"):
        paths = [path for path, _data in files_of(full(), Settings("nl"))]
    counted = [vote.slug for vote in full().votes if vote.result.counts is not None]
    assert paths == [f"grafiek/{slug}.{kind}" for slug in counted for kind in ("svg", "png")]
    persons = next(vote for vote in full().votes if vote.on_persons)
    texts = _texts(_small(full(), persons).svg)
    assert "members" not in texts
    # One invented municipality has the name of a candidate.
    names = {member.municipality for member in full().members} - {"Verzonnen"}
    assert not any(name in " ".join(texts) for name in names)


def test_persons_from_files_are_not_said_not_to_have_voted() -> None:
    """Who voted on persons is not in the publication; how many did, the tally knows."""
    options = (Option("A", "choice"), Option("B", "choice"))
    proposal = Proposal("P1", "Persoon (verzonnen)", "persons", options=options)
    vote = _decided(proposal, (75, 33))
    assert "did not vote: 340 members, 13,103 votes" in " ".join(
        _texts(_small(example(), vote).svg)
    )


def test_nothing_counted_is_not_drawn() -> None:
    """There is nothing to draw of an acclamation."""
    vote = next(vote for vote in example().votes if vote.result.counts is None)
    with pytest.raises(ValueError, match="nothing"):
        draw_vote(example(), vote, "en")


def test_lengths_are_in_proportion() -> None:
    """By hand: 30 votes for and 90 against are a quarter and three quarters of the length."""
    svg = _small(example(), _vote((30, 90, 0, 60))).svg
    bars = [
        rect.get("width")
        for rect in _root(svg).iter(f"{SVG}rect")
        if rect.get("fill", "").lower()
        not in {"#ffffff", "#1a1a1a", "#efefef", "#b3b3b3", "#ffe9a8"}
    ]
    assert WIDTH == 5400
    assert bars == ["135", "405", "270"]


MAJORITIES = st.tuples(st.integers(1, 40), st.integers(1, 40), st.booleans()).map(
    lambda m: Majority(min(m[:2]), max(m[:2]), m[2] and m[0] != m[1])
)


@given(st.integers(1, 13_211), st.data(), MAJORITIES)
def test_a_bar_crosses_the_mark_only_if_it_is_enough(
    cast: int, data: st.DataObject, majority: Majority
) -> None:
    """However little is missing; and elsewhere its length is exact to a tenth of a pixel."""
    votes = data.draw(st.integers(0, cast))
    whole = data.draw(st.integers(cast, 13_211))
    scale = Scale(whole, cast, majority)
    length = scale.length(votes, decides=True)
    enough = (
        Fraction(votes, cast) > Fraction(majority.numerator, majority.denominator)
        if majority.strict
        else Fraction(votes, cast) >= Fraction(majority.numerator, majority.denominator)
    )
    exact = Fraction(WIDTH * votes, whole)
    assert (length >= scale.mark + MARK + BEYOND) == enough
    assert enough or length <= scale.mark
    assert length - exact <= MARK + BEYOND
    assert exact - length < 1
    plain_length = scale.length(votes, decides=False)
    assert plain_length == (exact.__floor__() if exact >= 10 or not votes else 10)


@given(st.lists(st.integers(0, 13_211), min_size=2, max_size=2), MAJORITIES)
def test_more_votes_never_give_a_shorter_bar(votes: list[int], majority: Majority) -> None:
    """Also where the mark moves the end of a bar."""
    cast = max(1, *votes)
    few, many = sorted(votes)
    scale = Scale(cast, cast, majority)
    assert scale.length(few, decides=True) <= scale.length(many, decides=True)


def test_no_votes_cast() -> None:
    """There is no threshold then, and no share."""
    drawn = _small(example(), _vote((0, 0, 5, 0)))
    texts = _texts(drawn.svg)
    assert any("no vote was cast, so nothing is adopted" in text for text in texts)
    assert not any(text.endswith("%") for text in texts)
    assert "needed: 1" not in texts


def test_many_options_make_a_higher_chart() -> None:
    """No line is drawn over another, nor outside the chart."""
    options = tuple(Option(f"Kandidaat nummer {i} van de lijst", "choice") for i in range(20))
    proposal = Proposal("P", "Keuze (verzonnen)", options=(*options, BLANK, ABSTENTION))
    drawn = _small(example(), _decided(proposal, tuple(range(1, 23))))
    lows = [int(text.get("y", "")) for text in _root(drawn.svg).iter(f"{SVG}text")]
    assert drawn.height > 675
    assert max(lows) < drawn.height
    assert _small(example(), _vote((5, 4, 0, 0))).height == 675


@settings(deadline=None, max_examples=60)
@given(RARE, RARE, RARE)
def test_any_text_comes_out_as_text(title: str, name: str, option: str) -> None:
    """The XML can be read whatever stands in a title, and no element comes of it."""
    options = (Option(option, "choice"), Option("other", "choice"), BLANK)
    proposal = Proposal("M1", title, options=options)
    vote = (
        _decided(proposal._replace(options=options), (3, 2, 1))
        if option != "other"
        else _vote((3, 2, 1, 0))
    )
    drawn = _small(example()._replace(name=name), vote)
    root = _root(drawn.svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "g",
        "text",
    }
    assert all("href" not in key for element in root.iter() for key in element.attrib)


def test_a_title_of_10_000_characters() -> None:
    """Two lines stand in the picture, all of it in the title for who cannot see it."""
    title = "De leden verzoeken het bestuur " * 323
    drawn = _small(example(), _vote((3, 2, 0, 0), title=title))
    shown = [text for text in _texts(drawn.svg) if "De leden" in text]
    assert len(shown) == 2
    assert shown[1].endswith("…")
    assert (_root(drawn.svg).findtext(f"{SVG}title") or "").startswith(f"M1: {title[:900]}")


@given(RARE, st.integers(10, 40), st.integers(60, 1100), st.integers(1, 4))
@also("00000000:III00", 29, 199, 1)
def test_lines_fit(text: str, size: int, width: int, most: int) -> None:
    """No line is wider than there is room for, and nothing is lost but behind an ellipsis."""
    lines = lines_of(text, size, width, most)
    assert len(lines) <= most
    assert all(width_of(line, size) <= 10 * width or len(line) <= 2 for line in lines)
    joined = "".join(lines).replace(" ", "")
    whole = plain(text).replace(" ", "")
    assert joined == whole or (joined.endswith("…") and whole.startswith(joined[:-1]))


def test_text_in_xml() -> None:
    """What XML forbids is replaced; the rest stays as it is."""
    assert xml("<a> & 'b' \"c\"") == "&lt;a&gt; &amp; &#x27;b&#x27; &quot;c&quot;"
    assert xml("a\x00b\ud800c\ufffe") == "a\ufffdb\ufffdc\ufffd"
    assert plain(" a\n\tb  c ") == "a b c"


def test_the_same_bytes_twice() -> None:
    """SVG and PNG are the same when made again."""
    with in_language("nl"):
        first = list(files_of(full(), Settings("nl")))
        assert first == list(files_of(full(), Settings("nl")))


def _pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """Return width, height and the distinct rows of the raw image."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, data, size = 8, b"", (0, 0)
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        chunk = png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            size = struct.unpack(">II", chunk[:8])
        elif kind == b"IDAT":
            data += chunk
        place += 12 + length
    raw = zlib.decompress(data)
    step = len(raw) // size[1]
    return *size, {raw[start + 1 : start + step] for start in range(0, len(raw), step)}


def test_the_png_is_the_picture() -> None:
    """A pixel to the pixel of the SVG; and text is drawn, not only bars."""
    drawn = _small(example(), example().votes[0])
    width, height, rows = _pixels(png_of(drawn))
    assert (width, height) == (WIDE, drawn.height) == (1200, 675)
    without = _root(drawn.svg)
    group = without.find(f"{SVG}g")
    assert group is not None
    for text in list(group.iter(f"{SVG}text")):
        group.remove(text)
    bare = _pixels(png_of(drawn._replace(svg=ET.tostring(without, encoding="unicode"))))[2]
    assert len(rows) > 2 * len(bare) > 4


@settings(deadline=None, max_examples=20)
@given(RARE)
def test_any_text_becomes_a_picture(title: str) -> None:
    """Typst reads every SVG that is drawn; what its font lacks is a box."""
    assert png_of(_small(example(), _vote((3, 2, 0, 0), title=title)))[1:4] == b"PNG"


def test_colours_are_those_of_the_map() -> None:
    """An option has one colour in every picture of a vote."""
    vote = _vote((40, 30, 20, 10))
    colours = [rect.get("fill") for rect in _root(_small(example(), vote).svg).iter(f"{SVG}rect")]
    wanted = [style_of(vote, option).light for option in (FOR, AGAINST, ABSTENTION, BLANK)]
    assert [colour for colour in colours if colour in wanted] == wanted
