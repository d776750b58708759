"""Results on the screen: each vote, then what all of them were counted with."""

import shutil
import sys

from alvvote.basis import Basis
from alvvote.cli.columns import Column, aligned
from alvvote.cli.result_text import head_of, options_lines, result_lines
from alvvote.cli.terminal import FILE_WIDTH, emphasised, wrapped
from alvvote.i18n import _, number
from alvvote.municipality import normalise
from alvvote.plain import shown
from alvvote.population import Edition
from alvvote.roll import Roll
from alvvote.roll_words import carried_note, deviation_notes, fingerprint_line
from alvvote.tally import Counted
from alvvote.words import edition_in_short, option_in_words, picked, votes_in_words

_WIDEST = 100


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
    lines: list[str] = []
    for item in counted:
        lines.append("")
        lines += vote_lines(item, output, houdbaar=houdbaar)
        if per_lid and item.result.counts is not None:
            lines += ["", *_record(item, basis.roll)]
    lines.append("")
    lines += [wrapped(text, 2, output=output) for text in _source(basis, counted, left_out)]
    return "\n".join(lines) + "\n"


def _width(output: str | None) -> int:
    return FILE_WIDTH if output is not None else min(shutil.get_terminal_size().columns, _WIDEST)


def vote_lines(
    item: Counted, output: str | None = None, *, houdbaar: bool = False, verdict: str | None = None
) -> list[str]:
    """Return the result of one vote; `verdict` stands large at the top in place of its own."""
    result, width = item.result, _width(output)
    head_of_result = head_of(result)
    title, verdict = head_of_result.title, verdict or head_of_result.verdict
    if len(title) + len(verdict) + 4 <= width:
        head = [f"  {title}{verdict:>{width - len(title) - 2}}"]
    else:
        # Both are long: the verdict goes below the title, still to the right.
        head = [*wrapped(title, 2, output=output).splitlines(), f"{verdict:>{width}}"]
    before, after = result_lines(item, houdbaar=houdbaar)
    lines = [emphasised(line, output) for line in head]
    lines += [wrapped(text, 2, output=output) for text in before]
    if result.counts is not None:
        plain = output is None and not (sys.stdout.encoding or "").lower().startswith("utf")
        lines += options_lines(result.proposal, result.counts, width, ascii_only=plain)
    return lines + [wrapped(text, 2, output=output) for text in after]


def _record(item: Counted, roll: Roll) -> list[str]:
    columns = [
        Column(_("municipality"), widest=30),
        Column(_("code")),
        Column(_("votes"), right=True),
        Column(_("voted"), widest=28),
    ]
    words = {option.name: option_in_words(option) for option in item.result.proposal.options}
    rows: list[list[str]] = []
    for member in sorted(roll.members, key=lambda m: normalise(m.municipality)):
        option = item.ballots.get(member.gm_code)
        choice = _("not voted") if option is None else shown(words[option])
        rows.append([shown(member.municipality), member.gm_code, number(member.votes), choice])
    return aligned(columns, rows)


def _source(basis: Basis, counted: list[Counted], left_out: list[Edition]) -> list[str]:
    total = basis.roll.totals
    roll = _("roll: {members} members, {votes}")
    lines = [
        roll.format(members=number(total.members), votes=votes_in_words(total.votes)),
        picked(basis.choice, basis.roll.meeting_date, of_today=True),
    ]
    if basis.fingerprint is not None:
        lines.append(fingerprint_line(basis.fingerprint))
    notes = (carried_note(basis.roll), *deviation_notes(basis.roll))
    lines += [shown(note) for note in notes if note]
    rules = [item.result.proposal.rule for item in counted if item.result.counts is not None]
    if rules:
        lines += [
            _("abstentions count as votes cast (set with --onthouding)")
            if rules[0].abstentions_count
            else _("abstentions do not count as votes cast (assumption; --onthouding telt)"),
            _("blanks count as votes cast (set with --blanco)")
            if rules[0].blanks_count
            else _("blanks do not count as votes cast (assumption; --blanco telt)"),
            _(
                "readings: these figures alone, as the date of the meeting is not given or the "
                "roll is frozen; abstentions counting or not, blanks counting or not"
            )
            if basis.roll.meeting_date is None or basis.fingerprint is not None
            else _(
                "readings: each edition that can be defended for the meeting, "
                "abstentions counting or not, blanks counting or not"
            ),
        ]
    no_reading = _(
        "no reading with {edition}: not all figures of the members can be derived from it"
    )
    return lines + [no_reading.format(edition=edition_in_short(edition)) for edition in left_out]
