"""How a command ends: with its output where it was wanted, or with what is wrong."""

from collections.abc import Callable

from alvvote.cli.options import Format
from alvvote.cli.output import write
from alvvote.cli.problem_text import print_problems
from alvvote.problems import Problem
from alvvote.tables.writing import json_text

DONE = 0
FAILED = 1


class Ending:
    """The ways in which a command can end, for the format that was asked for."""

    def __init__(
        self, form: Format, consequence: str, document: Callable[[list[Problem]], object]
    ) -> None:
        """Take what errors mean for the output, and the document of a run with only problems."""
        self._form = form
        self._consequence = consequence
        self._document = document

    def fail(self, problems: list[Problem]) -> int:
        """Say what is wrong, as JSON on standard output or else to a person; return the code."""
        if self._form == "json":
            write(json_text(self._document(problems)), None)
        else:
            print_problems(problems, self._consequence)
        return FAILED

    def deliver(self, content: str | bytes, output: str | None, problems: list[Problem]) -> int:
        """Write the output; return the exit code.

        Warnings come before it; errors, of something that failed after what is reported, behind.
        """
        errors = [problem for problem in problems if problem.severity == "error"]
        if self._form != "json":
            print_problems([one for one in problems if one not in errors], self._consequence)
        failure = write(content, output)
        if failure is not None:
            return self.fail([failure])
        if self._form != "json":
            print_problems(errors, self._consequence)
        return FAILED if errors else DONE
