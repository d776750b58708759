"""``alvvote vote result`` and what follows: the ruling, disputes, notes, and no vote at all.

Votes follow from the figures of 1 January 2026: Utrecht 75 and Borne 25, as article 11 has it.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.strategies import BY_CODE, MEMBERS
from tests.vote_steps import SHA, accredited, item, make_meeting, record, state_of

UTRECHT, BORNE = "GM0344", "GM0147"


def test_the_votes_used_here() -> None:
    """75 is the maximum; 25,038 inhabitants make 25 votes."""
    assert (BY_CODE[UTRECHT].votes, BY_CODE[BORNE].votes) == (75, 25)


def _vote(run: Run, dossier: Path, name: str, *ballots: tuple[str, str], wijze: str = "") -> None:
    """Open a vote, take ballots (municipality and choice), and close it."""
    at = ("--dossier", dossier)
    manner = ("--wijze", wijze) if wijze else ()
    assert run("vote", "open", name, *manner, *at).code == 0
    for municipality, choice in ballots:
        ran = run("vote", "cast", name, "--gemeente", municipality, "--stem", choice, *at)
        assert ran.code == 0, ran.err
    assert run("vote", "close", name, *at).code == 0


def _codes_adding_up_to(votes: int, of: list[str]) -> list[str]:
    """Return members that together have exactly so many votes."""
    codes: list[str] = []
    # The largest first: what is left then is made up of the many that have few votes.
    for code in sorted(of, key=lambda code: -BY_CODE[code].votes):
        if BY_CODE[code].votes <= votes:
            codes.append(code)
            votes -= BY_CODE[code].votes
    assert votes == 0
    return codes


def _ballots(tmp_path: Path, name: str, counts: dict[str, int]) -> Path:
    """Write a file of ballots in which these choices have exactly so many votes."""
    left = [member.gm_code for member in MEMBERS]
    lines = ["voorstel,gm_code,stem"]
    for choice, votes in counts.items():
        codes = _codes_adding_up_to(votes, left)
        left = [code for code in left if code not in codes]
        lines += [f"{name},{code},{choice}" for code in codes]
    path = tmp_path / "stemmen.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _aloud(run: Run, tmp_path: Path, counts: dict[str, int], *new: str, **fields: Any) -> str:
    """Return what is read out of a vote in which the choices have exactly so many votes."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1", **fields), new=new)
    at = ("--dossier", path)
    run("vote", "open", "M1", *at)
    assert run("vote", "import", _ballots(tmp_path, "M1", counts), *at).code == 0
    run("vote", "close", "M1", *at)
    ran = run("vote", "result", "M1", "--voorlezen", *at)
    assert ran.code == 0
    return " ".join(ran.out.split())


# What the chair reads out.


def test_read_out_rejected(run: Run, tmp_path: Path) -> None:
    """5,377 for and 7,123 against are 12,500 votes cast: 6,251 were needed; 43.016 % is for."""
    said = _aloud(run, tmp_path, {"voor": 5_377, "tegen": 7_123, "onthouding": 91})
    assert said == (
        "Motion M1 is rejected: 5,377 votes for, 7,123 against; "
        "needed were 6,251 of the 12,500 votes cast (more than half). "
        "For: 43.02 % of the votes cast."
    )


def test_read_out_a_tie(run: Run, tmp_path: Path) -> None:
    """Exactly half is not more than half: rejected, and it is said that the votes are tied."""
    said = _aloud(run, tmp_path, {"voor": 6_000, "tegen": 6_000})
    assert said == (
        "Motion M1 is rejected: 6,000 votes for, 6,000 against; "
        "needed were 6,001 of the 12,000 votes cast (more than half). "
        "The votes are tied: for and against have 6,000 votes each. "
        "For: 50.00 % of the votes cast."
    )


def test_read_out_the_narrowest(run: Run, tmp_path: Path) -> None:
    """6,001 of 12,001 is 50.00416… %: never 50.00 % beside adopted."""
    said = _aloud(run, tmp_path, {"voor": 6_001, "tegen": 6_000})
    assert "is adopted: 6,001 votes for, 6,000 against" in said
    assert "For: 50.004 % of the votes cast." in said


def test_read_out_abstentions_that_count(run: Run, tmp_path: Path) -> None:
    """What counts as cast is named: then the votes add up to what the share is of."""
    counts = {"voor": 50, "tegen": 40, "onthouding": 10}
    said = _aloud(run, tmp_path, counts, "--onthouding", "telt")
    assert "is rejected: 50 votes for, 40 against, 10 abstention; " in said
    assert "needed were 51 of the 100 votes cast" in said


def test_read_out_without_a_quorum(run: Run, tmp_path: Path) -> None:
    """Half of 13,211 votes is 6,606; fewer than that came in."""
    said = _aloud(run, tmp_path, {"voor": 6_605}, "--quorum", "1/2:stemmen")
    assert said.startswith("Motion M1 is not decided, for want of a quorum: ")
    assert "6,605 of all 13,211 votes" in said
    assert "at least 1/2 of all votes" in said


def test_read_out_two_thirds(run: Run, tmp_path: Path) -> None:
    """8,000 of 12,000 is exactly two thirds: enough for a change of the statutes."""
    said = _aloud(run, tmp_path, {"voor": 8_000, "tegen": 4_000}, majority="2/3")
    assert "is adopted: 8,000 votes for, 4,000 against; " in said
    assert "needed were 8,000 of the 12,000 votes cast (at least 2/3)" in said


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            {"Optie A": 700, "Optie B": 300, "Geen": 100},
            (
                "Motion M1: Optie A is adopted: "
                "Optie A 700 votes, Optie B 300 votes, Geen 100 votes; "
                "needed were 551 of the 1,100 votes cast (more than half). "
                "Optie A: 63.64 % of the votes cast."
            ),
        ),
        (
            {"Optie A": 500, "Optie B": 500, "Geen": 100},
            (
                "Motion M1: no option has the majority: "
                "Optie A 500 votes, Optie B 500 votes, Geen 100 votes; "
                "needed were 551 of the 1,100 votes cast (more than half). "
                "The votes are tied: Optie A and Optie B have 500 votes each. "
                "Optie A: 45.45 % of the votes cast."
            ),
        ),
    ],
)
def test_read_out_options(run: Run, tmp_path: Path, counts: dict[str, int], expected: str) -> None:
    """A vote with three options (June 2020 had one): which is adopted, or that none is."""
    said = _aloud(run, tmp_path, counts, options=("Optie A", "Optie B", "Geen"), rejecting="Geen")
    assert said == expected


def test_read_out_an_advice(run: Run, tmp_path: Path) -> None:
    """What was adopted is the advice, and never the motion."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1", advice="hold over"))
    at = ("--dossier", path)
    run("vote", "open", "M1", "--over", "preadvies", *at)
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor", *at)
    run("vote", "close", "M1", *at)
    said = run("vote", "result", "M1", "--voorlezen", *at).out
    assert " ".join(said.split()).startswith(
        "The board's advice (hold over) on motion M1 is adopted: "
    )
    declared = run("vote", "declare", "M1", "--oordeel", "aangenomen", *at)
    assert "ADVICE ADOPTED: hold over" in declared.out
    assert "M1: held over" in declared.out


def test_read_out_nothing_cast(run: Run, tmp_path: Path) -> None:
    """Of no votes cast nothing is a majority."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    _vote(run, path, "M1", ("Utrecht", "onthouding"))
    said = run("vote", "result", "M1", "--voorlezen", "--dossier", path, "--format", "json")
    assert said.document["sentence"] == "Motion M1 is not adopted: no votes were cast."


# The result.


def test_an_open_vote_has_no_result_yet(run: Run, tmp_path: Path) -> None:
    """Who still has to vote must not know the direction: nothing of it is shown."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    at = ("--dossier", path)
    run("vote", "open", "M1", *at)
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor", *at)
    for options in ((), ("--voorlezen",), ("--format", "json")):
        ran = run("vote", "result", "M1", *options, *at)
        assert ran.code == 1
        assert "V103" in ran.out + ran.err
        assert "75" not in ran.out + ran.err


def test_the_text_that_was_decided(run: Run, tmp_path: Path) -> None:
    """The result says which version of the text lay before the meeting, with its whole SHA-256."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    text = tmp_path / "tekst.txt"
    text.write_bytes(b"abc")
    ran = run(
        *("agenda", "edit", "M1", "--tekst", text, "--versie", "definitief"),
        *("--tekst-datum", "2026-11-01", "--dossier", path),
    )
    assert ran.code == 0, ran.err
    _vote(run, path, "M1", ("Utrecht", "voor"))
    # SHA-256 of "abc": FIPS 180-2, appendix B.1.
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    shown = run("vote", "result", "M1", "--dossier", path)
    assert digest in shown.out
    assert "definitive" in shown.out
    document = run("vote", "result", "M1", "--dossier", path, "--format", "json").document
    assert document["vote"]["texts"] == [{"item": "M1", "version": "definitive", "sha256": digest}]
    assert len(SHA) == len(digest)


def test_who_did_not_vote_where_accreditation_is_used(run: Run, tmp_path: Path) -> None:
    """Accredited and silent is something else than not accredited; both numbers are named."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), fix=["--aanmelding"])
    record(path, accredited(UTRECHT))
    at = ("--dossier", path)
    run("vote", "open", "M1", *at)
    record(path, accredited(BORNE))
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "voor", *at)
    run("vote", "close", "M1", *at)
    document = run("vote", "result", "M1", *at, "--format", "json").document["vote"]
    assert document["accreditation"] == {
        "at_opening": {"members": 1, "votes": 75},
        "at_closing": {"members": 2, "votes": 100},
        "not_accredited": {"members": 340, "votes": 13_111},
        "did_not_vote": {"members": 1, "votes": 25},
    }
    shown = " ".join(run("vote", "result", "M1", *at).out.split())
    assert "accredited at the opening: 1 member, 75 votes; at the closing: 2 members" in shown
    assert "accredited and did not vote 1 member, 25 votes" in shown


def test_who_was_corrected_after_the_closing(run: Run, tmp_path: Path) -> None:
    """Whose ballot it was is public, why is not; a correction before the closing is none of it."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    at = ("--dossier", path)
    fix = ("--correct", "--reden", "verkeerde knop", *at)
    run("vote", "open", "M1", *at)
    for municipality in ("Utrecht", "Borne"):
        run("vote", "cast", "M1", "--gemeente", municipality, "--stem", "voor", *at)
    run("vote", "cast", "M1", "--gemeente", "Utrecht", "--stem", "tegen", *fix)
    run("vote", "close", "M1", *at)
    for choice in ("tegen", "blanco"):
        ran = run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", choice, *fix)
        assert ran.code == 0, ran.err
    shown = run("vote", "result", "M1", *at).out
    assert "corrected after the closing: 1 member: Borne" in shown
    assert "verkeerde knop" not in shown
    document = run("vote", "result", "M1", *at, "--format", "json").document
    assert document["vote"]["corrected"] == [BORNE]


def test_the_same_look_as_a_tally(run: Run, tmp_path: Path) -> None:
    """The lines of the vote are those that ``alvvote tally`` prints of it."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1", submitters=("Voorbeeldstad",)))
    _vote(run, path, "M1", ("Utrecht", "voor"), ("Borne", "tegen"))
    result = run("vote", "result", "M1", "--dossier", path).out.split("\n\n")[0]
    assert result in run("tally", "--dossier", path).out
    assert "ADOPTED" in result.splitlines()[0]


# The ruling.


@pytest.fixture
def closed(run: Run, tmp_path: Path) -> Path:
    """Return a meeting in which M1 was adopted by 75 against 25 votes, and closed."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), item("M2", overtakes=()))
    _vote(run, path, "M1", ("Utrecht", "voor"), ("Borne", "tegen"))
    return path


def test_a_ruling_as_the_tally_says(run: Run, closed: Path) -> None:
    """It is recorded with its moment, and shown beside the tally."""
    at = ("--dossier", closed)
    ran = run("vote", "declare", "m1", "--oordeel", "aangenomen", *at)
    assert (ran.code, ran.err) == (0, "")
    assert "as the tally says" in ran.out
    document = run("vote", "result", "M1", *at, "--format", "json").document
    ruling = document["vote"]["ruling"]
    assert (ruling["outcome"], ruling["agrees"]) == ("adopted", True)
    assert datetime.fromisoformat(ruling["moment"]).tzinfo is not None
    assert document["problems"] == []


def test_a_ruling_against_the_tally_is_loud(run: Run, closed: Path) -> None:
    """Both are at the top of the result, the warning comes each time, and both stay on record."""
    at = ("--dossier", closed)
    ran = run("vote", "declare", "M1", "--oordeel", "verworpen", *at)
    assert ran.code == 0
    assert "W404" in ran.err
    assert "RULING REJECTED, TALLY ADOPTED" in ran.out
    shown = run("vote", "result", "M1", *at)
    assert "RULING REJECTED, TALLY ADOPTED" in shown.out
    assert "NOT what the tally says" in shown.out
    assert "W404" in shown.err
    document = run("vote", "result", "M1", *at, "--format", "json").document
    assert document["vote"]["outcome"] == "adopted"
    assert document["vote"]["ruling"]["outcome"] == "rejected"
    assert document["vote"]["ruling"]["tally"] == {"outcome": "adopted", "option": None}
    assert [problem["code"] for problem in document["problems"]] == ["W404"]
    tallied = run("tally", "--dossier", closed)
    assert "W404" in tallied.err
    aloud = run("vote", "result", "M1", "--voorlezen", *at)
    assert " ".join(aloud.out.split()).startswith(
        "Motion M1: the ruling of the chair is rejected, and the ruling decides. "
        "The count says otherwise: Motion M1 is adopted: "
    )


def test_readings_that_differ_are_shown(run: Run, tmp_path: Path) -> None:
    """The result itself says under which readings the outcome is another: it has no option."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"))
    _vote(run, path, "M1", ("Borne", "voor"), ("Utrecht", "onthouding"))
    out = run("vote", "result", "M1", "--dossier", path).out
    assert "--houdbaar" not in out
    assert "    rejected: CBS 03759ned, 1 January 2026, final; abstentions count;" in out


def test_the_hour_of_the_ruling(run: Run, closed: Path) -> None:
    """``--om`` is the hour on the day of the vote; before the closing it cannot be."""
    at = ("--dossier", closed)
    moment = datetime.fromisoformat(state_of(closed).votes["M1"].closed or "")
    hour = moment.strftime("%H:%M")
    assert run("vote", "declare", "M1", "--oordeel", "aangenomen", "--om", hour, *at).code == 0
    ruling = state_of(closed).votes["M1"].ruling
    assert ruling is not None
    assert datetime.fromisoformat(ruling.moment) == moment


@pytest.mark.parametrize(
    "options",
    [
        ("--oordeel", "misschien"),
        ("--oordeel", "aangenomen", "--om", "25:00"),
        ("--oordeel", "aangenomen", "--om", "vijf uur"),
        ("--om", "14:00"),
    ],
)
def test_wrong_usage_of_declare(run: Run, closed: Path, options: tuple[str, ...]) -> None:
    """A ruling that none can be, and hours that are none."""
    assert run("vote", "declare", "M1", *options, "--dossier", closed).code == 2
    assert state_of(closed).votes["M1"].ruling is None


def test_a_dispute_and_a_new_vote(run: Run, closed: Path) -> None:
    """The first stands until the new one is declared; both are shown, each with the other."""
    at = ("--dossier", closed)
    run("vote", "declare", "M1", "--oordeel", "aangenomen", *at)
    assert "V115" in run("vote", "again", "M1", "--op-verzoek", "stemmer", *at).err
    disputed = run("vote", "dispute", "M1", *at)
    assert disputed.code == 0
    assert "DISPUTED" in disputed.out
    assert "meerderheid|stemmer" in disputed.out
    again = run("vote", "again", "M1", "--op-verzoek", "stemmer", "--wijze", "schriftelijk", *at)
    assert again.code == 0
    assert again.out.split()[0] == "M1/2"
    assert "in writing" in again.out
    assert "stands until M1/2 is declared" in run("vote", "result", "M1/1", *at).out
    run("vote", "cast", "M1", "--gemeente", "Borne", "--stem", "tegen", *at)
    run("vote", "close", "M1", *at)
    declared = run("vote", "declare", "M1", "--oordeel", "verworpen", *at)
    assert "takes the place of the ruling on M1" in declared.out
    first = run("vote", "result", "M1/1", *at, "--format", "json").document["vote"]
    assert (first["replaced_by"], first["disputed"], first["outcome"]) == ("M1/2", True, "adopted")
    second = run("vote", "result", "M1/2", *at, "--format", "json").document["vote"]
    assert (second["again_of"], second["outcome"]) == ("M1", "rejected")
    # A written vote: one voter cannot demand another one.
    run("vote", "dispute", "M1", *at)
    assert "V114" in run("vote", "again", "M1", "--op-verzoek", "stemmer", *at).err
    assert run("vote", "again", "M1", "--op-verzoek", "iemand", *at).code == 2


def test_a_note(run: Run, closed: Path) -> None:
    """It stands with the result of the vote it is about, and nothing else changes."""
    at = ("--dossier", closed)
    run("vote", "declare", "M1", "--oordeel", "aangenomen", *at)
    before = run("vote", "result", "M1", *at).out
    assert run("vote", "note", "M1", "--tekst", "Voorbeeld van een fout", *at).code == 0
    after = run("vote", "result", "M1", *at).out
    assert after == before + "  note: Voorbeeld van een fout\n"
    assert "M117" in run("vote", "note", "M1", "--tekst", " ", *at).err


# Without a vote.


def test_acclamation(run: Run, tmp_path: Path) -> None:
    """Adopted, not counted; a qualified majority cannot be shown and is warned of."""
    path = make_meeting(
        run, tmp_path / "alv.alv", item("M1"), item("M2"), item("S1", majority="2/3")
    )
    at = ("--dossier", path)
    ran = run("vote", "acclaim", "M1", "M2", *at)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split()[0] == "M1+M2"
    assert "by acclamation" in ran.out
    ran = run("vote", "acclaim", "S1", *at)
    assert (ran.code, "W205" in ran.err) == (0, True)
    shown = run("vote", "result", "M1", *at)
    assert "by acclamation; not counted" in shown.out
    aloud = run("vote", "result", "M2", "--voorlezen", *at).out
    assert aloud == "  Motion M1+M2 is adopted by acclamation.\n"
    # One voter is enough to have it counted.
    run("vote", "dispute", "S1", *at)
    assert run("vote", "again", "S1", "--op-verzoek", "stemmer", *at).code == 0


@pytest.mark.parametrize(
    ("command", "outcome"),
    [
        ("hold", "held over"),
        ("withdraw", "withdrawn"),
        ("take-over", "taken over"),
        ("lapse", "lapsed"),
        ("done", "done"),
    ],
)
def test_settled(run: Run, tmp_path: Path, command: str, outcome: str) -> None:
    """Each has a command of its own; what belongs to the item lapses with it."""
    amendment = item("A1", "amendment", parent="M1")
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), amendment)
    at = ("--dossier", path)
    ran = run("vote", command, "M1", "--reden", "voorbeeld", *at, "--format", "json")
    assert ran.code == 0
    assert ran.document["item"]["outcome"] == outcome
    assert ran.document["lapsed"] == ["A1"]
    assert "V122" in run("vote", command, "M1", *at).err


def test_a_rehearsal_says_so(run: Run, tmp_path: Path) -> None:
    """Whatever is read out of a rehearsal, it comes with the line that nothing was decided."""
    path = make_meeting(run, tmp_path / "alv.alv", item("M1"), new=["--oefening"])
    _vote(run, path, "M1", ("Utrecht", "voor"))
    for options in ((), ("--voorlezen",)):
        ran = run("vote", "result", "M1", *options, "--dossier", path)
        assert ran.out.startswith("REHEARSAL")
