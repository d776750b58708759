"""Voting cards in the record: who gets one, in which order, and what a code means afterwards."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alvvote.cards.code import in_groups, new_code
from alvvote.cards.find import FoundCard, find_card
from alvvote.cards.issuing import (
    first_cards,
    issue_events,
    members_without_card,
    next_card,
    reissue_events,
)
from alvvote.cards.standing import standings
from alvvote.ledger.audit import Finding
from alvvote.ledger.store import ORIGIN, create_log, open_log
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.dossier import open_dossier
from alvvote.meeting.model import State
from alvvote.meeting.replay import replay
from alvvote.meeting.roles import draft_of
from alvvote.meeting.rules import decide
from alvvote.roll import Derivation, Roll
from alvvote.statutes import Votes
from tests import ledger_worlds as worlds

ROLL = worlds.small_roll()
CITY, DAM = "GM9001", "GM9002"
SALT, DIGEST = "00" * 16, "ab" * 32
START = (worlds.created(), worlds.roll_set(ROLL))


def _suspended(gm_code: str) -> Roll:
    """Return the roll on which a member has no vote."""
    return replace(
        ROLL,
        members=tuple(
            m._replace(votes=Votes(0), derivation=Derivation("suspended", reason="verzonnen"))
            if m.gm_code == gm_code
            else m
            for m in ROLL.members
        ),
    )


def _issued(gm_code: str = CITY, number: int = 1, digest: str | None = DIGEST) -> e.CardIssued:
    return e.CardIssued(gm_code, number, SALT, digest)


def _reissued(gm_code: str = CITY, number: int = 2, salt: str | None = SALT) -> e.CardReissued:
    return e.CardReissued(gm_code, number, salt, DIGEST, "kwijt (verzonnen)")


def _codes(*happened: e.Event) -> list[str]:
    _state, problems = decide(State(), happened)
    return [problem.code for problem in problems]


PUBLISHED = e.MeetingPublished("2026-12-01")
REFUSED: dict[str, tuple[str, tuple[e.Event, ...]]] = {
    "provisional roll": ("M110", (START[0], worlds.roll_set(ROLL, fixed=False), _issued())),
    "not on the roll": ("V123", (*START, _issued("GM0001"))),
    "suspended": ("V119", (START[0], worlds.roll_set(_suspended(DAM)), _issued(DAM))),
    "twice": ("K101", (*START, _issued(), _issued())),
    "twice with the next number": ("K101", (*START, _issued(), _issued(number=2))),
    "none to replace": ("K102", (*START, _reissued())),
    "after publication": ("K103", (*START, PUBLISHED, _issued())),
    "replaced after publication": ("K103", (*START, _issued(), PUBLISHED, _reissued())),
    "begins at 2": ("V131", (*START, _issued(number=2))),
    "begins at 0": ("V131", (*START, _issued(number=0))),
    "a number that is true": ("V131", (*START, _issued(number=True))),
    "skips a number": ("V131", (*START, _issued(), _reissued(number=3))),
    "repeats a number": ("V131", (*START, _issued(), _reissued(number=1))),
    "no digest": ("K104", (*START, _issued(digest=None))),
    "a short digest": ("K104", (*START, _issued(digest="ab"))),
    "a code for a digest": ("K104", (*START, _issued(digest=new_code()))),
    "no salt": ("K104", (*START, _issued(), _reissued(salt=None))),
    "a short salt": ("K104", (*START, _issued(), _reissued(salt="00"))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_when_done_and_when_replayed(tmp_path: Path, name: str) -> None:
    """The same rule stops an act, and finds it in a record that was forged."""
    code, happened = REFUSED[name]
    assert _codes(*happened) == [code]
    drafts = [draft_of(event, worlds.MOMENT) for event in happened]
    create_log(str(tmp_path / "a.alv"), {ORIGIN: "voorbeeld"}, "forged", drafts, None)
    with open_log(str(tmp_path / "a.alv"), write=False) as log:
        found = replay(log, [])
    assert found.audit.finding == Finding(len(happened) - 1, "rule broken", code)


def test_cards_one_after_the_other() -> None:
    """First cards of two members, and three of one: nothing speaks against it."""
    more = [_issued(), _issued(DAM), _reissued(), _reissued(number=3)]
    state, problems = decide(State(), [*START, *more])
    assert problems == []
    assert [card.number for card in state.cards[CITY]] == [1, 2, 3]
    assert [card.votes for card in state.cards[DAM]] == [48]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a dossier with six members."""
    return Path(worlds.make_dossier(tmp_path / "a.alv"))


def _give_all(path: Path) -> dict[str, str]:
    """Give each member its first card; return the codes."""
    with open_dossier(str(path), write=True) as dossier:
        cards = first_cards(dossier.state, ROLL.members)
        dossier.act(lambda _state: issue_events(cards))
    return {card.member.gm_code: card.code for card in cards}


def _replace(path: Path, gm_code: str) -> str:
    with open_dossier(str(path), write=True) as dossier:
        card = next_card(dossier.state, ROLL.by_code[gm_code])
        dossier.act(lambda _state: reissue_events(card, "kwijt"))
    return card.code


def _found(path: Path, text: str) -> FoundCard:
    with open_dossier(str(path), write=False) as dossier:
        return find_card(dossier.state, text)


def test_each_card_is_found_by_its_code(path: Path) -> None:
    """However it was typed; one wrong character is told from a card of elsewhere."""
    codes = _give_all(path)
    assert len(codes) == 6
    for gm_code, code in codes.items():
        assert _found(path, in_groups(code).lower() + "\r\n") == FoundCard("valid", gm_code, 1)
    assert _found(path, new_code()) == FoundCard("unknown")
    code = codes[CITY]
    assert _found(path, ("1" if code[0] == "0" else "0") + code[1:]) == FoundCard("mistyped")
    assert _found(path, "") == FoundCard("mistyped")
    worlds.sound(path)


def test_a_replaced_card_is_worthless(path: Path) -> None:
    """The old code still says whose card it was; the new one alone is valid."""
    first = _give_all(path)[CITY]
    second = _replace(path, CITY)
    third = _replace(path, CITY)
    assert _found(path, first) == FoundCard("replaced", CITY, 1)
    assert _found(path, second) == FoundCard("replaced", CITY, 2)
    assert _found(path, third) == FoundCard("valid", CITY, 3)
    worlds.sound(path)


def test_a_changed_roll(path: Path) -> None:
    """Who left has a card without a vote; who joined gets the first; a printed number is kept."""
    codes = _give_all(path)
    members = [m for m in ROLL.members if m.gm_code != CITY]
    grown = members[0]._replace(inhabitants=49_000, votes=Votes(49))
    joined = ROLL.by_code[CITY]._replace(gm_code="GM9007", municipality="Nieuwstad")
    roll = replace(ROLL, members=(grown, *members[1:], joined))
    state = worlds.act(path, worlds.simply(worlds.roll_set(roll, reason="verzonnen")))
    assert [card.member.gm_code for card in first_cards(state, [])] == ["GM9007"]
    assert find_card(state, codes[CITY]) == FoundCard("no vote", CITY, 1)
    assert find_card(state, codes[DAM]) == FoundCard("valid", DAM, 1)
    lines = {line.gm_code: line for line in standings(state)}
    assert (lines[DAM].votes, lines[DAM].printed, lines[DAM].outdated) == (49, 48, True)
    assert (lines[CITY].municipality, lines[CITY].standing) == (None, "no vote")
    assert (lines["GM9007"].number, lines["GM9007"].standing) == (None, "none")
    assert [line.gm_code for line in lines.values() if line.outdated] == [DAM]


def test_a_suspended_member_gets_no_card_and_stops_nobody() -> None:
    """The others get theirs, and there is nothing to give out after that."""
    state, problems = decide(State(), [START[0], worlds.roll_set(_suspended(DAM))])
    assert problems == []
    cards = first_cards(state, [])
    assert {card.member.gm_code for card in cards} == {*worlds.SMALL_CODES} - {DAM}
    state, problems = decide(state, issue_events(cards))
    assert (problems, len(state.cards), members_without_card(state)) == ([], 5, [])


def test_after_publication_no_card_is_of_use(path: Path) -> None:
    """A card is for its own meeting alone, and none is given out any more."""
    code = _give_all(path)[CITY]
    state = worlds.act(path, worlds.simply(PUBLISHED))
    assert find_card(state, code) == FoundCard("over", CITY, 1)
    with pytest.raises(Refused) as refused:
        first_cards(state, [])
    assert [problem.code for problem in refused.value.problems] == ["K103"]
    assert state.published == date(2026, 12, 1)


def test_who_got_a_card_meanwhile_gets_no_other(path: Path) -> None:
    """Of two that give out cards at once the second is refused, and told for whom."""
    _give_all(path)
    with open_dossier(str(path), write=False) as dossier, pytest.raises(Refused) as refused:
        first_cards(dossier.state, ROLL.members[:1])
    assert [(p.code, p.value) for p in refused.value.problems] == [
        ("K101", "Voorbeeldstad (GM9001)")
    ]


def test_the_ledger_holds_no_code(path: Path) -> None:
    """Public are member and number; private salt, hash and reason; the file has no code."""
    codes = _give_all(path)
    codes["again"] = _replace(path, CITY)
    data = b"".join(file.read_bytes() for file in path.parent.glob("a.alv*"))
    for code in codes.values():
        assert code.encode() not in data
        assert in_groups(code).encode() not in data
    with open_log(str(path), write=False) as log:
        entries = [entry for entry in log.entries() if entry.kind.startswith("card.")]
    assert [set(entry.public) for entry in entries] == [{"gm_code", "number"}] * 7
    private = entries[-1].private
    assert private is not None
    assert private.keys() == {"at", "salt", "digest", "reason"}
    digest = hashlib.sha256(bytes.fromhex(private["salt"]) + codes["again"].encode()).hexdigest()
    assert private["digest"] == digest
    assert len({json.dumps(entry.private) for entry in entries}) == 7


def test_erasure_takes_the_hashes_too(path: Path) -> None:
    """Then no code is known any more, the record verifies, and the list says so."""
    code = _give_all(path)[CITY]
    erasure = e.PersonalDataErased(early=True, reason="verzonnen")
    worlds.act(path, worlds.simply(erasure))
    with open_log(str(path), write=True) as log, log.writing() as writer:
        writer.erase(log.head().size - 1)
    assert _found(path, code) == FoundCard("unknown")
    with open_dossier(str(path), write=False) as dossier:
        assert {line.standing for line in standings(dossier.state)} == {"erased"}
    with open_log(str(path), write=False) as log:
        found = replay(log, [])
    assert found.audit.finding is None
    assert found.unasked == {"card.issued": 6}
    assert _found(path, _replace(path, CITY)) == FoundCard("valid", CITY, 2)
