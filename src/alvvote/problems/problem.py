"""One problem: its code, where it is, what was found and what was expected."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from alvvote.problems.catalogue import CATALOGUE, Severity

Detail = str | int | date | tuple[str, ...]

_NOTHING: Mapping[str, Detail] = MappingProxyType({})


class Problem(NamedTuple):
    """Something wrong in what the user gave, as data; the words stand in the catalogue."""

    code: str
    file: str | None = None
    row: int | None = None
    """The row as a spreadsheet numbers it: the header is row 1."""
    column: str | None = None
    """The name of the column, as it stands in the file, or of the option."""
    value: str | None = None
    """What was found."""
    expected: str | None = None
    """What would have been right, in a few words without a sentence."""
    details: Mapping[str, Detail] = _NOTHING
    """What the message of the code needs besides."""

    @property
    def severity(self) -> Severity:
        """``error`` or ``warning``, from the catalogue."""
        return CATALOGUE[self.code].severity


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether one of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def json_of(problem: Problem) -> dict[str, str | int | None]:
    """Return the problem in the stable form of ``--format json``, the same in every language."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "expected": problem.expected,
    }
