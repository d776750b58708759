"""Which member a name means, on one roll; and what became of those that are not on it."""

from collections.abc import Callable
from typing import NamedTuple

from alvvote.municipality import Ambiguous, Found, Register, Unknown
from alvvote.population import Successor
from alvvote.problems import Problem
from alvvote.roll import Member, Roll

_MOST_SUGGESTIONS = 200


class Codes(NamedTuple):
    """The codes of the ways in which a name can fail, for one place where names stand."""

    unknown: str
    ambiguous: str
    abolished: str
    not_a_member_then: str
    no_member: str


IN_FILE = Codes("B201", "B202", "B203", "B204", "B207")
IN_OPTION = Codes("G101", "G102", "G103", "G104", "G106")


class History(NamedTuple):
    """What is known of municipalities of all years."""

    names: dict[str, str]
    """The newest name of each, by code."""
    became: dict[str, Successor]
    """What the abolished ones became, by code."""


class Directory:
    """The members of a roll, to be found by code, name or alias."""

    def __init__(
        self, roll: Roll, aliases: list[tuple[str, str]], history: Callable[[], History]
    ) -> None:
        """Take the roll and the aliases; `history` is asked only when a name is not on the roll."""
        self.roll = roll
        self.by_code = roll.by_code
        self._aliases = aliases
        self._history = history
        self._unknown = 0
        self._members = Register({m.gm_code: m.municipality for m in roll.members}, aliases)
        self._absent = Register({d.gm_code: d.municipality for d in roll.absent}, aliases)
        self._reasons = {deviation.gm_code: deviation.reason for deviation in roll.absent}
        self._former: tuple[Register, History] | None = None

    def find(self, text: str, codes: Codes) -> Member | Problem:
        """Return the member that `text` names, or the problem, which has no place yet."""
        match = self._members.find(text, suggest=False)
        if isinstance(match, Found):
            return self.by_code[match.gm_code]
        if isinstance(match, Ambiguous):
            return Problem(codes.ambiguous, value=text, expected=self._labels(match.candidates))
        absent = self._absent.find(text, suggest=False)
        if isinstance(absent, Found):
            reason = self._reasons[absent.gm_code]
            return Problem(codes.no_member, value=text, details={"reason": reason})
        if self._former is None:
            history = self._history()
            self._former = (Register(history.names, self._aliases), history)
        register, history = self._former
        elsewhere = register.find(text, suggest=False)
        if not isinstance(elsewhere, Found):
            return Problem(codes.unknown, value=text, expected=self._suggestions(text))
        successor = history.became.get(elsewhere.gm_code)
        on = self.roll.meeting_date or self.roll.edition.reference_date
        if successor is None or successor.date > on:
            return Problem(codes.not_a_member_then, value=text, details={"on": on})
        pairs = zip(successor.names, successor.gm_codes, strict=True)
        heirs = ", ".join(f"{name} ({code})" for name, code in pairs)
        return Problem(
            codes.abolished,
            value=text,
            expected=f"{heirs}, {successor.date.isoformat()}",
            details={"heirs": successor.names, "on": successor.date},
        )

    def _suggestions(self, text: str) -> str | None:
        # Who has so many unknown names has another kind of file: suggestions would only take time.
        self._unknown += 1
        if self._unknown > _MOST_SUGGESTIONS:
            return None
        match = self._members.find(text)
        return self._labels(match.suggestions) or None if isinstance(match, Unknown) else None

    def _labels(self, codes: tuple[str, ...]) -> str:
        return ", ".join(f"{self.by_code[code].municipality} ({code})" for code in codes)
