"""``alvvote vote export``: the votes as files, with the command that counts them again."""

import errno
import os
import shlex
import shutil
import tempfile
from typing import Annotated

import typer

from alvvote.cli.documents import roll_json
from alvvote.cli.dossiers import (
    DocumentFormat,
    DossierOption,
    Report,
    consult,
    paragraph,
    parse_at,
    rehearsal_line,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import wrong
from alvvote.cli.tally_dossier import basis_of
from alvvote.i18n import _
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.export import (
    AGENDA_HEADER,
    BALLOTS_HEADER,
    COUNTS_HEADER,
    REHEARSAL,
    agenda_rows,
    ballot_rows,
    count_rows,
    decided_votes,
    rule_options,
    votes_left_out,
)
from alvvote.meeting.model import State
from alvvote.plain import shown
from alvvote.problems import Problem
from alvvote.tables.writing import csv_text, json_text

BALLOTS = "ballots.csv"
AGENDA = "agenda.csv"
ROLL = "roll.json"
COUNTS = "counts.csv"
COMMAND = "command.txt"


def export(
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar=_("FOLDER"),
            help=_("The folder to make; one that is there must be empty."),
        ),
    ],
    dossier: DossierOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Write the votes as files; return the exit code."""
    if os.path.lexists(out) and not (os.path.isdir(out) and not os.listdir(out)):
        raise wrong("--out", _("this is there already and is not empty; choose another name."))
    return consult(parse_at(dossier, None, format_), lambda opened: _report(opened, out))


def _report(dossier: Dossier, out: str) -> Report:
    state = dossier.state
    files = files_of(state)
    try:
        _write(files, out)
    except OSError as error:
        details = {"errno": error.errno or errno.EIO}
        raise Refused(Problem("F116", out, column="--out", details={**details})) from error
    left_out = votes_left_out(state)
    lines = [
        _("written to {folder}: {files}").format(folder=shown(out), files=", ".join(files)),
        _("in that folder this gives the same as alvvote tally --dossier, byte for byte:"),
        files[COMMAND].rstrip("\n"),
    ]
    if left_out:
        text = _("left out, as they are not over or not counted yet: {votes}")
        lines.append(text.format(votes=shown(", ".join(left_out))))
    document: dict[str, object] = {
        "folder": out,
        "files": list(files),
        "command": files[COMMAND].rstrip("\n"),
        "left_out": left_out,
    }
    return Report("".join(map(paragraph, lines)), document)


def files_of(state: State) -> dict[str, str]:
    """Return the files by name: what was voted on, by whom, by which roll, and how to count it.

    Raises:
        Refused: there is nothing to count.
    """
    decided = decided_votes(state)
    ballots, counts = ballot_rows(state, decided), count_rows(decided)
    if not (ballots or counts):
        raise Refused(Problem("V141"))
    basis = basis_of(state)
    files: dict[str, str] = {}
    words = ["alvvote", "tally"]
    if ballots:
        files[BALLOTS] = csv_text(BALLOTS_HEADER, ballots)
        words.append(BALLOTS)
    files[AGENDA] = csv_text(AGENDA_HEADER, agenda_rows(decided))
    files[ROLL] = json_text(roll_json(basis, basis.roll.meeting_date, []))
    words += ["--agenda", AGENDA, "--stemmenlijst", ROLL]
    if counts:
        files[COUNTS] = csv_text(COUNTS_HEADER, counts)
        words += ["--tellingen", COUNTS]
    files[COMMAND] = shlex.join([*words, *rule_options(state)]) + "\n"
    if state.rehearsal:
        files[f"{REHEARSAL}.txt"] = rehearsal_line(state)
    return files


def _write(files: dict[str, str], out: str) -> None:
    """Write the files into a folder beside its place, and move that there when it is whole."""
    target = os.path.realpath(out)
    folder = tempfile.mkdtemp(prefix=".alvvote-", dir=os.path.dirname(target))
    try:
        for name, text in files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
        mask = os.umask(0)
        os.umask(mask)
        # What mkdtemp makes is for its owner alone.
        os.chmod(folder, 0o777 & ~mask)
        if os.path.isdir(target):
            os.rmdir(target)
        os.rename(folder, target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


command = make_command(
    export, "export", _("Write the votes as files, with the command that counts them again.")
)
