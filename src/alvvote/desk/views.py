"""Cases in words: what the screen of a desk shows, large, and which keys lead on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from alvvote.cards.pass_code import pass_in_groups, pass_number
from alvvote.desk import cases as c
from alvvote.desk.answers import FUNCTION_CHOICES
from alvvote.desk.record import newest_pass
from alvvote.i18n import N_, _, day, number, one_of
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.problem_words import message_of
from alvvote.problems import CATALOGUE, Problem
from alvvote.statutes.representatives import FUNCTIONS

Tone = Literal["rest", "go", "ask", "stop", "done"]

DECLARATION_WORDS = {"paper": N_("on paper"), "electronic": N_("electronically")}


class View(NamedTuple):
    """What a screen shows of a case. Colour follows `tone`; the word says the same."""

    tone: Tone
    word: str
    gm_code: str | None = None
    """The municipality that stands there large, with its votes."""
    who: str = ""
    """Representative and function."""
    lines: tuple[str, ...] = ()
    """What is wrong and what to do, or what is asked."""
    choices: tuple[str, ...] = ()
    """What can be chosen by a number, from 1."""
    keys: tuple[tuple[str, str], ...] = ()


def view_of(state: State, case: c.Case) -> View:
    """Return what the screen shows of a case."""
    return _VIEWS[type(case)](state, case)


def member_name(state: State, gm_code: str) -> str:
    """Return the name of a municipality; its code where it is not on the roll any more."""
    member = None if state.roll is None else state.roll.by_code.get(gm_code)
    return gm_code if member is None else shown(member.municipality)


def since_in_words(moment: c.Moment) -> str:
    """Return ``since 13.02, desk 3``; empty where that was erased."""
    return _when(moment, _("since {time}, desk {desk}"), _("since {time}"))


def at_in_words(moment: c.Moment) -> str:
    """Return ``at 13.02, desk 3``; empty where that was erased."""
    return _when(moment, _("at {time}, desk {desk}"), _("at {time}"))


def _when(moment: c.Moment, with_desk: str, without: str) -> str:
    if moment.at is None:
        return ""
    text = without if moment.desk is None else with_desk
    return text.format(time=hour_of(moment.at), desk=shown(moment.desk or ""))


def hour_of(at: str) -> str:
    """Return the hour of a recorded moment as it is shown: ``13.02``."""
    return datetime.fromisoformat(at).strftime("%H.%M")


def person_in_words(name: str | None, function: str | None) -> str:
    """Return a representative with the function; empty where both are erased."""
    return shown(", ".join(part for part in (name, function) if part))


def pass_in_words(code: str | None) -> str:
    """Return how a pass is called: ``pass 12 (0012-K4MX-7)``."""
    if code is None:
        return _("a pass without a number")
    text = _("pass {number} ({code})")
    return text.format(number=pass_number(code), code=pass_in_groups(code))


def _back() -> tuple[str, str]:
    return ("Esc", _("back"))


def _let_in() -> str:
    return _("let in, and hand out the pass")


def _waiting(state: State, case: c.Waiting) -> View:
    del state, case
    lines = (
        _("Scan a voting card or a pass."),
        _("Without a card: type the name of the municipality, then Enter."),
    )
    return View("rest", _("NEXT, PLEASE"), lines=lines)


def _ready(state: State, case: c.Ready) -> View:
    gm_code = case.wish.gm_code
    declared = _(DECLARATION_WORDS[case.declaration or "paper"])
    lines = [_("The declaration was seen: {how}.").format(how=declared)]
    word = _("LET IN?")
    if case.back is not None:
        word = _("LET IN AGAIN?")
        left = at_in_words(case.back)
        lines.append(_("Left {when}; gets a new pass.").format(when=left))
    if case.wish.takes_over:
        word = _("TAKE OVER?")
        held = newest_pass(state, gm_code)
        text = _("The votes go on. Take back {old}: it is worthless from now on.")
        lines.append(text.format(old=pass_in_words(None if held is None else held.code)))
    if case.wish.supervisor is not None:
        text = _("Decided by supervisor {name}: {reason}")
        reason = shown(case.wish.reason or "")
        lines.append(text.format(name=shown(case.wish.supervisor), reason=reason))
    keys = (("Enter", _let_in()), ("S", _("somebody else")), ("Esc", _("do not let in")))
    who = person_in_words(case.name, case.function)
    return View("go", word, gm_code, who, tuple(lines), keys=keys)


def _ask_name(state: State, case: c.AskName) -> View:
    who = state.representatives.get(case.wish.gm_code)
    lines = [_("Ask for the declaration, and type the name that stands on it.")]
    word = _("WHO IS IT?")
    if case.wish.takes_over:
        word = _("WHO TAKES OVER?")
    elif who is None:
        lines.insert(0, _("Nobody was named yet as representative."))
    return View("ask", word, case.wish.gm_code, "", tuple(lines), keys=(_back(),))


def _ask_function(state: State, case: c.AskFunction) -> View:
    del state
    text = _("Which function has this person in this municipality? Type the number or the word.")
    return View(
        "ask",
        _("WHICH FUNCTION?"),
        case.wish.gm_code,
        shown(case.wish.name or ""),
        (text,),
        FUNCTION_CHOICES,
        (_back(),),
    )


def _ask_declaration(state: State, case: c.AskDeclaration) -> View:
    del state
    return View(
        "ask",
        _("SEE THE DECLARATION"),
        case.wish.gm_code,
        person_in_words(case.name, case.function),
        (_("How did you see it? Without a declaration nobody is let in."),),
        (_("on paper"), _("electronically")),
        (("Esc", _("there is none: do not let in")),),
    )


def _not_allowed(state: State, case: c.NotAllowed) -> View:
    del state
    text = _("Only these can represent a member: {functions}.")
    lines = (
        text.format(functions=one_of(list(FUNCTIONS))),
        _("Ask for another representative of this municipality."),
    )
    keys = (
        ("F", _("it is another function")),
        ("R", _("do not let in, and keep that on record")),
        ("Esc", _("do not let in")),
    )
    who = person_in_words(case.name, case.function)
    return View("stop", _("NOT THIS FUNCTION"), case.wish.gm_code, who, lines, keys=keys)


def _same_person(state: State, case: c.SamePerson) -> View:
    other = member_name(state, case.other)
    who = state.representatives.get(case.other)
    text = _("{person} stands for {other} too. One person cannot represent two members.")
    there = person_in_words(
        None if who is None else who.name, None if who is None else who.function
    )
    lines = (text.format(person=there, other=other), _("Ask whether it is the same person."))
    keys = (
        (_("Y"), _("the same person: do not let in, and keep that on record")),
        ("N", _("another person of that name: go on")),
        _back(),
    )
    who_comes = person_in_words(case.name, case.function)
    return View("ask", _("THE SAME PERSON?"), case.wish.gm_code, who_comes, lines, keys=keys)


def _ask_supervisor(state: State, case: c.AskSupervisor) -> View:
    why = (
        _("The meeting was opened: a supervisor decides on each late arrival.")
        if case.late
        else _("The statutes do not speak of this function: a supervisor decides.")
    )
    known = tuple(shown(name) for name in state.supervisors if name is not None)
    lines = [why]
    if case.unknown is not None:
        text = _("{name} is no supervisor of today.")
        lines.append(text.format(name=shown(case.unknown)))
    lines.append(
        _("Who decides? Type the number.")
        if known
        else _("Nobody is named: alvvote desk supervisor --naam NAME, on any machine.")
    )
    who = person_in_words(case.name, case.function)
    keys = (("Esc", _("do not let in")),)
    return View("ask", _("FETCH A SUPERVISOR"), case.wish.gm_code, who, tuple(lines), known, keys)


def _ask_reason(state: State, case: c.AskReason) -> View:
    del state
    text = _("{name} decides to let this one in. Why? A few words; they are not made public.")
    lines = (text.format(name=shown(case.wish.supervisor or "")),)
    who = person_in_words(case.name, case.function)
    keys = (("Esc", _("do not let in")),)
    return View("ask", _("FOR WHICH REASON?"), case.wish.gm_code, who, lines, keys=keys)


def _already_in(state: State, case: c.AlreadyIn) -> View:
    del state
    standing = case.standing
    text = _("In {since}, with {pass_}.") if standing.since.at else _("In, with {pass_}.")
    lines = (
        text.format(since=since_in_words(standing.since), pass_=pass_in_words(standing.pass_code)),
        _("This scan changed nothing."),
    )
    keys = (
        ("S", _("another representative takes over")),
        ("P", _("the pass is lost: a new one")),
        (_("L"), _("leaves the meeting")),
        ("A", _("print this pass once more")),
        _back(),
    )
    word = _("VALID PASS, IS IN") if case.by_pass else _("ALREADY IN")
    who = person_in_words(standing.name, standing.function)
    return View("stop", word, standing.gm_code, who, lines, keys=keys)


def _lost_pass(state: State, case: c.LostPass) -> View:
    del state
    text = _("{old} is worthless from then on; whoever finds it cannot vote with it.")
    lines = (text.format(old=pass_in_words(case.standing.pass_code).capitalize()),)
    keys = (("Enter", _("hand out a new pass")), _back())
    who = person_in_words(case.standing.name, case.standing.function)
    return View("ask", _("A NEW PASS?"), case.standing.gm_code, who, lines, keys=keys)


def _leaves(state: State, case: c.Leaves) -> View:
    del state
    text = _("Take back {old}: it is worthless from then on. Coming back is possible.")
    lines = (text.format(old=pass_in_words(case.standing.pass_code)),)
    keys = (("Enter", _("leaves: not accredited any more")), _back())
    who = person_in_words(case.standing.name, case.standing.function)
    return View("ask", _("LEAVES THE MEETING?"), case.standing.gm_code, who, lines, keys=keys)


def _worthless(state: State, case: c.WorthlessPass) -> View:
    del state
    why = {
        "left": _("The representative left {when}."),
        "substituted": _("Another representative took over {when}."),
        "lost": _("It was said to be lost {when}, and another one was handed out."),
    }.get(case.ended.cause or "", _("It ended {when}."))
    lines = (
        pass_in_words(case.code).capitalize() + ".",
        why.format(when=at_in_words(case.ended)),
        _("Take it in. Its member is in, with another pass.")
        if case.is_in
        else _("Take it in. Its member is not in now."),
    )
    keys = (("Enter", _("how it stands with this member")), _back())
    return View("stop", _("WORTHLESS PASS"), case.gm_code, "", lines, keys=keys)


def _replaced(state: State, case: c.ReplacedCard) -> View:
    text = _("This is card {number}; card {newest} went out instead of it.")
    lines = (
        text.format(number=number(case.number), newest=number(case.newest)),
        _("Ask for the newer card. Is it not there? Fetch a supervisor: who lost a card may"),
        _("have given it away. Then type {name}, and Enter.").format(
            name=member_name(state, case.gm_code)
        ),
    )
    return View("stop", _("REPLACED CARD"), case.gm_code, "", lines, keys=(_back(),))


def _unknown(state: State, case: c.UnknownCode) -> View:
    del state, case
    lines = (
        _("No card and no pass of this meeting has this code; it may be of another meeting."),
        _("Look at the date on it. Without a card: type the municipality, then Enter."),
    )
    return View("stop", _("UNKNOWN CODE"), lines=lines, keys=(_back(),))


def _mistyped(state: State, case: c.Mistyped) -> View:
    del state, case
    lines = (
        _("A character is wrong or missing: this is no code."),
        _("Scan it again, or type it letter by letter from below the barcode."),
    )
    return View("stop", _("MISREAD CODE"), lines=lines, keys=(_back(),))


def _too_soon(state: State, case: c.TooSoon) -> View:
    del state
    text = _("After several unknown codes no code is looked up for {seconds} seconds.")
    lines = (
        text.format(seconds=number(case.seconds)),
        _("Then scan again. A municipality can be typed meanwhile."),
    )
    return View("stop", _("WAIT"), lines=lines, keys=(_back(),))


def _over(state: State, case: c.Over) -> View:
    del state
    lines = [_("The results are published: nobody is let in any more.")]
    if case.published is not None:
        lines.append(_("Published on {date}.").format(date=day(case.published)))
    return View("stop", _("MEETING OVER"), lines=tuple(lines), keys=(_back(),))


def _no_vote(state: State, case: c.NoVote) -> View:
    text = (
        _("{name} is suspended, and has no vote.")
        if case.suspended
        else _("{name} is not on the roll of this meeting, and has no vote.")
    )
    lines = (text.format(name=member_name(state, case.gm_code)), _("Send on to the office."))
    return View("stop", _("NO VOTE"), case.gm_code, "", lines, keys=(_back(),))


def _candidates(state: State, case: c.Candidates) -> View:
    names = tuple(member_name(state, code) for code in case.gm_codes)
    text = _('"{text}" can be one of these. Type its number, then Enter.')
    lines = (text.format(text=shown(case.text)),)
    return View("ask", _("WHICH MUNICIPALITY?"), lines=lines, choices=names, keys=(_back(),))


def _not_found(state: State, case: c.NotFound) -> View:
    del state
    lines = problem_lines((case.problem,))
    return View("stop", _("NO SUCH MUNICIPALITY"), lines=lines, keys=(_back(),))


def _refusal(state: State, case: c.Refusal) -> View:
    del state
    lines = problem_lines(case.problems)
    return View("stop", _("NOT POSSIBLE"), case.gm_code, "", lines, keys=(_back(),))


def problem_lines(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Return problems as a screen says them: what is wrong, and what to do."""
    lines: list[str] = []
    for problem in problems:
        place = f"{shown(problem.value)}: " if problem.value else ""
        lines.append(f"{problem.code}  {place}{message_of(problem)}.")
        lines.append(_(CATALOGUE[problem.code].todo))
    return tuple(lines)


def _done(state: State, case: c.Done) -> View:
    del state
    word, line = {
        "in": (_("IS IN"), _("Hand out {pass_}.")),
        "takes over": (_("HAS TAKEN OVER"), _("Hand out {pass_}; take the old pass in.")),
        "new pass": (_("HAS A NEW PASS"), _("Hand out {pass_}; the lost one is worthless.")),
        "out": (_("HAS LEFT"), _("Take the pass in: it is worthless from now on.")),
        "refused": (_("NOT LET IN"), _("That, and why, is on record.")),
    }[case.what]
    lines = (line.format(pass_=pass_in_words(case.pass_code)),)
    again = (("A", _("print it once more")),) if case.pass_code is not None else ()
    keys = (("Enter", _("next")), *again)
    who = person_in_words(case.name, case.function)
    return View("done", word, case.gm_code, who, lines, keys=keys)


def pending_view(state: State, order: c.Order, reason: str) -> View:
    """Return what the screen says while nobody knows whether an order was recorded."""
    gm_code = c.member_of(order)
    what = _ORDERS[type(order)]
    text = _("{what} of {name} is kept. It goes on by itself, and is never done twice.")
    lines = (
        reason,
        text.format(what=_(what), name=member_name(state, gm_code)),
        _("Wait with the next one. Nothing has to be typed again."),
    )
    return View("stop", _("NO CONNECTION"), gm_code, "", lines)


_ORDERS: dict[type, str] = {
    c.LetIn: N_("The check-in"),
    c.CheckOut: N_("The check-out"),
    c.NewPass: N_("The new pass"),
    c.Refuse: N_("The refusal"),
}

_VIEWS: dict[type, Callable[..., View]] = {
    c.Waiting: _waiting,
    c.Done: _done,
    c.Ready: _ready,
    c.AskName: _ask_name,
    c.AskFunction: _ask_function,
    c.AskDeclaration: _ask_declaration,
    c.NotAllowed: _not_allowed,
    c.SamePerson: _same_person,
    c.AskSupervisor: _ask_supervisor,
    c.AskReason: _ask_reason,
    c.AlreadyIn: _already_in,
    c.LostPass: _lost_pass,
    c.Leaves: _leaves,
    c.WorthlessPass: _worthless,
    c.ReplacedCard: _replaced,
    c.UnknownCode: _unknown,
    c.Mistyped: _mistyped,
    c.TooSoon: _too_soon,
    c.Over: _over,
    c.NoVote: _no_vote,
    c.Candidates: _candidates,
    c.NotFound: _not_found,
    c.Refusal: _refusal,
}
