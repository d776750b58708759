"""The list of decisions and the minutes: what stands in them, what never does, and their files."""

import io
import os
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.i18n import _, day, in_language, number
from alvvote.ledger.store import open_log
from alvvote.meeting.dossier import open_dossier
from alvvote.minutes.document import Document, Facts, Heading, Paragraph, Table
from alvvote.minutes.docx import docx_bytes
from alvvote.minutes.markdown import markdown_text
from alvvote.minutes.record import record_of
from tests.conftest import Run
from tests.ledger_worlds import DAY, added, created, roll_set, small_roll, voted_dossier
from tests.minutes_golden import HEAD, Meeting, documents, example, golden_files
from tests.vote_steps import make_meeting

NAMES = ["besluitenlijst.docx", "besluitenlijst.md", "notulen.docx", "notulen.md"]
RECORD = example()
ENGLISH = documents(RECORD, "en")
LIST, MINUTES = (markdown_text(document) for document in ENGLISH.values())

anything = st.text(st.characters())


def _section(text: str, heading: str) -> str:
    """Return the part of a Markdown text under a heading, to the next of the same level."""
    marks = heading.partition(" ")[0]
    return text.split(f"\n{heading}", 1)[1].split(f"\n{marks} ", 1)[0]


def _row(subject: str) -> str:
    (row,) = [line for line in LIST.splitlines() if line.startswith(f"| {subject} ")]
    return row


def test_documents_are_as_they_were_read() -> None:
    """The documents of the invented meeting are those that were read and found right."""
    for path, text in golden_files().items():
        assert path.read_text(encoding="utf-8") == text, path


@pytest.mark.parametrize(
    ("subject", "parts"),
    [
        # 123 of 165 is 74.545…, 42 of 165 is 25.454…; 7 votes abstain.
        ("A1", ["Adopted", "for: 123 votes (74.55 % of votes cast); 2 members"]),
        (
            "A1",
            ["against: 42 votes (25.45 %", "abstention: 7 votes, not counted as cast; 1 member"],
        ),
        ("M1", ["Rejected", "for: 75 votes (49.02 %", "after a new vote: the ruling on M1"]),
        ("M2", ["Held over, as the board's advice was adopted", "board advice: hold over"]),
        ("S1", ["Adopted by acclamation", "pronounced at 15.10"]),
        ("M4", ["Lapsed: overtaken by M3"]),
        ("M5", ["Withdrawn: toegezegd (verzonnen)"]),
        # 12 of all 173 votes is less than half.
        ("M6", ["Not decided: no quorum", "for: 12 votes (100.00 %", "<br>M7  Voorstel M7"]),
        ("P1", ["Adopted: A. Voorbeeld", "A. Voorbeeld: 90 votes (60.00 % of votes cast)<br>"]),
        ("M8", ["Not decided: the vote is open |  |"]),
        ("M9", ["the chair has not pronounced upon it |  |"]),
        ("B1", ["Not decided |"]),
    ],
)
def test_each_decision_has_one_row(subject: str, parts: list[str]) -> None:
    """A decision stands in the list once, with its outcome and what it was counted by."""
    for part in parts:
        assert part in _row(subject)


def test_the_list_has_a_row_for_each_decision() -> None:
    """Items without a vote are left out, and two items decided in one vote share a row."""
    (table,) = [block for block in ENGLISH["besluitenlijst"].blocks if isinstance(block, Table)]
    subjects = [row[0][0].partition(" ")[0] for row in table.rows]
    assert subjects == [
        "R1",
        "A1",
        "M1",
        "M2",
        "S1",
        "M4",
        "M3",
        "M5",
        "M6",
        "P1",
        "M8",
        "M9",
        "B1",
    ]


@pytest.mark.parametrize(
    ("vote", "parts"),
    [
        # Quorum: half of 173 is 86.5. Threshold: more than half of 165 is 83.
        ("A1", ["| for | 123 | 74.55 % | 2 | 50.00 % |", "83 of the 165 votes cast"]),
        (
            "A1",
            ["for: 40 more than needed", "172 of all 173 votes (99.42 %), by 5 of all 6 members"],
        ),
        ("A1", ["| not accredited | 1 |  | 1 |", "5 members, 172 votes", "**Quorum:** reached"]),
        ("A1", ["**Corrected after the closing:** 1 member: Schetsen"]),
        ("R1", ["R1, definitive text, SHA-256 " + "ab" * 32, "as amended by A1"]),
        ("R1", ["| accredited, did not vote | 50 |  | 4 |", "6 members, 173 votes"]),
        ("M1", ["Pronounced: ADOPTED; counted: REJECTED.", "new vote M1/2 took its place"]),
        ("M1/2", ["by call-over; opened at 14.40", "of M1, at the request of a voter"]),
        ("M1/2", ["naam \\| verkeerd \\# geschreven\N{REPLACEMENT CHARACTER} (verzonnen)"]),
        ("M2", ["advice (hold over), not on the motion itself", "ADVICE ADOPTED: hold over"]),
        ("S1", ["at least 2/3 of the votes cast; by acclamation no share can be shown"]),
        ("M6+M7", ["one vote on these items together: M6, M7", "**Quorum:** not reached"]),
        # 90 of 150 cast; 90 + 60 + 2 + 12 + 8 = 172 handed out.
        ("P1", ["| A. Voorbeeld | 90 | 60.00 % |", "| blank | 2 | not counted as cast |"]),
        (
            "P1",
            ["| invalid | 12 |", "| not returned | 8 |", "| handed out | 172 |", "76 of the 150"],
        ),
    ],
)
def test_a_vote_in_the_minutes(vote: str, parts: list[str]) -> None:
    """A vote has its rule, text, counts in votes and members, threshold and ruling."""
    depth = "#####" if vote == "A1" else "####"
    section = _section(MINUTES, f"{depth} Vote {vote}\n")
    for part in parts:
        assert part in section


def test_slips_are_shown_in_votes_alone() -> None:
    """Nobody knows which members chose a candidate, and no abstention stands on a slip."""
    section = _section(MINUTES, "#### Vote P1\n")
    assert "Members" not in section
    assert "| abstention" not in section


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_direction_before_the_ruling(language: str) -> None:
    """Documents are the same whatever was voted where the chair has not pronounced."""
    assert documents(example(undeclared="against"), language) == documents(RECORD, language)


def test_open_votes_show_their_turnout() -> None:
    """Of an open and of a closed vote the minutes say how many voted."""
    assert "Voted: 1 member, 75 votes." in _section(MINUTES, "#### Vote M8\n")
    assert "Voted: 2 members, 123 votes." in _section(MINUTES, "#### Vote M9\n")


def test_no_person_is_named() -> None:
    """For which municipality was spoken stands there; who spoke, and the gist, does not."""
    for text in (LIST, MINUTES):
        for private in ("Geheim", "kosten", "wethouder", "eerste", "tweede"):
            assert private not in text
    section = _section(MINUTES, "### 2. R1")
    assert "**Speakers:** Testelo and a participant" in section
    assert "**Explanations of vote:** Voorbeeldstad" in section
    assert "was not called:** Verzonnen" in section


def test_erasing_changes_no_document() -> None:
    """Documents need nothing of what singles out a person."""
    speakers = tuple(s._replace(name=None, gist=None) for s in RECORD.state.speakers)
    erased = RECORD._replace(state=RECORD.state._replace(speakers=speakers, erased=50))
    assert documents(erased, "en") == ENGLISH


def test_advice_that_was_not_adopted() -> None:
    """A vote on the advice that fails says nothing of the motion: that stays to be decided."""
    meeting = Meeting(
        created(), roll_set(small_roll()), added("M1", advice="discourage", sort="motion")
    )
    meeting.opens("14:00", "M1", subject="advice")
    meeting.votes("M1", {"GM9001": "against"})
    meeting.closes("14:05", "M1")
    meeting.rules("14:06", "M1", "rejected")
    text = markdown_text(documents(meeting.record(), "en")["besluitenlijst"])
    assert "| Not decided: the board's advice was not adopted | for: 0 votes (0.00 %" in text
    meeting.opens("14:10", "M1")
    text = markdown_text(documents(meeting.record(), "en")["besluitenlijst"])
    assert "| Not decided: the vote is open |  | board advice: discourage |" in text


def test_an_item_says_who_submitted_it_and_when() -> None:
    """Submitters, co-signatories, advice; and a late amendment is flagged.

    Nine working days before Wednesday 25 November 2026 is Thursday 12 November.
    """
    motion = _section(MINUTES, "### 4. M1")
    for part in (
        "by:** Proefdam and Schetsen",
        "Co-signed by:** Modelwijk",
        "advice:** discourage",
    ):
        assert part in motion
    late = "20 November 2026, 09.30; late: the term ended on 12 November 2026"
    assert late in _section(MINUTES, "#### 3. A1")


def test_the_head_is_printed() -> None:
    """Size, root, signatures, and what is read out: the first 32 digits in groups of four."""
    for text in (LIST, MINUTES):
        section = _section(text, "## Record\n")
        assert "**Entries:** 123" in section
        assert f"**Root:** {HEAD.root}" in section
        assert "**To be read out:** 0123 4567 89ab cdef 0123 4567 89ab cdef\n" in section
        assert f"**Signed by:** {HEAD.signers[0]}" in section
    unsigned = RECORD._replace(head=HEAD._replace(signers=()))
    assert "this head is not signed" in markdown_text(documents(unsigned, "en")["notulen"])


def test_a_rehearsal_says_so() -> None:
    """The title, the beginning, the end and every page of a rehearsal say what it is."""
    for document in documents(example(rehearsal=True), "en").values():
        said = "REHEARSAL: nothing of this was decided"
        text = markdown_text(document)
        assert text.splitlines()[0].endswith("(rehearsal)")
        assert text.count(f"**{said}**") == 2
        word = docx.Document(io.BytesIO(docx_bytes(document)))
        assert said in word.sections[0].header.paragraphs[0].text
        assert word.core_properties.title.endswith("(rehearsal)")
    assert "REHEARSAL" not in MINUTES


@pytest.mark.parametrize("name", ["besluitenlijst", "notulen"])
def test_word_document(name: str) -> None:
    """Headings are headings, header rows repeat, the language is Dutch, pages are numbered."""
    document = documents(RECORD, "nl")[name]
    data = docx_bytes(document)
    word = docx.Document(io.BytesIO(data))
    headings = [
        (p.style.name, p.text)
        for p in word.paragraphs
        if p.style is not None and str(p.style.name).startswith(("Heading", "Title"))
    ]
    wanted = [(f"Heading {b.level}", b.text) for b in document.blocks if isinstance(b, Heading)]
    assert headings == [("Title", document.title), *wanted]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [len(table.rows) - 1 for table in word.tables] == [len(table.rows) for table in tables]
    for table in word.tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:tblHeader")) is not None
    languages = {element.get(qn("w:val")) for element in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    fields = word.sections[0].footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    about = word.core_properties
    assert (about.author, about.title, about.language) == ("alvvote", document.title, "nl-NL")
    moment = datetime(2026, 11, 25)  # noqa: DTZ001 - documents know no time zone
    assert (about.created.replace(tzinfo=None), about.modified.replace(tzinfo=None)) == (
        moment,
    ) * 2


def test_same_record_same_bytes() -> None:
    """A Word file tells nothing of when it was made."""
    data = docx_bytes(ENGLISH["notulen"])
    assert docx_bytes(documents(example(), "en")["notulen"]) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@settings(max_examples=40, deadline=None)
@given(anything, anything)
def test_any_text_stays_text(title: str, cell: str) -> None:
    """Whatever stands in a title or a cell, it cannot break out of its place."""
    blocks = (
        Heading(1, title),
        Facts(((title, cell),)),
        Table(("a", "b"), (((cell,), (title,)),), (50, 50)),
        Paragraph(cell, strong=True),
    )
    document = Document("en", title, (), None, blocks)
    text = markdown_text(document)
    assert text.isprintable() or set(text) - {"\n"} == {c for c in text if c.isprintable()}
    (row,) = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3
    word = docx.Document(io.BytesIO(docx_bytes(document)))
    assert len(word.tables[0].rows) == 2


def test_a_language_for_a_while() -> None:
    """A document can be in another language; afterwards the process speaks its own again."""
    assert (_("rejected"), number(1234), day(DAY)) == ("rejected", "1,234", "25 November 2026")
    with in_language("nl"):
        assert (_("rejected"), number(1234), day(DAY)) == ("verworpen", "1.234", "25 november 2026")
    with pytest.raises(ZeroDivisionError), in_language("nl"):
        raise ZeroDivisionError
    assert (_("rejected"), number(1234), day(DAY)) == ("rejected", "1,234", "25 November 2026")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_command_writes_four_files(run: Run, tmp_path: Path) -> None:
    """Documents are in Dutch unless asked; the head in them is that of the ledger."""
    dossier = voted_dossier(tmp_path / "alv.alv")
    out = tmp_path / "stukken"
    ran = run("minutes", "--dossier", dossier, "--out", out)
    assert ran.code == 0
    assert sorted(_files(out)) == NAMES
    with open_log(dossier, write=False) as log:
        root = log.head().root.hex()
    text = (out / "notulen.md").read_text(encoding="utf-8")
    assert root in text
    assert "25 november 2026" in text
    assert "74,55 %" in text  # 123 of 165 votes cast
    groups = " ".join(re.findall("....", root[:32]))
    assert groups in text
    assert groups in " ".join(ran.out.split())


def test_the_command_in_english(run: Run, tmp_path: Path) -> None:
    """--lang en writes English; a program is told which files, and the head."""
    dossier = voted_dossier(tmp_path / "alv.alv", signed=False)
    out = tmp_path / "stukken"
    ran = run("minutes", "--dossier", dossier, "--out", out, "--lang", "en", "--format", "json")
    assert ran.code == 0
    assert ran.document["files"] == [str(out / name) for name in NAMES]
    assert ran.document["language"] == "en"
    text = (out / "notulen.md").read_text(encoding="utf-8")
    assert "25 November 2026" in text
    assert "nobody: this head is not signed" in text
    assert ran.document["head"]["root"] in text


def test_wrong_usage(run: Run, tmp_path: Path) -> None:
    """A folder is asked for, and the language is Dutch or English."""
    dossier = voted_dossier(tmp_path / "alv.alv")
    assert run("minutes", "--dossier", dossier).code == 2
    assert run("minutes", "--dossier", dossier, "--out", tmp_path / "o", "--lang", "de").code == 2
    assert not (tmp_path / "o").exists()


def test_files_are_not_overwritten(run: Run, tmp_path: Path) -> None:
    """What may have been filled in by hand is overwritten only when that is asked for."""
    dossier = voted_dossier(tmp_path / "alv.alv")
    out = tmp_path / "stukken"
    out.mkdir()
    (out / "notulen.md").write_text("ingevuld")
    (out / "ander.txt").write_text("blijft")
    before = _files(out)
    ran = run("minutes", "--dossier", dossier, "--out", out)
    assert ran.code == 1
    assert "M126" in ran.err
    assert _files(out) == before
    assert run("minutes", "--dossier", dossier, "--out", out, "--replace").code == 0
    after = _files(out)
    assert sorted(after) == sorted([*NAMES, "ander.txt"])
    assert after["notulen.md"] != b"ingevuld"
    assert after["ander.txt"] == b"blijft"
    assert run("minutes", "--dossier", dossier, "--out", out, "--replace").code == 0
    assert _files(out) == after


@pytest.mark.parametrize("step", range(1, 8))
def test_all_files_or_none(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """When a file cannot be moved to its place, the folder is as it was before."""
    dossier = voted_dossier(tmp_path / "alv.alv")
    out = tmp_path / "stukken"
    out.mkdir()
    for name in NAMES[1:]:
        (out / name).write_text(f"oud: {name}")
    before = _files(out)
    monkeypatch.setattr(os, "rename", _failing_at(step))
    ran = run("minutes", "--dossier", dossier, "--out", out, "--replace")
    assert ran.code == 1
    assert "F116" in ran.err
    assert _files(out) == before


def _failing_at(step: int) -> Callable[[str, str], None]:
    """Return a move of files that fails once: at this step."""
    rename, steps = os.rename, iter(range(1, 100))

    def move(source: str, target: str) -> None:
        if next(steps) == step:
            raise OSError(28, "No space left on device")
        rename(source, target)

    return move


def test_places_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A file where the folder should be, or a folder where a file should be, stays as it is."""
    dossier = voted_dossier(tmp_path / "alv.alv")
    (tmp_path / "file").write_text("blijft")
    ran = run("minutes", "--dossier", dossier, "--out", tmp_path / "file")
    assert (ran.code, "F116" in ran.err) == (1, True)
    (tmp_path / "stukken" / "notulen.md").mkdir(parents=True)
    ran = run("minutes", "--dossier", dossier, "--out", tmp_path / "stukken", "--replace")
    assert (ran.code, "F116" in ran.err) == (1, True)
    assert [path.name for path in (tmp_path / "stukken").iterdir()] == ["notulen.md"]


def test_minutes_at_any_stage(run: Run, tmp_path: Path) -> None:
    """From a new dossier on there is something to write, also before there is an agenda."""
    path, out = tmp_path / "alv.alv", tmp_path / "stukken"
    new = ("meeting", "new", path, "--datum", "2026-11-25", "--naam", "ALV Voorbeeld (verzonnen)")
    assert run(*new).code == 0
    assert run("minutes", "--dossier", path, "--out", out, "--lang", "en").code == 0
    text = (out / "notulen.md").read_text(encoding="utf-8")
    assert "342 members, 13,211 votes; provisional" in text
    assert "It is not fixed yet whether accreditation is used." in text
    assert "There is nothing on the agenda." in text
    decisions = (out / "besluitenlijst.md").read_text(encoding="utf-8")
    assert "There is nothing to decide on the agenda." in decisions


@pytest.mark.parametrize(
    ("fix", "said"),
    [
        ((), "every member on the roll could vote"),
        (("--aanmelding",), "Accredited, as the record stands: 0 members, 0 votes."),
    ],
)
def test_attendance_before_the_first_vote(
    run: Run, tmp_path: Path, fix: tuple[str, ...], said: str
) -> None:
    """Who was there is told by the accreditation, or it is said that nothing was recorded."""
    path, out = make_meeting(run, tmp_path / "alv.alv", fix=fix), tmp_path / "stukken"
    assert run("minutes", "--dossier", path, "--out", out, "--lang", "en").code == 0
    text = (out / "notulen.md").read_text(encoding="utf-8")
    assert said in text
    assert "342 members, 13,211 votes; fixed" in text


def test_a_record_is_of_one_moment(tmp_path: Path) -> None:
    """The head is that of the state, and carries the name of the key that signed it."""
    path = voted_dossier(tmp_path / "alv.alv")
    with open_dossier(path, write=False) as dossier:
        record = record_of(dossier)
        assert record.head.size == record.state.size == dossier.log.head().size
        assert record.head.signers == (dossier.log.origin,)


def test_an_item_that_is_numbered_has_its_number_once() -> None:
    """Where the id is the place on the agenda; another id stands beside the place."""
    meeting = Meeting(
        created(),
        roll_set(small_roll()),
        added("1", "Opening", sort=None),
        added("3", "Rondvraag", sort=None),
    )
    headings = [
        block.text
        for block in documents(meeting.record(), "en")["notulen"].blocks
        if isinstance(block, Heading)
    ]
    assert "1. Opening" in headings
    assert "2. 3  Rondvraag" in headings
