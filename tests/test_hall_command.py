"""``alvvote presence``, ``desk door``, ``vote scan|recount`` and ballots that came by passes.

The day of these tests is invented and lies in 2020: three members with 1, 12 and 34 votes. GM9001
is represented by pass 1 until 14.10, then by its substitute with pass 4; GM9002 lost pass 2 at
14.15 and has pass 5; GM9003 has pass 3 all day. The vote on M1 opened at 14.05.
"""

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from alvvote.cli.scanning import scanned_codes
from alvvote.cli.vote_scan import _Pile
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import open_dossier
from alvvote.minutes.minutes import minutes_of
from alvvote.minutes.record import record_of
from tests.conftest import Ran, Run
from tests.hall_days import Maker, made_dossier, pass_code
from tests.strategies import xlsx_bytes
from tests.vote_steps import choices_in, item, state_of

ONE, TWO, THREE = "GM9001", "GM9002", "GM9003"
P1 = item("P1", "persons", options=("A. Eerste", "B. Tweede"))


def _day(*, close: bool = False, quorum: str | None = None) -> Maker:
    maker = Maker(P1, quorum=quorum)
    for what, code, seconds in (
        ("in", ONE, 60),
        ("in", TWO, 60),
        ("in", THREE, 60),
        ("open", "", 120),
        ("substitute", ONE, 300),
        ("lost", TWO, 300),
    ):
        maker.step(what, code, seconds)
    if close:
        maker.step("close", "", 300)
    return maker


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the day, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return made_dossier(tmp_path / "alv.alv", _day().done)


def _good(ran: Ran) -> Ran:
    assert ran.code == 0, ran.out + ran.err
    assert all(len(line) <= 80 for line in (ran.out + ran.err).splitlines()), ran.out
    return ran


def _codes(ran: Ran) -> list[str]:
    return [problem["code"] for problem in ran.document["problems"] if problem["code"] != "W407"]


def _line(text: str) -> str:
    return " ".join(text.split())


def _file(text: str, name: str = "ballots.csv") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def _input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# presence


@pytest.mark.usefixtures("dossier")
def test_presence_says_who_is_accredited_and_what_changed(run: Run) -> None:
    """Members and votes by province, with the share of all votes; never who represents them."""
    text = _line(_good(run("presence")).out)
    assert "accredited: 3 of 3 members, 47 of 47 votes (100.00 %)" in text
    assert "accredited is not in the hall" in text
    assert "Zeeland 2 of 2 46 of 46 100.00 %" in text
    assert "Zeeland: Verzonnen GM9002 12, Verzonnen GM9003 34" in text
    assert "came for the first time: 3" in text
    assert "14.10 Verzonnen GM9001 (GM9001) substituted 2 wissel" in text
    assert "14.15 Verzonnen GM9002 (GM9002) pass replaced 3 kwijt" in text
    assert not {"Voorbeeld", "Ander", "wethouder", "raadslid"} & set(text.replace(".", " ").split())


@pytest.mark.usefixtures("dossier")
def test_presence_at_a_past_moment(run: Run) -> None:
    """With its day an hour is certain; what came later is not told yet."""
    for om in ("14:02", "14:02:59", "14.02", "2020-06-16T14:02:30+02:00"):
        document = _good(run("presence", "--om", om, "--format", "json")).document
        assert document["accredited"] == {"members": 2, "votes": 13}
        assert [member["gm_code"] for member in document["members"]] == [ONE, TWO]
        assert [change["what"] for change in document["changes"]] == ["came", "came"]
    assert document["moment"] == "2020-06-16T14:02:30+02:00"
    assert document["changes"][0]["moment"] == "2020-06-16T14:01:00+02:00"
    assert _codes(run("presence", "--om", "13:59", "--format", "json")) == ["D180"]
    assert _codes(run("presence", "--om", "2120-01-01T10:00", "--format", "json")) == ["D181"]
    assert run("presence", "--om", "soon").code == 2
    shown = _line(_good(run("presence", "--om", "14:02")).out)
    assert "as it was on 16 June 2020 at 14.02" in shown


@pytest.mark.usefixtures("dossier")
def test_presence_as_rows(run: Run) -> None:
    """Every member on the roll, accredited or not; since the newest accreditation."""
    rows = _good(run("presence", "--om", "14:02:30", "--format", "csv")).out.splitlines()
    assert rows == [
        "gm_code,municipality,province,votes,accredited,since,in_the_hall",
        "GM9001,Verzonnen GM9001,Utrecht,1,true,2020-06-16T14:01:00+02:00,",
        "GM9002,Verzonnen GM9002,Zeeland,12,true,2020-06-16T14:02:00+02:00,",
        "GM9003,Verzonnen GM9003,Zeeland,34,false,,",
    ]


def test_a_clock_that_stepped_back_is_told(run: Run, tmp_path: Path) -> None:
    """The pass of GM9002 was handed out before that of GM9003, by a clock that ran ahead."""
    maker = Maker()
    for code, seconds in ((ONE, 60), (TWO, 600), (THREE, -540)):
        maker.step("in", code, seconds)
    path = made_dossier(tmp_path / "alv.alv", maker.done)
    at = ("presence", "--dossier", path, "--om")
    early = run(*at, "14:01", "--format", "json").document
    assert [member["gm_code"] for member in early["members"]] == [ONE]
    late = run(*at, "14:02", "--format", "json").document
    assert [member["gm_code"] for member in late["members"]] == [ONE, TWO, THREE]
    assert late["clock_stepped_back"] == [5]
    text = _line(_good(run(*at, "14:02")).out)
    assert "the clock stepped back at these entries, whose order counts: 5" in text


def test_a_member_that_came_back(run: Run, tmp_path: Path) -> None:
    """Who left and came again is accredited anew; both are told."""
    maker = Maker()
    for what, seconds in (("in", 60), ("out", 60), ("in", 60)):
        maker.step(what, TWO, seconds)
    path = made_dossier(tmp_path / "alv.alv", maker.done)
    document = _good(run("presence", "--dossier", path, "--format", "json")).document
    assert [(c["what"], c["reason"]) for c in document["changes"]] == [
        ("came", None),
        ("left", "trein"),
        ("came back", None),
    ]
    assert document["members"][0]["since"] == "2020-06-16T14:03:00+02:00"


@pytest.mark.parametrize(
    ("quorum", "reached"),
    [
        ("13/47:stemmen", True),
        (">13/47:stemmen", False),
        ("14/47:stemmen", False),
        ("2/3:leden", True),
        (">2/3:leden", False),
    ],
)
def test_a_quorum_is_reached_exactly_at_its_share(
    run: Run, tmp_path: Path, quorum: str, *, reached: bool
) -> None:
    """Of votes or of members, in whole numbers: two members with 13 of 47 votes are accredited."""
    maker = Maker(item("M2"), quorum=quorum)
    maker.step("in", ONE, 60)
    maker.step("in", TWO, 60)
    path = made_dossier(tmp_path / "alv.alv", maker.done)
    document = run("presence", "--dossier", path, "--format", "json").document
    assert document["quorum"]["reached"] is reached
    opened = run("vote", "open", "M2", "--dossier", path, "--format", "json")
    assert opened.code == 0
    assert _codes(opened) == ([] if reached else ["W430"])
    assert opened.document["accredited"]["quorum"]["reached"] is reached
    assert opened.document["accredited"]["members"] == 2


@pytest.mark.usefixtures("dossier")
def test_opening_a_vote_announces_who_is_accredited(run: Run) -> None:
    """Members, votes and the share; without a quorum nothing is said of one."""
    text = _line(_good(run("vote", "open", "P1")).out)
    assert "accredited: 3 of 3 members, 47 of 47 votes (100.00 %)" in text
    assert "quorum" not in text
    assert "in the hall" not in text


def test_presence_where_accreditation_is_not_used(run: Run, tmp_path: Path) -> None:
    """There is nothing to tell."""
    path = tmp_path / "alv.alv"
    new = ("--datum", "2026-11-25", "--naam", "Voorbeeld (verzonnen)")
    assert run("meeting", "new", path, *new).code == 0
    assert run("meeting", "fix-roll", "--dossier", path).code == 0
    assert _codes(run("presence", "--dossier", path, "--format", "json")) == ["M111"]


def test_after_erasure(run: Run, dossier: Path) -> None:
    """Who is accredited stays known; since when, by which pass and why is gone."""
    assert run("vote", "scan", "M1", "--stem", "voor", "3").code == 0
    assert run("vote", "close", "M1").code == 0
    assert run("meeting", "published", "--datum", "2020-07-01").code == 0
    assert run("ledger", "erase", "--personal", "--reden", "voorbeeld").code == 0
    document = _good(run("presence", "--format", "json")).document
    assert document["accredited"] == {"members": 3, "votes": 47}
    assert [change["what"] for change in document["changes"]][-2:] == [
        "substituted",
        "pass replaced",
    ]
    assert {(c["moment"], c["desk"], c["reason"]) for c in document["changes"]} == {
        (None, None, None)
    }
    assert "erased" in _good(run("presence")).out
    assert _codes(run("presence", "--om", "14:02", "--format", "json")) == ["D179"]
    assert _codes(run("desk", "door", "3", "--in", "--format", "json")) == ["D179"]
    assert "emergency count" not in run("vote", "result", "M1").out
    assert run("ledger", "verify", "--dossier", dossier).code == 0


# The door


@pytest.mark.usefixtures("dossier")
def test_the_door_is_never_a_toggle(run: Run) -> None:
    """In is in, out is out; a second scan on the same way is told, and counts nobody out."""
    assert "in the hall" not in run("presence").out.replace("not in the hall", "")
    text = _line(_good(run("desk", "door", "3", "--in", "--deur", "A")).out)
    assert "Verzonnen GM9003 (GM9003), 34 votes: into the hall" in text
    assert "in the hall, by the scan at the door: 1 member, 34 votes" in text
    twice = run("desk", "door", pass_code(3), "--in", "--format", "json")
    assert (twice.code, _codes(twice)) == (1, ["D109"])
    assert "by the scan at the door: 1 member, 34 votes" in _line(run("presence").out)
    out = _good(run("desk", "door", "--gemeente", THREE, "--uit", "--format", "json")).document
    assert out["in_the_hall"] == {"members": 0, "votes": 0}
    assert [scan["inside"] for scan in out["passed"]] == [False]
    assert _codes(run("desk", "door", "1", "--in", "--format", "json")) == ["D172"]
    for wrong in (["3"], ["3", "--in", "--uit"], ["--in"], ["3", "--gemeente", ONE, "--in"]):
        assert run("desk", "door", *wrong).code == 2


@pytest.mark.usefixtures("dossier")
def test_who_leaves_is_not_in_the_hall(run: Run) -> None:
    """Nor is who comes back, until the new pass is scanned at the door."""

    def inside() -> tuple[int, int]:
        document = run("presence", "--format", "json").document
        return document["accredited"]["members"], document["in_the_hall"]["members"]

    _good(run("desk", "door", "3", "--in"))
    assert inside() == (3, 1)
    assert "Zeeland: Verzonnen GM9002 12, Verzonnen GM9003 34" in run("presence").out
    _good(run("desk", "check-out", "--gemeente", THREE))
    assert inside() == (2, 0)
    assert "Zeeland: Verzonnen GM9002 12\n" in run("presence").out
    _good(run("desk", "check-in", "--gemeente", THREE, "--volmacht", "papier"))
    assert inside() == (3, 0)
    _good(run("desk", "door", "--gemeente", THREE, "--in"))
    assert inside() == (3, 1)


@pytest.mark.usefixtures("dossier")
def test_a_scanner_at_the_door(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes end with CR or LF; each is answered, and one that is wrong stops nothing."""
    _input(monkeypatch, f"3\r{pass_code(4)}\r\nXXX\n5".encode())
    ran = run("desk", "door", "-", "--in")
    assert ran.code == 1
    assert _line(ran.err).count("into the hall") == 3
    assert '!! error D170 "XXX"' in _line(ran.err)
    assert "3 members, 47 votes" in _line(ran.out)


def test_codes_from_a_scanner_are_there_as_soon_as_they_end() -> None:
    """However the bytes come in, and without waiting for what comes after a CR."""

    class _Pieces(io.BytesIO):
        def __init__(self, *pieces: bytes) -> None:
            self.pieces = list(pieces)

        def read1(self, size: int | None = -1) -> bytes:  # noqa: ARG002
            return self.pieces.pop(0) if self.pieces else b""

    stream = _Pieces(b"0137", b"K4MX7\r", b"\n0138\r\n", b" \r", b"0139")
    codes = scanned_codes(stream)
    assert next(codes) == "0137K4MX7"
    assert len(stream.pieces) == 3
    assert list(codes) == ["0138", "0139"]


# Ballots that came by a pass or a handset


def _accreditations(dossier: Path) -> dict[str, int | None]:
    with open_dossier(str(dossier), write=False) as opened:
        entries = opened.log.entries(0, opened.state.size)
        return {
            entry.public["gm_code"]: entry.public["accreditation"]
            for entry in entries
            if entry.kind == e.BallotCast.kind
        }


def test_ballots_by_pass(run: Run, dossier: Path) -> None:
    """By number or whole code, whatever the spreadsheet did to it; its accreditation is kept."""
    rows: list[list[str | int | None]] = [
        ["stempas", "stem"],
        [4, "voor"],
        [pass_code(5), "tegen"],
        ["0003", "voor"],
    ]
    Path("M1.xlsx").write_bytes(xlsx_bytes(rows))
    _good(run("vote", "import", "M1.xlsx"))
    assert choices_in(dossier, "M1") == {ONE: "for", TWO: "against", THREE: "for"}
    assert _accreditations(dossier) == state_of(dossier).accredited
    assert run("ledger", "verify").code == 0


def test_the_pass_of_the_moment_counts(run: Run, dossier: Path) -> None:
    """Before 14.10 GM9001 voted by the pass of the one who was there then."""
    file = _file(
        "voorstel,stempas,tijd,stem,opmerking\n"
        "M1,1,14:07:30,voor,verzonnen\nM1,5,14.16,tegen,verzonnen\n"
        "M1,3,2020-06-16T12:20:00Z,voor,verzonnen\n"
    )
    _good(run("vote", "import", file))
    first = next(
        n for n, event in enumerate(_day().done.events) if isinstance(event, e.MemberAccredited)
    )
    assert _accreditations(dossier)[ONE] == first
    assert choices_in(dossier, "M1") == {ONE: "for", TWO: "against", THREE: "for"}
    assert run("ledger", "verify").code == 0


@pytest.mark.usefixtures("dossier")
def test_all_that_is_wrong_with_passes_is_told_at_once(run: Run) -> None:
    """Each with its row and column, since when and why; nothing is recorded."""
    file = _file(
        "stempas,tijd,stem,gemeente\n"
        "1,,voor,\n"
        "2,14:15:01,voor,\n"
        "1,14:10,voor,\n"
        "4,14:09:59,voor,\n"
        "5,14:12,voor,\n"
        "99,,voor,\n"
        f"{pass_code(3)[:-1]}X,,voor,\n"
        "3,14:04,voor,\n"
        "3,kwart,voor,\n"
        ",,voor,\n"
        f"3,,voor,{TWO}\n"
        "3,2120-01-01T10:00:00,voor,\n"
        "3,,misschien,\n",
        "M1.csv",
    )
    ran = run("vote", "import", file, "--format", "json")
    assert ran.code == 1
    found = [(p["row"], p["column"], p["code"]) for p in ran.document["problems"]]
    assert found == [
        (2, "stempas", "D172"),
        (3, "stempas", "D172"),
        (5, "stempas", "D173"),
        (6, "stempas", "D173"),
        (7, "stempas", "D171"),
        (8, "stempas", "D170"),
        (9, "tijd", "V146"),
        (10, "tijd", "V145"),
        (11, "stempas", "B205"),
        (12, "stempas", "D182"),
        (13, "tijd", "V146"),
        (14, "stem", "B301"),
    ]
    text = _line(run("vote", "import", file).err)
    assert "became worthless at 14.10: another representative took over" in text
    assert "became worthless at 14.15: it was lost, and replaced" in text
    assert "handed out later, at 14.10" in text
    assert "which was open from 14.05 to" in text


@pytest.mark.usefixtures("dossier")
def test_a_clock_that_is_wrong_is_one_cause(run: Run) -> None:
    """Where all times lie outside the vote it is told once; one that is right shows the others."""
    rows = ["stempas,tijd,stem", *(f"{number},13:0{number},voor" for number in (3, 4, 5))]
    ran = run("vote", "import", _file("\n".join(rows), "M1.csv"), "--format", "json")
    assert [(p["row"], p["code"]) for p in ran.document["problems"]] == [(1, "V146")]
    rows[-1] = "5,14:16,voor"
    ran = run("vote", "import", _file("\n".join(rows), "M1.csv"), "--format", "json")
    assert [(p["row"], p["code"]) for p in ran.document["problems"]] == [(2, "V146"), (3, "V146")]


@pytest.mark.parametrize(("second", "code"), [("tegen", "B303"), ("voor", "W202")])
def test_two_passes_of_one_member_are_two_ballots(
    run: Run, dossier: Path, second: str, code: str
) -> None:
    """The representative voted, and later the substitute: the message says by which pass."""
    file = _file(f"stempas,tijd,stem\n1,14:07,voor\n3,14:07,voor\n4,14:12,{second}\n", "M1.csv")
    ran = run("vote", "import", file)
    assert code in ran.err
    assert "row 2 with pass 1" in _line(ran.err)
    assert ran.code == (code == "B303")
    assert len(choices_in(dossier, "M1")) == (0 if code == "B303" else 2)


def test_ballots_by_handset(run: Run, dossier: Path) -> None:
    """The list says who holds which: by member it goes on to a substitute, by pass not."""
    _file(f"stemkastje,stempas,gemeente\n7,,{ONE}\n8,5,\n009,3,\n10,1,\n", "kastjes.csv")
    ballots = _file("stemkastje,M1\n007,voor\n8,tegen\n9,onthouding\n", "b.csv")
    ran = run("vote", "import", ballots, "--kastjes", "kastjes.csv", "--format", "json")
    assert _codes(ran) == ["D177"]
    _file(f"stemkastje,stempas,gemeente\n7,,{ONE}\n8,5,\n009,3,\n8,2,\n", "kastjes.csv")
    ran = run("vote", "import", ballots, "--kastjes", "kastjes.csv", "--format", "json")
    assert _codes(ran) == ["D176"]
    _file(f"stemkastje,stempas,gemeente\n7,,{ONE}\n8,5,\n009,3,\n", "kastjes.csv")
    other = _file("stemkastje,M1\n11,voor\n", "other.csv")
    ran = run("vote", "import", other, "--kastjes", "kastjes.csv", "--format", "json")
    assert _codes(ran) == ["D174"]
    assert _codes(run("vote", "import", ballots, "--format", "json")) == ["D175"] * 3
    both = _file("stempas,stemkastje,M1\n3,7,voor\n", "both.csv")
    ran = run("vote", "import", both, "--kastjes", "kastjes.csv", "--format", "json")
    assert [(p["row"], p["column"]) for p in ran.document["problems"]][:1] == [(2, "stemkastje")]
    assert _codes(ran) == ["D182"]
    _good(run("vote", "import", ballots, "--kastjes", "kastjes.csv"))
    assert choices_in(dossier, "M1") == {ONE: "for", TWO: "against", THREE: "abstention"}


def test_a_handset_in_the_minute_of_a_substitution(run: Run, dossier: Path) -> None:
    """14.10 is a whole minute, in which both could have voted: the one who came last counts."""
    _file(f"stemkastje,gemeente\n7,{ONE}\n", "kastjes.csv")
    ballots = _file("stemkastje,tijd,stem\n7,14:10,voor\n", "M1.csv")
    _good(run("vote", "import", ballots, "--kastjes", "kastjes.csv"))
    assert _accreditations(dossier) == {ONE: state_of(dossier).accredited[ONE]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("stemkastje,gemeente\n1,Nergenshuizen\n", "B201"),
        ("stemkastje,stempas\n,1\n", "B205"),
        ("stemkastje,stempas\n1,\n", "B205"),
        ("stemkastje,stempas\n1,99\n", "D171"),
        ("stemkastje,naam\n1,x\n", "F112"),
        ("stempas\n1\n", "F112"),
        ("stemkastje,handset,stempas\n1,1,1\n", "F113"),
        (None, "F101"),
    ],
)
@pytest.mark.usefixtures("dossier")
def test_a_list_of_handsets_that_is_wrong(run: Run, text: str | None, code: str) -> None:
    """As of any file: what is wrong, and where."""
    name = "nergens.csv" if text is None else _file(text, "kastjes.csv")
    ballots = _file("stempas,M1\n3,voor\n", "b.csv")
    ran = run("vote", "import", ballots, "--kastjes", name, "--format", "json")
    assert _codes(ran) == [code]


@pytest.mark.usefixtures("dossier")
def test_passes_mean_nothing_without_a_dossier(run: Run) -> None:
    """A plain tally says so in one message; a time beside several votes is nobody's."""
    ballots = _file("stempas,M1\n3,voor\n4,voor\n", "b.csv")
    assert _codes(run("tally", ballots, "--format", "json")) == ["V144"]
    wide = _file("stempas,tijd,M1,P1\n3,14:07,voor,\n", "w.csv")
    assert _codes(run("vote", "import", wide, "--format", "json")) == ["V147"]
    timed = _file(f"gemeente,tijd,M1\n{THREE},14:07,voor\n", "t.csv")
    assert "W204" in _good(run("vote", "import", timed)).err


# The emergency count


def test_piles_are_cast_at_two_desks(run: Run, dossier: Path) -> None:
    """Each scan is a ballot; the second desk that scans a pass is told in which pile it lies."""
    text = _line(_good(run("vote", "scan", "M1", "--stem", "voor", "3", "--desk", "1")).out)
    assert "M1: cast from the pile for: 1 member, 34 votes" in text
    second = run("vote", "scan", "M1", "--stem", "tegen", "3", pass_code(5), "--desk", "2")
    assert second.code == 1
    assert 'D112 "Verzonnen GM9003 (GM9003)": lies in the pile for already' in _line(second.err)
    assert "cast from the pile against: 1 member, 12 votes" in _line(second.out)
    assert choices_in(dossier, "M1") == {THREE: "for", TWO: "against"}
    with open_dossier(str(dossier), write=False) as opened:
        private = [entry.private or {} for entry in opened.log.entries()][-2:]
    assert [each["way"] for each in private] == [f"emergency count, desk {d}" for d in (1, 2)]
    moved = _good(
        run("vote", "scan", "M1", "--stem", "tegen", "3", "--verplaats", "--format", "json")
    ).document
    assert moved["counted"] == {"members": 2, "votes": 46}
    assert choices_in(dossier, "M1") == {THREE: "against", TWO: "against"}
    assert _accreditations(dossier)[THREE] == state_of(dossier).accredited[THREE]
    status = _line(_good(run("vote", "status")).out)
    assert "M1: emergency count: 2 members, 46 votes voted by a pass that was scanned" in status
    assert "against" not in status
    assert run("ledger", "verify").code == 0


def test_two_desks_at_the_same_moment(dossier: Path) -> None:
    """Both have the dossier open; the one that is later sees what the first recorded."""
    with (
        open_dossier(str(dossier), write=True) as one,
        open_dossier(str(dossier), write=True) as other,
    ):
        piles = [
            _Pile("M1", stem, desk, moved=False, recount=recount)
            for stem, desk, recount in (
                ("voor", "1", False),
                ("tegen", "2", False),
                ("voor", "1", True),
                ("tegen", "2", True),
            )
        ]
        assert one.state == other.state
        piles[0].scan(one, "3")
        with pytest.raises(Refused) as refused:
            piles[1].scan(other, "3")
        assert [problem.code for problem in refused.value.problems] == ["D112"]
        piles[2].scan(other, "3")
        with pytest.raises(Refused) as refused:
            piles[3].scan(one, "3")
        assert [(p.code, p.expected) for p in refused.value.problems] == [("D112", "for")]


@pytest.mark.usefixtures("dossier")
def test_what_is_not_scanned(run: Run) -> None:
    """Worthless and unknown passes, ballots that came otherwise, votes on persons."""

    def refused(*args: str) -> list[str]:
        ran = run("vote", "scan", *args, "--format", "json")
        assert ran.code == 1
        return _codes(ran)

    assert refused("M1", "--stem", "voor", "1", "2", "99") == ["D172", "D172", "D171"]
    assert refused("M1", "--stem", "misschien", "3") == ["V106"]
    assert run("vote", "cast", "M1", "--gemeente", THREE, "--stem", "tegen").code == 0
    assert refused("M1", "--stem", "voor", "3") == ["V104"]
    assert refused("M1", "--stem", "voor", "3", "--verplaats") == ["V104"]
    assert run("vote", "open", "P1").code == 0
    assert refused("P1", "--stem", "voor", "3") == ["V148"]
    assert refused("P1", "--stem", "voor", "3", "--hertelling") == ["V148"]
    assert _codes(run("vote", "recount", "P1", "--format", "json")) == ["V148"]
    assert _codes(run("vote", "recount", "M1", "--format", "json")) == ["V103"]
    assert run("vote", "close", "M1").code == 0
    assert refused("M1", "--stem", "voor", "5") == ["V102"]
    assert _codes(run("vote", "recount", "M1", "--format", "json")) == ["V149"]
    assert refused("M9", "--stem", "voor", "5") == ["V101"]


def test_a_pile_from_a_scanner(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each pass, with a running count; a pass scanned twice stops nothing."""
    _input(monkeypatch, b"4\r3\r3\r5\r")
    ran = run("vote", "scan", "M1", "--stem", "voor")
    assert ran.code == 1
    text = _line(ran.err)
    assert "Verzonnen GM9001 (GM9001), 1 vote: for; this pile: 1 member, 1 vote" in text
    assert "this pile: 2 members, 35 votes; all: 2 members, 35 votes" in text
    assert "!! error D112" in text
    assert "this pile: 3 members, 47 votes" in text
    assert len(choices_in(dossier, "M1")) == 3
    _input(monkeypatch, b"\r\n")
    assert _good(run("vote", "scan", "M1", "--stem", "voor")).err.startswith("warning W407")
    _input(monkeypatch, b"3\r")
    again = run("vote", "scan", "M1", "--stem", "voor")
    assert (again.code, again.out) == (1, "")


class _Interrupted(io.BytesIO):
    """What a scanner sends, and then Ctrl-C."""

    def read1(self, size: int | None = -1, /) -> bytes:
        """Return what came in."""
        data = super().read1(size)
        if not data:
            raise KeyboardInterrupt
        return data


def test_a_pile_that_is_interrupted(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was scanned is said as at the end."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(_Interrupted(b"4\r")))
    ran = _good(run("vote", "scan", "M1", "--stem", "voor"))
    assert "M1: cast from the pile for: 1 member" in _line(ran.out)
    assert len(choices_in(dossier, "M1")) == 1


def _closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ballots: dict[str, str]) -> Path:
    """Make the day with these ballots in a vote that was closed at 14.20."""
    monkeypatch.chdir(tmp_path)
    maker = _day()
    for code, option in ballots.items():
        maker.ballot(code, option)
    maker.step("close", "", 300)
    return made_dossier(tmp_path / "alv.alv", maker.done)


def test_a_recount_member_by_member(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every member that differs, what is only here and only there, and whether it matters."""
    path = _closed(tmp_path, monkeypatch, {ONE: "for", THREE: "for"})
    # Pass 1 was valid while the vote was open, though it is worthless now.
    scan = ("vote", "scan", "M1", "--hertelling", "--desk", "2")
    assert run(*scan, "--stem", "tegen", "1", "3").code == 0
    double = run(*scan, "--stem", "voor", "4", "--format", "json")
    assert _codes(double) == ["D112"]
    assert run(*scan, "--stem", "voor", "5", "1", "--verplaats").code == 0
    ran = run("vote", "recount", "M1", "--format", "json")
    document = ran.document
    assert document["differences"] == [
        {
            "gm_code": TWO,
            "municipality": "Verzonnen GM9002",
            "votes": 12,
            "here": "for",
            "there": None,
            "difference": "only here",
        },
        {
            "gm_code": THREE,
            "municipality": "Verzonnen GM9003",
            "votes": 34,
            "here": "against",
            "there": "for",
            "difference": "other",
        },
    ]
    assert document["here"]["options"][:2] == [
        {"option": "for", "members": 2, "votes": 13},
        {"option": "against", "members": 1, "votes": 34},
    ]
    assert document["there"]["handed_in"] == {"members": 2, "votes": 35}
    assert (document["same_outcome"], document["there"]["outcome"]) == (False, "adopted")
    text = _line(_good(run("vote", "recount", "M1")).out)
    assert "2 members differ:" in text
    assert "Verzonnen GM9003 (GM9003) 34 against for another choice" in text
    assert "the outcome is NOT the same: REJECTED against ADOPTED" in text
    rows = run("vote", "recount", "M1", "--format", "csv").out.splitlines()
    assert rows[1:] == [
        "GM9002,Verzonnen GM9002,12,for,,only here",
        "GM9003,Verzonnen GM9003,34,against,for,other",
    ]
    result = _line(run("vote", "result", "M1").out)
    assert "recount of passes: 3 members, 47 votes" in result
    assert "the recount differs from the ballots for 2 members; ANOTHER OUTCOME" in result
    assert choices_in(path, "M1") == {ONE: "for", THREE: "for"}
    assert run("ledger", "verify").code == 0
    assert run("vote", "declare", "M1", "--oordeel", "aangenomen").code == 0
    with open_dossier(str(path), write=False) as opened:
        minutes = repr(minutes_of(record_of(opened), "en"))
    assert "it differs from the ballots for 2 members; the outcome is another" in minutes


def test_a_pass_that_was_worthless_during_the_vote_is_not_recounted(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It left before the vote was opened: in the pile it is a pass that someone found."""
    monkeypatch.chdir(tmp_path)
    maker = Maker()
    for what, code in (("in", ONE), ("lost", ONE), ("open", ""), ("in", TWO), ("close", "")):
        maker.step(what, code, 60)
    made_dossier(tmp_path / "alv.alv", maker.done)
    ran = run("vote", "scan", "M1", "--stem", "voor", "--hertelling", "1", "--format", "json")
    assert _codes(ran) == ["D172"]
    _good(run("vote", "scan", "M1", "--stem", "voor", "--hertelling", "2", "3"))


def test_a_comparison_with_the_export_of_the_voting_system(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same columns as for import; a pass counts that was valid while the vote was open."""
    _closed(tmp_path, monkeypatch, {ONE: "for", TWO: "for", THREE: "against"})
    file = _file("stempas,tijd,stem\n1,14:07,voor\n5,14:16,voor\n3,,tegen\n", "M1.csv")
    ran = _good(run("vote", "recount", "M1", file, "--format", "json")).document
    assert (ran["here"]["record"], ran["there"]["record"]) == ("ballots", "file")
    assert (ran["differences"], ran["same_outcome"]) == ([], True)
    assert "every member has the same choice in both" in run("vote", "recount", "M1", file).out
    late = _file("stempas,tijd,stem\n3,14:21,tegen\n", "M1.csv")
    assert _codes(run("vote", "recount", "M1", late, "--format", "json")) == ["V146"]
    other = _file("voorstel,stempas,stem\nP1,3,A. Eerste\n", "P1.csv")
    assert _codes(run("vote", "recount", "M1", other, "--format", "json")) == ["V137"]
    for arguments in (("1",), ("4",)):
        # Both passes of GM9001 were valid in this vote; a second one is a second ballot.
        file = _file(f"stempas,stem\n{arguments[0]},voor\n", "M1.csv")
        found = run("vote", "recount", "M1", file, "--format", "json").document
        assert [d["gm_code"] for d in found["differences"]] == [TWO, THREE]


@pytest.mark.usefixtures("dossier")
def test_the_log_hides_a_recount_as_it_hides_ballots(run: Run) -> None:
    """As long as the vote is open: that a pass was scanned, and not in which pile."""
    scan = ("vote", "scan", "M1", "--stem", "tegen")
    assert run(*scan, "--hertelling", "3").code == 0
    assert run(*scan, "3").code == 0

    def logged() -> tuple[list[Any], str]:
        entries = run("ledger", "log", "--format", "json").document["entries"]
        told = [entry for entry in entries if entry["kind"].startswith("ballot.")]
        return told, "\n".join(run("ledger", "log").out.splitlines()[-4:])

    entries, text = logged()
    assert [entry["option_hidden"] for entry in entries] == [True, True]
    assert not [entry for entry in entries if "option" in entry["public"]]
    assert "against" not in text
    assert "recount" in text
    assert run("vote", "close", "M1").code == 0
    entries, text = logged()
    assert [entry["public"]["option"] for entry in entries] == ["against", "against"]
    assert text.count("against") == 2


def test_the_minutes_mention_an_emergency_count(run: Run, dossier: Path) -> None:
    """How many voted so; what they voted stands in the counts."""
    assert run("vote", "scan", "M1", "--stem", "voor", "3", "4").code == 0
    assert run("vote", "close", "M1").code == 0
    result = run("vote", "result", "M1", "--format", "json").document["vote"]
    assert result["emergency_count"] == {"members": 2, "votes": 35}
    assert result["recount"] is None
    with open_dossier(str(dossier), write=False) as opened:
        minutes = repr(minutes_of(record_of(opened), "en"))
    assert "2 members, 35 votes voted by a pass that was scanned" in minutes


def test_nothing_names_a_person(run: Run, dossier: Path) -> None:
    """No output of these commands holds a name or function of a representative."""
    assert dossier.exists()
    outputs = [
        run("presence").out,
        run("presence", "--format", "json").out,
        run("presence", "--format", "csv").out,
        run("vote", "scan", "M1", "--stem", "voor", "3", "--format", "json").out,
        run("desk", "door", "3", "--in", "--format", "json").out,
    ]
    names = ("A. Voorbeeld", "B. Ander", "raadslid", "wethouder")
    assert not [name for name in names for out in outputs if name in out]
