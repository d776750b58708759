"""Events as they are recorded and read back, and the state that follows from them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.ledger.canonical import canonical, parse_canonical
from alvvote.ledger.entry import Draft, read_entry, seal
from alvvote.ledger.store import open_log
from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier, create_dossier, open_dossier
from alvvote.meeting.erase import erase_personal
from alvvote.meeting.evolve import evolve
from alvvote.meeting.model import State, outcome_of
from alvvote.meeting.results import result_of
from alvvote.meeting.roles import draft_of, event_in
from tests.ledger_worlds import (
    MOMENT,
    SMALL_CODES,
    act,
    added,
    casting,
    closing,
    created,
    declaring,
    make_dossier,
    opening,
    roll_set,
    simply,
    small_roll,
    voted_dossier,
)

PRIVATE = {
    "speaker.added": {"name", "gist"},
    "card.issued": {"salt", "digest"},
    "card.reissued": {"salt", "digest", "reason"},
    "supervisor.named": {"name"},
    "representative.named": {
        *("name", "function", "declaration", "desk", "others", "supervisor", "reason"),
    },
    "representative.withdrawn": {"desk", "reason"},
    "representative.refused": {"name", "function", "same_as", "desk", "supervisor", "reason"},
    "accreditation.began": {
        *("name", "function", "desk", "declaration", "others", "supervisor", "reason"),
        *("pass_code", "card"),
    },
    "accreditation.ended": {"desk", "reason"},
    "pass.replaced": {"pass_code", "desk", "reason"},
    "door.passed": {"door"},
    "ballot.scanned": {"desk"},
    "key.registered": {"desk"},
    "ballot.cast": {"reason", "way"},
    "count.entered": {"teller", "counts"},
}
"""What singles out a person, by kind of event, or tells a code: names, functions, desks, words."""

_texts = st.text(st.characters(codec="utf-8"), max_size=12)
_numbers = st.integers(-(2**53) + 1, 2**53 - 1)
_documents = st.dictionaries(
    st.text("abcxyz_", min_size=1, max_size=4),
    st.recursive(
        st.none() | st.booleans() | _numbers | _texts,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=6,
    ),
    max_size=4,
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _texts,
    int: _numbers,
    bool: st.booleans(),
    NoneType: st.none(),
    dict: _documents,
}


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a type as the events use them."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return st.one_of(*map(_of_type, inner))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(_of_type(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_of_type, inner))
    return _PLAIN[origin or hint]


def _events(kind: str) -> st.SearchStrategy[e.Event]:
    event = e.EVENTS[kind]
    hints = get_type_hints(event)
    return st.builds(event, **{name: _of_type(hints[name]) for name in _names(event)})


def _names(event: type[e.Event]) -> list[str]:
    return [name for name in get_type_hints(event) if name not in {"kind", "private"}]


@pytest.mark.parametrize("kind", e.EVENTS)
@settings(max_examples=40)
@given(data=st.data())
def test_recorded_and_read_back(kind: str, data: st.DataObject) -> None:
    """Every event comes back as it was; what singles out persons is in the private part alone."""
    event = data.draw(_events(kind))
    draft = draft_of(event, MOMENT)
    sealed = seal(draft, 7, "act", bytes(32))
    assert sealed.private is not None
    entry = read_entry(sealed.leaf, sealed.hash, sealed.private.content)
    assert event_in(entry) == event
    assert entry.is_canonical
    hidden = PRIVATE.get(kind, set())
    assert set(entry.public) == set(_names(type(event))) - hidden
    assert set(entry.private or {}) == hidden | {"at"}

    gone = read_entry(sealed.leaf, sealed.hash, None)
    assert gone.erased
    left = event_in(gone)
    for name in _names(type(event)):
        expected = None if name in hidden else getattr(event, name)
        assert getattr(left, name) == expected, name


@pytest.mark.parametrize("kind", e.EVENTS)
@settings(max_examples=40)
@given(data=st.data())
def test_parts_have_one_canonical_form(kind: str, data: st.DataObject) -> None:
    """Both parts of every event have a canonical form, and it reads back as the same event."""
    event = data.draw(_events(kind))
    public, private = (parse_canonical(canonical(part)) for part in e.parts_of(event))
    assert isinstance(public, dict)
    assert isinstance(private, dict)
    assert e.event_of(kind, public, private) == event


@pytest.mark.parametrize(
    "event",
    [
        e.SpeakerAdded("M1", 1, False, None, "Jansen-Geheim", "Jansen-Geheim vindt"),  # noqa: FBT003
        e.MemberAccredited("GM9001", "Jansen-Geheim", "Jansen-Geheim", "Jansen-Geheim"),
        e.AccreditationEnded("GM9001", 5, "Jansen-Geheim"),
        e.BallotCast("M1", "GM9001", 75, "for", None, 4, "Jansen-Geheim", "Jansen-Geheim"),
        e.CountEntered("P1", 1, "Jansen-Geheim", (("Jansen-Geheim", 3),)),
    ],
    ids=lambda event: event.kind,
)
def test_what_is_private_is_not_in_the_leaf(event: e.Event) -> None:
    """The bytes that proofs and exports carry hold no name, and no time of the clock."""
    sealed = seal(draft_of(event, MOMENT), 7, "act", None)
    assert sealed.private is not None
    assert b"Jansen-Geheim" in sealed.private.content
    assert MOMENT.encode() in sealed.private.content
    assert b"Geheim" not in sealed.leaf
    assert MOMENT.encode() not in sealed.leaf


def test_other_fields_are_no_event() -> None:
    """An entry with a field too many or too few, or of an unknown kind, is not guessed at."""
    public, private = e.parts_of(e.BallotCast("M1", "GM9001", 75, "for", None, None, None, None))
    assert isinstance(e.event_of("ballot.cast", public, private), e.BallotCast)
    fewer = {name: value for name, value in public.items() if name != "votes"}
    for kind, fields in (
        ("ballot.cast", fewer),
        ("ballot.cast", {**public, "extra": 1}),
        ("ballot.cast", {**fewer, "extra": 1}),
        ("ballot.caste", public),
        ("vote.closed", public),
    ):
        with pytest.raises(ValueError, match="event"):
            e.event_of(kind, fields, private)


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    """Return a dossier with a vote and a speaker."""
    path = voted_dossier(tmp_path / "meeting.alv")
    act(path, simply(e.SpeakerAdded("M1", 1, True, "GM9001", "A. Voorbeeld", "kort")))  # noqa: FBT003
    return path


def _steps(path: str) -> Iterator[tuple[State, e.Event, State]]:
    state = State()
    with open_log(path, write=False) as log:
        for entry in log.entries():
            event = event_in(entry)
            after = evolve(state, event, entry.number)
            yield state, event, after
            state = after


def test_the_state_is_the_fold_of_the_entries(dossier: str) -> None:
    """What a process keeps while it acts is what another one reads from the file."""
    with open_dossier(dossier, write=True) as writing:
        first = writing.state
        kept = writing.act(simply(e.DeadlineSet("motions", "2026-11-20T12:00"))).state
        assert kept == writing.state
        assert kept != first
        with open_log(dossier, write=False) as log:
            assert Dossier(log).state == kept
    *_rest, (_before, _event, after) = _steps(dossier)
    assert after == kept
    assert after.size == 14


def test_evolve_changes_nothing_that_was(dossier: str) -> None:
    """A state stays what it is when another follows from it; each entry counts one."""
    for before, event, after in _steps(dossier):
        frozen = repr(before)
        again = evolve(before, event, before.size)
        assert again == after
        assert after.size == before.size + 1
        assert repr(before) == frozen


def test_an_erasure_changes_no_result(dossier: str) -> None:
    """Without the private parts the state is the same, but for names and what was said."""
    with open_dossier(dossier, write=True) as acting:
        before = acting.state
        erase_personal(acting, "verzonnen reden")
    with open_log(dossier, write=False) as log:
        after = Dossier(log).state
    assert [speaker.name for speaker in before.speakers] == ["A. Voorbeeld"]
    assert [(s.name, s.gist, s.gm_code) for s in after.speakers] == [(None, None, "GM9001")]
    assert after._replace(size=0, erased=0, speakers=()) == before._replace(size=0, speakers=())
    vote = after.votes["M1"]
    result = result_of(after, vote)
    assert result is not None
    assert result.counts is not None
    # 75 + 48 for, 30 + 12 against, 7 abstentions, 1 vote not cast.
    assert [count.total.votes for count in result.counts.options] == [123, 42, 7, 0]
    assert result.counts.not_voted == (1, 1)


def test_a_draft_without_private_part() -> None:
    """An entry may be without a private part; then nothing of it can be erased."""
    sealed = seal(Draft("meeting.published", {"day": "2026-11-26"}), 0, "act", None)
    entry = read_entry(sealed.leaf, sealed.hash, None)
    assert (sealed.private, entry.erased) == (None, False)
    assert event_in(entry) == e.MeetingPublished("2026-11-26")


def _dossier(path: Path, *items: e.ItemAdded, accreditation: bool = False) -> str:
    return make_dossier(path / "meeting.alv", items=items, accreditation=accreditation)


def test_who_is_no_member_any_more_is_not_accredited(tmp_path: Path) -> None:
    """The roll is fixed again, without a member whose representative is in the hall already."""
    path = _dossier(tmp_path, added("M1"), accreditation=True)
    roll = small_roll()
    smaller = replace(roll, members=roll.members[1:])
    again = roll_set(smaller, accreditation=True, reason="verzonnen")
    accredit = [e.MemberAccredited(c, f"A {c}", "raadslid", None) for c in ("GM9001", "GM9003")]
    state = act(path, simply(*accredit), simply(again), opening("M1"))
    assert set(state.accredited) == {"GM9003"}
    assert state.votes["M1"].accredited_at_opening == (1, 30)


def test_a_vote_of_its_own_after_a_rejected_advice(tmp_path: Path) -> None:
    """The name of the item means its own vote then; the vote on the advice is not held again."""
    path = _dossier(tmp_path, added("M1", advice="discourage"))
    on_advice = partial(
        acts.open_vote,
        names=["M1"],
        subject="advice",
        casting="electronic",
        moment=MOMENT,
        confirmed=False,
    )
    act(path, on_advice, closing("M1"), declaring("M1", "rejected"))
    disputed = partial(acts.dispute, name="M1")
    state = act(path, disputed, opening("M1"), casting("M1", "GM9001", "for"))
    assert list(state.votes) == ["M1", "M1/2"]
    assert [len(vote.ballots) for vote in state.votes.values()] == [0, 1]
    with pytest.raises(Refused):
        act(
            path,
            partial(
                acts.open_again, name="M1", request="majority", casting="electronic", moment=MOMENT
            ),
        )


@pytest.mark.parametrize(
    "other", [added("M2", majority="2/3"), added("M2", options=("P", "Q")), added("M1", "M2")]
)
def test_what_differs_is_not_acclaimed_as_one(tmp_path: Path, other: e.ItemAdded) -> None:
    """Items with another majority or options, or the same item twice, are not one question."""
    path = _dossier(tmp_path, added("M1"), *([other] if other.item != "M1" else []))
    with pytest.raises(Refused):
        act(path, partial(acts.acclaim, names=["M1", other.item], moment=MOMENT))


def test_a_quorum_of_members_in_a_vote_on_persons(tmp_path: Path) -> None:
    """Four of six members voted, 165 of 173 votes are handed out: two thirds of the members."""
    path = str(tmp_path / "meeting.alv")
    create_dossier(
        path,
        [created(quorum="2/3:leden"), roll_set(small_roll()), added("P1", sort="persons")],
        None,
    )
    everyone = [casting("P1", code, None) for code in SMALL_CODES[:4]]
    counts = {"for": 100, "against": 60, "invalid": 5}
    tellers = [
        partial(acts.enter_count, name="P1", teller=teller, counts=counts) for teller in "AB"
    ]
    state = act(path, opening("P1"), *everyone, closing("P1"), *tellers)
    result = result_of(state, state.votes["P1"])
    assert result is not None
    assert result.outcome == "adopted"
    assert result.proposal.rule.quorum == (2, 3, "members", False)


def test_what_belongs_to_a_lapsed_item_lapses(tmp_path: Path) -> None:
    """An amendment to a proposal that was overtaken has nothing left to amend."""
    path = _dossier(
        tmp_path,
        added("V1", sort="resolution"),
        added("V2", sort="resolution", overtakes=("V1",)),
        added("A1", sort="amendment", parent="V1"),
    )
    state = act(path, partial(acts.acclaim, names=["V2"], moment=MOMENT))
    assert [outcome_of(state, item) for item in state.items.values()] == [
        "lapsed",
        "adopted",
        "lapsed",
    ]
    with pytest.raises(Refused):
        act(path, opening("A1"))


def test_relations_in_a_ring(tmp_path: Path) -> None:
    """A motion is no part of its own amendment."""
    amendment = added("A1", sort="amendment", parent="M1")
    path = _dossier(tmp_path, added("M1"), amendment)
    with pytest.raises(Refused):
        act(path, simply(e.ItemChanged("M1", {"part_of": "A1"})))
