"""The rule options of ``alvvote tally``: read, and laid over the rules of the agenda."""

import re
from typing import NamedTuple

from alvvote.ballots import Vote
from alvvote.cli.options import parse_choice, wrong
from alvvote.i18n import _
from alvvote.problems import Problem
from alvvote.statutes import Majority, Quorum
from alvvote.statutes.majority import parse_majority, parse_quorum
from alvvote.tables.table import key_of

_FOR_ONE_VOTE = re.compile(r"(?P<id>.+?)=(?P<share>(?:>=|>)?\s*\d+\s*/\s*\d+)", re.DOTALL)


class RuleSettings(NamedTuple):
    """What the command line says of the rules; the rest stays as the agenda has it."""

    for_all: Majority | None
    for_one: dict[str, Majority]
    """By id of the vote, as the user wrote it."""
    abstentions_count: bool
    blanks_count: bool
    quorum: Quorum | None


def parse_rules(
    majorities: list[str] | None, abstentions: str | None, blanks: str | None, quorum: str | None
) -> RuleSettings:
    """Read the values of the options; wrong usage raises `typer.BadParameter`."""
    for_one: dict[str, Majority] = {}
    for text in majorities or ():
        majority = parse_majority(text)
        match = None if majority else _FOR_ONE_VOTE.fullmatch(text)
        if match is not None:
            majority = parse_majority(match["share"])
        if majority is None:
            message = _("{value} is no majority; write 1/2, 2/3, >2/3 or >=1/2, or ID=2/3.")
            raise wrong("--meerderheid", message.format(value=text))
        name = "" if match is None else match["id"].strip()
        if key_of(name) in {key_of(earlier) for earlier in for_one}:
            raise wrong(
                "--meerderheid", _("{value} is the second for the same vote.").format(value=text)
            )
        for_one[name] = majority
    for_all = for_one.pop("", None)
    for option, value in (("--onthouding", abstentions), ("--blanco", blanks)):
        if value is not None:
            parse_choice(option, value, ("telt",))
    parsed = None if quorum is None else parse_quorum(quorum)
    if quorum is not None and parsed is None:
        message = _("{value} is no quorum; write 1/2:stemmen or 1/3:leden.")
        raise wrong("--quorum", message.format(value=quorum))
    return RuleSettings(for_all, for_one, abstentions is not None, blanks is not None, parsed)


def with_rules(votes: list[Vote], settings: RuleSettings, problems: list[Problem]) -> list[Vote]:
    """Return the votes under the rules of the command line; an id that is none is a problem."""
    for_one = {key_of(name): majority for name, majority in settings.for_one.items()}
    known = {key_of(vote.proposal.id) for vote in votes}
    ids = ", ".join(vote.proposal.id for vote in votes)
    problems.extend(
        Problem("T102", column="--meerderheid", value=name, expected=ids)
        for name in settings.for_one
        if key_of(name) not in known
    )
    changed: list[Vote] = []
    for vote in votes:
        rule = vote.proposal.rule._replace(
            abstentions_count=settings.abstentions_count,
            blanks_count=settings.blanks_count,
            quorum=settings.quorum,
        )
        majority = for_one.get(key_of(vote.proposal.id), settings.for_all)
        if majority is not None:
            rule = rule._replace(majority=majority, source="command")
        changed.append(vote._replace(proposal=vote.proposal._replace(rule=rule)))
    return changed
