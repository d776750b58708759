"""Which pass is meant by a code that was scanned, or by its number alone, and what it is worth."""

from typing import NamedTuple

from alvvote.cards.code import read_code
from alvvote.cards.pass_code import SERIAL_DIGITS, pass_in_groups, pass_number, read_pass_code
from alvvote.meeting.history import Ending, History
from alvvote.meeting.model import Pass, State
from alvvote.meeting.rules.find import member_in_words
from alvvote.problems import Problem


class FoundPass(NamedTuple):
    """A pass of this meeting, whatever it is worth by now."""

    gm_code: str
    handed_out: Pass

    @property
    def number(self) -> str:
        """What people call it; empty where its code was erased."""
        return "" if self.handed_out.code is None else pass_number(self.handed_out.code)


def find_pass(state: State, text: str) -> FoundPass | Problem:
    """Return the pass that is meant: ``0137-K4MX-7`` however it was typed, or 137, or 0137."""
    digits = text.strip()
    if digits.isdecimal() and digits.isascii() and len(digits) <= SERIAL_DIGITS:
        found = [each for each in _all(state) if each.number == str(int(digits))]
    else:
        code = read_pass_code(text)
        if code is None:
            return Problem("D170" if read_code(text) is None else "V152", value=digits)
        found = [each for each in _all(state) if each.handed_out.code == code]
    if len(found) > 1:
        codes = ", ".join(pass_in_groups(each.handed_out.code or "") for each in found)
        return Problem("D178", value=digits, expected=codes)
    if found:
        return found[0]
    return Problem("D179" if state.erased else "D171", value=digits)


def pass_of_code(state: State, code: str) -> FoundPass | None:
    """Return the pass with exactly this code; None where this meeting has none such."""
    return next((each for each in _all(state) if each.handed_out.code == code), None)


def _all(state: State) -> list[FoundPass]:
    return [FoundPass(gm_code, each) for gm_code, passes in state.passes.items() for each in passes]


def is_valid(state: State, found: FoundPass) -> bool:
    """Tell whether a pass is worth something now."""
    standing = state.accredited.get(found.gm_code)
    return found.handed_out.ended is None and standing == found.handed_out.accreditation


def worthless(history: History, found: FoundPass, value: str) -> Problem:
    """Return the problem that a pass became worthless: since when, and why."""
    began = found.handed_out.began
    period = next(each for each in history.periods if each.began == began)
    return worthless_since(history, period.ended, period.ending, value)


def worthless_since(
    history: History, ended: int | None, ending: Ending | None, value: str
) -> Problem:
    """Return the problem of a pass, or of who held one, that ended by an entry."""
    moment = None if ended is None else history.moments.moments[ended]
    since = "?" if moment is None else f"{moment:%H.%M}"
    return Problem("D172", value=value, details={"since": since, "ending": ending or "left"})


def member_problem(state: State, gm_code: str) -> Problem:
    """Return that a member was not accredited."""
    return Problem("V105", value=member_in_words(state, gm_code))
