"""Rules of rulings and counts, held against law and procedure; purely, without a file.

The roll is invented. Its votes follow from article 11, paragraph 3: 982 inhabitants 1 vote,
12,001: 12, 34,000: 34, 8,999: 8, 77,000: 75; together 130.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.model import State, outcome_of
from alvvote.meeting.pronounced import pronounced_at
from alvvote.meeting.results import count_lines, handed_out, result_of
from alvvote.meeting.rules import decide
from alvvote.population import Edition
from alvvote.problems import has_errors
from alvvote.roll import Member, Roll, fingerprint, roll_core
from alvvote.statutes import Votes

DAY = "2027-06-16"
OPENED = "2027-06-16T14:05:00+02:00"
CLOSED = "2027-06-16T14:20:40+02:00"
RULED = "2027-06-16T14:21:00+02:00"
LATE = datetime.fromisoformat("2027-06-16T18:00:00+02:00")
ONE, TWELVE, THIRTY_FOUR, EIGHT, SEVENTY_FIVE = (f"GM900{number}" for number in range(1, 6))
INHABITANTS = {
    ONE: (982, 1),
    TWELVE: (12_001, 12),
    THIRTY_FOUR: (34_000, 34),
    EIGHT: (8_999, 8),
    SEVENTY_FIVE: (77_000, 75),
}
ROLL = Roll(
    date.fromisoformat(DAY),
    Edition(date(2027, 1, 1), "preliminary", "37230ned", None, None),
    tuple(
        Member(code, f"Verzonnen {code}", "Utrecht", inhabitants, Votes(votes))
        for code, (inhabitants, votes) in INHABITANTS.items()
    ),
)
CANDIDATES = ("Kandidaat A", "Kandidaat B")


def _codes(state: State, events: list[e.Event]) -> list[str]:
    """Return the problems of these events; with an error the state must be the same one."""
    after, problems = decide(state, events)
    if has_errors(problems):
        assert after is state
    return [problem.code for problem in problems]


def _after(state: State, *events: e.Event) -> State:
    after, problems = decide(state, events)
    assert not has_errors(problems), problems
    return after


def _item(name: str, sort: str | None = "motion", **fields: Any) -> e.ItemAdded:
    plain = e.ItemAdded(
        name, f"Voorbeeld {name}", sort, None, (), None, None, (), (), None, None, (), None
    )
    return replace(plain, **fields)


def _meeting(*items: e.Event, quorum: str | None = None) -> State:
    created = e.MeetingCreated(
        "Voorbeeld (verzonnen)",
        DAY,
        rehearsal=False,
        abstentions_count=False,
        blanks_count=False,
        quorum=quorum,
    )
    roll = e.RollSet(
        roll_core(ROLL), fingerprint(ROLL), fixed=True, accreditation=False, reason=None
    )
    return _after(State(), created, roll, *items)


def _open(
    state: State, *names: str, casting: e.Casting = "electronic", advice: bool = False
) -> State:
    subject = "advice" if advice else "proposal"
    return _after(
        state,
        *acts.open_vote(state, names, subject, casting, OPENED, confirmed=True),  # type: ignore[arg-type]
    )


def _voted(state: State, vote: str, ballots: Mapping[str, str | None]) -> State:
    for code, option in ballots.items():
        state = _after(state, *acts.cast(state, vote, code, option, way="at the table"))
    return _after(state, *acts.close_vote(state, vote, CLOSED))


def _rule(state: State, vote: str, outcome: str, option: str | None = None) -> list[e.Event]:
    return acts.declare(state, vote, outcome, option, RULED)


def _closed(option: str = "for", **item: Any) -> State:
    """Return a meeting in which the member with 75 votes alone voted on M1, and it was closed."""
    casting: e.Casting = item.pop("casting", "electronic")
    state = _open(_meeting(_item("M1", **item)), "M1", casting=casting)
    return _voted(state, "M1", {SEVENTY_FIVE: option})


def _disputed(casting: e.Casting = "electronic") -> State:
    state = _closed(casting=casting)
    state = _after(state, *_rule(state, "M1", "adopted"))
    return _after(state, *acts.dispute(state, "M1"))


def _persons(options: tuple[str, ...] = CANDIDATES, quorum: str | None = None) -> State:
    """Return a meeting in which 109 votes (75 and 34) took part in a vote on persons: closed."""
    item = _item("P1", "persons", options=options)
    state = _open(_meeting(item, quorum=quorum), "P1", casting="written")
    return _voted(state, "P1", {SEVENTY_FIVE: None, THIRTY_FOUR: None})


COUNTS = {"Kandidaat A": 60, "Kandidaat B": 40, "blank": 5, "invalid": 3, "not returned": 1}
"""Together the 109 votes that were handed out."""


# The ruling: what the chair pronounces decides (Burgerlijk Wetboek 2:13).


def test_a_ruling_that_the_tally_says_too() -> None:
    """75 of 75 votes cast are for: adopted, without a word."""
    state = _closed()
    assert _codes(state, _rule(state, "M1", "adopted")) == []
    after = _after(state, *_rule(state, "M1", "adopted"))
    ruling = after.votes["M1"].ruling
    assert ruling is not None
    assert (ruling.outcome, ruling.agrees, ruling.moment) == ("adopted", True, RULED)
    assert outcome_of(after, after.items["M1"]) == "adopted"


@pytest.mark.parametrize("outcome", ["rejected", "no majority", "no quorum"])
def test_a_ruling_against_the_tally_counts_and_warns(outcome: str) -> None:
    """The ruling decides, whatever was counted; both stay on record."""
    state = _closed()
    events = _rule(state, "M1", outcome)
    after, problems = decide(state, events)
    assert [(p.code, p.expected, p.details["ruling"]) for p in problems] == [
        ("W404", "adopted", outcome)
    ]
    # Without a majority or a quorum nothing was decided: the item is still open.
    expected = outcome if outcome == "rejected" else None
    assert outcome_of(after, after.items["M1"]) == expected
    result = result_of(after, after.votes["M1"])
    assert result is not None
    assert result.outcome == "adopted"


@pytest.mark.parametrize(
    ("for_", "against", "outcome"),
    [
        ([THIRTY_FOUR], [TWELVE, EIGHT, ONE], "adopted"),
        ([TWELVE, EIGHT, ONE], [THIRTY_FOUR], "rejected"),
    ],
)
def test_votes_decide_and_not_members(for_: list[str], against: list[str], outcome: str) -> None:
    """34 votes of one member outweigh 21 of three."""
    ballots = {**dict.fromkeys(for_, "for"), **dict.fromkeys(against, "against")}
    state = _voted(_open(_meeting(_item("M1")), "M1"), "M1", ballots)
    assert _codes(state, _rule(state, "M1", outcome)) == []


def test_a_ruling_is_pronounced_once_and_after_closing() -> None:
    """An open vote has no ruling, and a ruling is never changed in silence."""
    still_open = _open(_meeting(_item("M1")), "M1")
    assert _codes(still_open, _rule(still_open, "M1", "adopted")) == ["V103"]
    closed = _closed()
    ruled = _after(closed, *_rule(closed, "M1", "adopted"))
    assert _codes(ruled, _rule(ruled, "M1", "rejected")) == ["V111"]


def test_a_ruling_that_a_vote_cannot_have() -> None:
    """A vote is adopted or rejected, or lacks a majority or quorum; never withdrawn."""
    state = _closed()
    assert _codes(state, _rule(state, "M1", "withdrawn")) == ["V128"]
    assert _codes(state, _rule(state, "M1", "adopted", "Optie A")) == ["V128"]


def test_the_option_of_a_ruling() -> None:
    """Among options of its own "adopted" says which; capitals do not matter; rejecting has none."""
    state = _closed("Optie A", options=("Optie A", "Optie B", "Geen"), rejecting="Geen")
    assert _codes(state, _rule(state, "M1", "adopted")) == ["V153"]
    assert _codes(state, _rule(state, "M1", "adopted", "Geen")) == ["V128"]
    assert _codes(state, _rule(state, "M1", "adopted", "optie a")) == []
    assert _codes(state, _rule(state, "M1", "adopted", "Optie B")) == ["W404"]
    assert _codes(state, _rule(state, "M1", "rejected")) == ["W404"]


def test_a_ruling_that_says_falsely_that_it_agrees() -> None:
    """Whether the tally says the same is checked again when the record is replayed."""
    state = _closed()
    (event,) = _rule(state, "M1", "rejected")
    assert isinstance(event, e.RulingPronounced)
    assert _codes(state, [replace(event, agrees=True)]) == ["V131"]


def test_what_a_ruling_overtakes_lapses() -> None:
    """An item that is overtaken by an adopted one lapses; by a rejected one it does not."""
    items = (_item("M2"), _item("M1", overtakes=("M2",)))
    for option, expected in (("for", "lapsed"), ("against", None)):
        state = _voted(_open(_meeting(*items), "M1"), "M1", {ONE: option})
        outcome = "adopted" if option == "for" else "rejected"
        after = _after(state, *_rule(state, "M1", outcome))
        assert outcome_of(after, after.items["M2"]) == expected


@pytest.mark.parametrize(
    ("advice", "outcome"),
    [
        ("adopt", "adopted"),
        ("discourage", "rejected"),
        ("hold over", "held over"),
        ("consider done", "done"),
    ],
)
def test_an_adopted_advice_settles_the_motion(advice: str, outcome: str) -> None:
    """An adopted board advice settles the motion's outcome; a rejected one leaves it open."""
    state = _open(_meeting(_item("M1", advice=advice)), "M1", advice=True)
    adopted = _voted(state, "M1", {ONE: "for"})
    adopted = _after(adopted, *_rule(adopted, "M1", "adopted"))
    assert outcome_of(adopted, adopted.items["M1"]) == outcome
    rejected = _voted(state, "M1", {ONE: "against"})
    rejected = _after(rejected, *_rule(rejected, "M1", "rejected"))
    assert outcome_of(rejected, rejected.items["M1"]) is None
    assert _codes(rejected, acts.settle(rejected, "M1", "withdrawn", None)) == []


def test_the_moment_of_a_ruling() -> None:
    """By the hour of the hall, on the day of the vote; to the minute, and not before closing."""
    vote = _closed().votes["M1"]
    assert pronounced_at(vote, time(14, 35), LATE) == "2027-06-16T14:35:00+02:00"
    assert pronounced_at(vote, time(14, 20), LATE) == CLOSED
    with pytest.raises(acts.Refused) as refused:
        pronounced_at(vote, time(14, 19), LATE)
    assert [(p.code, p.value, p.expected) for p in refused.value.problems] == [
        ("V138", "14.19", "14.20")
    ]
    still_open = _open(_meeting(_item("M1")), "M1").votes["M1"]
    with pytest.raises(acts.Refused) as refused:
        pronounced_at(still_open, time(14, 35), LATE)
    assert [p.code for p in refused.value.problems] == ["V103"]


# Disputes and new votes (Burgerlijk Wetboek 2:13, paragraph 2).


def test_only_a_ruling_is_disputed_and_once() -> None:
    """What was not pronounced cannot be disputed."""
    closed = _closed()
    assert _codes(closed, acts.dispute(closed, "M1")) == ["V112"]
    disputed = _disputed()
    assert _codes(disputed, acts.dispute(disputed, "M1")) == ["V136"]


def test_a_new_vote_needs_a_dispute() -> None:
    """Without one the ruling stands."""
    closed = _closed()
    assert _codes(closed, acts.open_again(closed, "M1", "majority", "electronic", OPENED)) == [
        "V112"
    ]
    ruled = _after(closed, *_rule(closed, "M1", "adopted"))
    assert _codes(ruled, acts.open_again(ruled, "M1", "majority", "electronic", OPENED)) == ["V115"]


@pytest.mark.parametrize("casting", ["electronic", "show of passes", "call-over", "written"])
def test_who_can_demand_a_new_vote(casting: e.Casting) -> None:
    """The majority always; one voter only where it was not by call-over or in writing."""
    state = _disputed(casting)
    by_voter = acts.open_again(state, "M1", "voter", "electronic", OPENED)
    by_majority = acts.open_again(state, "M1", "majority", "electronic", OPENED)
    assert _codes(state, by_majority) == []
    assert _codes(state, by_voter) == (["V114"] if casting in {"call-over", "written"} else [])


def test_one_voter_can_demand_a_count_after_an_acclamation() -> None:
    """An acclamation is neither a call-over nor a written vote."""
    state = _meeting(_item("M1"))
    state = _after(state, *acts.acclaim(state, ["M1"], OPENED))
    state = _after(state, *acts.dispute(state, "M1"))
    state = _after(state, *acts.open_again(state, "M1", "voter", "electronic", OPENED))
    assert state.votes["M1/2"].proposal.manner == "counted"


def test_the_first_stands_until_the_new_one_is_declared() -> None:
    """The new vote ends the legal effect of the first, once it was pronounced."""
    state = _disputed()
    state = _after(state, *acts.open_again(state, "M1", "majority", "electronic", OPENED))
    state = _voted(state, "M1/2", {SEVENTY_FIVE: "against"})
    assert outcome_of(state, state.items["M1"]) == "adopted"
    assert state.votes["M1"].replaced_by is None
    state = _after(state, *_rule(state, "M1/2", "rejected"))
    assert outcome_of(state, state.items["M1"]) == "rejected"
    assert state.votes["M1"].replaced_by == "M1/2"
    assert state.votes["M1"].ruling is not None
    first = [e.RulingDisputed("M1")]
    assert _codes(state, list(first)) == ["V133"]


def test_one_new_vote_at_a_time_and_each_can_be_disputed() -> None:
    """While the new vote runs there is no third; after its ruling there can be."""
    state = _disputed()
    state = _after(state, *acts.open_again(state, "M1", "majority", "electronic", OPENED))
    (third,) = acts.open_again(_disputed(), "M1", "majority", "electronic", OPENED)
    assert _codes(state, [third]) == ["V133"]
    state = _voted(state, "M1", {ONE: "for"})
    state = _after(state, *_rule(state, "M1", "adopted"))
    state = _after(state, *acts.dispute(state, "M1"))
    state = _after(state, *acts.open_again(state, "M1", "majority", "electronic", OPENED))
    assert list(state.votes) == ["M1", "M1/2", "M1/3"]
    assert state.votes["M1/3"].again_of == "M1/2"


# Without a count.


def test_acclamation_is_a_yes_to_one_question() -> None:
    """It adopts; options of their own cannot be meant by it, nor what was decided already."""
    state = _meeting(_item("M1"), _item("M2", options=("Optie A", "Optie B")))
    assert _codes(state, acts.acclaim(state, ["M2"], OPENED)) == ["V135"]
    after = _after(state, *acts.acclaim(state, ["M1"], OPENED))
    assert outcome_of(after, after.items["M1"]) == "adopted"
    assert "V122" in _codes(after, acts.acclaim(after, ["M1"], OPENED))


@pytest.mark.parametrize(
    ("majority", "codes"), [(None, []), ("1/2", []), ("2/3", ["W205"]), (">2/3", ["W205"])]
)
def test_acclamation_on_a_qualified_majority_warns(majority: str | None, codes: list[str]) -> None:
    """By acclamation two thirds cannot be shown (Burgerlijk Wetboek 2:43)."""
    state = _meeting(_item("S1", majority=majority))
    assert _codes(state, acts.acclaim(state, ["S1"], OPENED)) == codes


@pytest.mark.parametrize("outcome", ["held over", "withdrawn", "taken over", "lapsed", "done"])
def test_settled_without_a_vote(outcome: str) -> None:
    """Each of the five; then there is no vote any more, and it is settled once."""
    state = _meeting(_item("M1"))
    state = _after(state, *acts.settle(state, "M1", outcome, None))
    assert outcome_of(state, state.items["M1"]) == outcome
    assert _codes(state, acts.settle(state, "M1", "withdrawn", None)) == ["V122"]
    opened = acts.open_vote(state, ["M1"], "proposal", "electronic", OPENED, confirmed=False)
    assert _codes(state, opened) == ["V122"]


def test_what_is_not_settled_without_a_vote() -> None:
    """What is being voted on; items without a vote; and outcomes that take a vote."""
    running = _open(_meeting(_item("M1"), _item("1", None)), "M1")
    assert _codes(running, acts.settle(running, "M1", "withdrawn", None)) == ["V129"]
    assert _codes(running, acts.settle(running, "1", "done", None)) == ["V127"]
    fresh = _meeting(_item("M1"))
    assert _codes(fresh, acts.settle(fresh, "M1", "adopted", None)) == ["V128"]


def test_a_note_changes_nothing_else() -> None:
    """A mistake found later stands beside the vote; an empty note is none."""
    state = _closed()
    state = _after(state, *_rule(state, "M1", "adopted"))
    after = _after(state, *acts.note(state, "M1", "Voorbeeld van een fout"))
    assert after.votes["M1"]._replace(notes=()) == state.votes["M1"]
    assert after.votes["M1"].notes == ("Voorbeeld van een fout",)
    assert after.items == state.items
    assert _codes(state, acts.note(state, "M1", "  ")) == ["M117"]


# Counts of slips: two people, independently; what they hand in adds up to what was handed out.


def test_two_tellers_that_agree() -> None:
    """The first count waits; the second one decides, and there is no third."""
    state = _persons()
    assert handed_out(state.votes["P1"]) == 109
    assert count_lines(state.votes["P1"]) == tuple(COUNTS)
    assert _codes(state, _rule(state, "P1", "adopted", "Kandidaat A")) == ["V120"]
    state = _after(state, *acts.enter_count(state, "P1", "Teller Een", COUNTS))
    assert state.votes["P1"].agreed is None
    assert result_of(state, state.votes["P1"]) is None
    state = _after(state, *acts.enter_count(state, "P1", "Teller Twee", COUNTS))
    assert state.votes["P1"].agreed == COUNTS
    assert _codes(state, acts.enter_count(state, "P1", "Teller Drie", COUNTS))[0] == "V134"
    # 60 of the 100 votes cast: blank and invalid slips are none.
    result = result_of(state, state.votes["P1"])
    assert result is not None
    assert (result.outcome, result.adopted_option) == ("adopted", "Kandidaat A")
    assert result.counts is not None
    assert result.counts.cast.votes == 100
    assert result.counts.required_votes == 51
    assert not result.counts.members_known
    assert result.counts.not_voted == (3, 21)
    assert _codes(state, _rule(state, "P1", "adopted", "Kandidaat A")) == []


def test_counts_that_differ_name_the_lines_alone() -> None:
    """A vote moved between two lines: those two are named, and what the first said is not."""
    state = _persons()
    state = _after(state, *acts.enter_count(state, "P1", "Teller Een", COUNTS))
    other = {**COUNTS, "Kandidaat A": 59, "Kandidaat B": 41}
    events = acts.enter_count(state, "P1", "Teller Twee", other)
    after, problems = decide(state, events)
    assert [(p.code, p.expected, p.details) for p in problems] == [
        ("W409", "Kandidaat A, Kandidaat B", {"lines": ("Kandidaat A", "Kandidaat B")})
    ]
    assert after.votes["P1"].agreed is None
    # The newest one is what the next is compared with.
    once_more = acts.enter_count(after, "P1", "Teller Een", other)
    assert _after(after, *once_more).votes["P1"].agreed == other


def test_one_person_is_not_two() -> None:
    """Nor with other capitals or blanks; and nobody is nobody."""
    state = _persons()
    assert _codes(state, acts.enter_count(state, "P1", "", COUNTS)) == ["V109"]
    state = _after(state, *acts.enter_count(state, "P1", "Teller Een", COUNTS))
    assert _codes(state, acts.enter_count(state, "P1", " TELLER  een ", COUNTS))[0] == "V150"


@pytest.mark.parametrize(
    ("line", "votes", "codes"),
    [
        ("Kandidaat A", 59, ["V108"]),
        ("Kandidaat A", 61, ["V108"]),
        ("not returned", 2, ["V108"]),
        ("Kandidaat A", 62, ["V121"]),
        ("Kandidaat A", 110, ["V121"]),
    ],
)
def test_slips_add_up(line: str, votes: int, codes: list[str]) -> None:
    """Options + blank + invalid + not returned = handed out; more returned than that stops."""
    state = _persons()
    assert _codes(state, acts.enter_count(state, "P1", "Teller Een", {**COUNTS, line: votes})) == (
        codes
    )


def test_lines_that_are_none() -> None:
    """A line that is not there is named at once; a line that is left out is nought."""
    state = _persons()
    with pytest.raises(acts.Refused) as refused:
        acts.enter_count(state, "P1", "Teller Een", {**COUNTS, "Kandidaat C": 1})
    assert [(p.code, p.value) for p in refused.value.problems] == [("V106", "Kandidaat C")]
    left_out = {"kandidaat a": 60, "Kandidaat B": 49}
    assert _codes(state, acts.enter_count(state, "P1", "Teller Een", left_out)) == []


def test_negative_counts_are_none() -> None:
    """-1 and 110 add up to 109, and are no count."""
    state = _persons()
    counts = {"Kandidaat A": 110, "Kandidaat B": -1}
    assert _codes(state, acts.enter_count(state, "P1", "Teller Een", counts)) == ["V106"]


def test_only_votes_on_persons_are_counted_by_hand() -> None:
    """And only between closing and ruling."""
    closed = _closed()
    counts = {"for": 75}
    assert _codes(closed, acts.enter_count(closed, "M1", "Teller Een", counts)) == ["V130"]
    still_open = _open(_meeting(_item("P1", "persons", options=CANDIDATES)), "P1")
    assert _codes(still_open, acts.enter_count(still_open, "P1", "Teller Een", {})) == ["V103"]


def test_an_agreement_that_is_forged() -> None:
    """Two tellers must have counted, and the same as what is agreed upon."""
    state = _persons()
    agreed = e.CountAgreed("P1", tuple(COUNTS.items()))
    assert _codes(state, [agreed]) == ["V131"]
    state = _after(state, *acts.enter_count(state, "P1", "Teller Een", COUNTS))
    assert _codes(state, [agreed]) == ["V131"]
    entered, _agreed = acts.enter_count(state, "P1", "Teller Twee", COUNTS)
    other = {**COUNTS, "Kandidaat A": 59, "Kandidaat B": 41}
    forged = e.CountAgreed("P1", tuple(other.items()))
    assert _codes(state, [entered, forged]) == ["V131"]


@pytest.mark.parametrize(
    ("quorum", "outcome"),
    [
        # 108 of the 130 votes came back, and 2 of the 5 members were handed slips.
        ("108/130:stemmen", "adopted"),
        (">108/130:stemmen", "no quorum"),
        ("2/5:leden", "adopted"),
        (">2/5:leden", "no quorum"),
    ],
)
def test_quorum_of_slips(quorum: str, outcome: str) -> None:
    """Invalid slips are handed in, those not returned are not; of members all that voted count."""
    state = _persons(quorum=quorum)
    for teller in ("Teller Een", "Teller Twee"):
        state = _after(state, *acts.enter_count(state, "P1", teller, COUNTS))
    result = result_of(state, state.votes["P1"])
    assert result is not None
    assert result.outcome == outcome


@given(
    st.lists(st.integers(0, 109), min_size=4, max_size=4),
    st.lists(st.integers(0, 109), min_size=4, max_size=4),
)
def test_any_two_counts(first: list[int], second: list[int]) -> None:
    """Of any two sums of 109, the same ones are agreed upon, and of others the lines are named."""

    def count(cuts: list[int]) -> dict[str, int]:
        edges = [0, *sorted(cuts), 109]
        return {
            line: high - low for line, low, high in zip(COUNTS, edges[:-1], edges[1:], strict=True)
        }

    one, two = count(first), count(second)
    state = _persons()
    state = _after(state, *acts.enter_count(state, "P1", "Teller Een", one))
    after, problems = decide(state, acts.enter_count(state, "P1", "Teller Twee", two))
    differing = [line for line in COUNTS if one[line] != two[line]]
    assert after.votes["P1"].agreed == (None if differing else one)
    assert [p.expected for p in problems] == ([", ".join(differing)] if differing else [])


def test_an_item_is_not_settled_while_a_part_of_it_is_being_voted_on() -> None:
    """The part would lapse with an open vote on it; the screen says which vote comes first."""
    state = _open(_meeting(_item("M1"), _item("M1a", part_of="M1")), "M1a")
    assert _codes(state, acts.settle(state, "M1", "withdrawn", None)) == ["V129"]


def test_a_ruling_is_not_recorded_before_it_is_pronounced() -> None:
    """An hour that is still to come is a slip."""
    vote = _closed().votes["M1"]
    now = datetime.fromisoformat("2027-06-16T14:34:59+02:00")
    with pytest.raises(acts.Refused) as refused:
        pronounced_at(vote, time(14, 35), now)
    assert [problem.code for problem in refused.value.problems] == ["V143"]


def test_a_vote_opened_by_mistake_is_taken_back_before_any_ballot() -> None:
    """Then it can be opened again, under its own id; with a ballot it stays."""
    state = _open(_meeting(_item("M1"), _item("M2")), "M1", "M2")
    back = _after(state, *acts.cancel_vote(state, "M1+M2", "verkeerd punt (verzonnen)"))
    assert dict(back.votes) == {}
    assert list(_open(back, "M1").votes) == ["M1"]
    assert _codes(state, [e.VoteCancelled("M1+M2", " ")]) == ["M117"]
    cast = _after(state, *acts.cast(state, "M1+M2", ONE, "for", way="at the table"))
    assert _codes(cast, acts.cancel_vote(cast, "M1+M2", "verkeerd")) == ["V142"]
    closed = _after(state, *acts.close_vote(state, "M1+M2", CLOSED))
    assert _codes(closed, acts.cancel_vote(closed, "M1+M2", "verkeerd")) == ["V102"]


def test_the_newest_vote_is_meant_and_the_first_has_a_name() -> None:
    """M1 is M1/2 once that was opened; M1/1 is the first, also then."""
    state = _disputed()
    assert acts.vote_named(state, "M1").id == "M1"
    state = _after(state, *acts.open_again(state, "M1", "voter", "electronic", RULED))
    assert acts.vote_named(state, "m1").id == "M1/2"
    assert acts.vote_named(state, "M1/2").id == "M1/2"
    assert acts.vote_named(state, "M1/1").id == "M1"
