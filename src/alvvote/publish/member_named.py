"""Which municipality a name means over several meetings, and where it was when on no roll."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from alvvote.municipality import Ambiguous, Found, Register, Unknown
from alvvote.population import Change, successors
from alvvote.population.gazetteer import Gazetteer
from alvvote.problems import Problem
from alvvote.publish.meeting_facts import MeetingFacts

_OPTION = "--gemeente"


class Municipality(NamedTuple):
    """A municipality by code and name."""

    gm_code: str
    name: str


class NotOnRoll(NamedTuple):
    """Why a municipality is on the roll of a meeting not, as far as that is known."""

    reason: Literal["abolished", "not yet", "not on the roll"]
    """The last one where the boundary changes do not explain it."""
    day: date | None = None
    """When it was abolished, or came into being."""
    others: tuple[Municipality, ...] = ()
    """What it became; or what it was made of."""


class Arrival(NamedTuple):
    """A municipality that was abolished and became part of the member."""

    municipality: Municipality
    day: date
    divided: bool
    """Whether only a part of it came to the member."""


def municipality_meant(
    text: str, meetings: Sequence[MeetingFacts], past: Gazetteer
) -> str | Problem:
    """Return the code of the one municipality that a name, alias or code means.

    A name that meant one municipality in one meeting and another one in the next is never guessed.
    """
    codes: dict[str, str] = {}
    sure = True
    for meeting in meetings:
        names = {code: member.municipality for code, member in meeting.members.items()}
        match = Register(names, past.aliases).find(text, suggest=False)
        if isinstance(match, Ambiguous):
            sure = False
            codes |= {code: names[code] for code in match.candidates}
        elif isinstance(match, Found):
            codes[match.gm_code] = names[match.gm_code]
    if codes and (len(codes) > 1 or not sure):
        return Problem("G102", column=_OPTION, value=text, expected=_labels(codes))
    return next(iter(codes)) if codes else _on_no_roll(text, meetings, past)


def _on_no_roll(text: str, meetings: Sequence[MeetingFacts], past: Gazetteer) -> Problem:
    names = {code: named.municipality for code, named in past.everyone().items()}
    match = Register(names, past.aliases).find(text, suggest=False)
    if isinstance(match, Ambiguous):
        labels = _labels({code: names[code] for code in match.candidates})
        return Problem("G102", column=_OPTION, value=text, expected=labels)
    if isinstance(match, Unknown):
        return Problem("G101", column=_OPTION, value=text, expected=_near(text, meetings, past))
    successor = successors(past.changes).get(match.gm_code)
    days = [meeting.day for meeting in meetings if meeting.day is not None]
    if successor is None or not days or min(days) < successor.date:
        return Problem("U109", column=_OPTION, value=text)
    heirs = dict(zip(successor.gm_codes, successor.names, strict=True))
    return Problem(
        "G103",
        column=_OPTION,
        value=text,
        expected=f"{_labels(heirs)}, {successor.date.isoformat()}",
        details={"heirs": successor.names, "on": successor.date},
    )


def _near(text: str, meetings: Sequence[MeetingFacts], past: Gazetteer) -> str | None:
    names = {code: member.municipality for code, member in meetings[-1].members.items()}
    match = Register(names, past.aliases).find(text)
    suggestions = match.suggestions if isinstance(match, Unknown) else ()
    return _labels({code: names[code] for code in suggestions}) or None


def _labels(names: Mapping[str, str]) -> str:
    return ", ".join(f"{name} ({code})" for code, name in names.items())


def not_on_roll(gm_code: str, day: date | None, past: Gazetteer) -> NotOnRoll:
    """Return why a municipality is not on the roll of a meeting on this day."""
    there = None if day is None else past.members(day)
    if day is None or there is None or gm_code in there:
        return NotOnRoll("not on the roll")
    successor = successors(past.changes).get(gm_code)
    if successor is not None and successor.date <= day:
        pairs = zip(successor.gm_codes, successor.names, strict=True)
        heirs = tuple(Municipality(code, name) for code, name in pairs)
        return NotOnRoll("abolished", successor.date, heirs)
    made_of = [change for change in _moves(past) if change.to_code == gm_code and change.date > day]
    if not made_of:
        return NotOnRoll("not on the roll")
    first = min(change.date for change in made_of)
    parts = [Municipality(c.from_code, c.from_name) for c in made_of if c.date == first]
    return NotOnRoll("not yet", first, tuple(parts))


def arrivals_at(gm_code: str, after: date, until: date, past: Gazetteer) -> tuple[Arrival, ...]:
    """Return which municipalities became part of this one after a day and until another."""
    names = past.everyone()
    found = [
        Arrival(Municipality(code, names[code].municipality), became.date, len(became.names) > 1)
        for code, became in successors(past.changes).items()
        if gm_code in became.gm_codes and after < became.date <= until
    ]
    return tuple(sorted(found, key=lambda arrival: (arrival.day, arrival.municipality)))


def _moves(past: Gazetteer) -> list[Change]:
    """Return the mergers and splits in which inhabitants went to another municipality."""
    return [
        change
        for change in past.changes
        if change.type == "reclassification" and change.from_code != change.to_code
    ]
