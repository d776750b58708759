"""The tally: counts by option, votes cast, quorum, majority."""

from collections.abc import Iterable, Mapping

from alvvote.proposal import Outcome, Proposal, Rule
from alvvote.roll import Roll
from alvvote.statutes import Members, Votes
from alvvote.tally.result import Count, OptionCount, Result


def tally(proposal: Proposal, ballots: Mapping[str, str], roll: Roll) -> Result:
    """Count the ballots (option by code of the member) and decide.

    Raises:
        KeyError: a ballot of someone who is not on the roll, or for an option that is not there.
    """
    total = roll.totals
    everyone = Count(total.members, total.votes)
    if proposal.manner != "counted":
        if proposal.outcome is None:
            raise ValueError("a vote that is not counted has an outcome given")
        return Result(proposal, everyone, (), None, None, None, proposal.outcome, None)
    votes_of = {member.gm_code: member.votes for member in roll.members}
    votes = {option.name: 0 for option in proposal.options}
    members = dict(votes)
    for gm_code, option in ballots.items():
        votes[option] += votes_of[gm_code]
        members[option] += 1
    counts = {name: Count(Members(members[name]), Votes(votes[name])) for name in votes}
    return decide(proposal, counts, everyone)


def decide(proposal: Proposal, counts: Mapping[str, Count], roll: Count) -> Result:
    """Decide from the counts by option; `roll` is all members and votes there are."""
    rule = proposal.rule
    options = tuple(
        OptionCount(option, counts[option.name], _is_cast(option.role, rule))
        for option in proposal.options
    )
    cast = _sum(item.count for item in options if item.cast)
    handed_in = _sum(item.count for item in options)
    outcome, adopted = _outcome(proposal, options, cast, handed_in, roll)
    return Result(
        proposal,
        roll,
        options,
        cast,
        Count(
            Members(roll.members - handed_in.members),
            Votes(roll.votes - handed_in.votes),
        ),
        rule.majority.required(cast.votes),
        outcome,
        adopted,
    )


def _is_cast(role: str, rule: Rule) -> bool:
    if role == "abstention":
        return rule.abstentions_count
    if role == "blank":
        return rule.blanks_count
    return True


def _sum(counts: Iterable[Count]) -> Count:
    members, votes = 0, 0
    for count in counts:
        members += count.members
        votes += count.votes
    return Count(Members(members), Votes(votes))


def _outcome(
    proposal: Proposal,
    options: tuple[OptionCount, ...],
    cast: Count,
    handed_in: Count,
    roll: Count,
) -> tuple[Outcome, str | None]:
    rule = proposal.rule
    quorum = rule.quorum
    if quorum is not None:
        reached = (
            quorum.reached(handed_in.votes, roll.votes)
            if quorum.of == "votes"
            else quorum.reached(handed_in.members, roll.members)
        )
        if not reached:
            return "no quorum", None
    choices = [item for item in options if item.option.role in {"choice", "rejecting"}]
    if proposal.for_or_against:
        in_favour = [item for item in choices if item.option.role == "choice"]
        adopted = any(rule.majority.met(item.count.votes, cast.votes) for item in in_favour)
        return ("adopted" if adopted else "rejected"), None
    enough = [item for item in choices if rule.majority.met(item.count.votes, cast.votes)]
    most = max((item.count.votes for item in enough), default=None)
    winners = [item for item in enough if item.count.votes == most]
    if len(winners) != 1:
        # A share of one half or less can be reached by several: then none has won.
        return "no majority", None
    winner = winners[0].option
    if winner.role == "rejecting":
        return "rejected", None
    return "adopted", winner.name
