"""``alvvote vote export`` and ``alvvote tally --dossier``: the same bytes, by file and by ledger.

The command in ``command.txt`` is run in the folder of the export, as anyone could.
"""

import contextlib
import csv
import io
import json
import shlex
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.dossier import Dossier, create_dossier, open_dossier
from alvvote.meeting.model import State
from alvvote.meeting.results import count_lines, handed_out
from alvvote.population import Store
from alvvote.roll import Deviation, Deviations, Roll, fingerprint, make_roll, roll_core
from alvvote.shipped import read_data
from alvvote.statutes import Votes
from tests.conftest import Ran, Run
from tests.strategies import alvvote
from tests.vote_steps import item, make_meeting

DAY = "2026-11-25"
FORMS = ("table", "csv", "json")
FILES = {"ballots.csv", "agenda.csv", "roll.json", "counts.csv", "command.txt", "OEFENING.txt"}
MOMENT = "2026-11-25T14:05:00+01:00"


def _again(folder: Path, *more: str) -> Ran:
    """Run the command of an export in its folder."""
    command = (folder / "command.txt").read_text(encoding="utf-8")
    assert command.count("\n") == 1
    name, *arguments = shlex.split(command)
    assert name == "alvvote"
    with contextlib.chdir(folder):
        return alvvote(*arguments, *more)


def _same_bytes(dossier: Path, folder: Path) -> None:
    """Hold both ways against each other, in each format, also with everything that is uncertain."""
    for form in FORMS:
        for more in ((), ("--houdbaar",)):
            by_ledger = alvvote("tally", "--dossier", dossier, "--format", form, *more)
            by_file = _again(folder, "--format", form, *more)
            assert by_file.code == 0, by_file.err
            assert by_ledger.code == 0, by_ledger.err
            assert by_file.out == by_ledger.out


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a meeting with one of everything that can become of an item."""
    run = alvvote
    items = [
        item("1", None),
        item("M1", submitters=("Voorbeeldstad", "Modelwaard")),
        item("M2", advice="hold over"),
        item("M3"),
        item("S1", "board proposal", majority="2/3"),
        item("P1", "persons", options=("Kandidaat A", "Kandidaat B")),
        item("K1", options=("Optie A", "Optie B", "Geen van beide"), rejecting="Geen van beide"),
        item("M4"),
    ]
    folder = tmp_path_factory.mktemp("day")
    at = ("--dossier", make_meeting(run, folder / "alv.alv", *items))
    for name, utrecht, borne in (("M1", "voor", "tegen"), ("K1", "Optie A", "Geen van beide")):
        run("vote", "open", name, *at)
        run("vote", "cast", name, "--gemeente", "Utrecht", "--stem", utrecht, *at)
        run("vote", "cast", name, "--gemeente", "Borne", "--stem", borne, *at)
        run("vote", "close", name, *at)
    run("vote", "open", "M2", "--over", "preadvies", *at)
    run("vote", "cast", "M2", "--gemeente", "Borne", "--stem", "voor", *at)
    run("vote", "close", "M2", *at)
    run("vote", "withdraw", "M3", *at)
    run("vote", "acclaim", "S1", *at)
    run("vote", "open", "P1", *at)
    run("vote", "cast", "P1", "--gemeente", "Utrecht", *at)
    run("vote", "close", "P1", *at)
    for teller in ("Een (verzonnen)", "Twee (verzonnen)"):
        counts = ("--optie", "Kandidaat A=40", "--optie", "Kandidaat B=30", "--ongeldig", "5")
        assert run("vote", "count", "P1", "--teller", teller, *counts, *at).code == 0
    run("vote", "open", "M4", *at)
    assert run("vote", "cast", "M4", "--gemeente", "Utrecht", "--stem", "voor", *at).code == 0
    return folder


@pytest.fixture
def dossier(day: Path, tmp_path: Path) -> Path:
    """Return the meeting in a folder of its own."""
    shutil.copytree(day, tmp_path, dirs_exist_ok=True)
    return tmp_path / "alv.alv"


def test_all_that_was_decided(run: Run, dossier: Path) -> None:
    """Counted, settled, acclaimed and on persons, in the order of the agenda; the open one not."""
    ran = run("tally", "--dossier", dossier, "--format", "json")
    results = ran.document["results"]
    assert [(r["vote"], r["manner"], r["outcome"], r["adopted_option"]) for r in results] == [
        ("M1", "counted", "adopted", None),
        ("M2", "counted", "adopted", None),
        ("M3", "none", "withdrawn", None),
        ("S1", "acclamation", "adopted", None),
        ("P1", "counted", "adopted", "Kandidaat A"),
        ("K1", "counted", "adopted", "Optie A"),
    ]
    # Utrecht has 75 votes and Borne 25.
    first = {
        option["option"]: (option["members"], option["votes"]) for option in results[0]["options"]
    }
    assert first == {"for": (1, 75), "against": (1, 25), "abstention": (0, 0), "blank": (0, 0)}
    assert ran.document["roll"]["members"] == 342
    assert ran.document["roll"]["votes"] == 13_211
    assert len(ran.document["roll"]["fingerprint"]) == 64
    assert "M4" in ran.err
    assert "M4" not in ran.out


def test_persons_without_members(run: Run, dossier: Path) -> None:
    """Which members chose what is not known: null in JSON, an empty cell in CSV, never 0."""
    results = run("tally", "--dossier", dossier, "--format", "json").document["results"]
    persons = next(result for result in results if result["vote"] == "P1")
    assert [option["members"] for option in persons["options"]] == [None, None, None]
    text = run("tally", "--dossier", dossier, "--format", "csv").out
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["vote"] == "P1"]
    assert [(row["option"], row["members"], row["votes"]) for row in rows] == [
        ("Kandidaat A", "", "40"),
        ("Kandidaat B", "", "30"),
        ("blank", "", "0"),
        ("invalid", "", "5"),
        ("not returned", "", "0"),
    ]
    assert {row["cast_members"] for row in rows} == {""}
    refused = run("tally", "--dossier", dossier, "--per-lid")
    assert (refused.code, "T101" in refused.err) == (1, True)


def test_the_same_bytes(run: Run, dossier: Path, tmp_path: Path) -> None:
    """Ballots, agenda, roll, counts and the command; what is open stays out of all of them."""
    folder = tmp_path / "uitvoer"
    ran = run("vote", "export", "--out", folder, "--dossier", dossier)
    assert ran.code == 0
    assert {file.name for file in folder.iterdir()} == FILES - {"OEFENING.txt"}
    assert (folder / "command.txt").read_text(encoding="utf-8") == (
        "alvvote tally ballots.csv --agenda agenda.csv --stemmenlijst roll.json "
        "--tellingen counts.csv\n"
    )
    assert "M4" not in (folder / "ballots.csv").read_text(encoding="utf-8")
    # Nobody's choice in the vote on persons; of the tellers nothing.
    assert "P1,GM" not in (folder / "ballots.csv").read_text(encoding="utf-8")
    assert not any("verzonnen)" in file.read_text(encoding="utf-8") for file in folder.iterdir())
    _same_bytes(dossier, folder)


def test_what_each_member_voted_is_the_same_too(run: Run, tmp_path: Path) -> None:
    """Without votes on persons ``--per-lid`` works both ways."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    at = ("--dossier", path)
    run("vote", "open", "M1", *at)
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor", *at)
    run("vote", "close", "M1", *at)
    folder = tmp_path / "uitvoer"
    assert run("vote", "export", "--out", folder, *at).code == 0
    for form in FORMS:
        by_ledger = run("tally", "--dossier", path, "--per-lid", "--format", form)
        assert _again(folder, "--per-lid", "--format", form).out == by_ledger.out


def test_a_rehearsal_says_so_in_every_file(run: Run, tmp_path: Path) -> None:
    """Each title begins with it, in results as well, and a file beside them has it as its name."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), new=["--oefening"])
    at = ("--dossier", path)
    run("vote", "open", "M1", *at)
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor", *at)
    run("vote", "close", "M1", *at)
    folder = tmp_path / "uitvoer"
    assert run("vote", "export", "--out", folder, *at).out.startswith("REHEARSAL")
    assert "REHEARSAL" in (folder / "OEFENING.txt").read_text(encoding="utf-8")
    for form in FORMS:
        ran = run("tally", "--dossier", path, "--format", form)
        assert "OEFENING: Voorbeeld M1" in ran.out
        assert "REHEARSAL" in ran.err
    _same_bytes(path, folder)


def test_the_rules_of_the_meeting(run: Run, tmp_path: Path) -> None:
    """What the meeting settled on stands in the command, quoted where a shell would read it."""
    new = ["--onthouding", "telt", "--blanco", "telt", "--quorum", ">1/3:leden"]
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), new=new)
    at = ("--dossier", path)
    run("vote", "open", "M1", *at)
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "blanco", *at)
    run("vote", "close", "M1", *at)
    folder = tmp_path / "uitvoer"
    assert run("vote", "export", "--out", folder, *at).code == 0
    assert (folder / "command.txt").read_text(encoding="utf-8") == (
        "alvvote tally ballots.csv --agenda agenda.csv --stemmenlijst roll.json "
        "--onthouding telt --blanco telt --quorum '>1/3:leden'\n"
    )
    _same_bytes(path, folder)


def test_an_item_settled_after_its_advice_was_rejected(run: Run, tmp_path: Path) -> None:
    """The vote on the advice and what became of the item are two rows, each with its own name."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1", advice="hold over"))
    at = ("--dossier", path)
    run("vote", "open", "M1", "--over", "preadvies", *at)
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "tegen", *at)
    run("vote", "close", "M1", *at)
    run("vote", "declare", "M1", "--oordeel", "verworpen", *at)
    assert run("vote", "withdraw", "M1", *at).code == 0
    results = run("tally", "--dossier", path, "--format", "json").document["results"]
    assert [(r["vote"], r["title"], r["subject"], r["outcome"]) for r in results] == [
        ("M1", "Voorbeeld M1", "advice", "rejected"),
        ("M1/2", "Voorbeeld M1 (M1/2)", "proposal", "withdrawn"),
    ]
    assert run("vote", "export", "--out", tmp_path / "uitvoer", *at).code == 0
    _same_bytes(path, tmp_path / "uitvoer")


def test_the_folder(run: Run, dossier: Path, tmp_path: Path) -> None:
    """An empty one is filled; one with something in it, or a file, is left as it is."""
    at = ("--dossier", dossier)
    (tmp_path / "leeg").mkdir()
    assert run("vote", "export", "--out", tmp_path / "leeg", *at).code == 0
    again = run("vote", "export", "--out", tmp_path / "leeg", *at)
    assert again.code == 2
    (tmp_path / "bestand").write_text("voorbeeld", encoding="utf-8")
    assert run("vote", "export", "--out", tmp_path / "bestand", *at).code == 2
    nowhere = run("vote", "export", "--out", tmp_path / "niet" / "daar", *at)
    assert (nowhere.code, "F116" in nowhere.err) == (1, True)
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(".")) == []


def test_nothing_to_count(run: Run, tmp_path: Path) -> None:
    """Without ballots and counts there is nothing that could be counted again."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    run("vote", "acclaim", "M1", "--dossier", path)
    ran = run("vote", "export", "--out", tmp_path / "uitvoer", "--dossier", path)
    assert (ran.code, "V141" in ran.err) == (1, True)
    assert not (tmp_path / "uitvoer").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("ballots.csv",),
        ("--agenda", "agenda.csv"),
        ("--sheet", "Blad1"),
        ("--meerderheid", "2/3"),
        ("--onthouding", "telt"),
        ("--blanco", "telt"),
        ("--quorum", "1/2:stemmen"),
        ("--datum", DAY),
        ("--peildatum", "2026"),
        ("--voorlopig",),
        ("--inwoners", "GM0344=1"),
        ("--leden", "leden.csv"),
        ("--stemmenlijst", "roll.json"),
        ("--tellingen", "counts.csv"),
    ],
)
def test_what_was_frozen_is_not_set_again(
    run: Run, dossier: Path, options: tuple[str, ...]
) -> None:
    """Ballots, rules and roll are those of the dossier: to give others with it is wrong usage."""
    ran = run("tally", "--dossier", dossier, *options)
    assert ran.code == 2
    assert ran.out == ""


def test_neither_files_nor_dossier(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dossier of the environment is not counted by itself: it may be another meeting's."""
    monkeypatch.setenv("ALVVOTE_DOSSIER", str(dossier))
    assert run("tally").code == 2
    assert run("tally", "--dossier", dossier.with_name("niet.alv")).code == 1


# Counts of slips in a file.


class Slips(NamedTuple):
    """An export of which the file with counts can be changed."""

    folder: Path

    def ran(self, *changes: tuple[str, str]) -> Ran:
        """Run the command with these texts in the file replaced."""
        file = self.folder / "counts.csv"
        text = whole = file.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
        ran = _again(self.folder)
        file.write_text(whole, encoding="utf-8")
        return ran


@pytest.fixture
def slips(run: Run, dossier: Path, tmp_path: Path) -> Slips:
    """Return the export of a vote on persons: 75 handed out, 40 and 30 votes, 5 invalid."""
    assert run("vote", "export", "--out", tmp_path / "uitvoer", "--dossier", dossier).code == 0
    return Slips(tmp_path / "uitvoer")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([("P1,invalid,5,\n", "")], "V139"),
        ([("P1,invalid,5,\n", "P1,invalid,5,\nP1,invalid,5,\n")], "V139"),
        ([("P1,handed out,75,1\n", "")], "V139"),
        ([("P1,invalid,5", "P1,invalid,4")], "V108"),
        ([("P1,invalid,5", "P1,invalid,6")], "V121"),
        ([("out,75,1", "out,13212,1"), ("not returned,0", "not returned,13137")], "V140"),
        ([("out,75,1", "out,75,343")], "V140"),
        ([("P1,Kandidaat B", "P1,Kandidaat C")], "B301"),
        ([("P1,Kandidaat B,30", "P1,Kandidaat B,dertig")], "B306"),
        ([("P1,Kandidaat B,30", "P1,Kandidaat B,-30")], "B306"),
        ([("out,75,1", "out,75,")], "B306"),
        ([("P1,invalid", "P9,invalid")], "B302"),
        ([("P1,invalid", "M1,invalid")], "V130"),
        ([("P1,invalid", "S1,invalid")], "B307"),
        ([("vote,option", "vote,keuze")], "F112"),
        ([("votes,members", "votes,stemmen")], "F113"),
    ],
)
def test_a_count_that_is_none(slips: Slips, changes: list[tuple[str, str]], code: str) -> None:
    """Whatever is wrong in a file with counts is an error, and never an outcome."""
    ran = slips.ran(*changes)
    assert ran.code == 1
    assert code in ran.err
    assert ran.out == ""


def test_counts_at_the_edge(slips: Slips) -> None:
    """All 13,211 votes and 342 members can have been handed slips."""
    whole = (("out,75,1", "out,13211,342"), ("not returned,0", "not returned,13136"))
    assert slips.ran(*whole).code == 0
    # In Dutch it is the same file.
    assert slips.ran(("vote,option,votes,members", "voorstel,optie,stemmen,leden")).code == 0


def test_slips_and_ballots_of_one_vote(slips: Slips) -> None:
    """A vote is counted by one of them."""
    ballots = slips.folder / "ballots.csv"
    text = ballots.read_text(encoding="utf-8")
    ballots.write_text(text + "P1,GM0344,Utrecht,75,Kandidaat A\n", encoding="utf-8")
    ran = slips.ran()
    assert (ran.code, "V107" in ran.err) == (1, True)


def test_slips_go_with_agenda_and_roll(run: Run, slips: Slips) -> None:
    """Slips were handed out by one roll, for a vote that the agenda knows."""
    counts = ("--tellingen", slips.folder / "counts.csv")
    assert run("tally", *counts).code == 2
    assert run("tally", *counts, "--agenda", slips.folder / "agenda.csv").code == 2
    assert run("tally", *counts, "--stemmenlijst", slips.folder / "roll.json").code == 2


# Any meeting.


def _rolls() -> tuple[Roll, ...]:
    """Return a plain roll, and one with a suspended member and one outside the figures."""
    store = Store(("shipped", read_data("cbs_population.csv")))
    edition = store.find(date(2026, 1, 1), "final")
    assert edition is not None
    figures = store.figures(edition)
    special = Deviations(
        (
            Deviation("GM9999", "Verzonnen eiland", "member", Votes(3), "voorbeeld"),
            Deviation("GM0344", "Utrecht", "suspended", None, "voorbeeld"),
        )
    )
    rolls = [
        make_roll(edition, figures, (), date.fromisoformat(DAY), deviations)
        for deviations in (Deviations(), special)
    ]
    return tuple(roll for roll in rolls if isinstance(roll, Roll))


ROLLS = _rolls()
SIGNS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
TITLES = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()))
OWN = ("Optie A", 'B; of "C"', "voor", "Tegen", "blanco", "=1+1", "Geen, van beide")
KINDS = ("motion", "resolution", "board proposal", "persons")


@st.composite
def items(draw: st.DrawFn, name: str) -> e.ItemAdded:
    """Return an item that may come on the agenda, or be refused."""
    own = draw(st.lists(st.sampled_from(OWN), max_size=4, unique=True))
    options = draw(st.sampled_from([(), (), tuple(own), ("voor", "tegen")]))
    fields: dict[str, Any] = {
        "title": draw(st.one_of(TITLES, st.sampled_from([name, "M1+M2", "Titel (2)", "Titel"]))),
        "majority": draw(st.sampled_from([None, None, "1/2", "2/3", ">2/3", ">=1/2", "1/3"])),
        "options": options,
        "rejecting": draw(st.sampled_from([None, *options])),
        "advice": draw(st.sampled_from([None, "adopt", "hold over", "discourage"])),
        "submitters": tuple(draw(st.lists(TITLES.filter(lambda t: "|" not in t), max_size=2))),
    }
    return item(name, draw(st.sampled_from(KINDS)), **fields)


class Meeting:
    """A meeting as it is being held: what the rules refuse does not happen."""

    def __init__(self, opened: Dossier, data: st.DataObject) -> None:
        """Take the dossier, and where to draw from."""
        self.opened = opened
        self.draw = data.draw

    def do(self, act: Callable[[State], list[e.Event]]) -> bool:
        """Record an act; tell whether it was permitted."""
        try:
            self.opened.act(act)
        except acts.Refused:
            return False
        return True

    def settle(self, name: str, outcome: str) -> None:
        """Settle an item without a vote."""
        self.do(lambda state: acts.settle(state, name, outcome, None))

    def hold(self, names: list[str], *, advice: bool = False) -> None:
        """Hold a vote on these items, as far as it goes."""
        subject = "advice" if advice else "proposal"
        opening = self.do(
            lambda s: acts.open_vote(s, names, subject, "electronic", MOMENT, confirmed=True)  # type: ignore[arg-type]
        )
        if opening:
            self.count(list(self.opened.state.votes)[-1])

    def count(self, name: str) -> None:
        """Take ballots for a vote that was opened, close it, and perhaps rule upon it."""
        vote = self.opened.state.votes[name]
        roll = self.opened.state.roll
        assert roll is not None
        able = [member.gm_code for member in roll.members if not member.suspended]
        codes = self.draw(st.lists(st.sampled_from(able), max_size=20, unique=True))
        names = [option.name for option in vote.proposal.options]
        chosen: dict[str, str | None] = {
            code: None if vote.secret else self.draw(st.sampled_from(names)) for code in codes
        }
        self.do(
            lambda s: [
                event
                for code, option in chosen.items()
                for event in acts.cast(s, name, code, option, way="at the table")
            ]
        )
        if self.draw(st.integers(0, 9)) == 0:
            return
        assert self.do(lambda s: acts.close_vote(s, name, MOMENT))
        if vote.secret and not self._counted(name):
            return
        outcome = self.draw(st.sampled_from(["adopted", "rejected", "no majority", "no quorum"]))
        ruled = self.do(lambda s: acts.declare(s, name, outcome, None, MOMENT))
        if ruled and self.draw(st.integers(0, 3)) == 0:
            self.do(lambda s: acts.dispute(s, name))
            if self.do(lambda s: acts.open_again(s, name, "majority", "electronic", MOMENT)):
                self.count(list(self.opened.state.votes)[-1])

    def _counted(self, name: str) -> bool:
        vote = self.opened.state.votes[name]
        left, counts = handed_out(vote), {}
        lines = count_lines(vote)
        for line in lines[1:]:
            counts[line] = self.draw(st.integers(0, left))
            left -= counts[line]
        counts[lines[0]] = left
        return all(
            self.do(lambda s, who=teller: acts.enter_count(s, name, who, counts))  # type: ignore[misc]
            for teller in ("Een", "Twee")
        )


def _check_any_meeting(data: st.DataObject, folder: Path) -> None:
    draw = data.draw
    roll = draw(st.sampled_from(ROLLS))
    rehearsal, abstentions, blanks = (draw(st.booleans()) for _ in range(3))
    quorum = draw(st.sampled_from([None, "1/1000:stemmen", ">1/3:votes", "1/100:leden"]))
    created = e.MeetingCreated("Voorbeeld", DAY, rehearsal, abstentions, blanks, quorum)
    fixed = e.RollSet(
        roll_core(roll), fingerprint(roll), fixed=True, accreditation=False, reason=None
    )
    path = folder / "alv.alv"
    create_dossier(str(path), [created, fixed], None, signed=False)
    with open_dossier(str(path), write=True) as opened:
        meeting = Meeting(opened, data)
        for number in range(1, draw(st.integers(1, 5)) + 1):
            added = draw(items(f"M{number}"))
            meeting.do(lambda _state, one=added: [one])  # type: ignore[misc]
        names = list(opened.state.items)
        for name in names:
            what = draw(
                st.sampled_from(["vote", "vote", "advice", "together", "acclaim", "settle"])
            )
            if what == "together":
                meeting.hold([name, names[-1]])
            elif what in {"vote", "advice"}:
                meeting.hold([name], advice=what == "advice")
            elif what == "acclaim":
                meeting.do(lambda s, one=name: acts.acclaim(s, [one], MOMENT))  # type: ignore[misc]
            if what == "settle" or draw(st.booleans()):
                outcome = draw(st.sampled_from(["held over", "withdrawn", "done"]))
                meeting.settle(name, outcome)
    exported = alvvote("vote", "export", "--out", folder / "uit", "--dossier", path)
    if exported.code:
        assert "V141" in exported.err
        results = alvvote("tally", "--dossier", path, "--format", "json").document["results"]
        handed_in = [
            option["votes"]
            for result in results
            for option in result["options"]
            if "slips" not in result
        ]
        assert not any(handed_in)
        return
    _same_bytes(path, folder / "uit")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_meeting(data: st.DataObject) -> None:
    """Whatever happened in a meeting, its export gives the same bytes as its ledger."""
    with tempfile.TemporaryDirectory() as folder:
        _check_any_meeting(data, Path(folder))


@pytest.mark.long
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_meeting_at_length(data: st.DataObject) -> None:
    """As above, with many more meetings."""
    with tempfile.TemporaryDirectory() as folder:
        _check_any_meeting(data, Path(folder))


def test_the_roll_of_the_export_can_be_used(run: Run, slips: Slips) -> None:
    """It is the document of ``alvvote roll``, with the fingerprint that the results print."""
    roll = json.loads((slips.folder / "roll.json").read_text(encoding="utf-8"))
    assert roll["totals"] == {"members": 342, "inhabitants": 18_130_208, "votes": 13_211}
    ballots = slips.folder / "ballots.csv"
    agenda = ("--agenda", slips.folder / "agenda.csv")
    ran = run("tally", ballots, *agenda, "--stemmenlijst", slips.folder / "roll.json")
    assert ran.code == 0
    # Without the counts the vote on persons has no ballots, and that is said.
    assert "W203" in ran.err
