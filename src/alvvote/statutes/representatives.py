"""Who may represent a member."""

import unicodedata
from functools import lru_cache

FUNCTIONS = ("burgemeester", "wethouder", "raadslid", "secretaris", "griffier")
"""The functions of which one is needed, in the member's own municipality (statutes, article 11,
paragraph 1)."""
LEFT_OPEN = ("loco-secretaris", "plaatsvervangend secretaris", "plaatsvervangend griffier")
"""Deputies of whom the statutes do not speak: a supervisor decides on each (an assumption)."""
DECLARATION_WORDS = {"papier": "paper", "elektronisch": "electronic"}
"""How a declaration can be seen (article 11, paragraph 2): what is recorded, by the Dutch word."""


@lru_cache(4096)
def person_key(name: str) -> str:
    """Return what is compared of two names: their letters, without accents, capitals and signs.

    A desk compares with all names, at each person: they are kept.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalpha() or letter.isdigit())
