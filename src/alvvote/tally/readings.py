"""Does the result hold? The same ballots under every defensible reading of what is not certain."""

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from alvvote.population import Edition
from alvvote.proposal import Outcome
from alvvote.roll import Roll
from alvvote.tally.result import Result
from alvvote.tally.tally import decide, tally


class Turned(NamedTuple):
    """A reading under which the outcome is another one."""

    edition: Edition
    abstentions_count: bool
    blanks_count: bool
    outcome: Outcome
    adopted_option: str | None


class Readings(NamedTuple):
    """How many readings there are, and which of them turn the outcome."""

    total: int
    turned: tuple[Turned, ...]


def readings_of(result: Result, ballots: Mapping[str, str], rolls: list[Roll]) -> Readings | None:
    """Decide again under each roll, with abstentions and blanks counting as cast and not.

    `rolls` holds one roll per defensible edition. None where nothing was counted.
    """
    proposal, counts = result.proposal, result.counts
    if counts is None:
        return None
    turned: list[Turned] = []
    for roll in rolls:
        # Slips were handed out by one roll, and stay as they were counted.
        counted = tally(proposal, ballots, roll) if counts.slips is None else result
        options = () if counted.counts is None else counted.counts.options
        totals = {item.option.name: item.total for item in options}
        for abstentions, blanks in product((False, True), repeat=2):
            rule = proposal.rule._replace(abstentions_count=abstentions, blanks_count=blanks)
            other = decide(proposal._replace(rule=rule), totals, counted.roll, counts.slips)
            if (other.outcome, other.adopted_option) != (result.outcome, result.adopted_option):
                turned.append(
                    Turned(roll.edition, abstentions, blanks, other.outcome, other.adopted_option)
                )
    return Readings(4 * len(rolls), tuple(turned))
