"""Which cards went out, and what each is worth; no code is known here, and none is told."""

from typing import Literal, NamedTuple

from alvvote.meeting.model import Card, State

Standing = Literal["valid", "replaced", "none", "no vote", "erased"]


class CardStanding(NamedTuple):
    """A card of a member, or that it has none."""

    gm_code: str
    municipality: str | None
    """None where the member is not on the roll any more."""
    number: int | None
    """The serial number; None where there is no card."""
    standing: Standing
    """``erased``: the newest, but its hash was erased, so that nobody can tell it any more."""
    votes: int | None
    """What the member has now; None where it is not on the roll any more."""
    printed: int | None
    """The number of votes on the card; None where there is none."""

    @property
    def outdated(self) -> bool:
        """True where the card is valid and says another number of votes than the roll."""
        return self.standing == "valid" and self.printed != self.votes


def standings(state: State) -> list[CardStanding]:
    """Return each card of each member, in the order of their names; the newest comes last."""
    roll = {} if state.roll is None else state.roll.by_code
    names = {code: roll[code].municipality if code in roll else None for code in state.cards}
    names |= {code: member.municipality for code, member in roll.items()}
    order = sorted(names, key=lambda code: ((names[code] or "").casefold(), code))
    return [line for code in order for line in _of(state, code, names[code])]


def _of(state: State, gm_code: str, name: str | None) -> list[CardStanding]:
    votes = None if name is None or state.roll is None else state.roll.votes_of[gm_code]
    cards = state.cards.get(gm_code, ())
    if not cards:
        standing: Standing = "none" if votes else "no vote"
        return [CardStanding(gm_code, name, None, standing, votes, None)]
    return [
        CardStanding(
            gm_code,
            name,
            card.number,
            _standing(card, votes) if card is cards[-1] else "replaced",
            votes,
            card.votes,
        )
        for card in cards
    ]


def _standing(card: Card, votes: int | None) -> Standing:
    if not votes:
        return "no vote"
    return "erased" if card.digest is None else "valid"
