"""The votes that a file states are compared with the roll and never used."""

from typing import NamedTuple

from alvvote.population import Store
from alvvote.problems import Problem
from alvvote.roll import Member, Roll
from alvvote.statutes import votes_for


class Stated(NamedTuple):
    """What one row states of one member."""

    row: int
    member: Member
    votes: int


def check_stated_votes(
    roll: Roll, store: Store, place: tuple[str, int, str], stated: list[Stated]
) -> list[Problem]:
    """Return a problem for each number that differs from the roll.

    `place` is the file, the row of its header and the name of the column.

    Where the whole column fits another edition, it is one problem that says which.
    """
    file, header_row, column = place
    wrong = [item for item in stated if item.votes != item.member.votes]
    if not wrong:
        return []
    for edition in reversed(store.editions()):
        votes_then = {f.gm_code: votes_for(f.inhabitants) for f in store.figures(edition)}
        if all(votes_then.get(item.member.gm_code) == item.votes for item in stated):
            option = f"--peildatum {edition.reference_date.year}"
            if edition.status == "preliminary":
                option += " --voorlopig"
            return [
                Problem(
                    "B305",
                    file,
                    header_row,
                    column,
                    expected=option,
                    details={
                        "fits": edition.reference_date,
                        "fits_status": edition.status,
                        "used": roll.edition.reference_date,
                        "used_status": roll.edition.status,
                    },
                )
            ]
    return [
        Problem(
            "B304",
            file,
            item.row,
            column,
            str(item.votes),
            str(item.member.votes),
            {"municipality": item.member.municipality},
        )
        for item in wrong
    ]
