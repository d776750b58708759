"""Codes on voting passes: a serial number, random characters, and a check character.

The serial number is what people say ("pass 137"). The four random characters make it a pass of
this meeting: one of another day, or a guessed one, is known by nobody (1 in 923,521 a try). The
check character catches any one wrong character and any two that changed places, as on a card
(`alvvote.cards.code`). No pass is as long as a card.
"""

import secrets
from collections.abc import Callable

from alvvote.cards.code import ALPHABET, check_character, read_characters
from alvvote.meeting.model import State

SERIAL_DIGITS = 4
RANDOM_CHARACTERS = 4
LENGTH = SERIAL_DIGITS + RANDOM_CHARACTERS + 1


def new_pass_code(state: State, draw: Callable[[int], int] = secrets.randbelow) -> str:
    """Return the code of the next pass; `draw` gives a random number below its argument."""
    serial = sum(len(passes) for passes in state.passes.values()) + 1
    body = f"{serial:0{SERIAL_DIGITS}}" + "".join(
        ALPHABET[draw(len(ALPHABET))] for _ in range(RANDOM_CHARACTERS)
    )
    return body + check_character(body)


def pass_number(code: str) -> str:
    """Return what people call a pass: its serial number."""
    return code[:SERIAL_DIGITS].lstrip("0")


def pass_in_groups(code: str) -> str:
    """Return the code of a pass as people read it: ``0137-K4MX-7``."""
    end = SERIAL_DIGITS + RANDOM_CHARACTERS
    return "-".join((code[:SERIAL_DIGITS], code[SERIAL_DIGITS:end], code[end:]))


def read_pass_code(text: str) -> str | None:
    """Return the code of a pass that was typed or scanned; None where it was mistyped."""
    code = read_characters(text, LENGTH)
    return code if code is not None and code[:SERIAL_DIGITS].isdecimal() else None
