"""Who acts in any meeting: the office, or a desk with a key of its own or without.

A base of the machine in `tests.test_meeting_stateful`: what a desk may do is said once more here.
"""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from alvvote.ledger.audit import Audit
from alvvote.ledger.keys import create_key_file
from alvvote.ledger.store import Log, is_server, open_log
from alvvote.meeting import events as e
from alvvote.meeting.desk_signatures import signed_by_desks
from alvvote.meeting.dossier import Dossier, open_dossier, public_key_of
from alvvote.meeting.replay import replay
from alvvote.meeting.roles import role_in
from tests.hall_machine import MOMENT, HallMachine, moves, namings

NOT_FOR_DESKS: tuple[e.Event, ...] = (
    e.DeadlineSet("motions", None),
    e.LateArrivalsSet(admitted=True),
    e.SupervisorNamed(1, "V. Voorbeeld"),
    e.MeetingOpened(MOMENT),
    e.MeetingPublished("2026-11-26"),
    e.PersonalDataErased(early=False, reason="verzonnen"),
)
"""Some of what the office alone does, whatever speaks for it."""


class SeatMachine(HallMachine):
    """A meeting in which desks act between the acts of the office."""

    def __init__(self) -> None:
        """Make a folder for the keys, and name a place for the dossier."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = self._place()
        self.key = str(Path(self.folder.name) / "office.key")
        self.keys: list[tuple[str, str]] = []
        """File and verifier key of each desk."""
        self.sitting: str | None = None
        """The key of the desk that acts now, empty where it has none; None for the office."""
        self.at_desks: dict[int, str] = {}
        """Of the heads over acts of desks, by size, the key."""
        self.by_desks: set[int] = set()
        """The numbers of what desks recorded."""

    def _place(self) -> str:
        """Return where the dossier is to be made."""
        return str(Path(self.folder.name) / "meeting.alv")

    def _address(self) -> str:
        """Return where the dossier is for who acts now."""
        return self.path

    def _open(self) -> Dossier:
        """Open the dossier as who acts now."""
        if self.sitting == "":
            opened = open_dossier(self._address(), write=True)
            if not is_server(self.path):
                # A file does not know who opens it.
                opened.key, opened.role = None, "desk"
            return opened
        return open_dossier(self._address(), self.sitting or self.key, write=True)

    @rule()
    def reopen(self) -> None:
        """Another process goes on."""
        self.dossier.log.close()
        self.dossier = self._open()

    @precondition(lambda self: self.steps % 4 == 2)
    @rule(what=st.sampled_from(["good", "good", "again", "role", "broken"]))
    def make_key(self, what: str) -> None:
        """Make the key of a desk known: a good one, one that is known, or something else."""
        self._make_key(what)

    def _make_key(self, what: str) -> None:
        if what == "again" and self.keys:
            vkey = self.keys[0][1]
        else:
            file = str(Path(self.folder.name) / f"desk-{self.steps}-{self._next()}.key")
            made = create_key_file(file, f"{self.dossier.log.origin}/{self.steps}")
            vkey = made.public.vkey()[: -1 if what == "broken" else None]
            if what in {"good", "again"}:
                self.keys.append((file, vkey))
        role: Any = "keeper" if what == "role" else "desk"
        right = self.right.register_key(vkey, role, good=what != "broken")
        self._do(lambda _state: [e.KeyRegistered(vkey, role, "1")], right=right)

    @precondition(lambda self: self.right.accreditation)
    @rule(
        data=st.data(),
        arrivals=moves,
        named=namings,
        other=st.sampled_from(NOT_FOR_DESKS),
        signed=st.booleans(),
    )
    def sit_at_a_desk(
        self,
        data: st.DataObject,
        arrivals: list[tuple[str, str]],
        named: list[tuple[str, str]],
        other: e.Event,
        signed: bool,  # noqa: FBT001
    ) -> None:
        """Act as a desk for a while; what is for the office is refused there."""
        self._sit_down(signed=signed)
        self.work_at_desk(data, arrivals)
        self._do(lambda _state: [other], right=False)
        for code, what in named[:2]:
            self.represent_one(data, code, what)
        self._stand_up()

    def arrive_at_a_desk(self, some: list[str]) -> None:
        """Let some members come in at a desk that signs."""
        self._sit_down(signed=True)
        self.arrive(some)
        self._stand_up()

    def _sit_down(self, *, signed: bool) -> None:
        if signed and not self.keys:
            self._make_key("good")
        self.sitting = self.keys[-1][0] if signed else ""
        self.reopen()

    def _stand_up(self) -> None:
        """Go on as the office; what was done at the desk is judged while it is the newest."""
        self.sitting = None
        self.reopen()
        with open_log(self.path, write=False) as log:
            key = public_key_of(log)
            self.check_who_acted(log, replay(log, [] if key is None else [key]).audit)

    def note_who_acted(self, first: int, size: int) -> None:
        """Keep who did what was just recorded."""
        if self.sitting is not None:
            self.at_desks[size] = self.sitting
            self.by_desks.update(range(first, size))

    def check_who_acted(self, log: Log, found: Audit) -> None:
        """Hold who acted against what entries and signatures say."""
        said = {entry.number for entry in log.entries() if role_in(entry) == "desk"}
        assert said == self.by_desks
        heads = [head.size for head in log.heads()]
        signed = [size for size, key in self.at_desks.items() if key]
        assert found.signed_heads == len(heads) - len(self.at_desks)
        assert (sorted(found.named), signed_by_desks(found)) == (signed, len(signed))
        # A desk vouches for itself, right after what the office signed or another such desk.
        newest = max((size for size in heads if size not in self.at_desks), default=0)
        for size in heads:
            if size > newest and not self.at_desks[size]:
                break
            newest = max(size, newest)
        assert found.signed_size == newest
