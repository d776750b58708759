"""What the commands say in JSON and CSV: keys and columns that stay as they are."""

from datetime import date

from alvvote.basis import Basis
from alvvote.population import Edition
from alvvote.problems import Problem, json_of
from alvvote.roll import Member, Roll, fingerprint, roll_core, totals_of
from alvvote.statutes import REQUEST_FOR_MEETING
from alvvote.tables.writing import Cell

MEMBER_HEADER = (
    "gm_code",
    "municipality",
    "province",
    "inhabitants",
    "thousands",
    "limit",
    "votes",
    "reference_date",
    "status",
    "table",
)


def iso(value: date | None) -> str | None:
    """Return the date as ``2026-01-01``."""
    return value.isoformat() if value else None


def edition_json(edition: Edition) -> dict[str, str | None]:
    """Return the edition under its stable keys."""
    return {
        "reference_date": iso(edition.reference_date),
        "status": edition.status,
        "table": edition.table,
        "published": iso(edition.published),
    }


def head_json(basis: Basis | None, meeting_date: date | None) -> dict[str, object]:
    """Return the keys with which every document begins."""
    document: dict[str, object] = {
        "meeting_date": iso(meeting_date),
        "edition": edition_json(basis.choice.edition) if basis else None,
    }
    deviations = _deviations_json(basis.roll) if basis else []
    return {**document, "deviations": deviations} if deviations else document


def _deviations_json(roll: Roll) -> list[dict[str, object]]:
    """Return what was given of members besides the figures."""
    given: list[dict[str, object]] = [
        {
            "gm_code": member.gm_code,
            "municipality": member.municipality,
            "kind": member.derivation.kind,
            "inhabitants": member.inhabitants,
            "votes": member.votes,
            "reason": member.derivation.reason or None,
        }
        for member in roll.members
        if member.derivation is not None and member.derivation.kind != "carried"
    ]
    return given + [
        {
            "gm_code": deviation.gm_code,
            "municipality": deviation.municipality,
            "kind": "not a member",
            "inhabitants": None,
            "votes": None,
            "reason": deviation.reason,
        }
        for deviation in roll.absent
    ]


def members_json(
    basis: Basis | None, meeting_date: date | None, members: list[Member], problems: list[Problem]
) -> dict[str, object]:
    """Return the document of ``alvvote votes``; the totals are those of the members listed."""
    totals = totals_of(members)
    return {
        **head_json(basis, meeting_date),
        "members": [
            {
                "gm_code": member.gm_code,
                "municipality": member.municipality,
                "province": member.province,
                "inhabitants": member.inhabitants,
                "thousands": member.thousands,
                "limit": member.limit,
                "votes": member.votes,
            }
            for member in members
        ],
        "totals": {
            "members": totals.members,
            "inhabitants": totals.inhabitants,
            "votes": totals.votes,
        },
        "problems": [json_of(problem) for problem in problems],
    }


def roll_json(
    basis: Basis | None, meeting_date: date | None, problems: list[Problem]
) -> dict[str, object]:
    """Return the document of ``alvvote roll``, which can be used again as a frozen roll."""
    if basis is None:
        return {
            **members_json(None, meeting_date, [], problems),
            "boundary_changes": [],
            "not_members": [],
            "fingerprint": None,
        }
    totals = basis.roll.totals
    return {
        **roll_core(basis.roll),
        "totals": {
            "members": totals.members,
            "inhabitants": totals.inhabitants,
            "votes": totals.votes,
        },
        "fingerprint": fingerprint(basis.roll),
        "problems": [json_of(problem) for problem in problems],
    }


ROLL_HEADER = (*MEMBER_HEADER, "derivation", "parts", "reason")


def roll_row(edition: Edition, member: Member) -> list[Cell]:
    """Return the row of a member under `ROLL_HEADER`; parts read ``GM0756:29721/29721 …``."""
    row = member_row(edition, member)
    derivation = member.derivation
    if derivation is None:
        return [*row, None, None, None]
    parts = " ".join(f"{part.gm_code}:{part.inhabitants}/{part.of}" for part in derivation.parts)
    return [*row, derivation.kind, parts or None, derivation.reason or None]


def request_json(basis: Basis, asking: list[Member], problems: list[Problem]) -> dict[str, object]:
    """Return the document of ``alvvote roll --verzoek``: the members that ask, and their share."""
    theirs, total = totals_of(asking), basis.roll.totals
    return {
        **members_json(basis, basis.roll.meeting_date, asking, problems),
        "request": {
            "votes": theirs.votes,
            "of_votes": total.votes,
            "required_votes": REQUEST_FOR_MEETING.required(total.votes),
            "reached": REQUEST_FOR_MEETING.met(theirs.votes, total.votes),
        },
    }


def member_row(edition: Edition, member: Member) -> list[Cell]:
    """Return the row of a member under `MEMBER_HEADER`."""
    return [
        member.gm_code,
        member.municipality,
        member.province,
        member.inhabitants,
        member.thousands,
        member.limit,
        member.votes,
        iso(edition.reference_date),
        edition.status,
        edition.table,
    ]
