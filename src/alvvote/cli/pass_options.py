"""What commands that scan passes share: the pass that is meant, and its member in words."""

from alvvote.cards.find_pass import FoundPass, find_pass, is_valid, worthless
from alvvote.cli.dossiers import At, prepare
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.history import History, history_of
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.words import votes_in_words


def pass_named(state: State, text: str) -> FoundPass:
    """Return the pass of this meeting that a code or number means, whatever it is worth.

    Raises:
        Refused: it means none.
    """
    found = find_pass(state, text)
    if isinstance(found, Problem):
        raise Refused(found)
    return found


def valid_pass(dossier: Dossier, state: State, text: str) -> FoundPass:
    """Return the pass that a code or number means, which is valid now.

    Raises:
        Refused: it means none, or one that is worthless: since when, and why.
    """
    found = pass_named(state, text)
    if not is_valid(state, found):
        raise Refused(worthless(history_in(dossier, state), found, text.strip()))
    return found


def consult_history(at: At) -> tuple[State, History] | int:
    """Return state and history of the dossier, to read ballots by; else the exit code."""
    found: list[tuple[State, History]] = []

    def keep(dossier: Dossier) -> None:
        state = dossier.state
        found.append((state, history_in(dossier, state)))

    code = prepare(at, keep)
    return found[0] if found else code


def history_in(dossier: Dossier, state: State) -> History:
    """Return what happened in the hall up to this state."""
    return history_of(dossier.log.entries(0, state.size))


def member_and_votes(state: State, gm_code: str) -> str:
    """Return ``Borne (GM0147), 25 votes``."""
    member = roll_of(state).by_code[gm_code]
    return f"{shown(member.municipality)} ({gm_code}), {votes_in_words(member.votes)}"
