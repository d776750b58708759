"""The roll of a meeting: made from an edition, carried over boundary changes, with deviations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from alvvote.population import (
    Carried,
    Change,
    Edition,
    Figure,
    applied_changes,
    carry,
)
from alvvote.roll.member import Derivation, Member, Part, Totals, totals_of
from alvvote.statutes import Votes, votes_for


class Deviation(NamedTuple):
    """A member that differs from what the figures say, with the reason."""

    gm_code: str
    municipality: str
    status: Literal["member", "not a member", "suspended"]
    votes: Votes | None
    """For a member outside the figures: its votes, given outright."""
    reason: str
    province: str = ""


class Deviations(NamedTuple):
    """What the user says that the figures do not."""

    members: tuple[Deviation, ...] = ()
    inhabitants: tuple[tuple[str, int], ...] = ()
    """Inhabitants given for a municipality, by code."""


@dataclass(frozen=True)
class Roll:
    """All members and their votes, for one meeting."""

    meeting_date: date | None
    edition: Edition
    members: tuple[Member, ...]
    """By code."""
    changes: tuple[Change, ...] = ()
    """The mergers and splits between the reference date and the meeting."""
    absent: tuple[Deviation, ...] = ()
    """Municipalities that are no members, each with its reason."""

    @cached_property
    def totals(self) -> Totals:
        """The sums over all members."""
        return totals_of(self.members)

    @cached_property
    def votes_of(self) -> Mapping[str, Votes]:
        """The votes of each member, by code."""
        return {member.gm_code: member.votes for member in self.members}

    @cached_property
    def by_code(self) -> Mapping[str, Member]:
        """The members, by code."""
        return {member.gm_code: member for member in self.members}


class MissingFigures(NamedTuple):
    """Municipalities of the date of the meeting whose inhabitants cannot be derived."""

    municipalities: tuple[tuple[str, str], ...]
    """Code and name."""


def make_roll(
    edition: Edition,
    figures: tuple[Figure, ...],
    changes: Iterable[Change],
    meeting_date: date | None = None,
    deviations: Deviations = Deviations(),  # noqa: B008 - immutable
) -> Roll | MissingFigures:
    """Make the roll of a meeting from the figures of `edition`.

    Without a meeting date the members are the municipalities of the reference date; with one,
    figures are carried over the mergers and splits in between (our reading of article 11,
    paragraph 4: the statutes do not speak of it).
    """
    applied: tuple[Change, ...] = ()
    if meeting_date is not None:
        applied = tuple(applied_changes(changes, edition.reference_date, meeting_date))
    carrying = carry({figure.gm_code: figure.inhabitants for figure in figures}, applied)
    known = {figure.gm_code: (figure.municipality, figure.province) for figure in figures}
    for change in applied:
        known.setdefault(change.to_code, (change.to_name, change.to_province))
    given = dict(deviations.inhabitants)
    # A share of nothing is no figure: CBS did not say how many went there.
    nobody = {code for code, c in carrying.figures.items() if c.parts and c.inhabitants == 0}
    lacking = [code for code in {*carrying.missing, *nobody} if code not in given]
    if lacking:
        return MissingFigures(tuple((code, known[code][0]) for code in sorted(lacking)))
    codes = {*carrying.figures, *carrying.missing}
    names = {code: name for code, (name, _) in known.items()}
    members = {
        code: _member(code, known[code], carrying.figures.get(code), given.get(code), names)
        for code in codes
    }
    absent: list[Deviation] = []
    for deviation in deviations.members:
        if deviation.status == "member":
            members[deviation.gm_code] = _outside(deviation)
        elif deviation.gm_code not in members:
            # In another edition the municipality may not be there: then it has no vote anyhow.
            continue
        elif deviation.status == "suspended":
            members[deviation.gm_code] = members[deviation.gm_code]._replace(
                votes=Votes(0), derivation=Derivation("suspended", reason=deviation.reason)
            )
        else:
            del members[deviation.gm_code]
            absent.append(deviation)
    return Roll(
        meeting_date,
        edition,
        tuple(members[code] for code in sorted(members)),
        applied,
        tuple(absent),
    )


def _member(
    code: str,
    known: tuple[str, str],
    carried: Carried | None,
    given: int | None,
    names: Mapping[str, str],
) -> Member:
    name, province = known
    derivation = None
    if given is not None or carried is None:
        inhabitants = given or 0
        derivation = Derivation("inhabitants given")
    else:
        inhabitants = carried.inhabitants
        if carried.parts:
            parts = tuple(
                Part(part.gm_code, names[part.gm_code], part.inhabitants, part.of)
                for part in carried.parts
            )
            derivation = Derivation("carried", parts)
    return Member(code, name, province, inhabitants, votes_for(inhabitants), derivation)


def _outside(deviation: Deviation) -> Member:
    return Member(
        deviation.gm_code,
        deviation.municipality,
        deviation.province,
        None,
        deviation.votes or Votes(0),
        Derivation("votes given", reason=deviation.reason),
    )
