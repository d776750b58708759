"""One desk of a simulated arrival, as a process: it works off one person after the other.

Each line on standard input is a JSON list: what is scanned and typed for one person, an empty text
being Enter by itself. Each line on standard output tells what the desk showed at the end of it.

    python -m tests.arrival_desk DOSSIER KEY DESK
"""

import json
import sys
import time
from typing import NamedTuple

from alvvote.cli.vote_options import data_at_hand
from alvvote.desk.cases import AlreadyIn, Case, CheckOut, LetIn, NewPass, Refuse, Waiting
from alvvote.desk.orders import Recorded
from alvvote.desk.questions import Find
from alvvote.desk.search import Search
from alvvote.desk.session import Pending, Session
from alvvote.desk.staying import Stays
from alvvote.ledger.errors import LedgerError
from alvvote.meeting.dossier import open_dossier
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of

PATIENCE = 60.0
"""Seconds after which a desk gives up."""
PAUSE = 0.02
"""Seconds between two tries while the server is away."""


class Shown(NamedTuple):
    """What the desk showed at last, and how many tries that took."""

    case: Case
    tries: int


def _search(state: State) -> Find:
    roll = roll_of(state)
    return Search(roll, data_at_hand().directory(roll)).find


class Desk:
    """Works off the lines of persons."""

    def __init__(self, session: Session) -> None:
        """Take the session of this desk."""
        self.session = session
        self.tries = 0

    def serve(self, lines: list[str]) -> Shown:
        """Return what is shown after these lines."""
        self.tries = 0
        case: Case = Waiting()
        for line in lines:
            if isinstance(case, AlreadyIn) and len(line) > 1:
                # It stands otherwise than when these lines were laid down: nobody types on.
                break
            following = self._look(case, line)
            if isinstance(following, LetIn | CheckOut | NewPass | Refuse):
                case = self._carry_out(following)
            elif isinstance(following, Stays):
                # No answer to what is shown, for the same reason.
                break
            elif isinstance(following, tuple):
                case = following  # type: ignore[assignment] # nothing is printed again here
        return Shown(case, self.tries)

    def _look(self, case: Case, line: str) -> object:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.session.look(case, line)
            except LedgerError:
                self._pause(end)

    def _carry_out(self, order: LetIn | CheckOut | NewPass | Refuse) -> Case:
        end = time.monotonic() + PATIENCE
        came: Recorded | Case | Pending | None = self.session.carry_out(order)
        while isinstance(came, Pending):
            self._pause(end)
            came = self.session.try_again()
        if came is None:
            raise AssertionError("what was pending is known")
        return came.done if isinstance(came, Recorded) else came

    def _pause(self, end: float) -> None:
        self.tries += 1
        if time.monotonic() > end:
            raise AssertionError("the store stays away")
        time.sleep(PAUSE)


def main(dossier: str, key: str, name: str) -> None:
    """Serve until standard input ends."""
    session = Session(lambda: open_dossier(dossier, key or None, write=True), name, _search)
    desk = Desk(session)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        start = time.monotonic()
        case, tries = desk.serve(json.loads(line))
        document = {
            "case": type(case).__name__,
            "what": getattr(case, "what", None),
            "pass": getattr(case, "pass_code", None),
            "tries": tries,
            "seconds": time.monotonic() - start,
        }
        print(json.dumps(document), flush=True)
    session.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
