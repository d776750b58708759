"""What holds of every tally, whatever the roll, the ballots and the rule."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from alvvote.population import Edition
from alvvote.proposal import STANDARD_OPTIONS, Option, Outcome, Proposal, Role, Rule
from alvvote.roll import Member, Roll
from alvvote.statutes import Majority, Quorum, Votes
from alvvote.tally import Counts, Result, readings_of, tally
from tests.strategies import CHOICES, Meeting, alvvote, csv_bytes, long_grid, meetings, wide_grid

QUICK = settings(deadline=None, max_examples=200)
FILES = settings(deadline=None, max_examples=40)
LONG = settings(deadline=None, max_examples=5000)


class Case(NamedTuple):
    """A vote to be tallied."""

    proposal: Proposal
    ballots: dict[str, str]
    roll: Roll


def _weight(inhabitants: int) -> int:
    return min(75, max(1, inhabitants // 1000))


def _roll(inhabitants: Mapping[str, int], year: int = 2026) -> Roll:
    edition = Edition(date(year, 1, 1), "final", "03759ned", None, None)
    return Roll(
        None,
        edition,
        tuple(
            Member(code, code, "Nergens", number, Votes(_weight(number)))
            for code, number in inhabitants.items()
        ),
    )


# Few, and small: so exactly half and exactly two thirds turn up often.
_weights = st.one_of(st.integers(0, 4), st.integers(0, 12), st.integers(70, 80))
_inhabitants = st.builds(lambda thousands, rest: thousands * 1000 + rest, _weights, st.just(999))
_codes = [f"GM{number:04d}" for number in range(1, 13)]
_rolls = st.dictionaries(st.sampled_from(_codes), _inhabitants, min_size=1, max_size=12)


@st.composite
def _majorities(draw: st.DrawFn) -> Majority:
    denominator = draw(st.integers(1, 7))
    numerator = draw(st.integers(1, denominator))
    strict = draw(st.booleans()) if numerator < denominator else False
    return Majority(numerator, denominator, strict)


@st.composite
def _quorums(draw: st.DrawFn) -> Quorum:
    denominator = draw(st.integers(1, 5))
    of: Literal["votes", "members"] = draw(st.sampled_from(("votes", "members")))
    return Quorum(draw(st.integers(1, denominator)), denominator, of, draw(st.booleans()))


_majority = st.one_of(
    st.sampled_from([Majority(1, 2, strict=True), Majority(2, 3, strict=False)]), _majorities()
)
_rules = st.builds(
    Rule,
    majority=_majority,
    abstentions_count=st.booleans(),
    blanks_count=st.booleans(),
    quorum=st.none() | _quorums(),
)
_roles: st.SearchStrategy[Role] = st.sampled_from(
    ("choice", "choice", "rejecting", "abstention", "blank")
)


@st.composite
def _own_options(draw: st.DrawFn) -> tuple[Option, ...]:
    roles = draw(st.lists(_roles, min_size=1, max_size=4))
    return tuple(
        Option(name, role) for name, role in zip("PQRST", ("choice", *roles), strict=False)
    )


@st.composite
def _cases(draw: st.DrawFn, options: st.SearchStrategy[tuple[Option, ...]]) -> Case:
    inhabitants = draw(_rolls)
    proposal = Proposal("X", "X", rule=draw(_rules), options=draw(options))
    names = [option.name for option in proposal.options]
    ballots = draw(
        st.dictionaries(st.sampled_from(sorted(inhabitants)), st.sampled_from(names), max_size=12)
    )
    return Case(proposal, ballots, _roll(inhabitants))


for_or_against = _cases(st.just(STANDARD_OPTIONS))
of_any_kind = _cases(st.one_of(st.just(STANDARD_OPTIONS), _own_options()))


def _count(case: Case) -> tuple[Result, Counts]:
    result = tally(*case)
    assert result.counts is not None
    return result, result.counts


def _own_decision(case: Case, rule: Rule, roll: Roll) -> tuple[Outcome, str | None]:
    """Decide once more, in fractions, from the ballots alone."""
    votes = {member.gm_code: _weight(member.inhabitants or 0) for member in roll.members}
    total = dict.fromkeys((option.name for option in case.proposal.options), 0)
    for code, name in case.ballots.items():
        total[name] += votes[code]
    quorum = rule.quorum
    if quorum is not None:
        handed_in, everyone = (
            (sum(total.values()), sum(votes.values()))
            if quorum.of == "votes"
            else (len(case.ballots), len(votes))
        )
        share = Fraction(handed_in, everyone)
        needed = Fraction(quorum.numerator, quorum.denominator)
        if share < needed or (quorum.strict and share == needed):
            return "no quorum", None
    counting = {"for", "choice", "rejecting"}
    counting |= {"abstention"} if rule.abstentions_count else set()
    counting |= {"blank"} if rule.blanks_count else set()
    cast = sum(total[option.name] for option in case.proposal.options if option.role in counting)
    threshold = Fraction(rule.majority.numerator, rule.majority.denominator)
    reached = {
        option: Fraction(total[option.name], cast)
        for option in case.proposal.options
        if cast and option.role in {"for", "choice", "rejecting"}
    }
    enough = {
        option: share
        for option, share in reached.items()
        if share > threshold or (share == threshold and not rule.majority.strict)
    }
    if case.proposal.options == STANDARD_OPTIONS:
        return ("adopted" if STANDARD_OPTIONS[0] in enough else "rejected"), None
    ahead = [option for option in enough if enough[option] == max(enough.values())]
    if len(ahead) != 1:
        return "no majority", None
    return ("rejected", None) if ahead[0].role == "rejecting" else ("adopted", ahead[0].name)


def _holds_of_the_numbers(case: Case) -> None:
    result, counts = _count(case)
    votes = {member.gm_code: _weight(member.inhabitants or 0) for member in case.roll.members}
    for item in counts.options:
        chosen = [code for code, name in case.ballots.items() if name == item.option.name]
        assert item.total == (len(chosen), sum(votes[code] for code in chosen))
    assert counts.handed_in.members == len(case.ballots)
    assert [item.option for item in counts.options] == list(case.proposal.options)
    for unit, everyone in ((0, len(votes)), (1, sum(votes.values()))):
        chosen_together = sum(item.total[unit] for item in counts.options)
        assert chosen_together == counts.handed_in[unit]
        assert chosen_together + counts.not_voted[unit] == everyone == result.roll[unit]
        assert counts.cast[unit] == sum(item.total[unit] for item in counts.options if item.cast)
    decision = _own_decision(case, case.proposal.rule, case.roll)
    event(decision[0])
    assert (result.outcome, result.adopted_option) == decision


@QUICK
@given(of_any_kind)
def test_counts_and_decision(case: Case) -> None:
    """Counts add up to the roll, and the outcome is the one that fractions give."""
    _holds_of_the_numbers(case)


@pytest.mark.long
@LONG
@given(of_any_kind)
def test_counts_and_decision_thousands_of_times(case: Case) -> None:
    """The same, over a much wider range."""
    _holds_of_the_numbers(case)


@QUICK
@given(of_any_kind, st.data())
def test_order_never_matters(case: Case, data: st.DataObject) -> None:
    """Ballots, members and options in another order give the same counts and outcome."""
    ballots = dict(data.draw(st.permutations(list(case.ballots.items()))))
    members = tuple(data.draw(st.permutations(case.roll.members)))
    options = tuple(data.draw(st.permutations(case.proposal.options)))
    other = Case(
        case.proposal._replace(options=options), ballots, replace(case.roll, members=members)
    )
    (result, counts), (again, counts_again) = _count(case), _count(other)
    assert (again.outcome, again.adopted_option) == (result.outcome, result.adopted_option)
    assert set(counts_again.options) == set(counts.options)
    assert counts_again[1:] == counts[1:]


@QUICK
@given(for_or_against, st.data())
def test_one_ballot_more_for_never_rejects(case: Case, data: st.DataObject) -> None:
    """Someone who did not vote, or voted otherwise, votes "for": what is adopted stays adopted."""
    others = [m.gm_code for m in case.roll.members if case.ballots.get(m.gm_code) != "for"]
    if not others:
        return
    code = data.draw(st.sampled_from(others))
    before = tally(*case)
    after = tally(*case._replace(ballots={**case.ballots, code: "for"}))
    event(f"{before.outcome} -> {after.outcome}")
    assert (before.outcome, after.outcome) not in {
        ("adopted", "rejected"),
        ("adopted", "no quorum"),
        ("rejected", "no quorum"),
    }


@QUICK
@given(_cases(_own_options()), st.data())
def test_one_ballot_more_for_an_adopted_option(case: Case, data: st.DataObject) -> None:
    """An option that is adopted stays adopted when one more member chooses it."""
    before = tally(*case)
    chosen = before.adopted_option
    others = [m.gm_code for m in case.roll.members if case.ballots.get(m.gm_code) != chosen]
    if chosen is None or not others:
        return
    code = data.draw(st.sampled_from(others))
    after = tally(*case._replace(ballots={**case.ballots, code: chosen}))
    assert (after.outcome, after.adopted_option) == ("adopted", chosen)


@QUICK
@given(
    _majority,
    st.one_of(st.integers(1, 60), st.integers(1, 30_000), st.integers(1, 10**20)),
    st.integers(-2, 2),
)
def test_majority_is_the_fraction(majority: Majority, cast: int, off: int) -> None:
    """Just below, at and just above the threshold, a fraction says the same."""
    threshold = Fraction(majority.numerator, majority.denominator)
    votes = min(max(int(threshold * cast) + off, 0), cast)
    share = Fraction(votes, cast)
    expected = share > threshold if majority.strict else share >= threshold
    assert majority.met(votes, cast) is expected


@QUICK
@given(_majority, st.one_of(st.integers(1, 60), st.integers(1, 10**20)))
def test_required_votes_is_the_switch_point(majority: Majority, cast: int) -> None:
    """The number printed as needed is enough, and one vote less is not."""
    required = majority.required(cast)
    threshold = Fraction(majority.numerator, majority.denominator)
    assert 1 <= required <= cast
    enough, short = Fraction(required, cast), Fraction(required - 1, cast)
    assert enough > threshold or (enough == threshold and not majority.strict)
    assert short < threshold or (short == threshold and majority.strict) or required == 1
    assert majority.met(required, cast)
    assert not majority.met(required - 1, cast)


@QUICK
@given(for_or_against)
def test_adopted_from_the_required_votes_on(case: Case) -> None:
    """Adopted is what has at least the votes that are needed, and nothing else."""
    result, counts = _count(case)
    if result.outcome != "no quorum":
        in_favour = counts.options[0].total.votes
        assert (result.outcome == "adopted") == (in_favour >= counts.required_votes)


@st.composite
def _cases_with_rolls(draw: st.DrawFn) -> tuple[Case, list[Roll]]:
    case = draw(of_any_kind)
    codes = [member.gm_code for member in case.roll.members]
    others = [
        _roll({code: draw(_inhabitants) for code in codes}, 2025 - number)
        for number in range(draw(st.integers(0, 3)))
    ]
    return case, [case.roll, *others]


@QUICK
@given(_cases_with_rolls())
def test_readings(case_and_rolls: tuple[Case, list[Roll]]) -> None:
    """An edition has four readings, and those that turn are those that decide otherwise."""
    case, rolls = case_and_rolls
    result = tally(*case)
    readings = readings_of(result, case.ballots, rolls)
    assert readings is not None
    assert readings.total == 4 * len(rolls)
    expected = []
    for roll, abstentions, blanks in product(rolls, (False, True), (False, True)):
        rule = case.proposal.rule._replace(abstentions_count=abstentions, blanks_count=blanks)
        decision = _own_decision(case, rule, roll)
        if decision != (result.outcome, result.adopted_option):
            expected.append((roll.edition.reference_date.year, abstentions, blanks, *decision))
    event(f"turned: {len(expected)}")
    assert sorted((t.edition.reference_date.year, *t[1:]) for t in readings.turned) == sorted(
        expected
    )


# The same properties once more, through files and the command.


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the files of one example after the other."""
    return tmp_path_factory.mktemp("ballots")


def _results(grid: Sequence[Sequence[str]], folder: Path, *options: str) -> dict[str, object]:
    """Return the results by vote."""
    file = folder / "ballots.csv"
    file.write_bytes(csv_bytes(grid))
    ran = alvvote("tally", file, "--format", "json", *options)
    assert ran.code == 0, ran.out
    return {result["vote"]: result for result in ran.document["results"]}


@FILES
@given(meeting=meetings, data=st.data())
def test_order_of_rows_in_a_file(meeting: Meeting, data: st.DataObject, folder: Path) -> None:
    """Rows of a long file in any order, and rows and columns of a wide one, give the same."""
    long, wide = long_grid(meeting), wide_grid(meeting)
    expected = _results(long, folder, "--per-lid")
    shuffled = [long[0], *data.draw(st.permutations(long[1:]))]
    assert _results(shuffled, folder, "--per-lid") == expected
    shuffled = [wide[0], *data.draw(st.permutations(wide[1:]))]
    order = data.draw(st.permutations(range(len(wide[0]))))
    shuffled = [[row[index] for index in order] for row in shuffled]
    assert _results(shuffled, folder, "--per-lid") == expected


@FILES
@given(
    options=st.lists(
        st.sampled_from(("Plan A", "Plan B", "Plan C", "Tegen alles", "Onthouding")),
        min_size=3,
        max_size=5,
        unique=True,
    ),
    data=st.data(),
)
def test_order_of_options_on_the_agenda(
    options: list[str], data: st.DataObject, folder: Path
) -> None:
    """Options in another order on the agenda give the same counts and outcome."""
    chosen = data.draw(st.lists(st.sampled_from(options), min_size=1, max_size=5), label="choices")
    members = ("GM0344", "GM0363", "GM0088", "GM0147", "GM1723")
    rows = [
        ["gm_code", "stem"],
        *([code, name] for code, name in zip(members, chosen, strict=False)),
    ]
    rejecting = "Tegen alles" if "Tegen alles" in options else ""
    found = []
    for ordered in (options, data.draw(st.permutations(options))):
        agenda = folder / "agenda.csv"
        agenda.write_bytes(
            csv_bytes([["id", "options", "rejecting"], ["ballots", "|".join(ordered), rejecting]])
        )
        result = _results(rows, folder, "--agenda", str(agenda))["ballots"]
        assert isinstance(result, dict)
        counts = result.pop("options")
        assert [count["option"] for count in counts] == list(ordered)
        found.append((sorted(counts, key=lambda count: str(count["option"])), result))
    assert found[0] == found[1]


@FILES
@given(meeting=meetings)
def test_the_results_of_a_file_add_up(meeting: Meeting, folder: Path) -> None:
    """In the JSON of each vote the options and those that did not vote make up the whole roll."""
    rows = list(csv.reader(io.StringIO(csv_bytes(long_grid(meeting)).decode(), newline="")))
    results = _results(rows, folder)
    assert list(results) == list(meeting)
    for vote, ballots in meeting.items():
        result = results[vote]
        assert isinstance(result, dict)
        assert [count["option"] for count in result["options"]] == list(CHOICES)
        for count in result["options"]:
            assert count["members"] == list(ballots.values()).count(count["option"])
        for unit, everyone in (("members", 342), ("votes", 13_211)):
            chosen = sum(count[unit] for count in result["options"])
            assert chosen + result["not_voted"][unit] == everyone
