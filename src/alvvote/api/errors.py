"""The error of the functions for notebooks: everything that is wrong in what was given."""

from collections.abc import Iterable

from alvvote.i18n import _, number
from alvvote.problem_words import line_of
from alvvote.problems import CATALOGUE, Problem, has_errors

_MOST_LINES = 20


class InputError(ValueError):
    """Something is wrong in files or arguments, so nothing was counted: there are no half results.

    Its text has a line for each of the first problems, and what to do about each kind of them;
    docs/problems.md explains the codes.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take all problems, warnings included."""
        self.problems = tuple(problems)
        """All that was found: code, file, row, column, value, expected."""
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return the problems in words."""
        lines = [line_of(problem) for problem in self.problems[:_MOST_LINES]]
        more = len(self.problems) - _MOST_LINES
        if more > 0:
            lines.append(_("and {count} more").format(count=number(more)))
        codes = dict.fromkeys(problem.code for problem in self.problems)
        lines += [f"{code}: {_(CATALOGUE[code].todo)}" for code in codes]
        return "\n".join(lines)


def checked(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems where all are warnings.

    Raises:
        InputError: one of them is an error.
    """
    found = tuple(problems)
    if has_errors(found):
        raise InputError(found)
    return found
