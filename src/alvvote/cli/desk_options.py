"""What the commands of the desk share: whom they are about, the pass, how many are accredited."""

import shlex
from typing import Annotated, NamedTuple

import typer

from alvvote.cards.pass_code import pass_in_groups, pass_number
from alvvote.cards.pass_files import HandedOut, pass_data, pass_pdf
from alvvote.cli.dossiers import Report, paragraph
from alvvote.cli.options import wrong
from alvvote.desk.paper import FILE, NotOnPaper, print_arguments, print_out, save
from alvvote.i18n import _, number
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import Done
from alvvote.meeting.model import State, turnout_of
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.problems import Problem
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
PassOption = Annotated[
    str | None,
    typer.Option("--pass", metavar=_("FILE"), help=_("Write the pass to this file (PDF).")),
]
PrintOption = Annotated[
    str | None,
    typer.Option(
        "--print-command",
        metavar=_("COMMAND"),
        help=_("Print the pass with this command, without a shell; {} stands for the file."),
    ),
]


class PassOut(NamedTuple):
    """What the options say of the pass on paper."""

    file: str | None = None
    command: str | None = None

    def check(self) -> None:
        """Raise `typer.BadParameter` where the print command cannot be read."""
        if self.command is not None:
            read_print_command(self.command)

    def hand_out(self, state: State, handed: HandedOut | None, gm_code: str) -> None:
        """Write or print the pass, as far as that was asked for.

        Raises:
            Refused: it is not on paper; what was recorded stands.
        """
        if self.file is None and self.command is None:
            return
        if handed is None or handed.code is None:
            raise Refused(Problem("D156", value=gm_code))
        pdf = pass_pdf(state, pass_data(state, handed))
        option, value = "--pass", self.file
        try:
            if self.file is not None:
                save(self.file, pdf)
            if self.command is not None:
                option, value = "--print-command", self.command
                print_out(print_arguments(self.command), pdf)
        except NotOnPaper as error:
            details = {"reason": str(error)}
            raise Refused(
                Problem("D155", column=option, value=value, details={**details})
            ) from error


def read_print_command(command: str) -> list[str]:
    """Return a print command as read; wrong usage raises `typer.BadParameter`."""
    try:
        return print_arguments(command)
    except ValueError:
        text = _("it has no {place} where the file goes: {example}")
        example = shlex.quote(f"lp -d desk3 {FILE}")
        raise wrong("--print-command", text.format(place=FILE, example=example)) from None


def desk_report(done: Done, gm_code: str, sentence: str, handed: HandedOut | None) -> Report:
    """Report what was done for a member, the pass, and how many are accredited now."""
    state = done.state
    roll = roll_of(state)
    member = roll.by_code[gm_code]
    name = f"{member.municipality} ({gm_code})"
    members, votes = turnout_of(state) or (0, 0)
    lines = [sentence.format(name=shown(name), votes=votes_in_words(member.votes))]
    if not done.recorded:
        lines.insert(0, _("this act was recorded before; nothing is recorded again. It was:"))
    if handed is not None and handed.code is not None:
        lines.append(pass_line(handed.code))
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
            "pass": pass_json(None if handed is None else handed.code),
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
