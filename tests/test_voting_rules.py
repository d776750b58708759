"""Rules of a vote from opening to closing, held against law, statutes and procedure.

The roll is invented. Its votes follow from article 11, paragraph 3, and are the examples of its
reading: 982 inhabitants 1 vote, 12,001: 12, 34,000: 34, 8,999: 8, 77,000: 75. GM9006 is suspended
and has none.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.ballot_file import ballots_as_events, proposals_of_file
from alvvote.meeting.model import State, outcome_of
from alvvote.meeting.results import not_voted_of
from alvvote.meeting.rules import decide
from alvvote.meeting.turnout import participation_of, still_out
from alvvote.population import Edition
from alvvote.problems import has_errors
from alvvote.proposal import Subject
from alvvote.roll import Derivation, Member, Roll, fingerprint, roll_core
from alvvote.statutes import Votes
from tests.vote_steps import accredited, item

DAY = "2027-06-16"
MOMENT = "2027-06-16T14:05:00+02:00"
INHABITANTS = {
    "GM9001": (982, 1),
    "GM9002": (12_001, 12),
    "GM9003": (34_000, 34),
    "GM9004": (8_999, 8),
    "GM9005": (77_000, 75),
}
SUSPENDED = "GM9006"
SHA = "ab" * 32
OTHER_SHA = "cd" * 32


def _roll() -> Roll:
    members = [
        Member(code, f"Verzonnen {code}", "Utrecht", inhabitants, Votes(votes))
        for code, (inhabitants, votes) in INHABITANTS.items()
    ]
    reason = Derivation("suspended", reason="verzonnen")
    members.append(Member(SUSPENDED, "Geschorst", "Utrecht", 5_000, Votes(0), reason))
    edition = Edition(date(2027, 1, 1), "preliminary", "37230ned", None, None)
    return Roll(date.fromisoformat(DAY), edition, tuple(members))


ROLL = _roll()


def _codes(state: State, *events: e.Event) -> list[str]:
    """Return the problems of these events; with an error the state must be the same one."""
    after, problems = decide(state, events)
    if has_errors(problems):
        assert after is state
    return [problem.code for problem in problems]


def _after(state: State, *events: e.Event) -> State:
    after, problems = decide(state, events)
    assert problems == []
    return after


def _meeting(*events: e.Event, accreditation: bool = False, fixed: bool = True) -> State:
    created = e.MeetingCreated(
        "Voorbeeld (verzonnen)",
        DAY,
        rehearsal=False,
        abstentions_count=False,
        blanks_count=False,
        quorum=None,
    )
    roll = e.RollSet(
        roll_core(ROLL), fingerprint(ROLL), fixed, accreditation if fixed else None, None
    )
    return _after(State(), created, roll, *events)


def _open(
    state: State, *names: str, subject: Subject = "proposal", confirmed: bool = False
) -> e.VoteOpened:
    (event,) = acts.open_vote(state, names, subject, "electronic", MOMENT, confirmed=confirmed)
    assert isinstance(event, e.VoteOpened)
    return event


def _opened(state: State, *names: str, subject: Subject = "proposal") -> State:
    return _after(state, _open(state, *names, subject=subject))


def _cast(
    state: State, vote: str, code: str, option: str | None = "for", correction: str | None = None
) -> e.BallotCast:
    (event,) = acts.cast(state, vote, code, option, way="at the table", correction=correction)
    assert isinstance(event, e.BallotCast)
    return event


def _voted(state: State, vote: str, ballots: dict[str, str]) -> State:
    for code, option in ballots.items():
        state = _after(state, _cast(state, vote, code, option))
    return state


def _closed(state: State, vote: str) -> State:
    return _after(state, *acts.close_vote(state, vote, MOMENT))


def _ruled(state: State, vote: str, outcome: str) -> State:
    return _after(state, *acts.declare(state, vote, outcome, None, MOMENT))


def _decided(state: State, *names: str, adopted: bool, subject: Subject = "proposal") -> State:
    """Put items to the vote, and let the one with 75 votes decide."""
    opening = _open(state, *names, subject=subject)
    state = _after(state, opening)
    state = _voted(state, opening.vote, {"GM9005": "for" if adopted else "against"})
    outcome = "adopted" if adopted else "rejected"
    return _ruled(_closed(state, opening.vote), opening.vote, outcome)


def _left(state: State, code: str) -> e.AccreditationEnded:
    return e.AccreditationEnded(code, state.accredited[code], "3")


# What can be put to the vote


def test_no_vote_on_a_provisional_roll() -> None:
    """A vote is counted by the roll, so it is fixed before the first one."""
    state = _meeting(item("M1"), fixed=False)
    assert _codes(state, _open(state, "M1")) == ["M110"]


def test_an_item_without_a_kind_has_no_vote() -> None:
    """The opening of the meeting is dealt with, not decided."""
    state = _meeting(item("Opening", None))
    assert _codes(state, _open(state, "Opening")) == ["V127"]


def test_what_is_not_on_the_agenda_cannot_be_opened() -> None:
    """The act stops at the look-up; a forged event with such an item is refused as well."""
    state = _meeting(item("M1"))
    with pytest.raises(acts.Refused) as refused:
        _open(state, "M9")
    assert [problem.code for problem in refused.value.problems] == ["M104"]
    assert _codes(state, replace(_open(state, "M1"), items=("M9",))) == ["M104"]
    assert _codes(state, replace(_open(state, "M1"), items=())) == ["M104"]


def test_one_vote_at_a_time_on_a_question() -> None:
    """While it is open, and while it waits for the ruling, it is not opened again."""
    state = _opened(_meeting(item("M1")), "M1")
    assert _codes(state, _open(state, "M1")) == ["V129"]
    state = _closed(state, "M1")
    assert _codes(state, _open(state, "M1")) == ["V129"]


@pytest.mark.parametrize("adopted", [True, False])
def test_what_was_decided_is_not_opened_again(adopted: bool) -> None:  # noqa: FBT001
    """The ruling decides (Burgerlijk Wetboek 2:13); only a dispute leads to a new vote."""
    state = _decided(_meeting(item("M1")), "M1", adopted=adopted)
    assert _codes(state, _open(state, "M1")) == ["V122"]


@pytest.mark.parametrize("outcome", ["held over", "withdrawn", "taken over", "lapsed", "done"])
def test_what_was_settled_is_not_opened(outcome: str) -> None:
    """An item that was withdrawn, or settled in another way, is not voted on."""
    state = _meeting(item("M1"))
    state = _after(state, *acts.settle(state, "M1", outcome, None))
    assert _codes(state, _open(state, "M1")) == ["V122"]


def test_several_questions_may_be_open_at_once() -> None:
    """A list of motions handled together: each has its own ballots."""
    state = _opened(_opened(_meeting(item("M1"), item("M2")), "M1"), "M2")
    state = _voted(state, "M1", {"GM9001": "for"})
    state = _voted(state, "M2", {"GM9001": "against"})
    found = {vote.id: dict(vote.ballots)["GM9001"].option for vote in state.votes.values()}
    assert found == {"M1": "for", "M2": "against"}


# Amendments and parts


def _amended() -> State:
    return _meeting(
        item("V1", "resolution"),
        e.TextAdded("V1", "definitive", SHA, "2027-05-20"),
        item("A1", "amendment", parent="V1"),
        e.TextAdded("A1", "definitive", OTHER_SHA, "2027-06-01"),
        item("A2", "amendment", parent="V1"),
    )


def test_amendments_come_first() -> None:
    """The proposal waits until each of its amendments has been decided or settled."""
    state = _amended()
    _same, problems = decide(state, [_open(state, "V1")])
    assert [(p.code, p.value, p.expected) for p in problems] == [("V125", "V1", "A1, A2")]
    state = _decided(state, "A1", adopted=True)
    _same, problems = decide(state, [_open(state, "V1")])
    assert [(p.code, p.expected) for p in problems] == [("V125", "A2")]
    state = _after(state, *acts.settle(state, "A2", "withdrawn", None))
    assert _codes(state, _open(state, "V1")) == []


def test_an_adopted_amendment_is_part_of_the_text_that_is_decided() -> None:
    """What was decided is the text as adopted amendments changed it; rejected ones are no part."""
    state = _decided(_decided(_amended(), "A1", adopted=True), "A2", adopted=False)
    texts = _open(state, "V1").texts
    assert texts == (("V1", "definitive", SHA), ("A1", "definitive", OTHER_SHA))
    state = _decided(_decided(_amended(), "A1", adopted=False), "A2", adopted=True)
    texts = _open(state, "V1").texts
    assert texts == (("V1", "definitive", SHA), ("A2", "amendment", ""))


def test_what_an_adopted_amendment_overtakes_has_lapsed() -> None:
    """A1 overtakes A2: A2 needs no vote any more, and gets none."""
    state = _meeting(
        item("V1", "resolution"),
        item("A2", "amendment", parent="V1"),
        item("A1", "amendment", parent="V1", overtakes=("A2",)),
    )
    rejected = _decided(state, "A1", adopted=False)
    assert _codes(rejected, _open(rejected, "V1")) == ["V125"]
    adopted = _decided(state, "A1", adopted=True)
    assert outcome_of(adopted, adopted.items["A2"]) == "lapsed"
    assert _codes(adopted, _open(adopted, "A2")) == ["V122"]
    assert _codes(adopted, _open(adopted, "V1")) == []


def test_amendments_to_what_was_withdrawn_have_lapsed() -> None:
    """Without a proposal there is nothing to amend."""
    state = _amended()
    state = _after(state, *acts.settle(state, "V1", "withdrawn", None))
    assert _codes(state, _open(state, "A1")) == ["V122"]


def test_a_motion_in_parts() -> None:
    """Each part is decided by itself (part 1 adopted, part 2 held over), never the whole."""
    state = _meeting(item("M1"), item("M1.1", part_of="M1"), item("M1.2", part_of="M1"))
    _same, problems = decide(state, [_open(state, "M1")])
    assert [(p.code, p.value, p.expected) for p in problems] == [("V126", "M1", "M1.1, M1.2")]
    state = _decided(state, "M1.1", adopted=True)
    state = _after(state, *acts.settle(state, "M1.2", "held over", None))
    outcomes = [outcome_of(state, state.items[name]) for name in ("M1.1", "M1.2")]
    assert outcomes == ["adopted", "held over"]


# Two items in one vote


def test_two_items_in_one_vote() -> None:
    """One question decides both; neither can be opened by itself meanwhile."""
    state = _meeting(item("M1"), item("M2"))
    opening = _open(state, "M1", "M2")
    assert (opening.vote, opening.items) == ("M1+M2", ("M1", "M2"))
    running = _after(state, opening)
    assert _codes(running, _open(running, "M2")) == ["V129"]
    state = _decided(state, "M1", "M2", adopted=True)
    assert [both.decided for both in state.items.values()] == ["adopted", "adopted"]
    assert _codes(state, _open(state, "M1")) == ["V122"]


@pytest.mark.parametrize(
    ("second", "names"),
    [
        ({"majority": "2/3"}, ("M1", "M2")),
        ({"options": ("Plan A", "Plan B")}, ("M1", "M2")),
        ({}, ("M1", "M1")),
    ],
    ids=["other majority", "other options", "the same item twice"],
)
def test_what_cannot_be_one_vote(second: dict[str, Any], names: Sequence[str]) -> None:
    """One question has one rule and one set of options."""
    state = _meeting(item("M1"), item("M2", **second))
    assert _codes(state, _open(state, *names)) == ["V118"]


def test_two_items_where_one_waits_for_its_amendment() -> None:
    """What holds for each item alone holds for them together."""
    state = _meeting(
        item("V1", "resolution"), item("V2", "resolution"), item("A1", "amendment", parent="V2")
    )
    assert _codes(state, _open(state, "V1", "V2")) == ["V125"]


def test_together_with_a_vote_on_persons_only_after_a_yes() -> None:
    """Paragraph 5 makes votes on matters public; together with persons they would become secret."""
    state = _meeting(item("M1"), item("P1", "persons"))
    assert _codes(state, _open(state, "M1", "P1")) == ["V113"]
    state = _after(state, _open(state, "M1", "P1", confirmed=True))
    assert state.votes["M1+P1"].secret


# A vote on the board's advice


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
    """The outcome of the motion is what was advised, whatever the vote was called."""
    state = _meeting(item("M1", advice=advice))
    state = _decided(state, "M1", adopted=True, subject="advice")
    assert outcome_of(state, state.items["M1"]) == outcome
    assert _codes(state, _open(state, "M1")) == ["V122"]


def test_a_rejected_advice_leaves_the_motion_open() -> None:
    """Then the motion itself is put to the vote, as a vote of its own: M1/2."""
    state = _meeting(item("M1", advice="discourage"))
    state = _decided(state, "M1", adopted=False, subject="advice")
    assert outcome_of(state, state.items["M1"]) is None
    opening = _open(state, "M1")
    assert (opening.vote, opening.question["subject"]) == ("M1/2", "proposal")
    state = _voted(_after(state, opening), "M1", {"GM9005": "for"})
    assert set(state.votes["M1/2"].ballots) == {"GM9005"}
    state = _ruled(_closed(state, "M1"), "M1", "adopted")
    motion = state.items["M1"]
    assert (motion.decided, motion.decided_by) == ("adopted", "M1/2")


def test_an_advice_that_is_not_there() -> None:
    """A vote on the advice needs one, and is on one motion."""
    state = _meeting(item("M1"), item("M2", advice="adopt"), item("M3", advice="adopt"))
    assert _codes(state, _open(state, "M1", subject="advice")) == ["V132"]
    assert _codes(state, _open(state, "M2", "M3", subject="advice")) == ["V132"]


# Ballots


def test_a_ballot_freezes_the_votes_of_the_member() -> None:
    """What was counted stands in the ballot: here 34 votes, of 34,000 inhabitants."""
    state = _voted(_opened(_meeting(item("M1")), "M1"), "M1", {"GM9003": "against"})
    ballot = state.votes["M1"].ballots["GM9003"]
    assert (ballot.option, ballot.votes) == ("against", 34)


@pytest.mark.parametrize("votes", [0, 33, 35, 75])
def test_a_ballot_with_other_votes_is_refused(votes: int) -> None:
    """The votes of a ballot are those of the roll, on replay too."""
    state = _opened(_meeting(item("M1")), "M1")
    assert _codes(state, replace(_cast(state, "M1", "GM9003"), votes=votes)) == ["V131"]


def test_who_is_not_on_the_roll_has_no_ballot() -> None:
    """Only members vote."""
    state = _opened(_meeting(item("M1")), "M1")
    assert _codes(state, _cast(state, "M1", "GM0344")) == ["V123"]


def test_a_suspended_member_has_no_vote() -> None:
    """Burgerlijk Wetboek 2:38; it is not among those who are out either."""
    state = _opened(_meeting(item("M1")), "M1")
    assert _codes(state, _cast(state, "M1", SUSPENDED)) == ["V119"]
    assert SUSPENDED not in {member.gm_code for member in still_out(state, state.votes["M1"])}


@pytest.mark.parametrize("option", ["", "FOR", "misschien", None])
def test_an_option_that_is_not_there(option: str | None) -> None:
    """A choice that is not there is never guessed."""
    state = _opened(_meeting(item("M1")), "M1")
    assert _codes(state, _cast(state, "M1", "GM9001", option)) == ["V106"]


def test_a_second_ballot_is_refused_and_says_nothing_of_the_first() -> None:
    """Whatever the second one says, the answer is the same."""
    state = _voted(_opened(_meeting(item("M1")), "M1"), "M1", {"GM9001": "against"})
    for option in ("for", "against", "abstention", "blank"):
        _same, problems = decide(state, [_cast(state, "M1", "GM9001", option)])
        assert [problem.code for problem in problems] == ["V104"]
        assert not {"for", "against", "abstention", "blank"} & set(str(problems).split("'"))


def test_a_ballot_comes_while_the_vote_is_open() -> None:
    """Not before, not after closing, not after the ruling."""
    state = _meeting(item("M1"))
    forged = e.BallotCast("M1", "GM9001", 1, "for", None, None, None, None)
    assert _codes(state, forged) == ["V101"]
    state = _closed(_voted(_opened(state, "M1"), "M1", {"GM9005": "for"}), "M1")
    assert _codes(state, forged) == ["V102"]
    assert _codes(_ruled(state, "M1", "adopted"), forged) == ["V102"]


def test_a_vote_is_closed_once() -> None:
    """What is closed stays as it is."""
    state = _closed(_opened(_meeting(item("M1")), "M1"), "M1")
    assert _codes(state, *acts.close_vote(state, "M1", MOMENT)) == ["V102"]


# Corrections


def test_a_correction_replaces_the_ballot_it_names() -> None:
    """It is an entry of its own; the ballot counts as the newest entry has it."""
    state = _voted(_opened(_meeting(item("M1")), "M1"), "M1", {"GM9001": "for"})
    first = state.votes["M1"].ballots["GM9001"].entry
    event = _cast(state, "M1", "GM9001", "against", correction="vergissing (verzonnen)")
    assert event.replaces == first
    state = _after(state, event)
    ballot = state.votes["M1"].ballots["GM9001"]
    assert (ballot.option, ballot.entry) == ("against", first + 1)
    # The ballot that was replaced is not there to be replaced once more.
    assert _codes(state, replace(event, option="blank")) == ["V117"]


def test_corrections_until_the_ruling() -> None:
    """After closing a ballot can be corrected, and none added; after the ruling neither."""
    state = _voted(_opened(_meeting(item("M1")), "M1"), "M1", {"GM9001": "for", "GM9005": "for"})
    state = _closed(state, "M1")
    state = _after(state, _cast(state, "M1", "GM9001", "against", correction="verzonnen"))
    assert state.votes["M1"].ballots["GM9001"].option == "against"
    state = _ruled(state, "M1", "adopted")
    late = _cast(state, "M1", "GM9001", "for", correction="verzonnen")
    assert _codes(state, late) == ["V102"]


@pytest.mark.parametrize("reason", ["", None])
def test_a_correction_has_a_reason(reason: str | None) -> None:
    """A later reader must see why."""
    state = _voted(_opened(_meeting(item("M1")), "M1"), "M1", {"GM9001": "for"})
    event = replace(_cast(state, "M1", "GM9001", "against", correction="x"), reason=reason)
    assert _codes(state, event) == ["V116"]


def test_a_correction_without_a_ballot() -> None:
    """There is nothing to replace; nor can the ballot of another member be named."""
    state = _voted(_opened(_meeting(item("M1")), "M1"), "M1", {"GM9001": "for"})
    with pytest.raises(acts.Refused) as refused:
        _cast(state, "M1", "GM9002", correction="verzonnen")
    assert [problem.code for problem in refused.value.problems] == ["V117"]
    of_another = replace(
        _cast(state, "M1", "GM9002"), replaces=state.votes["M1"].ballots["GM9001"].entry, reason="x"
    )
    assert _codes(state, of_another) == ["V117"]


# Accreditation


def test_only_the_accredited_vote() -> None:
    """Where accreditation is used: the one that holds at the moment of casting counts."""
    state = _opened(_meeting(item("M1"), accreditation=True), "M1")
    assert _codes(state, _cast(state, "M1", "GM9001")) == ["V105"]
    state = _after(state, accredited("GM9001"))
    event = _cast(state, "M1", "GM9001")
    assert event.accreditation == state.accredited["GM9001"]
    assert _codes(state, event) == []
    state = _after(state, _left(state, "GM9001"))
    assert _codes(state, _cast(state, "M1", "GM9001")) == ["V105"]


def test_a_ballot_names_the_accreditation_that_holds() -> None:
    """One that stood while it was open: an earlier representative may have cast the ballot."""
    state = _meeting(item("M1"), accredited("GM9001"), accreditation=True)
    before = state.accredited["GM9001"]
    state = _after(state, _left(state, "GM9001"))
    state = _after(state, accredited("GM9001"))
    state = _opened(state, "M1")
    old = _cast(state, "M1", "GM9001")
    state = _after(state, _left(state, "GM9001"))
    assert _codes(state, old) == []
    state = _after(state, accredited("GM9001"))
    assert _codes(state, old) == []
    assert _codes(state, replace(old, accreditation=before)) == ["V131"]
    assert _codes(state, replace(old, accreditation=None)) == ["V131"]
    assert _codes(state, _cast(state, "M1", "GM9001")) == []


def test_without_accreditation_a_ballot_names_none() -> None:
    """A forged one is found."""
    state = _opened(_meeting(item("M1")), "M1")
    assert _codes(state, replace(_cast(state, "M1", "GM9001"), accreditation=1)) == ["V131"]


def test_who_left_can_have_its_ballot_corrected() -> None:
    """A slip of the operator is mended also when the representative has gone home."""
    state = _meeting(item("M1"), accredited("GM9001"), accreditation=True)
    state = _voted(_opened(state, "M1"), "M1", {"GM9001": "for"})
    state = _after(state, _left(state, "GM9001"))
    assert _codes(state, _cast(state, "M1", "GM9001", "against", correction="verzonnen")) == []


def test_the_accredited_at_opening_and_closing() -> None:
    """12 + 34 = 46 votes of two members at the opening; 34 + 75 = 109 at the closing."""
    state = _meeting(item("M1"), accredited("GM9002"), accredited("GM9003"), accreditation=True)
    state = _opened(state, "M1")
    state = _after(state, _left(state, "GM9002"), accredited("GM9005"))
    (closing,) = acts.close_vote(state, "M1", MOMENT)
    assert isinstance(closing, e.VoteClosed)
    assert _codes(state, replace(closing, accredited=(2, 46))) == ["V131"]
    vote = _after(state, closing).votes["M1"]
    assert (vote.accredited_at_opening, vote.accredited_at_closing) == ((2, 46), (2, 109))


def test_not_voted_is_split() -> None:
    """Accredited and silent: 34 votes. Not accredited: 1 + 8 votes, and the suspended member."""
    state = _meeting(
        item("M1"),
        *(accredited(code) for code in ("GM9002", "GM9003", "GM9005")),
        accreditation=True,
    )
    state = _voted(_opened(state, "M1"), "M1", {"GM9002": "for", "GM9005": "against"})
    state = _closed(state, "M1")
    split = not_voted_of(state, state.votes["M1"])
    assert split == ((3, 9), (1, 34))


# Turnout


def test_turnout_of_an_open_vote() -> None:
    """1 + 12 of 130 votes; 34 + 8 + 75 = 117 are out. The suspended member is not waited for."""
    state = _opened(_meeting(item("M1")), "M1")
    state = _voted(state, "M1", {"GM9001": "for", "GM9002": "against"})
    turnout = participation_of(state, state.votes["M1"])
    assert (turnout.handed_in, turnout.entitled, turnout.out) == ((2, 13), (5, 130), (3, 117))


def test_turnout_of_the_accredited() -> None:
    """Who voted and left still counts; who left without a vote is not waited for, until closing."""
    state = _meeting(
        item("M1"),
        *(accredited(code) for code in ("GM9001", "GM9002", "GM9003")),
        accreditation=True,
    )
    state = _voted(_opened(state, "M1"), "M1", {"GM9001": "for"})
    state = _after(state, _left(state, "GM9001"))
    state = _after(state, _left(state, "GM9002"))
    turnout = participation_of(state, state.votes["M1"])
    assert (turnout.handed_in, turnout.entitled, turnout.out) == ((1, 1), (2, 35), (1, 34))
    state = _closed(state, "M1")
    # Could have voted while it was open: all three.
    turnout = participation_of(state, state.votes["M1"])
    assert (turnout.handed_in, turnout.entitled, turnout.out) == ((1, 1), (3, 47), (2, 46))
    # Who comes later changes nothing of a vote that is closed.
    later = _after(state, accredited("GM9005"))
    assert participation_of(later, later.votes["M1"]) == turnout


@given(
    order=st.permutations(sorted(INHABITANTS)),
    options=st.lists(st.sampled_from(["for", "against", "abstention", "blank"]), max_size=5),
)
def test_turnout_says_nothing_of_the_direction(order: list[str], options: list[str]) -> None:
    """It is the same whatever was voted, and voted and out together are all who can."""
    opened = _opened(_meeting(item("M1")), "M1")
    state, same = opened, opened
    for code, option in zip(order, options, strict=False):
        state = _after(state, _cast(state, "M1", code, option))
        same = _after(same, _cast(same, "M1", code, "for"))
    turnout = participation_of(state, state.votes["M1"])
    assert turnout == participation_of(same, same.votes["M1"])
    assert turnout.entitled == (5, 130)
    assert turnout.handed_in.votes == sum(INHABITANTS[code][1] for code in order[: len(options)])


# Votes on persons


def test_on_persons_that_a_member_voted_and_never_what() -> None:
    """Article 11, paragraph 5 speaks of matters only."""
    state = _opened(_meeting(item("P1", "persons", options=("A", "B"))), "P1")
    assert _codes(state, _cast(state, "P1", "GM9001", "A")) == ["V107"]
    state = _after(state, _cast(state, "P1", "GM9001", None))
    assert state.votes["P1"].ballots["GM9001"].option is None
    assert _codes(state, _cast(state, "P1", "GM9001", None)) == ["V104"]


# What an opening freezes

_TAMPERED: dict[str, dict[str, Any]] = {
    "title": {"title": "Iets anders"},
    "majority": {"majority": [2, 3, False]},
    "source": {"majority_source": "agenda"},
    "abstentions": {"abstentions_count": True},
    "blanks": {"blanks_count": True},
    "quorum": {"quorum": [1, 2, "votes", False]},
    "kind": {"kind": "persons"},
    "advice": {"advice": "adopt"},
    "manner": {"manner": "acclamation"},
    "options": {"options": [["for", "for"], ["against", "rejecting"]]},
    "outcome": {"outcome": "adopted"},
    "id": {"id": "M2"},
    "more": {"remark": ""},
}


@pytest.mark.parametrize("changes", _TAMPERED.values(), ids=_TAMPERED)
def test_the_question_is_the_one_of_the_agenda(changes: dict[str, Any]) -> None:
    """Rule, options and title are those that held at that moment; nothing else is accepted."""
    state = _meeting(item("M1"))
    event = _open(state, "M1")
    assert _codes(state, replace(event, question={**event.question, **changes})) == ["V131"]


@pytest.mark.parametrize(
    "changes",
    [
        {"vote": "M1/2"},
        {"vote": "anders"},
        {"texts": ()},
        {"texts": (("M1", "concept", SHA),)},
        {"texts": (("M1", "definitive", OTHER_SHA),)},
        {"texts": (("M1", "definitive", SHA), ("M2", "definitive", SHA))},
        {"roll": "00" * 32},
        {"accredited": (1, 1)},
    ],
    ids=str,
)
def test_text_and_roll_are_those_of_the_moment(changes: dict[str, Any]) -> None:
    """A vote on another text or by another roll is not accepted."""
    state = _meeting(item("M1"), e.TextAdded("M1", "definitive", SHA, "2027-05-20"))
    event = _open(state, "M1")
    assert event.texts == (("M1", "definitive", SHA),)
    assert _codes(state, replace(event, **changes)) == ["V131"]


def test_the_settings_of_the_meeting_are_frozen() -> None:
    """What was set when the dossier was made holds in every vote."""
    created = e.MeetingCreated(
        "Voorbeeld (verzonnen)",
        DAY,
        rehearsal=False,
        abstentions_count=True,
        blanks_count=True,
        quorum="1/2:leden",
    )
    roll = e.RollSet(
        roll_core(ROLL), fingerprint(ROLL), fixed=True, accreditation=False, reason=None
    )
    state = _opened(_after(State(), created, roll, item("M1", majority="2/3")), "M1")
    rule = state.votes["M1"].proposal.rule
    assert rule.abstentions_count
    assert rule.blanks_count
    assert rule.quorum == (1, 2, "members", False)
    assert rule.majority == (2, 3, False)


# A new vote (Burgerlijk Wetboek 2:13)


def _again(state: State, request: e.Request = "voter") -> e.VoteOpened:
    (event,) = acts.open_again(state, "M1", request, "call-over", MOMENT)
    assert isinstance(event, e.VoteOpened)
    return event


def test_a_new_vote_follows_a_dispute() -> None:
    """The first stands until the new one is declared; ballots go to the new one meanwhile."""
    state = _closed(_voted(_opened(_meeting(item("M1")), "M1"), "M1", {"GM9005": "for"}), "M1")
    assert _codes(state, _again(state)) == ["V112"]
    state = _ruled(state, "M1", "adopted")
    assert _codes(state, _again(state)) == ["V115"]
    state = _after(state, *acts.dispute(state, "M1"))
    state = _after(state, _again(state))
    assert state.items["M1"].decided == "adopted"
    state = _voted(state, "M1", {"GM9005": "against"})
    assert state.votes["M1/2"].ballots["GM9005"].option == "against"
    assert state.votes["M1"].ballots["GM9005"].option == "for"
    state = _ruled(_closed(state, "M1"), "M1", "rejected")
    assert state.items["M1"].decided == "rejected"
    assert state.votes["M1"].replaced_by == "M1/2"


def test_one_voter_cannot_demand_it_after_a_call_over() -> None:
    """Then the majority of the meeting must want it."""
    state = _meeting(item("M1"))
    state = _after(state, replace(_open(state, "M1"), casting="call-over"))
    state = _ruled(_closed(_voted(state, "M1", {"GM9005": "for"}), "M1"), "M1", "adopted")
    state = _after(state, *acts.dispute(state, "M1"))
    assert _codes(state, _again(state, "voter")) == ["V114"]
    assert _codes(state, _again(state, "majority")) == []


def test_a_forged_new_vote() -> None:
    """It is about the same items, on a request, once."""
    state = _decided(_meeting(item("M1"), item("M2")), "M1", adopted=True)
    state = _after(state, *acts.dispute(state, "M1"))
    event = _again(state)
    assert _codes(state, replace(event, items=("M2",))) == ["V131"]
    assert _codes(state, replace(event, request=None)) == ["V131"]
    assert _codes(state, replace(event, again_of="M9")) == ["V101"]
    assert _codes(_after(state, event), event) == ["V133"]


# Ballots from a file


def test_a_file_may_name_votes_that_are_still_to_come() -> None:
    """A table for the whole day has a column for each; a ballot in it is refused until it opens."""
    state = _opened(_meeting(item("Opening", None), item("M1"), item("M2")), "M1")
    assert [proposal.id for proposal in proposals_of_file(state)] == ["M2", "M1"]
    with pytest.raises(acts.Refused) as refused:
        ballots_as_events(state, {"M2": {"GM9001": "for"}}, "b.csv")
    found = [(p.code, p.file, p.column, p.expected) for p in refused.value.problems]
    assert found == [("V101", "b.csv", "M2", "M1")]


def test_a_file_for_the_first_vote_is_none_for_the_new_one() -> None:
    """What was voted first is no ballot in the new vote, though M1 means that one by now."""
    state = _decided(_meeting(item("M1")), "M1", adopted=True)
    state = _after(state, *acts.dispute(state, "M1"))
    state = _after(state, _again(state))
    with pytest.raises(acts.Refused) as refused:
        ballots_as_events(state, {"M1": {"GM9001": "for"}}, None)
    assert [(p.code, p.column) for p in refused.value.problems] == [("V102", "M1")]
    events = ballots_as_events(state, {"M1/2": {"GM9001": "for"}}, None)
    assert [event.vote for event in events if isinstance(event, e.BallotCast)] == ["M1/2"]
