"""``alvvote representatives list``: who represents each member; for the office alone."""

import shutil
from collections import Counter

from alvvote.cli.columns import Column, aligned
from alvvote.cli.dossiers import DossierOption, Report, consult, paragraph, parse_at
from alvvote.cli.framework import make_command
from alvvote.cli.options import FormatOption, Output, parse_format
from alvvote.cli.representatives_text import (
    HEADER,
    declaration_in_words,
    person_in_words,
    row_of,
    standing_of,
)
from alvvote.cli.terminal import emphasised, say
from alvvote.i18n import N_, _, listing, number
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.publish.csv_guard import guarded
from alvvote.tables.writing import Cell

_STANDINGS = {
    "named": N_("named"),
    "accredited": N_("accredited"),
    "left": N_("left"),
    "erased": N_("erased"),
}
_NARROWEST = 16


def list_(
    dossier: DossierOption = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """List the representatives; return the exit code."""
    at = parse_at(dossier, output=output)._replace(form=parse_format(format_, output))
    if at.form == "csv":
        say(_warning())
    return consult(at, lambda opened: _report(opened.state))


def _warning() -> str:
    return _("FOR THE OFFICE ALONE: names are personal data, and are not to be published")


def _report(state: State) -> Report:
    by_name = sorted((m.municipality.casefold(), m.gm_code) for m in roll_of(state).members)
    codes = [code for _name, code in by_name]
    rows = [row_of(state, code) for code in codes]
    counts = Counter(standing_of(state, code) for code in codes)
    document: dict[str, object] = {
        "not_for_publication": True,
        "representatives": [dict(zip(HEADER, row, strict=True)) for row in rows],
        "nobody": counts["nobody"],
        "accredited": counts["accredited"],
    }
    cells = tuple(tuple(map(_guarded, row)) for row in rows)
    return Report(_text(state, codes), document, HEADER, cells)


def _guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: municipalities wrote these names."""
    return guarded(cell) if isinstance(cell, str) else cell


def _text(state: State, codes: list[str]) -> str:
    roll = roll_of(state)
    nobody = [code for code in codes if standing_of(state, code) == "nobody"]
    table = [_line(state, code) for code in codes if code not in set(nobody)]
    # Name and function get what the other columns leave.
    widest = max((shutil.get_terminal_size().columns - 36) // 2, _NARROWEST)
    columns = [
        Column(_("municipality"), widest=widest),
        Column(_("represented by"), widest=widest),
        Column(_("declaration"), widest=20),
        Column(_("state")),
    ]
    text = emphasised(paragraph(_warning()).rstrip("\n")) + "\n\n"
    if table:
        text += "\n".join(aligned(columns, table)) + "\n\n"
    counts = _("named: {named} of {all} members; accredited: {accredited}").format(
        named=number(len(table)), all=number(len(codes)), accredited=number(len(state.accredited))
    )
    text += paragraph(counts)
    if nobody:
        names = [shown(roll.by_code[code].municipality) for code in nobody]
        line = _("nobody is named for {count}: {names}")
        text += paragraph(line.format(count=number(len(names)), names=listing(names)))
    return text


def _line(state: State, code: str) -> tuple[str, ...]:
    who = state.representatives.get(code)
    return (
        shown(roll_of(state).by_code[code].municipality),
        person_in_words(who and who.name, who and who.function),
        "" if who is None or who.name is None else declaration_in_words(who),
        _(_STANDINGS[standing_of(state, code)]),
    )


command = make_command(
    list_, "list", _("List who represents each member, and who has nobody named; for the office.")
)
