"""Votes in files: the options that say which and under what rules, and what is read by them."""

from datetime import date
from typing import NamedTuple

from alvvote.basis import AtHand, Basis, find_roll, open_data, read_roll
from alvvote.cli.options import parse_request, wrong
from alvvote.cli.rules import parse_rules
from alvvote.i18n import _
from alvvote.problems import Problem
from alvvote.questions import Files, questions_in
from alvvote.tally import Question

BALLOTS = _("BALLOTS")


class FileOptions(NamedTuple):
    """The options of commands that read votes from files, as they were given."""

    ballots: list[str] | None
    agenda: str | None
    sheet: str | None
    meerderheid: list[str] | None
    onthouding: str | None
    blanco: str | None
    quorum: str | None
    datum: str | None
    peildatum: str | None
    voorlopig: bool
    inwoners: list[str] | None
    leden: str | None
    stemmenlijst: str | None
    tellingen: str | None

    @property
    def files(self) -> tuple[str | None, ...]:
        """The files that are read."""
        return (*(self.ballots or ()), self.agenda, self.leden, self.stemmenlijst, self.tellingen)


class FileVotes(NamedTuple):
    """What was read; without data at hand or a basis there is an error among the problems."""

    at_hand: AtHand | None
    basis: Basis | None
    questions: list[Question]
    meeting_date: date | None


def refuse_with_dossier(options: FileOptions) -> None:
    """Raise `typer.BadParameter` where something was said that a dossier says by itself."""
    for name, value in options._asdict().items():
        if value:
            option = BALLOTS if name == "ballots" else f"--{name}"
            raise wrong(option, _("not with a dossier: there it was frozen what holds."))


def read_votes(options: FileOptions, problems: list[Problem]) -> FileVotes:
    """Read the votes and the roll that holds; wrong usage raises `typer.BadParameter`."""
    request = parse_request(
        options.datum, options.peildatum, options.inwoners, preliminary=options.voorlopig
    )
    settings = parse_rules(options.meerderheid, options.onthouding, options.blanco, options.quorum)
    _check(options)
    at_hand = open_data(problems)
    if at_hand is None or options.stemmenlijst is None:
        basis = None if at_hand is None else find_roll(at_hand, request, options.leden, problems)
    else:
        basis = read_roll(options.stemmenlijst, problems)
    if at_hand is None or basis is None:
        return FileVotes(at_hand, basis, [], request.meeting_date)
    files = Files(tuple(options.ballots or ()), options.sheet, options.agenda, options.tellingen)
    questions = questions_in(files, at_hand, basis, settings, problems)
    return FileVotes(at_hand, basis, questions, basis.roll.meeting_date)


def _check(options: FileOptions) -> None:
    """Raise `typer.BadParameter` where options do not go together."""
    if not options.ballots and not options.tellingen:
        raise wrong(BALLOTS, _("name files with ballots, or a dossier with --dossier."))
    roll = (options.datum, options.peildatum, options.inwoners, options.leden)
    if options.stemmenlijst and any(roll):
        raise wrong("--stemmenlijst", _("a frozen roll says who has how many votes by itself."))
    if options.tellingen and not (options.agenda and options.stemmenlijst):
        raise wrong("--tellingen", _("give --agenda and --stemmenlijst with it."))
