"""The check minute at work: a desk puts a wrong registration right, and the hall sees it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alvvote.ledger.store import open_log
from alvvote.screen.follow import Follower
from alvvote.screen.view import slide_of
from tests.conftest import Ran, Run
from tests.vote_steps import accredited, choices_in, item, make_meeting, record, state_of

UTRECHT, BORNE = "GM0344", "GM0147"


@pytest.fixture
def dossier(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a meeting in which two members voted for M1, and the vote is closed; desk 3 has a key.

    The first of the two has left the meeting.
    """
    monkeypatch.chdir(tmp_path)
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), fix=("--aanmelding",))
    record(path, accredited(UTRECHT), accredited(BORNE))
    assert run("desk", "key", "--desk", "3").code == 0
    assert run("vote", "open", "M1").code == 0
    for code in (UTRECHT, BORNE):
        assert run("vote", "cast", "M1", "--gemeente", code, "--stem", "voor").code == 0
    assert run("vote", "close", "M1").code == 0
    assert run("desk", "check-out", "--gemeente", UTRECHT).code == 0
    return path


def _correct(run: Run, *more: str, stem: str = "tegen", member: str = UTRECHT) -> Ran:
    at = ("--gemeente", member, "--stem", stem, "--correct", "--format", "json")
    return run("vote", "cast", "M1", *at, *more)


def _codes(ran: Ran) -> list[str]:
    return [problem["code"] for problem in ran.document["problems"]]


BY_DESK = ("--desk", "3", "--key", "desk-3.key")


def test_a_desk_puts_a_ballot_right_and_the_screen_follows(run: Run, dossier: Path) -> None:
    """With the key of the desk: on record with reason, desk and role; the screen says the new."""
    vote = state_of(dossier).votes["M1"]
    assert vote.closed is not None
    now = datetime.fromisoformat(vote.closed) + timedelta(seconds=20)
    follower = Follower(str(dossier), lambda: now)
    before = slide_of(follower.seen.state, now)
    assert before.check is not None
    assert {one.municipality: (one.mark, one.corrected) for one in before.check.members} == {
        "Borne": ("F", False),
        "Utrecht": ("F", False),
    }
    assert (before.large, before.check.summary) == ("ADOPTED", "tally: ADOPTED; votes: for 100")
    ran = _correct(run, "--reden", "verkeerde knop", *BY_DESK)
    assert (ran.code, _codes(ran)) == (0, [])
    follower.look()
    after = slide_of(follower.seen.state, now)
    follower.close()
    assert after.check is not None
    assert {one.municipality: (one.mark, one.corrected) for one in after.check.members} == {
        "Borne": ("F", False),
        "Utrecht": ("A", True),
    }
    assert after.large == "REJECTED"
    assert after.check.summary == "tally: REJECTED; votes: for 25 · against 75"
    with open_log(str(dossier), write=False) as log:
        entry = list(log.entries())[-1]
    assert (entry.kind, entry.public["by"]) == ("ballot.cast", "desk")
    assert entry.public["replaces"] == vote.ballots[UTRECHT].entry
    private = entry.private or {}
    assert (private["reason"], private["way"]) == ("verkeerde knop", "at desk 3")
    assert run("ledger", "verify").code == 0


def test_what_a_desk_cannot_put_right(run: Run, dossier: Path) -> None:
    """Without a reason, for who did not vote, or once the chair has ruled: as the office cannot."""
    reason = ("--reden", "verkeerde knop")
    assert _codes(_correct(run, *BY_DESK)) == ["V116"]
    assert _codes(_correct(run, *reason, *BY_DESK, member="Zwolle")) == ["V117"]
    before = choices_in(dossier, "M1")
    ruling = ("vote", "declare", "M1", "--oordeel", "aangenomen")
    assert "D140" in run(*ruling, "--key", "desk-3.key").err
    assert run(*ruling).code == 0
    assert _codes(_correct(run, *reason, *BY_DESK)) == ["V102"]
    assert _codes(_correct(run, *reason)) == ["V102"]
    assert choices_in(dossier, "M1") == before
    assert run("vote", "cast", "M1", "--hoofdelijk", "--desk", "3").code == 2


def test_by_hand_without_a_desk_it_is_the_table(run: Run, dossier: Path) -> None:
    """What is entered by the office says no desk."""
    assert _correct(run, "--reden", "verkeerde knop").code == 0
    with open_log(str(dossier), write=False) as log:
        entry = list(log.entries())[-1]
    assert "by" not in entry.public
    assert (entry.private or {})["way"] == "at the table"
