"""What the commands of the desk share: whom they are about, and how many are accredited."""

from typing import Annotated

import typer

from alvvote.cli.dossiers import Report, paragraph
from alvvote.i18n import _, number
from alvvote.meeting.model import State, turnout_of
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.words import votes_in_words

Gemeente = Annotated[
    str,
    typer.Option("--gemeente", metavar=_("NAME"), help=_("The municipality, by name or code.")),
]


def desk_report(state: State, gm_code: str, sentence: str) -> Report:
    """Report what was done for a member, and how many are accredited now."""
    roll = roll_of(state)
    member = roll.by_code[gm_code]
    name = f"{member.municipality} ({gm_code})"
    members, votes = turnout_of(state) or (0, 0)
    lines = [
        sentence.format(name=shown(name), votes=votes_in_words(member.votes)),
        _("accredited: {members} of {all_members} members, {votes} of {all_votes}").format(
            members=number(members),
            all_members=number(roll.totals.members),
            votes=number(votes),
            all_votes=votes_in_words(roll.totals.votes),
        ),
    ]
    return Report(
        "".join(paragraph(line) for line in lines),
        {
            "gm_code": gm_code,
            "votes": member.votes,
            "accredited": {"members": members, "votes": votes},
        },
    )
