"""``alvvote desk refuse``: keep that someone was not let in, and why."""

from typing import Annotated

import typer

from alvvote.cli.desk_options import Gemeente
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    parse_at,
    perform,
    said_only,
)
from alvvote.cli.framework import make_command
from alvvote.cli.person_options import (
    DeskOption,
    NaamOption,
    PersonOptions,
    RedenOption,
    ToezichthouderOption,
)
from alvvote.cli.representatives_text import member_in_text, person_in_words
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.desk_acts import Person, refuse_person
from alvvote.meeting.events import Event
from alvvote.meeting.model import State


def refuse(
    gemeente: Gemeente,
    naam: NaamOption,
    functie: Annotated[
        str | None,
        typer.Option(
            "--functie", metavar=_("TEXT"), help=_("The function that this person says to have.")
        ),
    ],
    reden: RedenOption = None,
    toezichthouder: ToezichthouderOption = None,
    desk: DeskOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record the refusal; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    options = PersonOptions(naam, functie, toezichthouder=toezichthouder, reden=reden)
    options.check()
    about: list[tuple[str, Person]] = []

    def turn_away(state: State) -> list[Event]:
        code = member_named(state, gemeente).gm_code
        person = options.person(state, code)
        if person is None:
            return []
        about[:] = [(code, person)]
        return refuse_person(code, person, desk)

    def sentence(state: State) -> str:
        code, person = about[0]
        text = _("{person} is NOT admitted for {member}; that and the reason are on record")
        who = person_in_words(person.name, person.function)
        return text.format(person=who, member=member_in_text(state, code))

    return perform(at, turn_away, lambda done: said_only(sentence(done.state), gm_code=about[0][0]))


command = make_command(refuse, "refuse", _("Record that someone was not let in, and why."))
