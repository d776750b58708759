"""What all pages of the website share: the templates, names in order, what stands on each page."""

import csv
import os
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from alvvote.i18n import number
from alvvote.minutes.phrases import capital
from alvvote.publish import phrases
from alvvote.publish.meeting_facts import VoteFacts, meeting_facts_of
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.site_card import Card, card_of
from alvvote.roll import Member
from alvvote.shipped import read_data
from alvvote.words import edition_in_full

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
_UNFIT = dict.fromkeys(
    [*(set(range(0x20)) - {0x09, 0x0A}), *range(0x7F, 0xA0), *range(0xD800, 0xE000)],
    "\N{REPLACEMENT CHARACTER}",
)
"""What a page cannot hold: control characters, and halves of characters."""
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the direction of text: in a name in a sentence they would turn its numbers."""


@lru_cache(maxsize=1)
def _templates(translate: Callable[[str], str]) -> "Environment":
    """Return the templates; all that goes in is escaped, and nothing may be missing."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = translate
    environment.filters["number"] = number
    environment.filters["capital"] = capital
    environment.filters["sentence"] = lambda text: text.translate(_TURNS)
    return environment


class Site:
    """A website in the making."""

    def __init__(
        self, publication: Publication, settings: Settings, translate: Callable[[str], str]
    ) -> None:
        """Take what is published, how, and what translates the words of the templates."""
        self.publication = publication
        self.settings = settings
        self._templates = _templates(translate)

    def page(self, template: str, depth: int, **values: object) -> bytes:
        """Return a page; `depth` is how many folders it stands below the top."""
        publication, settings = self.publication, self.settings
        text = self._templates.get_template(template).render(
            here=template,
            up="../" * depth,
            lang=settings.language,
            meeting=publication.name,
            day=phrases.day_of(publication) if publication.day else "",
            notice=phrases.invented_notice() if publication.invented else "",
            statement=_web_address(settings.statement),
            formats=settings.formats,
            source=phrases.source_line(publication),
            edition=edition_in_full(publication.roll.edition),
            roll=phrases.roll_line(publication),
            **values,
        )
        return text.translate(_UNFIT).encode()

    @cached_property
    def cards(self) -> list[Card]:
        """All votes, in the order of the agenda."""
        return [card_of(self.publication, vote) for vote in self.publication.votes]

    @cached_property
    def facts(self) -> tuple[VoteFacts, ...]:
        """What the record of a member needs of each vote, in the same order."""
        return meeting_facts_of(self.publication).votes

    @cached_property
    def members(self) -> list[Member]:
        """The members in the order of their names, as people look them up."""
        return sorted(self.publication.members, key=lambda member: name_key(member.municipality))

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Other names of members, by code, for the search."""
        found: dict[str, list[str]] = {}
        for row in csv.DictReader(read_data("aliases.csv").splitlines()):
            found.setdefault(row["gm_code"], []).append(row["alias"])
        return {code: " / ".join(names) for code, names in found.items()}


def name_key(name: str) -> tuple[str, str]:
    """Return by what a name is put in order: letters alone, so that 's-Gravenhage stands at s."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return plain.lstrip("'-. "), name


def _web_address(address: str | None) -> str:
    """Return an address that a page may lead to; empty where it is none of the web."""
    return address if address and address.startswith(("https://", "http://")) else ""
