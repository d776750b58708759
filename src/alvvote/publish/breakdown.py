"""A vote taken apart: who did not vote, each province, each size of member, one vote per member."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from alvvote.proposal import Outcome
from alvvote.publish.publication import NOT_VOTED, Absence, Choice, PublishedVote
from alvvote.roll import Member, Roll
from alvvote.statutes import Members, Votes
from alvvote.tally import Count, decide

SIZES: tuple[tuple[int, int], ...] = ((1, 9), (10, 19), (20, 29), (30, 49), (50, 74), (75, 75))
"""Classes of members by their number of votes, from and up to."""


class Group(NamedTuple):
    """Some members, and what they voted."""

    name: str
    """The province; of a class by size ``20-29``; empty where it is not known."""
    total: Count
    counts: Mapping[Choice, Count]
    """By what they did, in the order of the options, then `NOT_VOTED`; no line without members."""


class OneVoteEach(NamedTuple):
    """What would have been decided if each member had had one vote (comment, not record)."""

    outcome: Outcome
    adopted_option: str | None
    same: bool
    """Whether the tally says the same."""


def not_voted_of(roll: Roll, vote: PublishedVote) -> Mapping[Absence, Count]:
    """Return who did not vote: two lines where accreditation was recorded, else one."""
    kinds: tuple[Absence, ...] = NOT_VOTED[:1] if vote.accredited is None else NOT_VOTED[1:]
    counts = count_choices(roll.members, vote)
    return {kind: counts.get(kind, _NOTHING) for kind in kinds}


def count_choices(members: Iterable[Member], vote: PublishedVote) -> Mapping[Choice, Count]:
    """Return how many of these members, with how many votes, did what; in order, no empty lines.

    For a vote where `per_member` is true.
    """
    found: dict[Choice, Count] = {}
    for member in members:
        choice = vote.choice_of(member.gm_code)
        found[choice] = _more(found.get(choice, _NOTHING), member)
    order: tuple[Choice, ...] = (*vote.proposal.options, *NOT_VOTED)
    return {choice: found[choice] for choice in order if choice in found}


def by_province(roll: Roll, vote: PublishedVote) -> list[Group]:
    """Return the vote by province, in the order of their names."""
    return _grouped(roll, vote, lambda member: member.province)


def by_size(roll: Roll, vote: PublishedVote) -> list[Group]:
    """Return the vote by the number of votes of the members, in the classes of `SIZES`."""
    groups = {group.name: group for group in _grouped(roll, vote, size_of)}
    names = [_size_name(*size) for size in SIZES]
    return [groups[name] for name in ("0", *names, _LARGER) if name in groups]


def size_of(member: Member) -> str:
    """Return the class of a member by its number of votes: ``20-29``."""
    for least, most in SIZES:
        if least <= member.votes <= most:
            return _size_name(least, most)
    # A suspended member has none; what was given outright may be more.
    return _LARGER if member.votes else "0"


def one_vote_each(roll: Roll, vote: PublishedVote) -> OneVoteEach | None:
    """Decide as if each member had one vote, under the same rule; None where nothing was counted.

    Of slips nobody knows how many members chose what.
    """
    counts = vote.result.counts
    if counts is None or not counts.members_known:
        return None
    totals = {
        item.option.name: Count(item.total.members, Votes(item.total.members))
        for item in counts.options
    }
    everyone = roll.totals.members
    other = decide(vote.proposal, totals, Count(everyone, Votes(everyone)))
    same = (other.outcome, other.adopted_option) == (
        vote.result.outcome,
        vote.result.adopted_option,
    )
    return OneVoteEach(other.outcome, other.adopted_option, same)


_NOTHING = Count(Members(0), Votes(0))
_LARGER = "76+"


def _more(count: Count, member: Member) -> Count:
    return Count(Members(count.members + 1), Votes(count.votes + member.votes))


def _size_name(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}-{most}"


def _grouped(roll: Roll, vote: PublishedVote, name_of: Callable[[Member], str]) -> list[Group]:
    members: dict[str, list[Member]] = {}
    for member in roll.members:
        members.setdefault(name_of(member), []).append(member)
    return [
        Group(
            name,
            Count(Members(len(some)), Votes(sum(member.votes for member in some))),
            count_choices(some, vote),
        )
        for name, some in sorted(members.items())
    ]
