"""The tally, by examples that anyone can add up.

The roll has six members and 100 votes: A 1, B 1, C 8, D 10, E 30, F 50.
"""

from collections.abc import Mapping
from datetime import date

import pytest

from alvvote.population import Edition, Figure
from alvvote.proposal import ABSTENTION, STANDARD_OPTIONS, Manner, Option, Outcome, Proposal, Rule
from alvvote.roll import Roll, make_roll
from alvvote.statutes import SIMPLE, STATUTE_CHANGE, Majority, Members, Quorum, Votes
from alvvote.tally import Count, Counts, Result, decide, leading, readings_of, tally

THOUSANDS = {"A": 1, "B": 1, "C": 8, "D": 10, "E": 30, "F": 50}
MORE_THAN_TWO_THIRDS = Majority(2, 3, strict=True)
AT_LEAST_HALF = Majority(1, 2, strict=False)
ALL_OF_THEM = Majority(1, 1, strict=False)

PLAN, OTHER_PLAN = Option("Plan", "choice"), Option("Ander plan", "choice")
NEITHER = Option("Tegen beide", "rejecting")
THREE = (PLAN, OTHER_PLAN, NEITHER)

PLAIN = Rule()
"""More than half; neither abstentions nor blanks count; no quorum."""


def _roll(thousands: Mapping[str, int] = THOUSANDS, year: int = 2026) -> Roll:
    """Return a roll on which each member has so many thousands of inhabitants, and a few more."""
    edition = Edition(date(year, 1, 1), "final", "03759ned", None, None)
    figures = tuple(
        Figure(code, code, "Nergens", number * 1000 + 999) for code, number in thousands.items()
    )
    roll = make_roll(edition, figures, [])
    assert isinstance(roll, Roll)
    return roll


def _proposal(rule: Rule = PLAIN, options: tuple[Option, ...] = STANDARD_OPTIONS) -> Proposal:
    return Proposal("X", "X", rule=rule, options=options)


def _ballots(**members: str) -> dict[str, str]:
    """Return ballots by member: ``_ballots(**{"for": "EA", "against": "D"})``."""
    names = {"plan": PLAN.name, "other": OTHER_PLAN.name, "neither": NEITHER.name}
    return {
        member: names.get(option, option)
        for option, together in members.items()
        for member in together
    }


def _vote(
    in_favour: str,
    against: str,
    abstention: str = "",
    blank: str = "",
    *,
    rule: Rule = PLAIN,
) -> Result:
    """Tally a vote for or against; each argument names the members, one letter each."""
    ballots = _ballots(
        **{"for": in_favour, "against": against, "abstention": abstention, "blank": blank}
    )
    return tally(_proposal(rule), ballots, _roll())


def _choose(plan: str, other: str = "", neither: str = "", *, rule: Rule = PLAIN) -> Result:
    """Tally a vote with three options; each argument names the members, one letter each."""
    ballots = _ballots(plan=plan, other=other, neither=neither)
    return tally(_proposal(rule, THREE), ballots, _roll())


def _counts(result: Result) -> Counts:
    assert result.counts is not None
    return result.counts


@pytest.mark.parametrize(
    ("in_favour", "against", "required", "outcome"),
    [
        ("D", "ABC", 11, "rejected"),  # 10 of 20: exactly half
        ("DA", "BC", 11, "adopted"),  # 11 of 20
        ("CA", "DB", 11, "rejected"),  # 9 of 20
        ("D", "CA", 10, "adopted"),  # 10 of 19: half a vote more than half
        ("CA", "D", 10, "rejected"),  # 9 of 19: half a vote less
        ("A", "", 1, "adopted"),  # the one vote cast
        ("F", "ABCDE", 51, "rejected"),  # 50 of all 100
        ("FA", "BCDE", 51, "adopted"),  # 51 of all 100
    ],
)
def test_more_than_half(in_favour: str, against: str, required: int, outcome: Outcome) -> None:
    """A proposal takes more than half of the votes cast: exactly half is not enough."""
    result = _vote(in_favour, against)
    assert (_counts(result).required_votes, result.outcome) == (required, outcome)


@pytest.mark.parametrize(
    ("in_favour", "against", "required", "outcome"),
    [
        ("FD", "E", 60, "adopted"),  # 60 of 90: exactly two thirds
        ("FD", "EA", 61, "rejected"),  # 3 * 60 < 2 * 91
        ("FDA", "E", 61, "adopted"),  # 3 * 61 >= 2 * 91
        ("FCAB", "E", 60, "adopted"),  # 60 of 90, by other members
        ("FC", "EA", 60, "rejected"),  # 58 of 89
    ],
)
def test_two_thirds(in_favour: str, against: str, required: int, outcome: Outcome) -> None:
    """A change of the statutes takes at least two thirds: exactly two thirds is enough."""
    result = _vote(in_favour, against, rule=Rule(majority=STATUTE_CHANGE))
    assert (_counts(result).required_votes, result.outcome) == (required, outcome)


@pytest.mark.parametrize(
    ("majority", "in_favour", "against", "required", "outcome"),
    [
        (MORE_THAN_TWO_THIRDS, "FD", "E", 61, "rejected"),
        (MORE_THAN_TWO_THIRDS, "FDA", "E", 61, "adopted"),
        (AT_LEAST_HALF, "D", "ABC", 10, "adopted"),
        (AT_LEAST_HALF, "CA", "DB", 10, "rejected"),
        (ALL_OF_THEM, "BCDEF", "A", 100, "rejected"),
        (ALL_OF_THEM, "BCDEF", "", 99, "adopted"),
    ],
)
def test_other_shares(
    majority: Majority, in_favour: str, against: str, required: int, outcome: Outcome
) -> None:
    """Any share, "more than" or "at least", is compared as it is written."""
    result = _vote(in_favour, against, rule=Rule(majority=majority))
    assert (_counts(result).required_votes, result.outcome) == (required, outcome)


@pytest.mark.parametrize(
    ("majority", "short_of", "enough"),
    [
        (SIMPLE, 3 * 10**20, 3 * 10**20 + 1),
        (STATUTE_CHANGE, 4 * 10**20 - 1, 4 * 10**20),
        (MORE_THAN_TWO_THIRDS, 4 * 10**20, 4 * 10**20 + 1),
    ],
)
def test_no_floats(majority: Majority, short_of: int, enough: int) -> None:
    """One vote decides among 600,000,000,000,000,000,000, where a float sees no difference."""
    cast = 6 * 10**20
    roll = Count(Members(2), Votes(cast))
    outcomes: list[Outcome] = []
    for votes in (short_of, enough):
        nobody = Count(Members(0), Votes(0))
        totals = {
            "for": Count(Members(1), Votes(votes)),
            "against": Count(Members(1), Votes(cast - votes)),
            "abstention": nobody,
            "blank": nobody,
        }
        result = decide(_proposal(Rule(majority)), totals, roll)
        assert _counts(result).required_votes == enough
        outcomes.append(result.outcome)
    assert outcomes == ["rejected", "adopted"]


def test_members_and_votes_of_everything() -> None:
    """Every count is there in members and in votes, those that did not vote included."""
    result = _vote("E", "DA", "C", "B")
    counts = _counts(result)
    assert [(item.option.name, *item.total) for item in counts.options] == [
        ("for", 1, 30),
        ("against", 2, 11),
        ("abstention", 1, 8),
        ("blank", 1, 1),
    ]
    assert counts.cast == (3, 41)
    assert counts.handed_in == (5, 50)
    assert counts.not_voted == (1, 50)
    assert counts.required_votes == 21
    assert result.roll == (6, 100)
    assert result.outcome == "adopted"


def test_majority_of_members_decides_nothing() -> None:
    """Five members for, one against: the one has half of the votes."""
    result = _vote("ABCDE", "F")
    counts = _counts(result)
    assert [item.total for item in counts.options][:2] == [(5, 50), (1, 50)]
    assert result.outcome == "rejected"


@pytest.mark.parametrize(
    ("abstentions", "blanks", "cast", "required", "outcome"),
    [
        (False, False, (2, 40), 21, "adopted"),
        (True, False, (3, 48), 25, "adopted"),
        (False, True, (3, 90), 46, "rejected"),
        (True, True, (4, 98), 50, "rejected"),
    ],
)
def test_abstentions_and_blanks_each_for_itself(
    *, abstentions: bool, blanks: bool, cast: tuple[int, int], required: int, outcome: Outcome
) -> None:
    """E 30 for, D 10 against, C 8 abstains, F 50 blank: four readings of what was cast."""
    result = _vote(
        "E", "D", "C", "F", rule=Rule(abstentions_count=abstentions, blanks_count=blanks)
    )
    counts = _counts(result)
    assert (counts.cast, counts.required_votes, result.outcome) == (cast, required, outcome)
    assert [item.cast for item in counts.options] == [True, True, abstentions, blanks]
    assert counts.handed_in == (4, 98)
    assert counts.not_voted == (2, 2)


@pytest.mark.parametrize(
    ("abstentions", "blanks", "cast", "outcome"),
    [
        (False, False, (2, 40), "adopted"),
        (True, False, (3, 90), "rejected"),
        (False, True, (3, 48), "adopted"),
        (True, True, (4, 98), "rejected"),
    ],
)
def test_abstentions_and_blanks_the_other_way_round(
    *, abstentions: bool, blanks: bool, cast: tuple[int, int], outcome: Outcome
) -> None:
    """The same with F abstaining and C blank, so that neither stands in for the other."""
    result = _vote(
        "E", "D", "F", "C", rule=Rule(abstentions_count=abstentions, blanks_count=blanks)
    )
    assert (_counts(result).cast, result.outcome) == (cast, outcome)


HALF_OF_VOTES = Quorum(1, 2, "votes")
MORE_THAN_HALF_OF_VOTES = Quorum(1, 2, "votes", strict=True)
THIRD_OF_MEMBERS = Quorum(1, 3, "members")
MORE_THAN_THIRD_OF_MEMBERS = Quorum(1, 3, "members", strict=True)


@pytest.mark.parametrize(
    ("quorum", "in_favour", "against", "abstention", "blank", "outcome"),
    [
        (HALF_OF_VOTES, "E", "A", "D", "C", "no quorum"),  # 49 of 100
        (HALF_OF_VOTES, "E", "A", "DB", "C", "adopted"),  # 50, thanks to an abstention
        (HALF_OF_VOTES, "E", "A", "D", "CB", "adopted"),  # 50, thanks to a blank
        (HALF_OF_VOTES, "A", "E", "D", "CB", "rejected"),  # 50
        (HALF_OF_VOTES, "F", "A", "", "", "adopted"),  # 51
        (MORE_THAN_HALF_OF_VOTES, "F", "", "", "", "no quorum"),  # 50
        (MORE_THAN_HALF_OF_VOTES, "F", "", "A", "", "adopted"),  # 51
        (THIRD_OF_MEMBERS, "F", "", "", "", "no quorum"),  # 1 of 6, though half of the votes
        (THIRD_OF_MEMBERS, "A", "", "B", "", "adopted"),  # 2 of 6
        (THIRD_OF_MEMBERS, "A", "", "", "B", "adopted"),
        (THIRD_OF_MEMBERS, "A", "", "B", "C", "adopted"),  # 3 of 6
        (MORE_THAN_THIRD_OF_MEMBERS, "A", "", "B", "", "no quorum"),  # 2 of 6
        (MORE_THAN_THIRD_OF_MEMBERS, "A", "", "B", "C", "adopted"),  # 3 of 6
        (THIRD_OF_MEMBERS, "", "", "", "", "no quorum"),
    ],
)
def test_quorum(
    *, quorum: Quorum, in_favour: str, against: str, abstention: str, blank: str, outcome: Outcome
) -> None:
    """All ballots handed in count for the quorum, whether or not they count as cast."""
    result = _vote(in_favour, against, abstention, blank, rule=Rule(quorum=quorum))
    assert result.outcome == outcome


def test_quorum_leaves_the_votes_cast_alone() -> None:
    """What was handed in for the quorum is no part of the measure of the majority."""
    counts = _counts(_vote("A", "", "F", "", rule=Rule(quorum=HALF_OF_VOTES)))
    assert (counts.cast, counts.required_votes, counts.handed_in) == ((1, 1), 1, (2, 51))


@pytest.mark.parametrize(
    ("plan", "other", "neither", "outcome", "adopted"),
    [
        ("F", "E", "DCA", "adopted", "Plan"),  # 50 of 99
        ("F", "E", "DCAB", "no majority", None),  # 50 of 100: exactly half
        ("E", "F", "DCA", "adopted", "Ander plan"),
        ("E", "DCA", "F", "rejected", None),  # the rejecting option has 50 of 99
        ("E", "DCAB", "F", "no majority", None),
        ("E", "D", "CA", "adopted", "Plan"),  # 30 of 49
        ("D", "C", "AB", "no majority", None),  # 10 of 20, ahead of all others
        ("", "", "A", "rejected", None),
    ],
)
def test_three_options(
    *, plan: str, other: str, neither: str, outcome: Outcome, adopted: str | None
) -> None:
    """Adopted is what has more than half; the rejecting option can win as well; or none does."""
    result = _choose(plan, other, neither)
    assert (result.outcome, result.adopted_option) == (outcome, adopted)


def test_three_options_and_two_thirds() -> None:
    """Each option is held against the majority of the vote: here two thirds."""
    enough = _choose("FD", "E", rule=Rule(majority=STATUTE_CHANGE))
    assert (enough.outcome, enough.adopted_option) == ("adopted", "Plan")
    short = _choose("FD", "E", "A", rule=Rule(majority=STATUTE_CHANGE))
    assert (short.outcome, short.adopted_option) == ("no majority", None)
    against = _choose("E", "", "FD", rule=Rule(majority=STATUTE_CHANGE))
    assert (against.outcome, against.adopted_option) == ("rejected", None)


@pytest.mark.parametrize(
    ("majority", "plan", "other", "neither"),
    [
        (AT_LEAST_HALF, "D", "CAB", ""),  # 10 and 10 of 20
        (AT_LEAST_HALF, "F", "", "EDCAB"),  # 50 and, against all, 50
        (Majority(1, 3, strict=False), "D", "CAB", ""),
        (Majority(1, 3, strict=True), "D", "CAB", ""),
    ],
)
def test_tie_above_the_threshold(majority: Majority, plan: str, other: str, neither: str) -> None:
    """Two options that reach a share of a half or less, with as many votes: none has won."""
    result = _choose(plan, other, neither, rule=Rule(majority=majority))
    assert (result.outcome, result.adopted_option) == ("no majority", None)


def test_abstention_among_own_options() -> None:
    """An abstention is not cast in a vote with options of its own either, unless it counts."""
    options = (*THREE, Option("Onthouding", "abstention"))
    ballots = {"E": "Plan", "D": "Ander plan", "F": "Onthouding"}
    result = tally(_proposal(options=options), ballots, _roll())
    assert (result.outcome, result.adopted_option) == ("adopted", "Plan")  # 30 of 40
    assert _counts(result).cast == (2, 40)
    counting = tally(_proposal(Rule(abstentions_count=True), options), ballots, _roll())
    assert (counting.outcome, counting.adopted_option) == ("no majority", None)  # 30 of 90
    assert _counts(counting).cast == (3, 90)


def test_an_abstention_is_never_adopted() -> None:
    """Most votes cast for abstention adopt nothing, also where abstentions count."""
    options = (*THREE, Option("Onthouding", "abstention"))
    ballots = {"E": "Plan", "F": "Onthouding"}
    result = tally(_proposal(Rule(abstentions_count=True), options), ballots, _roll())
    assert (result.outcome, result.adopted_option) == ("no majority", None)


@pytest.mark.parametrize(
    "majority", [SIMPLE, STATUTE_CHANGE, AT_LEAST_HALF, MORE_THAN_TWO_THIRDS, ALL_OF_THEM]
)
@pytest.mark.parametrize(("abstention", "blank"), [("ABCDEF", ""), ("", "ABCDEF"), ("", "")])
def test_nothing_cast_adopts_nothing(majority: Majority, abstention: str, blank: str) -> None:
    """Of no votes cast none is enough, although 3 * 0 >= 2 * 0."""
    result = _vote("", "", abstention, blank, rule=Rule(majority=majority))
    assert result.outcome == "rejected"
    assert _counts(result).cast == (0, 0)
    assert _counts(result).required_votes >= 1
    own = _choose("", rule=Rule(majority=majority))
    assert (own.outcome, own.adopted_option) == ("no majority", None)


@pytest.mark.parametrize("majority", [SIMPLE, STATUTE_CHANGE, AT_LEAST_HALF])
def test_only_abstentions_that_count(majority: Majority) -> None:
    """All abstain and abstentions count as cast: there are votes cast, and none is for."""
    result = _vote("", "", "ABCDEF", rule=Rule(majority=majority, abstentions_count=True))
    assert (_counts(result).cast, result.outcome) == ((6, 100), "rejected")


@pytest.mark.parametrize(
    ("manner", "outcome"),
    [
        ("acclamation", "adopted"),
        ("acclamation", "rejected"),
        ("none", "held over"),
        ("none", "withdrawn"),
        ("none", "taken over"),
        ("none", "lapsed"),
        ("none", "done"),
    ],
)
def test_what_was_not_counted(manner: Manner, outcome: Outcome) -> None:
    """What was decided without a count passes through, and has no numbers."""
    proposal = _proposal()._replace(manner=manner, outcome=outcome)
    result = tally(proposal, {}, _roll())
    assert (result.outcome, result.counts, result.adopted_option) == (outcome, None, None)
    assert result.roll == (6, 100)
    assert readings_of(result, {}, [_roll()]) is None


def test_what_was_not_counted_needs_an_outcome() -> None:
    """There is no outcome to be made up where nothing was counted."""
    with pytest.raises(ValueError, match="outcome"):
        tally(_proposal()._replace(manner="acclamation"), {}, _roll())


@pytest.mark.parametrize("ballots", [{"Z": "for"}, {"A": "perhaps"}])
def test_no_ballot_without_member_and_option(ballots: dict[str, str]) -> None:
    """A ballot of nobody, or for nothing, is never left out in silence."""
    with pytest.raises(KeyError):
        tally(_proposal(), ballots, _roll())


def test_readings_that_hold() -> None:
    """30 against 10 holds whether or not 8 abstentions and 1 blank count: 4 readings."""
    ballots = _ballots(**{"for": "E", "against": "D", "abstention": "C", "blank": "A"})
    result = tally(_proposal(), ballots, _roll())
    assert readings_of(result, ballots, [_roll()]) == (4, ())


def test_readings_that_turn() -> None:
    """30 for, 10 against, 8 abstain, 50 blank: where blanks count, 30 is no longer enough."""
    ballots = _ballots(**{"for": "E", "against": "D", "abstention": "C", "blank": "F"})
    roll = _roll()
    readings = readings_of(tally(_proposal(), ballots, roll), ballots, [roll])
    assert readings is not None
    assert readings.total == 4
    assert [(turned[1:]) for turned in readings.turned] == [
        (False, True, "rejected", None),
        (True, True, "rejected", None),
    ]


def test_readings_of_another_edition() -> None:
    """With the figures of a year before, D has 8 votes and no longer more than C: 4 of 8 turn."""
    ballots = _ballots(**{"for": "D", "against": "C"})
    now, before = _roll(), _roll({**THOUSANDS, "D": 8}, 2025)
    readings = readings_of(tally(_proposal(), ballots, now), ballots, [now, before])
    assert readings is not None
    assert readings.total == 8
    assert {turned.edition.reference_date.year for turned in readings.turned} == {2025}
    assert [turned.outcome for turned in readings.turned] == ["rejected"] * 4


def test_readings_that_adopt_another_option() -> None:
    """Adopted all the same, but something else: that is another outcome."""
    ballots = _ballots(plan="D", other="C")
    now, before = _roll(), _roll({**THOUSANDS, "D": 7}, 2025)
    readings = readings_of(tally(_proposal(options=THREE), ballots, now), ballots, [now, before])
    assert readings is not None
    assert [(turned.outcome, turned.adopted_option) for turned in readings.turned] == [
        ("adopted", "Ander plan")
    ] * 4


def test_the_margin_is_about_the_leading_option() -> None:
    """For or against: "for", also when it is behind; else the option with most votes cast."""
    behind = _vote("A", "F", "E")
    assert leading(behind.proposal, _counts(behind)).option.name == "for"
    options = (*THREE, ABSTENTION)
    ballots = {"D": "Plan", "C": "Ander plan", "F": "abstention"}
    own = tally(_proposal(options=options), ballots, _roll())
    assert leading(own.proposal, _counts(own)).option == PLAN
    rejecting = _choose("D", "C", "E")
    assert leading(rejecting.proposal, _counts(rejecting)).option == NEITHER
