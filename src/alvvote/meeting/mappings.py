"""Mappings with one thing changed: the old one stays as it was."""

from collections.abc import Mapping
from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


def with_key(mapping: Mapping[_K, _V], key: _K, value: _V) -> dict[_K, _V]:
    """Return the mapping with this value at the key."""
    return {**mapping, key: value}


def without_key(mapping: Mapping[_K, _V], key: _K) -> dict[_K, _V]:
    """Return the mapping without the key."""
    return {name: value for name, value in mapping.items() if name != key}
