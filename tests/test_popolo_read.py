"""Reading open data back: the same facts as in the publication; what does not fit is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alvvote.cli.population_data import open_gazetteer
from alvvote.publish.meeting_facts import MeetingFacts, meeting_facts_of
from alvvote.publish.member_record import record_of
from alvvote.publish.popolo_read import OpenDataError, read_publication_json
from alvvote.publish.publication import Choice, Publication, PublishedVote
from tests.publications import example, full

WORDS = {"for": "yes", "rejecting": "no", "abstention": "abstain", "blank": "abstain"}


def _vote(code: str, weight: int, choice: Choice) -> dict[str, Any]:
    absent = isinstance(choice, str)
    return {
        "voter_id": code,
        "option": "absent" if absent else WORDS.get(choice.role, choice.name),  # type: ignore[union-attr]
        "weight": weight,
        "choice": None if absent else choice.name,  # type: ignore[union-attr]
        "absence": choice if absent else None,
    }


def _event(publication: Publication, vote: PublishedVote) -> dict[str, Any]:
    counts = vote.result.counts
    assert counts is not None
    known = counts.members_known
    return {
        "tally": {"outcome": vote.result.outcome, "option": vote.result.adopted_option},
        "cast": {"members": counts.cast.members if known else None, "votes": counts.cast.votes},
        "required_votes": counts.required_votes,
        "counts": [
            {
                "option": WORDS.get(item.option.role, item.option.name),
                "value": item.total.votes,
                "name": item.option.name,
                "role": item.option.role,
                "members": item.total.members if known else None,
                "counts_as_cast": item.cast,
            }
            for item in counts.options
        ],
        "votes": [
            _vote(member.gm_code, member.votes, vote.choice_of(member.gm_code))
            for member in publication.members
            if vote.per_member
        ],
    }


def document_of(publication: Publication) -> dict[str, Any]:
    """Return a publication in the form that is read, with keys besides that are not."""
    day = publication.day
    return {
        "format": "alvvote publication",
        "version": 1,
        "name": publication.name,
        "date": None if day is None else day.isoformat(),
        "invented": publication.invented,
        "left_out": list(publication.left_out),
        "organizations": [
            {"id": "VNG", "name": "VNG", "classification": "association"},
            *(
                {
                    "id": member.gm_code,
                    "name": member.municipality,
                    "classification": "municipality",
                    "votes": member.votes,
                }
                for member in publication.members
            ),
        ],
        "motions": [
            {
                "id": vote.proposal.id,
                "title": vote.proposal.title,
                "classification": vote.proposal.kind,
                "subject": vote.proposal.subject,
                "advice": vote.proposal.advice,
                "manner": vote.proposal.manner,
                "outcome": vote.outcome,
                "adopted_option": vote.adopted_option,
                "majority": {
                    "fraction": vote.proposal.rule.majority.fraction,
                    "strict": vote.proposal.rule.majority.strict,
                },
                "again_of": vote.again_of,
                "replaced_by": vote.replaced_by,
                "vote_events": [_event(publication, vote)] if vote.result.counts else [],
            }
            for vote in publication.votes
        ],
    }


def _read(document: object) -> MeetingFacts:
    return read_publication_json(json.dumps(document))


@pytest.mark.parametrize("publication", [example, full])
def test_what_is_read_back_is_what_was_published(publication: Callable[[], Publication]) -> None:
    """The facts are the same, and so is the record of every member."""
    facts, back = meeting_facts_of(publication()), _read(document_of(publication()))
    assert back == facts
    past = open_gazetteer([])
    assert past is not None
    for code in facts.members:
        assert record_of(code, [back], past) == record_of(code, [facts], past)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "1",
        '"a"',
        "[" * 100_000,
        '{"format": "alvvote publication"}',
        "\x00",
    ],
    ids=repr,
)
def test_what_is_no_publication_is_refused(text: str) -> None:
    """What is no publication is refused."""
    with pytest.raises(OpenDataError):
        read_publication_json(text)


def _change(path: str, value: Any) -> dict[str, Any]:
    """Return the full meeting with one value changed."""
    document: Any = json.loads(json.dumps(document_of(full())))
    place = document
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    for step in way:
        place = place[step]
    place[last] = value
    return document  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("format", "popolo"),
        ("date", "25 november"),
        ("invented", "no"),
        ("name", 7),
        ("organizations.1.votes", 76),  # the ballots then weigh something else
        ("organizations.1.votes", -1),
        ("organizations.1.votes", True),
        ("organizations.2.id", "GM9001"),
        ("motions.1.id", "R1"),
        ("motions.0.outcome", "won"),
        ("motions.0.manner", "none"),
        ("motions.0.majority.fraction", "0/0"),
        ("motions.0.majority.fraction", "2/3"),  # the votes required do not follow
        ("motions.0.vote_events.0.counts.0.value", 76),
        ("motions.0.vote_events.0.counts.0.members", None),
        ("motions.0.vote_events.0.counts.1.name", "for"),
        ("motions.0.vote_events.0.cast.votes", 124),
        ("motions.0.vote_events.0.cast.members", 3),
        ("motions.0.vote_events.0.required_votes", 61),
        ("motions.0.vote_events.0.counts", []),
        ("motions.0.vote_events.0.votes.0.choice", "against"),
        ("motions.0.vote_events.0.votes.0.choice", "maybe"),
        ("motions.0.vote_events.0.votes.0.absence", "did not vote"),
        ("motions.0.vote_events.0.votes.0.voter_id", "GM9002"),
        ("motions.0.vote_events.0.votes.0.weight", 74),
        ("motions.0.vote_events.0.votes", []),
    ],
)
def test_what_contradicts_itself_is_refused(path: str, value: object) -> None:
    """What contradicts itself is refused."""
    assert _read(document_of(full()))
    with pytest.raises(OpenDataError):
        _read(_change(path, value))


def test_members_in_a_vote_on_persons_are_refused() -> None:
    """Of a vote on persons nobody's choice is taken, whoever wrote it down."""
    (index,) = [n for n, vote in enumerate(full().votes) if vote.on_persons]
    vote = {"voter_id": "GM9001", "weight": 75, "choice": "A. Voorbeeld", "absence": None}
    with pytest.raises(OpenDataError, match="persons"):
        _read(_change(f"motions.{index}.vote_events.0.votes", [vote]))


def test_an_option_that_is_called_as_an_absence_is_an_option() -> None:
    """An option called "did not vote" was chosen; who did not vote did not choose it."""
    publication = full()
    (index,) = [n for n, vote in enumerate(publication.votes) if vote.proposal.id == "R1"]
    changed: Any = json.loads(json.dumps(document_of(publication)))
    event = changed["motions"][index]["vote_events"][0]
    event["counts"][0]["name"] = "did not vote"
    for vote in event["votes"]:
        if vote["choice"] == "for":
            vote["choice"] = "did not vote"
    choices = _read(changed).votes[index].choices
    assert not isinstance(choices["GM9001"], str)
    assert choices["GM9001"].name == "did not vote"
    assert choices["GM9003"] == "accredited, did not vote"


def _places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [here] if here else []
    if isinstance(value, dict):
        for key, below in value.items():
            found += _places(below, (*here, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            found += _places(below, (*here, index))
    return found


TEXT = json.dumps(document_of(full()))
PLACES = _places(json.loads(TEXT))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ANYTHING = LEAVES | st.lists(LEAVES, max_size=2) | st.dictionaries(st.text(max_size=3), LEAVES)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), ANYTHING)
def test_whatever_stands_somewhere_it_is_read_or_refused(
    place: tuple[Any, ...], value: object
) -> None:
    """One value is anything at all: the meeting is read, or it is refused as damaged."""
    document = json.loads(TEXT)
    there = document
    for step in place[:-1]:
        there = there[step]
    there[place[-1]] = value
    try:
        facts = read_publication_json(json.dumps(document))
    except OpenDataError:
        return
    for vote in facts.votes:
        if vote.counts is not None and not vote.on_persons:
            assert vote.choices.keys() == facts.members.keys()
