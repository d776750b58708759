"""The verdict on a vote in words: the outcome, the sentence the chair reads out, the reasons."""

from alvvote.i18n import _, listing, number
from alvvote.proposal import Outcome, Proposal
from alvvote.tally import Counts, Result, Turned, leading
from alvvote.words import (
    edition_in_short,
    majority_in_words,
    option_in_words,
    quorum_in_words,
    rule_source,
    share_of,
    votes_in_words,
    word,
)

_SHORT = 3
"""Names of votes begin with a kind in full, or with an abbreviation of so many letters."""


def verdict_in_words(proposal: Proposal, outcome: Outcome, adopted: str | None) -> str:
    """Return an outcome of a vote in capitals, with the option that was adopted."""
    verdict = word(outcome).upper()
    if proposal.subject == "advice":
        # What was adopted or rejected is the advice; never the motion.
        advice = word(proposal.advice) if proposal.advice else "?"
        text = _("ADVICE {outcome}: {advice}")
        verdict = text.format(outcome=verdict, advice=advice)
    return verdict if adopted is None else f"{verdict}: {adopted}"


def needed_in_words(result: Result, counts: Counts) -> str:
    """Return the threshold, where it comes from, and by how much it was reached or missed."""
    if not counts.cast.votes:
        return _("no vote was cast, so nothing is adopted")
    rule, required = result.proposal.rule, counts.required_votes
    text = _("{required} of the {cast} votes cast ({majority}; {source})").format(
        required=number(required),
        cast=number(counts.cast.votes),
        majority=majority_in_words(rule.majority),
        source=rule_source(rule),
    )
    first = leading(result.proposal, counts)
    margin = first.total.votes - required
    if margin == 0:
        short = _("{option}: exactly as many as needed")
    else:
        more = _("{option}: {count} more than needed")
        short = more if margin > 0 else _("{option}: {count} short")
    option = option_in_words(first.option)
    return f"{text}; {short.format(option=option, count=number(abs(margin)))}"


def reading_in_words(turned: Turned) -> str:
    """Return under which reading of what is not certain the outcome is another, and which."""
    outcome = word(turned.outcome)
    if turned.adopted_option is not None:
        outcome += f": {turned.adopted_option}"
    abstentions = (
        _("abstentions count") if turned.abstentions_count else _("abstentions do not count")
    )
    blanks = _("blanks count") if turned.blanks_count else _("blanks do not count")
    return f"{outcome}: {edition_in_short(turned.edition)}; {abstentions}; {blanks}"


def sentences(result: Result) -> list[str]:
    """Return what is read out: the outcome with its counts, ties said plainly, then the share."""
    name = name_in_words(result.proposal)
    counts = result.counts
    if counts is None:
        return [_("{name} is adopted by acclamation.").format(name=name)]
    if result.outcome == "no quorum":
        return [_no_quorum(name, result, counts)]
    if not counts.cast.votes:
        text = _("{name} is not adopted: no votes were cast.")
        return [text.format(name=name)]
    tied = _tied(result.proposal, counts)
    return [_outcome(name, result, counts), *tied, _share(result, counts)]


def name_in_words(proposal: Proposal) -> str:
    """Return what a vote is called at the beginning of a sentence: ``Motion M1``."""
    name = _called(proposal)
    if proposal.subject == "advice":
        text = _("the board's advice ({advice}) on {name}")
        name = text.format(advice=word(proposal.advice) if proposal.advice else "?", name=name)
    return name[:1].upper() + name[1:]


def _called(proposal: Proposal) -> str:
    kind = _("proposal") if proposal.kind is None else word(proposal.kind)
    first, _space, _rest = proposal.id.partition(" ")
    # Who calls a motion "Motie 2" says its kind already.
    said = len(first) > _SHORT and kind.casefold().endswith(first.casefold())
    return proposal.id if said else f"{kind} {proposal.id}"


def _outcome(name: str, result: Result, counts: Counts) -> str:
    if result.adopted_option is not None and result.proposal.kind == "persons":
        text = _(
            "{name}: {option} is elected: {counts}; "
            "needed were {required} of the {cast} votes cast ({majority})."
        )
    elif result.adopted_option is not None:
        text = _(
            "{name}: {option} is adopted: {counts}; "
            "needed were {required} of the {cast} votes cast ({majority})."
        )
    elif result.outcome == "adopted":
        text = _(
            "{name} is adopted: {counts}; "
            "needed were {required} of the {cast} votes cast ({majority})."
        )
    elif result.outcome == "rejected":
        text = _(
            "{name} is rejected: {counts}; "
            "needed were {required} of the {cast} votes cast ({majority})."
        )
    else:
        text = _(
            "{name}: no option has the majority: {counts}; "
            "needed were {required} of the {cast} votes cast ({majority})."
        )
    return text.format(
        name=name,
        option=result.adopted_option or "",
        counts=_counts(result.proposal, counts),
        required=number(counts.required_votes),
        cast=number(counts.cast.votes),
        majority=majority_in_words(result.proposal.rule.majority),
    )


def _counts(proposal: Proposal, counts: Counts) -> str:
    """Return the votes by option, of what counts as cast: together that is what the share is of."""
    cast = [item for item in counts.options if item.cast]
    if not proposal.for_or_against:
        return ", ".join(
            f"{option_in_words(item.option)} {votes_in_words(item.total.votes)}" for item in cast
        )
    first, *others = cast
    parts = [f"{votes_in_words(first.total.votes)} {option_in_words(first.option)}"]
    parts += [f"{number(item.total.votes)} {option_in_words(item.option)}" for item in others]
    return ", ".join(parts)


def _tied(proposal: Proposal, counts: Counts) -> list[str]:
    """Return that votes are tied: for and against, or the options with most votes."""
    roles = {"for", "rejecting"} if proposal.for_or_against else {"choice", "rejecting"}
    rivals = [item for item in counts.options if item.option.role in roles]
    most = max(item.total.votes for item in rivals)
    first = [item for item in rivals if item.total.votes == most]
    if not most or len(first) == 1:
        return []
    names = [option_in_words(item.option) for item in first]
    text = _("The votes are tied: {names} have {votes} each.")
    return [text.format(names=listing(names), votes=votes_in_words(most))]


def _share(result: Result, counts: Counts) -> str:
    first = leading(result.proposal, counts)
    text = _("{option}: {share} of the votes cast.")
    option = option_in_words(first.option)
    majority = result.proposal.rule.majority
    return text.format(
        option=option[:1].upper() + option[1:],
        share=share_of(first.total.votes, counts.cast.votes, majority),
    )


def _no_quorum(name: str, result: Result, counts: Counts) -> str:
    quorum = result.proposal.rule.quorum
    text = _(
        "{name} is not decided, for want of a quorum: ballots were handed in for {votes} of all "
        "{all_votes} votes, by {members} of all {all_members} members; the quorum is {quorum}."
    )
    return text.format(
        name=name,
        votes=number(counts.handed_in.votes),
        all_votes=number(result.roll.votes),
        members=number(counts.handed_in.members),
        all_members=number(result.roll.members),
        quorum="" if quorum is None else quorum_in_words(quorum),
    )
