"""``alvvote votes``: how many votes a municipality has, and why."""

from typing import Annotated

import typer

from alvvote.basis import AtHand, Basis, find_roll, open_data
from alvvote.cli.deliver import Ending
from alvvote.cli.documents import MEMBER_HEADER, member_row, members_json
from alvvote.cli.framework import make_command
from alvvote.cli.options import (
    Datum,
    Format,
    FormatOption,
    Inwoners,
    Leden,
    Output,
    Peildatum,
    Voorlopig,
    parse_choice,
    parse_format,
    parse_request,
    refuse_overwriting,
    wrong,
)
from alvvote.cli.terminal import say
from alvvote.directory import IN_OPTION
from alvvote.i18n import _
from alvvote.municipality import normalise
from alvvote.problems import Problem, has_errors
from alvvote.roll import Member
from alvvote.tables.writing import csv_text, json_text
from alvvote.words import picked


def votes(
    gemeente: Annotated[
        list[str] | None,
        typer.Option(
            "--gemeente",
            metavar=_("NAME"),
            help=_("Name, alias or CBS code of a municipality; may be repeated."),
        ),
    ] = None,
    provincie: Annotated[
        str | None,
        typer.Option(
            "--provincie", metavar=_("NAME"), help=_("Only the municipalities of this province.")
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option("--sort", metavar="name|votes|inhabitants", help=_("The order of the list.")),
    ] = "name",
    history: Annotated[
        bool,
        typer.Option(
            "--history", metavar="", help=_("Show the votes of --gemeente through all editions.")
        ),
    ] = False,
    datum: Datum = None,
    peildatum: Peildatum = None,
    voorlopig: Voorlopig = False,
    inwoners: Inwoners = None,
    leden: Leden = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """Show the votes of members; return the exit code."""
    refuse_overwriting(output, leden)
    order = parse_choice("--sort", sort, ("name", "votes", "inhabitants"))
    form = parse_format(format_, output)
    request = parse_request(datum, peildatum, inwoners, preliminary=voorlopig)
    if gemeente and provincie is not None:
        raise wrong("--provincie", _("it narrows the list of all members; leave out --gemeente."))
    if history and not gemeente:
        raise wrong("--history", _("say of which municipality with --gemeente."))
    problems: list[Problem] = []
    at_hand = open_data(problems)
    basis = None if at_hand is None else find_roll(at_hand, request, leden, problems)
    members: list[Member] = []
    if at_hand is not None and basis is not None:
        members = _select(at_hand, basis, gemeente, provincie, problems)
    if not gemeente:
        members = _sorted(members, order)
    ending = Ending(
        form,
        _("no votes are shown"),
        lambda found: members_json(basis, request.meeting_date, [], found),
    )
    if at_hand is None or basis is None or has_errors(problems):
        return ending.fail(problems)
    if history:
        document = members_json(basis, request.meeting_date, members, problems)
        text = _history(at_hand, members, form, output, document)
        return ending.deliver(text, output, problems)
    if form == "table":
        from alvvote.cli.votes_text import list_text, member_text  # noqa: PLC0415

        if gemeente:
            text = "".join(member_text(basis, member, output) for member in members)
        else:
            text = list_text(basis, members, output, narrowed=provincie is not None)
    else:
        say(picked(basis.choice, request.meeting_date))
        if form == "csv":
            edition = basis.choice.edition
            text = csv_text(MEMBER_HEADER, (member_row(edition, member) for member in members))
        else:
            text = json_text(members_json(basis, request.meeting_date, members, problems))
    return ending.deliver(text, output, problems)


def _history(
    at_hand: AtHand,
    members: list[Member],
    form: Format,
    output: str | None,
    document: dict[str, object],
) -> str:
    from alvvote.cli.votes_history import (  # noqa: PLC0415
        HISTORY_HEADER,
        history_json,
        history_of,
        history_rows,
        history_text,
    )

    histories = history_of(at_hand, members)
    if form == "json":
        return json_text({**document, "history": history_json(histories)})
    if form == "csv":
        return csv_text(HISTORY_HEADER, history_rows(histories))
    return history_text(histories, output)


def _select(
    at_hand: AtHand,
    basis: Basis,
    names: list[str] | None,
    province: str | None,
    problems: list[Problem],
) -> list[Member]:
    members = list(basis.roll.members)
    if names:
        directory = at_hand.directory(basis.roll)
        found = [directory.find(name, IN_OPTION) for name in names]
        problems += [p._replace(column="--gemeente") for p in found if isinstance(p, Problem)]
        chosen = [member for member in found if isinstance(member, Member)]
        members = list(dict.fromkeys(chosen))
    if province is not None:
        provinces = {normalise(member.province): member.province for member in basis.roll.members}
        wanted = provinces.get(normalise(province).replace("friesland", "fryslan"))
        if wanted is None:
            expected = ", ".join(sorted(provinces.values()))
            problems.append(
                Problem("G105", column="--provincie", value=province, expected=expected)
            )
        members = [member for member in members if member.province == wanted]
    return members


def _sorted(members: list[Member], order: str) -> list[Member]:
    by_name = sorted(members, key=lambda member: normalise(member.municipality))
    if order == "votes":
        return sorted(by_name, key=lambda member: (-member.votes, -(member.inhabitants or 0)))
    if order == "inhabitants":
        return sorted(by_name, key=lambda member: -(member.inhabitants or 0))
    return by_name


command = make_command(
    votes, "votes", _("Show how many votes a municipality has, and how they follow.")
)
