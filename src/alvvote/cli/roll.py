"""``alvvote roll``: the members of a meeting and their votes, to be kept and used again."""

from typing import Annotated

import typer

from alvvote.basis import AtHand, Basis, find_roll, open_data
from alvvote.cli.deliver import Ending
from alvvote.cli.documents import (
    ROLL_HEADER,
    members_json,
    request_json,
    roll_json,
    roll_row,
)
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    Datum,
    Inwoners,
    Leden,
    Output,
    Peildatum,
    Voorlopig,
    format_name,
    parse_request,
    refuse_overwriting,
    wrong,
)
from alvvote.cli.terminal import say
from alvvote.deviations import read_members
from alvvote.i18n import _
from alvvote.problems import Problem, has_errors
from alvvote.roll import Member
from alvvote.tables.writing import csv_text, json_text
from alvvote.words import picked


def roll(
    verzoek: Annotated[
        str | None,
        typer.Option(
            "--verzoek",
            metavar=_("FILE"),
            help=_("Members that ask for a meeting: whether they have a tenth of all votes."),
        ),
    ] = None,
    datum: Datum = None,
    peildatum: Peildatum = None,
    voorlopig: Voorlopig = False,
    inwoners: Inwoners = None,
    leden: Leden = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="table|csv|json|xlsx",
            help=_("How to write the output; else a table, or what the name of --output says."),
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Show the roll of a meeting; return the exit code."""
    form = format_name(format_, output, ("table", "csv", "json", "xlsx"))
    if form == "xlsx" and (output is None or verzoek is not None):
        raise wrong("--format", _("xlsx is for a roll, and needs --output."))
    refuse_overwriting(output, leden, verzoek)
    request = parse_request(datum, peildatum, inwoners, preliminary=voorlopig)
    problems: list[Problem] = []
    at_hand = open_data(problems)
    basis = None if at_hand is None else find_roll(at_hand, request, leden, problems)
    asking: tuple[Member, ...] = ()
    if at_hand is not None and basis is not None and verzoek is not None:
        asking = _asking(at_hand, basis, verzoek, problems)

    def failed(found: list[Problem]) -> object:
        if verzoek is not None:
            return members_json(basis, request.meeting_date, [], found)
        return roll_json(None, request.meeting_date, found)

    ending = Ending("json" if form == "json" else "table", _("no roll is made"), failed)
    if basis is None or has_errors(problems):
        return ending.fail(problems)
    content: str | bytes
    if verzoek is not None:
        content = _request(basis, asking, form, output, problems)
    else:
        content = _roll(basis, form, output, problems)
    if form != "table":
        say(picked(basis.choice, request.meeting_date))
    return ending.deliver(content, output, problems)


def _asking(
    at_hand: AtHand, basis: Basis, file: str, problems: list[Problem]
) -> tuple[Member, ...]:
    return read_members(file, at_hand.directory(basis.roll), problems)


def _roll(basis: Basis, form: str, output: str | None, problems: list[Problem]) -> str | bytes:
    if form == "json":
        return json_text(roll_json(basis, basis.roll.meeting_date, problems))
    if form == "csv":
        edition = basis.choice.edition
        return csv_text(ROLL_HEADER, (roll_row(edition, member) for member in basis.roll.members))
    if form == "xlsx":
        from alvvote.cli.roll_xlsx import roll_xlsx  # noqa: PLC0415

        return roll_xlsx(basis)
    from alvvote.cli.roll_text import roll_text  # noqa: PLC0415

    return roll_text(basis, output)


def _request(
    basis: Basis,
    asking: tuple[Member, ...],
    form: str,
    output: str | None,
    problems: list[Problem],
) -> str:
    if form == "json":
        return json_text(request_json(basis, list(asking), problems))
    if form == "csv":
        edition = basis.choice.edition
        return csv_text(ROLL_HEADER, (roll_row(edition, member) for member in asking))
    from alvvote.cli.roll_text import request_text  # noqa: PLC0415

    return request_text(basis, asking, output)


command = make_command(
    roll, "roll", _("Show the roll of a meeting: its members, their votes, how they follow.")
)
