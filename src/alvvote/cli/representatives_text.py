"""What the commands on representatives share: a representative in words and in JSON."""

from alvvote.i18n import N_, _
from alvvote.meeting.model import Representative, State
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.tables.writing import Cell

_DECLARATIONS = {
    "paper": N_("declaration on paper"),
    "electronic": N_("electronic declaration"),
}

HEADER = (
    "gm_code",
    "municipality",
    "votes",
    "name",
    "function",
    "declaration",
    "declaration_desk",
    "standing",
    "supervisor",
    "reason",
)
"""The columns of a list, and what JSON says of each member."""


def standing_of(state: State, gm_code: str) -> str:
    """Return how a member stands: ``nobody``, ``named``, ``accredited``, ``left``, ``erased``."""
    who = state.representatives.get(gm_code)
    if gm_code in state.accredited:
        return "accredited"
    if who is None:
        return "nobody"
    if who.name is None:
        return "erased"
    return "left" if who.came else "named"


def row_of(state: State, gm_code: str) -> tuple[Cell, ...]:
    """Return what is known of who represents a member: a cell for each column."""
    member = roll_of(state).by_code[gm_code]
    who = state.representatives.get(gm_code) or Representative(-1, None, None, None)
    return (
        gm_code,
        member.municipality,
        member.votes,
        who.name,
        who.function,
        who.declaration,
        who.declaration_desk,
        standing_of(state, gm_code),
        who.supervisor,
        who.reason,
    )


def representative_json(state: State, gm_code: str) -> dict[str, object]:
    """Return the same for programs."""
    return dict(zip(HEADER, row_of(state, gm_code), strict=True))


def member_in_text(state: State, gm_code: str) -> str:
    """Return a member as a sentence names it: ``Borne (GM0147)``."""
    return f"{shown(roll_of(state).by_code[gm_code].municipality)} ({gm_code})"


def declaration_in_words(who: Representative | None) -> str:
    """Return how the declaration was seen, and by which desk."""
    if who is None or who.declaration is None:
        return _("no declaration seen yet")
    how = _(_DECLARATIONS[who.declaration])
    if who.declaration_desk is None:
        return how
    return _("{declaration}, desk {desk}").format(declaration=how, desk=shown(who.declaration_desk))


def person_in_words(name: str | None, function: str | None) -> str:
    """Return a person as a line names one: ``A. de Voorbeeld, wethouder``."""
    return shown(f"{name}, {function}") if name and function else _("erased")
