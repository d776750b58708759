"""Results on the screen: the verdict first and large, then the reason, then the source."""

from typing import TYPE_CHECKING

from rich.table import Table

from alvvote.cli.bars import bar
from alvvote.cli.basis import Basis
from alvvote.cli.tally_documents import Counted
from alvvote.cli.terminal import rendered, shown
from alvvote.cli.words import (
    edition_in_short,
    majority_in_words,
    picked,
    quorum_in_words,
    rule_source,
    share_of,
    votes_in_words,
    word,
)
from alvvote.i18n import _, listing, number
from alvvote.population import Edition
from alvvote.proposal import Proposal
from alvvote.roll import Roll
from alvvote.tally import Counts, Readings, Result, Turned, leading

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 100
_LEAST_BAR = 8


def tally_text(
    basis: Basis,
    counted: list[Counted],
    left_out: list[Edition],
    output: str | None,
    *,
    per_lid: bool,
    houdbaar: bool,
) -> str:
    """Return the results of the votes, and what they were counted with."""

    def draw(out: "Console") -> None:
        out.width = min(out.width, _WIDEST)
        for item in counted:
            out.print()
            _draw_result(out, item, houdbaar=houdbaar)
            if per_lid and item.result.counts is not None:
                _draw_record(out, item, basis.roll)
        out.print()
        _draw_source(out, basis, counted, left_out)

    return rendered(draw, output)


def _line(out: "Console", text: str, style: str = "") -> None:
    grid = Table.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column()
    grid.add_row("", text, style=style)
    out.print(grid)


def _draw_result(out: "Console", item: Counted, *, houdbaar: bool) -> None:
    result = item.result
    proposal = result.proposal
    verdict = word(result.outcome).upper()
    if result.adopted_option is not None:
        verdict += f": {shown(result.adopted_option)}"
    title = proposal.id if proposal.title == proposal.id else f"{proposal.id}  {proposal.title}"
    head = Table.grid(padding=0, expand=True)
    head.add_column(width=2)
    head.add_column(ratio=1)
    head.add_column(width=2)
    head.add_column(justify="right", max_width=max(20, out.width // 3))
    head.add_row("", shown(title), "", verdict, style="bold")
    out.print(head)
    for text in _about(proposal):
        _line(out, text)
    counts = result.counts
    if counts is None:
        by_acclamation = proposal.manner == "acclamation"
        _line(out, _("by acclamation; not counted") if by_acclamation else _("not put to a count"))
        return
    _draw_options(out, proposal, counts)
    for text in _reasons(result, counts):
        _line(out, text)
    if item.readings is not None:
        for text in _robustness(item.readings, houdbaar=houdbaar):
            _line(out, text)


def _about(proposal: Proposal) -> list[str]:
    parts: list[str] = []
    if proposal.kind is not None:
        parts.append(word(proposal.kind))
    if proposal.submitters:
        parts.append(_("submitted by {names}").format(names=listing(list(proposal.submitters))))
    if proposal.subject == "advice":
        advice = word(proposal.advice) if proposal.advice else "?"
        text = _("the vote is on the board's advice ({advice}), not on the motion itself")
        parts.append(text.format(advice=advice))
    elif proposal.advice is not None:
        parts.append(_("board advice: {advice}").format(advice=word(proposal.advice)))
    return [shown("; ".join(parts))] if parts else []


def _draw_options(out: "Console", proposal: Proposal, counts: Counts) -> None:
    cast, majority = counts.cast, proposal.rule.majority
    labels = [shown(word(item.option.name)) for item in counts.options] + [_("not voted")]
    # What the figures need stays; the bar has the rest.
    left = max(min(max(map(len, labels)), out.width // 4), 8)
    width = out.width - left - 50
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("", width=0)
    grid.add_column("", width=left)
    grid.add_column("", no_wrap=False)
    grid.add_column(_("votes"), justify="right", no_wrap=True)
    grid.add_column(_("of votes cast"), justify="right", max_width=12, overflow="fold")
    grid.add_column(_("members"), justify="right", no_wrap=True)
    grid.add_column(_("of members casting"), justify="right", max_width=12, overflow="fold")
    for item, label in zip(counts.options, labels, strict=False):
        count = item.total
        drawn = _("not counted as cast")
        if item.cast:
            decides = item.option.role == "choice" or not proposal.for_or_against
            drawn = ""
            if width >= _LEAST_BAR:
                mark = majority if decides else None
                drawn = bar(
                    count.votes,
                    cast.votes,
                    width,
                    mark,
                    ascii_only=not out.encoding.startswith("utf"),
                )
        grid.add_row(
            "",
            label,
            drawn,
            number(count.votes),
            share_of(count.votes, cast.votes, majority) if item.cast else "",
            number(count.members),
            share_of(count.members, cast.members) if item.cast else "",
        )
    grid.add_row(
        "", labels[-1], "", number(counts.not_voted.votes), "", number(counts.not_voted.members), ""
    )
    out.print(grid)


def _reasons(result: Result, counts: Counts) -> list[str]:
    rule, cast, required = result.proposal.rule, counts.cast, counts.required_votes
    text = _("needed: {required} of the {cast} votes cast ({majority}; {source})").format(
        required=number(required),
        cast=number(cast.votes),
        majority=majority_in_words(rule.majority),
        source=rule_source(rule),
    )
    first = leading(result.proposal, counts)
    margin = first.total.votes - required
    text += "; " + (
        _("{option}: {count} more than needed") if margin >= 0 else _("{option}: {count} short")
    ).format(option=shown(word(first.option.name)), count=number(abs(margin)))
    handed_in = counts.handed_in
    turnout = _(
        "ballots handed in: {votes} of all {all_votes} votes ({share}), "
        "by {members} of all {all_members} members ({member_share})"
    ).format(
        votes=number(handed_in.votes),
        all_votes=number(result.roll.votes),
        share=share_of(handed_in.votes, result.roll.votes),
        members=number(handed_in.members),
        all_members=number(result.roll.members),
        member_share=share_of(handed_in.members, result.roll.members),
    )
    lines = [text, turnout]
    if rule.quorum is not None:
        state = _("not reached") if result.outcome == "no quorum" else _("reached")
        quorum = _("quorum, over all ballots handed in: {quorum} (set with --quorum); {state}")
        lines.append(quorum.format(quorum=quorum_in_words(rule.quorum), state=state))
    return lines


def _robustness(readings: Readings, *, houdbaar: bool) -> list[str]:
    if not readings.turned:
        text = _("the same outcome under all {count} readings")
        return [text.format(count=number(readings.total))]
    text = _("not the same outcome under all readings: another one under {turned} of {count}")
    line = text.format(turned=number(len(readings.turned)), count=number(readings.total))
    if not houdbaar:
        return [line + "; " + _("--houdbaar shows which")]
    return [line, *(f"  {_reading(turned)}" for turned in readings.turned)]


def _reading(turned: Turned) -> str:
    outcome = word(turned.outcome)
    if turned.adopted_option is not None:
        outcome += f": {shown(turned.adopted_option)}"
    abstentions = (
        _("abstentions count") if turned.abstentions_count else _("abstentions do not count")
    )
    blanks = _("blanks count") if turned.blanks_count else _("blanks do not count")
    return f"{outcome}: {edition_in_short(turned.edition)}; {abstentions}; {blanks}"


def _draw_record(out: "Console", item: Counted, roll: Roll) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("", width=0)
    table.add_column(_("municipality"))
    table.add_column(_("code"), no_wrap=True)
    table.add_column(_("votes"), justify="right", no_wrap=True)
    table.add_column(_("voted"))
    for member in roll.members:
        option = item.ballots.get(member.gm_code)
        choice = _("not voted") if option is None else shown(word(option))
        table.add_row("", member.municipality, member.gm_code, number(member.votes), choice)
    out.print()
    out.print(table)


def _draw_source(
    out: "Console", basis: Basis, counted: list[Counted], left_out: list[Edition]
) -> None:
    total = basis.roll.totals
    _line(
        out,
        _("roll: {members} members, {votes}").format(
            members=number(total.members), votes=votes_in_words(total.votes)
        ),
    )
    _line(out, picked(basis.choice, basis.roll.meeting_date, of_today=True))
    rules = [item.result.proposal.rule for item in counted if item.result.counts is not None]
    if rules:
        _line(
            out,
            _("abstentions count as votes cast (set with --onthouding)")
            if rules[0].abstentions_count
            else _("abstentions do not count as votes cast (assumption; --onthouding telt)"),
        )
        _line(
            out,
            _("blanks count as votes cast (set with --blanco)")
            if rules[0].blanks_count
            else _("blanks do not count as votes cast (assumption; --blanco telt)"),
        )
        _line(
            out,
            _(
                "readings: each edition that can be defended for the meeting, "
                "abstentions counting or not, blanks counting or not"
            ),
        )
    for edition in left_out:
        text = _("no reading with {edition}: municipalities merged or were split since")
        _line(out, text.format(edition=edition_in_short(edition)))
