"""Rules for a vote from its opening to its closing: what is put to it, and who votes."""

from typing import get_args

from alvvote.meeting import events as e
from alvvote.meeting.model import (
    Item,
    State,
    Vote,
    amendments_of,
    outcome_of,
    parts_of_item,
    turnout_of,
)
from alvvote.meeting.question import (
    options_of,
    question_again,
    question_json,
    question_of,
    texts_of,
)
from alvvote.meeting.results import roll_of
from alvvote.meeting.rules.find import Rule, is_moment, member_in_words, recorded_vote
from alvvote.problems import Problem
from alvvote.statutes import SIMPLE
from alvvote.statutes.majority import parse_majority


def standing_vote(state: State, item: str) -> Vote | None:
    """Return the newest vote on an item that no new vote replaced; None where there is none."""
    votes = [v for v in state.votes.values() if item in v.items and v.replaced_by is None]
    return votes[-1] if votes else None


def undecided(state: State, item: Item) -> list[Problem]:
    """Return what speaks against deciding on this item now."""
    if item.kind is None:
        return [Problem("V127", value=item.id)]
    outcome = outcome_of(state, item)
    if outcome is not None:
        return [Problem("V122", value=item.id, expected=outcome)]
    running = standing_vote(state, item.id)
    if running is not None and running.status != "declared":
        return [Problem("V129", value=item.id, expected=running.id)]
    return []


def _running_above(state: State, item: Item) -> list[Problem]:
    """Return the vote that is running on the proposal of an amendment: its text is frozen."""
    vote = standing_vote(state, item.parent or "")
    if vote is None or vote.status == "declared":
        return []
    return [Problem("V129", value=item.parent, expected=vote.id)]


def _is_open(state: State, amendment: Item) -> bool:
    """Tell whether an amendment is still to be decided, or is put to the vote once more."""
    running = standing_vote(state, amendment.id)
    again = running is not None and running.status != "declared"
    return again or outcome_of(state, amendment) is None


def _overtaking(state: State, item: Item) -> list[Problem]:
    """Return what is being voted on and would make this item lapse, or lapse by it."""
    found: list[Problem] = []
    for other in state.items.values():
        if item.id in other.overtakes or other.id in item.overtakes:
            running = standing_vote(state, other.id)
            if running is not None and running.status != "declared":
                found.append(Problem("V129", value=other.id, expected=running.id))
    return found


def put_to_the_vote(state: State, items: list[Item]) -> list[Problem]:
    """Return what speaks against putting these items to the vote, as one question."""
    if not state.roll_fixed:
        return [Problem("M110")]
    problems: list[Problem] = []
    for item in items:
        problems += undecided(state, item)
        first = [a.id for a in amendments_of(state, item) if _is_open(state, a)]
        if first:
            problems.append(Problem("V125", value=item.id, expected=", ".join(first)))
        problems += _overtaking(state, item)
        parts = [part.id for part in parts_of_item(state, item)]
        if parts:
            problems.append(Problem("V126", value=item.id, expected=", ".join(parts)))
    return problems


def together(items: list[Item], *, confirmed: bool) -> list[Problem]:
    """Return what speaks against one question for these items."""
    if len(items) == 1:
        return []
    ids = ", ".join(item.id for item in items)
    if len({item.id for item in items}) != len(items):
        return [Problem("V118", value=ids)]
    majorities = {parse_majority(item.majority) if item.majority else SIMPLE for item in items}
    if len(majorities) > 1 or any(options_of(item) != options_of(items[0]) for item in items):
        return [Problem("V118", value=ids)]
    if any(item.kind == "persons" for item in items) and not confirmed:
        return [Problem("V113", value=ids)]
    return []


def _opened(state: State, event: e.VoteOpened) -> list[Problem]:
    items = [state.items[name] for name in event.items if name in state.items]
    if not items or len(items) != len(event.items):
        return [Problem("M104", value=", ".join(event.items))]
    if event.again_of is not None:
        return _opened_again(state, event)
    problems = put_to_the_vote(state, items) + together(items, confirmed=event.confirmed)
    subject = event.question.get("subject")
    if subject == "advice" and (len(items) > 1 or items[0].advice is None):
        problems.append(Problem("V132", value=items[0].id))
    if problems:
        return problems
    fresh = question_of(state, items, "advice" if subject == "advice" else "proposal")
    if fresh.id in state.votes:
        # A vote on the advice that was rejected leaves the item open: its own vote comes next.
        fresh = question_again(state, state.votes[fresh.id])._replace(
            subject=fresh.subject, options=fresh.options
        )
    return _frozen(state, event, question_json(fresh), items)


def _opened_again(state: State, event: e.VoteOpened) -> list[Problem]:
    vote = recorded_vote(state, event.again_of or "")
    if isinstance(vote, Problem):
        return [vote]
    if vote.ruling is None:
        return [Problem("V112", value=vote.id)]
    if vote.replaced_by is not None:
        return [Problem("V133", value=vote.id, expected=vote.replaced_by)]
    running = [v.id for v in state.votes.values() if v.again_of == vote.id]
    if running:
        return [Problem("V133", value=vote.id, expected=running[-1])]
    for item in vote.items:
        # After an advice that was rejected the item may have had a vote of its own.
        newer = standing_vote(state, item)
        if newer is not None and newer.id != vote.id:
            return [Problem("V133", value=vote.id, expected=newer.id)]
    if not vote.disputed:
        return [Problem("V115", value=vote.id)]
    if event.request == "voter" and not vote.one_voter_may_demand_again:
        return [Problem("V114", value=vote.id)]
    if event.request not in {"voter", "majority"} or event.items != vote.items:
        return [Problem("V131", value=event.vote)]
    items = [state.items[name] for name in vote.items]
    above = [problem for item in items for problem in _running_above(state, item)]
    return above or _frozen(state, event, question_json(question_again(state, vote)), items)


def _frozen(
    state: State, event: e.VoteOpened, question: dict[str, object], items: list[Item]
) -> list[Problem]:
    """Hold what the event freezes against the state it was frozen from."""
    follows = (
        event.casting in get_args(e.Casting)
        and is_moment(event.moment)
        and (event.request is None) == (event.again_of is None)
        and event.question == question
        and event.vote == question["id"]
        and event.vote not in state.votes
        and event.texts == texts_of(state, items)
        and event.roll == state.fingerprint
        and event.accredited == turnout_of(state)
    )
    return [] if follows else [Problem("V131", value=event.vote)]


def _cast(state: State, event: e.BallotCast) -> list[Problem]:
    vote = state.votes.get(event.vote)
    if vote is None:
        return [Problem("V101", value=event.vote, expected=", ".join(state.votes) or None)]
    votes = roll_of(state).votes_of.get(event.gm_code)
    if votes is None:
        return [Problem("V123", value=event.gm_code)]
    problem = _may_vote(state, vote, event) or _choice(vote, event)
    if problem is None and (event.votes != votes or type(event.votes) is not int):
        problem = Problem("V131", value=member_in_words(state, event.gm_code))
    # The reason of a correction comes last: once it is erased only that is not asked.
    problem = problem or _first_or_correction(vote, event, member_in_words(state, event.gm_code))
    return [] if problem is None else [problem]


def _may_vote(state: State, vote: Vote, event: e.BallotCast) -> Problem | None:
    late = vote.status == "declared" or (vote.status == "closed" and event.replaces is None)
    if late:
        return Problem("V102", value=vote.id)
    member = member_in_words(state, event.gm_code)
    if roll_of(state).by_code[event.gm_code].suspended:
        return Problem("V119", value=member)
    if not state.accreditation:
        return None if event.accreditation is None else Problem("V131", value=member)
    current = state.accredited.get(event.gm_code)
    if event.accreditation is not None:
        # A ballot from the hall's voting system counts for the pass of the moment it was cast.
        known = (current, *vote.accreditations.get(event.gm_code, ()))
        return None if event.accreditation in known else Problem("V131", value=member)
    if current is not None:
        return Problem("V131", value=member)
    if event.replaces is not None and event.gm_code in vote.accredited:
        # Who left the hall since can still have a mistake corrected.
        return None
    return Problem("V105", value=member)


def _choice(vote: Vote, event: e.BallotCast | e.BallotScanned) -> Problem | None:
    if vote.secret:
        return None if event.option is None else Problem("V107", value=vote.id)
    names = [option.name for option in vote.proposal.options]
    if event.option not in names:
        return Problem("V106", value=event.option or "", expected=", ".join(names))
    return None


def _first_or_correction(vote: Vote, event: e.BallotCast, member: str) -> Problem | None:
    earlier = vote.ballots.get(event.gm_code)
    if event.replaces is None:
        return None if earlier is None else Problem("V104", value=member)
    if earlier is None or earlier.entry != event.replaces:
        return Problem("V117", value=member)
    return None if event.reason else Problem("V116", value=member)


def _scanned(state: State, event: e.BallotScanned) -> list[Problem]:
    vote = recorded_vote(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.secret:
        return [Problem("V107", value=vote.id)]
    if not state.accreditation:
        return [Problem("M111")]
    votes = roll_of(state).votes_of.get(event.gm_code)
    if votes is None:
        return [Problem("V123", value=event.gm_code)]
    member = member_in_words(state, event.gm_code)
    if event.accreditation not in vote.accreditations.get(event.gm_code, ()):
        return [Problem("V105", value=member)]
    problem = _choice(vote, event)
    if problem is not None:
        return [problem]
    if event.votes != votes or type(event.votes) is not int:
        return [Problem("V131", value=member)]
    earlier = vote.scans.get(event.gm_code)
    if event.replaces is None and earlier is not None:
        return [Problem("D112", value=member, expected=earlier.option)]
    return [] if event.replaces == (earlier and earlier.entry) else [Problem("V131", value=member)]


def _closed(state: State, event: e.VoteClosed) -> list[Problem]:
    vote = recorded_vote(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.status != "open":
        return [Problem("V102", value=vote.id)]
    if event.accredited != turnout_of(state) or not is_moment(event.moment):
        return [Problem("V131", value=vote.id)]
    return []


def _cancelled(state: State, event: e.VoteCancelled) -> list[Problem]:
    vote = recorded_vote(state, event.vote)
    if isinstance(vote, Problem):
        return [vote]
    if vote.status != "open":
        return [Problem("V102", value=vote.id)]
    if not event.reason.strip():
        return [Problem("M117", value=event.reason)]
    return [Problem("V142", value=vote.id)] if vote.ballots or vote.scans else []


VOTING_RULES: dict[str, Rule] = {
    e.VoteOpened.kind: _opened,
    e.BallotCast.kind: _cast,
    e.BallotScanned.kind: _scanned,
    e.VoteClosed.kind: _closed,
    e.VoteCancelled.kind: _cancelled,
}
