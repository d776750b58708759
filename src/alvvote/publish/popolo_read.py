"""Reading the open data of a publication back: what `alvvote report` needs of it.

The file is another's: everything that is used is checked, and what does not fit is refused.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar, get_args

from alvvote.proposal import Advice, Kind, Manner, Option, Outcome, Role, Subject
from alvvote.publish.meeting_facts import (
    CountFacts,
    MeetingFacts,
    MemberFacts,
    OptionFacts,
    VoteFacts,
)
from alvvote.publish.publication import NOT_VOTED, Choice
from alvvote.statutes.majority import parse_majority

OPEN_DATA = "popolo.json"
"""The name of the file in the folder of a publication."""
FORMAT = "alvvote publication"
VERSION = 1


class OpenDataError(ValueError):
    """A text is not the open data of a publication."""


_T = TypeVar("_T")
_Json = dict[str, Any]


def read_publication_json(text: str) -> MeetingFacts:
    """Return what the open data of a publication say of the meeting.

    Raises:
        OpenDataError: the text is no such document, or it contradicts itself.
    """
    try:
        return _meeting(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise OpenDataError(str(error)) from error


def _meeting(document: _Json) -> MeetingFacts:
    if (document["format"], document["version"]) != (FORMAT, VERSION):
        raise ValueError("of another format or version")
    members = [
        (_text(entry["id"]), MemberFacts(_text(entry["name"]), _count(entry["votes"])))
        for entry in document["organizations"]
        if entry["classification"] == "municipality"
    ]
    by_code = dict(members)
    if len(by_code) != len(members):
        raise ValueError("a member stands twice")
    day = document["date"]
    votes = tuple(_motion(motion, by_code) for motion in document["motions"])
    if len({vote.id for vote in votes}) != len(votes):
        raise ValueError("a vote stands twice")
    return MeetingFacts(
        _text(document["name"]),
        None if day is None else date.fromisoformat(_text(day)),
        _truth(document["invented"]),
        by_code,
        votes,
        tuple(_text(name) for name in document["left_out"]),
    )


def _motion(motion: _Json, members: Mapping[str, MemberFacts]) -> VoteFacts:
    kind: Kind | None = _known(motion["classification"], (None, *get_args(Kind)))
    subject: Subject = _known(motion["subject"], get_args(Subject))
    advice: Advice | None = _known(motion["advice"], (None, *get_args(Advice)))
    manner: Manner = _known(motion["manner"], get_args(Manner))
    events = motion["vote_events"]
    if len(events) != (1 if manner == "counted" else 0):
        raise ValueError("a counted vote has one event")
    counts = _counts(events[0], motion["majority"]) if events else None
    vote = VoteFacts(
        _text(motion["id"]),
        _text(motion["title"]),
        kind,
        subject,
        advice,
        manner,
        _known(motion["outcome"], _OUTCOMES),
        _text_or_none(motion["adopted_option"]),
        _tally(events[0]["tally"]) if events else None,
        counts,
        _text_or_none(motion["again_of"]),
        _text_or_none(motion["replaced_by"]),
        {},
    )
    if counts is None:
        return vote
    if vote.on_persons:
        if events[0]["votes"]:
            raise ValueError("of a vote on persons totals alone are public")
        return vote
    return vote._replace(choices=_choices(events[0]["votes"], counts, members))


_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


def _tally(tally: _Json) -> tuple[Outcome, str | None]:
    return _known(tally["outcome"], _OUTCOMES), _text_or_none(tally["option"])


def _counts(event: _Json, rule: _Json) -> CountFacts:
    sign = ">" if _truth(rule["strict"]) else ">="
    majority = parse_majority(sign + _text(rule["fraction"]))
    if majority is None:
        raise ValueError("no majority")
    roles: tuple[Role, ...] = get_args(Role)
    options = tuple(
        OptionFacts(
            Option(_text(count["name"]), _known(count["role"], roles)),
            _count_or_none(count["members"]),
            _count(count["value"]),
            _truth(count["counts_as_cast"]),
        )
        for count in event["counts"]
    )
    cast = event["cast"]
    counts = CountFacts(
        options,
        _count_or_none(cast["members"]),
        _count(cast["votes"]),
        _count(event["required_votes"]),
        majority,
    )
    _add_up(counts)
    return counts


def _add_up(counts: CountFacts) -> None:
    """Refuse counts that contradict each other, or of which no option can lead.

    Raises:
        ValueError: they do.
    """
    names = [item.option.name for item in counts.options]
    if len(set(names)) != len(names):
        raise ValueError("an option stands twice")
    if not any(item.option.role in {"for", "choice", "rejecting"} for item in counts.options):
        raise ValueError("nothing to choose")
    cast = [item for item in counts.options if item.cast]
    if sum(item.votes for item in cast) != counts.cast_votes:
        raise ValueError("the votes cast are not those of the options")
    known = counts.cast_members is not None
    if any((item.members is not None) != known for item in counts.options):
        raise ValueError("members are known of some options and not of others")
    if known and sum(item.members or 0 for item in cast) != counts.cast_members:
        raise ValueError("the members casting are not those of the options")
    if counts.majority.required(counts.cast_votes) != counts.required_votes:
        raise ValueError("the votes required do not follow from the majority")


def _choices(
    votes: list[_Json], counts: CountFacts, members: Mapping[str, MemberFacts]
) -> dict[str, Choice]:
    options = {item.option.name: item.option for item in counts.options}
    found: dict[str, Choice] = {}
    for vote in votes:
        code = _text(vote["voter_id"])
        if code in found or _count(vote["weight"]) != members[code].votes:
            raise ValueError("a member votes once, with its votes on the roll")
        choice = _text_or_none(vote["choice"])
        absence = vote["absence"]
        if (choice is None) == (absence is None):
            raise ValueError("a member chose, or it was absent")
        found[code] = _known(absence, NOT_VOTED) if choice is None else options[choice]
    if found.keys() != members.keys():
        raise ValueError("each member on the roll chose, or was absent")
    for item in counts.options:
        mine = [code for code, choice in found.items() if choice == item.option]
        if len(mine) != item.members or sum(members[code].votes for code in mine) != item.votes:
            raise ValueError("the counts are not those of the members")
    return found


def _known(value: object, values: tuple[_T, ...]) -> _T:
    """Return the value where it is one of these."""
    for known in values:
        if type(value) is type(known) and value == known:
            return known
    raise ValueError("an unknown word")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("no number of votes or members")
    return value


def _count_or_none(value: object) -> int | None:
    return None if value is None else _count(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value
