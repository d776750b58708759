"""Whose pass it was at a moment, and who was accredited: against a model that is kept by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.ballots.bearers import Bearer, Misread, Shown
from alvvote.cards.ballot_passes import BallotPasses
from alvvote.cards.find_pass import find_pass
from alvvote.cards.handsets import Holder
from alvvote.cli.presence import _report
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, open_dossier
from alvvote.meeting.evolve import evolve
from alvvote.meeting.history import history_of
from alvvote.meeting.moments import moments_in, read_span
from alvvote.meeting.presence import Change, changes_in
from alvvote.problems import Problem
from alvvote.roll import fingerprint, roll_core
from tests.hall_days import DAY, MEMBERS, START, VOTE, Day, Maker, days, made_dossier, made_roll

LATER = START + timedelta(days=1)


def _knows(day: Day, handsets: dict[str, Holder] | None = None) -> BallotPasses:
    return BallotPasses(day.state, history_of(day.entries), LATER, handsets)


def _expected(day: Day, code: str, sizes: range) -> set[int]:
    """Return the accreditations for which a pass stood at one of these sizes, by the model."""
    return {
        accreditation
        for size in sizes
        if size
        for accreditation, held in day.held[size - 1].values()
        if held == code
    }


def _voting(day: Day, sizes: range) -> range:
    """Return the sizes at which the vote was open."""
    assert day.opened is not None
    last = len(day.events) if day.closed is None else day.closed
    return range(max(sizes.start, day.opened + 1), min(sizes.stop, last + 1))


@settings(max_examples=50)
@given(days(), st.data())
def test_a_pass_counts_for_who_held_it_at_that_moment(day: Day, data: st.DataObject) -> None:
    """Whatever happened, and however the clock stepped, the accreditation is that of the model."""
    member, code = data.draw(st.sampled_from(day.passes))
    seconds = data.draw(st.integers(-60, 900))
    to_the_minute = data.draw(st.booleans())
    moment = START + timedelta(seconds=seconds)
    text = f"{moment:%H:%M}" if to_the_minute else f"{moment:%H:%M:%S}"
    first = moment.replace(second=0) if to_the_minute else moment
    last = first + timedelta(seconds=59 if to_the_minute else 0)
    sizes = _voting(day, day.sizes(first, last))
    found = _knows(day).find(Shown(stempas=code, tijd=text), VOTE)
    expected = _expected(day, code, sizes)
    if expected:
        assert isinstance(found, Bearer)
        assert (found.member.gm_code, {found.accreditation}) == (member, expected)
    else:
        assert isinstance(found, Misread)
        codes = {("D172", "stempas"), ("D173", "stempas")} if sizes else {("V146", "tijd")}
        assert (found.problem.code, found.cell) in codes


@settings(max_examples=50)
@given(days(), st.data())
def test_without_a_time_a_pass_must_be_valid_now(day: Day, data: st.DataObject) -> None:
    """While a vote is open that is now; once it is closed, any moment at which it was open."""
    member, code = data.draw(st.sampled_from(day.passes))
    size = len(day.events)
    sizes = range(size, size + 1)
    if day.closed is not None:
        sizes = _voting(day, range(size + 1))
    found = _knows(day).find(Shown(stempas=code), VOTE)
    expected = _expected(day, code, sizes)
    if expected:
        assert isinstance(found, Bearer)
        assert (found.member.gm_code, {found.accreditation}) == (member, expected)
    else:
        assert isinstance(found, Misread)
        assert (found.problem.code, found.cell) in {("D172", "stempas"), ("D173", "stempas")}


@settings(max_examples=50)
@given(days(), st.sampled_from(sorted(MEMBERS)))
def test_a_handset_of_a_member_counts_for_whoever_represents_it(day: Day, member: str) -> None:
    """Handed on to a substitute it goes on; without anybody there it is nobody's."""
    held = day.held[-1].get(member)
    found = _knows(day, {"7": Holder(member)}).find(Shown(stemkastje="007"), None)
    if held is not None:
        assert isinstance(found, Bearer)
        assert (found.member.gm_code, found.accreditation) == (member, held[0])
    else:
        assert isinstance(found, Misread)
        assert found.problem.code in {"D172", "V105"}


@settings(max_examples=50)
@given(days())
def test_a_number_alone_means_the_pass(day: Day) -> None:
    """137, 0137 and the whole code are the same pass."""
    state = day.state
    for serial, (member, code) in enumerate(day.passes, 1):
        typed = f"{code[:4]}-{code[4:8].lower()}-{code[8:]}\r"
        for text in (str(serial), f"{serial:04}", typed):
            found = find_pass(state, text)
            assert not isinstance(found, Problem)
            assert (found.gm_code, found.handed_out.code) == (member, code)


@settings(max_examples=25, deadline=None)
@given(days(), st.integers(-60, 900))
def test_presence_at_a_moment_is_that_of_the_entries_before(day: Day, seconds: int) -> None:
    """The last entry that the clock put at or before the moment, and all before that one."""
    moment = START + timedelta(seconds=seconds)
    size = day.sizes(moment, moment)[-1]
    with TemporaryDirectory() as folder:
        path = made_dossier(Path(folder) / "alv.alv", day)
        with open_dossier(str(path), write=False) as opened:
            document = _asked(opened, f"{moment:%H:%M:%S}")
    if size < 2:
        # No roll was fixed yet; before the first entry there was nothing at all.
        assert document == ("M111" if size else "D180")
        return
    held = day.held[size - 1]
    assert document["size"] == size
    assert {member["gm_code"] for member in document["members"]} == held.keys()
    votes = sum(MEMBERS[code] for code in held)
    assert document["accredited"] == {"members": len(held), "votes": votes}
    assert all(change["entry"] < size for change in document["changes"])
    by_province = {group["province"]: group["accredited"] for group in document["provinces"]}
    assert by_province["Zeeland"]["members"] == len(held.keys() - {"GM9001"})


def _asked(opened: Dossier, hour: str) -> Any:
    try:
        return _report(opened, hour).document
    except Refused as refused:
        return refused.problems[0].code


@settings(max_examples=50)
@given(days())
def test_changes_tell_how_it_came_to_be(day: Day) -> None:
    """Whoever came or was substituted and did not leave is accredited."""
    there: set[str] = set()
    for change in changes_in(history_of(day.entries).events):
        if change.what == "left":
            there.remove(change.gm_code)
            assert change.reason == "trein"
        elif change.what in {"came", "came back"}:
            assert change.gm_code not in there
            there.add(change.gm_code)
        else:
            assert change.gm_code in there
            assert (change.what, change.reason) in {
                ("substituted", "wissel"),
                ("pass replaced", "kwijt"),
            }
    assert there == day.held[-1].keys()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("14:32", "14:32:00", "14:32:59"),
        ("9.05", "09:05:00", "09:05:59"),
        ("14:32:05", "14:32:05", "14:32:05"),
        ("2020-06-16T14:32", "14:32:00", "14:32:59"),
        ("2020-06-16 14:32:05", "14:32:05", "14:32:05"),
        ("2020-06-16T12:32:05Z", "14:32:05", "14:32:05"),
        ("2020-06-16T14:32+02:00", "14:32:00", "14:32:59"),
        ("2020-06-16T14:32:05.25", "14:32:05", "14:32:05"),
    ],
)
def test_times(text: str, first: str, last: str) -> None:
    """An hour of minutes is a whole minute; what has no offset goes by the clock of the vote."""
    span = read_span(text, DAY, START.tzinfo)
    assert span is not None
    hours = [moment.astimezone(START.tzinfo).strftime("%H:%M:%S") for moment in span]
    assert hours == [first, last]


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "14:60", "1432", "2020-06-16", "2020-13-01T10:00"]
)
def test_no_times(text: str) -> None:
    """What is not certain is not guessed."""
    assert read_span(text, DAY, START.tzinfo) is None


def test_a_clock_that_steps_back() -> None:
    """The order of the entries is what happened; the last one at or before the moment counts."""
    moments = moments_in(f"2020-06-16T14:{minute}:00+02:00" for minute in ("00", "10", "05", "12"))
    at = [
        moments.size_at(datetime.fromisoformat(f"2020-06-16T14:{minute}:00+02:00"))
        for minute in ("00", "04", "05", "07", "11", "12")
    ]
    assert at == [1, 1, 3, 3, 3, 4]
    assert moments.stepped_back == [2]


def test_moments_that_were_erased() -> None:
    """What lies before is not told; from the first moment that is known on, it is."""
    moments = moments_in([None, None, "2020-06-16T14:00:00+02:00"])
    assert moments.size_at(START - timedelta(seconds=1)) is None
    assert moments.size_before(START) is None
    assert moments.size_at(START) == 3
    assert moments_in([None]).day_and_zone(DAY) is None


def test_who_goes_off_the_roll_is_told_with_the_reason() -> None:
    """By a roll that is fixed once more: who is not on it is not accredited any more."""
    maker = Maker()
    for code in ("GM9001", "GM9002"):
        maker.step("in", code, 60)
    roll = made_roll()
    smaller = replace(roll, members=roll.members[1:])
    fixed = e.RollSet(
        roll_core(smaller),
        fingerprint(smaller),
        fixed=True,
        accreditation=True,
        reason="heringedeeld",
    )
    size = len(maker.done.events)
    events = [*enumerate(maker.done.events), (size, fixed)]
    *came, off = changes_in(events)
    assert [change.what for change in came] == ["came", "came"]
    assert off == Change(size, "GM9001", "off the roll", None, "heringedeeld")
    assert evolve(maker.done.state, fixed, size).accredited.keys() == {"GM9002"}


def test_an_hour_without_a_day_is_on_the_day_of_the_meeting() -> None:
    """Also when it is asked the day after; where nothing happened on it, on that of the newest."""
    days_of = [f"2020-06-{n}T12:00:00+02:00" for n in (15, 16, 17)]
    moments = moments_in(days_of)
    for asked, expected in ((16, 16), (15, 15), (20, 17)):
        found = moments.day_and_zone(date(2020, 6, asked))
        assert found is not None
        assert (found[0], found[1]) == (date(2020, 6, expected), START.tzinfo)
    assert moments_in([None, None]).day_and_zone(DAY) is None
