"""``alvvote meeting``: where a meeting stands, its live copies, its publication, and the desk.

Expected are the totals of the roll (342 members, 13,211 votes on 1 January 2026), the days on which
figures became public, and the statutes; all meetings and persons are invented.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from alvvote.cli import meeting_show
from alvvote.ledger.store import open_log
from alvvote.meeting.dossier import open_dossier
from tests.conftest import Ran, Run

NAME = "ALV Voorbeeld (verzonnen)"
Do = Callable[..., Ran]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the dossier of a test is made; the folder is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "alv.alv"


@pytest.fixture
def do(path: Path, run: Run) -> Do:
    """Return a function that runs a command that must succeed, on a new dossier."""
    made = run("meeting", "new", path, "--datum", "2026-11-25", "--naam", NAME)
    assert made.code == 0, made.err

    def run_well(*args: str | Path) -> Ran:
        ran = run(*args)
        assert ran.code == 0, ran.err
        return ran

    return run_well


def _document(do: Do) -> dict[str, object]:
    document: dict[str, object] = do("meeting", "show", "--format", "json").document
    return document


def test_a_new_meeting(do: Do) -> None:
    """It has a provisional roll, nothing on the agenda, and that is what comes next."""
    shown = do("meeting", "show")
    assert f"{NAME}, 25 November 2026" in shown.out
    assert "PROVISIONAL: 342 members, 13,211 votes; CBS 03759ned, 1 January 2026" in shown.out
    assert "record: 2 entries, signed" in shown.out
    assert "next: put something on the agenda: alvvote agenda add" in shown.out
    document = _document(do)
    assert document["roll"] == {
        "members": 342,
        "votes": 13_211,
        "fixed": False,
        "fingerprint": do("roll", "--datum", "2026-11-25", "--format", "json").document[
            "fingerprint"
        ],
        "edition": {"reference_date": "2026-01-01", "status": "final", "table": "03759ned"},
    }
    assert document["record"] == {"entries": 2, "signed": True, "key": True}
    assert (document["items"], document["votes"], document["copies"]) == ([], [], [])


def test_where_a_meeting_stands(do: Do) -> None:
    """Each step of a day shows what is open and one command that comes next."""
    do("agenda", "add", "1", "--titel", "Opening")
    do("agenda", "add", "M1", "--titel", "Koffie", "--soort", "motie")
    assert _document(do)["next"] == {"step": "fix roll", "on": None}
    do("meeting", "fix-roll")
    shown = do("meeting", "show").out
    assert "accreditation is not used" in shown
    assert "1  1  Opening\n" in shown
    assert "2  M1  Koffie: to be decided" in shown
    assert "next: put M1 to the vote: alvvote vote open M1" in shown
    do("vote", "open", "M1")
    shown = do("meeting", "show").out
    assert "2  M1  Koffie: the vote is open" in shown
    assert "M1: OPEN" in shown
    assert "alvvote vote close M1" in shown


def test_how_many_are_accredited(do: Do, run: Run) -> None:
    """Borne has 25 votes and Utrecht 75; who left does not count, and nobody is in it twice."""
    do("agenda", "add", "M1", "--titel", "Koffie", "--soort", "motie")
    early = run("desk", "check-in", "--gemeente", "Borne", "--naam", "X", "--functie", "griffier")
    assert (early.code, "M111" in early.err) == (1, True)
    do("meeting", "fix-roll", "--aanmelding")
    assert _document(do)["next"] == {"step": "cards", "on": None}
    seen = ("--volmacht", "papier")
    person = (*seen, "--naam", "A. de Voorbeeld", "--functie")
    came = do("desk", "check-in", "--gemeente", "borne", *person, "Wethouder")
    assert "Borne (GM0147) is accredited: 25 votes" in came.out
    assert "accredited: 1 of 342 members, 25 of 13,211 votes" in came.out
    other_person = (*seen, "--naam", "B. de Voorbeeld", "--functie")
    do("desk", "check-in", "--gemeente", "GM0344", *other_person, "griffier")
    assert _document(do)["accredited"] == {"members": 2, "votes": 100}
    again = run("desk", "check-in", "--gemeente", "Borne", *person, "wethouder")
    assert (again.code, "M112" in again.err) == (1, True)
    other = run("desk", "check-in", "--gemeente", "Hof van Twente", *other_person, "inwoner")
    assert (other.code, "V124" in other.err) == (1, True)
    left = do("desk", "check-out", "--gemeente", "Borne")
    assert "accredited: 1 of 342 members, 75 of 13,211 votes" in left.out
    gone = run("desk", "check-out", "--gemeente", "Borne")
    assert (gone.code, "M113" in gone.err) == (1, True)
    unknown = run("desk", "check-out", "--gemeente", "Utrect")
    assert (unknown.code, "G101" in unknown.err) == (1, True)


def test_accreditation_stays_when_the_roll_is_fixed_again(do: Do, run: Run) -> None:
    """It ends only where that is said; both at once is wrong usage."""
    do("meeting", "fix-roll", "--aanmelding")
    again = do("meeting", "fix-roll", "--reden", "nieuwe cijfers (verzonnen)", "--format", "json")
    assert again.document["roll"]["accreditation"] is True
    both = run("meeting", "fix-roll", "--aanmelding", "--zonder-aanmelding")
    assert both.code == 2
    without = do("meeting", "fix-roll", "--reden", "x", "--zonder-aanmelding", "--format", "json")
    assert without.document["roll"]["accreditation"] is False


def test_who_came_stands_in_the_private_part_alone(do: Do, path: Path) -> None:
    """Name and function of a representative can be erased; that the member came stays."""
    do("meeting", "fix-roll", "--aanmelding")
    person = ("--naam", "A. de Voorbeeld", "--functie", "wethouder", "--volmacht", "papier")
    do("desk", "check-in", "--gemeente", "Borne", *person)
    with open_log(str(path), write=False) as log:
        entry = list(log.entries())[-1]
    assert entry.public == {"gm_code": "GM0147", "representative": None, "takes_over": None}
    assert entry.private is not None
    assert (entry.private["name"], entry.private["function"]) == ("A. de Voorbeeld", "wethouder")


def test_that_nothing_is_signed_is_said(do: Do, path: Path) -> None:
    """Without the key the record is readable, acts are recorded, and both say what is missing."""
    path.with_suffix(".key").unlink()
    assert "the key is NOT here" in " ".join(do("meeting", "show").out.split())
    added = do("agenda", "add", "1", "--titel", "Opening")
    assert "W407" in added.err
    assert "record: 3 entries, NOT signed" in do("meeting", "show").out
    assert _document(do)["record"] == {"entries": 3, "signed": False, "key": False}


@pytest.mark.parametrize("fixed", [False, True])
@pytest.mark.parametrize(
    ("meeting", "today", "newer"),
    [
        # The preliminary figures of 2026 were public by 10 June 2026, the final ones on 23 June.
        ("2026-06-22", "2026-12-01", "2026-01-01"),
        ("2026-06-24", "2026-12-01", "2026-01-01"),
        ("2027-06-16", "2026-01-15", None),
        ("2027-06-16", "2026-06-23", "2026-01-01"),
    ],
)
def test_newer_figures_that_are_known_to_be_public(
    path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    meeting: str,
    today: str,
    newer: str | None,
    *,
    fixed: bool,
) -> None:
    """A roll by the figures of 2025 is warned of, also when it is fixed, from their day on."""
    year = ("--peildatum", "2025")
    run("meeting", "new", path, "--datum", meeting, "--naam", NAME, *year)
    if fixed:
        assert run("meeting", "fix-roll", *year).code == 0
    monkeypatch.setattr(meeting_show, "today", lambda: date.fromisoformat(today))
    document = run("meeting", "show", "--format", "json").document
    expected = [] if newer is None else [("W403", "2025-01-01", newer)]
    assert [(p["code"], p["value"], p["expected"]) for p in document["problems"]] == expected


def test_a_roll_by_the_newest_figures_is_not_warned_of(do: Do) -> None:
    """The roll of November 2026 is by the final figures of that year."""
    assert do("meeting", "show").err == ""


def test_a_rehearsal_says_so(path: Path, run: Run) -> None:
    """Whatever it shows says that it is one, and it cannot be published."""
    run("meeting", "new", path, "--oefening", "--datum", "2026-11-25", "--naam", NAME)
    for command in (("meeting", "show"), ("meeting", "copy"), ("agenda", "show")):
        assert run(*command).out.startswith("REHEARSAL")
        assert run(*command, "--format", "json").document["meeting"]["rehearsal"] is True
    refused = run("meeting", "published", "--datum", "2026-11-26")
    assert (refused.code, refused.out, "M114" in refused.err) == (1, "", True)


def test_when_the_results_were_made_public(do: Do, run: Run) -> None:
    """On the day of the meeting at the earliest; then nothing is next."""
    early = run("meeting", "published", "--datum", "2026-11-24")
    assert (early.code, "M115" in early.err) == (1, True)
    done = do("meeting", "published", "--datum", "2026-11-25")
    assert "made public on 25 November 2026" in done.out
    document = _document(do)
    assert document["published"] == "2026-11-25"
    assert "made public on 25 November 2026" in do("meeting", "show").out


# Live copies


def _copies(do: Do) -> list[dict[str, object]]:
    copies: list[dict[str, object]] = do("meeting", "copy", "--format", "json").document["copies"]
    return copies


def test_a_live_copy_is_written_at_once_and_kept_up(do: Do, path: Path, tmp_path: Path) -> None:
    """It is a dossier of its own that has each act; two are possible, each can be stopped."""
    assert "no live copy is kept" in do("meeting", "copy").out
    copies = [tmp_path / name / "kopie.alv" for name in ("a", "b")]
    for copy in copies:
        copy.parent.mkdir()
        do("meeting", "copy", "--kopie", copy)
    do("agenda", "add", "1", "--titel", "Opening")
    for copy in copies:
        with open_dossier(str(copy), write=False) as second:
            assert list(second.state.items) == ["1"]
    expected = [{"path": str(copy), "failure": None, "missing": 0} for copy in copies]
    assert _copies(do) == expected == _document(do)["copies"]
    do("meeting", "copy", "--stop", "a/kopie.alv")
    do("agenda", "add", "2", "--titel", "Sluiting")
    assert _copies(do) == expected[1:]
    with open_log(str(copies[0]), write=False) as stopped, open_log(str(path), write=False) as log:
        assert (stopped.head().size, log.head().size) == (3, 4)


def test_a_copy_that_is_gone_is_said_and_made_again(do: Do, tmp_path: Path) -> None:
    """The next act brings it up to date; where its place is gone that is said until it is back."""
    copy = tmp_path / "disk" / "kopie.alv"
    copy.parent.mkdir()
    do("meeting", "copy", "--kopie", copy)
    copy.parent.rename(tmp_path / "away")
    assert "NOT kept up: nothing stands there" in " ".join(do("meeting", "copy").out.split())
    added = do("agenda", "add", "1", "--titel", "Opening")
    assert "W406" in added.err
    assert "W406" in do("meeting", "show").err
    (tmp_path / "away").rename(copy.parent)
    assert [found["missing"] for found in _copies(do)] == [1]
    assert "lacks 1 entry" in " ".join(do("meeting", "copy").out.split())
    assert "W406" not in do("agenda", "add", "2", "--titel", "Sluiting").err
    assert [found["missing"] for found in _copies(do)] == [0]


def test_a_place_that_cannot_be_written_is_tried_again(do: Do, tmp_path: Path) -> None:
    """A disk that is not there yet is kept in mind."""
    copy = tmp_path / "disk" / "kopie.alv"
    started = do("meeting", "copy", "--kopie", copy)
    assert "W406" in started.err
    copy.parent.mkdir()
    do("agenda", "add", "1", "--titel", "Opening")
    assert _copies(do) == [{"path": str(copy), "failure": None, "missing": 0}]


def test_nothing_is_written_over_another_file(do: Do, run: Run, tmp_path: Path) -> None:
    """Not over a text, not over another dossier, not over a copy that went on by itself."""
    text = tmp_path / "notulen.txt"
    text.write_text("verzonnen")
    other = tmp_path / "ander" / "ander.alv"
    other.parent.mkdir()
    run("meeting", "new", other, "--datum", "2026-11-25", "--naam", NAME)
    for place, code in ((text, "L101"), (other, "L120")):
        before = place.read_bytes()
        refused = run("meeting", "copy", "--kopie", place)
        assert (refused.code, code in refused.err) == (1, True)
        assert place.read_bytes() == before
    assert _copies(do) == []
    own = run("meeting", "copy", "--kopie", "alv.alv")
    assert own.code == 2
    unknown = run("meeting", "copy", "--stop", "kopie.alv")
    assert (unknown.code, "M125" in unknown.err) == (1, True)


def test_a_copy_that_went_on_by_itself_is_left_alone(do: Do, run: Run, tmp_path: Path) -> None:
    """Acts recorded in the copy are not lost; that the two went apart is said."""
    copy = tmp_path / "kopie" / "kopie.alv"
    copy.parent.mkdir()
    do("meeting", "copy", "--kopie", copy)
    run("agenda", "add", "9", "--titel", "Elders", "--dossier", copy)
    added = do("agenda", "add", "1", "--titel", "Opening")
    assert "W411" in added.err
    assert [(found["failure"], found["missing"]) for found in _copies(do)] == [("diverged", None)]
    with open_dossier(str(copy), write=False) as second:
        assert list(second.state.items) == ["9"]


def test_the_lines_fit(do: Do, tmp_path: Path) -> None:
    """Nothing is wider than the terminal, but for a path or a hash that cannot be broken."""
    folder = tmp_path / "disk"
    folder.mkdir()
    do("meeting", "copy", "--kopie", folder / "k.alv")
    do("agenda", "add", "M1", "--titel", "Een lange titel " * 12, "--soort", "motie")
    do("meeting", "fix-roll", "--aanmelding")
    for line in do("meeting", "show").out.splitlines():
        assert len(line) <= 80 or str(folder) in line
