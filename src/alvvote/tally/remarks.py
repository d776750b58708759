"""What is to be said of votes as such, when their files are without error."""

from collections.abc import Mapping

from alvvote.problems import Problem
from alvvote.proposal import Proposal


def remarks_on(
    proposal: Proposal, ballots: Mapping[str, str], *, per_member: bool, on_slips: bool = False
) -> list[Problem]:
    """Return problems of one vote.

    What each member voted is public for votes on matters only (statutes, article 11, paragraph 5);
    without a count no share can be shown to have been reached.
    """
    problems: list[Problem] = []
    if per_member and proposal.kind == "persons":
        problems.append(Problem("T101", column="--per-lid", value=proposal.id))
    if proposal.manner == "counted" and not ballots and not on_slips:
        problems.append(Problem("W203", value=proposal.id))
    majority = proposal.rule.majority
    more_than_half = 2 * majority.numerator > majority.denominator
    if proposal.manner == "acclamation" and proposal.outcome == "adopted" and more_than_half:
        problems.append(Problem("W205", value=proposal.id, expected=majority.fraction))
    return problems
