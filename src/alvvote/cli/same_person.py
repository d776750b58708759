"""The question whether people of one name, who stand for several members, are one person."""

import sys
from typing import NamedTuple

from alvvote.cli.terminal import say
from alvvote.i18n import _
from alvvote.meeting.model import State
from alvvote.meeting.rules.find import member_in_words
from alvvote.meeting.rules.people import namesakes
from alvvote.plain import shown
from alvvote.tables.table import key_of

_YES = frozenset({"j", "ja", "y", "yes"})
_NO = frozenset({"n", "nee", "no"})


def can_ask() -> bool:
    """Tell whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class Answered(NamedTuple):
    """What was answered."""

    same_as: str | None
    """The member for whom this very person stands; None where all are other people."""


def ask_same_person(state: State, gm_code: str, name: str) -> Answered | None:
    """Ask about each member for whom the name stands too, until one of them is the same person.

    None where nobody answers.
    """
    for code, other in namesakes(state, gm_code, name).items():
        question = _("{name} ({function}) stands for {member} too.")
        member = member_in_words(state, code)
        say(shown(question.format(name=other.name, function=other.function, member=member)))
        same = _answer()
        if same is None:
            return None
        if same:
            return Answered(code)
    return Answered(None)


def _answer() -> bool | None:
    while True:
        print(_("Is it the same person? [y/n]"), end=" ", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        if key_of(line) in _YES | _NO:
            return key_of(line) in _YES
