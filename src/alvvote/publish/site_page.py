"""What all pages of the website share: the templates, names in order, marks of outcomes, links."""

import csv
import os
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from alvvote.i18n import _, number
from alvvote.publish import phrases
from alvvote.publish.chart_bars import Scale, decides, scale_of
from alvvote.publish.palette import Style, style_of
from alvvote.publish.publication import Publication, PublishedVote, Settings
from alvvote.roll import Member
from alvvote.shipped import read_data
from alvvote.words import edition_in_full

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
_MARKS = {"adopted": "yes", "taken over": "yes", "rejected": "no", "no quorum": "no"}


class Line(NamedTuple):
    """A line in the table of the counts, as it is drawn."""

    label: str
    style: Style | None
    bar: int | None
    """How long its bar is; None where it has none."""
    mark: int | None
    """Where the threshold stands, if it is about this option."""
    votes: str
    share: str
    members: str
    members_share: str
    idle: bool
    """Whether nobody is in it, and it is no vote cast: the first page leaves it out."""


class Card(NamedTuple):
    """A vote as every page shows it."""

    vote: PublishedVote
    title: str
    outcome: str
    mark: str
    """``yes``, ``no`` or ``other``: the shape beside the word."""
    reason: str
    disagreement: str
    lines: tuple[Line, ...]


class Site:
    """A website in the making."""

    def __init__(
        self, publication: Publication, settings: Settings, translate: Callable[[str], str]
    ) -> None:
        """Take what is published, how, and what translates the words of the templates."""
        self.publication = publication
        self.settings = settings
        self._translate = translate

    @cached_property
    def environment(self) -> "Environment":
        """The templates; everything that goes in is escaped, and nothing may be missing."""
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["_"] = self._translate
        environment.filters["number"] = number
        environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
        return environment

    def page(self, template: str, depth: int, **values: object) -> bytes:
        """Return a page; `depth` is how many folders it stands below the top."""
        publication, settings = self.publication, self.settings
        text = self.environment.get_template(template).render(
            up="../" * depth,
            lang=settings.language,
            meeting=publication.name,
            day=phrases.day_of(publication) if publication.day else "",
            notice=phrases.invented_notice() if publication.invented else "",
            statement=settings.statement,
            formats=settings.formats,
            source=phrases.source_line(publication),
            edition=edition_in_full(publication.roll.edition),
            roll=phrases.roll_line(publication),
            **values,
        )
        return text.encode("utf-8", "replace")

    @cached_property
    def cards(self) -> list[Card]:
        """All votes, in the order of the agenda."""
        return [self._card(vote) for vote in self.publication.votes]

    def _card(self, vote: PublishedVote) -> Card:
        return Card(
            vote,
            phrases.title_of(vote.proposal),
            phrases.outcome_in_words(vote),
            _MARKS.get(vote.outcome, "other"),
            phrases.reason_of(vote),
            phrases.disagreement_of(vote),
            tuple(self._lines(vote)),
        )

    def _lines(self, vote: PublishedVote) -> list[Line]:
        counts = vote.result.counts
        if counts is None:
            return []
        scale = scale_of(vote.proposal, counts)
        return [_line(vote, scale, row) for row in phrases.count_rows(self.publication, vote)]

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


def _line(vote: PublishedVote, scale: Scale, row: phrases.CountRow) -> Line:
    style = bar = mark = None
    if not isinstance(row.line, str):
        about = row.cast is True and scale.cast > 0 and decides(vote, row.line)
        style = style_of(vote, row.line)
        bar = scale.length(row.total.votes, decides=about)
        mark = scale.mark if about else None
    share = row.share or (_("not counted as cast") if row.cast is False else "")
    members = number(row.total.members) if row.members_known else "\N{EN DASH}"
    return Line(
        row.label,
        style,
        bar,
        mark,
        number(row.total.votes),
        share,
        members,
        row.members_share,
        row.cast is False and not row.total.votes,
    )
