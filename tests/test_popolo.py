"""The open data: what is published, in the Popolo vocabulary, and the same text that was given."""

import json
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alvvote.i18n import in_language
from alvvote.proposal import ABSTENTION, Option, Proposal
from alvvote.publish import chart, pdf, proofs, site
from alvvote.publish.meeting_facts import meeting_facts_of
from alvvote.publish.popolo_files import places_of, places_of_member, places_of_vote
from alvvote.publish.popolo_read import read_publication_json
from alvvote.publish.publication import Publication, Settings
from alvvote.roll import read_frozen
from tests.popolo_classes import CLASSES, unlike_popolo
from tests.popolo_documents import EVERY, made, text_of, with_vote
from tests.publications import example, full

NASTY = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60
) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "\"quotes\" 'and' \\ back\\u0000slashes",
        "\u202eevitisop\u202c \u2067\u05d0",
        "\U0001f469\u200d\U0001f4bb" * 40,
        "\x00\x1b[2J\r\n\x7f\x85\u2028",
        "W" * 10_000,
        "did not vote",
        "yes",
    ]
)


@pytest.mark.parametrize("publication", [example, full])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("analyse", [True, False])
def test_what_was_made_is_read_back(
    publication: Callable[[], Publication], language: str, *, analyse: bool
) -> None:
    """The facts are the same, the classes are those of Popolo, and the bytes the same again."""
    for url in (None, "https://voorbeeld.example/alv"):
        how = Settings(language, analyse=analyse, url=url, formats=EVERY)
        text = text_of(publication(), how)
        assert read_publication_json(text) == meeting_facts_of(publication())
        assert unlike_popolo(json.loads(text)) == []
        assert text == text_of(publication(), how)
        assert text.endswith("\n}\n")


def test_the_table_of_the_classes_finds_faults() -> None:
    """A text for a number, a value that lacks, a path for an address, deep inside too."""
    document = json.loads(json.dumps(made("full")))
    event = document["motions"][0]["vote_events"][0]
    event["counts"][0]["value"] = "75"
    del event["counts"][1]["option"]
    event["votes"][0]["weight"] = "75"
    event["group_results"][0]["result"] = None
    event["start_date"] = "2026-11-25"
    document["organizations"][2]["area"]["name"] = 7
    document["organizations"][2]["identifiers"][0]["identifier"] = 9001
    document["organizations"][3]["links"] = [{"url": "lid/GM9002.html"}]
    document["events"][0]["start_date"] = "25 november 2026"
    assert len(unlike_popolo(document)) == 9


def test_all_classes_are_there() -> None:
    """Each class of the table stands in the meeting with everything, with its required values."""
    document = json.loads(text_of(full(), Settings("en", url="https://a.example", formats=EVERY)))
    events = list(chain(*(motion["vote_events"] for motion in document["motions"])))
    found = {
        "Organization": document["organizations"],
        "Area": [document["organizations"][2]["area"], *document["areas"]],
        "Event": document["events"],
        "Motion": document["motions"],
        "VoteEvent": events,
        "Count": list(chain(*(event["counts"] for event in events))),
        "GroupResult": list(chain(*(event["group_results"] for event in events))),
        "Vote": list(chain(*(event["votes"] for event in events))),
        "Identifier": document["organizations"][2]["identifiers"],
        "Link": [*document["sources"], *document["links"], *document["motions"][0]["links"]],
    }
    assert found.keys() == CLASSES.keys()
    for name, some in found.items():
        assert some, name
        assert all(CLASSES[name].keys() & one.keys() for one in some), name


def test_ids_lead_somewhere() -> None:
    """Each id that points at something points at what is there, and stands there once."""
    document = made("full")
    ids = {key: [one["id"] for one in document[key]] for key in ("areas", "events", "motions")}
    voters = [one["id"] for one in document["organizations"]]
    for some in (*ids.values(), voters):
        assert len(set(some)) == len(some)
    for one in document["organizations"]:
        assert one.get("parent_id") in {None, *voters}
        assert one.get("area", {}).get("parent_id") in {None, *ids["areas"]}
    for motion in document["motions"]:
        for one in (motion, *motion["vote_events"]):
            assert one["organization_id"] in voters
            assert one["legislative_session_id"] in ids["events"]
        assert {motion["again_of"], motion["replaced_by"]} <= {None, *ids["motions"]}
        for event in motion["vote_events"]:
            assert event["motion_id"] == motion["id"]
            assert {vote["voter_id"] for vote in event["votes"]} <= set(voters)
            assert {group["group_id"] for group in event["group_results"]} <= set(ids["areas"])


def test_head_and_roll() -> None:
    """The head where there is one; the roll with what its fingerprint was made of."""
    head = full().head
    assert head is not None
    assert made("full")["ledger"] == {
        "origin": head.origin,
        "size": head.size,
        "root": head.root,
        "checkpoint": head.signed,
        "public_key": None,
    }
    assert made("example")["ledger"] is None
    assert "head" not in made("example")["files"]
    document = made("example")
    roll = document["roll"]
    members = [
        {
            "gm_code": one["id"],
            "municipality": one["name"],
            "province": one["area"]["parent_id"].removeprefix("province:"),
            **{
                key: one[key]
                for key in ("inhabitants", "thousands", "limit", "votes", "derivation")
            },
        }
        for one in document["organizations"][2:]
    ]
    frozen = read_frozen(json.dumps({**roll, "meeting_date": document["date"], "members": members}))
    assert frozen.is_intact
    assert frozen.roll == example().roll
    assert "CC BY 4.0" in document["sources"][0]["note"]
    assert "CBS" in document["sources"][0]["note"]


def test_an_example_says_so() -> None:
    """At the top, at the meeting, and at each motion and vote; a real meeting does not."""
    for language, word in (("nl", "verzonnen"), ("en", "invented")):
        document = made("full", language)
        assert word in document["note"]
        assert word in document["events"][0]["description"]
        assert document["language"] == language
        assert all(m["invented"] for m in document["motions"])
        assert all(e["invented"] for m in document["motions"] for e in m["vote_events"])
    real = json.loads(text_of(full()._replace(invented=False)))
    assert "note" not in real
    assert "description" not in real["events"][0]
    assert '"invented": true' not in json.dumps(real)


def test_language_is_that_of_sentences_alone() -> None:
    """Keys, words and numbers are the same in Dutch and in English."""
    sentences = {"note", "description", "reason", "disagreement", "language"}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(below) for key, below in value.items() if key not in sentences}
        return [plain(below) for below in value] if isinstance(value, list) else value

    assert plain(made("full", "nl")) == plain(made("full", "en"))
    assert made("full", "nl") != made("full", "en")


def test_it_leads_to_files_that_are_made() -> None:
    """Each path is that of a file; to formats that are not made nothing leads."""
    publication = full()._replace(proofs={"GM9001": {"r1": "proof"}})
    how = Settings("en", formats=EVERY)
    with in_language("en"):
        files = {
            path
            for module in (site, pdf, chart, proofs)
            for path, _data in module.files_of(publication, how)
        }
    found = [*places_of(publication), *places_of_member(publication, "GM9001")]
    found += chain(*(places_of_vote(vote) for vote in publication.votes))
    assert {place.path for place in found if place.format not in {"csv", "xlsx"}} <= files
    assert {place.format for place in found} == EVERY - {"json"}
    alone = Settings("en", url="https://a.example", formats=frozenset({"json", "site"}))
    document = json.loads(text_of(publication, alone))
    assert document["files"] == {"page": "index.html", "account": "verantwoording.html"}
    assert document["organizations"][2]["files"] == {"page": "lid/GM9001.html"}
    assert document["motions"][0]["links"] == [
        {"url": "https://a.example/stemming/r1.html", "note": "page"}
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NASTY, NASTY, NASTY, NASTY)
def test_any_text_comes_back(name: str, title: str, first: str, who: str) -> None:
    """Whatever stands on the agenda, in names and in options: it is text, and the same text."""
    options = (Option(first, "choice"), Option(f"{first} 2", "choice"), ABSTENTION)
    proposal = Proposal(f"X{title}", title, "motion", options=options, submitters=(who,))
    codes = [member.gm_code for member in full().members]
    publication = with_vote(full(), proposal, {codes[0]: first, codes[1]: f"{first} 2"})
    publication = publication._replace(name=name, left_out=(who,))
    text = text_of(publication)
    assert read_publication_json(text) == meeting_facts_of(publication)
    document = json.loads(text)
    assert unlike_popolo(document) == []
    assert (document["events"][0]["name"], document["motions"][-1]["text"]) == (name, title)
    assert document["motions"][-1]["submitters"] == [who]


def test_half_a_character_does_no_harm() -> None:
    """What no file in UTF-8 can hold becomes a question mark."""
    assert json.loads(text_of(full()._replace(name="a\ud800b")))["name"] == "a?b"
