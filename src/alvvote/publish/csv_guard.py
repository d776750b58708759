"""The guard of a text in CSV: no spreadsheet takes it for a formula, and it can be taken off."""

import re

_FORMULA = re.compile(
    "'*(?:[\\s\\x00-\\x1f]*[=+\\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]|[\\t\\r\\n])"
)
"""How a text begins that a spreadsheet may calculate, whatever apostrophes stand before it."""


def guarded(text: str) -> str:
    """Return a text with one more apostrophe in front where a spreadsheet might calculate it.

    That is where its first sign after apostrophes and blanks is ``=``, ``+``, ``-`` or ``@`` (also
    in full width), or where after apostrophes it begins with a tab or a line end. The name
    ``'s-Gravenhage`` stays as it is. Who reads takes one apostrophe away from what begins with an
    apostrophe and would be guarded; that gives each text back, whatever it began with.
    """
    return f"'{text}" if _FORMULA.match(text) else text
