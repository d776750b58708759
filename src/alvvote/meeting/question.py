"""The question of a vote: made from items of the agenda, and as it is frozen in an event."""

from collections.abc import Sequence
from typing import Any

from alvvote.ballots.choices import options_named
from alvvote.meeting.model import Item, State, Vote, amendments_of, outcome_of
from alvvote.proposal import (
    BLANK,
    STANDARD_OPTIONS,
    Manner,
    Option,
    Proposal,
    Rule,
    Subject,
)
from alvvote.statutes import Majority, Quorum
from alvvote.statutes.majority import parse_majority

TOGETHER = "+"
AGAIN = "/"


def question_of(
    state: State, items: Sequence[Item], subject: Subject = "proposal", manner: Manner = "counted"
) -> Proposal:
    """Return the proposal of a vote on these items, under the rules of the meeting.

    Several items in one vote have one question: their ids and titles together.
    """
    first = items[0]
    kinds = {item.kind for item in items}
    kind = "persons" if "persons" in kinds else kinds.pop() if len(kinds) == 1 else None
    majority = parse_majority(first.majority) if first.majority else None
    base = Rule()
    rule = Rule(
        majority or base.majority,
        state.abstentions_count,
        state.blanks_count,
        state.quorum,
        "agenda" if majority else "statutes",
    )
    return Proposal(
        id=TOGETHER.join(item.id for item in items),
        title=" + ".join(item.title for item in items),
        kind=kind,
        subject=subject,
        manner=manner,
        rule=rule,
        options=options_of(first) if subject == "proposal" else STANDARD_OPTIONS,
        advice=first.advice,  # type: ignore[arg-type] # checked when it came on the agenda
        submitters=tuple(dict.fromkeys(name for item in items for name in item.submitters)),
        outcome="adopted" if manner == "acclamation" else None,
    )


def options_of(item: Item) -> tuple[Option, ...]:
    """Return the options of an item: its own, or for and against."""
    if not item.options:
        return STANDARD_OPTIONS
    # A rule sees to it that they are options.
    own = options_named(item.options, item.rejecting) or ()
    return (*own, BLANK) if item.kind == "persons" else own


def again_id(state: State, vote: str) -> str:
    """Return the id of a new vote on the question of `vote`: ``M1/2``, then ``M1/3``."""
    base, _slash, _round = vote.rpartition(AGAIN)
    base = base if base in state.votes else vote
    number = 2
    while f"{base}{AGAIN}{number}" in state.votes:
        number += 1
    return f"{base}{AGAIN}{number}"


def question_json(proposal: Proposal) -> dict[str, Any]:
    """Return the proposal as plain values, as an event freezes it."""
    rule = proposal.rule
    return {
        "id": proposal.id,
        "title": proposal.title,
        "kind": proposal.kind,
        "subject": proposal.subject,
        "manner": proposal.manner,
        "majority": list(rule.majority),
        "majority_source": rule.source,
        "abstentions_count": rule.abstentions_count,
        "blanks_count": rule.blanks_count,
        "quorum": None if rule.quorum is None else list(rule.quorum),
        "options": [list(option) for option in proposal.options],
        "advice": proposal.advice,
        "submitters": list(proposal.submitters),
        "outcome": proposal.outcome,
    }


def read_question(document: dict[str, Any]) -> Proposal:
    """Return the proposal of what `question_json` made."""
    quorum = document["quorum"]
    return Proposal(
        id=document["id"],
        title=document["title"],
        kind=document["kind"],
        subject=document["subject"],
        manner=document["manner"],
        rule=Rule(
            Majority(*document["majority"]),
            document["abstentions_count"],
            document["blanks_count"],
            None if quorum is None else Quorum(*quorum),
            document["majority_source"],
        ),
        options=tuple(Option(*option) for option in document["options"]),
        advice=document["advice"],
        submitters=tuple(document["submitters"]),
        outcome=document["outcome"],
    )


def texts_of(state: State, items: Sequence[Item]) -> tuple[tuple[str, str, str], ...]:
    """Return which texts lie before the meeting: of each item, and of its adopted amendments.

    Id of the item, version, SHA-256 of the text; an item without a text is left out.
    """
    found: list[tuple[str, str, str]] = []
    for item in items:
        adopted = [
            other for other in amendments_of(state, item) if outcome_of(state, other) == "adopted"
        ]
        for part in (item, *adopted):
            if part.texts:
                text = part.texts[-1]
                found.append((part.id, text.version, text.sha256))
            elif part is not item:
                found.append((part.id, "amendment", ""))
    return tuple(found)


def question_again(state: State, vote: Vote) -> Proposal:
    """Return the question of a new vote on what `vote` was about, counted this time."""
    name = again_id(state, vote.id)
    again = name.rpartition(AGAIN)[2]
    items = [state.items[item] for item in vote.items]
    fresh = question_of(state, items, vote.proposal.subject)
    return fresh._replace(id=name, title=f"{fresh.title} ({again})")
