"""The results of votes, whatever these were read from: counted, and written as was asked."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from alvvote.basis import Basis
from alvvote.cli.deliver import Ending
from alvvote.cli.options import Format
from alvvote.cli.tally_documents import tally_csv, tally_json
from alvvote.cli.terminal import say
from alvvote.i18n import _
from alvvote.population import Edition
from alvvote.problems import Problem
from alvvote.roll_words import fingerprint_line
from alvvote.tables.writing import json_text
from alvvote.tally import Counted
from alvvote.words import picked


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
