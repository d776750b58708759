"""The ledger in words: roots to be read out, signatures, and what is wrong with a record."""

from datetime import datetime

from alvvote.cli.dossiers import rehearsal_line
from alvvote.cli.terminal import wrapped
from alvvote.i18n import N_, _
from alvvote.ledger.audit import Finding
from alvvote.meeting.dossier import REHEARSAL_ORIGIN
from alvvote.meeting.model import State
from alvvote.meeting.proofs import Signer
from alvvote.meeting.replay import NOT_ERASED, UNREADABLE, Replayed
from alvvote.plain import shown
from alvvote.problems import Problem

_READ_OUT = 32  # hexadecimal digits: 128 bits, which nobody can imitate
_GROUP = 4

_FINDINGS = {
    "entry missing": N_("an entry is missing, stands twice or at another place"),
    "entry unreadable": N_("it cannot be read as an entry"),
    "entry altered": N_("the entry was changed: it does not have its hash any more"),
    "chain broken": N_("it does not follow the entry before it"),
    "private part altered": N_("its private part was changed"),
    "private part missing": N_("its private part was taken away, and no entry says so"),
    "head wrong": N_("the head over it is not that of the entries"),
    "file damaged": N_("the file is damaged beside its entries: an index or a free page"),
    "head missing": N_("there is no head over it"),
    "signature false": N_("the signature of {detail} below its head is false"),
    "signature unreadable": N_("the signature below the head of {detail} entries is none"),
    "against an earlier head": N_("the log does not continue the head of {detail} entries"),
}
_BROKEN = {
    UNREADABLE: N_("it does not fit what came before it"),
    NOT_ERASED: N_("what was taken away is not what an entry says was taken away"),
}
_RULE = N_("a rule of the meeting was broken")


def read_out(root: bytes) -> str:
    """Return the first half of a root in eight groups of four digits, to be read out."""
    digits = root.hex()[:_READ_OUT]
    groups = (digits[start : start + _GROUP] for start in range(0, _READ_OUT, _GROUP))
    return " ".join(groups)


def listed(items: list[str]) -> str:
    """Return a list of sentences, each on lines of its own."""
    return "".join(wrapped("- " + item, 4, hanging=2) + "\n" for item in items)


def rehearsal_of(origin: str) -> str:
    """Return the line above what is shown of a rehearsal, known by the name of its log."""
    rehearsal = origin.startswith(REHEARSAL_ORIGIN)
    return rehearsal_line(State(rehearsal=rehearsal))


def signer_in_words(signer: Signer) -> str:
    """Return who signed, and how."""
    text = _("signed by {name}") if signer.kind == "signed" else _("cosigned by {name}")
    return text.format(name=shown(signer.name))


def time_in_words(timestamp: int) -> str:
    """Return the time of a cosignature (seconds since 1970), local."""
    try:
        return datetime.fromtimestamp(timestamp).astimezone().strftime("%Y-%m-%d %H.%M")
    except (ValueError, OverflowError, OSError):
        return str(timestamp)


def finding_in_words(finding: Finding) -> str:
    """Return what is wrong with a record, without the number of the entry."""
    if finding.what != "rule broken":
        return _(_FINDINGS[finding.what]).format(detail=shown(finding.detail))
    return _(_BROKEN.get(finding.detail, _RULE))


def wrong_record(path: str, found: Replayed) -> list[Problem]:
    """Return what is wrong with a record, then what the rules say of it; nothing if it is right."""
    finding = found.audit.finding
    if finding is None:
        return []
    if finding.what == "against an earlier head":
        return [Problem("L118", path, value=finding.detail)]
    entry = "" if finding.number is None else str(finding.number)
    details = {"entry": entry, "finding": finding_in_words(finding)}
    broken = [problem._replace(file=path) for problem in found.broken]
    return [Problem("L110", path, details={**details}), *broken]
