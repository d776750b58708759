"""The roll in the Popolo vocabulary: association, assembly, members, and their provinces."""

from typing import Any

from alvvote.publish.popolo_files import places_of_member, shown
from alvvote.publish.publication import Publication, Settings
from alvvote.roll import roll_core

ASSOCIATION = "VNG"
ASSEMBLY = "VNG-ALV"
MEETING = "meeting"
"""The one Event there is."""

_OF_ROLL = ("edition", "boundary_changes", "not_members")
_OF_MEMBER = ("votes", "inhabitants", "thousands", "limit", "derivation")
_Json = dict[str, object]


def province_id(province: str) -> str | None:
    """Return the id of the Area of a province; None where it is not known."""
    return f"province:{province}" if province else None


def roll_of(publication: Publication) -> _Json:
    """Return what the roll says besides its members, and its fingerprint."""
    core = roll_core(publication.roll)
    return {
        "fingerprint": publication.fingerprint,
        "totals": {name: int(total) for name, total in publication.roll.totals._asdict().items()},
        **{name: core[name] for name in _OF_ROLL},
    }


def areas_of(publication: Publication) -> list[_Json]:
    """Return the provinces, in the order of their names."""
    names = {member.province for member in publication.members}
    return [
        {"id": province_id(name), "name": name, "classification": "province"}
        for name in sorted(names)
        if name
    ]


def organizations_of(publication: Publication, settings: Settings) -> list[_Json]:
    """Return the association, its assembly, and the members by code."""
    return [
        {
            "id": ASSOCIATION,
            "name": "Vereniging van Nederlandse Gemeenten",
            "classification": "association",
        },
        {
            "id": ASSEMBLY,
            "name": "Algemene ledenvergadering",
            "classification": "assembly",
            "parent_id": ASSOCIATION,
        },
        *(_member(publication, core, settings) for core in roll_core(publication.roll)["members"]),
    ]


def _member(publication: Publication, core: dict[str, Any], settings: Settings) -> _Json:
    code, name = core["gm_code"], core["municipality"]
    return {
        "id": code,
        "name": name,
        "classification": "municipality",
        "identifiers": [{"scheme": "CBS", "identifier": code}],
        "area": {
            "id": code,
            "name": name,
            "identifier": code,
            "classification": "municipality",
            "parent_id": province_id(core["province"]),
        },
        **{key: core[key] for key in _OF_MEMBER},
        **shown(places_of_member(publication, code), settings),
    }
