"""``alvvote ledger key``: a key for a member of the minutes commission, to cosign heads with."""

import os
from typing import Annotated

import typer

from alvvote.cli.dossiers import DocumentFormat, paragraph, parse_at
from alvvote.cli.framework import make_command
from alvvote.cli.ledger_options import ending_of, refuse_failure, told
from alvvote.cli.options import wrong
from alvvote.cli.output import write
from alvvote.i18n import _
from alvvote.ledger.keys import create_key_file, is_key_name
from alvvote.meeting.acts import Refused
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.tables.writing import json_text


def key(
    file: Annotated[
        str,
        typer.Argument(metavar=_("FILE"), help=_("The key to make, for example lid1.key.")),
    ],
    naam: Annotated[
        str,
        typer.Option(
            "--naam",
            metavar=_("NAME"),
            help=_("What stands beside its signatures, without blanks; it becomes public."),
        ),
    ],
    format_: DocumentFormat = None,
) -> int:
    """Make a key and its public half; return the exit code."""
    at = parse_at(None, None, format_)
    if not is_key_name(naam):
        raise wrong("--naam", _("the name of a key has no blanks and no +."))
    ending = ending_of(at.form, _("nothing was made"))
    public_file = file.removesuffix(".key") + ".pub"

    def make() -> int:
        if os.path.exists(public_file):
            raise Refused(Problem("M103", public_file))
        public = create_key_file(file, naam).public
        refuse_failure(write(public.pem(), public_file))
        document = {"key": file, "public_file": public_file, "public_key": public.vkey()}
        lines = (
            _("{file} is made: it signs; keep it, and hand it to nobody").format(file=shown(file)),
            _("{file} is made: hand it to whoever checks signatures").format(
                file=shown(public_file)
            ),
        )
        text = "".join(paragraph(line) for line in lines)
        content = json_text({**document, "problems": []}) if at.form == "json" else text
        return ending.deliver(content, None, [])

    return told(ending, make)


command = make_command(key, "key", _("Make a key to cosign heads with, and its public half."))
