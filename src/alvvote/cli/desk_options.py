"""What the commands of the desk share: whom they are about, and how many are accredited."""

from typing import Annotated

import typer

from alvvote.cards.pass_code import pass_in_groups, pass_number
from alvvote.cli.dossiers import Report, paragraph
from alvvote.i18n import _, number
from alvvote.meeting.dossier import Done
from alvvote.meeting.model import turnout_of
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.words import votes_in_words

Gemeente = Annotated[
    str,
    typer.Option("--gemeente", metavar=_("NAME"), help=_("The municipality, by name or code.")),
]
GemeenteOption = Annotated[
    str | None,
    typer.Option(
        "--gemeente", metavar=_("NAME"), help=_("The municipality, where there is no code.")
    ),
]
CodeArgument = Annotated[
    str | None,
    typer.Argument(metavar=_("[CODE]"), help=_("The code of a voting card, or of a pass.")),
]


def desk_report(done: Done, gm_code: str, sentence: str, code: str | None) -> Report:
    """Report what was done for a member, the code of its pass, how many are accredited now."""
    state = done.state
    roll = roll_of(state)
    member = roll.by_code[gm_code]
    name = f"{member.municipality} ({gm_code})"
    members, votes = turnout_of(state) or (0, 0)
    lines = [sentence.format(name=shown(name), votes=votes_in_words(member.votes))]
    if not done.recorded:
        lines.insert(0, _("this act was recorded before; nothing is recorded again. It was:"))
    if code is not None:
        lines.append(pass_line(code))
    lines.append(
        _("accredited: {members} of {all_members} members, {votes} of {all_votes}").format(
            members=number(members),
            all_members=number(roll.totals.members),
            votes=number(votes),
            all_votes=votes_in_words(roll.totals.votes),
        )
    )
    return Report(
        "".join(paragraph(line) for line in lines),
        {
            "gm_code": gm_code,
            "municipality": member.municipality,
            "votes": member.votes,
            "pass": pass_json(code),
            "accredited": {"members": members, "votes": votes},
        },
    )


def pass_line(code: str) -> str:
    """Return how a pass is told: its number, and its code in groups."""
    text = _("pass {number}, code {code}")
    return text.format(number=pass_number(code), code=pass_in_groups(code))


def pass_json(code: str | None) -> dict[str, object] | None:
    """Return a pass as data; None where there is none, or where its code was erased."""
    return None if code is None else {"number": int(pass_number(code)), "code": code}
