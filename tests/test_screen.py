"""The hall's screen: what is shown when, what never is, and that it fits every terminal."""

import asyncio
import html
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from alvvote.i18n import _, in_language
from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.model import State
from alvvote.problem_words import FAILURES
from alvvote.roll import Derivation
from alvvote.screen import layout
from alvvote.screen.check import NOT_VOTED
from alvvote.screen.fit import wide
from alvvote.screen.follow import Follower, Seen
from alvvote.screen.letters import large
from alvvote.screen.phrases import accredited_in_words
from alvvote.screen.view import RULING_STAYS, slide_of
from alvvote.statutes import Votes
from tests.conftest import Run
from tests.ledger_worlds import (
    SMALL,
    SMALL_CODES,
    added,
    created,
    full_roll,
    roll_set,
    small_roll,
)
from tests.minutes_golden import Meeting
from tests.screen_golden import (
    FOLDER,
    PICTURES,
    SHOWN,
    Scene,
    at,
    large_meeting,
    played,
    scene,
    scenes,
    small_meeting,
)
from tests.vote_steps import make_meeting

MATTERS = ("for", "against", "abstention", "blank")
SIZES = st.tuples(st.integers(50, 220), st.integers(12, 70))


@cache
def _large() -> State:
    return large_meeting().state


def _text(state: State, clock: str, size: tuple[int, int] = (80, 24)) -> str:
    now = at(clock)
    lines = layout.draw(slide_of(state, now), layout.Room(*size), now.timestamp())
    return "\n".join(line.text for line in lines)


def test_every_scene_is_shown_as_it_was() -> None:
    """The running program, at each moment: the golden text, and the pictures of the docs."""
    texts, pictures = asyncio.run(played(scenes()))
    golden = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    assert texts == golden
    assert set(pictures) == set(SHOWN)
    for name in SHOWN:
        svg = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
        shown = html.unescape("\n".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)))
        for line in golden[name].splitlines():
            assert "".join(line.split()) in "".join(shown.split()), name
        assert "url(" not in svg.replace("url(#", "")


def test_the_program_ends_with_q_and_follows_the_size() -> None:
    """Nothing else is needed; a wider window is filled."""

    async def go() -> tuple[int, int | None]:
        first = scenes()[0]
        app = _app(first)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            width = max(len(strip.text) for strip in app.screen._compositor.render_strips())
            await pilot.press("q")
        return width, app.return_code

    assert asyncio.run(go()) == (120, 0)


def test_a_fault_shows_the_hall_no_names_and_no_votes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says where the fault is, and nothing of what the program had at hand."""

    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("alvvote.screen.app.draw", fail)
    app = _app(next(one for one in scenes() if one.name == "open"))

    panics: list[RenderableType] = []
    panic = app.panic

    def keep(*what: RenderableType) -> None:
        panics.extend(what)
        panic(*what)

    monkeypatch.setattr(app, "panic", keep)

    async def go() -> None:
        async with app.run_test(size=(80, 24)):
            pass

    with pytest.raises(RuntimeError, match="a fault"):
        asyncio.run(go())
    with (console := Console(width=100)).capture() as captured:
        console.print(*panics)
    said = captured.get()
    assert "RuntimeError: a fault" in said
    assert "slide_of" in said
    assert not [word for word in ("Geheim", "GM9001", "Ballot(", "locals") if word in said]


def _app(shown: Scene):  # type: ignore[no-untyped-def]  # noqa: ANN202 - textual starts slowly
    from alvvote.screen.app import HallScreen  # noqa: PLC0415

    return HallScreen(lambda: shown.seen, lambda: shown.now)


@given(
    members=st.sets(st.sampled_from(SMALL_CODES[:5])),
    chosen=st.lists(st.sampled_from(MATTERS), min_size=10, max_size=10),
    corrected=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_of_an_open_vote_nobody_sees_what_was_voted(
    members: set[str], chosen: list[str], *, corrected: bool
) -> None:
    """Whatever the same members vote, the slide is the same: only how many they are counts."""
    slides = []
    for options in (chosen[:5], chosen[5:]):
        meeting = small_meeting()
        meeting.opens("14:05", "A1")
        ballots = dict(zip(sorted(members), options, strict=False))
        meeting.votes("A1", ballots)
        if corrected and ballots:
            code = min(ballots)
            meeting.happens(
                *acts.cast(meeting.state, "A1", code, "for", way="", correction="verkeerd")
            )
        slides.append(slide_of(meeting.state, at("14.06")))
    assert slides[0] == slides[1]
    assert slides[0].check is None
    assert slides[0].rows == ()
    votes = sum(votes for code, _name, _inhabitants, votes in SMALL if code in members)
    assert slides[0].large == f"{len(members)}/5"
    assert f": {votes} of 172 votes" in slides[0].under


def test_a_vote_on_persons_never_shows_a_name() -> None:
    """Open, closed, counted and declared, in any minute of it: no member is named."""
    for one in scenes():
        if not one.name.startswith("personen"):
            continue
        for seconds in range(0, 120, 5):
            now = one.now + timedelta(seconds=seconds)
            slide = slide_of(one.seen.state, now, 600)
            assert slide.check is None
            lines = layout.draw(slide, layout.Room(80, 24), seconds)
            text = "\n".join(line.text for line in lines)
            assert not [
                name for _code, name, *_rest in SMALL if name in text.replace("B. Verzonnen", "")
            ]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
def test_in_the_check_minute_every_member_is_seen_once(size: tuple[int, int]) -> None:
    """Page after page, within the minute: 342 names, each with what was recorded of it."""
    state = _large()
    vote = state.votes["M1"]
    pages: dict[str, str] = {}
    for second in range(0, 60, 2):
        now = at("14.12") + timedelta(seconds=second)
        lines = layout.draw(slide_of(state, now), layout.Room(*size), now.timestamp())
        foot = lines[-1].text.split()[-1]
        pages[foot] = "\n".join(line.text for line in lines)
    count = int(foot.partition("/")[2])
    assert list(pages) == [f"{place}/{count}" for place in range(1, count + 1)]
    text = "".join("".join(pages.values()).split())
    in_words = size[0] >= 200
    words = {"for": "F", "against": "A", "abstention": "Ab", None: NOT_VOTED}
    missing: list[str] = []
    for member in full_roll().members:
        ballot = vote.ballots.get(member.gm_code)
        option = None if ballot is None else ballot.option
        mark = option if in_words and option else words[option]
        sign = "*" if member.gm_code == "GM0344" else ""
        first = member.municipality.replace(" ", "")[:3]
        if f"{mark}{sign}{first}" not in text:
            missing.append(first)
    assert missing == []


def test_when_the_check_minute_is_over() -> None:
    """After its seconds, with the ruling, or where none is wanted; it counts from the closing."""
    state = _large()
    assert slide_of(state, at("14.12.00")).check is not None
    assert slide_of(state, at("14.12.59")).check is not None
    assert slide_of(state, at("14.13.00")).check is None
    assert slide_of(state, at("14.13.59"), 120).check is not None
    assert slide_of(state, at("14.12.01"), 0).check is None
    # A clock that is behind takes nothing away.
    early = slide_of(state, at("14.11.50")).check
    assert early is not None
    assert early.passed == 0
    declared = acts.declare(state, "M1", "adopted", None, at("14.12.30").isoformat())
    meeting = large_meeting()
    meeting.happens(*declared)
    assert slide_of(meeting.state, at("14.12.31")).check is None


def test_a_correction_is_counted_and_marked() -> None:
    """In the check minute a wrong registration is put right, and seen to be."""
    meeting = small_meeting()
    meeting.opens("14:05", "A1")
    meeting.votes("A1", {"GM9002": "for", "GM9003": "against"})
    meeting.closes("14:12", "A1")
    before = slide_of(meeting.state, at("14.12.05")).check
    meeting.happens(
        *acts.cast(meeting.state, "A1", "GM9002", "against", way="", correction="verkeerde knop")
    )
    after = slide_of(meeting.state, at("14.12.40")).check
    assert before is not None
    assert after is not None
    assert [one.municipality for one in before.members if one.corrected] == []
    changed = [one for one in after.members if one.corrected]
    assert [(one.municipality, one.mark) for one in changed] == [("Proefdam", "A")]
    assert before.summary.startswith("tally: NO QUORUM; votes: for 48 · against 30")
    assert after.summary.startswith("tally: NO QUORUM; votes: against 78")


def test_who_did_not_vote_was_accredited_or_not() -> None:
    """Of three that did not vote one was not accredited: said in the row, or where narrow below."""
    meeting = small_meeting()
    meeting.opens("14:05", "A1")
    meeting.votes("A1", dict.fromkeys(SMALL_CODES[:3], "for"))
    meeting.closes("14:12", "A1")
    shown = _text(meeting.state, "14.30")
    assert re.search(r"^ *not voted +not accredited: 1 member +20 +3$", shown, re.MULTILINE)
    narrow = _text(meeting.state, "14.30", (50, 60))
    assert re.search(r"^ *not voted +20 +3\n *not accredited: 1 member$", narrow, re.MULTILINE)
    assert "not accredited" not in _text(_large(), "14.30")


def test_who_is_not_accredited_is_not_among_the_names() -> None:
    """The sixth member could not vote; the fifth could, and did not."""
    meeting = small_meeting()
    meeting.opens("14:05", "A1")
    meeting.votes("A1", dict.fromkeys(SMALL_CODES[:4], "for"))
    meeting.closes("14:12", "A1")
    check = slide_of(meeting.state, at("14.12.05")).check
    assert check is not None
    assert {one.municipality: one.mark for one in check.members} == {
        "Modelwijk": "F",
        "Proefdam": "F",
        "Schetsen": NOT_VOTED,
        "Testelo": "F",
        "Voorbeeldstad": "F",
    }


def test_who_is_suspended_is_not_among_the_names() -> None:
    """It could not vote, also where everybody else on the roll can."""
    roll = small_roll()
    reason = Derivation("suspended", reason="verzonnen")
    without = replace(
        roll,
        members=tuple(
            member._replace(votes=Votes(0), derivation=reason)
            if member.gm_code == "GM9005"
            else member
            for member in roll.members
        ),
    )
    meeting = Meeting(created(), roll_set(without), added("M1", "Voorbeeldmotie (verzonnen)"))
    meeting.opens("14:05", "M1")
    meeting.votes("M1", {"GM9002": "for"})
    meeting.closes("14:12", "M1")
    check = slide_of(meeting.state, at("14.12.05")).check
    assert check is not None
    assert [one.municipality for one in check.members] == [
        *("Modelwijk", "Proefdam", "Testelo", "Verzonnen", "Voorbeeldstad")
    ]


def test_what_happened_last_is_shown() -> None:
    """A ruling stays a while; a vote that is opened comes at once; a cancelled one leaves."""
    meeting = small_meeting()
    meeting.opens("14:05", "M6")
    meeting.votes("M6", dict.fromkeys(SMALL_CODES[:5], "for"))
    meeting.opens("14:06", "M7")
    assert "Motion M7" in _text(meeting.state, "14.07")
    meeting.closes("14:08", "M6")
    assert "Motion M6" in _text(meeting.state, "14.09")
    meeting.happens(*acts.cancel_vote(meeting.state, "M7", "vergissing"))
    meeting.rules("14:10", "M6", "adopted")
    assert "pronounced by the chair at 14.10" in _text(meeting.state, "14.10.05")
    stays = at("14.10") + timedelta(seconds=RULING_STAYS)
    assert slide_of(meeting.state, stays - timedelta(seconds=1)).large == "ADOPTED"
    after = slide_of(meeting.state, stays)
    assert (after.large, after.under[:6]) == ("", "next: ")
    assert any(line.endswith("adopted") and "M6" in line for line in after.lines)


@given(SIZES, st.sampled_from(range(23)), st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_every_slide_fits_every_terminal(size: tuple[int, int], place: int, seconds: int) -> None:
    """As many lines as there are rows, none wider; that it is invented always stands there."""
    one = _scenes()[place % len(_scenes())]
    now = one.now + timedelta(seconds=seconds)
    slide = slide_of(one.seen.state, now)
    lines = layout.draw(slide, layout.Room(*size), now.timestamp())
    assert len(lines) == size[1]
    assert max(wide(line.text) for line in lines) <= size[0]
    marked = " ".join(line.text for line in lines if line.style == "mark")
    assert " ".join(marked.split()).startswith(slide.mark)


@cache
def _scenes() -> list[Scene]:
    return scenes()


def test_what_does_not_fit_comes_on_the_next_page() -> None:
    """On a small terminal every line of a slide is shown, one page after the other."""
    slide = slide_of(small_meeting().state, at("13.58"))
    seen: Counter[str] = Counter()
    for page in range(40):
        for line in layout.draw(slide, layout.Room(80, 14), page * layout.PAGE_SECONDS):
            seen[line.text.strip()] += 1
    assert all(seen[line.strip()] for line in slide.lines)


def test_a_long_title_is_cut_with_a_sign_and_goes_on_further_in() -> None:
    """Above the names of the check minute, and in the list of the agenda."""
    meeting = Meeting(
        created(),
        roll_set(small_roll()),
        added("M1", "Voorbeeld" + " Voorbeeld" * 11, sort="motion"),
    )
    lines = _text(meeting.state, "14.00").splitlines()
    (place,) = (at for at, line in enumerate(lines) if line.startswith("  > M1  Voorbeeld"))
    assert lines[place + 1].startswith("      Voorbeeld")
    meeting.opens("14:05", "M1")
    meeting.closes("14:12", "M1")
    pages = {_text(meeting.state, f"14.12.{second}") for second in range(10, 60)}
    heads = {line for page in pages for line in page.splitlines() if "Motion M1 ·" in line}
    assert len(heads) == 1
    assert all(line.endswith("Voorbeeld…") and wide(line) <= 80 for line in heads)


def test_one_member_in_the_hall_is_one() -> None:
    """Of several it says members."""
    meeting = Meeting(created(), roll_set(small_roll(), accreditation=True))
    meeting.happens(e.MemberAccredited("GM9001", "X. Geheim", "wethouder", "3"))
    meeting.happens(e.DoorPassed("GM9001", meeting.state.accredited["GM9001"], True, "A"))  # noqa: FBT003
    assert accredited_in_words(meeting.state).endswith("in the hall: 1 member, 75 votes")


def test_what_is_wrong_with_a_file_is_said_of_dossier_and_copy_alike() -> None:
    """In Dutch the one is not called as the other: the words name neither."""
    with in_language("nl"):
        words = " ".join(_(reason) for reason in FAILURES.values()).split()
    assert not {"zij", "haar", "hij", "hem"} & set(words)


def test_large_letters_go_below_each_other_or_are_left() -> None:
    """Two words that do not fit beside each other; a letter that is not in the font."""
    assert [len(line) for line in large("13/7", 1, 80)] == [23, 23, 23]
    assert len(large("GEEN QUORUM", 1, 40)) == 3 + 1 + 3
    assert large("GEEN QUORUM", 1, 20) == ()
    assert large("Plan Ω", 1, 80) == ()
    assert large("één", 1, 80) == large("EEN", 1, 80)


def test_following_a_dossier(run: Run, tmp_path: Path) -> None:
    """It reads on; gone for a while it keeps the last state, says since when, and goes on."""
    path = make_meeting(run, tmp_path / "alv.alv")
    now = at("14.00")
    follower = Follower(str(path), lambda: now)
    before = follower.seen.state
    assert run("agenda", "add", "M1", "--titel", "Voorbeeld", "--dossier", path).code == 0
    record = path.read_bytes()
    follower.look()
    assert set(follower.seen.state.items) - set(before.items) == {"M1"}
    assert follower.seen.stale(now) == ""
    assert path.read_bytes() == record
    path.rename(tmp_path / "weg.alv")
    now = at("14.01")
    follower.look()
    assert follower.seen.stale(now) == (
        "OLD: this is of 14.00.00; the dossier cannot be read: nothing stands there"
    )
    assert follower.seen.state.items.keys() == {"M1"}
    (tmp_path / "weg.alv").rename(path)
    follower.look()
    assert (follower.seen.stale(now), follower.seen.moment) == ("", now)
    follower.close()


def test_a_store_that_does_not_answer_is_told() -> None:
    """Who only waits, as for a network that is gone, shows that the picture is old."""
    seen = Seen(State(), at("14.00.00"))
    assert seen.stale(at("14.00.04")) == ""
    assert seen.stale(at("14.00.06")).endswith("no answer")


def test_the_command(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a terminal, a number of seconds and a dossier; then it shows it until q."""
    path = make_meeting(run, tmp_path / "alv.alv")
    ran = run("screen", "--dossier", path)
    assert (ran.code, "no terminal" in ran.err) == (2, True)
    ran = run("screen", "--dossier", path, "--minuut", "een")
    assert (ran.code, "een is not a number of seconds" in " ".join(ran.err.split())) == (2, True)
    monkeypatch.setattr("alvvote.cli.screen._is_terminal", lambda: True)
    ran = run("screen", "--dossier", tmp_path / "geen.alv")
    assert (ran.code, "L107" in ran.err) == (1, True)
    shown: list[object] = []
    monkeypatch.setattr("alvvote.screen.app.HallScreen.run", lambda app, mouse: shown.append(app))  # noqa: ARG005
    assert run("screen", "--dossier", path).code == 0
    assert len(shown) == 1


def test_scenes_have_their_own_names() -> None:
    """Each golden file is of one scene."""
    names = Counter(one.name for one in scenes())
    assert max(names.values()) == 1
    assert scene("x", State(), "14.00").size == (80, 24)
