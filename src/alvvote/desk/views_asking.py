"""Cases in which something is asked, in words."""

from collections.abc import Callable

from alvvote.desk import cases as c
from alvvote.desk.answers import FUNCTION_CHOICES
from alvvote.desk.view import View, back, capital, member_name, pass_in_words, person_in_words
from alvvote.i18n import _, number, one_of
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.statutes.representatives import FUNCTIONS


def _ask_name(state: State, case: c.AskName) -> View:
    who = state.representatives.get(case.wish.gm_code)
    lines = [_("Ask for the declaration, and type the name that stands on it.")]
    word = _("WHO IS IT?")
    if case.wish.takes_over:
        word = _("WHO TAKES OVER?")
    elif who is None:
        lines.insert(0, _("Nobody was named yet as representative."))
    return View("ask", word, case.wish.gm_code, "", tuple(lines), keys=(back(),))


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
        (back(),),
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
        (
            ("S", _("somebody else")),
            ("R", _("do not let in, and keep that on record")),
            ("Esc", _("there is none: do not let in")),
        ),
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
        back(),
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
        else _("Nobody is named: the office does that, with alvvote desk supervisor --naam NAME.")
    )
    who = person_in_words(case.name, case.function)
    keys = (
        ("R", _("do not let in, and keep that on record")),
        ("Esc", _("do not let in")),
    )
    return View("ask", _("FETCH A SUPERVISOR"), case.wish.gm_code, who, tuple(lines), known, keys)


def _ask_reason(state: State, case: c.AskReason) -> View:
    del state
    text = _("{name} decides to let this one in. Why? A few words; they are not made public.")
    lines = (text.format(name=shown(case.wish.supervisor or "")),)
    who = person_in_words(case.name, case.function)
    keys = (("Esc", _("do not let in")),)
    return View("ask", _("FOR WHICH REASON?"), case.wish.gm_code, who, lines, keys=keys)


def _lost_pass(state: State, case: c.LostPass) -> View:
    del state
    text = _("{old} is worthless from then on; whoever finds it cannot vote with it.")
    lines = (capital(text.format(old=pass_in_words(case.standing.pass_code))),)
    keys = (("Enter", _("hand out a new pass")), back())
    who = person_in_words(case.standing.name, case.standing.function)
    return View("ask", _("A NEW PASS?"), case.standing.gm_code, who, lines, keys=keys)


def _leaves(state: State, case: c.Leaves) -> View:
    del state
    text = _("Take back {old}: it is worthless from then on. Coming back is possible.")
    lines = (text.format(old=pass_in_words(case.standing.pass_code)),)
    keys = (("Enter", _("leaves: not accredited any more")), back())
    who = person_in_words(case.standing.name, case.standing.function)
    return View("ask", _("LEAVES THE MEETING?"), case.standing.gm_code, who, lines, keys=keys)


def _candidates(state: State, case: c.Candidates) -> View:
    names = tuple(member_name(state, code) for code in case.gm_codes)
    text = _('"{text}" can be one of these. Type its number, then Enter.')
    if len(names) == 1:
        text = _('"{text}" can only be this one. If it is, type 1, then Enter.')
    lines = [text.format(text=shown(case.text))]
    if case.more:
        text = _("And {count} more: type more letters.")
        lines.append(text.format(count=number(case.more)))
    return View("ask", _("WHICH MUNICIPALITY?"), lines=tuple(lines), choices=names, keys=(back(),))


ASKING: dict[type, Callable[..., View]] = {
    c.AskName: _ask_name,
    c.AskFunction: _ask_function,
    c.AskDeclaration: _ask_declaration,
    c.NotAllowed: _not_allowed,
    c.SamePerson: _same_person,
    c.AskSupervisor: _ask_supervisor,
    c.AskReason: _ask_reason,
    c.LostPass: _lost_pass,
    c.Leaves: _leaves,
    c.Candidates: _candidates,
}
