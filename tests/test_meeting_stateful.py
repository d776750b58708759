"""Any sequence of commands, good and bad, leaves a dossier that verifies, in the right state.

What is right says `tests.reference_meeting`, which was written from the procedure alone.
"""

from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alvvote.ledger.note import SignedCheckpoint
from alvvote.ledger.store import open_log
from alvvote.meeting import acts
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Act, Dossier, create_dossier, public_key_of
from alvvote.meeting.model import State, Vote, outcome_of
from alvvote.meeting.replay import replay
from alvvote.meeting.results import result_of
from alvvote.proposal import Subject
from alvvote.roll import Roll, fingerprint, roll_core
from tests import reference_meeting as reference
from tests.hall_machine import CODES, MOMENT
from tests.ledger_worlds import contents_of
from tests.postgres_server import DESK, Server
from tests.reference_meeting import STANDARD
from tests.seat_machine import SeatMachine

DAY = date(2026, 11, 25)
CASTINGS: tuple[e.Casting, ...] = get_args(e.Casting)
ROLLS = {
    "as it was": reference.small_roll(DAY, reference.INHABITANTS),
    "one left, one suspended": reference.small_roll(DAY, reference.OTHERS, "GM9004"),
    "a vote too many": reference.small_roll(DAY, reference.INHABITANTS, more={"GM9003": 1}),
    "of another day": reference.small_roll(date(2025, 11, 25), reference.INHABITANTS),
}
IDS = ["A", "B", "C", "D"]

data = st.data()
codes = st.sampled_from(CODES)
reasons = st.sampled_from([None, "verzonnen reden"])


def _roll_set(roll: Roll, accreditation: bool | None, reason: str | None) -> e.RollSet:  # noqa: FBT001
    core, mark = roll_core(roll), fingerprint(roll)
    return e.RollSet(core, mark, accreditation is not None, accreditation, reason)


def _changes(item: reference.Item) -> dict[str, Any]:
    """Return the fields of an item as the events name them."""
    names = ("majority", "options", "rejecting", "advice", "parent", "part_of", "overtakes")
    return {"title": item.title, "sort": item.kind, **{n: getattr(item, n) for n in names}}


def _sometimes(fits: Callable[[Any], object]) -> Callable[[Any], bool]:
    """Return when a rule is of use: where it fits, and now and then where it does not."""
    return lambda machine: bool(fits(machine)) or machine.steps % 7 == 0


class Meetings(SeatMachine):
    """A meeting on a real file, beside its reference."""

    def __init__(self) -> None:
        """Have a place; the dossier comes with `begin`."""
        super().__init__()
        self.done: list[str] = []
        self.steps = 0
        self.heads: list[SignedCheckpoint] = []

    @initialize(
        counting=st.tuples(st.booleans(), st.booleans()),
        quorum=st.sampled_from(
            [None, None, (Fraction(1, 2), "votes"), (Fraction(2, 3), "members")]
        ),
        hall=st.tuples(
            st.booleans(), st.lists(st.sampled_from(CODES[:-1]), min_size=2, max_size=5)
        ),
        rehearsal=st.booleans(),
        accreditation=st.sampled_from([None, False, True, True]),
        kinds=st.tuples(st.sampled_from(["motion", "resolution"]), st.just("persons")),
        options=st.tuples(
            st.sampled_from([(), ("P", "Q")]), st.sampled_from([("P", "Q"), ("P", "R", "Q")])
        ),
    )
    def begin(
        self,
        counting: tuple[bool, bool],
        quorum: tuple[Fraction, str] | None,
        hall: tuple[bool, list[str]],
        rehearsal: bool,  # noqa: FBT001
        accreditation: bool | None,  # noqa: FBT001
        kinds: tuple[str, str],
        options: tuple[tuple[str, ...], tuple[str, ...]],
    ) -> None:
        """Make the dossier; often the roll is fixed, and something is on the agenda."""
        self.right = reference.Meeting(
            DAY, quorum, rehearsal=rehearsal, abstentions=counting[0], blanks=counting[1]
        )
        words = None if quorum is None else f"{quorum[0]}:{quorum[1]}"
        created = e.MeetingCreated(
            "ALV Voorbeeld (verzonnen)", DAY.isoformat(), rehearsal, *counting, words
        )
        create_dossier(self.path, [created, _roll_set(ROLLS["as it was"], None, None)], self.key)
        self.dossier = self._open()
        if accreditation is not None:
            self._fix("as it was", accreditation, None)
            if hall[0]:
                self.day("supervisor", good=True)
            if accreditation and hall[0]:
                self.arrive_at_a_desk(hall[1])
            elif accreditation:
                self.arrive(hall[1])
            first, second = kinds
            self._add(reference.Item("A", "Voorstel A", first, advice="hold over"))
            self._add(reference.Item("B", "Voorstel B", second, options=options[0]))
            self._add(
                reference.Item(
                    "C", "Voorstel C", "board proposal", options=options[1], rejecting="Q"
                )
            )

    def teardown(self) -> None:
        """Verify the whole: by itself, by its rules, and against every head along the way."""
        if hasattr(self, "dossier"):
            self.dossier.log.close()
            with open_log(self.path, write=False) as log:
                key = public_key_of(log)
                found = replay(log, [key] if key else [], self.heads).audit
                assert found.finding is None, found
                self.check_who_acted(log, found)
                assert found.unknown_signatures == 0
                assert _seen(Dossier(log).state) == _expected(self.right)
        self.folder.cleanup()

    # How a command is held against the reference.

    def _do(self, act: Act, *, right: bool) -> None:
        before = contents_of(self.dossier.log)
        state = self.dossier.state
        name = f"act {len(self.done)}"
        if not right:
            with pytest.raises(Refused):
                self.dossier.act(act, name)
            assert contents_of(self.dossier.log) == before
            assert self.dossier.state == state
            return
        done = self.dossier.act(act, name)
        assert done.recorded
        assert done.first == len(before.entries)
        assert done.head.size == len(contents_of(self.dossier.log).entries)
        self.done.append(name)
        self.note_who_acted(done.first, done.head.size)

    @invariant()
    def same(self) -> None:
        """The state is that of the reference, also when it is read from the file alone."""
        self.steps += 1
        if not hasattr(self, "dossier"):
            return
        assert _seen(self.dossier.state) == _expected(self.right)
        with open_log(self.path, write=False) as log:
            assert Dossier(log).state == self.dossier.state

    @rule()
    def keep_head(self) -> None:
        """Someone takes the head home."""
        log = self.dossier.log
        self.heads.append(SignedCheckpoint(log.checkpoint(log.head())))

    @rule(data=data)
    def repeat(self, data: st.DataObject) -> None:
        """The same act twice is recorded once, whatever it would do now."""
        if not self.done:
            return
        name = data.draw(st.sampled_from(self.done))
        before = contents_of(self.dossier.log)
        done = self.dossier.act(lambda _state: [e.DeadlineSet("motions", None)], name)
        assert not done.recorded
        assert done.head == self.dossier.log.head_of_act(name)
        assert contents_of(self.dossier.log) == before

    # The roll and the hall.

    def _fix(self, roll: str, accreditation: bool | None, reason: str | None) -> None:  # noqa: FBT001
        members = {m.gm_code: m.inhabitants or 0 for m in ROLLS[roll].members}
        suspended = next((m.gm_code for m in ROLLS[roll].members if m.suspended), "")
        right = not roll.startswith(("a vote", "of")) and self.right.set_roll(
            members, suspended, accreditation, reason, self._next()
        )
        self._do(lambda _state: [_roll_set(ROLLS[roll], accreditation, reason)], right=right)

    @precondition(_sometimes(lambda self: not self.right.votes))
    @rule(
        roll=st.sampled_from(sorted(ROLLS)),
        accreditation=st.sampled_from([None, False, True]),
        reason=reasons,
    )
    def fix(self, roll: str, accreditation: bool | None, reason: str | None) -> None:  # noqa: FBT001
        """Set or fix the roll."""
        self._fix(roll, accreditation, reason)

    @precondition(_sometimes(lambda self: self.right.fixed))
    @rule(code=codes, first=st.booleans(), more=st.sampled_from([1, 1, 1, 0, 2]))
    def card(self, code: str, first: bool, more: int) -> None:  # noqa: FBT001
        """Give a member its first voting card, or another one; mostly with the next number."""
        salt, digest = "00" * 16, "ab" * 32

        def give(state: State) -> list[e.Event]:
            number = len(state.cards.get(code, ())) + more
            if first:
                return [e.CardIssued(code, number, salt, digest)]
            return [e.CardReissued(code, number, salt, digest, None)]

        self._do(give, right=self.right.card(code, first=first, follows=more == 1))

    # The agenda.

    def _add(self, item: reference.Item) -> None:
        event = e.ItemAdded(
            item.id,
            item.title,
            item.kind,
            item.majority,
            item.options,
            item.rejecting,
            item.advice,
            ("Voorbeeld",),
            (),
            item.parent,
            item.part_of,
            item.overtakes,
            None,
        )
        self._do(lambda _state: [event], right=self.right.add(item))

    def _draw_item(self, data: st.DataObject, name: str) -> reference.Item:
        known = st.sampled_from([*self.right.items, "Z"])
        kind = data.draw(st.sampled_from(["motion", "motion", "persons", "amendment", None, "x"]))
        options = data.draw(st.sampled_from([(), (), (), ("P", "Q"), ("P", "Q", "R"), ("P", "P")]))
        return reference.Item(
            name,
            data.draw(st.sampled_from([f"Voorstel {name}"] * 5 + ["A", "Voorstel B", "", "stem"])),
            kind,
            data.draw(st.sampled_from([None, None, "2/3", ">=1/2", "veel"])),
            options,
            data.draw(st.sampled_from([None, "R", "Q"])) if options else None,
            data.draw(st.sampled_from([None, "adopt", "discourage", "hold over", "yes"])),
            data.draw(known) if kind == "amendment" or data.draw(st.integers(0, 9)) == 9 else None,
            data.draw(known) if data.draw(st.integers(0, 4)) == 4 else None,
            (data.draw(known),) if kind and data.draw(st.integers(0, 4)) == 4 else (),
        )

    @rule(data=data, name=st.sampled_from([*IDS, *IDS, "", "A+B", "a", "stem"]))
    def add(self, data: st.DataObject, name: str) -> None:
        """Put something on the agenda."""
        self._add(self._draw_item(data, name))

    @rule(parent=st.sampled_from(IDS), name=st.sampled_from(IDS), overtakes=st.sampled_from(IDS))
    def amend(self, parent: str, name: str, overtakes: str) -> None:
        """Put an amendment on the agenda that overtakes something."""
        self._add(
            reference.Item(
                name, f"Voorstel {name}", "amendment", parent=parent, overtakes=(overtakes,)
            )
        )

    @rule(data=data, name=st.sampled_from(IDS))
    def edit(self, data: st.DataObject, name: str) -> None:
        """Change some fields of an item."""
        every = _changes(self._draw_item(data, name))
        names = data.draw(st.lists(st.sampled_from(sorted(every)), max_size=4, unique=True))
        changes = {field: every[field] for field in names}
        own = {("kind" if field == "sort" else field): value for field, value in changes.items()}
        self._do(lambda _state: [e.ItemChanged(name, changes)], right=self.right.edit(name, own))

    @precondition(lambda self: self.steps % 5 == 0)
    @rule(name=st.sampled_from([*IDS, "Z"]), place=st.integers(0, 5))
    def move(self, name: str, place: int) -> None:
        """Give an item another place."""
        right = self.right.move(name, place)
        self._do(lambda _state: [e.ItemMoved(name, place)], right=right)

    @precondition(lambda self: self.steps % 5 == 1)
    @rule(
        name=st.sampled_from([*IDS, "Z"]),
        version=st.sampled_from(["concept", "definitive", "changed", "final"]),
        day=st.sampled_from(["2026-11-01", "1 november"]),
    )
    def text(self, name: str, version: str, day: str) -> None:
        """Hand in a text."""
        right = self.right.text(name, version, day)
        self._do(lambda _state: [e.TextAdded(name, version, "ab" * 32, day)], right=right)

    @precondition(lambda self: self.steps % 5 == 2)
    @rule(
        what=st.sampled_from(["amendments", "motions"]),
        moment=st.sampled_from([None, "2026-11-11T17:00", "morgen"]),
    )
    def deadline(self, what: Any, moment: str | None) -> None:
        """Set a term."""
        right = self.right.deadline(what, moment)
        self._do(lambda _state: [e.DeadlineSet(what, moment)], right=right)

    @precondition(lambda self: self.steps % 5 == 3)
    @rule(name=st.sampled_from([*IDS, "Z"]), call=st.integers(0, 2))
    def speak(self, name: str, call: int) -> None:
        """Ask for the floor, or get it."""
        if call:
            right = self.right.call(name, call)
            self._do(lambda _state: [e.SpeakerCalled(name, call)], right=right)
            return

        def ask(state: State) -> list[e.Event]:
            number = 1 + sum(speaker.item == name for speaker in state.speakers)
            who = f"Spreker {number}"
            return [e.SpeakerAdded(name, number, False, None, who, None)]  # noqa: FBT003

        number = 1 + sum(speaker[0] == name for speaker in self.right.speakers)
        self._do(ask, right=self.right.speak(name, f"Spreker {number}"))

    # The votes.

    def _draw_vote(self, data: st.DataObject, *, status: str = "", disputed: bool = False) -> str:
        """Draw the name of a vote, mostly one that stands so."""
        fitting = [
            vote.id
            for vote in self.right.votes.values()
            if vote.status == status and vote.disputed == disputed and vote.replaced_by is None
        ]
        names = [*self.right.votes, *self.right.items, " a", "Z"]
        return data.draw(st.sampled_from(fitting * 5 + names))

    def _draw_items(self, data: st.DataObject) -> list[str]:
        right = self.right
        open_yet = [n for n, item in right.items.items() if item.kind and not right.outcome(item)]
        known = st.sampled_from(open_yet * 5 + [*right.items, "Z"])
        one = st.lists(known, min_size=1, max_size=1)
        return data.draw(st.one_of(one, one, one, st.lists(known, min_size=2, max_size=2)))

    @rule(
        data=data,
        casting=st.sampled_from(CASTINGS),
        on_advice=st.sampled_from([False, False, True]),
        confirmed=st.booleans(),
    )
    def open(
        self,
        data: st.DataObject,
        casting: e.Casting,
        on_advice: bool,  # noqa: FBT001
        confirmed: bool,  # noqa: FBT001
    ) -> None:
        """Put something to the vote."""
        names = self._draw_items(data)
        right = self.right.open(names, casting, on_advice=on_advice, confirmed=confirmed)
        self._do(
            lambda state: acts.open_vote(
                state,
                names,
                "advice" if on_advice else "proposal",
                casting,
                MOMENT,
                confirmed=confirmed,
            ),
            right=right,
        )

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(
        data=data,
        request=st.sampled_from(["majority", "voter"]),
        casting=st.sampled_from(CASTINGS),
    )
    def again(self, data: st.DataObject, request: e.Request, casting: e.Casting) -> None:
        """Vote again."""
        name = self._draw_vote(data, status="declared", disputed=True)
        right = self.right.again(name, request, casting)
        self._do(lambda state: acts.open_again(state, name, request, casting, MOMENT), right=right)

    def _draw_option(self, data: st.DataObject, name: str, *, likely: bool = False) -> str | None:
        vote = self.right.newest(name)
        if vote is None or vote.secret:
            given: list[str | None] = [None] if likely else [None, None, None, "for"]
            return data.draw(st.sampled_from(given))
        wrong: list[str | None] = [] if likely else ["misschien"]
        return data.draw(st.sampled_from([*vote.choices, *wrong]))

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data, code=codes)
    def cast(self, data: st.DataObject, code: str) -> None:
        """Take a ballot."""
        name = self._draw_vote(data, status="open")
        option = self._draw_option(data, name)
        right = self.right.cast(name, code, option)
        self._do(lambda state: acts.cast(state, name, code, option, way="tafel"), right=right)

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data, code=codes, reason=st.sampled_from(["", "verzonnen reden"]))
    def correct(self, data: st.DataObject, code: str, reason: str) -> None:
        """Correct a ballot."""
        name = self._draw_vote(data)
        option = self._draw_option(data, name)
        right = self.right.cast(name, code, option, reason)
        self._do(
            lambda state: acts.cast(state, name, code, option, way="tafel", correction=reason),
            right=right,
        )

    @precondition(lambda self: self.right.votes and self.right.accreditation)
    @rule(data=data, code=codes, moved=st.booleans(), cast=st.booleans())
    def by_pass(self, data: st.DataObject, code: str, moved: bool, cast: bool) -> None:  # noqa: FBT001
        """Count a pass in a pile, or a ballot for the pass of a moment before."""
        name = self._draw_vote(data, status="open")
        vote, right = self.right.newest(name), self.right
        if not cast or vote is None:
            option = data.draw(st.sampled_from([*(vote.choices if vote else STANDARD), "x"]))
            self._scan(name, code, option, moved=moved)
            return
        known = [entry for entries in vote.accreditations.values() for entry in entries]
        by = data.draw(st.sampled_from([*vote.accreditations.get(code, ()), *known, 0]))
        chosen = self._draw_option(data, vote.id, likely=True)
        ballot = e.BallotCast(
            vote.id, code, right.votes_of.get(code, 0), chosen, by, None, None, "bestand"
        )
        self._do(lambda _state: [ballot], right=right.cast(vote.id, code, chosen, by=by))

    def _scan(self, name: str, code: str, option: str, *, moved: bool) -> None:
        vote = self.right.newest(name)
        if vote is None:
            return
        accreditation = vote.accreditations.get(code, [0])[-1]
        votes, of = self.right.votes_of.get(code, 0), vote.id

        def put(state: State) -> list[e.Event]:
            earlier = state.votes[of].scans.get(code) if moved else None
            replaces = None if earlier is None else earlier.entry
            return [e.BallotScanned(of, code, votes, option, accreditation, replaces, None)]

        self._do(put, right=self.right.scan(name, code, option, moved=moved))

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data, some=st.lists(st.sampled_from(CODES[:-1]), min_size=1, unique=True))
    def take_file(self, data: st.DataObject, some: list[str]) -> None:
        """Take the ballots of a file."""
        name = self._draw_vote(data, status="open")
        vote = self.right.newest(name)
        options = vote.choices if vote else ("for",)
        ballots = {code: data.draw(st.sampled_from(options)) for code in some}
        right = self.right.cast_all(name, ballots)
        self._do(lambda state: acts.cast_many(state, {name: ballots}, way="bestand"), right=right)

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data)
    def everyone(self, data: st.DataObject) -> None:
        """Take the ballots that are still out, one by one."""
        self._everyone(data, self._draw_vote(data, status="open"))

    def _everyone(self, data: st.DataObject, name: str) -> None:
        for code in [*self.right.votes_of]:
            option = self._draw_option(data, name, likely=True)
            right = self.right.cast(name, code, option)
            self._do(
                partial(acts.cast, name=name, gm_code=code, option=option, way="x"), right=right
            )

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data)
    def close(self, data: st.DataObject) -> None:
        """Close a vote."""
        name = self._draw_vote(data, status="open")
        right = self.right.close(name)
        self._do(lambda state: acts.close_vote(state, name, MOMENT), right=right)

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data, more=st.integers(0, 20))
    def count(self, data: st.DataObject, more: int) -> None:
        """Count slips: mostly the sum is right, and mostly two tellers count the same."""
        name = self._draw_vote(data, status="closed")
        teller = data.draw(st.sampled_from(["Teller A", "teller a", "Teller B", "Teller C", ""]))
        vote = self.right.newest(name)
        lines = vote.lines if vote else ["for", "against", "blank", "invalid", "not returned"]
        left = sum(votes for _, votes in vote.ballots.values()) if vote else 0
        left += 1 if more == 20 else 0
        counts = {}
        for line in lines[:-1]:
            counts[line] = data.draw(st.sampled_from([0, left // 2, left]))
            left -= counts[line]
        counts[lines[-1]] = left
        if vote and vote.waiting and more > 6:
            counts = dict(vote.waiting[1])
        right = self.right.count(name, teller, counts)
        self._do(lambda state: acts.enter_count(state, name, teller, counts), right=right)

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data, honest=st.booleans())
    def declare(self, data: st.DataObject, honest: bool) -> None:  # noqa: FBT001
        """Record the ruling: what the tally says, or anything."""
        name = self._draw_vote(data, status="closed")
        vote = self.right.newest(name)
        result = self.right.result(vote) if vote else None
        if honest and result is not None:
            outcome, option = result
        else:
            words = ["adopted", "rejected", "no majority", "no quorum", "held over"]
            outcome = data.draw(st.sampled_from(words))
            option = data.draw(st.sampled_from([None, "P", "Q"]))
        right = self.right.declare(name, outcome, option)
        self._do(lambda state: acts.declare(state, name, outcome, option, MOMENT), right=right)

    @rule(data=data)
    def acclaim(self, data: st.DataObject) -> None:
        """Adopt by acclamation."""
        names = self._draw_items(data)
        right = self.right.acclaim(names)
        self._do(lambda state: acts.acclaim(state, names, MOMENT), right=right)

    @precondition(lambda self: self.steps % 5 == 4)
    @rule(name=st.sampled_from(IDS), outcome=st.sampled_from(["withdrawn", "lapsed", "adopted"]))
    def settle(self, name: str, outcome: str) -> None:
        """Settle an item."""
        right = self.right.settle(name, outcome)
        self._do(lambda state: acts.settle(state, name, outcome, None), right=right)

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data)
    def dispute(self, data: st.DataObject) -> None:
        """Dispute a ruling."""
        name = self._draw_vote(data, status="declared")
        right = self.right.dispute(name)
        self._do(lambda state: acts.dispute(state, name), right=right)

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data, words=st.sampled_from(["verzonnen vergissing", " "]))
    def note(self, data: st.DataObject, words: str) -> None:
        """Note a mistake."""
        name = self._draw_vote(data)
        right = self.right.note(name, words)
        self._do(lambda state: acts.note(state, name, words), right=right)

    @precondition(lambda self: self.right.fixed and self.right.items)
    @rule(data=data, confirmed=st.booleans(), on_advice=st.booleans(), further=st.integers(0, 5))
    def whole(self, data: st.DataObject, confirmed: bool, on_advice: bool, further: int) -> None:  # noqa: FBT001
        """Have a vote from its opening on: to its closing, its ruling, a dispute, and again."""
        names = self._draw_items(data)
        right = self.right.open(names, "electronic", on_advice=on_advice, confirmed=confirmed)
        subject: Subject = "advice" if on_advice else "proposal"
        self._do(
            lambda state: acts.open_vote(
                state, names, subject, "electronic", MOMENT, confirmed=confirmed
            ),
            right=right,
        )
        if right:
            self._bring_to_ruling(data, list(self.right.votes)[-1], further)

    def _bring_to_ruling(self, data: st.DataObject, name: str, further: int) -> None:
        self._everyone(data, name)
        self._do(lambda state: acts.close_vote(state, name, MOMENT), right=self.right.close(name))
        vote = self.right.votes[name]
        for code in [*vote.accreditations][:further]:
            self._scan(name, code, vote.choices[0], moved=False)
        left = sum(votes for _, votes in vote.ballots.values())
        first, second = vote.lines[:2]
        counts = {first: data.draw(st.integers(0, left)) if vote.secret else 0}
        counts[second] = left - counts[first]
        for teller in ("Teller A", "Teller B") if vote.secret and further else ():
            right = self.right.count(name, teller, counts)
            entering = partial(acts.enter_count, name=name, teller=teller, counts=counts)
            self._do(entering, right=right)
        outcome, option = self.right.result(vote) or ("adopted", None)
        if further > 1:
            right = self.right.declare(name, outcome, option)
            self._do(lambda state: acts.declare(state, name, outcome, option, MOMENT), right=right)
        if further > 2:
            self._do(lambda state: acts.dispute(state, name), right=self.right.dispute(name))
        if further > 3:
            right = self.right.again(name, "voter", "written")
            self._do(
                lambda state: acts.open_again(state, name, "voter", "written", MOMENT), right=right
            )
            if right:
                self._bring_to_ruling(data, list(self.right.votes)[-1], 2)

    # What no command would do, and what comes afterwards.

    @precondition(_sometimes(lambda self: self.right.votes))
    @rule(data=data, what=st.integers(0, 5))
    def forge(self, data: st.DataObject, what: int) -> None:
        """Events that no act makes are refused by the same rules."""
        votes = list(self.dossier.state.votes.values())
        if not votes:
            return
        vote = data.draw(st.sampled_from(votes))
        code = "GM9003"
        option = None if vote.secret else "for"
        ballot = vote.ballots.get(code)
        forged: e.Event = [
            e.BallotCast(vote.id, code, 35, option, None, None, None, None),
            e.BallotCast(vote.id, code, 34, option, 0, None, None, None),
            e.BallotCast(vote.id, code, 34, option, None, 0, "reden", None),
            e.BallotCast(
                vote.id, code, 34, option, 0, ballot.entry if ballot else 0, "reden", None
            ),
            e.VoteClosed(vote.id, (7, 700), MOMENT),
            e.CountAgreed(vote.id, (("for", 1), ("blank", 0))),
        ][what]
        self._do(lambda _state: [forged], right=False)

    @precondition(_sometimes(lambda self: len(self.done) > 12))
    @rule(day=st.sampled_from(["2026-11-24", "2026-11-26"]))
    def publish(self, day: str) -> None:
        """Publish."""
        right = self.right.publish(day)
        self._do(lambda _state: [e.MeetingPublished(day)], right=right)

    @precondition(_sometimes(lambda self: len(self.done) > 12))
    @rule(early=st.booleans(), reason=reasons, chance=st.integers(0, 3))
    def erase(self, early: bool, reason: str | None, chance: int) -> None:  # noqa: FBT001
        """Erase what singles out persons; the next command is of a new process."""
        if chance:
            return
        right = self.right.erase(early=early, reason=reason)
        self._do(lambda _state: [e.PersonalDataErased(early, reason)], right=right)
        if right:
            with self.dossier.log.writing() as writer:
                writer.erase(self.dossier.log.head().size - 1)
        self.reopen()


def _seen(state: State) -> dict[str, Any]:
    """Return the state as plain values."""
    return {
        "votes of": dict(state.roll.votes_of) if state.roll else {},
        "fixed": (state.roll_fixed, state.accreditation),
        "accredited": dict(state.accredited),
        "day": (state.opened, state.late_admitted, list(state.supervisors), state.door_used),
        "people": {
            code: (
                *(who.entry, who.name, who.function, who.declaration, who.others),
                *(who.came, who.supervisor, who.reason),
            )
            for code, who in state.representatives.items()
        },
        "passes": {code: [*map(tuple, passes)] for code, passes in state.passes.items()},
        "inside": dict(state.inside),
        "cards": {code: [card.votes for card in cards] for code, cards in state.cards.items()},
        "items": [
            (
                *(i.id, i.title, i.kind, i.majority, i.options, i.advice, i.parent, i.part_of),
                *(i.overtakes, [text.version for text in i.texts], outcome_of(state, i)),
            )
            for i in state.items.values()
        ],
        "votes": [_seen_vote(state, vote) for vote in state.votes.values()],
        "speakers": [(s.item, s.number, s.name, s.called) for s in state.speakers],
        "deadlines": dict(state.deadlines),
        "published": None if state.published is None else state.published.isoformat(),
        "keys": list(state.desk_keys),
    }


def _seen_vote(state: State, vote: Vote) -> dict[str, Any]:
    result = result_of(state, vote)
    waiting = vote.waiting
    if waiting is None or waiting.teller is None or waiting.counts is None:
        count = None
    else:
        count = (waiting.teller, dict(waiting.counts))
    return {
        "what": (vote.id, vote.items, vote.casting, vote.status, vote.secret),
        "advice": vote.proposal.subject == "advice",
        "choices": tuple(option.name for option in vote.proposal.options),
        "texts": [(item, version) for item, version, _ in vote.texts],
        "ballots": {code: (ballot.option, ballot.votes) for code, ballot in vote.ballots.items()},
        "accredited": {code: [*entries] for code, entries in vote.accreditations.items()},
        "scans": {code: (scan.option, scan.votes) for code, scan in vote.scans.items()},
        "turnout": (vote.accredited_at_opening, vote.accredited_at_closing),
        "count": (count, vote.counts_entered, dict(vote.agreed or {})),
        "result": None if result is None else (result.outcome, result.adopted_option),
        "ruling": vote.ruling and (vote.ruling.outcome, vote.ruling.option, vote.ruling.agrees),
        "later": (vote.disputed, vote.again_of, vote.replaced_by, list(vote.notes)),
    }


def _expected(right: reference.Meeting) -> dict[str, Any]:
    """Return the reference in the same form."""
    return {
        "votes of": right.votes_of,
        "fixed": (right.fixed, right.accreditation),
        "accredited": right.accredited,
        "day": (right.opened, right.late_admitted, right.supervisors, right.door_used),
        "people": {code: astuple(who) for code, who in right.people.items()},
        "passes": {code: [*map(astuple, passes)] for code, passes in right.passes.items()},
        "inside": right.inside,
        "cards": right.cards,
        "items": [
            (
                *(i.id, i.title, i.kind, i.majority, i.options, i.advice, i.parent, i.part_of),
                *(i.overtakes, i.texts, right.outcome(i)),
            )
            for i in right.items.values()
        ],
        "votes": [
            {
                "what": (vote.id, vote.items, vote.casting, vote.status, vote.secret),
                "advice": vote.on_advice,
                "choices": vote.choices,
                "texts": vote.texts,
                "ballots": vote.ballots,
                "accredited": vote.accreditations,
                "scans": vote.scans,
                "turnout": (vote.opening, vote.closing),
                "count": (vote.waiting, vote.entered, vote.agreed),
                "result": right.result(vote),
                "ruling": vote.ruling,
                "later": (vote.disputed, vote.again_of, vote.replaced_by, vote.notes),
            }
            for vote in right.votes.values()
        ],
        "speakers": right.speakers,
        "deadlines": right.deadlines,
        "published": right.published,
        "keys": right.keys,
    }


def _settings(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def test_any_sequence_of_commands() -> None:
    """A few sequences of thirty commands."""
    run_state_machine_as_test(Meetings, settings=_settings(14, 30))


@pytest.mark.long
def test_many_sequences_of_commands() -> None:
    """Many sequences, and longer ones."""
    run_state_machine_as_test(Meetings, settings=_settings(110, 50))


@pytest.mark.long
def test_sequences_of_commands_on_a_server(postgres: Server) -> None:
    """The same on PostgreSQL, where desks have a user of their own."""

    class Served(Meetings):
        def _place(self) -> str:
            self.database = postgres.new_database()
            return postgres.address(self.database)

        def _address(self) -> str:
            if self.sitting is None:
                return self.path
            return postgres.address(self.database, DESK)

    run_state_machine_as_test(Served, settings=_settings(8, 30))
