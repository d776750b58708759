"""The call-over (hoofdelijke stemming): member after member, each answer a durable act at once.

Five accredited members, by name: Amsterdam (75 votes), Borne (25), Utrecht (75), Vlieland (1) and
Zeewolde (24), together 200 votes.
"""

import io
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.dossier import open_dossier
from alvvote.meeting.roles import event_in
from tests.conftest import Ran, Run
from tests.vote_steps import accredited, choices_in, item, make_meeting, record, state_of

AMSTERDAM, BORNE, UTRECHT, VLIELAND, ZEEWOLDE = "GM0363", "GM0147", "GM0344", "GM0096", "GM0050"
FIVE = (ZEEWOLDE, VLIELAND, UTRECHT, BORNE, AMSTERDAM)
MOMENT = "2026-11-25T14:05:00+01:00"

Call = Callable[..., Ran]

_HEAD = re.compile(r"\((GM\d{4})\)   \d+ votes?  ")


@pytest.fixture
def dossier(run: Run, tmp_path: Path) -> Path:
    """Make a meeting with five members accredited, and three votes open."""
    path = make_meeting(
        run,
        tmp_path / "alv.alv",
        item("M1"),
        item("K1", "board proposal", options=("Plan A", "Plan B", "geen"), rejecting="geen"),
        item("K2", "board proposal", options=("2027", "2028")),
        item("P1", "persons", options=("A. Eerste", "B. Tweede")),
        *map(accredited, FIVE),
        fix=["--aanmelding"],
    )
    with open_dossier(str(path), write=True) as opened:
        for vote in ("M1", "K1", "K2", "P1"):
            opened.act(
                lambda state, vote=vote: acts.open_vote(  # type: ignore[misc]
                    state, [vote], "proposal", "call-over", MOMENT, confirmed=False
                )
            )
    return path


@pytest.fixture
def call(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that calls over with these answers: ``call("M1", "v", "t")``."""

    def answer(vote: str, *answers: str, options: Iterable[str] = ()) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(line + "\n" for line in answers)))
        ran = run("vote", "cast", vote, "--hoofdelijk", "--dossier", dossier, *options)
        lines = (ran.out + ran.err).splitlines()
        # The path of a file is never broken.
        assert all(len(line) <= 80 for line in lines if "/" not in line), ran.err
        return ran

    return answer


def _asked(ran: Ran) -> list[str]:
    """Return the codes of the members that were asked, in order."""
    return [found[1] for line in ran.err.splitlines() if (found := _HEAD.search(line))]


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_all_are_asked_by_name(call: Call, dossier: Path) -> None:
    """In the order of their names, with their votes and how many are out."""
    ran = call("M1", "v", "t", "o", "b", "tegen")
    assert ran.code == 0
    assert _asked(ran) == [AMSTERDAM, BORNE, UTRECHT, VLIELAND, ZEEWOLDE]
    assert choices_in(dossier, "M1") == {
        AMSTERDAM: "for",
        BORNE: "against",
        UTRECHT: "abstention",
        VLIELAND: "blank",
        ZEEWOLDE: "against",
    }
    text = _in_one_line(ran.err)
    assert "Amsterdam (GM0363) 75 votes [0 of 5, 5 out, 200 votes out]" in text
    assert "Utrecht (GM0344) 75 votes [2 of 5, 3 out, 100 votes out]" in text
    assert "Zeewolde (GM0050) 24 votes [4 of 5, 1 out, 24 votes out]" in text
    said = _in_one_line(ran.out)
    assert "M1: 5 answers recorded" in said
    assert "voted: 5 of 5 accredited members, 200 votes; still out: 0 members" in said
    assert "next: alvvote vote close M1" in said


def test_who_voted_already_is_not_asked(call: Call, run: Run, dossier: Path) -> None:
    """Nor who is not accredited."""
    at = ("--dossier", dossier)
    run("vote", "cast", "M1", "--gemeente", "Amsterdam", "--stem", "voor", *at)
    with open_dossier(str(dossier), write=True) as opened:
        entry = opened.state.accredited[UTRECHT]
        opened.act(lambda state: [e.AccreditationEnded(UTRECHT, entry, "3")])  # noqa: ARG005
    assert _asked(call("M1", "v", "v", "v")) == [BORNE, VLIELAND, ZEEWOLDE]


def test_without_accreditation_every_member_is_called(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All 342, in alphabetical order, until the last vote of 13,211 is in."""
    path = make_meeting(run, tmp_path / "b.alv", item("M1"))
    assert run("vote", "open", "M1", "--dossier", path).code == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("v\n" * 342))
    ran = run("vote", "cast", "M1", "--hoofdelijk", "--dossier", path)
    asked = _asked(ran)
    assert (len(asked), len(set(asked))) == (342, 342)
    # Aa en Hunze is the first by name, and Zwolle the last.
    assert (asked[0], asked[-1]) == ("GM1680", "GM0193")
    assert "[0 of 342, 342 out, 13,211 votes out]" in _in_one_line(ran.err)
    assert sum(ballot.votes for ballot in state_of(path).votes["M1"].ballots.values()) == 13_211


def test_who_is_not_here_comes_back_at_the_end(call: Call, dossier: Path) -> None:
    """Enter passes a member by; there is one second round, and then it ends."""
    ran = call("M1", "", "v", "", "v", "v", "t", "")
    assert _asked(ran) == [AMSTERDAM, BORNE, UTRECHT, VLIELAND, ZEEWOLDE, AMSTERDAM, UTRECHT]
    found = choices_in(dossier, "M1")
    assert found[AMSTERDAM] == "against"
    assert UTRECHT not in found
    assert "still out: 1 member, 75 votes" in _in_one_line(ran.out)
    assert "the same command goes on" in _in_one_line(ran.out)


@pytest.mark.parametrize("end", [("s",), ("S", "v"), ()], ids=["s", "S", "end of input"])
def test_stop_and_go_on(call: Call, dossier: Path, end: tuple[str, ...]) -> None:
    """What was answered stays; the same command goes on with who is out."""
    ran = call("M1", "v", *end)
    assert ran.code == 0
    assert choices_in(dossier, "M1") == {AMSTERDAM: "for"}
    assert _asked(call("M1", "v", "v", "v", "v")) == [BORNE, UTRECHT, VLIELAND, ZEEWOLDE]
    assert len(choices_in(dossier, "M1")) == 5
    assert _asked(call("M1")) == []


class _Interrupted(io.StringIO):
    """Answers, and then Ctrl-C in place of the end."""

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the next answer."""
        line = super().readline(-1 if size is None else size)
        if not line:
            raise KeyboardInterrupt
        return line


def test_interrupted(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who interrupts is told, on a line of its own, what was recorded and how to go on."""
    monkeypatch.setattr(sys, "stdin", _Interrupted("v\n"))
    ran = run("vote", "cast", "M1", "--hoofdelijk", "--dossier", dossier)
    assert ran.code == 0
    assert "  > \n" in ran.err
    assert "M1: 1 answer recorded" in ran.out
    assert "the same command goes on with who is out" in _in_one_line(ran.out)
    assert len(choices_in(dossier, "M1")) == 1


def test_undo_asks_the_last_one_again(call: Call, dossier: Path) -> None:
    """The new answer is a correction with a reason; then it goes on where it was."""
    ran = call("M1", "v", "t", "u", "v", "t", "s")
    assert _asked(ran) == [AMSTERDAM, BORNE, UTRECHT, BORNE, UTRECHT, VLIELAND]
    assert choices_in(dossier, "M1") == {AMSTERDAM: "for", BORNE: "for", UTRECHT: "against"}
    with open_dossier(str(dossier), write=False) as opened:
        events = [(entry.number, event_in(entry)) for entry in opened.log.entries(0)]
    cast = [(number, event) for number, event in events if isinstance(event, e.BallotCast)]
    of_borne = [(number, event) for number, event in cast if event.gm_code == BORNE]
    (first, _old), (_second, new) = of_borne
    assert (new.replaces, new.reason) == (first, "undone in the call-over")
    assert {event.way for _number, event in cast} == {"in a call-over"}


def test_undo_goes_further_back(call: Call, dossier: Path) -> None:
    """Twice: the one before it is asked as well. Enter leaves a ballot as it was."""
    ran = call("M1", "v", "t", "u", "u", "b", "", "o", "s")
    assert _asked(ran) == [AMSTERDAM, BORNE, UTRECHT, BORNE, AMSTERDAM, BORNE, UTRECHT, VLIELAND]
    expected = {AMSTERDAM: "blank", BORNE: "against", UTRECHT: "abstention"}
    assert choices_in(dossier, "M1") == expected
    assert "its ballot stays as it was" in ran.err


def test_undo_of_nothing(call: Call, dossier: Path) -> None:
    """What was recorded before this call-over is corrected with --correct, not undone here."""
    call("M1", "v", "s")
    ran = call("M1", "u", "t", "s")
    assert "there is no answer to undo" in ran.err
    assert _asked(ran) == [BORNE, BORNE, UTRECHT]
    assert choices_in(dossier, "M1") == {AMSTERDAM: "for", BORNE: "against"}


@pytest.mark.parametrize("answer", ["x", "voor!", "1", "ja", "plan a", "\x1b[2J"])
def test_an_answer_that_is_none(call: Call, dossier: Path, answer: str) -> None:
    """It is said, and the same member is asked again; nothing is guessed."""
    ran = call("M1", answer, "t", "s")
    assert "is no answer here" in ran.err
    assert "\x1b" not in ran.err
    assert _asked(ran) == [AMSTERDAM, AMSTERDAM, BORNE]
    assert choices_in(dossier, "M1") == {AMSTERDAM: "against"}


def test_help_lists_the_answers(call: Call) -> None:
    """Each key with what it does; then the same member again."""
    ran = call("M1", "?", "s")
    for part in ("v for, t against, o abstention, b blank", "Enter:", "u: undo", "s: stop"):
        assert part in ran.err
    assert _asked(ran) == [AMSTERDAM, AMSTERDAM]


def test_own_options_by_number_or_word(call: Call, dossier: Path) -> None:
    """The numbers stand in the prompt; the usual words mean nothing here."""
    ran = call("K1", "2", "plan a", "4", "v", "GEEN", "3", "s")
    assert "1 Plan A, 2 Plan B, 3 geen" in ran.err
    assert choices_in(dossier, "K1") == {
        AMSTERDAM: "Plan B",
        BORNE: "Plan A",
        UTRECHT: "geen",
        VLIELAND: "geen",
    }


def test_options_that_are_numbers_are_not_counted(call: Call, dossier: Path) -> None:
    """Where an option is called 2027, only its name means it."""
    ran = call("K2", "1", "2028", "2027", "s")
    assert "2027, 2028," in ran.err
    assert choices_in(dossier, "K2") == {AMSTERDAM: "2028", BORNE: "2027"}


def test_on_persons_that_a_member_voted(call: Call, dossier: Path) -> None:
    """The key j: it has voted; Enter: not here. A choice is no answer, nothing is taken back."""
    ran = call("P1", "j", "A. Eerste", "", "y", "u", "s")
    assert choices_in(dossier, "P1") == {AMSTERDAM: None, UTRECHT: None}
    assert "is no answer here" in ran.err
    assert "cannot be undone" in ran.err


def test_no_totals_by_option(call: Call, dossier: Path, tmp_path: Path) -> None:
    """Apart from the answers themselves, two call-overs look the same whatever was answered."""
    copy = tmp_path / "copy.alv"
    copy.write_bytes(dossier.read_bytes())
    copy.with_suffix(".key").write_bytes(dossier.with_suffix(".key").read_bytes())

    def seen(ran: Ran) -> list[str]:
        return [
            line
            for line in (ran.err + ran.out).splitlines()
            # The answer that was just typed is said once: "    Borne: for".
            if not line.startswith(("  >     ", "    "))
        ]

    one = seen(call("M1", "v", "v", "t", "u", "v", "o", "v"))
    with open_dossier(str(dossier), write=False) as opened:
        assert len(opened.state.votes["M1"].ballots) == 5
    other = seen(call("M1", "t", "o", "b", "u", "b", "t", "t", options=["--dossier", str(copy)]))
    assert one == other


class _Between(io.StringIO):
    """Answers, with something that happens before each is given."""

    def __init__(self, answers: str, *, happens: Callable[[int], None]) -> None:
        super().__init__(answers)
        self._happens = happens
        self._count = 0

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        self._happens(self._count)
        self._count += 1
        return super().readline(-1 if size is None else size)


def test_each_answer_is_on_the_disk_at_once(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the next member is asked, another process reads the ballot of the one before."""
    seen: list[int] = []

    def look(_count: int) -> None:
        seen.append(len(state_of(dossier).votes["M1"].ballots))

    monkeypatch.setattr(sys, "stdin", _Between("v\nt\no\nb\nv\n", happens=look))
    run("vote", "cast", "M1", "--hoofdelijk", "--dossier", dossier)
    assert seen == [0, 1, 2, 3, 4]


def test_another_desk_is_sooner(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was cast for elsewhere, while asked here or before, keeps that ballot."""

    def elsewhere(count: int) -> None:
        if count == 0:
            with open_dossier(str(dossier), write=True) as opened:
                for code in (AMSTERDAM, BORNE):
                    opened.act(
                        lambda state, code=code: acts.cast(  # type: ignore[misc]
                            state, "M1", code, "against", way="at the table"
                        )
                    )

    monkeypatch.setattr(sys, "stdin", _Between("v\nv\ns\n", happens=elsewhere))
    ran = run("vote", "cast", "M1", "--hoofdelijk", "--dossier", dossier)
    assert "V104" in ran.err
    assert _asked(ran) == [AMSTERDAM, UTRECHT, VLIELAND]
    expected = {AMSTERDAM: "against", BORNE: "against", UTRECHT: "for"}
    assert choices_in(dossier, "M1") == expected


def test_the_vote_is_closed_meanwhile(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer that comes too late is refused, and nobody is asked any more."""

    def close(count: int) -> None:
        if count == 1:
            with open_dossier(str(dossier), write=True) as opened:
                opened.act(lambda state: acts.close_vote(state, "M1", MOMENT))

    monkeypatch.setattr(sys, "stdin", _Between("v\nv\nv\nv\nv\n", happens=close))
    ran = run("vote", "cast", "M1", "--hoofdelijk", "--dossier", dossier)
    assert "V102" in ran.err
    assert _asked(ran) == [AMSTERDAM, BORNE]
    assert choices_in(dossier, "M1") == {AMSTERDAM: "for"}


def test_who_comes_in_late_is_asked_in_the_second_round(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accredited while the call-over went on."""

    def arrive(count: int) -> None:
        if count == 1:
            record(dossier, accredited("GM1680"))

    monkeypatch.setattr(sys, "stdin", _Between("v\n" * 6, happens=arrive))
    ran = run("vote", "cast", "M1", "--hoofdelijk", "--dossier", dossier)
    assert _asked(ran)[-1] == "GM1680"
    assert len(choices_in(dossier, "M1")) == 6


def test_a_vote_that_is_not_open(call: Call, run: Run, dossier: Path) -> None:
    """Nobody is asked anything."""
    run("vote", "close", "M1", "--dossier", dossier)
    ran = call("M1", "v")
    assert ran.code == 1
    assert "V102" in ran.err
    assert _asked(ran) == []
    assert call("M9", "v").code == 1


def test_as_data(call: Call) -> None:
    """The document stands alone on standard output; the questions go to standard error."""
    ran = call("M1", "v", "s", options=["--format", "json"])
    document = ran.document
    assert (document["vote"], document["answers"]) == ("M1", 1)
    assert document["turnout"]["out"] == {"members": 4, "votes": 125}
    assert document["problems"] == []


def test_no_key_and_no_copy_are_said(call: Call, dossier: Path, tmp_path: Path) -> None:
    """That the copy is not written stands beside each question until it is mended."""
    (tmp_path / "alv.key").unlink()
    with open_dossier(str(dossier), write=True) as opened:
        opened.log.set_copy(str(tmp_path / "weg" / "kopie.alv"))
    ran = call("M1", "v", "t", "s")
    assert "W407" in ran.err
    assert "W406" in ran.err
    assert _in_one_line(ran.err).count("the copy is NOT written") == 2
    (tmp_path / "weg").mkdir()
    ran = call("M1", "v", "t", "s")
    assert "W406" not in ran.err
    assert (tmp_path / "weg" / "kopie.alv").exists()


def test_at_a_terminal_without_a_member(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody sits at a terminal, no member means all of them."""
    answers = io.StringIO("v\ns\n")
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", answers)
    assert run("vote", "cast", "M1", "--dossier", dossier).code == 0
    assert choices_in(dossier, "M1") == {AMSTERDAM: "for"}


def test_a_rehearsal_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the beginning and at the end."""
    path = make_meeting(run, tmp_path / "o.alv", item("M1"), new=["--oefening"])
    run("vote", "open", "M1", "--dossier", path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("v\n"))
    ran = run("vote", "cast", "M1", "--hoofdelijk", "--dossier", path)
    assert "REHEARSAL" in ran.err
    assert "REHEARSAL" in ran.out


def test_as_a_process(run_process: Run, dossier: Path) -> None:
    """Bytes that are no text are no answer; closing the input stops it."""
    ran = run_process(
        "vote", "cast", "M1", "--hoofdelijk", "--dossier", dossier, stdin=b"\xff\nv\n"
    )
    assert ran.code == 0, ran.err
    assert "is no answer here" in ran.err
    assert choices_in(dossier, "M1") == {AMSTERDAM: "for"}
