"""The screen of a desk as text: head, case, what was typed, who came last, how many are in."""

from datetime import datetime

from textual.content import Content

from alvvote.desk.sight import Recent, Sight
from alvvote.desk.view import View, hour_of, member_name
from alvvote.i18n import N_, _, _n, day, number
from alvvote.meeting.results import roll_of
from alvvote.plain import shown

_WHAT = {
    "in": N_("in"),
    "takes over": N_("takes over"),
    "out": N_("left"),
    "new pass": N_("new pass"),
}
MOST_ROWS = 5
"""Lines in which the newest ten stand, in two columns, where there is room for so many."""


def head(sight: Sight, desk: str, now: datetime, width: int) -> str:
    """Return the first line: the desk, the meeting, the clock."""
    left = _("DESK {desk}").format(desk=shown(desk))
    right = now.strftime("%H.%M.%S")
    state = sight.state
    parts = [
        _("REHEARSAL") if state.rehearsal else "",
        shown(state.name),
        "" if state.day is None else day(state.day),
    ]
    room = max(width - len(left) - len(right) - 4, 0)
    middle = _cut(" · ".join(part for part in parts if part), room)
    return f"{left}  {middle:^{room}}  {right}"


def large(name: str, width: int) -> str:
    """Return a name in capitals, spaced where that fits on so many columns."""
    capitals = name.upper()
    spaced = "   ".join(" ".join(word) for word in capitals.split())
    return spaced if len(spaced) <= width else capitals


def votes_word(votes: int) -> str:
    """Return the word beside a large number of votes."""
    return _n("VOTE", "VOTES", votes)


def choices(view: View, width: int) -> str:
    """Return what can be chosen, numbered, in two columns."""
    numbered = [f"{place}  {text}" for place, text in enumerate(view.choices, 1)]
    half = (len(numbered) + 1) // 2
    column = max(width // 2 - 1, 10)
    rows = [
        f"{_cut(numbered[row], column):<{column}}  "
        + (_cut(numbered[row + half], column) if row + half < len(numbered) else "")
        for row in range(half)
    ]
    return "\n".join(row.rstrip() for row in rows)


def keys(view: View, width: int) -> Content:
    """Return the keys that lead on, as many on a line as fit."""
    lines: list[list[tuple[str, str]]] = []
    used = width + 1
    for name, does in view.keys:
        # A letter is a line, too: Enter ends it.
        key = f"{name}\u21b5" if len(name) == 1 else name
        size = len(key) + 2 + len(does) + 3
        if used + size > width:
            lines.append([])
            used = 0
        used += size
        lines[-1].append((key, does))
    return Content("\n").join(
        Content("   ").join(
            Content.assemble((key, "bold reverse"), f" {does}") for key, does in line
        )
        for line in lines
    )


def recent(sight: Sight, width: int, rows: int) -> str:
    """Return who came and went last, the newest first, in two columns of so many rows."""
    column = max(width // 2 - 1, 10)
    told = [_cut(_recent(sight, one), column) for one in reversed(sight.recent)]
    told += [""] * (2 * rows - len(told))
    return "\n".join(
        f"{told[row]:<{column}}  {told[row + rows]}".rstrip() or " " for row in range(rows)
    )


def _recent(sight: Sight, one: Recent) -> str:
    at = "--.--" if one.at is None else hour_of(one.at)
    desk = "" if one.desk is None else f" · {shown(one.desk)}"
    return f"{at}{desk} · {member_name(sight.state, one.gm_code)}, {_(_WHAT[one.what])}"


def counts(sight: Sight, refused: int) -> str:
    """Return how many are accredited, of all; and the codes that were refused at this desk."""
    totals = roll_of(sight.state).totals
    text = _("accredited {members} of {all_members} members · {votes} of {all_votes} votes")
    said = text.format(
        members=number(sight.members),
        all_members=number(totals.members),
        votes=number(sight.votes),
        all_votes=number(totals.votes),
    )
    if refused:
        text = _n("{count} code refused", "{count} codes refused", refused)
        said += " · " + text.format(count=number(refused))
    return said


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"
