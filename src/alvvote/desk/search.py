"""Finding a member by what somebody types: exactly, or as a choice; never by a guess."""

from collections.abc import Iterable

from alvvote.directory import IN_OPTION, Directory
from alvvote.municipality import normalise
from alvvote.problems import Problem
from alvvote.roll import Roll


class Search:
    """The members of a roll, to be found while somebody types."""

    def __init__(self, roll: Roll, directory: Directory) -> None:
        """Take the roll, and where names on it are looked up."""
        self._roll = roll
        self._directory = directory
        self._keys = sorted((normalise(m.municipality), m.gm_code) for m in roll.members)

    def find(self, text: str) -> str | list[str] | Problem:
        """Return the member that is named exactly; else who could be meant; else what is wrong."""
        found = self._directory.find(text, IN_OPTION)
        if not isinstance(found, Problem):
            return found.gm_code
        near = self.beginning(text) or self._offered(found)
        return near or found

    def beginning(self, text: str) -> list[str]:
        """Return the members with a word in their name that begins so.

        Those whose name itself begins so come first.
        """
        key = normalise(text)
        if not key:
            return []
        first = (code for name, code in self._keys if name.startswith(key))
        later = (code for name, code in self._keys if f" {key}" in name)
        return _some((*first, *later))

    def _offered(self, problem: Problem) -> list[str]:
        """Return the members that the look-up itself suggests."""
        names = problem.expected or ""
        return _some(code for code in self._roll.by_code if f"({code})" in names)


def _some(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))
