"""``alvvote desk door``: passes scanned at the door of the hall, in or out, never a toggle."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    paragraph,
    parse_at,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.cli.pass_options import member_and_votes, valid_pass
from alvvote.cli.presence_text import inside_in_words, inside_json
from alvvote.cli.scanning import Answer, Scanned, scan_all
from alvvote.cli.vote_options import member_named
from alvvote.i18n import _
from alvvote.meeting.desk_acts import through_door
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.tables.source import STANDARD_INPUT
from alvvote.tables.table import squeeze


def door(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar=_("CODE"),
            help=_("The pass, by its code or number; - reads passes from a scanner, line by line."),
        ),
    ] = None,
    gemeente: Annotated[
        str | None,
        typer.Option(
            "--gemeente", metavar=_("NAME"), help=_("Without the pass: the municipality.")
        ),
    ] = None,
    in_: Annotated[
        bool, typer.Option("--in", metavar="", help=_("The representative goes into the hall."))
    ] = False,
    uit: Annotated[
        bool, typer.Option("--uit", metavar="", help=_("The representative goes out of the hall."))
    ] = False,
    deur: Annotated[
        str | None, typer.Option("--deur", metavar=_("DOOR"), help=_("At which door this is."))
    ] = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record who went through the door; return the exit code."""
    at = parse_at(dossier, key, format_)
    if in_ == uit:
        raise wrong("--in", _("say one of --in and --uit: which way is never guessed."))
    if (code is None) == (gemeente is None):
        raise wrong(_("CODE"), _("name a pass or --gemeente, one of the two."))
    name = None if deur is None else squeeze(deur)

    def scan(opened: Dossier, text: str) -> Answer:
        codes: list[str] = []

        def go(state: State) -> list[Event]:
            codes[:] = [
                valid_pass(opened, state, text).gm_code
                if gemeente is None
                else member_named(state, text).gm_code
            ]
            return through_door(state, codes[0], name, inside=in_)

        done = opened.act(go)
        way = _("into the hall") if in_ else _("out of the hall")
        line = f"{member_and_votes(done.state, codes[0])}: {way}; {inside_in_words(done.state)}"
        document: dict[str, object] = {"gm_code": codes[0], "entry": done.first, "inside": in_}
        return Answer(line, document, done.warnings)

    texts = [] if code == STANDARD_INPUT else [code or gemeente or ""]
    return scan_all(at, texts, scan, _report)


def _report(dossier: Dossier, done: Scanned) -> Report:
    state = dossier.state
    lines = [answer.line for answer in done.answers[-1:]]
    document: dict[str, object] = {
        "passed": [answer.document for answer in done.answers],
        "in_the_hall": inside_json(state),
    }
    return Report("".join(paragraph(shown(line)) for line in lines), document)


command = make_command(door, "door", _("Scan passes at the door of the hall, in or out."))
