"""``alvvote vote import``: the ballots of files, all in one act."""

import contextlib
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import (
    ActOption,
    DocumentFormat,
    DossierOption,
    KeyOption,
    Report,
    paragraph,
    parse_at,
    perform,
)
from alvvote.cli.framework import make_command
from alvvote.cli.pass_files import BallotFiles, KastjesOption, accreditations_in, read_ballots
from alvvote.cli.pass_options import consult_history
from alvvote.cli.vote_text import turnout_in_words, turnout_json
from alvvote.i18n import _, _n, number
from alvvote.meeting.ballot_file import ballots_as_events, in_record, vote_problems
from alvvote.meeting.dossier import Done
from alvvote.meeting.events import Event
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.problems import Problem, has_errors, json_of

_PATIENCE = 1.0
"""Seconds after which it is said that there is something to wait for."""


def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar=_("BALLOTS"), help=_("Files with ballots, CSV or XLSX; - is standard input.")
        ),
    ],
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar=_("NAME"), help=_("The sheet of an XLSX file to read.")),
    ] = None,
    kastjes: KastjesOption = None,
    dossier: DossierOption = None,
    key: KeyOption = None,
    act: ActOption = None,
    format_: DocumentFormat = None,
) -> int:
    """Record the ballots of files, all of them or none; return the exit code."""
    at = parse_at(dossier, key, format_, act)
    before = consult_history(at)
    if isinstance(before, int):
        return before
    problems: list[Problem] = []

    def failed(found: list[Problem]) -> object:
        return {"problems": [json_of(problem) for problem in found]}

    ending = Ending(at.form, _("nothing was recorded"), failed)
    with _waiting(_("reading ballots")):
        votes = read_ballots(*before, BallotFiles(files, sheet, kastjes), problems)
    place = files[0] if len(files) == 1 else None
    ballots = {vote.proposal.id: vote.ballots for vote in votes}
    if has_errors(problems):
        return ending.fail([*problems, *vote_problems(before[0], ballots, place)])
    known: dict[str, frozenset[str]] = {}

    def put(state: State) -> list[Event]:
        with _waiting(_("checking ballots")):
            events = ballots_as_events(state, ballots, place, accreditations_in(votes))
        known.update(in_record(state, ballots))
        return events

    return perform(at, put, lambda done: _report(done, ballots, known), problems)


@contextlib.contextmanager
def _waiting(text: str) -> Iterator[None]:
    """Say on the terminal what goes on, once it takes long."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415

    status = Console(stderr=True, emoji=False, highlight=False).status(text)
    timer = threading.Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def _report(
    done: Done,
    ballots: Mapping[str, Mapping[str, str]],
    known: Mapping[str, frozenset[str]],
) -> Report:
    state = done.state
    votes_of = roll_of(state).votes_of
    lines: list[str] = []
    recorded: list[dict[str, object]] = []
    for name, chosen in ballots.items():
        vote = state.votes[name]
        new = chosen.keys() - known[name]
        text = _n("{vote}: {count} ballot recorded", "{vote}: {count} ballots recorded", len(new))
        line = text.format(vote=shown(name), count=number(len(new)))
        if known[name]:
            line += "; " + _n(
                "{count} stood in the record already, the same",
                "{count} stood in the record already, the same",
                len(known[name]),
            ).format(count=number(len(known[name])))
        lines.append(f"{line}; {turnout_in_words(state, vote)}")
        recorded.append(
            {
                "id": name,
                "members": len(chosen),
                "votes": sum(votes_of[gm_code] for gm_code in chosen),
                "known": len(known[name]),
                "turnout": turnout_json(state, vote),
            }
        )
    return Report("".join(paragraph(line) for line in lines), {"votes": recorded})


command = make_command(import_, "import", _("Record the ballots of files, all in one act."))
