"""``alvvote ledger erase``: take away what singles out persons, everywhere alvvote wrote it."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    maintain,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.i18n import _, _n, number
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.erase import erase_personal
from alvvote.plain import shown
from alvvote.problems import Problem


def erase(
    personal: Annotated[
        bool,
        typer.Option(
            "--personal",
            metavar="",
            help=_("Names, functions, passes, desks, reasons, exact times: all private parts."),
        ),
    ] = False,
    reden: Annotated[
        str | None,
        typer.Option(
            "--reden",
            metavar=_("TEXT"),
            help=_("Why earlier than a year after publication; it is public, so name nobody."),
        ),
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Erase the private parts; return the exit code."""
    if not personal:
        raise wrong("--personal", _("say that this is meant; ballots can never be erased."))
    at = parse_at(dossier, key, format_, act)
    return maintain(at, lambda opened: _erase(opened, (reden or "").strip() or None, act))


def _erase(dossier: Dossier, reason: str | None, act: str | None) -> Report:
    done = erase_personal(dossier, reason, act)
    problems = list(done.problems)
    if dossier.key is None:
        problems.append(Problem("W407", column="--key"))
    lines = []
    if done.recorded:
        text = _n(
            "{count} private part is erased, in the dossier and its live copies",
            "{count} private parts are erased, in the dossier and its live copies",
            done.removed,
        )
        lines.append(text.format(count=number(done.removed)))
    else:
        lines.append(_("there is nothing left to erase; the files were tidied once more"))
    lines += [
        _("{file} could not be written and still holds them: when it can, run this again").format(
            file=shown(path)
        )
        for path in done.unreached
    ]
    lines.append(_("ballots, counts and rulings stand as before: alvvote ledger verify"))
    lines.append(_("copies that alvvote did not keep, such as backups, hold what they held"))
    document = {
        "recorded": done.recorded,
        "erased": done.removed,
        "early": done.early,
        "copies_not_reached": list(done.unreached),
        "head": {"size": done.head.size, "root": done.head.root.hex()},
    }
    return Report("".join(map(paragraph, lines)), document, problems=tuple(problems))


command = make_command(
    erase, "erase", _("Erase what singles out persons; the record still verifies.")
)
