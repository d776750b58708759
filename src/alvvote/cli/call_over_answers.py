"""What may be answered in a call-over: the options of the vote, and a few keys of its own."""

import contextlib
from enum import Enum
from typing import NamedTuple

from alvvote.ballots.choices import Choices
from alvvote.cli.terminal import wrapped
from alvvote.cli.vote_options import own_options
from alvvote.i18n import _
from alvvote.meeting.model import Vote
from alvvote.plain import shown
from alvvote.tables.table import key_of
from alvvote.words import option_in_words

_YES = frozenset({"j", "ja", "y", "yes"})
_KEYS = {"for": "v", "against": "t", "abstention": "o", "blank": "b"}


class Command(Enum):
    """What an answer asks for that is no ballot."""

    ABSENT = ""
    UNDO = "u"
    STOP = "s"
    HELP = "?"


class Ballot(NamedTuple):
    """An answer that is a ballot; None in a vote on persons: that the member voted."""

    option: str | None


class Answers:
    """What may be answered in one vote, and what it means."""

    def __init__(self, vote: Vote) -> None:
        """Take the vote; `keys` is what may be answered in it, and `words` its options in words."""
        self._secret = vote.secret
        self._choices = Choices(vote.proposal)
        own = [option.name for option in own_options(vote.proposal)]
        # Where an option is itself a number, counting them would mislead.
        numbered = not any(key_of(name).isdecimal() for name in own)
        places = map(str, range(1, len(own) + 1))
        self._numbers = dict(zip(places, own, strict=True)) if numbered else {}
        self.words = {option.name: option_in_words(option) for option in vote.proposal.options}
        if vote.secret:
            self.keys = _("j has voted")
        elif own:
            numbers = {name: place for place, name in self._numbers.items()}
            self.keys = ", ".join(f"{numbers.get(name, '')} {name}".strip() for name in own)
        else:
            self.keys = ", ".join(f"{_KEYS[name]} {word}" for name, word in self.words.items())

    def read(self, text: str) -> Ballot | Command | None:
        """Return what an answer means; None where it means nothing."""
        key = key_of(text)
        with contextlib.suppress(ValueError):
            return Command(key)
        if self._secret:
            return Ballot(None) if key in _YES else None
        option = self._choices.option(text) or self._numbers.get(key)
        return None if option is None else Ballot(option)

    def help(self) -> str:
        """Return all that may be answered."""
        return "\n".join(
            wrapped(text, 4, hanging=2)
            for text in (
                shown(self.keys),
                _("Enter: not here now; the member comes back at the end"),
                _("u: undo the last answer; that member is asked again, as a correction"),
                _("s: stop; the same command goes on where it was"),
                _("?: this help"),
            )
        )
