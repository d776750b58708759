"""The votes of a meeting as they are counted again elsewhere: ballots, agenda and counts of slips.

`decided_votes` is what ``alvvote tally --dossier`` counts; the tables made of it here are what
``alvvote tally`` reads from files. Both give the same results.
"""

from collections.abc import Sequence
from typing import NamedTuple

from alvvote.ballots.choices import FULL_WORDS
from alvvote.meeting.agenda_acts import majority_text
from alvvote.meeting.model import SETTLED, Item, State, Vote, outcome_of
from alvvote.meeting.question import again_id, question_of
from alvvote.meeting.results import choices_of, roll_of, slips_of
from alvvote.proposal import AGAINST, STANDARD_OPTIONS, Option, Proposal
from alvvote.slips import HANDED_OUT, INVALID, NOT_RETURNED, SlipCount
from alvvote.statutes import Quorum
from alvvote.tables.table import key_of

REHEARSAL = "OEFENING"
"""Stands before each title of a rehearsal: in files and results alike, in every language."""

AGENDA_HEADER = (
    "id",
    "title",
    "kind",
    "majority",
    "options",
    "rejecting",
    "advice",
    "submitters",
    "subject",
    "manner",
    "outcome",
)
BALLOTS_HEADER = ("vote", "gm_code", "municipality", "votes", "choice")
COUNTS_HEADER = ("vote", "option", "votes", "members")
Row = tuple[str | int | None, ...]


class DecidedVote(NamedTuple):
    """A vote that is over, or an item that was settled without one."""

    proposal: Proposal
    ballots: dict[str, str]
    """Option by code of the member; empty in a vote on persons."""
    slips: SlipCount | None
    """In a vote on persons: what two tellers counted."""


def _is_over(vote: Vote) -> bool:
    if vote.status == "open":
        return False
    return not vote.secret or vote.agreed is not None or vote.proposal.manner != "counted"


def votes_left_out(state: State) -> list[str]:
    """Return the votes that are not to be counted yet: open, or on persons and not yet counted."""
    return [vote.id for vote in state.votes.values() if not _is_over(vote)]


def decided_votes(state: State) -> list[DecidedVote]:
    """Return the votes that are over and the items settled without one, in the agenda's order.

    A vote that a new one replaced is among them, as it was held.
    """
    order = {name: place for place, name in enumerate(state.items)}
    found: list[tuple[int, DecidedVote]] = []
    for vote in state.votes.values():
        if _is_over(vote):
            secret = vote.secret and vote.agreed is not None
            count = slips_of(vote, vote.agreed or {}) if secret else None
            decided = DecidedVote(vote.proposal, choices_of(vote), count)
            found.append((order[vote.items[0]], decided))
    found += [
        (order[item.id], DecidedVote(_settled(state, item), {}, None))
        for item in state.items.values()
        if _is_settled(state, item)
    ]
    found.sort(key=lambda pair: pair[0])
    return _told_apart(state, [decided for _place, decided in found])


def _is_settled(state: State, item: Item) -> bool:
    """Tell whether an item was settled by something else than a vote on it or on the advice."""
    if item.kind is None or outcome_of(state, item) not in SETTLED:
        return False
    votes = [vote for vote in state.votes.values() if item.id in vote.items]
    if not votes:
        return True
    # An advice that was rejected leaves the item open; what came of it then is a row by itself.
    ruling = votes[-1].ruling
    return ruling is not None and ruling.outcome != "adopted"


def _settled(state: State, item: Item) -> Proposal:
    proposal = question_of(state, [item], manner="none")
    if item.id in state.votes:
        proposal = proposal._replace(id=again_id(state, item.id))
    return proposal._replace(outcome=outcome_of(state, item))


def _told_apart(state: State, decided: list[DecidedVote]) -> list[DecidedVote]:
    """Return them with titles that name one vote alone: a file may name a vote by its title."""
    taken = {key_of(one.proposal.id) for one in decided}
    result: list[DecidedVote] = []
    for one in decided:
        proposal = one.proposal
        title = f"{REHEARSAL}: {proposal.title}" if state.rehearsal else proposal.title
        if key_of(title) in taken - {key_of(proposal.id)}:
            title = f"{title} ({proposal.id})"
        taken.add(key_of(title))
        result.append(one._replace(proposal=proposal._replace(title=title)))
    return result


def agenda_rows(decided: Sequence[DecidedVote]) -> list[Row]:
    """Return the agenda of these votes under `AGENDA_HEADER`."""
    return [_agenda_row(one.proposal) for one in decided]


def _agenda_row(proposal: Proposal) -> Row:
    rule, options = proposal.rule, proposal.options
    own = options != STANDARD_OPTIONS
    return (
        proposal.id,
        proposal.title,
        proposal.kind,
        majority_text(rule.majority) if rule.source == "agenda" else None,
        " | ".join(option.name for option in options) if own else None,
        _rejecting(options) if own and not proposal.for_or_against else None,
        proposal.advice,
        " | ".join(proposal.submitters) or None,
        proposal.subject,
        proposal.manner,
        proposal.outcome,
    )


def _rejecting(options: Sequence[Option]) -> str | None:
    """Return the option that rejects because it was said to; "against" does so by itself."""
    return next(
        (
            option.name
            for option in options
            if option.role == "rejecting" and FULL_WORDS.get(key_of(option.name)) != AGAINST
        ),
        None,
    )


def ballot_rows(state: State, decided: Sequence[DecidedVote]) -> list[Row]:
    """Return the ballots under `BALLOTS_HEADER`: vote by vote, in the order of the codes."""
    members = roll_of(state).by_code
    return [
        (one.proposal.id, code, members[code].municipality, members[code].votes, one.ballots[code])
        for one in decided
        for code in sorted(one.ballots)
    ]


def count_rows(decided: Sequence[DecidedVote]) -> list[Row]:
    """Return the counts of slips under `COUNTS_HEADER`."""
    rows: list[Row] = []
    for one in decided:
        if one.slips is not None:
            name, (votes, slips) = one.proposal.id, one.slips
            rows += [
                (name, option.name, votes[option.name], None)
                for option in one.proposal.options
                if option.role != "abstention"
            ]
            rows.append((name, INVALID, slips.invalid, None))
            rows.append((name, NOT_RETURNED, slips.not_returned, None))
            rows.append((name, HANDED_OUT, slips.handed_out, slips.members))
    return rows


def rule_options(state: State) -> list[str]:
    """Return the options of ``alvvote tally`` that say what this meeting settled on."""
    options: list[str] = []
    if state.abstentions_count:
        options += ["--onthouding", "telt"]
    if state.blanks_count:
        options += ["--blanco", "telt"]
    if state.quorum is not None:
        options += ["--quorum", _quorum_text(state.quorum)]
    return options


def _quorum_text(quorum: Quorum) -> str:
    of = {"votes": "stemmen", "members": "leden"}[quorum.of]
    return f"{'>' if quorum.strict else ''}{quorum.fraction}:{of}"
