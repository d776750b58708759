"""Cases in words: what the screen of a desk shows, large, and which keys lead on."""

from collections.abc import Callable

from alvvote.desk import cases as c
from alvvote.desk.record import newest_pass
from alvvote.desk.view import (
    DECLARATION_WORDS,
    View,
    at_in_words,
    capital,
    member_name,
    pass_in_words,
    person_in_words,
)
from alvvote.desk.views_asking import ASKING
from alvvote.desk.views_telling import TELLING
from alvvote.i18n import N_, _
from alvvote.meeting.model import State
from alvvote.plain import shown


def view_of(state: State, case: c.Case) -> View:
    """Return what the screen shows of a case."""
    return _VIEWS[type(case)](state, case)


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
    keys = (
        ("Enter", _("let in, and hand out the pass")),
        ("S", _("somebody else")),
        ("Esc", _("do not let in")),
    )
    who = person_in_words(case.name, case.function)
    return View("go", word, gm_code, who, tuple(lines), keys=keys)


def pending_view(state: State, order: c.Order, reason: str) -> View:
    """Return what the screen says while nobody knows whether an order was recorded."""
    gm_code = c.member_of(order)
    text = _("{what} of {name} is kept. It goes on by itself, and is never done twice.")
    lines = (
        capital(reason) + ".",
        text.format(what=_(_ORDERS[type(order)]), name=member_name(state, gm_code)),
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
    c.Ready: _ready,
    **ASKING,
    **TELLING,
}
