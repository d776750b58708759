"""``alvvote report``: the record of one member, the same in every format, and nothing private."""

import csv
import hashlib
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from alvvote.cli.population_data import open_gazetteer
from alvvote.cli.report_source import read_meetings
from alvvote.cli.report_text import record_text
from alvvote.i18n import in_language
from alvvote.meeting.acts import Refused
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import Problem
from alvvote.proposal import ABSTENTION, AGAINST, BLANK, FOR, Option, Outcome
from alvvote.publish.meeting_facts import MeetingFacts, MemberFacts, VoteFacts, meeting_facts_of
from alvvote.publish.member_named import municipality_meant
from alvvote.publish.member_record import SIDES, MemberRecord, Side, record_of, side_of
from alvvote.publish.member_record_data import record_header, record_json, record_rows
from alvvote.publish.member_record_pdf import pdf_of
from alvvote.publish.member_record_text import markdown_of
from alvvote.publish.publication import Choice
from alvvote.tables.writing import csv_text, json_text
from tests.conftest import CHECKOUT, Run
from tests.publications import example, full
from tests.test_popolo_read import document_of

X, Y, NEITHER = Option("Plan X", "choice"), Option("Plan Y", "choice"), Option("Geen", "rejecting")


@pytest.fixture(scope="module")
def past() -> Gazetteer:
    """Return the municipalities of all dates."""
    found = open_gazetteer([])
    assert found is not None
    return found


@pytest.fixture(scope="module")
def small() -> MeetingFacts:
    """Return the meeting in which everything happens once: six members."""
    return meeting_facts_of(full())


def _words(text: str) -> str:
    return " ".join(text.split())


def _decided(outcome: Outcome, adopted: str | None = None) -> VoteFacts:
    return VoteFacts(
        "M1", "M1", "motion", "proposal", None, "counted", outcome, adopted,
        (outcome, adopted), None, None, None, {},
    )  # fmt: skip


# Which side.


@pytest.mark.parametrize(
    ("outcome", "adopted", "choice", "side"),
    [
        ("adopted", None, FOR, "with"),
        ("adopted", None, AGAINST, "against"),
        ("rejected", None, FOR, "against"),
        ("rejected", None, AGAINST, "with"),
        ("adopted", None, ABSTENTION, "abstained"),
        ("rejected", None, BLANK, "blank"),
        ("adopted", "Plan X", X, "with"),
        ("adopted", "Plan X", Y, "against"),
        ("adopted", "Plan X", NEITHER, "against"),
        ("rejected", None, NEITHER, "with"),
        ("rejected", None, X, "against"),
        ("no majority", None, X, "no decision"),
        ("no quorum", None, FOR, "no decision"),
        ("no quorum", None, ABSTENTION, "abstained"),
        ("adopted", None, "did not vote", "did not vote"),
        ("adopted", None, "accredited, did not vote", "did not vote"),
        ("no quorum", None, "not accredited", "did not vote"),
    ],
)
def test_side(outcome: Outcome, adopted: str | None, choice: Choice, side: Side) -> None:
    """The side is about the outcome; abstention and blank are on none, nor is who stayed away."""
    assert side_of(_decided(outcome, adopted), choice) == side


SMALL_SUMS = {
    # A1 and R1 adopted, M1/2 rejected, M2 adopted, M6+M7 without a quorum; M1 was held again.
    "GM9001": {"with": 3, "against": 1, "did not vote": 1},
    "GM9002": {"with": 3, "against": 1, "did not vote": 1},
    "GM9003": {"with": 2, "against": 1, "did not vote": 2},
    "GM9004": {"with": 1, "against": 1, "no decision": 1, "did not vote": 2},
    "GM9005": {"with": 1, "abstained": 1, "did not vote": 3},
    "GM9006": {"with": 1, "did not vote": 4},
}


@pytest.mark.parametrize("code", SMALL_SUMS)
def test_sums_of_the_small_meeting(small: MeetingFacts, past: Gazetteer, code: str) -> None:
    """Counted by hand from the steps of the meeting, which say who votes what."""
    sums = record_of(code, [small], past).sums
    assert {side: count for side, count in sums.sides if count} == SMALL_SUMS[code]
    assert (sums.counted, sums.replaced, sums.not_published, sums.not_counted) == (5, 1, 1, 4)
    assert sums.took_part == 5 - SMALL_SUMS[code]["did not vote"]


def test_sides_of_all_members_are_the_counts(past: Gazetteer) -> None:
    """Together those with the outcome have the votes of the option that won, in each vote."""
    facts = meeting_facts_of(example())
    votes: dict[tuple[str, str], int] = {}
    for code, member in facts.members.items():
        for recorded in record_of(code, [facts], past).meetings[0].votes:
            key = (recorded.vote.id, recorded.side)
            votes[key] = votes.get(key, 0) + member.votes
    # From `alvvote tally`: for and against of each, in the order of the agenda.
    tallied = {
        "Resolutie 1": (6439, 12866 - 6439),
        "Motie 2": (12500 - 5377, 5377),
        "Motie 3": (5320, 9853 - 5320),
        "Voorstel 4": (12886 - 8569, 8569),
        "Voorstel 6": (6987, 12727 - 6987),
    }
    for name, (with_it, against_it) in tallied.items():
        assert (votes[name, "with"], votes[name, "against"]) == (with_it, against_it), name
    for name in tallied:
        assert sum(votes.get((name, side), 0) for side in SIDES) == 13211


@given(st.permutations(range(3)))
def test_the_order_of_the_sources_does_not_matter(order: list[int]) -> None:
    """Meetings come by day, and those of an unknown day last."""
    facts = meeting_facts_of(full())
    days = (date(2025, 6, 1), date(2026, 6, 1), None)
    meetings = [facts._replace(day=day, name=str(day)) for day in days]
    past = open_gazetteer([])
    assert past is not None
    record = record_of("GM9001", [meetings[index] for index in order], past)
    assert [meeting.day for meeting in record.meetings] == list(days)
    assert dict(record.sums.sides)["with"] == 9


# Who is meant, and where it was.


def _meeting(day: date | None, members: dict[str, str]) -> MeetingFacts:
    roll = {code: MemberFacts(name, 1) for code, name in members.items()}
    return MeetingFacts(f"Voorbeeld {day} (verzonnen)", day, True, roll, (), ())  # noqa: FBT003


BEFORE = _meeting(
    date(2022, 3, 23),
    {"GM0363": "Amsterdam", "GM0457": "Weesp", "GM0373": "Bergen (NH.)", "GM0893": "Bergen (L.)"},
)
AFTER = _meeting(date(2022, 3, 24), {"GM0363": "Amsterdam", "GM1982": "Land van Cuijk"})
EARLIER = _meeting(date(2021, 6, 16), {"GM0363": "Amsterdam"})


def _meant(name: str, past: Gazetteer, *meetings: MeetingFacts) -> str | Problem:
    return municipality_meant(name, meetings, past)


@pytest.mark.parametrize(
    ("name", "code"),
    [("amsterdam", "GM0363"), ("0457", "GM0457"), ("Weesp", "GM0457"), ("GM1982", "GM1982")],
)
def test_a_name_means_one_municipality(past: Gazetteer, name: str, code: str) -> None:
    """Found on the roll of any of the meetings."""
    assert _meant(name, past, BEFORE, AFTER) == code


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("Bergen", "G102", "Bergen (NH.) (GM0373), Bergen (L.) (GM0893)"),
        ("Amsterdan", "G101", "Amsterdam (GM0363)"),
        ("Qqqq", "G101", None),
        ("Haaren", "G103", None),
        ("Utrecht", "U109", None),
        ("Voorne aan Zee", "U109", None),
    ],
)
def test_a_name_that_means_none_is_never_guessed(
    past: Gazetteer, name: str, code: str, expected: str | None
) -> None:
    """Ambiguous, unknown, abolished before, or on the roll of none of the meetings."""
    problem = _meant(name, past, BEFORE, AFTER)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.column, problem.value) == (code, "--gemeente", name)
    if code != "G103":
        assert problem.expected == expected


def test_a_name_that_went_to_another_code_is_never_guessed(past: Gazetteer) -> None:
    """In the one meeting it means the one, in the other the other."""
    other = _meeting(date(2023, 1, 1), {"GM9999": "Amsterdam"})
    problem = _meant("Amsterdam", past, BEFORE, other)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.expected) == ("G102", "Amsterdam (GM0363), Amsterdam (GM9999)")


def test_what_merged_is_said_and_not_added(past: Gazetteer) -> None:
    """The day of the merger itself: Weesp is gone, and is part of Amsterdam."""
    weesp = record_of("GM0457", [BEFORE, AFTER], past)
    assert [meeting.absence is None for meeting in weesp.meetings] == [True, False]
    (_member, gone) = weesp.meetings
    assert gone.absence is not None
    assert (gone.absence.reason, gone.absence.day) == ("abolished", date(2022, 3, 24))
    assert gone.absence.others == (("GM0363", "Amsterdam"),)
    amsterdam = record_of("GM0363", [AFTER, BEFORE], past)
    ((municipality, day, divided),) = amsterdam.arrivals
    assert (municipality, day, divided) == (("GM0457", "Weesp"), date(2022, 3, 24), False)
    assert record_of("GM0363", [EARLIER, BEFORE], past).arrivals == ()
    later = AFTER._replace(day=date(2023, 6, 1))
    assert record_of("GM0363", [AFTER, later], past).arrivals == ()


def test_what_came_into_being_later(past: Gazetteer) -> None:
    """Land van Cuijk is of 1 January 2022, made of five."""
    record = record_of("GM1982", [EARLIER, AFTER], past)
    absence = record.meetings[0].absence
    assert absence is not None
    assert (absence.reason, absence.day) == ("not yet", date(2022, 1, 1))
    assert [name for _code, name in absence.others] == [
        "Boxmeer", "Grave", "Mill en Sint Hubert", "Cuijk", "Sint Anthonis"
    ]  # fmt: skip


@pytest.mark.parametrize("day", [date(2021, 6, 16), date(1999, 1, 1), None])
def test_what_the_changes_do_not_explain_is_not_explained(
    past: Gazetteer, day: date | None
) -> None:
    """Amsterdam was a municipality on that day, or that is not known: no reason is made up."""
    without = _meeting(day, {"GM0344": "Utrecht"})
    record = record_of("GM0363", [without, AFTER], past)
    absence = next(meeting.absence for meeting in record.meetings if meeting.day == day)
    assert absence is not None
    assert absence == ("not on the roll", None, ())


# Every format.


def _all_formats(record: MemberRecord, language: str) -> dict[str, str]:
    with in_language(language):
        pages = PdfReader(io.BytesIO(pdf_of(record, language))).pages
        return {
            "table": _words(record_text(record, "file")),
            "md": _words(markdown_of(record, language).replace("\\", "")),
            "csv": csv_text(record_header(record), record_rows(record)),
            "json": json_text(record_json(record)),
            "pdf": _words(" ".join(page.extract_text() for page in pages)),
        }


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", ["GM9001", "GM9006"])
def test_nothing_private_is_in_any_format(
    small: MeetingFacts, past: Gazetteer, code: str, language: str
) -> None:
    """No representative, no speaker, no hour; of the vote on persons nothing of the member."""
    record = record_of(code, [small], past)
    for name, text in _all_formats(record, language).items():
        for private in ("Geheim", "GEHEIM", "wethouder", "griffier", "naam | verkeerd"):
            assert private not in text, name
        assert not re.search(r"\b1[4-6][.:][0-5]\d\b", text), name
    (persons,) = [vote for vote in record.meetings[0].votes if vote.vote.on_persons]
    assert (persons.choice, persons.side) == (None, "not published")


def test_every_format_says_what_is_invented(small: MeetingFacts, past: Gazetteer) -> None:
    """In the language of the document; in English in what is for programs."""
    made = _all_formats(record_of("GM9001", [small], past), "nl")
    for name in ("table", "md", "pdf"):
        assert "Geen enkele gemeente heeft zo gestemd." in made[name], name
    rows = list(csv.DictReader(io.StringIO(made["csv"])))
    assert all("invented" in row["note"] for row in rows)
    assert json.loads(made["json"])["invented"] is True
    real = _all_formats(record_of("GM9001", [small._replace(invented=False)], past), "nl")
    for name in ("table", "md", "pdf"):
        assert "Geen enkele gemeente" not in real[name], name
    assert "note" not in real["csv"].splitlines()[0].split(",")


def test_every_format_gives_the_same_numbers(past: Gazetteer) -> None:
    """What Utrecht voted in the example stands in each, with the counts that decided."""
    made = _all_formats(record_of("GM0344", [meeting_facts_of(example())], past), "en")
    for name in ("table", "md", "pdf"):
        assert "6,439 of 12,866 votes cast (50.05 %), 163 of 333 members" in made[name], name
        assert "Bestuursvoorstel: 6,987 of 12,727 votes cast (54.90 %)" in made[name], name
    rows = {row["vote"]: row for row in csv.DictReader(io.StringIO(made["csv"]))}
    (meeting,) = json.loads(made["json"])["meetings"]
    assert len(rows) == len(meeting["record"]) == 7
    for vote in meeting["record"]:
        row = rows[vote["vote"]]
        for key in ("title", "outcome", "adopted_option", "option", "absence", "side"):
            assert row[key] == (vote[key] or ""), key
        assert row["cast_votes"] == ("" if vote["cast"] is None else str(vote["cast"]["votes"]))
    assert (rows["Resolutie 1"]["leading_votes"], rows["Resolutie 1"]["cast_votes"]) == (
        "6439",
        "12866",
    )
    assert rows["Voorstel 6"]["option"] == "Gewijzigd voorstel"
    assert rows["Voorstel 6"]["side"] == "against"


def test_where_ruling_and_tally_differ_both_are_shown(small: MeetingFacts, past: Gazetteer) -> None:
    """M1 was pronounced adopted and counted rejected; the member's side is by the ruling."""
    record = record_of("GM9001", [small], past)
    made = _all_formats(record, "en")
    for name in ("table", "md", "pdf"):
        assert "this is the ruling of the chair; the tally says: REJECTED" in made[name], name
        assert "the new vote M1/2 took its place; not in the sums" in made[name], name
    vote = next(v for v in json.loads(made["json"])["meetings"][0]["record"] if v["vote"] == "M1")
    assert (vote["outcome"], vote["tally"]["outcome"], vote["side"]) == (
        "adopted",
        "rejected",
        "with",
    )
    rows = {row["vote"]: row for row in csv.DictReader(io.StringIO(made["csv"]))}
    assert (rows["M1"]["outcome"], rows["M1"]["tally_outcome"]) == ("adopted", "rejected")


def test_the_table_fits_80_columns(small: MeetingFacts, past: Gazetteer) -> None:
    """In a file, and so on a terminal of that width; also with long titles."""
    long = tuple(vote._replace(title="woord " * 60) for vote in small.votes)
    for meeting in (small, small._replace(votes=long)):
        for language in ("nl", "en"):
            with in_language(language):
                lines = record_text(record_of("GM9004", [meeting], past), "file").splitlines()
            assert max(map(len, lines)) <= 80


def test_the_pdf_is_accessible_and_the_same_each_time(small: MeetingFacts, past: Gazetteer) -> None:
    """Tagged, PDF/UA-1, with title and language; pages are numbered; no clock."""
    record = record_of("GM9001", [small], past)
    with in_language("en"):
        data = pdf_of(record, "en")
        assert pdf_of(record, "en") == data
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Voting behaviour of Voorbeeldstad (GM9001)"
    for number, page in enumerate(reader.pages, 1):
        text = _words(page.extract_text())
        assert f"page {number} of {len(reader.pages)}" in text
        assert "No municipality voted like this." in text


def test_the_header_of_the_table_repeats(small: MeetingFacts, past: Gazetteer) -> None:
    """Every page with rows of a long meeting begins with the names of the columns."""
    many = tuple(
        small.votes[0]._replace(id=f"M{n}", title=f"Voorbeeld {n} (verzonnen)") for n in range(60)
    )
    with in_language("en"):
        data = pdf_of(record_of("GM9001", [small._replace(votes=many)], past), "en")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert len(pages) > 2
    for text in pages:
        if "Voorbeeld 1" in text or "Voorbeeld 3" in text:
            assert _words(text).count("Vote Voted Side Outcome") == 1


NASTY = st.text(max_size=60) | st.sampled_from(
    [
        "a" * 10_000,
        "<script>alert(1)</script>",
        "#panic() $x$ *b* @ref",
        "| a | b",
        "\N{PILE OF POO}",
    ]
)


@settings(max_examples=15, deadline=None)
@given(NASTY, NASTY)
def test_any_text_comes_out_as_text(title: str, name: str) -> None:
    """Titles and names of meetings stop no format, and JSON and CSV give them back."""
    facts = meeting_facts_of(full())
    votes = tuple(vote._replace(title=title) for vote in facts.votes)
    past = open_gazetteer([])
    assert past is not None
    record = record_of("GM9001", [facts._replace(votes=votes, name=name)], past)
    made = _all_formats(record, "nl")
    meeting = json.loads(made["json"])["meetings"][0]
    assert (meeting["name"], meeting["record"][0]["title"]) == (name, title)
    assert "<script>" not in markdown_of(record, "nl").replace("\\<", "")


def test_who_did_not_vote_is_told_with_what_is_known(small: MeetingFacts, past: Gazetteer) -> None:
    """GM9003 was accredited when R1 was voted on, and handed in no ballot: that is no option."""
    record = record_of("GM9003", [small], past)
    made = _all_formats(record, "en")
    rows = {row["vote"]: row for row in csv.DictReader(io.StringIO(made["csv"]))}
    data = next(v for v in json.loads(made["json"])["meetings"][0]["record"] if v["vote"] == "R1")
    for told in (rows["R1"], data):
        assert told["absence"] == "accredited, did not vote"
        assert not told["option"]
        assert told["side"] == "did not vote"
    for name in ("table", "md", "pdf"):
        assert "accredited, did not vote" in made[name], name


def test_a_title_of_10000_characters_fills_no_pages(small: MeetingFacts, past: Gazetteer) -> None:
    """In the PDF it is broken off, and one can see that; Markdown has all of it."""
    long = small._replace(votes=(small.votes[0]._replace(title="woord " * 1666),))
    made = _all_formats(record_of("GM9001", [long], past), "en")
    assert "woord\N{HORIZONTAL ELLIPSIS}" in made["pdf"].replace(
        " \N{HORIZONTAL ELLIPSIS}", "\N{HORIZONTAL ELLIPSIS}"
    )
    assert made["pdf"].count("woord") < 100
    assert made["md"].count("woord") == 1666


# The command.


def _dossier(run: Run, path: Path, day: str, *choices: str) -> Path:
    """Make a dossier with one motion, which is declared by what the first choice says."""
    steps = [
        ("meeting", "new", path, "--datum", day, "--naam", f"Voorbeeld {day} (verzonnen)"),
        ("meeting", "fix-roll", "--dossier", path),
        ("agenda", "add", "M1", "--titel", "Voorbeeld (verzonnen)", "--soort", "motie",
         "--dossier", path),
        ("vote", "open", "M1", "--dossier", path),
        *(
            ("vote", "cast", "M1", "--gemeente", name, "--stem", choice, "--dossier", path)
            for name, choice in (pair.split("=") for pair in choices)
        ),
        ("vote", "close", "M1", "--dossier", path),
    ]  # fmt: skip
    for step in steps:
        done = run(*step)
        assert done.code == 0, done.err
    return path


def _declare(run: Run, dossier: Path, ruling: str) -> None:
    done = run("vote", "declare", "M1", "--oordeel", ruling, "--dossier", dossier)
    assert done.code == 0, done.err


@pytest.fixture
def weesp(run: Run, tmp_path: Path) -> list[Path]:
    """Return the dossiers of a meeting before and one after Weesp became part of Amsterdam."""
    before = _dossier(run, tmp_path / "a.alv", "2021-06-16", "Weesp=voor", "Amsterdam=tegen")
    after = _dossier(run, tmp_path / "b.alv", "2022-06-29", "Amsterdam=voor")
    _declare(run, before, "verworpen")
    _declare(run, after, "aangenomen")
    return [after, before]


def test_the_record_over_two_dossiers(run: Run, tmp_path: Path, weesp: list[Path]) -> None:
    """Oldest first; in each format by the ending of the output; Dutch documents unless asked."""
    done = run("report", *weesp, "--gemeente", "amsterdam")
    assert (done.code, done.err) == (0, "")
    text = _words(done.out)
    assert text.index("16 June 2021") < text.index("29 June 2022")
    assert "Amsterdam (GM0363)" in text
    assert "with the outcome 2" in text
    assert "Weesp (GM0457) became part of Amsterdam on 24 March 2022" in text
    done = run("report", *weesp, "--gemeente", "Weesp", "--format", "json")
    first, second = done.document["meetings"]
    assert (first["votes"], first["record"][0]["side"]) == (19, "against")
    assert (second["votes"], second["record"][0]["side"]) == (None, "not on the roll")
    assert second["not_on_roll"] == {
        "reason": "abolished",
        "date": "2022-03-24",
        "municipalities": [{"gm_code": "GM0363", "municipality": "Amsterdam"}],
    }
    for ending, begins in (("pdf", b"%PDF"), ("csv", b"date,"), ("json", b"{"), ("md", b"# ")):
        output = tmp_path / f"uit.{ending}"
        done = run("report", *weesp, "--gemeente", "Weesp", "--output", output)
        assert (done.code, done.out) == (0, ""), done.err
        assert output.read_bytes().startswith(begins)
    markdown = (tmp_path / "uit.md").read_text(encoding="utf-8")
    assert "16 juni 2021" in markdown
    done = run("report", *weesp, "--gemeente", "Weesp", "--format", "md", "--lang", "en")
    assert "16 June 2021" in done.out


def test_only_what_was_declared(run: Run, tmp_path: Path) -> None:
    """Before the ruling nothing is told of a vote, and a rehearsal is none."""
    dossier = _dossier(run, tmp_path / "a.alv", "2026-11-25", "Utrecht=voor")
    done = run("report", dossier, "--gemeente", "Utrecht")
    assert (done.code, done.out, "U101" in done.err) == (1, "", True)
    rehearsal = tmp_path / "o.alv"
    new = ("--datum", "2026-11-25", "--naam", "Voorbeeld (verzonnen)", "--oefening")
    assert run("meeting", "new", rehearsal, *new).code == 0
    done = run("report", rehearsal, "--gemeente", "Utrecht")
    assert (done.code, "M114" in done.err, "o.alv" in done.err) == (1, True, True)


def _publish(folder: Path, *, change: bytes = b"") -> Path:
    """Write the open data of the small meeting, with a manifest; `change` is added after it."""
    folder.mkdir()
    data = json.dumps(document_of(full())).encode()
    (folder / "popolo.json").write_bytes(data + change)
    line = f"{hashlib.sha256(data).hexdigest()}  popolo.json\n"
    (folder / "SHA256SUMS").write_text(line, encoding="utf-8")
    return folder


def test_a_publication_gives_the_same_record(run: Run, tmp_path: Path, past: Gazetteer) -> None:
    """From the folder, and from the file in it."""
    folder = _publish(tmp_path / "uit")
    expected = record_json(record_of("GM9001", [meeting_facts_of(full())], past))
    for source in (folder, folder / "popolo.json"):
        done = run("report", source, "--gemeente", "Voorbeeldstad", "--format", "json")
        assert done.code == 0, done.err
        assert done.document == json.loads(json.dumps({**expected, "problems": []}))


def _refused(*sources: Path) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        read_meetings([str(source) for source in sources])
    return [(problem.code, problem.file) for problem in refused.value.problems]


def test_what_is_no_source_is_refused(tmp_path: Path) -> None:
    """All that is wrong is said at once, each with its file."""
    empty = tmp_path / "leeg"
    empty.mkdir()
    other = tmp_path / "anders.json"
    other.write_text("{}", encoding="utf-8")
    text = tmp_path / "tekst.txt"
    text.write_text("tekst", encoding="utf-8")
    gone = tmp_path / "weg"
    changed = _publish(tmp_path / "anders", change=b" ")
    good = _publish(tmp_path / "goed")
    assert _refused(empty, other, text, gone, changed, good, good / "popolo.json") == [
        ("U105", str(empty)),
        ("U106", str(other)),
        ("L101", str(text)),
        ("F101", str(gone)),
        ("U107", str(changed / "popolo.json")),
        ("U108", str(good / "popolo.json")),
    ]


def test_a_meeting_stands_in_a_record_once(tmp_path: Path) -> None:
    """The same source twice, and a folder beside a copy of it, are one meeting."""
    one, two = _publish(tmp_path / "een"), _publish(tmp_path / "twee")
    assert _refused(one, one) == [("U108", str(one))]
    assert _refused(one, two) == [("U108", str(two))]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--format", "pdf"),
        ("--format", "docx"),
        ("--lang", "fr"),
        ("--output", "popolo.json"),
    ],
)
def test_wrong_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, str]
) -> None:
    """A PDF has no place on a terminal; what is read is not written over."""
    folder = _publish(tmp_path / "uit")
    monkeypatch.chdir(folder)
    before = (folder / "popolo.json").read_bytes()
    for source in (folder, folder / "popolo.json"):
        done = run("report", source, "--gemeente", "Voorbeeldstad", *wrong)
        assert (done.code, done.out) == (2, "")
        assert wrong[0] in done.err
    assert (folder / "popolo.json").read_bytes() == before


def test_a_source_and_a_municipality_are_needed(run: Run) -> None:
    """Without either it is wrong usage."""
    assert run("report", "--gemeente", "Utrecht").code == 2
    assert run("report", "x.alv").code == 2


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_every_key_and_column_is_documented(
    run: Run, weesp: list[Path], small: MeetingFacts, past: Gazetteer
) -> None:
    """``docs/json.md`` names them in the section of the command, or in that of the tally."""
    page = (CHECKOUT / "docs" / "json.md").read_text(encoding="utf-8")
    section = page.partition("\n## `alvvote report`\n")[2].partition("\n## ")[0]
    tally = page.partition("\n## `alvvote tally --format json`\n")[2].partition("\n## ")[0]
    table, _csv, columns = section.partition("\nCSV, ")
    named = {
        part
        for words in re.findall(r"`([^`\n]+)`", table + tally)
        for part in re.split(r"[.\[\]]+", words)
    }
    records = [record_of("GM9001", [small], past)]
    documents = [record_json(record) for record in records]
    for name in ("Amsterdam", "Weesp"):
        document = run("report", *weesp, "--gemeente", name, "--format", "json").document
        assert document.pop("problems") == []
        documents.append(document)
    for document in documents:
        assert _keys(document) - named == set()
    coded = re.findall(r"`([^`\n]+)`", columns)
    assert [word for word in coded if word in record_header(records[0])][:25] == list(
        record_header(records[0])[:25]
    )
    assert "note" in coded


def test_no_cell_of_the_csv_is_a_formula(run: Run, tmp_path: Path) -> None:
    """A title that begins as a formula has an apostrophe before it, as in a publication."""
    ballots = tmp_path / "b.csv"
    ballots.write_text(
        "voorstel,gemeente,stem,opmerking\n=1+1,Utrecht,voor,verzonnen\n", encoding="utf-8"
    )
    folder = tmp_path / "uit"
    assert run("publish", ballots, "--out", folder, "--only", "json").code == 0
    done = run("report", folder, "--gemeente", "Utrecht", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["vote"] for row in rows] == ["'=1+1"]
