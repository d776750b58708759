"""Who is accredited, in words and as data: of how many, and whether that is a quorum."""

from alvvote.cli.vote_text import count_in_words, count_json
from alvvote.i18n import _, number
from alvvote.meeting.model import State, Vote
from alvvote.meeting.presence import Group, Presence, presence_of
from alvvote.problems import Problem
from alvvote.statutes import Quorum
from alvvote.tally import Count
from alvvote.words import quorum_in_words, share_of, votes_in_words


def accredited_in_words(total: Group) -> str:
    """Return how many are accredited, of how many, and the share of all votes."""
    text = _("accredited: {members} of {all_members} members, {votes} of {all_votes} ({share})")
    return text.format(
        members=number(total.accredited.members),
        all_members=number(total.of.members),
        votes=number(total.accredited.votes),
        all_votes=votes_in_words(total.of.votes),
        share=share_of(total.accredited.votes, total.of.votes),
    )


def quorum_lines(presence: Presence) -> list[str]:
    """Return whether who is accredited is enough for the quorum; nothing where none is set."""
    if presence.quorum is None:
        return []
    text = (
        _("quorum ({quorum}): reached by who is accredited")
        if presence.reached
        else _("quorum ({quorum}): NOT reached by who is accredited")
    )
    return [text.format(quorum=quorum_in_words(presence.quorum))]


def announcement(state: State) -> list[str]:
    """Return what is announced before a vote; nothing where accreditation is not used."""
    presence = presence_of(state)
    if presence is None:
        return []
    lines = [accredited_in_words(presence.total), *quorum_lines(presence)]
    return lines if presence.inside is None else [*lines, inside_in_words(state)]


def opening_problems(state: State, vote: Vote) -> tuple[Problem, ...]:
    """Return what must be known when a vote was opened: others that run, nobody who can vote."""
    others = [v.id for v in state.votes.values() if v.status == "open" and v.id != vote.id]
    found = [Problem("W431", value=vote.id, expected=", ".join(others))] if others else []
    presence = presence_of(state)
    if presence is not None and not presence.total.accredited.members:
        return (*found, Problem("W432", value=vote.id))
    return (*found, *quorum_problems(state))


def quorum_problems(state: State) -> tuple[Problem, ...]:
    """Return a warning where who is accredited is not enough for the quorum."""
    presence = presence_of(state)
    if presence is None or presence.quorum is None or presence.reached:
        return ()
    count = count_in_words(presence.total.accredited)
    quorum = quorum_in_words(presence.quorum)
    return (Problem("W430", details={"quorum": quorum, "count": count}),)


def accredited_json(state: State) -> dict[str, object] | None:
    """Return what is announced before a vote, as data; None where accreditation is not used."""
    presence = presence_of(state)
    if presence is None:
        return None
    return {
        **count_json(presence.total.accredited),
        "of": count_json(presence.total.of),
        "quorum": quorum_json(presence.quorum, reached=presence.reached),
        "in_the_hall": _count_or_none(presence.inside),
    }


def quorum_json(quorum: Quorum | None, *, reached: bool | None) -> dict[str, object] | None:
    """Return a quorum and whether it is reached, as data."""
    if quorum is None:
        return None
    return {
        "fraction": quorum.fraction,
        "of": quorum.of,
        "strict": quorum.strict,
        "reached": reached,
    }


def inside_in_words(state: State) -> str:
    """Return how many are in the hall, by the door scan."""
    presence = presence_of(state)
    inside = None if presence is None else presence.inside
    text = _("in the hall, by the scan at the door: {count}")
    return "" if inside is None else text.format(count=count_in_words(inside))


def inside_json(state: State) -> dict[str, int] | None:
    """Return how many are in the hall, as data; None where no door is used."""
    presence = presence_of(state)
    return None if presence is None else _count_or_none(presence.inside)


def _count_or_none(count: Count | None) -> dict[str, int] | None:
    return None if count is None else count_json(count)
