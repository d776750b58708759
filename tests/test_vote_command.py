"""``alvvote vote open|cast|import|close|status`` as the office meets them.

Votes used, of the final figures of 1 January 2026: Utrecht 75, Amsterdam 75, Borne 25, Zeewolde 24,
Vlieland 1; 342 members have 13,211 votes.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.dossier import open_dossier
from tests.conftest import Ran, Run
from tests.strategies import MEMBERS, xlsx_bytes
from tests.vote_steps import SHA, accredited, choices_in, item, make_meeting, record, state_of

AMSTERDAM, BORNE, UTRECHT, VLIELAND, ZEEWOLDE = "GM0363", "GM0147", "GM0344", "GM0096", "GM0050"


@pytest.fixture
def dossier(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a meeting with motions, an amendment and an election, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return make_meeting(
        run,
        tmp_path / "alv.alv",
        item("M1", advice="discourage"),
        e.TextAdded("M1", "definitive", SHA, "2026-11-01"),
        item("M2", advice="hold over"),
        item("M3"),
        item("S1", "board proposal", majority="2/3"),
        item("V1", "resolution"),
        item("A1", "amendment", parent="V1"),
        item("K1", "board proposal", options=("Plan A", "Plan B", "geen"), rejecting="geen"),
        item("P1", "persons", options=("A. Eerste", "B. Tweede")),
        item("P2", "persons"),
    )


def _good(ran: Ran) -> Ran:
    assert ran.code == 0, ran.out + ran.err
    assert all(len(line) <= 80 for line in (ran.out + ran.err).splitlines()), ran.out
    return ran


def _refused(ran: Ran, *codes: str) -> Ran:
    assert ran.code == 1, ran.out + ran.err
    assert ran.out == ""
    for code in codes:
        assert f" {code}  " in ran.err, ran.err
    return ran


def _problems(ran: Ran) -> list[tuple[str, str | None, str | None]]:
    """Return code, column and value of the problems in a document of a run that failed."""
    assert ran.code == 1, ran.out
    return [(p["code"], p["column"], p["value"]) for p in ran.document["problems"]]


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


class _Terminal(io.StringIO):
    """Input as of a person at a terminal."""

    def isatty(self) -> bool:
        return True


def _at_terminal(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal(answer))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


# open


@pytest.mark.usefixtures("dossier")
def test_open_says_what_is_decided_and_who_can_vote(run: Run) -> None:
    """Question, majority with its article, text with its hash, members and votes."""
    text = _in_one_line(_good(run("vote", "open", "M1")).out)
    assert "M1 Voorbeeld M1" in text
    assert "OPEN" in text
    assert "motion; board advice: discourage" in text
    assert "more than half of the votes cast (Statuten art. 11)" in text
    assert "text: M1, definitive text, SHA-256 0123456789abcdef" in text
    assert "every member on the roll, 342 members, 13,211 votes" in text


@pytest.mark.usefixtures("dossier")
def test_open_a_change_of_the_statutes(run: Run) -> None:
    """Two thirds of the votes cast, Burgerlijk Wetboek 2:43; that there is no text is said."""
    text = _in_one_line(_good(run("vote", "open", "S1")).out)
    assert "at least 2/3 of the votes cast" in text
    assert "Burgerlijk Wetboek 2:43" in text
    assert "text: none was recorded for S1" in text


@pytest.mark.usefixtures("dossier")
def test_open_an_amendment_first(run: Run) -> None:
    """The proposal waits; the amendment says what it amends, and in the end what it changed."""
    _refused(run("vote", "open", "V1"), "V125")
    text = _in_one_line(_good(run("vote", "open", "A1")).out)
    assert "A1 amends V1 Voorbeeld V1" in text
    for args in (("cast", "A1", "--gemeente", "Borne", "--stem", "voor"), ("close", "A1")):
        _good(run("vote", *args))
    record(Path("alv.alv"), e.RulingPronounced("A1", "adopted", None, True, "2026-11-25T14:00:00"))  # noqa: FBT003
    text = _in_one_line(_good(run("vote", "open", "V1")).out)
    assert "text: as amended by A1" in text


@pytest.mark.usefixtures("dossier")
def test_open_on_the_advice(run: Run) -> None:
    """The vote is on the advice, and says so."""
    _refused(run("vote", "open", "M3", "--over", "preadvies"), "V132")
    ran = _good(run("vote", "open", "M2", "--over", "preadvies"))
    advice = "the vote is on the board's advice (hold over), not on the motion itself"
    assert advice in _in_one_line(ran.out)


@pytest.mark.usefixtures("dossier")
def test_open_two_items_in_one_vote(run: Run) -> None:
    """One question with both ids; several words, one act."""
    ran = _good(run("vote", "open", "M2", "M3", "--wijze", "stempassen", "--format", "json"))
    vote = ran.document["vote"]
    assert (vote["id"], vote["items"]) == ("M2+M3", ["M2", "M3"])
    assert (vote["casting"], vote["secret"]) == ("show of passes", False)
    assert vote["majority"] == {"fraction": "1/2", "strict": True}
    assert vote["options"] == ["for", "against", "abstention", "blank"]
    assert vote["turnout"]["entitled"] == {"members": 342, "votes": 13_211}


@pytest.mark.usefixtures("dossier")
def test_together_with_persons_it_stops(run: Run) -> None:
    """Without a terminal there is nobody to ask; --akkoord is the yes."""
    _refused(run("vote", "open", "M3", "P2"), "V113")
    ran = _good(run("vote", "open", "M3", "P2", "--akkoord"))
    assert "that a member voted is recorded, and never what" in _in_one_line(ran.out)


@pytest.mark.parametrize(
    ("answer", "opened"), [("j\n", True), ("y\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_together_with_persons_it_asks_at_a_terminal(
    run: Run,
    dossier: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    opened: bool,  # noqa: FBT001
) -> None:
    """Only a yes opens the vote."""
    _at_terminal(monkeypatch, answer)
    ran = run("vote", "open", "M3", "P2")
    assert "[y/N]" in ran.err
    assert ran.code == (0 if opened else 1)
    assert ("M3+P2" in state_of(dossier).votes) is opened


@pytest.mark.usefixtures("dossier")
def test_it_asks_nothing_where_nobody_is_voted_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two motions in one vote are no reason to ask."""
    _at_terminal(monkeypatch, "")
    assert "[y/N]" not in run("vote", "open", "M2", "M3").err


def test_open_says_who_is_accredited(run: Run, tmp_path: Path) -> None:
    """Where accreditation is used the numbers are announced: 75 + 25 = 100 votes."""
    path = make_meeting(
        run,
        tmp_path / "a.alv",
        item("M1"),
        accredited(UTRECHT),
        accredited(BORNE),
        fix=["--aanmelding"],
    )
    ran = _good(run("vote", "open", "M1", "--dossier", path))
    assert "the accredited, now 2 members, 100 votes" in _in_one_line(ran.out)
    assert state_of(path).votes["M1"].accredited_at_opening == (2, 100)
    refused = run("vote", "cast", "M1", "--gemeente", "Vlieland", "--stem", "v", "--dossier", path)
    _refused(refused, "V105")
    _good(run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "v", "--dossier", path))
    status = _in_one_line(run("vote", "status", "--dossier", path).out)
    assert "voted: 1 of 2 accredited members, 25 votes; still out: 1 member, 75 votes" in status


@pytest.mark.parametrize(
    "args", [("--wijze", "zingen"), ("--over", "motie"), ("--onbekend",)], ids=str
)
@pytest.mark.usefixtures("dossier")
def test_wrong_usage_of_open(run: Run, args: tuple[str, ...]) -> None:
    """Values that are none are wrong usage, exit code 2."""
    assert run("vote", "open", "M1", *args).code == 2
    assert run("vote", "open").code == 2


# cast


@pytest.mark.parametrize(
    ("gemeente", "stem", "code", "option"),
    [
        ("utrecht", "voor", UTRECHT, "for"),
        ("GM0147", "T", BORNE, "against"),
        ("Den Haag", "onthouding", "GM0518", "abstention"),
        ("'s-Hertogenbosch", "Blanco", "GM0796", "blank"),
        ("96", "against", VLIELAND, "against"),
    ],
)
def test_cast_by_any_name_and_word(
    run: Run, dossier: Path, gemeente: str, stem: str, code: str, option: str
) -> None:
    """Names, aliases and codes; the words of ballot files, in any case."""
    run("vote", "open", "M1")
    _good(run("vote", "cast", "m1", "--gemeente", gemeente, "--stem", stem))
    assert choices_in(dossier, "M1") == {code: option}


@pytest.mark.usefixtures("dossier")
def test_cast_says_what_was_recorded(run: Run) -> None:
    """Member, votes, choice; and how many are out: 13,211 - 75 = 13,136 votes."""
    run("vote", "open", "M1")
    ran = _good(run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor"))
    text = _in_one_line(ran.out)
    assert "M1: Utrecht (GM0344), 75 votes: for" in text
    assert "voted: 1 of 342 members, 75 votes; still out: 341 members, 13,136 votes" in text
    ran = run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "t", "--format", "json")
    assert ran.document["turnout"]["out"] == {"members": 340, "votes": 13_111}
    assert ran.document["ballot"] == {
        "gm_code": "GM0147",
        "municipality": "Borne",
        "votes": 25,
        "option": "against",
        "entry": ran.document["entries"][0],
        "replaces": None,
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [("Utrect", "G101"), ("Bergen", "G102"), ("Weesp", "G103"), ("GM9999", "G101")],
)
def test_a_name_is_never_guessed(run: Run, dossier: Path, name: str, code: str) -> None:
    """The same problems as of every other option with a municipality."""
    run("vote", "open", "M1")
    ran = run("vote", "cast", "M1", "--gemeente", name, "--stem", "voor", "--format", "json")
    assert _problems(ran) == [(code, "--gemeente", name)]
    assert choices_in(dossier, "M1") == {}


@pytest.mark.parametrize("stem", ["misschien", "", "Plan A"])
@pytest.mark.usefixtures("dossier")
def test_a_choice_that_is_none(run: Run, stem: str) -> None:
    """The message says which there are."""
    run("vote", "open", "M1")
    ran = run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", stem)
    assert "voor, tegen, onthouding or blanco" in _in_one_line(_refused(ran, "V106").err)


@pytest.mark.usefixtures("dossier")
def test_without_a_choice(run: Run) -> None:
    """On matters a ballot says something."""
    run("vote", "open", "M1")
    _refused(run("vote", "cast", "M1", "--gemeente", "Borne"), "V106")


def test_options_of_its_own(run: Run, dossier: Path) -> None:
    """By their names, in any case; the standard words mean nothing there."""
    run("vote", "open", "K1")
    _good(run("vote", "cast", "K1", "--gemeente", "Borne", "--stem", "plan b"))
    _refused(run("vote", "cast", "K1", "--gemeente", "Utrecht", "--stem", "voor"), "V106")
    assert choices_in(dossier, "K1") == {BORNE: "Plan B"}


def test_a_correction(run: Run, dossier: Path) -> None:
    """Only with --correct and a reason; it names the entry it replaces, also after closing."""
    run("vote", "open", "M1")
    cast = ("vote", "cast", "M1", "--gemeente", "Borne", "--stem")
    first = run(*cast, "voor", "--format", "json").document["entries"][0]
    _refused(run(*cast, "tegen"), "V104")
    _refused(run(*cast, "tegen", "--correct"), "V116")
    ran = _good(run(*cast, "tegen", "--correct", "--reden", "vergissing (verzonnen)"))
    assert f"in place of the ballot of entry {first}" in _in_one_line(ran.out)
    run("vote", "close", "M1")
    ran = run(*cast, "blanco", "--correct", "--reden", "verzonnen", "--format", "json")
    assert ran.document["ballot"]["replaces"] == first + 1
    assert choices_in(dossier, "M1") == {BORNE: "blank"}
    missing = ("vote", "cast", "M1", "--gemeente", "Vlieland", "--stem", "voor")
    _refused(run(*missing, "--correct", "--reden", "verzonnen"), "V117")
    _refused(run(*missing), "V102")


def test_the_reason_of_a_correction_is_private(run: Run, dossier: Path) -> None:
    """It may name persons: it stands in the part that can be erased."""
    run("vote", "open", "M1")
    cast = ("vote", "cast", "M1", "--gemeente", "Borne", "--stem")
    run(*cast, "voor")
    run(*cast, "tegen", "--correct", "--reden", "een naam (verzonnen)")
    with open_dossier(str(dossier), write=False) as opened:
        *_others, entry = opened.log.entries(0)
    assert "een naam" not in json.dumps(entry.public)
    assert entry.private is not None
    assert entry.private["reason"] == "een naam (verzonnen)"


def test_the_same_act_twice_is_recorded_once(run: Run, dossier: Path) -> None:
    """A client that got no answer may ask again, even after closing."""
    run("vote", "open", "M1")
    cast = ("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "voor", "--act", "een-id")
    first = run(*cast, "--format", "json").document
    run("vote", "close", "M1")
    size = state_of(dossier).size
    again = _good(run(*cast, "--format", "json")).document
    assert (first["recorded"], again["recorded"]) == (True, False)
    # Another act under the same id is not recorded; what was, is shown.
    other = run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "tegen", "--act", "een-id")
    assert other.code == 0
    assert "Borne (GM0147)" in other.out
    assert "Utrecht" not in other.out
    assert first["entries"] == again["entries"]
    assert first["head"] == again["head"]
    assert state_of(dossier).size == size


def test_on_persons_only_that_a_member_voted(run: Run, dossier: Path) -> None:
    """No choice is asked, taken or kept."""
    run("vote", "open", "P1")
    _refused(run("vote", "cast", "P1", "--gemeente", "Borne", "--stem", "A. Eerste"), "V107")
    ran = _good(run("vote", "cast", "P1", "--gemeente", "Borne"))
    assert "Borne (GM0147), 25 votes: voted" in ran.out
    assert choices_in(dossier, "P1") == {BORNE: None}
    _refused(run("vote", "cast", "P1", "--gemeente", "Borne"), "V104")


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--stem", "voor"),
        ("--correct",),
        ("--gemeente", "Borne", "--stem", "voor", "--reden", "zomaar"),
        ("--hoofdelijk", "--gemeente", "Borne"),
        ("--hoofdelijk", "--act", "een-id"),
        ("--hoofdelijk", "--stem", "voor"),
        ("--hoofdelijk", "--correct"),
    ],
    ids=str,
)
def test_wrong_usage_of_cast(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    """Options that contradict, or leave out the member where nobody can be asked."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("v\n"))
    run("vote", "open", "M1")
    size = state_of(dossier).size
    assert run("vote", "cast", "M1", *args).code == 2
    assert state_of(dossier).size == size


@pytest.mark.usefixtures("dossier")
def test_a_vote_that_is_not_there(run: Run) -> None:
    """The message lists those that were opened."""
    run("vote", "open", "M1")
    ran = _refused(run("vote", "cast", "M9", "--gemeente", "Borne", "--stem", "v"), "V101")
    assert "M1" in ran.err
    _refused(run("vote", "close", "M3"), "V101")


# import


def _put(name: str, *lines: str) -> str:
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def test_import_a_table_of_the_whole_day(run: Run, dossier: Path) -> None:
    """A column per vote; empty cells are no ballots, also of votes that are not open yet."""
    run("vote", "open", "M1")
    run("vote", "open", "M3")
    file = _put("b.csv", "gemeente,M1,M2,M3", "Utrecht,voor,,tegen", "Borne,,,v", "Vlieland,,,")
    ran = _good(run("vote", "import", file))
    text = _in_one_line(ran.out)
    assert "M1: 1 ballot recorded; voted: 1 of 342 members, 75 votes" in text
    assert "M3: 2 ballots recorded; voted: 2 of 342 members, 100 votes" in text
    assert choices_in(dossier, "M1") == {UTRECHT: "for"}
    assert choices_in(dossier, "M3") == {UTRECHT: "against", BORNE: "for"}


def test_import_a_row_per_ballot(run: Run, dossier: Path) -> None:
    """The long layout, and a file that is named after its vote."""
    run("vote", "open", "M1")
    run("vote", "open", "M3")
    long = _put("b.csv", "voorstel;gm_code;stem", "M1;GM0344;o", "Voorbeeld M1;GM0147;blanco")
    named = _put("m3.csv", "gemeente,stem", "Zeewolde,tegen")
    ran = _good(run("vote", "import", long, named, "--format", "json"))
    counts = [(vote["id"], vote["members"], vote["votes"]) for vote in ran.document["votes"]]
    assert counts == [("M1", 2, 100), ("M3", 1, 24)]
    assert choices_in(dossier, "M1") == {UTRECHT: "abstention", BORNE: "blank"}
    assert choices_in(dossier, "M3") == {ZEEWOLDE: "against"}


def test_import_a_sheet(run: Run, dossier: Path) -> None:
    """The sheet of a workbook that is named."""
    run("vote", "open", "M1")
    Path("b.xlsx").write_bytes(xlsx_bytes([["gemeente", "M1"], ["Utrecht", "voor"]]))
    _refused(run("vote", "import", "b.xlsx", "--sheet", "Blad 9"))
    _good(run("vote", "import", "b.xlsx"))
    assert choices_in(dossier, "M1") == {UTRECHT: "for"}


def test_import_all_members_in_one_act(run: Run, dossier: Path) -> None:
    """342 ballots with 13,211 votes; nobody is out."""
    run("vote", "open", "M1")
    names = [member.name for member in MEMBERS]
    file = _put("b.csv", "gemeente,M1", *(f'"{name}",voor' for name in names))
    ran = _good(run("vote", "import", file, "--format", "json"))
    first, last = ran.document["entries"]
    assert last - first + 1 == 342
    (vote,) = ran.document["votes"]
    assert (vote["members"], vote["votes"]) == (342, 13_211)
    assert vote["turnout"]["out"] == {"members": 0, "votes": 0}
    with open_dossier(str(dossier), write=False) as opened:
        head = opened.log.head()
    assert (head.first, head.size) == (first, last + 1)


def test_import_has_the_problems_of_tally(run: Run, dossier: Path) -> None:
    """The same file, the same findings in the same places; and nothing is recorded."""
    for vote in ("M1", "M3"):
        run("vote", "open", vote)
    bad = _put(
        "b.csv",
        "gemeente,stemmen,M1,M3,M77",
        "Utrect,75,voor,voor,",
        "Bergen,1,voor,voor,",
        "Weesp,1,voor,voor,",
        "Borne,26,voor,misschien,",
        "Vlieland,1,voor,voor,voor",
        "Vlieland,1,tegen,voor,",
        "Zeewolde,24,voor,tegen,",
    )
    agenda = _put("agenda.csv", "id,titel", "M1,Voorbeeld M1", "M3,Voorbeeld M3")
    expected = run("tally", bad, "--agenda", agenda, "--datum", "2026-11-25", "--format", "json")
    ran = run("vote", "import", bad, "--format", "json")
    assert ran.document["problems"] == expected.document["problems"]
    codes = {problem["code"] for problem in ran.document["problems"]}
    assert codes == {"B201", "B202", "B203", "B301", "B302", "B303", "B304"}
    assert (ran.code, choices_in(dossier, "M1"), choices_in(dossier, "M3")) == (1, {}, {})


def test_import_is_all_or_nothing(run: Run, dossier: Path) -> None:
    """Who voted already is named, with the vote; the others are not recorded either."""
    for vote in ("M1", "M3"):
        run("vote", "open", vote)
    _good(run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "voor"))
    _good(run("vote", "cast", "M3", "--gemeente", "Utrecht", "--stem", "voor"))
    file = _put(
        "b.csv", "gemeente,M1,M3", "Borne,tegen,tegen", "Utrecht,voor,tegen", "Vlieland,voor,voor"
    )
    ran = run("vote", "import", file, "--format", "json")
    assert _problems(ran) == [
        ("V104", "M1", "Borne (GM0147)"),
        ("V104", "M3", "Utrecht (GM0344)"),
    ]
    assert choices_in(dossier, "M1") == {BORNE: "for"}
    assert choices_in(dossier, "M3") == {UTRECHT: "for"}
    said = _refused(run("vote", "import", file), "V104").err
    assert "2 errors, nothing was recorded" in said
    # What the first ballots were is not said: only what stands in the file itself could be.
    assert "for" not in said.replace("before", "").split()


@pytest.mark.usefixtures("dossier")
def test_import_for_votes_that_are_not_open(run: Run) -> None:
    """Not opened, closed, or not on the agenda: an error each, beside what is wrong in rows."""
    for vote in ("M1", "M3"):
        run("vote", "open", vote)
    run("vote", "close", "M3")
    ran = run("vote", "import", _put("a.csv", "gemeente,M1,M2,M3", "Borne,voor,voor,voor"))
    _refused(ran, "V101", "V102")
    ran = run("vote", "import", _put("c.csv", "gemeente,M1,M3", "Borne,ja,voor"))
    _refused(ran, "B301", "V102")
    _good(run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "voor"))
    ran = run("vote", "import", _put("d.csv", "gemeente,M1,M3", "Borne,tegen,voor"))
    _refused(ran, "V104", "V102")
    ran = run("vote", "import", _put("b.csv", "gemeente,M1,M88", "Borne,voor,voor"))
    _refused(ran, "B302")


@pytest.mark.usefixtures("dossier")
def test_import_without_a_ballot(run: Run) -> None:
    """A table in which all cells are empty, and one without a vote that is open."""
    run("vote", "open", "M1")
    file = _put("b.csv", "gemeente,M1", "Borne,", "Utrecht,")
    assert _problems(run("vote", "import", file, "--format", "json")) == [("V137", None, None)]


def test_import_of_choices_on_persons(run: Run, dossier: Path) -> None:
    """What members voted on persons is not even taken in."""
    run("vote", "open", "P1")
    file = _put("b.csv", "gemeente,P1", "Borne,A. Eerste")
    _refused(run("vote", "import", file), "V107")
    assert choices_in(dossier, "P1") == {}


def test_the_same_import_twice_is_recorded_once(run: Run, dossier: Path) -> None:
    """With the id of the act the answer is the first one, and not V104."""
    run("vote", "open", "M1")
    file = _put("b.csv", "gemeente,M1", "Borne,voor")
    _good(run("vote", "import", file, "--act", "een-id"))
    size = state_of(dossier).size
    _good(run("vote", "import", file, "--act", "een-id"))
    assert state_of(dossier).size == size


def test_a_file_that_was_imported_before(run: Run, dossier: Path) -> None:
    """Ballots that stand there the same are no errors; only what is new is recorded."""
    run("vote", "open", "M1")
    file = _put("b.csv", "gemeente,M1", "Borne,voor", "Utrecht,tegen")
    _good(run("vote", "import", file))
    size = state_of(dossier).size
    said = _good(run("vote", "import", file)).out
    assert "M1: 0 ballots recorded; 2 stood in the record already, the same" in said
    assert state_of(dossier).size == size
    more = _put("c.csv", "gemeente,M1", "Borne,voor", "Utrecht,tegen", "Vlieland,voor")
    vote = run("vote", "import", more, "--format", "json").document["votes"][0]
    assert (vote["members"], vote["votes"], vote["known"]) == (3, 101, 2)
    assert state_of(dossier).size == size + 1


def test_import_before_there_is_a_vote(run: Run, tmp_path: Path) -> None:
    """A meeting without an agenda takes no ballots."""
    path = make_meeting(run, tmp_path / "leeg.alv")
    file = tmp_path / "b.csv"
    file.write_text("gemeente,M1\nBorne,voor\n", encoding="utf-8")
    _refused(run("vote", "import", file, "--dossier", path), "B302")


# close and status


def test_close(run: Run, dossier: Path) -> None:
    """It says the turnout and what comes next; not what was voted."""
    run("vote", "open", "M1")
    run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "voor")
    ran = _good(run("vote", "close", "M1"))
    text = _in_one_line(ran.out)
    assert "CLOSED" in text
    assert "voted: 1 of 342 members, 25 votes; did not vote: 341 members, 13,186 votes" in text
    assert "next: alvvote vote result M1" in text
    assert state_of(dossier).votes["M1"].status == "closed"
    _refused(run("vote", "close", "M1"), "V102")


@pytest.mark.usefixtures("dossier")
def test_close_a_vote_on_persons(run: Run) -> None:
    """The slips are counted next, by two people."""
    run("vote", "open", "P1")
    ran = _good(run("vote", "close", "P1", "--format", "json"))
    assert ran.document["vote"]["turnout"]["handed_in"] == {"members": 0, "votes": 0}
    run("vote", "open", "P2")
    assert "alvvote vote count P2" in _in_one_line(run("vote", "close", "P2").out)


@pytest.mark.usefixtures("dossier")
def test_status_without_votes(run: Run) -> None:
    """It says what to do."""
    assert "alvvote vote open" in _good(run("vote", "status")).out
    assert run("vote", "status", "--format", "json").document["votes"] == []


def test_status_of_every_kind(run: Run, dossier: Path) -> None:
    """Open, closed, declared, disputed and replaced, by acclamation, and on the advice."""
    moment = "2026-11-25T14:05:00+01:00"
    for vote in ("M1", "M3", "S1"):
        run("vote", "open", vote)
        run("vote", "cast", vote, "--gemeente", "Borne", "--stem", "voor")
    run("vote", "open", "M2", "--over", "preadvies")
    run("vote", "cast", "M2", "--gemeente", "Borne", "--stem", "tegen")
    for vote in ("M1", "M2", "S1"):
        run("vote", "close", vote)
    with open_dossier(str(dossier), write=True) as opened:
        opened.act(lambda state: acts.declare(state, "M1", "adopted", None, moment))
        opened.act(lambda state: acts.declare(state, "M2", "rejected", None, moment))
        opened.act(lambda state: acts.dispute(state, "M1"))
        opened.act(lambda state: acts.acclaim(state, ["A1"], moment))
    text = run("vote", "status").out
    lines = {line.split()[0]: line for line in text.splitlines()[1:6]}
    assert "adopted; disputed" in lines["M1"]
    assert "open" in lines["M3"]
    assert "closed, no ruling" in lines["S1"]
    assert "advice rejected" in lines["M2"]
    with open_dossier(str(dossier), write=True) as opened:
        opened.act(lambda state: acts.open_again(state, "M1", "voter", "call-over", moment))
        opened.act(lambda state: acts.close_vote(state, "M1", moment))
        opened.act(lambda state: acts.declare(state, "M1", "rejected", None, moment))
    votes = {v["id"]: v for v in run("vote", "status", "--format", "json").document["votes"]}
    assert {name: vote["status"] for name, vote in votes.items()} == {
        "M1": "declared",
        "M3": "open",
        "S1": "closed",
        "M2": "declared",
        "A1": "declared",
        "M1/2": "declared",
    }
    assert (votes["M1"]["replaced_by"], votes["M1/2"]["again_of"]) == ("M1/2", "M1")
    assert votes["A1"]["turnout"] is None
    assert votes["M1/2"]["ruling"] == {"outcome": "rejected", "option": None}
    lines = {line.split()[0]: line for line in _good(run("vote", "status")).out.splitlines()[1:3]}
    assert "adopted; replaced by" in lines["M1"]


def _seen(run: Run, path: Path, first: str, second: str) -> list[Any]:
    """Return everything that is shown of an open vote by others than who casts in it."""
    make_meeting(run, path, item("M1"), item("M3"))
    at = ("--dossier", path)
    for vote in ("M1", "M3"):
        run("vote", "open", vote, *at)
    run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", first, *at)
    file = path.with_suffix(".csv")
    file.write_text(f"gemeente,M1,M3\nUtrecht,{second},{first}\n", encoding="utf-8")
    seen: list[Any] = [run("vote", "import", file, *at)]
    file.write_text("gemeente,M1\nUtrecht,voor\nVlieland,tegen\n", encoding="utf-8")
    refused = run("vote", "import", file, *at)
    seen.append(refused.err.replace(str(file), "b.csv"))
    seen.append(run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "voor", *at))
    seen.append(run("vote", "status", *at))
    document = run("vote", "status", *at, "--format", "json").document
    for vote in document["votes"]:
        del vote["opened"]
    return [*seen, document]


def test_nothing_shows_the_direction_of_an_open_vote(run: Run, tmp_path: Path) -> None:
    """Two votes that differ in nothing but the direction look the same."""
    one = _seen(run, tmp_path / "een.alv", "voor", "tegen")
    other = _seen(run, tmp_path / "twee.alv", "tegen", "onthouding")
    assert one == other


def test_a_rehearsal_says_so(run: Run, tmp_path: Path) -> None:
    """Everything it shows does."""
    path = make_meeting(run, tmp_path / "oefening.alv", item("M1"), new=["--oefening"])
    at = ("--dossier", path)
    for args in (
        ("open", "M1"),
        ("cast", "M1", "--gemeente", "Borne", "--stem", "voor"),
        ("status",),
        ("close", "M1"),
    ):
        assert "REHEARSAL" in _good(run("vote", *args, *at)).out


@pytest.mark.parametrize("command", ["open", "cast", "import", "close", "status"])
def test_help(run: Run, command: str) -> None:
    """Each command explains its options."""
    ran = run("vote", command, "--help")
    assert ran.code == 0
    assert "--dossier" in ran.out
