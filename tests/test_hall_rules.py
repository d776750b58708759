"""Rules of the desks, held against the statutes (article 11, paragraphs 1 and 2).

Members and people are invented (verzonnen). What the statutes leave open is decided by a supervisor
of the day, for a reason.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alvvote.ledger.audit import Finding
from alvvote.ledger.store import ORIGIN, create_log, open_log
from alvvote.meeting import desk_acts
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.desk_acts import Desk, Person
from alvvote.meeting.dossier import Act, create_dossier, open_dossier
from alvvote.meeting.model import State
from alvvote.meeting.naming import naming
from alvvote.meeting.replay import replay
from alvvote.meeting.roles import draft_of
from alvvote.meeting.rules import decide
from alvvote.problems import has_errors
from tests import ledger_worlds as worlds

FIVE = ("burgemeester", "wethouder", "raadslid", "secretaris", "griffier")
DEPUTIES = ("loco-secretaris", "plaatsvervangend secretaris", "plaatsvervangend griffier")
ONE, TWO, THREE = worlds.SMALL_CODES[:3]
NOW = worlds.MOMENT
WHO = Person("T. Toezicht", "griffier")
DECIDED = {"supervisor": "T. Toezicht", "reason": "verzonnen reden"}


def _begin(*happened: e.Event) -> State:
    events = [worlds.created(), worlds.roll_set(worlds.small_roll(), accreditation=True)]
    state, problems = decide(State(), [*events, *happened])
    assert not has_errors(problems), problems
    return state


START = _begin()


def _then(state: State, *events: e.Event) -> State:
    after, problems = decide(state, events)
    assert not has_errors(problems), problems
    return after


def _codes(state: State, *events: e.Event) -> list[str]:
    """Return what speaks against these events; with an error the state stays the same one."""
    after, problems = decide(state, events)
    assert (after is state) == has_errors(problems)
    return [problem.code for problem in problems]


def _come(state: State, code: str, person: Person | None, desk: str = "1") -> State:
    return _then(state, *desk_acts.check_in(state, code, person, Desk(desk)))


def _name(code: str, person: Person, state: State = START) -> State:
    return _then(state, *naming(state, code, person, None))


# Functions.


@pytest.mark.parametrize("function", FIVE)
def test_the_five_functions(function: str) -> None:
    """Each of them may be named, and may come in, without anybody deciding."""
    person = Person("A. de Voorbeeld", function)
    assert _codes(START, *naming(START, ONE, person, None)) == []
    assert _codes(START, *desk_acts.check_in(START, ONE, person, Desk(None))) == []


@settings(max_examples=60)
@given(
    st.text("abcdefgrstwW -", max_size=12)
    | st.sampled_from(["Wethouder ", "RAADSLID", "oud-burgemeester"])
)
def test_no_other_function(function: str) -> None:
    """Whatever else someone is, no supervisor can let it through."""
    said = Person("A. de Voorbeeld", function, None, (), *DECIDED.values())
    codes = _codes(
        _then(START, *desk_acts.name_supervisor(START, "T. Toezicht")),
        *naming(START, ONE, said, None),
    )
    known = function.strip().casefold() in {*FIVE, *DEPUTIES}
    assert codes == ([] if known else ["V124"])


@pytest.mark.parametrize("function", DEPUTIES)
@pytest.mark.parametrize(
    ("named", "supervisor", "reason", "codes"),
    [
        (True, "T. Toezicht", "verzonnen", []),
        # However the name is written, it is that of the one who was named.
        (True, "t toezicht", "verzonnen", []),
        (True, "T. Toezicht", " ", ["D101"]),
        (True, "T. Toezicht", None, ["D101"]),
        (True, None, "verzonnen", ["D101"]),
        (True, None, None, ["D101"]),
        (True, "Iemand Anders", "verzonnen", ["D103"]),
        (False, "T. Toezicht", "verzonnen", ["D103"]),
    ],
)
def test_a_deputy_takes_a_supervisor_of_the_day_and_a_reason(
    function: str,
    named: bool,  # noqa: FBT001
    supervisor: str | None,
    reason: str | None,
    codes: list[str],
) -> None:
    """One without the other is not enough, and not everybody can decide."""
    state = _then(START, e.SupervisorNamed(1, "T. Toezicht")) if named else START
    person = Person("A. de Voorbeeld", function, None, (), supervisor, reason)
    assert _codes(state, *naming(state, ONE, person, None)) == codes
    assert _codes(state, *desk_acts.check_in(state, ONE, person, Desk("1"))) == codes


def test_a_decision_goes_on_to_count() -> None:
    """A deputy who was decided on beforehand comes in, leaves and comes back without a new one."""
    state = _then(START, e.SupervisorNamed(1, "T. Toezicht"))
    deputy = Person("A. de Voorbeeld", DEPUTIES[0], "paper", (), *DECIDED.values())
    state = _come(_name(ONE, deputy, state), ONE, None)
    state = _then(state, *desk_acts.check_out(state, ONE, None))
    state = _come(state, ONE, None)
    stands = state.representatives[ONE]
    assert (stands.supervisor, stands.reason) == tuple(DECIDED.values())
    assert stands.declaration == "paper"
    # Another deputy of the same member is another question.
    other = Person("B. de Voorbeeld", DEPUTIES[0])
    assert "D101" in _codes(state, *desk_acts.substitute(state, ONE, other, Desk(None)))


# One representative for a member, one member for a person.


names = st.sampled_from(["A. Verzonnen", "a verzónnen", "A.Verzonnen", "B. Verzonnen", "C"])
steps = st.lists(
    st.tuples(
        st.sampled_from([ONE, TWO, THREE]),
        st.sampled_from(["name", "come", "as named", "take over", "leave", "withdraw"]),
        names,
        st.booleans(),
    ),
    max_size=14,
)


def _letters(name: str | None) -> str:
    return "".join(s for s in (name or "").lower().replace("ó", "o") if s.isalpha())


def _try(state: State, step: tuple[str, str, str, bool]) -> tuple[State, list[e.Event]]:
    code, what, name, others_said = step
    others: tuple[int, ...] = ()
    if others_said:
        others = tuple(
            who.entry
            for other, who in state.representatives.items()
            if other != code and _letters(who.name) == _letters(name)
        )
    person = Person(name, "wethouder", None, others)
    try:
        events = {
            "name": lambda: naming(state, code, person, None, replace=True),
            "come": lambda: desk_acts.check_in(state, code, person, Desk(None)),
            "as named": lambda: desk_acts.check_in(state, code, None, Desk(None)),
            "take over": lambda: desk_acts.substitute(state, code, person, Desk(None)),
            "leave": lambda: desk_acts.check_out(state, code, None),
            "withdraw": lambda: desk_acts.withdraw_representative(state, code, None, None),
        }[what]()
    except Refused:
        return state, []
    after, problems = decide(state, events)
    return (state, []) if has_errors(problems) else (after, list(events))


@settings(max_examples=150, deadline=None)
@given(steps)
def test_no_person_for_two_members_without_an_answer(
    some: list[tuple[str, str, str, bool]],
) -> None:
    """Whenever two members have people of one name, it was said that they are other people.

    And of each member there is at most one representative, one accreditation and one valid pass.
    """
    state, said = START, set()
    for step in some:
        before = state
        state, events = _try(state, step)
        for event in events:
            others = getattr(event, "others", None) or ()
            name = _letters(getattr(event, "name", None))
            # What the answer was about: this name of this member, and that of each other one.
            for other, who in before.representatives.items():
                if who.entry in others:
                    said.add((frozenset({step[0], other}), name))
        people = [(code, _letters(who.name)) for code, who in state.representatives.items()]
        for index, (code, name) in enumerate(people):
            for other, same in people[:index]:
                assert name != same or (frozenset({code, other}), name) in said
        for code, passes in state.passes.items():
            valid = [known for known in passes if known.ended is None]
            assert len(valid) == (code in state.accredited)
            assert [known.accreditation for known in valid] == [
                entry for of, entry in state.accredited.items() if of == code
            ]


def test_one_representative_at_a_time() -> None:
    """A second one is refused: beforehand, at the desk, and while the first is in."""
    one, two = Person("A. de Voorbeeld", "griffier"), Person("B. de Voorbeeld", "raadslid")
    state = _name(ONE, one)
    assert _codes(state, *naming(state, ONE, two, None)) == ["D105"]
    assert _codes(state, *naming(state, ONE, two, None, replace=True)) == []
    state = _come(state, ONE, None)
    assert _codes(state, *naming(state, ONE, two, None, replace=True)) == ["M112"]
    assert _codes(state, *desk_acts.check_in(state, ONE, two, Desk(None))) == ["M112"]
    assert _codes(state, *desk_acts.withdraw_representative(state, ONE, None, None)) == ["M112"]
    after = _then(state, *desk_acts.substitute(state, ONE, two, Desk(None)))
    assert after.representatives[ONE].name == "B. de Voorbeeld"
    # The one before may take over in turn, as somebody who is new.
    assert _codes(after, *desk_acts.substitute(after, ONE, one, Desk(None))) == []


def test_the_answer_is_asked_once() -> None:
    """Once it was said, it holds for both, also when one of them leaves and comes back."""
    a, b = Person("A. de Voorbeeld", "griffier"), Person("a de voorbééld", "raadslid")
    state = _name(ONE, a)
    assert _codes(state, *naming(state, TWO, b, None)) == ["D102"]
    entry = state.representatives[ONE].entry
    state = _name(TWO, b._replace(others=(entry,)), state)
    state = _come(_come(state, ONE, None), TWO, None)
    state = _then(state, *desk_acts.check_out(state, ONE, None))
    state = _come(state, ONE, a)
    assert state.representatives[TWO].others == (entry,)
    # What else becomes known of one of them asks nothing anew.
    state = _name(ONE, a)
    state = _name(TWO, b._replace(others=(state.representatives[ONE].entry,)), state)
    state = _name(ONE, a._replace(declaration="electronic"), state)
    assert state.representatives[ONE].declaration == "electronic"
    assert _codes(state, *desk_acts.check_in(state, TWO, b, Desk(None))) == []
    assert naming(state, ONE, a._replace(declaration="electronic"), None) == []
    # A third one of that name is another question.
    assert _codes(state, *naming(state, THREE, b, None)) == ["D102", "D102"]


def test_a_refusal_has_a_reason_or_somebody_else() -> None:
    """The same person as somebody who stands elsewhere under that name, or why."""
    person = Person("A. de Voorbeeld", "minister")
    state = _name(ONE, Person("A. de Voorbeeld", "griffier"))
    entry = state.representatives[ONE].entry
    assert _codes(state, *desk_acts.refuse_person(TWO, person, "1")) == ["D111"]
    assert _codes(state, *desk_acts.refuse_person(TWO, person, "1", same_as=entry)) == []
    assert _codes(state, *desk_acts.refuse_person(TWO, person, "1", same_as=entry - 1)) == ["V131"]
    other = Person("B", "griffier")
    assert _codes(state, *desk_acts.refuse_person(TWO, other, "1", same_as=entry)) == ["V131"]
    for reason, codes in (("geen functie", []), (" ", ["D111"])):
        events = desk_acts.refuse_person(TWO, person._replace(reason=reason), "1")
        assert _codes(state, *events) == codes
    # Nothing of who represents whom changes.
    after = _then(state, *desk_acts.refuse_person(TWO, person, "1", same_as=entry))
    assert after.representatives == state.representatives


def test_who_can_be_represented() -> None:
    """Not who is no member; and nobody is named by a blank, or seen in a way that is none."""
    person = Person("A. de Voorbeeld", "griffier")
    assert _codes(START, *naming(START, "GM0000", person, None)) == ["V123"]
    for name in ("", " - ", "..."):
        assert _codes(START, *naming(START, ONE, person._replace(name=name), None)) == ["D106"]
    fax = person._replace(declaration="fax")
    assert _codes(START, *naming(START, ONE, fax, None)) == ["V131"]
    assert _codes(START, e.SupervisorNamed(1, " ")) == ["D106"]
    assert _codes(START, e.SupervisorNamed(2, "T")) == ["V131"]
    after = _then(START, e.MeetingPublished("2026-12-01"))
    assert _codes(after, *naming(after, ONE, person, None)) == ["K103"]


# After the opening.

LATE, OPENING = e.LateArrivalsSet(False), e.MeetingOpened(NOW)  # noqa: FBT003


@pytest.mark.parametrize(
    ("before", "codes"),
    [
        # Just before the opening; at it, where they are admitted; after it, where they are not.
        ((LATE,), []),
        ((OPENING,), []),
        ((OPENING, LATE), ["D104"]),
        ((LATE, OPENING), ["D104"]),
        ((LATE, OPENING, e.LateArrivalsSet(True)), []),  # noqa: FBT003
    ],
)
def test_late_arrivals(before: tuple[e.Event, ...], codes: list[str]) -> None:
    """The order of the record decides, and the setting that holds at that moment."""
    state = _then(START, *before, e.SupervisorNamed(1, "T. Toezicht"))
    person = Person("A. de Voorbeeld", "wethouder")
    assert _codes(state, *desk_acts.check_in(state, ONE, person, Desk("1"))) == codes
    decided = Person(*person[:4], *DECIDED.values())
    assert _codes(state, *desk_acts.check_in(state, ONE, decided, Desk("1"))) == []
    # Who is named only, and comes later, is no late arrival by that.
    assert _codes(state, *naming(state, TWO, person, None)) == []


def test_who_was_there_at_the_opening_is_not_late() -> None:
    """Who goes out and comes back is none; a substitute is, and so is who was only named."""
    state = _then(START, LATE, e.SupervisorNamed(1, "T. Toezicht"))
    one, two = Person("A. de Voorbeeld", "wethouder"), Person("B. de Voorbeeld", "raadslid")
    state = _come(_name(TWO, two, state), ONE, one)
    state = _then(state, OPENING)
    left = _then(state, *desk_acts.check_out(state, ONE, None))
    assert _codes(left, *desk_acts.check_in(left, ONE, one, Desk(None))) == []
    assert _codes(left, *desk_acts.check_in(left, ONE, None, Desk(None))) == []
    other = Person("C. de Voorbeeld", "griffier")
    assert _codes(state, *desk_acts.substitute(state, ONE, other, Desk(None))) == ["D104"]
    assert _codes(state, *desk_acts.check_in(state, TWO, None, Desk(None))) == ["D104"]


def test_a_decision_of_before_is_none_on_coming_late() -> None:
    """That a deputy may represent the member says nothing of coming late."""
    deputy = Person("A. de Voorbeeld", DEPUTIES[0], None, (), *DECIDED.values())
    state = _name(ONE, deputy, _then(START, LATE, e.SupervisorNamed(1, "T. Toezicht"), OPENING))
    assert _codes(state, *desk_acts.check_in(state, ONE, None, Desk(None))) == ["D101", "D104"]
    assert _codes(state, *desk_acts.check_in(state, ONE, deputy, Desk(None))) == []


def test_the_meeting_is_opened_once_and_with_a_fixed_roll() -> None:
    """Before the roll is fixed nobody opens it, and nobody opens it twice."""
    assert _codes(START, OPENING, OPENING) == ["D110"]
    assert _codes(START, e.MeetingOpened("twee uur")) == ["V131"]
    roll = worlds.roll_set(worlds.small_roll(), fixed=False)
    state, problems = decide(State(), [worlds.created(), roll])
    assert not has_errors(problems)
    assert _codes(state, OPENING) == ["M110"]


# What only a record that was forged holds.

_FIRST, _SECOND = "een", "twee"
_IN = e.MemberAccredited(ONE, "A. de Voorbeeld", "griffier", "1", pass_code=_FIRST)
_NAMED = e.RepresentativeNamed(ONE, None, "A. de Voorbeeld", "griffier", None, None, (), None, None)
FORGED: dict[str, tuple[tuple[e.Event, ...], str]] = {
    "takes the place of nobody": ((replace(_NAMED, replaces=1),), "V131"),
    "takes the place of another entry": ((_NAMED, replace(_NAMED, replaces=1)), "V131"),
    "withdraws another entry": (
        (_NAMED, e.RepresentativeWithdrawn(ONE, 1, None, None)),
        "V151",
    ),
    "points at nobody": ((replace(_IN, representative=2),), "V131"),
    "points at another person": (
        (_NAMED, replace(_IN, representative=2, name="B. de Voorbeeld")),
        "V131",
    ),
    "takes over from nobody": ((replace(_IN, takes_over=2),), "V131"),
    "takes over from a pass that is valid": (
        (_IN, replace(_IN, gm_code=TWO, name="B", takes_over=2, pass_code=_SECOND)),
        "V131",
    ),
    "a pass code twice": ((_IN, replace(_IN, gm_code=TWO, name="B")), "V131"),
    "a new pass with an old code": ((_IN, e.PassReplaced(ONE, 2, "een", None, None)), "V131"),
    "a new pass of another accreditation": (
        (_IN, e.PassReplaced(ONE, 1, "twee", None, None)),
        "M113",
    ),
    "the end of another accreditation": ((_IN, e.AccreditationEnded(ONE, 1, None)), "M113"),
    "an end without a cause": ((_IN, e.AccreditationEnded(ONE, 2, None, "moe")), "V131"),
    "through the door by another accreditation": (
        (_IN, e.DoorPassed(ONE, 1, inside=True, door=None)),
        "M113",
    ),
    "out who was never in": ((_IN, e.DoorPassed(ONE, 2, inside=False, door=None)), "D109"),
    "a declaration by fax": ((replace(_IN, declaration="fax"),), "V131"),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged(tmp_path: Path, name: str) -> None:
    """The replay stops at the entry, and says by which rule."""
    happened, code = FORGED[name]
    first = (worlds.created(), worlds.roll_set(worlds.small_roll(), accreditation=True))
    drafts = [draft_of(event, NOW) for event in (*first, *happened)]
    path = str(tmp_path / "a.alv")
    create_log(path, {ORIGIN: "voorbeeld.example/log"}, "forged", drafts, None)
    with open_log(path, write=False) as log:
        found = replay(log, [])
    assert found.audit.finding == Finding(1 + len(happened), "rule broken", code)


# After what is private was erased.


def test_after_erasure_the_record_verifies_and_goes_on(tmp_path: Path) -> None:
    """Names, answers, decisions and codes are gone; who was in when is not, and all replays."""
    path = str(tmp_path / "a.alv")
    first = [worlds.created(), worlds.roll_set(worlds.small_roll(), accreditation=True)]
    create_dossier(path, first, None)
    deputy = Person("A. de Voorbeeld", DEPUTIES[0], "paper", (), *DECIDED.values())
    same = Person("a de voorbeeld", "raadslid")
    with open_dossier(path, write=True) as dossier:

        def do(act: Act) -> State:
            return dossier.act(act).state

        do(lambda state: desk_acts.name_supervisor(state, "T. Toezicht"))
        do(lambda state: naming(state, ONE, deputy, None))
        entry = dossier.state.representatives[ONE].entry
        do(lambda _state: desk_acts.refuse_person(TWO, same, "1", same_as=entry))
        do(lambda _state: desk_acts.refuse_person(TWO, same._replace(reason="verzonnen"), "1"))
        do(lambda state: naming(state, TWO, same._replace(others=(entry,)), None))
        do(lambda _state: [LATE])
        do(lambda state: desk_acts.check_in(state, ONE, None, Desk("1", "een", 1)))
        do(lambda _state: [OPENING])
        late = Person(*same[:4], *DECIDED.values())
        do(lambda state: desk_acts.check_in(state, TWO, late, Desk("2", "twee")))
        do(lambda state: desk_acts.replace_pass(state, TWO, Desk("2", "drie"), "kwijt"))
        before = do(
            lambda state: desk_acts.substitute(
                state,
                ONE,
                Person("B. Verzonnen", "griffier", None, (), *DECIDED.values()),
                Desk("1", "vier"),
            )
        )
        do(lambda _state: [e.PersonalDataErased(early=True, reason="verzonnen")])
        with dossier.log.writing() as writer:
            writer.erase(dossier.log.head().size - 1)
    data = Path(path).read_bytes()
    assert not any(word in data for word in (b'Voorbeeld"', b"T. Toezicht", b"kwijt", b"vier"))
    found = worlds.sound(path)
    assert found.erased == found.size - 1
    with open_dossier(path, write=True) as dossier:
        state = dossier.state
        assert state.accredited == before.accredited
        assert state.supervisors == (None,)
        assert [who.entry for who in state.representatives.values()] == [
            who.entry for who in before.representatives.values()
        ]
        assert {who.name for who in state.representatives.values()} == {None}
        # The meeting can go on: who comes is somebody whose name is known from now on.
        dossier.act(lambda state: desk_acts.check_out(state, ONE, None))
        with pytest.raises(Refused) as refused:
            dossier.act(lambda state: desk_acts.check_in(state, ONE, None, Desk("1")))
        assert [problem.code for problem in refused.value.problems] == ["D106"]
        again = Person("B. Verzonnen", "griffier", None, (), *DECIDED.values())
        dossier.act(lambda state: desk_acts.check_in(state, ONE, again, Desk("1")))
    worlds.sound(path)
