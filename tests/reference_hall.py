"""The desks and the door of a meeting in dicts and ifs, written from the procedure alone.

The base of `tests.reference_meeting`; like it, it imports nothing of `alvvote.meeting`. `entry` is
the number of the first entry of an act: where a representative, an accreditation or a pass begins.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

FUNCTIONS = {"burgemeester", "wethouder", "raadslid", "secretaris", "griffier"}
DEPUTIES = {"loco-secretaris", "plaatsvervangend secretaris", "plaatsvervangend griffier"}


@dataclass
class Said:
    """What a desk says of a person."""

    name: str
    function: str
    declaration: str | None = None
    others: tuple[int, ...] = ()
    supervisor: str | None = None
    reason: str | None = None


@dataclass
class Person:
    """Who represents a member."""

    entry: int
    name: str | None
    function: str | None
    declaration: str | None
    others: tuple[int, ...]
    came: bool
    supervisor: str | None
    reason: str | None


@dataclass
class Pass:
    """A voting pass."""

    code: str | None
    accreditation: int
    began: int
    ended: int | None = None


@dataclass
class Voting:
    """What a vote keeps of who was there, and of the passes in the piles."""

    status: str = "open"
    accreditations: dict[str, list[int]] = field(default_factory=dict)
    scans: dict[str, tuple[str, int]] = field(default_factory=dict)


class Hall:
    """Who represents whom, who is accredited, with which pass, and who is inside."""

    votes_of: dict[str, int]
    suspended: set[str]
    fixed: bool
    accreditation: bool | None
    published: str | None

    def __init__(self) -> None:
        """Begin with an empty hall."""
        self.opened: str | None = None
        self.late_admitted = True
        self.supervisors: list[str | None] = []
        self.people: dict[str, Person] = {}
        self.accredited: dict[str, int] = {}
        self.passes: dict[str, list[Pass]] = {}
        self.inside: dict[str, bool] = {}
        self.door_used = False

    def votings(self) -> list[Voting]:
        """Return all votes."""
        raise NotImplementedError

    # What is set for the day.

    def open_meeting(self, moment: str) -> bool:
        """Record that the chair opened the meeting: once, and with a fixed roll."""
        if self.opened is not None or not self.fixed or not is_iso(moment):
            return False
        self.opened = moment
        return True

    def set_late(self, *, admitted: bool) -> bool:
        """Say whether who comes late is admitted."""
        self.late_admitted = admitted
        return True

    def name_supervisor(self, number: int, name: str) -> bool:
        """Name who decides today."""
        if number != len(self.supervisors) + 1 or not letters(name):
            return False
        self.supervisors.append(name)
        return True

    # Who represents a member.

    def name(self, code: str, entry: int, said: Said, *, instead: bool) -> bool:
        """Name a representative beforehand; `instead` of the one that is named."""
        if not self._can_be_represented(code) or code in self.accredited:
            return False
        if code in self.people and not instead:
            return False
        if not self._may(code, said, None, late=False):
            return False
        self.people[code] = Person(
            entry,
            said.name,
            said.function,
            said.declaration,
            said.others,
            came=False,
            supervisor=said.supervisor,
            reason=said.reason,
        )
        return True

    def withdraw(self, code: str) -> bool:
        """Take back who is named, unless that one is in the meeting."""
        if code not in self.people or code in self.accredited:
            return False
        del self.people[code]
        return True

    def refuse(self, code: str, said: Said, same_as: int | None) -> bool:
        """Keep that someone was not let in: as the same person as another one, or for a reason."""
        if not self._can_be_represented(code) or not self._decides(said.supervisor):
            return False
        if same_as is None:
            return bool((said.reason or "").strip())
        return same_as in [other.entry for other in self.namesakes(code, said.name)]

    def namesakes(self, code: str, name: str) -> list[Person]:
        """Return who stands for another member under this name."""
        return [
            person
            for other, person in self.people.items()
            if other != code and person.name is not None and letters(person.name) == letters(name)
        ]

    def _can_be_represented(self, code: str) -> bool:
        return code in self.votes_of and code not in self.suspended and self.published is None

    def _decides(self, supervisor: str | None) -> bool:
        """Tell whether a supervisor is one of today; whose names are erased, nobody knows."""
        if supervisor is None or None in self.supervisors:
            return True
        return letters(supervisor) in [letters(known or "") for known in self.supervisors]

    def _may(self, code: str, said: Said, known: Person | None, *, late: bool) -> bool:
        """Tell whether a person may represent a member; `known`: what was said of him before."""
        if not letters(said.name) or said.function not in FUNCTIONS | DEPUTIES:
            return False
        if said.declaration not in {None, "paper", "electronic"}:
            return False
        for other in self.namesakes(code, said.name):
            asked = other.entry in said.others
            before = known is not None and (
                other.entry in known.others or known.entry in other.others
            )
            if not asked and not before:
                return False
        decided = bool(said.supervisor) and bool((said.reason or "").strip())
        # Who comes late is decided on then, whatever was decided on the function before.
        decided_before = known is not None and known.supervisor is not None and not late
        if (late or said.function in DEPUTIES) and not (decided or decided_before):
            return False
        return self._decides(said.supervisor)

    # Who is accredited.

    def accredit(self, code: str, entry: int, said: Said | None, pass_code: str | None) -> bool:
        """Let a representative in: this one, or the one that is named."""
        known = self.people.get(code)
        if said is None:
            if known is None or known.name is None or known.function is None:
                return False
            said = Said(known.name, known.function)
        elif known is not None and not _same(said, known):
            known = None
        if not self.accreditation or not self._can_be_represented(code) or code in self.accredited:
            return False
        if pass_code is not None and pass_code in self._pass_codes():
            return False
        comes_back = known is not None and known.came
        late = self.opened is not None and not self.late_admitted and not comes_back
        if not self._may(code, said, known, late=late):
            return False
        if known is None:
            known = self.people[code] = Person(
                entry, said.name, said.function, None, (), came=True, supervisor=None, reason=None
            )
        known.came = True
        known.declaration = said.declaration or known.declaration
        known.others = (*known.others, *said.others)
        known.supervisor = said.supervisor or known.supervisor
        known.reason = said.reason or known.reason
        self.accredited[code] = entry
        self.passes.setdefault(code, []).append(Pass(pass_code, entry, entry))
        for vote in self.votings():
            if vote.status == "open":
                vote.accreditations.setdefault(code, []).append(entry)
        return True

    def substitute(self, code: str, entry: int, said: Said, pass_code: str | None) -> bool:
        """Let another one take over: the pass before it dies, the votes go on."""
        if code not in self.accredited:
            return False
        before = self.accredited[code], self.inside.get(code)
        self.leave(code, entry)
        if self.accredit(code, entry + 1, said, pass_code):
            return True
        self.accredited[code], inside = before
        if inside is not None:
            self.inside[code] = inside
        self.passes[code][-1].ended = None
        return False

    def leave(self, code: str, entry: int) -> bool:
        """Let a representative go; the pass is worthless then."""
        if code not in self.accredited:
            return False
        del self.accredited[code]
        self.inside.pop(code, None)
        self.passes[code][-1].ended = entry
        return True

    def new_pass(self, code: str, entry: int, pass_code: str | None) -> bool:
        """Give another pass instead of one that was lost."""
        if code not in self.accredited or (pass_code and pass_code in self._pass_codes()):
            return False
        self.passes[code][-1].ended = entry
        self.passes[code].append(Pass(pass_code, self.accredited[code], entry))
        return True

    def door(self, code: str, *, inside: bool) -> bool:
        """Scan a pass at the door: nobody goes in twice, or out without having been in."""
        if code not in self.accredited or self.inside.get(code, False) == inside:
            return False
        self.inside[code], self.door_used = inside, True
        return True

    def _pass_codes(self) -> set[str | None]:
        return {known.code for passes in self.passes.values() for known in passes}

    # What else happens to the hall.

    def roll_changed(self, entry: int) -> None:
        """Who is no member any more is not represented; without accreditation nobody is in."""
        self.people = {c: person for c, person in self.people.items() if c in self.votes_of}
        for code in [*self.accredited]:
            if not self.accreditation or code not in self.votes_of:
                self.leave(code, entry)

    def erase_persons(self) -> None:
        """Forget names, functions, answers, decisions and codes."""
        self.supervisors = [None for _ in self.supervisors]
        for person in self.people.values():
            person.name = person.function = person.declaration = None
            person.supervisor = person.reason = None
            person.others = ()
        for passes in self.passes.values():
            for known in passes:
                known.code = None


def letters(name: str) -> str:
    """Return what counts of a name: letters and digits, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if sign.isalnum()).casefold()


def _same(said: Said, known: Person) -> bool:
    return (letters(said.name), said.function) == (letters(known.name or ""), known.function)


def is_iso(text: str) -> bool:
    """Tell whether a text is an ISO date or moment."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
