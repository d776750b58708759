"""The rows of the published tables: plain values, in the order of their columns."""

from collections.abc import Iterator

from alvvote.proposal import Option
from alvvote.publish.breakdown import not_voted_of
from alvvote.publish.publication import Choice, Publication, PublishedVote
from alvvote.publish.table_columns import Value
from alvvote.roll import Roll
from alvvote.slips import INVALID, NOT_RETURNED
from alvvote.tally import Counts, Result


def record_rows(publication: Publication) -> Iterator[list[Value]]:
    """Yield a row per member and vote, for the votes of which that is public."""
    for vote in publication.votes:
        if not vote.per_member:
            continue
        for member in publication.members:
            yield [
                vote.proposal.id,
                vote.proposal.title,
                member.gm_code,
                member.municipality,
                member.province,
                member.votes,
                _name_of(vote.choice_of(member.gm_code)),
            ]


def matrix_rows(publication: Publication) -> Iterator[list[Value]]:
    """Yield a row per member, with what it chose in each vote of which that is public."""
    votes = [vote for vote in publication.votes if vote.per_member]
    for member in publication.members:
        yield [
            member.gm_code,
            member.municipality,
            member.province,
            member.votes,
            *(_name_of(vote.choice_of(member.gm_code)) for vote in votes),
        ]


def published_result_rows(publication: Publication) -> Iterator[list[Value]]:
    """Yield the rows of all results, with what is known besides the tally."""
    for vote in publication.votes:
        besides = _besides(publication, vote)
        for row in result_rows(vote.result, publication.roll):
            yield [*row, *besides]


def result_rows(result: Result, roll: Roll) -> Iterator[list[Value]]:
    """Yield a row per option of a vote; one without an option for what was not counted."""
    proposal, counts = result.proposal, result.counts
    majority = proposal.rule.majority
    before: list[Value] = [
        proposal.id,
        proposal.title,
        proposal.kind,
        proposal.subject,
        proposal.manner,
        majority.fraction,
        majority.strict,
    ]
    after: list[Value] = [
        result.outcome,
        result.adopted_option,
        roll.edition.reference_date,
        roll.edition.status,
        roll.edition.table,
    ]
    if counts is None:
        yield [*before, *[None] * 9, *after]
        return
    sums = [
        counts.cast.members if counts.members_known else None,
        counts.cast.votes,
        *counts.not_voted,
        counts.required_votes,
    ]
    for option in _options(counts):
        yield [*before, *option, *sums, *after]


def _options(counts: Counts) -> Iterator[list[Value]]:
    """Yield option, members, votes and whether they count as cast; of slips the other lines too."""
    for item in counts.options:
        members = item.total.members if counts.members_known else None
        yield [item.option.name, members, item.total.votes, item.cast]
    if counts.slips is not None:
        yield [INVALID, None, counts.slips.invalid, False]
        yield [NOT_RETURNED, None, counts.slips.not_returned, False]


def _besides(publication: Publication, vote: PublishedVote) -> list[Value]:
    ruling: tuple[Value, Value] = (None, None)
    if vote.ruling is not None:
        ruling = (vote.ruling.outcome, vote.ruling.option)
    absent: tuple[Value, Value] = (None, None)
    if vote.per_member and vote.accredited is not None:
        absent = not_voted_of(publication.roll, vote)["not accredited"]
    return [*ruling, vote.again_of, vote.replaced_by, *absent]


def _name_of(choice: Choice) -> str:
    return choice.name if isinstance(choice, Option) else choice
