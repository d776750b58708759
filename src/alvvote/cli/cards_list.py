"""``alvvote cards list``: which voting cards went out, and which are valid; never a code."""

import shutil
from collections import Counter
from collections.abc import Sequence

from alvvote.cards.standing import CardStanding, Standing, standings
from alvvote.cli.columns import Column, aligned
from alvvote.cli.dossiers import DossierOption, Report, consult, paragraph, parse_at
from alvvote.cli.framework import make_command
from alvvote.cli.options import FormatOption, Output, parse_format
from alvvote.i18n import N_, _, listing, number
from alvvote.meeting.model import State
from alvvote.plain import shown

HEADER = ("gm_code", "municipality", "number", "standing", "votes", "votes_on_card")
_WORDS: dict[Standing, str] = {
    "valid": N_("valid"),
    "replaced": N_("replaced"),
    "none": N_("no card"),
    "no vote": N_("no vote, so no card"),
    "erased": N_("erased: nobody can tell it any more"),
}
_BESIDE = 62
"""The columns of the terminal that all but the name of the member take, with the gaps."""
_NARROWEST = 18


def list_(
    dossier: DossierOption = None,
    format_: FormatOption = None,
    output: Output = None,
) -> int:
    """List the cards; return the exit code."""
    at = parse_at(dossier, output=output)._replace(form=parse_format(format_, output))
    return consult(at, lambda opened: _report(opened.state))


def _report(state: State) -> Report:
    lines = standings(state)
    counts = Counter(line.standing for line in lines)
    rows = tuple(
        (line.gm_code, line.municipality, line.number, line.standing, line.votes, line.printed)
        for line in lines
    )
    document: dict[str, object] = {
        "cards": [dict(zip(HEADER, row, strict=True)) for row in rows],
        "valid": counts["valid"],
        "replaced": counts["replaced"],
        "without_card": counts["none"],
    }
    return Report(_text(lines, counts), document, HEADER, rows)


def _text(lines: Sequence[CardStanding], counts: Counter[Standing]) -> str:
    width = max(shutil.get_terminal_size().columns - _BESIDE, _NARROWEST)
    columns = [
        Column(_("code")),
        Column(_("municipality"), widest=width),
        Column(_("votes"), right=True),
        Column(_("card"), right=True),
        Column(_("state"), widest=36),
    ]
    table = [
        (
            line.gm_code,
            shown(line.municipality or ""),
            "" if line.votes is None else number(line.votes),
            "" if line.number is None else number(line.number),
            _state(line),
        )
        for line in lines
    ]
    sums = _("valid: {valid}; replaced: {replaced}; members without a card: {none}").format(
        valid=number(counts["valid"]),
        replaced=number(counts["replaced"]),
        none=number(counts["none"]),
    )
    text = "\n".join(aligned(columns, table)) + "\n\n" + paragraph(sums)
    outdated = [shown(line.municipality or line.gm_code) for line in lines if line.outdated]
    if outdated:
        hint = _("another number of votes is printed for {names}: alvvote cards reissue")
        text += paragraph(hint.format(names=listing(outdated)))
    return text


def _state(line: CardStanding) -> str:
    words = _(_WORDS[line.standing])
    if not line.outdated:
        return words
    printed = _("{count} votes are printed on it").format(count=number(line.printed or 0))
    return f"{words}; {printed}"


command = make_command(list_, "list", _("List the voting cards and their state, never a code."))
