"""What can go wrong with a ledger: every error that this package raises on purpose."""

from typing import Literal

StoreReason = Literal[
    "missing",
    "not a ledger",
    "newer version",
    "read only",
    "locked",
    "full",
    "damaged",
    "exists",
    "io",
    "unreachable",
    "refused",
    "untrusted",
    "insecure",
    "address",
    "no driver",
    "no database",
    "encoding",
    "empty",
    "not allowed",
]
"""Why a store cannot be used: a fixed word, for the caller to put into a sentence."""


class LedgerError(Exception):
    """The base of all errors of a ledger."""


class ProofError(LedgerError):
    """A proof does not hold, or what was asked of it makes no sense."""


class NoteError(LedgerError):
    """A head or a proof file cannot be read; the message says in a few words why."""


class SignatureError(LedgerError):
    """A signature of a known key is false."""


class KeyFileError(LedgerError):
    """A file with a key cannot be made or read; the message says in a few words why."""


class StoreError(LedgerError):
    """A store cannot be opened, read or written."""

    def __init__(
        self, reason: StoreReason, path: str, detail: str = "", *, maybe_recorded: bool = False
    ) -> None:
        """Say what is wrong with the store at `path`; `detail` is for whoever repairs it.

        With `maybe_recorded` the connection broke when the act had been sent and the answer had not
        come: only the log itself knows, by the id of the act.
        """
        super().__init__(": ".join(part for part in (path, reason, detail) if part))
        self.reason: StoreReason = reason
        self.path = path
        self.detail = detail
        self.maybe_recorded = maybe_recorded
        self.act: str | None = None
        """The id of the act that was under way, where the caller knows one."""
