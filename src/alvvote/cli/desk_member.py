"""Whom a single command of the desk is about: the holder of a code, or a municipality by name."""

import time
import uuid
from collections.abc import Callable
from typing import NamedTuple

from alvvote.cards.find import FoundCard, find_card
from alvvote.cards.find_pass import FoundPass, pass_of_code
from alvvote.cards.pass_files import HandedOut
from alvvote.cli.options import wrong
from alvvote.cli.terminal import say
from alvvote.cli.vote_options import member_named
from alvvote.desk import slowing
from alvvote.desk.reading import read_line
from alvvote.desk.record import handed_out_by
from alvvote.i18n import _
from alvvote.ledger.errors import StoreError
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Act, Done, Dossier
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.meeting.rules.find import member_in_words
from alvvote.meeting.surely import act_surely
from alvvote.problems import Problem

PATIENCE = 60.0
"""Seconds for which an act is tried again where the server went away in the middle of it."""
PAUSE = 1.0
"""Seconds between two tries."""


class Shown(NamedTuple):
    """Who reported, and with what."""

    gm_code: str
    card: FoundCard | None = None
    found_pass: FoundPass | None = None

    @property
    def card_number(self) -> int | None:
        """The serial number of the card that was shown; None where none was."""
        return None if self.card is None else self.card.number


def check_who(code: str | None, gemeente: str | None) -> None:
    """Raise `typer.BadParameter` unless there is a code, or else a municipality."""
    if code is not None and gemeente is not None:
        raise wrong("--gemeente", _("it goes without {option}.").format(option="CODE"))
    if code is None and gemeente is None:
        raise wrong("--gemeente", _("without a code it is needed."))


def who_is_shown(dossier: Dossier, code: str | None, gemeente: str | None) -> Shown:
    """Return whose code this is, or who is named; whatever it is worth.

    A code that nobody knows takes its time, so that guessing in a loop does too.

    Raises:
        Refused: nobody is.
    """
    state = dossier.state
    if code is None:
        return Shown(member_named(state, gemeente or "").gm_code)
    line = read_line(code)
    if line.kind == "card":
        card = find_card(state, line.text)
        if card.gm_code is not None:
            return Shown(card.gm_code, card)
    elif line.kind == "pass":
        found = pass_of_code(state, line.text)
        if found is not None:
            return Shown(found.gm_code, found_pass=found)
    else:
        raise Refused(Problem("D153", column="CODE"))
    time.sleep(slowing.ONE_COMMAND)
    raise Refused(Problem("D152", column="CODE"))


def who_reports(dossier: Dossier, code: str | None, gemeente: str | None, act: str | None) -> Shown:
    """Return who is shown, where the card or the pass is worth something now.

    Where the act of this id was recorded already it may be worthless, just by that.

    Raises:
        Refused: nobody is, or it is worth nothing.
    """
    found = who_is_shown(dossier, code, gemeente)
    state = dossier.state
    if act is not None and dossier.log.head_of_act(act) is not None:
        return found
    worth = None if found.card is None else found.card.worth
    if worth == "over":
        raise Refused(Problem("K103", value=str(state.published)))
    if worth == "replaced":
        raise Refused(Problem("D154", value=member_in_words(state, found.gm_code)))
    if worth == "no vote":
        raise Refused(_without_vote(state, found.gm_code))
    if found.found_pass is not None and found.found_pass.handed_out.ended is not None:
        raise Refused(Problem("D157", value=member_in_words(state, found.gm_code)))
    return found


def do_once(
    dossier: Dossier, act: Act, act_id: str | None, gm_code: str, kinds: tuple[type[Event], ...]
) -> tuple[Done, HandedOut | None]:
    """Do an act that records events of these kinds for a member, or find what was recorded of it.

    Where the connection breaks the act is kept, and tried again for a minute. The pass that it
    handed out comes with it, the same each time.

    Raises:
        Refused: the rules do not allow it, or another act was recorded under this id.
        StoreError: the server stayed away; whether it is recorded its `maybe_recorded` tells.
    """
    name = act_id or str(uuid.uuid4())
    done = act_surely(dossier, act, name, _patience())
    try:
        entries = list(dossier.log.entries(done.first, done.head.size))
        handed = handed_out_by(dossier, done.first, done.head.size)
    except StoreError as error:
        # It is recorded: what it was, the same id tells.
        error.maybe_recorded, error.act = True, name
        raise
    same = [entry.kind for entry in entries] == [kind.kind for kind in kinds]
    if not same or any(entry.public["gm_code"] != gm_code for entry in entries):
        raise Refused(Problem("D161", column="--act", value=act_id))
    return done, handed


def _patience() -> Callable[[StoreError], bool]:
    """Return what waits a little before each new try, says so once, and gives up in the end."""
    until = time.monotonic() + PATIENCE
    told: list[StoreError] = []

    def wait(error: StoreError) -> bool:
        if time.monotonic() >= until:
            return False
        if not told:
            say(_("no connection: the act is kept, and goes on by itself"))
        told[:] = [error]
        time.sleep(PAUSE)
        return True

    return wait


def _without_vote(state: State, gm_code: str) -> Problem:
    member = None if state.roll is None else state.roll.by_code.get(gm_code)
    code = "D160" if member is None else "V119"
    return Problem(code, value=member_in_words(state, gm_code))
