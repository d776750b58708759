"""The paper for when every machine is dead: complete, private, with the sums of the roll."""

import io
import re
import stat
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from alvvote.fallback.call_over import ROWS, call_over_data
from alvvote.fallback.paper import Paper
from alvvote.fallback.presence import passes_data, presence_data
from alvvote.fallback.questions import Question, questions_of
from alvvote.municipality import normalise
from alvvote.statutes import Majority, Quorum
from alvvote.typesetting import typeset
from tests.conftest import Run
from tests.fallback_golden import FOLDER, MOMENT, golden_files, made, small_paper, text_of
from tests.ledger_worlds import added, created, full_roll, roll_set, small_roll
from tests.minutes_golden import HEAD, Meeting
from tests.vote_steps import accredited, item, make_meeting


@cache
def _large() -> Paper:
    meeting = Meeting(
        created(), roll_set(full_roll(), accreditation=True), added("M1", "Voorbeeldmotie")
    )
    return Paper(meeting.state, HEAD, MOMENT)


@cache
def _papers() -> dict[str, bytes]:
    return made(_large())


def _bare(text: str) -> str:
    return "".join(text.split())


def test_every_paper_is_as_it_was() -> None:
    """Of a small meeting each word; what was voted so far stands nowhere."""
    golden = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert golden_files() == golden


@pytest.mark.parametrize(
    "name",
    ["presentielijst.pdf", pytest.param("hoofdelijke-stemming-m1.pdf", marks=pytest.mark.long)],
)
def test_all_members_stand_on_paper_that_everyone_can_use(name: str) -> None:
    """342 members with their votes, by the alphabet, on tagged pages that all say what they are."""
    reader = PdfReader(io.BytesIO(_papers()[name]))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    pages = text_of(_papers()[name]).split("\f")
    for place, page in enumerate(pages, start=1):
        assert f"pagina {place} van {len(pages)}" in page
        assert "niet openbaar" in page
        assert "Voorbeeld: alles hier is verzonnen" in page
    text = _bare("".join(pages))
    members = sorted(full_roll().members, key=lambda m: (normalise(m.municipality), m.gm_code))
    missing = [m.gm_code for m in members if f"{_bare(m.municipality)}{m.votes}" not in text]
    assert missing == []
    assert "342 leden, 13.211 stemmen" in "".join(pages)
    # The whole fingerprint and root, for who compares them with what was read out.
    assert _large().state.fingerprint in text
    assert HEAD.root in text


def test_the_sums_are_those_of_the_roll() -> None:
    """Sheet by sheet members and votes, together the whole roll, also as it is printed."""
    (question, blank) = questions_of(_large().state)
    for one in (question, blank):
        data: Any = call_over_data(_large(), one)
        sheets = data["pages"]
        names = [row[0] for sheet in sheets for row in sheet["rows"]]
        assert len(names) == len(set(names)) == 342
        assert max(len(sheet["rows"]) for sheet in sheets) == ROWS
        for sheet, total in zip(sheets, data["total"]["rows"], strict=True):
            votes = sum(int(row[1]) for row in sheet["rows"])
            assert total[1:] == [str(len(sheet["rows"])), f"{votes:,}"]
            assert [sheet["members"], sheet["votes"]] == total[1:]
        rows = data["total"]["rows"]
        assert sum(int(row[1]) for row in rows) == 342
        assert sum(int(row[2].replace(",", "")) for row in rows) == 13_211
        assert data["total"]["sum"][1:] == ["342", "13,211"]
    text = text_of(_papers()["hoofdelijke-stemming-m1.pdf"])
    printed = re.findall(r"^Blad (\d+) (\d+) ([\d.]+)$", text, re.MULTILINE)
    assert sum(int(members) for _sheet, members, _votes in printed) == 2 * 342
    assert sum(int(votes.replace(".", "")) for _sheet, _members, votes in printed) == 2 * 13_211


@pytest.mark.long
def test_same_meeting_same_bytes() -> None:
    """But for the moment of printing, which stands on each paper."""
    first, again = made(small_paper()), made(small_paper())
    assert first == again
    later = made(small_paper()._replace(moment=MOMENT.replace(minute=6)))
    assert [name for name in first if first[name] == later[name]] == ["LEESMIJ.txt"]
    for name in ("presentielijst.pdf", "hoofdelijke-stemming-p1.pdf"):
        assert text_of(later[name]) == text_of(first[name]).replace("14.05", "14.06")


def test_which_questions_are_on_paper() -> None:
    """What is undecided, an open vote from the start, in the order of the agenda; then a blank."""
    questions = questions_of(small_paper().state)
    assert [question.proposal.id for question in questions] == [
        "R1", "A1", "M1", "M2", "S1", "M3", "M6", "M7", "P1", "M8", "M9", "B1", ""
    ]  # fmt: skip
    begun = [(one.proposal.id, one.begun) for one in questions if one.begun is not None]
    assert begun == [("A1", "open")]


def test_a_vote_that_was_closed_is_not_called_open() -> None:
    """Of slips that are being counted the count goes on; a call-over begins anew."""
    meeting = Meeting(
        created(),
        roll_set(small_roll()),
        added("M1", sort="motion"),
        added("P1", sort="persons", options=("A. Voorbeeld", "B. Verzonnen")),
    )
    for name in ("M1", "P1"):
        meeting.opens("14:04", name)
        meeting.votes(name, {"GM9001": None if name == "P1" else "for"})
        meeting.closes("14:05", name)
    paper = Paper(meeting.state, HEAD, MOMENT)
    motion, persons, _blank = questions_of(meeting.state)
    data: Any = call_over_data(paper, motion)
    assert data["lines"][0] == (
        "This vote was closed on the machine, without a ruling: on paper it begins anew, "
        "with everyone."
    )
    data = call_over_data(paper, persons)
    assert data["lines"][0] == (
        "This vote was closed on the machine, without a ruling: count the slips below."
    )


def test_the_first_sheet_stands_whole_on_the_first_page() -> None:
    """Also where as much is explained and the title is as long as beside a sheet can be."""
    proposal = questions_of(_large().state)[0].proposal
    long = proposal._replace(title="Voorbeeld " * 11, subject="advice", advice="discourage")
    data: Any = call_over_data(_large(), Question(long, "open"))
    assert (len(data["lines"]), data["first_apart"]) == (4, False)
    two = {**data, "pages": data["pages"][:2]}
    first, second = text_of(typeset("call_over.typ", two, None)).split("\f")[:2]
    assert [row[0] for row in data["pages"][0]["rows"] if row[0] not in first] == []
    assert "This sheet: votes" in first
    assert "Sheet 2" in second
    data = call_over_data(_large(), Question(long._replace(title="Voorbeeld " * 20), "open"))
    assert (data["first_apart"], len(data["pages"][0]["rows"])) == (True, ROWS)


def test_every_row_of_the_presence_list_is_as_high() -> None:
    """None is parted at the end of a page: each has room for a signature."""
    page = PdfReader(io.BytesIO(_papers()["presentielijst.pdf"])).pages[0]
    names = {member.municipality for member in full_roll().members}
    heights: list[float] = []

    def seen(text: str, place: list[float], _tm: object, _font: object, _size: object) -> None:
        if text.strip() in names:
            heights.append(place[5])

    page.extract_text(visitor_text=seen)
    assert len(heights) > 10
    steps = {round(above - below, 1) for above, below in pairwise(heights)}
    # Of 8 mm and its margins.
    assert [24 < abs(step) < 28 for step in steps] == [True]


def test_a_vote_on_persons_has_no_column_for_what_was_chosen() -> None:
    """The sheet says who was handed slips; the commission counts these."""
    (question,) = [q for q in questions_of(small_paper().state) if q.proposal.id == "P1"]
    data: Any = call_over_data(small_paper(), question)
    assert data["columns"] == ["handed out"]
    lines = data["total"]["count"]["lines"]
    assert lines[:5] == ["A. Voorbeeld", "B. Verzonnen", "blank", "invalid", "not returned"]
    (other,) = [q for q in questions_of(small_paper().state) if q.proposal.id == "B1"]
    data = call_over_data(small_paper(), other)
    assert (data["columns"], data["total"]["count"]) == (["1", "2"], None)
    assert "1 = Plan X" in data["lines"]


def test_accreditation_and_passes_are_of_the_moment() -> None:
    """Who left has no dot; a pass that was replaced or handed back does not hold."""
    data: Any = presence_data(small_paper())
    found = {row[0]: row[1:] for row in data["rows"]}
    assert found["Voorbeeldstad"] == ["75", "•", "A. de Voorbeeld, wethouder", "1"]
    assert found["Proefdam"] == ["48", "•", "B. de Voorbeeld, raadslid", "5"]
    assert found["Modelwijk"] == ["12", "", "D. de Voorbeeld, burgemeester", ""]
    assert found["Verzonnen"] == ["1", "", "", ""]
    passes: Any = passes_data(small_paper())
    assert [(row[0], row[1], row[3]) for row in passes["rows"]] == [
        ("0001-K4MX-7", "Voorbeeldstad", "yes"),
        ("0002-AAAA-1", "Proefdam", "NO"),
        ("0003-BBBB-2", "Testelo", "yes"),
        ("0004-CCCC-3", "Modelwijk", "NO"),
        ("0005-DDDD-4", "Proefdam", "yes"),
    ]


@given(
    above=st.integers(1, 9),
    more=st.integers(0, 9),
    strict=st.booleans(),
    of=st.sampled_from(["votes", "members"]),
)
def test_the_rule_on_paper_is_the_rule(above: int, more: int, of: Any, *, strict: bool) -> None:
    """The reckoning gives the least number that is enough; the quorum is the least that reaches."""
    below = above + more + strict
    majority, quorum = Majority(above, below, strict), Quorum(above, below, of, strict)
    paper = small_paper_cached()
    question = questions_of(paper.state)[0]
    rule = question.proposal.rule._replace(majority=majority, quorum=quorum)
    data: Any = call_over_data(paper, Question(question.proposal._replace(rule=rule)))
    lines = data["total"]["rule"]
    (reckon,) = [line for line in lines if line.startswith("Reckon")]
    assert f"times {above}, divided by {below}" in reckon
    cast = 101
    share = cast * above / below
    least = next(
        n for n in range(1, cast + 1) if (n > share if "more than" in reckon else n >= share)
    )
    assert least == majority.required(cast)
    (line,) = [line for line in lines if line.startswith("Quorum")]
    number = int(re.findall(r"so (\d+);", line)[0])
    total = 173 if of == "votes" else 6
    assert quorum.reached(number, total)
    assert not quorum.reached(number - 1, total)


@cache
def small_paper_cached() -> Paper:
    """Return the small paper, made once."""
    return small_paper()


@pytest.mark.long
def test_long_and_strange_names_are_not_cut_off() -> None:
    """A title of a thousand letters, a municipality of eighty, many options: all is there."""
    roll = small_roll()
    name = (
        "Langenaamswaarderbroekerveen-aan-de-Voorbeeldsevaart en Omstreken (verzonnen) ten Noorden"
    )
    members = (roll.members[0]._replace(municipality=name), *roll.members[1:])
    options = tuple(f"Kandidatuur nummer {n} met een lange naam" for n in range(1, 13))
    meeting = Meeting(
        created(rehearsal=True),
        roll_set(replace(roll, members=members)),
        added("M1", "#panic() $x$ " + "woord " * 30 + "einde", sort="motion"),
        added("B1", sort="board proposal", options=options),
    )
    papers = made(Paper(meeting.state, HEAD, MOMENT))
    for paper in ("presentielijst.pdf", "hoofdelijke-stemming-m1.pdf"):
        assert _bare(name) in _bare(text_of(papers[paper]))
    assert _bare("#panic() $x$ " + "woord " * 30 + "einde") in _bare(
        text_of(papers["hoofdelijke-stemming-m1.pdf"])
    )
    text = _bare(text_of(papers["hoofdelijke-stemming-b1.pdf"]))
    assert all(_bare(f"{n} = {option}") in text for n, option in enumerate(options, start=1))
    assert "OEFENING" in text


def test_the_command(run: Run, tmp_path: Path) -> None:
    """A new folder, for its owner alone; the roll has to be fixed; nothing is recorded."""
    path = make_meeting(
        run, tmp_path / "alv.alv", item("M1"), accredited("GM0344"), fix=("--aanmelding",)
    )
    before = path.read_bytes()
    out = tmp_path / "papier"
    ran = run("meeting", "print-fallback", "--out", out, "--dossier", path, "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.document["files"] == [
        "presentielijst.pdf",
        "stempassen.pdf",
        "hoofdelijke-stemming-m1.pdf",
        "hoofdelijke-stemming-zonder-vraag.pdf",
        "LEESMIJ.txt",
    ]
    assert ran.document["head"]["size"] == 5
    assert sorted(file.name for file in out.iterdir()) == sorted(ran.document["files"])
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}
    assert "A. de Voorbeeld GM0344, wethouder" in " ".join(
        text_of((out / "presentielijst.pdf").read_bytes()).split()
    )
    assert path.read_bytes() == before
    again = run("meeting", "print-fallback", "--out", out, "--dossier", path)
    assert (again.code, "D191" in again.err) == (1, True)
    assert (
        run("meeting", "new", tmp_path / "b.alv", "--datum", "2026-11-25", "--naam", "B").code == 0
    )
    early = run(
        "meeting", "print-fallback", "--out", tmp_path / "x", "--dossier", tmp_path / "b.alv"
    )
    assert (early.code, "M110" in early.err) == (1, True)
    assert not (tmp_path / "x").exists()


def test_erased_names_leave_the_rest() -> None:
    """Without names and codes the list still has all members; of the passes none is left."""
    paper = small_paper()
    state = paper.state
    nobody = {
        code: who._replace(name=None, function=None) for code, who in state.representatives.items()
    }
    passes = {
        code: tuple(one._replace(code=None) for one in given_out)
        for code, given_out in state.passes.items()
    }
    erased = paper._replace(state=state._replace(representatives=nobody, passes=passes))
    data: Any = presence_data(erased)
    assert {row[3] for row in data["rows"]} == {""}
    assert len(data["rows"]) == 6
    lists: Any = passes_data(erased)
    assert lists["rows"] == []
