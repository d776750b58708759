"""``alvvote ledger verify``: everything that can be checked offline, and what could not be."""

from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    deliver,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.ledger_checks import check_record, unchecked
from alvvote.cli.ledger_options import (
    HeadsOption,
    KeysOption,
    ending_of,
    read_head,
    read_keys,
    with_dossier,
)
from alvvote.cli.ledger_text import listed, read_out, wrong_record
from alvvote.cli.options import Format
from alvvote.cli.terminal import emphasised
from alvvote.i18n import _, _n, number
from alvvote.ledger.errors import SignatureError
from alvvote.ledger.keys import PublicKey
from alvvote.ledger.note import SignedCheckpoint, check_signature
from alvvote.ledger.store import Log
from alvvote.meeting.acts import Refused
from alvvote.meeting.desk_signatures import signed_by_desks
from alvvote.meeting.dossier import Dossier, copy_problems, public_key_of
from alvvote.meeting.replay import Replayed
from alvvote.plain import shown
from alvvote.problems import Problem, json_of


def verify(
    head: HeadsOption = None,
    key: KeysOption = None,
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Check the whole record; return the exit code."""
    at = parse_at(dossier, None, format_)
    # What is wrong with the record itself ends elsewhere, with words of its own.
    ending = ending_of(at.form, _("nothing was checked"))

    def check(opened: Dossier) -> int:
        keys = read_keys(key)
        heads = {file: read_head(file) for file in head or ()}
        found = check_record(opened.log, keys, list(heads.values()))
        wrong = wrong_record(opened.log.path, found)
        if wrong:
            held = [file for file, given in heads.items() if _is_of(given, wrong[0])]
            if held:
                wrong[0] = wrong[0]._replace(file=held[0])
            return _failing(at.form, found).fail(wrong)
        for given, path in zip(keys, key or (), strict=True):
            if given not in found.audit.keys:
                raise Refused(Problem("L119", path, value=given.name))
        own = public_key_of(opened.log)
        if own in keys and found.audit.signed_size < found.audit.size:
            # Without the key anyone could have added what stands after the newest signed head.
            raise Refused(Problem("L123", opened.log.path, value=str(found.audit.signed_size)))
        unsigned = [
            file for file, held in heads.items() if not _signed(opened.log, file, held, keys)
        ]
        said = _report(opened.log, found, keys, heads, unsigned)
        problems = copy_problems(opened.log.copies())
        return deliver(at, ending, found.state, said, problems)

    return with_dossier(ending, at.dossier, check)


def _is_of(head: SignedCheckpoint, problem: Problem) -> bool:
    """Tell whether a problem is that the log does not continue this head."""
    return problem.code == "L118" and problem.value == str(head.checkpoint.size)


def _failing(form: Format, found: Replayed) -> Ending:
    """Return how the command ends where something is wrong; a program learns what, and where."""

    def failed(problems: list[Problem]) -> object:
        finding = found.audit.finding
        return {
            "verified": False,
            "wrong": None if finding is None else finding.what,
            "entry": None if finding is None else finding.number,
            "problems": [json_of(problem) for problem in problems],
        }

    return Ending(form, _("the record is not right"), failed)


def _signed(log: Log, file: str, held: SignedCheckpoint, keys: list[PublicKey]) -> bool:
    """Tell whether a head from elsewhere has a signature of a known key.

    Raises:
        Refused: it has one that is false, or it is the head of another log.
    """
    if held.checkpoint.origin != log.origin:
        raise Refused(Problem("L118", file, value=str(held.checkpoint.size)))
    own = public_key_of(log)
    known = [*keys, *([] if own is None else [own])]
    found = False
    for key in known:
        try:
            found |= any(check_signature(held.checkpoint, s, key) for s in held.signatures)
        except SignatureError as error:
            raise Refused(Problem("L117", file, details={"detail": key.name})) from error
    return found


def _report(
    log: Log,
    found: Replayed,
    keys: list[PublicKey],
    heads: dict[str, SignedCheckpoint],
    unsigned: list[str],
) -> Report:
    audit = found.audit
    gaps = unchecked(log, found, keys, list(heads.values()))
    gaps += [
        (
            "unsigned head from elsewhere",
            1,
            _("{file} has no signature of a known key").format(file=shown(file)),
        )
        for file in unsigned
    ]
    sure = [
        _n("{count} entry", "{count} entries", audit.size).format(count=number(audit.size))
        + ": "
        + _("each follows the one before it, and every rule of the meeting was kept"),
        _n("{count} head", "{count} heads", audit.heads).format(count=number(audit.heads))
        + ": "
        + _("{count} signed by the key of the dossier").format(count=number(audit.signed_heads)),
    ]
    at_desks = signed_by_desks(audit)
    if at_desks:
        text = _n(
            "{count} head signed by the key of a desk, over what that desk did",
            "{count} heads signed by keys of desks, over what those desks did",
            at_desks,
        )
        sure.append(text.format(count=number(at_desks)))
    sure += [_("cosigned by {name}").format(name=shown(name)) for name in audit.cosignatures]
    sure += [
        _("it continues the head of {file}, of {size} entries").format(
            file=shown(file), size=number(held.checkpoint.size)
        )
        for file, held in heads.items()
    ]
    sure.append(_("root: {groups} …").format(groups=read_out(audit.root)))
    text = emphasised(paragraph(_("ALL THAT COULD BE CHECKED IS RIGHT"))) + "\n"
    text += "".join(paragraph(line) for line in sure)
    text += "\n" + paragraph(_("not checked:"))
    text += listed([sentence for _what, _count, sentence in gaps])
    return Report(
        text,
        {
            "verified": True,
            "size": audit.size,
            "root": audit.root.hex(),
            "heads": audit.heads,
            "signed_heads": audit.signed_heads,
            "heads_signed_by_desks": signed_by_desks(audit),
            "cosigned_by": list(audit.cosignatures),
            "continues": [
                {"file": file, "size": held.checkpoint.size} for file, held in heads.items()
            ],
            "private_parts": audit.private_parts,
            "erased": audit.erased,
            "not_checked": [{"what": what, "count": count} for what, count, _sentence in gaps],
        },
    )


command = make_command(
    verify, "verify", _("Check everything that can be checked, and say what could not be.")
)
