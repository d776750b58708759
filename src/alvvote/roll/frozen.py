"""A roll that is kept: its document, its fingerprint, and reading it back."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from alvvote.population import Change, Edition
from alvvote.roll.member import Derivation, Member, Part
from alvvote.roll.roll import Deviation, Roll
from alvvote.statutes import Votes


class FrozenRoll(NamedTuple):
    """A roll as it was read from a file, with the fingerprint that stands in it."""

    roll: Roll
    stated_fingerprint: str
    follows: bool
    """Whether what follows from the rest (thousands, limits, totals) stands there as it follows."""

    @property
    def is_intact(self) -> bool:
        """Tell whether the contents are still those of which the fingerprint was made."""
        each_once = len(self.roll.votes_of) == len(self.roll.members)
        return self.follows and each_once and fingerprint(self.roll) == self.stated_fingerprint


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def roll_core(roll: Roll) -> dict[str, Any]:
    """Return what a roll says, as plain values: the part of its document that is fingerprinted."""
    return {
        "meeting_date": _iso(roll.meeting_date),
        "edition": {
            "reference_date": _iso(roll.edition.reference_date),
            "status": roll.edition.status,
            "table": roll.edition.table,
            "published": _iso(roll.edition.published),
        },
        "members": [
            {
                "gm_code": member.gm_code,
                "municipality": member.municipality,
                "province": member.province,
                "inhabitants": member.inhabitants,
                "thousands": member.thousands,
                "limit": member.limit,
                "votes": member.votes,
                "derivation": None
                if member.derivation is None
                else {
                    "kind": member.derivation.kind,
                    "parts": [part._asdict() for part in member.derivation.parts],
                    "reason": member.derivation.reason,
                },
            }
            for member in roll.members
        ],
        "boundary_changes": [
            {**change._asdict(), "date": change.date.isoformat()} for change in roll.changes
        ],
        "not_members": [
            {
                "gm_code": deviation.gm_code,
                "municipality": deviation.municipality,
                "reason": deviation.reason,
            }
            for deviation in roll.absent
        ],
    }


def fingerprint(roll: Roll) -> str:
    """Return the SHA-256 (hexadecimal) of the canonical JSON (RFC 8785) of what the roll says.

    With ASCII keys, and strings, whole numbers, null and lists as values, sorted `json.dumps`
    without blanks is that form.
    """
    canonical = json.dumps(
        roll_core(roll), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_frozen(text: str) -> FrozenRoll:
    """Read the document of a roll, as ``alvvote roll --format json`` writes it.

    Raises:
        ValueError: the text is no such document.
    """
    try:
        document = json.loads(text)
        roll = roll_of_core(document)
        stated = {key: document[key] for key in roll_core(roll)}
        totals = {name: int(value) for name, value in roll.totals._asdict().items()}
        follows = stated == roll_core(roll) and document["totals"] == totals
        return FrozenRoll(roll, document["fingerprint"], follows)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not the document of a roll") from error


def roll_of_core(core: Mapping[str, Any]) -> Roll:
    """Return the roll of which `roll_core` made these plain values.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: they are no such values.
    """
    edition = core["edition"]
    return Roll(
        _day(core["meeting_date"]),
        Edition(
            date.fromisoformat(edition["reference_date"]),
            "final" if edition["status"] == "final" else "preliminary",
            edition["table"],
            _day(edition["published"]),
            None,
        ),
        tuple(_member(member) for member in core["members"]),
        tuple(
            Change(**{**change, "date": date.fromisoformat(change["date"])})
            for change in core["boundary_changes"]
        ),
        tuple(
            Deviation(
                entry["gm_code"], entry["municipality"], "not a member", None, entry["reason"]
            )
            for entry in core["not_members"]
        ),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _member(entry: dict[str, Any]) -> Member:
    votes, inhabitants = entry["votes"], entry["inhabitants"]
    if type(votes) is not int or votes < 0:
        raise ValueError("votes are a whole number")
    if inhabitants is not None and (type(inhabitants) is not int or inhabitants < 0):
        raise ValueError("inhabitants are a whole number")
    code, municipality, province = entry["gm_code"], entry["municipality"], entry["province"]
    if not (isinstance(code, str) and isinstance(municipality, str) and isinstance(province, str)):
        raise TypeError("names are text")
    stated = entry["derivation"]
    derivation = None
    if stated is not None:
        parts = tuple(Part(**part) for part in stated["parts"])
        derivation = Derivation(stated["kind"], parts, stated["reason"])
    return Member(code, municipality, province, inhabitants, Votes(votes), derivation)
