"""What the Popolo specification says of the classes that are used, as a table of our own.

Of each property the type: ``?`` allows null, ``!`` must be there, ``[]`` is a list, and a name with
a capital is another class. Source: the JSON schemas of popolo-project/popolo-spec (schemas/).
"""

from typing import Any

from jsonschema import Draft202012Validator

_DATED = {"created_at": "moment?", "updated_at": "moment?", "sources": "Link[]"}
_SESSION = {"legislative_session_id": "text?", "organization_id": "text?"}

CLASSES: dict[str, dict[str, str]] = {
    "Organization": {
        **dict.fromkeys(("id", "name", "classification", "parent_id", "area_id"), "text?"),
        **dict.fromkeys(("founding_date", "dissolution_date"), "day?"),
        "identifiers": "Identifier[]",
        "area": "Area",
        "parent": "Organization",
        "image": "address?",
        "links": "Link[]",
        **_DATED,
    },
    "Area": {
        **dict.fromkeys(("id", "name", "identifier", "classification", "parent_id"), "text?"),
        "parent": "Area",
        "geometry": "object?",
        **_DATED,
    },
    "Event": {
        **dict.fromkeys(("id", "name", "description", "location", "status"), "text?"),
        **dict.fromkeys(("classification", "organization_id", "parent_id"), "text?"),
        **dict.fromkeys(("start_date", "end_date"), "day or moment?"),
        "identifiers": "Identifier[]",
        "organization": "Organization",
        "parent": "Event",
        **_DATED,
    },
    "Motion": {
        **dict.fromkeys(("id", "creator_id", "text", "classification"), "text?"),
        **dict.fromkeys(("requirement", "result"), "text?"),
        "organization": "Organization",
        "date": "moment?",
        "vote_events": "VoteEvent[]",
        **_SESSION,
        **_DATED,
    },
    "VoteEvent": {
        **dict.fromkeys(("id", "identifier", "motion_id", "classification", "result"), "text?"),
        "organization": "Organization",
        "legislative_session": "Event",
        "motion": "Motion",
        **dict.fromkeys(("start_date", "end_date"), "moment?"),
        "group_results": "GroupResult[]",
        "counts": "Count[]",
        "votes": "Vote[]",
        **_SESSION,
        **_DATED,
    },
    "Count": {"option": "text!", "value": "whole!", "group_id": "text?", "group": "object?"},
    "GroupResult": {"result": "text!", "group_id": "text?", "group": "object?"},
    "Vote": {
        **dict.fromkeys(("id", "vote_event_id", "voter_id", "option"), "text?"),
        **dict.fromkeys(("group_id", "role", "pair_id"), "text?"),
        "voter": "object?",
        "group": "Organization",
        "weight": "number?",
    },
    "Identifier": {"identifier": "text!", "scheme": "text?"},
    "Link": {"url": "address!", "note": "text?"},
}

_DAY = "[0-9]{4}(-[0-9]{2}){0,2}"
_CLOCK = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z"
_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "object": {"type": "object"},
    "day": {"type": "string", "pattern": f"^{_DAY}$"},
    "moment": {"type": "string", "pattern": f"^{_CLOCK}$"},
    "day or moment": {"type": "string", "pattern": f"^({_DAY}|{_CLOCK})$"},
    "address": {"type": "string", "pattern": r"^[a-z]+://[!-~]+$"},
}


def _property(kind: str) -> dict[str, Any]:
    if kind.endswith("[]"):
        return {"type": "array", "items": _property(kind.removesuffix("[]"))}
    plain = kind.rstrip("?!")
    if plain in CLASSES:
        return {"$ref": f"#/$defs/{plain}"}
    found = _TYPES[plain]
    return {**found, "type": [found["type"], "null"]} if kind.endswith("?") else found


def _class(properties: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _property(kind) for name, kind in properties.items()},
        "required": [name for name, kind in properties.items() if kind.endswith("!")],
    }


_DEFINITIONS = {name: _class(properties) for name, properties in CLASSES.items()}
_COLLECTIONS = {
    "organizations": "Organization",
    "areas": "Area",
    "events": "Event",
    "motions": "Motion",
    "sources": "Link",
    "links": "Link",
}


def unlike_popolo(document: dict[str, Any]) -> list[str]:
    """Return what in a document is not as the specification says, also deep inside; empty: none."""
    schema = {
        "$defs": _DEFINITIONS,
        "properties": {key: _property(f"{name}[]") for key, name in _COLLECTIONS.items()},
    }
    errors = Draft202012Validator(schema).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in errors]
