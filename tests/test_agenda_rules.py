"""Rules for the agenda, without a file: what may stand on it, and what an item does to others.

Expected is what article 11, Burgerlijk Wetboek 2 and the practice of the meetings say of it, worked
out by hand; all proposals are invented.
"""

import csv
import io
from dataclasses import replace as changed
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.ballots.agenda import read_agenda
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused, acclaim, cast, close_vote, declare, open_vote, settle
from alvvote.meeting.agenda_acts import NewText, add_item, edit_item, majority_text, move_item
from alvvote.meeting.agenda_import import items_of
from alvvote.meeting.hall_acts import add_speaker, call_next, speakers_on
from alvvote.meeting.model import Item, State, outcome_of
from alvvote.meeting.next_step import NextStep, next_step
from alvvote.meeting.placed import placed_items
from alvvote.meeting.question import options_of, question_of
from alvvote.meeting.rules import decide
from alvvote.meeting.terms import deadline_of, impossible_terms, late_items, terms_of
from alvvote.population import Store, read_changes
from alvvote.problem_words import message_of
from alvvote.problems import has_errors
from alvvote.proposal import AGAINST, BLANK, FOR, STANDARD_OPTIONS, Option
from alvvote.roll import Roll, fingerprint, make_roll, roll_core
from alvvote.screen.waiting import waiting_slide
from alvvote.shipped import read_data
from alvvote.statutes.majority import parse_majority
from tests.conftest import CHECKOUT

DAY = "2026-11-25"
AT = "2026-11-25T14:00:00+01:00"
TEXT = NewText("definitive", "ab" * 32, "2026-10-01")
UTRECHT, BORNE = "GM0344", "GM0147"


@cache
def _roll(day: str = DAY) -> Roll:
    store = Store(("shipped", read_data("cbs_population.csv")))
    edition = store.find(date(2021, 1, 1) if day < "2026" else date(2026, 1, 1), "final")
    assert edition is not None
    changes = read_changes(read_data("boundary_changes.csv"))
    roll = make_roll(edition, store.figures(edition), changes, date.fromisoformat(day))
    assert isinstance(roll, Roll)
    return roll


@cache
def _meeting(day: str = DAY) -> State:
    """Return a meeting with its roll fixed, and nothing on the agenda."""
    made = e.MeetingCreated(
        "ALV Voorbeeld (verzonnen)",
        day,
        rehearsal=False,
        abstentions_count=False,
        blanks_count=False,
        quorum=None,
    )
    roll = _roll(day)
    fixed = e.RollSet(
        roll_core(roll), fingerprint(roll), fixed=True, accreditation=False, reason=None
    )
    return _after(State(), [made, fixed])


def _after(state: State, events: list[e.Event]) -> State:
    """Return the state after events that must be allowed."""
    after, problems = decide(state, events)
    assert not has_errors(problems), problems
    return after


def _codes(state: State, events: list[e.Event]) -> list[str]:
    """Return what speaks against the events; then the state stays as it was."""
    after, problems = decide(state, events)
    assert (after is state) == has_errors(problems)
    return [problem.code for problem in problems]


def _with(state: State, item: str, **fields: Any) -> State:
    return _after(state, add_item(state, item, {"title": f"Voorbeeld {item}", **fields}, None))


def _refused(state: State, item: str, **fields: Any) -> list[str]:
    return _codes(state, add_item(state, item, {"title": f"Voorbeeld {item}", **fields}, None))


def _proposals(*items: str) -> State:
    state = _meeting()
    for item in items:
        state = _with(state, item, sort="motion")
    return state


def _put(state: State, *items: str) -> list[e.Event]:
    return open_vote(state, items, "proposal", "electronic", AT, confirmed=True)


def _voted(state: State, item: str, option: str, outcome: str) -> State:
    """Vote on an item with the ballot of Utrecht alone, and declare the outcome."""
    state = _after(state, _put(state, item))
    state = _after(state, cast(state, item, UTRECHT, option, way="table"))
    state = _after(state, close_vote(state, item, AT))
    return _after(state, declare(state, item, outcome, None, AT))


def _outcome(state: State, item: str) -> str | None:
    return outcome_of(state, state.items[item])


# What may stand on the agenda


def test_an_id_and_a_title_are_of_one_item() -> None:
    """A ballot file names a vote by either, in any case, with any blanks: both are taken."""
    state = _with(_meeting(), "M1", title="Koffie", sort="motion")
    assert _refused(state, "M1", title="Iets anders") == ["M105"]
    assert _refused(state, "m1", title="Iets anders") == ["M105"]
    assert _refused(state, "M2", title="KOFFIE") == ["M105"]
    assert _refused(state, "koffie", title="Iets anders") == ["M105"]
    assert _refused(state, "M2", title="m1") == ["M105"]
    assert _refused(state, "M2", title="M2") == []


@pytest.mark.parametrize("name", ["gemeente", "Stem", "GM_CODE", "stemmen", "vote", "", " "])
def test_names_of_columns_are_no_names_of_items(name: str) -> None:
    """A table of ballots could not tell the column of such a vote from its other columns."""
    assert _refused(_meeting(), "M1", title=name) == ["M118"]
    assert _refused(_meeting(), name, title="Voorbeeld") == ["M118"]


@pytest.mark.parametrize("name", ["M1+M2", "M1/2", "M1|2", " M1", "M  1", "M\n1"])
def test_an_id_has_no_signs_that_mean_something(name: str) -> None:
    """Votes on two items, new votes and lists of names are written with these signs."""
    assert _refused(_meeting(), name, title="Voorbeeld") == ["M118"]


def test_an_item_without_a_kind_has_no_vote() -> None:
    """The opening is dealt with and not decided: no majority, options, advice or amendments."""
    state = _with(_meeting(), "1", title="Opening")
    assert _codes(state, _put(state, "1")) == ["V127"]
    assert _refused(state, "2", majority="2/3") == ["M116"]
    assert _refused(state, "2", options=("A", "B")) == ["M116"]
    assert _refused(state, "2", advice="adopt") == ["M116"]
    assert _refused(state, "A1", parent="1") == ["M107"]
    amended = _with(_with(state, "B1", sort="board proposal"), "A1", parent="B1")
    assert _codes(amended, edit_item(amended, "B1", {"sort": None}, None)) == ["M116"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sort", "wish"),
        ("advice", "maybe"),
        ("majority", "3/2"),
        ("submitted", "yesterday"),
        ("submitted", "2026-11-01T12:00:00+01:00"),
        ("submitters", ("Borne|Utrecht",)),
        ("submitters", ("",)),
        ("cosignatories", (" Borne",)),
    ],
)
def test_values_that_mean_nothing(field: str, value: object) -> None:
    """What is recorded cannot be taken back, so it is checked; a time is local, without a zone."""
    assert _refused(_meeting(), "M1", **{"sort": "motion", field: value}) == ["M117"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("sort", "wish", "resolutie, bestuursvoorstel, motie, amendement, personen"),
        ("advice", "maybe", "overnemen, ontraden, aanhouden, afdoen"),
        ("submitters", ("Borne| Utrecht",), "Borne, Utrecht"),
        ("submitters", ("",), None),
    ],
)
def test_what_would_fit_is_said_as_it_is_written(
    field: str, value: object, expected: str | None
) -> None:
    """In the words of the options, which are Dutch in both languages."""
    fields = {"title": "Voorbeeld", "sort": "motion", field: value}
    _state, problems = decide(_meeting(), add_item(_meeting(), "M1", fields, None))
    assert [problem.expected for problem in problems] == [expected]


# Options


@pytest.mark.parametrize(
    "options",
    [
        ("A",),
        ("A", "A"),
        ("A", "a "),
        ("A", ""),
        ("A|B", "C"),
        ("A", "B  C"),
        ("A", "invalid"),
        ("A", "Not Returned"),
        ("tegen", "onthouding"),
    ],
)
def test_what_are_no_options(options: tuple[str, ...]) -> None:
    """Options are two or more, each with another name, and one of them can be chosen."""
    assert _refused(_meeting(), "V1", sort="resolution", options=options) == ["M119"]


def test_the_rejecting_option_is_one_of_them() -> None:
    """It is found whatever its capitals; a name that is none is refused."""
    own = {"sort": "resolution", "options": ("Plan A", "Plan B", "Geen van beide")}
    state = _with(_meeting(), "V1", **own, rejecting="geen van  BEIDE")
    assert state.items["V1"].rejecting == "Geen van beide"
    assert [option.role for option in options_of(state.items["V1"])] == [
        "choice",
        "choice",
        "rejecting",
    ]
    assert _refused(_meeting(), "V1", **own, rejecting="Plan C") == ["M119"]
    assert _refused(_meeting(), "V1", sort="resolution", rejecting="Plan C") == ["M119"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), STANDARD_OPTIONS),
        (("voor", "tegen"), (FOR, AGAINST)),
        (("Tegen", "Voor", "blanco"), (FOR, AGAINST, BLANK)),
        (("A", "B"), (Option("A", "choice"), Option("B", "choice"))),
        (
            ("A", "B", "tegen", "onthouding"),
            (
                Option("A", "choice"),
                Option("B", "choice"),
                Option("tegen", "rejecting"),
                Option("onthouding", "abstention"),
            ),
        ),
    ],
)
def test_words_among_the_options_mean_the_same_as_in_an_agenda_file(
    tmp_path: Path, names: tuple[str, ...], expected: tuple[Option, ...]
) -> None:
    """The word "voor" is the yes of the ordinary question, and an abstention is one, both ways."""
    state = _with(_meeting(), "V1", sort="resolution", options=names)
    assert options_of(state.items["V1"]) == expected
    file = tmp_path / "agenda.csv"
    file.write_text(f"id,titel,opties\nV1,Voorbeeld,{'|'.join(names)}\n")
    read = read_agenda(str(file), [])
    assert read is not None
    assert read[0].options == expected


def test_candidates_have_a_blank_slip_beside_them() -> None:
    """Blank is always counted in a vote on persons, so it is nobody's name; abstaining is not."""
    state = _with(_meeting(), "P1", sort="persons", options=("J. Voorbeeld", "P. Voorbeeld"))
    names = [option.name for option in question_of(state, [state.items["P1"]]).options]
    assert names == ["J. Voorbeeld", "P. Voorbeeld", "blank"]
    for word in ("blanco", "onthouding"):
        options = ("J. Voorbeeld", "P. Voorbeeld", word)
        assert _refused(_meeting(), "P1", sort="persons", options=options) == ["M119"]


# Relations


def test_an_amendment_has_a_proposal_as_parent() -> None:
    """It says what it amends, and nothing else amends; there is no amendment to an amendment."""
    state = _with(_proposals("M1"), "A1", parent="m1")
    assert (state.items["A1"].kind, state.items["A1"].parent) == ("amendment", "M1")
    assert _refused(state, "A2", sort="amendment") == ["M107"]
    assert _refused(state, "A2", sort="motion", parent="M1") == ["M107"]
    assert _refused(state, "A2", parent="A1") == ["M107"]
    with pytest.raises(Refused) as refused:
        add_item(state, "A2", {"title": "Voorbeeld", "parent": "M9"}, None)
    assert [problem.code for problem in refused.value.problems] == ["M104"]
    # Nor can a proposal that is amended become an amendment.
    two = _with(state, "M2", sort="motion")
    assert _codes(two, edit_item(two, "M1", {"sort": "amendment", "parent": "M2"}, None)) == [
        "M107"
    ]
    assert _codes(two, edit_item(two, "A1", {"parent": "A1"}, None)) == ["M107"]


def test_the_rule_itself_knows_the_items_by_their_exact_names() -> None:
    """An event that was not made by alvvote is judged as strictly."""
    added = add_item(_proposals("M1"), "A1", {"title": "Voorbeeld", "parent": "M1"}, None)[0]
    assert isinstance(added, e.ItemAdded)
    for name, code in (("m1", "M104"), ("M9", "M104"), ("M1", None)):
        found = _codes(_proposals("M1"), [changed(added, parent=name)])
        assert found == ([] if code is None else [code])


def test_a_part_is_no_whole() -> None:
    """A motion has parts; a part has none, and nothing is a part of itself or of its own part."""
    state = _with(_proposals("M1"), "M1.1", part_of="M1")
    assert state.items["M1.1"].kind == "motion"
    assert _refused(state, "M1.1.1", part_of="M1.1") == ["M107"]
    assert _codes(state, edit_item(state, "M1", {"part_of": "M1"}, None)) == ["M107"]
    assert _codes(state, edit_item(state, "M1", {"part_of": "M1.1"}, None)) == ["M107"]


def test_amendments_are_put_first() -> None:
    """The proposal waits until each amendment was decided, whatever became of it."""
    state = _with(_with(_proposals("M1"), "A1", parent="M1"), "A2", parent="M1")
    assert _codes(state, _put(state, "M1")) == ["V125"]
    state = _voted(state, "A1", "against", "rejected")
    assert _codes(state, _put(state, "M1")) == ["V125"]
    state = _after(state, settle(state, "A2", "withdrawn", None))
    assert _codes(state, _put(state, "M1")) == []


def test_an_adopted_amendment_makes_the_next_version() -> None:
    """The vote on the proposal names its text and that of the amendment; a rejected one is out."""
    state = _meeting()
    state = _after(state, add_item(state, "M1", {"title": "Motie", "sort": "motion"}, TEXT))
    fields = {"title": "Amendement", "parent": "M1"}
    state = _after(state, add_item(state, "A1", fields, TEXT._replace(sha256="cd" * 32)))
    state = _with(state, "A2", parent="M1")
    state = _voted(state, "A1", "for", "adopted")
    state = _voted(state, "A2", "against", "rejected")
    opened = _put(state, "M1")[0]
    assert isinstance(opened, e.VoteOpened)
    assert opened.texts == (("M1", "definitive", "ab" * 32), ("A1", "definitive", "cd" * 32))


@pytest.mark.parametrize(
    ("option", "outcome", "becomes"),
    [("for", "adopted", "lapsed"), ("against", "rejected", None)],
)
def test_what_is_overtaken_lapses(option: str, outcome: str, becomes: str | None) -> None:
    """Only where the one that overtakes it is adopted; then it is not put to the vote any more."""
    state = _with(_proposals("M1", "M2"), "M3", sort="motion", overtakes=("m1", "M2"))
    state = _voted(state, "M3", option, outcome)
    assert (_outcome(state, "M1"), _outcome(state, "M2")) == (becomes, becomes)
    assert _codes(state, _put(state, "M1")) == (["V122"] if becomes else [])


def test_what_was_decided_stays_decided() -> None:
    """A motion that was adopted before does not lapse when another overtakes it."""
    state = _with(_proposals("M1"), "M2", sort="motion", overtakes=("M1",))
    state = _voted(state, "M1", "for", "adopted")
    state = _after(state, acclaim(state, ["M2"], AT))
    assert _outcome(state, "M1") == "adopted"


@pytest.mark.parametrize("outcome", ["withdrawn", "held over", "taken over", "lapsed", "done"])
def test_amendments_and_parts_fall_with_what_they_belong_to(outcome: str) -> None:
    """There is nothing left to amend."""
    state = _with(_with(_proposals("M1", "M2"), "A1", parent="M1"), "M2.1", part_of="M2")
    state = _after(state, settle(state, "M1", outcome, None))
    state = _after(state, settle(state, "M2", outcome, None))
    assert (_outcome(state, "A1"), _outcome(state, "M2.1")) == ("lapsed", "lapsed")


def test_parts_are_decided_by_themselves() -> None:
    """Part 1 adopted, part 2 held over, as has happened; the whole is not put to the vote."""
    state = _with(_with(_proposals("M1"), "M1.1", part_of="M1"), "M1.2", part_of="M1")
    assert _codes(state, _put(state, "M1")) == ["V126"]
    state = _voted(state, "M1.1", "for", "adopted")
    state = _after(state, settle(state, "M1.2", "held over", None))
    assert (_outcome(state, "M1.1"), _outcome(state, "M1.2")) == ("adopted", "held over")


def test_nothing_is_added_to_what_is_dealt_with() -> None:
    """An amendment or part comes before its proposal is put to the vote."""
    state = _proposals("M1")
    running = _after(state, _put(state, "M1"))
    for item, fields in (("A1", {"parent": "M1"}), ("M1.1", {"part_of": "M1"})):
        assert _refused(running, item, **fields) == ["M106"]
        assert _refused(_voted(state, "M1", "for", "adopted"), item, **fields) == ["M106"]
    other = _with(_with(running, "M2", sort="motion"), "A2", parent="M2")
    assert _codes(other, edit_item(other, "A2", {"parent": "M1"}, None)) == ["M106"]


# Changing


def test_an_item_is_changed_until_its_vote() -> None:
    """Before the vote each field can change; from its opening on nothing does."""
    state = _proposals("M1")
    fields = {"title": "Koffie", "majority": "2/3", "advice": "discourage", "options": ("A", "B")}
    state = _after(state, edit_item(state, "m1", fields, None))
    expected = Item("M1", "Koffie", "motion", "2/3", ("A", "B"), None, "discourage")
    assert state.items["M1"] == expected
    state = _after(state, edit_item(state, "M1", {"options": ()}, None))
    for later in (_after(state, _put(state, "M1")), _voted(state, "M1", "for", "adopted")):
        assert _codes(later, edit_item(later, "M1", {"title": "Thee"}, None)) == ["M106"]
        assert _codes(later, edit_item(later, "M1", {}, TEXT)) == ["M106"]
    gone = _after(state, settle(state, "M1", "withdrawn", None))
    assert _codes(gone, edit_item(gone, "M1", {"title": "Thee"}, None)) == ["M106"]


@pytest.mark.parametrize("name", ["id", "texts", "decided", "decided_by", "votes"])
def test_only_fields_of_an_item_change(name: str) -> None:
    """What was decided is not among them."""
    assert _codes(_proposals("M1"), [e.ItemChanged("M1", {name: "adopted"})]) == ["M117"]


def test_a_title_may_stay_or_take_a_free_one() -> None:
    """An item does not collide with itself."""
    state = _proposals("M1", "M2")
    assert _codes(state, edit_item(state, "M1", {"title": "Voorbeeld M1"}, None)) == []
    assert _codes(state, edit_item(state, "M1", {"title": "voorbeeld m2"}, None)) == ["M105"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, None),
        (TEXT._replace(version="final"), "M117"),
        (TEXT._replace(sha256="ab" * 31), "M117"),
        (TEXT._replace(sha256="xy" * 32), "M117"),
        (TEXT._replace(day="1 October"), "M117"),
    ],
)
def test_a_text_is_a_version_a_hash_and_a_day(text: NewText, code: str | None) -> None:
    """Of SHA-256 there are 32 bytes."""
    state = _proposals("M1")
    assert _codes(state, edit_item(state, "M1", {}, text)) == ([] if code is None else [code])


def test_places_are_those_of_the_agenda() -> None:
    """The first is 1, the last as many as there are."""
    state = _proposals("M1", "M2", "M3")
    moved = _after(state, move_item(state, "m3", 1))
    assert list(moved.items) == ["M3", "M1", "M2"]
    for place in (0, 4, -1):
        assert _codes(state, move_item(state, "M1", place)) == ["M117"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), max_size=12))
def test_moving_is_taking_out_and_putting_in(moves: list[tuple[int, int]]) -> None:
    """After any moves the order is that of a list of which one was taken out and put in."""
    names = [f"M{number}" for number in range(6)]
    state, order = _six(), list(names)
    for which, place in moves:
        state = _after(state, move_item(state, names[which], place))
        order.remove(names[which])
        order.insert(place - 1, names[which])
    assert list(state.items) == order


@cache
def _six() -> State:
    return _proposals(*(f"M{number}" for number in range(6)))


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["", ">", ">="]))
def test_a_majority_is_written_in_one_way(part: int, whole: int, sign: str) -> None:
    """However it was given, it reads the same; and two that are the same are written the same."""
    majority = parse_majority(f"{sign} {part} / {whole}")
    if majority is not None:
        text = majority_text(majority)
        assert parse_majority(text) == majority
        again = parse_majority(text)
        assert again is not None
        assert majority_text(again) == text


# An agenda file


def test_imported_items_ask_what_the_file_asks() -> None:
    """The question of each item is the proposal that a tally of the same file counts by."""
    file = CHECKOUT / "examples" / "voorbeeld-alv" / "agenda.csv"
    read = read_agenda(str(file), []) or []
    counted = [p for p in read if p.manner == "counted" and p.kind != "amendment"]
    assert len(counted) > 3
    assert any(not proposal.for_or_against for proposal in counted)
    state = _after(_meeting(), items_of(counted))
    for proposal in counted:
        asked = question_of(state, [state.items[proposal.id]])
        if proposal.kind == "persons":
            asked = asked._replace(options=proposal.options)
        assert asked == proposal


@given(
    st.lists(
        st.sampled_from(["voor", "tegen", "onthouding", "blanco", "Plan A", "Plan B", "Plan C"]),
        max_size=5,
        unique=True,
    ),
    st.sampled_from(["", "tegen", "Plan A", "plan b"]),
    st.sampled_from(["", "1/2", "2/3", ">=1/2", ">2/3"]),
)
def test_any_agenda_that_can_be_read_asks_the_same_in_a_dossier(
    tmp_path_factory: pytest.TempPathFactory, options: list[str], rejecting: str, majority: str
) -> None:
    """Whatever options and majority a file has, the dossier puts the same question."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["id", "titel", "soort", "opties", "verwerpend", "meerderheid"])
    writer.writerow(["V1", "Voorbeeld", "resolutie", "|".join(options), rejecting, majority])
    file = tmp_path_factory.mktemp("agenda") / "agenda.csv"
    file.write_text(buffer.getvalue())
    read = read_agenda(str(file), [])
    if read is not None:
        state = _after(_meeting(), items_of(read))
        assert question_of(state, [state.items["V1"]]) == read[0]


# Terms


def test_the_term_for_amendments_by_default() -> None:
    """For the meeting of Wednesday 29 June 2022 it was Thursday 16 June; motions have none."""
    state = _meeting("2022-06-29")
    moment = deadline_of(state, "amendments").moment
    assert moment is not None
    assert moment.date() == date(2022, 6, 16)
    assert deadline_of(state, "motions").moment is None
    in_time = _with(_amended(state), "A2", parent="B1", submitted="2022-06-16T23:59:00")
    late = _with(_amended(state), "A2", parent="B1", submitted="2022-06-17T00:00:00")
    assert late_items(in_time) == []
    assert [(p.code, p.value) for p in late_items(late)] == [("W401", "A2")]


def _amended(state: State) -> State:
    return _with(state, "B1", sort="board proposal")


def test_a_term_that_was_set() -> None:
    """At the moment itself is in time, a minute later is late; without a term nothing is."""
    state = _with(_meeting(), "M1", sort="motion", submitted="2026-11-20T12:01:00")
    for moment, late in (
        ("2026-11-20T12:00:00", True),
        ("2026-11-20T12:01:00", False),
        (None, False),
    ):
        term = _after(state, [e.DeadlineSet("motions", moment)])
        assert bool(late_items(term)) == late
    assert late_items(state) == []
    term = _after(state, [e.DeadlineSet("motions", "2026-11-20T12:00:00")])
    (problem,) = late_items(term)
    assert problem.expected == "2026-11-20 12.00"
    assert message_of(problem) == "came in after the term of 20 November 2026, 12.00"


def test_a_term_before_the_definitive_text_is_impossible() -> None:
    """Nobody can amend a text that is not there; a concept does not count."""
    state = _amended(_meeting("2022-06-29"))
    for version, day, found in (
        ("concept", "2022-06-20", []),
        ("definitive", "2022-06-16", []),
        ("definitive", "2022-06-17", ["W402"]),
    ):
        text = NewText(version, "ab" * 32, day)
        after = _after(state, edit_item(state, "B1", {}, text))
        assert [problem.code for problem in impossible_terms(after)] == found


def test_the_terms_of_the_law() -> None:
    """Two thirds: notice seven days ahead, text five days ahead (Burgerlijk Wetboek 2:42)."""
    state = _with(_meeting("2022-06-29"), "B1", sort="board proposal")
    assert [term.what for term in terms_of(state, statute_change=False)] == [
        "amendments",
        "meeting",
    ]
    state = _with(state, "B2", sort="board proposal", majority="2/3")
    found = {term.what: term.last_day for term in terms_of(state, statute_change=False)}
    assert found == {
        "amendments": date(2022, 6, 16),
        "notice": date(2022, 6, 22),
        "text open": date(2022, 6, 24),
        "meeting": date(2022, 6, 29),
    }


@pytest.mark.parametrize(
    ("what", "moment"),
    [
        ("amendments", "tomorrow"),
        ("amendments", "2026-11-20T12:00:00+01:00"),
        ("wishes", "2026-11-20T12:00:00"),
    ],
)
def test_what_is_no_term(what: Any, moment: str) -> None:
    """A term is a local date and time."""
    assert _codes(_meeting(), [e.DeadlineSet(what, moment)]) == ["M117"]


# Speakers


def test_speakers_have_the_floor_in_order() -> None:
    """As they asked for it; who explains a vote comes after the debate."""
    state = _proposals("M1", "M2")
    for code, explanation in ((BORNE, False), (UTRECHT, True), (None, False)):
        said = add_speaker(state, "m1", code, "A. Voorbeeld", "", explanation=explanation)
        state = _after(state, said)
    called = []
    for _ in range(3):
        event = call_next(state, "M1")[0]
        assert isinstance(event, e.SpeakerCalled)
        called.append(event.number)
        state = _after(state, [event])
    assert called == [1, 3, 2]
    assert [speaker.gm_code for speaker in speakers_on(state, state.items["M1"])] == [
        BORNE,
        None,
        UTRECHT,
    ]
    for item in ("M1", "M2"):
        with pytest.raises(Refused) as refused:
            call_next(state, item)
        assert [problem.code for problem in refused.value.problems] == ["M123"]


def test_a_speaker_has_the_next_number_and_is_called_once() -> None:
    """Records that were made otherwise are refused."""
    state = _proposals("M1")
    asked = e.SpeakerAdded("M1", 1, explanation=False, gm_code=BORNE, name="A. Voorbeeld", gist="")
    assert _codes(state, [changed(asked, number=2)]) == ["M117"]
    assert _codes(state, [changed(asked, item="m1")]) == ["M104"]
    called = e.SpeakerCalled("M1", 1)
    assert _codes(state, [called]) == ["M123"]
    assert _codes(state, [asked, called]) == []
    assert _codes(state, [asked, called, called]) == ["M123"]


# What comes next


def test_what_comes_next() -> None:
    """What has begun is finished first; then the amendment, then its proposal, then the minutes."""
    state = _meeting()
    assert next_step(state) == NextStep("agenda")
    state = _with(_with(_with(state, "1", title="Opening"), "M1", sort="motion"), "A1", parent="M1")
    assert next_step(state) == NextStep("open", "A1")
    state = _after(state, _put(state, "A1"))
    assert next_step(state) == NextStep("cast", "A1")
    state = _after(state, cast(state, "A1", UTRECHT, "for", way="table"))
    state = _after(state, close_vote(state, "A1", AT))
    assert next_step(state) == NextStep("declare", "A1")
    state = _after(state, declare(state, "A1", "adopted", None, AT))
    assert next_step(state) == NextStep("open", "M1")
    state = _voted(state, "M1", "for", "adopted")
    assert next_step(state) == NextStep("publish")
    disputed = _after(state, [e.RulingDisputed("M1")])
    assert next_step(disputed) == NextStep("again", "M1")
    assert next_step(_after(state, [e.MeetingPublished(DAY)])) == NextStep("nothing")


def test_an_amendment_that_was_handed_in_last_comes_before_the_next_proposal() -> None:
    """As the agenda shows it: below its proposal, and put to the vote before it."""
    state = _meeting()
    for name in ("R1", "M1", "M2"):
        state = _with(state, name, sort="motion")
    state = _with(state, "A1", parent="R1")
    assert next_step(state) == NextStep("open", "A1")
    assert [(one.depth, one.item.id) for one in placed_items(state)] == [
        (0, "R1"), (1, "A1"), (0, "M1"), (0, "M2")
    ]  # fmt: skip
    waiting = waiting_slide(state, datetime.fromisoformat(AT))
    assert waiting.under.startswith("next: amendment A1")
    assert [line.split()[:2] for line in waiting.lines[:2]] == [["R1", "Voorbeeld"], [">", "A1"]]
    state = _voted(state, "A1", "for", "adopted")
    assert next_step(state) == NextStep("open", "R1")


def test_a_recorded_text_names_its_item_as_it_is_spelled() -> None:
    """Commands forgive capitals; an event that does not name the item exactly was forged."""
    state = _with(_meeting(), "m1", title="Voorbeeld (verzonnen)")
    texts = [e.TextAdded(item, "concept", "ab" * 32, "2026-11-01") for item in ("M1", "m1")]
    assert [_codes(state, [text]) for text in texts] == [["M104"], []]
