"""The tally: counts by option, votes cast, quorum, majority."""

from collections.abc import Iterable, Mapping

from alvvote.proposal import Outcome, Proposal, Role, Rule
from alvvote.roll import Roll
from alvvote.slips import SlipCount, Slips
from alvvote.statutes import Members, Votes
from alvvote.tally.result import Count, Counts, OptionCount, Result


def tally(proposal: Proposal, ballots: Mapping[str, str], roll: Roll) -> Result:
    """Count the ballots (option by code of the member) and decide.

    Raises:
        KeyError: a ballot of someone who is not on the roll, or for an option that is not there.
        ValueError: the proposal was not counted and has no outcome of its own.
    """
    everyone = Count(roll.totals.members, roll.totals.votes)
    if proposal.manner != "counted":
        if proposal.outcome is None:
            raise ValueError("a vote that is not counted has an outcome given")
        return Result(proposal, everyone, None, proposal.outcome, None)
    votes_of = roll.votes_of
    votes = {option.name: 0 for option in proposal.options}
    members = dict(votes)
    for gm_code, option in ballots.items():
        votes[option] += votes_of[gm_code]
        members[option] += 1
    totals = {name: Count(Members(members[name]), Votes(votes[name])) for name in votes}
    return decide(proposal, totals, everyone)


def tally_slips(proposal: Proposal, count: SlipCount, roll: Roll) -> Result:
    """Decide from a count of slips, of which nobody knows which members handed them in."""
    totals = {name: Count(Members(0), votes) for name, votes in count.votes.items()}
    everyone = Count(roll.totals.members, roll.totals.votes)
    return decide(proposal, totals, everyone, count.slips)


def decide(
    proposal: Proposal, totals: Mapping[str, Count], roll: Count, slips: Slips | None = None
) -> Result:
    """Decide from the totals by option; `roll` is all members and votes there are.

    With `slips` the totals are votes alone. Whose slips were not returned nobody knows: for a
    quorum of members all that were handed slips count, for one of votes the slips returned.
    """
    rule = proposal.rule
    options = tuple(
        OptionCount(option, totals[option.name], _is_cast(option.role, rule))
        for option in proposal.options
    )
    cast = _sum(item.total for item in options if item.cast)
    if slips is None:
        handed_in = voted = _sum(item.total for item in options)
    else:
        handed_in = Count(slips.members, slips.returned)
        voted = Count(slips.members, slips.handed_out)
    counts = Counts(
        options,
        cast,
        handed_in,
        Count(Members(roll.members - voted.members), Votes(roll.votes - voted.votes)),
        rule.majority.required(cast.votes),
        slips,
    )
    outcome, adopted = _outcome(proposal, counts, roll)
    return Result(proposal, roll, counts, outcome, adopted)


def _is_cast(role: Role, rule: Rule) -> bool:
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


def _quorum_missed(rule: Rule, handed_in: Count, roll: Count) -> bool:
    quorum = rule.quorum
    if quorum is None:
        return False
    if quorum.of == "votes":
        return not quorum.reached(handed_in.votes, roll.votes)
    return not quorum.reached(handed_in.members, roll.members)


def _outcome(proposal: Proposal, counts: Counts, roll: Count) -> tuple[Outcome, str | None]:
    rule = proposal.rule
    if _quorum_missed(rule, counts.handed_in, roll):
        return "no quorum", None
    enough = [
        item
        for item in counts.options
        if item.option.role in {"for", "choice", "rejecting"}
        and rule.majority.met(item.total.votes, counts.cast.votes)
    ]
    if proposal.for_or_against:
        adopted = any(item.option.role == "for" for item in enough)
        return ("adopted" if adopted else "rejected"), None
    most = max((item.total.votes for item in enough), default=None)
    winners = [item.option for item in enough if item.total.votes == most]
    if len(winners) != 1:
        # A share of one half or less can be reached by several: then none has won.
        return "no majority", None
    if winners[0].role == "rejecting":
        return "rejected", None
    return "adopted", winners[0].name
