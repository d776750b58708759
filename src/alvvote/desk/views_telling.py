"""Cases that tell how it stands, or what is wrong, in words."""

from collections.abc import Callable, Sequence

from alvvote.desk import cases as c
from alvvote.desk.view import (
    View,
    at_in_words,
    back,
    capital,
    member_name,
    pass_in_words,
    person_in_words,
    since_in_words,
)
from alvvote.i18n import _, _n, day, number
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.problem_words import message_of
from alvvote.problems import CATALOGUE, Problem


def _already_in(state: State, case: c.AlreadyIn) -> View:
    del state
    standing = case.standing
    text = _("In {since}, with {pass_}.") if standing.since.at else _("In, with {pass_}.")
    lines = (
        text.format(since=since_in_words(standing.since), pass_=pass_in_words(standing.pass_code)),
        _("Another desk was sooner: nothing was recorded here.")
        if case.sooner
        else _("This scan changed nothing."),
    )
    keys = (
        ("S", _("another representative takes over")),
        ("P", _("the pass is lost: a new one")),
        (_("L"), _("leaves the meeting")),
        ("A", _("print this pass once more")),
        back(),
    )
    word = _("VALID PASS, IS IN") if case.by_pass else _("ALREADY IN")
    who = person_in_words(standing.name, standing.function)
    return View("stop", word, standing.gm_code, who, lines, keys=keys)


def _worthless(state: State, case: c.WorthlessPass) -> View:
    del state
    why = {
        "left": _("The representative left {when}."),
        "substituted": _("Another representative took over {when}."),
        "lost": _("It was said to be lost {when}, and another one was handed out."),
    }.get(case.ended.cause or "", _("It ended {when}."))
    lines = (
        capital(pass_in_words(case.code)) + ".",
        why.format(when=at_in_words(case.ended)),
        _("Take it in. Its member is in, with another pass.")
        if case.is_in
        else _("Take it in. Its member is not in now."),
    )
    keys = (("Enter", _("how it stands with this member")), back())
    return View("stop", _("WORTHLESS PASS"), case.gm_code, "", lines, keys=keys)


def _replaced(state: State, case: c.ReplacedCard) -> View:
    text = _("This is card {number}; card {newest} went out instead of it.")
    lines = (
        text.format(number=number(case.number), newest=number(case.newest)),
        _("Ask for the newer card. Is there none? Let a supervisor see who this is."),
        _("Then go on without a card: type {name}, and Enter.").format(
            name=member_name(state, case.gm_code)
        ),
    )
    return View("stop", _("REPLACED CARD"), case.gm_code, "", lines, keys=(back(),))


def _unknown(state: State, case: c.UnknownCode) -> View:
    del state, case
    lines = (
        _("No card and no pass of this meeting has this code; it may be of another meeting."),
        _("Look at the date on it. Without a card: type the municipality, then Enter."),
    )
    return View("stop", _("UNKNOWN CODE"), lines=lines, keys=(back(),))


def _mistyped(state: State, case: c.Mistyped) -> View:
    del state, case
    lines = (
        _("A character is wrong or missing: this is no code."),
        _("Scan it again, or type it letter by letter from below the barcode."),
    )
    return View("stop", _("MISREAD CODE"), lines=lines, keys=(back(),))


def _too_soon(state: State, case: c.TooSoon) -> View:
    del state
    text = _n(
        "After several unknown codes none is looked up for {count} second.",
        "After several unknown codes none is looked up for {count} seconds.",
        case.seconds,
    )
    lines = (
        text.format(count=number(case.seconds)),
        _("Then scan again. A municipality can be typed meanwhile."),
    )
    return View("stop", _("WAIT"), lines=lines, keys=(back(),))


def _over(state: State, case: c.Over) -> View:
    del state
    lines = [_("The results are published: nobody is let in any more.")]
    if case.published is not None:
        lines.append(_("Published on {date}.").format(date=day(case.published)))
    return View("stop", _("MEETING OVER"), lines=tuple(lines), keys=(back(),))


def _no_vote(state: State, case: c.NoVote) -> View:
    text = (
        _("{name} is suspended, and has no vote.")
        if case.suspended
        else _("{name} is not on the roll of this meeting, and has no vote.")
    )
    lines = (text.format(name=member_name(state, case.gm_code)), _("Send on to the office."))
    return View("stop", _("NO VOTE"), case.gm_code, "", lines, keys=(back(),))


def _not_found(state: State, case: c.NotFound) -> View:
    del state
    lines = problem_lines((case.problem,))
    return View("stop", _("NO SUCH MUNICIPALITY"), lines=lines, keys=(back(),))


def _refusal(state: State, case: c.Refusal) -> View:
    del state
    lines = problem_lines(case.problems)
    return View("stop", _("NOT POSSIBLE"), case.gm_code, "", lines, keys=(back(),))


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


TELLING: dict[type, Callable[..., View]] = {
    c.Done: _done,
    c.AlreadyIn: _already_in,
    c.WorthlessPass: _worthless,
    c.ReplacedCard: _replaced,
    c.UnknownCode: _unknown,
    c.Mistyped: _mistyped,
    c.TooSoon: _too_soon,
    c.Over: _over,
    c.NoVote: _no_vote,
    c.NotFound: _not_found,
    c.Refusal: _refusal,
}
