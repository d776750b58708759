"""Canonical JSON: held against the package rfc8785, and the refusal of every other spelling."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from alvvote.ledger.canonical import canonical, parse_canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.text(st.characters(max_codepoint=127))
INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(KEYS, inner),
    max_leaves=30,
)


@given(VALUES)
def test_the_bytes_are_those_of_rfc8785(value: Any) -> None:
    """For every value that entries may hold, the bytes are those of another implementation."""
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUES)
def test_a_value_comes_back(value: Any) -> None:
    """What was written is read back, with lists for tuples, and writes the same bytes again."""
    data = canonical(value)
    assert parse_canonical(data) == json.loads(data)
    assert canonical(parse_canonical(data)) == data


def test_the_strings_of_the_standard() -> None:
    """The string of RFC 8785 section 3.2.2 is escaped as section 3.2.4 spells its bytes out."""
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
    assert canonical(text) == (
        bytes.fromhex("22 e282ac 24 5c7530303066 5c6e 41 27 42 5c22 5c5c 5c5c 5c22 2f 22")
    )


class _Number(int):
    """A subclass: it could print itself as anything."""


class _Text(str):
    """A subclass of str."""

    __slots__ = ()


def _loop() -> list[Any]:
    loop: list[Any] = []
    loop.append(loop)
    return loop


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        b"bytes",
        {1, 2},
        Ellipsis,
        _Number(1),
        _Text("text"),
        "\ud800",
        {"\ud800": 1},
        {"é": 1},
        {1: "one"},
        {None: 1},
        {True: 1},
        {_Text("key"): 1},
        {"a": [{"b": (1, 2.5)}]},
        _loop(),
    ],
    ids=repr,
)
def test_refused_values(value: Any) -> None:
    """A value that RFC 8785 would write otherwise, or not at all, is refused at any depth."""
    for wrapped in (value, [value], {"key": value}):
        with pytest.raises(ValueError, match=r"."):
            canonical(wrapped)


@pytest.mark.parametrize("value", [2**53 - 1, -(2**53) + 1, 0, True, False, None, "", [], {}])
def test_accepted_limits(value: Any) -> None:
    """The largest numbers, and everything that is empty, come back as they were."""
    back = parse_canonical(canonical(value))
    assert (back, type(back)) == (value, type(value))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1\n",
        b"01",
        b"-0",
        b"1.0",
        b"1e3",
        b"NaN",
        b"9007199254740992",
        b"9" * 5_000,
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1,}',
        b"[1, 2]",
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u000A"',
        b'"\\u001F"',
        b'"\\ud800"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b'\xef\xbb\xbf"a"',
        '"a"'.encode("utf-16"),
        b"[" * 100_000,
        b"[" * 900 + b"]" * 899,
    ],
    ids=lambda data: repr(data[:20]),
)
def test_refused_bytes(data: bytes) -> None:
    """Every other way to write a value is refused, so that one value has one hash."""
    with pytest.raises(ValueError, match=r"."):
        parse_canonical(data)


@given(st.binary() | VALUES.map(lambda value: json.dumps(value).encode()))
def test_bytes_are_read_only_in_their_one_form(data: bytes) -> None:
    """Whatever bytes are read, writing the value gives those bytes again."""
    try:
        value = parse_canonical(data)
    except ValueError:
        return
    assert canonical(value) == data
