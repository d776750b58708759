"""What commands say of a person at a desk: name, function, declaration, what was decided."""

from typing import Annotated, NamedTuple

import typer

from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.meeting.desk_acts import Person
from alvvote.meeting.model import State
from alvvote.meeting.rules.people import namesakes
from alvvote.statutes.representatives import DECLARATION_WORDS, FUNCTIONS
from alvvote.tables.table import key_of, squeeze

DECLARATIONS = DECLARATION_WORDS
"""How a declaration can be seen, as users say it."""
_ANSWERS = {"ja": True, "nee": False}

NaamOption = Annotated[
    str | None,
    typer.Option("--naam", metavar=_("NAME"), help=_("Who represents the member.")),
]
FunctieOption = Annotated[
    str | None,
    typer.Option(
        "--functie",
        metavar="|".join(FUNCTIONS),
        help=_("The function by which (statutes, article 11, paragraph 1)."),
    ),
]
VolmachtOption = Annotated[
    str | None,
    typer.Option(
        "--volmacht",
        metavar="|".join(DECLARATIONS),
        help=_("How the declaration was seen (statutes, article 11, paragraph 2)."),
    ),
]
ZelfdePersoonOption = Annotated[
    str | None,
    typer.Option(
        "--zelfde-persoon",
        metavar="|".join(_ANSWERS),
        help=_("Where the name stands for another member too: whether it is the same person."),
    ),
]
ToezichthouderOption = Annotated[
    str | None,
    typer.Option(
        "--toezichthouder",
        metavar=_("NAME"),
        help=_("The supervisor of today who decided, where the rules leave it open."),
    ),
]
RedenOption = Annotated[
    str | None,
    typer.Option("--reden", metavar=_("TEXT"), help=_("Why; it is kept, and not made public.")),
]
DeskOption = Annotated[
    str | None,
    typer.Option("--desk", metavar=_("DESK"), help=_("At which desk this is.")),
]


class PersonOptions(NamedTuple):
    """The options about a person, as they were given."""

    naam: str | None = None
    functie: str | None = None
    volmacht: str | None = None
    zelfde_persoon: str | None = None
    toezichthouder: str | None = None
    reden: str | None = None

    def check(self) -> None:
        """Raise `typer.BadParameter` where one cannot be read, or two do not go together."""
        _one_of("--volmacht", self.volmacht, DECLARATIONS)
        _one_of("--zelfde-persoon", self.zelfde_persoon, _ANSWERS)
        if (self.naam is None) != (self.functie is None):
            names = ("--naam", "--functie")
            given, other = names if self.naam is not None else names[::-1]
            raise wrong(given, _("it needs {option} too.").format(option=other))
        if self.naam is not None and not squeeze(self.naam):
            raise wrong("--naam", _("a representative has a name."))
        if self.toezichthouder is not None and not squeeze(self.reden or ""):
            raise wrong("--toezichthouder", _("it needs {option} too.").format(option="--reden"))

    @property
    def declaration(self) -> str | None:
        """How the declaration was seen; None where it was not."""
        return None if self.volmacht is None else DECLARATIONS[key_of(self.volmacht)]

    @property
    def same(self) -> bool | None:
        """Whether people of the same name are the same person; None where nobody was asked."""
        return None if self.zelfde_persoon is None else _ANSWERS[key_of(self.zelfde_persoon)]

    def person(self, state: State, gm_code: str) -> Person | None:
        """Return who is meant; None where nobody was named."""
        if self.naam is None or self.functie is None:
            return None
        others: tuple[int, ...] = ()
        if self.same is False:
            others = tuple(other.entry for other in namesakes(state, gm_code, self.naam).values())
        return Person(
            squeeze(self.naam),
            key_of(self.functie),
            self.declaration,
            others,
            None if self.toezichthouder is None else squeeze(self.toezichthouder),
            None if self.reden is None else squeeze(self.reden),
        )


def _one_of(option: str, value: str | None, choices: dict[str, str] | dict[str, bool]) -> None:
    if value is not None and key_of(value) not in choices:
        text = _("{value} is not one of {choices}.")
        raise wrong(option, text.format(value=value, choices=", ".join(choices)))
