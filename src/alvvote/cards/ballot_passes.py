"""Whose ballot it was: passes and handsets of ballot files, by what the record says of a moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from alvvote.ballots.bearers import Bearer, Misread, Shown
from alvvote.cards.find_pass import find_pass, member_problem, worthless_since
from alvvote.cards.handsets import Holder, handset_key
from alvvote.cards.pass_code import pass_number
from alvvote.meeting.history import History, Period
from alvvote.meeting.model import State
from alvvote.meeting.moments import Span, read_span
from alvvote.meeting.results import roll_of
from alvvote.problems import Problem


class Window(NamedTuple):
    """The sizes of the record at which a ballot can have been cast, first and last."""

    first: int
    last: int


class BallotPasses:
    """Knows by which pass a ballot was cast, and whether that pass was valid at that moment."""

    def __init__(
        self, state: State, history: History, now: datetime, handsets: Mapping[str, Holder] | None
    ) -> None:
        """Take the record up to now, and who holds which handset; None where no list was given."""
        self._state = state
        self._history = history
        self._now = now
        self._handsets = handsets
        self._holders: dict[str, Holder | Problem] = {}
        self._periods: dict[str, list[Period]] = {}
        for period in history.periods:
            self._periods.setdefault(period.gm_code, []).append(period)

    def find(self, shown: Shown, vote: str | None) -> Bearer | Misread:
        """Return for whom a ballot was cast: see `alvvote.ballots.bearers.Bearers`."""
        window = self._window(shown.tijd, vote)
        if isinstance(window, Problem):
            return Misread(window, "tijd")
        found: Bearer | None = None
        for cell, text in (("stempas", shown.stempas), ("stemkastje", shown.stemkastje)):
            if not text:
                continue
            holder = self._by_pass(text) if cell == "stempas" else self._by_handset(text)
            period = holder if isinstance(holder, Problem) else self._valid(holder, window, text)
            if isinstance(period, Problem):
                return Misread(period, cell)
            number = "" if period.code is None else pass_number(period.code)
            member = roll_of(self._state).by_code[period.gm_code]
            bearer = Bearer(member, period.accreditation, number)
            if found is not None and found.member != member:
                details = {"other": member.municipality}
                return Misread(Problem("D182", value=text, details={**details}), cell)
            found = found or bearer
        if found is None:
            raise ValueError("a row that says nothing of who cast its ballot")
        return found

    def _by_pass(self, text: str) -> Holder | Problem:
        holder = self._holders.get(text)
        if holder is None:
            found = find_pass(self._state, text)
            holder = (
                found
                if isinstance(found, Problem)
                else Holder(found.gm_code, found.handed_out.began, found.number)
            )
            # In a file of the whole day each pass stands as often as there are votes.
            self._holders[text] = holder
        return holder

    def _by_handset(self, text: str) -> Holder | Problem:
        if self._handsets is None:
            return Problem("D175", value=text)
        return self._handsets.get(handset_key(text)) or Problem("D174", value=text)

    def _valid(self, holder: Holder, window: Window, text: str) -> Period | Problem:
        """Return the pass of a holder that was valid in the window."""
        passes = [
            period
            for period in self._periods.get(holder.gm_code, ())
            if holder.pass_began is None or period.began == holder.pass_began
        ]
        valid = [period for period in passes if period.covers(*window)]
        if valid:
            return valid[-1]
        ended = [p for p in passes if p.ended is not None and p.ended < window.first]
        if ended:
            return worthless_since(self._history, ended[-1].ended, ended[-1].ending, text)
        if not passes:
            return member_problem(self._state, holder.gm_code)
        moment = self._history.moments.moments[passes[0].began]
        since = "?" if moment is None else f"{moment:%H.%M}"
        return Problem("D173", value=text, details={"since": since})

    def _window(self, text: str, vote: str | None) -> Window | Problem:
        """Return when a ballot was cast: at this time, or where none is said while it could be."""
        opened = self._history.windows.get(vote or "")
        size = self._history.size
        voting = None
        if opened is not None:
            begin, end = opened
            voting = Window(begin + 1, size if end is None else end)
        if not text:
            closed = opened is not None and opened[1] is not None
            # Before a vote is closed a pass must be valid now: nobody votes with what was lost.
            return voting if voting is not None and closed else Window(size, size)
        span = self._span(text, vote)
        if span is None:
            return Problem("V145", value=text)
        first = self._history.moments.size_before(span.first)
        last = self._history.moments.size_at(span.last)
        if first is None or last is None:
            return Problem("D179", value=text)
        outside = span.first > self._now
        if voting is not None:
            first, last = max(first, voting.first), min(last, voting.last)
        if outside or first > last:
            return Problem("V146", value=text, details=self._hours(vote))
        return Window(first, last)

    def _span(self, text: str, vote: str | None) -> Span | None:
        opened = self._state.votes.get(vote or "")
        moment = self._now if opened is None else datetime.fromisoformat(opened.opened)
        return read_span(text, moment.date(), moment.tzinfo)

    def _hours(self, name: str | None) -> dict[str, str]:
        vote = self._state.votes.get(name or "")
        if vote is None:
            return {"opened": "?", "closed": f"{self._now:%H.%M}"}
        hours = [
            self._now if moment is None else datetime.fromisoformat(moment)
            for moment in (vote.opened, vote.closed)
        ]
        return {"opened": f"{hours[0]:%H.%M}", "closed": f"{hours[1]:%H.%M}"}
