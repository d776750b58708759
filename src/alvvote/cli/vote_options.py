"""What the commands on votes share: their arguments, moments, members and words of options."""

from datetime import datetime
from typing import Annotated

import typer

from alvvote.ballots.choices import Choices
from alvvote.basis import AtHand, open_data
from alvvote.cli.options import wrong
from alvvote.directory import IN_OPTION
from alvvote.i18n import N_, _
from alvvote.meeting.acts import Refused
from alvvote.meeting.events import Casting
from alvvote.meeting.model import State, Vote
from alvvote.meeting.results import roll_of
from alvvote.problems import Problem
from alvvote.proposal import Option, Proposal
from alvvote.roll import Member

VoteArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", help=_("The vote; the id of an item means the newest vote on it.")
    ),
]
ItemsArgument = Annotated[
    list[str],
    typer.Argument(metavar="ID", help=_("The item; several are taken together in one vote.")),
]
WijzeOption = Annotated[
    str | None,
    typer.Option(
        "--wijze",
        metavar="elektronisch|stempassen|hoofdelijk|schriftelijk",
        help=_("The manner of voting; else elektronisch."),
    ),
]

_CASTINGS: dict[str, Casting] = {
    "elektronisch": "electronic",
    "stempassen": "show of passes",
    "hoofdelijk": "call-over",
    "schriftelijk": "written",
}
_CASTING_WORDS: dict[Casting, str] = {
    "electronic": N_("electronic"),
    "show of passes": N_("by a show of passes"),
    "call-over": N_("by call-over"),
    "written": N_("in writing"),
}


def now() -> str:
    """Return the moment as acts record it: ISO, local, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def hour_of(moment: str) -> str:
    """Return the hour of a recorded moment as it is shown: ``13.02``."""
    return datetime.fromisoformat(moment).strftime("%H.%M")


def parse_casting(value: str | None) -> Casting:
    """Return the manner of voting; wrong usage raises `typer.BadParameter`."""
    casting = _CASTINGS.get(value or "elektronisch")
    if casting is None:
        raise wrong(
            "--wijze",
            _("{value} is not one of {choices}.").format(value=value, choices=", ".join(_CASTINGS)),
        )
    return casting


def casting_in_words(casting: Casting) -> str:
    """Return the manner of voting in the language of the user."""
    return _(_CASTING_WORDS[casting])


def data_at_hand() -> AtHand:
    """Return the data by which names of municipalities are found.

    Raises:
        Refused: the user's own figures are damaged.
    """
    problems: list[Problem] = []
    at_hand = open_data(problems)
    if at_hand is None:
        raise Refused(*problems)
    return at_hand


def member_named(state: State, name: str) -> Member:
    """Return the member on the roll of the meeting that a name, alias or code means.

    Raises:
        Refused: it means none, or more than one.
    """
    found = data_at_hand().directory(roll_of(state)).find(name, IN_OPTION)
    if isinstance(found, Problem):
        raise Refused(found._replace(column="--gemeente"))
    return found


def option_named(vote: Vote, text: str) -> str:
    """Return the option of a vote that a word means, by the words that ballot files may use.

    Raises:
        Refused: it means none.
    """
    choices = Choices(vote.proposal)
    option = choices.option(text)
    if option is None:
        raise Refused(Problem("V106", column="--stem", value=text, expected=choices.expected))
    return option


def own_options(proposal: Proposal) -> tuple[Option, ...]:
    """Return the options of a vote that has its own; empty where the question is yes or no."""
    return () if proposal.for_or_against else proposal.options
