"""What a scan means now, and what is still to be asked before somebody is let in: pure rules.

Whether an act may be is asked of `alvvote.meeting.rules`, as when it is recorded; what they answer
is put here as the question that a desk can do something about.
"""

from collections.abc import Callable, Sequence

from alvvote.cards.find import FoundCard, find_card
from alvvote.cards.find_pass import pass_of_code
from alvvote.desk.cases import (
    AlreadyIn,
    AskDeclaration,
    AskFunction,
    AskName,
    AskSupervisor,
    Candidates,
    Case,
    Mistyped,
    Moment,
    NotAllowed,
    NotFound,
    NoVote,
    Over,
    Ready,
    Refusal,
    ReplacedCard,
    SamePerson,
    UnknownCode,
    Wish,
    WorthlessPass,
)
from alvvote.desk.reading import read_line
from alvvote.desk.record import Tell, newest_pass, standing_of
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.desk_acts import Desk, Person, check_in, is_same, substitute
from alvvote.meeting.model import State
from alvvote.meeting.rules import decide
from alvvote.meeting.rules.find import member_in_words
from alvvote.meeting.rules.people import namesakes
from alvvote.problems import Problem, has_errors
from alvvote.tables.table import key_of, squeeze

MOST = 9
"""Municipalities to choose from: as many have a number of one digit."""
Find = Callable[[str], str | list[str] | Problem]
"""Finds a member by what was typed: its code, the codes of several, or what is wrong."""


def case_of(state: State, text: str, find: Find, tell: Tell) -> Case:
    """Return what lies before the desk after a line that was scanned or typed."""
    line = read_line(text)
    if line.kind == "mistyped":
        return Mistyped()
    if line.kind == "card":
        return _card_case(state, find_card(state, line.text), tell)
    if line.kind == "pass":
        return _pass_case(state, line.text, tell)
    found = find(line.text)
    if isinstance(found, Problem):
        return NotFound(found)
    if isinstance(found, list):
        return Candidates(line.text, tuple(found[:MOST]), len(found[MOST:]))
    return member_case(state, Wish(found), tell)


def _card_case(state: State, found: FoundCard, tell: Tell) -> Case:
    if found.worth == "mistyped":
        return Mistyped()
    if found.gm_code is None or found.number is None:
        return UnknownCode()
    if found.worth == "over":
        return Over(state.published)
    if found.worth == "replaced":
        newest = state.cards[found.gm_code][-1]
        return ReplacedCard(found.gm_code, found.number, newest.number)
    return member_case(state, Wish(found.gm_code, found.number), tell)


def _pass_case(state: State, code: str, tell: Tell) -> Case:
    found = pass_of_code(state, code)
    if found is None:
        return UnknownCode()
    if state.published is not None:
        return Over(state.published)
    if found.handed_out.ended is not None:
        is_in = found.gm_code in state.accredited
        return WorthlessPass(found.gm_code, code, tell(found.handed_out.ended), is_in)
    standing = standing_of(state, found.gm_code, tell)
    if standing is None:
        return UnknownCode()
    return AlreadyIn(standing, by_pass=True)


def member_case(state: State, wish: Wish, tell: Tell) -> Case:
    """Return how it stands with a member that reports, by its card or by its name."""
    if state.published is not None:
        return Over(state.published)
    member = None if state.roll is None else state.roll.by_code.get(wish.gm_code)
    if member is None or not member.votes:
        return NoVote(wish.gm_code, member is not None and member.suspended)
    standing = standing_of(state, wish.gm_code, tell)
    if standing is not None and not wish.takes_over:
        return AlreadyIn(standing)
    return question(state, wish, tell)


def question(state: State, wish: Wish, tell: Tell) -> Case:
    """Return what is still to be asked, or that all is ready, or what speaks against it."""
    who = state.representatives.get(wish.gm_code)
    if wish.name is None and (wish.takes_over or who is None):
        return AskName(wish)
    if wish.name is not None and wish.function is None:
        return AskFunction(wish)
    try:
        events = events_of(state, wish, Desk(None))
    except Refused as refused:
        return _stopped(state, wish, refused.problems, tell)
    problems = decide(state, events)[1]
    if has_errors(problems):
        return _stopped(state, wish, problems, tell)
    name, function = _named(state, wish)
    declaration = declaration_of(state, wish)
    if declaration is None:
        return AskDeclaration(wish, name, function)
    return Ready(wish, name, function, declaration, _left(state, wish, tell))


def events_of(state: State, wish: Wish, desk: Desk) -> list[e.Event]:
    """Return what is recorded where somebody is let in.

    Raises:
        Refused: nobody is named, or nobody is in from whom could be taken over.
    """
    desk = desk._replace(card=wish.card)
    if wish.takes_over:
        person = person_of(state, wish)
        who = state.representatives.get(wish.gm_code)
        if wish.gm_code in state.accredited and who is not None and is_same(person, who):
            raise Refused(Problem("D159", value=member_in_words(state, wish.gm_code)))
        return substitute(state, wish.gm_code, person, desk)
    return check_in(state, wish.gm_code, person_of(state, wish), desk)


def person_of(state: State, wish: Wish) -> Person:
    """Return who is to be let in: who was given, or who was named already.

    Raises:
        Refused: nobody was.
    """
    name, function = _named(state, wish)
    if not (wish.name or wish.gm_code in state.representatives):
        raise Refused(Problem("D107", value=member_in_words(state, wish.gm_code)))
    return Person(name, function, wish.declaration, wish.others, wish.supervisor, wish.reason)


def declaration_of(state: State, wish: Wish) -> str | None:
    """Return how the declaration was seen, now or beforehand; None where it was not."""
    who = state.representatives.get(wish.gm_code)
    if wish.declaration is not None or who is None:
        return wish.declaration
    return who.declaration if is_same(Person(*_named(state, wish)), who) else None


def _named(state: State, wish: Wish) -> tuple[str, str]:
    who = state.representatives.get(wish.gm_code)
    if wish.name is None:
        return ("", "") if who is None else (who.name or "", who.function or "")
    return squeeze(wish.name), key_of(wish.function or "")


def _left(state: State, wish: Wish, tell: Tell) -> Moment | None:
    """Return when this very person left, who comes back."""
    who, held = state.representatives.get(wish.gm_code), newest_pass(state, wish.gm_code)
    if wish.takes_over or who is None or not who.came or held is None or held.ended is None:
        return None
    return tell(held.ended) if is_same(Person(*_named(state, wish)), who) else None


def _stopped(state: State, wish: Wish, problems: Sequence[Problem], tell: Tell) -> Case:
    """Return the case of what the rules say: the first that a desk can do something about."""
    codes = {problem.code for problem in problems}
    name, function = _named(state, wish)
    standing = standing_of(state, wish.gm_code, tell)
    if "M112" in codes and standing is not None:
        return AlreadyIn(standing)
    if "D106" in codes:
        return AskName(wish._replace(name=None))
    if "V124" in codes:
        return NotAllowed(wish, name, function)
    if "D102" in codes:
        return _same_person(state, wish, name, function)
    if codes & {"D101", "D103", "D104"}:
        late = state.opened is not None and not state.late_admitted
        unknown = wish.supervisor if "D103" in codes else None
        return AskSupervisor(wish, name, function, late, unknown)
    return Refusal(wish.gm_code, tuple(problems))


def _same_person(state: State, wish: Wish, name: str, function: str) -> SamePerson:
    """Return the question about the first person of this name of whom it was not asked yet."""
    who = state.representatives.get(wish.gm_code)
    known = {*wish.others, *(() if who is None else who.others)}
    found = sorted(namesakes(state, wish.gm_code, name).items())
    fresh = [(code, other) for code, other in found if other.entry not in known]
    other, representative = (fresh or found)[0]
    return SamePerson(wish, name, function, other, representative.entry)
