"""Giving out cards: who gets one, with which number, and what is recorded of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from alvvote.cards.code import new_code
from alvvote.cards.secret import seal
from alvvote.meeting import events as e
from alvvote.meeting.acts import Refused
from alvvote.meeting.model import State
from alvvote.meeting.results import roll_of
from alvvote.meeting.rules.find import member_in_words
from alvvote.problems import Problem
from alvvote.roll import Member


class NewCard(NamedTuple):
    """A card on its way out: the only place where its code stands in the clear."""

    member: Member
    number: int
    """Its serial number: 1 for the first card of a member."""
    code: str


def members_without_card(state: State) -> list[Member]:
    """Return the members with a vote that never got a card, in the order of their names.

    Raises:
        Refused: the roll is not fixed, or there is no meeting any more to give cards out for.
    """
    if not state.roll_fixed:
        raise Refused(Problem("M110"))
    if state.published is not None:
        raise Refused(Problem("K103", value=state.published.isoformat()))
    lacking = [m for m in roll_of(state).members if m.votes and m.gm_code not in state.cards]
    return sorted(lacking, key=lambda member: (member.municipality.casefold(), member.gm_code))


def first_cards(
    state: State, members: Sequence[Member], code: Callable[[], str] = new_code
) -> list[NewCard]:
    """Draw the first card of each of these members.

    Raises:
        Refused: all of them got one meanwhile.
    """
    lacking = members_without_card(state)
    if not lacking:
        cards = [Problem("K101", value=member_in_words(state, m.gm_code)) for m in members]
        raise Refused(*cards)
    return [NewCard(member, 1, code()) for member in lacking]


def next_card(state: State, member: Member, code: Callable[[], str] = new_code) -> NewCard:
    """Draw the card that takes the place of the one a member has."""
    return NewCard(member, len(state.cards.get(member.gm_code, ())) + 1, code())


def issue_events(cards: Sequence[NewCard]) -> list[e.Event]:
    """Return what is recorded of first cards: of each code a hash under a salt of its own."""
    return [e.CardIssued(card.member.gm_code, card.number, *seal(card.code)) for card in cards]


def reissue_events(card: NewCard, reason: str | None) -> list[e.Event]:
    """Return what is recorded where a card takes the place of another one."""
    return [e.CardReissued(card.member.gm_code, card.number, *seal(card.code), reason)]
