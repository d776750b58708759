"""The rows of the frames: columns named as in the CSV of the commands."""

from collections.abc import Iterator

from alvvote.api.frames import Column, Value
from alvvote.proposal import Option
from alvvote.publish.publication import Publication
from alvvote.roll import Roll
from alvvote.slips import INVALID, NOT_RETURNED
from alvvote.tally import Counts, Result

RECORD_COLUMNS: tuple[Column, ...] = (
    ("vote", "string"),
    ("title", "string"),
    ("gm_code", "string"),
    ("municipality", "string"),
    ("province", "string"),
    ("votes", "Int64"),
    ("choice", "string"),
)
"""Columns of what each member voted. `choice` is the name of an option (``for``, ``against``), or
``did not vote``, ``accredited, did not vote``, ``not accredited``."""

RESULT_COLUMNS: tuple[Column, ...] = (
    ("vote", "string"),
    ("title", "string"),
    ("kind", "string"),
    ("subject", "string"),
    ("manner", "string"),
    ("fraction", "string"),
    ("strict", "boolean"),
    ("option", "string"),
    ("members", "Int64"),
    ("votes", "Int64"),
    ("counts_as_cast", "boolean"),
    ("cast_members", "Int64"),
    ("cast_votes", "Int64"),
    ("not_voted_members", "Int64"),
    ("not_voted_votes", "Int64"),
    ("required_votes", "Int64"),
    ("outcome", "string"),
    ("adopted_option", "string"),
    ("reference_date", "date"),
    ("status", "string"),
    ("table", "string"),
)
"""Columns of results, named as in ``alvvote tally --format csv``; docs/json.md explains them."""

RULING_COLUMNS: tuple[Column, ...] = (("ruling", "string"), ("ruling_option", "string"))
"""What a publication has besides: what the chair pronounced, which decides where it differs."""


def record_rows(publication: Publication) -> Iterator[list[Value]]:
    """Yield a row per member and vote, for the votes of which that is public."""
    for vote in publication.votes:
        if not vote.per_member:
            continue
        for member in publication.members:
            choice = vote.choice_of(member.gm_code)
            yield [
                vote.proposal.id,
                vote.proposal.title,
                member.gm_code,
                member.municipality,
                member.province,
                member.votes,
                choice.name if isinstance(choice, Option) else choice,
            ]


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
