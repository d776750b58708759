"""The roll on the screen, and whether some members may ask for a meeting."""

from typing import TYPE_CHECKING

from rich.table import Table

from alvvote.basis import Basis
from alvvote.cli.terminal import emphasised, rendered, wrapped
from alvvote.i18n import _, day, number
from alvvote.plain import shown
from alvvote.roll import Member, fingerprint, totals_of
from alvvote.roll_words import (
    carried_note,
    derivation_in_words,
    deviation_notes,
    fingerprint_line,
)
from alvvote.statutes import REQUEST_FOR_MEETING
from alvvote.words import picked, share_of, votes_in_words

if TYPE_CHECKING:
    from rich.console import Console


def roll_text(basis: Basis, output: str | None) -> str:
    """Return the roll: members, inhabitants, votes, derivation, totals, what was applied."""
    roll = basis.roll
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(_("municipality"))
    table.add_column(_("code"), no_wrap=True)
    table.add_column(_("inhabitants"), justify="right", no_wrap=True)
    table.add_column(_("votes"), justify="right", no_wrap=True)
    table.add_column(_("derivation"))
    for member in roll.members:
        table.add_row(
            shown(member.municipality),
            member.gm_code,
            "" if member.inhabitants is None else number(member.inhabitants),
            number(member.votes),
            shown(derivation_in_words(member, basis.choice.edition)),
        )
    total = roll.totals
    table.add_row(
        _("{count} members").format(count=number(total.members)),
        "",
        number(total.inhabitants),
        number(total.votes),
        "",
    )

    def draw(out: "Console") -> None:
        out.print(table)
        out.print()
        out.print(picked(basis.choice, roll.meeting_date))
        for change in roll.changes:
            if change.from_code != change.to_code:
                text = _("{date}: {count} inhabitants of {source} went to {target}")
                out.print(
                    text.format(
                        date=day(change.date),
                        count=number(change.inhabitants_moved),
                        source=change.from_name,
                        target=change.to_name,
                    )
                )
        for note in (carried_note(roll), *deviation_notes(roll)):
            if note:
                out.print(shown(note))
        out.print(fingerprint_line(fingerprint(roll)))

    return rendered(draw, output)


def request_text(basis: Basis, asking: tuple[Member, ...], output: str | None) -> str:
    """Return whether the members together may force a meeting (Burgerlijk Wetboek 2:41)."""
    theirs, total = totals_of(asking).votes, basis.roll.totals.votes
    reached = REQUEST_FOR_MEETING.met(theirs, total)
    head = _("a tenth of all votes: reached") if reached else _("a tenth of all votes: not reached")
    text = _(
        "these {members} members may together cast {votes} of all {total} votes ({share}); "
        "needed: {needed} (one tenth, Burgerlijk Wetboek 2:41)"
    ).format(
        members=number(len(asking)),
        votes=number(theirs),
        total=number(total),
        share=share_of(theirs, total, REQUEST_FOR_MEETING),
        needed=votes_in_words(REQUEST_FOR_MEETING.required(total)),
    )
    notes = (
        text,
        picked(basis.choice, basis.roll.meeting_date),
        carried_note(basis.roll),
        *(shown(note) for note in deviation_notes(basis.roll)),
    )
    lines = [wrapped(note, 2, output=output) for note in notes if note]
    return "\n".join(["", f"  {emphasised(head, output)}", "", *lines, ""])
