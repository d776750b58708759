"""The emergency count and the recount of a vote in short, for whoever shows a vote."""

from collections.abc import Iterable

from alvvote.cli.vote_text import count_in_words, count_json
from alvvote.i18n import _, _n, number
from alvvote.meeting.dossier import Dossier
from alvvote.meeting.model import State, Vote
from alvvote.meeting.recount import compare, emergency_counts, scanned_count, scans_of
from alvvote.meeting.results import choices_of
from alvvote.tally import Count


def emergency_in(dossier: Dossier, votes: Iterable[Vote]) -> dict[str, Count]:
    """Return how many ballots were cast by scanning passes, by vote; read only where it matters."""
    cast = [vote for vote in votes if vote.ballots and not vote.secret]
    if not cast:
        return {}
    numbers = [ballot.entry for vote in cast for ballot in vote.ballots.values()]
    return emergency_counts(dossier.log.entries(min(numbers), max(numbers) + 1), cast)


def emergency_lines(vote: Vote, emergency: Count | None) -> list[str]:
    """Return how many passes were scanned, and never what they voted."""
    lines: list[str] = []
    if emergency is not None:
        text = _("emergency count: {count} voted by a pass that was scanned")
        lines.append(text.format(count=count_in_words(emergency)))
    if vote.scans:
        text = _("recount of passes: {count}")
        lines.append(text.format(count=count_in_words(scanned_count(vote))))
    return lines


def emergency_json(vote: Vote, emergency: Count | None) -> dict[str, object]:
    """Return the same as data; null where there was none."""
    return {
        "emergency_count": None if emergency is None else count_json(emergency),
        "recount": count_json(scanned_count(vote)) if vote.scans else None,
    }


def recount_lines(state: State, vote: Vote) -> list[str]:
    """Return how a recount compares with the ballots of a vote that is closed."""
    if not vote.scans or vote.status == "open":
        return []
    found = compare(state, vote, scans_of(vote), choices_of(vote))
    count = len(found.differences)
    text = _n(
        "the recount differs from the ballots for {count} member; {outcome}",
        "the recount differs from the ballots for {count} members; {outcome}",
        count,
    )
    outcome = _("same outcome") if found.same_outcome else _("ANOTHER OUTCOME")
    return [text.format(count=number(count), outcome=outcome)]
