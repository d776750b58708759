"""The question whether people of one name, who stand for several members, are one person."""

import sys

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


def ask_same_person(state: State, gm_code: str, name: str) -> bool | None:
    """Ask about each member for whom the name stands too; None where nobody answers.

    Returns:
        True as soon as one of them is the same person, False where all are others.
    """
    for code, other in namesakes(state, gm_code, name).items():
        question = _("{name} ({function}) stands for {member} too.")
        member = member_in_words(state, code)
        say(shown(question.format(name=other.name, function=other.function, member=member)))
        answer = _answer()
        if answer is not False:
            return answer
    return False


def _answer() -> bool | None:
    while True:
        print(_("Is it the same person? [y/n]"), end=" ", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        if key_of(line) in _YES | _NO:
            return key_of(line) in _YES
