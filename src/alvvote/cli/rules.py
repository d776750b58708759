"""The rule options of ``alvvote tally``, and how their values are read."""

import re

from alvvote.cli.options import parse_choice, wrong
from alvvote.i18n import _
from alvvote.questions import RuleSettings
from alvvote.statutes import Majority
from alvvote.statutes.majority import parse_majority, parse_quorum
from alvvote.tables.table import key_of

_FOR_ONE_VOTE = re.compile(r"(?P<id>.+?)=(?P<share>(?:>=|>)?\s*\d+\s*/\s*\d+)", re.DOTALL)


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
    others = tuple(for_one.items())
    return RuleSettings(for_all, others, abstentions is not None, blanks is not None, parsed)
