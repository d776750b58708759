"""The page of a member: what it voted, its votes and how they follow, its proofs."""

from typing import NamedTuple

from alvvote.i18n import _, number
from alvvote.publish import phrases
from alvvote.publish.palette import style_of
from alvvote.publish.proofs import proof_path
from alvvote.publish.publication import PublishedVote
from alvvote.publish.site_page import Card, Site
from alvvote.roll import Member
from alvvote.words import share_of, votes_in_words


class Voted(NamedTuple):
    """What a member did in one vote."""

    card: Card
    choice: str
    style: str
    """Empty where it did nothing that is public."""


def member_page(site: Site, member: Member) -> bytes:
    """Return the page of a member."""
    publication = site.publication
    total = publication.roll.totals.votes
    code = member.gm_code
    proved = "proof" in site.settings.formats and code in publication.proofs
    return site.page(
        "member.html",
        1,
        member=member,
        votes=votes_in_words(member.votes),
        inhabitants="" if member.inhabitants is None else number(member.inhabitants),
        derivation=phrases.derivation_of(publication, member),
        share=share_of(member.votes, total),
        total=votes_in_words(total),
        voted=[_voted(card, code) for card in site.cards],
        proof=f"../{proof_path(code)}" if proved else "",
    )


def _voted(card: Card, gm_code: str) -> Voted:
    vote: PublishedVote = card.vote
    if vote.per_member:
        choice = vote.choice_of(gm_code)
        return Voted(card, phrases.choice_in_words(choice), style_of(vote, choice).name)
    if vote.on_persons:
        return Voted(card, _("vote on persons: not public"), "")
    return Voted(card, phrases.manner_in_words(vote.proposal), "")
