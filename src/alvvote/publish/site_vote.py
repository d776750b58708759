"""The page of a vote: verdict and reason, the picture, all members, and the vote taken apart."""

from collections.abc import Mapping
from typing import NamedTuple

from alvvote.i18n import _, number
from alvvote.publish import phrases
from alvvote.publish.breakdown import Group, by_province, by_size, one_vote_each, size_of
from alvvote.publish.cartogram import Layout
from alvvote.publish.cartogram_svg import Mark, cartogram_svg, legend_svg, pattern_defs
from alvvote.publish.palette import Style, style_of
from alvvote.publish.publication import NOT_VOTED, Choice, PublishedVote
from alvvote.publish.site_page import Site
from alvvote.roll import Member
from alvvote.tally import Count
from alvvote.verdict import verdict_in_words
from alvvote.words import votes_in_words

BAR = 1000
"""How long the bar of a group is."""


class Row(NamedTuple):
    """A member in the table."""

    gm_code: str
    name: str
    province: str
    votes: str
    choice: str
    style: str
    places: tuple[int, int, int]
    """Which province, choice and size it belongs to, by their place in the filters."""


class Segment(NamedTuple):
    """A part of the bar of a group."""

    style: str
    start: int
    length: int


class Part(NamedTuple):
    """A group of members as it is shown."""

    name: str
    total: str
    counts: tuple[str, ...]
    """In the order of the choices."""
    bar: tuple[Segment, ...]


class Split(NamedTuple):
    """The members of a vote in groups."""

    title: str
    head: str
    """What the groups are, above their names."""
    groups: tuple[Part, ...]


def vote_page(site: Site, place: int, country: Layout) -> bytes:
    """Return the page of a vote; `country` is where the members stand in the picture."""
    card = site.cards[place]
    vote = card.vote
    return site.page(
        "vote.html",
        1,
        card=card,
        facts=_facts(site, vote),
        needed="" if vote.outcome == "no quorum" else phrases.needed_of(vote),
        before=site.cards[place - 1] if place else None,
        after=site.cards[place + 1] if place + 1 < len(site.cards) else None,
        members=_members(site, vote, country) if vote.per_member else None,
        comment=_comment(site, vote) if site.settings.analyse else [],
        on_persons=vote.on_persons,
    )


def _facts(site: Site, vote: PublishedVote) -> list[tuple[str, str]]:
    facts = phrases.facts_of(vote)
    head = phrases.head_line(site.publication)
    return [*facts, (_("Record"), head)] if head else facts


def _members(site: Site, vote: PublishedVote, country: Layout) -> dict[str, object]:
    """Return all that is shown of members."""
    roll = site.publication.roll
    choices = _choices(site, vote)
    provinces = sorted({member.province for member in roll.members})
    sizes = [group.name for group in by_size(roll, vote)]
    rows = [
        Row(
            member.gm_code,
            member.municipality,
            member.province,
            number(member.votes),
            phrases.choice_in_words(vote.choice_of(member.gm_code)),
            style_of(vote, vote.choice_of(member.gm_code)).name,
            (
                provinces.index(member.province),
                choices.index(vote.choice_of(member.gm_code)),
                sizes.index(size_of(member)),
            ),
        )
        for member in site.members
    ]
    return {
        "rows": rows,
        "provinces": provinces,
        "choices": [phrases.choice_in_words(choice) for choice in choices],
        "sizes": [_size_in_words(size) for size in sizes],
        "patterns": pattern_defs(),
        "picture": _picture(vote, rows, country, choices, _largest(site.members)),
        "legend": [
            (legend_svg(style_of(vote, choice)), phrases.choice_in_words(choice))
            for choice in choices
        ],
        "splits": [
            _split(vote, by_province(roll, vote), choices, _("By province"), _("Province")),
            _split(
                vote,
                [group._replace(name=_size_in_words(group.name)) for group in by_size(roll, vote)],
                choices,
                _("By number of votes"),
                _("Votes of a member"),
            ),
        ],
    }


def _choices(site: Site, vote: PublishedVote) -> list[Choice]:
    """Return what members did in this vote, in order; nothing that none of them did."""
    done = {vote.choice_of(member.gm_code) for member in site.members}
    order: tuple[Choice, ...] = (*vote.proposal.options, *NOT_VOTED)
    return [choice for choice in order if choice in done]


def _largest(members: list[Member]) -> dict[str, str]:
    """Return the name of the largest member of each province by code, the largest first."""
    ordered = sorted(members, key=lambda member: (-(member.inhabitants or 0), member.gm_code))
    firsts: dict[str, Member] = {}
    for member in ordered:
        firsts.setdefault(member.province, member)
    return {member.gm_code: member.municipality for member in firsts.values()}


def _picture(
    vote: PublishedVote,
    rows: list[Row],
    country: Layout,
    choices: list[Choice],
    names: Mapping[str, str],
) -> str:
    styles: list[Style] = [style_of(vote, choice) for choice in choices]
    marks = {
        row.gm_code: Mark(styles[row.places[1]], f"{row.name}, {row.votes}: {row.choice}")
        for row in rows
    }
    title = _("Map of what each municipality voted: {vote}").format(
        vote=phrases.title_of(vote.proposal)
    )
    description = _("One circle per municipality, in size by its votes; the table has the same.")
    return cartogram_svg(country, marks, title=title, description=description, names=names)


def _split(
    vote: PublishedVote, groups: list[Group], choices: list[Choice], title: str, head: str
) -> Split:
    parts = [
        Part(
            group.name,
            _count(group.total),
            tuple(
                _count(group.counts[choice]) if choice in group.counts else "\N{EN DASH}"
                for choice in choices
            ),
            _bar(vote, group, choices),
        )
        for group in groups
    ]
    return Split(title, head, tuple(parts))


def _count(count: Count) -> str:
    return f"{number(count.votes)} ({number(count.members)})"


def _bar(vote: PublishedVote, group: Group, choices: list[Choice]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    done = 0
    whole = max(int(group.total.votes), 1)
    for choice in choices:
        if choice in group.counts:
            votes = int(group.counts[choice].votes)
            start, end = BAR * done // whole, BAR * (done + votes) // whole
            segments.append(Segment(style_of(vote, choice).name, start, end - start))
            done += votes
    return tuple(segments)


def _size_in_words(name: str) -> str:
    """Return a class of members by size: ``20 to 29 votes``."""
    least, dash, most = name.partition("-")
    if not dash:
        return votes_in_words(int(name)) if name.isdigit() else _("76 votes and more")
    return _("{least} to {most} votes").format(least=least, most=most)


def _comment(site: Site, vote: PublishedVote) -> list[str]:
    """Return what is comment and no record: one vote per member, and other readings."""
    lines: list[str] = []
    other = one_vote_each(site.publication.roll, vote)
    if other is not None:
        verdict = verdict_in_words(vote.proposal, other.outcome, other.adopted_option)
        same = _("With one vote per member the outcome would have been the same: {verdict}.")
        turned = _("With one vote per member the outcome would have been another: {verdict}.")
        lines.append((same if other.same else turned).format(verdict=verdict))
    return lines + [line[:1].upper() + line[1:] + "." for line in phrases.readings_in_words(vote)]
