"""The votes of members on the screen: the answer first, then the reason, then the source."""

from typing import TYPE_CHECKING

from alvvote.basis import Basis
from alvvote.cli.terminal import emphasised, rendered, wrapped
from alvvote.i18n import _, number
from alvvote.plain import shown
from alvvote.population import Edition
from alvvote.roll import Member, totals_of
from alvvote.roll_words import carried_note, derivation_in_words, deviation_notes
from alvvote.words import edition_in_full, picked, share_of, votes_in_words

if TYPE_CHECKING:
    from rich.console import Console

RULE = _("one vote per full 1,000 inhabitants, at least 1, at most 75 (Statuten art. 11)")


def member_text(basis: Basis, member: Member, output: str | None) -> str:
    """Return the votes of one member with their derivation."""
    lines = _figures(member, basis.choice.edition)
    width = max((len(label) for label, _number, _remark in lines), default=0)
    rows = [f"  {label:<{width}} {figure:>9}   {text}".rstrip() for label, figure, text in lines]
    head = f"{shown(member.municipality)} ({member.gm_code})   {votes_in_words(member.votes)}"
    total = basis.roll.totals.votes
    derivation = ""
    if member.derivation is not None:
        derivation = derivation_in_words(member, basis.choice.edition)
    notes = (
        derivation,
        carried_note(basis.roll) if member.derivation else "",
        _("{share} of all {votes}").format(
            share=share_of(member.votes, total), votes=votes_in_words(total)
        ),
        RULE,
        picked(basis.choice, basis.roll.meeting_date),
    )
    foot = [wrapped(shown(text), 2, output=output) for text in notes if text]
    return "\n".join(["", f"  {emphasised(head, output)}", "", *rows, "", *foot, ""])


def _figures(member: Member, edition: Edition) -> list[tuple[str, str, str]]:
    if member.inhabitants is None or member.thousands is None:
        return []
    missing = member.missing_for_next_vote
    remark = _("{count} inhabitants short of the next vote").format(count=number(missing or 0))
    if member.limit == "maximum" or member.suspended:
        remark = ""
    elif missing is None:
        remark = _("{maximum} votes is the maximum").format(maximum=member.votes)
    lines = [
        (_("inhabitants"), number(member.inhabitants), edition_in_full(edition)),
        (_("full thousands"), number(member.thousands), remark),
    ]
    if member.limit is not None and not member.suspended:
        label = _("maximum") if member.limit == "maximum" else _("minimum")
        lines.append((label, number(member.votes), _("applies: Statuten art. 11, paragraph 3")))
    return lines


def list_text(basis: Basis, members: list[Member], output: str | None, *, narrowed: bool) -> str:
    """Return the list of members with their totals."""
    from rich.table import Table  # noqa: PLC0415

    everyone = basis.roll.totals
    listed = totals_of(members)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(_("municipality"), footer="")
    table.add_column(_("code"), no_wrap=True)
    table.add_column(_("province"))
    for title in (_("inhabitants"), _("votes"), _("of all votes")):
        table.add_column(title, justify="right", no_wrap=True)
    for member in members:
        table.add_row(
            shown(member.municipality),
            member.gm_code,
            shown(member.province),
            "" if member.inhabitants is None else number(member.inhabitants),
            number(member.votes),
            share_of(member.votes, everyone.votes),
        )
    table.add_section()
    table.add_row(
        _("{count} members").format(count=number(listed.members)),
        "",
        "",
        number(listed.inhabitants),
        number(listed.votes),
        share_of(listed.votes, everyone.votes),
    )

    def draw(out: "Console") -> None:
        out.print(table)
        out.print()
        if narrowed:
            out.print(
                _("the whole roll: {members} members, {votes}").format(
                    members=number(everyone.members), votes=votes_in_words(everyone.votes)
                )
            )
        out.print(RULE)
        out.print(picked(basis.choice, basis.roll.meeting_date))
        for note in (carried_note(basis.roll), *deviation_notes(basis.roll)):
            if note:
                out.print(shown(note))

    return rendered(draw, output)
