"""How a command ends: with its output where it was wanted, or with what is wrong."""

from alvvote.cli.options import Format
from alvvote.cli.output import json_text, write
from alvvote.cli.problem_text import print_problems
from alvvote.problems import Problem

DONE = 0
FAILED = 1


def deliver(text: str, output: str | None, consequence: str) -> int:
    """Write the output; return the exit code."""
    problem = write(text, output)
    if problem is None:
        return DONE
    print_problems([problem], consequence)
    return FAILED


def fail(form: Format, document: object, problems: list[Problem], consequence: str) -> int:
    """Say what is wrong, as JSON on standard output or else to a person; return the exit code."""
    if form == "json":
        write(json_text(document), None)
    else:
        print_problems(problems, consequence)
    return FAILED
