"""The cartogram: nobody overlaps, everybody is there, and area is in proportion to votes."""

import math
import os
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.population import read_changes, successors
from alvvote.publish import palette
from alvvote.publish.cartogram import GAP, WIDTH, Circle, Layout, layout, radius_of, read_centres
from alvvote.publish.cartogram_svg import Mark, cartogram_svg, legend_svg, pattern_defs
from alvvote.publish.palette import BY_NAME, STYLES, Style, style_of
from alvvote.publish.publication import Publication
from alvvote.shipped import read_data
from tests.publications import example, full

CENTRES = read_centres(read_data("centres.csv"))
with open(os.path.join(os.path.dirname(palette.__file__), "static", "cartogram.css")) as file:
    CSS = file.read()
VOTES = {member.gm_code: int(member.votes) for member in example().members}


def _overlaps(found: Layout) -> list[tuple[Circle, Circle]]:
    return [
        (one, other)
        for index, one in enumerate(found.circles)
        for other in found.circles[index + 1 :]
        if (one.x - other.x) ** 2 + (one.y - other.y) ** 2 < (one.r + other.r + GAP) ** 2
    ]


@pytest.fixture(scope="module")
def country() -> Layout:
    """Return the layout of all 342 members."""
    return layout(VOTES, CENTRES)


def test_all_members_stand_apart_and_in_the_box(country: Layout) -> None:
    """None is missing, none overlaps, none is cut off."""
    assert [circle.gm_code for circle in country.circles] == sorted(VOTES)
    assert _overlaps(country) == []
    for circle in country.circles:
        assert circle.r <= circle.x <= country.width - circle.r
        assert circle.r <= circle.y <= country.height - circle.r


def test_members_stay_near_their_place(country: Layout) -> None:
    """Half of them within 2.5 kilometres, nine in ten within 10, all within 25.

    Against the places on the grid, after the best single shift of the whole picture. What was
    measured: 2.0, 9.4 and 23.7; the crowded coast of Holland is what moves.
    """
    east = [CENTRES[circle.gm_code][0] for circle in country.circles]
    north = [CENTRES[circle.gm_code][1] for circle in country.circles]
    scale = (max(east) - min(east)) / WIDTH
    shifts_x = sorted(c.x * scale - x for c, x in zip(country.circles, east, strict=True))
    shifts_y = sorted(c.y * scale + y for c, y in zip(country.circles, north, strict=True))
    x0, y0 = shifts_x[len(shifts_x) // 2], shifts_y[len(shifts_y) // 2]
    moved = sorted(
        math.hypot(c.x * scale - x - x0, c.y * scale + y - y0)
        for c, x, y in zip(country.circles, east, north, strict=True)
    )
    assert moved[len(moved) // 2] < 2_500
    assert moved[len(moved) * 9 // 10] < 10_000
    assert moved[-1] < 25_000


def test_the_order_of_members_is_no_matter(country: Layout) -> None:
    """The same picture, whatever the order in which members and centres come."""
    backwards = dict(reversed(VOTES.items()))
    assert layout(backwards, dict(reversed(CENTRES.items()))) == country


@given(st.integers(1, 75))
def test_area_is_in_proportion_to_votes(votes: int) -> None:
    """Within the rounding of a radius to a tenth: 75 votes have 75 times the area of one."""
    exact = math.sqrt(votes * 27_000) / 10
    assert abs(radius_of(votes) - exact) <= 1


POINTS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 75), POINTS), min_size=1, max_size=60))
def test_nobody_overlaps_wherever_they_stand(members: list[tuple[int, tuple[int, int]]]) -> None:
    """Also where many stand on one point."""
    votes = {f"GM{n:04}": given_votes for n, (given_votes, _point) in enumerate(members)}
    centres = {f"GM{n:04}": point for n, (_votes, point) in enumerate(members)}
    found = layout(votes, centres)
    assert len(found.circles) == len(members)
    assert _overlaps(found) == []


def test_crowds_on_one_point_come_apart() -> None:
    """Sixty of the largest on one spot, and a member with no place at all: it ends."""
    votes = {f"GM{n:04}": 75 for n in range(60)} | {"X": 0}
    found = layout(votes, {code: (150_000, 450_000) for code in votes if code != "X"})
    assert len(found.circles) == 61
    assert _overlaps(found) == []


def test_every_abolished_municipality_has_an_heir_with_a_centre() -> None:
    """The first heir, and the first heir of that one, leads to a place."""
    changes = successors(read_changes(read_data("boundary_changes.csv")))
    for code in changes:
        here = code
        while here not in CENTRES:
            here = changes[here].gm_codes[0]


def test_nothing_to_draw_is_no_trouble() -> None:
    """No members, or only ones of which no place is known."""
    assert layout({}, {}).circles == ()
    assert _overlaps(layout({"X1": 75, "X2": 1}, {})) == []


def test_who_has_no_centre_stands_at_its_heir_or_below() -> None:
    """Weesp, which joined Amsterdam, stands beside it; who is nowhere stands below all others."""
    changes = successors(read_changes(read_data("boundary_changes.csv")))
    votes = {"GM0457": 20, "GM0363": 75, "GM0344": 75, "X1": 3, "X2": 4}
    centres = {code: point for code, point in CENTRES.items() if code != "GM0457"}

    def heir_of(code: str) -> str | None:
        return changes[code].gm_codes[0] if code in changes else None

    found = {circle.gm_code: circle for circle in layout(votes, centres, heir_of).circles}
    weesp, amsterdam = found["GM0457"], found["GM0363"]
    distance = math.hypot(weesp.x - amsterdam.x, weesp.y - amsterdam.y)
    assert distance <= 2 * (weesp.r + amsterdam.r + GAP)
    lowest = max(found[code].y for code in ("GM0457", "GM0363", "GM0344"))
    assert found["X1"].y > lowest
    assert found["X2"].y > lowest


@pytest.mark.parametrize("publication", [example(), full()], ids=["example", "full"])
def test_options_of_a_vote_have_styles_of_their_own(publication: Publication) -> None:
    """As long as there are no more than the palette has."""
    for vote in publication.votes:
        styles = [style_of(vote, option) for option in vote.proposal.options]
        assert len(set(styles)) == len(styles)


def test_the_picture_is_one_image_with_a_title(country: Layout) -> None:
    """It is well-formed, has each member once, needs no inline style, and is not heavy."""
    mark = Mark(BY_NAME["o1"], 'Ergens <b> & "daar", 75: tegen')
    svg = cartogram_svg(
        country, dict.fromkeys(VOTES, mark), title="Kaart <van> M1", description="Een & ander"
    )
    root = ET.fromstring(svg)  # noqa: S314 - made here
    assert root.get("role") == "img"
    ids = (root.get("aria-labelledby") or "").split()
    texts = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert [texts[name] for name in ids] == ["Kaart <van> M1", "Een & ander"]
    groups = {group.get("class"): list(group) for group in root if group.get("class")}
    assert sorted(element.get("data-g") or "" for element in groups["o1"]) == sorted(VOTES)
    assert "style=" not in svg
    assert len(svg) < 45_000


def test_names_stand_above_their_circles_and_touch_no_other(country: Layout) -> None:
    """In the picture, the first before the second; hidden like all else that is in the image."""
    names = {"GM0363": "Amsterdam", "GM0034": "Almere", "GM0344": "Utrecht & <b>"}
    marks = dict.fromkeys(VOTES, Mark(BY_NAME["o0"], "x"))
    svg = cartogram_svg(country, marks, title="t", description="d", names=names)
    root = ET.fromstring(svg)  # noqa: S314 - made here
    groups = [group for group in root if group.tag.endswith("g")]
    assert {group.get("aria-hidden") for group in groups} == {"true"}
    texts = list(groups[-1])
    # Almere is too near to Amsterdam: its name would touch it on a telephone.
    assert [text.text for text in texts] == ["Amsterdam", "Utrecht & <b>"]
    at = {circle.gm_code: circle for circle in country.circles}
    for text, code in zip(texts, ("GM0363", "GM0344"), strict=True):
        assert int(text.get("y") or "0") < at[code].y - at[code].r
        assert 0 < int(text.get("x") or "0") < country.width


@pytest.mark.parametrize("style", STYLES, ids=[style.name for style in STYLES])
def test_an_edge_does_not_leave_its_circle(style: Style, country: Layout) -> None:
    """So that area stays in proportion in every style, and the gaps stay open."""
    marks = dict.fromkeys(VOTES, Mark(style, "x"))
    root = ET.fromstring(cartogram_svg(country, marks, title="t", description="d"))  # noqa: S314
    (group,) = [group for group in root if group.get("class") == style.name]
    edge = int(group.get("stroke-width") or "0")
    drawn = {element.get("data-g"): int(element.get("r") or "0") for element in group}
    for circle in country.circles:
        assert 2 * circle.r == 2 * drawn[circle.gm_code] + edge


def test_the_smallest_can_be_pointed_at(country: Layout) -> None:
    """Under Vlieland and Schiermonnikoog lies a larger circle, which says and leads to the same."""
    marks = {code: Mark(BY_NAME["o0"], code) for code in VOTES}
    root = ET.fromstring(cartogram_svg(country, marks, title="t", description="d"))  # noqa: S314
    first, second = [group for group in root if group.get("class")]
    assert (first.get("class"), second.get("class")) == ("reach", "o0")
    reach = {element.get("data-g"): element for element in first}
    assert {"GM0096", "GM0088"} <= reach.keys()
    for circle in second:
        code = circle.get("data-g")
        around = reach.get(code, circle)
        assert int(around.get("r") or "0") >= 50
        assert [title.text for title in around] == [code]


def test_every_pattern_that_is_used_is_there_once() -> None:
    """In a page that has the definitions, each reference leads somewhere."""
    defined = re.findall(r'id="(p-\w+)"', pattern_defs())
    assert len(defined) == len(set(defined))
    used = {name for style in STYLES for name in re.findall(r"url\(#([\w-]+)\)", legend_svg(style))}
    assert used == set(defined)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("style", STYLES, ids=[style.name for style in STYLES])
def test_colours_stand_out_from_the_ground(style: Style) -> None:
    """At least 3:1, in light and in dark (WCAG 2.2, 1.4.11)."""
    for colour, ground in ((style.light, "#ffffff"), (style.dark, "#14181c")):
        light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_the_stylesheet_has_the_colours_of_the_palette() -> None:
    """Light, dark, and light again on paper."""
    for style in STYLES:
        found = re.findall(rf"--{style.name}: (#[0-9a-f]+);", CSS)
        assert found == [style.light, style.dark, style.light]
        assert f".cartogram .{style.name}, .swatch .{style.name} {{" in CSS


def test_no_two_styles_have_one_pattern() -> None:
    """Who sees no colours tells them apart; a pattern is drawn for each, and coloured."""
    patterns = [style.pattern for style in STYLES]
    assert len(set(patterns)) == len(patterns)
    for name in re.findall(r'id="(p-\w+)"', pattern_defs()):
        assert f".{name} rect {{ fill: var(--{name[2:]}); }}" in CSS
