"""What all views share: their shape; and members, persons, moments and passes in words."""

from datetime import datetime
from typing import Literal, NamedTuple

from alvvote.cards.pass_code import pass_in_groups, pass_number
from alvvote.desk import cases as c
from alvvote.i18n import N_, _
from alvvote.meeting.model import State
from alvvote.plain import shown

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


def capital(text: str) -> str:
    """Return a sentence with a capital; `str.capitalize` would take those of a code away."""
    return text[:1].upper() + text[1:]


def back() -> tuple[str, str]:
    """Return the key that leads back, whatever is shown."""
    return ("Esc", _("back"))
