"""What ``alvvote presence`` shows: by province, who is accredited, and what changed and why."""

import json
from collections.abc import Sequence
from datetime import datetime

from alvvote.cli.columns import Column, aligned
from alvvote.cli.dossiers import paragraph
from alvvote.cli.presence_text import accredited_in_words, quorum_json, quorum_lines
from alvvote.cli.vote_text import count_in_words, count_json
from alvvote.i18n import N_, _, day, number
from alvvote.meeting.history import History
from alvvote.meeting.model import State
from alvvote.meeting.presence import Change, Group, Presence, What
from alvvote.meeting.results import roll_of
from alvvote.plain import shown
from alvvote.tables.writing import Cell
from alvvote.words import share_of

HEADER = ("gm_code", "municipality", "province", "votes", "accredited", "since", "in_the_hall")
_CHANGES: dict[What, str] = {
    "came": N_("came"),
    "came back": N_("came back"),
    "left": N_("left"),
    "substituted": N_("substituted"),
    "pass replaced": N_("pass replaced"),
    "went in": N_("went into the hall"),
    "went out": N_("went out of the hall"),
    "off the roll": N_("off the roll"),
}
_BEGINNING: frozenset[What] = frozenset({"came", "came back", "substituted"})
_DOOR: frozenset[What] = frozenset({"went in", "went out"})


def rows_of(
    found: Presence, changes: Sequence[Change], history: History
) -> tuple[tuple[Cell, ...], ...]:
    """Return every member on the roll, under `HEADER`."""
    began = {change.gm_code: change for change in changes if change.what in _BEGINNING}
    return tuple(
        (
            present.member.gm_code,
            present.member.municipality,
            present.member.province or None,
            present.member.votes,
            json.dumps(present.accredited),
            history.moment_of(began[present.member.gm_code].entry) if present.accredited else None,
            None if present.inside is None else json.dumps(present.inside),
        )
        for present in found.members
    )


def document_of(
    found: Presence, changes: Sequence[Change], history: History, moment: datetime | None
) -> dict[str, object]:
    """Return all of it as data."""
    began = {change.gm_code: change for change in changes if change.what in _BEGINNING}
    return {
        "moment": None if moment is None else moment.isoformat(timespec="seconds"),
        "accredited": count_json(found.total.accredited),
        "of": count_json(found.total.of),
        "quorum": quorum_json(found.quorum, reached=found.reached),
        "in_the_hall": None if found.inside is None else count_json(found.inside),
        "provinces": [
            {
                "province": group.name or None,
                "accredited": count_json(group.accredited),
                "of": count_json(group.of),
            }
            for group in found.provinces
        ],
        "members": [
            {
                "gm_code": present.member.gm_code,
                "municipality": present.member.municipality,
                "province": present.member.province or None,
                "votes": present.member.votes,
                "since": history.moment_of(began[present.member.gm_code].entry),
                "inside": present.inside,
            }
            for present in found.members
            if present.accredited
        ],
        "changes": [
            {
                "entry": change.entry,
                "moment": history.moment_of(change.entry),
                "gm_code": change.gm_code,
                "what": change.what,
                "desk": change.desk,
                "reason": change.reason,
            }
            for change in changes
        ],
    }


def text_of(
    state: State,
    found: Presence,
    changes: Sequence[Change],
    history: History,
    moment: datetime | None,
) -> str:
    """Return all of it for a person."""
    lines = [] if moment is None else [_as_of(moment)]
    lines += [accredited_in_words(found.total), *quorum_lines(found)]
    if found.inside is not None:
        text = _("in the hall, by the scan at the door: {count}")
        lines.append(text.format(count=count_in_words(found.inside)))
    lines.append(_not_in_the_hall(found))
    text = "".join(paragraph(line) for line in lines if line) + "\n" + _provinces(found) + "\n"
    return text + _names(found) + _changes(state, changes, history)


def _as_of(moment: datetime) -> str:
    text = _("as it was on {day} at {hour}, after the last entry recorded until then")
    return text.format(day=day(moment.date()), hour=f"{moment:%H.%M}")


def _not_in_the_hall(found: Presence) -> str:
    if found.inside is not None:
        return ""
    return _("accredited is not in the hall: no pass is scanned at its door")


def _provinces(found: Presence) -> str:
    columns = [
        Column(_("province"), widest=20),
        Column(_("members"), right=True),
        Column(_("votes"), right=True),
        Column(_("share of its votes"), right=True, widest=10),
    ]
    part = _("{part} of {whole}")

    def row(group: Group, name: str) -> tuple[str, ...]:
        mine, all_ = group.accredited, group.of
        return (
            name,
            part.format(part=number(mine.members), whole=number(all_.members)),
            part.format(part=number(mine.votes), whole=number(all_.votes)),
            share_of(mine.votes, all_.votes),
        )

    rows = [row(group, shown(group.name) or _("no province")) for group in found.provinces]
    return "\n".join(aligned(columns, [*rows, row(found.total, _("together"))])) + "\n"


def _names(found: Presence) -> str:
    text = ""
    for group in found.provinces:
        names = [
            f"{shown(present.member.municipality)} {number(present.member.votes)}"
            for present in found.members
            if present.accredited and present.member.province == group.name
        ]
        if names:
            text += paragraph(f"{shown(group.name) or _('no province')}: {', '.join(names)}")
    return text


def _changes(state: State, changes: Sequence[Change], history: History) -> str:
    """Return what changed; who came for the first time is counted, and stands above by name."""
    came = sum(change.what == "came" for change in changes)
    told = [change for change in changes if change.what != "came" and change.what not in _DOOR]
    text = "\n" + paragraph(_("came for the first time: {count}").format(count=number(came)))
    if not told:
        return text + paragraph(_("nothing else changed"))
    columns = [
        Column(_("time")),
        Column(_("member"), widest=26),
        Column(_("change"), widest=14),
        Column(_("desk"), widest=6),
        Column(_("reason"), widest=20),
    ]
    rows = [
        (
            _hour(history, change.entry),
            _member(state, change.gm_code),
            _(_CHANGES[change.what]),
            shown(change.desk or ""),
            shown(change.reason or ""),
        )
        for change in told
    ]
    return text + "\n" + "\n".join(aligned(columns, rows)) + "\n"


def _hour(history: History, entry: int) -> str:
    moment = history.moments.moments[entry]
    return _("erased") if moment is None else f"{moment:%H.%M}"


def _member(state: State, gm_code: str) -> str:
    member = roll_of(state).by_code.get(gm_code)
    return gm_code if member is None else f"{shown(member.municipality)} ({gm_code})"
