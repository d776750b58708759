"""The votes of members on the screen: the answer first, then the reason, then the source."""

from typing import TYPE_CHECKING

from alvvote.cli.basis import Basis
from alvvote.cli.terminal import emphasised, rendered, wrapped
from alvvote.cli.words import edition_in_full, picked, share_of, votes_in_words
from alvvote.i18n import _, number
from alvvote.roll import Member, totals_of

if TYPE_CHECKING:
    from rich.console import Console

RULE = _("one vote per full 1,000 inhabitants, at least 1, at most 75 (Statuten art. 11)")


def member_text(basis: Basis, member: Member, output: str | None) -> str:
    """Return the votes of one member with their derivation."""
    missing = member.missing_for_next_vote
    remark = _("{count} inhabitants short of the next vote").format(count=number(missing or 0))
    if missing is None:
        remark = _("{maximum} votes is the maximum").format(maximum=member.votes)
    lines = [
        (_("inhabitants"), number(member.inhabitants), edition_in_full(basis.choice.edition)),
        (
            _("full thousands"),
            number(member.thousands),
            "" if member.limit == "maximum" else remark,
        ),
    ]
    if member.limit is not None:
        label = _("maximum") if member.limit == "maximum" else _("minimum")
        lines.append((label, number(member.votes), _("applies: Statuten art. 11, paragraph 3")))
    width = max(len(label) for label, _number, _remark in lines)
    rows = [f"  {label:<{width}} {figure:>9}   {text}".rstrip() for label, figure, text in lines]
    head = f"{member.municipality} ({member.gm_code})   {votes_in_words(member.votes)}"
    total = basis.roll.totals.votes
    notes = (
        _("{share} of all {votes}").format(
            share=share_of(member.votes, total), votes=votes_in_words(total)
        ),
        RULE,
        picked(basis.choice, basis.roll.meeting_date),
    )
    foot = [wrapped(text, 2, output=output) for text in notes]
    return "\n".join(["", f"  {emphasised(head, output)}", "", *rows, "", *foot, ""])


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
            member.municipality,
            member.gm_code,
            member.province,
            number(member.inhabitants),
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

    return rendered(draw, output)
