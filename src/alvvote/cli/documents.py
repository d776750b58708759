"""What the commands say in JSON and CSV: keys and columns that stay as they are."""

from datetime import date

from alvvote.cli.basis import Basis
from alvvote.cli.output import Cell
from alvvote.population import Edition
from alvvote.problems import Problem, json_of
from alvvote.roll import Member, totals_of

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
    return {
        "meeting_date": iso(meeting_date),
        "edition": edition_json(basis.choice.edition) if basis else None,
    }


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
