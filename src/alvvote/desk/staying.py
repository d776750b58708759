"""Lines that are no answer to the case that is shown: the case stays, and it is said why."""

from typing import Literal, NamedTuple

from alvvote.desk.reading import read_line, was_scanned
from alvvote.i18n import _
from alvvote.meeting.model import State
from alvvote.municipality import normalise
from alvvote.plain import shown

Why = Literal["empty", "how seen", "no choice", "misread", "digit", "few letters", "municipality"]
_FEWEST_LETTERS = 2


class Stays(NamedTuple):
    """The case stays: what was typed or scanned is no answer to it."""

    why: Why
    text: str


def no_choice(line: str) -> Stays:
    """Return why a line is none of the keys and numbers of the case."""
    if not line:
        return Stays("empty", line)
    return Stays("misread" if was_scanned(line) else "no choice", line)


def no_text(line: str) -> Stays | None:
    """Return why a line is no word that anybody would type; None where it may be one."""
    if not line or was_scanned(line):
        return no_choice(line)
    few = sum(letter.isalpha() for letter in line) < _FEWEST_LETTERS
    return Stays("few letters", line) if few else None


def no_name(state: State, line: str) -> Stays | None:
    """Return why a line is no name of a person; None where it may be one."""
    if line and read_line(line).kind == "mistyped":
        return Stays("misread" if was_scanned(line) else "digit", line)
    members = () if state.roll is None else state.roll.members
    if any(normalise(member.municipality) == normalise(line) for member in members):
        return Stays("municipality", line)
    return no_text(line)


def remark(stays: Stays) -> str:
    """Return in words why the case stays."""
    text = {
        "empty": _("Enter alone does nothing here: type what is asked, then Enter."),
        "how seen": _("Enter alone does nothing here: type 1 or 2, then Enter."),
        "no choice": _("{text} is no choice here."),
        "misread": _("MISREAD CODE: {text}. Scan again; this case stays."),
        "digit": _("{text} has a digit, and no name has one. Type the name, or scan again."),
        "few letters": _("{text} is too short: type at least two letters."),
        "municipality": _("{text} is a municipality: type the name of the person."),
    }[stays.why]
    return text.format(text=shown(stays.text))
