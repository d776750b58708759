"""``alvvote votes --history``: the votes of a municipality through all editions."""

from typing import TYPE_CHECKING, NamedTuple

from alvvote.bars import bar
from alvvote.basis import AtHand
from alvvote.cli.documents import iso
from alvvote.cli.terminal import rendered
from alvvote.i18n import _, day, listing, number
from alvvote.population import Change, Edition
from alvvote.roll import Member
from alvvote.statutes import MAXIMUM_VOTES, Votes, votes_for
from alvvote.tables.writing import Cell
from alvvote.words import edition_status

if TYPE_CHECKING:
    from rich.console import Console

HISTORY_HEADER = (
    "gm_code",
    "municipality",
    "reference_date",
    "status",
    "table",
    "inhabitants",
    "votes",
)
_CHART = 25


class Entry(NamedTuple):
    """A municipality in one edition."""

    edition: Edition
    inhabitants: int
    votes: Votes


class History(NamedTuple):
    """A municipality through the editions in which it stands."""

    member: Member
    entries: tuple[Entry, ...]
    merged_from: tuple[Change, ...]
    """What became part of it, in order of date."""


def history_of(at_hand: AtHand, members: list[Member]) -> list[History]:
    """Return the history of each of the members."""
    entries: dict[str, list[Entry]] = {member.gm_code: [] for member in members}
    for edition in at_hand.store.editions():
        for figure in at_hand.store.figures(edition):
            if figure.gm_code in entries:
                votes = votes_for(figure.inhabitants)
                entries[figure.gm_code].append(Entry(edition, figure.inhabitants, votes))
    merged = [
        change
        for change in sorted(at_hand.changes, key=lambda change: change.date)
        if change.type == "reclassification" and change.from_code != change.to_code
    ]
    return [
        History(
            member,
            tuple(entries[member.gm_code]),
            tuple(change for change in merged if change.to_code == member.gm_code),
        )
        for member in members
    ]


def history_json(histories: list[History]) -> list[dict[str, object]]:
    """Return the histories as JSON."""
    return [
        {
            "gm_code": history.member.gm_code,
            "municipality": history.member.municipality,
            "editions": [
                {
                    "reference_date": iso(entry.edition.reference_date),
                    "status": entry.edition.status,
                    "table": entry.edition.table,
                    "inhabitants": entry.inhabitants,
                    "votes": entry.votes,
                }
                for entry in history.entries
            ],
            "merged_from": [
                {
                    "date": iso(change.date),
                    "gm_code": change.from_code,
                    "municipality": change.from_name,
                    "inhabitants_moved": change.inhabitants_moved,
                }
                for change in history.merged_from
            ],
        }
        for history in histories
    ]


def history_rows(histories: list[History]) -> list[list[Cell]]:
    """Return the histories as rows under `HISTORY_HEADER`."""
    return [
        [
            history.member.gm_code,
            history.member.municipality,
            iso(entry.edition.reference_date),
            entry.edition.status,
            entry.edition.table,
            entry.inhabitants,
            entry.votes,
        ]
        for history in histories
        for entry in history.entries
    ]


def history_text(histories: list[History], output: str | None) -> str:
    """Return the histories as tables, each with a small chart of the votes."""
    from rich.table import Table  # noqa: PLC0415

    def draw(out: "Console") -> None:
        for history in histories:
            out.print()
            out.print(f"  {history.member.municipality} ({history.member.gm_code})", style="bold")
            out.print()
            table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
            table.add_column("", width=0)
            table.add_column(_("reference date"), no_wrap=True)
            table.add_column(_("status"))
            table.add_column(_("inhabitants"), justify="right", no_wrap=True)
            table.add_column(_("votes"), justify="right", no_wrap=True)
            table.add_column("", no_wrap=True)
            plain = not out.encoding.startswith("utf")
            for entry in history.entries:
                table.add_row(
                    "",
                    day(entry.edition.reference_date),
                    edition_status(entry.edition.status),
                    number(entry.inhabitants),
                    number(entry.votes),
                    bar(entry.votes, MAXIMUM_VOTES, _CHART, None, ascii_only=plain),
                )
            out.print(table)
            for moment in sorted({change.date for change in history.merged_from}):
                names = [c.from_name for c in history.merged_from if c.date == moment]
                text = _("{date}: with {names}, or a part of it")
                out.print("  " + text.format(date=day(moment), names=listing(names)))

    return rendered(draw, output)
