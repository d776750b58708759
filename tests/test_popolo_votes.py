"""Each vote in the open data: counts, provinces, members, absences, and what decided it."""

import json

import pytest

from alvvote.proposal import ABSTENTION, Option, Proposal
from alvvote.publish.breakdown import one_vote_each
from alvvote.publish.publication import Settings
from alvvote.roll import Roll
from tests.popolo_classes import unlike_popolo
from tests.popolo_documents import EVERY, MEETINGS, made, motion_of, text_of, votes_of, with_vote
from tests.publications import example_ballots, full

WORDS = {"for": "yes", "against": "no", "abstention": "abstain", "blank": "abstain"}
DUTCH = {"voor": "for", "tegen": "against", "onthouding": "abstention", "blanco": "blank"}


@pytest.mark.parametrize("name", ["example", "full"])
def test_the_counts_are_those_of_the_result(name: str) -> None:
    """Votes and members, by option and by province, and what the Votes add up to."""
    for vote, event in votes_of(name):
        counts = vote.result.counts
        assert counts is not None
        known = counts.members_known
        assert [(c["name"], c["value"], c["members"]) for c in event["counts"]] == [
            (item.option.name, item.total.votes, item.total.members if known else None)
            for item in counts.options
        ]
        assert event["cast"]["votes"] == counts.cast.votes
        assert event["required_votes"] == counts.required_votes
        assert event["entitled"] == vote.result.roll._asdict()
        assert event["not_voted"] == counts.not_voted._asdict()
        if not vote.per_member:
            continue
        lines = [(c["name"], c["members"], c["value"]) for c in event["counts"]]
        lines += [(a["absence"], a["members"], a["votes"]) for a in event["absences"]]
        for option, members, votes in lines:
            weights = [v["weight"] for v in event["votes"] if option in (v["choice"], v["absence"])]
            assert (len(weights), sum(weights)) == (members, votes)
        for key in ("members", "votes"):
            assert sum(a[key] for a in event["absences"]) == event["not_voted"][key]
            assert sum(g[key] for g in event["group_results"]) == event["entitled"][key]
        for line in event["counts"]:
            parts = [c for g in event["group_results"] for c in g["counts"]]
            mine = [part for part in parts if part["name"] == line["name"]]
            assert sum(part["value"] for part in mine) == line["value"]
            assert sum(part["members"] for part in mine) == line["members"]


def test_the_votes_are_those_of_the_ballot_file() -> None:
    """Each row of the file is a Vote, in the words of the file and in those of Popolo."""
    names = {one["id"]: one["name"] for one in made("example")["organizations"]}
    found = {
        (vote.proposal.id, names[one["voter_id"]]): one
        for vote, event in votes_of("example")
        for one in event["votes"]
    }
    given = {
        (row["voorstel"], row["gemeente"]): DUTCH.get(row["stem"], row["stem"])
        for row in example_ballots()
    }
    assert {key: vote["choice"] for key, vote in found.items() if vote["choice"]} == given
    for key, vote in found.items():
        if key not in given:
            assert (vote["absence"], vote["option"]) == ("did not vote", "not voting")
        elif key[0] == "Voorstel 6":
            assert vote["option"] == {"Tegen beide": "no"}.get(vote["choice"], vote["choice"])
        else:
            assert vote["option"] == WORDS[vote["choice"]]


def test_of_persons_there_are_totals_alone() -> None:
    """No Vote, no province, nobody absent: slips, and options with their votes."""
    ((vote, event),) = [pair for pair in votes_of("full") if pair[0].on_persons]
    assert (event["votes"], event["group_results"], event["absences"]) == ([], [], [])
    assert event["slips"] == {
        "handed_out": {"members": 5, "votes": 172},
        "invalid": 12,
        "not_returned": 8,
    }
    assert {count["members"] for count in event["counts"]} == {None}
    assert "GM9" not in json.dumps(motion_of("full", vote))
    # Also where ballots of members came from a file.
    persons = Proposal("P2", "Verkiezing", "persons", options=(Option("A", "choice"), ABSTENTION))
    text = text_of(with_vote(full(), persons, {"GM9001": "A", "GM9002": "A"}, counted=True))
    (last,) = [m for m in json.loads(text)["motions"] if m["id"] == "P2"]
    assert [count["members"] for count in last["vote_events"][0]["counts"]] == [2, 0]
    assert "GM9" not in json.dumps(last)


def test_absence_in_two_kinds() -> None:
    """Accredited and silent is not absent; where nobody was accredited that is not known."""
    (event,) = [event for vote, event in votes_of("full") if vote.proposal.id == "A1"]
    assert [(a["option"], a["absence"]) for a in event["absences"]] == [
        ("not voting", "accredited, did not vote"),
        ("absent", "not accredited"),
    ]
    assert {v["option"] for v in event["votes"] if v["absence"] == "not accredited"} == {"absent"}
    _vote, first = next(votes_of("example"))
    assert [a["absence"] for a in first["absences"]] == ["did not vote"]


def test_what_won_in_a_province() -> None:
    """The option with most votes there; a tie, and no votes, say so."""
    codes = [member.gm_code for member in full().members]
    votes = full().roll.votes_of
    two = (Option("A", "choice"), Option("B", "choice"), ABSTENTION)
    for ballots, expected in (
        ({codes[0]: "A", codes[1]: "B"}, "A"),
        ({codes[0]: "abstention"}, "none"),
        ({}, "none"),
    ):
        document = json.loads(text_of(with_vote(full(), Proposal("X", "X", options=two), ballots)))
        (group,) = document["motions"][-1]["vote_events"][0]["group_results"]
        assert group["result"] == expected
    roll = Roll(
        full().day,
        full().roll.edition,
        tuple(member._replace(votes=votes[codes[0]], province="") for member in full().members),
    )
    even = full()._replace(roll=roll, votes=())
    ballots = {codes[0]: "A", codes[1]: "B"}
    document = json.loads(text_of(with_vote(even, Proposal("X", "X", options=two), ballots)))
    (group,) = document["motions"][-1]["vote_events"][0]["group_results"]
    assert (group["result"], group["group_id"], document["areas"]) == ("tie", None, [])
    assert unlike_popolo(document) == []


def test_ruling_and_tally_both() -> None:
    """What the chair pronounced decides; what was counted stands beside it."""
    (vote,) = [vote for vote in full().votes if vote.differs]
    motion = motion_of("full", vote)
    (event,) = motion["vote_events"]
    assert (motion["result"], event["result"], motion["outcome"]) == ("pass", "pass", "adopted")
    assert motion["ruling"] == {"outcome": "adopted", "option": None, "agrees": False}
    assert event["tally"] == {"outcome": "rejected", "option": None}
    assert "counted: REJECTED" in motion["disagreement"]
    assert motion["replaced_by"] == "M1/2"
    for other in made("full")["motions"]:
        assert (other["disagreement"] is None) == (other["id"] != vote.proposal.id)
    assert {motion["ruling"] for motion in made("example")["motions"]} == {None}


def test_results_in_words_of_popolo() -> None:
    """Pass and fail for what was decided; what is neither keeps its own word."""
    found = {
        (m["outcome"], m["result"]) for m in made("full")["motions"] + made("example")["motions"]
    }
    assert found == {
        ("adopted", "pass"),
        ("rejected", "fail"),
        ("no quorum", "fail"),
        ("withdrawn", "withdrawn"),
        ("lapsed", "lapsed"),
    }
    requirements = {m["id"]: m["requirement"] for m in made("example")["motions"]}
    assert requirements["Resolutie 1"] == "simple majority"
    assert requirements["Amendement 5"] is None
    assert {m["majority"] is None for m in made("full")["motions"] if m["manner"] == "none"} == {
        True
    }


def test_comment_only_where_asked() -> None:
    """Readings, and one vote per member, are no record."""
    for name, meeting in MEETINGS.items():
        publication = meeting()
        how = Settings("en", analyse=True, formats=EVERY)
        document = json.loads(text_of(publication, how))
        for vote, motion in zip(publication.votes, document["motions"], strict=True):
            for event in motion["vote_events"]:
                analysis, readings = event.pop("analysis"), vote.readings
                each = one_vote_each(publication.roll, vote)
                assert readings is not None
                assert analysis["one_vote_each"] == (None if each is None else each._asdict())
                assert analysis["readings"]["count"] == readings.total
                assert analysis["readings"]["same_outcome"] == (not readings.turned)
                assert len(analysis["readings"]["turned"]) == len(readings.turned)
        assert document == made(name)
