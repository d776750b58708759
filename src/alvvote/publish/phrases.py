"""What every published format says of a vote, in the same words."""

from typing import Literal, NamedTuple

from alvvote.i18n import N_, _, day, listing, number
from alvvote.minutes.votes import settings_in_words
from alvvote.proposal import Proposal
from alvvote.publish.breakdown import not_voted_of
from alvvote.publish.publication import Absence, Choice, Publication, PublishedVote, Text
from alvvote.roll import Member
from alvvote.roll_words import derivation_in_words
from alvvote.statutes import Members, Votes
from alvvote.tally import Count
from alvvote.verdict import (
    name_in_words,
    needed_in_words,
    reading_in_words,
    sentences,
    verdict_in_words,
)
from alvvote.words import (
    edition_in_full,
    line_in_words,
    majority_in_words,
    members_and_votes,
    option_in_words,
    quorum_in_words,
    rule_source,
    share_of,
    word,
)

_ABSENT = {
    "did not vote": N_("did not vote"),
    "accredited, did not vote": N_("accredited, did not vote"),
    "not accredited": N_("not accredited"),
}
_VERSIONS = {
    "concept": N_("concept"),
    "definitive": N_("definitive text"),
    "changed": N_("changed text"),
}


Sum = Literal["votes cast", "invalid", "not returned"]


class CountRow(NamedTuple):
    """A line in the table of the counts of a vote."""

    line: Choice | Sum
    """What the line counts: an option, those who did not vote, or another sum."""
    label: str
    total: Count
    members_known: bool
    """False where slips were counted: `total.members` means nothing then."""
    cast: bool | None
    """Whether an option's votes count as cast; None for a line that is no option."""
    share: str
    """Of the votes cast, in per cent; empty where there is none."""
    members_share: str
    """Of the members casting, in per cent; empty where there is none."""


def title_of(proposal: Proposal) -> str:
    """Return id and title of a vote, once where they are the same."""
    return proposal.id if proposal.id == proposal.title else f"{proposal.id}: {proposal.title}"


def choice_in_words(choice: Choice) -> str:
    """Return the word of what a member did; an option of the vote's own by its name."""
    return _(_ABSENT[choice]) if isinstance(choice, str) else option_in_words(choice)


def outcome_in_words(vote: PublishedVote) -> str:
    """Return the outcome that holds in capitals: ``ADOPTED``, ``ADOPTED: Plan X``."""
    return verdict_in_words(vote.proposal, vote.outcome, vote.adopted_option)


def manner_in_words(proposal: Proposal) -> str:
    """Return how it was decided where nothing was counted; empty for a counted vote."""
    if proposal.manner == "acclamation":
        return _("by acclamation; not counted")
    return _("not put to a count") if proposal.manner == "none" else ""


def reason_of(vote: PublishedVote) -> str:
    """Return the verdict in a sentence or two, with counts, majority and share.

    It is the sentence of the tally, and says so where the chair ruled otherwise; see
    `disagreement_of`.
    """
    proposal = vote.proposal
    if proposal.manner == "none":
        text = _("{name}: {outcome}, without a count.")
        return text.format(name=name_in_words(proposal), outcome=word(vote.outcome))
    sentence = " ".join(sentences(vote.result))
    return _("By the tally: {sentence}").format(sentence=sentence) if vote.differs else sentence


def disagreement_of(vote: PublishedVote) -> str:
    """Return that the ruling is another than the tally; empty where they agree."""
    if vote.ruling is None or not vote.differs:
        return ""
    text = _(
        "The ruling differs from the tally. Pronounced: {ruling}; counted: {tally}. Both stay on "
        "record; what the chair pronounced decides (Burgerlijk Wetboek 2:13)."
    )
    result = vote.result
    tally = verdict_in_words(vote.proposal, result.outcome, result.adopted_option)
    return text.format(ruling=outcome_in_words(vote), tally=tally)


def needed_of(vote: PublishedVote) -> str:
    """Return threshold, source and margin in one line; empty where nothing was counted."""
    counts = vote.result.counts
    return "" if counts is None else needed_in_words(vote.result, counts)


def facts_of(vote: PublishedVote) -> list[tuple[str, str]]:
    """Return label and text of what is known of a vote besides its counts, in order."""
    rows = _about(vote)
    if vote.proposal.manner == "counted":
        rows += _rule(vote)
    if vote.ruling is not None:
        rows.append((_("Ruling of the chair"), outcome_in_words(vote)))
    rows += [(_("Text"), text_in_words(text)) for text in vote.texts]
    if vote.again_of is not None:
        rows.append((_("New vote"), _("of {vote}").format(vote=vote.again_of)))
    if vote.replaced_by is not None:
        text = _("the ruling was disputed; that of the new vote {vote} took its place")
        rows.append((_("Disputed"), text.format(vote=vote.replaced_by)))
    return rows


def _about(vote: PublishedVote) -> list[tuple[str, str]]:
    proposal = vote.proposal
    advice = word(proposal.advice or "?")
    on_advice = _("the vote is on the board's advice ({advice}), not on the motion itself")
    rows = (
        (_("Kind"), word(proposal.kind or "")),
        (_("Submitted by"), listing(list(proposal.submitters))),
        (_("Co-signed by"), listing(list(vote.cosignatories))),
        (_("Board advice"), advice if proposal.advice else ""),
        (_("On"), on_advice.format(advice=advice) if proposal.subject == "advice" else ""),
        (_("Manner"), manner_in_words(proposal)),
    )
    return [(label, text) for label, text in rows if text]


def _rule(vote: PublishedVote) -> list[tuple[str, str]]:
    rule = vote.proposal.rule
    text = _("{majority} of the votes cast ({source})").format(
        majority=majority_in_words(rule.majority), source=rule_source(rule)
    )
    rows = [(_("Rule"), text), (_("Votes cast"), settings_in_words(rule))]
    if rule.quorum is not None:
        reached = _("not reached") if vote.result.outcome == "no quorum" else _("reached")
        rows.append((_("Quorum"), f"{quorum_in_words(rule.quorum)}; {reached}"))
    return rows


def text_in_words(text: Text) -> str:
    """Return which text lay before the meeting: of which item, which version, its SHA-256."""
    if not text.sha256:
        return _("as amended by {item}").format(item=text.item)
    return _("{item}, {version}, SHA-256 {digits}").format(
        item=text.item,
        version=_(_VERSIONS[text.version]) if text.version in _VERSIONS else text.version,
        digits=text.sha256,
    )


def count_rows(publication: Publication, vote: PublishedVote) -> list[CountRow]:
    """Return the lines of the table of the counts: options, votes cast, and who did not vote.

    Empty where nothing was counted. Slips know no abstention, and their votes no members.
    """
    counts = vote.result.counts
    if counts is None:
        return []
    known, majority = counts.members_known, vote.proposal.rule.majority
    rows = [
        CountRow(
            item.option,
            option_in_words(item.option),
            item.total,
            known,
            item.cast,
            share_of(item.total.votes, counts.cast.votes, majority) if item.cast else "",
            share_of(item.total.members, counts.cast.members) if item.cast and known else "",
        )
        for item in counts.options
        if known or item.option.role != "abstention"
    ]
    rows.append(_line("votes cast", _("votes cast"), counts.cast, known=known))
    if counts.slips is not None:
        others: tuple[tuple[Sum, Votes], ...] = (
            ("invalid", counts.slips.invalid),
            ("not returned", counts.slips.not_returned),
        )
        for line, votes in others:
            rows.append(_line(line, line_in_words(line), Count(Members(0), votes), known=False))
        return rows
    if not vote.per_member:
        label = choice_in_words("did not vote")
        return [*rows, _line("did not vote", label, counts.not_voted, known=True)]
    for absence, count in not_voted_of(publication.roll, vote).items():
        rows.append(_line(absence, choice_in_words(absence), count, known=True))
    return rows


def _line(line: Absence | Sum, label: str, count: Count, *, known: bool) -> CountRow:
    return CountRow(line, label, count, known, None, "", "")


def roll_line(publication: Publication) -> str:
    """Return how many members and votes are on the roll."""
    totals = publication.roll.totals
    return members_and_votes(totals.members, totals.votes)


def source_line(publication: Publication) -> str:
    """Return where the figures come from, as their licence asks."""
    text = _(
        "Source of the numbers of inhabitants: CBS (Statistics Netherlands), {edition}; CC BY 4.0"
    )
    return text.format(edition=edition_in_full(publication.roll.edition))


def head_line(publication: Publication) -> str:
    """Return the head of the ledger in a line; empty where there is none."""
    head = publication.head
    if head is None:
        return ""
    text = _("Head of the ledger {origin}: {size} entries, root {root}")
    return text.format(origin=head.origin, size=number(head.size), root=head.root)


def invented_notice() -> str:
    """Return what an example says on every page and in every file."""
    return _("Example: everything here is invented. No municipality voted like this.")


def day_of(publication: Publication) -> str:
    """Return the day of the meeting in words; of a meeting without one that it is not known."""
    return _("not known") if publication.day is None else day(publication.day)


def derivation_of(publication: Publication, member: Member) -> str:
    """Return how the votes of a member follow from the figures, in a few words."""
    return derivation_in_words(member, publication.roll.edition)


def readings_in_words(vote: PublishedVote) -> list[str]:
    """Return whether the outcome holds under every reading, and under which it does not.

    This is comment and no record; empty where nothing was counted.
    """
    readings = vote.readings
    if readings is None:
        return []
    if not readings.turned:
        text = _("the same outcome under all {count} readings")
        return [text.format(count=number(readings.total))]
    text = _("not the same outcome under all readings: another one under {turned} of {count}")
    line = text.format(turned=number(len(readings.turned)), count=number(readings.total))
    return [line, *map(reading_in_words, readings.turned)]
