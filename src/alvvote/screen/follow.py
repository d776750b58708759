"""Following a dossier: read on where others appended, and keep the last state while it is gone."""

import os
import threading
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from alvvote.i18n import _
from alvvote.ledger.errors import LedgerError, StoreError
from alvvote.meeting.dossier import Dossier, open_dossier
from alvvote.meeting.model import State
from alvvote.problem_words import FAILURES

POLL_SECONDS = 1.0
"""How often the dossier is read."""
STALE_SECONDS = 5.0
"""Whoever waits so long for a store shows an old picture."""


class Seen(NamedTuple):
    """What was read last."""

    state: State
    moment: datetime
    """When it was read."""
    failure: str = ""
    """Why nothing newer could be read since; empty where all is well."""

    def stale(self, now: datetime) -> str:
        """Return since when the picture is old, and why; empty while it is new."""
        if not self.failure and (now - self.moment).total_seconds() < STALE_SECONDS:
            return ""
        text = _("OLD: this is of {time}; the dossier cannot be read: {reason}")
        reason = self.failure or _("no answer")
        return text.format(time=self.moment.strftime("%H.%M.%S"), reason=reason)


class Follower:
    """Reads a dossier again and again; where that fails it opens it anew the next time."""

    def __init__(self, path: str, clock: Callable[[], datetime]) -> None:
        """Read the dossier for the first time.

        Raises:
            StoreError: it cannot be read.
        """
        self._path = path
        self._clock = clock
        self._place = _place(path)
        self._dossier: Dossier | None = open_dossier(path, write=False)
        self.seen = Seen(self._dossier.state, clock())

    def look(self) -> None:
        """Read on; what goes wrong stands in `seen`, beside the last state that was read."""
        place = _place(self._path)
        if place != self._place:
            # Who has a file open does not notice that it was taken away, or that another is there.
            self.close()
        self._place = place
        try:
            if self._dossier is None:
                self._dossier = open_dossier(self._path, write=False)
            self.seen = Seen(self._dossier.state, self._clock())
        except LedgerError as error:
            self.close()
            self.seen = self.seen._replace(failure=_reason(error))

    def close(self) -> None:
        """Let go of the dossier."""
        if self._dossier is not None:
            self._dossier.log.close()
        self._dossier = None

    def start(self) -> threading.Event:
        """Look every second, in a thread that the screen never waits for; set the event to end."""
        stop = threading.Event()

        def follow() -> None:
            while not stop.wait(POLL_SECONDS):
                self.look()
            self.close()

        threading.Thread(target=follow, name="follow", daemon=True).start()
        return stop


def _place(path: str) -> tuple[int, int] | None:
    """Return which file stands there; None where there is none, or it is no file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _reason(error: LedgerError) -> str:
    if isinstance(error, StoreError) and error.reason != "io":
        return _(FAILURES.get(error.reason, error.reason))
    return error.detail if isinstance(error, StoreError) and error.detail else str(error)
