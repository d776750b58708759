"""The words for a choice: Dutch and English, short and long, in any case."""

from alvvote.proposal import (
    ABSTENTION,
    AGAINST,
    BLANK,
    FOR,
    STANDARD_OPTIONS,
    Option,
    Proposal,
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
