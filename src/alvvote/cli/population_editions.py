"""An edition as an argument: ``2025``, ``2025-voorlopig`` or ``2025-definitief``."""

import re
from datetime import date
from typing import NamedTuple

from alvvote.cli.options import wrong
from alvvote.i18n import _
from alvvote.population import Edition, Store
from alvvote.population.edition import Status
from alvvote.problems import Problem

_EDITION = re.compile(r"(?P<year>[0-9]{4})(?:-01-01)?(?:-(?P<status>voorlopig|definitief))?")


class Asked(NamedTuple):
    """The edition that the user asked for, and how it was written."""

    reference_date: date
    status: Status
    text: str


def parse_edition(text: str, *, preliminary: bool = False) -> Asked:
    """Return which edition is meant; anything else is wrong usage."""
    match = _EDITION.fullmatch(text.strip().lower())
    if match is None or match["year"] == "0000" or (preliminary and match["status"]):
        message = _("{value} is not an edition; write 2026, or 2026-voorlopig.")
        raise wrong(_("EDITION"), message.format(value=text))
    is_preliminary = preliminary or match["status"] == "voorlopig"
    status: Status = "preliminary" if is_preliminary else "final"
    return Asked(date(int(match["year"]), 1, 1), status, text)


def find_edition(store: Store, asked: Asked, problems: list[Problem]) -> Edition | None:
    """Return the edition at hand; None with a problem added where it is not there."""
    edition = store.find(asked.reference_date, asked.status)
    if edition is None:
        editions = store.editions()
        expected = ", ".join(
            str(e.reference_date.year) for e in editions if e.status == asked.status
        )
        problems.append(
            Problem(
                "P101",
                value=asked.text,
                expected=expected,
                details={"status": asked.status},
            )
        )
    return edition
