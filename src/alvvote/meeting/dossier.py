"""The dossier: one meeting in one ledger file; each act is decided and recorded as a whole."""

import contextlib
import errno
import glob
import os
import secrets
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Self

from alvvote.ledger.copies import update_copies
from alvvote.ledger.entry import Entry
from alvvote.ledger.errors import KeyFileError, StoreError
from alvvote.ledger.keys import (
    PublicKey,
    SigningKey,
    create_key_file,
    parse_vkey,
    read_key_file,
)
from alvvote.ledger.merkle import Frontier, leaf_hash
from alvvote.ledger.note import sign
from alvvote.ledger.store import (
    ORIGIN,
    PUBLIC_KEY,
    Head,
    Log,
    Role,
    Signer,
    Writer,
    create_log,
    database_of,
    is_server,
    is_there,
    open_log,
    shown_address,
)
from alvvote.meeting.acts import Refused
from alvvote.meeting.events import Event
from alvvote.meeting.evolve import PRIVATE_IN_STATE, evolve
from alvvote.meeting.model import State
from alvvote.meeting.roles import DESK, draft_of, event_in
from alvvote.meeting.rules import decide
from alvvote.meeting.rules.desks import DESK_KINDS, allowed
from alvvote.problems import Problem, has_errors

Act = Callable[[State], Sequence[Event]]
"""What is to be recorded, given the state at that moment."""

ENDING = ".alv"
_NEW = ".new"
ORIGINS = "alvvote/"
"""What the names of logs begin with."""
REHEARSAL_ORIGIN = "alvvote-oefening/"
"""What the names of logs of rehearsals begin with."""


class Done(NamedTuple):
    """What came of an act."""

    state: State
    head: Head
    warnings: list[Problem]
    first: int
    """The number of the first entry of the act."""
    recorded: bool
    """False where the same act (by the id of its caller) had been recorded before."""


def key_path(path: str, given: str | None = None) -> str:
    """Return where the key of a dossier stands: what was given, or ``NAME.key`` beside it.

    Of a dossier on a server it is in the current folder, with the name of the database.
    """
    if given is not None:
        return given
    root = name_of(path) if is_server(path) else path.removesuffix(ENDING)
    return f"{root}.key"


def name_of(path: str) -> str:
    """Return what a dossier is called: its file without folder and ending, or its database."""
    if is_server(path):
        return os.path.basename(database_of(path)) or "alv"
    return os.path.basename(path).removesuffix(ENDING)


def signer_of(key: SigningKey) -> Signer:
    """Return what signs heads with this key."""
    return lambda checkpoint: sign(checkpoint, key).line()


def _now() -> datetime:
    return datetime.now().astimezone()


class Dossier:
    """A dossier that is open; it keeps the state, and reads on where others appended."""

    def __init__(
        self,
        log: Log,
        key: SigningKey | None = None,
        role: Role | None = None,
        *,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """Take an open log; with a key each head is signed. `role` is that of who acts."""
        self.log = log
        self.key = key
        self.role = role
        self._clock = clock
        self._state = State()
        self._frontier = Frontier()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.log.close()

    @property
    def state(self) -> State:
        """The state after everything that is recorded by now.

        Raises:
            StoreError: the file is damaged, or an entry is not what its hash says; the number of
                the entry stands in its detail.
        """
        with self.log.reading():
            entries = self.log.entries(self._state.size)
            state, frontier = fold(entries, self._state, self._frontier, self.log.path)
            head = self.log.head()
        # What is shown must be what the head covers; whether the head is the right one, `ledger
        # verify` asks.
        if (head.size, head.root) != (frontier.size, frontier.root()):
            raise StoreError("damaged", self.log.path)
        # Both or none: the connection may break before the head is read.
        self._state, self._frontier = state, frontier
        return state

    @property
    def seen(self) -> State:
        """The state as it was read last, or after the last act here; nothing is asked anew."""
        return self._state if self._state.size else self.state

    def reconnect(self) -> None:
        """Open the log anew, where the connection to its server broke.

        Raises:
            StoreError: the server does not answer, or what is there now is another log.
        """
        opened = open_log(self.log.address, write=True)
        if opened.about != self.log.about:
            opened.close()
            raise StoreError("not a ledger", opened.path)
        self.log.close()
        self.log = opened

    def moment(self) -> str:
        """Return the time of the clock, as acts record it: ISO, local, to the second."""
        return self._clock().isoformat(timespec="seconds")

    def act(self, act: Act, caller_id: str | None = None) -> Done:
        """Decide and record in one transaction; when this returns it is on the disk.

        `caller_id` names the act: the same id again answers what was recorded, and records nothing.

        Raises:
            Refused: the rules do not allow it; nothing is recorded.
            StoreError: the log cannot be read or written; nothing is recorded, unless
                `StoreError.maybe_recorded`.
        """
        name = caller_id or str(uuid.uuid4())
        try:
            with self.log.writing() as writer:
                earlier = self.log.head_of_act(name)
                if earlier is not None:
                    return Done(self.state, earlier, [], earlier.first, recorded=False)
                done = self._record(writer, act, name)
        except StoreError as error:
            # Only by this id the log can say whether it has the act.
            error.act = name
            raise
        self._state = done.state
        self._frontier = Frontier.from_bytes(done.head.size, done.head.frontier)
        # The act is recorded, whatever becomes of the connection now.
        with contextlib.suppress(StoreError):
            done.warnings.extend(copy_problems(update_copies(self.log, done.head.size)))
        return done

    def _record(self, writer: Writer, act: Act, name: str) -> Done:
        before = self.state
        events = list(act(before))
        if not events:
            return Done(before, self.log.head(), [], before.size, recorded=False)
        after, problems = self.decide(before, events)
        signer = None if self.key is None else signer_of(self.key)
        drafts = [draft_of(event, self.moment(), self.role) for event in events]
        head = writer.append(name, drafts, signer)
        return Done(after, head, problems, before.size, recorded=True)

    def decide(self, before: State, events: Sequence[Event]) -> tuple[State, list[Problem]]:
        """Return the state after these events, and the warnings.

        Raises:
            Refused: the rules do not allow them, or not by who acts here.
        """
        refused = [problem for event in events for problem in allowed(self.role, event.kind)]
        if refused:
            raise Refused(*refused)
        after, problems = decide(before, events)
        if has_errors(problems):
            raise Refused(*problems)
        return after, problems


def copy_problems(failures: Mapping[str, str]) -> list[Problem]:
    """Return a warning for each live copy that could not be written."""
    return [
        Problem("W411", value=path)
        if failure == "diverged"
        else Problem("W406", value=path, details={"failure": failure})
        for path, failure in failures.items()
        if failure
    ]


def fold(
    entries: Iterator[Entry], state: State, frontier: Frontier, path: str
) -> tuple[State, Frontier]:
    """Return the state after these entries, and the tree over them.

    Raises:
        StoreError: an entry is none, is not what its hash says, or does not fit the state; its
            number stands in the detail.
    """
    hashes: list[bytes] = []
    for entry in entries:
        if leaf_hash(entry.leaf) != entry.hash:
            raise StoreError("damaged", path, str(entry.number))
        hashes.append(entry.hash)
        try:
            event = event_in(entry, private=entry.kind in PRIVATE_IN_STATE)
            state = evolve(state, event, entry.number)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise StoreError("damaged", path, str(entry.number)) from error
    return state, frontier.extend(hashes)


def open_dossier(path: str, key: str | None = None, *, write: bool) -> Dossier:
    """Open a dossier, to read it or to act; without a key file acts are not signed.

    Raises:
        StoreError: it is not there, is no dossier, or cannot be opened so.
        KeyFileError: the key file is there and cannot be used, or is not a key of this dossier.
    """
    log = open_log(path, write=write)
    try:
        return (
            _with_key(log, key_path(path, key), required=key is not None) if write else Dossier(log)
        )
    except BaseException:
        log.close()
        raise


def _with_key(log: Log, path: str, *, required: bool) -> Dossier:
    """Return the dossier with the key at this path, and so with the role of who acts."""
    key = _key_for(log, path, required=required)
    if key is None:
        return Dossier(log, None, log.role)
    if not _is_own(log, key):
        dossier = Dossier(log, key, DESK)
        if key.public.vkey() not in dossier.state.desk_keys:
            raise KeyFileError(f"{path}: not the key of this dossier")
        return dossier
    if log.role is None:
        return Dossier(log, key)
    # The key of the office may lie about where a desk works; named on purpose it is a mistake.
    if required:
        raise KeyFileError(f"{path}: is the key of the office, and this user is that of a desk")
    return Dossier(log, None, log.role)


def _key_for(log: Log, path: str, *, required: bool) -> SigningKey | None:
    if not os.path.exists(path):
        _name_new_key(log, path)
    if not os.path.exists(path) and not required:
        return None
    return read_key_file(path)


def _is_own(log: Log, key: SigningKey) -> bool:
    """Tell whether this is the key of the office."""
    return key.public.vkey(1) == log.about.get(PUBLIC_KEY)


def signing_key_of(log: Log, given: str | None = None) -> SigningKey | None:
    """Return the key that signs for this log, for what is made of it; None where it is not there.

    Raises:
        KeyFileError: the file is there and cannot be used, or is not the key of this dossier.
    """
    path = key_path(log.path, given)
    if given is None and not os.path.exists(path):
        return None
    key = _key_for(log, path, required=True)
    if key is None or not _is_own(log, key):
        raise KeyFileError(f"{path}: not the key of this dossier")
    return key


def _name_new_key(log: Log, path: str) -> None:
    """Give the key its name, where the making of the dossier was cut off just before that."""
    for new in glob.glob(f"{glob.escape(path)}.*{_NEW}"):
        with contextlib.suppress(KeyFileError, OSError):
            if read_key_file(new).public.vkey(1) == log.about.get(PUBLIC_KEY):
                os.rename(new, path)
                return


def public_key_of(log: Log) -> PublicKey | None:
    """Return the public key that the dossier says is its own; trust it only if it came otherwise.

    Raises:
        KeyFileError: what stands there is no key.
    """
    text = log.about.get(PUBLIC_KEY)
    return None if text is None else parse_vkey(text)


def create_dossier(
    path: str,
    events: Sequence[Event],
    key_file: str | None,
    *,
    signed: bool = True,
) -> None:
    """Make a dossier with its first act; with its key, unless it is to be unsigned.

    Raises:
        Refused: the rules do not allow these events.
        StoreError: there is a file of that name, or it cannot be written.
        KeyFileError: there is a key of that name, or it cannot be written.
    """
    state, problems = decide(State(), events)
    if has_errors(problems):
        raise Refused(*problems)
    if is_there(path):
        raise StoreError("exists", shown_address(path))
    if not is_server(path) and not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise StoreError("io", path, os.strerror(errno.ENOENT))
    name = name_of(path)
    safe = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in name)
    # What is made of a rehearsal says so, also where nothing but its head or a proof is seen.
    kind = REHEARSAL_ORIGIN if state.rehearsal else ORIGINS
    origin = f"{kind}{safe}/{secrets.token_hex(4)}"
    about = {ORIGIN: origin}
    key_at = key_path(path, key_file)
    if signed and os.path.exists(key_at):
        raise KeyFileError(f"{key_at}: exists already; a key is never overwritten")
    # The key has its name only when the dossier is there: what is cut off stops no next try.
    new_key = f"{key_at}.{secrets.token_hex(4)}{_NEW}"
    key = create_key_file(new_key, origin) if signed else None
    moment = _now().isoformat(timespec="seconds")
    try:
        if key is not None:
            about[PUBLIC_KEY] = key.public.vkey(1)
        create_log(
            path,
            about,
            str(uuid.uuid4()),
            [draft_of(event, moment) for event in events],
            None if key is None else signer_of(key),
            DESK_KINDS,
        )
        if key is not None:
            # Who opened the dossier at once may have named the key already.
            with contextlib.suppress(FileNotFoundError):
                os.rename(new_key, key_at)
    except BaseException as error:
        if key is not None and not _may_be_made(path, error):
            with contextlib.suppress(OSError):
                os.unlink(new_key)
        raise


def _may_be_made(path: str, error: BaseException) -> bool:
    """Tell whether a dossier may be there although its making failed: then its key stays."""
    if is_server(path):
        return not isinstance(error, Exception) or getattr(error, "maybe_recorded", False)
    return os.path.exists(path)
