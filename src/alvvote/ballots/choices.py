"""The words for a choice: Dutch and English, short and long, in any case."""

from collections.abc import Sequence

from alvvote.proposal import (
    ABSTENTION,
    AGAINST,
    BLANK,
    FOR,
    STANDARD_OPTIONS,
    Option,
    Proposal,
    Role,
)
from alvvote.tables.table import key_of

STANDARD_WORDS: dict[str, Option] = {
    **dict.fromkeys(("voor", "v", "for", "f"), FOR),
    **dict.fromkeys(("tegen", "t", "against"), AGAINST),
    **dict.fromkeys(
        ("onthouding", "onthouden", "onth", "onth.", "o", "abstention", "abstain", "abstained"),
        ABSTENTION,
    ),
    **dict.fromkeys(("blanco", "b", "blank"), BLANK),
}

FULL_WORDS: dict[str, Option] = {
    word: STANDARD_WORDS[word]
    for word in (
        *("voor", "tegen", "onthouding", "blanco"),
        *("for", "against", "abstention", "blank"),
    )
}
"""The words that keep their meaning among a vote's own options, where "A" and "B" are names."""

_DUTCH = {FOR: "voor", AGAINST: "tegen", ABSTENTION: "onthouding", BLANK: "blanco"}


def options_named(names: Sequence[str], rejecting: str | None) -> tuple[Option, ...] | None:
    """Return the options that a vote has by these names; None where they leave nothing to choose.

    "voor" and "tegen", with or without abstentions and blanks, are the ordinary question. Among
    options of the vote's own, abstention, blank and "against" keep their meaning. Who chooses
    `rejecting` wants none of the others.
    """
    keys = [key_of(name) for name in names]
    if len(set(keys)) < max(len(keys), 2) or not all(keys):
        return None
    standard = [FULL_WORDS.get(key) for key in keys]
    rejected = key_of(rejecting or "")
    if all(standard) and (not rejected or FULL_WORDS.get(rejected) == AGAINST):
        chosen = set(standard)
        if {FOR, AGAINST} <= chosen:
            return tuple(option for option in STANDARD_OPTIONS if option in chosen)
    options = tuple(
        Option(name, "rejecting" if key == rejected else _role(meaning))
        for name, key, meaning in zip(names, keys, standard, strict=True)
    )
    return options if any(option.role == "choice" for option in options) else None


def _role(meaning: Option | None) -> Role:
    return "choice" if meaning is None or meaning == FOR else meaning.role


class Choices:
    """What may stand in a cell for one vote, and which option it means."""

    def __init__(self, proposal: Proposal) -> None:
        """Take the options of the proposal: its own exactly, or the standard ones by any word."""
        if proposal.for_or_against:
            self._words = {
                word: option.name
                for word, option in STANDARD_WORDS.items()
                if option in proposal.options
            }
            names = [_DUTCH[option] for option in STANDARD_OPTIONS if option in proposal.options]
        else:
            self._words = {key_of(option.name): option.name for option in proposal.options}
            names = [option.name for option in proposal.options]
        self.expected = ", ".join(names)
        """The choices, as the message about a wrong one lists them."""
        self._seen: dict[str, str | None] = {}

    def option(self, cell: str) -> str | None:
        """Return the name of the option that the cell means, or None when it means none."""
        try:
            return self._seen[cell]
        except KeyError:
            option = self._words.get(key_of(cell))
            # Cells are mostly a few words over and over; a file of nonsense must not fill memory.
            if len(self._seen) < 1000:
                self._seen[cell] = option
            return option
