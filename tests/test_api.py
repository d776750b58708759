"""``import alvvote``: the numbers of the commands, typed, and nothing loaded before its use."""

import csv
import io
import os
import re
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

import alvvote
from alvvote.api.rows import RECORD_COLUMNS, RESULT_COLUMNS
from alvvote.cli.documents import ROLL_HEADER
from alvvote.ledger.errors import StoreError
from alvvote.proposal import Option
from tests.conftest import CHECKOUT, Run
from tests.publications import EXAMPLE, NAME, example, example_ballots, full
from tests.strategies import MEMBERS
from tests.vote_steps import item, make_meeting

VOTES = {member.name: member.votes for member in MEMBERS}
PROVINCE = {member.name: member.province for member in MEMBERS}
WORDS = {"voor": "for", "tegen": "against", "onthouding": "abstention", "blanco": "blank"}


@pytest.fixture(scope="module")
def tally() -> alvvote.MeetingTally:
    """Return the tally of the example."""
    return alvvote.tally_files(EXAMPLE / "ballots.csv", agenda=EXAMPLE / "agenda.csv")


def _python(code: str, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, *args, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
        cwd=CHECKOUT,
    )
    return done.stdout + done.stderr


def _records(frame: pd.DataFrame) -> list[list[str]]:
    """Return the cells of a frame as the commands write them to CSV."""

    def cell(value: object) -> str:
        if value is pd.NA or value is pd.NaT:
            return ""
        if isinstance(value, pd.Timestamp):
            return value.date().isoformat()
        return str(value).lower() if isinstance(value, bool) else str(value)

    return [[cell(value) for value in row] for row in frame.astype(object).to_numpy().tolist()]


# --- loading -------------------------------------------------------------------------------------


def test_nothing_is_loaded_by_the_import() -> None:
    """``import alvvote`` loads no part of it; what is first used, is loaded then."""
    code = "import sys, alvvote; print([m for m in sys.modules if m.startswith('alvvote.')])"
    assert _python(code).strip() == "[]"
    code = "import sys, alvvote; alvvote.votes_of('Utrecht'); print('pandas' in sys.modules)"
    assert _python(code).strip() == "False"


def test_the_command_starts_without_it() -> None:
    """Neither these functions nor pandas are loaded by the command."""
    loaded = _python("import alvvote.cli.app", "-X", "importtime")
    for module in ("alvvote.api", "pandas", "jinja2", "typst"):
        assert not re.search(rf"\| +{re.escape(module)}$", loaded, re.MULTILINE)


def test_names_are_no_modules() -> None:
    """A function and a module of one name would take each other's place."""
    for name in alvvote.__all__:
        assert find_spec(f"alvvote.{name}") is None
        assert getattr(alvvote, name) is not None
        assert name in dir(alvvote)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(alvvote, "nothing")  # noqa: B009 - what is asked for is not there


# --- the roll ------------------------------------------------------------------------------------


def test_the_roll_is_that_of_the_command(run: Run) -> None:
    """The same rows as its CSV, for a date with boundary changes too."""
    for day in ("2026-06-17", "2022-06-01"):
        frame = alvvote.roll_on(day).to_frame()
        there = csv.DictReader(io.StringIO(run("roll", "--datum", day, "--format", "csv").out))
        assert set(frame.columns) == set(ROLL_HEADER) - {"parts"}
        assert _records(frame) == [[row[name] for name in frame.columns] for row in there]


def test_the_roll_by_hand() -> None:
    """342 members with 13,211 votes (article 11, paragraph 3), as whole numbers."""
    roll = alvvote.roll_on()
    frame = roll.to_frame()
    assert (len(roll), roll.votes) == (len(frame), frame["votes"].sum()) == (342, 13_211)
    assert (
        repr(roll)
        == "<MeetingRoll: 342 members, 13,211 votes; CBS 03759ned, 1 January 2026, final>"
    )
    assert dict(zip(frame["municipality"], frame["votes"], strict=True)) == VOTES
    assert str(frame["votes"].dtype) == "Int64"
    assert str(frame["municipality"].dtype) == "string"
    assert str(frame["reference_date"].dtype) == "datetime64[s]"
    assert alvvote.votes_of("Utrecht") == alvvote.votes_of("GM0344") == 75
    assert roll.member("Den Haag").municipality == "'s-Gravenhage"


def test_a_frozen_roll_is_the_same(run: Run, tmp_path: Path) -> None:
    """What the command froze is read back; what was changed since is refused."""
    file = tmp_path / "roll.json"
    file.write_text(run("roll", "--datum", "2026-06-17", "--format", "json").out, encoding="utf-8")
    frozen = alvvote.frozen_roll(file)
    made = alvvote.roll_on("2026-06-17")
    assert frozen.fingerprint == made.fingerprint
    assert frozen.to_frame().equals(made.to_frame())
    file.write_text(file.read_text("utf-8").replace('"votes": 75', '"votes": 74', 1), "utf-8")
    with pytest.raises(alvvote.InputError, match="R108"):
        alvvote.frozen_roll(file)


def test_arguments_that_mean_nothing() -> None:
    """They are errors of the caller, said at once."""
    with pytest.raises(ValueError, match="Invalid isoformat"):
        alvvote.roll_on("soon")
    with pytest.raises(ValueError, match="reference_date"):
        alvvote.roll_on(preliminary=True)
    with pytest.raises(ValueError, match="no CBS code"):
        alvvote.roll_on(inhabitants={"Utrecht": 5})
    with pytest.raises(ValueError, match="name files"):
        alvvote.tally_files()
    with pytest.raises(ValueError, match="no majority"):
        alvvote.tally_files("b.csv", majority="3/2")
    with pytest.raises(ValueError, match="no quorum"):
        alvvote.tally_files("b.csv", quorum="half")
    with pytest.raises(ValueError, match="frozen_roll"):
        alvvote.tally_files(slips="s.csv")


def test_inhabitants_in_place_of_the_figures() -> None:
    """They give other votes, and a warning."""
    roll = alvvote.roll_on("2026-06-17", inhabitants={"344": 12_345})
    assert roll.member("Utrecht").votes == 12
    assert "W104" in {problem.code for problem in roll.problems}


# --- the tally -----------------------------------------------------------------------------------


def test_the_tally_is_that_of_the_command(run: Run, tally: alvvote.MeetingTally) -> None:
    """The same rows as its CSV."""
    files = (EXAMPLE / "ballots.csv", "--agenda", EXAMPLE / "agenda.csv")
    there = list(csv.reader(io.StringIO(run("tally", *files, "--format", "csv").out)))
    frame = tally.to_frame()
    assert tuple(frame.columns) == tuple(name for name, _kind in RESULT_COLUMNS)
    assert [list(frame.columns), *_records(frame)] == there
    for name, kind in RESULT_COLUMNS:
        assert str(frame[name].dtype) == ("datetime64[s]" if kind == "date" else kind)


def test_the_sums_of_the_frames_are_those_of_the_tally(tally: alvvote.MeetingTally) -> None:
    """Votes and members by option, added up from the rows of members."""
    record = tally.record_frame()
    assert tuple(record.columns) == tuple(name for name, _kind in RECORD_COLUMNS)
    for result in tally:
        counts = result.counts
        mine = record[record["vote"] == result.proposal.id]
        if counts is None:
            assert mine.empty
            continue
        assert len(mine) == 342
        for counted in counts.options:
            chosen = mine[mine["choice"] == counted.option.name]
            assert (len(chosen), chosen["votes"].sum()) == counted.total
        none = mine[mine["choice"] == "did not vote"]
        assert (len(none), none["votes"].sum()) == counts.not_voted


def test_the_tally_by_hand(tally: alvvote.MeetingTally) -> None:
    """The totals of Motie 2, added up from the file alone."""
    sums: Counter[str] = Counter()
    for row in example_ballots():
        if row["voorstel"] == "Motie 2":
            sums[WORDS[row["stem"]]] += VOTES[row["gemeente"]]
    frame = tally.to_frame()
    mine = frame[frame["vote"] == "Motie 2"].set_index("option")["votes"]
    assert {option: votes for option, votes in mine.to_dict().items() if votes} == dict(sums)
    assert tally["Motie 2"].outcome == "rejected"
    assert (len(tally), len(tally.results), tally.invented) == (7, 7, True)
    assert repr(tally).startswith("<MeetingTally: Resolutie 1, Motie 2")
    with pytest.raises(KeyError):
        tally["Motie 99"]


def test_rules_are_set_as_by_the_options(run: Run) -> None:
    """Majority, abstentions, blanks and quorum give what the command gives."""
    files = (EXAMPLE / "ballots.csv", "--agenda", EXAMPLE / "agenda.csv")
    options = ("--meerderheid", "Motie 3=2/3", "--onthouding", "telt", "--blanco", "telt")
    there = run("tally", *files, *options, "--quorum", "1/2:leden", "--format", "csv")
    tally = alvvote.tally_files(
        EXAMPLE / "ballots.csv",
        agenda=EXAMPLE / "agenda.csv",
        majority={"Motie 3": "2/3"},
        abstentions_count=True,
        blanks_count=True,
        quorum="1/2:members",
    )
    assert _records(tally.to_frame()) == list(csv.reader(io.StringIO(there.out)))[1:]
    for_all = alvvote.tally_files(
        EXAMPLE / "ballots.csv", agenda=EXAMPLE / "agenda.csv", majority="2/3"
    )
    assert for_all["Resolutie 1"].outcome == "rejected"


def test_votes_on_persons_have_no_rows_of_members(tmp_path: Path) -> None:
    """Totals alone, also in a notebook."""
    (tmp_path / "agenda.csv").write_text("id,title,kind,options\nP1,Verzonnen,personen,A|B\n")
    (tmp_path / "ballots.csv").write_text("voorstel,gemeente,stem\nP1,Utrecht,A\nP1,Aalsmeer,B\n")
    tally = alvvote.tally_files(tmp_path / "ballots.csv", agenda=tmp_path / "agenda.csv")
    assert tally.to_frame()["votes"].tolist() == [75, VOTES["Aalsmeer"]]
    assert tally.record_frame().empty
    assert tally.publication("P (verzonnen)").to_frame().empty


def test_an_error_counts_nothing_and_says_all(tmp_path: Path) -> None:
    """All problems are carried, as data and in words."""
    file = tmp_path / "ballots.csv"
    file.write_text("voorstel,gemeente,stem\nM1,Utrekt,voor\nM1,Aalten,jaja\n")
    with pytest.raises(alvvote.InputError) as caught:
        alvvote.tally_files(file)
    problems = caught.value.problems
    assert [(problem.code, problem.row) for problem in problems] == [("B201", 2), ("B301", 3)]
    text = str(caught.value)
    assert f'error B201  {file}, row 2, gemeente "Utrekt"' in text
    assert "did you mean Utrecht (GM0344)?" in text
    assert isinstance(caught.value, ValueError)
    file.write_text("voorstel,gemeente,stem\n" + "M1,Nergens,voor\n" * 50)
    with pytest.raises(alvvote.InputError, match="and 30 more"):
        alvvote.tally_files(file)
    with pytest.raises(alvvote.InputError, match="F101"):
        alvvote.tally_files(tmp_path / "none.csv")


# --- the publication -----------------------------------------------------------------------------


def test_the_publication_is_that_of_the_command(tally: alvvote.MeetingTally) -> None:
    """The same value, and so the same files."""
    publication = tally.publication(NAME)
    assert publication.value == example()
    assert publication.invented
    assert publication.votes[0].proposal.id == "Resolutie 1"
    assert publication.to_frame().equals(tally.record_frame())
    assert repr(publication).startswith(f"<MeetingPublication: {NAME}: Resolutie 1, Motie 2")


def test_what_was_accredited_and_what_was_ruled() -> None:
    """The meeting with everything: absence by kind, a ruling that differs, nothing of persons."""
    publication = alvvote.MeetingPublication(full())
    frame = publication.to_frame()
    public = [vote for vote in full().votes if vote.per_member]
    assert frame["vote"].unique().tolist() == [vote.proposal.id for vote in public]
    assert "accredited, did not vote" in set(frame["choice"])
    for vote in public:
        for _index, row in frame[frame["vote"] == vote.proposal.id].iterrows():
            choice = vote.choice_of(row["gm_code"])
            assert row["choice"] == (choice.name if isinstance(choice, Option) else choice)
    results = publication.results_frame()
    m1 = results[(results["vote"] == "M1") & (results["option"] == "for")]
    assert m1[["outcome", "ruling"]].to_numpy().tolist() == [["rejected", "adopted"]]
    persons = publication.results_frame().query("vote == 'P1'")
    assert persons["members"].isna().all()
    assert persons["ruling_option"].unique().tolist() == ["A. Voorbeeld"]


def test_writing(tally: alvvote.MeetingTally, tmp_path: Path, run: Run) -> None:
    """The folder is that of the command; what stands there is left alone."""
    out, there = tmp_path / "out", tmp_path / "there"
    written = tally.publication(NAME).write(out, ["chart"])
    assert written.files == len([file for file in out.rglob("*") if file.is_file()])
    files = (EXAMPLE / "ballots.csv", "--agenda", EXAMPLE / "agenda.csv")
    assert run("publish", *files, "--naam", NAME, "--only", "chart", "--out", there).code == 0
    assert (out / "SHA256SUMS").read_bytes() == (there / "SHA256SUMS").read_bytes()
    publication = tally.publication(NAME)
    with pytest.raises(alvvote.InputError, match="U102"):
        publication.write(out, ["chart"])
    publication.write(out, ["chart"], replace=True)
    with pytest.raises(ValueError, match="no such format: docx"):
        publication.write(out, ["docx"])
    with pytest.raises(ValueError, match="no such language: fr"):
        publication.write(out, ["chart"], language="fr")


def test_a_publication_of_nothing(tmp_path: Path) -> None:
    """There is nothing to publish of a file without votes."""
    file = tmp_path / "ballots.csv"
    file.write_text("voorstel,gemeente,stem\n")
    with pytest.raises(alvvote.InputError):
        alvvote.tally_files(file).publication("Niets")


def test_a_dossier(run: Run, tmp_path: Path) -> None:
    """Its publication is that of the command, signed by the key beside it."""
    with pytest.raises(StoreError):
        alvvote.publication_of_dossier(tmp_path / "none.alv")
    dossier = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    with pytest.raises(alvvote.InputError, match="U101"):
        alvvote.publication_of_dossier(dossier)
    for step in (
        ("open", "M1"),
        ("cast", "M1", "--gemeente", "Utrecht", "--stem", "voor"),
        ("close", "M1"),
        ("declare", "M1", "--oordeel", "aangenomen"),
    ):
        assert run("vote", *step, "--dossier", dossier).code == 0
    publication = alvvote.publication_of_dossier(dossier)
    assert publication.votes[0].outcome == "adopted"
    assert publication.problems == ()
    frame = publication.to_frame()
    assert frame[frame["choice"] == "for"]["municipality"].tolist() == ["Utrecht"]
    publication.write(tmp_path / "mine", ["chart", "proof"])
    out = tmp_path / "there"
    assert run("publish", dossier, "--only", "chart,proof", "--out", out).code == 0
    for name in ("SHA256SUMS", "SHA256SUMS.sig"):
        assert (tmp_path / "mine" / name).read_bytes() == (out / name).read_bytes()
    (tmp_path / "alv.key").unlink()
    unsigned = alvvote.publication_of_dossier(dossier)
    assert [problem.code for problem in unsigned.problems] == ["W407"]


# --- the example and the document ----------------------------------------------------------------


def test_three_questions() -> None:
    """The script gives the answers that plain arithmetic on the CSV gives."""
    done = subprocess.run(
        [sys.executable, "examples/three_questions.py"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=60,
    )
    said = done.stdout.splitlines()
    assert "invented" in said[0]
    votes: dict[str, Counter[str]] = {}
    members: dict[str, Counter[str]] = {}
    provinces: dict[str, Counter[str]] = {}
    for row in example_ballots():
        vote, choice, name = row["voorstel"], row["stem"], row["gemeente"]
        votes.setdefault(vote, Counter())[choice] += VOTES[name]
        members.setdefault(vote, Counter())[choice] += 1
        if vote == "Motie 2":
            provinces.setdefault(PROVINCE[name], Counter())[choice] += VOTES[name]
    yes_no = [vote for vote in votes if votes[vote]["voor"]]

    def adopted(vote: str, counts: Counter[str]) -> bool:
        """More than half, but two thirds for a change of the statutes."""
        cast = counts["voor"] + counts["tegen"]
        if vote == "Voorstel 4":
            return 3 * counts["voor"] >= 2 * cast
        return 2 * counts["voor"] > cast

    turned = [v for v in yes_no if adopted(v, votes[v]) != adopted(v, members[v])]
    assert said[1].endswith(f"would have turned: {', '.join(turned)}")

    def share(counts: Counter[str]) -> Fraction:
        return Fraction(counts["voor"], counts["voor"] + counts["tegen"])

    whole = share(votes["Motie 2"])
    most = max(provinces, key=lambda province: abs(share(provinces[province]) - whole))
    cast = provinces[most]["voor"] + provinces[most]["tegen"]
    assert f"{most} differed most: {provinces[most]['voor']} of {cast} votes" in said[2]

    def moved(vote: str) -> int:
        """Move vote after vote to the other side until the outcome is another one."""
        counts, before = votes[vote], adopted(vote, votes[vote])
        step = -1 if before else 1
        return next(
            n
            for n in range(1, 13_212)
            if adopted(
                vote,
                Counter(voor=counts["voor"] + step * n, tegen=counts["tegen"] - step * n),
            )
            != before
        )

    closest = min(yes_no, key=moved)
    assert said[3].startswith(f"3. {closest} was the closest: {moved(closest)} votes ")


def test_the_document_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each block of code in docs/python.md runs, one after the other."""
    text = (CHECKOUT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 4
    (tmp_path / "examples").symlink_to(CHECKOUT / "examples")
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    for block in blocks:
        exec(block, space)  # noqa: S102 - it is our own document
    assert (tmp_path / "uitslagen" / "SHA256SUMS").is_file()


def test_the_document_names_everything() -> None:
    """What is at hand after the import stands in the document."""
    text = (CHECKOUT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in set(alvvote.__all__) - {"__version__"}:
        assert f"`{name}" in text or f".{name}" in text
    for name, _kind in RECORD_COLUMNS:
        assert f"`{name}`" in text
