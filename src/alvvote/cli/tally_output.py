"""The results of votes, whatever these were read from: counted, and written as was asked."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from alvvote.ballots import Ballots
from alvvote.cli.basis import Basis
from alvvote.cli.deliver import Ending
from alvvote.cli.options import Format
from alvvote.cli.output import json_text
from alvvote.cli.roll_words import fingerprint_line
from alvvote.cli.tally_documents import Counted, tally_csv, tally_json
from alvvote.cli.terminal import say
from alvvote.i18n import _
from alvvote.population import Edition
from alvvote.problems import Problem
from alvvote.proposal import Proposal
from alvvote.roll import Roll
from alvvote.slips import SlipCount
from alvvote.tally import readings_of, remarks_on, tally, tally_slips
from alvvote.words import picked


class Question(NamedTuple):
    """A vote with what was handed in for it: ballots of members, or slips that were counted."""

    proposal: Proposal
    ballots: Ballots
    slips: SlipCount | None = None


class Asked(NamedTuple):
    """What is to be shown of the votes, and where."""

    form: Format
    output: str | None
    per_lid: bool
    houdbaar: bool

    def document(
        self, basis: Basis | None, meeting_date: date | None, counted: Iterable[Counted] = ()
    ) -> Callable[[list[Problem]], dict[str, object]]:
        """Return what makes the JSON document, given the problems."""
        return lambda problems: tally_json(
            basis,
            meeting_date,
            list(counted),
            problems,
            per_lid=self.per_lid,
            houdbaar=self.houdbaar,
        )


def remarks(questions: Iterable[Question], *, per_lid: bool) -> list[Problem]:
    """Return what is to be said of the votes as such."""
    return [
        problem
        for question in questions
        for problem in remarks_on(
            question.proposal,
            question.ballots,
            per_member=per_lid,
            on_slips=question.slips is not None,
        )
    ]


def count_vote(question: Question, roll: Roll, rolls: list[Roll]) -> Counted:
    """Count one vote; `rolls` holds one roll per defensible edition."""
    proposal, ballots, slips = question
    result = tally(proposal, ballots, roll) if slips is None else tally_slips(proposal, slips, roll)
    return Counted(result, ballots, readings_of(result, ballots, rolls))


def count_votes(questions: Iterable[Question], roll: Roll, rolls: list[Roll]) -> list[Counted]:
    """Count the votes, in their order."""
    return [count_vote(question, roll, rolls) for question in questions]


def show(
    asked: Asked,
    basis: Basis,
    counted: list[Counted],
    left_out: list[Edition],
    problems: list[Problem],
) -> int:
    """Write the results; return the exit code."""
    meeting_date = basis.roll.meeting_date
    document = asked.document(basis, meeting_date, counted)
    if asked.form == "table":
        from alvvote.cli.tally_text import tally_text  # noqa: PLC0415

        text = tally_text(
            basis,
            counted,
            left_out,
            asked.output,
            per_lid=asked.per_lid,
            houdbaar=asked.houdbaar,
        )
    else:
        say(picked(basis.choice, meeting_date, of_today=True))
        if basis.fingerprint is not None:
            say(fingerprint_line(basis.fingerprint))
        if asked.form == "csv":
            text = tally_csv(basis, counted, per_lid=asked.per_lid)
        else:
            text = json_text(document(problems))
    # A file that cannot be written leaves a document without results.
    failed = asked.document(basis, meeting_date)
    return Ending(asked.form, _("nothing was counted"), failed).deliver(
        text, asked.output, problems
    )
