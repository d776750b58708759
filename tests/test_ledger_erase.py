"""``alvvote ledger erase --personal``: what singles out persons is gone, the record stands.

Decisions can be challenged for a year after the end of the day on which they were made known
(Burgerlijk Wetboek 2:15, paragraph 5).
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from alvvote.ledger import sqlite_connection as connections
from alvvote.ledger.store import open_log
from alvvote.meeting.dossier import Dossier, open_dossier
from alvvote.meeting.erase import is_early
from alvvote.meeting.model import State
from alvvote.meeting.results import result_of
from alvvote.tally import Result
from tests import ledger_worlds as worlds
from tests.conftest import Ran, Run

PERSONS = ("Jikke Verzonnen-Eén", "Teun Verzonnen-Twee", "Fenna Verzonnen-Drie")
"""A representative, a teller, and who made a mistake."""
REASON = ("--reden", "voorbeeld (verzonnen)")


def _person(name: str) -> tuple[str, ...]:
    return ("--naam", name, "--functie", "wethouder")


@pytest.fixture
def alv(tmp_path: Path, run: Run) -> Path:
    """Make a dossier with a live copy, in which names stand in each kind of private part."""
    path, copy = tmp_path / "alv.alv", tmp_path / "copy.alv-copy"
    name = "ALV Voorbeeld (verzonnen)"
    made = ("new", path, "--datum", "2026-11-25", "--naam", name, "--kopie", copy)
    assert run("meeting", *made).code == 0
    options = ("--optie", "Kandidaat A", "--optie", "Kandidaat B")
    one, two, three = PERSONS
    count = ("vote", "count", "P1", "--optie", "Kandidaat A=75")
    for step in (
        ("agenda", "add", "M1", "--titel", "Voorbeeldmotie", "--soort", "motie"),
        ("agenda", "add", "P1", "--titel", "Verkiezing", "--soort", "personen", *options),
        ("meeting", "fix-roll", "--aanmelding"),
        ("desk", "check-in", "--gemeente", "Utrecht", "--volmacht", "papier", *_person(one)),
        ("speakers", "add", "M1", "--gemeente", "Utrecht", "--naam", one, "--strekking", one),
        ("vote", "open", "M1"),
        ("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "tegen"),
        (*_cast("voor"), "--correct", "--reden", three),
        ("vote", "close", "M1"),
        ("vote", "declare", "M1", "--oordeel", "aangenomen"),
        ("vote", "open", "P1"),
        ("vote", "cast", "P1", "--gemeente", "Utrecht"),
        ("vote", "close", "P1"),
        (*count, "--teller", one),
        (*count, "--teller", two),
        ("vote", "declare", "P1", "--oordeel", "aangenomen", "--optie", "Kandidaat A"),
    ):
        _do(run, path, *step)
    return path


def _cast(option: str) -> tuple[str, ...]:
    return ("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", option)


def _do(run: Run, path: Path, *args: str | Path) -> Ran:
    ran = run(*args, "--dossier", path)
    assert ran.code == 0, (args, ran.err)
    return ran


def _erase(run: Run, path: Path, *args: str) -> Ran:
    return run("ledger", "erase", "--personal", *args, "--dossier", path, "--format", "json")


def _files_with(folder: Path, *names: str) -> list[str]:
    """Return the files in which the bytes of one of these names stand."""
    return sorted(
        file.name
        for file in folder.iterdir()
        if file.is_file() and any(name.encode() in file.read_bytes() for name in names)
    )


def _results(path: Path) -> list[Result | None]:
    with open_dossier(str(path), write=False) as dossier:
        state = dossier.state
        return [result_of(state, vote) for vote in state.votes.values()]


def _leaves(path: Path) -> list[bytes]:
    with open_log(str(path), write=False) as log:
        return [entry.leaf for entry in log.entries()]


@contextlib.contextmanager
def _on(day: str) -> Iterator[None]:
    """Let the clock of acts say that it is noon of this day."""
    noon = datetime.fromisoformat(f"{day}T12:00:00+01:00")
    with patch.object(Dossier, "moment", lambda _self: noon.isoformat()):
        yield


def test_what_is_erased_stands_nowhere_any_more(alv: Path, run: Run, tmp_path: Path) -> None:
    """No file holds a name: not the dossier, its journal, its index, nor its live copy."""
    assert _files_with(tmp_path, *PERSONS) == ["alv.alv", "copy.alv-copy"]
    results, leaves = _results(alv), _leaves(alv)
    ran = _erase(run, alv, *REASON).document
    assert (ran["recorded"], ran["early"], ran["erased"]) == (True, True, len(leaves))
    assert ran["copies_not_reached"] == []
    assert _files_with(tmp_path, *PERSONS, "wethouder") == []
    # The entries are the same, with one more that says what was done; so are the results.
    assert _leaves(alv)[:-1] == leaves
    assert _leaves(tmp_path / "copy.alv-copy") == _leaves(alv)
    assert _results(alv) == results
    assert worlds.sound(alv).erased == len(leaves)
    assert worlds.sound(tmp_path / "copy.alv-copy").erased == len(leaves)


def test_verify_says_how_much_was_erased(alv: Path, run: Run) -> None:
    """Which rules could not be asked any more is said: by hand, one correction, two counts, one."""
    entries = len(_leaves(alv))
    assert _erase(run, alv, *REASON).code == 0
    found = _do(run, alv, "ledger", "verify", "--format", "json").document
    assert (found["private_parts"], found["erased"]) == (entries + 1, entries)
    gaps = {gap["what"]: gap["count"] for gap in found["not_checked"]}
    assert gaps == {
        "no head from elsewhere": 1,
        "key from the dossier": 1,
        "erased private parts": entries,
        "reasons of corrections": 1,
        "tellers": 2,
        "functions": 1,
        "the clock": 1,
    }
    shown = _do(run, alv, "ledger", "log").out
    assert "personal data erased" in shown
    assert "voorbeeld (verzonnen)" in shown


def test_erasing_while_another_process_works(alv: Path, run: Run, tmp_path: Path) -> None:
    """The bytes are gone also where another connection was open all the time."""
    with open_dossier(str(alv), write=True) as other:
        assert other.state.speakers[0].name == PERSONS[0]
        assert _erase(run, alv, *REASON).code == 0
        assert _files_with(tmp_path, *PERSONS) == []
        other.act(worlds.simply(worlds.added("M9")))
    assert worlds.sound(alv).finding is None


def test_a_reader_that_holds_on_is_said(alv: Path, run: Run, tmp_path: Path) -> None:
    """Where the journal cannot be emptied it is said; once more, and the bytes are gone."""
    with open_log(str(alv), write=False) as reader, reader.reading():
        assert reader.privates(0, 9)
        with patch.object(connections, "PATIENCE", 0.05):
            ran = _erase(run, alv, *REASON)
        assert ran.code == 0
        assert [problem["code"] for problem in ran.document["problems"]] == ["W410"]
    size = len(_leaves(alv))
    ran = _erase(run, alv)
    assert (ran.code, ran.document["recorded"], ran.document["problems"]) == (0, False, [])
    assert len(_leaves(alv)) == size
    assert _files_with(tmp_path, *PERSONS) == []


def test_a_copy_that_cannot_be_reached(alv: Path, run: Run, tmp_path: Path) -> None:
    """It is named, as it still holds the names; when it is back it loses them, too."""
    copy, away = tmp_path / "copy.alv-copy", tmp_path / "away"
    away.mkdir()
    copy.rename(away / copy.name)
    # A folder in its place: nothing can be written there.
    copy.mkdir()
    ran = _erase(run, alv, *REASON).document
    assert ran["copies_not_reached"] == [str(copy)]
    assert [problem["code"] for problem in ran["problems"]] == ["W406"]
    copy.rmdir()
    (away / copy.name).rename(copy)
    assert _files_with(tmp_path, *PERSONS) == ["copy.alv-copy"]
    assert _erase(run, alv).document["copies_not_reached"] == []
    assert _files_with(tmp_path, *PERSONS) == []


def test_what_comes_later_can_be_erased_later(alv: Path, run: Run, tmp_path: Path) -> None:
    """After an erasure the meeting goes on; what is private then goes with the next one."""
    assert _erase(run, alv, *REASON).code == 0
    late = "Nadien Verzonnen-Vier"
    _do(run, alv, "speakers", "add", "M1", "--gemeente", "Borne", "--naam", late)
    assert "alv.alv" in [name.removesuffix("-wal") for name in _files_with(tmp_path, late)]
    # What was erased first leaves the number that was erased; the act itself had a moment.
    assert _erase(run, alv, *REASON).document["erased"] == 2
    assert _files_with(tmp_path, late, *PERSONS) == []
    assert worlds.sound(alv).finding is None


def test_the_same_act_twice(alv: Path, run: Run) -> None:
    """An act with the same id is recorded once."""
    assert _erase(run, alv, *REASON, "--act", "wissen").document["recorded"]
    size = len(_leaves(alv))
    _do(run, alv, "speakers", "add", "M1", "--gemeente", "Borne", "--naam", "Nog Iemand")
    assert not _erase(run, alv, *REASON, "--act", "wissen").document["recorded"]
    assert len(_leaves(alv)) == size + 1


def test_not_before_publication_without_a_reason(alv: Path, run: Run, tmp_path: Path) -> None:
    """Nothing was published: it takes a reason, and a blank one is none."""
    size = len(_leaves(alv))
    for reason in ((), ("--reden", "  ")):
        ran = _erase(run, alv, *reason)
        assert (ran.code, [p["code"] for p in ran.document["problems"]]) == (1, ["L114"])
    assert len(_leaves(alv)) == size
    assert _files_with(tmp_path, *PERSONS) == ["alv.alv", "copy.alv-copy"]


def test_a_year_after_publication(alv: Path, run: Run) -> None:
    """Published on 26 November 2026: to the end of 26 November 2027 it takes a reason."""
    _do(run, alv, "meeting", "published", "--datum", "2026-11-26")
    with _on("2027-11-26"):
        assert _erase(run, alv).code == 1
    with _on("2027-11-27"):
        ran = _erase(run, alv)
    assert (ran.code, ran.document["early"]) == (0, False)
    assert worlds.sound(alv).finding is None


@pytest.mark.parametrize(
    ("published", "last_early"),
    [
        (date(2026, 11, 26), date(2027, 11, 26)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2028, 2, 29), date(2029, 3, 1)),
    ],
)
def test_the_last_day_of_the_year(published: date, last_early: date) -> None:
    """A year after the end of the day; 29 February is taken to the safe side."""
    state = State(published=published)
    assert is_early(state, last_early)
    assert not is_early(state, date.fromordinal(last_early.toordinal() + 1))
    assert is_early(State(), date(2099, 1, 1))


def test_it_must_be_meant(alv: Path, run: Run) -> None:
    """Without ``--personal`` it is wrong usage, and nothing happens."""
    assert run("ledger", "erase", *REASON, "--dossier", alv).code == 2
    assert worlds.sound(alv).erased == 0


def test_ballots_cannot_be_erased(alv: Path) -> None:
    """An entry cannot be deleted or changed, with an erasure on record or without."""
    with contextlib.closing(sqlite3.connect(alv)) as connection:
        for statement in (
            "DELETE FROM entry WHERE number = 5",
            "UPDATE entry SET leaf = x'00' WHERE number = 5",
            "DELETE FROM private WHERE number = 5",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)
