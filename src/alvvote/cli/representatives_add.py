"""``alvvote representatives add``: say who will represent a member."""

from typing import Annotated

import typer

from alvvote.cli.desk_options import Gemeente
from alvvote.cli.dossiers import (
    ActOption,
    At,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    consult_state,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.person_options import (
    DeskOption,
    FunctieOption,
    NaamOption,
    PersonOptions,
    RedenOption,
    ToezichthouderOption,
    VolmachtOption,
    ZelfdePersoonOption,
)
from alvvote.cli.representatives_text import (
    declaration_in_words,
    member_in_text,
    person_in_words,
    representative_json,
)
from alvvote.cli.same_person import ask_same_person, can_ask
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.acts import Refused
from alvvote.meeting.desk_acts import Person, refuse_person
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.meeting.naming import naming
from alvvote.meeting.rules import decide
from alvvote.meeting.rules.people import namesakes
from alvvote.problems import has_errors

VervangOption = Annotated[
    bool,
    typer.Option("--vervang", metavar="", help=_("Instead of the one who is named already.")),
]


class _Naming:
    """A representative on the way into the record, or a person who stands for another member."""

    def __init__(self, gemeente: str, options: PersonOptions, desk: str | None) -> None:
        self._gemeente = gemeente
        self._options = options
        self._desk = desk
        self._code = ""
        self._person: Person | None = None
        self._asked: frozenset[int] | None = None
        """The entries of the namesakes of whom was asked; None where nobody asked here."""
        self._answered: str | None = None
        """The member of whom was answered here that the same person stands for it."""
        self._elsewhere: str | None = None
        """The member for whom the same person stands."""

    def ask(self, state: State, *, replace: bool) -> None:
        """Ask whether it is the same person, where that is all that is still to be known."""
        try:
            events = self.act(state, replace=replace)
        except Refused:
            # The act itself says it.
            return
        found = [problem for problem in decide(state, events)[1] if has_errors([problem])]
        if not found or any(problem.code != "D102" for problem in found):
            return
        answered = ask_same_person(state, self._code, self._options.naam or "")
        if answered is not None:
            self._answered = answered.same_as
            answer = "nee" if answered.same_as is None else "ja"
            self._options = self._options._replace(zelfde_persoon=answer)
            others = namesakes(state, self._code, self._options.naam or "").values()
            self._asked = frozenset(other.entry for other in others)

    def act(self, state: State, *, replace: bool) -> list[Event]:
        """Return what is to be recorded."""
        code = self._code = member_named(state, self._gemeente).gm_code
        person = self._person = self._options.person(state, code)
        if person is None:
            return []
        others = namesakes(state, code, person.name)
        self._elsewhere = None
        if self._options.same:
            first = next(iter(others), None)
            self._elsewhere = self._answered if self._answered in others else first
        if self._elsewhere is not None:
            same_as = others[self._elsewhere].entry
            return refuse_person(code, person, self._desk, same_as=same_as)
        if self._asked is not None:
            # Who came in between was not asked about.
            kept = tuple(entry for entry in person.others if entry in self._asked)
            person = person._replace(others=kept)
        return naming(state, code, person, self._desk, replace=replace)

    def report(self, done: Done) -> Report:
        """Say what was recorded."""
        state, person = done.state, self._person
        member = member_in_text(state, self._code)
        who = "" if person is None else person_in_words(person.name, person.function)
        if self._elsewhere is not None:
            lines = [
                _("NOT NAMED: {person} represents {elsewhere}, and cannot represent {member}"),
                _("one person cannot represent two members; the refusal is on record"),
            ]
        elif done.recorded:
            lines = [_("{member}: {person}; {declaration}")]
        else:
            lines = [_("{member}: {person} was named already; nothing was recorded")]
        standing = state.representatives.get(self._code)
        names = {
            "person": who,
            "member": member,
            "elsewhere": self._elsewhere and member_in_text(state, self._elsewhere),
            "declaration": declaration_in_words(standing),
        }
        document: dict[str, object] = {
            "representative": representative_json(state, self._code),
            "refused": self._elsewhere is not None,
            "represents": self._elsewhere,
        }
        return Report("".join(paragraph(line.format(**names)) for line in lines), document)


def add(
    gemeente: Gemeente,
    naam: NaamOption,
    functie: FunctieOption,
    volmacht: VolmachtOption = None,
    zelfde_persoon: ZelfdePersoonOption = None,
    toezichthouder: ToezichthouderOption = None,
    reden: RedenOption = None,
    desk: DeskOption = None,
    vervang: VervangOption = False,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Name the representative; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    options = PersonOptions(naam, functie, volmacht, zelfde_persoon, toezichthouder, reden)
    options.check()
    made = _Naming(gemeente, options, desk)
    if _may_ask(at, options):
        # Asked before the act: nobody else waits for the answer.
        before = consult_state(at)
        if isinstance(before, int):
            return before
        made.ask(before, replace=vervang)
    return perform(at, lambda state: made.act(state, replace=vervang), made.report)


def _may_ask(at: At, options: PersonOptions) -> bool:
    return options.same is None and at.form != "json" and can_ask()


command = make_command(add, "add", _("Name who represents a member, beforehand or at a desk."))
