"""What happens at the desks and the door in any meeting: the rules of the machine about persons.

The base of the machine in `tests.test_meeting_stateful`, beside the reference of
`tests.reference_hall`.
"""

from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from alvvote.meeting import desk_acts
from alvvote.meeting import events as e
from alvvote.meeting.dossier import Act, Dossier
from alvvote.meeting.model import State
from tests import reference_meeting as reference
from tests.reference_hall import Said

MOMENT = "2026-11-25T14:00:00+01:00"
CODES = [*reference.INHABITANTS, "GM0001"]
SUPERVISOR = "T. Toezicht"
ARRIVALS = ("come in", "come in", "come in", "come in as named", "take over", "take over")
MOVES = (*ARRIVALS, "leave", "lose a pass", "go in", "go out")
NAMINGS = ("name", "name", "name instead", "name instead", "withdraw", "refuse")
GOOD, BAD = (SUPERVISOR, "verzonnen"), ((None, "x"), (SUPERVISOR, " "), ("Niemand", "verzonnen"))

functions = st.sampled_from(["wethouder", "griffier", "raadslid", "loco-secretaris", "minister"])
declarations = st.sampled_from([None, "paper", "electronic", None, "paper", "fax"])
moves = st.lists(
    st.tuples(st.sampled_from(CODES[:4] * 3 + CODES[4:]), st.sampled_from(MOVES)),
    min_size=3,
    max_size=6,
)
namings = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(NAMINGS)), min_size=2, max_size=5
)


def person_of(said: Said) -> desk_acts.Person:
    """Return a person as the acts take one."""
    return desk_acts.Person(
        *(said.name, said.function, said.declaration, said.others, said.supervisor, said.reason)
    )


class HallMachine(RuleBasedStateMachine):
    """A meeting whose desks and door are held against the reference."""

    right: reference.Meeting
    dossier: Dossier
    steps: int

    def _do(self, act: Act, *, right: bool) -> None:
        raise NotImplementedError

    def _next(self) -> int:
        """Return the number that the next entry gets."""
        return self.dossier.log.head().size

    def _draw_said(self, data: st.DataObject, code: str) -> Said:
        """Draw what a desk says of a person: mostly with what was to be asked and decided."""
        names = [f"V. Voorbeeld {code}"] * 3 + ["A. Verzonnen", "a verzónnen", "B", " -"]
        name, function = data.draw(st.sampled_from(names)), data.draw(functions)
        namesakes = [person.entry for person in self.right.namesakes(code, name)]
        others = namesakes
        if namesakes:
            others = data.draw(st.sampled_from([namesakes, namesakes, namesakes[:-1]]))
        decided = [GOOD] if self.right.supervisors else [(None, None)] * 3
        supervisor, reason = data.draw(st.sampled_from([(None, None), *decided * 2, *BAD]))
        return Said(name, function, data.draw(declarations), tuple(others), supervisor, reason)

    def _draw_pass(self, data: st.DataObject) -> str | None:
        """Draw the code of a pass: mostly a fresh one, or none."""
        codes = [known.code for passes in self.right.passes.values() for known in passes]
        fresh = f"pass {self._next()}"
        return data.draw(st.sampled_from([fresh, fresh, fresh, None, *codes[:1]]))

    def arrive(self, some: list[str]) -> None:
        """Let some members come in, each by somebody of its own."""
        for code in some:
            said = Said(f"V. Voorbeeld {code}", "wethouder", "paper")
            right = self.right.accredit(code, self._next(), said, f"first {code}")
            desk = desk_acts.Desk(None, f"first {code}")
            self._do(partial(_check_in, code=code, said=said, desk=desk), right=right)

    @precondition(lambda self: self.right.accreditation or self.steps % 7 == 0)
    @rule(data=st.data(), some=moves)
    def desk(self, data: st.DataObject, some: list[tuple[str, str]]) -> None:
        """Come in, take over, leave, lose a pass, go through the door."""
        self.work_at_desk(data, some)

    def work_at_desk(self, data: st.DataObject, some: list[tuple[str, str]]) -> None:
        """Do what a desk does, one after the other."""
        for code, move in some:
            if move in ARRIVALS:
                self._come_in(data, code, move)
            else:
                self._move(data, code, move)

    def _come_in(self, data: st.DataObject, code: str, move: str) -> None:
        entry = self._next()
        said = None if move == "come in as named" else self._draw_said(data, code)
        desk = desk_acts.Desk("balie 1", self._draw_pass(data))
        if said is not None and move == "take over":
            person = person_of(said)
            self._do(
                lambda state: desk_acts.substitute(state, code, person, desk),
                right=self.right.substitute(code, entry, said, desk.pass_code),
            )
            return
        right = self.right.accredit(code, entry, said, desk.pass_code)
        self._do(partial(_check_in, code=code, said=said, desk=desk), right=right)

    def _move(self, data: st.DataObject, code: str, move: str) -> None:
        entry = self._next()
        if move == "leave":
            right = self.right.leave(code, entry)
            self._do(lambda state: desk_acts.check_out(state, code, None), right=right)
        elif move == "lose a pass":
            desk = desk_acts.Desk(None, self._draw_pass(data))
            right = self.right.new_pass(code, entry, desk.pass_code)
            self._do(lambda state: desk_acts.replace_pass(state, code, desk, "kwijt"), right=right)
        else:
            inside = move == "go in"
            right = self.right.door(code, inside=inside)
            self._do(
                lambda state: desk_acts.through_door(state, code, "1", inside=inside), right=right
            )

    @precondition(lambda self: self.steps % 2 == 0)
    @rule(data=st.data(), some=namings)
    def represent(self, data: st.DataObject, some: list[tuple[str, str]]) -> None:
        """Name who represents a member, take that back, or do not let someone in."""
        for code, what in some:
            self.represent_one(data, code, what)

    def represent_one(self, data: st.DataObject, code: str, what: str) -> None:
        """Do one of these."""
        if what == "withdraw":
            right = self.right.withdraw(code)
            self._do(
                lambda state: desk_acts.withdraw_representative(state, code, None, "x"),
                right=right,
            )
            return
        said = self._draw_said(data, code)
        person = person_of(said)
        if what == "refuse":
            known = [other.entry for other in self.right.namesakes(code, said.name)]
            same_as = data.draw(st.sampled_from([None, *known, 0]))
            right = self.right.refuse(code, said, same_as)
            self._do(
                lambda _state: desk_acts.refuse_person(code, person, None, same_as=same_as),
                right=right,
            )
            return
        instead = what == "name instead"
        right = self.right.name(code, self._next(), said, instead=instead)
        self._do(
            lambda state: desk_acts.name_representative(state, code, person, None, replace=instead),
            right=right,
        )

    @precondition(lambda self: self.steps % 4 == 1)
    @rule(
        what=st.sampled_from(["open", "late", "supervisor", "supervisor"]),
        good=st.sampled_from([True, True, False]),
    )
    def day(self, what: str, good: bool) -> None:  # noqa: FBT001
        """Open the meeting, set what is left open, name who decides on it."""
        event: e.Event
        if what == "open":
            moment = MOMENT if good else "twee uur"
            event, right = e.MeetingOpened(moment), self.right.open_meeting(moment)
        elif what == "late":
            event, right = e.LateArrivalsSet(not good), self.right.set_late(admitted=not good)
        else:
            number = len(self.right.supervisors) + (1 if good else 2)
            event = e.SupervisorNamed(number, SUPERVISOR)
            right = self.right.name_supervisor(number, SUPERVISOR)
        self._do(lambda _state: [event], right=right)


def _check_in(state: State, *, code: str, said: Said | None, desk: desk_acts.Desk) -> list[e.Event]:
    return desk_acts.check_in(state, code, None if said is None else person_of(said), desk)
