"""What people read in a table where programs read a word: in the language that is spoken."""

from alvvote.i18n import N_, _
from alvvote.proposal import STANDARD_OPTIONS
from alvvote.publish.phrases import choice_in_words
from alvvote.publish.publication import NOT_VOTED
from alvvote.publish.table_columns import Column, Value
from alvvote.slips import INVALID, NOT_RETURNED
from alvvote.words import edition_status, line_in_words, word

_USUAL = frozenset({INVALID, NOT_RETURNED, *(option.name for option in STANDARD_OPTIONS)})
_WORDS = {
    "proposal": N_("the proposal"),
    "advice": N_("the board's advice"),
    "counted": N_("counted"),
    "acclamation": N_("by acclamation"),
    "none": N_("without a count"),
}
_STATUS = frozenset({"final", "preliminary"})


def spoken(column: Column, value: Value) -> Value:
    """Return a value as people read it; what is no word is itself."""
    if not isinstance(value, str):
        return value
    if column.kind == "option":
        return _option(value)
    return _word(value) if column.kind == "word" else value


def _option(value: str) -> str:
    for absence in NOT_VOTED:
        if value == absence:
            return choice_in_words(absence)
    return line_in_words(value) if value in _USUAL else value


def _word(value: str) -> str:
    if value in _STATUS:
        return edition_status(value)
    return _(_WORDS[value]) if value in _WORDS else word(value)
