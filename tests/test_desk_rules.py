"""The rules of a desk: what a line is, who is meant, what wrong codes cost, and each act once."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alvvote.cards.code import ALPHABET, check_character, in_groups, read_characters
from alvvote.cards.pass_code import pass_in_groups
from alvvote.desk import cases as c
from alvvote.desk.answers import PrintAgain
from alvvote.desk.orders import Recorded
from alvvote.desk.reading import is_code, read_line
from alvvote.desk.search import Search
from alvvote.desk.session import Pending, Session
from alvvote.desk.slowing import (
    FREE,
    LONGEST,
    Tries,
    after_known,
    after_refused,
    after_unknown,
    delay,
    wait,
)
from alvvote.desk.staying import Stays
from alvvote.directory import Directory, History
from alvvote.ledger.errors import StoreError, StoreReason
from alvvote.ledger.keys import create_key_file
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.desk_acts import through_door
from alvvote.meeting.dossier import Done, Dossier, open_dossier, public_key_of
from alvvote.meeting.replay import replay
from alvvote.problems import Problem
from alvvote.shipped import read_data
from tests import ledger_worlds as worlds
from tests.desk_steps import SUSPENDED, World, find_in, make_world, pass_code, same_passes

UNKNOWN = "0" * 18


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a meeting for one desk."""
    return make_world(tmp_path)


def test_what_wrong_codes_cost() -> None:
    """Three in a row are free; then 1, 2, 4, 8 and 16 seconds, and half a minute each."""
    assert [delay(n) for n in range(11)] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert delay(10_000) == LONGEST


@given(st.lists(st.sampled_from(["known", "unknown", "mistyped"])), st.floats(0, 1e6))
def test_a_known_code_ends_the_waiting(codes: list[str], now: float) -> None:
    """What is waited for follows from the wrong ones in a row alone; every refused one counts."""
    tries = Tries()
    for code in codes:
        if code == "known":
            tries = after_known(tries)
        else:
            tries = after_unknown(tries, now) if code == "unknown" else after_refused(tries)
    row = 0
    for code in codes:
        row = 0 if code == "known" else row + (code == "unknown")
    assert wait(tries, now) == pytest.approx(delay(row), abs=1e-3)
    assert wait(tries, now + LONGEST) == pytest.approx(0, abs=1e-3)
    assert tries.refused == len(codes) - codes.count("known")


def test_how_many_codes_a_day_of_guessing_gets() -> None:
    """In twelve hours less than 1,500 codes are looked up at a desk."""
    tries, now, looked_up = Tries(), 0.0, 0
    while now < 12 * 3600:
        tries = after_unknown(tries, now)
        looked_up += 1
        now += wait(tries, now)
    assert looked_up < 1_500


@given(st.text(ALPHABET, min_size=17, max_size=17), st.booleans())
def test_a_card_is_read_however_it_is_typed(body: str, small: bool) -> None:  # noqa: FBT001
    """In groups, in small letters, with the line end of a scanner."""
    assume(set(body) & set("23456789"))  # as every code has one
    code = body + check_character(body)
    typed = in_groups(code).lower() if small else in_groups(code)
    assert read_line(f" {typed}\r\n") == ("card", code)
    assert is_code(typed)


def test_no_name_of_a_municipality_is_a_code() -> None:
    """Every name and alias is looked up as a name, and so is a code of CBS with its letters."""
    names = [member.municipality for member in worlds.full_roll().members]
    names += [line.split(",")[0].strip('"') for line in read_data("aliases.csv").splitlines()[1:]]
    assert {read_line(name).kind for name in names} == {"name"}
    assert read_line("gm0344") == ("name", "gm0344")
    assert read_line("137").kind == "mistyped"
    assert read_line(pass_in_groups(pass_code(12))) == ("pass", pass_code(12))
    assert read_line(pass_code(12)[:-1] + "0").kind == "mistyped"


_LETTERS = "".join(sorted(set(ALPHABET) - set("0123456789")))


@given(st.sampled_from([8, 17]), st.data())
def test_no_text_without_a_digit_is_a_code(size: int, data: st.DataObject) -> None:
    """Letters that pass as a code, however well they fit, are still a name."""
    body = data.draw(st.text(_LETTERS + "01", min_size=size, max_size=size))
    last = check_character(body)
    assume(last not in "23456789")
    letters = (body + last).translate(str.maketrans("01", "OI"))
    assert read_characters(letters, size + 1) == body + last
    assert read_line(letters) == ("name", letters)
    assert not is_code(letters.lower())


@given(st.text().filter(lambda text: not set(text) & set("0123456789")))
def test_whatever_has_no_digit_is_a_name(text: str) -> None:
    """Also signs that some language counts with."""
    assert read_line(text).kind == "name"


def test_a_member_is_found_exactly_or_offered() -> None:
    """Never a guess: part of a name only offers, at most nine, whole words first."""
    roll = worlds.full_roll()
    aliases = [("Den Haag", "GM0518")]
    find = Search(roll, Directory(roll, aliases, lambda: History({}, {}))).find
    assert find("utrecht") == "GM0344"
    assert find("den haag") == "GM0518"
    assert find("gm147") == "GM0147"
    bergen = find("bergen")
    assert isinstance(bergen, list)
    assert {"GM0893", "GM0373"} <= set(bergen)
    assert find("utrec") == ["GM0344", "GM1581"]
    offered = find("a")
    assert isinstance(offered, list)
    # All of them: how many are shown is for the screen, which says how many it leaves out.
    words = {m.gm_code: m.municipality.casefold().replace("-", " ").split() for m in roll.members}
    assert set(offered) == {
        code for code, name in words.items() if any(word.startswith("a") for word in name)
    }
    nothing = find("zzz")
    assert isinstance(nothing, Problem)
    assert nothing.code == "G101"


def test_what_each_code_means(world: World) -> None:
    """The cases of a scan, as values."""
    session = world.session()

    def look(text: str) -> object:
        return session.look(c.Waiting(), text)

    ready = look(world.cards["GM9001"])
    assert isinstance(ready, c.Ready)
    assert (ready.name, ready.function, ready.declaration) == (
        "A. de Voorbeeld",
        "wethouder",
        "paper",
    )
    assert look(world.cards["GM9002"]) == c.AskName(c.Wish("GM9002", 1))
    assert look("proefdam") == c.AskName(c.Wish("GM9002"))
    assert look(world.replaced) == c.ReplacedCard("GM9005", 1, 2)
    assert look(UNKNOWN) == c.UnknownCode()
    assert look(world.cards["GM9001"] + "0") == c.Mistyped()
    assert look("Schorsdam") == c.NoVote(SUSPENDED, suspended=True)
    assert look(pass_code(1)) == c.UnknownCode()
    with same_passes():
        order = session.look(ready, "")
        assert isinstance(order, c.LetIn)
        done = session.carry_out(order)
    assert isinstance(done, Recorded)
    inside = look(world.cards["GM9001"])
    assert isinstance(inside, c.AlreadyIn)
    assert inside.standing.since.desk == "3"
    assert look(pass_code(1)) == inside._replace(by_pass=True)
    assert session.look(inside, "a") == PrintAgain("GM9001")
    handed = session.standing_pass("GM9001")
    assert handed is not None
    assert handed.code == pass_code(1)
    # Enter by itself on a card that is used already changes nothing.
    assert session.look(inside, "") == c.Waiting()
    world.happens(e.MeetingPublished("2026-11-26"))
    assert isinstance(look(world.cards["GM9001"]), c.Over)
    assert isinstance(look(pass_code(1)), c.Over)
    session.close()


def test_a_desk_slows_down_and_a_name_still_works(world: World) -> None:
    """After three wrong ones and one more no code is looked up, not even a right one."""
    now = [100.0]
    session = world.session(clock=lambda: now[0])
    for _try in range(FREE + 1):
        assert session.look(c.Waiting(), UNKNOWN) == c.UnknownCode()
    assert session.look(c.Waiting(), world.cards["GM9001"]) == c.TooSoon(1)
    assert isinstance(session.look(c.Waiting(), "voorbeeldstad"), c.Ready)
    now[0] += 1
    assert isinstance(session.look(c.Waiting(), world.cards["GM9001"]), c.Ready)
    assert session.tries.in_a_row == 0
    assert session.tries.refused == FREE + 2
    session.close()


def _breaking(world: World, plan: list[str]) -> Callable[[], Dossier]:
    """Open dossiers whose next act fails as planned: before it is recorded, or right after."""

    def opened() -> Dossier:
        dossier = world.open()
        act = dossier.act

        def acting(doing: object, caller_id: str | None = None) -> Done:
            failure = plan.pop(0) if plan else ""
            if failure == "before":
                raise StoreError("io", "voorbeeld")
            done = act(doing, caller_id)  # type: ignore[arg-type]
            if failure == "after":
                raise StoreError("io", "voorbeeld")
            return done

        dossier.act = acting  # type: ignore[method-assign,assignment]
        return dossier

    return opened


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["before", "after"]), max_size=4))
def test_an_order_is_recorded_once_whatever_breaks(
    tmp_path_factory: pytest.TempPathFactory, plan: list[str]
) -> None:
    """It stays pending until the answer comes; then it stands there once, with one pass."""
    world = make_world(tmp_path_factory.mktemp("desk"))
    session = world.session()
    session._opener = _breaking(world, list(plan))
    case = session.look(c.Waiting(), world.cards["GM9001"])
    assert isinstance(case, c.Ready)
    result = session.carry_out(c.LetIn(case.wish))
    for _failure in plan:
        assert isinstance(result, Pending)
        assert session.pending == result
        again = session.try_again()
        assert again is not None
        result = again
    assert isinstance(result, Recorded)
    assert session.pending is None
    assert session.try_again() is None
    session.close()
    with world.open() as dossier:
        passes = dossier.state.passes["GM9001"]
        kinds = [entry.kind for entry in dossier.log.entries()]
    assert kinds.count("accreditation.began") == 1
    assert result.handed is not None
    assert [held.code for held in passes] == [result.handed.code]


@pytest.mark.parametrize(
    "reason", ["full", "missing", "not allowed", "insecure", "address", "no driver", "empty"]
)
def test_what_certainly_failed_is_not_kept(world: World, reason: StoreReason) -> None:
    """Where nothing can have been recorded the desk says so, and is free again."""

    def failing() -> Dossier:
        raise StoreError(reason, world.path)

    session = Session(failing, "3", lambda state: lambda text: text)  # noqa: ARG005
    with pytest.raises(StoreError):
        session.carry_out(c.CheckOut("GM9001"))
    assert session.pending is None


def test_what_may_be_recorded_stays_until_it_is_known(world: World) -> None:
    """Also where the second try finds no dossier at all: the first one may have arrived."""
    session = world.session()
    ready = session.look(c.Waiting(), world.cards["GM9001"])
    assert isinstance(ready, c.Ready)
    plan = ["after"]
    session.close()
    session._opener = _breaking(world, plan)
    assert isinstance(session.carry_out(c.LetIn(ready.wish)), Pending)
    os.rename(world.path, f"{world.path}.weg")
    missing = session.try_again()
    assert isinstance(missing, Pending)
    assert isinstance(missing.error, StoreError)
    assert missing.error.reason == "missing"
    os.rename(f"{world.path}.weg", world.path)
    assert isinstance(session.try_again(), Recorded)
    session.close()


def test_a_misread_code_is_no_name(world: World) -> None:
    """A card that the scanner read badly while a name was asked represents nobody."""
    session = world.session()
    asked = session.look(c.Waiting(), world.cards["GM9002"])
    misread = world.cards["GM9003"][1:]
    assert session.look(asked, misread) == Stays("misread", misread)  # type: ignore[arg-type]
    session.close()


def test_another_dossier_in_its_place(world: World, tmp_path: Path) -> None:
    """Moved away, or another one put there: nothing is recorded in either; back again, it goes on.

    What would be recorded in a file that was moved stays behind in a journal nobody looks at.
    """
    session = world.session()
    ready = session.look(c.Waiting(), world.cards["GM9001"])
    assert isinstance(ready, c.Ready)
    away = f"{world.path}.weg"
    os.rename(world.path, away)
    for journal in ("-wal", "-shm"):
        os.rename(world.path + journal, away + journal)
    (tmp_path / "ander").mkdir()
    other = make_world(tmp_path / "ander")
    reasons = []
    for there in (False, False, True, True):
        if there and not os.path.exists(world.path):
            shutil.copy(other.path, world.path)
        with pytest.raises(StoreError) as caught:
            session.carry_out(c.LetIn(ready.wish))
        reasons.append(caught.value.reason)
        with pytest.raises(StoreError):
            session.look_round()
        assert session.pending is None
    assert reasons == ["missing", "missing", "not a ledger", "not a ledger"]
    for ending in ("", "-wal", "-shm"):
        os.replace(away + ending, world.path + ending)
    assert isinstance(session.carry_out(c.LetIn(ready.wish)), Recorded)
    assert session.look_round().members == 1
    session.close()


def test_a_desk_with_a_key_of_its_own_does_all_that_a_desk_does(
    world: World, tmp_path: Path
) -> None:
    """Every case of a day, signed by the desk alone, and the audit is content; nothing else."""
    file = str(tmp_path / "balie-3.key")
    with world.open() as office:
        key = create_key_file(file, f"{office.log.origin}/balie-3").public
        office.act(lambda _state: [e.KeyRegistered(key.vkey(), "desk", "3")])
        before = office.state.size
        public = public_key_of(office.log)
    session = Session(lambda: open_dossier(world.path, file, write=True), "3", find_in)

    def serve(*lines: str) -> object:
        case: object = c.Waiting()
        for line in lines:
            case = session.look(case, line)  # type: ignore[arg-type]
            if isinstance(case, c.LetIn | c.CheckOut | c.NewPass | c.Refuse):
                case = session.carry_out(case)
        return case.done.what if isinstance(case, Recorded) else case

    done = [
        serve(world.cards["GM9001"], ""),
        serve("voorbeeldstad", "p", ""),
        serve("voorbeeldstad", "l", ""),
        serve("voorbeeldstad", ""),
        serve("voorbeeldstad", "s", "B. Verzonnen", "3", "1", ""),
        serve("proefdam", "C. Verzonnen", "inwoner", "r"),
        serve("proefdam", "B Verzonnen", "2", "y"),
        serve("proefdam", "B Verzonnen", "2", "n", "1", ""),
        serve("modelwijk", "D. Loco", "6", "1", "verzonnen reden", "1", ""),
    ]
    expected = ["in", "new pass", "out", "in", "takes over", "refused", "refused", "in", "in"]
    assert done == expected
    session.close()
    with open_dossier(world.path, file, write=True) as desk:
        desk.act(lambda state: through_door(state, "GM9001", None, inside=True))
        assert {entry.public["by"] for entry in desk.log.entries(before)} == {"desk"}
        with pytest.raises(Refused) as refused:
            desk.act(lambda _state: [e.SupervisorNamed(2, "Iemand (verzonnen)")])
        assert [problem.code for problem in refused.value.problems] == ["D140"]
        assert public is not None
        audit = replay(desk.log, [public])
    assert (audit.audit.finding, audit.broken) == (None, ())
    assert audit.audit.signed_size == audit.audit.size


def test_two_desks_and_one_card(world: World) -> None:
    """Both have the case on the screen; one lets in, and the other sees the first."""
    one, other = world.session("1"), world.session("2")
    cases = [desk.look(c.Waiting(), world.cards["GM9001"]) for desk in (one, other)]
    orders = [desk.look(case, "") for desk, case in zip((one, other), cases, strict=True)]  # type: ignore[arg-type]
    assert isinstance(one.carry_out(orders[0]), Recorded)  # type: ignore[arg-type]
    seen = other.carry_out(orders[1])  # type: ignore[arg-type]
    assert isinstance(seen, c.AlreadyIn)
    assert seen.standing.since.desk == "1"
    assert other.look_round().members == 1
    one.close()
    other.close()


def test_what_stays_in_sight_is_the_newest_ten(world: World) -> None:
    """However long the day is: ten comings and goings, by whichever desk."""
    session, watching = world.session("1"), world.session("2")
    for _time in range(6):
        case = session.look(c.Waiting(), world.cards["GM9001"])
        assert isinstance(case, c.Ready)
        session.carry_out(c.LetIn(case.wish))
        session.carry_out(c.CheckOut("GM9001"))
        watching.look_round()
    sight = watching.look_round()
    assert [one.what for one in sight.recent] == ["in", "out"] * 5
    assert {one.desk for one in sight.recent} == {"1"}
    assert (sight.members, sight.votes) == (0, 0)
    session.close()
    watching.close()
