"""What an answer at the desk leads to: another case, or something that is to be recorded.

An empty line is Enter by itself. A letter is a key of the case that is shown; a scan takes the
place of whatever is shown. Any other line leaves a case in which something is asked as it is: a
slip of the hand throws nobody's case away.
"""

from collections.abc import Callable
from typing import NamedTuple

from alvvote.desk.cases import (
    AlreadyIn,
    AskDeclaration,
    AskFunction,
    AskName,
    AskReason,
    AskSupervisor,
    Candidates,
    Case,
    CheckOut,
    Done,
    Leaves,
    LetIn,
    LostPass,
    NewPass,
    NotAllowed,
    Order,
    Ready,
    Refuse,
    SamePerson,
    Waiting,
    Wish,
    WorthlessPass,
)
from alvvote.desk.questions import Find, case_of, member_case, question
from alvvote.desk.reading import is_code
from alvvote.desk.record import Tell
from alvvote.desk.staying import Stays, no_choice, no_name, no_text
from alvvote.meeting.model import State
from alvvote.statutes.representatives import FUNCTIONS, LEFT_OPEN
from alvvote.tables.table import key_of, squeeze

FUNCTION_CHOICES = FUNCTIONS + LEFT_OPEN
"""As they are numbered on the screen, from 1."""
DECLARATION_CHOICES = ("paper", "electronic")
"""The same."""


class PrintAgain(NamedTuple):
    """The pass that is valid is wanted on paper once more: nothing is recorded of it."""

    gm_code: str


Next = Case | Order | PrintAgain | Stays


def answer(state: State, case: Case, text: str, find: Find, tell: Tell) -> Next:
    """Return what a line leads to, given the case that was shown when it was typed.

    What Enter by itself has recorded, `confirmed` says.
    """
    line = squeeze(text)
    if is_code(line):
        return case_of(state, line, find, tell)
    reply = _REPLIES.get(type(case))
    if reply is not None:
        following = reply(state, case, line, tell)
        if following is not None:
            return following
    return case_of(state, line, find, tell) if line else Waiting()


def confirmed(case: Case) -> Order | None:
    """Return what Enter by itself has recorded; None where it does nothing of the kind.

    Nothing is read for it: also without a connection it is known what somebody wants.
    """
    if isinstance(case, Ready):
        return LetIn(case.wish)
    if isinstance(case, LostPass):
        return NewPass(case.standing.gm_code)
    return CheckOut(case.standing.gm_code) if isinstance(case, Leaves) else None


def _ready(state: State, case: Ready, line: str, tell: Tell) -> Next | None:
    del state, tell
    return AskName(_nobody(case.wish)) if line.casefold() == "s" else no_choice(line)


def _enter_only(state: State, case: Case, line: str, tell: Tell) -> Next:
    del state, case, tell
    return no_choice(line)


def _nobody(wish: Wish) -> Wish:
    """Return a wish for somebody else of the same member."""
    return Wish(wish.gm_code, wish.card, wish.takes_over)


def _already_in(state: State, case: AlreadyIn, line: str, tell: Tell) -> Next | None:
    del state, tell
    key, gm_code = line.casefold(), case.standing.gm_code
    choices: dict[str, Next] = {
        "s": AskName(Wish(gm_code, takes_over=True)),
        "p": LostPass(case.standing),
        "l": Leaves(case.standing),
        "v": Leaves(case.standing),
        "a": PrintAgain(gm_code),
    }
    return choices.get(key) or (no_choice(line) if line else None)


def _worthless(state: State, case: WorthlessPass, line: str, tell: Tell) -> Next | None:
    return no_choice(line) if line else member_case(state, Wish(case.gm_code), tell)


def _name(state: State, case: AskName, line: str, tell: Tell) -> Next | None:
    return no_name(state, line) or question(
        state, case.wish._replace(name=line, function=None), tell
    )


def _function(state: State, case: AskFunction, line: str, tell: Tell) -> Next | None:
    function = _chosen(line, FUNCTION_CHOICES)
    if function is None:
        stays = no_choice(line) if any(map(str.isdigit, line)) else no_text(line)
        if stays is not None:
            return stays
        function = key_of(line)
    return question(state, case.wish._replace(function=function), tell)


def _declaration(state: State, case: AskDeclaration, line: str, tell: Tell) -> Next | None:
    key = line.casefold()
    if key == "s":
        return AskName(_nobody(case.wish))
    if key == "r":
        return _refused(case, "geen volmacht")
    declaration = _chosen(line, DECLARATION_CHOICES)
    if declaration is None:
        return no_choice(line) if line else Stays("how seen", line)
    return question(state, case.wish._replace(declaration=declaration), tell)


def _not_allowed(state: State, case: NotAllowed, line: str, tell: Tell) -> Next | None:
    del state, tell
    if line.casefold() == "r":
        return _refused(case, f"functie: {case.function}")
    return AskFunction(case.wish) if line.casefold() == "f" else no_choice(line)


def _refused(case: AskDeclaration | AskSupervisor | NotAllowed, reason: str) -> Refuse:
    """Return that this person is not let in; the reason stands in the record, in Dutch."""
    return Refuse(case.wish._replace(name=case.name, function=case.function), None, reason)


def _same(state: State, case: SamePerson, line: str, tell: Tell) -> Next | None:
    key = line.casefold()
    if key in {"j", "y"}:
        wish = case.wish._replace(name=case.name, function=case.function)
        return Refuse(wish, case.entry, None)
    if key == "n":
        others = (*case.wish.others, case.entry)
        return question(state, case.wish._replace(others=others), tell)
    return no_choice(line)


def _supervisor(state: State, case: AskSupervisor, line: str, tell: Tell) -> Next | None:
    del tell
    if line.casefold() == "r":
        why = "te laat" if case.late else f"functie: {case.function}"
        return _refused(case, f"{why}; geen besluit van een toezichthouder")
    known = tuple(name for name in state.supervisors if name is not None)
    chosen = _chosen(line, known)
    if chosen is None:
        stays = no_choice(line) if line.isdecimal() else no_name(state, line)
        if stays is not None:
            return stays
    wish = case.wish._replace(supervisor=chosen or line)
    return AskReason(wish, case.name, case.function, case.late)


def _reason(state: State, case: AskReason, line: str, tell: Tell) -> Next | None:
    return no_text(line) or question(state, case.wish._replace(reason=line), tell)


def _done(state: State, case: Done, line: str, tell: Tell) -> Next | None:
    del state, tell
    if line.casefold() in {"a", "p"} and case.pass_code is not None:
        return PrintAgain(case.gm_code)
    # The code of the pass may have to be written down yet.
    return no_choice(line) if len(line) == 1 else None


def _candidates(state: State, case: Candidates, line: str, tell: Tell) -> Next | None:
    chosen = _chosen(line, case.gm_codes)
    if chosen is not None:
        return member_case(state, Wish(chosen), tell)
    return no_choice(line) if not line or line.isdecimal() else None


def _chosen(line: str, choices: tuple[str, ...]) -> str | None:
    """Return the choice of that number, from 1; None where the line is no such number."""
    place = int(line) if line.isascii() and line.isdecimal() and len(line) < 3 else 0
    return choices[place - 1] if 1 <= place <= len(choices) else None


_REPLIES: dict[type, Callable[..., Next | None]] = {
    Ready: _ready,
    LostPass: _enter_only,
    Leaves: _enter_only,
    AlreadyIn: _already_in,
    WorthlessPass: _worthless,
    AskName: _name,
    AskFunction: _function,
    AskDeclaration: _declaration,
    NotAllowed: _not_allowed,
    SamePerson: _same,
    AskSupervisor: _supervisor,
    AskReason: _reason,
    Candidates: _candidates,
    Done: _done,
}
