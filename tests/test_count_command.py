"""``alvvote vote count``: slips counted twice by two people, and what is shown of it.

Utrecht (378,121 inhabitants: 75 votes) and Borne (25,038: 25 votes) vote: 100 votes handed out.
"""

from pathlib import Path

import pytest

from alvvote.i18n import in_language
from tests.conftest import Run
from tests.vote_steps import item, make_meeting, state_of

TELLERS = ("Jan de Voorbeeld", "Piet van Verzonnen")
COUNTS = ("--optie", "Kandidaat A=80", "--optie", "Kandidaat B=11", "--blanco", "5")
REST = ("--ongeldig", "3", "--niet-ingeleverd", "1")


@pytest.fixture
def dossier(run: Run, tmp_path: Path) -> Path:
    """Return a meeting with a vote on persons that was closed: 100 votes handed out."""
    persons = item("P1", "persons", options=("Kandidaat A", "Kandidaat B"))
    path = make_meeting(run, tmp_path / "alv.alv", persons, item("P2", "persons"), item("M1"))
    at = ("--dossier", path)
    for vote in ("P1", "P2"):
        assert run("vote", "open", vote, "--wijze", "schriftelijk", *at).code == 0
        for name in ("Utrecht", "Borne"):
            assert run("vote", "cast", vote, "--gemeente", name, *at).code == 0
        assert run("vote", "close", vote, *at).code == 0
    return path


def test_counted_by_two_people(run: Run, dossier: Path) -> None:
    """The first is told that it adds up, the second that they agree; then there is a result."""
    at = ("--dossier", dossier)
    assert run("vote", "result", "P1", *at).code == 1
    first = run("vote", "count", "P1", "--teller", TELLERS[0], *COUNTS, *REST, *at)
    assert (first.code, first.err) == (0, "")
    assert "COUNTED ONCE" in first.out
    assert "100 votes" in first.out
    assert "80" not in first.out
    refused = run("vote", "result", "P1", *at)
    assert (refused.code, "V120" in refused.err) == (1, True)
    second = run("vote", "count", "P1", "--teller", TELLERS[1], *COUNTS, *REST, *at)
    assert second.code == 0
    assert "COUNTED\n" in second.out
    result = run("vote", "result", "P1", *at, "--format", "json").document["vote"]
    assert result["options"] == [
        {"option": "Kandidaat A", "members": None, "votes": 80},
        {"option": "Kandidaat B", "members": None, "votes": 11},
        {"option": "blank", "members": None, "votes": 5},
    ]
    # 80 + 11 votes cast, of which more than half is 46; blank slips are not cast.
    assert (result["cast"], result["required_votes"]) == ({"members": None, "votes": 91}, 46)
    assert result["slips"] == {
        "handed_out": {"members": 2, "votes": 100},
        "invalid": 3,
        "not_returned": 1,
    }
    assert result["not_voted"] == {"members": 340, "votes": 13_111}
    assert (result["outcome"], result["adopted_option"]) == ("adopted", "Kandidaat A")


def test_no_count_of_members_on_the_screen(run: Run, dossier: Path) -> None:
    """Nobody knows which members chose what: there is no column of members, and no 0 in it."""
    for teller in TELLERS:
        run("vote", "count", "P1", "--teller", teller, *COUNTS, *REST, "--dossier", dossier)
    shown = run("vote", "result", "P1", "--dossier", dossier).out
    row = next(line for line in shown.splitlines() if "Kandidaat A " in line and "%" in line)
    # 80 of 91 votes cast.
    assert row.split()[-3:] == ["80", "87.91", "%"]
    assert "of members casting" not in shown
    assert "not returned" in shown
    assert "slips handed out: 100 of all 13,211 votes" in shown


def test_counts_that_differ(run: Run, dossier: Path) -> None:
    """Named are the lines, and never a number of the first; afterwards they count again."""
    at = ("--dossier", dossier)
    run("vote", "count", "P1", "--teller", TELLERS[0], *COUNTS, *REST, *at)
    other = ("--optie", "Kandidaat A=79", "--optie", "Kandidaat B=12", "--blanco", "5")
    ran = run("vote", "count", "P1", "--teller", TELLERS[1], *other, *REST, *at)
    assert ran.code == 0
    assert "COUNTS DIFFER" in ran.out
    assert "W409" in ran.err
    assert "Kandidaat A and Kandidaat B" in " ".join(ran.err.split())
    assert not any(number in ran.out + ran.err for number in ("80", "11"))
    run("vote", "count", "P1", "--teller", TELLERS[0], *COUNTS, *REST, *at)
    ran = run("vote", "count", "P1", "--teller", TELLERS[1], *other, *REST, *at, "--format", "json")
    assert ran.document["vote"] == {"id": "P1", "counts_entered": 4, "agreed": None}
    assert [problem["code"] for problem in ran.document["problems"]] == ["W409"]
    assert not any(number in str(ran.document["problems"]) for number in ("80", "11"))
    run("vote", "count", "P1", "--teller", TELLERS[0], *COUNTS, *REST, *at)
    vote = state_of(dossier).votes["P1"]
    assert vote.agreed is None
    assert vote.counts_entered == 5
    agreed = run("vote", "count", "P1", "--teller", TELLERS[1], *COUNTS, *REST, *at)
    assert "COUNTED\n" in agreed.out


def test_more_returned_than_handed_out(run: Run, dossier: Path) -> None:
    """101 votes on slips that came back, of 100: the count stops; with 99 it does not add up."""
    at = ("--dossier", dossier)
    more = ("--optie", "Kandidaat A=101")
    ran = run("vote", "count", "P1", "--teller", TELLERS[0], *more, *at)
    assert (ran.code, "V121" in ran.err) == (1, True)
    fewer = ("--optie", "Kandidaat A=99")
    ran = run("vote", "count", "P1", "--teller", TELLERS[0], *fewer, *at)
    assert (ran.code, "V108" in ran.err) == (1, True)
    assert state_of(dossier).votes["P1"].counts_entered == 0


def test_the_same_person_twice(run: Run, dossier: Path) -> None:
    """Two people count, not one twice; the slip of the newest is mended when both count again."""
    at = ("--dossier", dossier)
    run("vote", "count", "P1", "--teller", TELLERS[0], *COUNTS, *REST, *at)
    ran = run("vote", "count", "P1", "--teller", TELLERS[0].upper(), *COUNTS, *REST, *at)
    assert (ran.code, "V150" in ran.err) == (1, True)
    slip = ("--optie", "Kandidaat A=85", "--optie", "Kandidaat B=6", "--blanco", "5")
    ran = run("vote", "count", "P1", "--teller", TELLERS[1], *slip, *REST, *at)
    assert "first someone else than who counted last" in ran.out
    ran = run("vote", "count", "P1", "--teller", TELLERS[1], *COUNTS, *REST, *at)
    assert (ran.code, "V150" in ran.err, "someone else counts" in ran.err) == (1, True, True)
    for teller in TELLERS:
        assert run("vote", "count", "P1", "--teller", teller, *COUNTS, *REST, *at).code == 0
    assert state_of(dossier).votes["P1"].agreed is not None


def test_a_vote_on_one_person(run: Run, dossier: Path) -> None:
    """Where the question is yes or no the Dutch words are understood."""
    at = ("--dossier", dossier)
    for teller in TELLERS:
        counts = ("--optie", "voor=60", "--optie", "TEGEN=40")
        assert run("vote", "count", "P2", "--teller", teller, *counts, *at).code == 0
    assert state_of(dossier).votes["P2"].agreed == {
        "for": 60,
        "against": 40,
        "blank": 0,
        "invalid": 0,
        "not returned": 0,
    }
    assert run("vote", "declare", "P2", "--oordeel", "aangenomen", *at).err == ""


def test_the_names_of_tellers_stay_in_the_private_part(run: Run, dossier: Path) -> None:
    """What proofs and publications carry says nothing of who counted, nor what one alone said."""
    at = ("--dossier", dossier)
    for teller in TELLERS:
        run("vote", "count", "P1", "--teller", teller, *COUNTS, *REST, *at)
    shown = run("vote", "result", "P1", *at, "--format", "json")
    tallied = run("tally", "--dossier", dossier, "--format", "json")
    for said in (shown.out, tallied.out):
        assert not any(teller in said for teller in TELLERS)


@pytest.mark.parametrize(
    "options",
    [
        ("--optie", "Kandidaat A"),
        ("--optie", "=5"),
        ("--optie", "Kandidaat A=veel"),
        ("--optie", "Kandidaat A=-1"),
        ("--optie", "Kandidaat A=1", "--optie", "kandidaat a=2"),
        ("--blanco", "1.5"),
        ("--ongeldig", "-1"),
        ("--niet-ingeleverd", "1000000000"),
    ],
)
def test_wrong_usage(run: Run, dossier: Path, options: tuple[str, ...]) -> None:
    """What is no number of votes is no count."""
    ran = run("vote", "count", "P1", "--teller", TELLERS[0], *options, "--dossier", dossier)
    assert ran.code == 2


@pytest.mark.parametrize(
    ("vote", "options", "code"),
    [
        ("P1", ("--optie", "Kandidaat C=100"), "V106"),
        ("P1", ("--optie", "blank=50", "--blanco", "50"), "V139"),
        ("P1", ("--optie", "Niet ingeleverd=50", "--niet-ingeleverd", "50"), "V139"),
        ("P2", ("--optie", "onthouding=100"), "V106"),
        ("M1", ("--optie", "voor=100"), "V101"),
    ],
)
def test_counts_that_are_none(
    run: Run, dossier: Path, vote: str, options: tuple[str, ...], code: str
) -> None:
    """A line that is not there, one that stands twice, and a vote that was not held."""
    ran = run("vote", "count", vote, "--teller", TELLERS[0], *options, "--dossier", dossier)
    assert ran.code == 1
    assert code in ran.err


def test_lines_in_the_words_of_the_user(run: Run, dossier: Path) -> None:
    """Blank, invalid and not returned are no candidates: they are said in words, also in Dutch."""
    at = ("--dossier", dossier)
    args = ("vote", "count", "P1", "--teller", TELLERS[0], "--optie", "Kandidaat C=100", *at)
    assert "Kandidaat A, Kandidaat B, blank, invalid or not returned" in " ".join(
        run(*args).err.split()
    )
    with in_language("nl"):
        said = " ".join(run(*args).err.split())
    assert "Kandidaat A, Kandidaat B, blanco, ongeldig of niet ingeleverd" in said
    run("vote", "count", "P1", "--teller", TELLERS[0], *COUNTS, *REST, *at)
    other = ("--optie", "Kandidaat A=80", "--optie", "Kandidaat B=11", "--blanco", "9")
    with in_language("nl"):
        ran = run("vote", "count", "P1", "--teller", TELLERS[1], *other, *at)
    assert "verschillen in: blanco, ongeldig en niet ingeleverd" in " ".join(ran.err.split())
    again = run("vote", "count", "P1", "--teller", TELLERS[0], *other, *at, "--format", "json")
    assert again.document["problems"] == []


def test_blanco_as_an_option_is_the_blank_slips(run: Run, dossier: Path) -> None:
    """``--optie blanco=5`` is ``--blanco 5``: the two counts agree."""
    at = ("--dossier", dossier)
    run("vote", "count", "P1", "--teller", TELLERS[0], *COUNTS, *REST, *at)
    words = ("--optie", "Blanco=5", "--optie", "ongeldig=3", "--optie", "niet ingeleverd=1")
    ran = run("vote", "count", "P1", "--teller", TELLERS[1], *COUNTS[:4], *words, *at)
    assert (ran.code, "COUNTED\n" in ran.out) == (0, True)


def test_large_numbers_are_written_as_the_language_writes_them(run: Run, dossier: Path) -> None:
    """13,211 votes returned of 100."""
    count = ("vote", "count", "P1", "--teller", TELLERS[0], "--optie", "Kandidaat A=13211")
    assert "13,211 votes are returned" in run(*count, "--dossier", dossier).err
    ran = run(*count, "--dossier", dossier, "--format", "json")
    assert [problem["value"] for problem in ran.document["problems"]] == ["13211"]
