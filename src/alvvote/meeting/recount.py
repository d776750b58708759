"""The emergency count: ballots that were cast by scanning passes, and a recount beside them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from alvvote.ledger.entry import Entry
from alvvote.meeting import events as e
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import roll_of
from alvvote.statutes import Members, Votes
from alvvote.tally import Count, Result, tally

EMERGENCY = "emergency count"
"""How a ballot came in that was cast by scanning a pass."""


def emergency_way(desk: str | None) -> str:
    """Return how a ballot came in: by scanning a pass, at this desk."""
    return EMERGENCY if desk is None else f"{EMERGENCY}, desk {desk}"


def is_emergency(way: object) -> bool:
    """Tell whether a ballot came in by scanning a pass."""
    return isinstance(way, str) and way.partition(",")[0] == EMERGENCY


def emergency_counts(entries: Iterable[Entry], votes: Iterable[Vote]) -> dict[str, Count]:
    """Return how many of the ballots that stand came in by scanning passes, by vote.

    That stands in private parts: once these are erased there are none.
    """
    standing = {
        ballot.entry: (vote.id, ballot.votes) for vote in votes for ballot in vote.ballots.values()
    }
    found: dict[str, Count] = {}
    for entry in entries:
        place = standing.get(entry.number)
        # The way is looked for in the bytes first: most ballots came in otherwise.
        if place is None or entry.content is None or EMERGENCY.encode() not in entry.content:
            continue
        if entry.kind == e.BallotCast.kind and is_emergency((entry.private or {}).get("way")):
            vote, cast = place
            before = found.get(vote, Count(Members(0), Votes(0)))
            found[vote] = Count(Members(before.members + 1), Votes(before.votes + cast))
    return found


def scanned_count(vote: Vote, option: str | None = None) -> Count:
    """Return what was scanned in a recount: in all piles, or in that of one option."""
    mine = [scan.votes for scan in vote.scans.values() if option in {None, scan.option}]
    return Count(Members(len(mine)), Votes(sum(mine)))


class Difference(NamedTuple):
    """A member whose choice is not the same on both sides; None: it is not there."""

    gm_code: str
    here: str | None
    there: str | None


class Comparison(NamedTuple):
    """Two records of one vote, member by member."""

    here: Result
    there: Result
    differences: tuple[Difference, ...]
    """By code of the member."""

    @property
    def same_outcome(self) -> bool:
        """Whether both decide the same."""
        mine, other = self.here, self.there
        return (mine.outcome, mine.adopted_option) == (other.outcome, other.adopted_option)


def compare(
    state: State, vote: Vote, here: Mapping[str, str], there: Mapping[str, str]
) -> Comparison:
    """Compare what two records say that members chose: option by code of the member."""
    roll = roll_of(state)
    differences = tuple(
        Difference(gm_code, here.get(gm_code), there.get(gm_code))
        for gm_code in sorted(here.keys() | there.keys())
        if here.get(gm_code) != there.get(gm_code)
    )
    proposal = vote.proposal
    return Comparison(tally(proposal, here, roll), tally(proposal, there, roll), differences)


def scans_of(vote: Vote) -> dict[str, str]:
    """Return what the recount says: option by code of the member."""
    return {gm_code: scan.option for gm_code, scan in vote.scans.items() if scan.option}
