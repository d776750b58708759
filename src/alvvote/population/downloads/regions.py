"""Which rows of a download are municipalities, and which; never a guess."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from alvvote.municipality import Ambiguous, Found, Register, normalise

_CODE = re.compile(r"([A-Z]{2})(\d{1,4})", re.IGNORECASE | re.ASCII)
_AREA = re.compile(r"\((?:PV|LD|CR|CP|GA|SG|SA|GG|VR|P|C|LG)\)\s*$")
_BARE_AREAS = frozenset(
    {"noord nederland", "oost nederland", "west nederland", "zuid nederland"}
    | {"drenthe", "flevoland", "fryslan", "friesland", "gelderland", "limburg", "noord brabant"}
    | {"noord holland", "overijssel", "zeeland", "zuid holland", "caribisch nederland"}
    | {"niet in te delen", "gemeentelijk niet in te delen"}
)
_PROVINCE_TOO = frozenset({"groningen", "utrecht"})
_COUNTRY = frozenset({"nederland", "nl00", "nl01"})
_MUNICIPALITY = re.compile(r"\s*\(gemeente\)\s*$", re.IGNORECASE)

PROVINCES = {
    "PV20": "Groningen",
    "PV21": "Fryslân",
    "PV22": "Drenthe",
    "PV23": "Overijssel",
    "PV24": "Flevoland",
    "PV25": "Gelderland",
    "PV26": "Utrecht",
    "PV27": "Noord-Holland",
    "PV28": "Zuid-Holland",
    "PV29": "Zeeland",
    "PV30": "Noord-Brabant",
    "PV31": "Limburg",
}


class Place(NamedTuple):
    """A municipality of the file."""

    gm_code: str
    label: str | None
    """Its name, where the file has names."""


class Doubt(NamedTuple):
    """A name that may be a municipality, but it is not known which."""

    candidates: tuple[str, ...]
    """Municipalities that it could be, as ``Name (code)``; perhaps none."""
    ambiguous: bool


Region = Place | Doubt | Literal["country", "area"]


def _by_code(kind: str, number: int) -> Region:
    if kind == "GM":
        return Place(f"GM{number:04d}", None)
    return "country" if kind == "NL" and number < 2 else "area"


class Regions:
    """The regions of one file, told apart."""

    def __init__(
        self,
        texts: Iterable[str],
        members: Mapping[str, str] | None,
        everyone: Mapping[str, str],
        aliases: Iterable[tuple[str, str]],
    ) -> None:
        """Take all names in the file, and names by code: of the members on its date, and of all."""
        keys = [" ".join(text.split()) for text in dict.fromkeys(texts)]
        marked = {normalise(key) for key in keys if _MUNICIPALITY.search(key)}
        areas = {normalise(_AREA.sub("", key)) for key in keys if _AREA.search(key)}
        others = any(normalise(key) in _BARE_AREAS for key in keys)
        pairs = list(aliases)
        self._bare_is_area = {name for name in _PROVINCE_TOO & marked if name not in areas}
        self._in_doubt = _PROVINCE_TOO - marked - areas if others else frozenset()
        self._members = None if members is None else Register(members, pairs)
        self._everyone = Register({**everyone, **(members or {})}, pairs)
        self._names = {**everyone, **(members or {})}

    def find(self, text: str) -> Region:
        """Tell what a region is."""
        label = " ".join(text.split())
        match = _CODE.fullmatch(label)
        return self._by_name(label) if match is None else _by_code(match[1].upper(), int(match[2]))

    def _by_name(self, label: str) -> Region:
        key = normalise(label)
        bare = key == label.lower()
        if label.lower() in _COUNTRY:
            return "country"
        if not key or _AREA.search(label) or key in _BARE_AREAS:
            return "area"
        if bare and key in self._bare_is_area:
            return "area"
        if bare and key in self._in_doubt:
            return Doubt((f"{label} (gemeente)", f"{label} (PV)"), ambiguous=True)
        return self._municipality(label)

    def _municipality(self, label: str) -> Place | Doubt:
        name = _MUNICIPALITY.sub("", label)
        for register in (self._members, self._everyone):
            match = register.find(label) if register is not None else None
            if isinstance(match, Found):
                return Place(match.gm_code, name)
            if isinstance(match, Ambiguous):
                return Doubt(self._labels(match.candidates), ambiguous=True)
        unknown = self._everyone.find(label)
        suggestions = () if isinstance(unknown, Found) else unknown[0]
        return Doubt(self._labels(suggestions), ambiguous=False)

    def _labels(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{self._names[code]} ({code})" for code in codes)
