"""Names and codes of municipalities: exact look-up after normalisation, suggestions, no guesses."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_CODE = re.compile(r"(?:gm)?\s*(\d{1,4})", re.IGNORECASE)
_APOSTROPHES = re.compile("['\u2018\u2019\u0060\u00b4\u02bc]")
_NOT_A_WORD = re.compile(r"[\W_]+")
_ADDITION = re.compile(r"\s*\([^)]*\)\s*$")


def parse_code(text: str) -> str | None:
    """Return ``GM0344`` for ``GM0344``, ``gm344`` or ``344``; None when `text` is no CBS code."""
    match = _CODE.fullmatch(text.strip())
    return f"GM{int(match[1]):04d}" if match else None


def normalise(name: str) -> str:
    """Return the form in which names are compared: without case, accents and punctuation.

    The leading apostrophe of 's-Gravenhage counts for nothing, because spreadsheets eat it.
    """
    bare = (
        name
        if name.isascii()
        else "".join(
            letter
            for letter in unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", name))
            if not unicodedata.combining(letter)
        )
    )
    key = _NOT_A_WORD.sub(
        " ", bare.replace("'", "").replace("`", "").replace("&", " en ").lower()
    ).strip()
    return key.removeprefix("gemeente ").removeprefix("gem ").removesuffix(" gemeente")


class Found(NamedTuple):
    """The one municipality that the text names."""

    gm_code: str


class Ambiguous(NamedTuple):
    """The text fits more than one municipality."""

    candidates: tuple[str, ...]
    """Their codes, in order."""


class Unknown(NamedTuple):
    """The text fits no municipality."""

    suggestions: tuple[str, ...]
    """Codes of municipalities with a name much like it, the nearest first; perhaps none."""


class Register:
    """The municipalities of one moment, to be found by code, name or alias."""

    def __init__(self, names: Mapping[str, str], aliases: Iterable[tuple[str, str]] = ()) -> None:
        """Take official names by code, and aliases (name, code); those of others are left out."""
        self._names = names
        self._aliases = aliases
        self._exact = {name: code for code, name in names.items()}
        self._keys: dict[str, set[str]] | None = None

    def _by_key(self) -> dict[str, set[str]]:
        if self._keys is None:
            keys: dict[str, set[str]] = {}
            for code, name in self._names.items():
                keys.setdefault(normalise(name), set()).add(code)
                # "Bergen (NH.)" answers to "Bergen" too, and so does "Bergen (L.)": ambiguous.
                keys.setdefault(normalise(_ADDITION.sub("", name)), set()).add(code)
            for alias, code in self._aliases:
                if code in self._names:
                    keys.setdefault(normalise(alias), set()).add(code)
            self._keys = keys
        return self._keys

    def find(self, text: str, *, suggest: bool = True) -> Found | Ambiguous | Unknown:
        """Find the municipality that `text` names: by code, else by name or alias.

        Without `suggest` names much like it, which take time, are not looked for.
        """
        code = parse_code(text)
        if code is None and text.strip().upper() in self._names:
            # A member outside the figures may have a code of another kind.
            code = text.strip().upper()
        if code is not None:
            return Found(code) if code in self._names else Unknown(())
        exact = self._exact.get(text)
        if exact is not None:
            return Found(exact)
        key = normalise(text)
        codes = self._by_key().get(key, set()) if key else set()
        if len(codes) == 1:
            return Found(next(iter(codes)))
        if codes:
            return Ambiguous(tuple(sorted(codes)))
        return Unknown(self._suggest(key) if suggest else ())

    def _suggest(self, key: str) -> tuple[str, ...]:
        # Fuzzy scores mislead ("Den Haag" is nearest to Alphen aan den Rijn): they only suggest.
        from difflib import get_close_matches  # noqa: PLC0415

        # "Nuenen" is a word of one long name; after such names come those that are spelled alike.
        near = [name for name in self._by_key() if key and f" {key} " in f" {name} "]
        near += get_close_matches(key, self._by_key(), n=3, cutoff=0.75)
        codes: dict[str, None] = {}
        for match in near:
            codes.update(dict.fromkeys(sorted(self._by_key()[match])))
        return tuple(codes)[:3]
