"""What all commands on a dossier share: finding it, opening it, acting, and how it ends."""

import glob
import os
from collections.abc import Callable, Sequence
from typing import Annotated, NamedTuple

import typer

from alvvote.cli.deliver import DONE, Ending
from alvvote.cli.options import Format, wrong
from alvvote.cli.terminal import emphasised, wrapped
from alvvote.i18n import _
from alvvote.ledger.errors import KeyFileError, LedgerError, StoreError, StoreReason
from alvvote.ledger.keys import key_file_is_private
from alvvote.ledger_words import file_and_sentence
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import (
    ENDING,
    Act,
    Done,
    Dossier,
    copy_problems,
    key_path,
    open_dossier,
)
from alvvote.meeting.model import State
from alvvote.meeting.roles import event_in
from alvvote.problems import Problem, json_of
from alvvote.tables.writing import Cell, csv_text, json_text

VARIABLE = "ALVVOTE_DOSSIER"
KEY_VARIABLE = "ALVVOTE_KEY"

DossierOption = Annotated[
    str | None,
    typer.Option(
        "--dossier",
        metavar=_("FILE"),
        help=_("The dossier of the meeting; else ALVVOTE_DOSSIER, or the only one in the folder."),
    ),
]
KeyOption = Annotated[
    str | None,
    typer.Option(
        "--key",
        metavar=_("FILE"),
        help=_("The key that signs; else ALVVOTE_KEY, or NAME.key beside the dossier."),
    ),
]
ActOption = Annotated[
    str | None,
    typer.Option(
        "--act",
        metavar="ID",
        help=_("An id for this act: with the same id it is recorded once, however often it runs."),
    ),
]
DocumentFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="table|json", help=_("How to write the output.")),
]

_MOST_SHOWN = 5
"""Entries of an act that are shown when it was recorded before."""

_CODES: dict[StoreReason, str] = {
    "missing": "L107",
    "not a ledger": "L101",
    "newer version": "L102",
    "read only": "L103",
    "locked": "L104",
    "full": "L105",
    "damaged": "L106",
    "exists": "M103",
    "io": "L109",
    "unreachable": "L124",
    "refused": "L125",
    "untrusted": "L126",
    "insecure": "L127",
    "address": "L128",
    "no driver": "L129",
    "no database": "L130",
    "encoding": "L140",
    "empty": "L131",
    "not allowed": "L132",
}


class Report(NamedTuple):
    """What a command has to say: for a person, for a program, perhaps as rows."""

    text: str
    document: dict[str, object]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    problems: tuple[Problem, ...] = ()
    """Warnings that come with what is said."""


class At(NamedTuple):
    """What the options say of the dossier and the output."""

    dossier: str | None
    key: str | None
    form: Format
    act: str | None = None
    output: str | None = None


def parse_at(
    dossier: str | None,
    key: str | None = None,
    form: str | None = None,
    act: str | None = None,
    output: str | None = None,
) -> At:
    """Return the options as read; wrong usage raises `typer.BadParameter`."""
    forms: dict[str, Format] = {"table": "table", "json": "json"}
    if form is not None and form not in forms:
        raise wrong(
            "--format",
            _("{value} is not one of {choices}.").format(value=form, choices=", ".join(forms)),
        )
    return At(dossier, key or os.environ.get(KEY_VARIABLE), forms[form or "table"], act, output)


def find_dossier(given: str | None) -> str:
    """Return the path of the dossier: given, by the environment, or the only one in the folder.

    Raises:
        Refused: there is none, or there are more.
    """
    path = given or os.environ.get(VARIABLE)
    if path:
        return path
    here = sorted(glob.glob(f"*{ENDING}"))
    if not here:
        raise Refused(Problem("M101", column="--dossier"))
    if len(here) > 1:
        raise Refused(Problem("M102", column="--dossier", expected=", ".join(here)))
    return here[0]


def problem_of(error: LedgerError) -> Problem:
    """Return the problem that tells of an error of the ledger."""
    if not isinstance(error, StoreError):
        file, sentence = file_and_sentence(str(error))
        return Problem("L111", file, details={"detail": sentence})
    if error.maybe_recorded and error.act is not None:
        return Problem("L133", error.path, value=error.act)
    entry = error.detail if error.detail.isdecimal() else ""
    details = {"entry": entry, "detail": error.detail or "-"}
    value = error.detail if error.reason == "insecure" else None
    return Problem(_CODES[error.reason], error.path, value=value, details=details)


def perform(
    at: At, act: Act, report: Callable[[Done], Report], warnings: Sequence[Problem] = ()
) -> int:
    """Do an act in the dossier and report what came of it; return the exit code.

    `warnings` are those that preparing the act gave; they are shown with the rest.
    """

    def work(dossier: Dossier) -> tuple[Done, Report]:
        done = dossier.act(act, at.act)
        before = not done.recorded and not _nothing_new(done)
        said = recorded_before(dossier, done) if before else report(done)
        return done._replace(warnings=[*warnings, *done.warnings]), said

    return perform_on(at, work)


def perform_on(at: At, work: Callable[[Dossier], tuple[Done, Report]]) -> int:
    """Do an act for which the dossier itself is needed, and report it; return the exit code."""

    def run(dossier: Dossier, problems: list[Problem]) -> Report:
        done, said = work(dossier)
        problems += done.warnings
        problems += _about_key(at, dossier)
        return said._replace(document={**done_json(done), **said.document})

    return _run(at, run, _("nothing was recorded"), write=True)


def _nothing_new(done: Done) -> bool:
    """Tell whether all that an act would record stood there already."""
    return not done.recorded and done.first == done.head.size


def done_json(done: Done) -> dict[str, object]:
    """Return what every act says of itself, as data."""
    head = {"size": done.head.size, "root": done.head.root.hex()}
    entries = None if _nothing_new(done) else [done.first, done.head.size - 1]
    return {"recorded": done.recorded, "entries": entries, "head": head}


def recorded_before(dossier: Dossier, done: Done) -> Report:
    """Say what was recorded under the id of an act: whether it was this one, the user sees."""
    from alvvote.cli.ledger_entries import entry_in_words  # noqa: PLC0415

    lines = [_("an act with this id was recorded before; nothing is recorded again. It was:")]
    for entry in dossier.log.entries(done.first, min(done.head.size, done.first + _MOST_SHOWN)):
        event = event_in(entry, private=False)
        lines.append(f"{entry.number}  " + "  ".join(entry_in_words(done.state, event)))
    return Report("".join(paragraph(line) for line in lines), done_json(done))


def _about_key(at: At, dossier: Dossier) -> list[Problem]:
    """Return a warning where nothing is signed, or where others can read what signs."""
    if dossier.key is None:
        return [Problem("W407", column="--key")]
    file = key_path(dossier.log.path, at.key)
    return [] if key_file_is_private(file) else [Problem("W408", file)]


def consult(at: At, report: Callable[[Dossier], Report], consequence: str | None = None) -> int:
    """Report on a dossier that is only read; return the exit code.

    `consequence` is what a problem means where something else than a report is made of it.
    """

    def run(dossier: Dossier, problems: list[Problem]) -> Report:
        problems += copy_problems(dossier.log.copies())
        return report(dossier)

    return _run(at, run, consequence or _("nothing is shown"), write=False)


def maintain(at: At, work: Callable[[Dossier], Report]) -> int:
    """Do something to the file that is no act, and report it; return the exit code."""
    consequence = _("nothing was recorded")
    return _run(at, lambda dossier, _problems: work(dossier), consequence, write=True)


def consult_state(at: At) -> State | int:
    """Return the state of the dossier, to prepare an act by; where that fails the exit code."""
    found: list[State] = []

    def keep(dossier: Dossier) -> None:
        found.append(dossier.state)

    code = prepare(at, keep)
    return found[0] if found else code


def prepare(at: At, work: Callable[[Dossier], None]) -> int:
    """Look something up in a dossier, to prepare an act by; return the exit code."""
    return _opened(at, work, _ending(at, _("nothing is shown")), write=False)


def _run(
    at: At,
    run: Callable[[Dossier, list[Problem]], Report],
    consequence: str,
    *,
    write: bool,
) -> int:
    ending = _ending(at, consequence)
    problems: list[Problem] = []
    made: list[tuple[State, Report]] = []

    def work(dossier: Dossier) -> None:
        said = run(dossier, problems)
        problems.extend(said.problems)
        # An act that is recorded is not asked for again: the connection may break meanwhile.
        made.append((dossier.seen, said))

    code = _opened(at, work, ending, write=write)
    return deliver(at, ending, *made[0], problems) if made else code


def _ending(at: At, consequence: str) -> Ending:
    def failed(found: list[Problem]) -> object:
        return {"problems": [json_of(problem) for problem in found]}

    return Ending(at.form, consequence, failed)


def _opened(at: At, work: Callable[[Dossier], None], ending: Ending, *, write: bool) -> int:
    """Work with the dossier; what stops it is said here. Return the exit code."""
    try:
        with open_dossier(find_dossier(at.dossier), at.key, write=write) as dossier:
            work(dossier)
    except Refused as refused:
        return ending.fail(refused.problems)
    except (StoreError, KeyFileError) as error:
        if isinstance(error, StoreError) and error.maybe_recorded:
            ending = _ending(at, _("it is not known what was recorded"))
        return ending.fail([problem_of(error)])
    return DONE


def deliver(at: At, ending: Ending, state: State, said: Report, problems: list[Problem]) -> int:
    """Write a report; that it is of a rehearsal is always said."""
    if at.form == "json":
        document = {
            "meeting": meeting_json(state),
            **said.document,
            "problems": [json_of(problem) for problem in problems],
        }
        return ending.deliver(json_text(document), at.output, problems)
    if at.form == "csv":
        return ending.deliver(csv_text(said.header, said.rows), at.output, problems)
    return ending.deliver(rehearsal_line(state) + said.text, at.output, problems)


def meeting_json(state: State) -> dict[str, object]:
    """Return what every document says of the meeting."""
    return {
        "name": state.name,
        "date": None if state.day is None else state.day.isoformat(),
        "rehearsal": state.rehearsal,
    }


def rehearsal_line(state: State) -> str:
    """Return the line that stands above everything a rehearsal shows; empty for a meeting."""
    return emphasised(_("REHEARSAL: nothing of this was decided")) + "\n" if state.rehearsal else ""


def paragraph(text: str, indent: int = 2) -> str:
    """Return a line of a report, wrapped for the terminal."""
    return wrapped(text, indent) + "\n"


def said_only(text: str, **document: object) -> Report:
    """Return a report of one sentence."""
    return Report(paragraph(text), document)
