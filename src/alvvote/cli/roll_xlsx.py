"""The roll as an XLSX workbook: the same bytes for the same roll."""

import io
from datetime import datetime

import xlsxwriter

from alvvote.basis import Basis
from alvvote.i18n import _
from alvvote.roll import fingerprint
from alvvote.roll_words import (
    carried_note,
    derivation_in_words,
    deviation_notes,
    fingerprint_line,
)
from alvvote.words import picked

_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - XLSX knows no time zones
"""A workbook tells nothing of when it was made."""


def roll_xlsx(basis: Basis) -> bytes:
    """Return the roll as a workbook: one sheet with the members, one with where it comes from."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED})
    bold = book.add_format({"bold": True})
    whole = book.add_format({"num_format": "#,##0"})
    sheet = book.add_worksheet(_("roll"))
    titles = (_("code"), _("municipality"), _("province"), _("inhabitants"), _("votes"))
    for column, title in enumerate((*titles, _("derivation"))):
        sheet.write_string(0, column, title, bold)
    members = basis.roll.members
    for row, member in enumerate(members, 1):
        sheet.write_string(row, 0, member.gm_code)
        sheet.write_string(row, 1, member.municipality)
        sheet.write_string(row, 2, member.province)
        if member.inhabitants is not None:
            sheet.write_number(row, 3, member.inhabitants, whole)
        sheet.write_number(row, 4, member.votes, whole)
        sheet.write_string(row, 5, derivation_in_words(member, basis.choice.edition))
    for column, width in enumerate((9, 32, 16, 12, 8, 60)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(members), 5)
    source = book.add_worksheet(_("source"))
    source.set_column(0, 0, 100)
    total = basis.roll.totals
    notes = (
        _("{count} members").format(count=total.members),
        _("{count} votes").format(count=total.votes),
        picked(basis.choice, basis.roll.meeting_date),
        carried_note(basis.roll),
        *deviation_notes(basis.roll),
        fingerprint_line(fingerprint(basis.roll)),
        "Bron: CBS (CC BY 4.0)",
    )
    for row, note in enumerate(note for note in notes if note):
        source.write_string(row, 0, note)
    book.close()
    return buffer.getvalue()
