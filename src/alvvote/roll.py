"""The roll (stemmenlijst): the members of a meeting, their inhabitants and their votes."""

from datetime import date
from typing import NamedTuple

from alvvote.population import Change, Edition, Figure
from alvvote.statutes import (
    INHABITANTS_PER_VOTE,
    Limit,
    Members,
    Votes,
    limit_for,
    missing_for_next_vote,
    votes_for,
)


class Member(NamedTuple):
    """A municipality as voter, with the votes of article 11, paragraph 3."""

    gm_code: str
    municipality: str
    province: str
    inhabitants: int
    votes: Votes

    @property
    def thousands(self) -> int:
        """The full thousands of inhabitants."""
        return self.inhabitants // INHABITANTS_PER_VOTE

    @property
    def limit(self) -> Limit | None:
        """The minimum or maximum of article 11, paragraph 3, where it changes the votes."""
        return limit_for(self.inhabitants)

    @property
    def missing_for_next_vote(self) -> int | None:
        """Inhabitants that are missing for one vote more; None at the maximum."""
        return missing_for_next_vote(self.inhabitants)


class Totals(NamedTuple):
    """The sums over some members."""

    members: Members
    inhabitants: int
    votes: Votes


def totals_of(members: tuple[Member, ...] | list[Member]) -> Totals:
    """Return the sums over `members`."""
    return Totals(
        Members(len(members)),
        sum(member.inhabitants for member in members),
        Votes(sum(member.votes for member in members)),
    )


class Roll(NamedTuple):
    """All members and their votes, for one meeting."""

    meeting_date: date | None
    edition: Edition
    members: tuple[Member, ...]
    """By code."""

    @property
    def totals(self) -> Totals:
        """The sums over all members."""
        return totals_of(self.members)


class ChangedSince(NamedTuple):
    """Mergers or splits between the reference date and the meeting: the figures do not fit."""

    changes: tuple[Change, ...]


def make_roll(
    edition: Edition,
    figures: tuple[Figure, ...],
    changes: list[Change],
    meeting_date: date | None = None,
) -> Roll | ChangedSince:
    """Make the roll of a meeting from the figures of `edition`.

    Without a meeting date the members are the municipalities of the reference date. Border
    corrections leave the published figures as they are (article 11, paragraph 4).
    """
    if meeting_date is not None:
        between = tuple(
            change
            for change in changes
            if change.type == "reclassification"
            and edition.reference_date < change.date <= meeting_date
        )
        if between:
            return ChangedSince(between)
    return Roll(
        meeting_date,
        edition,
        tuple(
            Member(f.gm_code, f.municipality, f.province, f.inhabitants, votes_for(f.inhabitants))
            for f in figures
        ),
    )
