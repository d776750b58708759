"""Codes on voting cards: what a mistake of the hand does is always noticed."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alvvote.cards.code import (
    ALPHABET,
    LENGTH,
    RANDOM_CHARACTERS,
    check_character,
    in_groups,
    new_code,
    read_code,
)
from alvvote.cards.secret import opens, seal

bodies = st.text(ALPHABET, min_size=RANDOM_CHARACTERS, max_size=RANDOM_CHARACTERS)
codes = bodies.map(lambda body: body + check_character(body))


def test_a_code_has_more_than_80_random_bits() -> None:
    """31 characters at 17 places: 84.2 bits."""
    assert len(set(ALPHABET)) == 31
    assert RANDOM_CHARACTERS * math.log2(31) > 84


def test_the_check_character_by_hand() -> None:
    """A one at the first place weighs 1; at the eighteenth a 12 makes it 1 + 18 * 12 = 7 * 31."""
    assert check_character("1" + "0" * 16) == ALPHABET[12] == "C"
    assert read_code("1" + "0" * 16 + "C") == "1" + "0" * 16 + "C"
    assert read_code("0" * 18) == "0" * 18


def test_fresh_codes_use_all_that_is_random() -> None:
    """Each character comes from one draw below 31; of a thousand codes no two are the same."""
    drawn: list[int] = []

    def draw(below: int) -> int:
        drawn.append(below)
        return 30 if len(drawn) % 19 else 9

    # Seventeen letters could be a name: it is drawn again.
    assert new_code(draw)[:RANDOM_CHARACTERS] == "Z9" + "Z" * (RANDOM_CHARACTERS - 2)
    assert drawn == [31] * RANDOM_CHARACTERS * 2
    fresh = {new_code() for _ in range(1000)}
    assert len(fresh) == 1000
    assert all(read_code(code) == code for code in fresh)
    assert all(set(code[:RANDOM_CHARACTERS]) & set("23456789") for code in fresh)


def test_every_wrong_character_and_every_swap_is_found_in_full() -> None:
    """By the weights, for all places and values: one changed, or two that changed places."""
    # The check depends on the differences alone: sum of place * difference, modulo 31.
    places, differences = range(1, LENGTH + 1), range(1, 31)
    assert all(place * more % 31 for place, more in itertools.product(places, differences))
    assert all(
        (here - there) * more % 31
        for here, there in itertools.permutations(places, 2)
        for more in differences
    )


@given(codes)
def test_every_wrong_character_of_a_code_is_found(code: str) -> None:
    """All 18 times 30 ways to get one character wrong."""
    for place, letter in itertools.product(range(LENGTH), ALPHABET):
        if letter != code[place]:
            assert read_code(code[:place] + letter + code[place + 1 :]) is None


@given(codes)
def test_every_two_characters_swapped_are_found(code: str) -> None:
    """All 153 pairs of places, adjacent or not."""
    for here, there in itertools.combinations(range(LENGTH), 2):
        letters = list(code)
        letters[here], letters[there] = letters[there], letters[here]
        if letters[here] != letters[there]:
            assert read_code("".join(letters)) is None


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_character_too_few_or_too_many_is_found(code: str, place: int, letter: str) -> None:
    """Codes have one length."""
    assert read_code(code[:place] + code[place + 1 :]) is None
    assert read_code(code[:place] + letter + code[place:]) is None


_LOOKALIKES = {"0": "0OoQq", "1": "1IiLl", "V": "VvUu"}


@given(codes, st.data())
def test_reading_forgives_how_it_was_typed(code: str, data: st.DataObject) -> None:
    """Case, blanks, hyphens, dashes and look-alikes, and the end of the line of a scanner."""
    typed = ""
    for letter in in_groups(code):
        choices = _LOOKALIKES.get(letter, letter + letter.lower())
        typed += data.draw(st.sampled_from("- –‑")) if letter == "-" else ""  # noqa: RUF001
        typed += "" if letter == "-" else data.draw(st.sampled_from(choices))
        typed += data.draw(st.sampled_from(["", "", "", " ", "\u00a0", "\u200b"]))
    assert read_code(typed + data.draw(st.sampled_from(["", "\r", "\n", "\r\n", "\t"]))) == code


@given(st.text())
def test_any_text_is_read_or_not(text: str) -> None:
    """Nothing crashes; what is read is in its plain form."""
    code = read_code(text)
    assert code is None or (len(code) == LENGTH and read_code(code) == code)


@pytest.mark.parametrize("text", ["", "-", "é" * 18, "0" * 17 + "\u0660", "1" * 400])
def test_no_code(text: str) -> None:
    """Empty, foreign letters and digits, too long."""
    assert read_code(text) is None


def test_groups() -> None:
    """Six groups of three, as they are read out."""
    assert in_groups("ABCDEFGHJKMNPRSTVW") == "ABC-DEF-GHJ-KMN-PRS-TVW"


def test_a_sealed_code() -> None:
    """The same code has another hash each time, and no other code opens it."""
    first, second = seal("0" * 18), seal("0" * 18)
    assert first.salt != second.salt
    assert first.digest != second.digest
    assert (len(first.salt), len(first.digest)) == (32, 64)
    assert opens("0" * 18, *first)
    assert not opens("0" * 17 + "1", *first)
    assert not opens("0" * 18, second.salt, first.digest)
    # SHA-256 of sixteen zero bytes and eighteen characters 0, by sha256sum.
    digest = "ff8015a8c91ba08ca0dae8f2bcef36be7729c3eb26c88cecb577bf787d30eb85"
    assert opens("0" * 18, "00" * 16, digest)
