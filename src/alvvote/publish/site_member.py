"""The page of a member: what it voted, its votes and how they follow, its proofs."""

from typing import NamedTuple

from alvvote.i18n import number
from alvvote.publish import phrases
from alvvote.publish.meeting_facts import VoteFacts
from alvvote.publish.member_record import RecordedVote, Unknown, side_of
from alvvote.publish.member_record_words import side_in_words, voted_in_words
from alvvote.publish.palette import style_of
from alvvote.publish.proofs import proof_path
from alvvote.publish.site_card import Card
from alvvote.publish.site_page import Site
from alvvote.roll import Member
from alvvote.words import share_of, votes_in_words


class Voted(NamedTuple):
    """What a member did in one vote."""

    card: Card
    choice: str
    style: str
    """Empty where it did nothing that is public."""
    side: str
    """Whether it stood with the outcome; empty where `choice` says it all."""


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
        voted=[_voted(*both, code) for both in zip(site.cards, site.facts, strict=True)],
        proof=f"../{proof_path(code)}" if proved else "",
    )


def _voted(card: Card, facts: VoteFacts, gm_code: str) -> Voted:
    vote = card.vote
    if not vote.per_member:
        side: Unknown = "not published" if vote.on_persons else "not counted"
        return Voted(card, voted_in_words(RecordedVote(facts, None, side)), "", "")
    choice = vote.choice_of(gm_code)
    recorded = RecordedVote(facts, choice, side_of(facts, choice))
    words = voted_in_words(recorded), style_of(vote, choice).name, side_in_words(recorded)
    return Voted(card, *words)
