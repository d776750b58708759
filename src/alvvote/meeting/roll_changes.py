"""What changes from one roll to another: members, and their votes (and so their cards)."""

from typing import NamedTuple

from alvvote.roll import Roll


class RollChange(NamedTuple):
    """A member with other votes, or one that joined or left."""

    gm_code: str
    municipality: str
    before: int | None
    """Votes on the earlier roll; None: not on it."""
    after: int | None
    """Votes on the later roll; None: not on it."""


def roll_changes(before: Roll, after: Roll) -> list[RollChange]:
    """Return the members that differ, by code."""
    found: list[RollChange] = []
    for code in sorted(before.by_code.keys() | after.by_code.keys()):
        old, new = before.by_code.get(code), after.by_code.get(code)
        if old is None or new is None or old.votes != new.votes:
            name = (new or old or after.members[0]).municipality
            found.append(
                RollChange(
                    code,
                    name,
                    None if old is None else old.votes,
                    None if new is None else new.votes,
                )
            )
    return found
